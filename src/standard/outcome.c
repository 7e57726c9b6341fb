#include "standard/outcome.h"

static const char *const ids[OUTCOME_COUNT] = {
    [OUTCOME_OPEN] = "open",     [OUTCOME_WON] = "won",
    [OUTCOME_LOST] = "lost",     [OUTCOME_NO_DECISION] = "no-decision",
    [OUTCOME_WALKED] = "walked", [OUTCOME_INVALID] = "invalid",
};

const char *outcome_id(enum outcome o)
{
    return ids[o];
}

bool outcome_parse(str s, enum outcome *out)
{
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        if (str_eq(s, str_c(ids[o]))) {
            *out = (enum outcome)o;
            return true;
        }
    return false;
}
