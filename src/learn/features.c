#include "learn/features.h"

#include <string.h>

enum { VERSIONS_MAX = 64, PEOPLE_MAX = 8 };

/* The grids are declared here, before anybody sees an outcome. */
static const i32 handoff_days[] = {1, 3, 7};
static const i32 touches[] = {2, 5, 10};
static const i32 first_touch_days[] = {1, 3, 7};
static const i32 recent_days[] = {7, 14};

/* --- words -------------------------------------------------------------------------------- */

const char *practice_kind_id(enum practice_kind kind)
{
    static const char *const ids[] = {"milestone",  "stage",    "confirmed", "handoff-time",
                                      "activity",   "repeated", "touches",   "first-touch",
                                      "recent",     "people",   "given",     "amount",
                                      "close-date", "pushed",   "order"};
    static_assert(LENGTH(ids) == PRACTICE_KINDS, "each has its id");
    return ids[kind];
}

str practice_id(struct arena *a, const struct history *h, struct practice p)
{
    const char *kind = practice_kind_id(p.kind);
    switch (p.kind) {
    case PRACTICE_MILESTONE:
    case PRACTICE_STAGE:
    case PRACTICE_CONFIRMED:
    case PRACTICE_ACTIVITY:
    case PRACTICE_REPEATED:
        return str_fmt(a, "%s:%.*s", kind, STR_ARG(h->activity_word[p.activity]));
    case PRACTICE_HANDOFF_TIME:
        return str_fmt(a, "%s:%.*s>%.*s:%d", kind, STR_ARG(h->activity_word[p.activity]),
                       STR_ARG(h->activity_word[p.other]), p.amount);
    case PRACTICE_ORDER:
        return str_fmt(a, "%s:%.*s>%.*s", kind, STR_ARG(h->activity_word[p.activity]),
                       STR_ARG(h->activity_word[p.other]));
    case PRACTICE_TOUCHES:
    case PRACTICE_FIRST_TOUCH:
    case PRACTICE_RECENT:
    case PRACTICE_PEOPLE: return str_fmt(a, "%s:%d", kind, p.amount);
    default: return str_c(kind);
    }
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (u8)c >= 128;
}

/* `part` stands in `lower` as words of their own. */
static bool has_words(str lower, str part)
{
    for (i64 from = 0; from + part.n <= lower.n;) {
        i64 at = str_find(str_sub(lower, from, lower.n), part);
        if (at < 0)
            return false;
        at += from;
        bool begins = at == 0 || !is_letter(lower.p[at - 1]);
        bool ends = at + part.n == lower.n || !is_letter(lower.p[at + part.n]);
        if (begins && ends)
            return true;
        from = at + 1;
    }
    return false;
}

bool practice_is_downstream(str word)
{
    static const char *const words[] = {
        "contract",       "signed",  "signature",       "purchase order",
        "purchase-order", "po",      "order form",      "invoice",
        "invoiced",       "paid",    "price approval",  "price-approval",
        "countersigned",  "won",     "closed",          "contrat",
        "signé",          "signée",  "bon de commande", "commande",
        "facture",        "payé",    "vertrag",         "unterschrieben",
        "bestellung",     "rechnung"};
    char room[256];
    i64 n = i64_min(word.n, (i64)sizeof room);
    for (i64 i = 0; i < n; i++)
        room[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ? (char)(word.p[i] + 32)
                  : word.p[i] == '_'                   ? ' '
                                                       : word.p[i];
    for (i64 i = 0; i < LENGTH(words); i++)
        if (has_words((str){room, n}, str_c(words[i])))
            return true;
    return false;
}

static bool names(const struct words *title, str id, str word)
{
    bool same = str_eq_fold(id, word);
    for (i64 i = 0; i < title->list.n; i++)
        same = same || str_eq_fold(title->list.v[i].text, word);
    return same;
}

/* With the signature, or after it. */
static bool comes_with_signature(const struct standard *s, str word, bool is_stage)
{
    i64 commit = INT64_MAX;
    for (i64 i = 0; s && i < s->stages.n; i++) {
        if (s->stages.v[i].commit && commit == INT64_MAX)
            commit = i;
        if (is_stage && i >= commit && names(&s->stages.v[i].title, s->stages.v[i].id, word))
            return true;
    }
    for (i64 i = 0; s && !is_stage && i < s->milestones.n; i++)
        if (s->milestones.v[i].stage >= commit &&
            names(&s->milestones.v[i].title, s->milestones.v[i].id, word))
            return true;
    return false;
}

/* --- what was looked at ------------------------------------------------------------------- */

/* Of one activity, over the whole log. */
struct looked {
    i64 deals;             /* of the landmark, that had it by then */
    i64 first_ms, last_ms; /* when it was first and last known; TIME_NONE: never */
    i32 about;             /* of a milestone lost: the activity of reaching it; -1 */
    bool downstream;
};

struct looking {
    struct arena *a, scratch;
    const struct history *h;
    const struct landmark_deals *l;
    u32 kinds;
    struct looked *activity;
    struct looked any[ACTIVITY_OUTCOME + 1]; /* of a kind */
    const struct history_attribute *version;
    u64 *on_version; /* per activity: bit of each version on which somebody had it */
    /* of the deal under way: by activity, what stands when `seen` is its number + 1 */
    u32 *seen, *times;
    i64 *first_ms;
    bool *there;
    i64 deal_touches, first_touch_ms, last_life_ms, people_count;
    u32 people[PEOPLE_MAX];
    bool given, has_amount, has_close, pushed;
    i64 close_day;
    VEC(struct practice) list;
};

static void stretch(struct looked *x, i64 ms)
{
    x->first_ms = x->first_ms == TIME_NONE || ms < x->first_ms ? ms : x->first_ms;
    x->last_ms = i64_max(x->last_ms, ms);
}

/* When each activity was recorded at all, by anybody, and on which version. */
static void look_over(struct looking *w)
{
    const struct history *h = w->h;
    for (i64 d = 0; d < h->deal_count; d++) {
        u32 version = w->version ? w->version->value[d] : HISTORY_NO_ID;
        u64 bit = version == HISTORY_NO_ID ? ~0ull : 1ull << version;
        for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
            i64 ms = landmark_known_ms(h, e);
            stretch(&w->activity[h->activity[e]], ms);
            stretch(&w->any[h->activity_kind[h->activity[e]]], ms);
            w->on_version[h->activity[e]] |= bit;
        }
    }
}

static void look_at_words(struct looking *w, const struct standard *s)
{
    const struct history *h = w->h;
    for (i64 k = 0; k < h->activities.n; k++) {
        struct looked *x = &w->activity[k];
        bool stage = h->activity_kind[k] == ACTIVITY_STAGE;
        x->about = -1;
        x->downstream = practice_is_downstream(h->activity_word[k]) ||
                        comes_with_signature(s, h->activity_word[k], stage);
        for (i64 m = 0; m < h->activities.n && h->activity_kind[k] == ACTIVITY_REVOKED; m++)
            if (h->activity_kind[m] == ACTIVITY_MILESTONE &&
                str_eq(h->activity_word[m], h->activity_word[k]))
                x->about = (i32)m;
    }
}

/* --- one deal, as it was known at its landmark -------------------------------------------- */

static void take_person(struct looking *w, u32 actor)
{
    for (i64 i = 0; i < w->people_count; i++)
        if (w->people[i] == actor)
            return;
    if (w->people_count < PEOPLE_MAX)
        w->people[w->people_count++] = actor;
}

static void take_close_date(struct looking *w, i64 e)
{
    const struct history *h = w->h;
    bool dated = h->value && h->value[e] != HISTORY_NO_ID;
    i64 day = dated ? h->numbers[h->value[e]] : 0;
    w->pushed = w->pushed || (dated && w->has_close && day > w->close_day);
    w->close_day = dated ? day : w->close_day;
    w->has_close = true;
}

static void take_event(struct looking *w, i64 row, i64 e)
{
    const struct history *h = w->h;
    u16 k = h->activity[e];
    u8 kind = h->activity_kind[k];
    u16 about = w->activity[k].about >= 0 ? (u16)w->activity[k].about : k;
    bool sign = kind == ACTIVITY_OTHER || kind == ACTIVITY_MILESTONE || kind == ACTIVITY_STAGE;
    if (w->seen[about] != (u32)row + 1) {
        w->seen[about] = (u32)row + 1;
        w->times[about] = 0;
        w->there[about] = false;
    }
    if (kind != ACTIVITY_REVOKED && !w->there[about])
        w->first_ms[about] = h->at_ms[e];
    w->there[about] = kind != ACTIVITY_REVOKED;
    w->times[about] += kind != ACTIVITY_REVOKED;
    if (kind == ACTIVITY_OTHER && !w->deal_touches++)
        w->first_touch_ms = h->at_ms[e];
    if (sign)
        w->last_life_ms = i64_max(w->last_life_ms, h->at_ms[e]);
    if (kind == ACTIVITY_CLOSE_DATE)
        take_close_date(w, e);
    w->has_amount = w->has_amount || kind == ACTIVITY_AMOUNT;
    w->given = w->given || kind == ACTIVITY_OWNER;
    if (h->actor && h->actor[e] != HISTORY_NO_ID && kind != ACTIVITY_OWNER)
        take_person(w, h->actor[e]);
}

static void look_at_deal(struct looking *w, i64 row)
{
    const struct history *h = w->h;
    i64 d = w->l->deal[row], at = w->l->at_ms[row];
    w->deal_touches = w->people_count = 0;
    w->first_touch_ms = w->last_life_ms = TIME_NONE;
    w->given = w->has_amount = w->has_close = w->pushed = false;
    for (i64 e = h->first[d]; e < h->first[d + 1] && h->at_ms[e] <= at; e++)
        if (landmark_known_ms(h, e) <= at)
            take_event(w, row, e);
}

static bool stands(const struct looking *w, i64 row, u16 k)
{
    return w->seen[k] == (u32)row + 1 && w->there[k];
}

/* Whether it could have been recorded of this deal by then. */
static bool could(const struct looking *w, i64 row, const struct looked *x)
{
    return x->first_ms != TIME_NONE && w->l->at_ms[row] >= x->first_ms &&
           w->l->from_ms[row] <= x->last_ms;
}

static bool could_do(const struct looking *w, i64 row, u16 k)
{
    u32 version = w->version ? w->version->value[w->l->deal[row]] : HISTORY_NO_ID;
    bool on_it = version == HISTORY_NO_ID || w->on_version[k] >> version & 1;
    return on_it && could(w, row, &w->activity[k]);
}

static bool within(i64 from_ms, i64 to_ms, i32 days)
{
    return to_ms != TIME_NONE && to_ms - from_ms <= days * MS_PER_DAY;
}

/* 1 done, 0 not, -1 unknown. */
static i32 tell_timed(const struct looking *w, i64 row, struct practice p)
{
    bool first = stands(w, row, p.activity), then = stands(w, row, p.other);
    i64 at = w->l->at_ms[row], from = first ? w->first_ms[p.activity] : TIME_NONE;
    if (p.kind == PRACTICE_ORDER) {
        if (!first || !then || w->first_ms[p.activity] == w->first_ms[p.other])
            return -1;
        return w->first_ms[p.activity] < w->first_ms[p.other];
    }
    if (!first || (!then && within(from, at, p.amount))) /* it may still come in time */
        return -1;
    return then && within(from, w->first_ms[p.other], p.amount);
}

static i32 tell_of_kind(const struct looking *w, i64 row, struct practice p)
{
    static const u8 kind_of[PRACTICE_KINDS] = {
        [PRACTICE_TOUCHES] = ACTIVITY_OTHER,         [PRACTICE_FIRST_TOUCH] = ACTIVITY_OTHER,
        [PRACTICE_RECENT] = ACTIVITY_OTHER,          [PRACTICE_PEOPLE] = ACTIVITY_OTHER,
        [PRACTICE_GIVEN] = ACTIVITY_OWNER,           [PRACTICE_AMOUNT] = ACTIVITY_AMOUNT,
        [PRACTICE_CLOSE_DATE] = ACTIVITY_CLOSE_DATE, [PRACTICE_PUSHED] = ACTIVITY_CLOSE_DATE};
    if (!could(w, row, &w->any[kind_of[p.kind]]))
        return -1;
    switch (p.kind) {
    case PRACTICE_TOUCHES: return w->deal_touches >= p.amount;
    case PRACTICE_FIRST_TOUCH: return within(w->l->from_ms[row], w->first_touch_ms, p.amount);
    case PRACTICE_RECENT:
        return w->last_life_ms != TIME_NONE && within(w->last_life_ms, w->l->at_ms[row], p.amount);
    case PRACTICE_PEOPLE: return w->people_count >= p.amount;
    case PRACTICE_GIVEN: return w->given;
    case PRACTICE_AMOUNT: return w->has_amount;
    case PRACTICE_CLOSE_DATE: return w->has_close;
    default: return w->pushed;
    }
}

static i32 tell(const struct looking *w, i64 row, struct practice p)
{
    switch (p.kind) {
    case PRACTICE_MILESTONE:
    case PRACTICE_STAGE:
    case PRACTICE_CONFIRMED:
    case PRACTICE_ACTIVITY: return could_do(w, row, p.activity) ? stands(w, row, p.activity) : -1;
    case PRACTICE_REPEATED:
        if (!could_do(w, row, p.activity))
            return -1;
        return stands(w, row, p.activity) && w->times[p.activity] > 1;
    case PRACTICE_ORDER:
    case PRACTICE_HANDOFF_TIME: return tell_timed(w, row, p);
    default: return tell_of_kind(w, row, p);
    }
}

/* --- which candidates --------------------------------------------------------------------- */

static void add(struct looking *w, enum practice_kind kind, u16 activity, u16 other, i32 amount)
{
    if (!(w->kinds >> kind & 1) || w->list.n == FEATURES_MAX)
        return;
    *vec_push(w->a, &w->list) = (struct practice){kind, activity, other, amount};
}

/* Often enough to have two sides. */
static bool is_candidate(const struct looking *w, i64 k, enum activity_kind kind)
{
    const struct looked *x = &w->activity[k];
    return w->h->activity_kind[k] == kind && !x->downstream && x->deals >= FEATURES_ARM_MIN;
}

static void add_each(struct looking *w, enum practice_kind practice, enum activity_kind kind)
{
    for (i64 k = 0; k < w->h->activities.n; k++)
        if (is_candidate(w, k, kind))
            add(w, practice, (u16)k, 0, 0);
}

/* "X accepted" and "X touched" are two moments of one hand-off (live/follow.c writes them so). */
static void add_handoffs(struct looking *w)
{
    const struct history *h = w->h;
    for (i64 k = 0; k < h->activities.n; k++) {
        str word = h->activity_word[k];
        if (!is_candidate(w, k, ACTIVITY_OTHER) || !str_ends(word, S(" accepted")))
            continue;
        str name = str_sub(word, 0, word.n - S(" accepted").n);
        i64 touched =
            dict_find(&h->activities, str_fmt(&w->scratch, "%.*s touched", STR_ARG(name)));
        for (i64 i = 0; i < LENGTH(handoff_days) && touched >= 0; i++)
            add(w, PRACTICE_HANDOFF_TIME, (u16)k, (u16)touched, handoff_days[i]);
    }
}

static void add_grid(struct looking *w, enum practice_kind kind, const i32 *grid, i64 n, i32 below)
{
    for (i64 i = 0; i < n; i++)
        if (grid[i] < below)
            add(w, kind, 0, 0, grid[i]);
}

/* The order of milestones, of those most often reached. */
static void add_orders(struct looking *w)
{
    u16 top[FEATURES_ORDERED];
    i64 n = 0;
    for (i64 k = 0; k < w->h->activities.n; k++) {
        if (!is_candidate(w, k, ACTIVITY_MILESTONE))
            continue;
        i64 at = n < FEATURES_ORDERED ? n++ : FEATURES_ORDERED;
        for (; at > 0 && w->activity[top[at - 1]].deals < w->activity[k].deals; at--)
            if (at < FEATURES_ORDERED)
                top[at] = top[at - 1];
        if (at < FEATURES_ORDERED)
            top[at] = (u16)k;
    }
    for (i64 i = 0; i < n; i++)
        for (i64 j = 0; j < n; j++)
            if (top[i] < top[j]) /* the other way round is the same question */
                add(w, PRACTICE_ORDER, top[i], top[j], 0);
}

static void choose(struct looking *w)
{
    i32 never = INT32_MAX, days = w->l->at.is_stage ? never : w->l->at.days;
    add_each(w, PRACTICE_MILESTONE, ACTIVITY_MILESTONE);
    if (w->l->at.is_stage) /* how far a deal has come by a day is its pace, no practice */
        add_each(w, PRACTICE_STAGE, ACTIVITY_STAGE);
    add_each(w, PRACTICE_CONFIRMED, ACTIVITY_CONFIRMED);
    add_handoffs(w);
    add_each(w, PRACTICE_ACTIVITY, ACTIVITY_OTHER);
    add_each(w, PRACTICE_REPEATED, ACTIVITY_OTHER);
    add_grid(w, PRACTICE_TOUCHES, touches, LENGTH(touches), never);
    add_grid(w, PRACTICE_FIRST_TOUCH, first_touch_days, LENGTH(first_touch_days), days);
    add_grid(w, PRACTICE_RECENT, recent_days, LENGTH(recent_days), days);
    if (w->h->actor)
        add(w, PRACTICE_PEOPLE, 0, 0, 2);
    add(w, PRACTICE_GIVEN, 0, 0, 0);
    add(w, PRACTICE_AMOUNT, 0, 0, 0);
    add(w, PRACTICE_CLOSE_DATE, 0, 0, 0);
    add(w, PRACTICE_PUSHED, 0, 0, 0);
    add_orders(w);
}

/* --- the sets ----------------------------------------------------------------------------- */

/* How many deals had each activity by their landmark. */
static void count_deals(struct looking *w)
{
    const struct history *h = w->h;
    u32 *last = arena_array(&w->scratch, u32, h->activities.n);
    for (i64 row = 0; row < w->l->n; row++) {
        i64 d = w->l->deal[row], at = w->l->at_ms[row];
        for (i64 e = h->first[d]; e < h->first[d + 1] && h->at_ms[e] <= at; e++) {
            u16 k = h->activity[e];
            if (last[k] == (u32)row + 1 || landmark_known_ms(h, e) > at)
                continue;
            last[k] = (u32)row + 1;
            w->activity[k].deals++;
        }
    }
}

static void fill(struct looking *w, u64 *did, u64 *known, i64 words)
{
    for (i64 row = 0; row < w->l->n; row++) {
        i64 word = row >> 6, bit = row & 63;
        look_at_deal(w, row);
        for (i64 c = 0; c < w->list.n; c++) {
            i32 told = tell(w, row, w->list.v[c]);
            did[c * words + word] |= (u64)(told == 1) << bit;
            known[c * words + word] |= (u64)(told >= 0) << bit;
        }
    }
}

static void looking_init(struct looking *w, const struct history *h)
{
    i64 n = h->activities.n;
    w->activity = arena_array(&w->scratch, struct looked, n);
    w->on_version = arena_array(&w->scratch, u64, n);
    w->seen = arena_array(&w->scratch, u32, n);
    w->times = arena_array(&w->scratch, u32, n);
    w->first_ms = arena_array(&w->scratch, i64, n);
    w->there = arena_array(&w->scratch, bool, n);
    w->version = history_find_attribute(h, S("version"));
    if (w->version && w->version->values.n > VERSIONS_MAX)
        w->version = NULL;
    for (i64 k = 0; k < n; k++)
        w->activity[k].first_ms = w->activity[k].last_ms = TIME_NONE;
    for (i64 k = 0; k < LENGTH(w->any); k++)
        w->any[k].first_ms = w->any[k].last_ms = TIME_NONE;
}

void features_find(struct features *f, struct arena *a, const struct history *h,
                   const struct landmark_deals *l, const struct standard *standard, u32 kinds)
{
    struct looking w = {.a = a, .h = h, .l = l, .kinds = kinds};
    arena_init(&w.scratch, (1ll << 30) + 64 * h->activities.n);
    looking_init(&w, h);
    look_over(&w);
    look_at_words(&w, standard);
    count_deals(&w);
    choose(&w);
    i64 words = (l->n + 63) / 64;
    u64 *did = arena_array(a, u64, w.list.n * words),
        *known = arena_array(a, u64, w.list.n * words);
    fill(&w, did, known, words);
    *f = (struct features){
        .n = l->n, .words = words, .count = w.list.n, .list = w.list.v, .did = did, .known = known};
    arena_release(&w.scratch);
}
