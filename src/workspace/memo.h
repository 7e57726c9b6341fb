/* memo.h - what was made from a deal, kept until the deal changes: the same deal is looked at
 * far more often than it changes. One function of what is durable, so anybody may forget it.
 *
 * Who makes something asks memo_now first, reads, then keeps what he made with that moment;
 * an event recorded since, about the deal or about the workspace (a person's new name), makes
 * it worthless. Whoever changes rows without an event must say so (memo_touch).
 *
 * Thread rule: any thread; nobody waits: a place that somebody else has in hand counts as
 * empty. Cost: a copy. Memory: MEMO_PLACES of 2 KiB, used as deals are looked at. */
#pragma once

#include "workspace/workspace.h"

enum { MEMO_PLACES = 4096, MEMO_BYTES_MAX = 2000 };

struct memo;
struct memo *memo_new(struct arena *a);

/* The moment of what a reader sees from now on. */
i64 memo_now(const struct workspace *w);
/* Appends what was kept, when it still holds; `variant` is the maker's. Its revision, 0: none. */
i64 memo_get(struct workspace *w, i64 deal, u32 variant, struct buf *out);
/* Keeps `made` of the deal at `revision`; does nothing when it is too long. */
void memo_put(struct workspace *w, i64 deal, u32 variant, i64 now, i64 revision, str made);

/* The writer's, before the commit: the event is about this deal (0: about the workspace). */
void memo_touch(struct memo *m, i64 deal, i64 sequence);
