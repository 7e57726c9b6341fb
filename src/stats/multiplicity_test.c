/* Step-up procedures against their definitions. */
#include "stats/multiplicity.h"

#include "base/base.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { MAX = 20 };

/* The largest k with at least k of the p at most level·k/(n·scale); found are those k. */
static i64 found_by_definition(const f64 *p, i64 n, f64 level)
{
    for (i64 k = n; k > 0; k--) {
        i64 below = 0;
        for (i64 i = 0; i < n; i++)
            below += p[i] <= level * (f64)k / (f64)n;
        if (below >= k)
            return below;
    }
    return 0;
}

static void adjusted_p_find_what_the_definition_finds(void **state)
{
    (void)state;
    struct rng r = rng_stream(4, S("bh"));
    for (i64 round = 0; round < 1000; round++) {
        f64 p[MAX], bh[MAX], by[MAX], holm[MAX], harmonic = 0;
        i64 n = 1 + rng_below(&r, MAX), found = 0, careful = 0;
        for (i64 i = 0; i < n; i++) {
            p[i] = rng_unit(&r) * rng_unit(&r) * rng_unit(&r);
            harmonic += 1 / (f64)(i + 1);
        }
        multiplicity_bh(bh, &arena, p, n);
        multiplicity_by(by, &arena, p, n);
        multiplicity_holm(holm, &arena, p, n);
        for (i64 i = 0; i < n; i++) {
            f64 slack = 1 + 1e-12; /* p·n/n is not always p */
            assert_true(p[i] <= bh[i] * slack && bh[i] <= by[i] && by[i] <= 1);
            assert_true(bh[i] <= holm[i] * slack && holm[i] <= 1);
            found += bh[i] <= .1;
            careful += by[i] <= .1;
        }
        assert_int_equal(found, found_by_definition(p, n, .1));
        assert_int_equal(careful, found_by_definition(p, n, .1 / harmonic));
    }
}

static void an_undefined_p_is_not_of_the_family(void **state)
{
    (void)state;
    f64 with[] = {.01, NAN, .04, NAN, .03}, without[] = {.01, .04, .03}, a[3];
    multiplicity_bh(with, &arena, with, 5);
    multiplicity_bh(a, &arena, without, 3);
    assert_true(isnan(with[1]) && isnan(with[3]));
    assert_true(with[0] == a[0] && with[2] == a[1] && with[4] == a[2]);
}

static void e_values_are_found_when_enough_are_large_enough(void **state)
{
    (void)state;
    struct rng r = rng_stream(4, S("ebh"));
    i64 total = 0;
    for (i64 round = 0; round < 1000; round++) {
        f64 e[MAX];
        bool found[MAX];
        i64 n = 1 + rng_below(&r, MAX), best = 0;
        for (i64 i = 0; i < n; i++)
            e[i] = floor(20 / (.2 + 2 * rng_unit(&r)));
        for (i64 k = 1; k <= n; k++) {
            i64 above = 0;
            for (i64 i = 0; i < n; i++)
                above += e[i] >= (f64)n / (.1 * (f64)k);
            best = above >= k ? above : best;
        }
        i64 count = multiplicity_ebh(found, &arena, e, n, .1), marked = 0;
        f64 least = INFINITY, most = 0;
        for (i64 i = 0; i < n; i++) {
            marked += found[i];
            least = found[i] ? fmin(least, e[i]) : least;
            most = found[i] ? most : fmax(most, e[i]);
        }
        assert_int_equal(count, best);
        assert_int_equal(marked, best);
        assert_true(count == 0 || count == n || least >= most);
        total += count;
    }
    assert_true(total > 1000); /* the case is not empty */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adjusted_p_find_what_the_definition_finds),
        cmocka_unit_test(an_undefined_p_is_not_of_the_family),
        cmocka_unit_test(e_values_are_found_when_enough_are_large_enough),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
