/* The order of an import: open every file, recognise, prepare columns, find what joins, read
 * deals, read histories, decide the last moment, add everything to the history. */
#include "exchange/import.h"

#include "base/message.h"
#include "exchange/events.h"
#include "exchange/import_files.h"
#include "exchange/import_plan.h"
#include "exchange/joined.h"
#include "exchange/log_ends.h"
#include "exchange/prepare.h"
#include "exchange/recognise.h"
#include "format/csv.h"

static i64 count_role(const struct import_run *run, enum import_role role)
{
    i64 n = 0;
    for (i64 i = 0; i < run->sheets.n; i++)
        n += run->sheets.v[i].role == role;
    return n;
}

static void read_deals(struct import_run *run, struct joined *j)
{
    for (i64 i = 0; i < run->sheets.n; i++)
        if (run->sheets.v[i].role == ROLE_STAGES)
            meaning_add_stages(j->meaning, &run->sheets.v[i]);
    for (i64 i = 0; i < run->sheets.n; i++)
        if (run->sheets.v[i].role == ROLE_DEALS)
            deal_rows_read(j->deals, &run->sheets.v[i]);
    deal_rows_doubt(j->deals);
}

static void read_changes(struct import_run *run, struct joined *j)
{
    /* the last visit of a stage, in a column, adds nothing to a history of all visits */
    if (!count_role(run, ROLE_EVENTS) && !count_role(run, ROLE_STAGE_HISTORY))
        changes_read_columns(j->changes);
    for (i64 i = 0; i < run->sheets.n; i++)
        if (run->sheets.v[i].role == ROLE_STAGE_HISTORY)
            changes_read_states(j->changes, &run->sheets.v[i]);
    for (i64 i = 0; i < run->sheets.n; i++) {
        const struct sheet *s = &run->sheets.v[i];
        if (s->role == ROLE_FIELD_HISTORY)
            changes_read_fields(j->changes, s);
        else if (s->role == ROLE_TASKS)
            changes_read_tasks(j->changes, s);
        else if (s->role == ROLE_EVENTS)
            vec_push(run->arena, &j->event_sheets)->sheet = s;
    }
}

/* Tables are used whole; a file left aside is neither used nor rejected. */
static void count_tables(struct import_run *run)
{
    for (i64 i = 0; i < run->sheets.n; i++) {
        const struct sheet *s = &run->sheets.v[i];
        struct import_file *f = &run->report->files.v[s->file];
        if (s->role == ROLE_LOOKUP || s->role == ROLE_OWNERS || s->role == ROLE_STAGES)
            f->used = f->rows;
        else if (s->role == ROLE_IGNORED)
            f->unmatched = f->rows;
    }
}

static void report_column(struct import_column *out, const struct sheet *s, i64 c)
{
    const struct column *k = &s->columns[c];
    *out = (struct import_column){.file = s->file,
                                  .source = k->name,
                                  .field = k->field,
                                  .attribute = k->attribute,
                                  .sure = k->sure,
                                  .note = k->note};
    i64 n = sheet_samples(s, c, IMPORT_SAMPLES, out->sample);
    for (i64 i = 0; i < n; i++)
        out->sample[i] = str_clip(out->sample[i], IMPORT_SAMPLE_BYTES);
}

static void report_sheets(struct import_run *run)
{
    struct import_report *r = run->report;
    for (i64 i = 0; i < run->sheets.n; i++) {
        const struct sheet *s = &run->sheets.v[i];
        struct import_file *f = &r->files.v[s->file];
        f->format = s->format.n ? s->format : S("CSV");
        f->role = s->role;
        f->why = s->why;
        for (i64 c = 0; c < s->table.columns; c++)
            report_column(s->role == ROLE_IGNORED ? vec_push(run->arena, &r->columns_aside)
                                                  : vec_push(run->arena, &r->columns),
                          s, c);
    }
}

static void report_log(struct import_run *run, const struct log_columns *c)
{
    for (i64 i = 0; i < c->n; i++)
        *vec_push(run->arena, &run->report->columns) =
            (struct import_column){.file = (i32)run->log_file,
                                   .source = c->name[i],
                                   .field = c->field[i],
                                   .sure = c->sure[i]};
}

static void total(struct import_run *run)
{
    struct import_report *r = run->report;
    enum import_role role = r->from_events ? ROLE_EVENTS : ROLE_DEALS;
    i64 used = 0;
    r->rows_read = r->rejected = r->duplicates = 0;
    for (i64 i = 0; i < r->files.n; i++) {
        const struct import_file *f = &r->files.v[i];
        assert(f->rows == f->used + f->rejected + f->duplicates + f->unmatched);
        if (f->role != role)
            continue;
        r->rows_read += f->rows;
        r->rejected += f->rejected;
        r->duplicates += f->duplicates;
        used += f->used;
    }
    assert(r->from_events || used == r->deals);
    assert(r->rows_read == used + r->rejected + r->duplicates || r->from_events);
}

static bool no_deal_left(const struct import_report *r, struct err *e)
{
    i64 f = 0;
    while (f + 1 < r->files.n && r->files.v[f].role != ROLE_DEALS)
        f++;
    err_set(e, ERR_INPUT, "no row of %.*s can be used as a deal", STR_ARG(r->files.v[f].name));
    for (i64 i = 0; i < r->rejections.n; i++)
        if (r->rejections.v[i].file == f)
            return err_hint(e, "line %lld: %.*s", (long long)r->rejections.v[i].line,
                            STR_ARG(r->rejections.v[i].reason));
    return false;
}

static bool import_deals(struct import_run *run, struct history *history, struct err *e)
{
    struct meaning meaning;
    struct deal_rows deals;
    struct changes changes;
    meaning_init(&meaning, run->arena, run->mapping);
    deal_rows_init(&deals, run->report, &meaning, run->mapping);
    changes_init(&changes, &deals);
    struct joined j = {.arena = run->arena,
                       .report = run->report,
                       .mapping = run->mapping,
                       .meaning = &meaning,
                       .deals = &deals,
                       .changes = &changes,
                       .as_of_ms = run->as_of_ms,
                       .as_of_asked = run->as_of_ms != TIME_NONE};
    j.lookups = run->lookups.v;
    j.lookup_count = run->lookups.n;
    report_sheets(run);
    if (run->report->questions.n)
        return import_files_ask(run->report, e);
    struct history_builder *b = history_builder_new(run->arena);
    read_deals(run, &j);
    if (run->report->questions.n)
        return import_files_ask(run->report, e);
    read_changes(run, &j);
    joined_find_as_of(&j);
    joined_add(&j, b);
    for (i64 i = 0; i < run->sheets.n; i++)
        if (run->sheets.v[i].role == ROLE_GOVERNANCE)
            events_add_governance(&run->sheets.v[i], run->report, b);
    count_tables(run);
    for (i64 i = 0; i < run->report->files.n; i++)
        if (run->report->files.v[i].role == ROLE_DEALS)
            run->report->deals += run->report->files.v[i].used;
    total(run);
    if (run->report->deals == 0)
        return no_deal_left(run->report, e);
    return history_build(history, b, j.as_of_ms, run->threads, e);
}

static bool import_log(struct import_run *run, struct history *history, struct err *e)
{
    struct history_builder *b = history_builder_new(run->arena);
    struct log_columns columns;
    run->report->from_events = true;
    if (!import_files_read_log(run, b, &columns, e))
        return false;
    report_log(run, &columns);
    log_ends_apply(b, run->report, (i32)run->log_file, run->mapping);
    for (i64 i = 0; i < run->sheets.n; i++)
        if (run->sheets.v[i].role == ROLE_GOVERNANCE) {
            prepare_sheet(&run->sheets.v[i], run->report, run->mapping);
            events_add_governance(&run->sheets.v[i], run->report, b);
        }
    report_sheets(run);
    count_tables(run);
    total(run);
    if (!history_build(history, b, run->as_of_ms, run->threads, e))
        return false;
    run->report->deals = history->deal_count;
    run->report->as_of_ms = history->as_of_ms;
    run->report->as_of_from = run->as_of_ms == TIME_NONE ? message_str(S("the last event"))
                                                         : message_str(S("as asked for"));
    return true;
}

static bool nothing_to_read(struct import_run *run, struct err *e)
{
    const struct import_file *f = &run->report->files.v[0];
    if (run->report->files.n == 1 && f->rows == 0 && f->why.n)
        err_set(e, ERR_INPUT, "%.*s: %.*s", STR_ARG(f->name), STR_ARG(f->why));
    else if (f->role != ROLE_IGNORED)
        err_set(e, ERR_INPUT, "%.*s is a file of %s; the list of the deals is missing",
                STR_ARG(f->name), import_role_id(f->role));
    else
        err_set(e, ERR_INPUT, "%s%.*s is no list of deals: %.*s",
                run->report->files.n > 1 ? message("no file is a list of deals; ") : "",
                STR_ARG(f->name), STR_ARG(f->why));
    return err_hint(e, "etalon map FILES… > mapping.yaml drafts a mapping: say in it which column "
                       "is what, and give it with --map");
}

bool import_files(struct history *history, struct import_report *report, struct arena *a,
                  const struct import_source *files, i64 n, const struct import_options *options,
                  struct err *e)
{
    *report = (struct import_report){.arena = a, .as_of_ms = TIME_NONE};
    struct import_run run = {.arena = a,
                             .report = report,
                             .mapping = options->mapping,
                             .as_of_ms = options->as_of_ms ? options->as_of_ms : TIME_NONE,
                             .threads = options->threads};
    if (run.as_of_ms == TIME_NONE && run.mapping)
        run.as_of_ms = run.mapping->as_of_ms;
    if (n < 1 || n > IMPORT_FILES_MAX)
        return err_set(e, ERR_USAGE, "%lld files were given; from 1 to %d can be read",
                       (long long)n, IMPORT_FILES_MAX);
    if (!import_files_open(&run, files, n, e))
        return false;
    import_plan(&run);
    if (count_role(&run, ROLE_DEALS))
        return import_deals(&run, history, e);
    if (run.log_file >= 0)
        return import_log(&run, history, e);
    report_sheets(&run);
    count_tables(&run);
    return nothing_to_read(&run, e);
}

void import_report_rejected(struct buf *out, const struct import_report *r)
{
    static const struct csv_dialect csv = {',', '"'};
    buf_put(out, S("file,line,reason,excerpt\n"));
    for (i64 i = 0; i < r->rejections.n; i++) {
        const struct import_rejection *x = &r->rejections.v[i];
        csv_put(out, r->files.v[x->file].name, csv);
        buf_fmt(out, ",%lld,", (long long)x->line);
        csv_put(out, x->reason, csv);
        buf_char(out, ',');
        csv_put(out, x->excerpt, csv);
        buf_char(out, '\n');
    }
}
