/* How the closed deals ended, by number and by value. */
#include "measure/measuring.h"

#include "stats/interval.h"

#include <math.h>

/* An amount that is missing or zero on more lost deals than this was never kept for them. */
#define LOST_BLANK_SHARE_MAX 0.5

/* An outcome that the source cannot say is not one that never happens: it stays out. */
static void simultaneous(struct rate out[3], const struct outcome_counts *n, i64 closed)
{
    f64 counts[3] = {(f64)n->won, (f64)n->lost, (f64)n->no_decision};
    struct interval ci[3];
    i32 outcomes = n->no_decision ? 3 : 2;
    interval_goodman(ci, counts, outcomes, 0.95);
    for (i32 k = 0; k < outcomes; k++) {
        out[k] = rate_of((i64)counts[k], closed);
        if (out[k].standing != STANDING_MEASURED)
            continue;
        out[k].low = ci[k].low;
        out[k].high = ci[k].high;
    }
}

static struct rate_by_value rate_by_value(struct measuring *m, bool broad)
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch);
    f64 *value = arena_array(m->scratch, f64, h->deal_count);
    u8 *won = arena_array(m->scratch, u8, h->deal_count);
    struct rate_by_value r = {.value = NAN, .low = NAN, .high = NAN, .n_eff = NAN};
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor;
        u8 o = h->outcome[d];
        bool counted = o == OUTCOME_WON || o == OUTCOME_LOST || (broad && o == OUTCOME_NO_DECISION);
        if (!counted || !facts_amount(&m->facts, h, d, &minor) || minor <= 0)
            continue;
        value[r.deals] = (f64)minor;
        won[r.deals++] = o == OUTCOME_WON;
        r.denominator_minor = money_add(r.denominator_minor, minor);
        if (o == OUTCOME_WON)
            r.numerator_minor = money_add(r.numerator_minor, minor);
    }
    if (r.deals >= RATE_FLOOR) {
        struct value_rate v = interval_value_rate(value, won, r.deals, 0.95);
        r.standing = STANDING_MEASURED;
        r.value = v.rate.value;
        r.low = v.rate.ci.low;
        r.high = v.rate.ci.high;
        r.n_eff = v.n_eff;
        r.few_large = v.n_eff < 10;
    } else if (r.deals > 0) {
        r.standing = STANDING_COUNTS;
    }
    arena_rewind(m->scratch, mark);
    return r;
}

static void rates_by_value(struct measuring *m, struct closed_rates *r)
{
    const struct facts *f = &m->facts;
    i64 lost = f->counts.lost;
    if (lost && (f64)f->lost_without_amount > LOST_BLANK_SHARE_MAX * (f64)lost) {
        struct cannot_say *c = cannot_say_add(m, SUBJECT_WIN_RATE_VALUE, CAUSE_AMOUNT_BY_OUTCOME);
        c->count = f->lost_without_amount;
        c->of = lost;
        return;
    }
    r->win_value_broad = rate_by_value(m, true);
    r->win_value_narrow = rate_by_value(m, false);
}

void rates_measure(struct measuring *m)
{
    const struct outcome_counts *n = &m->facts.counts;
    i64 closed = m->facts.closed, valid = n->deals - n->invalid;
    struct closed_rates *r = &m->answers->rates;
    r->win_broad = rate_of(n->won, closed);
    r->win_narrow = rate_of(n->won, n->won + n->lost);
    r->loss = rate_of(n->lost, closed);
    r->walked = rate_of(n->walked, closed + n->walked);
    r->invalid = rate_of(n->invalid, n->deals);
    r->still_open = rate_of(n->open, valid);
    simultaneous(r->simultaneous, n, closed);
    if (m->facts.known[FACT_AMOUNTS])
        rates_by_value(m, r);
}

void no_decision_measure(struct measuring *m)
{
    m->answers->rates.no_decision = rate_of(m->facts.counts.no_decision, m->facts.closed);
}

void won_value_measure(struct measuring *m)
{
    const struct history *h = m->history;
    struct won_value *v = &m->answers->won_value;
    i64 mark = arena_mark(m->scratch), n = 0;
    f64 *won = arena_array(m->scratch, f64, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor;
        if (!facts_amount(&m->facts, h, d, &minor))
            continue;
        u8 o = h->outcome[d];
        if (o == OUTCOME_WON) {
            v->won_minor = money_add(v->won_minor, minor);
            won[n++] = (f64)minor;
        } else if (o == OUTCOME_LOST) {
            v->lost_minor = money_add(v->lost_minor, minor);
        } else if (o == OUTCOME_OPEN) {
            v->open_minor = money_add(v->open_minor, minor);
        }
    }
    f64 sum = 0, square = 0;
    for (i64 i = 0; i < n; i++) {
        sum += won[i];
        square += won[i] * won[i];
    }
    v->n_eff = square > 0 ? sum * sum / square : NAN;
    v->won = spread_of(won, n);
    v->won_without_amount = m->facts.counts.won - n;
    v->currencies = m->facts.currencies;
    if (m->facts.currencies > 1) {
        struct cannot_say *c = cannot_say_add(m, SUBJECT_WON_VALUE, CAUSE_MIXED_CURRENCIES);
        c->count = m->facts.currencies;
        c->name = dict_name(&h->currencies, m->facts.currency);
    }
    if (m->facts.currency_known)
        v->currency = dict_name(&h->currencies, m->facts.currency);
    arena_rewind(m->scratch, mark);
}
