/* verify_parts.h - what verify.c, which reads the chain and the deals, and verify_own.c, which
 * compares the rest, share. Nobody else looks inside. */
#pragma once

#include "workspace/store.h"
#include "workspace/verify.h"

struct import_standing {
    i64 id, state, last;
};

/* What the deals of one place come to, to be compared with `tally`. */
struct heap {
    i64 deals, valued, amount;
};

/* Of a person and an edition. */
struct learned {
    struct trained trained;
    i64 person;
    i32 edition;
    i64 ran_out_ms; /* the moment of the last clock that ran out; TIME_NONE: none did */
};

/* Of an edition: since when its review's clock runs, and whether it has run out. */
struct reviewed {
    i64 started_ms;
    bool ran_out;
};

/* A migration as the events tell it. */
struct migrated {
    i64 id, edition, undoes, began_ms, last, moved;
};

struct verifying {
    struct storage *db;
    const struct platform *platform;
    struct arena *arena;
    struct arena scratch;
    struct verified *out;
    struct sha256 sha;    /* of the chain */
    struct sha256 digest; /* of the rows */
    i64 *last;            /* by deal: its last event; 0: no such deal; -1: compared */
    i64 room;
    struct dict people;             /* numbers as words; named[] by id */
    VEC(i64) named;                 /* the event that named the person last */
    i64 rows[4];                    /* of milestones, fields, hand-offs, what waits on a deal */
    VEC(struct edition *) editions; /* [0] is none; up to the first that cannot be read */
    VEC(struct reviewed) reviews;   /* by edition */
    struct dict places;             /* of tally, as words; heaps[] by id */
    VEC(struct heap) heaps;
    VEC(struct import_standing) imports; /* as the events say */
    VEC(struct migrated) migrations;
    struct dict trainings; /* "person edition"; learned[] by id */
    VEC(struct learned) learned;
    i64 files;
    i64 proposal_events, assignments;
    struct folded folded;
};

void verify_problem(struct verifying *v, const char *format, ...) PRINTF_LIKE(2, 3);
/* One column against what the events say; both into the digest. */
bool verify_same(struct verifying *v, const struct statement *s, i32 column, i64 expected);
bool verify_same_text(struct verifying *v, const struct statement *s, i32 column, str expected);
void verify_own(struct verifying *v);
