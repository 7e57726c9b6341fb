#include "simulate/company.h"
#include "simulate/company_files.h"
#include "simulate/company_standard.h"
#include "standard/check.h"
#include "standard/read.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct company *make(struct company_config config)
{
    struct err e = {0};
    struct company *c = arena_new(&arena, struct company);
    if (!company_simulate(c, &arena, &config, &e))
        fail_msg("%s", e.text);
    return c;
}

static void targets_are_those_of_the_oracle(void **state)
{
    (void)state;
    /* golden/expected/18_cso_targets.json */
    const f64 golden[COMPANY_KINDS][3] = {
        {36.97582417582418, 33.424175824175826, 29.6},
        {42.00915750915751, 31.424175824175826, 26.566666666666666},
        {47.04249084249085, 29.424175824175826, 23.533333333333335},
        {52.07582417582418, 27.424175824175826, 20.5}};
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        f64 percent[3];
        company_target((enum company_kind)k, percent);
        for (i32 i = 0; i < 3; i++)
            assert_true(fabs(percent[i] - golden[k][i]) < 1e-9);
    }
}

static void outcomes_hit_their_targets_within_a_point(void **state)
{
    (void)state;
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        i64 mark = arena_mark(&arena);
        struct company *c =
            make((struct company_config){.kind = (enum company_kind)k, .deals = 20000, .seed = 1});
        f64 percent[3];
        i64 seen[OUTCOME_COUNT] = {0};
        company_target((enum company_kind)k, percent);
        for (i64 i = 0; i < c->deals.n; i++)
            seen[c->deals.v[i].final]++;
        for (i32 i = 0; i < 3; i++)
            assert_true(fabs(100.0 * (f64)seen[OUTCOME_WON + i] / 20000 - percent[i]) < 1);
        arena_rewind(&arena, mark);
    }
}

static bool same_bytes(struct company_config config, enum company_shape shape)
{
    struct buf text[2];
    for (i32 i = 0; i < 2; i++) {
        struct company *c = make(config);
        buf_init(&text[i], 1 << 26);
        company_print_deals(&text[i], c, shape, 0, c->deals.n);
        company_print_events(&text[i], c, shape, 0, c->deals.n);
        company_print_governance(&text[i], c);
        company_print_truth_head(&text[i], c, shape);
        company_print_truth_deals(&text[i], c, shape, 0, c->deals.n);
        assert_false(text[i].full);
    }
    bool same = str_eq(buf_str(&text[0]), buf_str(&text[1]));
    buf_release(&text[0]);
    buf_release(&text[1]);
    return same;
}

static void same_seed_gives_the_same_bytes(void **state)
{
    (void)state;
    for (i32 shape = 0; shape < SHAPE_COUNT; shape++)
        assert_true(
            same_bytes((struct company_config){.kind = COMPANY_DYNAMIC, .deals = 200, .seed = 7},
                       (enum company_shape)shape));
}

static void another_seed_gives_another_company(void **state)
{
    (void)state;
    struct company *a = make((struct company_config){.deals = 50, .seed = 1});
    struct company *b = make((struct company_config){.deals = 50, .seed = 2});
    assert_false(str_eq(a->deals.v[0].name, b->deals.v[0].name) && a->events.n == b->events.n);
}

static void slices_of_a_file_make_the_whole(void **state)
{
    (void)state;
    struct company *c = make((struct company_config){.deals = 97, .seed = 3});
    struct buf whole, slices;
    buf_init(&whole, 1 << 26);
    buf_init(&slices, 1 << 26);
    company_print_events(&whole, c, SHAPE_NATIVE, 0, c->deals.n);
    for (i64 from = 0; from < c->deals.n; from += 10)
        company_print_events(&slices, c, SHAPE_NATIVE, from, i64_min(from + 10, c->deals.n));
    assert_true(str_eq(buf_str(&whole), buf_str(&slices)));
    buf_release(&whole);
    buf_release(&slices);
}

/* What must hold of every company, whatever was drawn. */
static void assert_sound(const struct company *c)
{
    for (i64 d = 0; d < c->deals.n; d++) {
        const struct company_deal *deal = &c->deals.v[d];
        i64 last = deal->seen_from_ms;
        assert_true(d == 0 || deal->entered_ms >= c->deals.v[d - 1].entered_ms);
        assert_true(deal->final >= OUTCOME_WON && deal->final <= OUTCOME_NO_DECISION);
        assert_int_equal(deal->outcome == OUTCOME_OPEN, deal->closed_ms == TIME_NONE);
        assert_true(deal->outcome == OUTCOME_OPEN || deal->outcome == deal->final);
        assert_int_equal(deal->outcome == OUTCOME_OPEN, deal->final_ms >= c->end_ms);
        for (i64 i = 0; i < deal->event_count; i++) {
            const struct company_event *event = &c->events.v[deal->event_first + i];
            assert_int_equal(event->deal, d);
            assert_true(event->at_ms >= last && event->recorded_ms >= event->at_ms);
            assert_true(event->recorded_ms < c->end_ms);
            assert_true(deal->closed_ms == TIME_NONE || event->at_ms <= deal->closed_ms);
            last = event->at_ms;
        }
    }
    for (i64 i = 1; i < c->governance.n; i++)
        assert_true(c->governance.v[i].at_ms >= c->governance.v[i - 1].at_ms);
}

static void time_runs_forward_and_nothing_is_seen_after_the_snapshot(void **state)
{
    (void)state;
    for (i32 v = 0; v < VARIANT_COUNT; v++)
        for (i32 k = 0; k < COMPANY_KINDS; k++) {
            i64 mark = arena_mark(&arena);
            assert_sound(make((struct company_config){.kind = (enum company_kind)k,
                                                      .variant = (enum company_variant)v,
                                                      .deals = 300,
                                                      .seed = (u64)(11 + v)}));
            arena_rewind(&arena, mark);
        }
}

static f64 final_win_share(struct company_config config)
{
    i64 mark = arena_mark(&arena), won = 0;
    struct company *c = make(config);
    for (i64 i = 0; i < c->deals.n; i++)
        won += c->deals.v[i].final == OUTCOME_WON;
    f64 share = (f64)won / (f64)c->deals.n;
    arena_rewind(&arena, mark);
    return share;
}

static void a_better_revision_wins_more_and_never_loses_a_win(void **state)
{
    (void)state;
    struct company_config config = {.kind = COMPANY_DYNAMIC, .deals = 3000, .seed = 5};
    f64 before = final_win_share(config);
    config.revision_win = 0.8;
    assert_true(final_win_share(config) > before + 0.05);
    struct company *c = make(config);
    for (i64 i = 0; i < c->deals.n; i++)
        if (c->deals.v[i].under_first == OUTCOME_WON)
            assert_int_equal(c->deals.v[i].under_latest, OUTCOME_WON);
}

static void a_revision_without_effect_changes_no_deal(void **state)
{
    (void)state;
    struct company *c = make((struct company_config){.kind = COMPANY_DYNAMIC, .deals = 500});
    for (i64 i = 0; i < c->deals.n; i++)
        assert_int_equal(c->deals.v[i].under_first, c->deals.v[i].under_latest);
}

static void a_planted_practice_leaves_the_outcome_mix_where_it_was(void **state)
{
    (void)state;
    struct company_config config = {.kind = COMPANY_INFORMAL,
                                    .deals = 20000,
                                    .seed = 2,
                                    .effect_count = 1,
                                    .effects = {{.milestone = 4, .win = 1.0}}};
    f64 percent[3];
    company_target(COMPANY_INFORMAL, percent);
    assert_true(fabs(100 * final_win_share(config) - percent[0]) < 1);
}

static i64 governance_of(struct company_config config)
{
    i64 mark = arena_mark(&arena);
    i64 n = make(config)->governance.n;
    arena_rewind(&arena, mark);
    return n;
}

static void less_logging_leaves_fewer_acts_on_record(void **state)
{
    (void)state;
    i64 n[4], total[4] = {0};
    static const f64 logged[4] = {0.25, 0.5, 0.75, 1};
    for (u64 seed = 1; seed <= 20; seed++)
        for (i32 i = 0; i < 4; i++) {
            n[i] = governance_of((struct company_config){
                .kind = COMPANY_DYNAMIC, .deals = 10, .seed = seed, .logged = logged[i]});
            total[i] += n[i];
        }
    assert_true(total[0] < total[1] && total[1] < total[2] && total[2] < total[3]);
}

static void no_decisions_are_cleaned_up_at_the_end_of_a_quarter(void **state)
{
    (void)state;
    struct company *c = make((struct company_config){.kind = COMPANY_FORMAL, .deals = 8000});
    i64 late[OUTCOME_COUNT] = {0}, all[OUTCOME_COUNT] = {0};
    for (i64 i = 0; i < c->deals.n; i++) {
        const struct company_deal *deal = &c->deals.v[i];
        i64 day = days_of_ms(deal->final_ms);
        struct date now = date_from_days(day), soon = date_from_days(day + 5);
        late[deal->final] += now.month % 3 == 0 && soon.month != now.month;
        all[deal->final]++;
    }
    f64 undecided = (f64)late[OUTCOME_NO_DECISION] / (f64)all[OUTCOME_NO_DECISION];
    f64 won = (f64)late[OUTCOME_WON] / (f64)all[OUTCOME_WON];
    assert_true(undecided > 0.4 && won < 0.15);
}

static void the_claimed_standard_passes_its_own_check(void **state)
{
    (void)state;
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        struct buf text;
        struct diags d;
        struct standard *s = arena_new(&arena, struct standard);
        buf_init(&text, 1 << 20);
        diags_init(&d, &arena);
        company_standard_print(&text, (enum company_kind)k, k);
        assert_true(standard_read(s, &arena, S("standard.yaml"), buf_str(&text), &d));
        standard_check(s, &d);
        assert_int_equal(d.count[DIAG_ERROR] + d.count[DIAG_WARNING], 0);
        assert_int_equal(s->stages.n, COMPANY_STAGES);
        assert_int_equal(s->milestones.n, COMPANY_MILESTONES);
    }
}

static void a_history_has_every_deal_and_event(void **state)
{
    (void)state;
    struct company *c = make((struct company_config){.kind = COMPANY_FORMAL, .deals = 300});
    struct history h;
    struct err e = {0};
    assert_true(company_history(&h, &arena, c, &e));
    assert_int_equal(h.deal_count, c->deals.n);
    assert_int_equal(h.event_count, c->events.n);
    assert_int_equal(h.governance_count, c->governance.n);
    assert_int_equal(h.as_of_ms, c->end_ms);
}

static void what_is_outside_the_limits_is_refused(void **state)
{
    (void)state;
    static const struct company_config bad[] = {
        {.deals = 0},
        {.deals = COMPANY_DEALS_MAX + 1ll},
        {.deals = 1, .days = 5},
        {.deals = 1, .logged = 1.5},
        {.deals = 1, .reps = COMPANY_REPS_MAX + 1},
        {.deals = 1, .effect_count = 1, .effects = {{.milestone = COMPANY_MILESTONES}}},
    };
    struct company *c = arena_new(&arena, struct company);
    for (i64 i = 0; i < LENGTH(bad); i++) {
        struct err e = {0};
        assert_false(company_simulate(c, &arena, &bad[i], &e));
        assert_int_equal(e.code, ERR_LIMIT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_are_those_of_the_oracle),
        cmocka_unit_test(outcomes_hit_their_targets_within_a_point),
        cmocka_unit_test(same_seed_gives_the_same_bytes),
        cmocka_unit_test(another_seed_gives_another_company),
        cmocka_unit_test(slices_of_a_file_make_the_whole),
        cmocka_unit_test(time_runs_forward_and_nothing_is_seen_after_the_snapshot),
        cmocka_unit_test(a_better_revision_wins_more_and_never_loses_a_win),
        cmocka_unit_test(a_revision_without_effect_changes_no_deal),
        cmocka_unit_test(a_planted_practice_leaves_the_outcome_mix_where_it_was),
        cmocka_unit_test(less_logging_leaves_fewer_acts_on_record),
        cmocka_unit_test(no_decisions_are_cleaned_up_at_the_end_of_a_quarter),
        cmocka_unit_test(the_claimed_standard_passes_its_own_check),
        cmocka_unit_test(a_history_has_every_deal_and_event),
        cmocka_unit_test(what_is_outside_the_limits_is_refused),
    };
    return cmocka_run_group_tests_name("simulate", tests, setup, teardown);
}
