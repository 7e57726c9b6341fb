/* Zones and working time. The oracle for zones is the C library reading the same files;
 * the twin for working time looks at every single minute. */
#include "standard/calendar.h"

#include "base/os.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "tests/arena.h"

static bool load(struct zone *z, const char *name)
{
    struct err e = {0};
    str bytes;
    str path = str_fmt(&arena, "/usr/share/zoneinfo/%s", name);
    if (!os_read_file(&bytes, &arena, path, 1 << 20, &e))
        return false;
    assert_true(zone_parse(z, &arena, bytes, &e));
    return true;
}

static i64 at(const char *text)
{
    i64 ms;
    assert_true(time_parse(str_c(text), &ms));
    return ms;
}

static void zones_agree_with_the_c_library(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Europe/Paris",     "America/New_York", "America/St_Johns",  "Asia/Kolkata",
        "Australia/Sydney", "Europe/Dublin",    "Africa/Casablanca", "America/Sao_Paulo",
        "Asia/Tokyo",       "Pacific/Apia",     "Europe/Moscow",     "Antarctica/Troll",
    };
    struct rng r = rng_from(3);
    i64 compared = 0;
    for (i64 k = 0; k < LENGTH(names); k++) {
        struct zone z;
        if (!load(&z, names[k]))
            continue;
        setenv("TZ", names[k], 1);
        tzset();
        for (i32 i = 0; i < 4000; i++) {
            time_t t = rng_below(&r, 4102444800ll + 1577836800ll) - 500000000ll; /* to 2150 */
            struct tm local;
            assert_non_null(localtime_r(&t, &local));
            if (zone_offset_ms(&z, t * 1000) != local.tm_gmtoff * 1000)
                fail_msg("%s at %lld: %lld, not %lld", names[k], (long long)t,
                         (long long)zone_offset_ms(&z, t * 1000) / 1000,
                         (long long)local.tm_gmtoff);
            i64 next = zone_next_change_ms(&z, t * 1000);
            assert_true(next > t * 1000);
            time_t before = (time_t)(next / 1000 - 1);
            if (next != INT64_MAX)
                assert_int_equal(zone_offset_ms(&z, before * 1000), local.tm_gmtoff * 1000);
            compared++;
        }
    }
    unsetenv("TZ");
    if (compared == 0)
        skip();
}

/* The first moment of a day by halving: what was before lies on an earlier day. */
static i64 slow_day_begins(const struct calendar *c, i64 day)
{
    i64 low = (day - 2) * MS_PER_DAY, high = (day + 2) * MS_PER_DAY;
    while (low + 1 < high) {
        i64 middle = low + (high - low) / 2;
        if (calendar_today(c, middle) < day)
            low = middle;
        else
            high = middle;
    }
    return high;
}

static void a_day_begins_where_no_earlier_moment_is_on_it(void **state)
{
    (void)state;
    static const char *const names[] = {"Europe/Paris", "America/Sao_Paulo", "Africa/Cairo",
                                        "Asia/Beirut",  "Pacific/Apia",      "America/Havana"};
    i64 compared = 0;
    for (i64 k = 0; k < LENGTH(names); k++) {
        struct calendar c = {0};
        if (!load(&c.zone, names[k]))
            continue;
        for (i64 day = 9000; day < 22000; day++, compared++)
            if (calendar_day_begins(&c, day) != slow_day_begins(&c, day))
                fail_msg("%s, day %lld: %lld, not %lld", names[k], (long long)day,
                         (long long)calendar_day_begins(&c, day),
                         (long long)slow_day_begins(&c, day));
    }
    struct calendar utc = {0};
    assert_int_equal(calendar_day_begins(&utc, 20000), 20000 * MS_PER_DAY);
    assert_true(calendar_day_begins(&utc, INT64_MAX) == INT64_MAX);
    assert_true(calendar_day_begins(&utc, INT64_MIN) == INT64_MAX);
    if (compared == 0)
        skip();
}

static void a_broken_zone_file_is_refused_with_a_message(void **state)
{
    (void)state;
    struct zone z;
    struct err e = {0};
    assert_false(zone_parse(&z, &arena, S("TZif2 and then nothing"), &e));
    assert_string_equal(e.text, "the time zone file is not a sound TZif file");
    struct zone paris;
    str bytes;
    if (!load(&paris, "Europe/Paris"))
        skip();
    assert_true(os_read_file(&bytes, &arena, S("/usr/share/zoneinfo/Europe/Paris"), 1 << 20, &e));
    for (i64 n = 1; n < bytes.n; n += 7)
        assert_false(zone_parse(&z, &arena, str_sub(bytes, 0, n), &e));
    assert_true(zone_parse(&z, &arena, (str){0}, &e));
    assert_int_equal(zone_offset_ms(&z, 0), 0);
}

static struct calendar paris(void)
{
    struct calendar c = {.days = 0x1F, .from_minute = 9 * 60, .to_minute = 18 * 60};
    static i64 holidays[2];
    holidays[0] = days_of_ms(at("2026-05-01"));
    holidays[1] = days_of_ms(at("2026-12-25"));
    c.holidays = holidays;
    c.holiday_count = 2;
    if (!load(&c.zone, "Europe/Paris"))
        skip();
    return c;
}

static void working_clocks_stop_at_night_on_weekends_and_holidays(void **state)
{
    (void)state;
    struct calendar c = paris();
    i64 hour = MS_PER_HOUR;
    /* Friday 16:00 UTC is 17:00 in Paris in winter: one hour today, three on Monday */
    assert_int_equal(calendar_add(&c, at("2026-11-20T16:00:00Z"), 4 * hour),
                     at("2026-11-23T11:00:00Z"));
    /* Thursday evening before 1 May: Friday is a holiday */
    assert_int_equal(calendar_add(&c, at("2026-04-30T15:30:00Z"), hour),
                     at("2026-05-04T07:30:00Z"));
    assert_int_equal(calendar_between(&c, at("2026-11-20T16:00:00Z"), at("2026-11-23T11:00:00Z")),
                     4 * hour);
    assert_int_equal(calendar_between(&c, at("2026-11-21"), at("2026-11-22")), 0);
    assert_int_equal(calendar_day_ms(&c), 9 * hour);
    assert_int_equal(calendar_add(&c, 77, 0), 77);
    /* summer time begins on Sunday 29 March: Monday 9:00 is 7:00 UTC */
    assert_int_equal(calendar_add(&c, at("2026-03-27T17:00:00Z"), 1),
                     at("2026-03-30T07:00:00Z") + 1);
}

static void hours_skipped_or_repeated_by_the_clock_count_as_they_pass(void **state)
{
    (void)state;
    struct calendar c = paris();
    c.days = 0x7F;
    c.from_minute = 0;
    c.to_minute = 24 * 60;
    i64 spring = calendar_between(&c, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"));
    i64 autumn = calendar_between(&c, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"));
    assert_int_equal(spring, 23 * MS_PER_HOUR);
    assert_int_equal(autumn, 25 * MS_PER_HOUR);
    c.from_minute = 2 * 60; /* 2:00-3:00 does not exist on 29 March, exists twice on 25 October */
    c.to_minute = 3 * 60;
    assert_int_equal(calendar_between(&c, at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z")),
                     0);
    assert_int_equal(calendar_between(&c, at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z")),
                     2 * MS_PER_HOUR);
}

static bool works_at(const struct calendar *c, i64 ms)
{
    time_t t = (time_t)(ms / 1000);
    struct tm l;
    localtime_r(&t, &l);
    i64 day = date_to_days((struct date){l.tm_year + 1900, l.tm_mon + 1, l.tm_mday});
    for (i64 i = 0; i < c->holiday_count; i++)
        if (c->holidays[i] == day)
            return false;
    i32 minute = l.tm_hour * 60 + l.tm_min;
    return (c->days >> (l.tm_wday + 6) % 7 & 1) && minute >= c->from_minute &&
           minute < c->to_minute;
}

static void working_time_equals_a_count_of_its_minutes(void **state)
{
    (void)state;
    struct calendar c = paris();
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    struct rng r = rng_from(9);
    i64 year = at("2026-01-01");
    for (i32 round = 0; round < 300; round++) {
        c.days = (u32)rng_below(&r, 128);
        c.from_minute = (i32)rng_below(&r, 700);
        c.to_minute = c.from_minute + (i32)rng_below(&r, 740);
        i64 from = year + rng_below(&r, 365 * 1440) * 60000;
        if (round % 3 == 0)
            from = at(round % 2 ? "2026-03-28T12:00:00Z" : "2026-10-24T12:00:00Z");
        i64 to = from + rng_below(&r, 6 * 1440) * 60000, minutes = 0;
        for (i64 t = from; t < to; t += 60000)
            minutes += works_at(&c, t);
        assert_int_equal(calendar_between(&c, from, to), minutes * 60000);
        if (minutes == 0)
            continue;
        i64 end = calendar_add(&c, from, minutes * 60000);
        assert_true(end <= to && works_at(&c, end - 60000));
        assert_int_equal(calendar_between(&c, from, end), minutes * 60000);
    }
    unsetenv("TZ");
}

static void a_calendar_in_which_nobody_works_ends_never(void **state)
{
    (void)state;
    struct calendar c = {.from_minute = 0, .to_minute = 1440};
    assert_int_equal(calendar_add(&c, 0, 1), INT64_MAX);
    assert_int_equal(calendar_add(&c, INT64_MAX - 5, 1), INT64_MAX);
    assert_int_equal(calendar_between(&c, 0, 1000 * MS_PER_DAY), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zones_agree_with_the_c_library),
        cmocka_unit_test(a_day_begins_where_no_earlier_moment_is_on_it),
        cmocka_unit_test(a_broken_zone_file_is_refused_with_a_message),
        cmocka_unit_test(working_clocks_stop_at_night_on_weekends_and_holidays),
        cmocka_unit_test(hours_skipped_or_repeated_by_the_clock_count_as_they_pass),
        cmocka_unit_test(working_time_equals_a_count_of_its_minutes),
        cmocka_unit_test(a_calendar_in_which_nobody_works_ends_never),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
