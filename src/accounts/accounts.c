#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "accounts/people.h"
#include "accounts/store.h"

enum { ARENA_BYTES = 64 << 20 };

/* --- opening ------------------------------------------------------------------------------ */

static bool load_chain(struct accounts *a, struct err *e)
{
    struct statement *s = storage_use(a->db, SQL_AUDIT_LAST);
    if (statement_next(s)) {
        str hash = column_blob(s, 1);
        if (hash.n != SECRET_HASH_BYTES)
            return err_set(e, ERR_INPUT, "the audit of the accounts is damaged");
        a->audit_last = column_i64(s, 0);
        memcpy(a->audit_head, hash.p, SECRET_HASH_BYTES);
    }
    statement_reset(s);
    return storage_check(a->db, e);
}

static bool open_reader(struct accounts *a, struct peek *p, const char *path, struct err *e)
{
    struct storage_options o = {
        .mode = STORAGE_READ, .sql = accounts_statements, .sql_count = SQL_COUNT};
    return storage_open(&p->db, a->engine, path, &o, e);
}

static bool open_all(struct accounts *a, const char *path, struct err *e)
{
    struct storage_options o = {
        .mode = a->options.create ? STORAGE_CREATE : STORAGE_WRITE,
        .sql = accounts_statements,
        .sql_count = SQL_COUNT,
    };
    return storage_engine_open(&a->engine, &a->arena, a->platform, e) &&
           storage_open(&a->db, a->engine, path, &o, e) &&
           storage_migrate(a->db, ACCOUNTS_APPLICATION, accounts_scripts, ACCOUNTS_SCRIPTS, e) &&
           load_chain(a, e) && open_reader(a, &a->who, path, e) &&
           open_reader(a, &a->lists, path, e);
}

bool accounts_open(struct accounts **out, const struct platform *p, const char *path,
                   const struct accounts_options *options, struct err *e)
{
    struct arena arena;
    *out = NULL;
    if (sodium_init() < 0)
        return err_set(e, ERR_LIMIT, "libsodium does not start");
    arena_init(&arena, ARENA_BYTES);
    struct accounts *a = arena_new(&arena, struct accounts);
    a->arena = arena;
    a->platform = p;
    a->options = *options;
    a->cost.bytes = options->weak         ? (i64)crypto_pwhash_argon2id_MEMLIMIT_MIN
                    : options->hash_bytes ? options->hash_bytes
                                          : PASSWORD_HASH_BYTES;
    assert(options->weak || a->cost.bytes >= PASSWORD_HASH_BYTES_MIN);
    a->known = arena_push(&a->arena, KNOWN_SETS, sizeof *a->known);
    a->seen = arena_array(&a->arena, struct seen, KNOWN_SETS * KNOWN_WAYS);
    a->throttle = arena_new(&a->arena, struct throttle);
    a->generation = 1;
    p->random_bytes(p->self, &a->throttle->seed, sizeof a->throttle->seed);
    password_nobody(a->cost, a->nobody);
    sha256_init(&a->sha);
    if (open_all(a, path, e)) {
        *out = a;
        return true;
    }
    accounts_close(a);
    return false;
}

void accounts_close(struct accounts *a)
{
    struct err e;
    if (!a)
        return;
    storage_close(a->who.db);
    storage_close(a->lists.db);
    if (a->db && !a->failed && storage_log_pages(a->db) && !storage_checkpoint(a->db, &e))
        a->failed = true;
    storage_close(a->db);
    storage_engine_close(a->engine);
    sha256_release(&a->sha);
    struct arena arena = a->arena;
    arena_release(&arena);
}

static bool peek_check(const struct peek *p, struct err *e)
{
    if (!__atomic_load_n(&p->failed, __ATOMIC_ACQUIRE))
        return true;
    *e = p->failure;
    return false;
}

bool accounts_check(struct accounts *a, struct err *e)
{
    lock_take(a->platform, &a->write_lock);
    bool failed = a->failed;
    if (failed)
        *e = a->failure;
    lock_give(a->platform, &a->write_lock);
    return !failed && peek_check(&a->who, e) && peek_check(&a->lists, e);
}

bool accounts_is_well(const struct accounts *a)
{
    return !__atomic_load_n(&a->failed, __ATOMIC_ACQUIRE) &&
           !__atomic_load_n(&a->who.failed, __ATOMIC_ACQUIRE) &&
           !__atomic_load_n(&a->lists.failed, __ATOMIC_ACQUIRE);
}

void peek_begin(struct accounts *a, struct peek *p)
{
    lock_take(a->platform, &p->lock);
}

void peek_end(struct accounts *a, struct peek *p)
{
    storage_end(p->db);
    if (!p->failed && !storage_check(p->db, &p->failure))
        __atomic_store_n(&p->failed, 1, __ATOMIC_RELEASE);
    lock_give(a->platform, &p->lock);
}

/* --- who calls ---------------------------------------------------------------------------- */

static void find_member(struct storage *db, str asked, struct known *k)
{
    struct statement *s;
    if (asked.n) {
        s = storage_use(db, SQL_MEMBER_GET);
        bind_i64(s, 1, workspace_number(db, asked));
        bind_i64(s, 2, k->account);
        text_copy(k->workspace, sizeof k->workspace, asked);
    } else {
        s = storage_use(db, SQL_MEMBER_FIRST);
        bind_i64(s, 1, k->account);
        bind_i64(s, 2, k->chosen);
    }
    if (statement_next(s)) {
        k->role = (u32)column_i64(s, 2);
        k->state = (u32)column_i64(s, 3);
        text_copy(k->department, sizeof k->department, column_str(s, 4));
        text_copy(k->team, sizeof k->team, column_str(s, 5));
        k->person = (u32)column_i64(s, 6);
        text_copy(k->workspace, sizeof k->workspace, column_str(s, 13));
    }
    statement_reset(s);
}

static bool load_session(struct storage *db, struct known *k)
{
    struct statement *s = storage_use(db, SQL_SESSION_GET);
    bind_blob(s, 1, k->hash, sizeof k->hash);
    bool found = statement_next(s);
    if (found) {
        k->id = column_i64(s, 0);
        k->account = column_i64(s, 1);
        k->created_ms = column_i64(s, 2);
        k->seen_ms = k->stored_ms = column_i64(s, 3);
        k->fresh_ms = column_i64(s, 4);
        k->chosen = column_i64(s, 5);
        k->strong = column_i64(s, 6);
        k->expires_ms = k->created_ms + ACCOUNTS_SESSION_DAYS * MS_PER_DAY;
    }
    statement_reset(s);
    return found;
}

static bool load_token(struct storage *db, struct known *k)
{
    struct statement *s = storage_use(db, SQL_TOKEN_GET);
    bind_blob(s, 1, k->hash, sizeof k->hash);
    bool found = statement_next(s);
    if (found) {
        k->id = column_i64(s, 0);
        k->account = column_i64(s, 1);
        k->created_ms = column_i64(s, 2);
        k->expires_ms = column_i64(s, 3);
        k->seen_ms = k->stored_ms = column_i64(s, 4);
        k->scopes = (u32)column_i64(s, 5);
        text_copy(k->workspace, sizeof k->workspace, column_str(s, 6));
    }
    statement_reset(s);
    return found;
}

/* From the file, as it is after everything that was committed before. */
static bool load_known(struct accounts *a, struct known *k)
{
    peek_begin(a, &a->who);
    bool found = k->token ? load_token(a->who.db, k) : load_session(a->who.db, k);
    if (found)
        find_member(a->who.db, k->token ? str_c(k->workspace) : str_c(k->asked), k);
    peek_end(a, &a->who);
    return found;
}

static struct known *known_place(struct accounts *a, const struct known *k)
{
    u32 word;
    memcpy(&word, k->hash, sizeof word);
    struct known *set = a->known[word % KNOWN_SETS], *oldest = &set[0];
    for (i32 i = 0; i < KNOWN_WAYS; i++) {
        if (memcmp(set[i].hash, k->hash, sizeof k->hash) == 0 &&
            strcmp(set[i].asked, k->asked) == 0)
            return &set[i];
        if (set[i].seen_ms < oldest->seen_ms)
            oldest = &set[i];
    }
    return oldest;
}

static bool is_same(const struct known *one, const struct known *other)
{
    return memcmp(one->hash, other->hash, sizeof one->hash) == 0 &&
           strcmp(one->asked, other->asked) == 0;
}

static bool still_holds(const struct known *k, i64 now_ms)
{
    bool admin = (k->role & ACCESS_ADMIN) && k->state == MEMBER_ACTIVE;
    i64 idle_ms = admin ? ACCOUNTS_ADMIN_IDLE_MS : ACCOUNTS_SESSION_IDLE_MS;
    return now_ms < k->expires_ms && (k->token || now_ms - k->seen_ms < idle_ms);
}

/* What is known from before, when nothing was taken from anybody since; `seen_ms` becomes the
 * latest request of an older knowledge. */
static bool recall(struct accounts *a, struct known *k, i64 now_ms, bool looking, i64 *seen_ms)
{
    lock_take(a->platform, &a->known_lock);
    struct known *place = known_place(a, k);
    bool same = is_same(place, k), hit = same && place->generation == k->generation;
    if (hit && still_holds(place, now_ms)) {
        if (!looking)
            place->seen_ms = i64_max(place->seen_ms, now_ms);
        *k = *place;
    } else if (same)
        *seen_ms = place->seen_ms;
    hit = hit && k->account != 0;
    lock_give(a->platform, &a->known_lock);
    return hit;
}

static void remember(struct accounts *a, const struct known *k)
{
    lock_take(a->platform, &a->known_lock);
    struct known *place = known_place(a, k);
    if (!is_same(place, k) || place->generation <= k->generation)
        *place = *k;
    lock_give(a->platform, &a->known_lock);
}

/* Fills `k`; the request counts as seen, unless somebody only looks. */
static bool find_known(struct accounts *a, struct known *k, i64 now_ms, bool looking)
{
    i64 seen_ms = INT64_MIN;
    k->generation = __atomic_load_n(&a->generation, __ATOMIC_SEQ_CST);
    if (recall(a, k, now_ms, looking, &seen_ms))
        return true;
    if (!load_known(a, k))
        return false;
    k->seen_ms = i64_max(k->seen_ms, seen_ms);
    if (!still_holds(k, now_ms))
        return false;
    if (!looking)
        k->seen_ms = i64_max(k->seen_ms, now_ms);
    remember(a, k);
    return true;
}

static str copy(struct arena *arena, const char *text)
{
    return str_dup(arena, str_c(text));
}

bool accounts_authenticate(struct accounts *a, const struct accounts_asked *asked, i64 now_ms,
                           struct arena *arena, struct actor *out)
{
    struct known k = {.token = asked->token.p != NULL};
    str secret = k.token ? asked->token : asked->session;
    char id[ID_BYTES];
    *out = (struct actor){0};
    if (!asked->token.p && !asked->session.p)
        return true;
    if ((asked->token.p && asked->session.p) || asked->workspace.n > WORKSPACE_ID_MAX ||
        !secret_is_formed(secret, k.token ? TOKEN_PREFIX : ""))
        return false;
    secret_hash(secret, k.hash);
    text_copy(k.asked, sizeof k.asked, asked->workspace);
    if (!find_known(a, &k, now_ms, asked->looking) ||
        (k.token && k.asked[0] && strcmp(k.asked, k.workspace) != 0))
        return false;
    id_print(k.account, id);
    *out = (struct actor){
        .kind = k.token ? ACTOR_TOKEN : ACTOR_SESSION,
        .account = copy(arena, id),
        .workspace = copy(arena, k.workspace),
        .role = k.role,
        .state = k.state,
        .scopes = k.scopes,
        .strong = k.strong,
        .fresh = !k.token && now_ms - k.fresh_ms < (i64)ACCOUNTS_FRESH_MS,
        .person = k.person,
        .department = copy(arena, k.department),
        .team = copy(arena, k.team),
    };
    return true;
}

bool accounts_backup(struct accounts *a, const char *path, struct err *e)
{
    peek_begin(a, &a->lists);
    bool ok = storage_backup(a->lists.db, path, e);
    peek_end(a, &a->lists);
    return ok;
}

/* --- every minute ------------------------------------------------------------------------- */

/* What is newer than the file says; marked as written down. */
static i64 take_seen(struct accounts *a)
{
    i64 n = 0;
    lock_take(a->platform, &a->known_lock);
    for (i64 i = 0; i < KNOWN_SETS; i++)
        for (i32 j = 0; j < KNOWN_WAYS; j++) {
            struct known *k = &a->known[i][j];
            if (k->seen_ms > k->stored_ms)
                a->seen[n++] = (struct seen){k->id, k->seen_ms, k->token};
            k->stored_ms = k->seen_ms;
        }
    lock_give(a->platform, &a->known_lock);
    return n;
}

static void tick(struct act *act, void *context)
{
    i64 now = act->by->now_ms, n = take_seen(act->a);
    (void)context;
    for (i64 i = 0; i < n; i++) {
        const struct seen *seen = &act->a->seen[i];
        struct statement *s = storage_use(act->db, seen->token ? SQL_TOKEN_USED : SQL_SESSION_SEEN);
        bind_i64(s, 1, seen->id);
        bind_i64(s, 2, seen->at_ms);
        statement_run(s);
    }
    struct statement *s = storage_use(act->db, SQL_SESSIONS_EXPIRE);
    bind_i64(s, 1, now - ACCOUNTS_SESSION_DAYS * MS_PER_DAY);
    bind_i64(s, 2, now - (i64)ACCOUNTS_SESSION_IDLE_MS);
    statement_run(s);
    s = storage_use(act->db, SQL_REQUESTS_FORGET);
    bind_i64(s, 1, now - KEYS_DAYS * MS_PER_DAY);
    statement_run(s);
    devices_expire(act);
}

bool accounts_tick(struct accounts *a, i64 now_ms, struct err *e)
{
    struct accounts_act by = {.now_ms = now_ms};
    act_run(a, &by, tick, NULL, NULL);
    return accounts_check(a, e);
}

/* --- workspaces and names ----------------------------------------------------------------- */

struct workspace_made {
    str id, name;
};

static void make_workspace(struct act *act, void *context)
{
    const struct workspace_made *made = context;
    struct statement *s = storage_use(act->db, SQL_WORKSPACE_GET);
    bind_str(s, 1, made->id);
    bool there = statement_next(s);
    bool same = there && (!made->name.n || str_eq(column_str(s, 1), made->name));
    statement_reset(s);
    if (same)
        return;
    s = storage_use(act->db, SQL_WORKSPACE_PUT);
    bind_str(s, 1, made->id);
    bind_str(s, 2, made->name.n ? made->name : made->id);
    statement_run(s);
    act->workspace = workspace_number(act->db, made->id);
    act_audit(act, there ? "workspace.name" : "workspace.new", 0, made->name);
}

bool accounts_workspace(struct accounts *a, str id, str name, i64 now_ms, struct err *e)
{
    struct accounts_act by = {.now_ms = now_ms};
    struct workspace_made made = {id, name};
    if (id.n == 0 || id.n > WORKSPACE_ID_MAX || !name_is_sound(name, true))
        return err_set(e, ERR_INPUT, "\"%.*s\" cannot be the name of a workspace", STR_ARG(id));
    act_run(a, &by, make_workspace, &made, NULL);
    return accounts_check(a, e);
}

bool accounts_next_workspace(struct accounts *a, struct arena *arena, i64 *number, str *id)
{
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_WORKSPACE_NEXT);
    bind_i64(s, 1, *number);
    bool found = statement_next(s);
    if (found) {
        *number = column_i64(s, 0);
        *id = str_dup(arena, column_str(s, 1));
    }
    peek_end(a, &a->lists);
    return found;
}

str accounts_name(struct accounts *a, struct arena *arena, str account)
{
    str name = {0};
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_ACCOUNT_NAME);
    bind_i64(s, 1, id_parse(account));
    if (statement_next(s))
        name = str_dup(arena, column_str(s, 0));
    peek_end(a, &a->lists);
    return name;
}

static void number_person(struct act *act, void *context)
{
    struct statement *s = storage_use(act->db, SQL_MEMBER_PERSON);
    bind_i64(s, 1, act->workspace);
    bind_i64(s, 2, act->account);
    bind_i64(s, 3, *(u32 *)context);
    statement_run(s);
    if (storage_changed(act->db) != 1) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    act->takes = true; /* who is known without a number asks again */
    act_audit(act, "member.person", act->account, (str){0});
}

bool accounts_number_person(struct accounts *a, str workspace, str account, u32 person)
{
    struct accounts_act by = {.account = account, .workspace = workspace};
    by.now_ms = a->platform->now_ms(a->platform->self);
    return act_run(a, &by, number_person, &person, NULL).answer == ACCOUNTS_DONE;
}
