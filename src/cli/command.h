/* command.h - a command of the program is one file and one row of the table in main.c.
 * --help, the manual pages and the completion come from that row. */
#pragma once

#include "base/base.h"

struct option {
    const char *name;  /* "--format" */
    const char *value; /* what follows it, "text|json|html"; NULL: nothing follows */
    const char *about;
};

struct office;
struct errand;
struct command {
    const char *name;             /* "assess" */
    const char *summary;          /* one line */
    const char *usage;            /* after the name: "FILE… [options]" */
    const struct option *options; /* ended by a row without a name */
    const char *details;          /* paragraphs for --help; may be NULL */
    i32 (*run)(const struct command *self, i32 argc, char **argv); /* exit code */
    /* Of a command that works on a data folder (office.h): what it does there, what it says to
     * `out`; false with the reason in `e`. */
    bool (*work)(const struct office *office, const struct errand *errand, struct buf *out,
                 struct err *e);
    i32 files;        /* how many open files it wants with it (struct errand) */
    bool stands_back; /* in the server it runs only while nobody else wants the processor */
};

/* One pass over a command's arguments. `option_next` gives each option of the command's
 * table in turn with its value ("--map M" and "--map=M" alike), then false. What is not an
 * option lands in `files`. A wrong option sets `failed` after saying so on standard error. */
struct options {
    const struct command *command;
    i32 argc, at;
    char **argv;
    str name, value; /* of the option just given */
    str files[1024];
    i32 file_count;
    bool failed;
};
void options_init(struct options *o, const struct command *command, i32 argc, char **argv);
bool option_next(struct options *o);
/* All of them, for a command whose only option is "--format text|json"; `json` stays when it is
 * not given. False after saying what is wrong. */
MUST_CHECK bool options_text_or_json(struct options *o, bool *json);

/* Which of `n` names the first word is, -1: none. The names are the first members of rows of
 * `stride` bytes. */
i64 option_verb(const struct options *o, const char *const *names, i64 stride, i64 n);

/* Says on standard error what is wrong, with the hint; returns the exit code. */
i32 command_fail(const struct err *e);
i32 command_usage_error(const struct command *self, const char *format, ...) PRINTF_LIKE(2, 3);
