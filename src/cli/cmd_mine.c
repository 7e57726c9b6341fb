/* etalon mine: the process that an export or an event log shows, without the measures. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "report/mine.h"

enum { TOP = 10, TOP_MAX = 1000000 };

struct asked {
    str map, standard, to, data, workspace;
    i64 top, as_of_ms;
    bool json;
    enum lang lang;
};

static bool set_as_of(struct asked *x, str value)
{
    i64 day;
    bool ok = date_parse(value, &day);
    x->as_of_ms = ok ? (day + 1) * MS_PER_DAY - 1 : TIME_NONE; /* the whole day is known */
    return ok;
}

static bool set_option(struct asked *x, str name, str value)
{
    if (str_eq(name, S("--map")))
        x->map = value;
    else if (str_eq(name, S("--standard")))
        x->standard = value;
    else if (str_eq(name, S("-o")))
        x->to = value;
    else if (str_eq(name, S("--data")))
        x->data = value;
    else if (str_eq(name, S("--workspace")))
        x->workspace = value;
    else if (str_eq(name, S("--as-of")))
        return set_as_of(x, value);
    else if (str_eq(name, S("--top")))
        return str_to_i64(value, &x->top) && x->top > 0 && x->top <= TOP_MAX;
    else if (str_eq(name, S("--format")))
        return (x->json = str_eq(value, S("json"))) || str_eq(value, S("text"));
    else
        return lang_parse(value, &x->lang);
    return value.n > 0;
}

static bool mine(struct inputs *in, const struct asked *x, struct err *e)
{
    struct standard standard;
    struct mine m = {.top = x->top};
    struct buf out;
    const struct standard *s = x->standard.n ? &standard : NULL;
    if ((s && !inputs_standard(&standard, &in->arena, x->standard, e)) ||
        !mine_find(&m, &in->arena, &in->history, s, e))
        return false;
    m.report = (struct report){.lang = x->lang,
                               .version = S(ETALON_VERSION),
                               .history = &in->history,
                               .import = &in->report,
                               .standard = s,
                               .process = &m.process};
    bool screen = str_eq(x->to, S("-"));
    struct terminal_options options = {.columns = screen ? reader_columns() : 80,
                                       .color = screen && reader_color()};
    buf_init(&out, REPORT_BYTES_MAX);
    if (x->json)
        mine_json(&out, &in->arena, &m);
    else
        mine_terminal(&out, &in->arena, &m, &options);
    bool ok = out.full
                  ? err_set(e, ERR_LIMIT, "the report is larger than %d bytes", REPORT_BYTES_MAX)
                  : os_write_file(x->to, buf_str(&out), e);
    buf_release(&out);
    return ok;
}

/* False after saying what is wrong. */
static bool names_its_deals(const struct options *o, const struct asked *x)
{
    bool live = x->data.n || x->workspace.n;
    bool mixed = live && (o->file_count || x->map.n);
    if (mixed)
        command_usage_error(o->command, "--data takes no files and no --map");
    else if (!live && !o->file_count)
        command_usage_error(o->command, "which files?");
    return !mixed && (live || o->file_count);
}

static bool read_deals(struct inputs *in, const struct options *o, const struct asked *x,
                       struct err *e)
{
    if (!o->file_count)
        return inputs_live(in, x->data, x->workspace, x->as_of_ms, e);
    return inputs_map(in, x->map, e) && inputs_read(in, o->files, o->file_count, x->as_of_ms, e);
}

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct inputs in;
    struct asked x = {.to = S("-"), .top = TOP, .as_of_ms = TIME_NONE, .lang = lang_spoken()};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(&x, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed || !names_its_deals(&o, &x))
        return err_exit_code(ERR_USAGE);
    lang_speak(x.lang);
    inputs_init(&in);
    bool ok = read_deals(&in, &o, &x, &e) && mine(&in, &x, &e);
    return inputs_end(&in, ok, &e);
}

static const struct option options[] = {
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--standard", MESSAGE("FILE"), MESSAGE("the standard that deals should follow")},
    {"--as-of", MESSAGE("DATE"), MESSAGE("what was known at the end of that day: 2026-06-30")},
    {"--format", "text|json", MESSAGE("for a screen (default) or a program")},
    {"--data", "DIR", MESSAGE("instead of files: the folder of the data of a workspace")},
    {"--workspace", "NAME", MESSAGE("the workspace in it")},
    {"--top", "N", MESSAGE("rows of each table; 10")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {"--lang", "en|fr", MESSAGE("language of the report; default from LC_ALL or LANG")},
    {NULL, NULL, NULL},
};

const struct command cmd_mine = {
    .name = "mine",
    .summary = MESSAGE("the process as a map, ways, durations and distance"),
    .usage = MESSAGE("FILE… [options], or --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "For people who look at processes: activities, which follows which, how often and how\n"
        "slowly, the ways deals take, how long they last, and with --standard the exact distance\n"
        "of closed deals to its stages with what takes them off. Any event log will do. What it\n"
        "means for selling is etalon assess. See docs/mine.md.\n"),
    .run = run,
};
