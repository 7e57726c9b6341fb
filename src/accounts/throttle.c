#include "accounts/throttle.h"

#include <arpa/inet.h>
#include <string.h>

const struct throttle_rule throttle_account = {THROTTLE_ACCOUNT_BURST,
                                               THROTTLE_ACCOUNT_SECONDS * 1000000000ll};
const struct throttle_rule throttle_source = {THROTTLE_SOURCE_BURST,
                                              THROTTLE_SOURCE_SECONDS * 1000000000ll};

/* Spreads; who does not know the seed cannot aim at a bucket. */
static u64 mix(u64 seed, char kind, const void *p, i64 n)
{
    char text[300];
    i64 used = i64_min(n, (i64)sizeof text - 9);
    memcpy(text, &seed, 8);
    text[8] = kind;
    if (used)
        memcpy(text + 9, p, (size_t)used);
    return hash_str((str){text, used + 9});
}

u64 throttle_name(const struct throttle *t, char kind, str name)
{
    return mix(t->seed, kind, name.p, name.n);
}

u64 throttle_name_source(const struct throttle *t, str address)
{
    static const u8 mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    char text[INET6_ADDRSTRLEN] = "";
    u8 bytes[16];
    if (address.n < (i64)sizeof text && address.n)
        memcpy(text, address.p, (size_t)address.n);
    if (inet_pton(AF_INET6, text, bytes) != 1)
        return mix(t->seed, 's', address.p, address.n);
    if (memcmp(bytes, mapped, sizeof mapped) == 0) {
        inet_ntop(AF_INET, bytes + 12, text, sizeof text);
        return mix(t->seed, 's', text, str_c(text).n);
    }
    return mix(t->seed, 's', bytes, 8);
}

/* The bucket of that name, or the one of its set that is empty soonest, made its own. */
static struct throttle_bucket *bucket_of(struct throttle *t, u64 name)
{
    struct throttle_bucket *set = t->buckets[name % THROTTLE_SETS], *best = &set[0];
    for (i32 i = 0; i < THROTTLE_WAYS; i++) {
        if (set[i].name == name)
            return &set[i];
        if (set[i].full_until_ns < best->full_until_ns)
            best = &set[i];
    }
    *best = (struct throttle_bucket){.name = name};
    return best;
}

i64 throttle_take(struct throttle *t, const struct throttle_rule *rule, u64 name, i64 now_ns)
{
    struct throttle_bucket *b = bucket_of(t, name);
    i64 arrival = i64_max(b->full_until_ns, now_ns);
    i64 wait = arrival - now_ns - (rule->burst - 1) * rule->every_ns;
    if (wait > 0)
        return wait;
    b->full_until_ns = arrival + rule->every_ns;
    return 0;
}

void throttle_give_back(struct throttle *t, const struct throttle_rule *rule, u64 name)
{
    bucket_of(t, name)->full_until_ns -= rule->every_ns;
}
