/* show.h - a standard as a person reads it, pins it to a wall or pastes it in a wiki: what
 * it is and how strict, the path of the buyer, each stage with its milestones and plays,
 * hand-offs, outcomes, indicators, how it is kept alive, what changed. */
#pragma once

#include "report/sheet.h"
#include "report/text.h"
#include "standard/standard.h"

struct show_options {
    enum lang lang; /* titles that are missing in it are shown in the other one */
    enum sheet_form form;
    i32 columns; /* of text; within term.h's limits */
    bool color;
};

/* Writes `standard`, which `check` found without errors, to `out`; scratch in `a`. The same
 * standard and options give the same bytes. */
void show_standard(struct buf *out, struct arena *a, const struct standard *standard,
                   const struct show_options *options);
