/* Every number of what is learnt opens as many deals as it says; the evidence at a gate is the
 * practice's; a seller's week is of her deals alone. */
#include "live/teach.h"
#include "report/coaching.h"
#include "simulate/company.h"
#include "simulate/company_standard.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "format/jansson.h"
#include "tests/arena.h"

static struct told told;
static struct learned learned;

static void make(enum company_kind kind, i64 deals, u64 seed)
{
    struct buf text;
    struct diags d;
    struct err e = {0};
    struct company_config config = {.kind = kind, .deals = deals, .seed = seed};
    struct company *c = arena_new(&arena, struct company);
    struct standard *s = arena_new(&arena, struct standard);
    told = (struct told){0};
    if (!company_simulate(c, &arena, &config, &e) ||
        !company_history(&told.deals.history, &arena, c, &e))
        fail_msg("%s", e.text);
    buf_init(&text, 1 << 20);
    company_standard_print(&text, COMPANY_FORMAL, 1);
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("s.yaml"), str_dup(&arena, buf_str(&text)), &d));
    buf_release(&text);
    told.standard = s;
    i64 *ids = arena_array(&arena, i64, told.deals.history.deal_count);
    for (i64 i = 0; i < told.deals.history.deal_count; i++)
        ids[i] = 1000 + i;
    told.deals.id = ids;
}

static void find(u32 parts)
{
    struct question q = question_new(0);
    struct err e = {0};
    if (!teach_find(&learned, &arena, &told, &q, parts, &e))
        fail_msg("%s", e.text);
}

static i64 asked; /* figures */

static void behind(const char *name, str of, str to, i64 numerator, i64 denominator)
{
    for (i32 side = 0; side < 2; side++) {
        i64 mark = arena_mark(&arena), n = 0;
        struct question q = question_new(0);
        struct err e = {0};
        u8 *in = arena_array(&arena, u8, told.deals.history.deal_count);
        q.figure = (struct figure_rows){.name = str_c(name), .of = of, .to = to, .others = side};
        if (str_starts(q.figure.name, S("compare"))) {
            q.by[0] = learned.contrast[0].by;
            q.by_count = 1;
        }
        assert_true(teach_names(q.figure.name));
        if (!teach_rows(in, &arena, &told, &q, &e))
            fail_msg("%s: %s", name, e.text);
        for (i64 d = 0; d < told.deals.history.deal_count; d++)
            n += in[d];
        if (n != (side ? denominator : numerator))
            fail_msg("%s %.*s: %lld deals behind %lld of %lld", name, STR_ARG(of), (long long)n,
                     (long long)numerator, (long long)denominator);
        arena_rewind(&arena, mark);
        asked++;
    }
}

static void practices_open_their_deals(void **state)
{
    (void)state;
    make(COMPANY_INFORMAL, 500, 5);
    find(JSON_PRACTICES);
    asked = 0;
    for (i64 k = 0; k < learned.practices.n; k += 2) {
        const struct practice_family *f = &learned.practices.family[k];
        str to = landmark_id(&arena, &told.deals.history, f->deals.at);
        for (i64 i = 0; i < f->tested; i += 4) {
            const struct practice_result *r = &f->list[i];
            str id = practice_id(&arena, &told.deals.history, r->practice);
            behind("practices.with", id, to, r->won_did, r->told_did);
            behind("practices.without", id, to, r->won_not, r->told_not);
        }
    }
    assert_true(asked > 20);
}

static i64 sum(const i64 n[OUTCOME_COUNT])
{
    i64 all = 0;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        all += n[o];
    return all;
}

static void gates_open_their_deals(void **state)
{
    (void)state;
    make(COMPANY_FORMAL, 300, 4);
    find(JSON_GATES | JSON_DEVIATIONS);
    const struct conduct *c = &learned.conduct;
    assert_true(c->gate_count > 5);
    str none = {0};
    behind("deviations.won_without", none, none, c->won_without_count, c->won_count);
    for (i64 i = 0; i < c->gate_count; i++) {
        const struct conduct_gate *g = &c->gates[i];
        str id = told.standard->milestones.v[g->milestone].id;
        behind("deviations.missed", id, none, sum(g->count[GATE_MISSED]), g->asked);
        behind("deviations.waived", id, none, sum(g->count[GATE_WAIVED]), g->asked);
        behind("deviations.won_kept", id, none, g->win_kept.numerator, g->win_kept.denominator);
        behind("deviations.won_broken", id, none, g->win_broken.numerator,
               g->win_broken.denominator);
        behind("gates.same_minute", id, none, g->same_minute.numerator, g->same_minute.denominator);
        behind("gates.unconfirmed", id, none, g->unconfirmed.numerator, g->unconfirmed.denominator);
        behind("gates.refused", id, none, g->refused, c->deals);
    }
}

static void no_decisions_and_steps_open_their_deals(void **state)
{
    (void)state;
    make(COMPANY_INFORMAL, 500, 6);
    find(JSON_UNDECIDED | JSON_COMPARE);
    const struct undecided *u = &learned.undecided;
    const struct history *h = &told.deals.history;
    for (i64 i = 0; i < u->stage_count; i++) {
        str stage = h->activity_word[u->stages[i].activity];
        behind("no_decision.declared", stage, (str){0}, u->stages[i].declared,
               u->stages[i].share.denominator);
        behind("no_decision.implied", stage, (str){0}, u->stages[i].implied,
               u->stages[i].share.denominator);
    }
    const struct contrast *c = &learned.contrast[0];
    assert_true(c->level_count == 2 && c->step_count > 10);
    for (i64 i = 0; i < c->step_count; i += 7) {
        const struct contrast_step *s = &c->steps[i];
        str from =
            s->from == HISTORY_ACTIVITIES_MAX ? (str){0} : dict_name(&h->activities, s->from);
        str id =
            str_fmt(&arena, "%.*s>%.*s", STR_ARG(from), STR_ARG(dict_name(&h->activities, s->to)));
        for (i64 l = 0; l < 2; l++)
            behind("compare.steps", c->level[l].name, id, s->deals[l], c->level[l].deals);
    }
}

static void what_there_is_not_is_said(void **state)
{
    (void)state;
    static const char *const names[] = {"practices.with", "deviations.missed", "gates.copied",
                                        "gates.colour",   "no_decision.never", "compare.steps"};
    make(COMPANY_INFORMAL, 200, 5);
    u8 *in = arena_array(&arena, u8, told.deals.history.deal_count);
    for (i64 i = 0; i < LENGTH(names); i++) {
        struct question q = question_new(0);
        struct err e = {0};
        q.figure = (struct figure_rows){.name = str_c(names[i]), .of = S("nothing")};
        assert_false(teach_rows(in, &arena, &told, &q, &e));
        assert_int_equal(e.code, ERR_USAGE);
    }
    assert_false(teach_names(S("outcomes.won")));
    assert_false(teach_names(S("practices")));
}

/* --- the seller --------------------------------------------------------------------------- */

static json_t *as_json(struct buf *out)
{
    json_error_t error;
    json_t *root = json_loadb(out->p, (size_t)out->n, 0, &error);
    if (!root)
        fail_msg("%s", error.text);
    buf_release(out);
    return root;
}

static i64 whole(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    assert_true(json_is_integer(v));
    return json_integer_value(v);
}

static void the_evidence_at_a_gate_is_the_practices(void **state)
{
    (void)state;
    struct buf out;
    size_t i;
    json_t *x;
    i64 at_stage = 0;
    make(COMPANY_INFORMAL, 600, 5);
    find(JSON_PRACTICES);
    struct report report = {
        .version = S("1"), .history = &told.deals.history, .standard = told.standard};
    buf_init(&out, 1 << 20);
    gate_evidence_json(&out, &arena, &learned, &report);
    json_t *root = as_json(&out), *list = json_object_get(root, "milestones");
    assert_true(json_array_size(list) > 3);
    json_array_foreach(list, i, x)
    {
        str at = str_c(json_string_value(json_object_get(x, "landmark")));
        str id = str_c(json_string_value(json_object_get(x, "practice")));
        i64 k = practices_family_named(&learned.practices, &arena, &told.deals.history, at);
        assert_true(k >= 0);
        const struct practice_family *f = &learned.practices.family[k];
        i64 r = practices_result_named(f, &arena, &told.deals.history, id);
        assert_true(r >= 0);
        assert_int_equal(whole(json_object_get(x, "with"), "won"), f->list[r].won_did);
        assert_int_equal(whole(json_object_get(x, "without"), "of"), f->list[r].told_not);
        assert_string_equal(json_string_value(json_object_get(x, "grade")), "C");
        at_stage += f->deals.at.is_stage;
    }
    assert_true(at_stage > 0);
    json_decref(root);
    /* below the floors: nothing */
    make(COMPANY_INFORMAL, 80, 5);
    find(JSON_PRACTICES);
    buf_init(&out, 1 << 20);
    gate_evidence_json(&out, &arena, &learned, &report);
    root = as_json(&out);
    assert_int_equal(json_array_size(json_object_get(root, "milestones")), 0);
    json_decref(root);
}

/* Every open deal is in exactly one seller's sheet; what wants a look is hers and is open. */
static void a_week_is_of_the_sellers_own_deals(void **state)
{
    (void)state;
    struct coaching *c = arena_new(&arena, struct coaching);
    make(COMPANY_FORMAL, 400, 7);
    find(JSON_PRACTICES | JSON_GATES | JSON_UNDECIDED);
    const struct history *h = &told.deals.history;
    i64 open = 0, won = 0, looked = 0, asked_gates = 0, silent = 0;
    for (i64 k = 0; k < h->actors.n; k++) {
        coaching_find(c, &arena, h, &learned, dict_name(&h->actors, (u32)k));
        open += c->open;
        won += c->ended[OUTCOME_WON];
        silent += c->look[COACHING_SILENT].all;
        for (i32 why = 0; why < COACHING_WHYS; why++)
            for (i64 i = 0; i < c->look[why].n; i++) {
                u32 d = c->look[why].deal[i].deal;
                assert_int_equal(h->owner[d], k);
                assert_int_equal(h->outcome[d], OUTCOME_OPEN);
                assert_true(i == 0 || c->look[why].deal[i - 1].days >= c->look[why].deal[i].days);
                looked++;
            }
        for (i64 g = 0; g < c->gate_count; g++)
            asked_gates += c->gates[g].asked;
    }
    i64 really = 0, recently = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        really += h->outcome[d] == OUTCOME_OPEN;
        recently += h->outcome[d] == OUTCOME_WON && h->closed_ms[d] > h->as_of_ms - 7 * MS_PER_DAY;
    }
    assert_int_equal(open, really);
    assert_int_equal(won, recently);
    assert_int_equal(silent, learned.undecided.implied);
    assert_true(looked > 0 && asked_gates > 0);
    coaching_find(c, &arena, h, &learned, S("nobody of that name"));
    assert_int_equal(c->open, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(practices_open_their_deals),
        TEST(gates_open_their_deals),
        TEST(no_decisions_and_steps_open_their_deals),
        TEST(what_there_is_not_is_said),
        TEST(the_evidence_at_a_gate_is_the_practices),
        TEST(a_week_is_of_the_sellers_own_deals),
    };
    return cmocka_run_group_tests_name("teach", tests, NULL, NULL);
}
