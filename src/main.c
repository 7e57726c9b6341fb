/* main.c - picks the command. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/manual.h"
#include "server/commands.h"

static const struct command cmd_man; /* below: it prints this table */

static const struct command *const commands[] = {
    &cmd_serve,  &cmd_assess,   &cmd_learn,   &cmd_mine,     &cmd_map,    &cmd_convert,
    &cmd_check,  &cmd_show,     &cmd_diff,    &cmd_backtest, &cmd_effect, &cmd_proposal,
    &cmd_schema, &cmd_simulate, &cmd_import,  &cmd_publish,  &cmd_export, &cmd_workspace,
    &cmd_user,   &cmd_token,    &cmd_backup,  &cmd_restore,  &cmd_verify, &cmd_doctor,
    &cmd_limits, &cmd_man,      &cmd_version,
};

static void print_overview(struct buf *out)
{
    buf_fmt(out, "etalon %s: %s\n\n%s: etalon %s …\n\n", ETALON_VERSION,
            message("the master standard of how a company sells"), message("usage"),
            message("COMMAND"));
    for (i64 i = 0; i < LENGTH(commands); i++)
        buf_fmt(out, "  %-10s %s\n", commands[i]->name, message(commands[i]->summary));
    buf_fmt(out, "\n%s\n", message("etalon COMMAND --help tells more"));
}

static void print_help(struct buf *out, const struct command *c)
{
    buf_fmt(out, "etalon %s: %s\n\n%s: etalon %s %s\n", c->name, message(c->summary),
            message("usage"), c->name, message(c->usage));
    for (const struct option *o = c->options; o->name; o++)
        buf_fmt(out, "%s  %s%s%s\n      %s\n", o == c->options ? "\n" : "", o->name,
                o->value ? " " : "", o->value ? message(o->value) : "", message(o->about));
    if (c->details)
        buf_fmt(out, "\n%s", message(c->details));
}

/* `c` NULL: the overview of all. */
static i32 say_help(const struct command *c)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    if (c)
        print_help(&out, c);
    else
        print_overview(&out);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return 0;
}

/* --- the manual ----------------------------------------------------------------------------- */

static const struct command *find_command(str name)
{
    for (i64 i = 0; i < LENGTH(commands); i++)
        if (str_eq(name, str_c(commands[i]->name)))
            return commands[i];
    return NULL;
}

static bool print_manual(struct buf *out, const struct options *o, bool list, bool completion)
{
    const struct command *c = o->file_count ? find_command(o->files[0]) : NULL;
    if (list)
        for (i64 i = 0; i < LENGTH(commands); i++)
            // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the table has no hole
            buf_fmt(out, "%s\n", commands[i]->name);
    else if (completion)
        manual_completion(out, commands, LENGTH(commands));
    else if (c)
        manual_print(out, c);
    else
        manual_overview(out, commands, LENGTH(commands));
    return c || !o->file_count;
}

static i32 run_man(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct buf out;
    bool list = false, completion = false;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        *(str_eq(o.name, S("--list")) ? &list : &completion) = true;
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    buf_init(&out, 1 << 20);
    bool ok = o.file_count <= 1 && print_manual(&out, &o, list, completion);
    if (ok)
        os_write_out(buf_str(&out));
    buf_release(&out);
    return ok ? 0 : command_usage_error(self, "name one command");
}

static const struct option man_options[] = {
    {"--list", NULL, MESSAGE("the names of the commands")},
    {"--completion", NULL, MESSAGE("what bash completes a command line by")},
    {0},
};
static const struct command cmd_man = {
    .name = "man",
    .summary = MESSAGE("the manual page of a command, for man -l -"),
    .usage = MESSAGE("[COMMAND] [options]"),
    .options = man_options,
    .details = MESSAGE("Printed from the same table as --help, in the language that is spoken.\n"),
    .run = run_man,
};

static enum lang lang_of_environment(void)
{
    str locale = os_env("LC_ALL");
    if (!locale.n)
        locale = os_env("LC_MESSAGES");
    if (!locale.n)
        locale = os_env("LANG");
    return lang_of_locale(locale);
}

/* --lang is heard before anything is said: help and errors of usage follow it too. */
static void hear_lang(i32 argc, char **argv)
{
    enum lang lang;
    for (i32 i = 0; i < argc; i++) {
        str word = str_c(argv[i]);
        bool said = str_starts(word, S("--lang=")) ? lang_parse(str_sub(word, 7, word.n), &lang)
                                                   : str_eq(word, S("--lang")) && i + 1 < argc &&
                                                         lang_parse(str_c(argv[i + 1]), &lang);
        if (said)
            lang_speak(lang);
    }
}

static i32 unknown_command(str name)
{
    str names[LENGTH(commands)];
    for (i64 i = 0; i < LENGTH(commands); i++)
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the table has no hole
        names[i] = str_c(commands[i]->name);
    str near = diag_did_you_mean(name, names, LENGTH(commands));
    struct err e;
    err_set(&e, ERR_USAGE, "unknown command \"%.*s\"", STR_ARG(name));
    if (near.n)
        err_hint(&e, "did you mean %.*s?", STR_ARG(near));
    else
        err_hint(&e, "etalon --help lists the commands");
    return command_fail(&e);
}

static bool wants_help(i32 argc, char **argv)
{
    for (i32 i = 0; i < argc; i++)
        if (str_eq(str_c(argv[i]), S("--help")) || str_eq(str_c(argv[i]), S("-h")))
            return true;
    return false;
}

int main(int argc, char **argv)
{
    lang_speak(lang_of_environment());
    hear_lang(argc - 1, argv + 1);
    str name = argc > 1 ? str_c(argv[1]) : (str){0};
    if (argc < 2) {
        say_help(NULL);
        return err_exit_code(ERR_USAGE);
    }
    if (str_eq(name, S("--help")) || str_eq(name, S("-h")) || str_eq(name, S("help")))
        return say_help(argc > 2 ? find_command(str_c(argv[2])) : NULL);
    if (str_eq(name, S("--version")))
        name = S("version");
    if (str_eq(name, str_c(cmd_apart.name)))
        return cmd_apart.run(&cmd_apart, 0, NULL);
    const struct command *c = find_command(name);
    if (!c)
        return unknown_command(name);
    if (wants_help(argc - 2, argv + 2))
        return say_help(c);
    return c->run(c, argc - 2, argv + 2);
}
