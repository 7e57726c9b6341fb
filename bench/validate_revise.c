/* Claims about effects (STATISTICS 6) on invented deals: a trial may be looked at after every deal
 * without finding what is not there; before and after may not, which is the negative control: if it
 * did not err, what is invented here would be too easy. */
#include "validate.h"

#include "revise/effect.h"
#include "stats/revision.h"
#include "stats/sequential.h"

#include <math.h>
#include <stdio.h>

enum { SEED = 1000, TRIAL_DEALS_N = 600, ROUNDS = 2000, DAYS = 24 * 30 };

struct errors {
    i64 evidence, sequence, before_after, adjusted, two_teams, staggered, series;
    i64 runs, staggered_runs, series_runs;
};

static struct effect_deal invented(i64 month, bool now, bool won, i64 order)
{
    i64 entered = (month * 30 + order % 30) * MS_PER_DAY;
    return (struct effect_deal){.entered_ms = entered,
                                .closed_ms = entered + 20 * MS_PER_DAY,
                                .closed = true,
                                .won = won,
                                .now = now,
                                .chance = NAN,
                                .order = -1};
}

static struct effect judge(struct arena *a, const struct effect_deal *v, i64 n)
{
    struct effect e;
    struct effect_options o = {.horizon_days = 60, .now_ms = 2000 * MS_PER_DAY, .seed = SEED};
    effect_find(&e, a, v, n, &o);
    return e;
}

/* The confidence sequence ever leaves 0 out, looked at after every deal from the 50th on. */
static bool ever_leaves_out(const struct effect_deal *v, i64 n)
{
    static u8 arm[TRIAL_DEALS_N], won[TRIAL_DEALS_N];
    for (i64 i = 0; i < n; i++) {
        arm[i] = v[i].now;
        won[i] = v[i].won;
    }
    for (i64 k = EFFECT_SEQUENCE_MIN; k <= n; k++) {
        struct sequential_data d = {.arm = arm, .won = won, .p = .5, .n = k};
        struct estimate e = sequential_difference(&d, 200, .95);
        if (e.ci.low > 0 || e.ci.high < 0)
            return true;
    }
    return false;
}

static struct errors trials(struct arena *a, f64 base, f64 drift)
{
    struct errors x = {0};
    struct effect_deal *v = arena_array(a, struct effect_deal, TRIAL_DEALS_N);
    for (x.runs = 0; x.runs < ROUNDS; x.runs++) {
        struct rng r = rng_stream((u64)(SEED + x.runs), drift > 0 ? S("drift") : S("trial"));
        i64 mark = arena_mark(a);
        for (i64 i = 0; i < TRIAL_DEALS_N; i++) {
            bool now = rng_u64(&r) >> 63;
            bool won = rng_unit(&r) < base + drift * (f64)i / TRIAL_DEALS_N;
            v[i] = invented(i / 30, now, won, i);
            v[i].chance = .5;
            v[i].order = i;
        }
        struct effect e = judge(a, v, TRIAL_DEALS_N);
        x.evidence += e.first_20 > 0;
        x.sequence += ever_leaves_out(v, TRIAL_DEALS_N);
        arena_rewind(a, mark);
    }
    return x;
}

static bool leaves_out(struct estimate e)
{
    return e.ci.low > 0 || e.ci.high < 0;
}

/* 400 deals in 24 months, two teams, the second moves at month 13; +0.6 point a month, more small
 * deals later, and no effect. */
static void two_teams(struct errors *x, struct arena *a, struct rng *r)
{
    enum { N = 400 };
    struct effect_deal *v = arena_array(a, struct effect_deal, N);
    struct revision_count plain[2] = {0}, mix[2][2] = {0}, did[2][2] = {0};
    i64 k = 0;
    for (i64 i = 0; i < N; i++) {
        i64 month = rng_below(r, 24), team = rng_below(r, 2);
        bool after = month >= 12, small = rng_unit(r) < (after ? .5 : .3);
        bool won = rng_unit(r) < .38 + .006 * (f64)month + .10 * small + .03 * (f64)team;
        did[team][after].n++;
        did[team][after].won += won;
        if (!team)
            continue;
        plain[after].n++;
        plain[after].won += won;
        mix[after][small].n++;
        mix[after][small].won += won;
        v[k++] = invented(month, after, won, i);
    }
    x->before_after += leaves_out(revision_standardised(&plain[0], &plain[1], 1, .95).difference);
    x->adjusted += leaves_out(revision_standardised(mix[0], mix[1], 2, .95).difference);
    x->two_teams += leaves_out(
        revision_difference_in_differences(did[1][1], did[1][0], did[0][1], did[0][0], .95));
    struct effect e = judge(a, v, k);
    x->series_runs += e.design == EFFECT_SERIES;
    x->series += e.design == EFFECT_SERIES && leaves_out(e.difference);
}

/* 12 teams of 60 deals, of which 9 move at months 8 to 16; the same trend, no effect. */
static void many_teams(struct errors *x, struct arena *a, struct rng *r)
{
    enum { N = 720 };
    struct effect_deal *v = arena_array(a, struct effect_deal, N);
    for (i64 i = 0; i < N; i++) {
        i64 month = rng_below(r, 24), team = i % 12;
        bool now = team < 9 && month >= 8 + team;
        bool won = rng_unit(r) < .35 + .006 * (f64)month + .01 * (f64)team;
        v[i] = invented(month, now, won, i);
        v[i].team = (u32)team;
    }
    struct effect e = judge(a, v, N);
    x->staggered_runs += e.design == EFFECT_STAGGERED;
    x->staggered += e.design == EFFECT_STAGGERED && leaves_out(e.difference);
}

static struct errors observed(struct arena *a)
{
    struct errors x = {0};
    for (x.runs = 0; x.runs < ROUNDS; x.runs++) {
        struct rng r = rng_stream((u64)(SEED + x.runs), S("observed"));
        i64 mark = arena_mark(a);
        two_teams(&x, a, &r);
        if (x.runs < 200) /* two thousand draws of teams each */
            many_teams(&x, a, &r);
        arena_rewind(a, mark);
    }
    return x;
}

static bool say(const char *what, i64 found, i64 runs, const char *wanted, bool holds)
{
    printf("  %-58s %5.1f %%  (%lld of %lld)  %s %s\n", what, 100. * (f64)found / (f64)runs,
           (long long)found, (long long)runs, wanted, holds ? "PASS" : "FAIL");
    return holds;
}

bool validate_revise(struct arena *a)
{
    struct errors still = trials(a, .466, 0), drift = trials(a, .40, .15), seen = observed(a);
    bool ok = true;
    printf("\neffects found where there is none\n");
#define AT_MOST(percent, found, runs) ((f64)(found)*100 <= (percent) * (f64)(runs))
    ok &= say("trial of 600 deals, e-process, a look after every deal", still.evidence, still.runs,
              "at most 5:", AT_MOST(5, still.evidence, still.runs));
    ok &= say("… while the market drifts by 15 points", drift.evidence, drift.runs,
              "at most 5:", AT_MOST(5, drift.evidence, drift.runs));
    ok &= say("… its confidence sequence, from the 50th deal on", still.sequence, still.runs,
              "at most 5:", AT_MOST(5, still.sequence, still.runs));
    ok &= say("… while the market drifts", drift.sequence, drift.runs,
              "at most 5:", AT_MOST(5, drift.sequence, drift.runs));
    ok &= say("two teams, difference in differences", seen.two_teams, seen.runs, "3.5 to 6.5:",
              AT_MOST(6.5, seen.two_teams, seen.runs) && !AT_MOST(3.5, seen.two_teams, seen.runs));
    ok &= say("12 teams, 9 move one after the other", seen.staggered, seen.staggered_runs,
              "at most 10:", AT_MOST(10, seen.staggered, seen.staggered_runs));
    ok &= say("interrupted series of 24 months", seen.series, seen.series_runs,
              "at most 8:", AT_MOST(8, seen.series, seen.series_runs));
    ok &= say("negative control: before and after", seen.before_after, seen.runs,
              "over 20:", !AT_MOST(20, seen.before_after, seen.runs));
    ok &= say("negative control: the same, one mix of segments", seen.adjusted, seen.runs,
              "over 10:", !AT_MOST(10, seen.adjusted, seen.runs));
    return ok;
}
