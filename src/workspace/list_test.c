/* Lists: every page is what filtering and sorting all deals would give, and no page is found by
 * reading the whole table. */
#include "workspace/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/plain.h"
#include "base/sort.h"
#include "workspace/company_test.h"
#include "workspace/reader.h"
#include "workspace/store.h"

enum { DEALS = 240, PAGE = 7 };

static struct arena arena;
static struct simulated sim;
static struct company company;
static struct workspace *w;
static struct deal_row all[DEALS];
static i64 all_count;

static void ask(struct intent intent)
{
    struct request r = {.intent = intent};
    r.intent.expected = REVISION_ANY;
    workspace_do(w, &r);
}

static struct intent on(i64 deal, enum event_kind kind, i64 subject, i64 value)
{
    return (struct intent){.kind = INTENT_ACT,
                           .deal = deal,
                           .act = {.kind = (u8)kind,
                                   .subject = (u16)subject,
                                   .value = value,
                                   .actor = 1 + (u32)rng_below(&company.rng, 3)}};
}

/* Deals of many kinds: in every stage, of three people, of all outcomes, named or not, with and
 * without amounts and close dates, some of them equal. */
static void live(void)
{
    static const char *const names[] = {"Éclair", "eclair", "Zoë & fils",
                                        "zoe",    "Birch",  "ÉCLAIR 2"};
    i64 deal[DEALS];
    i32 stages = workspace_rules(w, 1)->stage_count, fields = workspace_rules(w, 1)->field_count;
    for (i32 i = 0; i < DEALS; i++) {
        sim.now_ms += rng_below(&company.rng, 3) * 1000;
        struct request r = {.intent = on(0, EVENT_OPENED, 0, 0)};
        r.intent.expected = REVISION_ANY;
        r.intent.reference = i % 9 ? (str){0} : str_fmt(&arena, "R%d", i);
        workspace_do(w, &r);
        deal[i] = r.answer.deal;
        for (i32 k = 0; k < fields && i % 2; k++)
            ask(on(deal[i], EVENT_FIELD_SET, k, k));
        ask(on(deal[i], EVENT_MILESTONE_REACHED, 0, EVIDENCE_MAIL));
        if (i % 4)
            ask((struct intent){.kind = INTENT_NAME, .deal = deal[i], .text = str_c(names[i % 6])});
    }
    for (i32 k = 0; k < 4 * DEALS; k++) {
        i64 d = deal[rng_below(&company.rng, DEALS)], which = rng_below(&company.rng, 8);
        sim.now_ms += rng_below(&company.rng, 2) * 1000;
        ask(which == 0   ? on(d, EVENT_STAGE_ENTERED, rng_below(&company.rng, stages), 0)
            : which == 1 ? on(d, EVENT_OWNER_SET, NO_SUBJECT, 1 + rng_below(&company.rng, 3))
            : which == 2
                ? on(d, EVENT_CLOSE_DATE_SET, NO_SUBJECT, 20000 + rng_below(&company.rng, 9))
            : which == 3 ? on(d, EVENT_FIELD_SET, rng_below(&company.rng, fields),
                              100 * rng_below(&company.rng, 20))
            : which >= 6 ? on(d, EVENT_MILESTONE_REACHED, 1, EVIDENCE_MAIL) /* a manager confirms */
            : which == 4 ? on(d, EVENT_PARKED, NO_SUBJECT, TIME_NONE)
                         : on(d, EVENT_OUTCOME_SET, 1 + rng_below(&company.rng, 5),
                              event_ending((struct ending){.reason = {-1, -1}})));
    }
}

static int setup(void **state)
{
    const struct workspace_options o = {.create = true, .no_thread = true};
    struct err e;
    (void)state;
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 2026);
    company_init(&company, &arena, 2026);
    if (!workspace_open(&w, &sim.platform, "acme.etalon", &o, &e))
        fail_msg("%s", e.text);
    company_begin(&company, w);
    live();
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

/* --- the twin ------------------------------------------------------------------------------ */

static bool is_in(struct list_range r, i64 value)
{
    return r.from <= value && value <= r.to;
}

static bool belongs(const struct deal_filter *f, const struct deal_row *d)
{
    if (f->outcome >= 0 && f->outcome != (i32)d->outcome)
        return false;
    if (f->owner && f->owner != d->owner)
        return false;
    if (f->in_edition && !f->in_edition[d->edition])
        return false;
    if (f->stage.n && !str_eq(f->stage, d->stage_id))
        return false;
    if (f->parked >= 0 && d->parked != (f->parked == 1))
        return false;
    if (f->text.n &&
        str_find(str_plain(&arena, d->name, 1000), str_plain(&arena, f->text, 1000)) < 0)
        return false;
    return is_in(f->amount, d->amount) && is_in(f->close_day, d->close_day) &&
           is_in(f->entered_ms, d->stage_entered_ms) && is_in(f->opened_ms, d->opened_ms);
}

static const struct deal_filter *sorting;
static bool in_order(const struct deal_row *a, const struct deal_row *b)
{
    i64 by = 0;
    switch (sorting->order) {
    case ORDER_ENTERED:
        by = (a->stage_entered_ms > b->stage_entered_ms) -
             (a->stage_entered_ms < b->stage_entered_ms);
        break;
    case ORDER_AMOUNT: by = (a->amount > b->amount) - (a->amount < b->amount); break;
    case ORDER_CLOSE: by = (a->close_day > b->close_day) - (a->close_day < b->close_day); break;
    case ORDER_NAME:
        by = str_cmp(str_plain(&arena, a->name, LIST_NAME_MAX),
                     str_plain(&arena, b->name, LIST_NAME_MAX));
        break;
    default: break;
    }
    by = by ? by : (a->id > b->id) - (a->id < b->id);
    return sorting->down ? by > 0 : by < 0;
}

static i64 expected_of(const struct deal_filter *f, struct deal_row *out, struct deal_row *spare)
{
    struct deal_row *v = out;
    i64 n = 0;
    for (i64 i = 0; i < all_count; i++)
        if (belongs(f, &all[i]))
            out[n++] = all[i];
    sorting = f;
    sort_merge(v, spare, n, in_order);
    memmove(out, v, (size_t)n * sizeof *out);
    return n;
}

static struct list_range some_range(i64 from, i64 width)
{
    struct list_range any = {INT64_MIN, INT64_MAX};
    i64 low = from + rng_below(&company.rng, width);
    return rng_below(&company.rng, 4)
               ? any
               : (struct list_range){low, low + rng_below(&company.rng, width)};
}

static void some_filter(struct deal_filter *f)
{
    static const bool on_first[WORKSPACE_EDITIONS_MAX + 1] = {false, true},
                                                        on_none[WORKSPACE_EDITIONS_MAX + 1] = {
                                                            false};
    static const char *const texts[] = {"ECL", "zoé", "i", "nothing"};
    const struct rules *rules = workspace_rules(w, 1);
    struct rng *rng = &company.rng;
    deal_filter_init(f);
    f->order = (enum deal_order)rng_below(rng, ORDER_COUNT);
    f->down = rng_below(rng, 2);
    f->outcome = rng_below(rng, 2) ? -1 : (i32)rng_below(rng, OUTCOME_COUNT);
    f->owner = rng_below(rng, 3) ? 0 : 1 + (u32)rng_below(rng, 3);
    f->parked = rng_below(rng, 4) ? -1 : (i32)rng_below(rng, 2);
    if (rng_below(rng, 4) == 0)
        f->in_edition = rng_below(rng, 2) ? on_first : on_none;
    if (rng_below(rng, 3) == 0)
        f->stage = rules->standard->stages.v[rng_below(rng, rules->stage_count)].id;
    if (rng_below(rng, 4) == 0)
        f->text = str_c(texts[rng_below(rng, LENGTH(texts))]);
    f->take = rng_below(rng, 2) ? LIST_TAKE_MAX : 0; /* whole, or by a walk that ends early */
    f->look = rng_below(rng, 2) ? LIST_LOOK_MAX : 1 + rng_below(rng, 9);
    f->amount = some_range(0, 2000);
    f->close_day = some_range(20000, 9);
    f->entered_ms = some_range(all[0].opened_ms, 200000);
    f->opened_ms = some_range(all[0].opened_ms, 200000);
}

static void take_all(struct reader *reader)
{
    struct deal_filter f;
    struct list_place next;
    deal_filter_init(&f);
    f.down = false;
    all_count = reader_list(reader, &arena, &f, DEALS, all, &next);
    assert_int_equal(all_count, DEALS);
    assert_false(next.there);
    assert_int_equal(reader_count(reader, &f), DEALS);
}

static void pages_are_what_filtering_and_sorting_all_would_give(void **state)
{
    static struct deal_row expected[DEALS], spare[DEALS], page[PAGE];
    struct reader *reader;
    struct err e;
    i64 seen = 0, counted = 0, short_pages = 0;
    (void)state;
    assert_true(reader_open(&reader, w, &e));
    take_all(reader);
    for (i32 k = 0; k < 1500; k++) {
        struct deal_filter f;
        struct list_place next = {.there = true};
        i64 mark = arena_mark(&arena), at = 0;
        some_filter(&f);
        i64 n = expected_of(&f, expected, spare), count = reader_count(reader, &f);
        assert_true(count < 0 || count == n);
        counted += count >= 0;
        while (next.there) {
            i64 got = reader_list(reader, &arena, &f, PAGE, page, &next);
            for (i64 i = 0; i < got; i++, at++)
                assert_int_equal(page[i].id, expected[at].id);
            short_pages += got < PAGE && next.there;
            f.after = next;
        }
        assert_int_equal(at, n);
        seen += n;
        arena_rewind(&arena, mark);
    }
    assert_true(seen > 10000 && counted > 20 && short_pages > 100); /* else nothing was compared */
    reader_close(reader);
}

static void a_reference_finds_its_deal(void **state)
{
    struct reader *reader;
    struct deal_filter f;
    struct list_place next;
    struct deal_row row;
    struct err e;
    (void)state;
    assert_true(reader_open(&reader, w, &e));
    deal_filter_init(&f);
    f.reference = S("R9");
    assert_int_equal(reader_list(reader, &arena, &f, 1, &row, &next), 1);
    assert_true(str_eq(row.reference, S("R9")));
    f.reference = S("R9x");
    assert_int_equal(reader_list(reader, &arena, &f, 1, &row, &next), 0);
    reader_close(reader);
}

/* --- the tally ------------------------------------------------------------------------------- */

static void the_tally_is_what_counting_would_give(void **state)
{
    struct tally_row rows[64];
    struct reader *reader;
    struct err e;
    i64 checked = 0;
    (void)state;
    assert_true(reader_open(&reader, w, &e));
    take_all(reader);
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        for (u32 owner = 0; owner <= 3; owner++) {
            i64 n = reader_tally(reader, &arena, (enum outcome)o, owner, LENGTH(rows), rows);
            for (i64 i = 0; i < n; i++, checked++) {
                struct tally_row is = {0};
                for (i64 d = 0; d < all_count; d++) {
                    if ((i32)all[d].outcome != o || (owner && all[d].owner != owner) ||
                        !str_eq(all[d].stage_id, rows[i].stage_id))
                        continue;
                    bool valued = all[d].amount != LIST_AMOUNT_NONE;
                    is.deals++;
                    is.valued += valued;
                    is.amount += valued ? all[d].amount : 0;
                }
                assert_int_equal(rows[i].deals, is.deals);
                assert_int_equal(rows[i].valued, is.valued);
                assert_int_equal(rows[i].amount, is.amount);
            }
        }
    assert_true(checked > 10);
    reader_close(reader);
}

/* --- how they are found ---------------------------------------------------------------------- */

static void plan_of(sqlite3 *db, const char *sql, struct buf *out)
{
    char text[4096];
    sqlite3_stmt *s = NULL;
    snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", sql);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &s, NULL), SQLITE_OK);
    buf_clear(out);
    while (sqlite3_step(s) == SQLITE_ROW)
        buf_fmt(out, "%s; ", (const char *)sqlite3_column_text(s, 3));
    sqlite3_finalize(s);
}

static void no_list_reads_the_whole_table_or_sorts_it(void **state)
{
    static const i32 others[] = {SQL_OF_OWNER,    SQL_OF_STAGE,         SQL_WAITING,
                                 SQL_DUE_NOW,     SQL_DEAL_GET,         SQL_FIELDS,
                                 SQL_TALLY_COUNT, SQL_DEAL_BY_REFERENCE};
    sqlite3 *db;
    struct buf plan;
    i64 n = 0;
    (void)state;
    buf_init(&plan, 4096);
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, workspace_scripts[0], NULL, NULL, NULL), SQLITE_OK);
    for (i32 i = SQL_DEALS_OF_STAGE; i <= SQL_WALK_LAST; i++)
        for (i32 k = 0; k < (i == SQL_DEALS_OF_STAGE ? 1 + LENGTH(others) : 1); k++, n++) {
            const char *sql = workspace_statements[k ? others[k - 1] : i];
            plan_of(db, sql, &plan);
            str said = buf_str(&plan);
            if (str_find(said, S("SEARCH")) < 0 || str_find(said, S("SCAN")) >= 0 ||
                str_find(said, S("TEMP B-TREE")) >= 0)
                fail_msg("%s\n%.*s", sql, STR_ARG(said));
        }
    plan_of(db, "SELECT id FROM deal ORDER BY events", &plan); /* it would be seen */
    assert_true(str_find(buf_str(&plan), S("SCAN")) >= 0);
    assert_true(str_find(buf_str(&plan), S("TEMP B-TREE")) >= 0);
    assert_int_equal(n, SQL_WALK_LAST - SQL_DEALS_OF_STAGE + 1 + LENGTH(others));
    sqlite3_close(db);
    buf_release(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_are_what_filtering_and_sorting_all_would_give, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_reference_finds_its_deal, setup, teardown),
        cmocka_unit_test_setup_teardown(the_tally_is_what_counting_would_give, setup, teardown),
        cmocka_unit_test(no_list_reads_the_whole_table_or_sorts_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
