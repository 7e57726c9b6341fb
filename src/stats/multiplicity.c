#include "stats/multiplicity.h"

#include "stats/rank.h"

#include <math.h>

/* The family: the defined p, from smallest to largest. */
struct family {
    u32 *index; /* into p */
    i64 n;
};

static struct family family_of(struct arena *a, const f64 *p, i64 n)
{
    struct family f = {arena_array(a, u32, n), 0};
    f64 *known = arena_array(a, f64, n);
    u32 *where = arena_array(a, u32, n), *order = arena_array(a, u32, n);
    for (i64 i = 0; i < n; i++)
        if (!isnan(p[i])) {
            where[f.n] = (u32)i;
            known[f.n++] = p[i];
        }
    rank_order(order, a, known, f.n);
    for (i64 i = 0; i < f.n; i++)
        f.index[i] = where[order[i]];
    return f;
}

/* min over later ranks r of scale·p·n/r: each p asks "if I am found, what share is false?" */
static void step_up(f64 *out, struct arena *scratch, const f64 *p, i64 n, bool any_dependence)
{
    i64 mark = arena_mark(scratch);
    struct family f = family_of(scratch, p, n);
    f64 least = 1, scale = any_dependence ? 0 : 1;
    for (i64 r = 1; r <= f.n && any_dependence; r++)
        scale += 1 / (f64)r;
    for (i64 r = f.n; r >= 1; r--) {
        i64 i = f.index[r - 1];
        least = fmin(least, scale * p[i] * (f64)f.n / (f64)r);
        out[i] = least;
    }
    for (i64 i = 0; i < n; i++)
        if (isnan(p[i]))
            out[i] = NAN;
    arena_rewind(scratch, mark);
}

void multiplicity_bh(f64 *out, struct arena *scratch, const f64 *p, i64 n)
{
    step_up(out, scratch, p, n, false);
}

void multiplicity_by(f64 *out, struct arena *scratch, const f64 *p, i64 n)
{
    step_up(out, scratch, p, n, true);
}

void multiplicity_holm(f64 *out, struct arena *scratch, const f64 *p, i64 n)
{
    i64 mark = arena_mark(scratch);
    struct family f = family_of(scratch, p, n);
    f64 most = 0;
    for (i64 r = 1; r <= f.n; r++) {
        i64 i = f.index[r - 1];
        most = fmin(1, fmax(most, p[i] * (f64)(f.n - r + 1)));
        out[i] = most;
    }
    for (i64 i = 0; i < n; i++)
        if (isnan(p[i]))
            out[i] = NAN;
    arena_rewind(scratch, mark);
}

i64 multiplicity_ebh(bool *rejected, struct arena *scratch, const f64 *e, i64 n, f64 alpha)
{
    i64 mark = arena_mark(scratch), found = 0;
    struct family f = family_of(scratch, e, n);
    for (i64 k = 1; k <= f.n; k++)
        if (e[f.index[f.n - k]] >= (f64)f.n / (alpha * (f64)k))
            found = k;
    for (i64 i = 0; i < n; i++)
        rejected[i] = false;
    for (i64 k = 1; k <= found; k++)
        rejected[f.index[f.n - k]] = true;
    arena_rewind(scratch, mark);
    return found;
}

f64 multiplicity_e_of_p(f64 p)
{
    return .5 / sqrt(p);
}
