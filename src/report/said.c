#include "report/said.h"

#include <math.h>

enum { FLOOR = 5 };

static const char *const share_words[LANG_COUNT] = {"{0} of {1}, {2} ({3}–{4})",
                                                    "{0} sur {1}, {2} ({3}–{4})"};
static const char *const count_words[LANG_COUNT] = {"{0} of {1}", "{0} sur {1}"};
static const char *const point_words[LANG_COUNT] = {"{0} points ({1} to {2})",
                                                    "{0} points ({1} à {2})"};

str said_share(struct arena *a, enum lang lang, i64 x, i64 n)
{
    struct interval ci = interval_wilson((f64)x, (f64)n, .95);
    str of = number_whole(a, lang, n), is = number_whole(a, lang, x);
    if (n < FLOOR)
        return text_put(a, lang, str_c(count_words[lang]), (const str[]){is, of, TEXT_FILLED});
    return text_put(a, lang, str_c(share_words[lang]),
                    (const str[]){is, of, number_percent(a, lang, (f64)x / (f64)n),
                                  number_percent_bare(a, lang, ci.low),
                                  number_percent_bare(a, lang, ci.high), TEXT_FILLED});
}

str said_signed(struct arena *a, enum lang lang, f64 value)
{
    if (!isfinite(value))
        return S("–");
    i64 whole = (i64)llround(value);
    str size = number_whole(a, lang, whole < 0 ? -whole : whole);
    return str_fmt(a, "%s%.*s", whole < 0 ? "−" : whole > 0 ? "+" : "", STR_ARG(size));
}

str said_points(struct arena *a, enum lang lang, struct estimate e)
{
    if (!isfinite(e.value))
        return S("–");
    return text_put(a, lang, str_c(point_words[lang]),
                    (const str[]){said_signed(a, lang, 100 * e.value),
                                  said_signed(a, lang, 100 * e.ci.low),
                                  said_signed(a, lang, 100 * e.ci.high), TEXT_FILLED});
}

str said_capital(struct arena *a, str text)
{
    if (text.n == 0 || text.p[0] < 'a' || text.p[0] > 'z')
        return text;
    return str_fmt(a, "%c%.*s", text.p[0] - 'a' + 'A', STR_ARG(str_sub(text, 1, text.n)));
}

void put_word(struct json *j, const char *key, str value)
{
    if (!value.n)
        return;
    json_key(j, str_c(key));
    json_str(j, value);
}

void put_whole(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

void put_flag(struct json *j, const char *key, bool value)
{
    json_key(j, str_c(key));
    json_bool(j, value);
}

void put_real(struct json *j, const char *key, f64 value)
{
    json_key(j, str_c(key));
    json_f64(j, value);
}

void put_date(struct json *j, const char *key, i64 at_ms)
{
    char room[16];
    struct buf b = {.p = room, .max = sizeof room};
    if (at_ms == TIME_NONE)
        return;
    date_print(&b, days_of_ms(at_ms));
    put_word(j, key, (str){b.p, b.n});
}

void put_share(struct json *j, const char *key, i64 x, i64 n)
{
    struct interval ci = interval_wilson((f64)x, (f64)n, .95);
    json_key(j, str_c(key));
    json_object(j);
    put_whole(j, "numerator", x);
    put_whole(j, "denominator", n);
    put_real(j, "value", n ? (f64)x / (f64)n : NAN);
    put_real(j, "low", ci.low);
    put_real(j, "high", ci.high);
    json_end(j);
}

void put_estimate(struct json *j, const char *key, struct estimate e)
{
    json_key(j, str_c(key));
    if (!isfinite(e.value)) {
        json_null(j);
        return;
    }
    json_object(j);
    put_real(j, "value", e.value);
    put_real(j, "low", e.ci.low);
    put_real(j, "high", e.ci.high);
    json_end(j);
}
