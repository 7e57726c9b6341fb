/* tell.h - from a history that grows to the answer of a question: the deals it is about, the
 * figures of measure/, the map and the distance of learn/, the JSON of report/. One thread.
 *
 * What is dear is kept: all deals as of today (the base), of which filters take a part, and beside
 * them the deals asked for last; of both the figures of each part that were asked for. In another
 * language, or by somebody else, the same figures are only written down again. Cost: those of the
 * base once (teller_warm makes them beforehand), of a filter what the deals that pass cost. */
#pragma once

#include "live/follow.h"
#include "live/question.h"
#include "report/process.h"

struct platform;

/* The deals that a question is about, as known when it says. Never changes. */
struct told {
    struct growing_answer deals;
    const struct standard *standard; /* NULL: none is known then */
    str zone;                        /* of the standard's calendar */
    i32 edition;
    i64 sequence;
    u8 hash[FOLLOW_HASH_BYTES]; /* of the chain, at `sequence` */
    i64 made_ns;                /* platform's elapsed_ns, when it was made… */
    i64 cost_ns;                /* …and how long it took, with the figures */
};

struct teller;
enum { TELLER_WARM_DEALS = 20000 }; /* fewer are answered soon enough from nothing */
/* `name` of the workspace, and `f`, outlive it. From `warm_deals` on teller_warm makes figures
 * beforehand. */
struct teller *teller_new(const struct platform *p, str name, struct follower *f, i64 warm_deals);
void teller_release(struct teller *t); /* NULL is fine */

/* One piece of what standard questions of today will need, made anew before it is too old for
 * teller_deals; false: all of it is there, or few deals make it cheap to answer anyway. */
bool teller_warm(struct teller *t);
/* Whether every standard question can be answered from what is kept. */
bool teller_is_warm(const struct teller *t);
/* Whether deals are so dear to make that an older answer is better than a long wait. */
bool teller_is_dear(const struct teller *t);

/* The deals of the question, of at least the events up to `sequence` when the follower has
 * them: made anew when they are cheap to make or older than twenty times what they cost.
 * Belongs to the teller, until the next call. */
MUST_CHECK bool teller_deals(struct teller *t, const struct question *q, i64 sequence,
                             const struct told **out, struct err *e);

/* What a report needs to know of where the deals come from; texts live in `a`. */
void teller_import(const struct teller *t, const struct told *told, struct arena *a,
                   struct import_report *import);
void teller_population(const struct teller *t, const struct told *told, const struct question *q,
                       struct arena *a, struct report_population *out);

/* The JSON of the answer, and the last event that is in it. Fails for what does not exist
 * (ERR_USAGE) and past limits. */
MUST_CHECK bool teller_answer(struct teller *t, const struct question *q, i64 sequence,
                              struct buf *out, i64 *told_sequence, struct err *e);
