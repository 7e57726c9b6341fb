/* par.h - the one way to use several cores. The work is cut into `chunks` numbered pieces
 * whose results the caller merges in order of number, so an answer never depends on how
 * many cores there were. */
#pragma once

#include "base/types.h"

/* Calls work(context, chunk) once for each chunk of [0, chunks), on up to `threads`
 * threads (0: as many as there are cores), and returns when all are done. */
void par_for(i32 threads, i64 chunks, void (*work)(void *context, i64 chunk), void *context);

/* How many threads par_for(threads, …) takes when it has chunks enough. */
i32 par_threads(i32 threads);
