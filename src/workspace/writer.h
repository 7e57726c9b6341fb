/* writer.h - the inside of the writer: what it holds between transactions, and the steps of
 * one. Only the writer's thread (or the caller of workspace_step) touches it, except the
 * queue, `published` and `durable`. */
#pragma once

#include "workspace/memo.h"
#include "workspace/proposal.h"
#include "workspace/store.h"

enum {
    CACHE_WAYS = 4,
    CACHE_DEALS = 4096,
    EDITION_ARENA_BYTES = 1 << 30,
    SCRATCH_BYTES = 64 << 20,
    HEAD_WORDS = sizeof(struct workspace_head) / sizeof(i64),
};

struct cached {
    i64 tick; /* when it was last used; 0: free */
    struct folded folded;
};

struct workspace {
    const struct platform *platform;
    struct workspace_options options;
    struct arena arena, editions_arena, scratch;
    struct arena old_texts; /* append_event reads into it: its own text may lie beyond `scratch` */
    struct storage_engine *engine;
    struct storage *db;
    char path[1024];

    struct workspace_head head; /* of what this transaction has appended */
    i64 durable[HEAD_WORDS];    /* the head of the last commit */
    u32 durable_turn;           /* even: `durable` stands still */
    struct edition *edition[WORKSPACE_EDITIONS_MAX + 1];
    i32 edition_count; /* of this transaction */
    i32 published;     /* durable */
    i64 editions_used; /* of their arena */
    struct cached *cache;
    i64 cache_sets, tick;
    i64 next_person, next_webhook;
    i64 webhooks;    /* that are set */
    i64 said_before; /* the last event that the request under way did not make */
    i64 now_ms;
    struct sha256 sha;
    struct decision decision;
    struct folded before, imported;
    struct buf body;
    struct workspace_counts counts;
    struct memo *memo;

    struct migration {
        i64 id; /* 0: none is under way */
        i32 edition;
        i64 undoes, until; /* undoing: the events of the one undone lie between these */
        /* where it is: the deals of an edition, by outcome, by number */
        i32 from;
        i32 outcome;
        i64 deal;
        i64 moved;
        u32 actor;
        u8 role;
    } migration;
    struct trial trial[TRIALS_MAX]; /* under way */
    i32 trial_count;
    i64 next_proposal;
    i64 carried; /* batches of deals carried so far; others read it */

    bool failed; /* for ever; `failure` says why */
    struct err failure;

    struct request *queue;   /* newest first; submitters push, the writer takes all */
    struct request *taken;   /* oldest first, waiting for a batch */
    struct request *patient; /* likewise: others go before them */
    i64 patient_due_ns;
    u32 asleep, stop;
    i64 checkpoint_due; /* pages of log */
    i64 thread;         /* -1: none */
};

/* Others read the counts while the writer counts. */
static inline void counts_add(i64 *count, i64 n)
{
    __atomic_store_n(count, *count + n, __ATOMIC_RELAXED);
}
static inline void counts_most(i64 *count, i64 n)
{
    __atomic_store_n(count, i64_max(*count, n), __ATOMIC_RELAXED);
}

bool workspace_fail(struct workspace *w, const struct err *e);

/* The fold of a deal, from the cache or from its events; NULL: no such deal, or failed. */
struct folded *cache_get(struct workspace *w, i64 deal);
/* A place for a deal that is not in it yet, cleared. */
struct folded *cache_new(struct workspace *w, i64 deal);

/* The rows of a deal that differ from w->before are written. */
void project_change(struct workspace *w, struct folded *after);

/* Appends an event to the chain; `text` only where it says something. */
void append_event(struct workspace *w, struct folded *f, const struct record *like, str text);

/* Says every clock of the deal that has run out by now; how many. */
i64 say_clocks(struct workspace *w, struct folded *f);
/* The same for deals whose clocks have run out, the first of them. */
void execute_clocks(struct workspace *w, struct request *r);
/* file.c */
void execute_file(struct workspace *w, struct request *r);
/* training.c */
void execute_trained(struct workspace *w, struct request *r);

/* Does what one request asks, inside the transaction: its answer is filled, not given. */
void execute_request(struct workspace *w, struct request *r);
/* The same for a step of an import. */
void execute_import(struct workspace *w, struct request *r);
/* The same for a new standard. */
void execute_publish(struct workspace *w, struct request *r);
/* NULL: no edition, or a newer one of the process is in force. */
const struct rules *rules_in_force(const struct workspace *w, i64 edition);
/* The same for a review of one that is in force: nothing else can be reviewed. */
void execute_review(struct workspace *w, struct request *r);
/* Kept questions: view.c. */
void execute_view(struct workspace *w, struct request *r);

/* Webhooks: webhook.c. */
void webhooks_load(struct workspace *w);
void proposals_load(struct workspace *w); /* propose.c: after the editions */
void execute_webhook(struct workspace *w, struct request *r);
void execute_delivery(struct workspace *w, struct request *r);
void edition_take(struct workspace *w, struct edition *edition);
static inline struct editions workspace_published(const struct workspace *w)
{
    return (struct editions){w->edition, w->edition_count};
}

/* --- deals carried to another edition: migrate.c -------------------------------------------- */

/* Whether every stage with deals in flight has a place to go on `to`; what has not, in `d`. */
bool migration_possible(struct workspace *w, const struct edition *to, struct diags *d);
void migration_begin(struct workspace *w, const struct intent *c, const struct edition *to);
void execute_migrate(struct workspace *w, struct request *r);
void execute_undo(struct workspace *w, struct request *r);
/* Inside a transaction: carries some deals over, or says that it is done. How many it looked
 * at, at least 1. */
i32 migrate_some(struct workspace *w);
/* The one that a kill interrupted. */
void migration_load(struct workspace *w);
