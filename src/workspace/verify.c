#include "workspace/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "base/plain.h"
#include "workspace/due.h"
#include "workspace/proposal.h"
#include "workspace/verify_parts.h"

void verify_problem(struct verifying *v, const char *format, ...)
{
    char line[256];
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, message(format), list);
    va_end(list);
    if (v->out->problem_count++ < VERIFY_PROBLEMS_SHOWN)
        *vec_push(v->arena, &v->out->problems) = str_dup(v->arena, str_c(line));
}

/* --- the chain ---------------------------------------------------------------------------- */

/* Begun by its first event, ended or taken back by one that names it. */
static void follow_import(struct verifying *v, const struct record *r)
{
    if (r->kind == KIND_IMPORT_BEGUN) {
        *vec_push(v->arena, &v->imports) = (struct import_standing){r->sequence, 0, r->sequence};
        return;
    }
    for (i64 i = v->imports.n - 1; i >= 0; i--)
        if (v->imports.v[i].id == r->value) {
            v->imports.v[i].state = r->kind == KIND_IMPORT_ENDED ? 1 : 2;
            v->imports.v[i].last = r->sequence;
            return;
        }
    verify_problem(v, "event %lld is about an import that never began", (long long)r->sequence);
}

static void follow_review(struct verifying *v, const struct record *r)
{
    if (r->value < 1 || r->value > WORKSPACE_EDITIONS_MAX)
        return;
    while (v->reviews.n <= r->value)
        vec_push(v->arena, &v->reviews);
    struct reviewed *review = &v->reviews.v[r->value];
    review->ran_out = kind_is_clock(r->kind);
    if (!review->ran_out)
        review->started_ms = r->occurred_ms;
}

/* Between an event that begins a migration and the one that ends it, deals are carried by it. */
static void check_migration(struct verifying *v, const struct record *r)
{
    struct migrated *open = v->migrations.n ? &v->migrations.v[v->migrations.n - 1] : NULL;
    if (open && open->last)
        open = NULL;
    if (r->kind == KIND_MIGRATION_BEGUN || r->kind == KIND_UNDO_BEGUN) {
        if (open)
            verify_problem(v, "migration %lld begins while another runs", (long long)r->sequence);
        struct migrated m = {.id = r->sequence, .edition = r->value, .began_ms = r->occurred_ms};
        for (i64 i = 0; r->kind == KIND_UNDO_BEGUN && i < v->migrations.n; i++)
            if (v->migrations.v[i].id == r->value) {
                m.undoes = r->value;
                m.edition = v->migrations.v[i].edition;
            }
        *vec_push(v->arena, &v->migrations) = m;
    } else if (r->kind == KIND_MIGRATION_DONE && open && open->id == r->value) {
        open->last = r->sequence;
    } else if (r->kind == EVENT_MIGRATED || r->kind == KIND_DEAL_RESTORED) {
        bool forward = r->kind == EVENT_MIGRATED;
        if (!open || forward != (open->undoes == 0))
            verify_problem(v, "event %lld belongs to no migration", (long long)r->sequence);
        else if (!forward || r->value == open->edition)
            open->moved++;
    }
}

static void note_training(struct verifying *v, const struct record *r)
{
    bool ran_out = r->kind == KIND_CLOCK + DUE_TRAINING;
    i64 person = r->value >> 16, edition = r->value & 0xFFFF;
    if (r->kind != KIND_TRAINED && !ran_out)
        return;
    str name = str_fmt(v->arena, "%lld %lld", (long long)person, (long long)edition);
    u32 id = dict_intern(&v->trainings, name);
    if (id == v->learned.n)
        *vec_push(v->arena, &v->learned) =
            (struct learned){trained_none(), person, (i32)edition, TIME_NONE};
    struct learned *l = &v->learned.v[id];
    if (ran_out)
        l->ran_out_ms = r->occurred_ms;
    else
        trained_apply(&l->trained, (u32)person, (u32)r->actor, (enum role)r->role, r->occurred_ms);
}

static void check_links(struct verifying *v, const struct record *r)
{
    i64 before = r->deal ? v->last[r->deal] : 0;
    if (r->before != before)
        verify_problem(v, "event %lld says that event %lld came before it on deal %lld, not %lld",
                       (long long)r->sequence, (long long)r->before, (long long)r->deal,
                       (long long)before);
    if (r->deal && before == 0 && (r->deal != r->sequence || r->kind != EVENT_OPENED))
        verify_problem(v, "deal %lld begins with event %lld", (long long)r->deal,
                       (long long)r->sequence);
    if (r->deal)
        v->last[r->deal] = r->sequence;
    if (r->kind >= KIND_IMPORT_BEGUN && r->kind <= KIND_IMPORT_TAKEN_BACK)
        follow_import(v, r);
    if (r->kind == KIND_PUBLISHED || r->kind == KIND_REVIEWED || r->kind == KIND_CLOCK + DUE_REVIEW)
        follow_review(v, r);
    check_migration(v, r);
    note_training(v, r);
    v->files += r->kind == KIND_FILE_KEPT;
    v->proposal_events += kind_is_of_proposal(r->kind);
    v->assignments += r->kind == KIND_TRIAL_ASSIGNED;
    if (r->kind == KIND_PERSON_NAMED) {
        u32 id = dict_intern(&v->people, str_fmt(v->arena, "%lld", (long long)r->value));
        if (id == v->named.n)
            vec_push(v->arena, &v->named);
        v->named.v[id] = r->sequence;
    }
}

static void check_record(struct verifying *v, const struct record *r)
{
    u8 hash[HASH_BYTES];
    if (r->sequence != v->out->head.sequence + 1)
        verify_problem(v, "after event %lld comes event %lld", (long long)v->out->head.sequence,
                       (long long)r->sequence);
    if (r->form != EVENT_FORM)
        verify_problem(v, "event %lld has the unknown form %lld", (long long)r->sequence,
                       (long long)r->form);
    record_hash(&v->sha, v->out->head.hash, r, hash);
    if (memcmp(hash, r->hash, HASH_BYTES) != 0)
        verify_problem(v, "event %lld is not what was recorded: its hash differs",
                       (long long)r->sequence);
    if (r->has_text && !r->erased) {
        record_text_hash(&v->sha, r, hash);
        if (memcmp(hash, r->text_hash, HASH_BYTES) != 0)
            verify_problem(v, "the text of event %lld is not what was recorded",
                           (long long)r->sequence);
    }
    v->out->erased += r->erased;
    /* names, references and fields count only while they stand: check_deal knows */
    if (search_is_note(r))
        v->out->texts += search_put(v->db, SQL_VERIFY_SEARCH_PUT, r);
    if (r->deal && r->kind == KIND_DEAL_TAKEN_BACK)
        v->out->texts -= search_take_back(v->db, SQL_VERIFY_SEARCH_DROP, r, v->scratch);
}

static void check_chain(struct verifying *v)
{
    struct record r;
    struct statement *s = storage_use(v->db, SQL_EVENTS_AFTER);
    bind_i64(s, 1, INT64_MIN);
    bind_i64(s, 2, -1);
    while (statement_next(s)) {
        if (!record_read(s, &r) || r.deal < 0 || r.deal > r.sequence || r.sequence < 1) {
            verify_problem(v, "event %lld cannot be read", (long long)r.sequence);
            continue;
        }
        if (r.sequence >= v->room) {
            v->last = arena_grow(v->arena, v->last, v->room, 2 * r.sequence + 1024, sizeof(i64));
            v->room = 2 * r.sequence + 1024;
        }
        check_record(v, &r);
        check_links(v, &r);
        v->out->head.sequence = r.sequence;
        memcpy(v->out->head.hash, r.hash, HASH_BYTES);
        v->out->events++;
    }
}

/* --- rows --------------------------------------------------------------------------------- */

bool verify_same(struct verifying *v, const struct statement *s, i32 column, i64 expected)
{
    sha256_put(&v->digest, (str){(const char *)&expected, sizeof expected});
    return column_moment(s, column) == expected;
}

bool verify_same_text(struct verifying *v, const struct statement *s, i32 column, str expected)
{
    sha256_put(&v->digest, expected);
    return str_eq(column_str(s, column), expected);
}

static str tally_place(struct arena *a, i64 outcome, i64 owner, str stage, str currency)
{
    return str_fmt(a, "%lld %lld %.*s %.*s", (long long)outcome, (long long)owner, STR_ARG(stage),
                   STR_ARG(currency));
}

static void count_deal(struct verifying *v, const struct deal_state *d, const struct deal_keys *k)
{
    str place = tally_place(v->arena, d->outcome, d->owner, k->stage_id, k->currency);
    u32 id = dict_intern(&v->places, place);
    if (id == v->heaps.n)
        vec_push(v->arena, &v->heaps);
    struct heap *h = &v->heaps.v[id];
    i64 amount = tally_amount(k->amount);
    h->deals++;
    h->valued += k->amount != LIST_AMOUNT_NONE;
    if (__builtin_add_overflow(h->amount, amount, &h->amount))
        h->amount = amount > 0 ? INT64_MAX : INT64_MIN; /* as the table says it */
}

/* NULL: there is no such edition, or it is damaged. */
static struct editions editions_of(const struct verifying *v)
{
    return (struct editions){v->editions.v, (i32)v->editions.n - 1};
}

static const struct rules *rules_of(const struct verifying *v, const struct deal_state *d)
{
    bool known = d->version > 0 && d->version < v->editions.n && v->editions.v[d->version];
    return known ? &v->editions.v[d->version]->rules : NULL;
}

static bool deal_row_is(struct verifying *v, const struct statement *s, const struct folded *f)
{
    const struct deal_state *d = &f->state;
    struct arena scratch = v->scratch;
    const struct rules *rules = rules_of(v, d);
    struct deal_keys keys = deal_keys(rules, d);
    const i64 expected[] = {
        f->deal,
        f->revision,
        f->events,
        d->version,
        d->outcome,
        d->stage,
        d->stage_entered_ms,
        d->owner,
        d->opened_ms,
        deal_is_closed(d) ? d->closed_ms : TIME_NONE,
        event_ending(d->ending),
        d->parked,
        d->parked ? d->parked_until_ms : TIME_NONE,
        keys.close_day,
    };
    const i64 counts[] = {d->count.stage_entries, d->count.moves_back, d->count.close_day_changes,
                          d->count.revoked,       d->count.waivers,    d->count.objections,
                          d->count.refusals,      d->count.closes,     d->count.reopens};
    bool ok = true;
    for (i32 i = 0; i < LENGTH(expected); i++)
        ok &= verify_same(v, s, i, expected[i]);
    str name = str_dup(&scratch, project_text(v->db, f->named));
    ok &= verify_same_text(v, s, 14, name);
    ok &= verify_same_text(v, s, 15, str_dup(&scratch, project_text(v->db, f->referred)));
    ok &= verify_same_text(v, s, 16, keys.stage_id) & verify_same(v, s, 17, keys.amount) &
          verify_same_text(v, s, 18, str_plain(&scratch, name, LIST_NAME_MAX));
    for (i32 i = 0; i < LENGTH(counts); i++)
        ok &= verify_same(v, s, 19 + i, counts[i]);
    count_deal(v, d, &keys);
    return rules && ok;
}

static bool milestones_are(struct verifying *v, const struct folded *f)
{
    struct bits left = milestones_shown(&f->state);
    struct statement *s = storage_use(v->db, SQL_VERIFY_MILESTONES);
    bool ok = true;
    bind_i64(s, 1, f->deal);
    for (i32 m = bits_take(&left); m >= 0; m = bits_take(&left)) {
        struct milestone_row row = milestone_row(&f->state, m);
        if (!statement_next(s))
            return false;
        const i64 expected[] = {
            m,          row.reached,         row.ever_reached, row.fresh_ms,        row.confirmed,
            row.waived, row.waived_until_ms, row.excused,      row.excused_until_ms};
        for (i32 i = 0; i < LENGTH(expected); i++)
            ok &= verify_same(v, s, i, expected[i]);
        v->rows[0]++;
    }
    return !statement_next(s) && ok;
}

static bool fields_are(struct verifying *v, const struct folded *f)
{
    struct field_set left = f->state.set;
    struct statement *s = storage_use(v->db, SQL_VERIFY_FIELDS);
    bool ok = true;
    bind_i64(s, 1, f->deal);
    for (i32 i = field_set_take(&left); i >= 0; i = field_set_take(&left)) {
        if (!statement_next(s))
            return false;
        ok &= verify_same(v, s, 0, i) & verify_same(v, s, 1, f->state.value[i]) &
              verify_same(v, s, 2, f->field_event[i]);
        v->rows[1]++;
    }
    return !statement_next(s) && ok;
}

static bool handoffs_are(struct verifying *v, const struct folded *f)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_HANDOFFS);
    bool ok = true;
    bind_i64(s, 1, f->deal);
    for (i32 h = 0; h < RULES_HANDOFFS_MAX; h++) {
        struct handoff_row row = handoff_row(&f->state, h);
        if (row.standing == 0)
            continue;
        if (!statement_next(s))
            return false;
        ok &= verify_same(v, s, 0, h) & verify_same(v, s, 1, row.standing) &
              verify_same(v, s, 2, row.accept_by_ms) & verify_same(v, s, 3, row.touch_by_ms);
        v->rows[2]++;
    }
    return !statement_next(s) && ok;
}

static void check_search(struct verifying *v)
{
    if (!search_again_same(v->db))
        verify_problem(v, "the index of words is not what the texts of the events give");
}

static bool dues_are(struct verifying *v, const struct folded *f)
{
    const struct rules *rules = rules_of(v, &f->state);
    struct arena scratch = v->scratch;
    struct due_row *rows = arena_array(&scratch, struct due_row, DUES_MAX);
    struct statement *s = storage_use(v->db, SQL_VERIFY_DUES);
    bool ok = rules != NULL;
    i32 n = ok ? due_rows(rules, f, rows) : 0;
    bind_i64(s, 1, f->deal);
    for (i32 i = 0; i < n; i++) {
        const struct due_row *row = &rows[i];
        if (!statement_next(s))
            return false;
        const i64 expected[] = {f->deal,        row->due.what, row->due.subject, row->due.at_ms,
                                row->due.state, row->due.whom, row->person};
        for (i32 k = 0; k < LENGTH(expected); k++)
            ok &= verify_same(v, s, k, expected[k]);
        ok &= verify_same_text(v, s, 7, row->department) & verify_same(v, s, 8, f->state.owner);
        v->rows[3]++;
    }
    return !statement_next(s) && ok;
}

static void check_deal(struct verifying *v, const struct statement *row, i64 deal)
{
    struct err e = {0};
    bool known = deal > 0 && deal < v->room && v->last[deal] > 0;
    if (!known) {
        verify_problem(v, "there is a deal %lld without events", (long long)deal);
        return;
    }
    if (!folded_load(&v->folded, v->db, deal, v->last[deal], editions_of(v), v->scratch, &e))
        verify_problem(v, "%s", e.text);
    else {
        v->out->texts += search_standing(v->db, SQL_VERIFY_SEARCH_PUT, &v->folded, v->scratch);
        if (!deal_row_is(v, row, &v->folded))
            verify_problem(v, "deal %lld is not what its events say", (long long)deal);
        if (!milestones_are(v, &v->folded))
            verify_problem(v, "milestones of deal %lld are not what its events say",
                           (long long)deal);
        if (!fields_are(v, &v->folded))
            verify_problem(v, "fields of deal %lld are not what its events say", (long long)deal);
        if (!handoffs_are(v, &v->folded))
            verify_problem(v, "hand-offs of deal %lld are not what its events say",
                           (long long)deal);
        if (!dues_are(v, &v->folded))
            verify_problem(v, "what waits on deal %lld is not what its events say",
                           (long long)deal);
    }
    v->last[deal] = -1;
}

/* An import that was taken back leaves the events of its deals and no row. */
static bool is_taken_back(struct verifying *v, i64 deal)
{
    struct err e = {0};
    return folded_load(&v->folded, v->db, deal, v->last[deal], editions_of(v), v->scratch, &e) &&
           !v->folded.state.opened;
}

static void check_deals(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_DEALS);
    while (statement_next(s)) {
        check_deal(v, s, column_i64(s, 0));
        v->out->deals++;
    }
    for (i64 deal = 1; deal < v->room; deal++)
        if (v->last[deal] > 0 && !is_taken_back(v, deal))
            verify_problem(v, "deal %lld has events and no row", (long long)deal);
}

static void check_tally(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_TALLY);
    i64 rows = 0;
    for (; statement_next(s); rows++) {
        struct arena scratch = v->scratch;
        str place = tally_place(&scratch, column_i64(s, 0), column_i64(s, 1), column_str(s, 2),
                                column_str(s, 3));
        i64 id = dict_find(&v->places, place);
        const struct heap *h = id < 0 ? NULL : &v->heaps.v[id];
        if (!h || h->deals != column_i64(s, 4) || h->valued != column_i64(s, 5) ||
            h->amount != column_i64(s, 6))
            verify_problem(v, "the tally of \"%.*s\" is not what its deals come to",
                           STR_ARG(place));
    }
    if (rows != v->places.n)
        verify_problem(v, "the tally has %lld rows and not %lld", (long long)rows,
                       (long long)v->places.n);
}

/* --- standards, people, requests ---------------------------------------------------------- */

static void check_parts(struct verifying *v, const struct edition *edition)
{
    i32 expected = 0, found = 0, number;
    const char *what;
    str id;
    for (; edition_part(&edition->standard, expected, &what, &number, &id); expected++) {
        bool there = false;
        struct statement *s = storage_use(v->db, SQL_VERIFY_PARTS);
        bind_i64(s, 1, edition->rules.version);
        for (found = 0; statement_next(s); found++)
            there |= str_eq(column_str(s, 0), str_c(what)) && column_i64(s, 1) == number &&
                     str_eq(column_str(s, 2), id);
        if (!there)
            verify_problem(v, "edition %d lacks its %s \"%.*s\"", edition->rules.version, what,
                           STR_ARG(id));
    }
    if (found != expected)
        verify_problem(v, "edition %d has %d parts and not %d", edition->rules.version, found,
                       expected);
}

/* One edition, kept: events that carry a deal over are read by it. */
static struct edition *check_standard(struct verifying *v, i32 number, str text, str hash)
{
    struct diags d;
    struct err e = {0};
    bool old;
    diags_init(&d, v->arena);
    struct edition *edition = edition_make(v->arena, v->platform, text, number, &d, &e);
    bool same = edition && hash.n == HASH_BYTES && memcmp(hash.p, edition->hash, HASH_BYTES) == 0 &&
                edition_link(edition, editions_of(v), v->arena, &d, &old);
    if (!same)
        verify_problem(v, "edition %d of the standard is not what was published", number);
    else
        check_parts(v, edition);
    return same ? edition : NULL;
}

static void check_standards(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_STANDARDS);
    while (statement_next(s)) {
        i32 number = (i32)column_i64(s, 0);
        v->out->standards++;
        if (number != v->out->standards)
            verify_problem(v, "edition %lld of the standard is missing",
                           (long long)v->out->standards);
        struct edition *edition = check_standard(v, number, column_str(s, 2), column_blob(s, 1));
        if (!edition || number != v->editions.n)
            break; /* those after it may follow it */
        *vec_push(v->arena, &v->editions) = edition;
    }
    statement_reset(s);
}

static void check_counts(struct verifying *v)
{
    static const char *const names[] = {MESSAGE("milestones"), MESSAGE("fields"),
                                        MESSAGE("hand-offs"), MESSAGE("waiting things")};
    struct statement *s = storage_use(v->db, SQL_VERIFY_COUNTS);
    if (!statement_next(s))
        return;
    for (i32 i = 0; i < LENGTH(names); i++)
        if (column_i64(s, 1 + i) != v->rows[i])
            verify_problem(v, "there are %lld %s of deals and not %lld",
                           (long long)column_i64(s, 1 + i), message(names[i]),
                           (long long)v->rows[i]);
    statement_reset(s);
}

static void check_structure(struct verifying *v)
{
    struct err e;
    str complaints;
    if (!storage_integrity(v->db, v->arena, &complaints, &e))
        return;
    for (str line; complaints.n;) {
        str_cut(complaints, '\n', &line, &complaints);
        verify_problem(v, "SQLite: %.*s", STR_ARG(line));
    }
}

static void hex_to_bytes(const char hex[65], u8 out[HASH_BYTES])
{
    for (i32 i = 0; i < HASH_BYTES; i++) {
        char high = hex[2 * i], low = hex[2 * i + 1];
        out[i] = (u8)((high <= '9' ? high - '0' : high - 'a' + 10) << 4 |
                      (low <= '9' ? low - '0' : low - 'a' + 10));
    }
}

bool workspace_verify(struct storage *db, const struct platform *p, bool structure, struct arena *a,
                      struct verified *out, struct err *e)
{
    struct verifying *v = arena_new(a, struct verifying);
    char hex[65];
    *out = (struct verified){0};
    *v = (struct verifying){.db = db, .platform = p, .arena = a, .out = out};
    arena_init(&v->scratch, 256 << 20);
    sha256_init(&v->sha);
    sha256_init(&v->digest);
    dict_init(&v->people, a);
    dict_init(&v->trainings, a);
    dict_init(&v->places, a);
    vec_push(a, &v->editions); /* they count from 1 */
    if (structure)
        check_structure(v);
    if (search_again_begin(db) && storage_begin(db)) {
        check_chain(v);
        check_standards(v);
        check_deals(v);
        check_tally(v);
        check_search(v);
        verify_own(v);
        check_counts(v);
        storage_end(db);
    }
    sha256_end(&v->digest, hex);
    hex_to_bytes(hex, out->digest);
    sha256_release(&v->sha);
    arena_release(&v->scratch);
    return storage_check(db, e);
}

bool workspace_verify_file(const struct platform *p, const char *path, struct arena *a,
                           struct verified *out, struct err *e)
{
    struct storage_engine *engine = NULL;
    struct storage *db = NULL;
    struct storage_options o = {
        .mode = STORAGE_READ, .sql = workspace_statements, .sql_count = SQL_COUNT};
    bool ok = storage_engine_open(&engine, a, p, e) && storage_open(&db, engine, path, &o, e) &&
              storage_migrate(db, WORKSPACE_APPLICATION, workspace_scripts, WORKSPACE_SCRIPTS, e) &&
              workspace_verify(db, p, true, a, out, e);
    storage_close(db);
    storage_engine_close(engine);
    return ok;
}
