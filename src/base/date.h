/* date.h - the civil calendar (proleptic Gregorian), all in UTC. A moment is an i64 of
 * milliseconds since 1970, a day an i64 of days since 1970. Algorithms: Howard Hinnant,
 * "chrono-compatible low-level date algorithms". Time zones live in standard/zone.h. */
#pragma once

#include "base/buf.h"
#include "base/str.h"

#define MS_PER_SECOND 1000ll
#define MS_PER_HOUR 3600000ll
#define MS_PER_DAY 86400000ll
/* No moment known; below every real one. */
#define TIME_NONE INT64_MIN

struct date {
    i32 year, month, day; /* month 1-12, day 1-31 */
};

i64 date_to_days(struct date d); /* `d` must be real */
struct date date_from_days(i64 days);
bool date_is_real(struct date d); /* years 1 to 9999 */
i64 days_of_ms(i64 at_ms);        /* floor */
i32 weekday_of_days(i64 days);    /* 1 Monday … 7 Sunday */
/* Quarters are counted from year 0: 4 × year + 0…3; their first day. */
i64 quarter_of_days(i64 days);
i64 days_of_quarter(i64 quarter);

/* "2026-11-23" */
void date_print(struct buf *out, i64 days);
/* "2026-11-23T09:15:00Z", with ".250" when there are milliseconds */
void time_print(struct buf *out, i64 at_ms);

/* ISO 8601: date, or date and time ('T' or blank; seconds, fraction, zone optional; a
 * missing zone is UTC). The whole of `s`. Other orders are exchange/'s business. */
MUST_CHECK bool time_parse(str s, i64 *at_ms);
MUST_CHECK bool date_parse(str s, i64 *days);
