#include "learn/distance.h"

#include <string.h>

/* Lowers the costs of what can be reached by skipping, from the states in the queue. */
static void close_costs(const struct net *net, struct distance_room *r, u32 *cost, i64 tail)
{
    i64 room = net->state_count + 1, head = 0;
    while (head != tail) {
        i32 s = r->queue[head];
        head = head + 1 == room ? 0 : head + 1;
        r->queued[s] = false;
        for (i32 k = net->arc_first[s]; k < net->arc_first[s + 1]; k++) {
            const struct net_arc *arc = &net->arcs[k];
            u32 there = cost[s] + (arc->label != NET_SILENT);
            if (there >= cost[arc->to])
                continue;
            cost[arc->to] = there;
            if (r->queued[arc->to])
                continue;
            r->queued[arc->to] = true;
            r->queue[tail] = arc->to;
            tail = tail + 1 == room ? 0 : tail + 1;
        }
    }
}

static void start_at(const struct net *net, struct distance_room *r, u32 *cost, i32 state)
{
    for (i32 s = 0; s < net->state_count; s++)
        cost[s] = DISTANCE_FAR;
    cost[state] = 0;
    r->queue[0] = state;
    r->queued[state] = true;
    close_costs(net, r, cost, 1);
}

void distance_room_init(struct distance_room *r, struct arena *a, const struct distance_net *d)
{
    r->queue = arena_array(a, i32, d->states + 1);
    r->queued = arena_array(a, bool, d->states);
}

static void sort_by_label(struct distance_net *d, struct arena *a)
{
    const struct net *net = d->net;
    i32 *first = arena_array(a, i32, net->labels.n + 1);
    struct net_arc *arcs = arena_array(a, struct net_arc, net->arc_count);
    i32 *next = arena_array(a, i32, net->labels.n + 1);
    for (i64 k = 0; k < net->arc_count; k++)
        if (net->arcs[k].label != NET_SILENT)
            first[net->arcs[k].label + 1]++;
    for (i64 l = 0; l < net->labels.n; l++)
        first[l + 1] += first[l];
    memcpy(next, first, (size_t)net->labels.n * sizeof *next);
    for (i64 k = 0; k < net->arc_count; k++)
        if (net->arcs[k].label != NET_SILENT)
            arcs[next[net->arcs[k].label]++] = net->arcs[k];
    d->by_label = arcs;
    d->label_first = first;
}

void distance_prepare(struct distance_net *d, struct arena *a, const struct net *net,
                      i64 closed_states_max)
{
    *d = (struct distance_net){.net = net, .states = net->state_count};
    sort_by_label(d, a);
    if (d->states > closed_states_max)
        return;
    struct distance_room room;
    distance_room_init(&room, a, d);
    u32 *gap = arena_array(a, u32, d->states * d->states);
    for (i32 s = 0; s < net->state_count; s++)
        start_at(net, &room, gap + s * d->states, s);
    d->gap = gap;
}

void distance_start(const struct distance_net *d, struct distance_room *r, u32 *cost)
{
    start_at(d->net, r, cost, d->net->initial);
}

/* after[u] = min(after[u], from + gap[u]) */
static void lower_all(u32 *restrict after, const u32 *restrict gap, u32 from, i64 n)
{
    for (i64 u = 0; u < n; u++) {
        i32 there = (i32)(from + gap[u]), here = (i32)after[u];
        after[u] = (u32)(there < here ? there : here);
    }
}

void distance_step(const struct distance_net *d, struct distance_room *r, const u32 *before,
                   u32 *after, i32 label)
{
    i64 n = d->states, tail = 0;
    for (i64 s = 0; s < n; s++)
        after[s] = before[s] + 1; /* it was not allowed: taken out */
    if (label < 0)
        return;
    for (i32 k = d->label_first[label]; k < d->label_first[label + 1]; k++) {
        const struct net_arc *arc = &d->by_label[k];
        u32 both = before[arc->from];
        if (both >= after[arc->to])
            continue;
        if (d->gap) {
            lower_all(after, d->gap + arc->to * n, both, n);
            continue;
        }
        after[arc->to] = both;
        if (!r->queued[arc->to]) {
            r->queued[arc->to] = true;
            r->queue[tail++] = arc->to;
        }
    }
    close_costs(d->net, r, after, tail);
}
