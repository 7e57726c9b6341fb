#include "learn/contrast.h"

#include "learn/select.h"
#include "stats/compare.h"
#include "stats/draw.h"
#include "stats/multiplicity.h"
#include "stats/rank.h"
#include "stats/special.h"

#include <math.h>
#include <string.h>

enum { FIRST = HISTORY_ACTIVITIES_MAX, MEDIAN_MIN = 5, EXPECTED_MIN = 5 };

struct taken { /* a step of one deal */
    u32 step, deal;
    i64 wait_ms;
};

struct contrasting {
    struct contrast *c;
    struct arena *a, scratch;
    const struct history *h;
    u32 kinds;
    u32 *level; /* per deal, of the column; then of the contrast */
    i64 levels;
    const str *names;
    u32 *way; /* per deal */
    struct dict steps, ways;
    VEC(struct taken) taken;
};

/* --- the column --------------------------------------------------------------------------- */

static void by_outcome(struct contrasting *w)
{
    static const str names[] = {{"won", 3}, {"not won", 7}};
    w->names = names;
    w->levels = 2;
    for (i64 d = 0; d < w->h->deal_count; d++) {
        u8 o = w->h->outcome[d];
        w->level[d] = o == OUTCOME_WON                                ? 0
                      : o == OUTCOME_LOST || o == OUTCOME_NO_DECISION ? 1
                                                                      : HISTORY_NO_ID;
    }
}

/* Quarters in which deals entered. */
static void by_period(struct contrasting *w)
{
    const struct history *h = w->h;
    i64 first = INT64_MAX, last = INT64_MIN;
    for (i64 d = 0; d < h->deal_count; d++)
        if (h->entered_ms[d] != TIME_NONE) {
            first = i64_min(first, quarter_of_days(days_of_ms(h->entered_ms[d])));
            last = i64_max(last, quarter_of_days(days_of_ms(h->entered_ms[d])));
        }
    w->levels = first <= last ? last - first + 1 : 0;
    str *names = arena_array(w->a, str, w->levels);
    for (i64 q = 0; q < w->levels; q++)
        names[q] = str_fmt(w->a, "%lld Q%lld", (long long)((first + q) / 4),
                           (long long)((first + q) % 4 + 1));
    for (i64 d = 0; d < h->deal_count; d++)
        w->level[d] = h->entered_ms[d] == TIME_NONE
                          ? HISTORY_NO_ID
                          : (u32)(quarter_of_days(days_of_ms(h->entered_ms[d])) - first);
    w->names = names;
}

static bool find_column(struct contrasting *w, str by)
{
    const struct history *h = w->h;
    const struct history_attribute *at = history_find_attribute(h, by);
    w->level = arena_array(w->a, u32, h->deal_count);
    if (str_eq_fold(by, S("outcome"))) {
        by_outcome(w);
    } else if (str_eq_fold(by, S("owner")) || str_eq_fold(by, S("seller"))) {
        w->levels = h->actors.n;
        w->names = h->actors.names;
        memcpy(w->level, h->owner, (size_t)h->deal_count * sizeof *w->level);
    } else if (str_eq_fold(by, S("period")) && !at) {
        by_period(w);
    } else if (at) {
        w->levels = at->values.n;
        w->names = at->values.names;
        memcpy(w->level, at->value, (size_t)h->deal_count * sizeof *w->level);
    }
    return w->names != NULL;
}

/* --- which deals, which levels ------------------------------------------------------------ */

static bool lived(const struct contrasting *w, i64 d, i64 days)
{
    const struct history *h = w->h;
    bool open = h->outcome[d] == OUTCOME_OPEN;
    i64 end = open ? h->as_of_ms : h->closed_ms[d];
    return h->entered_ms[d] != TIME_NONE && end != TIME_NONE &&
           end >= h->entered_ms[d] + days * MS_PER_DAY;
}

static void pick_deals(struct contrasting *w)
{
    struct contrast *c = w->c;
    for (i64 d = 0; d < w->h->deal_count; d++) {
        bool invalid = w->h->outcome[d] == OUTCOME_INVALID;
        bool no_value = w->level[d] == HISTORY_NO_ID;
        if (!invalid && !no_value && !(c->days && !lived(w, d, c->days)))
            continue;
        c->too_short += !invalid && !no_value;
        c->left_out += !invalid && no_value;
        w->level[d] = HISTORY_NO_ID;
    }
}

/* The largest levels, in the order of their column. */
static void pick_levels(struct contrasting *w)
{
    struct contrast *c = w->c;
    i64 *n = arena_array(&w->scratch, i64, w->levels);
    u32 *number = arena_array(&w->scratch, u32, w->levels);
    for (i64 d = 0; d < w->h->deal_count; d++)
        if (w->level[d] != HISTORY_NO_ID)
            n[w->level[d]]++;
    for (i64 l = 0; l < w->levels; l++) {
        i64 larger = 0;
        for (i64 k = 0; k < w->levels && larger < CONTRAST_LEVELS_MAX; k++)
            larger += n[k] > n[l] || (n[k] == n[l] && k < l);
        number[l] = HISTORY_NO_ID;
        if (n[l] < CONTRAST_LEVEL_MIN || larger >= CONTRAST_LEVELS_MAX)
            continue;
        number[l] = (u32)c->level_count;
        c->level[c->level_count++] = (struct contrast_level){w->names[l], n[l]};
    }
    for (i64 d = 0; d < w->h->deal_count; d++) {
        if (w->level[d] == HISTORY_NO_ID)
            continue;
        w->level[d] = number[w->level[d]];
        c->left_out += w->level[d] == HISTORY_NO_ID;
    }
    c->deal_level = w->level;
}

/* --- steps and ways ----------------------------------------------------------------------- */

static bool counts(const struct history *h, i64 d, i64 e, u32 kinds, i64 days)
{
    u8 kind = h->activity_kind[h->activity[e]];
    bool early = !days || h->at_ms[e] <= h->entered_ms[d] + days * MS_PER_DAY;
    return kinds >> kind & 1 && kind != ACTIVITY_OUTCOME && early;
}

static void walk_deal(struct contrasting *w, i64 d, u16 *room)
{
    const struct history *h = w->h;
    u16 before = FIRST;
    i64 before_ms = h->entered_ms[d], n = 0;
    for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
        if (!counts(h, d, e, w->kinds, w->c->days))
            continue;
        u16 step[2] = {before, h->activity[e]};
        bool timed = before != FIRST;
        *vec_push(&w->scratch, &w->taken) =
            (struct taken){dict_intern(&w->steps, (str){(const char *)step, (i64)sizeof step}),
                           (u32)d, timed ? h->at_ms[e] - before_ms : -1};
        room[n++] = before = h->activity[e];
        before_ms = h->at_ms[e];
    }
    w->way[d] = dict_intern(&w->ways, (str){(const char *)room, n * (i64)sizeof *room});
}

static void walk(struct contrasting *w)
{
    i64 most = 0;
    const struct history *h = w->h;
    for (i64 d = 0; d < h->deal_count; d++)
        most = i64_max(most, h->first[d + 1] - h->first[d]);
    u16 *room = arena_array(w->a, u16, most);
    w->way = arena_array(w->a, u32, h->deal_count);
    dict_init(&w->steps, w->a);
    dict_init(&w->ways, w->a);
    for (i64 d = 0; d < h->deal_count; d++)
        if (w->level[d] != HISTORY_NO_ID)
            walk_deal(w, d, room);
}

static void step_of(const struct contrasting *w, i64 i, u16 *from, u16 *to)
{
    u16 step[2];
    memcpy(step, w->steps.names[i].p, sizeof step);
    *from = step[0];
    *to = step[1];
}

/* Deals per level that take each step: a deal counts once. */
static void count_steps(struct contrasting *w, struct contrast_step *v)
{
    u32 *last = arena_array(&w->scratch, u32, w->steps.n);
    for (i64 i = 0; i < w->taken.n; i++) {
        const struct taken *t = &w->taken.v[i];
        if (last[t->step] == t->deal + 1)
            continue;
        last[t->step] = t->deal + 1;
        v[t->step].deals[w->level[t->deal]]++;
    }
}

static i64 sum_levels(const struct contrasting *w, const i64 *deals)
{
    i64 n = 0;
    for (i64 l = 0; l < w->c->level_count; l++)
        n += deals[l];
    return n;
}

static f64 step_p(const struct contrasting *w, const struct contrast_step *s)
{
    f64 took[CONTRAST_LEVELS_MAX], n[CONTRAST_LEVELS_MAX], all = 0, deals = 0;
    i64 k = w->c->level_count;
    for (i64 l = 0; l < k; l++) {
        took[l] = (f64)s->deals[l];
        n[l] = (f64)w->c->level[l].deals;
        all += took[l];
        deals += n[l];
    }
    bool thin = false;
    for (i64 l = 0; l < k; l++)
        thin = thin || fmin(all, deals - all) * n[l] / deals < EXPECTED_MIN;
    if (k == 2)
        return compare_2x2(took[0], n[0] - took[0], took[1], n[1] - took[1]);
    return thin ? NAN : compare_chi2(took, n, k).p;
}

/* Takings of each step next to each other: those of step i are [first[i], first[i + 1]). */
static struct taken *by_step(struct contrasting *w, i64 **first_out)
{
    i64 n = w->steps.n, *first = arena_array(&w->scratch, i64, n + 2);
    struct taken *sorted = arena_array(&w->scratch, struct taken, w->taken.n);
    for (i64 i = 0; i < w->taken.n; i++)
        first[w->taken.v[i].step + 2]++;
    for (i64 i = 1; i <= n; i++)
        first[i + 1] += first[i];
    for (i64 i = 0; i < w->taken.n; i++)
        sorted[first[w->taken.v[i].step + 1]++] = w->taken.v[i];
    *first_out = first;
    return sorted;
}

static void find_medians(struct contrasting *w, struct contrast_step *s, const struct taken *t,
                         i64 most)
{
    struct arena scratch = w->scratch;
    i64 n[CONTRAST_LEVELS_MAX] = {0};
    i64 *wait = arena_array(&scratch, i64, most * w->c->level_count);
    for (i64 i = 0; i < most; i++) {
        u32 level = w->level[t[i].deal];
        if (t[i].wait_ms >= 0)
            wait[level * most + n[level]++] = t[i].wait_ms;
    }
    for (i64 l = 0; l < w->c->level_count; l++)
        s->median_days[l] = n[l] >= MEDIAN_MIN
                                ? select_quantile(&wait[l * most], n[l], 0.5) / (f64)MS_PER_DAY
                                : NAN;
}

static void find_steps(struct contrasting *w)
{
    struct contrast *c = w->c;
    i64 n = w->steps.n;
    struct contrast_step *all = arena_array(&w->scratch, struct contrast_step, n);
    f64 *key = arena_array(&w->scratch, f64, n);
    u32 *order = arena_array(&w->scratch, u32, n);
    count_steps(w, all);
    for (i64 i = 0; i < n; i++)
        key[i] = -(f64)sum_levels(w, all[i].deals);
    rank_order(order, &w->scratch, key, n);
    i64 tested = 0;
    while (tested < i64_min(n, CONTRAST_STEPS_MAX) && -key[order[tested]] >= CONTRAST_STEP_MIN)
        tested++;
    f64 *p = arena_array(&w->scratch, f64, tested);
    for (i64 i = 0; i < tested; i++)
        p[i] = all[order[i]].p = step_p(w, &all[order[i]]);
    multiplicity_bh(p, &w->scratch, p, tested);
    u32 *by_p = arena_array(&w->scratch, u32, tested);
    for (i64 i = 0; i < tested; i++)
        key[i] = isnan(all[order[i]].p) ? 2 : all[order[i]].p;
    rank_order(by_p, &w->scratch, key, tested);
    struct contrast_step *steps = arena_array(w->a, struct contrast_step, tested);
    i64 *first;
    struct taken *taken = by_step(w, &first);
    for (i64 i = 0; i < tested; i++) {
        u32 step = order[by_p[i]];
        steps[i] = all[step];
        steps[i].p_adjusted = p[by_p[i]];
        steps[i].differs = steps[i].p_adjusted <= CONTRAST_FALSE;
        step_of(w, step, &steps[i].from, &steps[i].to);
        find_medians(w, &steps[i], &taken[first[step]], first[step + 1] - first[step]);
        c->differing += steps[i].differs;
        c->tested += !isnan(steps[i].p);
    }
    c->steps = steps;
    c->step_count = tested;
}

/* --- whole ways --------------------------------------------------------------------------- */

/* Pearson's statistic of rows × levels; *least: the smallest expected count. */
static f64 table_chi2(const i64 *cell, i64 rows, i64 levels, const i64 *level_n, i64 n, f64 *least)
{
    f64 chi2 = 0;
    *least = INFINITY;
    for (i64 r = 0; r < rows; r++) {
        i64 row = 0;
        for (i64 l = 0; l < levels; l++)
            row += cell[r * levels + l];
        for (i64 l = 0; l < levels && row; l++) {
            f64 expected = (f64)row * (f64)level_n[l] / (f64)n;
            f64 off = (f64)cell[r * levels + l] - expected;
            chi2 += off * off / expected;
            *least = fmin(*least, expected);
        }
    }
    return chi2;
}

/* The same statistic with the levels dealt out again. */
static f64 permuted_p(struct contrasting *w, const u8 *row_of, i64 rows, f64 seen,
                      const i64 *level_n, i64 n, u64 seed)
{
    i64 levels = w->c->level_count, at = 0, extreme = 0;
    u32 *level = arena_array(&w->scratch, u32, n);
    i64 *cell = arena_array(&w->scratch, i64, rows * levels);
    i64 draws = i64_max(200, i64_min(CONTRAST_DRAWS, 20000000 / n));
    struct rng r = rng_stream(seed, S("contrast"));
    for (i64 l = 0; l < levels; l++)
        for (i64 i = 0; i < level_n[l]; i++)
            level[at++] = (u32)l;
    for (i64 k = 0; k < draws; k++) {
        f64 least;
        draw_shuffle_u32(&r, level, n);
        memset(cell, 0, (size_t)(rows * levels) * sizeof *cell);
        for (i64 i = 0; i < n; i++)
            cell[row_of[i] * levels + level[i]]++;
        extreme += table_chi2(cell, rows, levels, level_n, n, &least) >= seen - 1e-9;
    }
    return (f64)(1 + extreme) / (f64)(1 + draws);
}

static void test_ways(struct contrasting *w, const u8 *place, u64 seed)
{
    struct contrast *c = w->c;
    i64 levels = c->level_count, rows = c->way_count + 1, n = 0;
    i64 level_n[CONTRAST_LEVELS_MAX], cell[(CONTRAST_WAYS_MAX + 1) * CONTRAST_LEVELS_MAX] = {0};
    u8 *row_of = arena_array(&w->scratch, u8, w->h->deal_count);
    for (i64 l = 0; l < levels; l++)
        level_n[l] = c->level[l].deals;
    for (i64 d = 0; d < w->h->deal_count; d++) {
        if (w->level[d] == HISTORY_NO_ID)
            continue;
        row_of[n++] = place[w->way[d]];
        cell[place[w->way[d]] * levels + w->level[d]]++;
    }
    for (i64 l = 0; l < levels; l++)
        c->other_ways[l] = cell[c->way_count * levels + l];
    i64 used = 0;
    for (i64 r = 0; r < rows; r++) {
        i64 row = 0;
        for (i64 l = 0; l < levels; l++)
            row += cell[r * levels + l];
        used += row > 0;
    }
    f64 least, chi2 = table_chi2(cell, rows, levels, level_n, n, &least);
    c->ways_p = used < 2                ? NAN
                : least >= EXPECTED_MIN ? special_chi2_tail(chi2, (f64)((used - 1) * (levels - 1)))
                                        : permuted_p(w, row_of, rows, chi2, level_n, n, seed);
}

static void find_ways(struct contrasting *w, u64 seed)
{
    struct contrast *c = w->c;
    i64 n = w->ways.n;
    f64 *key = arena_array(&w->scratch, f64, n);
    u32 *order = arena_array(&w->scratch, u32, n);
    u8 *place = arena_array(&w->scratch, u8, n);
    for (i64 d = 0; d < w->h->deal_count; d++)
        if (w->level[d] != HISTORY_NO_ID)
            key[w->way[d]]--;
    rank_order(order, &w->scratch, key, n);
    c->way_count = i64_min(n, CONTRAST_WAYS_MAX);
    memset(place, (i32)c->way_count, (size_t)n);
    for (i64 i = 0; i < c->way_count; i++) {
        str bytes = w->ways.names[order[i]];
        u16 *step = arena_array(w->a, u16, bytes.n / 2);
        if (bytes.n)
            memcpy(step, bytes.p, (size_t)bytes.n);
        c->way[i] = (struct contrast_way){.step = step, .length = bytes.n / 2};
        place[order[i]] = (u8)i;
    }
    for (i64 d = 0; d < w->h->deal_count; d++)
        if (w->level[d] != HISTORY_NO_ID && place[w->way[d]] < c->way_count)
            c->way[place[w->way[d]]].deals[w->level[d]]++;
    test_ways(w, place, seed);
}

void contrast_find(struct contrast *c, struct arena *a, const struct history *h,
                   const struct contrast_options *o)
{
    struct contrasting w = {.c = c, .a = a, .h = h, .kinds = o->kinds};
    bool by_end = str_eq_fold(o->by, S("outcome"));
    *c = (struct contrast){.by = o->by, .ways_p = NAN};
    c->days = o->days >= 0 ? o->days : by_end ? CONTRAST_DAYS : 0;
    if (!find_column(&w, o->by)) {
        c->refused = CONTRAST_NO_COLUMN;
        return;
    }
    arena_init(&w.scratch, (256ll << 20) + 256 * (h->event_count + h->deal_count));
    pick_deals(&w);
    pick_levels(&w);
    c->refused = c->level_count < 2 ? CONTRAST_ONE_LEVEL : CONTRAST_MEASURED;
    if (c->refused == CONTRAST_MEASURED) {
        walk(&w);
        find_steps(&w);
        find_ways(&w, o->seed);
    }
    arena_release(&w.scratch);
}

void contrast_rows(u8 *in, const struct contrast *c, const struct history *h,
                   const struct contrast_options *o, const struct contrast_rows *rows)
{
    for (i64 d = 0; d < h->deal_count; d++) {
        u16 before = FIRST;
        if (c->deal_level[d] != (u32)rows->level)
            continue;
        in[d] = rows->whole;
        for (i64 e = h->first[d]; e < h->first[d + 1] && !in[d]; e++) {
            if (!counts(h, d, e, o->kinds, c->days))
                continue;
            in[d] = before == rows->from && h->activity[e] == rows->to;
            before = h->activity[e];
        }
    }
}
