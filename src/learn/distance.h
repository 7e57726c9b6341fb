/* distance.h - the cost vectors of an alignment: for a prefix of a sequence, the cheapest
 * way to every state of the net. One activity at a time, from one vector to the next. */
#pragma once

#include "learn/net.h"

#define DISTANCE_FAR (1u << 29)

/* A net prepared for stepping. Immutable; threads share it. */
struct distance_net {
    const struct net *net;
    i64 states;
    const struct net_arc *by_label; /* arcs that carry a label, by label */
    const i32 *label_first;         /* labels + 1 */
    const u32 *gap; /* states x states: cheapest way by skipping; NULL: too many states */
};

void distance_prepare(struct distance_net *d, struct arena *a, const struct net *net,
                      i64 closed_states_max);

/* What a thread needs. */
struct distance_room {
    i32 *queue;
    bool *queued;
};
void distance_room_init(struct distance_room *r, struct arena *a, const struct distance_net *d);

/* The vector of the empty sequence. */
void distance_start(const struct distance_net *d, struct distance_room *r, u32 *cost);

/* From the vector of a prefix to that of the prefix and one more activity; `label` is -1
 * when the net does not know it. */
void distance_step(const struct distance_net *d, struct distance_room *r, const u32 *before,
                   u32 *after, i32 label);
