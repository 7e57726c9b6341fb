#include "report/number.h"

#include "report/text.h"

#include <math.h>
#include <stdio.h>

/* U+202F narrow no-break space, U+00A0 no-break space */
#define THIN "\u202f"
#define FIXED "\u00a0"
#define MINUS "\u2212"

enum { NUMBER_CHARS_MAX = 64 };

static str group(struct arena *a, enum lang lang, str digits)
{
    str mark = lang == LANG_FR ? S(THIN) : S(",");
    char *out = arena_array(a, char, digits.n * 4 + 1);
    i64 used = 0;
    for (i64 i = 0; i < digits.n; i++) {
        if (i && (digits.n - i) % 3 == 0)
            for (i64 k = 0; k < mark.n; k++)
                out[used++] = mark.p[k];
        out[used++] = digits.p[i];
    }
    return (str){out, used};
}

str number_whole(struct arena *a, enum lang lang, i64 value)
{
    u64 size = value < 0 ? 0 - (u64)value : (u64)value;
    str digits = str_fmt(a, "%llu", (unsigned long long)size);
    str grouped = group(a, lang, digits);
    return value < 0 ? str_fmt(a, MINUS "%.*s", STR_ARG(grouped)) : grouped;
}

str number_decimal(struct arena *a, enum lang lang, f64 value, i32 digits)
{
    if (!isfinite(value) || fabs(value) > 1e15)
        return S("–");
    char plain[NUMBER_CHARS_MAX];
    int n = snprintf(plain, sizeof plain, "%.*f", digits, fabs(value));
    str whole = {plain, n}, part = {0};
    bool has_part = str_cut(whole, '.', &whole, &part);
    bool zero = true;
    for (i64 i = 0; i < n; i++)
        zero = zero && (plain[i] == '0' || plain[i] == '.');
    str grouped = group(a, lang, whole);
    return str_fmt(a, "%s%.*s%s%.*s", value < 0 && !zero ? MINUS : "", STR_ARG(grouped),
                   !has_part         ? ""
                   : lang == LANG_FR ? ","
                                     : ".",
                   STR_ARG(part));
}

str number_percent_bare(struct arena *a, enum lang lang, f64 share)
{
    return number_decimal(a, lang, 100 * share, 1);
}

static str percent_of(struct arena *a, enum lang lang, str number)
{
    return str_fmt(a, "%.*s%s", STR_ARG(number), lang == LANG_FR ? FIXED "%" : "%");
}

str number_percent(struct arena *a, enum lang lang, f64 share)
{
    return percent_of(a, lang, number_percent_bare(a, lang, share));
}

str number_probability(struct arena *a, enum lang lang, f64 p)
{
    if (!isfinite(p))
        return S("–");
    if (p > 0 && p < 0.01)
        return percent_of(a, lang, lang == LANG_FR ? S("<" FIXED "1") : S("<1"));
    if (p < 1 && p > 0.99)
        return percent_of(a, lang, lang == LANG_FR ? S(">" FIXED "99") : S(">99"));
    return percent_of(a, lang, number_decimal(a, lang, 100 * p, 0));
}

str number_p_value(struct arena *a, enum lang lang, f64 p)
{
    if (!isfinite(p))
        return S("–");
    if (p < 0.001)
        return text(a, lang, TEXT_P_BELOW, number_decimal(a, lang, 0.001, 3));
    return text(a, lang, TEXT_P_VALUE, number_decimal(a, lang, p, p < 0.095 ? 3 : 2));
}

static str symbol_of(str currency)
{
    static const struct {
        const char *code, *symbol;
    } symbols[] = {
        {"EUR", "€"},  {"USD", "$"},   {"GBP", "£"},  {"JPY", "¥"}, {"INR", "₹"},
        {"BRL", "R$"}, {"CAD", "CA$"}, {"AUD", "A$"}, {"KRW", "₩"}, {"NZD", "NZ$"},
    };
    for (i64 i = 0; i < LENGTH(symbols); i++)
        if (str_eq(currency, str_c(symbols[i].code)))
            return str_c(symbols[i].symbol);
    return currency;
}

/* English puts the symbol first ("$5M", "CHF 5M"), French last after a space. */
static str with_currency(struct arena *a, enum lang lang, bool negative, str number, str unit,
                         str currency)
{
    const char *sign = negative ? MINUS : "";
    str symbol = symbol_of(currency);
    if (!symbol.n)
        return str_fmt(a, "%s%.*s%s%.*s", sign, STR_ARG(number),
                       unit.n && lang == LANG_FR ? FIXED : "", STR_ARG(unit));
    if (lang == LANG_FR)
        return str_fmt(a, "%s%.*s" FIXED "%.*s%.*s", sign, STR_ARG(number), STR_ARG(unit),
                       STR_ARG(symbol));
    bool is_code = str_eq(symbol, currency);
    return str_fmt(a, "%s%.*s%s%.*s%.*s", sign, STR_ARG(symbol), is_code ? FIXED : "",
                   STR_ARG(number), STR_ARG(unit));
}

static i64 minor_per_unit(str currency)
{
    i32 digits = money_digits(currency);
    return digits == 0 ? 1 : digits == 2 ? 100 : 1000;
}

str number_money(struct arena *a, enum lang lang, i64 minor, str currency)
{
    i64 unit = minor_per_unit(currency);
    f64 value = fabs((f64)minor) / (f64)unit;
    bool cents = value < 1000 && minor % unit != 0;
    str number = number_decimal(a, lang, value, cents ? money_digits(currency) : 0);
    return with_currency(a, lang, minor < 0, number, (str){0}, currency);
}

/* Three figures that count: 9.81, 98.1, 981; whole ones stay whole. */
static str three_figures(struct arena *a, enum lang lang, f64 value)
{
    i32 digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    f64 scale = digits == 2 ? 100 : digits == 1 ? 10 : 1;
    while (digits && fmod(round(value * scale), 10) == 0) {
        digits--;
        scale /= 10;
    }
    return number_decimal(a, lang, value, digits);
}

str number_money_short(struct arena *a, enum lang lang, i64 minor, str currency)
{
    f64 value = fabs((f64)minor) / (f64)minor_per_unit(currency);
    f64 scale = value >= 999.5e9   ? 1e12
                : value >= 999.5e6 ? 1e9
                : value >= 999.5e3 ? 1e6
                : value >= 999.5   ? 1e3
                                   : 1;
    if (scale == 1 || scale == 1e12)
        return number_money(a, lang, minor, currency);
    bool french = lang == LANG_FR;
    str unit = scale == 1e9 ? (french ? S("Md") : S("bn")) : scale == 1e6 ? S("M") : S("k");
    str number = three_figures(a, lang, value / scale);
    return with_currency(a, lang, minor < 0, number, unit, currency);
}

static str with_unit(struct arena *a, enum lang lang, str number, enum text_id unit)
{
    return text(a, lang, unit, number);
}

str number_days(struct arena *a, enum lang lang, f64 days)
{
    if (!isfinite(days))
        return S("–");
    f64 size = fabs(days);
    if (size > 0 && size < 1.0 / 24)
        return text(a, lang, TEXT_UNDER_HOUR);
    if (size > 0 && size < 1)
        return with_unit(a, lang, number_decimal(a, lang, days * 24, 0), TEXT_HOURS);
    bool whole = size >= 20 || fabs(days - round(days)) < 0.05;
    return with_unit(a, lang, number_decimal(a, lang, days, whole ? 0 : 1), TEXT_DAYS);
}

str number_date(struct arena *a, enum lang lang, i64 at_ms)
{
    static const char *const months[LANG_COUNT][12] = {
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
        {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
         "déc."},
    };
    if (at_ms == TIME_NONE)
        return S("–");
    struct date d = date_from_days(days_of_ms(at_ms));
    const char *first = lang == LANG_FR && d.day == 1 ? "er" : "";
    return str_fmt(a, "%d%s" FIXED "%s" FIXED "%d", d.day, first, months[lang][d.month - 1],
                   d.year);
}
