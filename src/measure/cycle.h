/* cycle.h - length of closed deals in calendar days, from entry to close, as a CRM would
 * show it. Biased short while deals are open: `struct time_to` is the honest one. */
#pragma once

#include "measure/rate.h"

struct cycle {
    enum standing standing;
    struct spread won, lost, no_decision, all;
    i64 left_out; /* closed deals without usable dates */
};
