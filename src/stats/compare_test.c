/* Tests between groups against slow twins, and under "no difference". */
#include "stats/compare.h"

#include "base/base.h"
#include "stats/draw.h"
#include "stats/special.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { ROWS_MAX = 60, GROUPS = 3, STRATA = 2 };

struct sample {
    f64 entry[ROWS_MAX], time[ROWS_MAX];
    u8 event[ROWS_MAX];
    u32 group[ROWS_MAX], stratum[ROWS_MAX];
    i64 n;
};

static struct sample random_sample(struct rng *r, i64 n)
{
    struct sample s = {.n = n};
    for (i64 i = 0; i < n; i++) {
        s.time[i] = (f64)(1 + rng_below(r, 25));
        s.entry[i] = (f64)rng_below(r, (i64)s.time[i] + 2) - 1; /* some never at risk */
        s.event[i] = (u8)rng_below(r, 3);
        s.group[i] = (u32)rng_below(r, GROUPS);
        s.stratum[i] = (u32)rng_below(r, STRATA);
    }
    return s;
}

static struct compare_data data_of(const struct sample *s, bool late)
{
    return (struct compare_data){.entry = late ? s->entry : NULL,
                                 .time = s->time,
                                 .event = s->event,
                                 .group = s->group,
                                 .stratum = s->stratum,
                                 .n = s->n,
                                 .groups = GROUPS,
                                 .strata = STRATA};
}

static void twin_logrank(const struct sample *s, bool late, u8 cause, f64 *seen, f64 *expected)
{
    for (u32 stratum = 0; stratum < STRATA; stratum++)
        for (f64 t = 0; t <= 30; t++) {
            f64 y[GROUPS] = {0}, all = 0, d = 0;
            for (i64 i = 0; i < s->n; i++) {
                bool in = s->stratum[i] == stratum && s->time[i] >= t;
                in = in && (!late || s->entry[i] < t);
                y[s->group[i]] += in;
                all += in;
                bool hit = in && s->time[i] == t && (cause ? s->event[i] == cause : s->event[i]);
                seen[s->group[i]] += hit;
                d += hit;
            }
            for (i64 g = 0; g < GROUPS && all > 0; g++)
                expected[g] += d * y[g] / all;
        }
}

static void log_rank_counts_what_a_slow_count_finds(void **state)
{
    (void)state;
    struct rng r = rng_stream(3, S("logrank"));
    for (i64 round = 0; round < 300; round++) {
        struct sample s = random_sample(&r, 1 + rng_below(&r, ROWS_MAX));
        bool late = draw_chance(&r, .5);
        u8 cause = (u8)rng_below(&r, 3);
        struct compare_data d = data_of(&s, late);
        f64 seen[GROUPS], expected[GROUPS], twin_seen[GROUPS] = {0}, twin[GROUPS] = {0};
        struct compare_result x = compare_logrank(&arena, &d, cause, 0, seen, expected);
        twin_logrank(&s, late, cause, twin_seen, twin);
        for (i64 g = 0; g < GROUPS; g++) {
            assert_true(seen[g] == twin_seen[g]);
            assert_true(fabs(expected[g] - twin[g]) < 1e-10);
        }
        assert_true(isnan(x.p) || (x.p >= 0 && x.p <= 1 && x.df <= GROUPS - 1));
    }
}

static void the_names_of_groups_do_not_matter(void **state)
{
    (void)state;
    struct rng r = rng_stream(3, S("names"));
    for (i64 round = 0; round < 100; round++) {
        struct sample s = random_sample(&r, ROWS_MAX), turned = s;
        for (i64 i = 0; i < s.n; i++)
            turned.group[i] = (s.group[i] + 1) % GROUPS;
        struct compare_data a = data_of(&s, false), b = data_of(&turned, false);
        f64 x = compare_gray(&arena, &a, 1, 0).statistic,
            y = compare_gray(&arena, &b, 1, 0).statistic;
        assert_true(fabs(x - y) <= 1e-8 * (1 + x));
        x = compare_logrank(&arena, &a, 1, 0, NULL, NULL).statistic;
        y = compare_logrank(&arena, &b, 1, 0, NULL, NULL).statistic;
        assert_true(fabs(x - y) <= 1e-8 * (1 + x));
    }
}

static void an_empty_group_does_not_change_the_answer(void **state)
{
    (void)state;
    struct rng r = rng_stream(3, S("empty"));
    struct sample s = random_sample(&r, ROWS_MAX);
    struct compare_data d = data_of(&s, false), wide = d;
    wide.groups = GROUPS + 2;
    struct compare_result a = compare_gray(&arena, &d, 1, 0), b = compare_gray(&arena, &wide, 1, 0);
    assert_int_equal(a.df, b.df);
    assert_true(fabs(a.statistic - b.statistic) < 1e-9);
    a = compare_logrank(&arena, &d, 1, 0, NULL, NULL);
    b = compare_logrank(&arena, &wide, 1, 0, NULL, NULL);
    assert_int_equal(a.df, b.df);
    assert_true(fabs(a.statistic - b.statistic) < 1e-9);
    d.groups = 1;
    memset(s.group, 0, sizeof s.group);
    assert_true(isnan(compare_gray(&arena, &d, 1, 0).p));
    assert_true(isnan(compare_logrank(&arena, &d, 1, 0, NULL, NULL).p));
}

static void alike_groups_seldom_seem_different(void **state)
{
    (void)state;
    struct rng r = rng_stream(5, S("alike"));
    i64 gray = 0, logrank = 0, rounds = 1000;
    for (i64 round = 0; round < rounds; round++) {
        struct sample s = random_sample(&r, ROWS_MAX);
        struct compare_data d = data_of(&s, false);
        gray += compare_gray(&arena, &d, 1, 0).p < .05;
        logrank += compare_logrank(&arena, &d, 1, 0, NULL, NULL).p < .05;
    }
    assert_in_range(gray, rounds * 25 / 1000, rounds * 80 / 1000);
    assert_in_range(logrank, rounds * 25 / 1000, rounds * 80 / 1000);
}

static void fisher_counts_the_tables_that_are_as_rare(void **state)
{
    (void)state;
    assert_true(fabs(compare_fisher(3, 1, 1, 3) - 34. / 70) < 1e-12); /* the lady tasting tea */
    assert_true(fabs(compare_fisher(4, 0, 0, 4) - 2. / 70) < 1e-12);
    assert_true(isnan(compare_fisher(0, 0, 3, 1)));
    assert_true(isnan(compare_2x2(3, 0, 2, 0)));
    assert_true(compare_2x2(3, 1, 1, 3) == compare_fisher(3, 1, 1, 3)); /* too thin */
    f64 chi2 = compare_chi2((f64[]){30, 20}, (f64[]){50, 60}, 2).p;
    assert_true(fabs(compare_2x2(30, 20, 20, 40) - chi2) < 1e-12);
}

static void shuffled_outcomes_agree_with_chi_square_on_a_full_table(void **state)
{
    (void)state;
    struct rng r = rng_stream(5, S("shuffle"));
    i64 won[] = {30, 45, 38}, n[] = {80, 90, 85};
    f64 x[] = {30, 45, 38}, size[] = {80, 90, 85};
    struct compare_result t = compare_chi2(x, size, 3);
    struct compare_result p = compare_chi2_permuted(&arena, won, n, 3, 20000, &r);
    assert_true(p.statistic == t.statistic && t.df == 2);
    assert_true(fabs(p.p - t.p) < .02);
    assert_true(fabs(compare_cramers_v(x, size, 3) - sqrt(t.statistic / 255)) < 1e-12);
    assert_true(isnan(compare_chi2((f64[]){0, 0}, (f64[]){5, 5}, 2).p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_rank_counts_what_a_slow_count_finds),
        cmocka_unit_test(the_names_of_groups_do_not_matter),
        cmocka_unit_test(an_empty_group_does_not_change_the_answer),
        cmocka_unit_test(alike_groups_seldom_seem_different),
        cmocka_unit_test(fisher_counts_the_tables_that_are_as_rare),
        cmocka_unit_test(shuffled_outcomes_agree_with_chi_square_on_a_full_table),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
