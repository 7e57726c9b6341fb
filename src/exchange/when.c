#include "exchange/when.h"

#include "exchange/fold.h"

/* Names of months, folded, three letters and whole, in EN FR DE ES IT PT NL. */
static const struct {
    const char *word;
    i32 month;
} months[] = {
    {"jan", 1},       {"january", 1},   {"janvier", 1},    {"janv", 1},      {"januar", 1},
    {"janner", 1},    {"enero", 1},     {"ene", 1},        {"gennaio", 1},   {"gen", 1},
    {"janeiro", 1},   {"januari", 1},   {"feb", 2},        {"february", 2},  {"fevrier", 2},
    {"fevr", 2},      {"fev", 2},       {"februar", 2},    {"febrero", 2},   {"febbraio", 2},
    {"fevereiro", 2}, {"februari", 2},  {"mar", 3},        {"march", 3},     {"mars", 3},
    {"marz", 3},      {"maerz", 3},     {"mrz", 3},        {"marzo", 3},     {"marco", 3},
    {"maart", 3},     {"mrt", 3},       {"apr", 4},        {"april", 4},     {"avril", 4},
    {"avr", 4},       {"abril", 4},     {"abr", 4},        {"aprile", 4},    {"may", 5},
    {"mai", 5},       {"mayo", 5},      {"maggio", 5},     {"mag", 5},       {"maio", 5},
    {"mei", 5},       {"jun", 6},       {"june", 6},       {"juin", 6},      {"juni", 6},
    {"junio", 6},     {"giugno", 6},    {"giu", 6},        {"junho", 6},     {"jul", 7},
    {"july", 7},      {"juillet", 7},   {"juil", 7},       {"juli", 7},      {"julio", 7},
    {"luglio", 7},    {"lug", 7},       {"julho", 7},      {"aug", 8},       {"august", 8},
    {"aout", 8},      {"aou", 8},       {"agosto", 8},     {"ago", 8},       {"augustus", 8},
    {"sep", 9},       {"sept", 9},      {"september", 9},  {"septembre", 9}, {"septiembre", 9},
    {"setiembre", 9}, {"settembre", 9}, {"set", 9},        {"setembro", 9},  {"oct", 10},
    {"october", 10},  {"octobre", 10},  {"okt", 10},       {"oktober", 10},  {"octubre", 10},
    {"ottobre", 10},  {"ott", 10},      {"outubro", 10},   {"out", 10},      {"nov", 11},
    {"november", 11}, {"novembre", 11}, {"noviembre", 11}, {"novembro", 11}, {"dec", 12},
    {"december", 12}, {"decembre", 12}, {"dez", 12},       {"dezember", 12}, {"diciembre", 12},
    {"dic", 12},      {"dicembre", 12}, {"dezembro", 12},
};

/* Days of the week, and words between the parts of a date. */
static const char *const fillers[] = {
    "mon",     "tue",      "tues",   "wed",      "thu",       "thur",       "thurs",
    "fri",     "sat",      "sun",    "monday",   "tuesday",   "wednesday",  "thursday",
    "friday",  "saturday", "sunday", "lun",      "mer",       "jeu",        "ven",
    "sam",     "dim",      "lundi",  "mardi",    "mercredi",  "jeudi",      "vendredi",
    "samedi",  "dimanche", "mo",     "di",       "mi",        "do",         "fr",
    "sa",      "so",       "montag", "dienstag", "mittwoch",  "donnerstag", "freitag",
    "samstag", "sonntag",  "lunes",  "martes",   "miercoles", "jueves",     "viernes",
    "sabado",  "domingo",  "mie",    "jue",      "vie",       "sab",        "dom",
    "de",      "del",      "of",     "the",      "le",        "er",         "den",
    "am",      "um",       "at",     "a",        "las",       "st",         "nd",
    "rd",      "th",       "t",      "uhr",      "h",
};

enum { WORD_MAX = 12 };

struct scan {
    i32 points; /* between numbers */
    str rest;
    i32 n[3], width[3];
    i32 count;      /* numbers of the date so far */
    i32 month;      /* given by name; 0 none */
    i32 month_from; /* how many numbers stood before the name */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A run of letters, folded, at the front of *s; empty when there is none or it is long. */
static struct fold_key take_word(str *s)
{
    i64 n = 0;
    while (n < s->n) {
        char c = s->p[n];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (u8)c >= 0xc3;
        if (!letter)
            break;
        i64 i = n;
        (void)utf8_next(*s, &i);
        n = i;
    }
    struct fold_key k = fold_key(str_sub(*s, 0, i64_min(n, 4 * WORD_MAX)));
    *s = str_sub(*s, n, s->n);
    return k;
}

static i32 month_of(str word)
{
    for (i64 i = 0; i < LENGTH(months); i++)
        if (str_eq(word, str_c(months[i].word)))
            return months[i].month;
    return 0;
}

static bool is_filler(str word)
{
    for (i64 i = 0; i < LENGTH(fillers); i++)
        if (str_eq(word, str_c(fillers[i])))
            return true;
    return false;
}

static void skip_separators(str *s)
{
    while (s->n && str_find_char(S(" -/.,'\t"), s->p[0]) >= 0)
        *s = str_sub(*s, 1, s->n);
    str trimmed = fold_trim(*s); /* no-break blanks */
    if (s->n && (u8)s->p[0] >= 0xc2)
        *s = (str){trimmed.p, s->p + s->n - trimmed.p};
}

static bool take_number(str *s, i32 *value, i32 *width)
{
    *value = *width = 0;
    while (s->n && is_digit(s->p[0]) && *width < 8) {
        *value = *value * 10 + (s->p[0] - '0');
        ++*width;
        *s = str_sub(*s, 1, s->n);
    }
    return *width > 0 && (s->n == 0 || !is_digit(s->p[0]));
}

/* Up to three parts: numbers, one of which may be the name of a month. */
static bool scan_date(struct scan *d)
{
    while (d->count + (d->month > 0) < 3) {
        d->points += d->count > 0 && d->rest.n > 0 && d->rest.p[0] == '.';
        skip_separators(&d->rest);
        if (d->rest.n == 0)
            return false;
        if (is_digit(d->rest.p[0])) {
            if (d->count == 3 || !take_number(&d->rest, &d->n[d->count], &d->width[d->count]))
                return false;
            if (d->width[d->count++] == 8)
                return d->count == 1 && !d->month;
            continue;
        }
        struct fold_key k = take_word(&d->rest);
        str word = fold_key_str(&k);
        i32 month = month_of(word);
        if (!month && !is_filler(word))
            return false;
        if (month) { /* "mar. 15 avr.": a second name wins, the first was a day's */
            d->month = month;
            d->month_from = d->count;
        }
    }
    return true;
}

static i32 full_year(i32 year, i32 width)
{
    return width > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

static bool civil(i32 year, i32 month, i32 day, struct when *w)
{
    struct date d = {year, month, day};
    if (!date_is_real(d) || year < 1900 || year > 2262)
        return false;
    w->ms += date_to_days(d) * MS_PER_DAY;
    return true;
}

static bool place_named(const struct scan *d, struct when *w)
{
    if (d->width[0] == 4) /* 2024 March 5 */
        return civil(d->n[0], d->month, d->n[1], w);
    return d->width[0] <= 2 && (d->width[1] == 2 || d->width[1] == 4) &&
           civil(full_year(d->n[1], d->width[1]), d->month, d->n[0], w);
}

/* Puts the parts where they belong; `w->ms` already holds the time of day. */
static bool place(const struct scan *d, struct when *w)
{
    if (d->month)
        return place_named(d, w);
    if (d->width[0] == 8)
        return civil(d->n[0] / 10000, d->n[0] / 100 % 100, d->n[0] % 100, w);
    if (d->width[0] == 4)
        return d->width[1] <= 2 && d->width[2] <= 2 && civil(d->n[0], d->n[1], d->n[2], w);
    if (d->width[0] > 2 || d->width[1] > 2 || d->width[2] == 3 || d->width[2] > 4)
        return false;
    if (d->width[2] == 1)
        return false;
    if (d->n[0] > 31 && d->width[2] == 2) /* 99-12-31 */
        return civil(full_year(d->n[0], 2), d->n[1], d->n[2], w);
    w->year = full_year(d->n[2], d->width[2]);
    w->a = d->n[0];
    w->b = d->n[1];
    if (w->a < 1 || w->b < 1 || w->a > 31 || w->b > 31 || (w->a > 12 && w->b > 12))
        return false;
    bool pointed = d->points == 2 && d->width[0] == 2 && d->width[1] == 2;
    if (w->a == w->b || (pointed && w->a <= 12 && w->b <= 12)) /* nobody writes 12.31.2024 */
        return civil(w->year, w->b, w->a, w);
    w->two_readings = true;
    return w->year >= 1900 && w->year <= 2262;
}

static bool take_zone(str s, struct when *w)
{
    s = fold_trim(s);
    if (s.n == 0 || str_eq_fold(s, S("z")) || str_eq_fold(s, S("utc")) ||
        str_eq_fold(s, S("gmt")) || str_eq_fold(s, S("uhr")) || str_eq_fold(s, S("h")))
        return true;
    if (str_eq_fold(str_sub(s, 0, 3), S("utc")) || str_eq_fold(str_sub(s, 0, 3), S("gmt")))
        s = str_sub(s, 3, s.n);
    i64 sign = s.p[0] == '+' ? 1 : s.p[0] == '-' ? -1 : 0;
    i32 hours, minutes = 0, width;
    s = str_sub(s, 1, s.n);
    if (!sign || !take_number(&s, &hours, &width) || width == 3 || width > 4)
        return false;
    if (width == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (s.n) {
        if (s.p[0] != ':')
            return false;
        s = str_sub(s, 1, s.n);
        if (!take_number(&s, &minutes, &width) || width != 2)
            return false;
    }
    w->ms -= sign * (hours * MS_PER_HOUR + minutes * 60 * MS_PER_SECOND);
    return s.n == 0 && hours <= 18 && minutes < 60;
}

/* "AM", "p.m.": 12 added or taken away; leaves *s alone when there is none. */
static bool take_half(str *s, i32 *hour)
{
    str t = fold_trim(*s);
    if (t.n < 2 || (t.p[0] | 32) < 'a')
        return true;
    char half = (char)(t.p[0] | 32);
    i64 n = t.p[1] == '.' ? 2 : 1;
    if ((half != 'a' && half != 'p') || t.n <= n || (t.p[n] | 32) != 'm')
        return true;
    n += 1 + (t.n > n + 1 && t.p[n + 1] == '.');
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (half == 'p' ? 12 : 0);
    *s = str_sub(t, n, t.n);
    return true;
}

static bool take_fraction(str *s, i64 *ms)
{
    i64 unit = 100;
    i64 i = 1;
    for (; i < s->n && is_digit(s->p[i]); i++, unit /= 10)
        *ms += unit * (s->p[i] - '0');
    bool some = i > 1;
    *s = str_sub(*s, i, s->n);
    return some;
}

static bool scan_time(str s, struct when *w)
{
    skip_separators(&s);
    while (s.n && !is_digit(s.p[0])) {
        str before = s;
        struct fold_key k = take_word(&s);
        if (k.n == 0 || !is_filler(fold_key_str(&k)))
            return take_zone(before, w);
        skip_separators(&s);
    }
    if (s.n == 0)
        return true;
    i32 hour, minute = 0, second = 0, width;
    i64 ms = 0;
    if (!take_number(&s, &hour, &width) || width > 2 || s.n == 0)
        return false;
    bool colon = s.p[0] == ':' || s.p[0] == 'h' || s.p[0] == '.';
    if (colon) {
        s = str_sub(s, 1, s.n);
        if (!take_number(&s, &minute, &width) || width != 2)
            return false;
    }
    if (s.n && (s.p[0] == ':' || s.p[0] == '.')) {
        s = str_sub(s, 1, s.n);
        if (!take_number(&s, &second, &width) || width != 2)
            return false;
        if (s.n && (s.p[0] == '.' || s.p[0] == ',') && !take_fraction(&s, &ms))
            return false;
    }
    i32 written = hour;
    str before = s;
    if (!take_half(&s, &hour) || hour > 24 || minute > 59 || second > 60)
        return false;
    if (!colon && written == hour && before.p == s.p)
        return false; /* "12" alone is no time */
    w->timed = true;
    w->ms += hour * MS_PER_HOUR + (minute * 60 + second) * MS_PER_SECOND + ms;
    return take_zone(s, w);
}

/* Spreadsheet serials (1929 to 2119), epoch seconds and milliseconds, 20240131. */
static bool read_number(str s, struct when *w)
{
    str whole = s, fraction;
    str_cut(s, '.', &whole, &fraction);
    i64 n;
    f64 day;
    if (!str_to_i64(whole, &n) || !is_digit(s.p[0]))
        return false;
    if (whole.n == 5 && n >= 10800 && n <= 80000 && str_to_f64(s, &day)) {
        w->ms = (i64)((day - 25569) * (f64)MS_PER_DAY + 0.5);
        w->ms = (w->ms + 500) / 1000 * 1000; /* serials hold no more than seconds */
        w->timed = w->ms % MS_PER_DAY != 0;
        return true;
    }
    w->timed = true;
    if (whole.n == 10 && n >= 100000000) {
        w->ms = n * 1000;
        return true;
    }
    if (whole.n == 13 && fraction.n == 0) {
        w->ms = n;
        return true;
    }
    w->timed = false;
    return whole.n == 8 && fraction.n == 0 &&
           civil((i32)(n / 10000), (i32)(n / 100 % 100), (i32)(n % 100), w);
}

static bool is_plain_number(str s)
{
    for (i64 i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]) && !(s.p[i] == '.' && i >= 5))
            return false;
    return s.n >= 5;
}

bool when_read(str s, struct when *w)
{
    *w = (struct when){0};
    s = fold_trim(s);
    if (s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"')
        s = fold_trim(str_sub(s, 1, s.n - 1));
    if (s.n < 5 || s.n > 64)
        return false;
    if (s.p[4] == '-' && s.n >= 10 && time_parse(s, &w->ms)) { /* as machines write it */
        w->timed = s.n > 10;
        i64 day = days_of_ms(w->ms);
        return day > -25568 && day < 106752;
    }
    w->ms = 0;
    if (is_plain_number(s))
        return read_number(s, w);
    struct scan d = {.rest = s};
    return scan_date(&d) && scan_time(d.rest, w) && place(&d, w);
}

bool when_resolve(const struct when *w, enum when_order order, i64 *at_ms)
{
    *at_ms = w->ms;
    if (!w->two_readings)
        return true;
    if (order == WHEN_ORDER_UNKNOWN)
        return false;
    bool day_first = order == WHEN_DAY_FIRST;
    struct date d = {w->year, day_first ? w->b : w->a, day_first ? w->a : w->b};
    if (!date_is_real(d))
        return false;
    *at_ms = w->ms + date_to_days(d) * MS_PER_DAY;
    return true;
}

static void count(i64 *counter, str *example, str value)
{
    if ((*counter)++ == 0)
        *example = value;
}

void when_look(struct when_column *c, str value)
{
    struct when w;
    i64 day_ms, month_ms;
    c->seen++;
    if (!when_read(value, &w)) {
        count(&c->unreadable, &c->bad_example, value);
        return;
    }
    c->timed += w.timed;
    if (!w.two_readings)
        return;
    bool day = when_resolve(&w, WHEN_DAY_FIRST, &day_ms);
    bool month = when_resolve(&w, WHEN_MONTH_FIRST, &month_ms);
    if (day && month)
        count(&c->open, &c->open_example, value);
    else if (day)
        count(&c->day_first, &c->day_example, value);
    else if (month)
        count(&c->month_first, &c->month_example, value);
    else
        count(&c->unreadable, &c->bad_example, value);
}

enum when_verdict when_decide(struct when_column *c)
{
    if (c->day_first + c->month_first + c->open == 0)
        return WHEN_PLAIN;
    if (c->order != WHEN_ORDER_UNKNOWN)
        return WHEN_DECIDED;
    if (c->day_first + c->month_first == 0)
        return WHEN_ASK;
    if (c->day_first > 20 * c->month_first)
        c->order = WHEN_DAY_FIRST;
    else if (c->month_first > 20 * c->day_first)
        c->order = WHEN_MONTH_FIRST;
    else
        return WHEN_MIXED;
    return WHEN_DECIDED;
}
