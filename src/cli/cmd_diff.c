/* etalon diff: what changes for whom from one standard to another. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/live.h"
#include "cli/reader.h"
#include "standard/read.h"
#include "workspace/flight.h"

enum { OUTPUT_MAX = 16 << 20 };
#define ARENA_BYTES (1ll << 32)

struct asked {
    struct show_options show;
    str data, workspace;
    str files[2];
    i32 file_count;
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
    i64 columns;
    if (str_eq(name, S("--lang")))
        return lang_parse(value, &x->show.lang);
    if (str_eq(name, S("--format")))
        return set_form(x, value);
    if (str_eq(name, S("--width"))) {
        bool ok = str_to_i64(value, &columns) && columns >= TERM_COLUMNS_MIN &&
                  columns <= TERM_COLUMNS_MAX;
        x->show.columns = ok ? (i32)columns : x->show.columns;
        return ok;
    }
    *(str_eq(name, S("--data")) ? &x->data : &x->workspace) = value;
    return value.n > 0;
}

/* False after saying what is wrong. */
static bool parse(struct asked *x, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    *x = (struct asked){
        .show = {.lang = lang_spoken(), .columns = reader_columns(), .color = reader_color()}};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(x, o.name, o.value)) {
            command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name), STR_ARG(o.value));
            return false;
        }
    if (o.failed)
        return false;
    bool live = x->data.n || x->workspace.n;
    if (o.file_count != (live ? 1 : 2)) {
        command_usage_error(self, "name two standards, or one and a workspace");
        return false;
    }
    x->file_count = o.file_count;
    for (i32 i = 0; i < o.file_count; i++)
        x->files[i] = o.files[i];
    return true;
}

static void print(struct buf *out, struct arena *a, const struct asked *x,
                  const struct diff_report *r)
{
    struct json j;
    if (!x->json) {
        diff_show(out, a, r, &x->show);
        return;
    }
    json_init(&j, out, 2);
    json_object(&j);
    diff_json(&j, a, x->show.lang, r);
    json_end(&j);
}

/* --- beside the version in force of a workspace
 * --------------------------------------------------- */

/* The newest edition of the process in a workspace. */
static const struct standard *in_force(const struct workspace *w, str process)
{
    for (i32 i = workspace_editions(w); i > 0; i--)
        if (str_eq(workspace_rules(w, i)->standard->process, process))
            return workspace_rules(w, i)->standard;
    return NULL;
}

static bool compare_live(struct arena *a, const struct live *live, const struct asked *x, str text,
                         struct buf *out, struct err *e)
{
    struct standard now;
    struct diags d;
    struct diff diff;
    struct diff_deal *deals;
    struct diff_report r = {.diff = &diff};
    diags_init(&d, a);
    if (!standard_read(&now, a, x->files[0], text, &d)) /* told with its places by who sent it */
        return err_set(e, ERR_INPUT, "%.*s", STR_ARG(d.list.v[0].message));
    const struct standard *before = in_force(live->workspace, now.process);
    if (!before)
        return err_set(e, ERR_INPUT, "the workspace has no edition of the process \"%.*s\"",
                       STR_ARG(now.process));
    r.deal_count = flight_gather(live->reader, a, before, &deals);
    r.deals = deals;
    if (!reader_check(live->reader, e))
        return false;
    standard_diff(&diff, a, before, &now);
    print(out, a, x, &r);
    return true;
}

static bool work_diff(const struct office *office, const struct errand *errand, struct buf *out,
                      struct err *e)
{
    struct arena a;
    struct asked x;
    struct live live = {0};
    *e = (struct err){0};
    if (!parse(&x, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    struct live_place at = {office, x.data, x.workspace};
    arena_init(&a, ARENA_BYTES);
    bool ok = live_open(&live, &at, false, e) && compare_live(&a, &live, &x, errand->given, out, e);
    live_close(&live);
    arena_release(&a);
    return ok;
}

/* --- two files
 * ------------------------------------------------------------------------------------- */

static bool compare_files(struct arena *a, const struct asked *x, struct err *e)
{
    struct standard read[2];
    struct diff d;
    struct diff_report r = {.diff = &d};
    struct buf out;
    for (i32 i = 0; i < 2; i++)
        if (!inputs_standard(&read[i], a, x->files[i], e))
            return false;
    standard_diff(&d, a, &read[0], &read[1]);
    buf_init(&out, OUTPUT_MAX);
    print(&out, a, x, &r);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return true;
}

static i32 run_diff(const struct command *self, i32 argc, char **argv)
{
    struct err e = {0};
    struct arena a;
    struct asked x;
    struct standard now;
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(&x, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    arena_init(&a, ARENA_BYTES);
    i32 code = 0;
    if (x.file_count == 2)
        code = compare_files(&a, &x, &e) ? 0 : command_fail(&e);
    else if (inputs_standard(&now, &a, x.files[0], &e) &&
             os_read_file(&errand.given, &a, x.files[0], STANDARD_BYTES_MAX, &e))
        code = office_run(x.data, &errand);
    else
        code = command_fail(&e);
    arena_release(&a);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("whose sellers and deals in flight it is counted for")},
    {"--format", "text|markdown|json",
     MESSAGE("for a screen (default), for a wiki, or for a program")},
    {"--width", MESSAGE("COLUMNS"), MESSAGE("of text, 40 to 100; default the terminal's, else 80")},
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {0},
};

const struct command cmd_diff = {
    .name = "diff",
    .summary = MESSAGE("what changes for whom from one standard to another"),
    .usage = MESSAGE("[BEFORE] AFTER [options]"),
    .options = options,
    .details = MESSAGE(
        "In words, under the stage where it is noticed: + asks for more, − for less. With a\n"
        "workspace, BEFORE is the version in force there, and it is said for how many sellers\n"
        "and deals in flight.\n"),
    .run = run_diff,
    .work = work_diff,
};
