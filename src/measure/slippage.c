/* Close dates on the move. A deal's dates are its close-date events in order; the first is
 * what was promised, each later one that differs is a change. What is written on the day of
 * the close or after it tells when the deal ended and is no promise. */
#include "measure/measuring.h"

#include <math.h>

struct dates {
    i64 first, last; /* days; DAY_NONE: none on record */
    i64 pushes, pulls;
};

static struct dates dates_of(const struct measuring *m, i64 deal, i64 before_ms)
{
    const struct history *h = m->history;
    struct dates d = {DAY_NONE, DAY_NONE, 0, 0};
    i64 close = m->facts.close_day[deal];
    if (close != DAY_NONE)
        before_ms = i64_min(before_ms, close * MS_PER_DAY);
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++) {
        if (h->activity_kind[h->activity[e]] != ACTIVITY_CLOSE_DATE || !h->value ||
            h->value[e] == HISTORY_NO_ID || h->at_ms[e] >= before_ms)
            continue;
        i64 day = h->numbers[h->value[e]];
        if (d.first == DAY_NONE)
            d.first = d.last = day;
        d.pushes += day > d.last;
        d.pulls += day < d.last;
        d.last = day;
    }
    return d;
}

bool slippage_pushed(const struct measuring *m, i64 deal, bool *counted)
{
    struct dates dates = dates_of(m, deal, INT64_MAX);
    *counted = dates.first != DAY_NONE && m->history->outcome[deal] != OUTCOME_INVALID;
    return *counted && dates.pushes > 0;
}

bool slippage_pulled(const struct measuring *m, i64 deal, bool *counted)
{
    struct dates dates = dates_of(m, deal, INT64_MAX);
    *counted = dates.first != DAY_NONE && m->history->outcome[deal] != OUTCOME_INVALID;
    return *counted && dates.pulls > 0;
}

/* Due at the start of the last full quarter, and not closed within it. */
static void due_in_quarter(struct measuring *m, struct slippage *out)
{
    const struct history *h = m->history;
    const struct facts *f = &m->facts;
    i64 quarter = quarter_of_days(f->as_of_day) - 1;
    i64 from = days_of_quarter(quarter), to = days_of_quarter(quarter + 1);
    i64 due = 0, slipped = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 close = f->close_day[d];
        if (h->outcome[d] == OUTCOME_INVALID || (close != DAY_NONE && close < from))
            continue;
        struct dates dates = dates_of(m, d, from * MS_PER_DAY);
        if (dates.last == DAY_NONE || dates.last < from || dates.last >= to)
            continue;
        due++;
        slipped += close == DAY_NONE || close >= to;
    }
    out->due_year = (i32)(quarter / 4);
    out->due_quarter = (i32)(quarter % 4) + 1;
    out->due_slipped = rate_of(slipped, due);
}

void slippage_measure(struct measuring *m)
{
    const struct history *h = m->history;
    struct slippage *out = &m->answers->slippage;
    i64 mark = arena_mark(m->scratch), pushed = 0, pulled = 0, pushes = 0, pulls = 0, late = 0;
    f64 *days = arena_array(m->scratch, f64, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        struct dates dates = dates_of(m, d, INT64_MAX);
        if (dates.first == DAY_NONE || h->outcome[d] == OUTCOME_INVALID)
            continue;
        out->deals++;
        pushed += dates.pushes > 0;
        pulled += dates.pulls > 0;
        pushes += dates.pushes;
        pulls += dates.pulls;
        out->pushes_max = i64_max(out->pushes_max, dates.pushes);
        out->by_outcome[h->outcome[d]][dates.pushes > 0]++;
        if (dates.pushes > 0)
            days[late++] = (f64)(dates.last - dates.first);
    }
    out->pushed = rate_of(pushed, out->deals);
    out->pulled = rate_of(pulled, out->deals);
    out->changes = pushes + pulls;
    out->pushes_per_deal = out->deals ? (f64)pushes / (f64)out->deals : NAN;
    out->days_slipped = spread_of(days, late);
    out->standing = out->pushed.standing;
    due_in_quarter(m, out);
    arena_rewind(m->scratch, mark);
}

void overdue_measure(struct measuring *m)
{
    const struct history *h = m->history;
    struct overdue *out = &m->answers->overdue;
    i64 mark = arena_mark(m->scratch), dated = 0, late = 0;
    f64 *days = arena_array(m->scratch, f64, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        if (h->outcome[d] != OUTCOME_OPEN || h->expected_ms[d] == TIME_NONE ||
            m->facts.as_of_day == DAY_NONE)
            continue;
        i64 over = m->facts.as_of_day - days_of_ms(h->expected_ms[d]);
        dated++;
        if (over > 0)
            days[late++] = (f64)over;
    }
    out->open = rate_of(late, dated);
    out->standing = out->open.standing;
    out->days = spread_of(days, late);
    arena_rewind(m->scratch, mark);
}
