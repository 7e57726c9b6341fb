/* amend.h - the next version of a standard out of the text of the last, changed in one place: what
 * becomes of a finding, a deviation or an objection when somebody turns it into a proposal. The
 * text stays what its author wrote, comments and all; only the lines concerned are others. The
 * caller reads and checks the result as any draft. */
#pragma once

#include "standard/standard.h"

struct amendment {
    i32 milestone; /* of `s`: gets another grade; -1: none */
    enum grade grade;
    i32 stage;         /* gets a milestone more, of that grade; -1: none */
    str title;         /* of it */
    str why, evidence; /* for `changes` */
};

/* The text into `out`, with an id for the new milestone that nothing else has (*id, in `a`).
 * False: the place was not found in the text. */
MUST_CHECK bool standard_amend(struct buf *out, struct arena *a, const struct standard *s,
                               str source, const struct amendment *change, str *id);
