/* queue.h - what waits for one person, from the table of what is due: their own deals, the
 * hand-offs to their department, what they may confirm, what they keep. One page at a time, by
 * the moment at which it is due; every page is read from an index, however many deals there are. */
#pragma once

#include "accounts/access.h"
#include "workspace/reader.h"

enum {
    QUEUE_LANES_MAX = 40,     /* ways in which something can be for somebody */
    QUEUE_COUNTED_MAX = 1000, /* of each lane; more is "at least" */
    QUEUE_DAYS = 7,           /* ahead, unless asked otherwise */
    QUEUE_DAYS_MAX = 90,
};

struct queue {
    struct queue_lane lane[QUEUE_LANES_MAX];
    i32 lanes;
    i32 what;      /* enum due_what; -1: everything */
    i64 until_ms;  /* what is due later is left out */
    bool training; /* with what is to be learned and reviewed, which no clock keeps */
};

/* Whoever it is: `role` is what they are in the workspace (access.h). */
void queue_of_person(struct queue *q, u32 person, u32 role, str department);
/* Only what waits on the deals of a person, and on the person. */
void queue_of_owner(struct queue *q, u32 person);
/* Hand-offs to one department; beyond QUEUE_LANES_MAX of them the rest is left out. */
void queue_add_department(struct queue *q, str department);

/* Up to `most` rows after a place, by due moment. */
i64 queue_page(struct reader *r, struct arena scratch, const struct queue *q,
               const struct queue_place *after, i64 most, struct queue_row *out);

struct queue_counts {
    i64 of[DUE_WHATS], late[DUE_WHATS];
    i64 all, all_late;
    bool at_least; /* there are more */
};
struct queue_counts queue_count(struct reader *r, const struct queue *q, i64 now_ms);
