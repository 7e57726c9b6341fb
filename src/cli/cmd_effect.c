/* etalon effect: did a change help, and how many deals it takes to see one. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/reader.h"
#include "report/effect.h"
#include "report/number.h"
#include "revise/effect_rows.h"

#include <math.h>

enum { OUTPUT_MAX = 1 << 20, HORIZON_DAYS = 90, HORIZON_MAX = 3650 };
#define ARENA_BYTES (1ll << 32)

struct asked {
    struct show_options show;
    struct effect_split split;
    struct sample_question sample;
    str map, data, workspace;
    bool json, plan;
};

static bool set_form(struct asked *x, str value)
{
    x->json = str_eq(value, S("json"));
    x->show.form = str_eq(value, S("markdown")) ? SHEET_MARKDOWN : SHEET_TEXT;
    return x->json || x->show.form == SHEET_MARKDOWN || str_eq(value, S("text"));
}

static bool set_day(i64 *out, str value)
{
    i64 day;
    if (!date_parse(value, &day))
        return false;
    *out = day * MS_PER_DAY;
    return true;
}

/* "North=2026-02-01" */
static bool add_team(struct effect_split *s, str value)
{
    str team, day;
    if (s->teams == ROLLOUTS_MAX || !str_cut(value, '=', &team, &day) || !team.n)
        return false;
    s->team[s->teams].team = team;
    return set_day(&s->team[s->teams++].since_ms, day);
}

/* "46.6" or "46.6%", percent or points. */
static bool set_percent(f64 *out, str value)
{
    if (str_ends(value, S("%")))
        value = str_sub(value, 0, value.n - 1);
    if (!str_to_f64(value, out))
        return false;
    *out /= 100;
    return fabs(*out) < 1;
}

static bool set_option(struct asked *x, str name, str value)
{
    if (str_eq(name, S("--plan")))
        return (x->plan = true);
    if (str_eq(name, S("--base")))
        return set_percent(&x->sample.base, value) && x->sample.base > 0;
    if (str_eq(name, S("--change")))
        return set_percent(&x->sample.change, value);
    if (str_eq(name, S("--per-week")))
        return str_to_f64(value, &x->sample.per_week) && x->sample.per_week > 0;
    if (str_eq(name, S("--per-seller")))
        return str_to_f64(value, &x->sample.deals_per_seller) && x->sample.deals_per_seller >= 1;
    if (str_eq(name, S("--horizon")))
        return str_to_i64(value, &x->split.horizon_days) && x->split.horizon_days > 0 &&
               x->split.horizon_days <= HORIZON_MAX;
    if (str_eq(name, S("--since")))
        return set_day(&x->split.since_ms, value);
    if (str_eq(name, S("--team")))
        return add_team(&x->split, value);
    if (str_eq(name, S("--by")))
        return (x->split.by = value).n > 0;
    if (str_eq(name, S("--map")))
        return (x->map = value).n > 0;
    if (str_eq(name, S("--data")))
        return (x->data = value).n > 0;
    if (str_eq(name, S("--workspace")))
        return (x->workspace = value).n > 0;
    return str_eq(name, S("--lang")) ? lang_parse(value, &x->show.lang) : set_form(x, value);
}

static void write_out(struct buf *out)
{
    os_write_out(buf_str(out));
    buf_release(out);
}

static i32 plan(struct arena *a, struct asked *x)
{
    struct buf out;
    x->sample.horizon_days = x->split.horizon_days;
    buf_init(&out, OUTPUT_MAX);
    if (x->json) {
        struct json j;
        json_init(&j, &out, 2);
        json_object(&j);
        sample_json(&j, &x->sample);
        json_end(&j);
    } else {
        sample_show(&out, a, &x->sample, &x->show);
    }
    write_out(&out);
    return 0;
}

static bool judge(struct inputs *in, const struct asked *x, struct err *e)
{
    struct arena *a = &in->arena;
    struct effect_deal *deals;
    struct effect effect;
    struct buf out;
    i64 n;
    struct effect_options o = {.horizon_days = x->split.horizon_days,
                               .now_ms = in->history.as_of_ms,
                               .expected = x->sample.change,
                               .seed = 1};
    if (!effect_rows(&deals, &n, a, &in->history, &x->split, e))
        return false;
    effect_find(&effect, a, deals, n, &o);
    struct effect_report r = {.effect = &effect,
                              .name = str_c(message("the change")),
                              .horizon_days = x->split.horizon_days,
                              .expected = x->sample.change};
    buf_init(&out, OUTPUT_MAX);
    if (x->json) {
        struct json j;
        json_init(&j, &out, 2);
        json_object(&j);
        effect_json(&j, a, x->show.lang, &r);
        json_end(&j);
    } else {
        effect_show(&out, a, &r, &x->show);
    }
    write_out(&out);
    return true;
}

/* Said on standard error when the command line makes no sense; 0 when it does. */
static i32 check(const struct command *self, const struct options *o, const struct asked *x)
{
    bool live = x->data.n || x->workspace.n;
    if (x->plan)
        return o->file_count        ? command_usage_error(self, "--plan takes no files")
               : x->sample.base > 0 ? 0
                                    : command_usage_error(self, "--plan wants --base");
    if (live == (o->file_count > 0))
        return command_usage_error(self, "which files?");
    if (x->split.since_ms == TIME_NONE && !x->split.teams)
        return command_usage_error(self, "since when? --since, or --by with --team");
    if (x->split.teams && !x->split.by.n)
        return command_usage_error(self, "--team wants --by: the column of the teams");
    return 0;
}

static i32 run_effect(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    struct inputs in;
    struct asked x = {
        .show = {.lang = lang_spoken(), .columns = reader_columns(), .color = reader_color()},
        .split = {.since_ms = TIME_NONE, .horizon_days = HORIZON_DAYS},
        .sample = {.change = .05}};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(&x, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    i32 code = o.failed ? err_exit_code(ERR_USAGE) : check(self, &o, &x);
    if (code)
        return code;
    lang_speak(x.show.lang);
    inputs_init(&in);
    if (x.plan) {
        code = plan(&in.arena, &x);
        inputs_release(&in);
        return code;
    }
    bool ok = inputs_map(&in, x.map, &e) &&
              (o.file_count ? inputs_read(&in, o.files, o.file_count, TIME_NONE, &e)
                            : inputs_live(&in, x.data, x.workspace, TIME_NONE, &e)) &&
              judge(&in, &x, &e);
    return inputs_end(&in, ok, &e);
}

static const struct option options[] = {
    {"--since", "DATE", MESSAGE("the day from which deals entered under the change")},
    {"--by", MESSAGE("COLUMN"),
     MESSAGE("the column of the teams, when they moved on different days")},
    {"--team", MESSAGE("NAME=DATE"), MESSAGE("a team and its day; once for each that moved")},
    {"--horizon", "N", MESSAGE("won within so many days of entering; 90")},
    {"--change", "POINTS", MESSAGE("the change to be seen, in points; 5")},
    {"--plan", NULL, MESSAGE("only says how many deals it takes; wants --base")},
    {"--base", "PERCENT", MESSAGE("with --plan: the share won without the change")},
    {"--per-week", "N", MESSAGE("with --plan: deals that enter in a week")},
    {"--per-seller", "N", MESSAGE("with --plan: whole sellers are assigned, so many deals each")},
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("whose deals, instead of files")},
    {"--format", "text|markdown|json",
     MESSAGE("for a screen (default), for a wiki, or for a program")},
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {0},
};

const struct command cmd_effect = {
    .name = "effect",
    .summary = MESSAGE("did a change help, and how many deals it takes to see one"),
    .usage = MESSAGE("FILES… --since DATE | --plan --base PERCENT [options]"),
    .options = options,
    .details = MESSAGE(
        "Compares deals by the day on which they entered, and says what kind of comparison that\n"
        "is: teams that moved at different times (grade B), a series of months (C), before and\n"
        "after (D). A trial that was run here is judged as one: /api/v1/standards/…/effect.\n"
        "docs/revise.md tells what each figure means.\n\n"
        "  etalon effect --plan --base 46.6 --change 5 --per-week 20\n"
        "  etalon effect deals.csv --by team --team North=2026-02-01 --team South=2026-04-01\n"),
    .run = run_effect,
};
