/* etalon import: an export becomes a live workspace. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/live.h"
#include "format/json.h"
#include "workspace/import.h"

enum { OUTPUT_MAX = 4 << 20, ROWS_SHOWN = 5, LISTED_MAX = 1000, BESIDE_SHOWN = 40 };
#define JOB_ARENA_BYTES (8ll << 30)

struct importing {
    str data, workspace, map, standard_path, rejected, draft, undo;
    bool preview, list, json;
    struct inputs in;
    struct live live;
    bool opened;
    struct arena arena;
    struct import_job job;
    struct buf out;
};

/* --- what is shown ---------------------------------------------------------------------------- */

static void put_rows(struct importing *run)
{
    const struct import_report *r = &run->in.report;
    struct buf *out = &run->out;
    for (i64 i = 0; i < r->files.n; i++) {
        const struct import_file *f = &r->files.v[i];
        buf_fmt(out, "%.*s: %.*s, %s, ", STR_ARG(f->name), STR_ARG(f->format),
                import_role_id(f->role));
        buf_fmt(out, message("rows: %lld used, %lld rejected, %lld duplicates, %lld unmatched\n"),
                (long long)f->used, (long long)f->rejected, (long long)f->duplicates,
                (long long)f->unmatched);
    }
    buf_fmt(out, message("rows read: %lld = %lld deals + %lld rejected + %lld duplicates\n"),
            (long long)r->rows_read,
            (long long)(r->from_events ? r->rows_read - r->rejected - r->duplicates : r->deals),
            (long long)r->rejected, (long long)r->duplicates);
    for (i64 i = 0; i < r->rejections.n && i < ROWS_SHOWN; i++)
        buf_fmt(out, "  %.*s:%lld: %.*s\n", STR_ARG(r->files.v[r->rejections.v[i].file].name),
                (long long)r->rejections.v[i].line, STR_ARG(r->rejections.v[i].reason));
    if (r->rejected > ROWS_SHOWN)
        buf_fmt(out, message("  … and %lld more: --rejected FILE writes them\n"),
                (long long)(r->rejected - i64_min(r->rejections.n, ROWS_SHOWN)));
}

static str place_id(const struct importing *run, const struct import_place *p)
{
    const struct standard *s = run->job.rules->standard;
    if (p->to < 0)
        return S("-");
    return p->what == PLACE_STAGE       ? s->stages.v[p->to].id
           : p->what == PLACE_MILESTONE ? s->milestones.v[p->to].id
                                        : s->fields.v[p->to].id;
}

static void put_places(struct importing *run)
{
    static const char *const hows[] = {MESSAGE("the same id"), MESSAGE("the same title"),
                                       MESSAGE("as the mapping file says"),
                                       MESSAGE("in the record of the deal, in no field")};
    static const char *const whats[] = {MESSAGE("stage"), MESSAGE("milestone"), MESSAGE("amount"),
                                        MESSAGE("attribute")};
    const struct import_job *job = &run->job;
    const struct standard *s = job->rules->standard;
    if (job->drafted)
        buf_fmt(&run->out,
                message("standard: drafted from this history, discipline random "
                        "(process %.*s)\n"),
                STR_ARG(s->process));
    else
        buf_fmt(&run->out, message("standard: process %.*s, version %d, discipline %s\n"),
                STR_ARG(s->process), s->version, discipline_words[s->discipline]);
    for (i64 i = 0; i < job->places.list.n; i++) {
        const struct import_place *p = &job->places.list.v[i];
        buf_fmt(&run->out, "  %s \"%.*s\" -> %.*s (%s, %lld)\n", message(whats[p->what]),
                STR_ARG(p->word), STR_ARG(place_id(run, p)), message(hows[p->how]),
                (long long)p->count);
    }
    buf_fmt(&run->out, message("people: %lld known, %lld new\n"), (long long)job->people_known,
            (long long)job->people_new.n);
}

static void put_became(struct importing *run)
{
    const struct import_job *job = &run->job;
    buf_fmt(&run->out,
            run->preview ? message("would create %lld deals, update %lld, leave %lld as they are\n")
                         : message("created %lld deals, updated %lld, left %lld as they are\n"),
            (long long)job->became[IMPORT_CREATED], (long long)job->became[IMPORT_UPDATED],
            (long long)job->became[IMPORT_UNCHANGED]);
    if (job->became[IMPORT_REFUSED])
        buf_fmt(&run->out, message("beyond a limit, left out: %lld deals\n"),
                (long long)job->became[IMPORT_REFUSED]);
    if (run->preview) {
        buf_put(&run->out, str_c(message("nothing was written: this was a preview\n")));
        return;
    }
    i64 said = job->findings[SEVERITY_NOTE] + job->findings[SEVERITY_ADVICE] +
               job->findings[SEVERITY_WARNING] + job->findings[SEVERITY_BLOCK];
    if (said)
        buf_fmt(&run->out,
                message("findings on the imported acts, kept silently: %lld, of which %lld would "
                        "have stopped the act\n"),
                (long long)said, (long long)job->findings[SEVERITY_BLOCK]);
    buf_fmt(&run->out, message("import %lld of %.*s%s\n"), (long long)job->number,
            STR_ARG(run->live.path), job->resumed ? message(", gone on with") : "");
    buf_fmt(&run->out,
            message("take it back: etalon import --undo %lld --data %.*s --workspace "
                    "%.*s\n"),
            (long long)job->number, STR_ARG(run->data), STR_ARG(run->workspace));
}

static void key_number(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

static void key_text(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

static void json_places(struct importing *run, struct json *j)
{
    json_key(j, S("places"));
    json_array(j);
    for (i64 i = 0; i < run->job.places.list.n; i++) {
        const struct import_place *p = &run->job.places.list.v[i];
        json_object(j);
        key_text(j, "what", str_c(place_what_id(p->what)));
        key_text(j, "word", p->word);
        if (p->to >= 0)
            key_text(j, "id", place_id(run, p));
        key_text(j, "by", str_c(place_how_id(p->how)));
        key_number(j, "count", p->count);
        json_end(j);
    }
    json_end(j);
}

static void put_json(struct importing *run)
{
    const struct import_report *r = &run->in.report;
    struct json j;
    json_init(&j, &run->out, 2);
    json_object(&j);
    json_key(&j, S("preview"));
    json_bool(&j, run->preview);
    json_key(&j, S("rows"));
    json_object(&j);
    key_number(&j, "read", r->rows_read);
    key_number(&j, "deals", r->deals);
    key_number(&j, "rejected", r->rejected);
    key_number(&j, "duplicates", r->duplicates);
    json_end(&j);
    json_key(&j, S("drafted"));
    json_bool(&j, run->job.drafted);
    key_text(&j, "process", run->job.rules->standard->process);
    json_places(run, &j);
    json_key(&j, S("people"));
    json_object(&j);
    key_number(&j, "known", run->job.people_known);
    key_number(&j, "new", run->job.people_new.n);
    json_end(&j);
    json_key(&j, S("deals"));
    json_object(&j);
    for (i32 i = 0; i < IMPORT_BECAME_COUNT; i++)
        if (i != IMPORT_KEPT)
            key_number(&j, import_became_id((enum import_became)i), run->job.became[i]);
    json_end(&j);
    if (!run->preview) {
        key_number(&j, "import", run->job.number);
        key_number(&j, "would_have_stopped", run->job.findings[SEVERITY_BLOCK]);
    }
    json_end(&j);
}

/* --- what is done -------------------------------------------------------------------------------
 */

static bool read_standard(struct importing *run, str *text, struct err *e)
{
    *text = (str){0};
    return !run->standard_path.n ||
           os_read_file(text, &run->arena, run->standard_path, STANDARD_BYTES_MAX, e);
}

static void explain_questions(const struct importing *run)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    for (i64 i = 1; i < run->job.places.questions.n; i++)
        buf_fmt(&out, "etalon: %.*s\n%s: %.*s\n", STR_ARG(run->job.places.questions.v[i].text),
                message("hint"), STR_ARG(run->job.places.questions.v[i].answer));
    os_write_err(buf_str(&out));
    buf_release(&out);
}

static bool prepare(struct importing *run, struct err *e)
{
    struct diags d;
    str standard;
    diags_init(&d, &run->arena);
    d.file = run->standard_path;
    if (!read_standard(run, &standard, e))
        return false;
    struct import_order order = {.history = &run->in.history,
                                 .report = &run->in.report,
                                 .mapping = run->in.is_mapped ? &run->in.mapping : NULL,
                                 .standard = standard,
                                 .role = ROLE_SYSTEM};
    if (import_prepare(&run->job, &run->arena, run->live.workspace, run->live.reader, &order, &d,
                       e))
        return true;
    inputs_errors(&d, standard);
    run->in.report.rejections.n = 0; /* the files are not to blame */
    return false;
}

static bool write_draft(struct importing *run, struct err *e)
{
    return !run->draft.n || !run->job.drafted || os_write_file(run->draft, run->job.standard, e);
}

static bool bring(struct importing *run, const struct options *o, struct err *e)
{
    bool there = live_exists(run->data, run->workspace);
    if (!inputs_map(&run->in, run->map, e) ||
        !inputs_read(&run->in, o->files, o->file_count, TIME_NONE, e) ||
        !inputs_write_rejected(&run->in, run->rejected, e))
        return false;
    run->opened = true;
    bool aside = run->preview && !there;
    bool ok = aside ? live_open_aside(&run->live, run->workspace, e)
                    : live_open(&run->live, run->data, run->workspace, true, e);
    run->live.aside = !there; /* what fails leaves no empty workspace behind */
    if (!ok || !prepare(run, e) || !write_draft(run, e))
        return false;
    run->live.aside = aside;
    ok = run->preview ? import_preview(&run->job, run->live.reader, e) : import_run(&run->job, e);
    if (ok && run->json)
        put_json(run);
    if (ok && !run->json) {
        put_rows(run);
        put_places(run);
        put_became(run);
    }
    return ok;
}

static bool undo(struct importing *run, struct err *e)
{
    i64 number;
    struct import_undo done = {.role = ROLE_SYSTEM};
    if (!str_to_i64(run->undo, &number))
        return err_set(e, ERR_USAGE, "--undo wants the number of an import: --list shows them");
    run->opened = true;
    done.number = number;
    if (!live_open(&run->live, run->data, run->workspace, false, e) ||
        !import_take_back(&done, &run->arena, run->live.workspace, run->live.reader, e))
        return false;
    buf_fmt(&run->out,
            message("import %lld is taken back: %lld deals are as they were before it\n"),
            (long long)number, (long long)done.taken_back);
    if (done.kept)
        buf_fmt(&run->out, message("touched since, kept as they are: %lld deals\n"),
                (long long)done.kept);
    for (i64 i = 0; i < done.kept_deals.n; i++) {
        struct deal_row d;
        struct arena scratch = run->arena;
        if (reader_deal(run->live.reader, &scratch, done.kept_deals.v[i], &d))
            buf_fmt(&run->out, "  %lld\t%.*s\t%.*s\n", (long long)d.id, STR_ARG(d.reference),
                    STR_ARG(d.name));
    }
    return true;
}

static bool list(struct importing *run, struct err *e)
{
    struct import_row *rows = arena_array(&run->arena, struct import_row, LISTED_MAX);
    run->opened = true;
    if (!live_open(&run->live, run->data, run->workspace, false, e))
        return false;
    i64 n = reader_imports(run->live.reader, &run->arena, 0, LISTED_MAX, rows);
    for (i64 i = 0; i < n; i++) {
        buf_fmt(&run->out, "%lld\t%s\t", (long long)rows[i].number, import_state_id(rows[i].state));
        time_print(&run->out, rows[i].begun_ms);
        buf_fmt(&run->out, "\t%.*s\n", STR_ARG(rows[i].text));
    }
    return reader_check(run->live.reader, e);
}

/* --- the command line ---------------------------------------------------------------------------
 */

static bool take_option(struct importing *run, const struct options *o)
{
    if (str_eq(o->name, S("--preview"))) {
        run->preview = true;
        return true;
    }
    if (str_eq(o->name, S("--list"))) {
        run->list = true;
        return true;
    }
    if (str_eq(o->name, S("--format"))) {
        run->json = str_eq(o->value, S("json"));
        return run->json || str_eq(o->value, S("text"));
    }
    *(str_eq(o->name, S("--data"))        ? &run->data
      : str_eq(o->name, S("--workspace")) ? &run->workspace
      : str_eq(o->name, S("--map"))       ? &run->map
      : str_eq(o->name, S("--standard"))  ? &run->standard_path
      : str_eq(o->name, S("--draft"))     ? &run->draft
      : str_eq(o->name, S("--undo"))      ? &run->undo
                                          : &run->rejected) = o->value;
    return true;
}

static i32 run_import(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct arena own;
    arena_init(&own, JOB_ARENA_BYTES);
    struct importing *run = arena_new(&own, struct importing);
    run->arena = own;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!take_option(run, &o))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    bool files = !run->undo.n && !run->list;
    if (files != (o.file_count > 0))
        return command_usage_error(self,
                                   files ? "which files?" : "--undo and --list take no files");
    inputs_init(&run->in);
    buf_init(&run->out, OUTPUT_MAX);
    bool ok = run->list ? list(run, &e) : run->undo.n ? undo(run, &e) : bring(run, &o, &e);
    if (ok)
        os_write_out(buf_str(&run->out));
    if (run->opened)
        live_close(&run->live);
    buf_release(&run->out);
    i32 code = inputs_end(&run->in, ok, &e);
    if (!ok)
        explain_questions(run);
    own = run->arena;
    arena_release(&own);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data; no server may run on it")},
    {"--workspace", "NAME", MESSAGE("which workspace; it is made when missing")},
    {"--map", MESSAGE("FILE"),
     MESSAGE("how columns are understood, and what is what in the "
             "standard")},
    {"--standard", MESSAGE("FILE"),
     MESSAGE("under which standard; else the newest one there, else one is drafted")},
    {"--preview", NULL, MESSAGE("shows what would be done; nothing is written")},
    {"--rejected", MESSAGE("FILE"), MESSAGE("write the rows that could not be used there, as CSV")},
    {"--draft", MESSAGE("FILE"), MESSAGE("write the standard that was drafted there")},
    {"--format", "text|json", MESSAGE("for a screen (default) or a program")},
    {"--list", NULL, MESSAGE("the imports of the workspace, newest first")},
    {"--undo", "N", MESSAGE("take an import back; deals touched since are named and kept")},
    {0},
};

const struct command cmd_import = {
    .name = "import",
    .summary = MESSAGE("an export becomes a live workspace, and can be taken back"),
    .usage = MESSAGE("FILE… --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "Give all files of one export together, as to `etalon assess`. Every deal comes with its\n"
        "past: stages, owners, amounts, close dates, its end. The judge is asked about each act\n"
        "at the moment it happened; what he says is kept silently and refuses nothing.\n\n"
        "What was cut short goes on when the same command is given again. A newer export of the\n"
        "same CRM updates the deals it finds by their ids: what it tells beyond the one before.\n"
        "docs/import.md tells the rules.\n\n"
        "Exit code: 0 done, 1 the files or the workspace cannot be used or something is asked, 2\n"
        "the command line is wrong.\n"),
    .run = run_import,
};
