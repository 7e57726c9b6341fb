#include "measure/measuring.h"

static struct spread spread_of_event(struct measuring *m, u8 event)
{
    const struct cohort *c = &m->cohort;
    i64 mark = arena_mark(m->scratch), n = 0;
    f64 *days = arena_array(m->scratch, f64, c->n);
    for (i64 row = 0; row < c->n; row++)
        if (event ? c->event[row] == event : c->event[row] >= 1 && c->event[row] <= 3)
            days[n++] = c->time[row];
    struct spread s = spread_of(days, n);
    arena_rewind(m->scratch, mark);
    return s;
}

void cycle_measure(struct measuring *m)
{
    struct cycle *c = &m->answers->cycle;
    c->won = spread_of_event(m, 1);
    c->lost = spread_of_event(m, 2);
    c->no_decision = spread_of_event(m, 3);
    c->all = spread_of_event(m, 0);
    c->left_out = m->facts.closed - c->all.n;
    c->standing = c->all.n ? STANDING_MEASURED : STANDING_CANNOT_SAY;
}
