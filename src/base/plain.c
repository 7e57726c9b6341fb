#include "base/plain.h"

/* U+00C0 to U+017F; a point: the letter stays as it is, or is two. */
static const char latin[] = "aaaaaa.ceeeeiiiidnooooo.ouuuuyt.aaaaaa.ceeeeiiiidnooooo.ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllll"
                            "nnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(sizeof latin == 0x180 - 0xC0 + 1, "letters");

static const struct {
    u32 letter;
    const char *plain;
} pairs[] = {{0xC6, "ae"},  {0xE6, "ae"},  {0xDF, "ss"}, {0x132, "ij"},
             {0x133, "ij"}, {0x152, "oe"}, {0x153, "oe"}};

static u32 plain_of(u32 c)
{
    if (c >= 0xC0 && c < 0x180 && latin[c - 0xC0] != '.')
        return (u32)latin[c - 0xC0];
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0x391 && c <= 0x3A9) || /* Greek */
                   (c >= 0x410 && c <= 0x42F);                             /* Cyrillic */
    return capital ? c + 32 : c;
}

/* At `out`, which has room for 4: how many bytes. */
static i64 put_plain(char *out, u32 c)
{
    if (c >= 0x300 && c < 0x370) /* an accent that stands alone */
        return 0;
    for (i64 i = 0; i < LENGTH(pairs); i++)
        if (pairs[i].letter == c) {
            out[0] = pairs[i].plain[0];
            out[1] = pairs[i].plain[1];
            return 2;
        }
    return utf8_put(out, plain_of(c));
}

str str_plain(struct arena *a, str s, i64 most)
{
    char *out = arena_push(a, most + 4, 1);
    i64 n = 0;
    for (i64 i = 0; i < s.n;) {
        i64 more = put_plain(out + n, utf8_next(s, &i));
        if (n + more > most)
            break;
        n += more;
    }
    return (str){out, n};
}
