/* The power is cut at every step of what a company's work does to the disk, and every time
 * several disks are made of what was not yet synced. Whatever is found after each cut:
 *
 *   it opens; its chain and its tables hold together; every request that was answered is
 *   there exactly once with what was answered; nothing is there that nobody asked for.
 *
 * Every disk is recovered by SQLite through our VFS. A million cuts leave few different databases
 * behind; each is looked at whole, from the torn disk, when it is first seen with what the world
 * was told by then, and every WHOLE_EVERY cuts besides. What is byte for byte a database that
 * held together, told no more, holds together.
 *
 * ETALON_CUTS=1000000 asks for as many, of companies from ETALON_SEED on; a few thousand unless
 * told (tests/run_cuts). The positive controls
 * show that the test sees a loss: a disk that lies about syncs, synchronous=NORMAL, answers
 * before the commit. */
#include "workspace/company_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/os.h"
#include "workspace/store.h"

enum {
    DRAWS_MOST = 16, /* disks made of one cut */
    BATCHES = 24,
    BATCH_MOST = 5,
    CUTS_UNLESS_TOLD = 4000,
    WHOLE_EVERY = 256,
    SOUND_KEPT = 64
};

struct controls {
    bool lie, commit_soon, answer_early;
};

struct findings {
    i64 cuts, looked_at_whole, unopened, damaged, lost, twice, unasked;
    char first[512];
};

/* Databases that held together, the newest ones. */
static struct {
    u8 *bytes;
    i64 n, room;
    i64 known; /* requests that the world had been answered by then */
} sound[SOUND_KEPT];
static i64 sound_count;

static struct arena arena;
static struct simulated sim, found_machine;
static struct company company;
static struct asking asking[BATCH_MOST];
static i64 marks;                     /* batches acknowledged */
static i64 told_by_mark[BATCHES + 8]; /* requests with an answer once mark i was passed */

static void note(struct findings *f, i64 *count, const char *what, const char *detail)
{
    if (f->damaged + f->lost + f->twice + f->unasked + f->unopened == 0)
        snprintf(f->first, sizeof f->first, "cut %lld: %s %s", (long long)f->cuts, what, detail);
    ++*count;
}

/* The machine goes wrong in the middle of a batch and the process restarts on what the system
 * shows, which need not be what is on the disk. Nobody was told anything about that batch. */
static void fail_and_restart(struct workspace **w, const struct workspace_options *o)
{
    struct err e;
    struct asking a;
    static const struct deal_state none;
    sim.fault_mask = FAULT_SYNC | (rng_below(&company.rng, 2) ? FAULT_WRITE : 0);
    sim.fault_at = 1 + rng_below(&company.rng, 2);
    sim.fault_stays = true;
    sim.sync_forgets = rng_below(&company.rng, 2);
    for (i32 i = 0; i < 3; i++) {
        company_ask(&company, &a, sim.now_ms, &none, 0);
        workspace_do(*w, &a.request);
        company_hear(&company, &a);
    }
    workspace_close(*w);
    sim.fault_at = 0;
    simulated_kill(&sim);
    if (!workspace_open(w, &sim.platform, "acme.etalon", o, &e))
        fail_msg("after a failure: %s", e.text);
}

/* A company at work, batch by batch; the machine records every step. */
static void work(u64 seed, const struct controls *controls)
{
    struct workspace_options o = {
        .create = true,
        .no_thread = true,
        .commit_soon = controls->commit_soon,
        .cache_deals = 8,
        .log_pages = 16, /* a checkpoint and a new log every few batches */
    };
    struct workspace *w;
    struct err e;
    static const struct deal_state opened = {.opened = true}, none;
    company_init(&company, &arena, seed);
    sqlite3_randomness(0, NULL); /* from the machine again: so that a seed replays */
    assert_true(workspace_open(&w, &sim.platform, "acme.etalon", &o, &e));
    company_begin(&company, w);
    told_by_mark[++marks] = company.asked;
    simulated_mark(&sim, marks);
    for (i32 b = 0; b < BATCHES; b++) {
        i64 n = 1 + rng_below(&company.rng, BATCH_MOST);
        sim.now_ms += 60000;
        for (i64 i = 0; i < n; i++) {
            i64 which = company.deals ? rng_below(&company.rng, company.deals + 2) : 0;
            i64 deal = which < company.deals ? company.deal[which] : 0;
            company_ask(&company, &asking[i], sim.now_ms, deal ? &opened : &none, deal);
            workspace_submit(w, &asking[i].request);
        }
        if (controls->answer_early) { /* the world knows before the disk does */
            told_by_mark[marks + 1] = company.asked;
            simulated_mark(&sim, marks + 1);
        }
        while (workspace_step(w))
            continue;
        for (i64 i = 0; i < n; i++) {
            assert_int_not_equal(asking[i].request.answer.status, ANSWER_UNKNOWN);
            company_hear(&company, &asking[i]);
        }
        told_by_mark[++marks] = company.asked;
        simulated_mark(&sim, marks);
        if (b % 8 == 3 && !controls->lie && !controls->commit_soon && !controls->answer_early)
            fail_and_restart(&w, &o);
        if (b % 8 == 7) { /* a restart: the log goes into the database, and is unlinked */
            workspace_close(w);
            assert_true(workspace_open(&w, &sim.platform, "acme.etalon", &o, &e));
        }
    }
    workspace_close(w);
}

/* Every request in the file, by number: how often its key is there is what SQLite keeps
 * unique; what its row says must be what was told, and its events must be there. */
static void check_requests(struct findings *f, struct storage *db, i64 known, i64 events)
{
    static bool there[BATCHES * BATCH_MOST + 64];
    memset(there, 0, sizeof there);
    struct statement *s = storage_use(db, 0);
    while (statement_next(s)) {
        i64 number = -1;
        str key = column_str(s, 0);
        if (!str_to_i64(str_sub(key, 4, key.n), &number) || number >= company.asked) {
            note(f, &f->unasked, "a request that nobody made", "");
            continue;
        }
        if (there[number])
            note(f, &f->twice, "a request twice", "");
        there[number] = true;
        const struct told *t = &company.told.v[number];
        if (t->had_effect && (column_i64(s, 1) != t->last || column_i64(s, 2) != (i64)t->status))
            note(f, &f->damaged, "a request with another answer", "");
        if (column_i64(s, 1) > events)
            note(f, &f->damaged, "a request without its events", "");
    }
    for (i64 i = 0; i < known; i++)
        if (company.told.v[i].had_effect && !there[i])
            note(f, &f->lost, "an answered request is lost:", company.told.v[i].deal ? "" : "?");
}

/* Events of one request after the other, without a gap: nothing comes from nowhere. */
static void check_events(struct findings *f, struct storage *db)
{
    struct statement *s = storage_use(db, 1);
    i64 gaps = statement_next(s) ? column_i64(s, 0) : -1;
    statement_reset(s);
    if (gaps != 0)
        note(f, &f->unasked, "an event that no request explains", "");
}

static void check_disk(struct findings *f, i64 marked)
{
    static const char *const sql[] = {
        "SELECT key, sequence, status FROM request",
        /* a request's last event is named in its row; all events up to the last are some
         * request's, or the founding, or a clock's (160 and more) that ran out */
        "SELECT (SELECT coalesce(max(sequence), 0) FROM event WHERE kind < 160) - "
        "coalesce((SELECT max(sequence) FROM request), 1)",
    };
    struct workspace_options o = {.create = true, .no_thread = true, .cache_deals = 4};
    struct storage_options read = {.mode = STORAGE_READ, .sql = sql, .sql_count = LENGTH(sql)};
    struct workspace *w;
    struct storage_engine *engine = NULL;
    struct storage *db = NULL;
    struct verified v = {0};
    struct err e = {0};
    i64 mark = arena_mark(&arena);
    if (!workspace_open(&w, &found_machine.platform, "acme.etalon", &o, &e)) {
        note(f, &f->unopened, "it does not open:", e.text);
        return;
    }
    workspace_close(w);
    if (!workspace_verify_file(&found_machine.platform, "acme.etalon", &arena, &v, &e))
        note(f, &f->damaged, "it cannot be verified:", e.text);
    else if (v.problem_count)
        note(f, &f->damaged, "it does not hold together:", v.problems.v[0].p);
    if (storage_engine_open(&engine, &arena, &found_machine.platform, &e) &&
        storage_open(&db, engine, "acme.etalon", &read, &e)) {
        check_requests(f, db, told_by_mark[marked], v.events);
        check_events(f, db);
    }
    storage_close(db);
    storage_engine_close(engine);
    arena_rewind(&arena, mark);
}

static i64 wrong(const struct findings *f)
{
    return f->unopened + f->damaged + f->lost + f->twice + f->unasked;
}

/* The database on the machine that was found. */
static const struct simulated_content *found_database(void)
{
    const struct simulated_disk *d = &found_machine.disk;
    for (i32 i = 0; i < d->name_count; i++)
        if (strcmp(d->name[i].name, "acme.etalon") == 0)
            return &d->file[d->name[i].file];
    return NULL;
}

/* What any writer's opening does: the log is recovered, and goes into the database. */
static bool recover(struct storage_engine *engine)
{
    struct storage_options o = {.mode = STORAGE_WRITE};
    struct storage *db;
    struct err e;
    const struct simulated_content *c = found_database();
    if (!c || !c->n || !storage_open(&db, engine, "acme.etalon", &o, &e))
        return false;
    storage_close(db);
    return true;
}

/* Its place among those kept; -1: never seen, or seen when the world knew less. */
static i64 find_sound(const struct simulated_content *c, i64 known)
{
    for (i64 i = 0; i < i64_min(sound_count, SOUND_KEPT); i++)
        if (sound[i].n == c->n && sound[i].known >= known &&
            memcmp(sound[i].bytes, c->p, (size_t)c->n) == 0)
            return i;
    return -1;
}

/* Puts it down as not yet sound (known -1); its place. */
static i64 keep(const struct simulated_content *c)
{
    i64 i = sound_count++ % SOUND_KEPT;
    if (sound[i].room < c->n) {
        free(sound[i].bytes);
        sound[i].room = 2 * c->n;
        sound[i].bytes = malloc((size_t)sound[i].room);
        assert_non_null(sound[i].bytes);
    }
    memcpy(sound[i].bytes, c->p, (size_t)c->n);
    sound[i].n = c->n;
    sound[i].known = -1;
    return i;
}

/* One disk that may be found after a cut. */
static void check_cut(struct findings *f, const struct simulated_cut *cut,
                      enum simulated_survival how, struct storage_engine *engine)
{
    i64 known = told_by_mark[cut->marked], before = wrong(f), place = -1;
    struct rng again = found_machine.rng;
    f->cuts++;
    simulated_cut_here(cut, how, &found_machine);
    if (recover(engine)) {
        if (f->cuts % WHOLE_EVERY && find_sound(found_database(), known) >= 0)
            return;
        place = keep(found_database());
    }
    found_machine.rng = again;
    simulated_cut_here(cut, how, &found_machine);
    f->looked_at_whole++;
    check_disk(f, cut->marked);
    if (place >= 0 && wrong(f) == before)
        sound[place].known = known;
}

static i64 told(const char *variable, i64 otherwise)
{
    i64 n = 0;
    return str_to_i64(os_env(variable), &n) && n > 0 ? n : otherwise;
}

/* One company, and its share of the cuts, spread over all steps. */
static void cut_everywhere(u64 seed, const struct controls *controls, i64 cuts, struct findings *f)
{
    struct simulated_disk base = {0};
    struct simulated_cut cut;
    struct storage_engine *engine;
    struct err e;
    i64 mark = arena_mark(&arena);
    marks = sound_count = 0;
    memset(told_by_mark, 0, sizeof told_by_mark);
    simulated_init(&sim, seed);
    simulated_init(&found_machine, seed + 1);
    sim.sync_lies = controls->lie;
    simulated_record(&sim);
    work(seed, controls);
    simulated_cut_init(&cut, &sim, &base);
    assert_true(storage_engine_open(&engine, &arena, &found_machine.platform, &e));
    struct rng pick = rng_from(seed + 2);
    i64 draws = cuts > sim.steps.n * SURVIVAL_COUNT ? DRAWS_MOST : SURVIVAL_COUNT;
    i64 places = sim.steps.n * draws, until = f->cuts + cuts;
    do
        for (i64 i = 0; i < draws && f->cuts < until; i++) {
            if (rng_below(&pick, places) >= cuts)
                continue;
            /* nothing and everything survive in one way; the others are drawn again */
            i64 how = i < SURVIVAL_COUNT ? i : SURVIVE_RANDOM + i % 2;
            check_cut(f, &cut, (enum simulated_survival)how, engine);
        }
    while (simulated_cut_next(&cut));
    storage_engine_close(engine);
    simulated_cut_release(&cut);
    simulated_disk_release(&base);
    simulated_release(&sim);
    simulated_release(&found_machine);
    arena_rewind(&arena, mark);
}

static void no_cut_loses_tears_or_doubles_anything(void **state)
{
    (void)state;
    struct findings f = {0};
    const struct controls honest = {0};
    i64 wanted = told("ETALON_CUTS", CUTS_UNLESS_TOLD);
    for (u64 seed = (u64)told("ETALON_SEED", 1); f.cuts < wanted; seed++)
        cut_everywhere(seed, &honest, i64_min(wanted - f.cuts, i64_max(2000, wanted / 16)), &f);
    print_message("%lld cuts, %lld looked at whole: %lld lost, %lld damaged, %lld twice, %lld "
                  "unasked, %lld unopened\n",
                  (long long)f.cuts, (long long)f.looked_at_whole, (long long)f.lost,
                  (long long)f.damaged, (long long)f.twice, (long long)f.unasked,
                  (long long)f.unopened);
    if (wrong(&f))
        fail_msg("%s", f.first);
}

static void must_see(const struct controls *controls)
{
    struct findings f = {0};
    for (u64 seed = 100; seed < 103; seed++)
        cut_everywhere(seed, controls, 150, &f);
    print_message("control: %lld cuts, %lld lost, %lld damaged, %lld unopened\n", (long long)f.cuts,
                  (long long)f.lost, (long long)f.damaged, (long long)f.unopened);
    assert_true(f.lost > 0);
}

static void a_disk_that_lies_is_caught(void **state)
{
    (void)state;
    const struct controls c = {.lie = true};
    must_see(&c);
}

static void a_commit_that_is_not_synced_is_caught(void **state)
{
    (void)state;
    const struct controls c = {.commit_soon = true};
    must_see(&c);
}

static void an_answer_before_the_commit_is_caught(void **state)
{
    (void)state;
    const struct controls c = {.answer_early = true};
    must_see(&c);
}

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1ll << 32);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_cut_loses_tears_or_doubles_anything),
        cmocka_unit_test(a_disk_that_lies_is_caught),
        cmocka_unit_test(a_commit_that_is_not_synced_is_caught),
        cmocka_unit_test(an_answer_before_the_commit_is_caught),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
