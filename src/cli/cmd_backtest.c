/* etalon backtest: what a draft would have done to deals that are over. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "report/backtest.h"
#include "report/report.h"

enum { OUTPUT_MAX = 64 << 20 };

struct asked {
    struct show_options show;
    str draft, before, map, data, workspace;
    bool json;
};

static bool set_form(struct asked *x, str value)
{
    x->json = str_eq(value, S("json"));
    x->show.form = str_eq(value, S("markdown")) ? SHEET_MARKDOWN : SHEET_TEXT;
    return x->json || x->show.form == SHEET_MARKDOWN || str_eq(value, S("text"));
}

static bool set_option(struct asked *x, str name, str value)
{
    struct {
        str name;
        str *to;
    } paths[] = {{S("--from"), &x->before},
                 {S("--map"), &x->map},
                 {S("--data"), &x->data},
                 {S("--workspace"), &x->workspace}};
    for (i64 i = 0; i < LENGTH(paths); i++)
        if (str_eq(name, paths[i].name)) {
            *paths[i].to = value;
            return value.n > 0;
        }
    return str_eq(name, S("--lang")) ? lang_parse(value, &x->show.lang) : set_form(x, value);
}

static bool compile(struct rules *r, struct arena *a, const struct standard *s, struct err *e)
{
    struct diags d;
    str zone;
    diags_init(&d, a);
    if (!inputs_zone(&zone, a, s, e))
        return false;
    return rules_compile(r, a, s, zone, &d) ||
           err_set(e, ERR_INPUT, "%.*s", STR_ARG(d.list.v[0].message));
}

static bool print(struct arena *a, const struct asked *x, const struct backtest_report *r)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    if (x->json) {
        struct json j;
        json_init(&j, &out, 2);
        json_object(&j);
        backtest_json(&j, a, x->show.lang, r);
        json_end(&j);
    } else {
        backtest_show(&out, a, r, &x->show);
    }
    bool ok = !out.full;
    os_write_out(buf_str(&out));
    buf_release(&out);
    return ok;
}

static bool play(struct inputs *in, const struct asked *x, struct err *e)
{
    struct arena *a = &in->arena;
    struct standard *draft = arena_new(a, struct standard), *before = arena_new(a, struct standard);
    struct rules *rules = arena_new(a, struct rules);
    struct backtest b;
    struct diff d;
    if (!inputs_standard(draft, a, x->draft, e) ||
        (x->before.n && !inputs_standard(before, a, x->before, e)) || !compile(rules, a, draft, e))
        return false;
    if (x->before.n)
        standard_diff(&d, a, before, draft);
    struct backtest_options o = {.rules = rules, .diff = x->before.n ? &d : NULL};
    backtest_run(&b, a, &in->history, &o);
    struct backtest_report r = {.backtest = &b, .history = &in->history, .draft = draft};
    return print(a, x, &r) ||
           err_set(e, ERR_LIMIT, "the report is larger than %d bytes", OUTPUT_MAX);
}

static i32 run_backtest(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct inputs in;
    struct asked x = {
        .show = {.lang = lang_spoken(), .columns = reader_columns(), .color = reader_color()}};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(&x, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    bool live = x.data.n || x.workspace.n;
    if (o.file_count < 1 || live != (o.file_count == 1))
        return command_usage_error(self, "name the draft, then the files of the deals, or --data");
    x.draft = o.files[0];
    inputs_init(&in);
    bool ok = inputs_map(&in, x.map, &e) &&
              (live ? inputs_live(&in, x.data, x.workspace, TIME_NONE, &e)
                    : inputs_read(&in, o.files + 1, o.file_count - 1, TIME_NONE, &e)) &&
              play(&in, &x, &e);
    return inputs_end(&in, ok, &e);
}

static const struct option options[] = {
    {"--from", MESSAGE("FILE"),
     MESSAGE("the standard that the deals ran under: what the draft adds to it is told apart")},
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("whose deals, instead of files")},
    {"--format", "text|markdown|json",
     MESSAGE("for a screen (default), for a wiki, or for a program")},
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {0},
};

const struct command cmd_backtest = {
    .name = "backtest",
    .summary = MESSAGE("what a draft would have done to deals that are over"),
    .usage = MESSAGE("DRAFT FILES… | --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "Every closed deal is played again before the judge, in the order in which things were\n"
        "recorded: which would have been stopped or delayed, the wins among them, what each gate\n"
        "is worth, on the older 60% and on the newer 40%. What would have followed is said as a\n"
        "range, never as one number. docs/revise.md tells what each figure means.\n"),
    .run = run_backtest,
};
