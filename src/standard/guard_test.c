/* The condition language: what it answers, what it refuses, how it explains itself. The
 * twin writes random sentences and works out their answer while writing them. */
#include "standard/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct arena arena;
static struct standard standard;

static i64 add_field(const char *id, enum field_type type, const char *title, const char *french)
{
    struct field *f = vec_push(&arena, &standard.fields);
    f->id = str_c(id);
    f->type = type;
    if (title)
        *vec_push(&arena, &f->title.list) = (struct wording){S("en"), str_c(title)};
    if (french)
        *vec_push(&arena, &f->title.list) = (struct wording){S("fr"), str_c(french)};
    return standard.fields.n - 1;
}

enum { AMOUNT, SEATS, SCORE, CLOSE_DATE, REFERENCE, SEGMENT, REGION, CHAMPION, DECK, BUDGET };

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 28);
    standard = (struct standard){.currency = S("EUR")};
    add_field("amount", FIELD_MONEY, "Amount", "Montant");
    add_field("seats", FIELD_INTEGER, NULL, NULL);
    add_field("score", FIELD_DECIMAL, NULL, NULL);
    add_field("close_date", FIELD_DATE, "Close date", "Date de signature");
    add_field("reference_ok", FIELD_BOOLEAN, NULL, NULL);
    i64 segment = add_field("segment", FIELD_CHOICE, NULL, NULL);
    static const char *const choices[] = {"self-serve", "enterprise", "public"};
    for (i64 i = 0; i < LENGTH(choices); i++)
        vec_push(&arena, &standard.fields.v[segment].choices)->id = str_c(choices[i]);
    add_field("region", FIELD_TEXT, NULL, NULL);
    add_field("champion", FIELD_PERSON, NULL, NULL);
    add_field("deck", FIELD_LINK, NULL, NULL);
    add_field("budget", FIELD_MONEY, NULL, NULL);
    vec_push(&arena, &standard.milestones)->id = S("problem-agreed");
    vec_push(&arena, &standard.milestones)->id = S("economic-buyer");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static struct diags parse(struct guard *g, const char *text, bool expected)
{
    struct diags d;
    diags_init(&d, &arena);
    bool ok = guard_parse(g, &arena, &standard, str_c(text), (struct place){7, 20, 1}, &d);
    if (ok != expected)
        fail_msg("\"%s\": %s", text, d.list.n ? d.list.v[0].message.p : "was accepted");
    return d;
}

struct deal {
    struct guard_facts facts;
    i64 value[16];
    str text[16];
};

static void put(struct deal *d, i64 field, i64 value)
{
    d->value[field] = value;
    field_set_add(&d->facts.set, field);
}

static void deal_init(struct deal *d)
{
    *d = (struct deal){0};
    d->facts.value = d->value;
    d->facts.text = d->text;
    d->facts.today = 20000; /* 2024-10-04 */
}

static enum truth answer(const char *text, const struct deal *d)
{
    struct guard g = {0};
    parse(&g, text, true);
    return guard_eval(&g, &d->facts);
}

static void conditions_answer_what_they_say(void **state)
{
    (void)state;
    struct deal d;
    deal_init(&d);
    put(&d, AMOUNT, 5000000);
    put(&d, SEGMENT, 1);
    put(&d, REGION, guard_text_value(S("FR")));
    put(&d, CLOSE_DATE, 20010);
    put(&d, SCORE, 2500000);
    put(&d, REFERENCE, 1);
    put(&d, SEATS, -3);
    d.facts.reached = bits_of(1);
    static const struct {
        const char *text;
        enum truth truth;
    } cases[] = {
        {"", TRUTH_TRUE},
        {"amount >= 50000", TRUTH_TRUE},
        {"amount > 50000", TRUTH_FALSE},
        {"amount = 50000.00", TRUTH_TRUE},
        {"amount >= 50000.01", TRUTH_FALSE},
        {"amount >= 50000 and champion is set", TRUTH_FALSE},
        {"champion is not set", TRUTH_TRUE},
        {"segment in (enterprise, public)", TRUTH_TRUE},
        {"segment not in (enterprise, public)", TRUTH_FALSE},
        {"segment = self-serve or segment is enterprise", TRUTH_TRUE},
        {"segment is not \"public\"", TRUTH_TRUE},
        {"not (region = \"FR\")", TRUTH_FALSE},
        {"region in ('DE', 'FR')", TRUTH_TRUE},
        {"close_date < 2026-12-31", TRUTH_TRUE},
        {"close_date within 10 days", TRUTH_TRUE},
        {"close_date within 9 days", TRUTH_FALSE},
        {"close_date within 2 weeks", TRUTH_TRUE},
        {"close_date = today + 10 days", TRUTH_TRUE},
        {"close_date > today - 1 day", TRUTH_TRUE},
        {"score = 2.5 and seats < 0 and seats = -3", TRUTH_TRUE},
        {"reference_ok", TRUTH_TRUE},
        {"reference_ok = false", TRUTH_FALSE},
        {"milestone economic-buyer is reached", TRUTH_TRUE},
        {"milestone problem-agreed reached", TRUTH_FALSE},
        {"milestone problem-agreed is not reached", TRUTH_TRUE},
        {"budget > 5", TRUTH_UNKNOWN},
        {"amount > budget", TRUTH_UNKNOWN},
        {"budget > 5 or amount > 5", TRUTH_TRUE},
        {"budget > 5 and amount < 5", TRUTH_FALSE},
        {"not budget > 5", TRUTH_UNKNOWN},
        {"true or budget > 5", TRUTH_TRUE},
        {"amount < 1 or seats < 0 and amount < 2", TRUTH_FALSE},
        {"(seats < 0 or amount < 1) and score = 2.5", TRUTH_TRUE},
    };
    for (i64 i = 0; i < LENGTH(cases); i++)
        if (answer(cases[i].text, &d) != cases[i].truth)
            fail_msg("\"%s\"", cases[i].text);
    field_set_add(&d.facts.unknown, CHAMPION);
    assert_int_equal(answer("champion is set", &d), TRUTH_UNKNOWN);
}

static void problems_stand_at_their_column_with_a_hint(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message, *hint;
        i32 column, length;
    } cases[] = {
        {"amont > 5", "unknown field \"amont\"", "did you mean \"amount\"?", 20, 5},
        {"true and segment = enterprize", "\"enterprize\" is not a choice of \"segment\"",
         "did you mean \"enterprise\"?", 39, 10},
        {"segment = zzz", "\"zzz\" is not a choice of \"segment\"",
         "the choices are: self-serve, enterprise, public", 30, 3},
        {"amount > \"5\"", "\"amount\" is a money, \"5\" is a text",
         "numbers are written 50000 or 12.5", 29, 3},
        {"region = FR", "\"region\" is a text, \"FR\" is a word", "write \"FR\" in quotes", 29, 2},
        {"amount > close_date", "\"amount\" is a money, \"close_date\" is a date", "", 29, 10},
        {"segment > public", "\"segment\" is a choice and has no order",
         "it can be compared with = and != only", 28, 1},
        {"amount >= 50k", "expected a value, not \"50k\"",
         "numbers are written 50000 or 12.5, dates 2026-12-31", 30, 3},
        {"amount", "\"amount\" is a money, alone it says nothing",
         "write \"amount is set\", or compare it with a value", 20, 6},
        {"amount >", "the condition ends where a value is expected", "", 28, 1},
        {"seats = 1.5", "1.5 does not fit the integer \"seats\"", "it is a whole number", 28, 3},
        {"close_date < 2026-02-30", "there is no day 2026-02-30", "", 33, 10},
        {"milestone econmic-buyer reached", "unknown milestone \"econmic-buyer\"",
         "did you mean \"economic-buyer\"?", 30, 13},
        {"region = \"FR", "expected a value, not \"\"FR\"", "the text has no closing \"", 29, 3},
        {"deck = \"x\"", "\"deck\" is a link, \"x\" is a text",
         "a link can only be \"set\" or \"not set\"", 27, 3},
        {"amount > 5 seats", "expected \"and\", \"or\" or the end, not \"seats\"", "", 31, 5},
        {"\u00e9t\u00e9 > 5", "unknown field \"\u00e9t\u00e9\"", NULL, 20, 3},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct guard g;
        struct diags d = parse(&g, cases[i].text, false);
        assert_int_equal(d.list.n, 1);
        const struct diag *first = &d.list.v[0];
        assert_string_equal(first->message.p, cases[i].message);
        if (cases[i].hint)
            assert_true(str_eq(first->hint, str_c(cases[i].hint)));
        assert_int_equal(first->at.line, 7);
        assert_int_equal(first->at.column, cases[i].column);
        assert_int_equal(first->at.length, cases[i].length);
    }
}

static void every_wrong_name_is_reported_not_only_the_first(void **state)
{
    (void)state;
    struct guard g;
    struct diags d = parse(&g, "amont > 5 and segmnt = x or region > \"a\"", false);
    assert_int_equal(d.list.n, 3);
}

static void deep_and_long_conditions_are_refused(void **state)
{
    (void)state;
    struct guard g;
    char text[GUARD_BYTES_MAX + 2];
    memset(text, '(', 40);
    strcpy(text + 40, "true");
    memset(text + 44, ')', 41);
    text[84] = 0;
    struct diags d = parse(&g, text, false);
    assert_string_equal(d.list.v[0].code, "guard-limit");
    struct buf b = {.p = text, .max = sizeof text - 1};
    buf_put(&b, S("true"));
    for (i32 i = 0; i < 70; i++)
        buf_put(&b, S(" or true"));
    text[b.n] = 0;
    d = parse(&g, text, false);
    assert_string_equal(d.list.v[0].code, "guard-limit");
    memset(text, ' ', sizeof text);
    text[sizeof text - 1] = 0;
    d = parse(&g, text, false);
    assert_string_equal(d.list.v[0].code, "guard-limit");
}

static void assert_explains(const char *text, const struct deal *d, const char *lang,
                            const char *expected)
{
    struct guard g = {0};
    parse(&g, text, true);
    struct guard_term terms[GUARD_NODES_MAX];
    i32 n = guard_terms(&g, &d->facts, terms);
    char bytes[1024];
    struct buf b = {.p = bytes, .max = sizeof bytes - 1};
    for (i32 i = 0; i < n; i++) {
        if (i)
            buf_put(&b, S("; "));
        guard_term_explain(&b, &g, terms[i], &d->facts, str_c(lang));
    }
    bytes[b.n] = 0;
    assert_string_equal(bytes, expected);
}

static void assert_says(const char *text, const char *lang, const char *expected)
{
    struct guard g;
    struct diags d = parse(&g, text, true);
    assert_int_equal(d.list.n, 0);
    char out[1024];
    struct buf b = {.p = out, .max = sizeof out};
    guard_say(&b, &g, str_c(lang));
    str said = buf_str(&b);
    if (!str_eq(said, str_c(expected)))
        fail_msg("\"%s\" says \"%.*s\", expected \"%s\"", text, STR_ARG(said), expected);
}

static void conditions_say_their_rule_in_both_languages(void **state)
{
    (void)state;
    assert_says("amount >= 50000 and champion is set", "en",
                "Amount is at least 50,000 EUR and champion is filled in");
    assert_says("amount >= 50000 and champion is set", "fr",
                "Montant\u00a0: au moins 50\u202f000\u00a0EUR et champion\u00a0: renseigné");
    assert_says("segment in (enterprise, public) or not reference_ok", "en",
                "(segment is “enterprise” or “public”) or reference_ok is no");
    assert_says("(seats > 10 or score <= 1.5) and reference_ok", "en",
                "(seats is above 10 or score is at most 1.5) and reference_ok is yes");
    assert_says("close_date < today + 30 days", "en", "Close date is before 30 days from now");
    assert_says("close_date within 9 days", "fr", "Date de signature\u00a0: dans les 9 jours");
    assert_says("not (seats > 10 and champion is not set)", "en",
                "not (seats is above 10 and champion is not filled in)");
    assert_says("milestone economic-buyer is not reached and region != \"FR\"", "en",
                "“economic-buyer” is not reached and region is not \"FR\"");
    assert_says("budget > amount", "fr", "budget\u00a0: plus de Montant");
    assert_says("", "en", "");
}

static void conditions_explain_themselves_in_both_languages(void **state)
{
    (void)state;
    struct deal d;
    deal_init(&d);
    put(&d, AMOUNT, 3200000);
    put(&d, SEGMENT, 0);
    put(&d, CLOSE_DATE, 20010);
    put(&d, REGION, guard_text_value(S("DE")));
    d.text[REGION] = S("DE");
    put(&d, REFERENCE, 0);
    put(&d, SCORE, -500000);
    assert_explains("amount >= 50000 and champion is set", &d, "en",
                    "Amount is 32,000 EUR, below 50,000 EUR; champion is not filled in");
    assert_explains("amount >= 50000 and champion is set", &d, "fr",
                    "Montant\u00a0: 32\u202f000\u00a0EUR, moins que 50\u202f000\u00a0EUR; "
                    "champion\u00a0: non renseigné");
    assert_explains("segment in (enterprise, public)", &d, "en",
                    "segment is self-serve, none of enterprise, public");
    assert_explains("close_date < 2024-10-01 or close_date within 9 days", &d, "en",
                    "Close date is 2024-10-14, after 2024-10-01; "
                    "Close date is 2024-10-14, later than 9 days");
    assert_explains("region = \"FR\" and not reference_ok", &d, "en",
                    "region is \"DE\", not \"FR\"; reference_ok is no");
    assert_explains("score > 1.25", &d, "fr", "score\u00a0: -0,5, moins que 1,25");
    assert_explains("milestone economic-buyer is reached", &d, "fr",
                    "economic-buyer\u00a0: non atteint");
    assert_explains("budget > amount", &d, "en", "budget is not filled in");
}

static void what_is_missing_to_answer_is_named(void **state)
{
    (void)state;
    struct deal d;
    deal_init(&d);
    put(&d, AMOUNT, 100);
    struct guard g = {0};
    parse(&g, "amount > 5 or budget > 3 and seats > 2", true);
    struct field_set wanting = guard_wanting(&g, &d.facts);
    assert_true(field_set_has(&wanting, BUDGET) && field_set_has(&wanting, SEATS));
    assert_false(field_set_has(&wanting, AMOUNT));
    put(&d, SEATS, 1);
    wanting = guard_wanting(&g, &d.facts);
    assert_true(field_set_none(&wanting));
    assert_true(field_set_has(&g.fields, AMOUNT) && field_set_has(&g.fields, BUDGET));
    assert_false(field_set_has(&g.fields, SCORE));
}

/* The twin: writes a random test, returns its answer worked out from human values. */
static enum truth write_test(struct buf *b, struct rng *r, const struct deal *d)
{
    static const char *const fields[] = {"amount", "seats", "close_date"};
    static const i64 index[] = {AMOUNT, SEATS, CLOSE_DATE};
    static const char *const sign[] = {"=", "!=", "<", "<=", ">", ">="};
    i64 kind = rng_below(r, 6);
    if (kind == 0) {
        bool not = rng_below(r, 2);
        buf_put(b, not ? S("champion is not set") : S("champion is set"));
        bool set = field_set_has(&d->facts.set, CHAMPION);
        return set != not ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (kind == 1) {
        bool yes = bits_has(d->facts.reached, 1), not = rng_below(r, 2);
        buf_put(b, not ? S("milestone economic-buyer is not reached")
                       : S("milestone economic-buyer is reached"));
        return yes != not ? TRUTH_TRUE : TRUTH_FALSE;
    }
    if (kind == 2) {
        bool not = rng_below(r, 2), listed[3] = {rng_below(r, 2), rng_below(r, 2), true};
        buf_put(b, not ? S("segment not in (") : S("segment in ("));
        for (i64 i = 0; i < 3; i++)
            if (listed[i])
                buf_fmt(b, "%s%s",
                        i == 0   ? "self-serve"
                        : i == 1 ? "enterprise"
                                 : "public",
                        i == 2 ? ")" : ", ");
        if (!field_set_has(&d->facts.set, SEGMENT))
            return TRUTH_UNKNOWN;
        return listed[d->value[SEGMENT]] != not ? TRUTH_TRUE : TRUTH_FALSE;
    }
    i64 f = rng_below(r, 3), s = rng_below(r, 6), literal = rng_below(r, 4);
    buf_fmt(b, "%s %s ", fields[f], sign[s]);
    if (f == 2)
        buf_fmt(b, "2024-10-0%lld", (long long)literal + 1);
    else
        buf_fmt(b, "%lld", (long long)literal);
    if (!field_set_has(&d->facts.set, index[f]))
        return TRUTH_UNKNOWN;
    i64 v = d->value[index[f]];
    i64 human = f == 0 ? v / 100 : f == 2 ? v - 19997 : v;
    bool holds = s == 0   ? human == literal
                 : s == 1 ? human != literal
                 : s == 2 ? human < literal
                 : s == 3 ? human <= literal
                 : s == 4 ? human > literal
                          : human >= literal;
    return holds ? TRUTH_TRUE : TRUTH_FALSE;
}

static f64 degree(enum truth t)
{
    return t == TRUTH_TRUE ? 1 : t == TRUTH_FALSE ? 0 : 0.5;
}

/* Kleene's connectives as minimum, maximum and complement of 0, 1/2, 1. */
static f64 write_condition(struct buf *b, struct rng *r, const struct deal *d, i32 depth)
{
    i64 kind = depth == 0 ? 0 : rng_below(r, 4);
    if (kind == 0)
        return degree(write_test(b, r, d));
    if (kind == 1) {
        buf_put(b, S("not ("));
        f64 x = write_condition(b, r, d, depth - 1);
        buf_put(b, S(")"));
        return 1 - x;
    }
    buf_put(b, S("("));
    f64 x = write_condition(b, r, d, depth - 1);
    buf_put(b, kind == 2 ? S(") and (") : S(") or ("));
    f64 y = write_condition(b, r, d, depth - 1);
    buf_put(b, S(")"));
    bool smaller = (x < y) == (kind == 2);
    return smaller ? x : y;
}

static void random_deal(struct deal *d, struct rng *r)
{
    deal_init(d);
    if (rng_below(r, 4))
        put(d, AMOUNT, 100 * rng_below(r, 4));
    if (rng_below(r, 4))
        put(d, SEATS, rng_below(r, 4));
    if (rng_below(r, 4))
        put(d, CLOSE_DATE, 19997 + rng_below(r, 4));
    if (rng_below(r, 4))
        put(d, SEGMENT, rng_below(r, 3));
    if (rng_below(r, 2))
        put(d, CHAMPION, 1);
    if (rng_below(r, 2))
        d->facts.reached = bits_of(1);
}

static void random_conditions_answer_as_the_twin_and_survive_printing(void **state)
{
    (void)state;
    struct rng r = rng_from(11);
    i64 seen[3] = {0};
    for (i32 round = 0; round < 4000; round++) {
        i64 mark = arena_mark(&arena);
        char text[8192], again[8192], twice[8192];
        struct buf b = {.p = text, .max = sizeof text - 1};
        struct deal d;
        random_deal(&d, &r);
        f64 expected = write_condition(&b, &r, &d, 4);
        text[b.n] = 0;
        if (b.n <= GUARD_BYTES_MAX) {
            struct guard g = {0}, g2 = {0};
            parse(&g, text, true);
            enum truth t = guard_eval(&g, &d.facts);
            assert_true(degree(t) == expected);
            seen[t]++;
            struct buf p = {.p = again, .max = sizeof again - 1};
            guard_print(&p, &g);
            again[p.n] = 0;
            parse(&g2, again, true);
            assert_true(degree(guard_eval(&g2, &d.facts)) == expected);
            assert_int_equal(g.node_count, g2.node_count);
            struct buf q = {.p = twice, .max = sizeof twice - 1};
            guard_print(&q, &g2);
            twice[q.n] = 0;
            assert_string_equal(again, twice);
        }
        arena_rewind(&arena, mark);
    }
    assert_true(seen[0] > 200 && seen[1] > 200 && seen[2] > 200);
}

/* A test of the day, in words only: the twin of guard_turns asks guard_eval day by day. */
static void write_dated(struct buf *b, struct rng *r, i32 depth)
{
    static const char *const tests[] = {"close_date within %lld days",
                                        "close_date < today",
                                        "close_date >= today + %lld days",
                                        "close_date = today - %lld days",
                                        "champion is set",
                                        "close_date != today + %lld days",
                                        "seats > 1"};
    if (depth == 0 || rng_below(r, 3) == 0) {
        const char *test = tests[rng_below(r, LENGTH(tests))];
        str days = str_fmt(&arena, "%lld", (long long)rng_below(r, 20));
        str whole = str_c(test);
        i64 at = str_find(whole, S("%lld"));
        if (at < 0)
            buf_put(b, whole);
        else
            buf_fmt(b, "%.*s%.*s%s", (int)at, whole.p, STR_ARG(days), whole.p + at + 4);
        return;
    }
    i64 kind = rng_below(r, 3);
    buf_put(b, kind == 0 ? S("not (") : S("("));
    write_dated(b, r, depth - 1);
    if (kind) {
        buf_put(b, kind == 1 ? S(") and (") : S(") or ("));
        write_dated(b, r, depth - 1);
    }
    buf_put(b, S(")"));
}

static void the_day_on_which_a_condition_turns_is_the_first_that_answers_otherwise(void **state)
{
    (void)state;
    enum { FAR = 60 };
    struct rng r = rng_from(12);
    i64 turned = 0, never = 0;
    for (i32 round = 0; round < 3000; round++) {
        i64 mark = arena_mark(&arena);
        char text[4096];
        struct buf b = {.p = text, .max = sizeof text - 1};
        struct deal d;
        struct guard g = {0};
        random_deal(&d, &r);
        if (field_set_has(&d.facts.set, CLOSE_DATE))
            put(&d, CLOSE_DATE, d.facts.today - 10 + rng_below(&r, 40));
        write_dated(&b, &r, 3);
        text[b.n] = 0;
        parse(&g, text, true);
        i64 turns = guard_turns(&g, &d.facts), expected = INT64_MAX;
        enum truth now = guard_eval(&g, &d.facts);
        struct guard_facts then = d.facts;
        for (i64 k = 1; k <= FAR && expected == INT64_MAX; k++) {
            then.today = d.facts.today + k;
            if (guard_eval(&g, &then) != now)
                expected = then.today;
        }
        if (turns != expected)
            fail_msg("%s turns on day %lld, not %lld", text, (long long)expected, (long long)turns);
        turned += turns != INT64_MAX;
        never += turns == INT64_MAX;
        arena_rewind(&arena, mark);
    }
    assert_true(turned > 500 && never > 500);
}

static void the_normal_form_keeps_only_needed_parentheses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *normal;
    } cases[] = {
        {"((amount>=50000)) AND (champion is set)", "amount >= 50000 and champion is set"},
        {"(amount > 1 or seats>2) and score <> -0.50",
         "(amount > 1 or seats > 2) and score != -0.5"},
        {"not (not reference_ok)", "not not reference_ok"},
        {"close_date<today+2 weeks", "close_date < today + 14 days"},
        {"region is 'say \"hi\"'", "region = 'say \"hi\"'"},
        {"amount = 12.50", "amount = 12.50"},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        struct guard g = {0};
        parse(&g, cases[i].text, true);
        char bytes[256];
        struct buf b = {.p = bytes, .max = sizeof bytes - 1};
        guard_print(&b, &g);
        bytes[b.n] = 0;
        assert_string_equal(bytes, cases[i].normal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_answer_what_they_say),
        cmocka_unit_test(problems_stand_at_their_column_with_a_hint),
        cmocka_unit_test(every_wrong_name_is_reported_not_only_the_first),
        cmocka_unit_test(deep_and_long_conditions_are_refused),
        cmocka_unit_test(conditions_explain_themselves_in_both_languages),
        cmocka_unit_test(conditions_say_their_rule_in_both_languages),
        cmocka_unit_test(what_is_missing_to_answer_is_named),
        cmocka_unit_test(random_conditions_answer_as_the_twin_and_survive_printing),
        cmocka_unit_test(the_day_on_which_a_condition_turns_is_the_first_that_answers_otherwise),
        cmocka_unit_test(the_normal_form_keeps_only_needed_parentheses),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
