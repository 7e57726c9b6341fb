#include "format/xml.h"

#include "base/message.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Unequal for unequal names, up to a 64-bit hash for those above seven bytes. */
static u64 name_key(str s)
{
    u64 key = (u64)s.n << 56;
    if (s.n > 7)
        return hash_str(s);
    for (i64 i = 0; i < s.n; i++)
        key |= (u64)(u8)s.p[i] << (8 * i);
    return key;
}

void xml_init(struct xml_reader *r, str window, bool last)
{
    *r = (struct xml_reader){.p = window.p, .n = window.n, .last = last, .line = 1};
}

static i64 count_lines(const char *p, i64 n)
{
    i64 lines = 0, i = 0;
#ifdef __SSE2__
    const __m128i newline = _mm_set1_epi8('\n'), one = _mm_set1_epi8(1);
    __m128i sums = _mm_setzero_si128(); /* two, of 64 bits each */
    for (; i + 16 <= n; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i hits = _mm_and_si128(_mm_cmpeq_epi8(bytes, newline), one);
        sums = _mm_add_epi64(sums, _mm_sad_epu8(hits, _mm_setzero_si128()));
    }
    lines += _mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
#endif
    for (; i < n; i++)
        lines += p[i] == '\n';
    return lines;
}

i64 xml_line_at(struct xml_reader *r, i64 at)
{
    if (at > r->counted) {
        r->line += count_lines(r->p + r->counted, at - r->counted);
        r->counted = at;
    }
    return r->line;
}

i64 xml_line(struct xml_reader *r)
{
    return xml_line_at(r, r->at);
}

void xml_refill(struct xml_reader *r, str window, bool last)
{
    (void)xml_line(r);
    r->p = window.p;
    r->n = window.n;
    r->at = r->counted = 0;
    r->last = last;
}

static void bad(struct xml_reader *r, struct xml_token *t, const char *problem)
{
    t->kind = XML_BAD;
    r->problem = problem;
}

/* The token at r->at is not whole. */
static void more(struct xml_reader *r, struct xml_token *t)
{
    if (r->last)
        bad(r, t, MESSAGE("the file ends in the middle of a tag"));
    else
        t->kind = XML_MORE;
}

/* Offset just after the next `end` from `at`; -1 when the window has none. */
static i64 after(const struct xml_reader *r, i64 at, str end)
{
    for (; at + end.n <= r->n; at++) {
        const char *hit = memchr(r->p + at, end.p[0], (size_t)(r->n - at));
        if (!hit)
            return -1;
        at = hit - r->p;
        if (at + end.n <= r->n && memcmp(hit, end.p, (size_t)end.n) == 0)
            return at + end.n;
    }
    return -1;
}

/* True when the declaration asks for an encoding that we cannot read. */
static bool other_encoding(str declaration)
{
    i64 at = str_find(declaration, S("encoding"));
    if (at < 0)
        return false;
    str rest = str_sub(declaration, at + 8, declaration.n);
    while (rest.n &&
           (blank(rest.p[0]) || rest.p[0] == '=' || rest.p[0] == '"' || rest.p[0] == '\''))
        rest = str_sub(rest, 1, rest.n);
    return !str_eq_fold(str_sub(rest, 0, 5), S("utf-8")) &&
           !str_eq_fold(str_sub(rest, 0, 4), S("utf8")) &&
           !str_eq_fold(str_sub(rest, 0, 8), S("us-ascii"));
}

/* <?…?>, <!--…-->: passed over. True when reading goes on. */
static bool skip_special(struct xml_reader *r, struct xml_token *t, i64 at, str end)
{
    i64 stop = after(r, at, end);
    if (stop < 0) {
        more(r, t);
        return false;
    }
    if (r->p[r->at + 1] == '?' && other_encoding((str){r->p + r->at, stop - r->at})) {
        bad(r, t, MESSAGE("the file is not in UTF-8: convert it with iconv"));
        return false;
    }
    r->at = stop;
    return true;
}

static void read_cdata(struct xml_reader *r, struct xml_token *t)
{
    i64 stop = after(r, r->at + 9, S("]]>"));
    if (stop < 0) {
        more(r, t);
        return;
    }
    t->kind = XML_TEXT;
    t->cdata = true;
    t->depth = r->depth;
    t->text = (str){r->p + r->at + 9, stop - 3 - (r->at + 9)};
    r->at = stop;
}

static inline i64 name_end(const struct xml_reader *r, i64 at)
{
    while (at < r->n) {
        char c = r->p[at];
        if (c == '>' || c == '/' || c == '=' || blank(c) || c == '<')
            break;
        at++;
    }
    return at;
}

static void read_close(struct xml_reader *r, struct xml_token *t)
{
    i64 from = r->at + 2, at = name_end(r, from);
    t->name = (str){r->p + from, at - from};
    while (at < r->n && blank(r->p[at]))
        at++;
    if (at == r->n) {
        more(r, t);
        return;
    }
    if (r->p[at] != '>' || !r->depth || r->open[r->depth - 1] != name_key(t->name)) {
        bad(r, t, MESSAGE("a closing tag does not match what it closes"));
        return;
    }
    t->kind = XML_CLOSE;
    t->depth = r->depth--;
    r->at = at + 1;
}

/* name="value" at `at`; the offset after it, -1 when the window ends, -2 when it is wrong. */
static i64 read_attribute(struct xml_reader *r, struct xml_token *t, i64 at)
{
    i64 from = at;
    at = name_end(r, at);
    str name = {r->p + from, at - from};
    while (at < r->n && blank(r->p[at]))
        at++;
    if (at < r->n && (r->p[at] != '=' || !name.n))
        return -2;
    for (at++; at < r->n && blank(r->p[at]);)
        at++;
    if (at >= r->n)
        return -1;
    char quote = r->p[at++];
    if (quote != '"' && quote != '\'')
        return -2;
    const char *end = memchr(r->p + at, quote, (size_t)(r->n - at));
    if (!end)
        return -1;
    str value = {r->p + at, end - (r->p + at)};
    if (t->attribute_count == XML_ATTRIBUTES_MAX)
        return -2;
    t->attributes[t->attribute_count++] = (struct xml_attribute){name, value};
    return end + 1 - r->p;
}

static void open_element(struct xml_reader *r, struct xml_token *t, i64 at)
{
    if (r->begun && r->depth == 0) {
        bad(r, t, MESSAGE("something follows the end of the document"));
        return;
    }
    if (r->depth == XML_DEPTH_MAX) {
        bad(r, t, MESSAGE("elements are nested deeper than 64"));
        return;
    }
    r->begun = true;
    t->kind = XML_OPEN;
    t->depth = r->depth + 1;
    if (!t->empty)
        r->open[r->depth++] = name_key(t->name);
    r->at = at;
}

static void read_open(struct xml_reader *r, struct xml_token *t)
{
    i64 from = r->at + 1, at = name_end(r, from);
    t->name = (str){r->p + from, at - from};
    t->empty = false;
    t->attribute_count = 0;
    for (;;) {
        while (at < r->n && blank(r->p[at]))
            at++;
        if (at >= r->n)
            break;
        char c = r->p[at];
        if (c == '/' && at + 1 == r->n)
            break;
        if (!t->name.n || (c == '/' && r->p[at + 1] != '>')) {
            bad(r, t, MESSAGE("this is no tag"));
            return;
        }
        if (c == '>' || c == '/') {
            t->empty = c == '/';
            open_element(r, t, at + 1 + t->empty);
            return;
        }
        at = read_attribute(r, t, at);
        if (at == -1)
            break;
        if (at == -2) {
            bad(r, t, MESSAGE("this is no attribute: name=\"value\" is expected"));
            return;
        }
    }
    more(r, t);
}

/* Text up to the next tag; true when it is blank and passed over. */
static bool skip_blank_text(struct xml_reader *r, struct xml_token *t)
{
    i64 at = r->at;
    while (at < r->n && blank(r->p[at]))
        at++;
    if (at < r->n && r->p[at] == '<') {
        r->at = at;
        return true;
    }
    const char *tag = at < r->n ? memchr(r->p + at, '<', (size_t)(r->n - at)) : NULL;
    if (!tag && !r->last) {
        t->kind = XML_MORE;
    } else if (at == r->n) {
        r->at = at;
        return true;
    } else if (!r->depth) {
        bad(r, t,
            r->begun ? MESSAGE("something follows the end of the document")
                     : MESSAGE("this is not XML"));
    } else {
        i64 end = tag ? tag - r->p : r->n;
        t->kind = XML_TEXT;
        t->cdata = false;
        t->depth = r->depth;
        t->text = (str){r->p + r->at, end - r->at};
        r->at = end;
    }
    return false;
}

/* What begins with <! or <?. True when it was passed over. */
static bool read_special(struct xml_reader *r, struct xml_token *t)
{
    str rest = {r->p + r->at, r->n - r->at};
    if (rest.p[1] == '?')
        return skip_special(r, t, r->at + 2, S("?>"));
    if (str_starts(rest, S("<!--")))
        return skip_special(r, t, r->at + 4, S("-->"));
    if (str_starts(rest, S("<![CDATA[")) && r->depth)
        read_cdata(r, t);
    else if (rest.n < 9 && !r->last)
        t->kind = XML_MORE;
    else
        bad(r, t, MESSAGE("a DTD is refused"));
    return false;
}

/* A byte order mark may come first. False when the window is too short to tell. */
static bool skip_mark(struct xml_reader *r)
{
    if (r->n < 3 && !r->last)
        return false;
    if (str_starts((str){r->p, r->n}, S("\xEF\xBB\xBF")))
        r->at = 3;
    r->marked = true;
    return true;
}

void xml_next(struct xml_reader *r, struct xml_token *t)
{
    if (!r->marked && !skip_mark(r)) {
        t->kind = XML_MORE;
        return;
    }
    for (;;) {
        if (r->at < r->n && r->p[r->at] != '<' && !skip_blank_text(r, t))
            return;
        if (r->at == r->n) {
            t->kind = r->last ? XML_END : XML_MORE;
            if (r->last && (r->depth || !r->begun))
                bad(r, t,
                    r->begun ? MESSAGE("the file ends before its elements do")
                             : MESSAGE("this is not XML"));
            return;
        }
        if (r->at + 1 == r->n) {
            more(r, t);
            return;
        }
        char c = r->p[r->at + 1];
        if (c == '/') {
            read_close(r, t);
            return;
        }
        if (c != '?' && c != '!') {
            read_open(r, t);
            return;
        }
        if (!read_special(r, t))
            return;
    }
}

enum { PAIR_NAME_MAX = 8, PAIR_KEY_MAX = 64, PAIR_VALUE_MAX = 128, PAIR_BYTES = 384 };

/* Bytes before the closing quote; -1 when there are `most` (of 16 each) or more, or when one
 * of them is an entity's beginning or not ASCII. Up to 15 bytes past `most` are looked at. */
static inline i64 plain_length(const char *p, i64 most)
{
#ifdef __SSE2__
    for (i64 i = 0; i < most; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i entity = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'));
        u32 quote = (u32)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        u32 odd = (u32)_mm_movemask_epi8(_mm_or_si128(bytes, entity));
        if (odd & (quote ^ (quote - 1)) & 0xFFFF)
            return -1;
        if (quote)
            return i + __builtin_ctz(quote);
    }
#else
    for (i64 i = 0; i < most && p[i] != '&' && !(p[i] & 0x80); i++)
        if (p[i] == '"')
            return i;
#endif
    return -1;
}

static inline bool begins(const char *p, const char *with, i64 n)
{
    return memcmp(p, with, (size_t)n) == 0;
}

bool xml_next_pair(struct xml_reader *r, str *name, str *key, str *value)
{
    const char *p = r->p + r->at, *end = r->p + r->n - PAIR_BYTES;
    if (!r->depth || r->depth == XML_DEPTH_MAX)
        return false;
    while (p < end && blank(*p))
        p++;
    if (p >= end || *p != '<')
        return false;
    const char *from = ++p;
    while (*p >= 'a' && *p <= 'z' && p - from < PAIR_NAME_MAX)
        p++;
    *name = (str){from, p - from};
    if (!name->n || !begins(p, " key=\"", 6))
        return false;
    p += 6;
    *key = (str){p, plain_length(p, PAIR_KEY_MAX)};
    if (key->n < 0 || !begins(p + key->n, "\" value=\"", 9))
        return false;
    p += key->n + 9;
    *value = (str){p, plain_length(p, PAIR_VALUE_MAX)};
    if (value->n < 0 || !begins(p + value->n, "\"/>", 3))
        return false;
    r->at = p + value->n + 3 - r->p;
    return true;
}

bool xml_attribute(const struct xml_token *t, str name, str *value)
{
    for (i32 i = 0; i < t->attribute_count; i++)
        if (str_eq(t->attributes[i].name, name)) {
            *value = t->attributes[i].value;
            return true;
        }
    return false;
}

/* The character of "&…;" at s.p[*i], which moves behind it; 0 when there is no such. */
static u32 read_entity(str s, i64 *i)
{
    static const struct {
        const char *name;
        u32 c;
    } known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    str rest = str_sub(s, *i, s.n);
    for (i64 k = 0; k < LENGTH(known); k++)
        if (str_starts(rest, str_c(known[k].name))) {
            *i += str_c(known[k].name).n;
            return known[k].c;
        }
    if (!str_starts(rest, S("&#")))
        return 0;
    u32 c = 0, base = rest.n > 2 && rest.p[2] == 'x' ? 16 : 10;
    i64 at = base == 16 ? 3 : 2, first = at;
    for (; at < rest.n && at < first + 8 && rest.p[at] != ';'; at++) {
        char d = rest.p[at] | 0x20; /* digits stay, letters become small */
        u32 digit = d >= '0' && d <= '9'   ? (u32)(d - '0')
                    : d >= 'a' && d <= 'f' ? (u32)(d - 87)
                                           : 99;
        if (digit >= base)
            return 0;
        c = c * base + digit;
    }
    if (at == first || at >= rest.n || rest.p[at] != ';' || c > 0x10FFFF || (c >> 11) == 27)
        return 0;
    *i += at + 1;
    return c;
}

bool xml_decode(struct arena *a, str raw, str *out)
{
    *out = raw;
    if (!memchr(raw.p, '&', (size_t)raw.n) && utf8_check(raw) < 0)
        return true;
    char *text = arena_array(a, char, 3 * raw.n); /* a bad byte becomes three */
    i64 n = 0;
    for (i64 i = 0; i < raw.n;) {
        u32 c = raw.p[i] == '&' ? read_entity(raw, &i) : utf8_next(raw, &i);
        if (!c)
            return false;
        n += utf8_put(text + n, c);
    }
    *out = (str){text, n};
    return true;
}

void xml_put(struct buf *out, str text)
{
    for (i64 i = 0; i < text.n;) {
        u32 c = utf8_next(text, &i);
        char bytes[4];
        bool held = c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
        switch (held ? c : 0xFFFD) {
        case '<': buf_put(out, S("&lt;")); break;
        case '>': buf_put(out, S("&gt;")); break;
        case '&': buf_put(out, S("&amp;")); break;
        case '"': buf_put(out, S("&quot;")); break;
        case '\t': buf_put(out, S("&#9;")); break;
        case '\n': buf_put(out, S("&#10;")); break;
        case '\r': buf_put(out, S("&#13;")); break;
        default: buf_put(out, (str){bytes, utf8_put(bytes, held ? c : 0xFFFD)});
        }
    }
}
