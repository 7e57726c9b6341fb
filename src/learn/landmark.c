#include "learn/landmark.h"

#include "learn/select.h"
#include "stats/survival.h"

enum { LOADED_MIN = 20, PACE_DAYS = 365, DAYS_A_WEEK = 7, WIN = 1, OTHER_END = 2 };

/* --- which -------------------------------------------------------------------------------- */

str landmark_id(struct arena *a, const struct history *h, struct landmark at)
{
    if (at.is_stage)
        return str_fmt(a, "stage:%.*s", STR_ARG(h->activity_word[at.stage]));
    return str_fmt(a, "day:%d", at.days);
}

bool landmark_parse(struct landmark *out, const struct history *h, str id)
{
    str kind, what;
    i64 days;
    if (!str_cut(id, ':', &kind, &what))
        return false;
    if (str_eq(kind, S("day"))) {
        bool ok = str_to_i64(what, &days) && days >= 0 && days <= LANDMARK_DAYS_MAX;
        *out = (struct landmark){.days = ok ? (i32)days : 0};
        return ok;
    }
    for (i64 k = 0; k < h->activities.n && str_eq(kind, S("stage")); k++)
        if (h->activity_kind[k] == ACTIVITY_STAGE && str_eq(h->activity_word[k], what)) {
            *out = (struct landmark){.is_stage = true, .stage = (u16)k};
            return true;
        }
    return false;
}

i64 landmarks_default(struct landmark *list, struct arena scratch, const struct history *h)
{
    static const i32 days[] = {14, 30};
    i64 n = 0;
    u16 *stages = arena_array(&scratch, u16, h->activities.n);
    i64 stage_count = history_stages_in_order(stages, scratch, h);
    for (i64 i = 1; i < stage_count && n < LANDMARKS_MAX - LENGTH(days); i++)
        list[n++] = (struct landmark){.is_stage = true, .stage = stages[i]};
    for (i64 i = 0; i < LENGTH(days); i++)
        list[n++] = (struct landmark){.days = days[i]};
    return n;
}

/* --- the deals ---------------------------------------------------------------------------- */

struct gathering {
    struct landmark_deals *l;
    struct arena *a;
    const struct history *h;
    u32 *deal, *seller, *segment, *stage;
    i64 *from_ms, *at_ms;
};

static i64 began_ms(const struct history *h, i64 d)
{
    return h->entered_ms[d] != TIME_NONE ? h->entered_ms[d] : h->created_ms[d];
}

/* Days that hold more than half of the beginnings were the work of a load, not of sellers. */
static bool is_loaded(struct arena scratch, const struct history *h)
{
    i64 *day = arena_array(&scratch, i64, h->deal_count), n = 0;
    for (i64 d = 0; d < h->deal_count; d++)
        if (began_ms(h, d) != TIME_NONE)
            day[n++] = days_of_ms(began_ms(h, d));
    if (n < LOADED_MIN)
        return false;
    i64 middle = select_kth(day, n, n / 2), same = 0; /* whoever holds half holds the middle */
    for (i64 i = 0; i < n; i++)
        same += day[i] == middle;
    return 2 * same > n;
}

/* The first moment at which anybody could know that it had come so far; TIME_NONE: never. */
static i64 landmark_ms(const struct gathering *g, i64 d)
{
    const struct history *h = g->h;
    if (!g->l->at.is_stage)
        return began_ms(h, d) + g->l->at.days * MS_PER_DAY;
    i64 first = TIME_NONE;
    for (i64 e = h->first[d]; e < h->first[d + 1]; e++)
        if (h->activity[e] == g->l->at.stage &&
            (first == TIME_NONE || landmark_known_ms(h, e) < first))
            first = landmark_known_ms(h, e);
    return first;
}

/* Whose deal it was then: the last one it was given to by then; when it was first given away
 * later, who opened it. */
static u32 seller_at(const struct history *h, i64 d, i64 at_ms)
{
    u32 owner = h->owner[d];
    bool later = false;
    if (!h->actor)
        return owner;
    for (i64 e = h->first[d + 1] - 1; e >= h->first[d]; e--) {
        if (h->activity_kind[h->activity[e]] != ACTIVITY_OWNER)
            continue;
        if (landmark_known_ms(h, e) <= at_ms)
            return h->actor[e];
        later = true;
    }
    return later ? h->actor[h->first[d]] : owner;
}

static bool stands_open(const struct gathering *g, i64 d, i64 at_ms)
{
    const struct history *h = g->h;
    if (at_ms > h->as_of_ms)
        return false;
    return h->outcome[d] == OUTCOME_OPEN || h->closed_ms[d] > at_ms;
}

static void find_deals(struct gathering *g)
{
    const struct history *h = g->h;
    struct landmark_deals *l = g->l;
    for (i64 d = 0; d < h->deal_count; d++) {
        bool timeless = began_ms(h, d) == TIME_NONE ||
                        (h->outcome[d] != OUTCOME_OPEN && h->closed_ms[d] == TIME_NONE);
        if (h->outcome[d] == OUTCOME_INVALID)
            continue;
        if (timeless) {
            l->without_times++;
            continue;
        }
        i64 at = landmark_ms(g, d);
        if (at == TIME_NONE || !stands_open(g, d, at))
            continue;
        if (h->seen_from_ms[d] != TIME_NONE && h->seen_from_ms[d] > began_ms(h, d)) {
            l->seen_late++;
            continue;
        }
        g->deal[l->n] = (u32)d;
        g->from_ms[l->n] = began_ms(h, d);
        g->at_ms[l->n++] = at;
    }
}

/* --- what became of them ------------------------------------------------------------------ */

static i64 days_after(i64 from_ms, i64 to_ms)
{
    return (to_ms - from_ms) / MS_PER_DAY;
}

/* Nine in ten of those that ended had ended by then, counted from the landmark. */
static i64 horizon_by_rule(const struct gathering *g)
{
    const struct history *h = g->h;
    struct arena scratch = *g->a;
    i64 *days = arena_array(&scratch, i64, g->l->n), n = 0, watched = 0;
    for (i64 i = 0; i < g->l->n; i++) {
        i64 d = g->deal[i];
        watched = i64_max(watched, days_after(g->at_ms[i], h->as_of_ms));
        if (h->outcome[d] != OUTCOME_OPEN)
            days[n++] = days_after(g->at_ms[i], h->closed_ms[d]);
    }
    i64 rule = n ? (i64)select_quantile(days, n, 0.9) : 0;
    i64 step = LANDMARK_HORIZON_STEP, up = (rule + step - 1) / step * step;
    return i64_max(step, i64_min(up, watched / step * step));
}

static void find_outcomes(struct gathering *g)
{
    const struct history *h = g->h;
    struct landmark_deals *l = g->l;
    u8 *won = arena_array(g->a, u8, l->n), *censored = arena_array(g->a, u8, l->n);
    f64 *y = arena_array(g->a, f64, l->n), *time = arena_array(g->a, f64, l->n);
    u8 *event = arena_array(g->a, u8, l->n);
    i64 horizon_ms = l->horizon_days * MS_PER_DAY;
    for (i64 i = 0; i < l->n; i++) {
        i64 d = g->deal[i];
        bool open = h->outcome[d] == OUTCOME_OPEN;
        i64 lived_ms = (open ? h->as_of_ms : h->closed_ms[d]) - g->at_ms[i];
        won[i] = h->outcome[d] == OUTCOME_WON && lived_ms <= horizon_ms;
        censored[i] = open && lived_ms < horizon_ms;
        y[i] = won[i];
        time[i] = (f64)lived_ms / (f64)MS_PER_DAY;
        event[i] = open ? 0 : h->outcome[d] == OUTCOME_WON ? WIN : OTHER_END;
        l->won_count += won[i];
        l->censored_count += censored[i];
    }
    if (l->censored_count) {
        struct arena scratch = *g->a;
        struct survival fit;
        struct survival_data data = {.time = time, .event = event, .n = l->n, .causes = 2};
        survival_fit(&fit, &scratch, &data);
        survival_pseudo(y, &fit, &scratch, WIN, (f64)l->horizon_days);
    }
    l->won = won;
    l->censored = censored;
    l->y = y;
}

/* --- who is compared with whom ------------------------------------------------------------ */

/* Sellers as 0, 1, 2…; those with few deals here, and nobody, are one. */
static void find_sellers(struct gathering *g)
{
    struct landmark_deals *l = g->l;
    struct arena scratch = *g->a;
    i64 *deals = arena_array(&scratch, i64, g->h->actors.n + 1), known = 0, rest = 0;
    u32 *number = arena_array(&scratch, u32, g->h->actors.n + 1);
    for (i64 i = 0; i < l->n; i++) {
        u32 who = seller_at(g->h, g->deal[i], g->at_ms[i]);
        known += who != HISTORY_NO_ID;
        g->seller[i] = who == HISTORY_NO_ID ? (u32)g->h->actors.n : who;
        deals[g->seller[i]]++;
    }
    for (i64 k = 0; k <= g->h->actors.n; k++) {
        bool own = deals[k] >= LANDMARK_FEW && k < g->h->actors.n;
        number[k] = own ? (u32)l->sellers++ : UINT32_MAX;
        rest += own ? 0 : deals[k];
    }
    for (i64 i = 0; i < l->n; i++) {
        u32 one = number[g->seller[i]];
        g->seller[i] = one == UINT32_MAX ? (u32)l->sellers : one;
    }
    l->sellers += rest > 0;
    l->sellers_known = 2 * known > l->n;
}

static void find_segments(struct gathering *g, str name)
{
    const struct history_attribute *at = history_find_attribute(g->h, name.n ? name : S("segment"));
    i64 levels = at ? at->values.n + 1 : 1;
    struct arena scratch = *g->a;
    u32 *number = arena_array(&scratch, u32, levels);
    for (i64 i = 0; i < g->l->n; i++) {
        u32 value = at ? at->value[g->deal[i]] : HISTORY_NO_ID;
        i64 level = value == HISTORY_NO_ID ? levels - 1 : value;
        if (!number[level])
            number[level] = (u32)++g->l->segments;
        g->segment[i] = number[level] - 1;
    }
}

/* On a day, deals have come differently far, and who has come far does more and wins more. The
 * stage that a deal was known to be in, as 1, 2, 3…; 0: none. */
static void find_stages(struct gathering *g)
{
    const struct history *h = g->h;
    struct arena scratch = *g->a;
    u32 *number = arena_array(&scratch, u32, h->activities.n);
    for (i64 i = 0; i < g->l->n && !g->l->at.is_stage; i++) {
        u32 *stage = &g->stage[i];
        for (i64 e = h->first[g->deal[i]]; e < h->first[g->deal[i] + 1]; e++) {
            u16 k = h->activity[e];
            if (h->activity_kind[k] != ACTIVITY_STAGE || landmark_known_ms(h, e) > g->at_ms[i])
                continue;
            if (!number[k])
                number[k] = (u32)++g->l->stages;
            *stage = number[k];
        }
    }
}

static void find_strata(struct gathering *g, str segment)
{
    struct landmark_deals *l = g->l;
    u32 *stratum = arena_array(g->a, u32, l->n);
    find_sellers(g);
    find_segments(g, segment);
    find_stages(g);
    struct arena scratch = *g->a;
    i64 stages = l->stages + 1;
    u32 *number = arena_array(&scratch, u32, l->sellers * l->segments * stages);
    for (i64 i = 0; i < l->n; i++) {
        i64 cell = (g->seller[i] * l->segments + g->segment[i]) * stages + g->stage[i];
        if (!number[cell])
            number[cell] = (u32)++l->strata;
        stratum[i] = number[cell] - 1;
    }
    l->stratum = stratum;
}

static f64 pace(const struct gathering *g)
{
    i64 last = g->h->as_of_ms, first = last, n = 0;
    for (i64 i = 0; i < g->l->n; i++) {
        if (g->at_ms[i] <= last - PACE_DAYS * MS_PER_DAY)
            continue;
        n++;
        first = i64_min(first, g->at_ms[i]);
    }
    f64 weeks = (f64)(last - first) / (f64)(DAYS_A_WEEK * MS_PER_DAY);
    return n ? (f64)n / (weeks > 1 ? weeks : 1) : 0;
}

void landmark_gather(struct landmark_deals *l, struct arena *a, const struct history *h,
                     struct landmark at, const struct landmark_options *o)
{
    *l = (struct landmark_deals){.at = at};
    struct gathering g = {.l = l, .a = a, .h = h};
    g.deal = arena_array(a, u32, h->deal_count);
    g.from_ms = arena_array(a, i64, h->deal_count);
    g.at_ms = arena_array(a, i64, h->deal_count);
    g.seller = arena_array(a, u32, h->deal_count);
    g.segment = arena_array(a, u32, h->deal_count);
    g.stage = arena_array(a, u32, h->deal_count);
    l->loaded = !at.is_stage && is_loaded(*a, h);
    find_deals(&g);
    l->deal = g.deal;
    l->from_ms = g.from_ms;
    l->at_ms = g.at_ms;
    l->horizon_days = o->horizon_days > 0 ? o->horizon_days : horizon_by_rule(&g);
    find_outcomes(&g);
    find_strata(&g, o->segment);
    l->per_week = pace(&g);
}
