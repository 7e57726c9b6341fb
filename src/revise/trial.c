#include "revise/trial.h"

#include "base/rng.h"

static const char *const units[] = {"deals", "sellers"};

const char *trial_unit_id(enum trial_unit u)
{
    return units[u];
}

bool trial_unit_parse(str s, enum trial_unit *out)
{
    for (i32 i = 0; i < TRIAL_UNITS; i++)
        if (str_eq(s, str_c(units[i]))) {
            *out = (enum trial_unit)i;
            return true;
        }
    return false;
}

struct trial_draw trial_assign(u64 seed, i64 stratum, i64 before, i64 before_now)
{
    i64 ahead = 2 * before_now - before;
    i32 per_mille = ahead > 0 ? 333 : ahead < 0 ? 667 : 500;
    u64 mixed = seed ^ (u64)stratum * 0x9E3779B97F4A7C15ull ^ (u64)before << 40;
    struct rng r = rng_stream(mixed, S("assignment"));
    return (struct trial_draw){rng_below(&r, 1000) < per_mille, per_mille};
}
