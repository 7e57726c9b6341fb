/* What the rest of the program takes for granted. */
#include "base/base.h"
#include "base/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static void the_last_array_grows_in_place_and_others_move(void **state)
{
    (void)state;
    i64 *first = arena_array(&arena, i64, 4);
    first[3] = 7;
    i64 *same = arena_grow(&arena, first, 4, 8, sizeof *first);
    assert_ptr_equal(first, same);
    assert_int_equal(same[3], 7);
    assert_int_equal(same[7], 0);
    (void)arena_array(&arena, i64, 1);
    i64 *moved = arena_grow(&arena, same, 8, 16, sizeof *first);
    assert_ptr_not_equal(moved, same);
    assert_int_equal(moved[3], 7);
}

static void memory_after_a_rewind_is_zero_again(void **state)
{
    (void)state;
    i64 sizes[] = {100, 5000, 3 << 20};
    for (i64 i = 0; i < LENGTH(sizes); i++) {
        i64 mark = arena_mark(&arena);
        memset(arena_array(&arena, char, sizes[i]), 'x', (size_t)sizes[i]);
        arena_rewind(&arena, mark);
        char *p = arena_array(&arena, char, sizes[i]);
        for (i64 k = 0; k < sizes[i]; k++)
            assert_int_equal(p[k], 0);
        char *grown = arena_grow(&arena, p, sizes[i], sizes[i] + 999, 1);
        for (i64 k = 0; k < 999; k++)
            assert_int_equal(grown[sizes[i] + k], 0);
    }
}

static void dirty_scratch(struct arena scratch, i64 n)
{
    memset(arena_array(&scratch, char, n), 'x', (size_t)n);
}

static void scratch_passed_by_value_leaves_no_dirt(void **state)
{
    (void)state;
    dirty_scratch(arena, 1000);
    char *p = arena_array(&arena, char, 2000);
    for (i64 k = 0; k < 2000; k++)
        assert_int_equal(p[k], 0);
}

static void a_full_buf_keeps_what_fitted_and_says_so(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 8);
    buf_put(&b, S("12345"));
    buf_put(&b, S("6789"));
    assert_true(b.full);
    assert_int_equal(b.n, 5);
    buf_clear(&b);
    buf_i64(&b, INT64_MIN);
    assert_true(b.full);
    buf_release(&b);
    buf_init(&b, 64);
    buf_i64(&b, INT64_MIN);
    assert_true(str_eq(buf_str(&b), S("-9223372036854775808")));
    buf_release(&b);
}

static void interning_gives_each_word_one_dense_id(void **state)
{
    (void)state;
    struct dict d;
    dict_init(&d, &arena);
    for (i32 round = 0; round < 2; round++)
        for (i32 i = 0; i < 5000; i++)
            assert_int_equal(dict_intern(&d, str_fmt(&arena, "word %d", i)), i);
    assert_int_equal(d.n, 5000);
    assert_int_equal(dict_find(&d, S("word 4999")), 4999);
    assert_int_equal(dict_find(&d, S("word 5000")), -1);
    assert_true(str_eq(dict_name(&d, 42), S("word 42")));
}

static void days_and_dates_agree_over_four_hundred_years(void **state)
{
    (void)state;
    for (i64 day = -100000; day < 100000; day++) {
        struct date d = date_from_days(day);
        assert_true(date_is_real(d));
        assert_int_equal(date_to_days(d), day);
    }
    assert_int_equal(date_to_days((struct date){2026, 11, 23}), 20780);
    assert_int_equal(weekday_of_days(20780), 1);
    assert_false(date_is_real((struct date){2023, 2, 29}));
    assert_int_equal(days_of_ms(-1), -1);
    assert_int_equal(days_of_ms(-MS_PER_DAY), -1);
    assert_int_equal(days_of_ms(INT64_MIN), INT64_MIN / MS_PER_DAY - 1);
    for (i64 quarter = 4 * 1600; quarter < 4 * 2400; quarter++) {
        assert_int_equal(quarter_of_days(days_of_quarter(quarter)), quarter);
        assert_int_equal(quarter_of_days(days_of_quarter(quarter + 1) - 1), quarter);
    }
}

static void sums_of_money_stop_at_the_ends(void **state)
{
    (void)state;
    assert_int_equal(money_add(-7, 12), 5);
    assert_int_equal(money_add(INT64_MAX - 1, 2), INT64_MAX);
    assert_int_equal(money_add(INT64_MIN + 1, -2), INT64_MIN);
    assert_int_equal(money_add(INT64_MIN, INT64_MAX), -1);
}

static void iso_times_are_read_in_every_spelling(void **state)
{
    (void)state;
    i64 at = 0;
    assert_true(time_parse(S("1970-01-02"), &at) && at == MS_PER_DAY);
    assert_true(time_parse(S("1970-01-01T00:00:01.5Z"), &at) && at == 1500);
    assert_true(time_parse(S("1970-01-01 02:00:00+0200"), &at) && at == 0);
    assert_true(time_parse(S("2024-01-22T16:14:25.000+0000"), &at));
    assert_true(at == 1705940065000);
    assert_false(time_parse(S("2024-02-30"), &at));
    assert_false(time_parse(S("2024-01-22T25:00"), &at));
    assert_false(time_parse(S("2024-01-22T10:00x"), &at));
    assert_false(time_parse(S(""), &at));
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    i64 n = 0;
    f64 x = 0;
    assert_true(str_to_i64(S("-9223372036854775808"), &n) && n == INT64_MIN);
    assert_false(str_to_i64(S("9223372036854775808"), &n));
    assert_false(str_to_i64(S("12a"), &n));
    assert_false(str_to_i64(S("-"), &n));
    assert_true(str_to_f64(S("1.25e2"), &x) && x == 125.0);
    assert_false(str_to_f64(S("1e999"), &x));
    assert_false(str_to_f64(S("nan"), &x));
}

static void bad_utf8_is_found_at_its_byte(void **state)
{
    (void)state;
    assert_true(str_eq(str_clip(S("déjà"), 2), S("d"))); /* no half of é */
    assert_true(str_eq(str_clip(S("déjà"), 3), S("dé")));
    assert_true(str_eq(str_clip(S("déjà"), 99), S("déjà")));
    assert_int_equal(utf8_check(S("déjà vu €")), -1);
    assert_int_equal(utf8_check(S("ab\xC0\xAF")), 2);
    assert_int_equal(utf8_check(S("a\xED\xA0\x80")), 1);
    assert_int_equal(utf8_check(S("abc\xE2\x82")), 3);
    assert_int_equal(utf8_width(S("é日本")), 5);
}

static void a_slip_of_the_finger_is_recognised(void **state)
{
    (void)state;
    const str words[] = {S("problem"), S("proposal"), S("decision")};
    assert_true(str_eq(diag_did_you_mean(S("propsal"), words, 3), S("proposal")));
    assert_true(str_eq(diag_did_you_mean(S("porblem"), words, 3), S("problem")));
    assert_int_equal(diag_did_you_mean(S("harbour"), words, 3).n, 0);
}

static void a_problem_is_printed_with_its_line_and_caret(void **state)
{
    (void)state;
    struct diags d;
    diags_init(&d, &arena);
    d.file = S("saas.yaml");
    struct diag *one = diag_add(&d, DIAG_ERROR, "unknown-stage", (struct place){2, 10, 7},
                                "unknown stage \"%s\"", "propsal");
    diag_hint(&d, one, "the stages are: problem, proposal");
    struct buf out;
    buf_init(&out, 4096);
    diag_print(&out, &d.list.v[0], S("x\n- stage: propsal\n"), false);
    assert_true(str_eq(buf_str(&out), S("saas.yaml:2:10: error: unknown stage \"propsal\"\n"
                                        "    2 | - stage: propsal\n"
                                        "      |          ^~~~~~~\n"
                                        "hint: the stages are: problem, proposal\n")));
    buf_release(&out);
}

static void random_numbers_are_the_published_ones(void **state)
{
    (void)state;
    /* tests/golden/expected/14_rng.json, seed 42 */
    u64 seed = 42;
    assert_true(splitmix64(&seed) == 13679457532755275413ull);
    struct rng r = rng_from(42);
    assert_true(rng_u64(&r) == 1546998764402558742ull);
    for (i32 i = 0; i < 1000; i++) {
        i64 x = rng_below(&r, 7);
        assert_true(x >= 0 && x < 7);
    }
}

static void money_is_printed_in_its_own_digits(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 256);
    money_print(&b, -5, S("EUR"));
    money_print(&b, 1234, S("JPY"));
    money_print(&b, 1234, S("KWD"));
    assert_true(str_eq(buf_str(&b), S("-0.0512341.234")));
    buf_release(&b);
}

static void count_chunk(void *context, i64 chunk)
{
    ((i64 *)context)[chunk] += chunk;
}

static void every_chunk_is_worked_exactly_once(void **state)
{
    (void)state;
    i64 seen[1000] = {0};
    par_for(4, LENGTH(seen), count_chunk, seen);
    for (i64 i = 0; i < LENGTH(seen); i++)
        assert_int_equal(seen[i], i);
}

static void sha256_is_the_published_one(void **state)
{
    (void)state;
    struct sha256 h;
    char hex[65];
    sha256_init(&h);
    sha256_put(&h, S("abc"));
    sha256_end(&h, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

struct card {
    i32 value, place;
};

static bool card_before(const struct card *a, const struct card *b)
{
    return a->value <= b->value;
}

static void sorting_keeps_the_order_of_equals(void **state)
{
    (void)state;
    struct rng rng = rng_from(7);
    for (i64 n = 0; n < 70; n++) {
        struct card one[70], two[70], *v = one, *spare = two;
        i64 sum = 0;
        for (i64 i = 0; i < n; i++) {
            one[i] = (struct card){(i32)rng_below(&rng, 9), (i32)i};
            sum += one[i].value * 100 + one[i].place;
        }
        sort_merge(v, spare, n, card_before);
        assert_true(v != spare && (v == one || v == two));
        for (i64 i = 0; i < n; i++) {
            sum -= v[i].value * 100 + v[i].place;
            if (i)
                assert_true(v[i - 1].value < v[i].value ||
                            (v[i - 1].value == v[i].value && v[i - 1].place < v[i].place));
        }
        assert_int_equal(sum, 0);
    }
}

static void texts_are_plain_without_accents_and_capitals(void **state)
{
    static const struct {
        const char *text, *plain;
    } cases[] = {
        {"Éric", "eric"},
        {"E\xCC\x81ric", "eric"},
        {"ŒUVRE Æther Straße", "oeuvre aether strasse"},
        {"Zoë × 2 ÷ 3", "zoe × 2 ÷ 3"},
        {"Łódź Ġorġ Ýmir", "lodz gorg ymir"},
        {"ΑΘΗΝΑ МОСКВА", "αθηνα москва"},
        {"日本 — ok", "日本 — ok"},
        {"", ""},
    };
    struct arena a;
    (void)state;
    arena_init(&a, 1 << 16);
    for (i64 i = 0; i < LENGTH(cases); i++) {
        str plain = str_plain(&a, str_c(cases[i].text), 100);
        assert_true(str_eq(plain, str_c(cases[i].plain)));
    }
    assert_true(str_eq(str_plain(&a, S("a日本"), 4), S("a日"))); /* cut between letters */
    assert_true(str_eq(str_plain(&a, S("a日本"), 3), S("a")));
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_array_grows_in_place_and_others_move),
        cmocka_unit_test(memory_after_a_rewind_is_zero_again),
        cmocka_unit_test(scratch_passed_by_value_leaves_no_dirt),
        cmocka_unit_test(a_full_buf_keeps_what_fitted_and_says_so),
        cmocka_unit_test(interning_gives_each_word_one_dense_id),
        cmocka_unit_test(days_and_dates_agree_over_four_hundred_years),
        cmocka_unit_test(iso_times_are_read_in_every_spelling),
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(bad_utf8_is_found_at_its_byte),
        cmocka_unit_test(a_slip_of_the_finger_is_recognised),
        cmocka_unit_test(a_problem_is_printed_with_its_line_and_caret),
        cmocka_unit_test(random_numbers_are_the_published_ones),
        cmocka_unit_test(sums_of_money_stop_at_the_ends),
        cmocka_unit_test(money_is_printed_in_its_own_digits),
        cmocka_unit_test(every_chunk_is_worked_exactly_once),
        cmocka_unit_test(sha256_is_the_published_one),
        cmocka_unit_test(sorting_keeps_the_order_of_equals),
        cmocka_unit_test(texts_are_plain_without_accents_and_capitals),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
