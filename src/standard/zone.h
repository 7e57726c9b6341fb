/* zone.h - a time zone: how far its clocks stand from UTC at every moment. Read from the
 * bytes of a TZif file (RFC 8536, any version; the rule of its footer serves the years to
 * come); who opens the file is the caller. Once read it never changes. */
#pragma once

#include "base/base.h"

/* When a year changes its clocks, by the footer: "M3.5.0", "J60", "59". */
enum zone_day_form { ZONE_WEEKDAY, ZONE_JULIAN, ZONE_DAY };
struct zone_day {
    enum zone_day_form form;
    i32 month, week, weekday; /* week 5: the last; weekday 0 Sunday */
    i32 day;                  /* of the year: 1-365 without 29 February, or 0-365 */
    i32 at_s;                 /* of that local day; may be negative or above 24 h */
};

struct zone {
    i64 count;
    const i64 *at_s;     /* moments of change, UTC seconds, rising */
    const i32 *offset_s; /* count + 1: seconds east of UTC; [0] before the first change */
    bool has_footer, has_summer;
    i32 winter_s, summer_s; /* offsets by the footer, after the last change */
    struct zone_day to_summer, to_winter;
};

/* Reads `tzif` into `z`, tables in `a`. Empty bytes are UTC. */
MUST_CHECK bool zone_parse(struct zone *z, struct arena *a, str tzif, struct err *e);

/* Milliseconds to add to UTC for local time at the moment `at_ms`. */
i64 zone_offset_ms(const struct zone *z, i64 at_ms);

/* The first moment after `at_ms` from which the offset may differ; INT64_MAX: never. */
i64 zone_next_change_ms(const struct zone *z, i64 at_ms);
