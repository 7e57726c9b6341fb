/* mine.h - the process alone, for people who look at processes: activities, steps with their
 * waits, ways, durations, and the exact distance of deals to a standard. For a screen or for
 * a program; the same facts, the same bytes. */
#pragma once

#include "learn/durations.h"
#include "report/process.h"
#include "report/terminal.h"

struct mine {
    struct report report; /* without answers */
    struct report_process process;
    struct durations durations;
    i64 top; /* rows shown of each table */
};

/* Finds everything in `a`. `standard` may be NULL. */
MUST_CHECK bool mine_find(struct mine *m, struct arena *a, const struct history *history,
                          const struct standard *standard, struct err *e);

/* Write to `out`; scratch in `a`. `m->report` and `m->top` are set. */
void mine_terminal(struct buf *out, struct arena *a, const struct mine *m,
                   const struct terminal_options *options);
void mine_json(struct buf *out, struct arena *a, const struct mine *m);
