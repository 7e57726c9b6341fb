#include "measure/visits.h"

#include <stdlib.h>

/* A stage of this share of such entries only marks the end. */
#define MARKER_SHARE 0.9

/* What is counted per activity to find the stages and their order. */
struct stage_count {
    u16 activity;
    i64 entries, at_end; /* entered on the day the deal ended, and last */
    f64 place;           /* summed: which of the deal's stages was it, from 0 to 1 */
    i64 placed;
    f64 order;
};

static bool is_stage_event(const struct history *h, i64 e)
{
    return h->activity_kind[h->activity[e]] == ACTIVITY_STAGE;
}

static i64 last_stage_event(const struct history *h, i64 deal)
{
    for (i64 e = h->first[deal + 1] - 1; e >= h->first[deal]; e--)
        if (is_stage_event(h, e))
            return e;
    return -1;
}

/* Where a deal first meets each of its stages: 0 the first, 1 the last. */
static void place_stages(struct stage_count *c, const struct history *h, i64 deal)
{
    i64 steps = 0, at = 0;
    u16 last = UINT16_MAX;
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++)
        if (is_stage_event(h, e) && h->activity[e] != last) {
            last = h->activity[e];
            steps++;
        }
    last = UINT16_MAX;
    for (i64 e = h->first[deal]; e < h->first[deal + 1] && steps > 1; e++)
        if (is_stage_event(h, e) && h->activity[e] != last) {
            last = h->activity[e];
            c[last].place += (f64)at++ / (f64)(steps - 1);
            c[last].placed++;
        }
}

static struct stage_count *count_stages(struct arena *a, const struct measuring *m)
{
    const struct history *h = m->history;
    struct stage_count *c = arena_array(a, struct stage_count, h->activities.n);
    for (i64 i = 0; i < h->activities.n; i++)
        c[i].activity = (u16)i;
    for (i64 d = 0; d < h->deal_count; d++) {
        for (i64 e = h->first[d]; e < h->first[d + 1]; e++)
            if (is_stage_event(h, e))
                c[h->activity[e]].entries++;
        place_stages(c, h, d);
        i64 last = last_stage_event(h, d);
        if (last >= 0 && h->outcome[d] != OUTCOME_OPEN && m->facts.close_day[d] != DAY_NONE)
            c[h->activity[last]].at_end += days_of_ms(h->at_ms[last]) >= m->facts.close_day[d];
    }
    return c;
}

static int by_order(const void *a, const void *b)
{
    const struct stage_count *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return (x->activity > y->activity) - (x->activity < y->activity);
}

static bool find_stages(struct visits *v, struct arena *a, const struct measuring *m)
{
    const struct history *h = m->history;
    struct stage_count *c = count_stages(m->scratch, m);
    i64 n = 0, ordered = 0, placed = 0;
    for (i64 i = 0; i < h->activities.n; i++) {
        bool marker = (f64)c[i].at_end >= MARKER_SHARE * (f64)c[i].entries;
        if (!c[i].entries || marker)
            continue;
        ordered += h->stage_order[i] >= 0;
        placed += c[i].placed > 0;
        c[n++] = c[i];
    }
    v->order_inferred = ordered == 0;
    if (n == 0 || (ordered == 0 && placed < 2 && n > 1))
        return false;
    for (i64 i = 0; i < n; i++) {
        i32 order = h->stage_order[c[i].activity];
        f64 place = c[i].placed ? c[i].place / (f64)c[i].placed : 2;
        c[i].order = v->order_inferred ? place : order >= 0 ? order : 1e9 + place;
    }
    qsort(c, (size_t)n, sizeof *c, by_order);
    u16 *activity = arena_array(a, u16, n);
    for (i64 i = 0; i < n; i++)
        activity[i] = c[i].activity;
    v->activity = activity;
    v->stage_count = n;
    return true;
}

static enum visit_exit exit_of_end(const struct visits *v, u8 outcome, u16 stage)
{
    switch ((enum outcome)outcome) {
    case OUTCOME_WON: return stage + 1 == v->stage_count ? EXIT_ADVANCE : EXIT_WON;
    case OUTCOME_LOST: return EXIT_LOST;
    case OUTCOME_NO_DECISION: return EXIT_NO_DECISION;
    case OUTCOME_WALKED:
    case OUTCOME_INVALID: return EXIT_WALKED;
    case OUTCOME_OPEN:
    case OUTCOME_COUNT: break;
    }
    return EXIT_OPEN;
}

static void leave(struct visits *v, i64 visit, i64 day, enum visit_exit exit)
{
    v->days[visit] = (f64)i64_max(0, day - v->enter_day[visit]);
    v->exit[visit] = (u8)exit;
}

/* The visits of one deal. */
static void walk_deal(struct visits *v, const struct measuring *m, i64 deal, const u16 *stage_of)
{
    const struct history *h = m->history;
    i64 open = -1, seen = h->seen_from_ms[deal];
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++) {
        u16 stage = is_stage_event(h, e) ? stage_of[h->activity[e]] : UINT16_MAX;
        if (stage == UINT16_MAX || (open >= 0 && v->stage[open] == stage))
            continue;
        i64 day = days_of_ms(h->at_ms[e]);
        if (open >= 0)
            leave(v, open, day, stage > v->stage[open] ? EXIT_ADVANCE : EXIT_BACK);
        open = v->n++;
        v->deal[open] = (u32)deal;
        v->stage[open] = stage;
        v->enter_day[open] = day;
        v->entry[open] =
            seen != TIME_NONE && days_of_ms(seen) > day ? (f64)(days_of_ms(seen) - day - 1) : -1;
    }
    if (open < 0)
        return;
    u8 outcome = h->outcome[deal];
    i64 end = outcome == OUTCOME_OPEN ? m->facts.as_of_day : m->facts.close_day[deal];
    if (end == DAY_NONE) {
        v->n--; /* it ended, nobody knows when */
        v->left_out++;
        return;
    }
    leave(v, open, end, exit_of_end(v, outcome, v->stage[open]));
}

bool visits_gather(struct visits *v, struct arena *a, const struct measuring *m)
{
    const struct history *h = m->history;
    *v = (struct visits){0};
    i64 room = m->facts.event_kinds[ACTIVITY_STAGE];
    if (!find_stages(v, a, m)) /* its scratch stays: `a` may be the same arena */
        return false;
    u16 *stage_of = arena_array(a, u16, h->activities.n);
    for (i64 i = 0; i < h->activities.n; i++)
        stage_of[i] = UINT16_MAX;
    for (i64 s = 0; s < v->stage_count; s++)
        stage_of[v->activity[s]] = (u16)s;
    v->deal = arena_array(a, u32, room);
    v->stage = arena_array(a, u16, room);
    v->enter_day = arena_array(a, i64, room);
    v->entry = arena_array(a, f64, room);
    v->days = arena_array(a, f64, room);
    v->exit = arena_array(a, u8, room);
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->outcome[d] != OUTCOME_INVALID)
            walk_deal(v, m, d, stage_of);
    return true;
}

struct visit_rows visits_of_stage(const struct visits *v, struct arena *a, i64 stage)
{
    i64 n = 0;
    for (i64 i = 0; i < v->n; i++)
        n += v->stage[i] == stage;
    struct visit_rows r = {.entry = arena_array(a, f64, n),
                           .days = arena_array(a, f64, n),
                           .exit = arena_array(a, u8, n),
                           .visit = arena_array(a, i64, n)};
    for (i64 i = 0; i < v->n; i++)
        if (v->stage[i] == stage) {
            r.entry[r.n] = v->entry[i];
            r.days[r.n] = v->days[i];
            r.exit[r.n] = v->exit[i];
            r.visit[r.n++] = i;
        }
    return r;
}
