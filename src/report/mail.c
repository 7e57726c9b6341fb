#include "report/mail.h"

enum { WORD_BYTES = 42, LINE_BYTES = 57 }; /* as base64: a line of 75, of 76 */

static void put_base64(struct buf *out, str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (i64 i = 0; i < bytes.n; i += 3) {
        u32 word = 0;
        for (i64 k = 0; k < 3; k++)
            word = word << 8 | (i + k < bytes.n ? (u8)bytes.p[i + k] : 0u);
        for (i64 k = 0; k < 4; k++)
            buf_char(out, i + k <= bytes.n ? digits[word >> (18 - 6 * k) & 63] : '=');
    }
}

static void put_body(struct buf *out, str text)
{
    for (i64 i = 0; i < text.n; i += LINE_BYTES) {
        put_base64(out, str_sub(text, i, i64_min(i + LINE_BYTES, text.n)));
        buf_put(out, S("\r\n"));
    }
}

/* --- the head ----------------------------------------------------------------------------- */

/* On one line, cut between two characters. */
static str one_line(struct arena *a, str s)
{
    i64 n = 0, at = 0;
    while (at < s.n && at < MAIL_HEAD_TEXT_MAX) {
        n = at;
        utf8_next(s, &at);
    }
    n = at <= MAIL_HEAD_TEXT_MAX ? at : n;
    char *p = arena_array(a, char, n + 1);
    for (i64 i = 0; i < n; i++)
        p[i] = (u8)s.p[i] < ' ' || s.p[i] == 127 ? ' ' : s.p[i];
    return (str){p, n};
}

static bool is_plain(str s)
{
    bool plain = s.n <= 60 && str_find(s, S("=?")) < 0;
    for (i64 i = 0; i < s.n; i++)
        plain = plain && (u8)s.p[i] < 128 && s.p[i] != '"' && s.p[i] != '\\';
    return plain;
}

/* As encoded words, each of whole characters, one to a line. */
static void put_words(struct buf *out, str s)
{
    for (i64 at = 0; at < s.n;) {
        i64 end = at, next = at;
        while (next < s.n) {
            utf8_next(s, &next);
            if (next - at > WORD_BYTES)
                break;
            end = next;
        }
        if (at)
            buf_put(out, S("\r\n "));
        buf_put(out, S("=?UTF-8?B?"));
        put_base64(out, str_sub(s, at, end));
        buf_put(out, S("?="));
        at = end;
    }
}

static void put_text(struct buf *out, struct arena *a, str s, bool quoted)
{
    s = one_line(a, s);
    if (!is_plain(s))
        put_words(out, s);
    else
        quoted ? buf_fmt(out, "\"%.*s\"", STR_ARG(s)) : buf_put(out, s);
}

static void put_date(struct buf *out, i64 ms)
{
    static const char days[] = "MonTueWedThuFriSatSun",
                      months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    i64 day = days_of_ms(ms), second = (ms - day * MS_PER_DAY) / 1000;
    struct date d = date_from_days(day);
    buf_fmt(out, "Date: %.3s, %d %.3s %d %02d:%02d:%02d +0000\r\n",
            days + 3 * (weekday_of_days(day) - 1), d.day, months + 3 * (d.month - 1), d.year,
            (i32)(second / 3600), (i32)(second / 60 % 60), (i32)(second % 60));
}

static void put_head(struct buf *out, struct arena *a, const struct mail *m)
{
    buf_put(out, S("From: "));
    if (m->from_name.n) {
        put_text(out, a, m->from_name, true);
        buf_char(out, ' ');
    }
    buf_fmt(out, "<%.*s>\r\nTo: <%.*s>\r\nSubject: ", STR_ARG(m->from), STR_ARG(m->to));
    put_text(out, a, m->subject, false);
    buf_put(out, S("\r\n"));
    put_date(out, m->date_ms);
    buf_fmt(out, "Message-ID: <%.*s>\r\nAuto-Submitted: auto-generated\r\nContent-Language: %s\r\n",
            STR_ARG(m->id), lang_code(m->lang));
    if (m->unsubscribe.n)
        buf_fmt(out,
                "List-Unsubscribe: <%.*s>\r\n"
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
                STR_ARG(m->unsubscribe));
}

static void put_part(struct buf *out, str id, const char *type, str text)
{
    buf_fmt(out, "--=_%.*s\r\nContent-Type: text/%s; charset=utf-8\r\n", STR_ARG(id), type);
    buf_put(out, S("Content-Transfer-Encoding: base64\r\n\r\n"));
    put_body(out, text);
}

void mail_print(struct buf *out, struct arena scratch, const struct mail *m)
{
    str id, domain;
    str_cut(m->id, '@', &id, &domain);
    put_head(out, &scratch, m);
    buf_fmt(out,
            "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_%.*s\"\r\n\r\n",
            STR_ARG(id));
    put_part(out, id, "plain", m->text);
    put_part(out, id, "html", m->html);
    buf_fmt(out, "--=_%.*s--\r\n", STR_ARG(id));
}

/* --- addresses ---------------------------------------------------------------------------- */

str mail_domain(str address)
{
    return str_sub(address, str_find_char(address, '@') + 1, address.n);
}

static bool is_address(str s)
{
    i64 at = str_find_char(s, '@');
    bool good = at > 0 && at + 1 < s.n && s.n <= 254;
    for (i64 i = 0; i < s.n && good; i++)
        good = s.p[i] > ' ' && (u8)s.p[i] < 127 && !(s.p[i] == '@' && i != at) &&
               str_find_char(S("<>()[]\\,;:\""), s.p[i]) < 0;
    return good;
}

bool mail_address_split(str written, str *name, str *address)
{
    str rest = str_trim(written);
    i64 open = str_find_char(rest, '<');
    *name = (str){0};
    *address = rest;
    if (open >= 0 && rest.p[rest.n - 1] == '>') {
        *name = str_trim(str_sub(rest, 0, open));
        *address = str_sub(rest, open + 1, rest.n - 1);
    }
    return is_address(*address);
}
