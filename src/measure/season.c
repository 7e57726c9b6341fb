#include "measure/measuring.h"

#include "stats/compare.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"
#include "stats/practice.h"

#include <math.h>

enum {
    LAST_DAYS = 7,
    CLOSED_MIN = 20,     /* fewer closes cannot tell a rhythm */
    PERMUTE_BELOW = 150, /* closes: the chi-square law is not trusted with fewer */
    PERMUTATIONS = 10000,
    PERIODS_MAX = 12 * 400, /* dates further apart are mistakes of the source */
};
#define ALPHA 0.05

static i64 month_of_day(i64 day)
{
    struct date d = date_from_days(day);
    return 12ll * d.year + d.month - 1;
}

static i64 first_day_of_month(i64 month)
{
    return date_to_days((struct date){(i32)(month / 12), (i32)(month % 12) + 1, 1});
}

static bool in_last_month(i64 day)
{
    return month_of_day(day) % 3 == 2;
}

static bool in_last_week(i64 day)
{
    i64 month = month_of_day(day);
    return month % 3 == 2 && day >= first_day_of_month(month + 1) - LAST_DAYS;
}

static void count_close(struct season_period *p, u8 outcome)
{
    p->won += outcome == OUTCOME_WON;
    p->lost += outcome == OUTCOME_LOST;
    p->no_decision += outcome == OUTCOME_NO_DECISION;
    p->walked += outcome == OUTCOME_WALKED;
}

static void count_entry(struct season_period *p, u8 outcome)
{
    p->entered++;
    p->entered_won += outcome == OUTCOME_WON;
    p->entered_lost += outcome == OUTCOME_LOST;
    p->entered_open += outcome == OUTCOME_OPEN;
}

/* Months or quarters from the first start or close to the last; `months` in a period. */
static struct season_period *periods_new(struct measuring *m, i64 months, i64 *count)
{
    const struct facts *f = &m->facts;
    const struct history *h = m->history;
    bool starts = f->known[FACT_TIMES];
    i64 low = f->first_close_day, high = f->last_close_day;
    if (starts && f->first_start_day < low)
        low = f->first_start_day;
    i64 first = month_of_day(low) / months, last = month_of_day(high) / months;
    *count = i64_min(last - first + 1, PERIODS_MAX);
    struct season_period *p = arena_array(m->arena, struct season_period, *count);
    for (i64 i = 0; i < *count; i++) {
        i64 month = (first + i) * months;
        p[i].year = (i32)(month / 12);
        p[i].number = (i32)(month % 12 / months) + 1;
    }
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor, start = f->start_day[d], close = f->close_day[d];
        u8 outcome = h->outcome[d];
        if (outcome == OUTCOME_INVALID)
            continue;
        i64 at = close == DAY_NONE ? -1 : month_of_day(close) / months - first;
        if (at >= 0 && at < *count) {
            count_close(&p[at], outcome);
            if (outcome == OUTCOME_WON && facts_amount(f, h, d, &minor))
                p[at].won_value_minor = money_add(p[at].won_value_minor, minor);
        }
        at = !starts || start == DAY_NONE ? -1 : month_of_day(start) / months - first;
        if (at >= 0 && at < *count)
            count_entry(&p[at], outcome);
    }
    for (i64 i = 0; i < *count; i++)
        p[i].win = rate_of(p[i].won, p[i].won + p[i].lost);
    return p;
}

struct part_counts {
    i64 won[2], lost[2], no_decision[2]; /* outside, inside */
};

static struct part_counts count_parts(const struct measuring *m, bool (*inside)(i64 day))
{
    struct part_counts c = {0};
    const struct history *h = m->history;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (m->facts.close_day[d] == DAY_NONE)
            continue;
        bool in = inside(m->facts.close_day[d]);
        c.won[in] += h->outcome[d] == OUTCOME_WON;
        c.lost[in] += h->outcome[d] == OUTCOME_LOST;
        c.no_decision[in] += h->outcome[d] == OUTCOME_NO_DECISION;
    }
    return c;
}

static f64 rhythm_p(const struct measuring *m, bool (*inside)(i64 day))
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch), first = quarter_of_days(m->facts.first_close_day);
    i64 k = i64_min(quarter_of_days(m->facts.last_close_day) - first + 1, PERIODS_MAX), n = 0;
    struct practice_stratum *s = arena_array(m->scratch, struct practice_stratum, k);
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 day = m->facts.close_day[d];
        u8 outcome = h->outcome[d];
        if (day == DAY_NONE || (outcome != OUTCOME_WON && outcome != OUTCOME_LOST))
            continue;
        i64 at = quarter_of_days(day) - first;
        if (at >= k)
            continue;
        bool in = inside(day), won = outcome == OUTCOME_WON;
        *(in ? &s[at].a : &s[at].b) += won;
        *(in ? &s[at].n1 : &s[at].n0) += 1;
        n++;
    }
    struct rng rng = rng_stream(m->options->seed, S("quarter end"));
    f64 p = n < PERMUTE_BELOW ? practice_cmh_permuted(s, k, PERMUTATIONS, &rng).p
                              : practice_cmh(s, k).p;
    arena_rewind(m->scratch, mark);
    return p;
}

static f64 days_inside(const struct measuring *m, bool (*inside)(i64 day))
{
    i64 first = m->facts.first_close_day, last = m->facts.last_close_day, n = 0;
    if (last - first > PERIODS_MAX * 31ll)
        return NAN;
    for (i64 day = first; day <= last; day++)
        n += inside(day);
    return (f64)n / (f64)(last - first + 1);
}

static struct quarter_part part_of(const struct measuring *m, bool (*inside)(i64 day))
{
    struct part_counts c = count_parts(m, inside);
    i64 in = c.won[1] + c.lost[1], out = c.won[0] + c.lost[0], won = c.won[0] + c.won[1];
    i64 closed_in = in + c.no_decision[1];
    struct quarter_part q = {.win_inside = rate_of(c.won[1], in),
                             .win_outside = rate_of(c.won[0], out),
                             .wins_inside = rate_of(c.won[1], won),
                             .closes_inside =
                                 rate_of(closed_in, closed_in + out + c.no_decision[0]),
                             .days_share = days_inside(m, inside),
                             .difference = figure_of(NAN, NAN, NAN, in + out),
                             .chi2 = NAN,
                             .p = NAN,
                             .p_adjusted = NAN,
                             .verdict = GROUP_TOO_FEW};
    if (in < RATE_FLOOR || out < RATE_FLOOR || in + out < CLOSED_MIN)
        return q;
    struct interval ci = interval_newcombe((f64)c.won[1], (f64)in, (f64)c.won[0], (f64)out, 0.95);
    q.difference = figure_of(q.win_inside.value - q.win_outside.value, ci.low, ci.high, in + out);
    f64 x[] = {(f64)c.won[1], (f64)c.won[0]}, n[] = {(f64)in, (f64)out};
    q.chi2 = compare_chi2(x, n, 2).statistic;
    q.p = rhythm_p(m, inside);
    return q;
}

static void decide(struct quarter_part *q, f64 p_adjusted)
{
    q->p_adjusted = p_adjusted;
    if (!isnan(p_adjusted))
        q->verdict = p_adjusted < ALPHA ? GROUP_DIFFERENCE : GROUP_NO_DIFFERENCE;
}

void season_measure(struct measuring *m)
{
    struct season *s = &m->answers->season;
    s->standing = STANDING_MEASURED;
    s->months = periods_new(m, 1, &s->month_count);
    s->quarters = periods_new(m, 3, &s->quarter_count);
    s->last_month = part_of(m, in_last_month);
    s->last_week = part_of(m, in_last_week);
    f64 p[] = {s->last_month.p, s->last_week.p};
    multiplicity_bh(p, m->scratch, p, 2);
    decide(&s->last_month, p[0]);
    decide(&s->last_week, p[1]);
    if (m->facts.closed_dated < CLOSED_MIN) {
        struct cannot_say *c = cannot_say_add(m, SUBJECT_SEASON, CAUSE_TOO_FEW);
        c->count = m->facts.closed_dated;
        c->of = CLOSED_MIN;
    }
}
