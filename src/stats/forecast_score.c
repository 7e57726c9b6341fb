#include "stats/forecast_score.h"

#include "stats/quantile.h"
#include "stats/rank.h"
#include "stats/regression.h"
#include "stats/special.h"
#include "stats/sum.h"
#include "stats/survival.h"

#include <math.h>
#include <string.h>

static f64 base_rate(const u8 *y, i64 n)
{
    i64 came = 0;
    for (i64 i = 0; i < n; i++)
        came += y[i] != 0;
    return n ? (f64)came / (f64)n : NAN;
}

f64 forecast_score_brier(const f64 *p, const u8 *y, i64 n)
{
    struct sum s = {0};
    for (i64 i = 0; i < n; i++) {
        f64 miss = p[i] - (y[i] ? 1 : 0);
        sum_add(&s, miss * miss);
    }
    return n ? sum_get(&s) / (f64)n : NAN;
}

f64 forecast_score_skill(const f64 *p, const u8 *y, i64 n)
{
    f64 rate = base_rate(y, n);
    return 1 - forecast_score_brier(p, y, n) / (rate * (1 - rate));
}

f64 forecast_score_log_loss(const f64 *p, const u8 *y, i64 n)
{
    struct sum s = {0};
    for (i64 i = 0; i < n; i++)
        sum_add(&s, -(y[i] ? log(p[i]) : log1p(-p[i])));
    return n ? sum_get(&s) / (f64)n : NAN;
}

f64 forecast_score_auc(struct arena *scratch, const f64 *p, const u8 *y, i64 n)
{
    i64 mark = arena_mark(scratch);
    f64 *ranks = arena_array(scratch, f64, n), won = 0, total = 0;
    rank_average(ranks, scratch, p, n);
    for (i64 i = 0; i < n; i++)
        if (y[i]) {
            won++;
            total += ranks[i];
        }
    arena_rewind(scratch, mark);
    return (total - won * (won + 1) / 2) / (won * ((f64)n - won));
}

i64 forecast_score_bins(struct forecast_bin *out, struct arena *scratch, const f64 *p, const u8 *y,
                        i64 n, i64 bins)
{
    i64 mark = arena_mark(scratch), written = 0, i = 0;
    u32 *order = arena_array(scratch, u32, n);
    f64 *sorted = arena_array(scratch, f64, n);
    rank_order(order, scratch, p, n);
    for (i64 k = 0; k < n; k++)
        sorted[k] = p[order[k]];
    for (i64 b = 1; b <= bins; b++) {
        f64 edge = quantile_sorted(sorted, n, (f64)b / (f64)bins);
        struct forecast_bin bin = {0};
        for (; i < n && (sorted[i] <= edge || b == bins); i++) {
            bin.n++;
            bin.said += sorted[i];
            bin.came += y[order[i]] ? 1 : 0;
        }
        if (bin.n == 0)
            continue;
        bin.said /= (f64)bin.n;
        bin.came /= (f64)bin.n;
        out[written++] = bin;
    }
    arena_rewind(scratch, mark);
    return written;
}

struct forecast_murphy forecast_score_murphy(const struct forecast_bin *bins, i64 k)
{
    struct sum n = {0}, came = {0}, reliability = {0}, resolution = {0};
    for (i64 i = 0; i < k; i++) {
        sum_add(&n, (f64)bins[i].n);
        sum_add(&came, (f64)bins[i].n * bins[i].came);
    }
    f64 total = sum_get(&n), rate = sum_get(&came) / total;
    for (i64 i = 0; i < k; i++) {
        f64 off = bins[i].said - bins[i].came, apart = bins[i].came - rate;
        sum_add(&reliability, (f64)bins[i].n * off * off);
        sum_add(&resolution, (f64)bins[i].n * apart * apart);
    }
    return (struct forecast_murphy){sum_get(&reliability) / total, sum_get(&resolution) / total,
                                    rate * (1 - rate)};
}

bool forecast_score_calibration(struct forecast_calibration *out, struct arena *scratch,
                                const f64 *p, const u8 *y, i64 n)
{
    i64 mark = arena_mark(scratch);
    f64 *x = arena_array(scratch, f64, 2 * n), *one = arena_array(scratch, f64, n);
    f64 *logit = arena_array(scratch, f64, n), *came = arena_array(scratch, f64, n);
    for (i64 i = 0; i < n; i++) {
        logit[i] = special_logit(fmin(fmax(p[i], 1e-6), 1 - 1e-6));
        came[i] = y[i] ? 1 : 0;
        one[i] = x[2 * i] = 1;
        x[2 * i + 1] = logit[i];
    }
    struct regression both, shift;
    bool fits = regression_logistic(&both, scratch, x, came, n, 2, &(struct logistic_options){0}) &&
                regression_logistic(&shift, scratch, one, came, n, 1,
                                    &(struct logistic_options){.offset = logit});
    if (fits)
        *out = (struct forecast_calibration){both.b[1], both.b[0], shift.b[0]};
    arena_rewind(scratch, mark);
    return fits;
}

f64 forecast_score_spiegelhalter(const f64 *p, const u8 *y, i64 n)
{
    struct sum up = {0}, variance = {0};
    for (i64 i = 0; i < n; i++) {
        f64 tilt = 1 - 2 * p[i];
        sum_add(&up, ((y[i] ? 1 : 0) - p[i]) * tilt);
        sum_add(&variance, tilt * tilt * p[i] * (1 - p[i]));
    }
    return sum_get(&up) / sqrt(sum_get(&variance));
}

/* Still uncensored just before t (or at t). */
static f64 uncensored(const struct survival *censoring, f64 t, bool before)
{
    i64 j = survival_step(censoring, t);
    if (before && j >= 0 && !(censoring->t[j] < t))
        j--;
    return j < 0 ? 1 : censoring->open[j];
}

f64 forecast_score_censored_brier(struct arena *scratch, const f64 *p, const f64 *time,
                                  const u8 *event, i64 n, f64 horizon)
{
    i64 mark = arena_mark(scratch);
    u8 *open = arena_array(scratch, u8, n);
    for (i64 i = 0; i < n; i++)
        open[i] = event[i] == 0;
    struct survival censoring;
    survival_fit(&censoring, scratch, &(struct survival_data){NULL, time, open, n, 1});
    struct sum s = {0};
    for (i64 i = 0; i < n; i++) {
        bool later = time[i] > horizon, came = event[i] == 1 && !later;
        f64 stay =
            later ? uncensored(&censoring, horizon, false) : uncensored(&censoring, time[i], true);
        f64 miss = (came ? 1 : 0) - p[i];
        sum_add(&s, later || event[i] ? miss * miss / stay : 0);
    }
    arena_rewind(scratch, mark);
    return n ? sum_get(&s) / (f64)n : NAN;
}

f64 forecast_score_crps(struct arena *scratch, const f64 *sample, i64 n, f64 came)
{
    i64 mark = arena_mark(scratch);
    u32 *order = arena_array(scratch, u32, n);
    rank_order(order, scratch, sample, n);
    struct sum off = {0}, spread = {0};
    for (i64 i = 0; i < n; i++) {
        sum_add(&off, fabs(sample[i] - came));
        sum_add(&spread, (f64)(2 * (i + 1) - n - 1) * sample[order[i]]);
    }
    arena_rewind(scratch, mark);
    f64 m = (f64)n;
    return n ? sum_get(&off) / m - sum_get(&spread) / (m * m) : NAN;
}

f64 forecast_score_coverage(const f64 *low, const f64 *high, const f64 *came, i64 n)
{
    i64 inside = 0;
    for (i64 i = 0; i < n; i++)
        inside += came[i] >= low[i] && came[i] <= high[i];
    return n ? (f64)inside / (f64)n : NAN;
}
