/* etalon import: an export becomes a live workspace. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/live.h"
#include "cli/outfile.h"
#include "exchange/apart_form.h"
#include "format/json.h"
#include "workspace/import.h"

#include <string.h>

enum { ROWS_SHOWN = 5, LISTED_MAX = 1000 };
#define FORM_BYTES_MAX (16ll << 30) /* address space */
#define JOB_ARENA_BYTES (8ll << 30)

struct importing {
    /* what was asked */
    str data, workspace, map, standard_path, rejected, draft, undo;
    bool preview, list, json;
    str files[IMPORT_FILES_MAX];
    i64 file_count;
    /* what was read, where it was typed */
    str standard;
    struct history history;
    struct import_report report;
    struct mapping mapping;
    bool is_mapped;
    /* what comes of it, where the workspace is */
    struct live_place at;
    struct live live;
    struct arena arena;
    struct import_job job;
    struct buf *out, *talk;
};

/* --- what is shown ---------------------------------------------------------------------------- */

static void put_rows(struct importing *run)
{
    const struct import_report *r = &run->report;
    struct buf *out = run->out;
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
        buf_fmt(run->out,
                message("standard: drafted from this history, discipline random "
                        "(process %.*s)\n"),
                STR_ARG(s->process));
    else
        buf_fmt(run->out, message("standard: process %.*s, version %d, discipline %s\n"),
                STR_ARG(s->process), s->version, discipline_words[s->discipline]);
    for (i64 i = 0; i < job->places.list.n; i++) {
        const struct import_place *p = &job->places.list.v[i];
        buf_fmt(run->out, "  %s \"%.*s\" -> %.*s (%s, %lld)\n", message(whats[p->what]),
                STR_ARG(p->word), STR_ARG(place_id(run, p)), message(hows[p->how]),
                (long long)p->count);
    }
    buf_fmt(run->out, message("people: %lld known, %lld new\n"), (long long)job->people_known,
            (long long)job->people_new.n);
}

static void put_became(struct importing *run)
{
    const struct import_job *job = &run->job;
    buf_fmt(run->out,
            run->preview ? message("would create %lld deals, update %lld, leave %lld as they are\n")
                         : message("created %lld deals, updated %lld, left %lld as they are\n"),
            (long long)job->became[IMPORT_CREATED], (long long)job->became[IMPORT_UPDATED],
            (long long)job->became[IMPORT_UNCHANGED]);
    if (job->became[IMPORT_REFUSED])
        buf_fmt(run->out, message("beyond a limit, left out: %lld deals\n"),
                (long long)job->became[IMPORT_REFUSED]);
    if (run->preview) {
        buf_put(run->out, str_c(message("nothing was written: this was a preview\n")));
        return;
    }
    i64 said = job->findings[SEVERITY_NOTE] + job->findings[SEVERITY_ADVICE] +
               job->findings[SEVERITY_WARNING] + job->findings[SEVERITY_BLOCK];
    if (said)
        buf_fmt(run->out,
                message("findings on the imported acts, kept silently: %lld, of which %lld would "
                        "have stopped the act\n"),
                (long long)said, (long long)job->findings[SEVERITY_BLOCK]);
    buf_fmt(run->out, message("import %lld of %.*s%s\n"), (long long)job->number,
            STR_ARG(run->live.path), job->resumed ? message(", gone on with") : "");
    buf_fmt(run->out,
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
    const struct import_report *r = &run->report;
    struct json j;
    json_init(&j, run->out, 2);
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

/* --- from where it is typed to where the workspace is --------------------------------------------
 */

static void put_read(struct buf *out, const struct importing *run, const struct inputs *in)
{
    form_text(out, S(APART_MAGIC));
    form_text(out, run->standard);
    form_text(out, in->map);
    form_report(out, &in->report);
    form_history(out, &in->history);
    form_text(out, S(APART_MAGIC));
}

static bool write_read(const struct importing *run, const struct inputs *in, i64 file,
                       struct err *e)
{
    struct buf out;
    const struct platform *p = &platform_system;
    buf_init(&out, FORM_BYTES_MAX);
    put_read(&out, run, in);
    i64 reason = p->file_write(p->self, file, out.p, out.n, 0);
    bool full = out.full;
    buf_release(&out);
    if (full)
        return err_set(e, ERR_LIMIT, "this is beyond a limit");
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), "-");
}

static bool take_read(struct importing *run, str text)
{
    struct form f = {.rest = text, .arena = &run->arena};
    struct diags d;
    diags_init(&d, &run->arena);
    bool ours = str_eq(form_get_text(&f), S(APART_MAGIC));
    run->standard = str_dup(&run->arena, form_get_text(&f));
    str map = str_dup(&run->arena, form_get_text(&f));
    run->is_mapped = map.n > 0;
    if (!ours || (run->is_mapped && !mapping_read(&run->mapping, &run->arena, map, &d)))
        return false;
    form_get_report(&f, &run->report);
    form_get_history(&f, &run->history);
    return str_eq(form_get_text(&f), S(APART_MAGIC)) && f.rest.n == 0 && !f.bad;
}

static bool read_read(struct importing *run, i64 file, struct err *e)
{
    struct arena form;
    str text;
    arena_init(&form, FORM_BYTES_MAX);
    bool ok = poured(&text, &form, file, e) &&
              (take_read(run, text) ||
               err_set(e, ERR_INPUT, "what was read of these files is not sound"));
    arena_release(&form);
    return ok;
}

/* --- what is done where the workspace is ---------------------------------------------------------
 */

/* All that is open, in the words of a failure; nothing more needs to be said then. */
static void put_questions(const struct importing *run, struct err *e)
{
    for (i64 i = 0; i < run->job.places.questions.n; i++)
        buf_fmt(run->talk, "etalon: %.*s\n%s: %.*s\n", STR_ARG(run->job.places.questions.v[i].text),
                message("hint"), STR_ARG(run->job.places.questions.v[i].answer));
    if (run->job.places.questions.n)
        *e = (struct err){.code = e->code};
}

static void put_problems(const struct importing *run, struct diags *d)
{
    diags_sort(d);
    for (i64 i = 0; i < d->list.n; i++)
        if (d->list.v[i].severity == DIAG_ERROR)
            diag_print(run->talk, &d->list.v[i], run->standard, false);
}

static bool prepare(struct importing *run, struct err *e)
{
    struct diags d;
    diags_init(&d, &run->arena);
    d.file = run->standard_path;
    struct import_order order = {.history = &run->history,
                                 .report = &run->report,
                                 .mapping = run->is_mapped ? &run->mapping : NULL,
                                 .standard = run->standard,
                                 .role = ROLE_SYSTEM};
    if (import_prepare(&run->job, &run->arena, run->live.workspace, run->live.reader, &order, &d,
                       e))
        return true;
    put_problems(run, &d);
    put_questions(run, e);
    return false;
}

static bool write_draft(const struct importing *run, i64 file, struct err *e)
{
    const struct platform *p = &platform_system;
    if (!run->draft.n || !run->job.drafted)
        return true;
    i64 reason = p->file_write(p->self, file, run->job.standard.p, run->job.standard.n, 0);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), "-");
}

static bool is_wanted(void *context)
{
    return office_is_wanted(context);
}

static bool run_job(struct importing *run, struct err *e)
{
    if (run->preview)
        return import_preview(&run->job, run->live.reader, e);
    run->job.wanted = is_wanted;
    run->job.wanted_context = (void *)(uintptr_t)run->at.office;
    return import_run(&run->job, e);
}

static void put_all(struct importing *run)
{
    if (run->json) {
        put_json(run);
        return;
    }
    put_rows(run);
    put_places(run);
    put_became(run);
}

/* A workspace that is not there yet is made aside first: what fails, and what is only looked at,
 * leaves none behind. */
static bool look_aside(struct importing *run, i64 draft, struct err *e)
{
    bool ok = live_open_aside(&run->live, &run->at, e) && prepare(run, e);
    if (ok && run->preview) {
        ok = write_draft(run, draft, e) && run_job(run, e);
        if (ok)
            put_all(run);
    }
    live_close(&run->live);
    return ok;
}

static bool bring(struct importing *run, const struct local_files *files, struct err *e)
{
    bool there = live_exists(&run->at);
    if (!read_read(run, files->v[0], e))
        return false;
    if (!there && (!look_aside(run, files->v[1], e) || run->preview))
        return run->preview && !e->code;
    if (!live_open(&run->live, &run->at, true, e) || !prepare(run, e) ||
        !write_draft(run, files->v[1], e) || !run_job(run, e))
        return false;
    put_all(run);
    return true;
}

static bool undo(struct importing *run, struct err *e)
{
    struct import_undo done = {.role = ROLE_SYSTEM};
    if (!str_to_i64(run->undo, &done.number))
        return err_set(e, ERR_USAGE, "--undo wants the number of an import: --list shows them");
    if (!live_open(&run->live, &run->at, false, e) ||
        !import_take_back(&done, &run->arena, run->live.workspace, run->live.reader, e))
        return false;
    buf_fmt(run->out, message("import %lld is taken back: %lld deals are as they were before it\n"),
            (long long)done.number, (long long)done.taken_back);
    if (done.kept)
        buf_fmt(run->out, message("touched since, kept as they are: %lld deals\n"),
                (long long)done.kept);
    for (i64 i = 0; i < done.kept_deals.n; i++) {
        struct deal_row d;
        struct arena scratch = run->arena;
        if (reader_deal(run->live.reader, &scratch, done.kept_deals.v[i], &d))
            buf_fmt(run->out, "  %lld\t%.*s\t%.*s\n", (long long)d.id, STR_ARG(d.reference),
                    STR_ARG(d.name));
    }
    return true;
}

static bool list(struct importing *run, struct err *e)
{
    struct import_row *rows = arena_array(&run->arena, struct import_row, LISTED_MAX);
    if (!live_open(&run->live, &run->at, false, e))
        return false;
    i64 n = reader_imports(run->live.reader, &run->arena, 0, LISTED_MAX, rows);
    for (i64 i = 0; i < n; i++) {
        buf_fmt(run->out, "%lld\t%s\t", (long long)rows[i].number, import_state_id(rows[i].state));
        time_print(run->out, rows[i].begun_ms);
        buf_fmt(run->out, "\t%.*s\n", STR_ARG(rows[i].text));
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

/* False after saying what is wrong. */
static bool parse(struct importing *run, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!take_option(run, &o)) {
            command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name), STR_ARG(o.value));
            return false;
        }
    if (o.failed)
        return false;
    bool files = !run->undo.n && !run->list;
    if (files != (o.file_count > 0) || o.file_count > IMPORT_FILES_MAX) {
        command_usage_error(self, files ? "which files?" : "--undo and --list take no files");
        return false;
    }
    run->file_count = o.file_count;
    memcpy(run->files, o.files, (size_t)o.file_count * sizeof *o.files);
    return true;
}

static struct importing *importing_new(struct arena *own)
{
    arena_init(own, JOB_ARENA_BYTES);
    struct importing *run = arena_new(own, struct importing);
    run->arena = *own;
    return run;
}

static bool work_import(const struct office *office, const struct errand *errand, struct buf *out,
                        struct err *e)
{
    struct arena own;
    struct importing *run = importing_new(&own);
    run->out = out;
    run->talk = errand->talk;
    bool ok = parse(run, errand->command, errand->argc, errand->argv);
    run->at = (struct live_place){office, run->data, run->workspace};
    ok = !ok           ? err_set(e, ERR_USAGE, "this is no command")
         : run->list   ? list(run, e)
         : run->undo.n ? undo(run, e)
                       : bring(run, &errand->files, e);
    live_close(&run->live);
    own = run->arena;
    arena_release(&own);
    return ok;
}

/* What the errand takes along: what was read of the files, and where the draft goes. */
static bool pack(struct importing *run, struct inputs *in, struct errand *errand,
                 struct outfile *draft, struct err *e)
{
    errand->files = (struct local_files){{local_room(), -1}, 2};
    if (errand->files.v[0] < 0)
        return err_set(e, ERR_LIMIT, "the system gives no more memory");
    if (run->file_count &&
        (!inputs_map(in, run->map, e) ||
         !inputs_read(in, run->files, run->file_count, TIME_NONE, e) ||
         !inputs_write_rejected(in, run->rejected, e) ||
         (run->standard_path.n &&
          !os_read_file(&run->standard, &run->arena, run->standard_path, STANDARD_BYTES_MAX, e)) ||
         !write_read(run, in, errand->files.v[0], e)))
        return false;
    in->report.rejections.n = in->report.questions.n = 0; /* the files are not to blame any more */
    if (!outfile_open(draft, run->draft.n ? run->draft : S("-"), e))
        return false;
    errand->files.v[1] = draft->file;
    return true;
}

static i32 run_import(const struct command *self, i32 argc, char **argv)
{
    struct err e = {0};
    struct arena own;
    struct inputs in;
    struct outfile draft = {.file = -1};
    struct importing *run = importing_new(&own);
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(run, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    inputs_init(&in);
    bool ok = pack(run, &in, &errand, &draft, &e) && office_do(run->data, &errand, &e);
    bool drafted = ok && run->draft.n && outfile_bytes(&draft) > 0;
    if (!outfile_close(&draft, drafted, &e))
        ok = ok && !drafted;
    local_close(errand.files.v[0]);
    i32 code = inputs_end(&in, ok, &e);
    own = run->arena;
    arena_release(&own);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
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
        "docs/import.md tells the rules. Works in the server that runs on the folder, if one "
        "does,\n"
        "else on its files.\n\n"
        "Exit code: 0 done, 1 the files or the workspace cannot be used or something is asked, 2\n"
        "the command line is wrong.\n"),
    .run = run_import,
    .work = work_import,
    .files = 2,
};
