/* evidence.h - what the records say about how the standard is lived, over the trailing year:
 * counts and scores, one per criterion, no judgement. NAN and -1 mean that nothing recorded
 * could show it. Outcomes are not among it. Internal to measure/. */
#pragma once

#include "measure/measuring.h"

struct score {
    f64 mean, se, df; /* se NAN: exact */
    i64 n;
};

struct tally {
    i64 x, n; /* x of n; n = -1: nothing recorded could show it */
};

struct evidence {
    f64 days;               /* of log within the window, at most 365 */
    i64 entered;            /* deals that entered within the window */
    i64 deals;              /* of them, those that follow the stages of the standard */
    struct tally published; /* deals that entered under a published version */
    struct tally trained;   /* active sellers trained on the version in force */
    struct score footprint; /* kappa */
    struct score adherence;
    struct tally monitored, enforced;
    struct score weakest; /* department */
    f64 weakest_p;        /* probability that it reaches what is wanted */
    str weakest_name;
    i64 reviews, revisions, cited, evaluated; /* -1: not recorded */
    struct tally feedback;                    /* weeks */
    struct tally uptake;
};

/* `department_wanted`: the level the weakest department is held against. */
void evidence_gather(struct evidence *v, struct measuring *m, f64 department_wanted);

/* P(mean >= wanted), Student's t. */
f64 evidence_reaches(const struct score *s, f64 wanted);
