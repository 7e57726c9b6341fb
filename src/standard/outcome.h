/* outcome.h - how a deal can end. The order is that of ../docs/GLOSSARY.md and of every
 * table we print; the survival functions use 1 won, 2 lost, 3 no decision as causes. */
#pragma once

#include "base/base.h"

enum outcome {
    OUTCOME_OPEN,
    OUTCOME_WON,
    OUTCOME_LOST,        /* the buyer chose somebody else, or said no */
    OUTCOME_NO_DECISION, /* the buyer decided nothing: status quo or indecision */
    OUTCOME_WALKED,      /* we withdrew */
    OUTCOME_INVALID,     /* duplicate, test: in no rate */
    OUTCOME_COUNT,
};

/* "won", "lost", "no-decision", "walked", "invalid", "open": as in the files. */
const char *outcome_id(enum outcome o);
MUST_CHECK bool outcome_parse(str s, enum outcome *out);
