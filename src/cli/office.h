/* office.h - where a command that works on a data folder works: in the server that has the folder
 * open, if one does, else here, on the files. The command is the same function on both ways
 * (struct command, `work`); what it needs of the folder is an office.
 *
 * `work` fails with an empty text when what it said to `out` tells all; the exit code is 1 then.
 *
 * office_run looks for the server's socket, sends the words of the command line (and what was
 * read for it: a password) and prints what comes back; without a server it calls `work` with an
 * office of its own. */
#pragma once

#include "accounts/people.h"
#include "cli/command.h"

struct shelf;

struct office {
    const char *folder;
    struct accounts *accounts; /* NULL: the command opens them when it wants them */
    struct shelf *shelf;       /* of the server; NULL: nobody has a workspace open */
    i64 now_ms;
};

/* One command on its way. */
struct errand {
    const struct command *command;
    i32 argc;
    char **argv;
    str given; /* what was read for it where it was typed */
};

/* The exit code, after everything was printed. `folder` is what --data said. */
i32 office_run(str folder, const struct errand *errand);

/* In the server: hears one command and answers it. `commands` ends with NULL. */
void office_answer(i64 handle, const struct office *office, const struct command *const *commands);

#define OFFICE_SOCKET "etalon.sock"
