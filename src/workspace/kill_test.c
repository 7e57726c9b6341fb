/* A process works on a workspace and is killed (SIGKILL) at a random moment, again and
 * again. This process keeps the ledger: what it was told through a pipe, line by line, each
 * after the commit. After each kill every answered request is there exactly once, the next
 * process asks again with the keys that got no answer, and the file holds together.
 *
 * ETALON_KILLS=1000 asks for as many; 50 unless told. */
#include "workspace/company_test.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/os.h"
#include "workspace/store.h"

enum { KILLS_UNLESS_TOLD = 50, REQUESTS_MAX = 4000000, FLIGHT = 8 };

static struct arena arena;
static char folder[] = "etalon-kill-XXXXXX", path[128];
static u8 *ledger; /* by number: 1 intended, 2 answered */
static i64 next_number;

/* --- the process that is killed ----------------------------------------------------------- */

static void say(int to, const char *what, i64 number)
{
    char line[32];
    int n = snprintf(line, sizeof line, "%s%lld\n", what, (long long)number);
    if (write(to, line, (size_t)n) != n)
        _exit(3);
}

struct promise {
    struct request request;
    i64 number;
    char key[24];
    int to;
    bool early;
};

static void promise(struct promise *p, i64 number, i64 deal)
{
    int n = snprintf(p->key, sizeof p->key, "n%lld", (long long)number);
    p->number = number;
    p->request = (struct request){.intent = {.deal = deal, .expected = REVISION_ANY}};
    p->request.intent.key = (str){p->key, n};
    p->request.intent.act = (struct deal_event){
        .kind = deal ? EVENT_OBJECTED : EVENT_OPENED, .subject = deal ? NO_SUBJECT : 0, .actor = 1};
}

/* Says what it intends, does a few at once, says what was answered. `early` says it before:
 * the positive control. */
static void work(int to, i64 from, bool early)
{
    const struct workspace_options o = {.log_pages = 32};
    static struct promise promises[FLIGHT];
    struct workspace *w;
    struct err e;
    i64 deal = 0;
    if (!workspace_open(&w, &platform_system, path, &o, &e)) {
        fprintf(stderr, "%s\n", e.text);
        _exit(4);
    }
    for (i64 number = from;; number += FLIGHT) {
        for (i64 i = 0; i < FLIGHT; i++) {
            say(to, "i", number + i);
            promise(&promises[i], number + i, i ? deal : 0);
        }
        for (i64 i = 0; early && i < FLIGHT; i++)
            say(to, "a", number + i);
        workspace_do(w, &promises[0].request);
        deal = promises[0].request.answer.deal;
        if (promises[0].request.answer.status != ANSWER_ACCEPTED)
            _exit(5);
        if (!early)
            say(to, "a", number);
        for (i64 i = 1; i < FLIGHT; i++) {
            promise(&promises[i], number + i, deal);
            workspace_submit(w, &promises[i].request);
        }
        for (i64 i = 1; i < FLIGHT; i++) {
            workspace_wait(w, &promises[i].request);
            if (promises[i].request.answer.status == ANSWER_ACCEPTED && !early)
                say(to, "a", number + i);
        }
    }
}

/* --- the ledger --------------------------------------------------------------------------- */

static void take_line(str line)
{
    i64 number = 0;
    if (line.n < 2 || !str_to_i64(str_sub(line, 1, line.n), &number) || number >= REQUESTS_MAX)
        return;
    ledger[number] = line.p[0] == 'a' ? 2 : (u8)i64_max(ledger[number], 1);
    next_number = i64_max(next_number, number + 1);
}

static void read_ledger(int from)
{
    static char text[1 << 16];
    i64 n = 0;
    for (;;) {
        ssize_t got = read(from, text + n, sizeof text - (size_t)n);
        if (got <= 0)
            return;
        n += got;
        str all = {text, n}, line, rest;
        while (str_cut(all, '\n', &line, &rest)) {
            take_line(line);
            all = rest;
        }
        n = all.n;
        memmove(text, all.p, (size_t)n);
    }
}

static void run_and_kill(struct rng *rng, bool early)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        work(ends[1], next_number, early);
    }
    close(ends[1]);
    usleep((useconds_t)(3000 + rng_below(rng, 40000)));
    kill(child, SIGKILL);
    read_ledger(ends[0]);
    close(ends[0]);
    int how = 0;
    waitpid(child, &how, 0);
    assert_true(WIFSIGNALED(how)); /* by us: it had no reason to end */
}

struct counted {
    i64 answered, lost, unasked;
};

static struct counted compare_with_file(void)
{
    static const char *const sql[] = {"SELECT key FROM request WHERE key LIKE 'n%'"};
    struct storage_options o = {.mode = STORAGE_READ, .sql = sql, .sql_count = 1};
    struct storage_engine *engine;
    struct storage *db;
    struct err e;
    struct counted c = {0};
    i64 mark = arena_mark(&arena);
    u8 *there = arena_array(&arena, u8, next_number + 1);
    if (!storage_engine_open(&engine, &arena, &platform_system, &e) ||
        !storage_open(&db, engine, path, &o, &e))
        fail_msg("%s", e.text);
    struct statement *s = storage_use(db, 0);
    while (statement_next(s)) {
        i64 number = -1;
        str key = column_str(s, 0);
        bool known =
            str_to_i64(str_sub(key, 1, key.n), &number) && number < next_number && ledger[number];
        c.unasked += !known;
        if (known)
            there[number] = 1;
    }
    storage_close(db);
    storage_engine_close(engine);
    for (i64 i = 0; i < next_number; i++) {
        c.answered += ledger[i] == 2;
        c.lost += ledger[i] == 2 && !there[i];
    }
    arena_rewind(&arena, mark);
    return c;
}

/* Who got no answer asks again: once in the end, whether it was there or not. */
static void ask_again(void)
{
    const struct workspace_options o = {.no_thread = true};
    struct workspace *w;
    struct err e;
    struct promise p;
    if (!workspace_open(&w, &platform_system, path, &o, &e))
        fail_msg("%s", e.text);
    for (i64 i = 0; i < next_number; i++) {
        if (ledger[i] != 1)
            continue;
        promise(&p, i, 0);
        workspace_do(w, &p.request);
        bool once = p.request.answer.status == ANSWER_ACCEPTED;
        assert_true(once);
        i64 last = p.request.answer.last;
        promise(&p, i, 0);
        workspace_do(w, &p.request);
        assert_true(p.request.answer.replayed && p.request.answer.last == last);
        ledger[i] = 2;
    }
    workspace_close(w);
}

static void verify_file(void)
{
    struct verified v;
    struct err e;
    i64 mark = arena_mark(&arena);
    if (!workspace_verify_file(&platform_system, path, &arena, &v, &e))
        fail_msg("%s", e.text);
    if (v.problem_count)
        fail_msg("%s", v.problems.v[0].p);
    arena_rewind(&arena, mark);
}

static void make_file(const char *name)
{
    const struct workspace_options o = {.create = true, .no_thread = true};
    struct workspace *w;
    struct company c;
    struct err e;
    snprintf(path, sizeof path, "%s/%s.etalon", folder, name);
    company_init(&c, &arena, 1);
    if (!workspace_open(&w, &platform_system, path, &o, &e))
        fail_msg("%s", e.text);
    company_begin(&c, w);
    workspace_close(w);
    memset(ledger, 0, (size_t)next_number);
    next_number = 0;
}

static void no_kill_loses_or_doubles_anything(void **state)
{
    (void)state;
    i64 kills = KILLS_UNLESS_TOLD;
    struct rng rng = rng_from((u64)os_now_ms());
    struct counted c = {0};
    if (!str_to_i64(os_env("ETALON_KILLS"), &kills))
        kills = KILLS_UNLESS_TOLD;
    make_file("killed");
    for (i64 i = 0; i < kills; i++) {
        run_and_kill(&rng, false);
        c = compare_with_file();
        assert_int_equal(c.lost, 0);
        assert_int_equal(c.unasked, 0);
        ask_again();
        if (i % 25 == 24 || i == kills - 1)
            verify_file();
    }
    print_message("%lld kills, %lld answered, %lld lost\n", (long long)kills, (long long)c.answered,
                  (long long)c.lost);
    assert_true(c.answered > kills);
}

static void an_answer_before_the_commit_is_caught(void **state)
{
    (void)state;
    struct rng rng = rng_from(1);
    i64 lost = 0;
    make_file("early");
    for (i32 i = 0; i < 200 && lost == 0; i++) {
        run_and_kill(&rng, true);
        lost = compare_with_file().lost;
    }
    assert_true(lost > 0);
}

int main(void)
{
    if (!mkdtemp(folder))
        return 1;
    arena_init(&arena, 1ll << 32);
    ledger = arena_array(&arena, u8, REQUESTS_MAX);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_kill_loses_or_doubles_anything),
        cmocka_unit_test(an_answer_before_the_commit_is_caught),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    static const char *const left[] = {"killed.etalon",         "killed.etalon-wal",
                                       "killed.etalon-wal-new", "early.etalon",
                                       "early.etalon-wal",      "early.etalon-wal-new"};
    for (i64 i = 0; i < LENGTH(left); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, left[i]);
        unlink(path);
    }
    rmdir(folder);
    return failed;
}
