/* trial.h - who gets the new version in a trial: deals within each seller, or whole sellers. By
 * Efron's biased coin within a stratum (1971): the arm that is behind gets two chances of three, so
 * that arms stay alike and every assignment stays open. The probability is stored with the
 * assignment: effect.h relies on it.
 *
 * Pure: what is drawn follows from the seed of the trial, the stratum and the number of assignments
 * before it, so that nobody can try again for a better draw. */
#pragma once

#include "base/str.h"

enum trial_unit { TRIAL_DEALS, TRIAL_SELLERS, TRIAL_UNITS };
const char *trial_unit_id(enum trial_unit u);
MUST_CHECK bool trial_unit_parse(str s, enum trial_unit *out);

struct trial_draw {
    bool now;      /* the new version */
    i32 per_mille; /* probability of the new version, in thousandths: 333, 500 or 667 */
};

/* The next of a stratum in which `before` were assigned, `before_now` of them to the new version.
 */
struct trial_draw trial_assign(u64 seed, i64 stratum, i64 before, i64 before_now);
