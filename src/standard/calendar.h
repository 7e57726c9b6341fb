/* calendar.h - working time: which moments of a zone's days, hours and holidays count for
 * a clock ("accept within 4 working hours"). Zones are read from the bytes of a TZif file
 * (RFC 8536, version 2 and later, with the rule of its footer for the years to come); who
 * opens the file is the caller. Moments are UTC milliseconds everywhere else.
 *
 * Local hours that a change of clock skips are no working time; hours that it repeats
 * count once each time they happen, as they do for whoever works them. */
#pragma once

#include "standard/standard.h"

/* One rule of a POSIX TZ footer: the change on day `weekday` of `week` of `month`. */
struct zone_change {
    enum { ZONE_MONTH, ZONE_JULIAN, ZONE_DAY } form; /* Mm.w.d, Jn, n */
    i32 month, week, weekday, day;
    i32 at_s; /* of the local day, may be negative or above 24 h */
};

struct zone {
    i64 count;
    const i64 *at_s;     /* moments of change, UTC seconds, rising */
    const i32 *offset_s; /* count + 1: east of UTC; [0] before the first change */
    bool has_footer, has_summer;
    i32 standard_s, summer_s; /* offsets after the last change */
    struct zone_change to_summer, to_standard;
};

/* Reads `tzif` into `z`, tables in `a`. Empty bytes are UTC. Fails on anything else that
 * is not a sound TZif file. */
MUST_CHECK bool zone_parse(struct zone *z, struct arena *a, str tzif, struct err *e);

/* Milliseconds to add to UTC for local time at the moment `at_ms`. */
i64 zone_offset_ms(const struct zone *z, i64 at_ms);

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
/* Milliseconds of one working day as the hours are written. */
i64 calendar_day_ms(const struct calendar *c);
enum { CALENDAR_YEARS_MAX = 20 };
/* Working time in [from_ms, to_ms); 0 when to_ms <= from_ms. Cost: one step per day,
 * at most CALENDAR_YEARS_MAX years of them; what lies beyond is not counted. */
i64 calendar_between(const struct calendar *c, i64 from_ms, i64 to_ms);
/* The first moment at which `work_ms` of working time have passed since `from_ms`;
 * INT64_MAX when that takes more than CALENDAR_YEARS_MAX years or nothing ever works. */
i64 calendar_add(const struct calendar *c, i64 from_ms, i64 work_ms);
