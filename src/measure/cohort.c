#include "measure/cohort.h"

#include <math.h>

#include "stats/quantile.h"

enum {
    HORIZON_STEP_DAYS = 30,
    HORIZON_AT_RISK_MIN = 10,
};
/* An export that begins late lacks at least so many closes that should have been seen; the
 * chance of seeing none of 10 expected is below 1 in 20,000. */
#define WINDOW_EXPECTED_MIN 10.0

u8 cohort_event(u8 outcome)
{
    switch ((enum outcome)outcome) {
    case OUTCOME_WON: return 1;
    case OUTCOME_LOST: return 2;
    case OUTCOME_NO_DECISION: return 3;
    case OUTCOME_WALKED: return 4;
    case OUTCOME_OPEN:
    case OUTCOME_INVALID:
    case OUTCOME_COUNT: break;
    }
    return 0;
}

/* The first day of observation of a deal, DAY_NONE when it was seen from its beginning. */
static i64 seen_day(const struct history *h, i64 deal, i64 window_day)
{
    i64 seen = h->seen_from_ms[deal];
    return i64_max(seen == TIME_NONE ? DAY_NONE : days_of_ms(seen), window_day);
}

static void gather(struct cohort *c, const struct history *h, const struct facts *f)
{
    c->n = c->left_out = c->late_entries = c->before_window = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        u8 outcome = h->outcome[d];
        if (outcome == OUTCOME_INVALID)
            continue;
        i64 start = f->start_day[d];
        i64 end = outcome == OUTCOME_OPEN ? f->as_of_day : f->close_day[d];
        if (start == DAY_NONE || end == DAY_NONE || end < start) {
            c->left_out++;
            continue;
        }
        i64 seen = seen_day(h, d, c->window_day);
        if (seen > end) { /* it had ended before anybody could have seen it open */
            c->left_out++;
            continue;
        }
        i64 row = c->n++;
        c->deal[row] = (u32)d;
        c->time[row] = (f64)(end - start);
        c->entry[row] = seen > start ? (f64)(seen - start - 1) : -1;
        c->event[row] = cohort_event(outcome);
        c->late_entries += seen > start;
        c->before_window += c->window_day != DAY_NONE && start < c->window_day;
    }
}

static void fit(struct cohort *c, struct arena *a)
{
    struct survival_data data = {c->entry, c->time, c->event, c->n, c->causes};
    survival_fit(&c->fit, a, &data);
}

/* No deal closes before the first close. Had the export seen that time too, how many of the
 * deals begun before it would have closed by then? */
static f64 expected_before(const struct cohort *c, const struct facts *f)
{
    f64 expected = 0;
    for (i64 row = 0; row < c->n; row++) {
        i64 age = f->first_close_day - 1 - f->start_day[c->deal[row]];
        if (age >= 0)
            expected += 1 - survival_open(&c->fit, (f64)age);
    }
    return expected;
}

static void find_window(struct cohort *c, struct arena *a, const struct history *h,
                        const struct facts *f)
{
    i64 mark = arena_mark(a);
    c->window_day = f->first_close_day;
    gather(c, h, f);
    fit(c, a);
    bool late = expected_before(c, f) >= WINDOW_EXPECTED_MIN;
    arena_rewind(a, mark);
    if (!late)
        c->window_day = DAY_NONE;
}

/* 90 % of what closed had closed by then, rounded up to 30 days; brought back as long as
 * fewer than ten deals are at risk there. */
static i64 horizon_by_rule(const struct cohort *c, struct arena *a)
{
    i64 mark = arena_mark(a), n = 0;
    f64 *closed = arena_array(a, f64, c->n);
    for (i64 row = 0; row < c->n; row++)
        if (c->event[row])
            closed[n++] = c->time[row];
    f64 p90 = quantile_select(closed, n, 0.9);
    arena_rewind(a, mark);
    i64 days = n ? HORIZON_STEP_DAYS * (i64)ceil(fmax(p90, 1) / HORIZON_STEP_DAYS) : 0;
    while (days > HORIZON_STEP_DAYS && survival_at_risk(&c->fit, (f64)days) < HORIZON_AT_RISK_MIN)
        days -= HORIZON_STEP_DAYS;
    return days;
}

void cohort_gather(struct cohort *c, struct arena *a, const struct history *h,
                   const struct facts *f, i64 horizon_days)
{
    *c = (struct cohort){
        .deal = arena_array(a, u32, h->deal_count),
        .entry = arena_array(a, f64, h->deal_count),
        .time = arena_array(a, f64, h->deal_count),
        .event = arena_array(a, u8, h->deal_count),
        .causes = f->counts.walked ? 4 : 3,
    };
    find_window(c, a, h, f);
    gather(c, h, f);
    fit(c, a);
    c->horizon_given = horizon_days > 0;
    c->horizon_days = horizon_days > 0 ? horizon_days : horizon_by_rule(c, a);
}
