/* practices.h - what goes with winning: for each landmark, each thing that some deals had by
 * then and others had not, and how much more often the first were won afterwards, compared
 * within the same seller and segment. Adjusted differences, never effects: the grade says so,
 * and the verb follows it. A finding is something to try, not something to order.
 *
 * One landmark is one family: what is found in it holds Benjamini and Hochberg's share of false
 * findings below PRACTICES_FALSE. Below its floors it refuses and says what would be enough.
 * The same history gives the same answer. STATISTICS 5; docs/learn.md. */
#pragma once

#include "learn/features.h"
#include "stats/evidence.h"
#include "stats/interval.h"

enum {
    PRACTICES_DEALS_MIN = 100, /* of a landmark */
    PRACTICES_TESTED_MAX = 60, /* of a family */
    PRACTICES_PERMUTE_BELOW = 150,
    PRACTICES_DRAWS = 10000,
};
#define PRACTICES_FALSE 0.10  /* share of false findings */
#define PRACTICES_COMMON 0.10 /* done by so many at least, and by so many not */
#define PRACTICES_ALIKE 0.8   /* correlation past which two candidates are one */
#define PRACTICES_LEVEL 0.95

enum practice_standing {
    PRACTICE_TESTED,
    PRACTICE_THIN,    /* too few did it, or did not: `wanted` more deals */
    PRACTICE_ALIKE,   /* goes together with `alike`, which stands for both */
    PRACTICE_CROWDED, /* past PRACTICES_TESTED_MAX */
    PRACTICE_ALONE,   /* no seller and segment has deals on both sides */
};

struct practice_result {
    struct practice practice;
    i64 candidate; /* in the features of its family */
    enum practice_standing standing;
    i64 alike;  /* another result */
    i64 wanted; /* deals more, at this share, until both sides have enough; 0: not known */

    i64 did, not_did;                         /* deals that could have */
    i64 won_did, told_did, won_not, told_not; /* won within the horizon, of those it is told of */

    struct estimate difference; /* adjusted */
    f64 p, p_adjusted;
    bool found;
    struct estimate shrunken; /* towards nothing, by what the whole family shows */
    /* how strongly something unseen must go with both to explain it: the difference, and the
     * end of its interval that is nearer to nothing (1: nothing need be unseen) */
    f64 strength, strength_limit;
    f64 share_without;
    struct estimate wins_per_100; /* at most, were the others to do it: 100 × difference × share */
    i64 without_minor;            /* amounts of those without it, in the family's currency */
};

enum practices_refused {
    PRACTICES_MEASURED,
    PRACTICES_FEW,        /* `wanted` deals more */
    PRACTICES_LOADED,     /* the days on which deals began are that of a load */
    PRACTICES_ONE_END,    /* all were won, or none */
    PRACTICES_NO_FEATURE, /* the log has nothing that some did and others did not */
};

struct practice_family {
    struct landmark_deals deals;
    struct features features;
    enum practices_refused refused;
    i64 wanted;       /* deals more */
    f64 wanted_weeks; /* at the pace of the last year; NAN */
    enum evidence_grade grade;
    bool permuted, pseudo;
    i64 tested, found;
    i64 n; /* results: tested ones first, by p; the others after them */
    const struct practice_result *list;
    f64 detectable; /* a difference that four families in five would show; NAN */
    i32 currency;   /* of amounts, in history.currencies; -1: none, or mixed */
};

struct practices {
    i64 n;
    struct practice_family family[LANDMARKS_MAX];
};

struct practices_options {
    const struct landmark *landmarks; /* n of them; 0: landmarks_default */
    i64 landmark_count;
    u32 kinds; /* 0: all */
    struct landmark_options deals;
    const struct standard *standard; /* or NULL */
    u64 seed;
};

/* Everything lives in `a`; borrows names from `h`. */
void practices_find(struct practices *out, struct arena *a, const struct history *h,
                    const struct practices_options *o);

/* The deals behind one result: sets in[d] for those that did it (or did not, `without`), and
 * with `won` only those that were won within the horizon; of all whose outcome is told. */
void practices_rows(u8 *in, const struct practice_family *f, const struct practice_result *r,
                    bool without, bool won);
/* -1: there is none of that id. */
i64 practices_result_named(const struct practice_family *f, struct arena *a,
                           const struct history *h, str id);
i64 practices_family_named(const struct practices *p, struct arena *a, const struct history *h,
                           str id);

/* "measured", "too-few", … ; "tested", "too-few", … */
const char *practices_refused_id(enum practices_refused r);
const char *practice_standing_id(enum practice_standing s);
