#include "revise/sample.h"

#include "stats/power.h"

#include <math.h>

struct sample_answer sample_size(const struct sample_question *q)
{
    struct sample_answer a = {.design_effect = 1, .weeks = -1, .a_year_shows = NAN};
    f64 to = q->base + q->change;
    if (q->deals_per_seller > 1)
        a.design_effect = power_design_effect(q->deals_per_seller, 0, SAMPLE_ICC);
    bool sound = q->base > 0 && q->base < 1 && to > 0 && to < 1 && fabs(q->change) > 1e-9;
    if (sound) {
        f64 n = power_per_arm(q->base, to, SAMPLE_LEVEL, SAMPLE_POWER) * a.design_effect;
        a.per_arm = n < 1e9 ? (i64)ceil(n - 1e-9) : 0;
        a.total = 2 * a.per_arm;
    }
    if (q->per_week > 0 && a.total)
        a.weeks = (i64)ceil((f64)a.total / q->per_week + (f64)q->horizon_days / 7 - 1e-9);
    if (q->per_week > 0 && q->base > 0 && q->base < 1)
        a.a_year_shows = power_detectable(q->base, 26 * q->per_week / a.design_effect, SAMPLE_LEVEL,
                                          SAMPLE_POWER);
    return a;
}
