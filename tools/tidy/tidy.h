/* tidy.h - what a compiler does not keep: the ranks of the rooms, functions that have a
 * better replacement here, sizes, and the headers' first comment. Reads text line by line,
 * knows C only as far as strings and comments. Pure: takes a file's text, gives problems. */
#pragma once

#include "base/base.h"

/* Reports every breach of `path` (relative to the root, "src/base/str.c") to `d`. An
 * exception stands in the source on the line of the breach, or on the line above:
 *     tidy: allow RULE: why
 * in a comment, and is itself a breach when nothing on those lines needs it. */
void tidy_file(struct diags *d, str path, str text);
