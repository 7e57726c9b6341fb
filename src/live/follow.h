/* follow.h - a workspace's events, one after the other, into a history that grows: what an
 * event of deal/event.h is in the columns of history.h, and what the workspace did about its
 * standard. The one place that tells it: the analytics of a server follow it while it happens,
 * past.h reads it once. Reads only what is durable. One thread at a time.
 *
 * Not in the columns, because it says nothing of how a deal goes: names, references (but for
 * past.h), pauses, ends of waivers, hand-offs offered. A milestone that a revision
 * calls otherwise is there under its new name at the moment it was reached. A migration that was
 * undone never was: acts since then stand as the edition before has them, those that mean nothing
 * there are gone. */
#pragma once

#include "history/growing.h"

enum { FOLLOW_BATCH = 5000, FOLLOW_HASH_BYTES = 32 };

struct workspace;
struct event_row;
struct standard;
struct reader;

struct follower;
struct follower *follower_new(struct workspace *w);
/* With what deals are called and every value of a field; through `r`, which stays the caller's. */
struct follower *follower_new_whole(struct workspace *w, struct reader *r);
void follower_release(struct follower *f); /* NULL is fine */

/* Takes up to FOLLOW_BATCH events that are durable by now; how many. A reader of its own that
 * has failed is opened anew with the next call. */
i64 follower_read(struct follower *f);
/* One event, for who has it already: false when it cannot be taken yet. */
bool follower_take(struct follower *f, const struct event_row *row);

const struct growing *follower_history(const struct follower *f);
i64 follower_lived_ms(const struct follower *f); /* when what happened here last was recorded */
/* What the newest import told of itself (JSON), empty: there was none. Of one that is whole. */
str follower_newest_import(const struct follower *f);
/* Whether the newest edition that a deal began on was drafted from an import. */
bool follower_is_drafted(const struct follower *f);
i64 follower_sequence(const struct follower *f); /* the last event that is in it */
i64 follower_head(const struct follower *f);     /* the last one that is durable; any thread */
/* The hash of the chain at an event. */
MUST_CHECK bool follower_hash(struct follower *f, i64 sequence, u8 out[FOLLOW_HASH_BYTES],
                              struct err *e);
/* NULL: no such edition. */
const struct standard *follower_standard(const struct follower *f, i32 edition);
/* The file of its calendar's zone. */
str follower_zone(const struct follower *f, i32 edition);
