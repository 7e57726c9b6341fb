/* etalon export: what is in a workspace, as files that others read. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/live.h"
#include "cli/outfile.h"
#include "exchange/bpmn.h"
#include "live/export_log.h"
#include "standard/check.h"
#include "workspace/export.h"

enum export_shape {
    SHAPE_CSV,
    SHAPE_XLSX,
    SHAPE_LOG,
    SHAPE_XES,
    SHAPE_OCEL_JSON,
    SHAPE_OCEL,
    SHAPE_BPMN,
    SHAPE_COUNT
};
static const char *const shape_names[SHAPE_COUNT] = {"csv",       "xlsx", "log", "xes",
                                                     "ocel-json", "ocel", "bpmn"};

#define ARENA_BYTES (1ll << 32)

struct exporting {
    str data, workspace, to, out, standard_path, stage, outcome, text, reference;
    enum export_shape shape;
    struct live live;
    struct arena arena;
    i64 count;
};

static bool take_shape(struct exporting *x)
{
    for (i32 i = 0; i < SHAPE_COUNT; i++)
        if (str_eq(x->to, str_c(shape_names[i]))) {
            x->shape = (enum export_shape)i;
            return true;
        }
    return false;
}

static bool take_filter(const struct exporting *x, struct deal_filter *f, struct err *e)
{
    enum outcome o = OUTCOME_OPEN;
    deal_filter_init(f);
    if (x->outcome.n && !outcome_parse(x->outcome, &o))
        return err_set(e, ERR_USAGE, "--outcome cannot be \"%.*s\"", STR_ARG(x->outcome));
    if (x->outcome.n)
        f->outcome = (i32)o;
    f->stage = x->stage;
    f->text = x->text;
    f->reference = x->reference;
    return true;
}

static bool write_deals(struct exporting *x, struct sink *sink, const struct deal_filter *f,
                        struct err *e)
{
    struct grid *g = arena_new(&x->arena, struct grid);
    grid_begin(g, x->shape == SHAPE_XLSX ? GRID_XLSX : GRID_CSV, sink, message_str(S("Deals")));
    bool ok = export_deals(g, x->live.workspace, x->live.reader, f, &x->count, e);
    grid_end(g);
    return ok;
}

static bool write_bpmn(struct exporting *x, struct sink *sink, struct err *e)
{
    struct standard own;
    const struct standard *s = &own;
    if (x->standard_path.n) {
        if (!inputs_standard(&own, &x->arena, x->standard_path, e))
            return false;
    } else {
        i32 edition = workspace_editions(x->live.workspace);
        if (edition == 0)
            return err_set(e, ERR_INPUT, "the workspace has no standard yet");
        s = workspace_rules(x->live.workspace, edition)->standard;
    }
    if (s->stages.n == 0)
        return err_set(e, ERR_INPUT, "the standard has no stage");
    bpmn_write(sink->out, s, str_c(lang_code(lang_spoken())));
    return true;
}

static bool write_shape(struct exporting *x, struct sink *sink, struct err *e)
{
    static const enum log_shape logs[SHAPE_COUNT] = {[SHAPE_LOG] = LOG_CSV,
                                                     [SHAPE_XES] = LOG_XES,
                                                     [SHAPE_OCEL_JSON] = LOG_OCEL_JSON,
                                                     [SHAPE_OCEL] = LOG_OCEL_SQLITE};
    struct deal_filter f;
    if (x->shape == SHAPE_BPMN)
        return write_bpmn(x, sink, e);
    if (!take_filter(x, &f, e))
        return false;
    if (x->shape <= SHAPE_XLSX)
        return write_deals(x, sink, &f, e);
    return export_log(sink, logs[x->shape], x->live.workspace, x->live.reader, &f, &x->count, e);
}

/* False after saying what is wrong. */
static bool parse(struct exporting *x, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    x->out = S("-");
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        *(str_eq(o.name, S("--data"))        ? &x->data
          : str_eq(o.name, S("--workspace")) ? &x->workspace
          : str_eq(o.name, S("--to"))        ? &x->to
          : str_eq(o.name, S("--standard"))  ? &x->standard_path
          : str_eq(o.name, S("--stage"))     ? &x->stage
          : str_eq(o.name, S("--outcome"))   ? &x->outcome
          : str_eq(o.name, S("--text"))      ? &x->text
          : str_eq(o.name, S("--reference")) ? &x->reference
                                             : &x->out) = o.value;
    if (o.failed)
        return false;
    if (o.file_count) {
        command_usage_error(self, "it takes no files: --data and --workspace say what");
        return false;
    }
    if (!take_shape(x)) {
        command_usage_error(self, "--to csv, xlsx, log, xes, ocel-json, ocel or bpmn: not \"%.*s\"",
                            STR_ARG(x->to));
        return false;
    }
    return true;
}

static bool pour_shape(struct exporting *x, i64 file, struct err *e)
{
    struct pour *p = arena_new(&x->arena, struct pour);
    pour_open(p, file);
    return pour_close(p, write_shape(x, &p->sink, e), x->out, e);
}

static bool work_export(const struct office *office, const struct errand *errand, struct buf *out,
                        struct err *e)
{
    struct exporting x = {0};
    (void)out;
    if (!parse(&x, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    struct live_place at = {office, x.data, x.workspace};
    x.standard_path = (str){0}; /* a file of where it was typed */
    arena_init(&x.arena, ARENA_BYTES);
    bool ok = live_open(&x.live, &at, false, e) && pour_shape(&x, errand->files.v[0], e);
    live_close(&x.live);
    arena_release(&x.arena);
    return ok;
}

/* Into `file`, which was opened here. */
static bool fetch(struct exporting *x, struct errand *errand, const struct outfile *file,
                  struct err *e)
{
    if (x->shape == SHAPE_BPMN && x->standard_path.n)
        return pour_shape(x, file->file, e);
    errand->files = (struct local_files){{file->file}, 1};
    return office_do(x->data, errand, e);
}

static i32 run_export(const struct command *self, i32 argc, char **argv)
{
    struct err e = {0};
    struct exporting x = {0};
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(&x, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    bool packed = x.shape == SHAPE_XLSX || x.shape == SHAPE_OCEL;
    if (packed && str_eq(x.out, S("-")) && os_is_terminal(1))
        return command_usage_error(self, "this is nothing to read: give -o FILE");
    arena_init(&x.arena, ARENA_BYTES);
    struct outfile *file = arena_new(&x.arena, struct outfile);
    bool ok = outfile_open(file, x.out, &e) && fetch(&x, &errand, file, &e);
    ok = outfile_close(file, ok, &e);
    arena_release(&x.arena);
    return ok ? 0 : command_fail(&e);
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("which workspace")},
    {"--to", "csv|xlsx|log|xes|ocel-json|ocel|bpmn", MESSAGE("what to write, see below")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {"--stage", "ID", MESSAGE("only deals in this stage")},
    {"--outcome", "open|won|lost|…", MESSAGE("only deals that ended so")},
    {"--text", MESSAGE("TEXT"), MESSAGE("only deals with this in their name")},
    {"--reference", "ID", MESSAGE("only the deal with this id in the CRM")},
    {"--standard", MESSAGE("FILE"), MESSAGE("bpmn: of this file, not of the workspace")},
    {0},
};

const struct command cmd_export = {
    .name = "export",
    .summary = MESSAGE("deals, event logs and standards of a workspace, for other tools"),
    .usage = MESSAGE("--data DIR --workspace NAME --to SHAPE [options]"),
    .options = options,
    .details = MESSAGE(
        "csv, xlsx    the deals as a table, with the fields of their standards; what a "
        "spreadsheet\n"
        "             would run as a formula is written as a text\n"
        "log, xes     every event of every deal, for process mining (CSV, IEEE 1849)\n"
        "ocel-json    the same as an object-centric log, OCEL 2.0: deals and people are objects\n"
        "ocel         the same as the SQLite file of that standard\n"
        "bpmn         the standard as BPMN 2.0 with its layout, for bpmn.io and others\n\n"
        "One moment is seen whole, and the same workspace gives the same bytes. Works in the "
        "server\n"
        "that runs on the folder, if one does, else on its files.\n\n"
        "Exit code: 0 done, 1 the workspace cannot be used, 2 the command line is wrong.\n"),
    .run = run_export,
    .work = work_export,
    .files = 1,
    .stands_back = true,
};
