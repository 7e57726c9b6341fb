/* The n-th call that can fail fails, for every n, once and for ever: each read, write, sync,
 * truncation, unlinking, renaming and opening, a full disk, and each allocation of SQLite.
 * After it: nobody was told that something happened which did not; whoever was told nothing
 * asks again with the same key and it happens once; the file holds together. A sync that
 * fails and forgets is followed by a power cut. */
#include "workspace/company_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/os.h"
#include "workspace/reader.h"

enum { REQUESTS = 14, BATCH = 3, FAULTS_MOST = 100000 };

static struct arena arena;
static struct simulated sim;
static struct simulated_disk base;
static struct company company, company_at_base;
static struct asking asking[REQUESTS];
static i64 told_wrong;
static const char path[] = "acme.etalon";

/* --- allocations -------------------------------------------------------------------------- */

static sqlite3_mem_methods real_memory;
static i64 memory_fails_at; /* 1: the next; 0: none */
static i64 memory_failed;

static bool memory_fails(void)
{
    if (memory_fails_at == 0 || --memory_fails_at > 0)
        return false;
    memory_failed++;
    return true;
}

static void *failing_malloc(int n)
{
    return memory_fails() ? NULL : real_memory.xMalloc(n);
}

static void *failing_realloc(void *p, int n)
{
    return memory_fails() ? NULL : real_memory.xRealloc(p, n);
}

/* --- a day's work ------------------------------------------------------------------------- */

static struct workspace *open_workspace(void)
{
    const struct workspace_options o = {.no_thread = true, .cache_deals = 4, .log_pages = 8};
    struct workspace *w;
    struct err e;
    return workspace_open(&w, &sim.platform, path, &o, &e) ? w : NULL;
}

static void check_stopped(const struct workspace *w)
{
    struct err e;
    assert_false(workspace_check(w, &e));
    assert_true(e.code == ERR_IO && e.text[0]);
}

/* Submits and settles some of the requests; remembers what was said. */
static void do_batch(struct workspace *w, i64 from, i64 to)
{
    bool unknown = false;
    for (i64 i = from; i < to; i++)
        workspace_submit(w, &asking[i].request);
    while (workspace_step(w))
        continue;
    for (i64 i = from; i < to; i++) {
        unknown |= asking[i].request.answer.status == ANSWER_UNKNOWN;
        company_hear(&company, &asking[i]);
    }
    if (unknown)
        check_stopped(w);
}

/* What it says is not in the answers: it must not crash, and must not harm. */
static void look_around(struct workspace *w, bool with_backup)
{
    struct reader *reader;
    struct deal_row rows[20];
    struct err e;
    struct deal_filter filter;
    struct list_place next;
    i64 mark = arena_mark(&arena);
    if (!reader_open(&reader, w, &e))
        return;
    deal_filter_init(&filter);
    reader_list(reader, &arena, &filter, LENGTH(rows), rows, &next);
    if (with_backup && reader_backup(reader, "copy.etalon", &e))
        told_wrong += sim.platform.file_exists(&sim, "copy.etalon") != 1;
    reader_close(reader);
    arena_rewind(&arena, mark);
}

static void work(void)
{
    struct workspace *w = open_workspace();
    for (i64 i = 0; w && i < REQUESTS; i += BATCH) {
        do_batch(w, i, i64_min(i + BATCH, REQUESTS));
        if (i == 2 * BATCH)
            look_around(w, true);
        if (i == 3 * BATCH) {
            workspace_close(w);
            w = open_workspace();
        }
    }
    workspace_close(w);
}

/* The same requests each time, made before anything can fail. */
static void prepare(void)
{
    static const struct deal_state opened = {.opened = true}, none;
    company = company_at_base;
    company.told.v = arena_array(&arena, struct told, 64);
    company.told.room = 64;
    memcpy(company.told.v, company_at_base.told.v, (size_t)company.told.n * sizeof *company.told.v);
    simulated_disk_copy(&sim.disk, &base);
    simulated_kill(&sim);
    for (i64 i = 0; i < REQUESTS; i++) {
        i64 deal = i % 4 ? company.deal[i % company.deals] : 0;
        company_ask(&company, &asking[i], sim.now_ms, deal ? &opened : &none, deal);
    }
}

/* Everybody who was told nothing asks again; the others ask again too, and hear the same. */
static void settle_all(void)
{
    struct workspace *w = open_workspace();
    if (!w)
        fail_msg("it does not open again");
    for (i64 i = 0; i < REQUESTS; i++) {
        struct answer before = asking[i].request.answer;
        const struct told told = company.told.v[asking[i].number];
        workspace_do(w, &asking[i].request);
        const struct answer *after = &asking[i].request.answer;
        assert_true(after->status != ANSWER_UNKNOWN);
        if (told.answered && told.had_effect) {
            if (!after->replayed || after->last != told.last || after->status != before.status)
                told_wrong++;
        }
    }
    workspace_close(w);
}

static void check_file(const char *what, i64 n)
{
    struct verified v;
    struct err e;
    i64 mark = arena_mark(&arena);
    if (!workspace_verify_file(&sim.platform, path, &arena, &v, &e))
        fail_msg("%s %lld: %s", what, (long long)n, e.text);
    if (v.problem_count)
        fail_msg("%s %lld: %s", what, (long long)n, v.problems.v[0].p);
    if (told_wrong)
        fail_msg("%s %lld: told what is not so", what, (long long)n);
    arena_rewind(&arena, mark);
}

static i64 sweep(const char *what, u32 mask, bool stays, i64 reason, bool forgets)
{
    for (i64 n = 1; n < FAULTS_MOST; n++) {
        struct simulated_cut cut;
        i64 mark = arena_mark(&arena);
        i64 steps_mark = arena_mark(&sim.arena);
        prepare();
        sim.fault_mask = mask;
        sim.fault_at = n;
        sim.fault_stays = stays;
        sim.fault_reason = reason;
        sim.faults_happened = 0;
        sim.sync_forgets = forgets;
        sim.steps.v = NULL;
        sim.steps.room = 0;
        simulated_record(&sim);
        work();
        sim.fault_at = 0;
        sim.recording = false;
        simulated_kill(&sim);
        bool happened = sim.faults_happened > 0;
        if (forgets && happened) { /* the machine dies too, with all that was not synced */
            simulated_cut_init(&cut, &sim, &base);
            while (simulated_cut_next(&cut))
                continue;
            simulated_cut_here(&cut, SURVIVE_NONE, &sim);
            simulated_cut_release(&cut);
        }
        check_file(what, n);
        settle_all();
        check_file(what, n);
        arena_rewind(&arena, mark);
        sim.steps.v = NULL;
        sim.steps.room = 0;
        arena_rewind(&sim.arena, steps_mark);
        if (!happened)
            return n - 1;
    }
    return FAULTS_MOST;
}

static void report(const char *what, i64 points)
{
    print_message("%s: %lld points\n", what, (long long)points);
    assert_true(points > 0 && points < FAULTS_MOST);
}

static void no_failing_write_is_taken_for_done(void **state)
{
    (void)state;
    report("write, once", sweep("write", FAULT_WRITE, false, PLATFORM_BROKEN, false));
    report("write, for ever", sweep("write", FAULT_WRITE, true, PLATFORM_BROKEN, false));
    report("disk full", sweep("full", FAULT_WRITE | FAULT_TRUNCATE, true, PLATFORM_FULL, false));
}

static void no_failing_sync_is_taken_for_done(void **state)
{
    (void)state;
    report("sync, once", sweep("sync", FAULT_SYNC, false, PLATFORM_BROKEN, false));
    report("sync, for ever", sweep("sync", FAULT_SYNC, true, PLATFORM_BROKEN, false));
    report("sync that forgets, then a cut",
           sweep("forgetting sync", FAULT_SYNC, false, PLATFORM_BROKEN, true));
    report("sync of the folder",
           sweep("folder sync", FAULT_FOLDER_SYNC, false, PLATFORM_BROKEN, true));
}

static void no_failing_read_harms(void **state)
{
    (void)state;
    report("read, once", sweep("read", FAULT_READ, false, PLATFORM_BROKEN, false));
    report("read, for ever", sweep("read", FAULT_READ, true, PLATFORM_BROKEN, false));
    report("size", sweep("size", FAULT_SIZE, false, PLATFORM_BROKEN, false));
}

static void no_failing_name_harms(void **state)
{
    (void)state;
    u32 names = FAULT_OPEN | FAULT_UNLINK | FAULT_RENAME | FAULT_TRUNCATE;
    report("open, unlink, rename, truncate, once",
           sweep("name", names, false, PLATFORM_BROKEN, false));
    report("…for ever", sweep("name", names, true, PLATFORM_DENIED, false));
}

/* Early points are those of opening; with each of them the work goes a little further. */
static void no_failing_allocation_harms(void **state)
{
    (void)state;
    i64 n = 1, step = 1, points = 0;
    for (bool happened = true; happened; n += step, points++) {
        i64 mark = arena_mark(&arena);
        step = os_env("ETALON_EVERY_ALLOCATION").n ? 1 : 1 + n / 40;
        prepare();
        memory_failed = 0;
        memory_fails_at = n;
        work();
        memory_fails_at = 0;
        happened = memory_failed > 0;
        simulated_kill(&sim);
        check_file("allocation", n);
        settle_all();
        check_file("allocation", n);
        arena_rewind(&arena, mark);
    }
    report("allocation", points - 1);
}

static int setup(void **state)
{
    (void)state;
    const struct workspace_options o = {.create = true, .no_thread = true};
    struct workspace *w;
    struct err e;
    arena_init(&arena, 1ll << 32);
    simulated_init(&sim, 7);
    company_init(&company_at_base, &arena, 7);
    assert_true(workspace_open(&w, &sim.platform, path, &o, &e));
    company_begin(&company_at_base, w);
    while (company_at_base.deals < 4)
        company_do(&company_at_base, w, sim.now_ms += 60000);
    workspace_close(w);
    simulated_disk_copy(&base, &sim.disk);
    return 0;
}

int main(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
    sqlite3_mem_methods methods = real_memory;
    methods.xMalloc = failing_malloc;
    methods.xRealloc = failing_realloc;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* every allocation is one that can fail */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_failing_write_is_taken_for_done),
        cmocka_unit_test(no_failing_sync_is_taken_for_done),
        cmocka_unit_test(no_failing_read_harms),
        cmocka_unit_test(no_failing_name_harms),
        cmocka_unit_test(no_failing_allocation_harms),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
