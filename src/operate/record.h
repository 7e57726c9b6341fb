/* record.h - what was last done for the safety of a data folder: operations.json in it, written
 * whole or not at all. Doctor and the metrics read it; a backup does not hold it. */
#pragma once

#include "base/platform.h"

struct operations {
    i64 backup_ms, backup_bytes; /* TIME_NONE: never */
    str backup_path;
    i64 drill_ms;                  /* TIME_NONE: never */
    str drill_path, drill_problem; /* the problem is empty when all was well */
};

/* Texts lie in `a`. What is missing or not ours is as if nothing was ever done. */
MUST_CHECK bool operations_read(const struct platform *p, const char *folder, struct arena *a,
                                struct operations *out, struct err *e);
MUST_CHECK bool operations_write(const struct platform *p, const char *folder,
                                 const struct operations *o, struct err *e);

/* Restores the newest backup (of the record) into `folder`/drill, verifies it there, takes it away
 * again and writes down what came of it. Nothing to do without a backup. False when the drill
 * itself could not be held; a backup that is not good is no failure of the drill but its result. */
MUST_CHECK bool drill_hold(const struct platform *p, const char *folder, i64 now_ms, struct err *e);
