/* Every row of the route table, and the n-th call that can fail fails: each read, write, sync,
 * opening, a full disk, each allocation of SQLite; for every n, or (script/test) for as many as a
 * minute allows, all of them with ETALON_EVERY_FAULT=1. After it: no answer that says yes without
 * what it says (not even after a power cut), none that blames the asker, none that tells a part for
 * the whole; what is on the disk is as before or as after; whoever asks again with the same key has
 * it once. A row without a request below fails the test. */
#include "api/accounts_scene_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "accounts/audit.h"
#include "accounts/mail.h"
#include "api/deliver.h"
#include "api/parts.h"
#include "base/os.h"
#include "workspace/verify.h"

enum {
    NAMES_MAX = 24,
    FAULTS_MOST = 100000,
    STEPS_MOST = 400,
    BODY_MAX = 4 << 20,
    SEED = 11,
};

/* --- a request for every row ------------------------------------------------------------------
 */

enum how {
    PLAIN = 0,
    UNFOUNDED = 1 << 0,  /* in a folder where nobody is yet */
    NOBODY = 1 << 1,     /* without credentials */
    GOES_ON = 1 << 2,    /* says "begun": how it went is told by another row */
    STREAMS = 1 << 3,    /* its answer has no end */
    TELLS_TIME = 1 << 4, /* the answer is another one each time: only its status is compared */
    STEPS = 1 << 5, /* several acts, each whole: the answer is about the first, what comes after it
                       (a number for who has just come) is made up for by the next request */
    ENDS_ASKER = 1 << 6, /* afterwards the credentials of who asked do not hold */
};

/* $NAME in target and body: what the scene was made with. `before`: rows asked first, by id. */
static const struct scenario {
    const char *id, *target, *body, *before, *match;
    i32 status;
    u32 how;
} scenarios[] = {
#include "api/sweep_rows_test.h"
};

static struct {
    const char *name;
    char value[300];
} names[NAMES_MAX];
static i32 name_count;
static struct simulated_disk founded, unfounded;
static char admin_cookie[200], *third_standard;
static char trying[200]; /* for who reads what went wrong */

static void remember(const char *name, const char *value)
{
    assert_true(name_count < NAMES_MAX);
    names[name_count].name = name;
    snprintf(names[name_count++].value, sizeof names[0].value, "%s", value);
}

static void remember_number(const char *name, i64 value)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)value);
    remember(name, text);
}

/* The code of the device whose secret was just answered. */
static void learn_code(void)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const char *secret = member_of("secret");
    u8 bytes[TOTP_SECRET_BYTES] = {0};
    for (i64 i = 0; i < 8 * TOTP_SECRET_BYTES; i++) {
        i64 five = strchr(letters, secret[i / 5]) - letters;
        bytes[i / 8] |= (u8)((five >> (4 - i % 5) & 1) << (7 - i % 8));
    }
    i32 at = 0;
    while (at < name_count && strcmp(names[at].name, "totp") != 0)
        at++;
    if (at == name_count)
        name_count++;
    names[at].name = "totp";
    snprintf(names[at].value, sizeof names[at].value, "%06u",
             totp_code(bytes, TOTP_SECRET_BYTES, now_ms(NULL) / TOTP_STEP_MS, 6));
}

static const char *filled(const char *text)
{
    str head, rest = str_c(text), all = {0};
    while (str_cut(rest, '$', &head, &rest)) {
        i32 found = -1;
        if (str_starts(rest, S("totp")))
            learn_code();
        for (i32 i = 0; i < name_count; i++)
            if (str_starts(rest, str_c(names[i].name)))
                found = i;
        if (found < 0)
            fail_msg("nothing is called $%.*s", STR_ARG(rest));
        all = str_fmt(&play->arena, "%.*s%.*s%s", STR_ARG(all), STR_ARG(head), names[found].value);
        rest = str_sub(rest, str_c(names[found].name).n, rest.n);
    }
    return str_zero_ended(&play->arena,
                          str_fmt(&play->arena, "%.*s%.*s", STR_ARG(all), STR_ARG(head)));
}

static const struct route *row_of(const char *id)
{
    for (i64 i = 0; i < play->site.route_count; i++)
        if (strcmp(play->site.routes[i].id, id) == 0)
            return &play->site.routes[i];
    fail_msg("there is no row \"%s\"", id);
    return NULL;
}

static const struct scenario *scenario_of(str id)
{
    for (i64 i = 0; i < LENGTH(scenarios); i++)
        if (str_eq(id, str_c(scenarios[i].id)))
            return &scenarios[i];
    fail_msg("no request for \"%.*s\"", STR_ARG(id));
    return NULL;
}

/* --- allocations of SQLite ---------------------------------------------------------------------
 */

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

/* --- the machine ------------------------------------------------------------------------------
 */

static void step_all(void)
{
    for (i32 i = 0; i < play->api->shelf.count; i++)
        workspace_step(play->api->shelf.opened[i]->workspace);
}

/* Asks, and lets the writers write until the answer is there. */
static i32 request(const struct scenario *s, const char *key)
{
    const struct route *r = row_of(s->id);
    const char *target = filled(s->target ? s->target : r->pattern);
    bool standard = s->body && strcmp(s->body, "$third_standard") == 0;
    const char *body = standard ? third_standard : s->body ? filled(s->body) : NULL;
    snprintf(play->cookie, sizeof play->cookie, "%s", s->how & NOBODY ? "" : admin_cookie);
    snprintf(play->match, sizeof play->match, "%s", s->match ? s->match : "");
    snprintf(play->type, sizeof play->type, "%s", r->body_type ? r->body_type : "");
    play->key = key;
    ask(r->method, target, body);
    for (i32 i = 0; !play->done && !(s->how & STREAMS); i++) {
        if (i == STEPS_MOST)
            fail_msg("%s: never answered", s->id);
        step_all();
    }
    return play->call.response.status;
}

static void start(const struct simulated_disk *disk)
{
    simulated_disk_copy(&play->machine.disk, disk);
    simulated_kill(&play->machine);
    play->machine.rng = rng_from(SEED);
    open_parts(false);
}

/* The process ends here; what it had not synced is lost when the power goes too. */
static void end(void)
{
    close_parts();
    simulated_kill(&play->machine);
}

/* --- what is on the disk ----------------------------------------------------------------------
 */

struct digest {
    char hash[64];
};

static const struct simulated_content *content_of(const char *name)
{
    const struct simulated_disk *d = &play->machine.disk;
    for (i32 i = 0; i < d->name_count; i++)
        if (strcmp(d->name[i].name, name) == 0)
            return &d->file[d->name[i].file];
    return NULL;
}

/* Not the inside of the index of words: how it lies depends on when its parts were joined. */
static bool is_ours(const char *table)
{
    return strncmp(table, "sqlite_", 7) != 0 && !strstr(table, "_data") && !strstr(table, "_idx") &&
           !strstr(table, "_docsize") && !strstr(table, "_config") && !strstr(table, "_content");
}

static void put_rows(struct sha256 *h, sqlite3 *db, const char *table)
{
    sqlite3_stmt *s;
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", table);
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        return; /* a virtual table: what it is made from is here too */
    while (sqlite3_step(s) == SQLITE_ROW)
        for (i32 c = 0; c < sqlite3_column_count(s); c++) {
            const void *p = sqlite3_column_blob(s, c);
            i64 n = sqlite3_column_bytes(s, c);
            sha256_put(h, (str){(const char *)&n, sizeof n});
            sha256_put(h, (str){p, n});
        }
    sqlite3_finalize(s);
}

/* Every row of every table of the copy that was made beside. */
static void put_copy(struct sha256 *h)
{
    const struct simulated_content *file = content_of("copy.etalon");
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_non_null(file);
    u8 *bytes = sqlite3_malloc64((sqlite3_uint64)file->n);
    memcpy(bytes, file->p, (size_t)file->n);
    bytes[18] = bytes[19] = 1; /* no log beside it */
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_deserialize(db, "main", bytes, file->n, file->n, SQLITE_DESERIALIZE_FREEONCLOSE),
        SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
                           -1, &s, NULL),
        SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW)
        if (is_ours((const char *)sqlite3_column_text(s, 0)))
            put_rows(h, db, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    sqlite3_close(db);
    play->machine.platform.file_unlink(&play->machine, "copy.etalon");
}

static void put_workspace(struct sha256 *h, struct opened *opened)
{
    struct reader *r;
    struct err e;
    for (i32 i = 0; i < STEPS_MOST; i++) /* what was begun goes to its end */
        workspace_step(opened->workspace);
    if (!opened_reader(opened, &r, &e))
        fail_msg("%s", e.text);
    struct verified v;
    i64 mark = arena_mark(&play->arena);
    assert_true(reader_verify(r, &play->machine.platform, &play->arena, &v, &e));
    if (v.problem_count)
        fail_msg("%s: %.*s", trying, STR_ARG(v.problems.v[0]));
    arena_rewind(&play->arena, mark);
    assert_true(reader_begin(r) && reader_backup(r, "copy.etalon", &e));
    reader_end(r);
    opened_give_back(opened, r);
    put_copy(h);
}

/* Of everything, when it was started again; it must be sound. */
static struct digest look(void)
{
    struct digest d;
    struct sha256 h;
    struct err e;
    struct audit_verified audit;
    struct opened *opened;
    i64 number = 0;
    str id;
    sha256_init(&h);
    assert_true(accounts_verify(play->accounts, &audit, &e));
    assert_int_equal(audit.first_bad, 0);
    if (!accounts_backup(play->accounts, "copy.etalon", &e))
        fail_msg("%s", e.text);
    put_copy(&h);
    while (accounts_next_workspace(play->accounts, &play->arena, &number, &id)) {
        sha256_put(&h, id);
        if (!shelf_take(&play->api->shelf, id, &opened, &e))
            fail_msg("%s", e.text);
        put_workspace(&h, opened);
        shelf_give(opened);
    }
    char hex[65];
    sha256_end(&h, hex);
    memcpy(d.hash, hex, sizeof d.hash);
    sha256_release(&h);
    return d;
}

static bool same(const struct digest *a, const struct digest *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* --- one point --------------------------------------------------------------------------------
 */

struct kind {
    const char *name;
    u32 mask; /* 0: allocations */
    bool stays;
    i64 reason;
};
static const struct kind kinds[] = {
    {"read", FAULT_READ, false, PLATFORM_BROKEN},
    {"write", FAULT_WRITE, false, PLATFORM_BROKEN},
    {"disk full", FAULT_WRITE | FAULT_TRUNCATE, true, PLATFORM_FULL},
    {"sync", FAULT_SYNC | FAULT_FOLDER_SYNC, false, PLATFORM_BROKEN},
    {"name", FAULT_OPEN | FAULT_UNLINK | FAULT_RENAME | FAULT_SIZE, false, PLATFORM_BROKEN},
    {"allocation", 0, false, 0},
};

/* Of a row when nothing fails. */
static struct reference {
    const struct scenario *s;
    struct digest before, after;
    i32 status;
    char body[BODY_MAX];
    i64 body_n;
} reference;

static void arm(const struct kind *k, i64 n)
{
    struct simulated *m = &play->machine;
    memory_failed = m->faults_happened = 0;
    if (!k->mask) {
        memory_fails_at = n;
        return;
    }
    m->fault_mask = k->mask;
    m->fault_at = n;
    m->fault_stays = k->stays;
    m->fault_reason = k->reason;
}

static bool disarm(void)
{
    bool happened = memory_failed > 0 || play->machine.faults_happened > 0;
    memory_fails_at = play->machine.fault_at = 0;
    return happened;
}

static const struct simulated_disk *disk_of(const struct scenario *s)
{
    return s->how & UNFOUNDED ? &unfounded : &founded;
}

static void ask_before(const struct scenario *s)
{
    str head, rest = str_c(s->before ? s->before : "");
    while (rest.n) {
        str_cut(rest, ' ', &head, &rest);
        const struct scenario *b = scenario_of(head);
        i32 status =
            request(b, str_zero_ended(&play->arena, str_fmt(&play->arena, "before-%s", b->id)));
        if (status != b->status)
            fail_msg("%s, before %s: %d %.*s", b->id, s->id, status, STR_ARG(answered()));
    }
}

/* The same chances each time. */
static i32 ask_this(const struct scenario *s)
{
    play->machine.rng = rng_from(SEED);
    return request(s, "this");
}

static bool is_yes(i32 status)
{
    return status >= 200 && status < 400;
}

static i64 wrongs, wrongs_shown;

/* All of them are counted, the first of each row and kind shown. */
static void wrong(const struct kind *k, i64 n, const char *what)
{
    str said = str_sub(answered(), 0, i64_min(answered().n, 400));
    wrongs++;
    if (wrongs_shown++ == 0)
        print_message("%s, %s %lld: %s: %d %.*s\n", reference.s->id, k->name, (long long)n, what,
                      play->call.response.status, STR_ARG(said));
}

/* What is answered under a failure is what is answered without, or that it failed. */
static void check_said(const struct kind *k, i64 n)
{
    i32 status = play->call.response.status;
    const struct reference *r = &reference;
    if (r->s->how & STREAMS)
        return;
    if (status != r->status && status < 500)
        wrong(k, n, "blames the asker, or says another yes");
    bool told = status == r->status && !(r->s->how & (TELLS_TIME | GOES_ON));
    if (told && !str_eq(answered(), (str){r->body, r->body_n}))
        wrong(k, n, "another answer than it should be");
}

/* With the power: only what was synced is there. */
static void cut_power(const struct simulated_disk *base)
{
    struct simulated_cut cut;
    simulated_cut_init(&cut, &play->machine, base);
    while (simulated_cut_next(&cut))
        continue;
    simulated_cut_here(&cut, SURVIVE_NONE, &play->machine);
    simulated_cut_release(&cut);
}

static bool says_failed(void)
{
    return str_find(answered(), S("\"state\":\"failed\"")) >= 0 ||
           str_find(answered(), S("\"state\":\"asks\"")) >= 0;
}

static struct digest check_state(const struct kind *k, i64 n, i32 status, bool failed)
{
    const struct reference *r = &reference;
    struct digest found = look();
    play->call.response.status = status; /* for who reads what went wrong */
    if (r->s->how & GOES_ON && !is_yes(status))
        failed = true;
    if (failed) /* begun and stopped where it was: sound, and it can be gone on with */
        return found;
    bool steps = r->s->how & STEPS;
    if (is_yes(status) && !same(&found, &r->after) && (!steps || same(&found, &r->before)))
        wrong(k, n, "said yes without the effect");
    if (!steps && !same(&found, &r->before) && !same(&found, &r->after))
        wrong(k, n, "neither as before nor as after");
    return found;
}

/* Whoever was told that it failed asks again with the same key: it is there, once. */
static void ask_again(const struct kind *k, i64 n, struct digest at)
{
    const struct reference *r = &reference;
    if (!is_yes(r->status) || row_of(r->s->id)->method == HTTP_GET || r->s->how & GOES_ON ||
        row_of(r->s->id)->flags & ROUTE_NO_KEY)
        return;
    bool done = same(&at, &r->after);
    i32 status = ask_this(r->s);
    if (done && r->s->how & ENDS_ASKER && status == 401)
        return; /* who it was that asked, nobody is any more */
    if (status != r->status)
        wrong(k, n, "asked again it does not go well");
    struct digest found = look();
    if (!same(&found, &r->after) &&
        !(r->s->how & STEPS)) /* there: other chances, the second time */
        wrong(k, n, "asked again it is not as it should be");
}

static bool lying; /* the disk says that it has what it has not: the control */

/* Whether the n-th was reached. */
static bool try_point(const struct scenario *s, const struct kind *k, i64 n)
{
    i64 mark = arena_mark(&play->arena), steps_mark = arena_mark(&play->machine.arena);
    snprintf(trying, sizeof trying, "%s, %s %lld", s->id, k->name, (long long)n);
    struct simulated_disk base = {0};
    start(disk_of(s));
    ask_before(s);
    simulated_disk_copy(&base, &play->machine.disk);
    play->machine.steps.v = NULL;
    play->machine.steps.n = play->machine.steps.room = 0;
    simulated_record(&play->machine);
    arm(k, n);
    play->machine.sync_lies = lying;
    i32 status = ask_this(s);
    bool happened = disarm();
    play->machine.sync_lies = false;
    play->machine.recording = false;
    check_said(k, n);
    bool failed = s->how & GOES_ON && says_failed();
    bool changes = row_of(s->id)->method != HTTP_GET;
    end();
    if (is_yes(status) && changes)
        cut_power(&base);
    if (changes || n == 1) { /* what reads changes nothing however it fails */
        open_parts(false);
        struct digest at = check_state(k, n, status, failed);
        if (happened && !is_yes(status))
            ask_again(k, n, at);
        end();
    }
    simulated_disk_release(&base);
    play->machine.steps.v = NULL;
    play->machine.steps.n = play->machine.steps.room = 0;
    arena_rewind(&play->machine.arena, steps_mark);
    arena_rewind(&play->arena, mark);
    return happened;
}

static void take_reference(const struct scenario *s)
{
    struct reference *r = &reference;
    snprintf(trying, sizeof trying, "%s", s->id);
    r->s = s;
    start(disk_of(s));
    ask_before(s);
    end();
    open_parts(false);
    r->before = look();
    end();
    start(disk_of(s));
    ask_before(s);
    r->status = ask_this(s);
    if (r->status != s->status)
        fail_msg("%s: %d was expected: %d %.*s", s->id, s->status, r->status, STR_ARG(answered()));
    str body = s->how & STREAMS ? (str){0} : answered();
    assert_true(body.n <= BODY_MAX);
    if (body.n)
        memcpy(r->body, body.p, (size_t)body.n);
    r->body_n = body.n;
    end();
    open_parts(false);
    r->after = look();
    end();
}

/* The next to be tried after `n` of which some hundreds there may be. */
static i64 next_point(i64 n)
{
    return os_env("ETALON_EVERY_FAULT").n ? n + 1 : n + 1 + n / 2;
}

static i64 sweep(const struct scenario *s, const struct kind *k)
{
    i64 points = 0;
    wrongs_shown = 0;
    for (i64 n = 1; n < FAULTS_MOST; n = next_point(n), points++)
        if (!try_point(s, k, n))
            return points;
    fail_msg("%s: it never ends", s->id);
    return 0;
}

static void no_row_says_what_is_not_so_whatever_fails(void **state)
{
    i64 points[LENGTH(kinds)] = {0};
    (void)state;
    str only = os_env("ETALON_ROW");
    for (i64 i = 0; i < LENGTH(scenarios); i++) {
        const struct scenario *s = &scenarios[i];
        if (only.n && !str_eq(only, str_c(s->id)))
            continue;
        i64 mark = arena_mark(&play->arena);
        take_reference(s);
        for (i64 k = 0; k < LENGTH(kinds); k++)
            points[k] += sweep(s, &kinds[k]);
        arena_rewind(&play->arena, mark);
    }
    for (i64 k = 0; k < LENGTH(kinds); k++) {
        print_message("%s: %lld points\n", kinds[k].name, (long long)points[k]);
        assert_true(only.n || points[k] > 0);
    }
    assert_int_equal(wrongs, 0);
}

/* The control: what says yes and is not there after a power cut is noticed. */
static void a_yes_without_effect_is_noticed(void **state)
{
    static const char *const rows[] = {"act", "member_change", "token_new", "deal_new"};
    (void)state;
    lying = true;
    for (i64 i = 0; i < LENGTH(rows); i++) {
        i64 before = wrongs;
        take_reference(scenario_of(str_c(rows[i])));
        wrongs_shown = 1; /* not to be shown: they are meant */
        try_point(reference.s, &kinds[0], FAULTS_MOST);
        assert_int_equal(wrongs, before + 1);
    }
    lying = false;
    wrongs = 0;
}

static void every_row_has_a_request(void **state)
{
    (void)state;
    open_parts(false);
    for (i64 i = 0; i < play->site.route_count; i++)
        scenario_of(str_c(play->site.routes[i].id));
    for (i64 i = 0; i < LENGTH(scenarios); i++)
        row_of(scenarios[i].id);
    assert_int_equal(LENGTH(scenarios), play->site.route_count);
    end();
}

/* --- the company ------------------------------------------------------------------------------
 */

/* What a provider publishes, and a receiver that says yes. */
static void outside(void *context, const struct outgoing *o, struct outgoing_reply *reply)
{
    static const char about[] = "{\"issuer\":\"https://idp.example\","
                                "\"authorization_endpoint\":\"https://idp.example/auth\","
                                "\"token_endpoint\":\"https://idp.example/token\","
                                "\"jwks_uri\":\"https://idp.example/keys\"}";
    (void)context;
    reply->end = OUTGOING_REPLIED;
    reply->status = 200;
    if (str_starts(str_c(o->url), S("https://idp.example/"))) {
        i64 n = i64_min((i64)sizeof about - 1, reply->body_max);
        memcpy(reply->body, about, (size_t)n);
        reply->body_n = n;
    }
}

static char *file_of(const char *path)
{
    struct err e;
    str text;
    if (!os_read_file(&text, &play->arena, str_c(path), 1 << 20, &e))
        fail_msg("%s", e.text);
    return (char *)(uintptr_t)str_zero_ended(&play->arena, text);
}

/* Asks, and goes on asking until it is there. */
static void now(enum http_method method, const char *target, const char *body, i32 status)
{
    snprintf(play->type, sizeof play->type, "%s",
             body && body[0] != '{' ? str_find(str_c(target), S("/standards")) >= 0
                                          ? "application/yaml"
                                          : "application/octet-stream"
                                    : "");
    ask(method, target, body);
    while (!play->done)
        step_all();
    expect(status, NULL);
}

static i64 number_of(const char *name)
{
    str body = answered(), key = str_fmt(&play->arena, "\"%s\":", name);
    i64 value = 0, at = str_find(body, key);
    assert_true(at >= 0);
    for (at += key.n; at < body.n && body.p[at] >= '0' && body.p[at] <= '9'; at++)
        value = 10 * value + body.p[at] - '0';
    return value;
}

static void found_people(void)
{
    struct digest_row digest;
    set_up();
    snprintf(admin_cookie, sizeof admin_cookie, "%s", play->cookie);
    join("bo@acme.example", "seller");
    now(HTTP_GET, "/api/v1/me", NULL, 200);
    remember("member", member_of("account"));
    sign_in("root@acme.example");
    now(HTTP_GET, "/api/v1/sessions", NULL, 200);
    snprintf(play->cookie, sizeof play->cookie, "%s", admin_cookie);
    now(HTTP_GET, "/api/v1/sessions", NULL, 200);
    str body = answered(), rest = body; /* the one that is not one's own */
    while (str_find(rest, S("\"session\":\"")) >= 0) {
        str id = str_sub(rest, str_find(rest, S("\"session\":\"")) + 11, rest.n);
        rest = str_sub(id, str_find_char(id, '"'), id.n);
        if (str_find(str_sub(rest, 0, i64_max(0, str_find_char(rest, '}'))), S("\"own\":false")) >=
            0) {
            remember("session",
                     str_zero_ended(&play->arena, str_sub(id, 0, str_find_char(id, '"'))));
            break;
        }
    }
    now(HTTP_POST, "/api/v1/invitations", "{\"email\":\"dan@acme.example\",\"role\":\"viewer\"}",
        201);
    remember("secret", member_of("secret"));
    now(HTTP_GET, "/api/v1/invitations", NULL, 200);
    remember("invitation", member_of("invitation"));
    now(HTTP_POST, "/api/v1/tokens", "{\"name\":\"key\",\"scopes\":[\"read\"],\"days\":9}", 201);
    remember("token", member_of("token"));
    now(HTTP_PUT, "/api/v1/digest", "{\"every\":\"daily\",\"hour\":8}", 200);
    assert_int_equal(
        accounts_digests(play->accounts, &play->arena, S("acme"), (str){0}, 1, &digest), 1);
    remember("digest_token", str_zero_ended(&play->arena, digest.token));
}

static void found_deals(void)
{
    now(HTTP_POST, "/api/v1/standards", file_of(TEST_ROOT "/tests/api/sales.yaml"), 201);
    now(HTTP_POST, "/api/v1/views", "{\"name\":\"Mine\",\"page\":\"board\",\"query\":\"owner=me\"}",
        201);
    remember_number("view", number_of("view"));
    now(HTTP_POST, "/api/v1/webhooks", "{\"url\":\"https://a.example/\"}", 201);
    remember_number("webhook", number_of("webhook"));
    for (i32 i = 0; i < 3; i++)
        now(HTTP_POST, "/api/v1/deals",
            i ? "{\"name\":\"Beta\"}" : "{\"name\":\"Alpha of the north\"}", 201);
    remember_number("deal", number_of("deal"));
    now(HTTP_POST, filled("/api/v1/deals/$deal/acts"),
        "{\"act\":\"set-field\",\"field\":\"amount\",\"value\":1200}", 200);
    while (deliver_step(play->api->deliverer))
        step_all();
    now(HTTP_GET, filled("/api/v1/webhooks/$webhook/deliveries"), NULL, 200);
    remember_number("delivered", number_of("sequence"));
    now(HTTP_POST, "/api/v1/standards", file_of(TEST_ROOT "/tests/api/sales-2.yaml"), 201);
    now(HTTP_POST, "/api/v1/people", "{\"name\":\"Bo\"}", 201);
    remember_number("person", number_of("person"));
    now(HTTP_POST, "/api/v1/files?name=a.txt", "the contract", 201);
    remember("hash", member_of("file"));
    third_standard = file_of(TEST_ROOT "/tests/api/sales-2.yaml"); /* as it is: a version more */
    strstr(third_standard, "\nchanges:")[1] = 0;
}

static const char deals_file[] = "id,name,stage,amount,currency,owner,created,close date,status\n"
                                 "1,Acme,Talking,1000,EUR,Ada,2024-01-05,2024-06-01,open\n"
                                 "2,Beta,Talking,x,EUR,Bo,2024-01-06,not a day,won\n";

static void found_import(void)
{
    remember("deals", deals_file);
    remember("map", "etalon-map: 1\\nstandard:\\n  stages:\\n    Talking: problem\\n");
    now(HTTP_POST, "/api/v1/import-task/files?name=first.csv",
        "id,name,stage,amount,currency,owner,created,close date,status\n"
        "9,Old,Talking,1000,EUR,Ada,2024-01-05,2024-06-01,open\n",
        201);
    now(HTTP_POST, "/api/v1/import-task/preview", filled("{\"map\":\"$map\"}"), 202);
    now(HTTP_POST, "/api/v1/import-task/start", NULL, 202);
    now(HTTP_GET, "/api/v1/imports", NULL, 200);
    remember_number("import", number_of("import"));
}

static int setup(void **state)
{
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    struct err e;
    open_real(state);
    play->machine.outside = outside;
    assert_true(accounts_setup_code(play->accounts, now_ms(NULL), code, &e));
    remember("code", code);
    remember("password", password);
    close_parts();
    simulated_disk_copy(&unfounded, &play->machine.disk);
    open_parts(false);
    found_people();
    found_deals();
    found_import();
    end();
    simulated_disk_copy(&founded, &play->machine.disk);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    simulated_disk_release(&founded);
    simulated_disk_release(&unfounded);
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
        cmocka_unit_test(every_row_has_a_request),
        cmocka_unit_test(a_yes_without_effect_is_noticed),
        cmocka_unit_test(no_row_says_what_is_not_so_whatever_fails),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
