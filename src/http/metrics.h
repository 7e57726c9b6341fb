/* metrics.h - what the server counts about requests, for Prometheus. Adding is a few relaxed
 * atomic additions and takes no lock; printing reads while others add. */
#pragma once

#include "http/route.h"

#include <stdatomic.h>

enum { METRICS_BUCKETS = 14, METRICS_CLASSES = 6 };

struct metrics_row {
    _Atomic i64 by_class[METRICS_CLASSES]; /* 1xx … 5xx at 1 … 5 */
    _Atomic i64 buckets[METRICS_BUCKETS];  /* of duration; the last has no bound */
    _Atomic i64 sum_us, bytes_in, bytes_out;
};

struct metrics {
    struct metrics_row *rows; /* by route; one more for requests without a row */
    const struct route *routes;
    i64 n;
    _Atomic i64 connections, connections_refused, cut, malformed, running, streams;
};

void metrics_init(struct metrics *m, struct arena *a, const struct route *routes, i64 n);
void metrics_add(struct metrics *m, const struct route *route, i32 status, i64 us, i64 bytes_in,
                 i64 bytes_out);
/* Text format 0.0.4; every name begins with "etalon_http_". Routes never asked are left out. */
void metrics_print(const struct metrics *m, struct buf *out);
