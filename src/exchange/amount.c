#include "exchange/amount.h"

#include "exchange/fold.h"

static const struct {
    const char *sign, *code;
} signs[] = {
    {"US$", "USD"}, {"USD", "USD"}, {"C$", "CAD"}, {"CA$", "CAD"}, {"A$", "AUD"},  {"AU$", "AUD"},
    {"R$", "BRL"},  {"$", "USD"},   {"€", "EUR"},  {"£", "GBP"},   {"¥", "JPY"},   {"₹", "INR"},
    {"₽", "RUB"}, {"₩", "KRW"},   {"zł", "PLN"}, {"Kč", "CZK"},  {"Fr.", "CHF"}, {"CHF", "CHF"},
    {"kr", "SEK"},  {"₪", "ILS"},   {"₺", "TRY"},
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A currency sign, or three capital letters, at the front of *s. */
static bool take_currency(str *s, str *code)
{
    if (s->n == 0 || is_digit(s->p[0])) /* most cells: no sign begins so */
        return false;
    for (i64 i = 0; i < LENGTH(signs); i++)
        if (str_starts(*s, str_c(signs[i].sign))) {
            *code = str_c(signs[i].code);
            *s = str_sub(*s, str_c(signs[i].sign).n, s->n);
            return true;
        }
    if (s->n < 3)
        return false;
    for (i64 i = 0; i < 3; i++)
        if (s->p[i] < 'A' || s->p[i] > 'Z')
            return false;
    if (s->n > 3 && s->p[3] >= 'A' && s->p[3] <= 'Z')
        return false;
    *code = str_sub(*s, 0, 3);
    *s = str_sub(*s, 3, s->n);
    return true;
}

str amount_header_currency(str header)
{
    static const char *const codes[] = {
        "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR", "GBP",
        "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "KZT", "MAD", "MXN", "MYR", "NOK", "NZD",
        "PHP", "PLN", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "ZAR"};
    if (header.n && (header.p[header.n - 1] == ')' || header.p[header.n - 1] == ']'))
        header.n--;
    for (i64 i = 0; i < LENGTH(signs); i++) {
        str sign = str_c(signs[i].sign);
        bool letter = (sign.p[sign.n - 1] | 32) >= 'a' && (sign.p[sign.n - 1] | 32) <= 'z';
        if (!letter && header.n > sign.n && str_ends(header, sign))
            return str_c(signs[i].code);
    }
    if (header.n < 5 || str_find_char(S(" (_["), header.p[header.n - 4]) < 0)
        return (str){0};
    str end = str_sub(header, header.n - 3, header.n);
    for (i64 i = 0; i < LENGTH(codes); i++)
        if (str_eq_fold(end, str_c(codes[i])))
            return str_c(codes[i]);
    return (str){0};
}

/* What groups digits in any locale: blanks of all kinds and apostrophes. */
static i64 grouping_at(str s)
{
    if (s.p[0] == ' ' || s.p[0] == '\'' || s.p[0] == '_')
        return 1;
    if ((u8)s.p[0] < 0xc2)
        return 0;
    i64 i = 0;
    u32 c = utf8_next(s, &i);
    bool groups = c == 0xa0 || c == 0x202f || c == 0x2019 || c == 0x2009;
    return groups ? i : 0;
}

struct shape {
    i32 points, commas;         /* how many of each */
    i32 last_point, last_comma; /* digits before the last of each */
};

static bool take_digits(str *s, struct amount *m, struct shape *shape)
{
    while (s->n) {
        char c = s->p[0];
        i64 n = 1;
        if (is_digit(c)) {
            if (m->count == AMOUNT_DIGITS_MAX)
                return false;
            m->digits[m->count++] = c;
        } else if (c == '.') {
            shape->points++;
            shape->last_point = m->count;
        } else if (c == ',') {
            shape->commas++;
            shape->last_comma = m->count;
        } else {
            n = grouping_at(*s);
            if (n == 0 || s->n == n || !is_digit(s->p[n]))
                break;
        }
        *s = str_sub(*s, n, s->n);
    }
    return m->count > 0;
}

static bool take_suffix(str *s, struct amount *m)
{
    static const struct {
        const char *word;
        i32 tens;
    } suffixes[] = {{"k", 3}, {"K", 3}, {"Mio.", 6}, {"Mio", 6}, {"MM", 6}, {"M", 6}, {"bn", 9}};
    for (i64 i = 0; i < LENGTH(suffixes); i++)
        if (str_starts(*s, str_c(suffixes[i].word))) {
            m->thousands = suffixes[i].tens;
            *s = str_sub(*s, str_c(suffixes[i].word).n, s->n);
            return true;
        }
    return false;
}

/* May the digits be grouped by the sign that stands `times` times, last before the final
 * `tail` digits? Groups are of three; "0.500" and "1234.500" are no groups. */
static bool can_group(const struct amount *m, i32 times, i32 last)
{
    i32 tail = m->count - last, head = last - 3 * (times - 1);
    return tail == 3 && head >= 1 && head <= 3 && m->digits[0] != '0';
}

static void read_shape(struct amount *m, const struct shape *s)
{
    m->decimals_if_point = m->decimals_if_comma = 0;
    if (s->points && s->commas) {
        bool point = s->last_point > s->last_comma;
        m->decimals_if_point = point && s->points == 1 ? m->count - s->last_point : -1;
        m->decimals_if_comma = !point && s->commas == 1 ? m->count - s->last_comma : -1;
    } else if (s->points) {
        m->decimals_if_point = s->points == 1 ? m->count - s->last_point : -1;
        m->decimals_if_comma = can_group(m, s->points, s->last_point) ? 0 : -1;
    } else if (s->commas) {
        m->decimals_if_comma = s->commas == 1 ? m->count - s->last_comma : -1;
        m->decimals_if_point = can_group(m, s->commas, s->last_comma) ? 0 : -1;
    }
}

static bool take_sign(str *s, struct amount *m)
{
    bool minus = s->n && (s->p[0] == '-' || str_starts(*s, S("−")));
    if (minus)
        *s = str_sub(*s, s->p[0] == '-' ? 1 : 3, s->n);
    else if (s->n && s->p[0] == '+')
        *s = str_sub(*s, 1, s->n);
    else
        return false;
    m->negative = minus;
    *s = fold_trim(*s);
    return true;
}

bool amount_read(str s, struct amount *m)
{
    *m = (struct amount){0};
    struct shape shape = {0};
    s = fold_trim(s);
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') {
        m->negative = true;
        s = fold_trim(str_sub(s, 1, s.n - 1));
    }
    take_sign(&s, m);
    if (take_currency(&s, &m->currency))
        s = fold_trim(s);
    take_sign(&s, m);
    if (s.n == 0 || !(is_digit(s.p[0]) || s.p[0] == '.' || s.p[0] == ',') ||
        !take_digits(&s, m, &shape))
        return false;
    s = fold_trim(s);
    if (take_suffix(&s, m))
        s = fold_trim(s);
    if (s.n && take_currency(&s, &m->currency))
        s = fold_trim(s);
    if (s.n == 1 && s.p[0] == '-') { /* 1,200- */
        m->negative = true;
        s.n = 0;
    }
    read_shape(m, &shape);
    return s.n == 0 && (m->decimals_if_point >= 0 || m->decimals_if_comma >= 0);
}

bool amount_resolve(const struct amount *m, enum amount_point point, i32 digits, i64 *minor)
{
    i32 decimals = point == AMOUNT_DECIMAL_COMMA ? m->decimals_if_comma : m->decimals_if_point;
    bool two = m->decimals_if_comma >= 0 && m->decimals_if_point >= 0;
    if (point == AMOUNT_POINT_UNKNOWN && two && m->decimals_if_comma != m->decimals_if_point)
        return false;
    if (decimals < 0) /* one reading alone explains it, whatever the others of its column */
        decimals = m->decimals_if_comma > m->decimals_if_point ? m->decimals_if_comma
                                                               : m->decimals_if_point;
    if (decimals < 0)
        return false;
    i64 value = 0;
    i32 keep = m->count - decimals + m->thousands + digits; /* digits of the whole result */
    for (i32 i = 0; i < keep; i++) {
        value = value * 10 + (i < m->count ? m->digits[i] - '0' : 0);
        if (value > AMOUNT_MINOR_MAX)
            return false;
    }
    if (keep >= 0 && keep < m->count && m->digits[keep] >= '5')
        value++;
    *minor = m->negative ? -value : value;
    return true;
}

static void count(i64 *counter, str *example, str value)
{
    if ((*counter)++ == 0)
        *example = value;
}

void amount_look(struct amount_column *c, str value)
{
    struct amount m;
    c->seen++;
    if (!amount_read(value, &m))
        count(&c->unreadable, &c->bad_example, value);
    else if (m.decimals_if_point < 0)
        count(&c->comma, &c->comma_example, value);
    else if (m.decimals_if_comma < 0)
        count(&c->point, &c->point_example, value);
    else if (m.decimals_if_point != m.decimals_if_comma)
        count(&c->open, &c->open_example, value);
}

enum amount_verdict amount_decide(struct amount_column *c)
{
    if (c->point + c->comma + c->open == 0)
        return AMOUNT_PLAIN;
    if (c->decimal != AMOUNT_POINT_UNKNOWN)
        return AMOUNT_DECIDED;
    if (c->point + c->comma == 0)
        return AMOUNT_ASK;
    if (c->point > 20 * c->comma)
        c->decimal = AMOUNT_DECIMAL_POINT;
    else if (c->comma > 20 * c->point)
        c->decimal = AMOUNT_DECIMAL_COMMA;
    else
        return c->open ? AMOUNT_MIXED : AMOUNT_PLAIN; /* $1,234.50 beside 1.234,50 € */
    return AMOUNT_DECIDED;
}
