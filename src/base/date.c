#include "base/date.h"

i64 date_to_days(struct date d)
{
    i64 y = d.year - (d.month <= 2);
    i64 era = (y >= 0 ? y : y - 399) / 400;
    i64 year_of_era = y - era * 400;
    i64 day_of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    i64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date date_from_days(i64 days)
{
    days += 719468;
    i64 era = (days >= 0 ? days : days - 146096) / 146097;
    i64 doe = days - era * 146097;
    i64 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    i64 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    i64 mp = (5 * doy + 2) / 153;
    i32 month = (i32)(mp < 10 ? mp + 3 : mp - 9);
    return (struct date){(i32)(yoe + era * 400 + (month <= 2)), month,
                         (i32)(doy - (153 * mp + 2) / 5 + 1)};
}

bool date_is_real(struct date d)
{
    static const i32 longest[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    bool leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
    return d.day <= longest[d.month - 1] + (leap && d.month == 2);
}

i64 days_of_ms(i64 at_ms)
{
    return at_ms / MS_PER_DAY - (at_ms % MS_PER_DAY < 0);
}

i32 weekday_of_days(i64 days)
{
    return (i32)(((days + 3) % 7 + 7) % 7) + 1; /* 1970-01-01 was a Thursday */
}

i64 quarter_of_days(i64 days)
{
    struct date d = date_from_days(days);
    return 4ll * d.year + (d.month - 1) / 3;
}

i64 days_of_quarter(i64 quarter)
{
    return date_to_days((struct date){(i32)(quarter / 4), (i32)(quarter % 4) * 3 + 1, 1});
}

void date_print(struct buf *out, i64 days)
{
    struct date d = date_from_days(days);
    buf_fmt(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

void time_print(struct buf *out, i64 at_ms)
{
    i64 days = days_of_ms(at_ms), rest = at_ms - days * MS_PER_DAY, ms = rest % 1000;
    date_print(out, days);
    i64 s = rest / 1000;
    buf_fmt(out, "T%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    if (ms)
        buf_fmt(out, ".%03d", (int)ms);
    buf_char(out, 'Z');
}

/* Exactly `width` digits at *s, which moves past them. */
static bool digits(str *s, i32 width, i32 *out)
{
    if (s->n < width)
        return false;
    *out = 0;
    for (i32 i = 0; i < width; i++) {
        if (s->p[i] < '0' || s->p[i] > '9')
            return false;
        *out = *out * 10 + (s->p[i] - '0');
    }
    *s = str_sub(*s, width, s->n);
    return true;
}

static bool skip(str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_sub(*s, 1, s->n);
    return true;
}

static bool take_date(str *s, i64 *days)
{
    struct date d;
    if (!digits(s, 4, &d.year) || !skip(s, '-') || !digits(s, 2, &d.month) || !skip(s, '-') ||
        !digits(s, 2, &d.day) || !date_is_real(d))
        return false;
    *days = date_to_days(d);
    return true;
}

static bool take_fraction(str *s, i64 *ms)
{
    i64 unit = 100, seen = 0;
    for (; s->n && s->p[0] >= '0' && s->p[0] <= '9'; seen++, unit /= 10) {
        *ms += unit * (s->p[0] - '0');
        *s = str_sub(*s, 1, s->n);
    }
    return seen > 0 && seen <= 9;
}

static bool take_zone(str *s, i64 *ms)
{
    if (s->n == 0 || skip(s, 'Z') || skip(s, 'z'))
        return true;
    i64 sign = skip(s, '+') ? 1 : skip(s, '-') ? -1 : 0;
    i32 hours = 0, minutes = 0;
    if (!sign || !digits(s, 2, &hours) || hours > 18)
        return false;
    if (s->n && (!(skip(s, ':') || s->n == 2) || !digits(s, 2, &minutes) || minutes > 59))
        return false;
    *ms -= sign * (hours * MS_PER_HOUR + minutes * 60 * MS_PER_SECOND);
    return true;
}

bool time_parse(str s, i64 *at_ms)
{
    i64 days = 0, ms = 0;
    i32 hour, minute, second = 0;
    if (!take_date(&s, &days))
        return false;
    if (s.n == 0) {
        *at_ms = days * MS_PER_DAY;
        return true;
    }
    if (!(skip(&s, 'T') || skip(&s, ' ')) || !digits(&s, 2, &hour) || !skip(&s, ':') ||
        !digits(&s, 2, &minute) || hour > 23 || minute > 59)
        return false;
    if (skip(&s, ':') && (!digits(&s, 2, &second) || second > 60))
        return false;
    if (skip(&s, '.') && !take_fraction(&s, &ms))
        return false;
    if (!take_zone(&s, &ms) || s.n)
        return false;
    *at_ms = days * MS_PER_DAY + hour * MS_PER_HOUR + (minute * 60 + second) * MS_PER_SECOND + ms;
    return true;
}

bool date_parse(str s, i64 *days)
{
    return take_date(&s, days) && s.n == 0;
}
