/* sequences.h - the order of activities of every deal, each different one told once: deals keep
 * the number of theirs, as a column of words keeps numbers of a dictionary. Sequences are
 * compared in full; the hash only finds candidates. Never changed; the result does not depend
 * on the number of threads. Cost: one pass over the activities, 4 bytes a deal, 8 a sequence. */
#pragma once

#include "base/base.h"

/* What has sequences: deal d went through activity[first[d]] … activity[first[d + 1] - 1]. */
struct sequence_source {
    i64 deal_count, activity_count;
    const i64 *first; /* deal_count + 1 */
    const u16 *activity;
};

struct sequence {
    u32 deal;  /* the first one that has it: its activities are the sequence */
    u32 deals; /* how many have it */
};

struct sequences {
    i64 count;
    const struct sequence *list; /* most deals first, then by first deal */
    const u32 *of_deal;
};

/* The arrays go to `a`. */
void sequences_find(struct sequences *out, struct arena *a, const struct sequence_source *source,
                    i32 threads);
