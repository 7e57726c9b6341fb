#include "report/process.h"

#include "learn/ways.h"

i64 process_closed(const struct variant *v)
{
    return v->deals - v->by_outcome[OUTCOME_OPEN] - v->by_outcome[OUTCOME_INVALID];
}

bool process_distance(struct report_process *out, struct arena *a, const struct history *history,
                      const struct standard *standard, i32 threads, struct err *e)
{
    struct report_distance *d = &out->distance;
    traces_of(&d->traces, a, history, TRACES_STAGES, threads);
    if (!d->traces.event_count)
        return true;
    variants_find(&d->variants, a, &d->traces, threads);
    if (!net_of_standard(&d->net, a, standard, e) ||
        !alignment_of(&d->alignment, a, &d->traces, &d->variants, &d->net, threads, e))
        return false;
    for (i64 i = 0; i < d->variants.count; i++) {
        i64 closed = process_closed(&d->variants.list[i]), cost = d->alignment.cost[i];
        d->closed += closed;
        d->fitting += cost == 0 ? closed : 0;
        d->steps += cost * closed;
    }
    d->known = d->closed > 0;
    return true;
}

bool process_ways(struct report_process *out, struct arena *a, const struct history *history,
                  u32 kinds, i32 threads, struct err *e)
{
    traces_of(&out->traces, a, history, kinds, threads);
    struct ways ways;
    struct arena scratch;
    arena_init(&scratch, 1ll << 36);
    bool ok = ways_find(&ways, a, scratch, &out->traces, MAP_MEDIANS, threads, e);
    arena_release(&scratch);
    if (!ok)
        return false;
    out->map = ways.map;
    out->variants = ways.variants;
    return true;
}

bool process_find(struct report_process *out, struct arena *a, const struct history *history,
                  const struct standard *standard, i32 threads, struct err *e)
{
    return process_ways(out, a, history, TRACES_WAY, threads, e) &&
           (!standard || process_distance(out, a, history, standard, threads, e));
}
