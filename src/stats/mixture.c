#include "stats/mixture.h"

struct mixture mixture_solve(const f64 whole[MIXTURE_SHARES], const f64 change[MIXTURE_SHARES],
                             i64 known, f64 value, f64 total)
{
    assert(known >= 0 && known < MIXTURE_SHARES && change[known] != 0);
    struct mixture m = {.position = (whole[known] - value) / change[known]};
    i64 one = (known + 1) % MIXTURE_SHARES, other = (known + 2) % MIXTURE_SHARES;
    i64 solved = one < other ? one : other, left = one < other ? other : one;
    m.first[known] = value;
    m.first[solved] = whole[solved] - change[solved] * m.position;
    m.first[left] = total - value - m.first[solved];
    for (i64 i = 0; i < MIXTURE_SHARES; i++)
        m.change[i] = change[i];
    return m;
}

void mixture_shares(f64 out[MIXTURE_SHARES], const struct mixture *m, f64 position)
{
    for (i64 i = 0; i < MIXTURE_SHARES; i++)
        out[i] = m->first[i] + position * m->change[i];
}

f64 mixture_relative(f64 first_total, f64 last_total, f64 up, f64 down)
{
    return (last_total - down * first_total) / (up - down);
}
