#include "stats/survival.h"

#include "stats/rank.h"
#include "stats/survival_groups.h"

#include <math.h>

/* Rows in order of time, with their place among the event times. */
struct rows {
    const struct survival_data *d;
    u32 *order;
    u32 *from, *to; /* by row: at risk at event times [from, to) */
};

static bool ever_at_risk(const struct survival_data *d, i64 i)
{
    return !d->entry || d->entry[i] < d->time[i];
}

static i64 count_below(const f64 *sorted, i64 n, f64 x, bool or_equal)
{
    i64 low = 0, high = n;
    while (low < high) {
        i64 middle = low + (high - low) / 2;
        if (sorted[middle] < x || (or_equal && sorted[middle] <= x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void find_event_times(struct survival *s, struct arena *a, const struct rows *r)
{
    const struct survival_data *d = r->d;
    f64 *t = arena_array(a, f64, d->n);
    for (i64 i = 0; i < d->n; i++) {
        i64 row = r->order[i];
        assert(isfinite(d->time[row]) && d->event[row] <= d->causes);
        if (d->event[row] && ever_at_risk(d, row) && (s->m == 0 || t[s->m - 1] < d->time[row]))
            t[s->m++] = d->time[row];
    }
    s->t = t;
}

static void place_rows(struct survival *s, struct arena *a, struct rows *r)
{
    const struct survival_data *d = r->d;
    r->from = arena_array(a, u32, d->n);
    r->to = arena_array(a, u32, d->n);
    i64 passed = 0;
    for (i64 i = 0; i < d->n; i++) {
        i64 row = r->order[i];
        while (passed < s->m && s->t[passed] <= d->time[row])
            passed++;
        r->to[row] = (u32)passed;
        if (!ever_at_risk(d, row))
            r->from[row] = r->to[row];
        else if (d->entry)
            r->from[row] = (u32)count_below(s->t, s->m, d->entry[row], true);
        s->late_entry |= ever_at_risk(d, row) && r->from[row] > 0;
    }
}

static void keep_times(struct survival *s, struct arena *a, const struct rows *r)
{
    const struct survival_data *d = r->d;
    f64 *exits = arena_array(a, f64, d->n), *late = NULL;
    for (i64 i = 0; i < d->n; i++)
        if (ever_at_risk(d, r->order[i]))
            exits[s->rows++] = d->time[r->order[i]];
    s->exits = exits;
    if (!d->entry)
        return;
    late = arena_array(a, f64, d->n);
    i64 mark = arena_mark(a), kept = 0;
    u32 *order = arena_array(a, u32, d->n);
    rank_order(order, a, d->entry, d->n);
    for (i64 i = 0; i < d->n; i++)
        if (ever_at_risk(d, order[i]))
            late[kept++] = d->entry[order[i]];
    arena_rewind(a, mark);
    s->entries = late;
}

/* Curves from the counts of each event time. */
static void trace_curves(struct survival *s, struct arena *a, const struct rows *r)
{
    i64 k = s->causes;
    f64 *at_risk = arena_array(a, f64, s->m + 1), *events = arena_array(a, f64, s->m);
    f64 *cause = arena_array(a, f64, s->m * k), *cif = arena_array(a, f64, s->m * k);
    f64 *open = arena_array(a, f64, s->m), *before = arena_array(a, f64, s->m);
    for (i64 i = 0; i < r->d->n; i++) {
        if (!ever_at_risk(r->d, i))
            continue;
        at_risk[r->from[i]]++;
        at_risk[r->to[i]]--;
        if (r->d->event[i])
            cause[(r->to[i] - 1) * k + r->d->event[i] - 1]++;
    }
    f64 now = 1;
    for (i64 j = 0; j < s->m; j++) {
        at_risk[j] += j ? at_risk[j - 1] : 0;
        before[j] = now;
        for (i64 c = 0; c < k; c++) {
            events[j] += cause[j * k + c];
            cif[j * k + c] = (j ? cif[(j - 1) * k + c] : 0) + now * cause[j * k + c] / at_risk[j];
        }
        now *= 1 - events[j] / at_risk[j];
        open[j] = now;
    }
    s->at_risk = at_risk, s->events = events, s->cause = cause;
    s->cif = cif, s->open = open, s->open_before = before;
}

/* Without late entry a row is known by its last event time and its event; else it stands alone. */
static void group_rows(struct survival *s, struct arena *a, const struct rows *r)
{
    i64 n = r->d->n, cells = (s->m + 1) * (s->causes + 1);
    u32 *group_of = arena_array(a, u32, n);
    struct survival_group *groups = arena_array(a, struct survival_group, n);
    i64 mark = arena_mark(a);
    u32 *known = s->late_entry ? NULL : arena_array(a, u32, cells);
    for (i64 at = 0; at < n; at++) {
        i64 i = r->order[at];
        bool counts = ever_at_risk(r->d, i);
        u8 event = counts ? r->d->event[i] : 0;
        u32 *seen = known && counts ? &known[r->to[i] * (s->causes + 1) + event] : NULL;
        if (!seen || !*seen) {
            groups[s->group_count++] = (struct survival_group){r->from[i], r->to[i], 0, event};
            if (seen)
                *seen = (u32)s->group_count;
        }
        group_of[i] = (seen ? *seen : (u32)s->group_count) - 1;
        groups[group_of[i]].count++;
    }
    arena_rewind(a, mark);
    s->groups = groups;
    s->group_of = group_of;
}

void survival_fit(struct survival *s, struct arena *a, const struct survival_data *data)
{
    assert(data->causes >= 1 && data->causes <= SURVIVAL_CAUSES_MAX && data->n < UINT32_MAX);
    *s = (struct survival){.n = data->n, .causes = data->causes};
    struct rows r = {data, arena_array(a, u32, data->n), NULL, NULL};
    rank_order(r.order, a, data->time, data->n);
    find_event_times(s, a, &r);
    place_rows(s, a, &r);
    keep_times(s, a, &r);
    trace_curves(s, a, &r);
    group_rows(s, a, &r);
}

i64 survival_step(const struct survival *s, f64 t)
{
    return count_below(s->t, s->m, t, true) - 1;
}

f64 survival_open(const struct survival *s, f64 t)
{
    i64 j = survival_step(s, t);
    return j < 0 ? 1 : s->open[j];
}

f64 survival_cif(const struct survival *s, i32 k, f64 t)
{
    assert(k >= 1 && k <= s->causes);
    i64 j = survival_step(s, t);
    return j < 0 ? 0 : s->cif[j * s->causes + k - 1];
}

f64 survival_at_risk(const struct survival *s, f64 t)
{
    i64 gone = count_below(s->exits, s->rows, t, false);
    i64 come = s->entries ? count_below(s->entries, s->rows, t, false) : s->rows;
    return (f64)(come - gone);
}

bool survival_range(const struct survival *s, f64 at_risk_min, f64 *from, f64 *to)
{
    i64 first = -1, last = -1;
    for (i64 j = 0; j < s->m; j++)
        if (s->at_risk[j] >= at_risk_min) {
            first = first < 0 ? j : first;
            last = j;
        }
    if (first < 0)
        return false;
    *from = s->t[first];
    *to = s->t[last];
    return true;
}

f64 survival_age_of_share(const struct survival *s, i32 k, f64 share)
{
    assert(k >= 1 && k <= s->causes);
    if (s->m == 0)
        return NAN;
    f64 last = s->cif[(s->m - 1) * s->causes + k - 1];
    for (i64 j = 0; j < s->m && last > 0; j++)
        if (s->cif[j * s->causes + k - 1] >= share * last - 1e-12)
            return s->t[j];
    return NAN;
}

f64 survival_conditional(const struct survival *s, i32 k, f64 age, f64 horizon)
{
    f64 open = survival_open(s, age);
    if (!(open > 0))
        return NAN;
    return (survival_cif(s, k, age + horizon) - survival_cif(s, k, age)) / open;
}
