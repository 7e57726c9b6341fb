/* manual.h - what is printed from the table of commands beside --help: manual pages in roff, and
 * what a shell needs to complete a command line. A fact is typed once, in the table. */
#pragma once

#include "cli/command.h"

/* The page of one command: "etalon-serve(1)". In the language that is spoken. */
void manual_print(struct buf *out, const struct command *c);
/* The page of the program: "etalon(1)", with a line for each command. */
void manual_overview(struct buf *out, const struct command *const *commands, i64 n);
/* A function for bash. */
void manual_completion(struct buf *out, const struct command *const *commands, i64 n);
