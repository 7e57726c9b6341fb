/* adherence.h - were the deals run by the standard? Each required or expected milestone is
 * an obligation "before leaving its stage"; only those that fell due count, so a deal lost
 * early owes nothing later. What the log cannot know is `unknown` and left out, never "not
 * done". Shown beside the outcome, and by seller as a shrunken share: no rankings. */
#pragma once

#include "history/history.h"
#include "measure/rate.h"
#include "standard/standard.h"

enum obligation {
    OBLIGATION_NOT_DUE,
    OBLIGATION_DONE,
    OBLIGATION_LATE,         /* after the stage was left */
    OBLIGATION_OUT_OF_ORDER, /* after something the standard puts later */
    OBLIGATION_LATE_OUT_OF_ORDER,
    OBLIGATION_MISSING,
    OBLIGATION_WAIVED, /* with authority: removed */
    OBLIGATION_WAIVED_WITHOUT,
    OBLIGATION_BACKFILLED, /* recorded long after, or in a burst */
    OBLIGATION_UNKNOWN,    /* the source could not record it, or not yet: removed */
    OBLIGATION_COUNT,
};
const char *obligation_id(enum obligation o);

/* One deal; `score` is NAN when nothing fell due. */
struct deal_adherence {
    f64 score;      /* sum of weight × credit / sum of weight */
    f64 score_full; /* backfilled records counted in full: the footprint */
    i32 due, done, missing, waived, skipped, backs;
    bool compliant; /* score at least `compliant_from` */
    bool confirmed; /* checked by somebody other than the owner */
};

struct milestone_adherence {
    str milestone, stage; /* ids of the standard */
    i32 index;            /* in standard.milestones */
    i64 count[OBLIGATION_COUNT];
    struct rate done; /* done or out of order, before leaving / due and known */
};

/* A seller or a department. */
struct party_adherence {
    str name, department;
    i64 deals, compliant; /* with a score */
    f64 mean_score;
    /* the mean score drawn towards all others' (normal-normal, Paule-Mandel), 90 %; NAN below
     * three parties or two deals */
    f64 score_shrunken, score_low, score_high;
    f64 shrunken, low, high; /* compliant share, beta-binomial, 90 % */
    f64 p_below_half;        /* probability that less than half of the deals comply */
    f64 p_lowest_quarter;    /* probability of being among the lowest quarter; NAN */
};

struct adherence {
    enum standing standing;
    f64 compliant_from;       /* 0.8 */
    i64 deals;                /* with a score */
    i64 deals_without;        /* nothing due yet, or no stage events */
    struct figure mean_score; /* clustered by seller */
    struct rate compliant;
    struct rate missing, late, out_of_order, backfilled; /* of obligations due */
    struct rate unknown; /* obligations nothing records, of those that bind */
    struct rate waived, waived_without, rework, skips; /* rework, skips: of deals */
    i64 by_outcome[OUTCOME_COUNT][2];                  /* deals: not followed, followed */
    struct rate win_followed, win_not; /* won / closed, broad; goes with, nothing more */
    i64 milestone_count, seller_count, department_count;
    const struct milestone_adherence *milestones;
    const struct party_adherence *sellers, *departments;
    const struct deal_adherence *deal; /* per deal of the history */
    i64 stages_matched, stages;        /* of the standard, found in the log */
    i64 milestones_matched;
};
