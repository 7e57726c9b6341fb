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
#include "base/local.h"
#include "cli/command.h"

struct shelf;
struct opened;

/* A workspace that the server has open, held for a command. */
struct office_hold {
    struct opened *opened;
    struct workspace *workspace;
    struct reader *reader;
};

struct office {
    const char *folder;
    struct accounts *accounts; /* NULL: the command opens them when it wants them */
    struct shelf *shelf;       /* of the server; NULL: nobody has a workspace open */
    i64 now_ms;
    /* In the server: one of its workspaces; `create`: made when it is missing. NULL: live.h opens
     * the file. */
    bool (*take)(const struct office *office, str id, bool create, struct office_hold *hold,
                 struct err *e);
    void (*give)(struct office_hold *hold);
    /* What takes long asks now and then: false when the server stops or nobody waits for the
     * answer any more. NULL: always wanted. */
    bool (*wanted)(void *context);
    void *context;
};
bool office_is_wanted(const struct office *office);

/* One command on its way. */
struct errand {
    const struct command *command;
    i32 argc;
    char **argv;
    str given; /* what was read for it where it was typed */
    /* Files opened where it was typed, to be read or written in: exactly as many as the command
     * says (struct command, `files`). */
    struct local_files files;
    struct buf *talk; /* what `work` has for standard error, before what failed */
};

/* The exit code, after everything was printed. `folder` is what --data said. */
i32 office_run(str folder, const struct errand *errand);
/* The same without the end: false with `e` set, its text empty when everything was said. */
MUST_CHECK bool office_do(str folder, const struct errand *errand, struct err *e);
/* Only asks: false when no server is there; else `ok` and `e` are what came of it. */
bool office_ask(str folder, const struct errand *errand, bool *ok, struct err *e);

/* In the server: hears one command and answers it. `commands` ends with NULL. */
void office_answer(i64 handle, const struct office *office, const struct command *const *commands);

#define OFFICE_SOCKET "etalon.sock"
