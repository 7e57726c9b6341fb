#include "standard/guard_lex.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool starts_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (u8)c >= 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct guard_token token(enum guard_token_kind kind, str s, i64 from, i64 to)
{
    return (struct guard_token){kind, str_sub(s, from, to), from, to};
}

static struct guard_token lex_text(str s, i64 from)
{
    i64 end = from + 1;
    while (end < s.n && s.p[end] != s.p[from])
        end++;
    if (end == s.n)
        return token(TOKEN_BAD, s, from, end);
    struct guard_token t = token(TOKEN_TEXT, s, from, end + 1);
    t.text = str_sub(s, from + 1, end);
    return t;
}

static bool looks_like_date(str s, i64 i)
{
    static const char shape[] = "dddd-dd-dd";
    if (i + 10 > s.n)
        return false;
    for (i64 k = 0; k < 10; k++)
        if (shape[k] == 'd' ? !is_digit(s.p[i + k]) : s.p[i + k] != '-')
            return false;
    return true;
}

static struct guard_token lex_number(str s, i64 from)
{
    i64 end = from;
    enum guard_token_kind kind = TOKEN_NUMBER;
    if (looks_like_date(s, from)) {
        kind = TOKEN_DATE;
        end += 10;
    } else {
        while (end < s.n && is_digit(s.p[end]))
            end++;
        if (end + 1 < s.n && s.p[end] == '.' && is_digit(s.p[end + 1]))
            for (end++; end < s.n && is_digit(s.p[end]);)
                end++;
    }
    /* "50k" and "2026-12-31T10:00" are one wrong word, not two right ones */
    i64 stop = end;
    while (stop < s.n && (starts_word(s.p[stop]) || is_digit(s.p[stop]) || s.p[stop] == '.' ||
                          s.p[stop] == '-' || s.p[stop] == ':'))
        stop++;
    return token(stop > end ? TOKEN_BAD : kind, s, from, stop);
}

static struct guard_token lex_word(str s, i64 from)
{
    i64 end = from;
    while (end < s.n && (starts_word(s.p[end]) || is_digit(s.p[end]) || s.p[end] == '-'))
        end++;
    return token(TOKEN_WORD, s, from, end);
}

static struct guard_token lex_sign(str s, i64 from)
{
    static const char *const two[] = {"!=", "<=", ">=", "<>", "=="};
    for (i64 k = 0; k < LENGTH(two); k++)
        if (str_starts(str_sub(s, from, s.n), str_c(two[k])))
            return token(TOKEN_SIGN, s, from, from + 2);
    bool known = str_find_char(S("=<>(),+-"), s.p[from]) >= 0;
    return token(known ? TOKEN_SIGN : TOKEN_BAD, s, from, from + 1);
}

struct guard_token guard_lex(str s, i64 *at)
{
    while (*at < s.n && is_blank(s.p[*at]))
        ++*at;
    struct guard_token t;
    if (*at == s.n)
        t = token(TOKEN_END, s, s.n, s.n);
    else if (s.p[*at] == '"' || s.p[*at] == '\'')
        t = lex_text(s, *at);
    else if (is_digit(s.p[*at]))
        t = lex_number(s, *at);
    else if (starts_word(s.p[*at]))
        t = lex_word(s, *at);
    else
        t = lex_sign(s, *at);
    *at = t.to;
    return t;
}
