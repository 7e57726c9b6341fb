/* Silence: no sign of life (facts.h) for longer than 95 % of the gaps in deals later won. */
#include "measure/measuring.h"

#include "stats/quantile.h"

enum { GAPS_MIN = 50 };

/* The last sign of life before `until`; TIME_NONE. Gaps between signs go to `gaps`. */
static i64 walk(const struct history *h, i64 deal, i64 until, f64 *gaps, i64 *n)
{
    i64 last = h->entered_ms[deal];
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++) {
        if (!facts_sign_of_life(h->activity_kind[h->activity[e]]) || h->at_ms[e] > until)
            continue;
        if (gaps && last != TIME_NONE && h->at_ms[e] >= last)
            gaps[(*n)++] = (f64)(h->at_ms[e] - last) / (f64)MS_PER_DAY;
        last = h->at_ms[e];
    }
    return last;
}

static i64 gaps_of_won(struct measuring *m, f64 *gaps)
{
    const struct history *h = m->history;
    i64 n = 0;
    for (i64 d = 0; d < h->deal_count; d++) {
        if (h->outcome[d] != OUTCOME_WON || h->closed_ms[d] == TIME_NONE)
            continue;
        i64 last = walk(h, d, h->closed_ms[d], gaps, &n);
        if (last != TIME_NONE && h->closed_ms[d] >= last)
            gaps[n++] = (f64)(h->closed_ms[d] - last) / (f64)MS_PER_DAY;
    }
    return n;
}

bool stale_is_silent(const struct measuring *m, i64 deal, bool *counted)
{
    const struct history *h = m->history;
    *counted = false;
    if (h->outcome[deal] != OUTCOME_OPEN)
        return false;
    i64 last = walk(h, deal, h->as_of_ms, NULL, NULL);
    *counted = last != TIME_NONE;
    return *counted && (f64)(h->as_of_ms - last) / (f64)MS_PER_DAY > m->answers->stale.gap_days;
}

void stale_measure(struct measuring *m)
{
    const struct history *h = m->history;
    struct stale *out = &m->answers->stale;
    i64 mark = arena_mark(m->scratch), open = 0, stale = 0;
    f64 *gaps = arena_array(m->scratch, f64, h->event_count + h->deal_count);
    out->gaps = gaps_of_won(m, gaps);
    if (out->gaps < GAPS_MIN) {
        struct cannot_say *say = cannot_say_add(m, SUBJECT_STALE, CAUSE_TOO_FEW);
        say->count = out->gaps;
        say->of = GAPS_MIN;
        arena_rewind(m->scratch, mark);
        return;
    }
    out->standing = STANDING_MEASURED;
    out->gap_days = quantile_select(gaps, out->gaps, 0.95);
    for (i64 d = 0; d < h->deal_count; d++) {
        bool counted;
        stale += stale_is_silent(m, d, &counted);
        open += counted;
    }
    out->open = rate_of(stale, open);
    out->no_decision = rate_of(m->facts.counts.no_decision + stale, m->facts.closed + stale);
    arena_rewind(m->scratch, mark);
}
