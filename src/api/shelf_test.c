/* The shelf of open workspaces: what is opened, kept, closed to make room, never closed. */
#include "api/shelf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/simulated.h"

static struct simulated machine;
static struct shelf shelf;

static int setup(void **state)
{
    (void)state;
    simulated_init(&machine, 3);
    shelf_init(&shelf, &machine.platform, ".");
    shelf.open_max = 2;
    shelf.no_threads = true;
    for (char id[] = "a"; id[0] <= 'c'; id[0]++) {
        struct opened *made;
        struct err e;
        if (!shelf_make(&shelf, str_c(id), str_c(id), &made, &e))
            return -1;
        shelf_give(made);
    }
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    shelf_close(&shelf);
    simulated_release(&machine);
    return 0;
}

static struct opened *take(const char *id)
{
    struct opened *opened;
    struct err e;
    return shelf_take(&shelf, str_c(id), &opened, &e) ? opened : NULL;
}

static bool is_open(const char *id)
{
    for (i32 i = 0; i < shelf.count; i++)
        if (strcmp(shelf.opened[i]->id, id) == 0)
            return true;
    return false;
}

static void one_that_is_open_is_given_to_all_who_ask(void **state)
{
    (void)state;
    struct opened *one = take("a"), *other = take("a");
    assert_non_null(one);
    assert_ptr_equal(one, other);
    shelf_give(one);
    shelf_give(other);
    assert_int_equal(one->holders, 0);
}

static void the_one_not_asked_for_longest_makes_room(void **state)
{
    (void)state;
    shelf_give(take("a"));
    shelf_give(take("b"));
    shelf_give(take("a"));
    shelf_give(take("c"));
    assert_int_equal(shelf_count(&shelf), 2);
    assert_true(is_open("a") && is_open("c") && !is_open("b"));
}

static void one_that_is_held_stays_and_the_next_waits(void **state)
{
    (void)state;
    struct err e;
    struct opened *a = take("a"), *b = take("b"), *c;
    assert_false(shelf_take(&shelf, S("c"), &c, &e));
    assert_int_equal(err_http_status(e.code), 503);
    assert_true(is_open("a") && is_open("b"));
    shelf_hold(a);
    shelf_give(a);
    assert_null(take("c")); /* one hold is left */
    shelf_give(a);
    c = take("c");
    assert_non_null(c);
    assert_true(!is_open("a") && is_open("b"));
    shelf_give(b);
    shelf_give(c);
}

static void what_was_added_is_never_closed_to_make_room(void **state)
{
    (void)state;
    struct workspace_options o = {.create = true, .no_thread = true, .name = S("own")};
    struct workspace *own;
    struct err e;
    assert_true(workspace_open(&own, &machine.platform, "own.etalon", &o, &e));
    shelf_give(take("a")); /* room for it was made before */
    shelf.open_max = 3;
    shelf_add(&shelf, S("own"), own);
    shelf_give(take("b"));
    shelf_give(take("c"));
    assert_true(is_open("own"));
    assert_ptr_equal(take("own")->workspace, own);
    shelf_close(&shelf);
    assert_true(workspace_check(own, &e));
    workspace_close(own);
    shelf_init(&shelf, &machine.platform, ".");
}

static void a_reader_comes_from_the_workspace_it_was_asked_of(void **state)
{
    (void)state;
    struct opened *a = take("a");
    struct reader *r, *again;
    struct err e;
    assert_true(opened_reader(a, &r, &e));
    opened_give_back(a, r);
    assert_true(opened_reader(a, &again, &e));
    assert_ptr_equal(r, again);
    opened_give_back(a, again);
    shelf_give(a);
    struct opened *b = take("b");
    assert_true(opened_reader(b, &r, &e));
    assert_ptr_not_equal(r, again);
    opened_give_back(b, r);
    shelf_give(b);
}

static void nothing_outside_of_the_folder_is_opened(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",  "accounts", "../a", "a/b",
        "A", "a.etalon", "x\ny", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    struct opened *opened;
    struct err e;
    for (i64 i = 0; i < LENGTH(names); i++) {
        assert_false(shelf_take(&shelf, str_c(names[i]), &opened, &e));
        assert_false(shelf_make(&shelf, str_c(names[i]), S("x"), &opened, &e));
        assert_int_equal(e.code, ERR_INPUT);
    }
    assert_false(shelf_take(&shelf, S("missing"), &opened, &e));
}

static void a_storage_that_failed_is_seen(void **state)
{
    (void)state;
    struct request r = {.intent = {.kind = INTENT_PERSON, .text = S("Ada")}};
    struct opened *a = take("a");
    struct err e;
    assert_true(shelf_check(&shelf, &e));
    machine.fault_mask = FAULT_SYNC;
    machine.fault_at = 1;
    machine.fault_stays = true;
    workspace_do(a->workspace, &r);
    assert_int_equal(r.answer.status, ANSWER_UNKNOWN);
    assert_false(shelf_check(&shelf, &e));
    assert_int_equal(e.code, ERR_IO);
    shelf_give(a);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        CASE(one_that_is_open_is_given_to_all_who_ask),
        CASE(the_one_not_asked_for_longest_makes_room),
        CASE(one_that_is_held_stays_and_the_next_waits),
        CASE(what_was_added_is_never_closed_to_make_room),
        CASE(a_reader_comes_from_the_workspace_it_was_asked_of),
        CASE(nothing_outside_of_the_folder_is_opened),
        CASE(a_storage_that_failed_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
