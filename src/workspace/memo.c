#include "workspace/memo.h"

#include <string.h>

#include "workspace/writer.h"

enum { CHANGED = 1 << 15 };

struct kept {
    u32 taken;
    u32 variant;
    i64 deal, at, revision;
    i64 n;
    char bytes[MEMO_BYTES_MAX];
};

struct memo {
    /* By a number made of the deal: the newest event of all deals that share it. */
    i64 changed[CHANGED];
    i64 workspace_changed;
    struct kept place[MEMO_PLACES];
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

static struct kept *take(struct memo *m, i64 deal, u32 variant)
{
    struct kept *p = &m->place[(mixed(deal) + variant) % MEMO_PLACES];
    return __atomic_exchange_n(&p->taken, 1, __ATOMIC_ACQUIRE) ? NULL : p;
}

static void give(struct kept *p)
{
    __atomic_store_n(&p->taken, 0, __ATOMIC_RELEASE);
}

i64 memo_get(struct workspace *w, i64 deal, u32 variant, struct buf *out)
{
    struct kept *p = take(w->memo, deal, variant);
    i64 revision = 0;
    if (!p)
        return 0;
    if (p->deal == deal && p->variant == variant && still_holds(w->memo, p)) {
        buf_put(out, (str){p->bytes, p->n});
        revision = p->revision;
    }
    give(p);
    return revision;
}

void memo_put(struct workspace *w, i64 deal, u32 variant, i64 now, i64 revision, str made)
{
    struct kept *p = made.n <= MEMO_BYTES_MAX ? take(w->memo, deal, variant) : NULL;
    if (!p)
        return;
    p->deal = deal;
    p->variant = variant;
    p->at = now;
    p->revision = revision;
    p->n = made.n;
    memcpy(p->bytes, made.p, (size_t)made.n);
    give(p);
}
