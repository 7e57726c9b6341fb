#include "measure/measuring.h"

#include "stats/interval.h"

#include <math.h>
#include <stdlib.h>

struct seller {
    u32 actor;
    i64 won, lost, closed;
    i64 minor;
};

/* By won value, then by wins, then in order of first sight. */
static int by_weight(const void *a, const void *b)
{
    const struct seller *x = a, *y = b;
    if (x->minor != y->minor)
        return x->minor < y->minor ? 1 : -1;
    if (x->won != y->won)
        return x->won < y->won ? 1 : -1;
    return x->actor < y->actor ? -1 : x->actor > y->actor;
}

static struct seller *count_sellers(struct measuring *m, struct concentration *out)
{
    const struct history *h = m->history;
    struct seller *s = arena_array(m->scratch, struct seller, h->actors.n);
    for (i64 i = 0; i < h->actors.n; i++)
        s[i].actor = (u32)i;
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor;
        u8 o = h->outcome[d];
        if (o != OUTCOME_INVALID)
            out->without_owner += h->owner[d] == HISTORY_NO_ID;
        if (h->owner[d] == HISTORY_NO_ID || !outcome_is_closed(o))
            continue;
        struct seller *v = &s[h->owner[d]];
        v->closed++;
        v->won += o == OUTCOME_WON;
        v->lost += o == OUTCOME_LOST;
        if (o == OUTCOME_WON && facts_amount(&m->facts, h, d, &minor) && minor > 0)
            v->minor = money_add(v->minor, minor);
    }
    qsort(s, (size_t)h->actors.n, sizeof *s, by_weight);
    return s;
}

/* Share of won value that is the top seller's: a ratio of sums over won deals. */
static struct figure value_share(struct measuring *m, u32 top)
{
    const struct history *h = m->history;
    i64 mark = arena_mark(m->scratch), n = 0;
    f64 *value = arena_array(m->scratch, f64, h->deal_count);
    u8 *mine = arena_array(m->scratch, u8, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        i64 minor;
        if (h->outcome[d] != OUTCOME_WON || h->owner[d] == HISTORY_NO_ID ||
            !facts_amount(&m->facts, h, d, &minor) || minor <= 0)
            continue;
        value[n] = (f64)minor;
        mine[n++] = h->owner[d] == top;
    }
    struct figure f = {STANDING_COUNTS, NAN, NAN, NAN, n};
    if (n >= RATE_FLOOR) {
        struct value_rate v = interval_value_rate(value, mine, n, 0.95);
        f = figure_of(v.rate.value, v.rate.ci.low, v.rate.ci.high, n);
    }
    arena_rewind(m->scratch, mark);
    return f;
}

/* Herfindahl: the sum of squared shares. */
static void spread_shares(struct concentration *out, const struct seller *s, i64 n, i64 won)
{
    f64 wins = 0, value = 0;
    for (i64 i = 0; i < n; i++) {
        f64 w = won ? (f64)s[i].won / (f64)won : 0;
        f64 v = out->won_minor ? (f64)s[i].minor / (f64)out->won_minor : 0;
        wins += w * w;
        value += v * v;
    }
    out->hhi_wins = won ? wins : NAN;
    out->effective_wins = won ? 1 / wins : NAN;
    out->hhi_value = out->won_minor ? value : NAN;
    out->effective_value = out->won_minor ? 1 / value : NAN;
}

static f64 weight_of(const struct seller *s, bool by_value)
{
    return by_value ? (f64)s->minor : (f64)s->won;
}

static void share_of_few(struct concentration *out, const struct seller *s, i64 n, i64 won)
{
    bool by_value = out->won_minor > 0;
    f64 total = by_value ? (f64)out->won_minor : (f64)won, sum = 0;
    out->top_three_value = NAN;
    if (!(total > 0))
        return;
    for (i64 i = 0; i < n; i++) {
        if (sum < 0.8 * total)
            out->sellers_for_80 = i + 1;
        sum += weight_of(&s[i], by_value);
        if (i <= 2)
            out->top_three_value = sum / total;
    }
}

void concentration_measure(struct measuring *m)
{
    struct concentration *out = &m->answers->concentration;
    i64 mark = arena_mark(m->scratch), n = m->history->actors.n, won = 0, lost = 0;
    struct seller *s = count_sellers(m, out);
    for (i64 i = 0; i < n; i++) {
        out->sellers += s[i].closed > 0;
        out->sellers_won += s[i].won > 0;
        out->won_minor = money_add(out->won_minor, s[i].minor);
        won += s[i].won;
        lost += s[i].lost;
    }
    const struct seller top = s[0];
    out->standing = won ? STANDING_MEASURED : STANDING_COUNTS;
    out->top = dict_name(&m->history->actors, top.actor);
    out->top_wins = rate_of(top.won, won);
    out->top_won_minor = top.minor;
    out->top_value = value_share(m, top.actor);
    spread_shares(out, s, n, won);
    share_of_few(out, s, n, won);
    out->win_all = rate_of(won, won + lost);
    out->win_top = rate_of(top.won, top.won + top.lost);
    out->win_without_top = rate_of(won - top.won, won + lost - top.won - top.lost);
    out->top_difference = figure_of(NAN, NAN, NAN, won + lost);
    if (out->win_top.standing == STANDING_MEASURED &&
        out->win_without_top.standing == STANDING_MEASURED) {
        struct interval ci = interval_newcombe(
            (f64)out->win_top.numerator, (f64)out->win_top.denominator,
            (f64)out->win_without_top.numerator, (f64)out->win_without_top.denominator, 0.95);
        out->top_difference =
            figure_of(out->win_top.value - out->win_without_top.value, ci.low, ci.high, won + lost);
    }
    arena_rewind(m->scratch, mark);
}
