/* Practices: R's figures through whole histories, a slow twin on random ones, and what must not
 * be found. */
#include "learn/practices.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "stats/draw.h"
#include "stats/regression.h"
#include "stats/survival.h"
#include "tests/arena.h"
#include "tests/golden_table.h"

#define DAY0 (19723ll * MS_PER_DAY)

static struct history_builder *builder;
static struct history history;
static struct practices found;

static i64 at_day(f64 day)
{
    return DAY0 + (i64)(day * (f64)MS_PER_DAY);
}

static i64 add_deal(f64 entered, enum outcome o, f64 closed, str owner)
{
    struct history_deal d = {.id = S("d"),
                             .created_ms = TIME_NONE,
                             .entered_ms = at_day(entered),
                             .seen_from_ms = TIME_NONE,
                             .closed_ms = o == OUTCOME_OPEN ? TIME_NONE : at_day(closed),
                             .expected_ms = TIME_NONE,
                             .modified_ms = TIME_NONE,
                             .outcome = o,
                             .owner = owner};
    return history_add_deal(builder, &d);
}

static void add_event(i64 deal, f64 day, f64 recorded, str word, enum activity_kind kind)
{
    struct history_event e = {.deal = deal,
                              .at_ms = at_day(day),
                              .recorded_ms = recorded < day ? TIME_NONE : at_day(recorded),
                              .activity = word,
                              .kind = kind};
    history_add_event(builder, &e);
}

/* The log had `word` before and after everything else, so that nobody's is unknown. */
static void always_recorded(str word, enum activity_kind kind, f64 last)
{
    i64 d = add_deal(-400, OUTCOME_INVALID, -399, (str){0});
    add_event(d, -400, -1e9, word, kind);
    add_event(d, last, -1e9, word, kind);
}

static void build(f64 as_of)
{
    struct err e = {0};
    if (!history_build(&history, builder, at_day(as_of), 1, &e))
        fail_msg("%s", e.text);
}

static const struct practice_family *find(i32 days, i64 horizon, u32 kinds)
{
    struct landmark at = {.days = days};
    struct practices_options o = {.landmarks = &at,
                                  .landmark_count = 1,
                                  .kinds = kinds,
                                  .deals = {.horizon_days = horizon},
                                  .seed = 1};
    practices_find(&found, &arena, &history, &o);
    return &found.family[0];
}

static int begin(void **state)
{
    setup(state);
    builder = history_builder_new(&arena);
    return 0;
}

/* --- R ------------------------------------------------------------------------------------ */

static void mantel_haenszel_is_r_s_through_a_whole_history(void **state)
{
    (void)state;
    json_t *root = golden_load("05_practices.json");
    const json_t *rd = golden_get(root, "mh_risk_difference");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "practices.csv");
    str *rep = golden_texts(&t, "rep"), *segment = golden_texts(&t, "segment");
    f64 *x = golden_column(&t, "x"), *y = golden_column(&t, "y");
    always_recorded(S("pain"), ACTIVITY_MILESTONE, 1000);
    for (i64 i = 0; i < t.n; i++) {
        f64 day = (f64)i / 4;
        i64 d = add_deal(day, y[i] > 0 ? OUTCOME_WON : OUTCOME_LOST, day + 60, rep[i]);
        history_set_attribute(builder, d, S("segment"), segment[i]);
        if (x[i] > 0)
            add_event(d, day + 5, -1e9, S("pain"), ACTIVITY_MILESTONE);
    }
    build(1000);
    const struct practice_family *f = find(14, 90, 0);
    assert_int_equal(f->refused, PRACTICES_MEASURED);
    assert_int_equal(f->deals.n, t.n);
    assert_int_equal(f->deals.strata, json_array_size(golden_get(root, "strata")) + 1);
    assert_int_equal(f->tested, 1);
    assert_false(f->pseudo || f->permuted);
    const struct practice_result *r = &f->list[0];
    golden_key("practice", r->difference.value, rd, "est", tol);
    golden_key("practice", r->difference.se, rd, "se_sato", tol);
    golden_array("practice", (f64[]){r->difference.ci.low, r->difference.ci.high}, 2,
                 golden_get(rd, "ci_sato"), tol);
    golden_key("practice", r->p, root, "cmh_p", tol);
    assert_int_equal(f->grade, EVIDENCE_ADJUSTED);
    json_decref(root);
    golden_end();
}

static void pseudo_values_with_hc3_are_r_s_through_a_whole_history(void **state)
{
    (void)state;
    json_t *root = golden_load("06_pseudo_regression.json");
    struct golden_tolerance tol = golden_tolerance(root);
    struct golden_table t = golden_table(&arena, "deals.csv");
    str *team = golden_texts(&t, "team"), *segment = golden_texts(&t, "segment");
    f64 *time = golden_column(&t, "time");
    u8 *event = golden_bytes(&t, "event");
    static const enum outcome ends[] = {OUTCOME_OPEN, OUTCOME_WON, OUTCOME_LOST,
                                        OUTCOME_NO_DECISION};
    always_recorded(S("team-b"), ACTIVITY_MILESTONE, 1000);
    for (i64 i = 0; i < t.n; i++) {
        i64 d = add_deal(1000 - time[i], ends[event[i]], 1000, (str){0});
        history_set_attribute(builder, d, S("segment"), segment[i]);
        if (str_eq(team[i], S("B")))
            add_event(d, 1000 - time[i], -1e9, S("team-b"), ACTIVITY_MILESTONE);
    }
    build(1000);
    const struct practice_family *f = find(0, golden_i64(golden_get(root, "horizon")), 0);
    assert_int_equal(f->refused, PRACTICES_MEASURED);
    assert_true(f->pseudo);
    const struct practice_result *r = &f->list[0];
    golden_check("difference", r->difference.value, json_array_get(golden_get(root, "coef"), 1),
                 tol);
    golden_check("se", r->difference.se, json_array_get(golden_get(root, "se_hc3"), 1), tol);
    /* nobody is known to have sold them: nothing is adjusted for the seller */
    assert_int_equal(f->grade, EVIDENCE_RAW);
    json_decref(root);
    golden_end();
}

/* --- the twin ----------------------------------------------------------------------------- */

static const char *const words[] = {"pain", "buyer", "plan", "call", "mail", "stage-b"};
static const enum activity_kind word_kinds[] = {ACTIVITY_MILESTONE, ACTIVITY_MILESTONE,
                                                ACTIVITY_MILESTONE, ACTIVITY_OTHER,
                                                ACTIVITY_OTHER,     ACTIVITY_STAGE};

static void random_history(struct rng *r, i64 deals)
{
    static const enum outcome ends[] = {OUTCOME_OPEN, OUTCOME_WON, OUTCOME_LOST, OUTCOME_INVALID};
    builder = history_builder_new(&arena);
    for (i64 i = 0; i < deals; i++) {
        f64 day = (f64)rng_below(r, 300) + rng_unit(r), life = 5 + 60 * rng_unit(r);
        enum outcome o = ends[draw_index(r, (const f64[]){2, 4, 4, .3}, 4)];
        i64 d = add_deal(day, o, day + life, str_fmt(&arena, "s%lld", (long long)rng_below(r, 4)));
        if (rng_below(r, 5))
            history_set_attribute(builder, d, S("segment"),
                                  str_fmt(&arena, "g%lld", (long long)rng_below(r, 3)));
        for (i64 n = rng_below(r, 9); n > 0; n--) {
            i64 k = rng_below(r, LENGTH(words));
            f64 at = day + 30 * rng_unit(r);
            bool lost = word_kinds[k] == ACTIVITY_MILESTONE && !rng_below(r, 6);
            add_event(d, at, rng_below(r, 3) ? at + 4 * rng_unit(r) : -1e9, str_c(words[k]),
                      lost ? ACTIVITY_REVOKED : word_kinds[k]);
        }
    }
    build(340);
}

#define TWIN_KINDS                                                                                 \
    (1u << PRACTICE_MILESTONE | 1u << PRACTICE_STAGE | 1u << PRACTICE_ACTIVITY |                   \
     1u << PRACTICE_REPEATED | 1u << PRACTICE_TOUCHES | 1u << PRACTICE_FIRST_TOUCH |               \
     1u << PRACTICE_RECENT | 1u << PRACTICE_ORDER)
/* The obvious way: all events of the deal, for one question. -1: unknown. */
static i32 slow_tell(const struct history *h, i64 d, i64 at, struct practice p)
{
    i64 times = 0, touches = 0, first_touch = TIME_NONE, last = TIME_NONE;
    i64 first[2] = {TIME_NONE, TIME_NONE};
    bool there[2] = {false, false};
    const u16 about[2] = {p.activity, p.other};
    for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
        u16 k = h->activity[e];
        u8 kind = h->activity_kind[k];
        if (landmark_known_ms(h, e) > at)
            continue;
        for (i32 i = 0; i < 2; i++) {
            if (!str_eq(h->activity_word[k], h->activity_word[about[i]]))
                continue;
            if (kind != ACTIVITY_REVOKED && !there[i])
                first[i] = h->at_ms[e];
            there[i] = kind != ACTIVITY_REVOKED;
            times += i == 0 && there[i];
        }
        if (kind == ACTIVITY_OTHER && !touches++)
            first_touch = h->at_ms[e];
        if (kind != ACTIVITY_REVOKED)
            last = h->at_ms[e];
    }
    i64 reach = p.amount * MS_PER_DAY;
    switch (p.kind) {
    case PRACTICE_REPEATED: return there[0] && times > 1;
    case PRACTICE_TOUCHES: return touches >= p.amount;
    case PRACTICE_FIRST_TOUCH:
        return first_touch != TIME_NONE && first_touch - h->entered_ms[d] <= reach;
    case PRACTICE_RECENT: return last != TIME_NONE && at - last <= reach;
    case PRACTICE_ORDER:
        return there[0] && there[1] && first[0] != first[1] ? first[0] < first[1] : -1;
    default: return there[0];
    }
}

/* The window in which an activity was recorded at all. */
static bool slow_could(const struct history *h, i64 d, i64 at, struct practice p)
{
    i64 first = TIME_NONE, last = TIME_NONE;
    bool of_kind =
        p.kind == PRACTICE_TOUCHES || p.kind == PRACTICE_FIRST_TOUCH || p.kind == PRACTICE_RECENT;
    for (i64 e = 0; e < h->event_count && p.kind != PRACTICE_ORDER; e++) {
        bool same = of_kind ? h->activity_kind[h->activity[e]] == ACTIVITY_OTHER
                            : h->activity[e] == p.activity;
        if (!same)
            continue;
        first =
            first == TIME_NONE ? landmark_known_ms(h, e) : i64_min(first, landmark_known_ms(h, e));
        last = i64_max(last, landmark_known_ms(h, e));
    }
    return p.kind == PRACTICE_ORDER || (at >= first && h->entered_ms[d] <= last);
}

static void check_features(const struct practice_family *f)
{
    const struct history *h = &history;
    for (i64 c = 0; c < f->features.count; c++)
        for (i64 i = 0; i < f->deals.n; i++) {
            struct practice p = f->features.list[c];
            i64 d = f->deals.deal[i], at = f->deals.at_ms[i];
            i32 told = slow_could(h, d, at, p) ? slow_tell(h, d, at, p) : -1;
            assert_int_equal(features_has(&f->features.known[c * f->features.words], i), told >= 0);
            assert_int_equal(features_has(&f->features.did[c * f->features.words], i), told == 1);
        }
}

/* Those open at the landmark, by the definition. */
static void check_deals(const struct practice_family *f, i32 days)
{
    const struct history *h = &history;
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 at = h->entered_ms[d] + days * MS_PER_DAY;
        bool open = h->outcome[d] == OUTCOME_OPEN;
        if (h->outcome[d] == OUTCOME_INVALID || at > h->as_of_ms ||
            (!open && h->closed_ms[d] <= at))
            continue;
        assert_int_equal(f->deals.deal[n], d);
        i64 lived = (open ? h->as_of_ms : h->closed_ms[d]) - at;
        i64 horizon = f->deals.horizon_days * MS_PER_DAY;
        assert_int_equal(f->deals.won[n], h->outcome[d] == OUTCOME_WON && lived <= horizon);
        assert_int_equal(f->deals.censored[n], open && lived < horizon);
        n++;
    }
    assert_int_equal(f->deals.n, n);
}

/* Least squares with a column for each stratum, by the general machine. */
static void check_difference(const struct practice_family *f, const struct practice_result *r)
{
    const struct landmark_deals *l = &f->deals;
    i64 p = l->strata + 1, n = 0, mark = arena_mark(&arena);
    i64 *rows = arena_array(&arena, i64, l->strata);
    f64 *x = arena_array(&arena, f64, l->n * p), *y = arena_array(&arena, f64, l->n);
    const u64 *did = &f->features.did[r->candidate * f->features.words];
    const u64 *known = &f->features.known[r->candidate * f->features.words];
    for (i64 i = 0; i < l->n; i++)
        rows[l->stratum[i]] += features_has(known, i);
    i64 columns = 1, *column = arena_array(&arena, i64, l->strata);
    for (i64 s = 0; s < l->strata; s++)
        column[s] = rows[s] ? columns++ : -1;
    for (i64 i = 0; i < l->n; i++) {
        if (!features_has(known, i))
            continue;
        x[n * columns] = features_has(did, i);
        x[n * columns + column[l->stratum[i]]] = 1;
        y[n++] = l->y[i];
    }
    struct regression fit;
    bool alone = false; /* a stratum of one has leverage 1, where HC3 is not defined */
    for (i64 s = 0; s < l->strata; s++)
        alone = alone || rows[s] == 1;
    assert_true(regression_hc3(&fit, &arena, x, y, n, columns));
    assert_true(fabs(fit.b[0] - r->difference.value) < 1e-9);
    if (f->pseudo && !alone)
        assert_true(fabs(regression_se(&fit, 0) - r->difference.se) < 1e-9);
    arena_rewind(&arena, mark);
}

static void a_slow_twin_says_the_same(void **state)
{
    (void)state;
    i64 tested = 0, pseudo = 0;
    for (u64 seed = 1; seed <= 25; seed++) {
        i64 mark = arena_mark(&arena);
        struct rng r = rng_stream(seed, S("twin"));
        random_history(&r, 160 + rng_below(&r, 120));
        const struct practice_family *f = find(14, seed % 2 ? 60 : 15, TWIN_KINDS);
        check_deals(f, 14);
        if (f->refused == PRACTICES_MEASURED) {
            check_features(f);
            for (i64 i = 0; i < f->n; i++)
                if (f->list[i].standing == PRACTICE_TESTED)
                    check_difference(f, &f->list[i]);
            tested += f->tested;
            pseudo += f->pseudo;
        }
        arena_rewind(&arena, mark);
    }
    assert_true(tested > 100 && pseudo > 5);
}

/* --- laws --------------------------------------------------------------------------------- */

/* 120 deals, a day apart; every second one is won; `mine` says when the word came. */
static void plain_history(i64 deals, f64 (*mine)(i64 i, bool won), f64 lag)
{
    always_recorded(S("pain"), ACTIVITY_MILESTONE, 320);
    for (i64 i = 0; i < deals; i++) {
        bool won = i % 2;
        f64 day = (f64)i;
        i64 d = add_deal(day, won ? OUTCOME_WON : OUTCOME_LOST, day + (won ? 60 : 30),
                         i % 4 < 2 ? S("Ada") : S("Bo"));
        f64 at = mine(i, won);
        if (at > 0)
            add_event(d, day + at, day + at + lag, S("pain"), ACTIVITY_MILESTONE);
    }
    build(320);
}

static f64 winners_in_time(i64 i, bool won)
{
    return won ? i % 5 ? 3 : 0 : i % 3 ? 0 : 3;
}

static f64 winners_later(i64 i, bool won)
{
    return won ? 40 : i % 5 ? 0 : 20;
}

static const struct practice_result *only(const struct practice_family *f)
{
    assert_int_equal(f->n, 1);
    return &f->list[0];
}

static void what_winners_did_in_time_is_found_and_its_deals_are_those_counted(void **state)
{
    (void)state;
    plain_history(240, winners_in_time, 0);
    const struct practice_family *f = find(14, 90, 0);
    const struct practice_result *r = only(f);
    assert_true(r->found && r->difference.value > 0.2);
    assert_true(r->strength_limit > 1 && r->strength >= r->strength_limit);
    assert_true(fabs(r->wins_per_100.value - 100 * r->share_without * r->difference.value) < 1e-9);
    u8 *in = arena_array(&arena, u8, history.deal_count);
    const i64 counts[2][2] = {{r->told_did, r->won_did}, {r->told_not, r->won_not}};
    for (i32 without = 0; without < 2; without++)
        for (i32 won = 0; won < 2; won++) {
            i64 n = 0;
            for (i64 d = 0; d < history.deal_count; d++)
                in[d] = 0;
            practices_rows(in, f, r, without, won);
            for (i64 d = 0; d < history.deal_count; d++)
                n += in[d];
            assert_int_equal(n, counts[without][won]);
        }
}

/* Every winner did it, after the landmark: it cannot have been known then. */
static void what_only_living_longer_brings_is_no_practice(void **state)
{
    (void)state;
    plain_history(240, winners_later, 0);
    const struct practice_family *f = find(14, 90, 0);
    assert_int_equal(f->refused, PRACTICES_NO_FEATURE);
}

static void what_was_written_down_later_was_not_known(void **state)
{
    (void)state;
    plain_history(240, winners_in_time, 30);
    assert_int_equal(find(14, 90, 0)->refused, PRACTICES_NO_FEATURE);
    assert_int_equal(find(20, 90, 0)->refused, PRACTICES_NO_FEATURE);
}

static void below_its_floors_it_refuses_and_says_what_would_be_enough(void **state)
{
    (void)state;
    plain_history(93, winners_in_time, 0);
    const struct practice_family *f = find(14, 90, 0);
    assert_int_equal(f->refused, PRACTICES_FEW);
    assert_int_equal(f->wanted, 7);
    assert_int_equal(f->n, 0);
    assert_true(f->wanted_weeks > 0);
}

static f64 few_did(i64 i, bool won)
{
    (void)won;
    return i % 12 == 0 ? 3 : 0;
}

static void a_side_too_small_is_counted_and_no_more(void **state)
{
    (void)state;
    plain_history(168, few_did, 0); /* 14 did it, and one more is no candidate at all */
    assert_int_equal(find(14, 90, 0)->refused, PRACTICES_NO_FEATURE);
    builder = history_builder_new(&arena);
    plain_history(180, few_did, 0);
    const struct practice_result *r = only(find(14, 90, 0));
    assert_int_equal(r->standing, PRACTICE_THIN);
    assert_int_equal(r->did, 15);
    assert_true(isnan(r->p) && !r->found && isnan(r->difference.value));
}

static void what_nobody_could_record_is_unknown(void **state)
{
    (void)state;
    /* "pain" is recorded from day 100 on: the deals before are not deals without it */
    for (i64 i = 0; i < 300; i++) {
        i64 d = add_deal((f64)i, i % 2 ? OUTCOME_WON : OUTCOME_LOST, (f64)i + 40, S("Ada"));
        if (i >= 100 && i % 4 < 2)
            add_event(d, (f64)i + 2, -1e9, S("pain"), ACTIVITY_MILESTONE);
    }
    build(600);
    const struct practice_family *f = find(14, 90, 0);
    const struct practice_result *r = only(f);
    assert_int_equal(f->deals.n, 300);
    assert_true(r->did + r->not_did < 215 && r->did + r->not_did > 195);
    assert_int_equal(r->did, 100);
}

static void what_follows_from_the_decision_is_no_practice(void **state)
{
    (void)state;
    const struct {
        const char *word;
        bool downstream;
    } all[] = {{"contract-signed", true}, {"Contract sent", true},   {"purchase_order", true},
               {"PO received", true},     {"bon de commande", true}, {"champion-named", false},
               {"proposal-sent", false},  {"portal opened", false},  {"paid-pilot", true},
               {"economic-buyer", false}, {"design", false}};
    for (i64 i = 0; i < LENGTH(all); i++)
        assert_int_equal(practice_is_downstream(str_c(all[i].word)), all[i].downstream);
}

static void two_names_of_one_thing_are_asked_once(void **state)
{
    (void)state;
    for (i64 i = 0; i < 300; i++) {
        i64 d = add_deal((f64)i, i % 2 ? OUTCOME_WON : OUTCOME_LOST, (f64)i + 40, S("Ada"));
        if (i % 3 == 0) {
            add_event(d, (f64)i + 2, -1e9, S("pain"), ACTIVITY_MILESTONE);
            add_event(d, (f64)i + 3, -1e9, S("pain agreed"), ACTIVITY_MILESTONE);
        }
    }
    build(600);
    const struct practice_family *f = find(14, 90, 1u << PRACTICE_MILESTONE);
    assert_int_equal(f->n, 2);
    assert_int_equal(f->tested, 1);
    assert_int_equal(f->list[1].standing, PRACTICE_ALIKE);
    assert_int_equal(f->list[1].alike, 0);
    str id = practice_id(&arena, &history, f->list[0].practice);
    assert_true(str_eq(id, S("milestone:pain")));
    assert_int_equal(practices_result_named(f, &arena, &history, id), 0);
    assert_int_equal(practices_family_named(&found, &arena, &history, S("day:14")), 0);
    assert_int_equal(practices_family_named(&found, &arena, &history, S("day:15")), -1);
}

/* Who has come far by day 14 has done more and wins more, and what is done in a stage has nothing
 * to do with winning: within the stage there is nothing to find. */
static void how_far_a_deal_has_come_is_no_practice(void **state)
{
    (void)state;
    struct rng r = rng_stream(3, S("pace"));
    for (i64 i = 0; i < 600; i++) {
        bool fast = i % 2, won = draw_chance(&r, fast ? .7 : .3);
        f64 day = (f64)i / 2;
        i64 d = add_deal(day, won ? OUTCOME_WON : OUTCOME_LOST, day + 50, S("Ada"));
        add_event(d, day, -1e9, S("talk"), ACTIVITY_STAGE);
        if (fast)
            add_event(d, day + 6, -1e9, S("proof"), ACTIVITY_STAGE);
        if (draw_chance(&r, fast ? .8 : .2))
            add_event(d, day + 8, -1e9, S("pain"), ACTIVITY_MILESTONE);
    }
    build(700);
    const struct practice_family *f = find(14, 90, 1u << PRACTICE_MILESTONE | 1u << PRACTICE_STAGE);
    const struct practice_result *x = only(f);
    assert_int_equal(f->deals.stages, 2);
    assert_true(x->standing == PRACTICE_TESTED && !x->found && fabs(x->difference.value) < .1);
    f64 raw = (f64)x->won_did / (f64)x->told_did - (f64)x->won_not / (f64)x->told_not;
    assert_true(raw > .15); /* which is what looking without it would find */
}

/* One deal of many, looked at by hand, for the kinds that the twin leaves out. */
static void add_signs(i64 d, f64 day, bool all)
{
    struct history_event e = {.deal = d, .recorded_ms = TIME_NONE};
    const struct {
        const char *word, *actor;
        enum activity_kind kind;
        f64 day;
        i64 value;
    } signs[] = {{"to-sales accepted", "Ada", ACTIVITY_OTHER, 1, 0},
                 {"to-sales touched", all ? "Mo" : "Ada", ACTIVITY_OTHER, all ? 1.5 : 6, 0},
                 {"pain", "Ada", ACTIVITY_CONFIRMED, 3, 0},
                 {"amount", "Ada", ACTIVITY_AMOUNT, 3, 100},
                 {"close", "Ada", ACTIVITY_CLOSE_DATE, 4, 20000},
                 {"close", "Ada", ACTIVITY_CLOSE_DATE, 5, all ? 20030 : 19000},
                 {"owner", "Ada", ACTIVITY_OWNER, 6, 0}};
    for (i64 i = 0; i < LENGTH(signs); i++) {
        bool only_with = signs[i].kind == ACTIVITY_CONFIRMED || signs[i].kind == ACTIVITY_AMOUNT ||
                         signs[i].kind == ACTIVITY_OWNER;
        if (only_with && !all)
            continue;
        e.at_ms = at_day(day + signs[i].day);
        e.activity = str_c(signs[i].word);
        e.actor = str_c(signs[i].actor);
        e.kind = signs[i].kind;
        e.value = signs[i].value;
        e.has_value = signs[i].value != 0;
        history_add_event(builder, &e);
    }
}

static void each_kind_is_told_as_it_is_said(void **state)
{
    (void)state;
    static const char *const told[] = {"handoff-time:to-sales accepted>to-sales touched:1",
                                       "confirmed:pain",
                                       "people:2",
                                       "given",
                                       "amount",
                                       "pushed"};
    for (i64 i = 0; i < 160; i++) {
        i64 d = add_deal((f64)i, i % 2 ? OUTCOME_WON : OUTCOME_LOST, (f64)i + 40, S("Ada"));
        add_signs(d, (f64)i, i % 2);
    }
    build(300);
    const struct practice_family *f = find(14, 90, 0);
    for (i64 k = 0; k < LENGTH(told); k++) {
        i64 r = practices_result_named(f, &arena, &history, str_c(told[k]));
        if (r < 0)
            fail_msg("%s is not asked", told[k]);
        assert_int_equal(f->list[r].did, 80);
        const u64 *did = &f->features.did[f->list[r].candidate * f->features.words];
        for (i64 i = 0; i < f->deals.n; i++)
            assert_int_equal(features_has(did, i), f->deals.deal[i] % 2);
    }
    /* each of them says the same: one stands for all */
    assert_int_equal(f->tested, 1);
}

static void a_load_is_no_beginning(void **state)
{
    (void)state;
    for (i64 i = 0; i < 200; i++)
        add_deal(i < 120 ? 10 : (f64)i, i % 2 ? OUTCOME_WON : OUTCOME_LOST, (f64)i + 240, S("Ada"));
    build(900);
    assert_int_equal(find(14, 90, 0)->refused, PRACTICES_LOADED);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, teardown)
    const struct CMUnitTest tests[] = {
        TEST(mantel_haenszel_is_r_s_through_a_whole_history),
        TEST(pseudo_values_with_hc3_are_r_s_through_a_whole_history),
        TEST(a_slow_twin_says_the_same),
        TEST(what_winners_did_in_time_is_found_and_its_deals_are_those_counted),
        TEST(what_only_living_longer_brings_is_no_practice),
        TEST(what_was_written_down_later_was_not_known),
        TEST(below_its_floors_it_refuses_and_says_what_would_be_enough),
        TEST(a_side_too_small_is_counted_and_no_more),
        TEST(what_nobody_could_record_is_unknown),
        TEST(what_follows_from_the_decision_is_no_practice),
        TEST(two_names_of_one_thing_are_asked_once),
        TEST(how_far_a_deal_has_come_is_no_practice),
        TEST(each_kind_is_told_as_it_is_said),
        TEST(a_load_is_no_beginning),
    };
    return cmocka_run_group_tests_name("practices", tests, NULL, NULL);
}
