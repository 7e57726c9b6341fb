/* live_history.h - the deals of a workspace as one history, for commands that measure: made by the
 * server that has the folder, which hands it over, or here from the file. The measuring is done
 * where the command was typed, so it costs the server one pass over its events. */
#pragma once

#include "cli/live.h"
#include "history/history.h"

struct live_history {
    struct history history;
    u8 head[HASH_BYTES]; /* of the chain, when it was made */
    /* as of a day: it is of the process with most deals */
    str process;
    i64 left_out; /* deals of other processes */
};

/* `as_of_ms`: TIME_NONE for all there is; else what was known then, as history/growing.h says.
 * Everything lives in `a`. */
MUST_CHECK bool live_history(struct live_history *out, struct arena *a, str folder, str workspace,
                             i64 as_of_ms, struct err *e);

extern const struct command cmd_history; /* what the server does of it; not for people */
