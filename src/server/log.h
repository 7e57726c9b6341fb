/* log.h - lines of a log from many threads: each is appended under a lock held for a copy, and
 * a thread of its own takes them to standard error, so that nobody who answers waits for it.
 * When it cannot follow, who comes with the next line waits: none is lost. */
#pragma once

#include "base/platform.h"

struct server_log;
MUST_CHECK bool log_open(struct server_log **out, struct arena *a, const struct platform *p,
                         struct err *e);
void log_line(void *log, str line); /* of struct site */
/* What is waiting is written first. NULL is fine. */
void log_close(struct server_log *log);
