/* Difference in differences of teams that moved at different times (Callaway and Sant'Anna 2021):
 * every month of a team after its move, against its own months before, less the same of teams that
 * had not moved by then; weighted by deals. Not two-way fixed effects, which err when effects
 * differ by team. */
#include "revise/effect_part.h"

#include "base/rng.h"

#include <math.h>

enum { TEAMS_MAX = 512 };
#define NEVER INT32_MAX
#define LEVEL .95

struct grid {
    i64 teams, months;
    i64 first;
    f64 *won, *n; /* teams × months */
    i32 *moved;   /* by team: its first month under the new version, NEVER */
};

static bool make_grid(struct grid *g, struct arena *a, const struct effect_deal *v, i64 n,
                      const struct effect_options *o)
{
    i64 last = INT64_MIN;
    g->first = INT64_MAX;
    for (i64 i = 0; i < n; i++) {
        g->teams = i64_max(g->teams, (i64)v[i].team + 1);
        if (!effect_mature(&v[i], o))
            continue;
        g->first = i64_min(g->first, effect_month(v[i].entered_ms));
        last = i64_max(last, effect_month(v[i].entered_ms));
    }
    g->months = last - g->first + 1;
    if (last < g->first || g->teams < 2 || g->teams > TEAMS_MAX || g->months > EFFECT_MONTHS_MAX)
        return false;
    g->won = arena_array(a, f64, g->teams * g->months);
    g->n = arena_array(a, f64, g->teams * g->months);
    g->moved = arena_array(a, i32, g->teams);
    for (i64 t = 0; t < g->teams; t++)
        g->moved[t] = NEVER;
    for (i64 i = 0; i < n; i++) {
        i64 month = effect_month(v[i].entered_ms) - g->first;
        if (v[i].now && month >= 0)
            g->moved[v[i].team] = (i32)i64_min(g->moved[v[i].team], month);
        if (!effect_mature(&v[i], o))
            continue;
        g->n[v[i].team * g->months + month]++;
        g->won[v[i].team * g->months + month] += effect_won(&v[i], o);
    }
    return true;
}

/* Won of the deals of a team in [from, to). */
static f64 rate(const struct grid *g, i64 team, i64 from, i64 to, f64 *n)
{
    f64 won = 0;
    *n = 0;
    for (i64 m = i64_max(from, 0); m < to; m++) {
        won += g->won[team * g->months + m];
        *n += g->n[team * g->months + m];
    }
    return *n > 0 ? won / *n : NAN;
}

/* The same of all teams that had not moved by `month`, each as much as it has deals in the month.
 */
static f64 not_moved(const struct grid *g, const i32 *moved, const f64 *weight, i64 self, i64 month,
                     i64 split)
{
    f64 sum = 0, all = 0;
    for (i64 t = 0; t < g->teams; t++) {
        f64 n, before, k;
        if (t == self || moved[t] <= month)
            continue;
        f64 now = rate(g, t, month, month + 1, &n), was = rate(g, t, 0, split, &before);
        if (!(n > 0) || !(before > 0))
            continue;
        k = n * weight[t];
        sum += k * (now - was);
        all += k;
    }
    return all > 0 ? sum / all : NAN;
}

struct averaged {
    f64 value, deals; /* NAN: nothing to compare */
};

/* Over all teams and months after their move; `weight` by team, for the bootstrap. */
static struct averaged average(const struct grid *g, const i32 *moved, const f64 *weight)
{
    f64 sum = 0, all = 0;
    for (i64 t = 0; t < g->teams; t++)
        for (i64 m = moved[t]; moved[t] != NEVER && m < g->months; m++) {
            f64 n, before;
            f64 now = rate(g, t, m, m + 1, &n), was = rate(g, t, 0, moved[t], &before);
            f64 other = not_moved(g, moved, weight, t, m, moved[t]);
            if (!(n > 0) || !(before > 0) || isnan(other))
                continue;
            sum += weight[t] * n * (now - was - other);
            all += weight[t] * n;
        }
    return (struct averaged){all > 0 ? sum / all : NAN, all};
}

/* The difference before the move: the later half of each team's months before against the earlier,
 * less the same of those that had not moved. What is not near 0 speaks against the comparison. */
static f64 before_gap(const struct grid *g, const f64 *weight)
{
    f64 sum = 0, all = 0;
    for (i64 t = 0; t < g->teams; t++) {
        i64 half = g->moved[t] == NEVER ? 0 : g->moved[t] / 2;
        for (i64 m = half; half > 0 && m < g->moved[t]; m++) {
            f64 n, before;
            f64 now = rate(g, t, m, m + 1, &n), was = rate(g, t, 0, half, &before);
            f64 other = not_moved(g, g->moved, weight, t, m, half);
            if (!(n > 0) || !(before > 0) || isnan(other))
                continue;
            sum += n * (now - was - other);
            all += n;
        }
    }
    return all > 0 ? sum / all : NAN;
}

static void permute(struct effect *out, struct arena *a, const struct grid *g, const f64 *weight,
                    struct rng *r)
{
    i32 *moved = arena_array(a, i32, g->teams);
    f64 seen = fabs(out->difference.value);
    i64 as_far = 0, draws = 0;
    for (i64 t = 0; t < g->teams; t++)
        moved[t] = g->moved[t];
    for (i64 d = 0; d < EFFECT_DRAWS; d++) {
        for (i64 t = g->teams - 1; t > 0; t--) {
            i64 k = rng_below(r, t + 1);
            i32 swap = moved[t];
            moved[t] = moved[k];
            moved[k] = swap;
        }
        struct averaged v = average(g, moved, weight);
        if (isnan(v.value))
            continue;
        draws++;
        as_far += fabs(v.value) >= seen - 1e-12;
    }
    out->p = (f64)(as_far + 1) / (f64)(draws + 1);
}

/* Teams drawn again; the interval by their spread. */
static void bootstrap(struct effect *out, struct arena *a, const struct grid *g, struct rng *r)
{
    f64 *weight = arena_array(a, f64, g->teams), sum = 0, squares = 0;
    i64 k = 0;
    for (i64 d = 0; d < EFFECT_DRAWS; d++) {
        for (i64 t = 0; t < g->teams; t++)
            weight[t] = 0;
        for (i64 t = 0; t < g->teams; t++)
            weight[rng_below(r, g->teams)]++;
        struct averaged v = average(g, g->moved, weight);
        if (isnan(v.value))
            continue;
        k++;
        f64 step = v.value - sum;
        sum += step / (f64)k;
        squares += step * (v.value - sum);
    }
    if (k < EFFECT_DRAWS / 2)
        return;
    out->difference.se = sqrt(squares / (f64)(k - 1));
    out->difference.ci = interval_normal(out->difference.value, out->difference.se, LEVEL);
}

bool effect_staggered(struct effect *out, struct arena *a, const struct effect_deal *v, i64 n,
                      const struct effect_options *o)
{
    struct grid g = {0};
    struct rng rng = rng_stream(o->seed, S("staggered"));
    if (!make_grid(&g, a, v, n, o))
        return false;
    i32 first = NEVER, last = 0;
    f64 *one = arena_array(a, f64, g.teams);
    for (i64 t = 0; t < g.teams; t++) {
        one[t] = 1;
        first = (i32)i64_min(first, g.moved[t]);
        last = (i32)i64_max(last, g.moved[t]);
    }
    struct averaged all = first == last ? (struct averaged){NAN, 0} : average(&g, g.moved, one);
    if (isnan(all.value))
        return false;
    out->difference = (struct estimate){all.value, NAN, interval_none()};
    out->units = g.teams;
    out->before_gap = before_gap(&g, one);
    permute(out, a, &g, one, &rng);
    if (g.teams >= EFFECT_BOOTSTRAP_TEAMS)
        bootstrap(out, a, &g, &rng);
    return true;
}
