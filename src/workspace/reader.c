#include <string.h>

#include "workspace/import.h"
#include "workspace/verify.h"
#include "workspace/writer.h"

enum { READER_CACHE_BYTES = 4 << 20 };

struct reader {
    struct arena arena;
    struct storage *db;
    struct workspace *workspace;
};

/* Those that an event in the database may speak of: at least those published so far. */
static struct editions editions_of(const struct reader *r)
{
    return (struct editions){r->workspace->edition, WORKSPACE_EDITIONS_MAX};
}

bool reader_open(struct reader **out, struct workspace *w, struct err *e)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct reader *r = arena_new(&arena, struct reader);
    struct storage_options o = {
        .mode = STORAGE_READ,
        .sql = workspace_statements,
        .sql_count = SQL_COUNT,
        .cache_bytes = READER_CACHE_BYTES,
    };
    r->arena = arena;
    r->workspace = w;
    *out = NULL;
    if (storage_open(&r->db, w->engine, w->path, &o, e)) {
        *out = r;
        return true;
    }
    reader_close(r);
    return false;
}

void reader_close(struct reader *r)
{
    if (!r)
        return;
    storage_close(r->db);
    struct arena arena = r->arena;
    arena_release(&arena);
}

struct storage *reader_database(struct reader *r)
{
    return r->db;
}

bool reader_begin(struct reader *r)
{
    return storage_begin(r->db);
}

void reader_end(struct reader *r)
{
    storage_end(r->db);
}

bool reader_check(const struct reader *r, struct err *e)
{
    return storage_check(r->db, e);
}

static bool one_deal(struct statement *s, struct arena *a, struct deal_row *out)
{
    if (!statement_next(s))
        return false;
    deal_row_take(s, a, out);
    statement_reset(s);
    return true;
}

bool reader_deal(struct reader *r, struct arena *a, i64 deal, struct deal_row *out)
{
    struct statement *s = storage_use(r->db, SQL_DEAL_GET);
    bind_i64(s, 1, deal);
    return one_deal(s, a, out);
}

bool reader_deal_by_reference(struct reader *r, struct arena *a, str reference,
                              struct deal_row *out)
{
    struct statement *s = storage_use(r->db, SQL_DEAL_BY_REFERENCE);
    bind_str(s, 1, reference);
    return one_deal(s, a, out);
}

/* Several statements are one question: they see one commit. */
static bool begin_alone(struct reader *r)
{
    bool alone = !storage_is_inside(r->db);
    if (alone)
        storage_begin(r->db);
    return alone;
}

i64 reader_state(struct reader *r, i64 deal, struct deal_state *out)
{
    bool alone = begin_alone(r);
    i64 revision = state_load(r->db, deal, out);
    if (alone)
        storage_end(r->db);
    return revision;
}

bool reader_state_at(struct reader *r, struct arena scratch, i64 deal, i64 revision,
                     struct deal_state *out)
{
    struct err e;
    struct folded *f = arena_new(&scratch, struct folded);
    bool ok = folded_load(f, r->db, deal, revision, editions_of(r), scratch, &e);
    if (ok)
        *out = f->state;
    return ok;
}

bool reader_undone(struct reader *r, struct arena scratch, i64 deal, i64 revision,
                   struct deal_undone *out)
{
    struct err e;
    struct folded *f = arena_new(&scratch, struct folded);
    if (!folded_load(f, r->db, deal, revision, editions_of(r), scratch, &e))
        return false;
    *out = (struct deal_undone){.migrated = f->migrated, .edition = f->state.version};
    if (!f->migrated)
        return false;
    out->untouched = f->migrating;
    if (!folded_load_undone(f, r->db, deal, revision, editions_of(r), scratch, &e))
        return false;
    out->state = f->state;
    out->left_behind = f->left_behind;
    out->stays = f->lost_move;
    return true;
}

i64 reader_in_flight(struct reader *r, i32 edition, enum outcome outcome, i64 after, i64 most,
                     i64 *out)
{
    struct statement *s = storage_use(r->db, SQL_IN_FLIGHT);
    i64 n = 0;
    bind_i64(s, 1, edition);
    bind_i64(s, 2, outcome);
    bind_i64(s, 3, after);
    bind_i64(s, 4, most);
    while (n < most && statement_next(s))
        out[n++] = column_i64(s, 0);
    statement_reset(s);
    return n;
}

static bool take_migration(struct statement *s, struct migration_row *out)
{
    bool there = statement_next(s);
    if (there)
        *out = (struct migration_row){.id = column_i64(s, 0),
                                      .edition = (i32)column_i64(s, 1),
                                      .undoes = column_i64(s, 2),
                                      .began_ms = column_i64(s, 3),
                                      .last = column_i64(s, 4),
                                      .moved = column_i64(s, 5)};
    statement_reset(s);
    return there;
}

bool reader_migration(struct reader *r, i32 edition, struct migration_row *out)
{
    struct statement *s = storage_use(r->db, SQL_MIGRATION_OF);
    bind_i64(s, 1, edition);
    return take_migration(s, out);
}

i64 reader_standing(struct reader *r, i64 most, struct standing_row *out)
{
    struct statement *s = storage_use(r->db, SQL_STANDING);
    i64 n = 0;
    for (; n < most && statement_next(s); n++)
        out[n] = (struct standing_row){(i32)column_i64(s, 0), (i32)column_i64(s, 1),
                                       (enum outcome)column_i64(s, 2), column_i64(s, 3)};
    statement_reset(s);
    return n;
}

static void take_event(const struct record *r, struct arena *a, struct event_row *out)
{
    *out = (struct event_row){
        .sequence = r->sequence,
        .deal = r->deal,
        .recorded_ms = r->occurred_ms + r->lag_ms,
        .event = record_event(r),
        .erased = r->erased,
        .text = str_dup(a, r->text),
    };
    memcpy(out->hash, r->hash, HASH_BYTES);
}

i64 reader_timeline(struct reader *r, struct arena *a, i64 deal, i64 before, i64 most,
                    struct event_row *out)
{
    i64 n = 0, at = 0;
    struct record record;
    struct statement *s = storage_use(r->db, SQL_DEAL_GET);
    bind_i64(s, 1, deal);
    if (before == 0 && statement_next(s))
        at = column_i64(s, 1);
    statement_reset(s);
    s = storage_use(r->db, SQL_EVENT_GET);
    bind_i64(s, 1, before);
    if (before && statement_next(s) && record_read(s, &record) && record.deal == deal)
        at = record.before;
    while (at && n < most) {
        s = storage_use(r->db, SQL_EVENT_GET);
        bind_i64(s, 1, at);
        if (!statement_next(s) || !record_read(s, &record))
            break;
        take_event(&record, a, &out[n++]);
        at = record.before;
    }
    statement_reset(s);
    return n;
}

i64 reader_events(struct reader *r, struct arena *a, i64 after, i64 most, struct event_row *out)
{
    i64 n = 0;
    struct record record;
    struct statement *s = storage_use(r->db, SQL_EVENTS_AFTER);
    bind_i64(s, 1, after);
    bind_i64(s, 2, most);
    while (n < most && statement_next(s) && record_read(s, &record))
        take_event(&record, a, &out[n++]);
    statement_reset(s);
    return n;
}

bool reader_hash(struct reader *r, i64 sequence, u8 out[HASH_BYTES])
{
    struct record record;
    struct statement *s = storage_use(r->db, SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    bool there = statement_next(s) && record_read(s, &record);
    if (there)
        memcpy(out, record.hash, HASH_BYTES);
    statement_reset(s);
    return there;
}

i64 reader_list(struct reader *r, struct arena *a, const struct deal_filter *f, i64 most,
                struct deal_row *out, struct list_place *next)
{
    bool alone = begin_alone(r);
    i64 n = list_page(r->db, a, f, most, out, next);
    if (alone)
        storage_end(r->db);
    return n;
}

i64 reader_count(struct reader *r, const struct deal_filter *f)
{
    bool alone = begin_alone(r);
    i64 n = list_count(r->db, f);
    if (alone)
        storage_end(r->db);
    return n;
}

i64 reader_search(struct reader *r, struct arena *a, str question, struct search_place *place,
                  i64 most, struct search_hit *out)
{
    bool alone = begin_alone(r);
    i64 n = search_page(r->db, a, question, place, most, out);
    if (alone)
        storage_end(r->db);
    return n;
}

i64 reader_search_deals(struct reader *r, struct arena *a, str question, i64 out[SEARCH_DEALS_MAX],
                        bool *cut)
{
    bool alone = begin_alone(r);
    i64 n = search_deals(r->db, a, question, out, cut);
    if (alone)
        storage_end(r->db);
    return n;
}

bool reader_event(struct reader *r, struct arena *a, i64 sequence, struct event_row *out)
{
    struct record record;
    struct statement *s = storage_use(r->db, SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    bool there = statement_next(s) && record_read(s, &record);
    if (there)
        take_event(&record, a, out);
    statement_reset(s);
    return there;
}

i64 reader_tally(struct reader *r, struct arena *a, enum outcome outcome, u32 owner, i64 most,
                 struct tally_row *out)
{
    struct statement *s = storage_use(r->db, SQL_TALLY_STAGES);
    bind_i64(s, 1, outcome);
    bind_i64(s, 2, owner);
    bind_i64(s, 3, owner ? owner : INT64_MAX);
    i64 n = 0;
    for (; n < most && statement_next(s); n++)
        out[n] = (struct tally_row){
            .stage_id = str_dup(a, column_str(s, 0)),
            .currency = str_dup(a, column_str(s, 1)),
            .deals = column_i64(s, 2),
            .valued = column_i64(s, 3),
            .amount = column_i64(s, 4),
        };
    statement_reset(s);
    return n;
}

i64 reader_fields(struct reader *r, struct arena *a, i64 deal, i64 most, struct field_row *out)
{
    struct statement *s = storage_use(r->db, SQL_FIELDS);
    bind_i64(s, 1, deal);
    i64 n = 0;
    for (; n < most && statement_next(s); n++)
        out[n] = (struct field_row){(i32)column_i64(s, 0), column_i64(s, 1),
                                    str_dup(a, column_str(s, 2))};
    statement_reset(s);
    return n;
}

static void bind_lane(struct statement *s, const struct queue_lane *lane)
{
    bind_i64(s, 1, lane->whom);
    bind_i64(s, 2, lane->person);
    bind_str(s, 3, lane->department);
    bind_i64(s, 4, lane->not_owner ? lane->not_owner : -1);
}

i64 reader_queue(struct reader *r, const struct queue_lane *lane, i32 what,
                 const struct queue_place *after, i64 until_ms, i64 most, struct queue_row *out)
{
    struct statement *s = storage_use(r->db, SQL_WAITING);
    i64 n = 0;
    bind_lane(s, lane);
    bind_i64(s, 5, after->at_ms);
    bind_i64(s, 6, after->deal);
    bind_i64(s, 7, after->what);
    bind_i64(s, 8, after->subject);
    bind_i64(s, 9, until_ms);
    bind_i64(s, 10, what);
    bind_i64(s, 11, most);
    for (; n < most && statement_next(s); n++)
        out[n] = (struct queue_row){
            {column_i64(s, 0), column_i64(s, 1), column_i64(s, 2), column_i64(s, 3)},
            (enum due_state)column_i64(s, 4)};
    statement_reset(s);
    return n;
}

void reader_queue_count(struct reader *r, const struct queue_lane *lane, i64 until_ms, i64 now_ms,
                        i64 most, i64 of[DUE_WHATS], i64 late[DUE_WHATS])
{
    struct statement *s = storage_use(r->db, SQL_WAITING_COUNT);
    bind_lane(s, lane);
    bind_i64(s, 5, until_ms);
    bind_i64(s, 6, now_ms);
    bind_i64(s, 7, most);
    while (statement_next(s)) {
        i64 what = column_i64(s, 0);
        if (what < 0 || what >= DUE_WHATS)
            continue;
        of[what] = column_i64(s, 1);
        late[what] = column_i64(s, 2);
    }
    statement_reset(s);
}

i64 reader_waiting_owners(struct reader *r, i64 until_ms, i64 now_ms, i64 most,
                          struct waiting_owner *out)
{
    struct statement *s = storage_use(r->db, SQL_WAITING_OWNERS);
    i64 n = 0;
    bind_i64(s, 1, WHOM_OWNER);
    bind_i64(s, 2, until_ms);
    bind_i64(s, 3, now_ms);
    bind_i64(s, 4, most);
    for (; n < most && statement_next(s); n++)
        out[n] = (struct waiting_owner){(u32)column_i64(s, 0), column_i64(s, 1), column_i64(s, 2)};
    statement_reset(s);
    return n;
}

i64 reader_people(struct reader *r, struct arena *a, u32 after, i64 most, struct person_row *out)
{
    struct statement *s = storage_use(r->db, SQL_PEOPLE);
    bind_i64(s, 1, after);
    bind_i64(s, 2, most);
    i64 n = 0;
    for (; n < most && statement_next(s); n++)
        out[n] = (struct person_row){(u32)column_i64(s, 0), str_dup(a, column_str(s, 1))};
    statement_reset(s);
    return n;
}

bool reader_file(struct reader *r, struct arena *a, str hash, struct file_row *out)
{
    struct statement *s = storage_use(r->db, SQL_FILE_GET);
    bind_str(s, 1, hash);
    bool there = statement_next(s);
    if (there)
        *out = (struct file_row){column_i64(s, 1), str_dup(a, column_str(s, 2))};
    statement_reset(s);
    return there;
}

str reader_file_content(struct reader *r, struct arena *a, str hash)
{
    struct file_row file;
    if (!reader_file(r, a, hash, &file) || file.bytes > WORKSPACE_FILE_MAX)
        return (str){0};
    char *content = arena_array(a, char, file.bytes + 1);
    struct statement *s = storage_use(r->db, SQL_FILE_PARTS);
    i64 n = 0;
    bind_str(s, 1, hash);
    while (statement_next(s)) {
        str part = column_blob(s, 0);
        if (n + part.n > file.bytes)
            break;
        memcpy(content + n, part.p, (size_t)part.n);
        n += part.n;
    }
    statement_reset(s);
    return n == file.bytes ? (str){content, n} : (str){0};
}

struct trained reader_trained(struct reader *r, u32 person, i32 edition)
{
    return training_row(r->db, person, edition);
}

bool reader_is_trained(struct reader *r, u32 person, i32 edition, i64 now_ms)
{
    struct editions published = {r->workspace->edition, workspace_editions(r->workspace)};
    return training_holds(r->db, published, person, edition, now_ms);
}

str reader_person(struct reader *r, struct arena *a, u32 number)
{
    struct statement *s = storage_use(r->db, SQL_PERSON_GET);
    bind_i64(s, 1, number);
    str name = statement_next(s) ? str_dup(a, column_str(s, 1)) : (str){0};
    statement_reset(s);
    return name;
}

str reader_standard(struct reader *r, struct arena *a, i32 edition)
{
    struct statement *s = storage_use(r->db, SQL_STANDARD_GET);
    bind_i64(s, 1, edition);
    i64 sequence = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    str text = str_dup(a, project_text(r->db, sequence));
    statement_reset(storage_use(r->db, SQL_EVENT_GET));
    return text;
}

i64 reader_imports(struct reader *r, struct arena *a, i64 before, i64 most, struct import_row *out)
{
    struct statement *s = storage_use(r->db, SQL_IMPORTS);
    i64 n = 0;
    bind_i64(s, 1, before ? before : INT64_MAX);
    bind_i64(s, 2, most);
    for (; n < most && statement_next(s); n++)
        out[n] = (struct import_row){
            .number = column_i64(s, 0),
            .state = (enum import_state)column_i64(s, 1),
            .begun_ms = column_i64(s, 2),
            .actor = (u32)column_i64(s, 3),
            .text = str_dup(a, column_str(s, 4)),
            .outcome =
                column_i64(s, 5) == column_i64(s, 0) ? (str){0} : str_dup(a, column_str(s, 6)),
        };
    statement_reset(s);
    return n;
}

i64 reader_imported(struct reader *r, i64 number, i64 after, i64 most, struct imported_deal *out)
{
    struct statement *s = storage_use(r->db, SQL_IMPORT_DEALS);
    i64 n = 0;
    bind_i64(s, 1, after);
    bind_i64(s, 2, number);
    bind_i64(s, 3, most);
    for (; n < most && statement_next(s); n++)
        out[n] = (struct imported_deal){
            .deal = column_i64(s, 1), .sequence = column_i64(s, 0), .events = column_i64(s, 2)};
    statement_reset(s);
    return n;
}

bool reader_compare(struct import_novelty *out, struct arena *a, struct reader *r,
                    const struct deal_row *deal, const struct import_deal *told)
{
    bool ok = import_compare(out, a, r->db, deal->id, deal->revision, told);
    out->edition = deal->edition;
    return ok;
}

bool reader_verify(struct reader *r, const struct platform *p, struct arena *a,
                   struct verified *out, struct err *e)
{
    return workspace_verify(r->db, p, true, a, out, e);
}

bool reader_backup(struct reader *r, const char *path, struct err *e)
{
    return storage_backup(r->db, path, e);
}

i64 reader_views(struct reader *r, struct arena *a, i64 after, i64 most, struct view_row *out)
{
    struct statement *s = storage_use(r->db, SQL_VIEWS);
    i64 n = 0;
    bind_i64(s, 1, after);
    bind_i64(s, 2, most);
    for (; n < most && statement_next(s); n++)
        out[n] =
            (struct view_row){column_i64(s, 0), column_i64(s, 1), str_dup(a, column_str(s, 2))};
    statement_reset(s);
    return n;
}

i64 reader_webhooks(struct reader *r, struct arena *a, i64 after, i64 most, struct webhook_row *out)
{
    struct statement *s = storage_use(r->db, SQL_WEBHOOKS);
    i64 n = 0;
    bind_i64(s, 1, after);
    bind_i64(s, 2, most);
    for (; n < most && statement_next(s); n++)
        out[n] = (struct webhook_row){
            .number = column_i64(s, 0),
            .sequence = column_i64(s, 1),
            .set_ms = column_i64(s, 2),
            .position = column_i64(s, 3),
            .tries = column_i64(s, 4),
            .next_ms = column_i64(s, 5),
            .delivered_ms = column_moment(s, 6),
            .text = str_dup(a, column_str(s, 7)),
        };
    statement_reset(s);
    return n;
}

i64 reader_deliveries(struct reader *r, struct arena *a, i64 webhook, i64 before, i64 most,
                      struct delivery_row *out)
{
    struct statement *s = storage_use(r->db, SQL_DELIVERIES);
    i64 n = 0;
    bind_i64(s, 1, webhook);
    bind_i64(s, 2, before);
    bind_i64(s, 3, most);
    for (; n < most && statement_next(s); n++) {
        str hash = column_blob(s, 9);
        out[n] = (struct delivery_row){
            .sequence = column_i64(s, 0),
            .tries = column_i64(s, 1),
            .outcome = (enum delivery_outcome)column_i64(s, 2),
            .status = (i32)column_i64(s, 3),
            .ended = str_dup(a, column_str(s, 4)),
            .first_ms = column_i64(s, 5),
            .last_ms = column_i64(s, 6),
            .kind = column_i64(s, 7),
            .deal = column_i64(s, 8),
        };
        memcpy(out[n].hash, hash.p, (size_t)i64_min(hash.n, HASH_BYTES));
    }
    statement_reset(s);
    return n;
}
