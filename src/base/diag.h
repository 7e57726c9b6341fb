/* diag.h - a person wrote something we cannot accept: every problem, each with its file,
 * line, column and a hint. One printer makes the caret text of the terminal; the JSON form
 * is format/json_diag.h; the editor squiggles come from the same list. */
#pragma once

#include "base/buf.h"
#include "base/str.h"
#include "base/vec.h"

enum diag_severity { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct place {
    i32 line;   /* from 1; 0: the whole file */
    i32 column; /* from 1, in characters */
    i32 length; /* characters to mark, at least 1 */
};

struct diag {
    enum diag_severity severity;
    const char *code; /* stable, for scripts: "unknown-key" */
    str file;
    struct place at;
    str message;
    str hint; /* empty: none */
};

enum { DIAGS_MAX = 1000 }; /* past it only the counts go on */

struct diags {
    struct arena *arena; /* where messages live */
    str file;            /* of the problems to come */
    VEC(struct diag) list;
    i64 count[3]; /* by severity, also those not kept */
};

void diags_init(struct diags *d, struct arena *a);

/* Adds one problem of `d->file`; returns it so that a hint can be added, NULL when full. */
struct diag *diag_add(struct diags *d, enum diag_severity severity, const char *code,
                      struct place at, const char *format, ...) PRINTF_LIKE(5, 6);
void diag_hint(struct diags *d, struct diag *added, const char *format, ...) PRINTF_LIKE(3, 4);

/* By file, then place, then text; stable. */
void diags_sort(struct diags *d);

/* One problem with its source line and caret. `source` is the whole file, or empty.
 * Control characters of the file are shown, never sent to the terminal. */
void diag_print(struct buf *out, const struct diag *d, str source, bool color);

const char *diag_severity_name(enum diag_severity severity);

/* The word of `words` nearest to `word`, if near enough to be a slip; else empty. */
str diag_did_you_mean(str word, const str *words, i64 n);
