/* Golden 15: replay, alignment, obligations, regularity. */
#include "learn/alignment.h"
#include "learn/declare.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "tests/arena.h"
#include "tests/golden.h"

static const u16 model[] = {'A', 'B', 'C', 'D', 'E'};

static i64 letters(u16 *out, const char *text)
{
    i64 n = 0;
    for (; text[n]; n++)
        out[n] = (u8)text[n];
    return n;
}

static const char *text_of(const json_t *row, const char *key)
{
    const json_t *value = golden_get(row, key);
    golden_note(value);
    return golden_is_undefined(value) ? "" : json_string_value(value);
}

static void replay_and_distance_to_a_list_of_stages(void **state)
{
    (void)state;
    json_t *root = golden_load("15_conformance.json"), *row;
    struct golden_tolerance t = golden_tolerance(root);
    size_t i;
    json_array_foreach(golden_get(root, "replay_and_alignment"), i, row)
    {
        u16 trace[64];
        i64 n = letters(trace, text_of(row, "trace"));
        const json_t *replay = golden_get(row, "replay"), *align = golden_get(row, "alignment");
        struct replay r;
        replay_linear(&r, arena, trace, n, model, 5);
        golden_key("replay", (f64)r.produced, replay, "p", t);
        golden_key("replay", (f64)r.consumed, replay, "c", t);
        golden_key("replay", (f64)r.missing, replay, "m", t);
        golden_key("replay", (f64)r.remaining, replay, "r", t);
        golden_key("replay", r.fitness, replay, "fitness", t);
        struct stage_fit fit;
        stage_fit(&fit, arena, trace, n, model, 5);
        golden_key("align", (f64)fit.cost, align, "cost", t);
        golden_key("align", (f64)fit.extra, align, "log_moves", t);
        golden_key("align", (f64)fit.skipped, align, "model_moves", t);
        golden_key("align", fit.fitness, align, "fitness", t);
    }
    assert_int_equal(i, 9);
    json_decref(root);
    golden_end();
}

static enum declare_template template_named(const char *name)
{
    static const struct {
        const char *name;
        enum declare_template template;
    } known[] = {
        {"existence", DECLARE_EXISTENCE},
        {"absence", DECLARE_ABSENCE},
        {"init", DECLARE_INIT},
        {"precedence", DECLARE_PRECEDENCE},
        {"response", DECLARE_RESPONSE},
        {"succession", DECLARE_SUCCESSION},
        {"chain_response", DECLARE_CHAIN_RESPONSE},
        {"not_coexistence", DECLARE_NOT_COEXISTENCE},
    };
    for (i64 i = 0; i < LENGTH(known); i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i].template;
    fail_msg("no template %s", name);
    return DECLARE_COUNT;
}

static void check_result(const struct declare_result *r, const json_t *row)
{
    char id[32];
    snprintf(id, sizeof id, "%s", text_of(row, "verdict"));
    for (char *p = id; *p; p++)
        *p = *p == '_' ? '-' : *p;
    struct golden_tolerance exact = {0, 0};
    if (strcmp(id, declare_verdict_id(r->verdict)) != 0)
        fail_msg("%s %s: %s, expected %s", json_dumps(row, 0), text_of(row, "trace"),
                 declare_verdict_id(r->verdict), id);
    golden_key("declare", (f64)r->activations, row, "activations", exact);
    golden_key("declare", (f64)r->fulfilled, row, "fulfilled", exact);
    golden_key("declare", (f64)r->violated, row, "violated", exact);
}

static void obligations_have_four_verdicts(void **state)
{
    (void)state;
    json_t *root = golden_load("15_conformance.json"), *row;
    size_t i;
    json_array_foreach(golden_get(root, "declare"), i, row)
    {
        u16 trace[64];
        i64 n = letters(trace, text_of(row, "trace"));
        struct declare_rule rule = {.template = template_named(text_of(row, "template")),
                                    .a = (u16)text_of(row, "a")[0],
                                    .b = (u16)text_of(row, "b")[0]};
        struct declare_result r;
        declare_check(&r, &rule, trace, NULL, n, json_is_true(golden_get(row, "closed")), 0);
        check_result(&r, row);
    }
    assert_int_equal(i, 96);
    json_decref(root);
    golden_end();
}

static void a_response_may_have_a_deadline(void **state)
{
    (void)state;
    json_t *root = golden_load("15_conformance.json"), *row;
    size_t i;
    json_array_foreach(golden_get(root, "declare_response_within"), i, row)
    {
        u16 trace[64];
        i64 at[64], n = letters(trace, text_of(row, "trace"));
        for (i64 k = 0; k < n; k++)
            at[k] = golden_i64(json_array_get(golden_get(row, "times"), (size_t)k));
        struct declare_rule rule = {.template = DECLARE_RESPONSE, .a = 'B', .b = 'D'};
        rule.within_ms = golden_i64(golden_get(row, "deadline"));
        struct declare_result r;
        declare_check(&r, &rule, trace, at, n, json_is_true(golden_get(row, "closed")),
                      golden_i64(golden_get(row, "now")));
        check_result(&r, row);
    }
    assert_int_equal(i, 5);
    json_decref(root);
    golden_end();
}

/* Each letter an event, one minute apart. */
static void history_of_letters(struct history *h, const json_t *log)
{
    struct history_builder *b = history_builder_new(&arena);
    size_t i;
    json_t *row;
    json_array_foreach(log, i, row)
    {
        struct history_deal d = {.id = str_fmt(&arena, "%zu", i), .closed_ms = TIME_NONE};
        history_add_deal(b, &d);
        const char *text = json_string_value(row);
        for (i64 k = 0; text[k]; k++) {
            struct history_event e = {.deal = (i64)i, .at_ms = k * 60000, .recorded_ms = TIME_NONE};
            e.activity = (str){text + k, 1};
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
}

static void regularity_of_a_log(void **state)
{
    (void)state;
    json_t *root = golden_load("15_conformance.json");
    const json_t *reg = golden_get(root, "regularity");
    struct golden_tolerance t = golden_tolerance(root);
    struct history h;
    struct traces traces;
    struct variants v;
    struct regularity r;
    history_of_letters(&h, golden_get(reg, "log"));
    traces_of(&traces, &arena, &h, TRACES_ALL, 1);
    variants_find(&v, &arena, &traces, 2);
    variants_regularity(&r, arena, &v, &traces, 1000);
    golden_key("regularity", (f64)v.count, reg, "variants", t);
    golden_key("regularity", r.simpson, reg, "simpson_unbiased", t);
    golden_key("regularity", r.entropy, reg, "shannon_nats", t);
    golden_key("regularity", r.normalised, reg, "shannon_norm_log_n", t);
    golden_key("regularity", r.similarity, reg, "mean_pairwise_similarity", t);
    const char *text;
    json_t *pair;
    json_object_foreach(golden_get(reg, "order_agreement"), text, pair)
    {
        u16 trace[64];
        i64 n = letters(trace, text), agree = 0, pairs = 0;
        order_agreement(&agree, &pairs, trace, n, model, 5);
        assert_int_equal(agree, golden_i64(json_array_get(pair, 0)));
        assert_int_equal(pairs, golden_i64(json_array_get(pair, 1)));
    }
    json_decref(root);
    golden_end();
}

/* Random sequences against the definition of each template, by hand. */
static bool holds(enum declare_template template, const u16 *s, i64 n)
{
    bool a_seen = false, ok = true, a_any = false, b_any = false;
    i64 open = 0, free_a = 0;
    for (i64 i = 0; i < n; i++) {
        a_any = a_any || s[i] == 'A';
        b_any = b_any || s[i] == 'B';
    }
    for (i64 i = 0; i < n; i++) {
        bool a = s[i] == 'A', b = s[i] == 'B';
        bool next_b = i + 1 < n && s[i + 1] == 'B', last_a = i > 0 && s[i - 1] == 'A';
        switch (template) {
        case DECLARE_ALT_PRECEDENCE: ok = ok && !(b && !free_a); break;
        case DECLARE_ALT_RESPONSE: ok = ok && !(a && open); break;
        case DECLARE_CHAIN_PRECEDENCE: ok = ok && !(b && !last_a); break;
        case DECLARE_CHAIN_RESPONSE: ok = ok && !(a && !next_b); break;
        case DECLARE_NOT_SUCCESSION: ok = ok && !(b && a_seen); break;
        case DECLARE_NOT_CHAIN_SUCCESSION: ok = ok && !(a && next_b); break;
        case DECLARE_PRECEDENCE: ok = ok && !(b && !a_seen); break;
        default: break;
        }
        a_seen = a_seen || a;
        open = a ? 1 : b ? 0 : open;
        free_a = a ? 1 : b ? 0 : free_a;
    }
    if (template == DECLARE_ALT_RESPONSE || template == DECLARE_RESPONSE)
        ok = ok && !open;
    if (template == DECLARE_RESPONDED)
        ok = !a_any || b_any;
    if (template == DECLARE_COEXISTENCE)
        ok = a_any == b_any;
    return ok;
}

static void templates_mean_what_their_definitions_say(void **state)
{
    (void)state;
    const enum declare_template templates[] = {
        DECLARE_ALT_PRECEDENCE, DECLARE_ALT_RESPONSE,   DECLARE_CHAIN_PRECEDENCE,
        DECLARE_CHAIN_RESPONSE, DECLARE_NOT_SUCCESSION, DECLARE_NOT_CHAIN_SUCCESSION,
        DECLARE_PRECEDENCE,     DECLARE_RESPONSE,       DECLARE_RESPONDED,
        DECLARE_COEXISTENCE};
    struct rng rng = rng_from(4);
    for (i32 round = 0; round < 20000; round++) {
        u16 s[8];
        i64 n = rng_below(&rng, 8);
        for (i64 i = 0; i < n; i++)
            s[i] = (u16)("ABC"[rng_below(&rng, 3)]);
        struct declare_rule rule = {
            .template = templates[round % LENGTH(templates)], .a = 'A', .b = 'B'};
        struct declare_result r;
        declare_check(&r, &rule, s, NULL, n, true, 0);
        bool expected = holds(rule.template, s, n);
        assert_int_equal(r.verdict, expected ? DECLARE_SATISFIED : DECLARE_VIOLATED);
        assert_int_equal(r.violated > 0, !expected);
    }
}

static void every_value_has_been_read(void **state)
{
    (void)state;
    golden_all_read("golden_conformance");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replay_and_distance_to_a_list_of_stages),
        cmocka_unit_test(obligations_have_four_verdicts),
        cmocka_unit_test(a_response_may_have_a_deadline),
        cmocka_unit_test(regularity_of_a_log),
        cmocka_unit_test(templates_mean_what_their_definitions_say),
        cmocka_unit_test(every_value_has_been_read),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
