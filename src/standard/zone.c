#include "standard/zone.h"

enum { CHANGES_MAX = 4000, TYPES_MAX = 256, HEADER_BYTES = 44 };

/* The counts of a TZif header, in the order of the file. */
struct counts {
    i64 utc, standard, leap, change, type, letter;
};

static i64 big_endian(const char *p, i32 bytes)
{
    u64 value = (p[0] & 0x80) ? ~0ull : 0;
    for (i32 i = 0; i < bytes; i++)
        value = value << 8 | (u8)p[i];
    return (i64)value;
}

static bool read_header(str s, struct counts *n, i32 *version)
{
    if (s.n < HEADER_BYTES || !str_starts(s, S("TZif")))
        return false;
    *version = s.p[4] ? s.p[4] - '0' : 1;
    i64 *const field[] = {&n->utc, &n->standard, &n->leap, &n->change, &n->type, &n->letter};
    for (i64 i = 0; i < LENGTH(field); i++)
        *field[i] = big_endian(s.p + 20 + 4 * i, 4);
    return n->change >= 0 && n->change <= CHANGES_MAX && n->type > 0 && n->type <= TYPES_MAX &&
           n->letter >= 0 && n->letter <= 4096 && n->leap >= 0 && n->leap <= 4096 &&
           n->standard >= 0 && n->standard <= TYPES_MAX && n->utc >= 0 && n->utc <= TYPES_MAX;
}

static i64 block_bytes(const struct counts *n, i32 width)
{
    return n->change * (width + 1) + n->type * 6 + n->letter + n->leap * (width + 4) + n->standard +
           n->utc;
}

static bool read_block(struct zone *z, struct arena *a, str s, const struct counts *n, i32 width)
{
    const char *times = s.p, *kinds = times + n->change * width, *types = kinds + n->change;
    i64 *at_s = arena_array(a, i64, n->change);
    i32 *offset_s = arena_array(a, i32, n->change + 1);
    for (i64 i = 0; i <= n->change; i++) {
        i64 kind = i ? (u8)kinds[i - 1] : 0;
        if (kind >= n->type)
            return false;
        offset_s[i] = (i32)big_endian(types + 6 * kind, 4);
        if (offset_s[i] < -26 * 3600 || offset_s[i] > 26 * 3600)
            return false;
        if (i == 0)
            continue;
        at_s[i - 1] = big_endian(times + (i - 1) * width, width);
        if ((i > 1 && at_s[i - 1] <= at_s[i - 2]) || at_s[i - 1] > INT64_MAX / 2000 ||
            at_s[i - 1] < INT64_MIN / 2000)
            return false;
    }
    *z = (struct zone){.count = n->change, .at_s = at_s, .offset_s = offset_s};
    return true;
}

static bool take(str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_sub(*s, 1, s->n);
    return true;
}

static bool take_number(str *s, i32 most, i32 *out)
{
    i32 value = 0, digits = 0;
    while (digits < 4 && s->n && s->p[0] >= '0' && s->p[0] <= '9') {
        value = value * 10 + (s->p[0] - '0');
        *s = str_sub(*s, 1, s->n);
        digits++;
    }
    *out = value;
    return digits > 0 && value <= most;
}

/* "CET" or "<+03>": the name says nothing we need. */
static bool take_name(str *s)
{
    i64 n = 0;
    if (take(s, '<')) {
        str name, rest;
        bool closed = str_cut(*s, '>', &name, &rest);
        *s = rest;
        return closed;
    }
    while (n < s->n && ((s->p[n] | 32) >= 'a' && (s->p[n] | 32) <= 'z'))
        n++;
    *s = str_sub(*s, n, s->n);
    return n > 0;
}

/* "[+-]h[:mm[:ss]]" in seconds. */
static bool take_time(str *s, i32 *seconds)
{
    i32 hours, minutes = 0, rest = 0;
    i32 sign = take(s, '-') ? -1 : (take(s, '+'), 1);
    if (!take_number(s, 167, &hours))
        return false;
    if (take(s, ':') && !take_number(s, 59, &minutes))
        return false;
    if (take(s, ':') && !take_number(s, 59, &rest))
        return false;
    *seconds = sign * (hours * 3600 + minutes * 60 + rest);
    return true;
}

static bool take_day(str *s, struct zone_day *d)
{
    bool ok;
    if (take(s, 'M')) {
        d->form = ZONE_WEEKDAY;
        ok = take_number(s, 12, &d->month) && take(s, '.') && take_number(s, 5, &d->week) &&
             take(s, '.') && take_number(s, 6, &d->weekday) && d->month >= 1 && d->week >= 1;
    } else if (take(s, 'J')) {
        d->form = ZONE_JULIAN;
        ok = take_number(s, 365, &d->day) && d->day >= 1;
    } else {
        d->form = ZONE_DAY;
        ok = take_number(s, 365, &d->day);
    }
    d->at_s = 2 * 3600;
    return ok && (!take(s, '/') || take_time(s, &d->at_s));
}

/* "CET-1CEST,M3.5.0,M10.5.0/3"; offsets count westwards. */
static bool read_footer(struct zone *z, str s)
{
    if (s.n == 0)
        return true;
    if (!take_name(&s) || !take_time(&s, &z->winter_s))
        return false;
    z->winter_s = -z->winter_s;
    z->summer_s = z->winter_s + 3600;
    z->has_footer = true;
    if (s.n == 0)
        return true;
    z->has_summer = true;
    if (!take_name(&s))
        return false;
    if (s.n && s.p[0] != ',') {
        if (!take_time(&s, &z->summer_s))
            return false;
        z->summer_s = -z->summer_s;
    }
    return take(&s, ',') && take_day(&s, &z->to_summer) && take(&s, ',') &&
           take_day(&s, &z->to_winter) && s.n == 0;
}

static bool read_tzif(struct zone *z, struct arena *a, str s)
{
    struct counts n;
    i32 version;
    if (!read_header(s, &n, &version))
        return false;
    i64 first = block_bytes(&n, 4);
    s = str_sub(s, HEADER_BYTES, s.n);
    if (s.n < first)
        return false;
    if (version < 2)
        return read_block(z, a, s, &n, 4);
    s = str_sub(s, first, s.n);
    if (!read_header(s, &n, &version))
        return false;
    s = str_sub(s, HEADER_BYTES, s.n);
    i64 second = block_bytes(&n, 8);
    if (s.n < second || !read_block(z, a, s, &n, 8))
        return false;
    s = str_sub(s, second, s.n);
    str footer, rest;
    return take(&s, '\n') && str_cut(s, '\n', &footer, &rest) && read_footer(z, footer);
}

bool zone_parse(struct zone *z, struct arena *a, str tzif, struct err *e)
{
    *z = (struct zone){0};
    if (tzif.n == 0 || read_tzif(z, a, tzif))
        return true;
    *z = (struct zone){0};
    err_set(e, ERR_INPUT, "the time zone file is not a sound TZif file");
    return err_hint(e, "zones are the files below /usr/share/zoneinfo");
}

/* Days since 1970 of the change `d` in `year`. */
static i64 day_in_year(const struct zone_day *d, i32 year)
{
    i64 first = date_to_days((struct date){year, 1, 1});
    if (d->form == ZONE_DAY)
        return first + d->day;
    if (d->form == ZONE_JULIAN) {
        bool leap = date_is_real((struct date){year, 2, 29});
        return first + d->day - 1 + (leap && d->day >= 60);
    }
    i64 month = date_to_days((struct date){year, d->month, 1});
    i64 next = d->month == 12 ? date_to_days((struct date){year + 1, 1, 1})
                              : date_to_days((struct date){year, d->month + 1, 1});
    i64 weekday = weekday_of_days(month) % 7; /* 0 Sunday */
    i64 day = month + (d->weekday - weekday + 7) % 7 + 7 * (d->week - 1);
    return day < next ? day : day - 7;
}

/* The two changes of `year`, in UTC seconds. */
static void changes_of_year(const struct zone *z, i32 year, i64 *to_summer, i64 *to_winter)
{
    *to_summer = day_in_year(&z->to_summer, year) * 86400 + z->to_summer.at_s - z->winter_s;
    *to_winter = day_in_year(&z->to_winter, year) * 86400 + z->to_winter.at_s - z->summer_s;
}

static i64 floor_seconds(i64 ms)
{
    return ms >= 0 ? ms / 1000 : -((-ms + 999) / 1000);
}

static i32 year_at(const struct zone *z, i64 at_s)
{
    return date_from_days(days_of_ms((at_s + z->winter_s) * 1000)).year;
}

static i32 footer_offset(const struct zone *z, i64 at_s)
{
    i64 summer, winter;
    if (!z->has_summer)
        return z->winter_s;
    changes_of_year(z, year_at(z, at_s), &summer, &winter);
    bool in_summer =
        summer < winter ? at_s >= summer && at_s < winter : at_s >= summer || at_s < winter;
    return in_summer ? z->summer_s : z->winter_s;
}

/* How many changes of the table lie at or before `at_s`. */
static i64 changes_before(const struct zone *z, i64 at_s)
{
    i64 low = 0, high = z->count;
    while (low < high) {
        i64 middle = (low + high) / 2;
        if (z->at_s[middle] <= at_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

i64 zone_offset_ms(const struct zone *z, i64 at_ms)
{
    i64 at_s = floor_seconds(at_ms);
    i64 k = changes_before(z, at_s);
    if (k == z->count && z->has_footer)
        return 1000ll * footer_offset(z, at_s);
    return z->offset_s ? 1000ll * z->offset_s[k] : 0;
}

i64 zone_next_change_ms(const struct zone *z, i64 at_ms)
{
    i64 at_s = floor_seconds(at_ms), next = INT64_MAX;
    i64 k = changes_before(z, at_s);
    if (k < z->count)
        return z->at_s[k] * 1000;
    if (!z->has_summer)
        return INT64_MAX;
    i32 year = year_at(z, at_s);
    for (i32 y = year - 1; y <= year + 1; y++) {
        i64 change[2];
        changes_of_year(z, y, &change[0], &change[1]);
        for (i32 i = 0; i < 2; i++)
            if (change[i] > at_s)
                next = i64_min(next, change[i]);
    }
    return next == INT64_MAX ? next : next * 1000;
}
