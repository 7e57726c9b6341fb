#include "simulate/company_parts.h"

enum { WORK_DAYS = 5, WEEK_DAYS = 7, OPENS_HOUR = 8, OPEN_HOURS = 10 };

i64 company_office_ms(i64 smooth_ms)
{
    i64 day = days_of_ms(smooth_ms);
    i64 monday = day - (weekday_of_days(day) - 1);
    f64 share = (f64)(smooth_ms - monday * MS_PER_DAY) / (f64)(WEEK_DAYS * MS_PER_DAY);
    f64 worked = share * WORK_DAYS;
    i64 whole = (i64)worked;
    f64 part = worked - (f64)whole;
    i64 seconds = (i64)(part * OPEN_HOURS * 3600); /* files show no finer */
    return (monday + whole) * MS_PER_DAY + OPENS_HOUR * MS_PER_HOUR + seconds * MS_PER_SECOND;
}

i64 company_next_quarter(i64 ms)
{
    struct date d = date_from_days(days_of_ms(ms));
    i32 month = (d.month - 1) / 3 * 3 + 4;
    struct date next = {d.year + (month > 12), month > 12 ? month - 12 : month, 1};
    return date_to_days(next) * MS_PER_DAY;
}
