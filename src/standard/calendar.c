#include "standard/calendar.h"

enum { HOLIDAYS_MAX = 2000, MONDAY_TO_FRIDAY = 0x1F, NINE = 9 * 60, FIVE = 17 * 60 };
#define MS_PER_MINUTE 60000ll
#define YEAR_1_MS (-62135596800000ll)
#define YEAR_10000_MS 253402300800000ll

static const i64 *sorted_days(struct arena *a, const i64 *days, i64 n)
{
    i64 *out = arena_array(a, i64, n);
    for (i64 i = 0; i < n; i++) {
        i64 k = i;
        for (; k && out[k - 1] > days[i]; k--)
            out[k] = out[k - 1];
        out[k] = days[i];
    }
    return out;
}

bool calendar_init(struct calendar *c, struct arena *a, const struct calendar_rule *rule, str tzif,
                   struct err *e)
{
    *c = (struct calendar){.days = MONDAY_TO_FRIDAY, .from_minute = NINE, .to_minute = FIVE};
    if (!rule->known)
        return true;
    if (rule->holidays.n > HOLIDAYS_MAX)
        return err_set(e, ERR_LIMIT, "the calendar has %lld holidays, the most is %d",
                       (long long)rule->holidays.n, HOLIDAYS_MAX);
    c->days = rule->days;
    c->from_minute = rule->from_minute;
    c->to_minute = rule->to_minute;
    c->holidays = sorted_days(a, rule->holidays.v, rule->holidays.n);
    c->holiday_count = rule->holidays.n;
    return zone_parse(&c->zone, a, tzif, e);
}

i64 calendar_today(const struct calendar *c, i64 at_ms)
{
    return days_of_ms(at_ms + zone_offset_ms(&c->zone, at_ms));
}

i64 calendar_day_begins(const struct calendar *c, i64 day)
{
    if (day < YEAR_1_MS / MS_PER_DAY || day >= YEAR_10000_MS / MS_PER_DAY)
        return INT64_MAX;
    i64 midnight = day * MS_PER_DAY;
    /* some zones change their clocks at midnight: it may come twice, or not at all */
    i64 at = midnight - zone_offset_ms(&c->zone, midnight - MS_PER_DAY);
    if (calendar_today(c, at - 1) < day && calendar_today(c, at) >= day)
        return at;
    i64 change = zone_next_change_ms(&c->zone, midnight - MS_PER_DAY);
    i64 then = midnight - zone_offset_ms(&c->zone, midnight + MS_PER_DAY);
    return calendar_today(c, then - 1) < day && calendar_today(c, then) >= day ? then : change;
}

i64 calendar_day_ms(const struct calendar *c)
{
    return i64_max(c->to_minute - c->from_minute, 0) * MS_PER_MINUTE;
}

static bool is_holiday(const struct calendar *c, i64 day)
{
    i64 low = 0, high = c->holiday_count;
    while (low < high) {
        i64 middle = (low + high) / 2;
        if (c->holidays[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->holiday_count && c->holidays[low] == day;
}

static bool works_on(const struct calendar *c, i64 day)
{
    return (c->days >> (weekday_of_days(day) - 1) & 1) && !is_holiday(c, day);
}

/* Walks the working time of [from_ms, to_ms) until `most_ms` of it have passed; returns
 * how much passed, *stopped_ms the moment of the last of it. Between two changes of clock
 * local time is UTC plus a constant, so each such stretch is cut into local days. */
static i64 walk(const struct calendar *c, i64 from_ms, i64 to_ms, i64 most_ms, i64 *stopped_ms)
{
    i64 done = 0;
    while (from_ms < to_ms && done < most_ms) {
        i64 offset = zone_offset_ms(&c->zone, from_ms);
        i64 stretch_end = i64_min(to_ms, zone_next_change_ms(&c->zone, from_ms));
        while (from_ms < stretch_end && done < most_ms) {
            i64 day = days_of_ms(from_ms + offset), midnight = day * MS_PER_DAY - offset;
            i64 day_end = i64_min(stretch_end, midnight + MS_PER_DAY);
            i64 open = i64_max(from_ms, midnight + c->from_minute * MS_PER_MINUTE);
            i64 close = i64_min(day_end, midnight + c->to_minute * MS_PER_MINUTE);
            if (open < close && works_on(c, day)) {
                i64 part = i64_min(close - open, most_ms - done);
                done += part;
                *stopped_ms = open + part;
            }
            from_ms = day_end;
        }
    }
    return done;
}

/* How far a walk from here may go; not at all outside the years 1 to 9999. */
static i64 horizon(i64 from_ms)
{
    if (from_ms < YEAR_1_MS || from_ms > YEAR_10000_MS)
        return from_ms;
    return i64_min(from_ms + CALENDAR_YEARS_MAX * 366 * MS_PER_DAY, YEAR_10000_MS);
}

i64 calendar_between(const struct calendar *c, i64 from_ms, i64 to_ms)
{
    i64 stopped = 0;
    return walk(c, from_ms, i64_min(to_ms, horizon(from_ms)), INT64_MAX, &stopped);
}

i64 calendar_add(const struct calendar *c, i64 from_ms, i64 work_ms)
{
    i64 stopped = from_ms;
    if (work_ms <= 0)
        return from_ms;
    i64 done = walk(c, from_ms, horizon(from_ms), work_ms, &stopped);
    return done == work_ms ? stopped : INT64_MAX;
}
