/* stage_list.c - the stages in an order, also where the source says none. */
#include "history/history.h"

struct met {
    u16 activity;
    i64 deals, places; /* that entered it; the sum of how many stages they had entered before */
    f64 order;
};

/* Each first entry of a deal into a stage, at its place among them. */
static void meet(const struct history *h, struct met *met, u32 *last)
{
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 place = 0;
        for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
            u16 k = h->activity[e];
            if (h->activity_kind[k] != ACTIVITY_STAGE || last[k] == (u32)d + 1)
                continue;
            last[k] = (u32)d + 1;
            met[k].deals++;
            met[k].places += place++;
        }
    }
}

static bool in_order(const struct met *a, const struct met *b)
{
    return a->order <= b->order;
}

i64 history_stages_in_order(u16 *list, struct arena scratch, const struct history *h)
{
    i64 n = 0;
    bool ordered = false;
    struct met *met = arena_array(&scratch, struct met, h->activities.n);
    struct met *spare = arena_array(&scratch, struct met, h->activities.n);
    meet(h, met, arena_array(&scratch, u32, h->activities.n));
    for (i64 k = 0; k < h->activities.n; k++)
        ordered = ordered || (met[k].deals && h->stage_order[k] >= 0);
    for (i64 k = 0; k < h->activities.n; k++) {
        if (!met[k].deals)
            continue;
        f64 place = (f64)met[k].places / (f64)met[k].deals;
        f64 said = h->stage_order[k] >= 0 ? h->stage_order[k] : 1e9 + place;
        met[n++] = (struct met){.activity = (u16)k, .order = ordered ? said : place};
    }
    sort_merge(met, spare, n, in_order);
    for (i64 i = 0; i < n; i++)
        list[i] = met[i].activity;
    return n;
}
