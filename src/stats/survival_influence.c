/* How far each row moves a figure, and from that every standard error. */
#include "stats/special.h"
#include "stats/sum.h"
#include "stats/survival_groups.h"

#include <math.h>

static f64 figure(const struct survival *s, i32 k, i64 j)
{
    if (j < 0)
        return k ? 0 : 1;
    return k ? s->cif[j * s->causes + k - 1] : s->open[j];
}

/* -change / (1 - d/Y), where a later `change` of a curve hangs on who stays open at j. When
 * nobody stays, nothing hangs on it. */
static f64 beta_of(const struct survival *s, i64 j, f64 change)
{
    f64 stay = 1 - s->events[j] / s->at_risk[j];
    return s->at_risk[j] > s->events[j] ? -change / stay : 0;
}

struct survival_weights survival_weights_at(const struct survival *s, struct arena *a, i32 k,
                                            i64 at)
{
    struct survival_weights w = {.k = k, .upto = at + 1};
    w.alpha = arena_array(a, f64, w.upto);
    w.beta = arena_array(a, f64, w.upto);
    f64 end = figure(s, k, at);
    for (i64 j = 0; j < w.upto; j++) {
        w.alpha[j] = k ? s->open_before[j] : 0;
        w.beta[j] = beta_of(s, j, k ? end - figure(s, k, j) : end);
    }
    return w;
}

/* Weights of the integral of F_k (k = 0: S) over [0, tau]. */
static struct survival_weights weights_of_area(const struct survival *s, struct arena *a, i32 k,
                                               f64 tau)
{
    struct survival_weights w = {.k = k, .upto = survival_step(s, tau) + 1};
    w.alpha = arena_array(a, f64, w.upto);
    w.beta = arena_array(a, f64, w.upto);
    f64 area = 0, until = tau; /* area under the curve from t[j] to tau */
    for (i64 j = w.upto - 1; j >= 0; j--) {
        area += figure(s, k, j) * (until - s->t[j]);
        until = s->t[j];
        f64 left = tau - s->t[j];
        w.alpha[j] = k ? s->open_before[j] * left : 0;
        w.beta[j] = beta_of(s, j, k ? area - figure(s, k, j) * left : area);
    }
    return w;
}

void survival_group_influence(f64 *out, const struct survival *s, struct arena *a,
                              const struct survival_weights *w)
{
    i64 mark = arena_mark(a), upto = w->upto;
    f64 *gone = arena_array(a, f64, upto + 1); /* what being at risk before j costs */
    for (i64 j = 0; j < upto; j++) {
        f64 y = s->at_risk[j], dk = w->k ? s->cause[j * s->causes + w->k - 1] : 0;
        gone[j + 1] = gone[j] + (w->alpha[j] * dk + w->beta[j] * s->events[j]) / (y * y);
    }
    for (i64 g = 0; g < s->group_count; g++) {
        struct survival_group r = s->groups[g];
        i64 from = i64_min(r.from, upto), to = i64_min(r.to, upto);
        f64 x = from < to ? gone[from] - gone[to] : 0;
        if (r.event && r.to <= upto) {
            f64 own = (r.event == w->k ? w->alpha[r.to - 1] : 0) + w->beta[r.to - 1];
            x += own / s->at_risk[r.to - 1];
        }
        out[g] = x;
    }
    arena_rewind(a, mark);
}

static f64 se_of(const struct survival *s, struct arena *a, const struct survival_weights *w)
{
    i64 mark = arena_mark(a);
    f64 *x = arena_array(a, f64, s->group_count);
    survival_group_influence(x, s, a, w);
    struct sum v = {0};
    for (i64 g = 0; g < s->group_count; g++)
        sum_add(&v, x[g] * x[g] * s->groups[g].count);
    arena_rewind(a, mark);
    return sqrt(sum_get(&v));
}

static struct estimate estimate_at(const struct survival *s, struct arena *a, i32 k, f64 t,
                                   f64 level)
{
    assert(k >= 0 && k <= s->causes);
    i64 mark = arena_mark(a), at = survival_step(s, t);
    struct survival_weights w = survival_weights_at(s, a, k, at);
    struct estimate e = {figure(s, k, at), se_of(s, a, &w), interval_none()};
    e.ci = interval_cloglog(e.value, e.se, special_z(level));
    arena_rewind(a, mark);
    return e;
}

struct estimate survival_open_at(const struct survival *s, struct arena *a, f64 t, f64 level)
{
    return estimate_at(s, a, 0, t, level);
}

struct estimate survival_cif_at(const struct survival *s, struct arena *a, i32 k, f64 t, f64 level)
{
    assert(k >= 1);
    return estimate_at(s, a, k, t, level);
}

struct estimate survival_mean_time(const struct survival *s, struct arena *a, i32 k, f64 tau,
                                   f64 level)
{
    assert(k >= 0 && k <= s->causes);
    i64 mark = arena_mark(a);
    struct survival_weights w = weights_of_area(s, a, k, tau);
    struct sum area = {0};
    for (i64 j = -1; j < w.upto; j++) {
        f64 from = j < 0 ? 0 : s->t[j], to = j + 1 < w.upto ? s->t[j + 1] : tau;
        sum_add(&area, figure(s, k, j) * (to - from));
    }
    struct estimate e = {sum_get(&area), se_of(s, a, &w), interval_none()};
    e.ci = interval_normal(e.value, e.se, level);
    arena_rewind(a, mark);
    return e;
}

void survival_influence(f64 *out, const struct survival *s, struct arena *a, i32 k, f64 t)
{
    assert(k >= 0 && k <= s->causes);
    i64 mark = arena_mark(a);
    f64 *x = arena_array(a, f64, s->group_count);
    struct survival_weights w = survival_weights_at(s, a, k, survival_step(s, t));
    survival_group_influence(x, s, a, &w);
    for (i64 i = 0; i < s->n; i++)
        out[i] = x[s->group_of[i]];
    arena_rewind(a, mark);
}

void survival_pseudo(f64 *out, const struct survival *s, struct arena *a, i32 k, f64 t)
{
    f64 value = figure(s, k, survival_step(s, t));
    survival_influence(out, s, a, k, t);
    for (i64 i = 0; i < s->n; i++)
        out[i] = value + (f64)s->n * out[i];
}

void survival_covariance(f64 *out, const struct survival *s, struct arena *a, i32 k, const f64 *t,
                         i64 count)
{
    assert(k >= 0 && k <= s->causes);
    i64 mark = arena_mark(a), n = s->group_count;
    f64 *x = arena_array(a, f64, count * n);
    for (i64 i = 0; i < count; i++) {
        i64 inner = arena_mark(a);
        struct survival_weights w = survival_weights_at(s, a, k, survival_step(s, t[i]));
        survival_group_influence(&x[i * n], s, a, &w);
        arena_rewind(a, inner);
    }
    for (i64 i = 0; i < count; i++)
        for (i64 j = 0; j <= i; j++) {
            f64 dot = 0;
            for (i64 g = 0; g < n; g++)
                dot += x[i * n + g] * x[j * n + g] * s->groups[g].count;
            out[i * count + j] = out[j * count + i] = dot;
        }
    arena_rewind(a, mark);
}

/* The jackknife as a recursion on the variances of (S, F_k): without late entry what happens at
 * one time has nothing to do with what came before. */
static void curve_se_by_recursion(f64 *out, const struct survival *s, i32 k)
{
    f64 v_open = 0, v_both = 0, v = 0;
    for (i64 j = 0; j < s->m; j++) {
        f64 y = s->at_risk[j], d = s->events[j], scale = s->open_before[j] / y;
        f64 dk = k ? s->cause[j * s->causes + k - 1] : 0, h = dk / y, stay = 1 - d / y;
        f64 own = scale * scale;
        v += 2 * h * v_both + h * h * v_open + own * dk * (1 - dk / y);
        v_both = stay * (v_both + h * v_open) - own * dk * (1 - d / y);
        v_open = stay * stay * v_open + own * d * (1 - d / y);
        out[j] = sqrt(fmax(0, k ? v : v_open));
    }
}

void survival_curve_se(f64 *out, const struct survival *s, struct arena *a, i32 k)
{
    assert(k >= 0 && k <= s->causes);
    if (!s->late_entry) {
        curve_se_by_recursion(out, s, k);
        return;
    }
    for (i64 j = 0; j < s->m; j++) {
        i64 mark = arena_mark(a);
        struct survival_weights w = survival_weights_at(s, a, k, j);
        out[j] = se_of(s, a, &w);
        arena_rewind(a, mark);
    }
}

f64 survival_greenwood(const struct survival *s, i32 k, f64 t)
{
    assert(k >= 1 && k <= s->causes);
    i64 at = survival_step(s, t);
    f64 end = figure(s, k, at);
    struct sum v = {0};
    for (i64 j = 0; j <= at; j++) {
        f64 y = s->at_risk[j], d = s->events[j], dk = s->cause[j * s->causes + k - 1];
        f64 later = end - figure(s, k, j), open = s->open_before[j];
        sum_add(&v, y > d ? later * later * d / (y * (y - d)) : 0);
        sum_add(&v, open * open * dk * (y - dk) / (y * y * y));
        sum_add(&v, -2 * later * open * dk / (y * y));
    }
    return sum_get(&v);
}

static struct survival_difference difference_of(struct estimate a, struct estimate b, f64 level)
{
    f64 value = b.value - a.value, se = hypot(a.se, b.se);
    return (struct survival_difference){
        .difference = {value, se, se > 0 ? interval_normal(value, se, level) : interval_none()},
        .p = se > 0 ? special_normal_two_sided(value / se) : NAN,
    };
}

struct survival_difference survival_difference_at(const struct survival *a,
                                                  const struct survival *b, struct arena *scratch,
                                                  i32 k, f64 t, f64 level)
{
    return difference_of(estimate_at(a, scratch, k, t, level), estimate_at(b, scratch, k, t, level),
                         level);
}

struct survival_difference survival_difference_mean_time(const struct survival *a,
                                                         const struct survival *b,
                                                         struct arena *scratch, i32 k, f64 tau,
                                                         f64 level)
{
    return difference_of(survival_mean_time(a, scratch, k, tau, level),
                         survival_mean_time(b, scratch, k, tau, level), level);
}
