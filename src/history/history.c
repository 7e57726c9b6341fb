#include "history/history.h"

static const char *const activity_kinds[] = {
    [ACTIVITY_OTHER] = "other",           [ACTIVITY_STAGE] = "stage",
    [ACTIVITY_MILESTONE] = "milestone",   [ACTIVITY_REVOKED] = "revoked",
    [ACTIVITY_WAIVED] = "waived",         [ACTIVITY_CONFIRMED] = "confirmed",
    [ACTIVITY_BLOCKED] = "blocked",       [ACTIVITY_OBJECTED] = "objected",
    [ACTIVITY_CLOSE_DATE] = "close-date", [ACTIVITY_AMOUNT] = "amount",
    [ACTIVITY_OWNER] = "owner",           [ACTIVITY_OUTCOME] = "outcome",
};

static const char *const governance_kinds[] = {
    [GOVERNANCE_PUBLISHED] = "published", [GOVERNANCE_TRAINED] = "trained",
    [GOVERNANCE_REVIEWED] = "reviewed",   [GOVERNANCE_FEEDBACK] = "feedback",
    [GOVERNANCE_REVISED] = "revised",     [GOVERNANCE_EVALUATED] = "evaluated",
    [GOVERNANCE_MEMBER] = "member",
};

static i64 find_word(const char *const *words, i64 n, str s)
{
    for (i64 i = 0; i < n; i++)
        if (str_eq(s, str_c(words[i])))
            return i;
    return -1;
}

i64 history_text_mark(str text)
{
    char room[512];
    i64 n = 0;
    text = str_trim(text);
    for (i64 i = 0; i < text.n && n < (i64)sizeof room; i++) {
        char c = text.p[i];
        bool blank = (u8)c <= ' ';
        if (blank && n > 0 && room[n - 1] == ' ')
            continue;
        room[n++] = blank ? ' ' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return n ? (i64)(hash_str((str){room, n}) >> 24) + 1 : 0;
}

const char *activity_kind_id(enum activity_kind kind)
{
    return activity_kinds[kind];
}

bool activity_kind_parse(str s, enum activity_kind *out)
{
    i64 i = find_word(activity_kinds, LENGTH(activity_kinds), s);
    if (i >= 0)
        *out = (enum activity_kind)i;
    return i >= 0;
}

const char *governance_kind_id(enum governance_kind kind)
{
    return governance_kinds[kind];
}

bool governance_kind_parse(str s, enum governance_kind *out)
{
    i64 i = find_word(governance_kinds, LENGTH(governance_kinds), s);
    if (i >= 0)
        *out = (enum governance_kind)i;
    return i >= 0;
}

const struct history_attribute *history_find_attribute(const struct history *h, str name)
{
    for (i64 i = 0; i < h->attribute_count; i++)
        if (str_eq_fold(h->attributes[i].name, name))
            return &h->attributes[i];
    return NULL;
}
