#include "workspace/memo.h"

#include <string.h>

#include "workspace/writer.h"

enum { CHANGED = 1 << 15, WAYS = 4 };

struct kept {
    u32 variant;
    u32 used; /* a clock's time */
    i64 deal, at, revision;
    i64 n;
    char bytes[MEMO_BYTES_MAX];
};

/* Places that share a number, and who has them in hand. */
struct set {
    u32 taken;
    struct kept kept[WAYS];
};

struct memo {
    /* By a number made of the deal: the newest event of all deals that share it. */
    i64 changed[CHANGED];
    i64 workspace_changed;
    u32 clock;
    struct set set[MEMO_PLACES / WAYS];
};

struct memo *memo_new(struct arena *a)
{
    return arena_new(a, struct memo);
}

static u64 mixed(i64 deal)
{
    return (u64)deal * 0x9E3779B97F4A7C15ull >> 32;
}

i64 memo_now(const struct workspace *w)
{
    return __atomic_load_n(&w->durable[0], __ATOMIC_SEQ_CST);
}

void memo_touch(struct memo *m, i64 deal, i64 sequence)
{
    i64 *at = deal ? &m->changed[mixed(deal) % CHANGED] : &m->workspace_changed;
    __atomic_store_n(at, sequence, __ATOMIC_SEQ_CST);
}

static bool still_holds(const struct memo *m, const struct kept *p)
{
    return __atomic_load_n(&m->changed[mixed(p->deal) % CHANGED], __ATOMIC_SEQ_CST) <= p->at &&
           __atomic_load_n(&m->workspace_changed, __ATOMIC_SEQ_CST) <= p->at;
}

static struct set *take(struct memo *m, i64 deal)
{
    struct set *s = &m->set[mixed(deal) % LENGTH(m->set)];
    return __atomic_exchange_n(&s->taken, 1, __ATOMIC_ACQUIRE) ? NULL : s;
}

static void give(struct set *s)
{
    __atomic_store_n(&s->taken, 0, __ATOMIC_RELEASE);
}

/* The place of the deal, or the one that was not used for the longest time. */
static struct kept *find(struct memo *m, struct set *s, i64 deal, u32 variant)
{
    u32 now = __atomic_add_fetch(&m->clock, 1, __ATOMIC_RELAXED);
    struct kept *oldest = s->kept, *found = NULL;
    for (struct kept *k = s->kept; k < s->kept + WAYS; k++) {
        if (k->deal == deal && k->variant == variant)
            found = k;
        if (now - k->used > now - oldest->used)
            oldest = k;
    }
    if (found)
        found->used = now;
    return found ? found : oldest;
}

i64 memo_get(struct workspace *w, i64 deal, u32 variant, struct buf *out)
{
    struct set *s = take(w->memo, deal);
    i64 revision = 0;
    if (!s)
        return 0;
    const struct kept *k = find(w->memo, s, deal, variant);
    if (k->deal == deal && k->variant == variant && still_holds(w->memo, k)) {
        buf_put(out, (str){k->bytes, k->n});
        revision = k->revision;
    }
    give(s);
    return revision;
}

void memo_put(struct workspace *w, i64 deal, u32 variant, i64 now, i64 revision, str made)
{
    struct set *s = made.n <= MEMO_BYTES_MAX ? take(w->memo, deal) : NULL;
    if (!s)
        return;
    struct kept *k = find(w->memo, s, deal, variant);
    k->deal = deal;
    k->variant = variant;
    k->used = w->memo->clock;
    k->at = now;
    k->revision = revision;
    k->n = made.n;
    memcpy(k->bytes, made.p, (size_t)made.n);
    give(s);
}
