/* What in the data calls for care. In the order of enum warning_code. */
#include "measure/measuring.h"

#include <math.h>

enum {
    EDITED_DAYS_MIN = 1, /* an edit the day after the close is the closing itself */
    CLOSED_MIN = 20,
    OLD_MIN = 5,
    FEW_LARGE = 10, /* effective number of deals that value may rest on */
};
#define EDITED_SHARE_MIN 0.2
#define BLANK_GAP_MIN 0.2 /* difference of blank shares between two outcomes */
#define WIN_RATE_ODD 0.9
#define BURST_SHARE_MIN 0.1

struct warning *warning_add(struct measuring *m, enum warning_code code, i64 count, i64 of)
{
    struct warning *w = vec_push(m->arena, &m->answers->warnings.list);
    *w = (struct warning){
        .code = code, .count = count, .of = of, .share_a = NAN, .share_b = NAN, .at_ms = TIME_NONE};
    return w;
}

/* A record changed days after its deal closed may hold what was learnt afterwards. */
static void edited_after_close(struct measuring *m)
{
    const struct history *h = m->history;
    i64 edited = 0, known = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 close = m->facts.close_day[d];
        if (close == DAY_NONE || h->modified_ms[d] == TIME_NONE)
            continue;
        known++;
        edited += days_of_ms(h->modified_ms[d]) > close + EDITED_DAYS_MIN;
    }
    if (known > 0 && (f64)edited >= EDITED_SHARE_MIN * (f64)known)
        warning_add(m, WARNING_EDITED_AFTER_CLOSE, edited, known);
}

struct blanks {
    i64 blank[OUTCOME_COUNT], all[OUTCOME_COUNT];
};

static f64 blank_share(const struct blanks *b, u8 outcome)
{
    return (f64)b->blank[outcome] / (f64)b->all[outcome];
}

/* The two outcomes whose blanks differ most; says so when they differ a lot. */
static void note_blanks(struct measuring *m, enum warning_code code, const struct blanks *b,
                        str name)
{
    static const u8 outcomes[] = {OUTCOME_OPEN, OUTCOME_WON, OUTCOME_LOST, OUTCOME_NO_DECISION};
    i32 most = -1, least = -1;
    i64 blank = 0, all = 0;
    for (i64 i = 0; i < LENGTH(outcomes); i++) {
        u8 o = outcomes[i];
        blank += b->blank[o];
        all += b->all[o];
        if (b->all[o] < CLOSED_MIN)
            continue;
        if (most < 0 || blank_share(b, o) > blank_share(b, (u8)most))
            most = o;
        if (least < 0 || blank_share(b, o) < blank_share(b, (u8)least))
            least = o;
    }
    if (most < 0 || blank_share(b, (u8)most) - blank_share(b, (u8)least) < BLANK_GAP_MIN)
        return;
    struct warning *w = warning_add(m, code, blank, all);
    w->name = name;
    w->outcome_a = (u8)most;
    w->outcome_b = (u8)least;
    w->share_a = blank_share(b, (u8)most);
    w->share_b = blank_share(b, (u8)least);
}

static void blanks_by_outcome(struct measuring *m)
{
    const struct history *h = m->history;
    for (i64 k = 0; k < h->attribute_count; k++) {
        struct blanks b = {0};
        for (i64 d = 0; d < h->deal_count; d++) {
            b.all[h->outcome[d]]++;
            b.blank[h->outcome[d]] += h->attributes[k].value[d] == HISTORY_NO_ID;
        }
        note_blanks(m, WARNING_BLANK_BY_OUTCOME, &b, h->attributes[k].name);
    }
    struct blanks b = {0};
    for (i64 d = 0; d < h->deal_count; d++) {
        b.all[h->outcome[d]]++;
        b.blank[h->outcome[d]] += h->owner[d] == HISTORY_NO_ID;
    }
    note_blanks(m, WARNING_BLANK_BY_OUTCOME, &b, S("owner"));
}

static void zeros_by_outcome(struct measuring *m)
{
    const struct history *h = m->history;
    struct blanks b = {0};
    for (i64 d = 0; d < h->deal_count; d++) {
        b.all[h->outcome[d]]++;
        b.blank[h->outcome[d]] += !h->amount_known[d] || h->amount_minor[d] == 0;
    }
    if (m->facts.known[FACT_AMOUNTS])
        note_blanks(m, WARNING_ZERO_BY_OUTCOME, &b, S("amount"));
}

static void dates_of_deals(struct measuring *m)
{
    const struct facts *f = &m->facts;
    if (f->created_is_load)
        warning_add(m, WARNING_CREATED_IS_LOAD, f->load_deals, f->started)->at_ms =
            f->load_day * MS_PER_DAY;
    if (f->start_after_close)
        warning_add(m, WARNING_CLOSE_BEFORE_START, f->start_after_close, f->closed_dated);
    i64 future = 0;
    for (i64 d = 0; d < m->history->deal_count; d++)
        future += f->close_day[d] != DAY_NONE && f->close_day[d] > f->as_of_day;
    if (future)
        warning_add(m, WARNING_CLOSE_AFTER_AS_OF, future, f->closed_dated);
    i64 valid = f->counts.deals - f->counts.invalid;
    if (f->started && f->started < f->counts.deals)
        warning_add(m, WARNING_NO_START_DATE, i64_max(0, f->counts.deals - f->started), valid);
    if (f->closed_dated && f->closed_dated < f->closed)
        warning_add(m, WARNING_NO_CLOSE_DATE, f->closed - f->closed_dated, f->closed);
    if (m->cohort.n && m->cohort.window_day != DAY_NONE)
        warning_add(m, WARNING_WINDOW_STARTS_LATE, m->cohort.before_window, m->cohort.n)->at_ms =
            m->cohort.window_day * MS_PER_DAY;
}

static void money(struct measuring *m)
{
    const struct answers *a = m->answers;
    const struct rate_by_value *v = &a->rates.win_value_broad;
    const struct won_value *won = &a->won_value;
    if (v->standing == STANDING_MEASURED && v->few_large)
        warning_add(m, WARNING_FEW_LARGE_DEALS, v->deals, v->deals)->share_a = v->n_eff;
    else if (won->won.n >= RATE_FLOOR && won->n_eff < FEW_LARGE)
        warning_add(m, WARNING_FEW_LARGE_DEALS, won->won.n, won->won.n)->share_a = won->n_eff;
    if (m->facts.currencies < 2)
        return;
    i64 others = 0, all = 0;
    const struct history *h = m->history;
    for (i64 d = 0; d < h->deal_count; d++) {
        bool counted = h->outcome[d] == OUTCOME_WON && h->amount_known[d];
        all += counted;
        others += counted && h->currency[d] != m->facts.currency;
    }
    warning_add(m, WARNING_MIXED_CURRENCIES, others, all)->name = a->won_value.currency;
}

/* Open longer than any closed deal ever was. */
static void open_deals(struct measuring *m)
{
    const struct answers *a = m->answers;
    if (a->overdue.standing == STANDING_MEASURED && a->overdue.open.numerator > 0)
        warning_add(m, WARNING_OVERDUE_OPEN, a->overdue.open.numerator,
                    a->overdue.open.denominator);
    f64 limit = a->cycle.all.max;
    i64 old = 0, open = 0;
    for (i64 row = 0; row < m->cohort.n && a->cycle.all.n >= CLOSED_MIN; row++) {
        open += m->cohort.event[row] == 0;
        old += m->cohort.event[row] == 0 && m->cohort.time[row] > limit;
    }
    if (old >= OLD_MIN)
        warning_add(m, WARNING_OLD_OPEN, old, open)->share_a = limit;
    const struct little *l = &a->little;
    if (l->standing != STANDING_MEASURED)
        return;
    if (l->ratio > 1.25)
        warning_add(m, WARNING_QUEUE_GROWS, l->deals, l->closed)->share_a = l->ratio;
    if (l->ratio < 0.8)
        warning_add(m, WARNING_QUEUE_SHRINKS, l->deals, l->closed)->share_a = l->ratio;
}

/* A deal whose recorded outcome was another one before. */
static i64 changed_outcome(const struct history *h)
{
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 seen = OUTCOME_OPEN;
        bool changed = false;
        for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
            if (h->activity_kind[h->activity[e]] != ACTIVITY_OUTCOME || !h->value ||
                h->value[e] == HISTORY_NO_ID)
                continue;
            i64 outcome = h->numbers[h->value[e]];
            changed = changed || (seen != OUTCOME_OPEN && outcome != seen);
            seen = outcome;
        }
        n += changed;
    }
    return n;
}

static void outcomes(struct measuring *m)
{
    const struct outcome_counts *n = &m->facts.counts;
    const struct closed_rates *r = &m->answers->rates;
    if (m->facts.closed >= CLOSED_MIN && r->win_broad.value > WIN_RATE_ODD)
        warning_add(m, WARNING_FEW_LOSSES, n->won, m->facts.closed);
    i64 changed = changed_outcome(m->history);
    if (changed)
        warning_add(m, WARNING_OUTCOME_CHANGED, changed, m->facts.closed);
    if (n->invalid)
        warning_add(m, WARNING_INVALID_LEFT_OUT, n->invalid, n->deals);
    if (n->walked)
        warning_add(m, WARNING_WALKED_LEFT_OUT, n->walked, m->facts.closed + n->walked);
}

static void standard_and_log(struct measuring *m)
{
    const struct adherence *a = &m->answers->adherence;
    if (a->standing == STANDING_MEASURED && a->backfilled.value >= BURST_SHARE_MIN)
        warning_add(m, WARNING_SAME_MINUTE, a->backfilled.numerator, a->backfilled.denominator);
    if (m->standard && a->stages > 0 && a->stages_matched < a->stages)
        warning_add(m, WARNING_STANDARD_UNMATCHED, a->stages - a->stages_matched, a->stages);
}

/* The standard given is the only one there is to hold deals against. */
static void other_versions(struct measuring *m)
{
    const struct history *h = m->history;
    const struct history_attribute *column = facts_version_column(h);
    i64 known = 0, others = 0;
    if (!column || !m->standard || m->standard->version == 0)
        return;
    for (i64 row = 0; row < m->obligations.n; row++) {
        u32 value = column->value[m->obligations.deal[row]];
        i64 number;
        if (value == HISTORY_NO_ID || !str_to_i64(dict_name(&column->values, value), &number))
            continue;
        known++;
        others += number != m->standard->version;
    }
    if (others)
        warning_add(m, WARNING_OTHER_VERSION, others, known);
}

void warnings_measure(struct measuring *m)
{
    edited_after_close(m);
    blanks_by_outcome(m);
    zeros_by_outcome(m);
    dates_of_deals(m);
    money(m);
    open_deals(m);
    outcomes(m);
    standard_and_log(m);
    other_versions(m);
}
