/* What is open against what is won in a quarter. */
#include "measure/measuring.h"

enum { QUARTERS_MAX = 4 };

/* The full quarters seen: after the one of the first close, before the one of as-of. A quarter
 * that as-of ends counts. */
static i64 last_full_quarter(i64 as_of_day)
{
    return quarter_of_days(as_of_day + 1) - 1;
}

static void add_deal(struct coverage *c, const struct measuring *m, i64 deal, i64 first, i64 last)
{
    const struct facts *f = &m->facts;
    u8 outcome = m->history->outcome[deal];
    i64 minor = 0;
    bool known = facts_amount(f, m->history, deal, &minor);
    if (outcome == OUTCOME_OPEN) {
        c->open_deals++;
        c->open_minor = money_add(c->open_minor, minor);
        c->open_without_amount += !known || minor == 0;
        return;
    }
    if (outcome != OUTCOME_WON || f->close_day[deal] == DAY_NONE)
        return;
    i64 quarter = quarter_of_days(f->close_day[deal]);
    if (quarter < first || quarter > last)
        return;
    c->won_deals++;
    c->won_minor = money_add(c->won_minor, minor);
}

void coverage_measure(struct measuring *m)
{
    const struct facts *f = &m->facts;
    struct coverage *c = &m->answers->coverage;
    i64 last = last_full_quarter(f->as_of_day);
    i64 first = i64_max(quarter_of_days(f->first_close_day - 1) + 1, last - QUARTERS_MAX + 1);
    c->quarters = i64_max(0, last - first + 1);
    if (c->quarters == 0) {
        cannot_say_add(m, SUBJECT_COVERAGE, CAUSE_LOG_TOO_SHORT)->of = 91;
        return;
    }
    for (i64 d = 0; d < m->history->deal_count; d++)
        add_deal(c, m, d, first, last);
    c->standing = STANDING_COUNTS;
    if (c->won_deals < RATE_FLOOR)
        return;
    c->standing = STANDING_MEASURED;
    f64 quarters = (f64)c->quarters;
    c->ratio_deals = (f64)c->open_deals * quarters / (f64)c->won_deals;
    if (c->won_minor > 0 && 2 * c->open_without_amount <= c->open_deals)
        c->ratio_value = (f64)c->open_minor * quarters / (f64)c->won_minor;
}
