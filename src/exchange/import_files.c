#include "exchange/import_files.h"

#include "base/message.h"
#include "base/os.h"
#include "exchange/eventlog.h"
#include "exchange/import_unpack.h"
#include "exchange/log_attributes.h"
#include "exchange/note.h"
#include "exchange/recognise.h"
#include "exchange/text.h"
#include "exchange/xes.h"
#include "format/csv.h"

#include <string.h>

enum { HEAD_BYTES = 64 * 1024 };

struct opened {
    str head;
    i64 size;
    bool is_log, is_xes;
    struct eventlog_layout layout;
};

static bool look_at_head(struct import_run *run, const struct import_source *f, struct opened *o,
                         struct err *e)
{
    if (f->given) {
        o->head = str_sub(f->bytes, 0, HEAD_BYTES);
        o->size = f->bytes.n;
        return true;
    }
    struct os_file file;
    if (!os_open(&file, f->name, e))
        return false;
    char *head = arena_array(run->arena, char, HEAD_BYTES);
    i64 got = os_read_at(&file, head, HEAD_BYTES, 0, e);
    o->head = (str){head, i64_max(got, 0)};
    o->size = file.size;
    os_close(&file);
    return got >= 0;
}

static void ignore(struct import_run *run, struct import_file *f, enum text_kind kind)
{
    f->role = ROLE_IGNORED;
    f->format = str_c(text_kind_name(kind));
    f->why = kind == TEXT_EMPTY
                 ? message_str(S("the file is empty"))
                 : message_fmt(run->arena, "this is %s: %s", message(text_kind_name(kind)),
                               message(text_kind_advice(kind)));
}

static void hash_bytes(struct import_file *f, str bytes)
{
    struct sha256 h;
    if (f->sha256[0])
        return; /* that of the file as it lies on the disk */
    sha256_init(&h);
    sha256_put(&h, bytes);
    sha256_end(&h, f->sha256);
}

static bool too_large(const struct import_source *f, i64 size, struct err *e)
{
    err_set(e, ERR_LIMIT, "%.*s has %lld MB; a table may have %lld", STR_ARG(f->name),
            (long long)(size >> 20), (long long)(IMPORT_BYTES_MAX >> 20));
    return err_hint(e, "export fewer columns or a shorter period; event logs (deal, activity, "
                       "moment) may be larger");
}

static void make_sheet(struct import_run *run, i64 number, const struct text *t)
{
    struct import_file *f = &run->report->files.v[number];
    struct sheet s = {.file = (i32)number, .name = f->name};
    table_read(&s.table, run->arena, t->utf8, IMPORT_COLUMNS_MAX, crm_knows);
    f->delimiter = s.table.delimiter;
    f->rows = s.table.rows;
    f->lines_left_out = s.table.left_out;
    f->format = S("CSV");
    if (s.table.too_wide || s.table.too_big || s.table.columns < 2) {
        f->why =
            s.table.too_wide ? message_fmt(run->arena, "more than %d columns", IMPORT_COLUMNS_MAX)
            : s.table.too_big
                ? message_fmt(run->arena, "more than %lld cells", TABLE_CELLS_MAX)
                : message_str(S("no table: its lines are not cut by commas, semicolons, tabs or "
                                "bars"));
        f->unmatched = f->rows;
        return;
    }
    recognise_sheet(&s, run->arena, run->mapping);
    if (t->replaced)
        note_warning(run->report, (i32)number, 0,
                     "%lld bytes are no character of its encoding: replaced",
                     (long long)t->replaced);
    *vec_push(run->arena, &run->sheets) = s;
}

static bool open_table(struct import_run *run, i64 number, const struct opened *o, struct err *e)
{
    const struct import_source *source = &run->sources[number];
    struct import_file *f = &run->report->files.v[number];
    str bytes = source->bytes;
    if (o->size > IMPORT_BYTES_MAX)
        return too_large(source, o->size, e);
    if (!source->given && !os_read_file(&bytes, run->arena, source->name, IMPORT_BYTES_MAX, e))
        return false;
    f->bytes = bytes.n;
    hash_bytes(f, bytes);
    struct text t = text_open(run->arena, bytes);
    f->encoding = str_c(t.encoding);
    if (t.kind == TEXT_PLAIN)
        make_sheet(run, number, &t);
    else
        ignore(run, f, t.kind);
    return true;
}

/* Is it a table of a product we know? Then it is no event log, whatever its headers. */
static bool is_known_shape(struct import_run *run, str head)
{
    struct table t;
    i64 mark = arena_mark(run->arena);
    struct text text = text_open(run->arena, head);
    table_read(&t, run->arena, text.kind == TEXT_PLAIN ? text.utf8 : (str){0}, IMPORT_COLUMNS_MAX,
               crm_knows);
    str *keys = arena_array(run->arena, str, t.columns);
    for (i64 i = 0; i < t.columns; i++) {
        struct fold_key k = crm_key(t.header[i]);
        keys[i] = str_dup(run->arena, fold_key_str(&k));
    }
    const struct crm_shape *shape = crm_recognise(keys, t.columns);
    arena_rewind(run->arena, mark);
    return shape && shape->role != ROLE_EVENTS;
}

/* Is the head that of an event log as CSV, by its header or by what a person says of it? */
static bool is_csv_log(struct import_run *run, const struct import_source *source, struct opened *o,
                       struct log_columns *columns)
{
    const char *why_not;
    const struct mapping_file *said = mapping_find_file(run->mapping, source->name);
    bool by_header = eventlog_recognise(&o->layout, o->head, &why_not);
    if (!by_header && (!said || said->role != ROLE_EVENTS))
        return false;
    log_columns_read(columns, run->arena, o->head, &o->layout, said);
    bool whole = o->size <= o->head.n; /* then one row a deal is a list of deals */
    return log_columns_suffice(&o->layout) &&
           (o->layout.native || said || !whole ||
            !log_columns_list_deals(run->arena, o->head, &o->layout, columns));
}

/* Tells an event log from a table. */
static bool tell_log(struct import_run *run, i64 number, struct opened *o, struct err *e)
{
    const struct import_source *source = &run->sources[number];
    const struct mapping_file *said = mapping_find_file(run->mapping, source->name);
    const char *encoding = NULL;
    struct log_columns columns;
    if (said && said->has_role && said->role != ROLE_EVENTS)
        return true;
    o->is_xes = xes_recognise(o->head);
    str bytes = o->head;
    if (!o->is_xes)
        o->head = import_head_text(run->arena, bytes, &encoding);
    bool wanted = said && said->has_role;
    o->is_log = o->is_xes ||
                (is_csv_log(run, source, o, &columns) && (wanted || !is_known_shape(run, o->head)));
    o->head = o->is_log ? o->head : bytes;
    if (o->is_xes || !o->is_log || str_starts(str_c(encoding), S("UTF-8")))
        return true;
    if (!import_to_utf8(run, number, e))
        return false;
    o->size = source->bytes.n;
    return true;
}

static bool open_one(struct import_run *run, i64 number, struct err *e)
{
    const struct import_source *source = &run->sources[number];
    struct import_file *f = &run->report->files.v[number];
    struct opened o = {0};
    bool unpacked;
    if (!look_at_head(run, source, &o, e) || !import_unpack(run, number, o.head, &unpacked, e) ||
        (unpacked && !look_at_head(run, source, &o, e)) || !tell_log(run, number, &o, e))
        return false;
    if (!o.is_log)
        return open_table(run, number, &o, e);
    f->role = ROLE_EVENTS;
    f->bytes = o.size;
    f->format = o.is_xes          ? S("XES")
                : o.layout.native ? S(MESSAGE("Étalon events"))
                                  : S(MESSAGE("event log"));
    if (!f->encoding.n)
        f->encoding = S("UTF-8");
    f->delimiter = o.is_xes ? 0 : o.layout.delimiter;
    f->why = message_str(S("a deal, an activity and a moment in every row"));
    if (run->log_file >= 0)
        f->why = message_str(S("only one event log is read at a time"));
    else
        run->log_file = number;
    return true;
}

/* Beside a file of deals an event log is a table like others. */
static bool open_log_as_table(struct import_run *run, struct err *e)
{
    bool deals = false;
    for (i64 i = 0; i < run->sheets.n; i++)
        deals = deals || run->sheets.v[i].role == ROLE_DEALS;
    struct import_file *f = run->log_file < 0 ? NULL : &run->report->files.v[run->log_file];
    if (!deals || !f)
        return true;
    if (!str_eq(f->format, S(MESSAGE("Étalon events")))) {
        f->role = ROLE_IGNORED;
        f->why = message_str(S("an event log beside a list of deals: give one of them"));
        run->log_file = -1;
        return true;
    }
    struct opened o = {.size = f->bytes};
    bool ok = open_table(run, run->log_file, &o, e);
    run->log_file = -1;
    return ok;
}

static void hash_all(struct import_run *run)
{
    struct sha256 h;
    sha256_init(&h);
    for (i64 i = 0; i < run->report->files.n; i++)
        sha256_put(&h, (str){run->report->files.v[i].sha256, 64});
    sha256_end(&h, run->report->input_sha256);
}

bool import_files_open(struct import_run *run, const struct import_source *files, i64 n,
                       struct err *e)
{
    run->sources = arena_array(run->arena, struct import_source, n);
    memcpy(run->sources, files, (size_t)n * sizeof *files);
    run->log_file = -1;
    for (i64 i = 0; i < n; i++)
        *vec_push(run->arena, &run->report->files) =
            (struct import_file){.name = files[i].name, .role = ROLE_IGNORED};
    for (i64 i = 0; i < n; i++)
        if (!open_one(run, i, e))
            return false;
    if (!open_log_as_table(run, e))
        return false;
    hash_all(run);
    return true;
}

bool import_files_ask(const struct import_report *r, struct err *e)
{
    const struct import_question *q = &r->questions.v[0];
    err_set(e, ERR_INPUT, "%.*s: %.*s", STR_ARG(r->files.v[q->file].name), STR_ARG(q->text));
    return err_hint(e, "answer in a mapping file given with --map (etalon map drafts one): %.*s",
                    STR_ARG(q->answer));
}

/* Moments of a log in another form than ISO 8601. */
static bool user_moment(const void *context, str text, i64 *at_ms)
{
    const enum when_order *order = context;
    struct when w;
    return when_read(text, &w) && when_resolve(&w, *order, at_ms);
}

/* The order of dates in a log is decided by its first rows (HEAD_BYTES of them), for it is
 * never held whole. */
static bool decide_log_dates(struct import_run *run, str head, const struct eventlog_layout *layout,
                             enum when_order *order)
{
    struct csv_reader reader;
    struct csv_record r;
    struct when_column c = {.order = run->mapping ? run->mapping->dates : WHEN_ORDER_UNKNOWN};
    i64 mark = arena_mark(run->arena);
    csv_reader_init(&reader, run->arena, str_sub(head, layout->header_bytes, head.n),
                    (struct csv_dialect){layout->delimiter, '"'});
    while (csv_next(&reader, &r))
        if (!r.problem && layout->at < r.count)
            when_look(&c, r.fields[layout->at]);
    arena_rewind(run->arena, mark);
    enum when_verdict v = when_decide(&c);
    *order = c.order;
    if (v != WHEN_ASK && v != WHEN_MIXED)
        return true;
    note_question(run->report, (i32)run->log_file,
                  message_fmt(run->arena,
                              "is %.*s day/month/year or month/day/year? no value tells",
                              STR_ARG(c.open_example.n ? c.open_example : c.day_example)),
                  message_str(S("dates: day-first   # or month-first")));
    return false;
}

/* A reader of one log does not know which of the files it reads: say so for it. */
static bool with_name(struct err *e, str name)
{
    struct err inner = *e;
    err_set(e, inner.code, "%.*s: %.300s", STR_ARG(str_clip(name, 200)), inner.text);
    return inner.hint[0] ? err_hint(e, "%s", inner.hint) : false;
}

static bool read_attributes(struct import_run *run, struct history_builder *b, str text,
                            const struct opened *o, struct log_columns *columns, struct err *e)
{
    i32 file = (i32)run->log_file;
    str name = run->sources[file].name;
    if (o->size > LOG_ATTRIBUTES_BYTES_MAX) {
        note_warning(run->report, file, 0,
                     "the other columns are left aside: attributes of deals are read from logs up "
                     "to %lld MB",
                     LOG_ATTRIBUTES_BYTES_MAX >> 20);
        return true;
    }
    if (!run->sources[file].given &&
        !os_read_file(&text, run->arena, name, LOG_ATTRIBUTES_BYTES_MAX, e))
        return false;
    log_attributes_read(b, run->report, file, text, &o->layout, columns, run->mapping);
    return true;
}

static bool read_csv_log(struct import_run *run, struct history_builder *b,
                         const struct os_file *file, str text, struct log_columns *columns,
                         struct err *e)
{
    struct import_file *f = &run->report->files.v[run->log_file];
    struct eventlog_report log = {.arena = run->arena};
    struct opened o = {0};
    enum when_order order;
    if (!look_at_head(run, &run->sources[run->log_file], &o, e))
        return false;
    if (!is_csv_log(run, &run->sources[run->log_file], &o, columns))
        return err_set(e, ERR_INPUT, "%.*s changed while it was read", STR_ARG(f->name));
    if (!decide_log_dates(run, o.head, &o.layout, &order))
        return import_files_ask(run->report, e);
    struct eventlog_options options = {.layout = &o.layout,
                                       .threads = run->threads,
                                       .sha256 = !f->sha256[0],
                                       .when = user_moment,
                                       .when_context = &order};
    bool ok = eventlog_read(b, &log, run->arena, file, text, &options, e);
    f->rows = log.rows;
    f->used = log.used;
    if (options.sha256)
        memcpy(f->sha256, log.sha256, sizeof f->sha256);
    for (i64 i = 0; i < log.rejections.n; i++)
        note_rejected(run->report, (i32)run->log_file, log.rejections.v[i].line,
                      log.rejections.v[i].excerpt, "%.*s", STR_ARG(log.rejections.v[i].reason));
    f->rejected = log.rejected;
    if (ok && log_attributes_wanted(columns, &o.layout))
        ok = read_attributes(run, b, text, &o, columns, e);
    return ok || with_name(e, f->name);
}

static bool read_xes_log(struct import_run *run, struct history_builder *b,
                         const struct os_file *file, str bytes, struct err *e)
{
    struct import_file *f = &run->report->files.v[run->log_file];
    struct xes_report log = {.arena = run->arena};
    bool ok = xes_read(b, &log, file, bytes, true, e);
    f->rows = log.events;
    f->used = log.used;
    memcpy(f->sha256, log.sha256, sizeof f->sha256);
    for (i64 i = 0; i < log.rejections.n; i++)
        note_rejected(run->report, (i32)run->log_file, log.rejections.v[i].line, (str){0}, "%.*s",
                      STR_ARG(log.rejections.v[i].reason));
    f->rejected = log.rejected;
    return ok || with_name(e, f->name);
}

bool import_files_read_log(struct import_run *run, struct history_builder *b,
                           struct log_columns *columns, struct err *e)
{
    const struct import_source *source = &run->sources[run->log_file];
    bool xes = str_eq(run->report->files.v[run->log_file].format, S("XES"));
    struct os_file file;
    if (!source->given && !os_open(&file, source->name, e))
        return false;
    const struct os_file *open = source->given ? NULL : &file;
    *columns = (struct log_columns){0};
    bool ok = xes ? read_xes_log(run, b, open, source->bytes, e)
                  : read_csv_log(run, b, open, source->bytes, columns, e);
    if (open)
        os_close(&file);
    hash_all(run);
    return ok;
}
