/* kind.h - which of the four kinds of process a company's selling really is (STATISTICS 4):
 * three gates in order, level = 1 + gates passed. Outcome is never evidence. A criterion
 * that the records cannot show is `unknown`; the claim then stops where evidence stops, and
 * says what would show more. Thresholds are one table with a version. */
#pragma once

#include "measure/adherence.h"

enum kind { KIND_RANDOM, KIND_INFORMAL, KIND_FORMAL, KIND_DYNAMIC, KIND_COUNT };
/* "random", "informal", "formal", "dynamic" */
const char *kind_id(enum kind k);

enum { GATES = 3, CRITERIA = 13 };

enum criterion_id {
    CRITERION_PUBLISHED, /* gate 2: known and used */
    CRITERION_TRAINED,
    CRITERION_FOOTPRINT,
    CRITERION_ADHERENCE, /* gate 3: managed */
    CRITERION_MONITORED,
    CRITERION_ENFORCED,
    CRITERION_DEPARTMENTS,
    CRITERION_REVIEWED,
    CRITERION_FEEDBACK, /* gate 4: adaptive */
    CRITERION_REVISIONS,
    CRITERION_EVIDENCE,
    CRITERION_EVALUATED,
    CRITERION_UPTAKE,
};
/* "published", "trained", "footprint"… */
const char *criterion_name(enum criterion_id c);

enum criterion_unit { UNIT_SHARE, UNIT_SCORE, UNIT_COUNT };

struct kind_criterion {
    enum criterion_id id;
    enum criterion_unit unit;
    f64 wanted, seen;           /* seen: NAN when unknown */
    f64 numerator, denominator; /* of a share; mean and n of a score */
    i64 n;                      /* deals, sellers, weeks or revisions it rests on */
    f64 probability;            /* that the wanted level is truly reached; 0 when unknown */
    bool passed;                /* probability at least 0.5 */
    bool unknown;               /* nothing in the records could show it */
    f64 lift;                   /* what is missing: points of share, or a count; 0 when passed */
    str name;                   /* departments: the weakest; else empty */
};

struct kind_gate {
    i32 number;           /* 2, 3, 4 */
    f64 probability;      /* product of its criteria */
    bool passed, unknown; /* unknown: at least one criterion is, and none known fails */
    i32 first, count;     /* in `criteria` */
};

enum assessment_state {
    ASSESSMENT_CANNOT_SAY,  /* too little of everything */
    ASSESSMENT_UNEVIDENCED, /* nothing recorded could tell: between `low` and `high` */
    ASSESSMENT_BETWEEN,     /* evidence, but below 0.8: between `low` and `high` */
    ASSESSMENT_DECIDED,
};
/* "cannot-say", "cannot-be-told-apart", "between", "decided" */
const char *assessment_state_id(enum assessment_state s);

struct assessment {
    enum assessment_state state;
    enum kind kind;      /* the mode; what may be claimed */
    enum kind low, high; /* equal to `kind` when decided */
    f64 probability;     /* of `kind`; NAN unless decided or between */
    f64 p[KIND_COUNT];   /* unknown criteria count as not shown: errors go downward */
    struct kind_gate gates[GATES];
    struct kind_criterion criteria[CRITERIA];
    i32 missing_count;
    enum criterion_id missing[CRITERIA]; /* unknown ones: what would have to be recorded */
    i32 failing_count;
    enum criterion_id failing[CRITERIA]; /* known, not passed, of the next gate to pass */
    i64 deals;
    f64 days;            /* of log */
    bool gate4_assessed; /* at least 180 days of log */
    str thresholds;      /* version of the table: "1" */
    /* descriptive only, never evidence: agreement of paths, unbiased for their number */
    f64 path_agreement; /* chance that two deals took the same path */
    i64 paths;
};

/* The thresholds as configuration. */
struct kind_threshold {
    enum criterion_id id;
    i32 gate;
    enum criterion_unit unit;
    f64 wanted;
    f64 deff; /* design effect of a share's probability */
};
extern const struct kind_threshold kind_thresholds[CRITERIA];
