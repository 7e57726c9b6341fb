/* landmark.h - the deals that stood open at a landmark, what was known then and what became of
 * them after it (Anderson, Cain and Gelber 1983). Looking back from the end, winners "ever" did
 * nearly everything, because they lived longer; looking forward from one moment, everybody had
 * the same time to do it.
 *
 * The as-of rule: known at the landmark is what had happened by then and, where the source says
 * when it was recorded, was recorded by then. What follows counts from the landmark. */
#pragma once

#include "history/history.h"

enum {
    LANDMARK_DAYS_MAX = 365,
    LANDMARK_HORIZON_STEP = 30, /* days; a horizon of the rule is a multiple of it */
    LANDMARK_FEW = 5,           /* sellers with fewer deals there are one seller */
};

struct landmark {
    bool is_stage;
    i32 days;  /* after entering the process */
    u16 stage; /* activity: its first entry is the landmark */
};
/* "day:14", "stage:Proposal"; false for what the history does not have. */
str landmark_id(struct arena *a, const struct history *h, struct landmark at);
MUST_CHECK bool landmark_parse(struct landmark *out, const struct history *h, str id);
/* Those that are asked when none is said: every stage after the first, in their order, for there
 * all deals have come equally far; then day 14 and day 30. Into `list` of LANDMARKS_MAX; their
 * number. */
enum { LANDMARKS_MAX = 10 };
i64 landmarks_default(struct landmark *list, struct arena scratch, const struct history *h);

struct landmark_deals {
    struct landmark at;
    i64 n; /* of each column */
    const u32 *deal;
    const i64 *from_ms; /* entered the process */
    const i64 *at_ms;   /* the landmark */
    const u32 *stratum; /* seller × segment, on a day × stage: below `strata` */
    const u8 *won;      /* within the horizon */
    const u8 *censored; /* open and younger than the horizon */
    const f64 *y;       /* 0 or 1, or pseudo-values when some are censored */
    i64 strata, sellers, segments;
    i64 stages; /* in which deals stood on that day; 0: the landmark is a stage, or none is known */
    bool sellers_known; /* of most deals */
    i64 horizon_days;
    i64 won_count, censored_count;
    i64 seen_late;     /* left out: what came before they were seen is not known */
    i64 without_times; /* left out: no beginning, or an end without a day */
    bool loaded;       /* most deals began on one day: that is the day of a load */
    f64 per_week;      /* deals that came to it, of the last year */
};

/* `segment` names the attribute that deals are compared within, besides the seller; empty:
 * "segment" when there is one. `horizon_days` 0: by the rule (docs/learn.md). */
struct landmark_options {
    str segment;
    i64 horizon_days;
};
void landmark_gather(struct landmark_deals *l, struct arena *a, const struct history *h,
                     struct landmark at, const struct landmark_options *o);

/* When event `e` was known: recorded, or happened where that is not known. */
static inline i64 landmark_known_ms(const struct history *h, i64 e)
{
    bool lag = h->lag_s && h->lag_s[e] != HISTORY_NO_LAG && h->lag_s[e] > 0;
    return h->at_ms[e] + (lag ? 1000ll * h->lag_s[e] : 0);
}
