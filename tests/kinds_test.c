/* The kind of a simulated company is told right: seeds 1 to 20, the promise of
 * STATISTICS 8 in small. script/validate is the large one. */
#include "measure/answers.h"
#include "simulate/company.h"
#include "simulate/company_standard.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { SEEDS = 20, DEALS = 300 };

static const struct standard *claimed(struct arena *a)
{
    struct buf text;
    struct diags d;
    struct standard *s = arena_new(a, struct standard);
    buf_init(&text, 1 << 20);
    company_standard_print(&text, COMPANY_FORMAL, 1);
    diags_init(&d, a);
    assert_true(standard_read(s, a, S("standard.yaml"), str_dup(a, buf_str(&text)), &d));
    buf_release(&text);
    return s;
}

static enum kind told(struct arena *a, enum company_kind kind, enum company_variant variant,
                      u64 seed)
{
    struct history h;
    struct err e = {0};
    i64 mark = arena_mark(a);
    struct company_config config = {.kind = kind, .variant = variant, .deals = DEALS, .seed = seed};
    struct company *c = arena_new(a, struct company);
    struct answers *answers = arena_new(a, struct answers);
    struct measure_options options = {.threads = 1, .seed = 1};
    assert_true(company_simulate(c, a, &config, &e));
    assert_true(company_history(&h, a, c, &e));
    assert_true(measure_all(answers, a, &h, claimed(a), &options, &e));
    enum kind answer = answers->assessment.kind;
    arena_rewind(a, mark);
    return answer;
}

static void nominal_companies_are_told_right_and_never_too_high(void **state)
{
    (void)state;
    struct arena a;
    i64 right = 0, high = 0;
    arena_init(&a, 4ll << 30);
    for (i32 k = 0; k < COMPANY_KINDS; k++)
        for (u64 seed = 1; seed <= SEEDS; seed++) {
            enum kind answer = told(&a, (enum company_kind)k, VARIANT_NOMINAL, seed);
            right += (i32)answer == k;
            high += (i32)answer > k;
        }
    assert_true(right * 100 >= 95 * COMPANY_KINDS * SEEDS);
    assert_int_equal(high, 0);
    arena_release(&a);
}

static void companies_that_pretend_are_seen_through(void **state)
{
    (void)state;
    static const struct {
        enum company_kind kind;
        enum company_variant variant;
    } pretenders[] = {{COMPANY_RANDOM, VARIANT_SHELFWARE},
                      {COMPANY_INFORMAL, VARIANT_BOX_TICK},
                      {COMPANY_FORMAL, VARIANT_COSMETIC},
                      {COMPANY_INFORMAL, VARIANT_ONE_DEPARTMENT}};
    struct arena a;
    arena_init(&a, 4ll << 30);
    for (i64 i = 0; i < LENGTH(pretenders); i++)
        for (u64 seed = 1; seed <= SEEDS; seed++)
            assert_true((i32)told(&a, pretenders[i].kind, pretenders[i].variant, seed) <=
                        (i32)pretenders[i].kind);
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nominal_companies_are_told_right_and_never_too_high),
        cmocka_unit_test(companies_that_pretend_are_seen_through),
    };
    return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
