#include "cli/command.h"

#include "base/os.h"

#include <stdarg.h>
#include <stdio.h>

void options_init(struct options *o, const struct command *command, i32 argc, char **argv)
{
    *o = (struct options){.command = command, .argc = argc, .argv = argv};
}

static const struct option *find_option(const struct command *command, str name)
{
    for (const struct option *o = command->options; o->name; o++)
        if (str_eq(str_c(o->name), name))
            return o;
    return NULL;
}

static bool fail(struct options *o, const char *what, str name)
{
    o->failed = true;
    command_usage_error(o->command, "%s %.*s", message(what), STR_ARG(name));
    return false;
}

static bool take_option(struct options *o, str word)
{
    bool has_value = str_cut(word, '=', &o->name, &o->value);
    const struct option *known = find_option(o->command, o->name);
    if (!known)
        return fail(o, MESSAGE("unknown option"), o->name);
    if (!known->value)
        return has_value ? fail(o, MESSAGE("no value goes with"), o->name) : true;
    if (!has_value) {
        if (o->at == o->argc)
            return fail(o, MESSAGE("a value must follow"), o->name);
        o->value = str_c(o->argv[o->at++]);
    }
    return true;
}

/* --lang, which every command takes and main has heard already; commands that list it among
 * their options see it as any other. */
static bool is_heard(struct options *o, str word)
{
    enum lang lang;
    str name, value;
    bool has_value = str_cut(word, '=', &name, &value);
    if (!str_eq(name, S("--lang")) || find_option(o->command, name))
        return false;
    if (!has_value && o->at < o->argc)
        value = str_c(o->argv[o->at++]);
    if (!lang_parse(value, &lang)) {
        o->failed = true;
        command_usage_error(o->command, "%.*s cannot be \"%.*s\": %s", STR_ARG(name),
                            STR_ARG(value), message("en or fr"));
    }
    return true;
}

bool option_next(struct options *o)
{
    while (o->at < o->argc && !o->failed) {
        str word = str_c(o->argv[o->at++]);
        if (is_heard(o, word))
            continue;
        if (word.n > 1 && word.p[0] == '-')
            return take_option(o, word);
        if (o->file_count == LENGTH(o->files))
            return fail(o, MESSAGE("too many files, from"), word);
        o->files[o->file_count++] = word;
    }
    return false;
}

bool options_text_or_json(struct options *o, bool *json)
{
    while (option_next(o)) {
        *json = str_eq(o->value, S("json"));
        if (!*json && !str_eq(o->value, S("text"))) {
            command_usage_error(o->command, "%.*s cannot be \"%.*s\"", STR_ARG(o->name),
                                STR_ARG(o->value));
            return false;
        }
    }
    return !o->failed;
}

i64 option_verb(const struct options *o, const char *const *names, i64 stride, i64 n)
{
    for (i64 i = 0; i < n && o->file_count; i++) {
        const char *const *name = (const void *)((const char *)names + i * stride);
        if (str_eq(o->files[0], str_c(*name)))
            return i;
    }
    return -1;
}

i32 command_fail(const struct err *e)
{
    struct buf out;
    buf_init(&out, 4096);
    buf_fmt(&out, "etalon: %s\n", e->text);
    if (e->hint[0])
        buf_fmt(&out, "%s: %s\n", message("hint"), e->hint);
    os_write_err(buf_str(&out));
    buf_release(&out);
    return err_exit_code(e->code);
}

i32 command_usage_error(const struct command *self, const char *format, ...)
{
    struct err e;
    char text[ERR_TEXT_MAX];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, message(format), list);
    va_end(list);
    err_set(&e, ERR_USAGE, "%s: %s", self->name, text);
    err_hint(&e, "etalon %s --help", self->name);
    return command_fail(&e);
}
