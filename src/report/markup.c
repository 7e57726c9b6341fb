#include "report/markup.h"

static void put_character(struct buf *out, u32 c)
{
    char bytes[4];
    switch (c) {
    case '&': buf_put(out, S("&amp;")); return;
    case '<': buf_put(out, S("&lt;")); return;
    case '>': buf_put(out, S("&gt;")); return;
    case '"': buf_put(out, S("&quot;")); return;
    case '\'': buf_put(out, S("&#39;")); return;
    default: break;
    }
    bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    bool nonchar = c == 0xfffe || c == 0xffff;
    buf_put(out, (str){bytes, utf8_put(bytes, control || nonchar ? 0xfffd : c)});
}

void markup_text(struct buf *out, str s)
{
    for (i64 i = 0; i < s.n;)
        put_character(out, utf8_next(s, &i));
}

void markup_fill(struct buf *out, const char *template, const str *fill)
{
    for (const char *p = template; *p; p++) {
        if (*p != '%') {
            buf_char(out, *p);
        } else if (p[1] == '%') {
            buf_char(out, '%');
            p++;
        } else {
            assert(fill->n >= 0); /* a text for every hole */
            markup_text(out, *fill++);
        }
    }
    assert(fill->n < 0); /* and a hole for every text */
}

/* Shares of the size, after Helvetica. */
static f64 advance(u32 c)
{
    if (c < 0x80 && str_find_char(S("iljI.,:;'|! "), (char)c) >= 0)
        return 0.28;
    if (c < 0x80 && str_find_char(S("frt()[]-/\""), (char)c) >= 0)
        return 0.34;
    if (c < 0x80 && str_find_char(S("mwMW%@"), (char)c) >= 0)
        return 0.86;
    if (c >= 'A' && c <= 'Z')
        return 0.69;
    if (c == 0x202f)
        return 0.2;
    return c >= 0x1100 ? 1.0 : 0.56;
}

f64 markup_width(str s, f64 size)
{
    f64 width = 0;
    for (i64 i = 0; i < s.n;)
        width += advance(utf8_next(s, &i));
    return width * size;
}

str markup_fit(struct arena *a, str s, f64 size, f64 width)
{
    if (markup_width(s, size) <= width)
        return s;
    f64 used = advance(0x2026);
    i64 end = 0;
    for (i64 i = 0; i < s.n;) {
        used += advance(utf8_next(s, &i));
        if (used * size > width)
            break;
        end = i;
    }
    return str_fmt(a, "%.*s…", (int)end, s.p);
}
