/* event_log.h - a plain event log of any size, in global time order, as a large company's
 * systems would write it: case_id,activity,timestamp,resource. The deals follow one sales
 * process (29 activities) with loops, choices and two parallel parts; one in twelve has
 * something skipped, repeated or swapped. Made for benchmarks: N events are
 * about 0.09 N deals and 60 N bytes, over two years.
 *
 * Only the deals in flight are held, in a heap by the moment of their next event, so memory
 * does not grow with N. Cost: about 0.3 us an event. One thread. Same seed and N, same
 * bytes. */
#pragma once

#include "base/base.h"

enum { EVENT_LOG_PIECE_BYTES = 1 << 20, EVENT_LOG_CASE_MAX = 48 };

/* One deal in flight: its whole sequence of activities and how far it came. */
struct event_log_case {
    u32 number;
    u8 length, at, resource;
    u8 activity[EVENT_LOG_CASE_MAX];
};
/* When it goes on; `order` settles equal moments. */
struct event_log_turn {
    i64 at_ms;
    u64 order;
    u32 slot;
};

struct event_log {
    struct arena *arena;
    struct rng rng;
    struct buf piece;
    i64 left; /* events still to write */
    u32 cases;
    u64 order;
    f64 arrivals_per_ms;
    i64 next_arrival_ms;
    VEC(struct event_log_case) slots;
    VEC(u32) free_slots;
    VEC(struct event_log_turn) heap;
    bool begun;
};

void event_log_begin(struct event_log *log, struct arena *a, u64 seed, i64 events);
/* The next piece of the file, header first, valid until the next call; empty at the end. */
str event_log_next(struct event_log *log);
