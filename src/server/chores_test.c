/* Chores on a machine whose clock moves when it is told. */
#include "server/chores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/simulated.h"

static struct simulated sim;
static struct chores chores;
static char logged[4096];

static void keep_line(void *context, str line)
{
    assert_ptr_equal(context, &sim);
    snprintf(logged, sizeof logged, "%.*s", STR_ARG(line));
}

static int setup(void **state)
{
    (void)state;
    simulated_init(&sim, 1);
    chores_init(&chores, &sim.platform, keep_line, &sim);
    logged[0] = 0;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    chores_stop(&chores);
    simulated_release(&sim);
    return 0;
}

static bool count_run(void *context, i64 now_ms, struct err *e)
{
    (void)e;
    assert_int_equal(now_ms, sim.now_ms);
    ++*(i32 *)context;
    return true;
}

static bool fail_run(void *context, i64 now_ms, struct err *e)
{
    (void)now_ms;
    ++*(i32 *)context;
    return err_set(e, ERR_IO, "the \"mail\" is away");
}

static bool take_long(void *context, i64 now_ms, struct err *e)
{
    (void)now_ms, (void)e;
    ++*(i32 *)context;
    sim.elapsed_ns += 10ll * 1000000000;
    return true;
}

static void pass_ms(i64 ms)
{
    sim.elapsed_ns += ms * 1000000;
    sim.now_ms += ms;
}

static void each_runs_when_it_is_due_and_not_before(void **state)
{
    (void)state;
    i32 soon = 0, late = 0;
    chores_add(&chores, &(struct chore){"soon", 0, 1000, count_run, &soon});
    chores_add(&chores, &(struct chore){"late", 60000, 60000, count_run, &late});
    assert_int_equal(chores_step(&chores), 1000ll * 1000000);
    assert_int_equal(soon, 1);
    pass_ms(999);
    assert_int_equal(chores_step(&chores), 1000000);
    assert_int_equal(soon, 1);
    pass_ms(1);
    chores_step(&chores);
    assert_int_equal(soon, 2);
    assert_int_equal(late, 0);
    pass_ms(59000);
    chores_step(&chores);
    assert_int_equal(late, 1);
}

static void one_that_comes_late_runs_once(void **state)
{
    (void)state;
    i32 runs = 0;
    chores_add(&chores, &(struct chore){"minutely", 0, 60000, count_run, &runs});
    chores_step(&chores);
    pass_ms(10 * 60000);
    chores_step(&chores);
    chores_step(&chores);
    assert_int_equal(runs, 2);
}

static void a_clock_that_steps_back_keeps_none_waiting(void **state)
{
    (void)state;
    i32 runs = 0;
    chores_add(&chores, &(struct chore){"minutely", 0, 60000, count_run, &runs});
    chores_step(&chores);
    sim.now_ms -= 24ll * 3600 * 1000;
    sim.elapsed_ns += 60000ll * 1000000;
    chores_step(&chores);
    assert_int_equal(runs, 2);
}

static void a_failure_is_logged_and_the_next_runs(void **state)
{
    (void)state;
    i32 failed = 0, ran = 0;
    sim.now_ms = 0;
    chores_add(&chores, &(struct chore){"digest", 0, 1000, fail_run, &failed});
    chores_add(&chores, &(struct chore){"other", 0, 1000, count_run, &ran});
    chores_step(&chores);
    assert_int_equal(ran, 1);
    assert_string_equal(logged, "{\"at_ms\":0,\"level\":\"error\","
                                "\"event\":\"chore-failed\",\"chore\":\"digest\","
                                "\"reason\":\"the \\\"mail\\\" is away\"}\n");
    pass_ms(1000);
    chores_step(&chores);
    assert_int_equal(failed, 2);
    struct chore_counts n = chores_counts(&chores, 0), m = chores_counts(&chores, 1);
    assert_int_equal(n.failures, 2);
    assert_int_equal(n.last_ms, TIME_NONE);
    assert_int_equal(m.runs, 2);
    assert_int_equal(m.failures, 0);
    assert_int_equal(m.last_ms, 1000);
}

static void one_that_takes_long_leaves_room_for_the_others(void **state)
{
    (void)state;
    i32 slow = 0, other = 0;
    chores_add(&chores, &(struct chore){"slow", 0, 1000, take_long, &slow});
    chores_add(&chores, &(struct chore){"other", 0, 1000, count_run, &other});
    chores_step(&chores);
    chores_step(&chores);
    assert_int_equal(slow, 1); /* a second after its end */
    assert_int_equal(other, 1);
    assert_int_equal(chores_counts(&chores, 0).longest_ns, 10ll * 1000000000);
}

/* --- on the machine, with its thread ------------------------------------------------------- */

static u32 went;

static bool go(void *context, i64 now_ms, struct err *e)
{
    (void)context, (void)now_ms, (void)e;
    __atomic_store_n(&went, 1, __ATOMIC_SEQ_CST);
    platform_system.wake(platform_system.self, &went);
    return true;
}

static void its_thread_runs_them_and_stops_when_told(void **state)
{
    (void)state;
    const struct platform *p = &platform_system;
    struct chores real;
    struct err e;
    chores_init(&real, p, NULL, NULL);
    chores_add(&real, &(struct chore){"go", 0, 3600000, go, NULL});
    assert_true(chores_start(&real, &e));
    while (!__atomic_load_n(&went, __ATOMIC_SEQ_CST))
        p->wait(p->self, &went, 0, -1);
    assert_false(chores_stopping(&real));
    chores_stop(&real); /* though nothing is due for an hour */
    assert_true(chores_stopping(&real));
    assert_int_equal(chores_counts(&real, 0).runs, 1);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(each_runs_when_it_is_due_and_not_before),
        CASE(one_that_comes_late_runs_once),
        CASE(a_clock_that_steps_back_keeps_none_waiting),
        CASE(a_failure_is_logged_and_the_next_runs),
        CASE(one_that_takes_long_leaves_room_for_the_others),
        CASE(its_thread_runs_them_and_stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
