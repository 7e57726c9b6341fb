/* visits.h - the stays of deals in stages, from the events of entering one. A word that only
 * marks the end ("Closed Won") is no stage: every deal that enters it has ended that day.
 * Internal to measure/. */
#pragma once

#include "measure/funnel.h"
#include "measure/measuring.h"

struct visits {
    i64 stage_count;
    const u16 *activity; /* per stage, first to last */
    bool order_inferred; /* from where deals meet them, the source does not say */
    i64 n;               /* by deal, then time */
    u32 *deal;
    u16 *stage;
    i64 *enter_day;
    f64 *entry, *days; /* as survival rows: at risk in (entry, days] */
    u8 *exit;          /* enum visit_exit */
    i64 left_out;      /* last visits of deals closed at a moment not known */
};

/* False when no order of the stages is to be had. Lives in `a`. */
MUST_CHECK bool visits_gather(struct visits *v, struct arena *a, const struct measuring *m);

/* One of its stages' visits as rows for a survival fit: causes are the exits. */
struct visit_rows {
    i64 n;
    f64 *entry, *days;
    u8 *exit;
    i64 *visit; /* index into the visits */
};
struct visit_rows visits_of_stage(const struct visits *v, struct arena *a, i64 stage);
