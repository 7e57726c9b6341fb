#include "learn/variants.h"

#include <math.h>

/* Levenshtein: insert, delete, replace. */
static i64 edit_distance(struct arena scratch, const u16 *p, i64 n, const u16 *q, i64 m)
{
    i64 *row = arena_array(&scratch, i64, m + 1);
    for (i64 j = 0; j <= m; j++)
        row[j] = j;
    for (i64 i = 0; i < n; i++) {
        i64 corner = row[0]++;
        for (i64 j = 0; j < m; j++) {
            i64 above = row[j + 1], cost = corner + (p[i] != q[j]);
            row[j + 1] = i64_min(cost, i64_min(above, row[j]) + 1);
            corner = above;
        }
    }
    return row[m];
}

static f64 pairs_of(f64 n)
{
    return n * (n - 1) / 2;
}

static f64 mean_similarity(struct arena scratch, const struct variants *v, const struct traces *t)
{
    f64 sum = 0, deals = 0;
    for (i64 i = 0; i < v->count; i++) {
        i64 n = 0;
        const u16 *p = variant_sequence(v, t, i, &n);
        f64 here = v->list[i].deals;
        sum += pairs_of(here); /* alike */
        for (i64 k = 0; k < i; k++) {
            i64 m = 0;
            const u16 *q = variant_sequence(v, t, k, &m);
            i64 longer = i64_max(n, m);
            f64 apart = longer ? (f64)edit_distance(scratch, p, n, q, m) / (f64)longer : 0;
            sum += (1 - apart) * here * (f64)v->list[k].deals;
        }
        deals += here;
    }
    return deals > 1 ? sum / pairs_of(deals) : NAN;
}

void variants_regularity(struct regularity *out, struct arena scratch, const struct variants *v,
                         const struct traces *t, i64 pairs_max)
{
    f64 deals = (f64)t->deal_count, alike = 0, entropy = 0;
    for (i64 i = 0; i < v->count; i++) {
        f64 n = v->list[i].deals;
        alike += n * (n - 1);
        entropy -= n / deals * log(n / deals);
    }
    bool some = t->deal_count > 1;
    *out = (struct regularity){.simpson = some ? alike / (deals * (deals - 1)) : NAN,
                               .entropy = entropy,
                               .normalised = some ? entropy / log(deals) : NAN,
                               .similarity = NAN};
    if (v->count * (v->count - 1) / 2 <= pairs_max)
        out->similarity = mean_similarity(scratch, v, t);
}

static i64 first_of(const u16 *sequence, i64 n, u16 activity)
{
    for (i64 i = 0; i < n; i++)
        if (sequence[i] == activity)
            return i;
    return -1;
}

void order_agreement(i64 *agree, i64 *pairs, const u16 *sequence, i64 n, const u16 *model,
                     i64 model_n)
{
    *agree = *pairs = 0;
    for (i64 i = 0; i < model_n; i++)
        for (i64 k = i + 1; k < model_n; k++) {
            i64 a = first_of(sequence, n, model[i]), b = first_of(sequence, n, model[k]);
            *pairs += a >= 0 && b >= 0;
            *agree += a >= 0 && b > a;
        }
}
