#include "report/text.h"

str text_raw(enum lang lang, enum text_id id)
{
    const char *sentence = (lang == LANG_FR ? text_fr : text_en)[id];
    return sentence ? str_c(sentence) : (str){0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A hole starting at s.p[at]: "{3}" or "{3?one|many}". */
struct hole {
    i32 number;
    i64 end; /* just after '}' */
    bool chooses;
    str one, many;
};

static bool hole_at(str s, i64 at, struct hole *h)
{
    if (at + 2 >= s.n || s.p[at] != '{' || !is_digit(s.p[at + 1]))
        return false;
    i64 close = str_find_char(str_sub(s, at, s.n), '}');
    if (close < 0)
        return false;
    *h = (struct hole){.number = s.p[at + 1] - '0', .end = at + close + 1};
    str inside = str_sub(s, at + 2, at + close);
    h->chooses = inside.n && inside.p[0] == '?';
    if (h->chooses)
        str_cut(str_sub(inside, 1, inside.n), '|', &h->one, &h->many);
    return true;
}

static bool singular(enum lang lang, str number)
{
    if (lang == LANG_EN)
        return str_eq(number, S("1"));
    bool below_two = number.n && (number.p[0] == '0' || number.p[0] == '1');
    return below_two && (number.n == 1 || number.p[1] == ',');
}

str text_fill(struct arena *a, enum lang lang, enum text_id id, const str *fill)
{
    return text_put(a, lang, text_raw(lang, id), fill);
}

str text_put(struct arena *a, enum lang lang, str s, const str *fill)
{
    i64 room = s.n, n = 0;
    for (; fill[n].n >= 0; n++)
        room += 4 * fill[n].n; /* a sentence repeats a hole at most four times */
    char *out = arena_array(a, char, room + 1);
    i64 used = 0;
    for (i64 i = 0; i < s.n;) {
        struct hole h;
        str piece = str_sub(s, i, i + 1);
        i64 next = i + 1;
        if (hole_at(s, i, &h)) {
            str filled = h.number < n ? fill[h.number] : (str){0};
            piece = !h.chooses ? filled : singular(lang, filled) ? h.one : h.many;
            next = h.end;
        }
        assert(piece.n <= room - used);
        for (i64 k = 0; k < piece.n; k++)
            out[used++] = piece.p[k];
        i = next;
    }
    return (str){out, used};
}

u32 text_holes(str sentence)
{
    u32 holes = 0;
    struct hole h;
    for (i64 i = 0; i < sentence.n; i++)
        if (hole_at(sentence, i, &h))
            holes |= 1u << h.number;
    return holes;
}
