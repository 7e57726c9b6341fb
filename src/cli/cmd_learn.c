/* etalon learn: what a history teaches: what goes with winning, deviations, gates, no decision,
 * kinds of deals compared. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "report/learned.h"

enum { BY_MAX = LEARNED_CONTRASTS_MAX, HORIZON_DAYS_MAX = 3650 };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

struct learning {
    str map, standard_path, out, data, workspace, segment;
    str by[BY_MAX], landmark[LANDMARKS_MAX];
    i64 by_count, landmark_count, as_of_ms, horizon_days;
    enum format format;
    enum lang lang;
    struct inputs in;
    struct standard standard;
    struct learned learned;
};

static bool set_format(struct learning *x, str value)
{
    static const char *const names[] = {"text", "json", "html"};
    for (i32 i = 0; i < LENGTH(names); i++)
        if (str_eq(value, str_c(names[i]))) {
            x->format = (enum format)i;
            return true;
        }
    return false;
}

static bool push(str *list, i64 *n, i64 most, str value)
{
    if (*n == most || value.n == 0)
        return false;
    list[(*n)++] = value;
    return true;
}

static bool set_as_of(struct learning *x, str value)
{
    i64 day;
    if (!date_parse(value, &day))
        return false;
    x->as_of_ms = (day + 1) * MS_PER_DAY - 1; /* the whole day is known */
    return true;
}

static bool set_path(struct learning *x, str name, str value)
{
    const struct {
        str name;
        str *path;
    } paths[] = {{S("--map"), &x->map},         {S("--standard"), &x->standard_path},
                 {S("--data"), &x->data},       {S("--workspace"), &x->workspace},
                 {S("--segment"), &x->segment}, {S("-o"), &x->out}};
    for (i64 i = 0; i < LENGTH(paths); i++)
        if (str_eq(name, paths[i].name)) {
            *paths[i].path = value;
            return value.n > 0;
        }
    return lang_parse(value, &x->lang);
}

static bool set_option(struct learning *x, str name, str value)
{
    if (str_eq(name, S("--by")))
        return push(x->by, &x->by_count, BY_MAX, value);
    if (str_eq(name, S("--landmark")))
        return push(x->landmark, &x->landmark_count, LANDMARKS_MAX, value);
    if (str_eq(name, S("--horizon")))
        return str_to_i64(value, &x->horizon_days) && x->horizon_days > 0 &&
               x->horizon_days <= HORIZON_DAYS_MAX;
    if (str_eq(name, S("--as-of")))
        return set_as_of(x, value);
    if (str_eq(name, S("--format")))
        return set_format(x, value);
    return set_path(x, name, value);
}

static bool read_inputs(struct learning *x, const struct options *o, struct err *e)
{
    if (x->data.n || x->workspace.n)
        return inputs_live(&x->in, x->data, x->workspace, x->as_of_ms, e);
    return inputs_map(&x->in, x->map, e) &&
           inputs_read(&x->in, o->files, o->file_count, x->as_of_ms, e);
}

static bool parse_landmarks(const struct learning *x, struct landmark *list, struct err *e)
{
    for (i64 i = 0; i < x->landmark_count; i++)
        if (!landmark_parse(&list[i], &x->in.history, x->landmark[i])) {
            (void)err_set(e, ERR_USAGE, "there is no landmark \"%.*s\" in these deals",
                          STR_ARG(x->landmark[i]));
            return err_hint(e, "day:14, or stage: and the name of a stage");
        }
    return true;
}

static bool find(struct learning *x, struct err *e)
{
    struct landmark landmarks[LANDMARKS_MAX];
    const struct standard *standard = x->standard_path.n ? &x->standard : NULL;
    struct learned_options options = {.horizon_days = x->horizon_days,
                                      .segment = x->segment,
                                      .landmarks = landmarks,
                                      .landmark_count = x->landmark_count,
                                      .by = x->by,
                                      .by_count = x->by_count,
                                      .days = -1};
    if (!parse_landmarks(x, landmarks, e))
        return false;
    if (standard && !inputs_zone(&options.tzif, &x->in.arena, standard, e))
        return false;
    return learned_find(&x->learned, &x->in.arena, &x->in.history, standard, &options, e);
}

static bool write_out(struct learning *x, struct err *e)
{
    struct report report = {.lang = x->lang,
                            .version = S(ETALON_VERSION),
                            .history = &x->in.history,
                            .import = &x->in.report,
                            .standard = x->standard_path.n ? &x->standard : NULL};
    bool screen = str_eq(x->out, S("-"));
    struct terminal_options options = {.columns = screen ? reader_columns() : 80,
                                       .color = screen && reader_color()};
    struct buf out;
    buf_init(&out, REPORT_BYTES_MAX);
    if (x->format == FORMAT_TEXT)
        learned_terminal(&out, &x->in.arena, &x->learned, &report, &options);
    else if (x->format == FORMAT_JSON)
        learned_json(&out, &x->in.arena, &x->learned, &report);
    else
        learned_html(&out, &x->in.arena, &x->learned, &report);
    bool ok = out.full
                  ? err_set(e, ERR_LIMIT, "the report is larger than %d bytes", REPORT_BYTES_MAX)
                  : os_write_file(x->out, buf_str(&out), e);
    buf_release(&out);
    return ok;
}

static bool learn(struct learning *x, const struct options *o, struct err *e)
{
    return (x->standard_path.n == 0 ||
            inputs_standard(&x->standard, &x->in.arena, x->standard_path, e)) &&
           read_inputs(x, o, e) && find(x, e) && write_out(x, e);
}

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct arena own;
    arena_init(&own, 1 << 20);
    struct learning *x = arena_new(&own, struct learning);
    *x = (struct learning){.out = S("-"), .lang = lang_spoken(), .as_of_ms = TIME_NONE};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(x, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    bool live = x->data.n || x->workspace.n;
    if (!live && o.file_count == 0)
        return command_usage_error(self, "which files?");
    if (live && (o.file_count || x->map.n))
        return command_usage_error(self, "--data takes no files and no --map");
    lang_speak(x->lang);
    inputs_init(&x->in);
    bool ok = learn(x, &o, &e);
    i32 code = inputs_end(&x->in, ok, &e);
    arena_release(&own);
    return code;
}

static const struct option options[] = {
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--standard", MESSAGE("FILE"), MESSAGE("the standard that deals should follow")},
    {"--as-of", MESSAGE("DATE"), MESSAGE("what was known at the end of that day: 2026-06-30")},
    {"--horizon", MESSAGE("DAYS"), MESSAGE("won within so many days of the landmark")},
    {"--landmark", MESSAGE("WHEN"),
     MESSAGE("day:14 or stage:NAME: deals open then; may be given several times")},
    {"--segment", MESSAGE("FIELD"), MESSAGE("compare within this column, besides the seller")},
    {"--by", MESSAGE("FIELD"),
     MESSAGE("kinds of deals: outcome, owner, version, period, or a column; several times")},
    {"--format", "text|json|html", MESSAGE("for a screen (default), a program, a board")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {"--data", "DIR", MESSAGE("instead of files: the folder of the data of a workspace")},
    {"--workspace", "NAME", MESSAGE("the workspace in it")},
    {"--lang", "en|fr", MESSAGE("language of the report; default from LC_ALL or LANG")},
    {NULL, NULL, NULL},
};

const struct command cmd_learn = {
    .name = "learn",
    .summary = MESSAGE("what goes with winning, and where the standard tells nothing"),
    .usage = MESSAGE("FILE… [options], or --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "Takes what etalon assess takes. What winners had by a moment at which deals were still\n"
        "open, within the same seller and segment, with the grade of its evidence; deviations\n"
        "from --standard beside what became of them; gates that tell nothing; how deals end\n"
        "without a decision; what kinds of deals do differently. Below its floors it refuses and\n"
        "says what would be enough. See docs/learn.md.\n"),
    .run = run,
};
