/* chores.h - what the server does now and then: a table of periodic chores, run one after the
 * other by one thread, each at the moment it is due. A chore that fails is logged as a line of
 * JSON and tried again when it is next due; it never stops the server, unless what it found is
 * that the storage has failed, which the server sees by itself.
 *
 * Law: between two runs of a chore lie at least `every_ms` of time that never steps; a chore that
 * comes late runs once, not as often as it was missed. A chore is short, or it looks at
 * chores_stopping: others and the end of the server wait for it.
 * Thread rule: init, add, start and stop for the owner; chore->run on the thread of the chores. */
#pragma once

#include "base/buf.h"
#include "base/platform.h"

enum { CHORES_MAX = 32 };

struct chore {
    const char *name; /* "accounts-tick": of a log line and a metric */
    i64 first_ms;     /* after the start; 0: at once */
    i64 every_ms;
    bool (*run)(void *context, i64 now_ms, struct err *e);
    void *context;
};

struct chore_counts {
    i64 runs, failures;
    i64 last_ms; /* when it last ended well; TIME_NONE: never */
    i64 longest_ns;
};

struct chores {
    const struct platform *platform;
    void (*log)(void *context, str line); /* may be NULL */
    void *log_context;
    struct chore chore[CHORES_MAX];
    i64 due_ns[CHORES_MAX];
    struct chore_counts counts[CHORES_MAX];
    i32 count;
    i64 thread; /* -1: none */
    u32 stop;
};

void chores_init(struct chores *c, const struct platform *p, void (*log)(void *context, str line),
                 void *log_context);
/* Before the start. */
void chores_add(struct chores *c, const struct chore *chore);

/* Runs what is due, in the order of the table; nanoseconds until something is due again. What
 * the thread does for ever, and a test by hand. */
i64 chores_step(struct chores *c);

MUST_CHECK bool chores_start(struct chores *c, struct err *e);
/* The chore that runs ends first. A zeroed one is fine. */
void chores_stop(struct chores *c);
bool chores_stopping(const struct chores *c); /* any thread */

/* All of them, for /metrics; any thread. */
void chores_print(const struct chores *c, struct buf *out);
/* Of the chore with that number; any thread. */
struct chore_counts chores_counts(const struct chores *c, i32 number);
