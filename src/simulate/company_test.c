#include "simulate/company.h"
#include "simulate/company_standard.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 8ll << 30);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct company *make(struct company_config config)
{
    struct err e = {0};
    struct company *c = arena_new(&arena, struct company);
    if (!company_simulate(c, &arena, &config, &e))
        fail_msg("%s", e.text);
    return c;
}

static void targets_are_those_of_the_oracle(void **state)
{
    (void)state;
    /* golden/expected/18_cso_targets.json */
    const f64 golden[COMPANY_KINDS][3] = {
        {36.97582417582418, 33.424175824175826, 29.6},
        {42.00915750915751, 31.424175824175826, 26.566666666666666},
        {47.04249084249085, 29.424175824175826, 23.533333333333335},
        {52.07582417582418, 27.424175824175826, 20.5}};
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        f64 percent[3];
        company_target((enum company_kind)k, percent);
        for (i32 i = 0; i < 3; i++)
            assert_true(fabs(percent[i] - golden[k][i]) < 1e-9);
    }
}

static void outcomes_hit_their_targets_within_a_point(void **state)
{
    (void)state;
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        i64 mark = arena_mark(&arena);
        struct company *c =
            make((struct company_config){.kind = (enum company_kind)k, .deals = 20000, .seed = 1});
        f64 percent[3];
        i64 seen[OUTCOME_COUNT] = {0};
        company_target((enum company_kind)k, percent);
        for (i64 i = 0; i < c->deals.n; i++)
            seen[c->deals.v[i].final]++;
        for (i32 i = 0; i < 3; i++)
            assert_true(fabs(100.0 * (f64)seen[OUTCOME_WON + i] / 20000 - percent[i]) < 1);
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_are_those_of_the_oracle),
        cmocka_unit_test(outcomes_hit_their_targets_within_a_point),
    };
    return cmocka_run_group_tests_name("simulate", tests, setup, teardown);
}
