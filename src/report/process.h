/* process.h - the process as the history shows it, found once for every kind of report: the
 * map, the ways deals went, and their distance to the standard when there is one. */
#pragma once

#include "learn/alignment.h"
#include "learn/map.h"
#include "learn/net.h"
#include "learn/variants.h"
#include "report/report.h"

/* The distance of closed deals to the stages of the standard. */
struct report_distance {
    bool known;           /* a standard was given and the log has stages */
    struct traces traces; /* stages and outcomes only */
    struct variants variants;
    struct net net;
    struct alignment alignment;
    i64 closed, fitting; /* closed deals; those that follow it exactly */
    i64 steps;           /* off, summed over closed deals */
};

struct report_process {
    struct traces traces;
    struct map map; /* with medians */
    struct variants variants;
    struct report_distance distance;
};

/* Everything lives in `a`. Fails past the limits of the map. */
MUST_CHECK bool process_find(struct report_process *out, struct arena *a,
                             const struct history *history, const struct standard *standard,
                             i32 threads, struct err *e);

/* Its parts, for who needs one: map and variants over activities of `kinds` (traces.h)… */
MUST_CHECK bool process_ways(struct report_process *out, struct arena *a,
                             const struct history *history, u32 kinds, i32 threads, struct err *e);
/* …and the distance. */
MUST_CHECK bool process_distance(struct report_process *out, struct arena *a,
                                 const struct history *history, const struct standard *standard,
                                 i32 threads, struct err *e);

/* Closed deals of a variant: neither open nor invalid. */
i64 process_closed(const struct variant *v);
