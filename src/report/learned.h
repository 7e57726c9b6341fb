/* learned.h - what a history teaches, found once for every way to read it: what goes with
 * winning, what became of deals off the standard, whether the gates tell anything, how deals end
 * without a decision, what kinds of deals do differently. For a screen, a program, or a page; the
 * same facts, the same bytes. docs/learn.md. */
#pragma once

#include "measure/undecided.h"
#include "report/terminal.h"
#include "report/text_learn.h"

enum { LEARNED_CONTRASTS_MAX = 8 };

/* Bits of enum json_part: JSON_PRACTICES … JSON_COMPARE; 0 is all. */
struct learned_options {
    u32 parts;
    i64 horizon_days;
    str segment;                      /* empty: "segment" */
    const struct landmark *landmarks; /* landmark_count of them; 0: by the rule */
    i64 landmark_count;
    const str *by; /* columns that kinds of deals are told by; 0: outcome, version, period */
    i64 by_count;
    i64 days;         /* of contrasts: -1 by the rule */
    str tzif;         /* zone file of the standard's calendar */
    bool stages_only; /* contrasts: stages alone */
};

struct learned {
    u32 parts;
    struct practices practices;
    bool has_standard;
    const struct rules *rules; /* of the standard, when there is one */
    struct conduct conduct;
    struct undecided undecided;
    i64 contrast_count;
    struct contrast contrast[LEARNED_CONTRASTS_MAX];
    struct contrast_options contrast_options[LEARNED_CONTRASTS_MAX];
};

/* Everything lives in `a`. `standard` may be NULL. Fails for a standard that does not compile and
 * for a column that was asked for and is not there (ERR_USAGE). */
MUST_CHECK bool learned_find(struct learned *l, struct arena *a, const struct history *h,
                             const struct standard *standard, const struct learned_options *o,
                             struct err *e);

/* Each writes what `l->parts` says; `report` has no answers and no process; scratch in `a`. */
void learned_terminal(struct buf *out, struct arena *a, const struct learned *l,
                      const struct report *report, const struct terminal_options *options);
void learned_json(struct buf *out, struct arena *a, const struct learned *l,
                  const struct report *report);
void learned_html(struct buf *out, struct arena *a, const struct learned *l,
                  const struct report *report);
