/* validate.h - the parts of script/validate. Each prints its table and PASS or FAIL. */
#pragma once

#include "base/base.h"

enum { SEED_FIRST = 1000 }; /* never used while something was built */

/* STATISTICS 5: false findings and power of what learn/practices.h finds, beside what one finds
 * who looks back from the end. */
bool validate_practices(struct arena *a);
/* STATISTICS 6: what a revision did; runs are drawn from seeds that development never used. */
bool validate_revise(struct arena *a);
