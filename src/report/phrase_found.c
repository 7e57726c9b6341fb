/* phrase_found.c - the assessment and what stands out, as sentences. */
#include "report/number.h"
#include "report/phrase.h"

#include <math.h>

static const struct assessment *assessment_of(const struct phrases *p)
{
    return &p->report->answers->assessment;
}

static str kind_word(const struct phrases *p, enum kind k)
{
    return phrase(p, TEXT_KIND + k);
}

str phrase_kind(const struct phrases *p)
{
    const struct assessment *s = assessment_of(p);
    str probability = number_probability(p->a, p->report->lang, s->probability);
    switch (s->state) {
    case ASSESSMENT_DECIDED:
        return phrase(p, TEXT_KIND_DECIDED, kind_word(p, s->kind), probability);
    case ASSESSMENT_BETWEEN:
        return phrase(p, TEXT_KIND_BETWEEN, kind_word(p, s->low), kind_word(p, s->high),
                      kind_word(p, s->kind), probability);
    case ASSESSMENT_UNEVIDENCED:
        return phrase(p, TEXT_KIND_UNEVIDENCED, kind_word(p, s->low), kind_word(p, s->high));
    case ASSESSMENT_CANNOT_SAY: break;
    }
    return phrase(p, TEXT_KIND_CANNOT);
}

static str join(const struct phrases *p, str list, str next)
{
    return list.n ? phrase(p, TEXT_LIST_SEMICOLON, list, next) : next;
}

static str and_more(const struct phrases *p, str list, i32 rest)
{
    return rest > 0 ? join(p, list, phrase(p, TEXT_AND_CRITERIA, phrase_whole(p, rest))) : list;
}

str phrase_missing(const struct phrases *p, i32 most)
{
    const struct assessment *s = assessment_of(p);
    str list = {0};
    for (i32 i = 0; i < s->missing_count && i < most; i++)
        list = join(p, list, phrase(p, TEXT_CRITERION + s->missing[i]));
    return and_more(p, list, s->missing_count - most);
}

str phrase_lift(const struct phrases *p, i32 most)
{
    const struct assessment *s = assessment_of(p);
    enum lang lang = p->report->lang;
    str list = {0};
    for (i32 i = 0; i < s->failing_count && i < most; i++) {
        const struct kind_criterion *c = &s->criteria[s->failing[i]];
        str name = phrase(p, TEXT_CRITERION + c->id);
        bool count = c->unit == UNIT_COUNT;
        str lift = number_decimal(p->a, lang, count ? ceil(c->lift) : 100 * c->lift, 0);
        list = join(p, list, phrase(p, count ? TEXT_LIFT_COUNT : TEXT_LIFT_POINTS, lift, name));
    }
    return and_more(p, list, s->failing_count - most);
}

static str criterion_number(const struct phrases *p, enum criterion_unit unit, f64 value)
{
    enum lang lang = p->report->lang;
    if (unit == UNIT_COUNT)
        return number_decimal(p->a, lang, value, value == floor(value) ? 0 : 1);
    return unit == UNIT_SHARE ? phrase_percent(p, value) : number_decimal(p->a, lang, value, 2);
}

str phrase_seen(const struct phrases *p, const struct kind_criterion *c)
{
    if (c->unknown || !isfinite(c->seen))
        return phrase(p, TEXT_NOT_KNOWN);
    str seen = criterion_number(p, c->unit, c->seen);
    return c->name.n ? phrase(p, TEXT_COLON, phrase_name(p, c->name, 40), seen) : seen;
}

str phrase_wanted(const struct phrases *p, const struct kind_criterion *c)
{
    return str_fmt(p->a, "≥\u00a0%.*s", STR_ARG(criterion_number(p, c->unit, c->wanted)));
}

str phrase_group(const struct phrases *p, const struct comparison *g)
{
    return phrase(p, TEXT_GROUP_SENTENCE, phrase_by(p, g->by), phrase(p, TEXT_VERDICT + g->verdict),
                  number_p_value(p->a, p->report->lang, g->p_adjusted),
                  phrase_whole(p, g->level_count));
}

enum { FLAGGED_SHOWN = 3 };

str phrase_flagged(const struct phrases *p, const struct comparison *g)
{
    str list = {0};
    i64 won = 0, closed = 0, shown = 0;
    for (i64 i = 0; i < g->level_count; i++) {
        const struct group_level *l = &g->levels[i];
        won += l->win.numerator;
        closed += l->win.denominator;
        if (!l->flagged || l->win.standing != STANDING_MEASURED || shown == FLAGGED_SHOWN)
            continue;
        str name = phrase_name(p, phrase_level(p, g, i), 60);
        str one =
            str_fmt(p->a, "%.*s (%.*s)", STR_ARG(name), STR_ARG(phrase_percent(p, l->win.value)));
        list = shown++ ? str_fmt(p->a, "%.*s, %.*s", STR_ARG(list), STR_ARG(one)) : one;
    }
    if (!shown)
        return (str){0};
    return phrase(p, TEXT_GROUP_FLAGGED, list, phrase_percent(p, (f64)won / (f64)closed));
}

str phrase_spread(const struct phrases *p, const struct comparison *g)
{
    enum lang lang = p->report->lang;
    return phrase(p, TEXT_GROUP_SPREAD,
                  phrase(p, TEXT_POINTS, number_decimal(p->a, lang, 100 * g->spread, 1)),
                  phrase(p, TEXT_POINTS, number_decimal(p->a, lang, 100 * g->spread_by_chance, 1)));
}

i64 phrase_undecided_minor(const struct phrases *p)
{
    const struct rate_by_value *broad = &p->report->answers->rates.win_value_broad;
    const struct rate_by_value *narrow = &p->report->answers->rates.win_value_narrow;
    bool known = broad->standing != STANDING_CANNOT_SAY && narrow->standing != STANDING_CANNOT_SAY;
    return known ? broad->denominator_minor - narrow->denominator_minor : 0;
}

static void find_groups(const struct phrases *p, str *findings, i32 *n)
{
    const struct groups *groups = &p->report->answers->groups;
    for (i64 i = 0; i < groups->n && *n < PHRASE_FINDINGS_MAX; i++) {
        const struct comparison *g = &groups->list[i];
        bool owner = str_eq(g->by, S("owner"));
        if (g->verdict != GROUP_DIFFERENCE && !(owner && g->verdict == GROUP_NO_DIFFERENCE))
            continue;
        str flagged = phrase_flagged(p, g), verdict = phrase_group(p, g);
        findings[(*n)++] =
            flagged.n ? str_fmt(p->a, "%.*s %.*s", STR_ARG(verdict), STR_ARG(flagged)) : verdict;
    }
}

str phrase_season(const struct phrases *p, bool week)
{
    const struct season *s = &p->report->answers->season;
    const struct quarter_part *part = week ? &s->last_week : &s->last_month;
    enum lang lang = p->report->lang;
    if (part->verdict == GROUP_CANNOT_SAY || part->verdict == GROUP_TOO_FEW)
        return (str){0};
    return phrase(
        p, week ? TEXT_SEASON_PART_F : TEXT_SEASON_PART,
        phrase(p, week ? TEXT_SEASON_LAST_WEEK : TEXT_SEASON_LAST_MONTH),
        phrase_percent(p, part->win_inside.value), phrase_percent(p, part->win_outside.value),
        phrase(p, TEXT_POINTS, number_decimal(p->a, lang, 100 * part->difference.value, 1)),
        number_decimal(p->a, lang, 100 * part->difference.low, 1),
        number_decimal(p->a, lang, 100 * part->difference.high, 1),
        phrase(p, TEXT_VERDICT + part->verdict));
}

str phrase_top_seller(const struct phrases *p)
{
    const struct concentration *c = &p->report->answers->concentration;
    str name = phrase_name(p, c->top, 60);
    if (c->top_value.standing == STANDING_MEASURED)
        return phrase(p, TEXT_CONC_TOP, name, phrase_percent(p, c->top_value.value),
                      phrase_money_short(p, c->top_won_minor));
    if (c->top_wins.standing != STANDING_MEASURED)
        return phrase(p, TEXT_CONC_TOP_FEW, name, phrase_whole(p, c->top_wins.numerator),
                      phrase_whole(p, c->top_wins.denominator));
    return phrase(p, TEXT_CONC_TOP_WINS, name, phrase_share(p, c->top_wins));
}

str phrase_little(const struct phrases *p)
{
    f64 ratio = p->report->answers->little.ratio;
    enum text_id id = ratio > 1.25  ? TEXT_LITTLE_HIGH
                      : ratio < 0.8 ? TEXT_LITTLE_LOW
                                    : TEXT_LITTLE_OK;
    str number = number_decimal(p->a, p->report->lang, ratio, 2);
    return phrase(p, TEXT_LITTLE_IS, phrase(p, id, number));
}

str phrase_restricted(const struct phrases *p)
{
    const struct restricted_mean *m = &p->report->answers->restricted_mean;
    bool undecided = p->report->answers->rates.no_decision.standing != STANDING_CANNOT_SAY;
    return phrase(p, undecided ? TEXT_TIME_RMST : TEXT_TIME_RMST_TWO, phrase_days(p, m->days),
                  phrase_days(p, m->open.value), phrase_days(p, m->after[0].value),
                  phrase_days(p, m->after[1].value), phrase_days(p, m->after[2].value));
}

str phrase_velocity(const struct phrases *p)
{
    const struct velocity *v = &p->report->answers->velocity;
    return phrase(p, TEXT_VELOCITY_IS, number_decimal(p->a, p->report->lang, v->entries_per_day, 1),
                  phrase_percent(p, v->won_share), phrase_money(p, (i64)v->mean_won_minor),
                  phrase_money(p, (i64)v->minor_per_day),
                  phrase_money(p, (i64)v->minor_per_day_low),
                  phrase_money(p, (i64)v->minor_per_day_high));
}

str phrase_coverage(const struct phrases *p)
{
    const struct coverage *c = &p->report->answers->coverage;
    enum lang lang = p->report->lang;
    bool value = isfinite(c->ratio_value);
    return phrase(p, value ? TEXT_COVERAGE_VALUE_IS : TEXT_COVERAGE_IS,
                  phrase_whole(p, c->open_deals), number_decimal(p->a, lang, c->ratio_deals, 1),
                  phrase_whole(p, c->quarters),
                  value ? number_decimal(p->a, lang, c->ratio_value, 1) : (str){0});
}

static str and_then(const struct phrases *p, str so_far, str next)
{
    return so_far.n ? str_fmt(p->a, "%.*s %.*s", STR_ARG(so_far), STR_ARG(next)) : next;
}

static str summary_of_kind(const struct phrases *p)
{
    const struct assessment *s = assessment_of(p);
    if (s->state != ASSESSMENT_DECIDED)
        return phrase(p, TEXT_SUM_KIND_NOT);
    str about = phrase(p, TEXT_KIND_ABOUT + s->kind);
    return phrase(p, TEXT_SUM_KIND, kind_word(p, s->kind), about);
}

str phrase_summary(const struct phrases *p)
{
    const struct answers *a = p->report->answers;
    const struct rate *share = a->rates.simultaneous;
    enum lang lang = p->report->lang;
    str sum = {0};
    if (a->cohort.rate.standing == STANDING_MEASURED)
        sum = phrase(p, TEXT_SUM_COHORT, number_decimal(p->a, lang, 100 * a->cohort.rate.value, 0),
                     phrase_whole(p, a->cohort.horizon_days));
    if (share[0].standing == STANDING_MEASURED) {
        str won = phrase_percent(p, share[0].value), lost = phrase_percent(p, share[1].value);
        bool undecided = a->rates.no_decision.standing != STANDING_CANNOT_SAY;
        sum = and_then(
            p, sum,
            undecided ? phrase(p, TEXT_SUM_CLOSED, won, lost, phrase_percent(p, share[2].value))
                      : phrase(p, TEXT_SUM_CLOSED_TWO, won, lost));
    }
    if (a->time_to.standing == STANDING_MEASURED && isfinite(a->time_to.won[1].days))
        sum = and_then(p, sum, phrase(p, TEXT_SUM_TIME, phrase_days(p, a->time_to.won[1].days)));
    return and_then(p, sum, summary_of_kind(p));
}

i32 phrase_findings(const struct phrases *p, str findings[PHRASE_FINDINGS_MAX])
{
    const struct answers *answers = p->report->answers;
    i32 n = 0;
    find_groups(p, findings, &n);
    if (n < PHRASE_FINDINGS_MAX && answers->season.last_month.verdict == GROUP_DIFFERENCE)
        findings[n++] = phrase_season(p, false);
    if (n < PHRASE_FINDINGS_MAX && answers->concentration.top_wins.standing == STANDING_MEASURED)
        findings[n++] = phrase_top_seller(p);
    if (n < PHRASE_FINDINGS_MAX && answers->little.standing == STANDING_MEASURED &&
        (answers->little.ratio > 1.25 || answers->little.ratio < 0.8))
        findings[n++] = phrase_little(p);
    return n;
}
