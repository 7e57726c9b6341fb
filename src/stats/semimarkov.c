#include "stats/semimarkov.h"

#include "stats/draw.h"

#include <math.h>

static const f64 prior_exits = 3;

void semimarkov_learn(f64 *hazard, const struct semimarkov *shape, const struct semimarkov_seen *s,
                      struct rng *rng)
{
    i64 bins = shape->bins, exits = shape->exits;
    for (i64 stage = 0; stage < shape->stages; stage++) {
        const f64 *days = &s->days[stage * bins], *count = &s->count[stage * bins * exits];
        f64 days_all = 50;
        for (i64 b = 0; b < bins; b++)
            days_all += days[b];
        for (i64 e = 0; e < exits; e++) {
            f64 seen = .5;
            for (i64 b = 0; b < bins; b++)
                seen += count[b * exits + e];
            for (i64 b = 0; b < bins; b++) {
                f64 k = prior_exits + count[b * exits + e];
                f64 rate = prior_exits * days_all / seen + days[b];
                hazard[(stage * bins + b) * exits + e] =
                    rng ? draw_gamma(rng, k, 1 / rate) : k / rate;
            }
        }
    }
}

static i64 bin_of(const struct semimarkov *m, f64 age)
{
    i64 b = 0;
    while (b + 1 < m->bins && m->edges[b + 1] <= age)
        b++;
    return b;
}

static f64 bin_end(const struct semimarkov *m, i64 bin)
{
    return bin + 1 < m->bins ? m->edges[bin + 1] : INFINITY;
}

static const f64 *hazards(const struct semimarkov *m, i64 stage, i64 bin)
{
    return &m->hazard[(stage * m->bins + bin) * m->exits];
}

static f64 total(const struct semimarkov *m, const f64 *hazard)
{
    f64 sum = 0;
    for (i64 e = 0; e < m->exits; e++)
        sum += hazard[e];
    return sum;
}

struct semimarkov_end semimarkov_walk(const struct semimarkov *m, i64 stage, f64 age, f64 horizon,
                                      struct rng *rng)
{
    assert(stage >= 0 && stage < m->stages && m->exits <= SEMIMARKOV_EXITS_MAX);
    f64 now = 0;
    for (i64 bin = bin_of(m, age);;) {
        const f64 *hazard = hazards(m, stage, bin);
        f64 all = total(m, hazard), room = bin_end(m, bin) - age;
        f64 wait = all > 0 ? draw_exponential(rng, all) : INFINITY;
        if (now + fmin(wait, room) >= horizon)
            return (struct semimarkov_end){-1, stage, horizon};
        now += fmin(wait, room);
        if (wait >= room) { /* into the next bin: waiting has no memory */
            age = bin_end(m, bin++);
            continue;
        }
        i64 exit = draw_index(rng, hazard, m->exits);
        bool back = m->back && exit == m->back;
        if (!back && (exit != 0 || stage == m->stages - 1))
            return (struct semimarkov_end){exit, stage, now};
        stage = back ? i64_max(0, stage - 1) : stage + 1;
        age = 0;
        bin = 0;
    }
}

/* Of those open at `age`: the share that goes on within `days`; *open is left to those still
 * there. */
static f64 goes_on(const struct semimarkov *m, i64 stage, f64 age, f64 days, f64 *open)
{
    f64 on = 0, stay = 1;
    for (i64 bin = bin_of(m, age); days > 0 && bin < m->bins; bin++) {
        const f64 *hazard = hazards(m, stage, bin);
        f64 all = total(m, hazard), here = fmin(days, bin_end(m, bin) - age);
        f64 leave = -expm1(-all * here);
        on += all > 0 ? stay * leave * hazard[0] / all : 0;
        stay *= 1 - leave;
        age += here;
        days -= here;
    }
    *open = stay;
    return on;
}

/* P(won within horizon) given, for a deal that has just reached the next stage, its chance
 * next[i] of winning within i steps; next NULL: the last stage, where going on is winning. */
static f64 win_by(const struct semimarkov *m, i64 stage, f64 age, i64 steps, f64 step,
                  const f64 *next)
{
    f64 open = 1, win = 0, left;
    if (!next)
        return goes_on(m, stage, age, (f64)steps * step, &left);
    for (i64 i = 0; i < steps; i++) {
        f64 on = goes_on(m, stage, age + (f64)i * step, step, &left);
        win += open * on * .5 * (next[steps - i] + next[steps - i - 1]);
        open *= left;
    }
    return win;
}

static f64 win_on_grid(const struct semimarkov *m, struct arena *scratch, i64 stage, f64 age,
                       f64 horizon, i64 steps)
{
    i64 mark = arena_mark(scratch);
    f64 step = horizon / (f64)steps, *next = NULL;
    for (i64 s = m->stages - 1; s > stage; s--) {
        f64 *fresh = arena_array(scratch, f64, steps + 1);
        for (i64 i = 1; i <= steps; i++)
            fresh[i] = win_by(m, s, 0, i, step, next);
        next = fresh;
    }
    f64 win = win_by(m, stage, age, steps, step, next);
    arena_rewind(scratch, mark);
    return win;
}

f64 semimarkov_win(const struct semimarkov *m, struct arena *scratch, i64 stage, f64 age,
                   f64 horizon, i64 steps)
{
    assert(stage >= 0 && stage < m->stages && !m->back && steps > 0);
    f64 coarse = win_on_grid(m, scratch, stage, age, horizon, steps);
    f64 fine = win_on_grid(m, scratch, stage, age, horizon, 2 * steps);
    return fine + (fine - coarse) / 3;
}
