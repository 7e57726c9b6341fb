#include "workspace/writer.h"

#include <string.h>

enum { IDLE_NS = 1000000000 };

bool workspace_fail(struct workspace *w, const struct err *e)
{
    if (!w->failed)
        w->failure = *e;
    __atomic_store_n(&w->failed, true, __ATOMIC_RELEASE);
    return false;
}

bool workspace_check(const struct workspace *w, struct err *e)
{
    bool failed = __atomic_load_n(&w->failed, __ATOMIC_ACQUIRE);
    if (failed)
        *e = w->failure;
    return !failed;
}

/* --- the queue ---------------------------------------------------------------------------- */

void workspace_submit(struct workspace *w, struct request *r)
{
    r->settled = 0;
    r->answer = (struct answer){0};
    r->next = __atomic_load_n(&w->queue, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&w->queue, &r->next, r, true, __ATOMIC_SEQ_CST,
                                        __ATOMIC_RELAXED))
        continue;
    if (__atomic_exchange_n(&w->asleep, 0, __ATOMIC_SEQ_CST))
        w->platform->wake(w->platform->self, &w->asleep);
}

void workspace_wait(struct workspace *w, struct request *r)
{
    while (w->options.no_thread && !r->settled)
        workspace_step(w);
    while (!__atomic_load_n(&r->settled, __ATOMIC_ACQUIRE))
        w->platform->wait(w->platform->self, &r->settled, 0, -1);
}

void workspace_do(struct workspace *w, struct request *r)
{
    workspace_submit(w, r);
    workspace_wait(w, r);
}

static void put_last(struct request **list, struct request *r)
{
    while (*list)
        list = &(*list)->next;
    r->next = NULL;
    *list = r;
}

/* Everything submitted so far goes behind what was taken before, in the order it came. */
static void take_queue(struct workspace *w)
{
    struct request *newest = __atomic_exchange_n(&w->queue, NULL, __ATOMIC_ACQUIRE), *list = NULL;
    while (newest) {
        struct request *next = newest->next;
        newest->next = list;
        list = newest;
        newest = next;
    }
    struct request **end = &w->taken;
    while (*end)
        end = &(*end)->next;
    while (list) { /* the patient ones have a line of their own */
        struct request *next = list->next;
        list->next = NULL;
        if (list->intent.patient) {
            put_last(&w->patient, list);
        } else {
            *end = list;
            end = &list->next;
        }
        list = next;
    }
}

/* After `settled` is set the request is its owner's again. */
static void settle(struct workspace *w, struct request *r)
{
    void (*done)(void *context, struct request *r) = r->done;
    void *context = r->context;
    __atomic_store_n(&r->settled, 1, __ATOMIC_RELEASE);
    if (done)
        done(context, r);
    else if (!w->options.no_thread)
        w->platform->wake(w->platform->self, &r->settled);
}

/* --- a batch ------------------------------------------------------------------------------ */

static void make_durable(struct workspace *w)
{
    i64 words[HEAD_WORDS];
    memcpy(words, &w->head, sizeof words);
    __atomic_store_n(&w->durable_turn, w->durable_turn + 1, __ATOMIC_SEQ_CST);
    for (i32 i = 0; i < HEAD_WORDS; i++)
        __atomic_store_n(&w->durable[i], words[i], __ATOMIC_SEQ_CST);
    __atomic_store_n(&w->durable_turn, w->durable_turn + 1, __ATOMIC_SEQ_CST);
    __atomic_store_n(&w->published, w->edition_count, __ATOMIC_RELEASE);
}

struct workspace_head workspace_head(const struct workspace *w)
{
    struct workspace_head head;
    i64 words[HEAD_WORDS];
    u32 turn = 1;
    while (turn % 2 || turn != __atomic_load_n(&w->durable_turn, __ATOMIC_SEQ_CST)) {
        turn = __atomic_load_n(&w->durable_turn, __ATOMIC_SEQ_CST);
        for (i32 i = 0; i < HEAD_WORDS; i++)
            words[i] = __atomic_load_n(&w->durable[i], __ATOMIC_SEQ_CST);
    }
    memcpy(&head, words, sizeof head);
    return head;
}

static i64 clock_ns(const struct workspace *w)
{
    return w->platform->elapsed_ns(w->platform->self);
}

static bool commit(struct workspace *w)
{
    struct err e;
    i64 from = clock_ns(w);
    if (!storage_commit(w->db, &e))
        return workspace_fail(w, &e);
    counts_add(&w->counts.commits, 1);
    __atomic_store_n(&w->counts.commit_ns_last, clock_ns(w) - from, __ATOMIC_RELAXED);
    make_durable(w);
    return true;
}

/* The log starts anew once all of it is in the database and no reader needs it. */
static void checkpoint_if_due(struct workspace *w, i64 due)
{
    struct err e;
    i64 pages = storage_log_pages(w->db), from = clock_ns(w);
    if (pages < w->options.log_pages / 2)
        w->checkpoint_due = w->options.log_pages;
    if (w->failed || pages == 0 || pages < due)
        return;
    w->checkpoint_due = pages + w->options.log_pages / 4; /* a reader may hold the log */
    if (!storage_checkpoint(w->db, &e))
        workspace_fail(w, &e);
    counts_add(&w->counts.checkpoints, 1);
    counts_most(&w->counts.checkpoint_ns_most, clock_ns(w) - from);
}

/* Does all of it in one transaction: true when that is on the disk. */
static bool run_batch(struct workspace *w, struct request *first, i32 count)
{
    struct err e;
    w->now_ms = w->platform->now_ms(w->platform->self);
    if (w->failed || !storage_begin(w->db))
        return !storage_check(w->db, &e) ? workspace_fail(w, &e) : false;
    struct request *r = first;
    for (i32 i = 0; i < count && !w->failed; i++, r = r->next) {
        execute_request(w, r);
        if (!storage_check(w->db, &e))
            workspace_fail(w, &e);
    }
    bool ok = !w->failed && commit(w);
    if (!ok)
        storage_end(w->db);
    return ok;
}

static void settle_batch(struct workspace *w, struct request *first, i32 count, bool ok)
{
    struct request *r = first;
    for (i32 i = 0; i < count; i++) {
        struct request *next = r->next; /* settled, it is its owner's */
        if (!ok)
            r->answer = (struct answer){.status = ANSWER_UNKNOWN, .now_ms = w->now_ms};
        settle(w, r);
        r = next;
    }
}

/* The patient one whose turn it is: at once when nobody else waits, else after twice the time
 * that the last one took. */
static struct request *take_patient(struct workspace *w)
{
    struct request *r = w->patient;
    if (!r || (w->taken && clock_ns(w) < w->patient_due_ns))
        return NULL;
    w->patient = r->next;
    r->next = NULL;
    return r;
}

static i32 step_requests(struct workspace *w)
{
    i32 count = 0;
    take_queue(w);
    struct request *first = take_patient(w);
    bool patient = first;
    if (patient)
        count = 1;
    else
        first = w->taken;
    for (; !patient && w->taken && count < w->options.batch_max; w->taken = w->taken->next)
        count++;
    if (count == 0)
        return 0;
    i64 from = clock_ns(w);
    bool ok = run_batch(w, first, count);
    counts_add(&w->counts.requests, count);
    counts_most(&w->counts.batch_ns_most, clock_ns(w) - from);
    settle_batch(w, first, count, ok);
    checkpoint_if_due(w, w->checkpoint_due);
    if (patient)
        w->patient_due_ns = clock_ns(w) + 2 * (clock_ns(w) - from);
    return count;
}

/* Deals that are carried to another edition go in small transactions of their own, so that
 * whoever acts meanwhile waits for one of them at most. */
static i32 step_migration(struct workspace *w)
{
    struct err e;
    if (!w->migration.id || w->failed)
        return 0;
    w->now_ms = w->platform->now_ms(w->platform->self);
    i32 count = storage_begin(w->db) ? migrate_some(w) : 0;
    if (!storage_check(w->db, &e))
        workspace_fail(w, &e);
    if (w->failed || !commit(w))
        storage_end(w->db);
    counts_add(&w->carried, 1);
    checkpoint_if_due(w, w->checkpoint_due);
    return count;
}

i32 workspace_step(struct workspace *w)
{
    i32 count = step_requests(w);
    return count ? count : step_migration(w);
}

/* --- the thread --------------------------------------------------------------------------- */

static void write_until_stopped(void *context)
{
    struct workspace *w = context;
    for (;;) {
        i32 done = step_requests(w);
        if (!done && __atomic_load_n(&w->stop, __ATOMIC_SEQ_CST))
            return; /* a migration goes on when it is opened again */
        if (step_migration(w) || done)
            continue;
        __atomic_store_n(&w->asleep, 1, __ATOMIC_SEQ_CST);
        bool idle = !__atomic_load_n(&w->queue, __ATOMIC_SEQ_CST) &&
                    !__atomic_load_n(&w->stop, __ATOMIC_SEQ_CST);
        if (idle)
            w->platform->wait(w->platform->self, &w->asleep, 1,
                              storage_log_pages(w->db) ? IDLE_NS : -1);
        bool slept_well = __atomic_exchange_n(&w->asleep, 0, __ATOMIC_SEQ_CST) == 1;
        if (idle && slept_well)
            checkpoint_if_due(w, 1); /* nobody is waiting */
    }
}

/* --- opening ------------------------------------------------------------------------------ */

static bool load_head(struct workspace *w)
{
    struct record r;
    struct statement *s = storage_use(w->db, SQL_EVENT_LAST);
    if (!statement_next(s))
        return false;
    bool ok = record_read(s, &r);
    statement_reset(s);
    w->head.sequence = r.sequence;
    memcpy(w->head.hash, r.hash, HASH_BYTES);
    return ok;
}

static bool load_edition(struct workspace *w, i32 number, str text, str hash, struct err *e)
{
    struct diags d;
    diags_init(&d, &w->editions_arena);
    struct edition *edition =
        edition_make(&w->editions_arena, w->platform, text, w->edition_count + 1, &d, e);
    bool old;
    bool ok = edition && number == w->edition_count + 1 && hash.n == HASH_BYTES &&
              memcmp(hash.p, edition->hash, HASH_BYTES) == 0 &&
              edition_link(edition, workspace_published(w), &w->editions_arena, &d, &old);
    if (ok)
        edition_take(w, edition);
    return ok || err_set(e, ERR_INPUT, "edition %d of the standard in \"%s\" is damaged", number,
                         w->path);
}

static bool load_editions(struct workspace *w, struct err *e)
{
    struct statement *s = storage_use(w->db, SQL_STANDARDS);
    bool ok = true;
    while (ok && statement_next(s))
        ok = load_edition(w, (i32)column_i64(s, 0), column_str(s, 2), column_blob(s, 1), e);
    statement_reset(s);
    return ok && storage_check(w->db, e);
}

/* The first event of a new workspace: its name, and by its salt a chain of its own. */
static bool found(struct workspace *w, struct err *e)
{
    w->now_ms = w->platform->now_ms(w->platform->self);
    struct record r = {
        .kind = KIND_FOUNDED,
        .subject = NO_SUBJECT,
        .occurred_ms = w->now_ms,
        .role = ROLE_SYSTEM,
    };
    str name = w->options.name.n ? w->options.name : S("workspace");
    if (storage_begin(w->db))
        append_event(w, NULL, &r, name);
    if (!storage_commit(w->db, e))
        return false;
    make_durable(w);
    return true;
}

static bool load(struct workspace *w, struct err *e)
{
    if (!storage_migrate(w->db, WORKSPACE_APPLICATION, workspace_scripts, WORKSPACE_SCRIPTS, e))
        return false;
    bool there = load_head(w);
    if (!storage_check(w->db, e))
        return false;
    if (!there && !w->options.create)
        return err_set(e, ERR_INPUT, "\"%s\" holds no workspace", w->path);
    if (there ? !load_editions(w, e) : !found(w, e))
        return false;
    struct statement *s = storage_use(w->db, SQL_PERSON_LAST);
    w->next_person = 1 + (statement_next(s) ? column_i64(s, 0) : 0);
    statement_reset(s);
    webhooks_load(w);
    proposals_load(w);
    migration_load(w);
    make_durable(w);
    return storage_check(w->db, e);
}

static void prepare(struct workspace *w)
{
    i64 deals = w->options.cache_deals ? w->options.cache_deals : CACHE_DEALS;
    w->cache_sets = i64_max(1, deals / CACHE_WAYS);
    arena_init(&w->editions_arena, EDITION_ARENA_BYTES);
    arena_init(&w->scratch, SCRATCH_BYTES);
    arena_init(&w->old_texts, SCRATCH_BYTES);
    buf_init(&w->body, WORKSPACE_BODY_MAX);
    sha256_init(&w->sha);
    w->memo = memo_new(&w->arena);
    w->cache = arena_array(&w->arena, struct cached, w->cache_sets * CACHE_WAYS);
    if (w->options.batch_max == 0)
        w->options.batch_max = WORKSPACE_BATCH_MAX;
    if (w->options.move_max == 0)
        w->options.move_max = WORKSPACE_MOVE_MAX;
    if (w->options.log_pages == 0)
        w->options.log_pages = WORKSPACE_LOG_PAGES;
    w->checkpoint_due = w->options.log_pages;
    w->thread = -1;
}

static bool open_all(struct workspace *w, struct err *e)
{
    struct storage_options o = {
        .mode = w->options.create ? STORAGE_CREATE : STORAGE_WRITE,
        .sql = workspace_statements,
        .sql_count = SQL_COUNT,
        .cache_bytes = w->options.cache_bytes ? w->options.cache_bytes : 16 << 20,
        .commit_soon = w->options.commit_soon,
    };
    if (!storage_engine_open(&w->engine, &w->arena, w->platform, e) ||
        !storage_open(&w->db, w->engine, w->path, &o, e) || !load(w, e))
        return false;
    if (w->options.no_thread)
        return true;
    w->thread = w->platform->thread_start(w->platform->self, write_until_stopped, w);
    return w->thread >= 0 || err_set(e, ERR_LIMIT, "the system gives no more threads");
}

bool workspace_is_name(str id)
{
    for (i64 i = 0; i < id.n; i++) {
        char c = id.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return id.n > 0 && id.n < WORKSPACE_ID_BYTES && !str_eq(id, S("accounts"));
}

bool workspace_open(struct workspace **out, const struct platform *p, const char *path,
                    const struct workspace_options *options, struct err *e)
{
    struct arena arena;
    *out = NULL;
    if (str_c(path).n >= (i64)sizeof(*out)->path)
        return err_set(e, ERR_LIMIT, "the file name is too long");
    arena_init(&arena, 1ll << 32);
    struct workspace *w = arena_new(&arena, struct workspace);
    w->arena = arena;
    w->platform = p;
    w->options = *options;
    memcpy(w->path, path, (size_t)str_c(path).n + 1);
    prepare(w);
    if (open_all(w, e)) {
        *out = w;
        return true;
    }
    workspace_close(w);
    return false;
}

void workspace_close(struct workspace *w)
{
    struct err e;
    if (!w)
        return;
    if (w->thread >= 0) {
        __atomic_store_n(&w->stop, 1, __ATOMIC_SEQ_CST);
        __atomic_store_n(&w->asleep, 0, __ATOMIC_SEQ_CST);
        w->platform->wake(w->platform->self, &w->asleep);
        w->platform->thread_join(w->platform->self, w->thread);
    }
    while (w->db && step_requests(w))
        continue;
    if (w->db && !w->failed && storage_log_pages(w->db) && !storage_checkpoint(w->db, &e))
        workspace_fail(w, &e);
    storage_close(w->db);
    storage_engine_close(w->engine);
    sha256_release(&w->sha);
    buf_release(&w->body);
    arena_release(&w->scratch);
    arena_release(&w->old_texts);
    arena_release(&w->editions_arena);
    struct arena arena = w->arena;
    arena_release(&arena);
}

i32 workspace_editions(const struct workspace *w)
{
    return __atomic_load_n(&w->published, __ATOMIC_ACQUIRE);
}

const struct rules *workspace_rules(const struct workspace *w, i32 edition)
{
    bool known = edition >= 1 && edition <= workspace_editions(w);
    return known ? &w->edition[edition]->rules : NULL;
}

str workspace_zone(const struct workspace *w, i32 edition)
{
    return workspace_rules(w, edition) ? w->edition[edition]->zone : (str){0};
}

struct workspace_counts workspace_counts(const struct workspace *w)
{
    struct workspace_counts copy;
    const i64 *from = (const i64 *)&w->counts;
    for (i64 i = 0; i < (i64)(sizeof copy / sizeof *from); i++)
        ((i64 *)&copy)[i] = __atomic_load_n(&from[i], __ATOMIC_RELAXED);
    return copy;
}
