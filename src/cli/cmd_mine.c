/* etalon mine: the process that an export or an event log shows, without the measures. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "report/mine.h"

enum { TOP = 10, TOP_MAX = 1000000 };

struct asked {
    str map, standard, to;
    i64 top;
    bool json;
    enum lang lang;
};

static bool set_option(struct asked *x, str name, str value)
{
    if (str_eq(name, S("--map")))
        x->map = value;
    else if (str_eq(name, S("--standard")))
        x->standard = value;
    else if (str_eq(name, S("-o")))
        x->to = value;
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

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct inputs in;
    struct asked x = {.to = S("-"), .top = TOP, .lang = lang_spoken()};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(&x, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (o.file_count == 0)
        return command_usage_error(self, "which files?");
    lang_speak(x.lang);
    inputs_init(&in);
    bool ok = inputs_map(&in, x.map, &e) &&
              inputs_read(&in, o.files, o.file_count, TIME_NONE, &e) && mine(&in, &x, &e);
    return inputs_end(&in, ok, &e);
}

static const struct option options[] = {
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--standard", MESSAGE("FILE"), MESSAGE("the standard that deals should follow")},
    {"--format", "text|json", MESSAGE("for a screen (default) or a program")},
    {"--top", "N", MESSAGE("rows of each table; 10")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {"--lang", "en|fr", MESSAGE("language of the report; default from LC_ALL or LANG")},
    {NULL, NULL, NULL},
};

const struct command cmd_mine = {
    .name = "mine",
    .summary = MESSAGE("the process as a map, ways, durations and distance"),
    .usage = MESSAGE("FILE… [options]"),
    .options = options,
    .details = MESSAGE(
        "For people who look at processes: activities, which follows which, how often and how\n"
        "slowly, the ways deals take, how long they last, and with --standard the exact distance\n"
        "of closed deals to its stages with what takes them off. Any event log will do. What it\n"
        "means for selling is etalon assess. See docs/mine.md.\n"),
    .run = run,
};
