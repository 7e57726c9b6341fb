/* etalon check: every problem of a standard, with its place and what to do. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/reader.h"
#include "format/json_diag.h"
#include "standard/check.h"
#include "standard/read.h"

enum { OUTPUT_MAX = 64 << 20, ARENA_BYTES = 1 << 30 };

struct checked {
    struct standard standard;
    str source;
};

struct check_run {
    struct arena arena;
    struct diags diags;
    struct checked *files;
    i32 file_count;
    bool json, color, strict;
};

static bool set_color(struct check_run *run, str value)
{
    if (str_eq(value, S("auto")))
        return true;
    run->color = str_eq(value, S("always"));
    return run->color || str_eq(value, S("never"));
}

static bool set_format(struct check_run *run, str value)
{
    run->json = str_eq(value, S("json"));
    return run->json || str_eq(value, S("text"));
}

static bool parse_options(struct options *o, struct check_run *run)
{
    while (option_next(o)) {
        bool known = true;
        enum lang lang; /* main heard it before anything was said */
        if (str_eq(o->name, S("--strict")))
            run->strict = true;
        else if (str_eq(o->name, S("--lang")))
            known = lang_parse(o->value, &lang);
        else
            known = str_eq(o->name, S("--format")) ? set_format(run, o->value)
                                                   : set_color(run, o->value);
        if (!known) {
            command_usage_error(o->command, "%.*s cannot be \"%.*s\"", STR_ARG(o->name),
                                STR_ARG(o->value));
            return false;
        }
    }
    return !o->failed;
}

/* The version that `now` follows, when it is among the files: then the mapping from one to
 * the other is checked too. */
static const struct standard *find_before(const struct check_run *run, const struct standard *now)
{
    for (i32 i = 0; i < run->file_count; i++) {
        const struct standard *s = &run->files[i].standard;
        if (s != now && now->changes.known && s->process.n && str_eq(s->process, now->process) &&
            s->version == now->changes.from_version)
            return s;
    }
    return NULL;
}

static void check_all(struct check_run *run)
{
    for (i32 i = 0; i < run->file_count; i++) {
        const struct standard *s = &run->files[i].standard;
        const struct standard *before = find_before(run, s);
        if (s->at.line)
            standard_check(s, &run->diags);
        if (before && s->sound && before->sound)
            standard_check_change(before, s, &run->diags);
    }
    diags_sort(&run->diags);
}

static void put_count(struct buf *out, i64 n, const char *word)
{
    bool one = n == 1 || (n == 0 && lang_spoken() == LANG_FR); /* "0 erreur" */
    buf_fmt(out, "%lld %s%s", (long long)n, word, one ? "" : "s");
}

static void print_text(struct buf *out, const struct check_run *run)
{
    const struct diags *d = &run->diags;
    for (i64 i = 0; i < d->list.n; i++) {
        str source = {0};
        for (i32 f = 0; f < run->file_count; f++)
            if (str_eq(run->files[f].standard.file, d->list.v[i].file))
                source = run->files[f].source;
        diag_print(out, &d->list.v[i], source, run->color);
        buf_char(out, '\n');
    }
    if (d->count[DIAG_ERROR] + d->count[DIAG_WARNING] + d->count[DIAG_NOTE] > d->list.n)
        buf_fmt(out, message("… and more: only %d are shown\n\n"), DIAGS_MAX);
    put_count(out, run->file_count, message("file"));
    buf_put(out, lang_spoken() == LANG_FR ? S(" : ") : S(": "));
    put_count(out, d->count[DIAG_ERROR], message("error"));
    buf_put(out, S(", "));
    put_count(out, d->count[DIAG_WARNING], message("warning"));
    buf_put(out, S(", "));
    put_count(out, d->count[DIAG_NOTE], message("note"));
    buf_char(out, '\n');
}

static void print_json(struct buf *out, const struct check_run *run)
{
    static const char *const names[] = {"notes", "warnings", "errors"};
    struct json j;
    json_init(&j, out, 2);
    json_object(&j);
    json_key(&j, S("files"));
    json_i64(&j, run->file_count);
    for (i32 severity = DIAG_ERROR; severity >= DIAG_NOTE; severity--) {
        json_key(&j, str_c(names[severity]));
        json_i64(&j, run->diags.count[severity]);
    }
    json_key(&j, S("problems"));
    json_diags(&j, &run->diags);
    json_end(&j);
}

/* One file that cannot be read does not hide the problems of the others. */
static void report_unreadable(struct check_run *run, struct checked *c, str file,
                              const struct err *e)
{
    c->standard.file = run->diags.file = file;
    struct diag *d =
        diag_add(&run->diags, DIAG_ERROR, "unreadable", (struct place){0}, "%s", e->text);
    if (e->hint[0])
        diag_hint(&run->diags, d, "%s", e->hint);
}

static i32 check_files(struct check_run *run, const struct options *o)
{
    run->files = arena_array(&run->arena, struct checked, o->file_count);
    for (i32 i = 0; i < o->file_count; i++) {
        struct err e = {0};
        struct checked *c = &run->files[i];
        run->file_count++;
        if (!os_read_file(&c->source, &run->arena, o->files[i], STANDARD_BYTES_MAX, &e)) {
            report_unreadable(run, c, o->files[i], &e);
            continue;
        }
        if (!standard_read(&c->standard, &run->arena, o->files[i], c->source, &run->diags))
            continue; /* check_all says what else can be said */
    }
    check_all(run);
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    if (run->json)
        print_json(&out, run);
    else
        print_text(&out, run);
    os_write_out(buf_str(&out));
    buf_release(&out);
    bool fails = run->diags.count[DIAG_ERROR] || (run->strict && run->diags.count[DIAG_WARNING]);
    return fails ? 1 : 0;
}

static i32 run_check(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct check_run run = {.color = reader_color()};
    options_init(&o, self, argc, argv);
    if (!parse_options(&o, &run))
        return err_exit_code(ERR_USAGE);
    if (o.file_count == 0)
        return command_usage_error(self, "name at least one file");
    arena_init(&run.arena, ARENA_BYTES);
    diags_init(&run.diags, &run.arena);
    i32 code = check_files(&run, &o);
    arena_release(&run.arena);
    return code;
}

static const struct option options[] = {
    {"--format", "text|json", MESSAGE("how problems are written; text has the line and a caret")},
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {"--strict", NULL, MESSAGE("warnings fail too; notes never do")},
    {"--color", "auto|always|never", MESSAGE("auto: on a terminal, unless NO_COLOR is set")},
    {0},
};

const struct command cmd_check = {
    .name = "check",
    .summary = MESSAGE("report every problem of a standard"),
    .usage = MESSAGE("FILE… [options]"),
    .options = options,
    .details =
        MESSAGE("Exit code: 0 when no error was found (warnings and notes may have been), 1 when\n"
                "there was one or a file cannot be read, 2 when the command line is wrong.\n\n"
                "When a file says under changes which version it follows, and that version is\n"
                "among the files, the mapping of ids from one to the other is checked too:\n"
                "  etalon check before.yaml after.yaml\n"),
    .run = run_check,
};
