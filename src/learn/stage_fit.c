/* A sequence against a plain list of stages: how far apart, and replayed with tokens. */
#include "learn/alignment.h"

#include <math.h>

/* Longest common subsequence, one row at a time. */
static i64 lcs(struct arena scratch, const u16 *p, i64 n, const u16 *q, i64 m)
{
    i64 *row = arena_array(&scratch, i64, m + 1);
    for (i64 i = 0; i < n; i++) {
        i64 corner = 0;
        for (i64 j = 0; j < m; j++) {
            i64 above = row[j + 1];
            row[j + 1] = p[i] == q[j] ? corner + 1 : i64_max(above, row[j]);
            corner = above;
        }
    }
    return row[m];
}

void stage_fit(struct stage_fit *out, struct arena scratch, const u16 *sequence, i64 n,
               const u16 *model, i64 model_n)
{
    i64 same = lcs(scratch, sequence, n, model, model_n);
    *out = (struct stage_fit){.extra = n - same, .skipped = model_n - same, .fitness = NAN};
    out->cost = out->extra + out->skipped;
    if (n + model_n)
        out->fitness = 1 - (f64)out->cost / (f64)(n + model_n);
}

/* Place k holds a token when stage k comes next; the last one when all are done. */
void replay_linear(struct replay *out, struct arena scratch, const u16 *sequence, i64 n,
                   const u16 *model, i64 model_n)
{
    i64 *tokens = arena_array(&scratch, i64, model_n + 1);
    tokens[0] = 1;
    *out = (struct replay){.produced = 1};
    for (i64 i = 0; i <= n; i++) {
        i64 k = 0;
        while (k < model_n && (i == n || model[k] != sequence[i]))
            k++;
        assert((i == n) == (k == model_n));
        out->missing += tokens[k] == 0;
        tokens[k] -= tokens[k] > 0;
        out->consumed++;
        if (i < n) {
            tokens[k + 1]++;
            out->produced++;
        }
    }
    for (i64 k = 0; k <= model_n; k++)
        out->remaining += tokens[k];
    out->fitness = 0.5 * (1 - (f64)out->missing / (f64)out->consumed) +
                   0.5 * (1 - (f64)out->remaining / (f64)out->produced);
}
