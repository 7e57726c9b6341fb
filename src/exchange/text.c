#include "exchange/text.h"

#include "base/message.h"

#include <string.h>

static const struct {
    const char *name, *advice;
} kinds[TEXT_KIND_COUNT] = {
    [TEXT_PLAIN] = {MESSAGE("text"), ""},
    [TEXT_EMPTY] = {MESSAGE("an empty file"), MESSAGE("export it again")},
    [TEXT_XML] = {MESSAGE("XML"),
                  MESSAGE("event logs in XES can be read; other XML cannot: export as CSV")},
    [TEXT_GZIP] = {MESSAGE("a gzip file"), MESSAGE("unpack it first (gunzip)")},
    [TEXT_JSON] = {MESSAGE("JSON"), MESSAGE("export as CSV")},
    [TEXT_HTML] = {MESSAGE("a web page"),
                   MESSAGE("some systems call this .xls: open it in a spreadsheet and "
                           "save it as CSV (UTF-8)")},
    [TEXT_ZIP] = {MESSAGE("a zip archive"), MESSAGE("unpack it and give the files inside")},
    [TEXT_SPREADSHEET] = {MESSAGE("a spreadsheet"),
                          MESSAGE("open it and save it as CSV (UTF-8), one file a sheet")},
    [TEXT_PDF] = {MESSAGE("a PDF"), MESSAGE("export the data itself, as CSV")},
    [TEXT_BINARY] = {MESSAGE("no text"), MESSAGE("export the data as CSV")},
};

const char *text_kind_name(enum text_kind kind)
{
    return kinds[kind].name;
}

const char *text_kind_advice(enum text_kind kind)
{
    return kinds[kind].advice;
}

static bool starts_folded(str s, str word)
{
    return str_eq_fold(str_sub(s, 0, word.n), word);
}

static enum text_kind kind_by_magic(str b)
{
    if (b.n == 0)
        return TEXT_EMPTY;
    if (str_starts(b, S("PK\x03\x04")) || str_starts(b, S("PK\x05\x06"))) {
        str head = str_sub(b, 0, 4096);
        bool sheet = str_find(head, S("xl/")) >= 0 || str_find(head, S("[Content_Types]")) >= 0 ||
                     str_find(head, S("opendocument.spreadsheet")) >= 0;
        return sheet ? TEXT_SPREADSHEET : TEXT_ZIP;
    }
    if (str_starts(b, S("\xd0\xcf\x11\xe0")))
        return TEXT_SPREADSHEET;
    if (str_starts(b, S("\x1f\x8b")))
        return TEXT_GZIP;
    if (str_starts(b, S("%PDF-")))
        return TEXT_PDF;
    return TEXT_PLAIN;
}

static enum text_kind kind_by_words(str utf8)
{
    str s = str_trim(str_sub(utf8, 0, 1024));
    if (s.n == 0)
        return TEXT_EMPTY;
    if (starts_folded(s, S("<!doctype html")) || starts_folded(s, S("<html")) ||
        starts_folded(s, S("<table")) || starts_folded(s, S("<meta")))
        return TEXT_HTML;
    if (starts_folded(s, S("<?xml")))
        return str_find(s, S("urn:schemas-microsoft-com:office:spreadsheet")) >= 0
                   ? TEXT_SPREADSHEET
                   : TEXT_XML;
    if (starts_folded(s, S("<log")) || starts_folded(s, S("<!--")))
        return TEXT_XML;
    if (s.p[0] == '{' || (s.p[0] == '[' && s.n > 1 && str_find_char(S("{[\" \n\r\t"), s.p[1]) >= 0))
        return TEXT_JSON;
    return TEXT_PLAIN;
}

/* Without a mark: ASCII in UTF-16 has a zero in every other byte. 1 LE, 2 BE, 0 neither. */
static i32 utf16_without_mark(str b)
{
    i64 n = i64_min(b.n, 4096) / 2 * 2, even = 0, odd = 0;
    for (i64 i = 0; i < n; i += 2) {
        even += b.p[i] == 0;
        odd += b.p[i + 1] == 0;
    }
    if (n < 4 || even + odd < n / 4)
        return 0;
    return odd > 8 * even ? 1 : even > 8 * odd ? 2 : 0;
}

static str from_utf16(struct arena *a, str b, bool big, i64 *replaced)
{
    char *out = arena_array(a, char, b.n / 2 * 3 + 4);
    i64 n = 0;
    *replaced += b.n & 1;
    for (i64 i = 0; i + 1 < b.n; i += 2) {
        u32 c =
            big ? (u32)((u8)b.p[i] << 8 | (u8)b.p[i + 1]) : (u32)((u8)b.p[i + 1] << 8 | (u8)b.p[i]);
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < b.n) {
            u32 low = big ? (u32)((u8)b.p[i + 2] << 8 | (u8)b.p[i + 3])
                          : (u32)((u8)b.p[i + 3] << 8 | (u8)b.p[i + 2]);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        if (c >= 0xd800 && c < 0xe000) {
            c = 0xfffd;
            ++*replaced;
        }
        if (c)
            n += utf8_put(out + n, c);
        else
            ++*replaced;
    }
    return (str){out, n};
}

static str from_windows_1252(struct arena *a, str b, i64 *replaced)
{
    static const u16 high[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                 0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};
    char *out = arena_array(a, char, 3 * b.n + 4);
    i64 n = 0;
    for (i64 i = 0; i < b.n; i++) {
        u8 c = (u8)b.p[i];
        u32 u = c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
        if (u == 0) {
            ++*replaced;
            u = c ? 0xfffd : 0;
        }
        if (u)
            n += utf8_put(out + n, u);
    }
    return (str){out, n};
}

/* UTF-8 whose bad bytes become U+FFFD and whose NULs go. */
static str mend_utf8(struct arena *a, str b, i64 *replaced)
{
    char *out = arena_array(a, char, 3 * b.n + 4);
    i64 n = 0;
    for (i64 i = 0; i < b.n;) {
        i64 from = i;
        u32 c = utf8_next(b, &i);
        bool bad = c == 0xfffd && (i - from != 3 || (u8)b.p[from] != 0xef);
        *replaced += bad || c == 0;
        if (c)
            n += utf8_put(out + n, c);
    }
    return (str){out, n};
}

/* Are most of the bytes above ASCII good UTF-8? Then the others are damage. */
static bool mostly_utf8(str b)
{
    i64 good = 0, bad = 0;
    for (i64 i = 0; i < b.n;) {
        i64 from = i;
        if ((u8)b.p[i] < 0x80) {
            i++;
            continue;
        }
        u32 c = utf8_next(b, &i);
        *(c == 0xfffd && i - from != 3 ? &bad : &good) += 1;
    }
    return good > 10 * bad;
}

static bool is_binary(str b)
{
    i64 n = i64_min(b.n, 1 << 16), odd = 0;
    for (i64 i = 0; i < n; i++) {
        u8 c = (u8)b.p[i];
        odd += (c < 32 && c != '\n' && c != '\r' && c != '\t') || c == 127;
    }
    return odd > n / 50 + 1;
}

static void decode(struct text *t, struct arena *a, str b)
{
    i32 wide = str_starts(b, S("\xff\xfe")) ? 1 : str_starts(b, S("\xfe\xff")) ? 2 : 0;
    i32 bare = wide ? 0 : utf16_without_mark(b);
    bool mark = str_starts(b, S("\xef\xbb\xbf"));
    if (wide || bare) {
        t->encoding = wide + bare == 1 ? "UTF-16LE" : "UTF-16BE";
        t->utf8 = from_utf16(a, str_sub(b, wide ? 2 : 0, b.n), wide + bare == 2, &t->replaced);
        if (bare && is_binary(t->utf8))
            t->kind = TEXT_BINARY;
        return;
    }
    if (mark)
        b = str_sub(b, 3, b.n);
    bool valid = utf8_check(b) < 0;
    if (!mark && is_binary(b)) {
        t->kind = TEXT_BINARY;
        return;
    }
    t->encoding = mark ? MESSAGE("UTF-8 with BOM") : "UTF-8";
    if (!valid && !mark && !mostly_utf8(b)) {
        t->encoding = "Windows-1252";
        t->utf8 = from_windows_1252(a, b, &t->replaced);
    } else if (!valid || memchr(b.p, 0, (size_t)b.n)) {
        t->utf8 = mend_utf8(a, b, &t->replaced);
    } else {
        t->utf8 = b;
    }
}

struct text text_open(struct arena *a, str bytes)
{
    struct text t = {.kind = kind_by_magic(bytes), .encoding = ""};
    if (t.kind != TEXT_PLAIN)
        return t;
    decode(&t, a, bytes);
    if (t.kind == TEXT_PLAIN)
        t.kind = kind_by_words(t.utf8);
    return t;
}
