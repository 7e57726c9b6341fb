/* diff.h - what changes for whom from one standard to another, in words: the rows of
 * standard/diff.h under the stage where they are noticed, with how many sellers and deals in
 * flight stand before it where that is known. For a screen, a wiki, or a program. */
#pragma once

#include "format/json.h"
#include "report/show.h"
#include "standard/diff.h"

/* A deal in flight: where it stands in the standard before, and whose it is. */
struct diff_deal {
    i32 stage;
    u32 owner;
};

struct diff_report {
    const struct diff *diff;
    const struct diff_deal *deals; /* NULL: nobody asked a workspace */
    i64 deal_count;
};

/* Deals that have the leaving of `stage` (of the later standard) still before them, and whose
 * they are; -1: all. */
struct diff_reach {
    i64 deals, sellers;
};
struct diff_reach diff_reach(const struct diff_report *r, struct arena scratch, i32 stage);

/* One row, as a sentence without its stage. */
str diff_sentence(struct arena *a, enum lang lang, const struct diff *d,
                  const struct diff_row *row);

/* The same bytes for the same input; scratch in `a`. */
void diff_show(struct buf *out, struct arena *a, const struct diff_report *r,
               const struct show_options *options);
/* Members of an object that is open: from, to, stricter, lighter, rows. */
void diff_json(struct json *j, struct arena *a, enum lang lang, const struct diff_report *r);
