/* effect.h - the effect of an edition as it is known now, for the files of this room. */
#pragma once

#include "api/parts.h"
#include "report/effect.h"
#include "workspace/proposal.h"

struct edition_effect {
    struct effect effect;
    struct effect_report report;
};
enum { EFFECT_HORIZON_DAYS = 90, EFFECT_HORIZON_MAX = 3650 };

/* The proposal that published the edition; number 0: none did. */
void effect_proposal(struct call *c, struct reader *r, i32 edition, struct proposal *out);
/* Against the edition before it; `p` its proposal. False when it follows none. */
bool effect_of_edition(struct call *c, struct reader *r, i32 edition, const struct proposal *p,
                       i64 horizon_days, struct edition_effect *out);
