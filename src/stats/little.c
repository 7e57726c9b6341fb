#include "stats/little.h"

#include "stats/sum.h"

#include <math.h>

struct little_balance little_check(const f64 *from, const f64 *to, const bool *open, i64 n,
                                   f64 length)
{
    struct little_balance out = {0};
    struct sum stock = {0}, stay = {0};
    for (i64 i = 0; i < n; i++) {
        f64 begin = fmax(from[i], 0), end = open[i] ? length : fmin(to[i], length);
        sum_add(&stock, end > begin ? end - begin : 0);
        out.arrived += from[i] >= 0 && from[i] < length;
        if (!open[i] && to[i] <= length && (to[i] > 0 || from[i] >= 0)) {
            out.departed++;
            sum_add(&stay, to[i] - from[i]);
        }
    }
    out.stock = sum_get(&stock) / length;
    out.arrivals = (f64)out.arrived / length;
    out.stay = out.departed ? sum_get(&stay) / (f64)out.departed : NAN;
    out.ratio = out.stock / (out.arrivals * out.stay);
    return out;
}
