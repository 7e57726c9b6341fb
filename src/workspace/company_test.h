/* company_test.h - what the tests of this room share: a company that intends random things,
 * and what it has been told about each of them. */
#pragma once

#include "base/simulated.h"
#include "deal/world_test.h"
#include "workspace/verify.h"
#include "workspace/workspace.h"

enum { COMPANY_DEALS = 512, COMPANY_KEY = 24, COMPANY_BODY = 256 };

struct told { /* about request number i */
    bool answered, had_effect;
    enum answer_status status;
    i64 first, last, deal;
};

struct company {
    struct arena *arena;
    struct rng rng;
    str standard;       /* of tests/standards/good/small.yaml, in UTC */
    struct world world; /* its rules, for random acts */
    i64 deal[COMPANY_DEALS];
    i64 deals;
    i64 asked; /* requests made so far; number i has the key "key-i" */
    VEC(struct told) told;
};

void company_init(struct company *c, struct arena *a, u64 seed);
/* Publishes the standard in a new workspace, and names a few people. */
void company_begin(struct company *c, struct workspace *w);
/* The next request, random; `state` of the deal it will be about steers the odds. */
struct asking {
    struct request request;
    char key[COMPANY_KEY], body[COMPANY_BODY], text[40];
    i64 number;
};
void company_ask(struct company *c, struct asking *a, i64 now_ms, const struct deal_state *state,
                 i64 deal);
/* What was answered is remembered, and by `mark` the world knows it. */
void company_hear(struct company *c, const struct asking *a);
/* Asks, hears and has the answer checked. */
void company_do(struct company *c, struct workspace *w, i64 now_ms);
/* A print that says what it was given. */
void company_print(void *context, const struct answer *a, struct buf *out);
