#include "stats/quantile.h"

#include <math.h>

f64 quantile_sorted(const f64 *sorted, i64 n, f64 p)
{
    if (n <= 0 || !(p >= 0 && p <= 1))
        return NAN;
    f64 at = (f64)(n - 1) * p, below = floor(at);
    i64 i = (i64)below, next = i + 1 < n ? i + 1 : i;
    return sorted[i] + (sorted[next] - sorted[i]) * (at - below);
}

static void swap(f64 *x, i64 i, i64 j)
{
    f64 t = x[i];
    x[i] = x[j];
    x[j] = t;
}

/* Hoare's selection with the median of three: puts the k-th smallest at x[k], nothing larger
 * before it and nothing smaller after it. */
static f64 select_kth(f64 *x, i64 n, i64 k)
{
    i64 low = 0, high = n - 1;
    while (low < high) {
        i64 middle = low + (high - low) / 2;
        if (x[middle] < x[low])
            swap(x, middle, low);
        if (x[high] < x[low])
            swap(x, high, low);
        if (x[high] < x[middle])
            swap(x, high, middle);
        f64 pivot = x[middle];
        i64 i = low, j = high;
        while (i <= j) {
            while (x[i] < pivot)
                i++;
            while (pivot < x[j])
                j--;
            if (i <= j)
                swap(x, i++, j--);
        }
        if (k <= j)
            high = j;
        else if (k >= i)
            low = i;
        else
            break;
    }
    return x[k];
}

f64 quantile_select(f64 *x, i64 n, f64 p)
{
    if (n <= 0 || !(p >= 0 && p <= 1))
        return NAN;
    f64 at = (f64)(n - 1) * p, below = floor(at);
    i64 i = (i64)below;
    f64 value = select_kth(x, n, i);
    if (i + 1 >= n || at <= below)
        return value;
    f64 next = x[i + 1];
    for (i64 j = i + 2; j < n; j++)
        next = x[j] < next ? x[j] : next;
    return value + (next - value) * (at - below);
}

f64 quantile_median(f64 *x, i64 n)
{
    return quantile_select(x, n, .5);
}
