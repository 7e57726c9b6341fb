/* company_parts.h - the steps of inventing a company, each in its own file, in the order
 * in which they run; inside this room only. */
#pragma once

#include "simulate/company.h"

/* Draws what kind of place it is: parameters, people, names. company_draw.c */
void company_draw_parameters(struct company *c);
void company_draw_people(struct company *c, struct arena *a);

/* The versions of the standard and when each came into force; the acts of governance.
 * Before the deals, because a deal runs on a version. company_govern.c */
enum { COMPANY_VERSIONS_MAX = 128 };
struct company_versions {
    i32 count;
    i64 from_ms[COMPANY_VERSIONS_MAX]; /* of version i + 1 */
};
void company_govern(struct company *c, struct arena *a, struct company_versions *versions);

/* Chances of winning and of no decision: log-odds against a loss. company_outcome.c */
struct company_odds {
    f64 win, no_decision; /* the intercepts, solved so that the marginals hit the target */
};
struct company_odds company_solve_odds(const struct company *c);
/* Chance that this seller intends to do the milestone in time, on a deal of this health. */
f64 company_intends(const struct company *c, const struct company_rep *rep, i32 milestone,
                    f64 health);
/* How a deal ends. `intends`: bit m, milestone m will be done in time if it is reached;
 * `late_version`: on a version after the first; `uniform` in [0, 1) decides, so that two
 * worlds can be compared on the same luck. */
enum outcome company_outcome(const struct company *c, struct company_odds odds,
                             const struct company_deal *deal, u32 intends, bool late_version,
                             f64 uniform);
#define COMPANY_HEALTH_SD 0.5

enum {
    COMPANY_OUTSIDE = 1,          /* the department that may stand outside */
    COMPANY_EVENTS_PER_DEAL = 64, /* stages, 3 acts per milestone, slips, amounts, the end */
};

/* The deals, their names, paths and events. company_deals.c, company_path.c */
struct company_path {
    /* smooth time (before office hours), in ms: when each stage was first entered and last
     * left forward; equal when it was skipped */
    i64 enter[COMPANY_STAGES + 1];
    bool skipped[COMPANY_STAGES];
    i32 back_from;         /* stage from which the deal fell back once; 0: never */
    i64 back_ms, again_ms; /* left backward, entered again */
    i32 reach;             /* last stage */
    bool whole;            /* won: the last stage was left too */
};
struct company_makers {
    struct arena *arena;
    struct company_versions versions;
    struct company_odds odds;
    struct rng entry, traits, practice, outcome, path, recording, names;
};
void company_make_deals(struct company *c, struct company_makers *m);
void company_make_path(const struct company *c, struct company_makers *m,
                       const struct company_deal *deal, struct company_path *path);
/* Adds the deal's events, and what they tell of its state at the snapshot. */
void company_make_events(struct company *c, struct company_makers *m, struct company_deal *deal,
                         const struct company_path *path, u32 intends);
/* A moment of the smooth clock as a moment of office hours: Monday to Friday, 8 to 18.
 * Whole seconds, never decreasing, so the order of acts is kept. company_clock.c */
i64 company_office_ms(i64 smooth_ms);
/* The first moment of the quarter after the one that `ms` lies in. */
i64 company_next_quarter(i64 ms);

/* Invented names. company_names.c */
void company_name_reps(struct company *c, struct arena *a, struct rng *r);
str company_new_account(struct arena *a, struct rng *r);
