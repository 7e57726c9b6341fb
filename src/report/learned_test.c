/* What was learnt, as people and programs read it: both languages, every width, no name that
 * becomes markup, the same figures in each form. */
#include "report/learned.h"
#include "report/term.h"
#include "simulate/company.h"
#include "simulate/company_standard.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"
#include "tests/arena.h"

static struct learned learned;
static struct history history;
static struct import_report import;
static struct report report;

static void every_sentence_stands_in_both_languages_with_the_same_holes(void **state)
{
    (void)state;
    for (i32 i = 0; i < LEARN_COUNT; i++) {
        for (i32 lang = 0; lang < LANG_COUNT; lang++)
            if (!text_learn[i][lang])
                fail_msg("sentence %d is missing in %s", i, lang_code((enum lang)lang));
        u32 english = text_holes(str_c(text_learn[i][LANG_EN]));
        if (english != text_holes(str_c(text_learn[i][LANG_FR])))
            fail_msg("\"%s\" has other holes in French", text_learn[i][LANG_EN]);
    }
}

static const struct standard *claimed(void)
{
    struct buf text;
    struct diags d;
    struct standard *s = arena_new(&arena, struct standard);
    buf_init(&text, 1 << 20);
    company_standard_print(&text, COMPANY_FORMAL, 1);
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("s.yaml"), str_dup(&arena, buf_str(&text)), &d));
    buf_release(&text);
    return s;
}

static void learn_of(i64 deals, u64 seed, enum lang lang)
{
    struct company *c = arena_new(&arena, struct company);
    struct company_config config = {.kind = COMPANY_INFORMAL, .deals = deals, .seed = seed};
    struct learned_options o = {.days = -1};
    struct err e = {0};
    const struct standard *s = claimed();
    if (!company_simulate(c, &arena, &config, &e) || !company_history(&history, &arena, c, &e) ||
        !learned_find(&learned, &arena, &history, s, &o, &e))
        fail_msg("%s", e.text);
    memset(import.input_sha256, 'a', sizeof import.input_sha256 - 1);
    report = (struct report){
        .lang = lang, .version = S("1"), .history = &history, .import = &import, .standard = s};
}

static str written(void (*write)(struct buf *, struct arena *, const struct learned *,
                                 const struct report *))
{
    struct buf out;
    buf_init(&out, 64 << 20);
    write(&out, &arena, &learned, &report);
    assert_false(out.full);
    str text = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static str screen(i32 columns)
{
    struct buf out;
    struct terminal_options options = {.columns = columns};
    buf_init(&out, 64 << 20);
    learned_terminal(&out, &arena, &learned, &report, &options);
    str text = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static void it_fits_every_width_in_both_languages(void **state)
{
    (void)state;
    for (i32 lang = 0; lang < LANG_COUNT; lang++) {
        learn_of(400, 3, (enum lang)lang);
        for (i32 columns = TERM_COLUMNS_MIN; columns <= TERM_COLUMNS_MAX; columns += 20)
            for (str line, rest = screen(columns); rest.n;) {
                (void)str_cut(rest, '\n', &line, &rest);
                if (utf8_width(line) > columns)
                    fail_msg("wider than %d: \"%.*s\"", columns, STR_ARG(line));
            }
    }
}

static const json_t *member(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    if (!v)
        fail_msg("no \"%s\"", key);
    return v;
}

static i64 whole(const json_t *object, const char *key)
{
    return json_integer_value(member(object, key));
}

/* Found ones have a sentence and a difference; refused families say what would be enough. */
static void check_family(const json_t *f)
{
    size_t i;
    const json_t *p;
    bool measured = !strcmp(json_string_value(member(f, "standing")), "measured");
    assert_int_equal(json_is_null(member(f, "reason")), measured);
    assert_true(measured || json_array_size(member(f, "practices")) == 0 ||
                whole(f, "tested") == 0);
    i64 found = 0;
    json_array_foreach(member(f, "practices"), i, p)
    {
        bool is = json_is_true(member(p, "found"));
        found += is;
        assert_int_equal(json_is_string(member(p, "effect")), is);
        assert_true(!is || json_is_number(member(member(p, "difference"), "low")));
        const json_t *with = member(p, "with"), *without = member(p, "without");
        assert_true(whole(with, "won") <= whole(with, "told"));
        assert_true(whole(with, "told") <= whole(with, "deals"));
        assert_true(whole(with, "deals") + whole(without, "deals") <= whole(f, "deals"));
    }
    assert_int_equal(found, whole(f, "found"));
}

static void the_json_says_what_was_found_and_nothing_below_a_floor(void **state)
{
    (void)state;
    static const i64 sizes[] = {60, 600};
    for (i64 k = 0; k < LENGTH(sizes); k++) {
        learn_of(sizes[k], 5, LANG_EN);
        str text = written(learned_json);
        json_error_t error;
        json_t *root = json_loadb(text.p, (size_t)text.n, 0, &error);
        if (!root)
            fail_msg("%s", error.text);
        size_t i;
        const json_t *f;
        i64 all = 0;
        json_array_foreach(member(member(root, "practices"), "families"), i, f)
        {
            check_family(f);
            all += whole(f, "found");
        }
        assert_int_equal(all > 0, sizes[k] == 600);
        assert_true(str_eq(text, written(learned_json))); /* the same bytes */
        json_decref(root);
    }
}

static void a_name_from_a_file_becomes_no_markup(void **state)
{
    (void)state;
    struct history_builder *b = history_builder_new(&arena);
    struct learned_options o = {.days = -1};
    struct err e = {0};
    for (i64 i = 0; i < 240; i++) {
        struct history_deal deal = {.id = S("d"),
                                    .created_ms = TIME_NONE,
                                    .entered_ms = MS_PER_DAY * i,
                                    .seen_from_ms = TIME_NONE,
                                    .closed_ms = MS_PER_DAY * (i + 50),
                                    .expected_ms = TIME_NONE,
                                    .modified_ms = TIME_NONE,
                                    .outcome = i % 2 ? OUTCOME_WON : OUTCOME_LOST,
                                    .owner = S("<b>Ada</b>")};
        struct history_event x = {.deal = history_add_deal(b, &deal),
                                  .at_ms = MS_PER_DAY * (i + 2),
                                  .recorded_ms = TIME_NONE,
                                  .activity = S("<script>x</script>"),
                                  .kind = ACTIVITY_OTHER};
        if (i % 4 == 1 || i % 16 == 0)
            history_add_event(b, &x);
    }
    if (!history_build(&history, b, MS_PER_DAY * 400, 1, &e) ||
        !learned_find(&learned, &arena, &history, NULL, &o, &e))
        fail_msg("%s", e.text);
    report =
        (struct report){.version = S("1"), .history = &history, .import = &import, .lang = LANG_EN};
    str page = written(learned_html);
    assert_true(learned.practices.family[0].found > 0);
    assert_true(str_find(page, S("&lt;script&gt;x")) > 0);
    assert_true(str_find(page, S("<script")) < 0 && str_find(page, S("<b>Ada")) < 0);
    assert_true(str_find(page, S("A standard is needed")) > 0);
    const struct estimate *d = &learned.practices.family[0].list[0].difference;
    str points = str_fmt(&arena, "%.0f (%.0f to %.0f)</td>", 100 * d->value, 100 * d->ci.low,
                         100 * d->ci.high);
    assert_true(str_find(page, points) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_stands_in_both_languages_with_the_same_holes),
        cmocka_unit_test(it_fits_every_width_in_both_languages),
        cmocka_unit_test(the_json_says_what_was_found_and_nothing_below_a_floor),
        cmocka_unit_test(a_name_from_a_file_becomes_no_markup),
    };
    return cmocka_run_group_tests_name("learned", tests, setup, teardown);
}
