/* survival.h - shares over time when some are still open: Aalen-Johansen for K exclusive
 * causes, with left truncation; Kaplan-Meier is K = 1. A row is at risk in (entry, time];
 * what is censored at t counts after what happens at t; curves are right-continuous.
 *
 * Variance is the infinitesimal jackknife everywhere: each row's influence on a figure is
 * written with prefix sums over the event times, so a figure with its se costs O(groups),
 * where rows with equal entry, time and event are one group (at most n, about the number of
 * distinct days when times are whole days). Fit: O(n log n), once. A fit never changes:
 * any number of threads may read it. STATISTICS 1, 2. */
#pragma once

#include "base/arena.h"
#include "base/rng.h"
#include "stats/interval.h"

enum { SURVIVAL_CAUSES_MAX = 16 };

struct survival_data {
    const f64 *entry; /* NULL: everyone from 0; else < time */
    const f64 *time;  /* since entry to the process, finite, any unit */
    const u8 *event;  /* 0 open, 1 … causes */
    i64 n;
    i32 causes;
};

struct survival_group; /* rows with the same influence */

struct survival {
    i64 n;
    i32 causes;
    i64 m; /* distinct event times; the arrays below have m, those of causes m·causes */
    const f64 *t;
    const f64 *at_risk;         /* Y just before t[j] */
    const f64 *events;          /* all causes at t[j] */
    const f64 *cause;           /* [j·causes + k - 1]: events of cause k */
    const f64 *open;            /* S(t[j]) */
    const f64 *open_before;     /* S(t[j]-) */
    const f64 *cif;             /* [j·causes + k - 1]: F_k(t[j]) */
    bool late_entry;            /* someone enters after the first event time */
    const f64 *exits, *entries; /* sorted times of rows ever at risk; entries NULL: from 0 */
    i64 rows;                   /* how many they are */
    const struct survival_group *groups;
    i64 group_count;
    const u32 *group_of; /* by row of the data */
};

/* Everything lives in `a`; the data is not kept. Rows with entry >= time are never at risk. */
void survival_fit(struct survival *s, struct arena *a, const struct survival_data *data);

/* The step that holds at `t`: -1 before the first event time. */
i64 survival_step(const struct survival *s, f64 t);

/* Still open at t; share with cause `k` (from 1) by t. `ci` by the complementary log-log. */
f64 survival_open(const struct survival *s, f64 t);
f64 survival_cif(const struct survival *s, i32 k, f64 t);
struct estimate survival_open_at(const struct survival *s, struct arena *a, f64 t, f64 level);
struct estimate survival_cif_at(const struct survival *s, struct arena *a, i32 k, f64 t, f64 level);
/* At risk just before or at t: rows with entry < t <= time. */
f64 survival_at_risk(const struct survival *s, f64 t);

/* se of F_k (k = 0: S) at every event time into out[0 … m-1]: O(m) when nobody enters late,
 * else O(m·groups). For drawing a curve. */
void survival_curve_se(f64 *out, const struct survival *s, struct arena *a, i32 k);

/* Greenwood-type variance of F_k(t), closed form. Equals the square of se when nobody enters
 * late; kept as a check. */
f64 survival_greenwood(const struct survival *s, i32 k, f64 t);

/* Mean time spent open (k = 0) or since cause k, within [0, tau]. The sum over k = 0 … causes is
 * tau. `ci` normal. */
struct estimate survival_mean_time(const struct survival *s, struct arena *a, i32 k, f64 tau,
                                   f64 level);

/* How much each row moves F_k(t) (k = 0: S(t)): out[i], i below n, in the order of the data. */
void survival_influence(f64 *out, const struct survival *s, struct arena *a, i32 k, f64 t);
/* Pseudo-values F_k(t) + n·influence: outcomes for a regression when some are still open. */
void survival_pseudo(f64 *out, const struct survival *s, struct arena *a, i32 k, f64 t);

/* Covariance of F_k (k = 0: S) at `count` moments, as the rows' influences give it: out is
 * count × count, its diagonal the squares of the se. O(groups × count²). */
void survival_covariance(f64 *out, const struct survival *s, struct arena *a, i32 k, const f64 *t,
                         i64 count);

/* Time by which the share q has left (all causes): smallest t with S(t) <= 1 - q, the midpoint to
 * the next drop when equal. Brookmeyer-Crowley interval on the log-log scale. NaN: not reached.
 * `se` is not defined and NaN. */
struct estimate survival_quantile(const struct survival *s, f64 q, f64 level);

/* Smallest t with F_k(t) >= share·F_k(last): the age by which `share` of those with cause k had
 * it. NaN when nobody had. */
f64 survival_age_of_share(const struct survival *s, i32 k, f64 share);

/* P(cause k within (age, age + horizon] | open at age); NaN when nobody is. */
f64 survival_conditional(const struct survival *s, i32 k, f64 age, f64 horizon);

/* b - a of independent fits: F_k at t, or mean times within tau. p two-sided, normal. */
struct survival_difference {
    struct estimate difference;
    f64 p;
};
struct survival_difference survival_difference_at(const struct survival *a,
                                                  const struct survival *b, struct arena *scratch,
                                                  i32 k, f64 t, f64 level);
struct survival_difference survival_difference_mean_time(const struct survival *a,
                                                         const struct survival *b,
                                                         struct arena *scratch, i32 k, f64 tau,
                                                         f64 level);

/* Simultaneous band of F_k over the event times within `days` (Lin 1997): the critical value to
 * give interval_cloglog in place of z. NaN when F_k does not move there. Costs draws × event times,
 * or draws × groups when someone enters late. */
f64 survival_band(const struct survival *s, struct arena *a, i32 k, struct interval days, f64 level,
                  i64 draws, struct rng *rng);
/* First and last event time with at least `at_risk_min` (10) at risk; false when there is none. */
bool survival_range(const struct survival *s, f64 at_risk_min, f64 *from, f64 *to);
