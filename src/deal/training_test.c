/* Who is trained on a version, by whose word, for how long; what the judge says who is not. */
#include "deal/training.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "deal/judge.h"

static struct arena arena;
static struct standard standard;
static struct rules rules;

static void begin(enum discipline discipline, enum confirmer confirmer)
{
    struct diags d;
    arena_init(&arena, 1 << 24);
    standard = (struct standard){.currency = S("EUR"), .discipline = discipline};
    vec_push(&arena, &standard.stages)->department.index = -1;
    vec_push(&arena, &standard.stages)->department.index = -1;
    standard.training = (struct training){
        .known = true, .valid = {.ms = 10 * MS_PER_DAY, .known = true}, .confirmer = confirmer};
    diags_init(&d, &arena);
    assert_true(rules_compile(&rules, &arena, &standard, (str){0}, &d));
}

static void end(void)
{
    arena_release(&arena);
}

static void assert_stands(const struct trained *t, i64 now, enum training_standing wanted)
{
    i64 until;
    assert_int_equal(training_standing(&rules, t, now, &until), wanted);
}

static void ones_own_word_is_enough_where_nobody_else_is_named(void **state)
{
    (void)state;
    struct trained t = trained_none();
    i64 until;
    begin(DISCIPLINE_FORMAL, CONFIRMER_OWNER);
    assert_stands(&t, 1, TRAINING_DUE);
    trained_apply(&t, 3, 3, ROLE_PEER, 1000);
    assert_int_equal(training_standing(&rules, &t, 2000, &until), TRAINING_HOLDS);
    assert_int_equal(until, 1000 + 10 * MS_PER_DAY);
    assert_stands(&t, 1000 + 10 * MS_PER_DAY, TRAINING_EXPIRED);
    trained_apply(&t, 3, 3, ROLE_PEER, until);
    assert_stands(&t, until, TRAINING_HOLDS);
    end();
}

static void a_manager_confirms_where_the_standard_says_so(void **state)
{
    (void)state;
    struct trained t = trained_none();
    begin(DISCIPLINE_FORMAL, CONFIRMER_MANAGER);
    trained_apply(&t, 3, 3, ROLE_MANAGER, 1000); /* nobody confirms oneself */
    assert_stands(&t, 2000, TRAINING_UNCONFIRMED);
    trained_apply(&t, 3, 4, ROLE_PEER, 1500);
    assert_stands(&t, 2000, TRAINING_UNCONFIRMED);
    trained_apply(&t, 3, 5, ROLE_MANAGER, 1600);
    assert_stands(&t, 2000, TRAINING_HOLDS);
    standard.training.known = false;
    assert_stands(&t, 2000, TRAINING_NOT_ASKED);
    end();
}

static void who_is_not_trained_is_told_and_never_stopped(void **state)
{
    (void)state;
    static const enum severity wanted[] = {SEVERITY_SILENT, SEVERITY_NOTE, SEVERITY_WARNING,
                                           SEVERITY_WARNING};
    for (i32 d = 0; d < LENGTH(wanted); d++) {
        struct deal_state s = {.opened = true, .owner = 3};
        struct deal_event act = {.kind = EVENT_STAGE_ENTERED,
                                 .subject = 1,
                                 .actor = 3,
                                 .role = ROLE_PEER | ROLE_UNTRAINED};
        struct verdict v;
        begin((enum discipline)d, CONFIRMER_OWNER);
        standard.moves.forward = MOVE_ANY;
        judge_act(&rules, &s, &act, 1, &v);
        assert_int_equal(v.count, 1);
        assert_int_equal(v.list[0].code, FINDING_UNTRAINED);
        assert_int_equal(v.list[0].severity, wanted[d]);
        assert_false(verdict_refuses(&v));
        assert_int_equal(deal_level(&s, &act), CONFIRMER_OWNER);
        act.actor = 4; /* the word of a peer stays one */
        assert_int_equal(deal_level(&s, &act), CONFIRMER_PEER);
        act.kind = EVENT_OBJECTED;
        act.subject = NO_SUBJECT;
        judge_act(&rules, &s, &act, 1, &v);
        assert_int_equal(v.count, 0);
        end();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ones_own_word_is_enough_where_nobody_else_is_named),
        cmocka_unit_test(a_manager_confirms_where_the_standard_says_so),
        cmocka_unit_test(who_is_not_trained_is_told_and_never_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
