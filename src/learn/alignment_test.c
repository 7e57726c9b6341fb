/* Distances are exact: against a search of every state of deal and net together. */
#include "learn/alignment.h"
#include "learn/petri.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static const char *const letters[] = {"A", "B", "C", "D"};

/* Any arcs at all, some silent, silent circles included. */
static void random_net(struct net *net, struct rng *rng)
{
    i32 states = 1 + (i32)rng_below(rng, 7);
    i64 n = rng_below(rng, 14);
    struct net_arc arcs[16];
    struct dict labels;
    struct err e = {0};
    dict_init(&labels, &arena);
    for (i64 i = 0; i < 3; i++)
        dict_intern(&labels, str_c(letters[i]));
    for (i64 i = 0; i < n; i++)
        arcs[i] = (struct net_arc){(i32)rng_below(rng, states), (i32)rng_below(rng, states),
                                   (i32)rng_below(rng, 4) - 1};
    struct net_draft draft = {.state_count = states, .arcs = arcs, .arc_count = n};
    draft.final = rng_below(rng, states);
    draft.labels = &labels;
    assert_true(net_build(net, &arena, &draft, &e));
}

static void random_traces(struct history *h, struct traces *t, struct rng *rng)
{
    struct history_builder *b = history_builder_new(&arena);
    for (i64 d = 0, deals = 1 + rng_below(rng, 12); d < deals; d++) {
        struct history_deal deal = {.id = str_fmt(&arena, "%lld", (long long)d),
                                    .closed_ms = TIME_NONE};
        history_add_deal(b, &deal);
        for (i64 i = 0, n = rng_below(rng, 7); i < n; i++) {
            struct history_event e = {.deal = d, .at_ms = i, .recorded_ms = TIME_NONE};
            e.activity = str_c(letters[rng_below(rng, 4)]); /* D is in no net */
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
    traces_of(t, &arena, h, TRACES_ALL, 1);
}

/* Relaxes every move of the product until nothing changes. */
static i64 slow_cost(const struct net *net, const struct traces *t, const u16 *s, i64 n)
{
    i64 cost[8][8];
    bool changed = true;
    for (i64 i = 0; i <= n; i++)
        for (i64 k = 0; k < 8; k++)
            cost[i][k] = 1000;
    cost[0][net->initial] = 0;
    while (changed) {
        changed = false;
        for (i64 i = 0; i <= n; i++)
            for (i32 k = 0; k < net->state_count; k++) {
                if (i < n && cost[i][k] + 1 < cost[i + 1][k]) {
                    cost[i + 1][k] = cost[i][k] + 1;
                    changed = true;
                }
                for (i32 j = net->arc_first[k]; j < net->arc_first[k + 1]; j++) {
                    const struct net_arc *arc = &net->arcs[j];
                    i64 there = cost[i][k] + (arc->label >= 0);
                    if (there < cost[i][arc->to]) {
                        cost[i][arc->to] = there;
                        changed = true;
                    }
                    bool both =
                        i < n && arc->label >= 0 &&
                        str_eq(dict_name(&net->labels, (u32)arc->label), traces_name(t, s[i]));
                    if (both && cost[i][k] < cost[i + 1][arc->to]) {
                        cost[i + 1][arc->to] = cost[i][k];
                        changed = true;
                    }
                }
            }
    }
    return cost[n][net->final];
}

/* The moves are a walk through the net that replays the sequence at the stated cost. */
static void check_moves(const struct explanation *x, const struct traces *t, const u16 *s, i64 n,
                        const struct net *net)
{
    i64 done = 0, cost = 0;
    for (i64 i = 0; i < x->count; i++) {
        const struct alignment_move *m = &x->moves[i];
        cost += m->move != ALIGN_BOTH;
        if (m->move != ALIGN_SKIPPED)
            assert_int_equal(m->position, done++);
        if (m->move == ALIGN_BOTH)
            assert_true(
                str_eq(dict_name(&net->labels, (u32)m->label), traces_name(t, s[m->position])));
    }
    assert_int_equal(done, n);
    assert_int_equal(cost, x->cost);
}

static void distances_are_those_of_an_exhaustive_search(void **state)
{
    (void)state;
    struct rng rng = rng_from(6);
    i64 aligned = 0;
    for (i32 round = 0; round < 3000; round++) {
        i64 mark = arena_mark(&arena);
        struct net net;
        struct history h;
        struct traces t;
        struct variants v;
        struct alignment x;
        struct err e = {0};
        random_net(&net, &rng);
        random_traces(&h, &t, &rng);
        variants_find(&v, &arena, &t, 1);
        bool ok = alignment_of(&x, &arena, &t, &v, &net, 1 + round % 2, &e);
        assert_int_equal(ok, slow_cost(&net, &t, NULL, 0) < 1000);
        for (i64 i = 0; ok && i < v.count; i++) {
            i64 n = 0;
            const u16 *s = variant_sequence(&v, &t, i, &n);
            struct explanation why;
            assert_int_equal(x.cost[i], slow_cost(&net, &t, s, n));
            assert_true(alignment_explain(&why, &arena, &t, s, n, &net, &e));
            assert_int_equal(why.cost, x.cost[i]);
            check_moves(&why, &t, s, n, &net);
            aligned++;
        }
        arena_rewind(&arena, mark);
    }
    assert_true(aligned > 5000);
}

static void history_of(struct history *h, struct traces *t, const char *const *activities, i64 n)
{
    struct history_builder *b = history_builder_new(&arena);
    struct history_deal deal = {.id = S("d"), .closed_ms = TIME_NONE};
    history_add_deal(b, &deal);
    for (i64 i = 0; i < n; i++) {
        struct history_event e = {.at_ms = i, .recorded_ms = TIME_NONE};
        e.activity = str_c(activities[i]);
        history_add_event(b, &e);
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
    traces_of(t, &arena, h, TRACES_ALL, 1);
}

static str words_for(const struct net *net, const char *const *activities, i64 n, i64 *cost)
{
    struct history h;
    struct traces t;
    struct explanation x;
    struct err e = {0};
    history_of(&h, &t, activities, n);
    assert_true(alignment_explain(&x, &arena, &t, t.activity, n, net, &e));
    *cost = x.cost;
    return explanation_words(&arena, &x, &t, t.activity, net);
}

static void an_explanation_is_a_sentence(void **state)
{
    (void)state;
    struct net net;
    struct err e = {0};
    i64 cost = 0;
    assert_true(
        net_parse_rg(&net, &arena, S("4 3 0 3\n0\t1\tproblem\n1\t2\tproposal\n2\t3\twon\n"), &e));
    const char *fits[] = {"problem", "proposal", "won"};
    assert_int_equal(words_for(&net, fits, 3, &cost).n, 0);
    assert_int_equal(cost, 0);
    const char *skipped[] = {"problem", "won"};
    assert_true(str_eq(words_for(&net, skipped, 2, &cost), S("skipped \"proposal\"")));
    const char *twice[] = {"problem", "proposal", "proposal", "call", "won"};
    assert_true(str_eq(words_for(&net, twice, 5, &cost),
                       S("did \"proposal\" once more (step 2); "
                         "did \"call\", which is not in the standard (step 4)")) ||
                str_eq(words_for(&net, twice, 5, &cost),
                       S("did \"proposal\" once more (step 3); "
                         "did \"call\", which is not in the standard (step 4)")));
    assert_int_equal(cost, 2);
    const char *swapped[] = {"proposal", "problem", "won"};
    assert_true(str_find(words_for(&net, swapped, 3, &cost), S("out of order")) >= 0);
    assert_int_equal(cost, 2);
}

static struct standard *three_stages(bool backward, enum move_forward forward)
{
    static const char *const ids[] = {"problem", "agreement", "adoption"};
    struct standard *s = arena_new(&arena, struct standard);
    for (i64 i = 0; i < 3; i++) {
        struct stage *stage = vec_push(&arena, &s->stages);
        stage->id = str_c(ids[i]);
        stage->commit = i == 1;
        *vec_push(&arena, &stage->title.list) =
            (struct wording){S("en"), str_fmt(&arena, "The %s", ids[i])};
    }
    s->moves.forward = forward;
    s->moves.backward = backward;
    return s;
}

static void a_standard_allows_its_moves_and_outcomes(void **state)
{
    (void)state;
    struct net net, free_net;
    struct err e = {0};
    i64 cost = 0;
    assert_true(net_of_standard(&net, &arena, three_stages(false, MOVE_NEXT), &e));
    assert_true(net_of_standard(&free_net, &arena, three_stages(true, MOVE_ANY), &e));
    static const struct {
        const char *activities[6];
        i64 n, strict, free;
    } cases[] = {
        {{"problem", "agreement", "won"}, 3, 0, 0},
        {{"problem", "agreement", "won", "adoption"}, 4, 0, 0},
        {{"The Problem", "THE AGREEMENT", "adoption", "Closed Won"}, 4, 0, 0},
        {{"problem", "lost"}, 2, 0, 0},
        {{"problem", "won"}, 2, 1, 1},
        {{"agreement", "won"}, 2, 1, 0},
        {{"problem", "agreement", "problem", "lost"}, 4, 1, 0},
        {{"problem", "agreement", "won", "problem"}, 4, 1, 1},
        {{"problem"}, 1, 1, 1},
    };
    for (i64 i = 0; i < LENGTH(cases); i++) {
        words_for(&net, cases[i].activities, cases[i].n, &cost);
        assert_int_equal(cost, cases[i].strict);
        words_for(&free_net, cases[i].activities, cases[i].n, &cost);
        assert_int_equal(cost, cases[i].free);
    }
    assert_false(net_of_standard(&net, &arena, arena_new(&arena, struct standard), &e));
}

static void wrong_nets_are_refused_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rg[] =
        {
            {"", "line 1"},
            {"2 1 0 9\n0\t1\ta\n", "initial or final"},
            {"2 1 0 1\n0\t5\ta\n", "leads nowhere"},
            {"2 2 0 1\n0\t1\ta\n", "1 arcs, line 1 says 2"},
            {"2 1 0 1\nzero\t1\ta\n", "line 2"},
            {"999999999 1 0 1\n", "too large"},
        },
      pnml[] = {
          {"<pnml><net><place id='p'/><place id='p'/></net></pnml>", "two nodes"},
          {"<pnml><net><place id='p'/><arc id='a' source='p' target='t'/></net></pnml>",
           "leads nowhere"},
          {"<pnml><net></net></pnml>", "places"},
          {"<pnml><net><place id='p'><initialMarking><text>1000</text></initialMarking></place>"
           "</net></pnml>",
           "no number of tokens"},
          {"<pnml><net><place id='p'><initialMarking><text>1</text></initialMarking></place>"
           "<place id='q'/><transition id='t'/><arc source='p' target='t'/>"
           "<arc source='t' target='p'/><arc source='t' target='q'/></net></pnml>",
           "never stops filling"},
          {"<pnml>", "line 1"},
      };
    struct net net;
    for (i64 i = 0; i < LENGTH(rg); i++) {
        struct err e = {0};
        assert_false(net_parse_rg(&net, &arena, str_c(rg[i].text), &e));
        if (!strstr(e.text, rg[i].says))
            fail_msg("\"%s\" does not say \"%s\"", e.text, rg[i].says);
    }
    for (i64 i = 0; i < LENGTH(pnml); i++) {
        struct err e = {0};
        assert_false(net_parse_pnml(&net, &arena, str_c(pnml[i].text), &e));
        if (!strstr(e.text, pnml[i].says))
            fail_msg("\"%s\" does not say \"%s\"", e.text, pnml[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_those_of_an_exhaustive_search),
        cmocka_unit_test(an_explanation_is_a_sentence),
        cmocka_unit_test(a_standard_allows_its_moves_and_outcomes),
        cmocka_unit_test(wrong_nets_are_refused_in_words),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
