#include "simulate/event_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static str whole_log(struct arena *a, u64 seed, i64 events)
{
    struct event_log log;
    struct buf out;
    buf_init(&out, 1 << 28);
    event_log_begin(&log, a, seed, events);
    for (str piece = event_log_next(&log); piece.n; piece = event_log_next(&log))
        buf_put(&out, piece);
    assert_false(out.full);
    str text = str_dup(a, buf_str(&out));
    buf_release(&out);
    return text;
}

static void a_log_has_as_many_events_as_asked_in_order_of_time(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1ll << 30);
    static const i64 sizes[] = {1, 10, 50000};
    for (i64 i = 0; i < LENGTH(sizes); i++) {
        str rest = whole_log(&a, 1, sizes[i]), line, last = S("");
        i64 rows = 0;
        assert_true(str_cut(rest, '\n', &line, &rest));
        assert_true(str_eq(line, S("case_id,activity,timestamp,resource")));
        while (str_cut(rest, '\n', &line, &rest)) {
            str id, activity, at, resource;
            assert_true(str_cut(line, ',', &id, &line));
            assert_true(str_cut(line, ',', &activity, &line));
            assert_true(str_cut(line, ',', &at, &resource));
            assert_true(id.n && activity.n && resource.n);
            assert_true(str_cmp(last, at) <= 0);
            last = at;
            rows++;
        }
        assert_int_equal(rows, sizes[i]);
    }
    arena_release(&a);
}

static void the_same_seed_gives_the_same_log(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1ll << 30);
    assert_true(str_eq(whole_log(&a, 9, 5000), whole_log(&a, 9, 5000)));
    assert_false(str_eq(whole_log(&a, 9, 5000), whole_log(&a, 10, 5000)));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_log_has_as_many_events_as_asked_in_order_of_time),
        cmocka_unit_test(the_same_seed_gives_the_same_log),
    };
    return cmocka_run_group_tests_name("event log", tests, NULL, NULL);
}
