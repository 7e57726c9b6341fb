/* Words are found as people look for them, and only where they still stand. */
#include "workspace/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/plain.h"
#include "workspace/company_test.h"
#include "workspace/reader.h"
#include "workspace/store.h"
#include "workspace/verify.h"

enum { DEALS = 60, TEXTS_MAX = 2000, PAGE = 5 };

static struct arena arena;
static struct simulated sim;
static struct company company;
static struct workspace *w;
static const char path[] = "acme.etalon";

/* The twin: every text that may be found, by the event it came with. */
static struct text_kept {
    i64 sequence, deal;
    i32 field; /* -1: a note; -2: a name */
    str text;
} kept[TEXTS_MAX];
static i64 kept_count;
static i32 text_field;

static const char *const vocabulary[] = {"Éclair", "eclairs", "north",   "Northwind",
                                         "zoë",    "ZOE",     "renewal", "renew",
                                         "2026",   "budget",  "über",    "kuche"};

static void open_again(void)
{
    const struct workspace_options o = {.create = true, .no_thread = true};
    struct err e;
    workspace_close(w);
    if (!workspace_open(&w, &sim.platform, path, &o, &e))
        fail_msg("%s", e.text);
}

static str some_text(void)
{
    str out = {0};
    for (i64 n = 1 + rng_below(&company.rng, 4); n > 0; n--)
        out = str_fmt(&arena, "%.*s%s%s", STR_ARG(out), out.n ? ", " : "",
                      vocabulary[rng_below(&company.rng, LENGTH(vocabulary))]);
    return out;
}

static void keep(i64 sequence, i64 deal, i32 field, str text)
{
    for (i64 i = 0; i < kept_count; i++)
        if (field != -1 && kept[i].deal == deal && kept[i].field == field) {
            kept[i] = kept[--kept_count]; /* it takes the place of what was there */
            break;
        }
    if (text.n)
        kept[kept_count++] = (struct text_kept){sequence, deal, field, text};
}

static void say(i64 deal, i32 what)
{
    struct request r = {.intent = {.kind = INTENT_ACT, .deal = deal, .expected = REVISION_ANY}};
    r.intent.act = (struct deal_event){.actor = 1, .subject = NO_SUBJECT};
    r.intent.text = some_text();
    if (what == 0)
        r.intent.kind = INTENT_NAME;
    else if (what == 1)
        r.intent.act.kind = EVENT_OBJECTED;
    else {
        r.intent.act.kind = what == 3 ? EVENT_FIELD_CLEARED : EVENT_FIELD_SET;
        r.intent.act.subject = (u16)text_field;
        r.intent.text = what == 3 ? (str){0} : r.intent.text;
        r.intent.act.value = guard_text_value(r.intent.text);
    }
    workspace_do(w, &r);
    if (r.answer.status == ANSWER_ACCEPTED)
        keep(r.answer.first, deal, what == 0 ? -2 : what == 1 ? -1 : text_field, r.intent.text);
}

static int setup(void **state)
{
    (void)state;
    i64 deal[DEALS];
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 2026);
    company_init(&company, &arena, 2026);
    w = NULL;
    kept_count = 0;
    open_again();
    company_begin(&company, w);
    const struct standard *s = workspace_rules(w, 1)->standard;
    for (text_field = 0; s->fields.v[text_field].type != FIELD_TEXT;)
        text_field++;
    for (i32 i = 0; i < DEALS; i++) {
        struct request r = {.intent = {.kind = INTENT_ACT, .expected = REVISION_ANY}};
        r.intent.act = (struct deal_event){.kind = EVENT_OPENED, .actor = 1};
        r.intent.text = some_text();
        workspace_do(w, &r);
        deal[i] = r.answer.deal;
        keep(r.answer.first, deal[i], -2, r.intent.text);
    }
    for (i32 k = 0; k < 600; k++)
        say(deal[rng_below(&company.rng, DEALS)], (i32)rng_below(&company.rng, 4));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    workspace_close(w);
    simulated_release(&sim);
    arena_release(&arena);
    return 0;
}

static bool has_word(str text, str word, bool whole)
{
    str plain = str_plain(&arena, text, 1000), wanted = str_plain(&arena, word, 100), one;
    for (bool more = true; more;) {
        more = str_cut(plain, ' ', &one, &plain);
        while (one.n && one.p[one.n - 1] == ',')
            one.n--;
        if (whole ? str_eq(one, wanted) : str_starts(one, wanted))
            return true;
    }
    return false;
}

static i32 rank_of(const struct text_kept *t, const str *words, i64 n)
{
    bool whole = true, begun = true;
    for (i64 i = 0; i < n; i++) {
        whole = whole && has_word(t->text, words[i], true);
        begun = begun && has_word(t->text, words[i], words[i].n == 1);
    }
    return !begun ? -1 : (t->field == -2 ? RANK_NAME : RANK_TEXT) + !whole;
}

static str some_question(void)
{
    static const char *const begun[] = {"ecl", "Nor", "zo", "RENEW", "2", "ü", "é", "bud"};
    str one = str_c(vocabulary[rng_below(&company.rng, LENGTH(vocabulary))]);
    str two = str_c(begun[rng_below(&company.rng, LENGTH(begun))]);
    i64 which = rng_below(&company.rng, 3);
    return which == 0   ? one
           : which == 1 ? two
                        : str_fmt(&arena, "%.*s  \"%.*s -", STR_ARG(one), STR_ARG(two));
}

static void hits_are_what_reading_every_text_would_give(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    i64 seen[RANK_COUNT] = {0};
    assert_true(reader_open(&reader, w, &e));
    for (i32 k = 0; k < 300; k++) {
        str question = some_question(), words[SEARCH_WORDS_MAX];
        i64 n = search_words(&arena, question, words), expected = 0, found = 0;
        struct search_place place = {0};
        struct search_hit hits[PAGE], last = {0};
        for (i64 i = 0; i < kept_count; i++)
            expected += rank_of(&kept[i], words, n) >= 0;
        for (i64 got = PAGE; got == PAGE; found += got) {
            got = reader_search(reader, &arena, question, &place, PAGE, hits);
            for (i64 i = 0; i < got; i++) {
                const struct text_kept *t = kept;
                while (t < kept + kept_count && t->sequence != hits[i].sequence)
                    t++;
                assert_true(t < kept + kept_count && t->deal == hits[i].deal);
                assert_int_equal(rank_of(t, words, n), hits[i].rank);
                assert_true(!last.sequence || hits[i].rank > last.rank ||
                            (hits[i].rank == last.rank && hits[i].sequence < last.sequence));
                last = hits[i];
                seen[last.rank]++;
            }
        }
        assert_int_equal(found, expected);
    }
    for (i32 i = 0; i < RANK_COUNT; i++)
        assert_true(seen[i] > 50);
    reader_close(reader);
}

static void deals_of_a_question_are_those_of_its_hits(void **state)
{
    (void)state;
    struct reader *reader;
    struct err e;
    static i64 deals[SEARCH_DEALS_MAX];
    str words[SEARCH_WORDS_MAX];
    bool cut;
    assert_true(reader_open(&reader, w, &e));
    i64 n = reader_search_deals(reader, &arena, S("north"), deals, &cut);
    search_words(&arena, S("north"), words);
    assert_true(n > 5 && !cut);
    for (i64 i = 0; i < n; i++) {
        bool there = false;
        for (i64 k = 0; k < kept_count; k++)
            there |= kept[k].deal == deals[i] && rank_of(&kept[k], words, 1) >= 0;
        assert_true(there);
        for (i64 k = 0; k < i; k++)
            assert_true(deals[k] != deals[i]);
    }
    for (i64 k = 0; k < kept_count; k++) {
        i64 at = 0;
        while (at < n && deals[at] != kept[k].deal)
            at++;
        assert_true(at < n || rank_of(&kept[k], words, 1) < 0);
    }
    assert_int_equal(reader_search_deals(reader, &arena, S(" -- \"\" "), deals, &cut), 0);
    reader_close(reader);
}

static void questions_of_any_bytes_are_answered(void **state)
{
    (void)state;
    static const char *const odd[] = {"*",  "name:x", "a AND",     "NEAR(",   "\"",     "x\"y",
                                      "-x", "^e",     "{text}: e", "e'); --", "\x01 e", "+e"};
    struct reader *reader;
    struct err e;
    struct search_hit hits[PAGE];
    assert_true(reader_open(&reader, w, &e));
    for (i64 i = 0; i < LENGTH(odd); i++) {
        struct search_place place = {0};
        reader_search(reader, &arena, str_c(odd[i]), &place, PAGE, hits);
        assert_true(reader_check(reader, &e)); /* a question that is no sentence is no failure */
    }
    reader_close(reader);
}

static void a_long_question_ends_between_letters(void **state)
{
    (void)state;
    str words[SEARCH_WORDS_MAX], question = {0};
    while (question.n < 2 * SEARCH_QUESTION_MAX)
        question = str_fmt(&arena, "%.*s日", STR_ARG(question)); /* of three bytes */
    assert_int_equal(search_words(&arena, question, words), 1);
    assert_int_equal(words[0].n, SEARCH_QUESTION_MAX / 3 * 3);
}

static void verify_makes_the_index_again(void **state)
{
    (void)state;
    struct verified v;
    struct err e;
    workspace_close(w);
    w = NULL;
    assert_true(workspace_verify_file(&sim.platform, path, &arena, &v, &e));
    if (v.problem_count)
        fail_msg("%s", v.problems.v[0].p);
    assert_int_equal(v.texts, kept_count);
    open_again();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_are_what_reading_every_text_would_give),
        cmocka_unit_test(deals_of_a_question_are_those_of_its_hits),
        cmocka_unit_test(questions_of_any_bytes_are_answered),
        cmocka_unit_test(a_long_question_ends_between_letters),
        cmocka_unit_test(verify_makes_the_index_again),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
