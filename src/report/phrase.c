#include "report/phrase.h"

#include "report/number.h"

#include <math.h>

static const struct answers *answers_of(const struct phrases *p)
{
    return p->report->answers;
}

str phrase_whole(const struct phrases *p, i64 n)
{
    return number_whole(p->a, p->report->lang, n);
}

str phrase_percent(const struct phrases *p, f64 share)
{
    return number_percent(p->a, p->report->lang, share);
}

str phrase_days(const struct phrases *p, f64 days)
{
    return isfinite(days) ? number_days(p->a, p->report->lang, days) : phrase(p, TEXT_NOT_REACHED);
}

str phrase_money(const struct phrases *p, i64 minor)
{
    return number_money(p->a, p->report->lang, minor, answers_of(p)->won_value.currency);
}

str phrase_money_short(const struct phrases *p, i64 minor)
{
    return number_money_short(p->a, p->report->lang, minor, answers_of(p)->won_value.currency);
}

/* Marks that turn the direction of text, or hide: they have no place in a report. */
static bool is_invisible(u32 c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0x061c;
}

str phrase_name(const struct phrases *p, str name, i64 characters)
{
    char *out = arena_array(p->a, char, 3 * i64_min(name.n, 4 * characters) + 8);
    i64 used = 0, shown = 0;
    for (i64 i = 0; i < name.n;) {
        if (shown == characters) {
            used += utf8_put(out + used, 0x2026);
            break;
        }
        u32 c = utf8_next(name, &i);
        if (is_invisible(c))
            continue;
        bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
        used += utf8_put(out + used, control ? ' ' : c);
        shown++;
    }
    return str_trim((str){out, used});
}

str phrase_interval(const struct phrases *p, f64 low, f64 high)
{
    enum lang lang = p->report->lang;
    return phrase(p, TEXT_RANGE, number_percent_bare(p->a, lang, low),
                  number_percent_bare(p->a, lang, high));
}

str phrase_rate(const struct phrases *p, struct rate r)
{
    enum lang lang = p->report->lang;
    if (r.standing == STANDING_CANNOT_SAY)
        return phrase(p, TEXT_CANNOT_SAY);
    str numerator = phrase_whole(p, r.numerator), denominator = phrase_whole(p, r.denominator);
    if (r.standing == STANDING_COUNTS)
        return phrase(p, TEXT_RATE_COUNTS, numerator, denominator);
    return phrase(p, TEXT_RATE, numerator, denominator, phrase_percent(p, r.value),
                  number_percent_bare(p->a, lang, r.low), number_percent_bare(p->a, lang, r.high));
}

str phrase_share(const struct phrases *p, struct rate r)
{
    enum lang lang = p->report->lang;
    if (r.standing != STANDING_MEASURED)
        return phrase_rate(p, r);
    return phrase(p, TEXT_ESTIMATE, phrase_percent(p, r.value),
                  number_percent_bare(p->a, lang, r.low), number_percent_bare(p->a, lang, r.high));
}

str phrase_by(const struct phrases *p, str by)
{
    if (str_eq(by, S("owner")))
        return phrase(p, TEXT_BY_OWNER);
    if (str_eq(by, S("close quarter")))
        return phrase(p, TEXT_BY_QUARTER);
    return phrase_name(p, by, 60);
}

str phrase_level(const struct phrases *p, const struct comparison *g, i64 level)
{
    str name = g->levels[level].name, year, quarter;
    bool quarters = str_eq(g->by, S("close quarter")) && str_cut(name, ' ', &year, &quarter);
    if (quarters && quarter.n == 2 && quarter.p[0] == 'Q')
        return phrase(p, TEXT_QUARTER_OF, year, str_sub(quarter, 1, 2));
    return name;
}

static bool same_answer(const struct cannot_say *a, const struct cannot_say *b)
{
    return a->why == b->why && a->would_need == b->would_need && a->count == b->count &&
           a->of == b->of && a->at_ms == b->at_ms && str_eq(a->name, b->name);
}

str phrase_questions(const struct phrases *p, i64 i)
{
    const struct cannot_says *all = &answers_of(p)->cannot_say;
    const struct cannot_say *first = &all->list.v[i];
    for (i64 k = 0; k < i; k++)
        if (same_answer(&all->list.v[k], first))
            return (str){0};
    str list = phrase_subject(p, first);
    for (i64 k = i + 1; k < all->list.n; k++)
        if (same_answer(&all->list.v[k], first))
            list = phrase(p, TEXT_LIST_SEMICOLON, list, phrase_subject(p, &all->list.v[k]));
    return list;
}

str phrase_subject(const struct phrases *p, const struct cannot_say *c)
{
    str subject = phrase(p, TEXT_SUBJECT + c->what);
    return c->what == SUBJECT_GROUP && c->name.n
               ? phrase(p, TEXT_COLON, subject, phrase_by(p, c->name))
               : subject;
}

str phrase_cause(const struct phrases *p, const struct cannot_say *c)
{
    if (c->why == CAUSE_TOO_FEW && !c->of)
        return phrase(p, TEXT_TOO_FEW_DEALS);
    return phrase(p, TEXT_CAUSE + c->why, phrase_whole(p, c->count), phrase_whole(p, c->of),
                  phrase_name(p, c->name, 60), number_date(p->a, p->report->lang, c->at_ms));
}

str phrase_need(const struct phrases *p, const struct cannot_say *c)
{
    return phrase(p, TEXT_NEED + c->would_need);
}

str phrase_why_not(const struct phrases *p, enum subject subject)
{
    const struct cannot_says *all = &answers_of(p)->cannot_say;
    for (i64 i = 0; i < all->list.n; i++)
        if (all->list.v[i].what == subject)
            return phrase(p, TEXT_COLON, phrase(p, TEXT_CANNOT_SAY),
                          phrase_cause(p, &all->list.v[i]));
    return phrase(p, TEXT_COLON, phrase(p, TEXT_CANNOT_SAY), phrase(p, TEXT_TOO_FEW_DEALS));
}

static str share_or_number(const struct phrases *p, enum warning_code code, f64 value)
{
    enum lang lang = p->report->lang;
    bool share = code == WARNING_BLANK_BY_OUTCOME || code == WARNING_ZERO_BY_OUTCOME;
    if (share)
        return phrase_percent(p, value);
    bool ratio = code == WARNING_QUEUE_GROWS || code == WARNING_QUEUE_SHRINKS;
    return number_decimal(p->a, lang, value, ratio ? 2 : 0);
}

str phrase_warning(const struct phrases *p, const struct warning *w)
{
    return phrase(p, TEXT_WARNING + w->code, phrase_whole(p, w->count), phrase_whole(p, w->of),
                  phrase_name(p, w->name, 60), number_date(p->a, p->report->lang, w->at_ms),
                  share_or_number(p, w->code, w->share_a), share_or_number(p, w->code, w->share_b),
                  phrase(p, TEXT_OUTCOME + w->outcome_a), phrase(p, TEXT_OUTCOME + w->outcome_b));
}

/* The columns that a figure is made from: a mask over enum import_field. */
#define FIELD_BIT(field) (1ull << (field))
static u64 figure_fields(enum figure_id f)
{
    const u64 ends = FIELD_BIT(FIELD_STAGE) | FIELD_BIT(FIELD_STATUS) | FIELD_BIT(FIELD_WON) |
                     FIELD_BIT(FIELD_LOST) | FIELD_BIT(FIELD_CLOSED);
    const u64 reasons = FIELD_BIT(FIELD_REASON) | FIELD_BIT(FIELD_STATUS_REASON);
    const u64 closes = FIELD_BIT(FIELD_CLOSE) | FIELD_BIT(FIELD_CLOSED_AT) |
                       FIELD_BIT(FIELD_WON_AT) | FIELD_BIT(FIELD_LOST_AT);
    const u64 begins = FIELD_BIT(FIELD_CREATED) | FIELD_BIT(FIELD_ENTERED);
    const u64 amounts = FIELD_BIT(FIELD_AMOUNT) | FIELD_BIT(FIELD_AMOUNT_CENTS);
    const u64 owners = FIELD_BIT(FIELD_OWNER) | FIELD_BIT(FIELD_OWNER_ID);
    const u64 events = FIELD_BIT(FIELD_AT) | FIELD_BIT(FIELD_ACTIVITY) |
                       FIELD_BIT(FIELD_STAGE_ENTERED) | FIELD_BIT(FIELD_STAGE_EXITED);
    switch (f) {
    case FIGURE_WIN_NARROW: return ends;
    case FIGURE_WIN_BROAD:
    case FIGURE_LOSS:
    case FIGURE_NO_DECISION:
    case FIGURE_OUTCOMES: return ends | reasons;
    case FIGURE_VALUE:
    case FIGURE_COST: return ends | reasons | amounts | FIELD_BIT(FIELD_CURRENCY);
    case FIGURE_COHORT:
    case FIGURE_CYCLE:
    case FIGURE_TIME_TO_WIN:
    case FIGURE_CURVES: return ends | begins | closes;
    case FIGURE_VELOCITY: return ends | begins | closes | amounts;
    case FIGURE_CONCENTRATION: return ends | owners | amounts;
    case FIGURE_GROUP: return ends | owners | FIELD_BIT(FIELD_ATTRIBUTE);
    case FIGURE_SEASON: return ends | closes;
    case FIGURE_SLIPPAGE:
    case FIGURE_OVERDUE: return FIELD_BIT(FIELD_EXPECTED) | FIELD_BIT(FIELD_CLOSE) | events;
    case FIGURE_FUNNEL:
    case FIGURE_STAGE_TIME:
    case FIGURE_MAP:
    case FIGURE_VARIANTS:
    case FIGURE_STALE:
    case FIGURE_ADHERENCE:
    case FIGURE_ALIGNMENT: return ends | events;
    case FIGURE_LITTLE: return begins | closes;
    case FIGURE_KIND: return events | FIELD_BIT(FIELD_VERSION) | FIELD_BIT(FIELD_EVIDENCE);
    case FIGURE_COUNT: break;
    }
    return 0;
}

enum { COLUMNS_SHOWN = 12 };

str phrase_columns(const struct phrases *p, const enum figure_id *figures, i32 n)
{
    const struct import_report *import = p->report->import;
    u64 wanted = 0;
    for (i32 i = 0; i < n; i++)
        wanted |= figure_fields(figures[i]);
    str list = {0};
    i32 shown = 0;
    for (i64 i = 0; i < import->columns.n && shown < COLUMNS_SHOWN; i++) {
        const struct import_column *c = &import->columns.v[i];
        if (c->sure == SURE_NOT || !(wanted >> c->field & 1))
            continue;
        str name = phrase_name(p, c->source, 60);
        list = shown++ ? str_fmt(p->a, "%.*s, %.*s", STR_ARG(list), STR_ARG(name)) : name;
    }
    return shown ? phrase(p, TEXT_SOURCE_COLUMNS, list) : (str){0};
}
