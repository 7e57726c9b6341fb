/* etalon show: a standard as a person reads it. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/reader.h"
#include "report/show.h"
#include "standard/check.h"
#include "standard/read.h"

enum { OUTPUT_MAX = 64 << 20, ARENA_BYTES = 1 << 30 };

static bool set_width(struct show_options *show, str value)
{
    i64 columns = 0;
    if (!str_to_i64(value, &columns) || columns < TERM_COLUMNS_MIN || columns > TERM_COLUMNS_MAX)
        return false;
    show->columns = (i32)columns;
    return true;
}

static bool set_form(struct show_options *show, str value)
{
    show->form = str_eq(value, S("markdown")) ? SHEET_MARKDOWN : SHEET_TEXT;
    return show->form == SHEET_MARKDOWN || str_eq(value, S("text"));
}

static bool set_color(struct show_options *show, str value)
{
    if (str_eq(value, S("auto")))
        return true;
    show->color = str_eq(value, S("always"));
    return show->color || str_eq(value, S("never"));
}

static bool set_option(struct show_options *show, str name, str value)
{
    if (str_eq(name, S("--lang")))
        return lang_parse(value, &show->lang);
    if (str_eq(name, S("--width")))
        return set_width(show, value);
    if (str_eq(name, S("--format")))
        return set_form(show, value);
    return set_color(show, value);
}

/* The errors alone, as `etalon check` prints them. */
static i32 refuse(const struct diags *d, str file, str source)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    for (i64 i = 0; i < d->list.n; i++) {
        if (d->list.v[i].severity != DIAG_ERROR)
            continue;
        diag_print(&out, &d->list.v[i], source, false);
        buf_char(&out, '\n');
    }
    os_write_err(buf_str(&out));
    buf_release(&out);
    struct err e;
    err_set(&e, ERR_INPUT, "%.*s has errors and cannot be shown", STR_ARG(file));
    return command_fail(&e);
}

static i32 show_file(struct arena *a, str file, const struct show_options *show)
{
    struct standard standard;
    struct diags d;
    struct err e = {0};
    str source;
    diags_init(&d, a);
    if (!os_read_file(&source, a, file, STANDARD_BYTES_MAX, &e))
        return command_fail(&e);
    bool sound = standard_read(&standard, a, file, source, &d);
    if (standard.at.line)
        standard_check(&standard, &d);
    diags_sort(&d);
    if (!sound || d.count[DIAG_ERROR])
        return refuse(&d, file, source);
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    show_standard(&out, a, &standard, show);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return 0;
}

static i32 run_show(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct show_options show = {
        .lang = lang_spoken(), .columns = reader_columns(), .color = reader_color()};
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!set_option(&show, o.name, o.value))
            return command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name),
                                       STR_ARG(o.value));
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (o.file_count != 1)
        return o.file_count ? command_usage_error(self, "one file at a time")
                            : command_usage_error(self, "which file?");
    struct arena a;
    arena_init(&a, ARENA_BYTES);
    i32 code = show_file(&a, o.files[0], &show);
    arena_release(&a);
    return code;
}

static const struct option options[] = {
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {"--format", "text|markdown",
     MESSAGE("text for a screen or paper; markdown to paste in a wiki")},
    {"--width", MESSAGE("COLUMNS"), MESSAGE("of text, 40 to 100; default the terminal's, else 80")},
    {"--color", "auto|always|never", MESSAGE("auto: on a terminal, unless NO_COLOR is set")},
    {0},
};

const struct command cmd_show = {
    .name = "show",
    .summary = MESSAGE("print a standard for people to read"),
    .usage = MESSAGE("FILE [options]"),
    .options = options,
    .details =
        MESSAGE("Titles that are missing in the language asked for are shown in the other one.\n"
                "A standard with errors is refused, with its errors as etalon check prints them.\n"
                "To print it on paper:  etalon show FILE | lp\n"),
    .run = run_show,
};
