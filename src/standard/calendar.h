/* calendar.h - working time: which moments of a zone's days, hours and holidays count for
 * a clock ("accept within 4 working hours"). Moments are UTC milliseconds.
 *
 * Local hours that a change of clock skips are no working time; hours that it repeats
 * count each time they happen, as they do for whoever works them. */
#pragma once

#include "standard/standard.h"
#include "standard/zone.h"

struct calendar {
    struct zone zone;
    u32 days; /* mask, bit 0 Monday */
    i32 from_minute, to_minute;
    const i64 *holidays; /* days since 1970, rising */
    i64 holiday_count;
};

/* A standard without a calendar works Monday to Friday, 9:00 to 17:00, UTC. */
MUST_CHECK bool calendar_init(struct calendar *c, struct arena *a, const struct calendar_rule *rule,
                              str tzif, struct err *e);

/* The local day (since 1970) at a moment. */
i64 calendar_today(const struct calendar *c, i64 at_ms);
/* The first moment of a local day; INT64_MAX for one outside the years 1 to 9999. */
i64 calendar_day_begins(const struct calendar *c, i64 day);
/* Milliseconds of one working day as the hours are written. */
i64 calendar_day_ms(const struct calendar *c);
enum { CALENDAR_YEARS_MAX = 20 };
/* Working time in [from_ms, to_ms); 0 when to_ms <= from_ms. Cost: one step per day,
 * at most CALENDAR_YEARS_MAX years of them; what lies beyond is not counted. */
i64 calendar_between(const struct calendar *c, i64 from_ms, i64 to_ms);
/* The first moment at which `work_ms` of working time have passed since `from_ms`;
 * INT64_MAX when that takes more than CALENDAR_YEARS_MAX years or nothing ever works. */
i64 calendar_add(const struct calendar *c, i64 from_ms, i64 work_ms);
