/* etalon assess: from the files of a CRM to how a company really sells. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "measure/answers.h"
#include "report/html.h"
#include "report/json_report.h"
#include "report/process.h"
#include "report/terminal.h"

enum { BY_MAX = 32, HORIZON_DAYS_MAX = 3650 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

struct assess {
    struct arena scratch;
    /* what was asked */
    str map, standard_path, rejected, out, data, workspace;
    i64 as_of_ms, horizon_days;
    str by[BY_MAX];
    i64 by_count;
    enum format format;
    enum lang lang;
    bool progress; /* said on a terminal only */
    /* what was found */
    struct inputs in;
    struct standard standard;
    struct answers answers;
    struct report_process process;
};

static bool set_format(struct assess *run, str value)
{
    static const char *const names[] = {"text", "json", "html"};
    for (i32 i = 0; i < LENGTH(names); i++)
        if (str_eq(value, str_c(names[i]))) {
            run->format = (enum format)i;
            return true;
        }
    return false;
}

static bool set_as_of(struct assess *run, str value)
{
    i64 day;
    if (!date_parse(value, &day))
        return false;
    run->as_of_ms = (day + 1) * MS_PER_DAY - 1; /* the whole day is known */
    return true;
}

static bool set_horizon(struct assess *run, str value)
{
    return str_to_i64(value, &run->horizon_days) && run->horizon_days > 0 &&
           run->horizon_days <= HORIZON_DAYS_MAX;
}

static bool set_by(struct assess *run, str value)
{
    if (run->by_count == BY_MAX || !value.n)
        return false;
    run->by[run->by_count++] = value;
    return true;
}

static bool set_path(str *path, str value)
{
    *path = value;
    return value.n > 0;
}

/* What an option takes, for who gave it something else. */
static const char *wanted(str name)
{
    static const struct {
        const char *name, *wanted;
    } all[] = {
        {"--as-of", MESSAGE("a day is written 2026-06-30")},
        {"--horizon", MESSAGE("a number of days, from 1 to 3650")},
        {"--format", MESSAGE("text, json or html")},
        {"--lang", MESSAGE("en or fr")},
        {"--by", MESSAGE("the name of a column, at most 32 times")},
    };
    for (i64 i = 0; i < LENGTH(all); i++)
        if (str_eq(name, str_c(all[i].name)))
            return message(all[i].wanted);
    return message("the name of a file");
}

static bool set_option(struct assess *run, str name, str value)
{
    if (str_eq(name, S("--map")))
        return set_path(&run->map, value);
    if (str_eq(name, S("--standard")))
        return set_path(&run->standard_path, value);
    if (str_eq(name, S("--data")))
        return set_path(&run->data, value);
    if (str_eq(name, S("--workspace")))
        return set_path(&run->workspace, value);
    if (str_eq(name, S("--rejected")))
        return set_path(&run->rejected, value);
    if (str_eq(name, S("-o")))
        return set_path(&run->out, value);
    if (str_eq(name, S("--as-of")))
        return set_as_of(run, value);
    if (str_eq(name, S("--horizon")))
        return set_horizon(run, value);
    if (str_eq(name, S("--by")))
        return set_by(run, value);
    if (str_eq(name, S("--format")))
        return set_format(run, value);
    if (!lang_parse(value, &run->lang))
        return false;
    lang_speak(run->lang);
    return true;
}

static bool parse_options(struct assess *run, struct options *o)
{
    while (option_next(o))
        if (!set_option(run, o->name, o->value)) {
            command_usage_error(o->command, "%.*s cannot be \"%.*s\": %s", STR_ARG(o->name),
                                STR_ARG(o->value), wanted(o->name));
            return false;
        }
    if (o->failed)
        return false;
    bool live = run->data.n || run->workspace.n;
    if (!live && o->file_count == 0)
        command_usage_error(o->command, "which files?");
    if (live && (o->file_count || run->map.n || run->rejected.n))
        command_usage_error(o->command, "--data takes no files, --map or --rejected");
    return live ? !o->file_count && !run->map.n && !run->rejected.n : o->file_count > 0;
}

static void say_progress(const struct assess *run, const char *what)
{
    if (!run->progress)
        return;
    os_write_err(S("\r\033[K"));
    os_write_err(str_c(message(what)));
}

static bool measure(struct assess *run, struct err *e)
{
    const struct standard *standard = run->standard_path.n ? &run->standard : NULL;
    struct measure_options options = {
        .horizon_days = run->horizon_days, .by = run->by, .by_count = run->by_count, .seed = 1};
    if (standard && !inputs_zone(&options.tzif, &run->in.arena, standard, e))
        return false;
    say_progress(run, MESSAGE("measuring…"));
    if (!measure_all(&run->answers, &run->in.arena, &run->in.history, standard, &options, e))
        return false;
    say_progress(run, MESSAGE("finding the process…"));
    return process_find(&run->process, &run->in.arena, &run->in.history, standard, 0, e);
}

static void print_report(struct assess *run, struct buf *out)
{
    struct report report = {.lang = run->lang,
                            .version = S(ETALON_VERSION),
                            .history = &run->in.history,
                            .import = &run->in.report,
                            .answers = &run->answers,
                            .standard = run->standard_path.n ? &run->standard : NULL,
                            .process = &run->process};
    bool screen = str_eq(run->out, S("-"));
    struct terminal_options options = {.columns = screen ? reader_columns() : 80,
                                       .color = screen && reader_color()};
    if (run->format == FORMAT_TEXT)
        terminal_report(out, &run->scratch, &report, &options);
    else if (run->format == FORMAT_JSON)
        json_report(out, &run->scratch, &report);
    else
        html_report(out, &run->scratch, &report);
}

static bool assess(struct assess *run, const struct options *o, struct err *e)
{
    if (!inputs_map(&run->in, run->map, e))
        return false;
    if (run->standard_path.n &&
        !inputs_standard(&run->standard, &run->in.arena, run->standard_path, e))
        return false;
    say_progress(run, MESSAGE("reading the files…"));
    bool read = run->data.n || run->workspace.n
                    ? inputs_live(&run->in, run->data, run->workspace, run->as_of_ms, e)
                    : inputs_read(&run->in, o->files, o->file_count, run->as_of_ms, e);
    if (!read || !measure(run, e))
        return false;
    struct buf out;
    buf_init(&out, REPORT_BYTES_MAX);
    say_progress(run, MESSAGE("writing…"));
    print_report(run, &out);
    say_progress(run, "");
    bool ok = out.full
                  ? err_set(e, ERR_LIMIT, "the report is larger than %d bytes", REPORT_BYTES_MAX)
                  : inputs_write_rejected(&run->in, run->rejected, e) &&
                        os_write_file(run->out, buf_str(&out), e);
    buf_release(&out);
    return ok;
}

static i32 run_assess(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct assess *run;
    struct arena own;
    arena_init(&own, 1 << 20);
    run = arena_new(&own, struct assess);
    *run = (struct assess){
        .out = S("-"), .as_of_ms = TIME_NONE, .lang = lang_spoken(), .progress = os_is_terminal(2)};
    options_init(&o, self, argc, argv);
    if (!parse_options(run, &o))
        return err_exit_code(ERR_USAGE);
    inputs_init(&run->in);
    arena_init(&run->scratch, 1ll << 32);
    bool ok = assess(run, &o, &e);
    if (!ok)
        say_progress(run, "");
    i32 code = inputs_end(&run->in, ok, &e);
    arena_release(&run->scratch);
    arena_release(&own);
    return code;
}

static const struct option options[] = {
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--standard", MESSAGE("FILE"), MESSAGE("the standard that deals should follow")},
    {"--as-of", MESSAGE("DATE"), MESSAGE("what was known at the end of that day: 2026-06-30")},
    {"--horizon", MESSAGE("DAYS"),
     MESSAGE("count as won what is won within so many days of entering")},
    {"--by", MESSAGE("FIELD"), MESSAGE("compare by this column; may be given several times")},
    {"--format", "text|json|html", MESSAGE("for a screen (default), a program, a board")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {"--rejected", MESSAGE("FILE"), MESSAGE("write the rows that could not be used there, as CSV")},
    {"--data", "DIR", MESSAGE("instead of files: the folder of the data of a workspace")},
    {"--workspace", "NAME", MESSAGE("the workspace in it")},
    {"--lang", "en|fr", MESSAGE("language of the report; default from LC_ALL or LANG")},
    {NULL, NULL, NULL},
};

const struct command cmd_assess = {
    .name = "assess",
    .summary = MESSAGE("how a company really sells, from an export of its CRM"),
    .usage = MESSAGE("FILE… [options], or --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "Give all files of one export together: deals, history of stages, owners, accounts…\n"
        "They are recognised by their headers and joined by their ids. The output is\n"
        "described in docs/assess.md. Exit code: 0 done, 1 the input cannot be used, 2\n"
        "usage. When it fails, nothing is written.\n"),
    .run = run_assess,
};
