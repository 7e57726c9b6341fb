/* world_test.h - random standards and random acts for the tests of this room. */
#pragma once

#include "deal/decide.h"

/* How a random milestone's condition was made, for the twin that does not parse. */
enum when_form { WHEN_NONE, WHEN_AMOUNT, WHEN_CHAMPION, WHEN_BOTH, WHEN_MILESTONE };
struct when_spec {
    enum when_form form;
    i64 least_minor;
    i32 milestone;
};

enum { FIELD_AMOUNT, FIELD_CHAMPION, FIELD_PLAN, FIELD_SIZE, WORLD_FIELDS };

struct world {
    struct arena *arena;
    struct standard standard;
    struct rules rules;
    struct when_spec when[STANDARD_MILESTONES_MAX];
};

/* A sound standard of 2 to 7 stages and up to 14 milestones, with everything in it. */
void world_random(struct world *w, struct arena *a, struct rng *r);

/* Any act at all, more often one that moves the deal on. `state` only steers the odds. */
struct deal_event world_random_act(const struct world *w, const struct deal_state *state,
                                   struct rng *r, i64 now_ms);
