/* Little's law as a check of the data: stock = arrivals × time. */
#include "measure/measuring.h"

#include "stats/little.h"
#include "stats/special.h"

#include <math.h>

enum { WINDOW_DAYS_MIN = 30 };

static struct little little_of(const struct little_balance *b, i64 from, i64 to)
{
    bool said = b->arrived >= RATE_FLOOR && b->departed >= RATE_FLOOR && isfinite(b->ratio);
    return (struct little){.standing = said ? STANDING_MEASURED : STANDING_COUNTS,
                           .window_from_ms = from * MS_PER_DAY,
                           .window_to_ms = to * MS_PER_DAY,
                           .stock = b->stock,
                           .entries_per_day = b->arrivals,
                           .days_closed = b->stay,
                           .ratio = b->ratio,
                           .deals = b->arrived,
                           .closed = b->departed};
}

void little_measure(struct measuring *m)
{
    const struct cohort *c = &m->cohort;
    const struct facts *f = &m->facts;
    i64 from = i64_max(c->window_day, f->first_start_day), to = f->as_of_day;
    if (to - from < WINDOW_DAYS_MIN) {
        struct cannot_say *say = cannot_say_add(m, SUBJECT_LITTLE, CAUSE_LOG_TOO_SHORT);
        say->count = i64_max(0, to - from);
        say->of = WINDOW_DAYS_MIN;
        return;
    }
    i64 mark = arena_mark(m->scratch);
    f64 *start = arena_array(m->scratch, f64, c->n), *end = arena_array(m->scratch, f64, c->n);
    bool *open = arena_array(m->scratch, bool, c->n);
    for (i64 row = 0; row < c->n; row++) {
        start[row] = (f64)(f->start_day[c->deal[row]] - from);
        end[row] = start[row] + c->time[row];
        open[row] = c->event[row] == 0;
    }
    struct little_balance b = little_check(start, end, open, c->n, (f64)(to - from));
    m->answers->little = little_of(&b, from, to);
    arena_rewind(m->scratch, mark);
}

/* Standard deviation of the won amounts over their mean, by their number: the squared relative
 * error of the mean. */
static f64 mean_won_error(const struct measuring *m, f64 mean)
{
    const struct history *h = m->history;
    f64 square = 0;
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor;
        if (h->outcome[d] != OUTCOME_WON || !facts_amount(&m->facts, h, d, &minor))
            continue;
        square += ((f64)minor - mean) * ((f64)minor - mean);
        n++;
    }
    return n > 1 && mean > 0 ? square / (f64)(n - 1) / (f64)n / (mean * mean) : NAN;
}

/* On the log scale: relative errors of the arrivals (Poisson), of the share won and of the mean
 * amount add up as squares. The three are taken as independent. */
static void velocity_interval(struct measuring *m, struct velocity *v, i64 entered)
{
    const struct survival *s = &m->cohort.fit;
    f64 se = survival_cif_at(s, m->scratch, 1, (f64)v->horizon_days, 0.95).se / v->won_share;
    f64 error = sqrt(1 / (f64)entered + se * se + mean_won_error(m, v->mean_won_minor));
    v->minor_per_day_low = v->minor_per_day * exp(-special_z(0.95) * error);
    v->minor_per_day_high = v->minor_per_day * exp(special_z(0.95) * error);
}

void velocity_measure(struct measuring *m)
{
    const struct cohort *c = &m->cohort;
    const struct answers *a = m->answers;
    struct velocity *v = &m->answers->velocity;
    i64 from = i64_max(c->window_day, m->facts.first_start_day), entered = 0;
    i64 days = m->facts.as_of_day - from;
    if (a->cohort.rate.standing != STANDING_MEASURED || days < WINDOW_DAYS_MIN)
        return;
    for (i64 row = 0; row < c->n; row++)
        entered += m->facts.start_day[c->deal[row]] >= from;
    v->standing = STANDING_MEASURED;
    v->entries_per_day = (f64)entered / (f64)days;
    v->won_share = a->cohort.rate.value;
    v->mean_won_minor = a->won_value.won.mean;
    v->minor_per_day = v->entries_per_day * v->won_share * v->mean_won_minor;
    v->days_open = a->restricted_mean.open.value;
    v->horizon_days = c->horizon_days;
    velocity_interval(m, v, entered);
}
