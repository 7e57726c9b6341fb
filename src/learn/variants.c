#include "learn/variants.h"

#include "learn/walk.h"

enum { LIST_CHUNK = 1 << 13 };

struct job {
    const struct walk *walk;
    struct variant *list;
};

static void add_few(struct variant *v, const struct walk *w, i64 sequence)
{
    for (i32 k = 0; k < w->parts; k++) {
        const struct walk_few *few = &w->part[k].few[sequence - w->often];
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            v->by_outcome[o] += few->by_outcome[o];
        v->duration_sum_ms += few->duration_ms;
    }
}

/* After the walk the first part has the moments of all. */
static void add_often(struct variant *v, const struct walk *w, i64 sequence)
{
    const i64 *first = w->t->first;
    const u64 *moment_ms = w->part[0].moment_ms + w->place[sequence];
    i64 n = first[v->deal + 1] - first[v->deal];
    v->duration_sum_ms = n ? (i64)(moment_ms[n - 1] - moment_ms[0]) : 0;
    for (i32 k = 0; k < w->parts; k++)
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            v->by_outcome[o] += w->part[k].by_outcome[sequence][o];
}

static void list_chunk(void *context, i64 chunk)
{
    const struct job *job = context;
    const struct walk *w = job->walk;
    const struct traces *t = w->t;
    i64 low = chunk * LIST_CHUNK, high = i64_min(low + LIST_CHUNK, t->sequences.count);
    for (i64 i = low; i < high; i++) {
        struct variant *v = &job->list[i];
        v->deal = t->sequences.list[i].deal;
        v->deals = t->sequences.list[i].deals;
        if (i >= w->several) {
            v->by_outcome[t->history->outcome[v->deal]] = 1;
            v->duration_sum_ms = w->duration_ms[i - w->several];
        } else if (i >= w->often) {
            add_few(v, w, i);
        } else {
            add_often(v, w, i);
        }
    }
}

void variants_of_walk(struct variants *v, struct arena *a, const struct walk *w)
{
    const struct sequences *s = &w->t->sequences;
    struct job job = {w, arena_array(a, struct variant, s->count)};
    par_for(w->threads, (s->count + LIST_CHUNK - 1) / LIST_CHUNK, list_chunk, &job);
    *v = (struct variants){.count = s->count, .list = job.list, .of_deal = s->of_deal};
}

void variants_find(struct variants *v, struct arena *a, const struct traces *t, i32 threads)
{
    struct walk w;
    struct arena scratch;
    arena_init(&scratch, walk_scratch_bytes(t));
    walk_deals(&w, &scratch, t, threads);
    variants_of_walk(v, a, &w);
    walk_release(&w);
    arena_release(&scratch);
}

const u16 *variant_sequence(const struct variants *v, const struct traces *t, i64 i, i64 *length)
{
    i64 deal = v->list[i].deal;
    *length = t->first[deal + 1] - t->first[deal];
    return t->activity + t->first[deal];
}
