/* throttle.h - how often somebody may try. Each name (an account, an address) has a bucket that
 * lets `burst` tries through at once and then one each `every_ns`; a try that went well is given
 * back. Nothing is permanent: whoever waits may try again, and a bucket that nobody fills is
 * forgotten. In memory: a restart forgets everything. Method: GCRA, ITU-T I.371. */
#pragma once

#include "base/base.h"

enum {
    THROTTLE_SETS = 4096,
    THROTTLE_WAYS = 4,
    THROTTLE_ACCOUNT_BURST = 5,
    THROTTLE_ACCOUNT_SECONDS = 66,
    THROTTLE_SOURCE_BURST = 20,
    THROTTLE_SOURCE_SECONDS = 6,
};

struct throttle_rule {
    i64 burst, every_ns;
};
/* An account: in no hour more than 60 guesses are checked. An address: a whole office may stand
 * behind it. */
extern const struct throttle_rule throttle_account, throttle_source;

struct throttle {
    struct throttle_bucket {
        u64 name;
        i64 full_until_ns; /* the theoretical arrival time */
    } buckets[THROTTLE_SETS][THROTTLE_WAYS];
    u64 seed;
};

/* What a bucket is called; `kind` keeps accounts and addresses apart. An IPv6 address counts by
 * its first 64 bits. */
u64 throttle_name(const struct throttle *t, char kind, str name);
u64 throttle_name_source(const struct throttle *t, str address);

/* 0: this try may be made, and counts. Else the nanoseconds to wait. */
i64 throttle_take(struct throttle *t, const struct throttle_rule *rule, u64 name, i64 now_ns);
/* The try went well. */
void throttle_give_back(struct throttle *t, const struct throttle_rule *rule, u64 name);
