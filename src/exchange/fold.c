#include "exchange/fold.h"

#include <string.h>

/* U+00C0 to U+017F without their accents; ' ' is no letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
                            "aaaaaaaceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiiiiijjkkklllllll"
                            "lllnnnnnnnnnoooooooorrrrrrssssss"
                            "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/* Writes the folded character at `out` (room for 4); 0: it separates words. */
static i32 fold_character(char *out, u32 c)
{
    if (c < 128) {
        bool upper = c >= 'A' && c <= 'Z', word = upper || (c >= 'a' && c <= 'z');
        if (!word && !(c >= '0' && c <= '9'))
            return 0;
        out[0] = (char)(upper ? c + 32 : c);
        return 1;
    }
    if (c == 0xdf) {
        out[0] = out[1] = 's';
        return 2;
    }
    if (c == 0xe6 || c == 0xc6 || c == 0x153 || c == 0x152) {
        out[0] = c == 0xe6 || c == 0xc6 ? 'a' : 'o';
        out[1] = 'e';
        return 2;
    }
    if (c >= 0xc0 && c <= 0x17f) {
        out[0] = latin[c - 0xc0];
        return out[0] != ' ';
    }
    /* combining accents vanish below; symbols, emoji, no-break blanks separate */
    bool letter = (c >= 0x180 && c < 0x300) || (c >= 0x370 && c < 0x2000) ||
                  (c >= 0x3040 && c < 0xe000) || (c >= 0xf900 && c < 0xfe00) ||
                  (c >= 0xff10 && c < 0xfff0) || (c >= 0x20000 && c < 0x40000);
    return letter ? utf8_put(out, c) : 0;
}

static bool is_combining(u32 c)
{
    return (c >= 0x300 && c < 0x370) || (c >= 0xfe00 && c < 0xfe10) || c == 0xfeff || c == 0x200b;
}

struct fold_key fold_key(str s)
{
    struct fold_key k = {.n = 0};
    for (i64 i = 0; i < s.n && k.n + 4 <= FOLD_KEY_MAX;)
        k.n += fold_character(k.p + k.n, utf8_next(s, &i));
    return k;
}

str fold_key_str(const struct fold_key *k)
{
    return (str){k->p, k->n};
}

str fold_words(struct arena *a, str s)
{
    char *out = arena_array(a, char, 2 * s.n + 8);
    i64 n = 0;
    bool gap = false;
    for (i64 i = 0; i < s.n;) {
        char letters[4];
        u32 c = utf8_next(s, &i);
        if (is_combining(c))
            continue;
        i32 k = fold_character(letters, c);
        if (k == 0) {
            gap = n > 0;
            continue;
        }
        if (gap)
            out[n++] = ' ';
        gap = false;
        memcpy(out + n, letters, (size_t)k);
        n += k;
    }
    return (str){out, n};
}

bool fold_has(str words, str part)
{
    for (i64 from = 0; from + part.n <= words.n;) {
        i64 at = str_find(str_sub(words, from, words.n), part);
        if (at < 0)
            return false;
        at += from;
        i64 end = at + part.n;
        if ((at == 0 || words.p[at - 1] == ' ') && (end == words.n || words.p[end] == ' '))
            return true;
        from = at + 1;
    }
    return false;
}

/* Bytes of the blank at the start of `s`; 0: none. */
static i64 blank_at(str s)
{
    if (s.n == 0)
        return 0;
    u8 c = (u8)s.p[0];
    if (c == ' ' || (c >= 9 && c <= 13))
        return 1;
    i64 i = 0;
    if (c < 0xc2)
        return 0;
    u32 u = utf8_next(s, &i);
    bool blank = u == 0xa0 || u == 0xfeff || u == 0x3000 || u == 0x202f ||
                 (u >= 0x2000 && u <= 0x200b) || u == 0x2060;
    return blank ? i : 0;
}

static bool plain(char c)
{
    return c > ' ' && (u8)c < 0x80;
}

str fold_trim(str s)
{
    if (s.n == 0 || (plain(s.p[0]) && plain(s.p[s.n - 1]))) /* nearly always */
        return s;
    for (i64 k; (k = blank_at(s)) > 0;)
        s = str_sub(s, k, s.n);
    for (;;) {
        i64 start = s.n - 1;
        while (start > 0 && s.n - start < 4 && ((u8)s.p[start] & 0xc0) == 0x80)
            start--;
        str last = str_sub(s, i64_max(start, 0), s.n);
        if (s.n == 0 || blank_at(last) != last.n)
            return s;
        s = str_sub(s, 0, start);
    }
}
