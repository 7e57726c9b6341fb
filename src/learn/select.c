#include "learn/select.h"

#include <math.h>

static void swap(i64 *a, i64 *b)
{
    i64 x = *a;
    *a = *b;
    *b = x;
}

i64 select_kth(i64 *v, i64 n, i64 k)
{
    struct rng rng = rng_from(1);
    i64 low = 0, high = n;
    while (high - low > 1) {
        i64 pivot = v[low + rng_below(&rng, high - low)];
        i64 less = low, more = high;
        for (i64 i = low; i < more;) {
            if (v[i] < pivot)
                swap(&v[i++], &v[less++]);
            else if (v[i] > pivot)
                swap(&v[i], &v[--more]);
            else
                i++;
        }
        if (k < less)
            high = less;
        else if (k >= more)
            low = more;
        else
            break;
    }
    return v[k];
}

f64 select_quantile(i64 *v, i64 n, f64 p)
{
    f64 place = p * (f64)(n - 1);
    i64 k = (i64)floor(place);
    i64 below = select_kth(v, n, k);
    if (k + 1 >= n || place == (f64)k)
        return (f64)below;
    i64 above = v[k + 1];
    for (i64 i = k + 2; i < n; i++)
        above = i64_min(above, v[i]);
    return (f64)below + (place - (f64)k) * (f64)(above - below);
}
