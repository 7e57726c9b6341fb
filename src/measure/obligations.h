/* obligations.h - the standard against the log: for each deal, which milestones fell due,
 * when they were reached, and what each is worth (STATISTICS 3). An obligation is "this
 * milestone before leaving its stage"; it is due at the first act that answers for it by the
 * standard, a move forward or the win, and the judge says whether it stood there (docs/adr/0007).
 * One row per deal with stage events, `k` cells per row. Internal to measure/. */
#pragma once

#include "history/history.h"
#include "measure/adherence.h"
#include "standard/rules.h"

enum {
    CELL_WAIVED = 1, /* when it was due, by a waiver that counts */
    CELL_WAIVED_WITHOUT = 2,
    CELL_BLOCKED = 4, /* an act was refused for it */
    CELL_BACKFILLED = 8,
};

struct obligations {
    i64 k;                /* milestones that bind and that the log can record */
    const i32 *milestone; /* into standard.milestones */
    const f64 *weight;
    const i32 *stage; /* into standard.stages */
    i64 unknown;      /* milestones that bind but are nowhere in the log */
    i64 stages_matched;

    i64 n;
    const u32 *deal;
    i64 *at_ms;         /* n × k: reached, and there when it was due or since; TIME_NONE */
    i64 *gate_ms;       /* n × k: the act that answered for it; TIME_NONE: not due */
    i64 *seen_ms;       /* n: nothing before it was recorded; TIME_NONE: seen from the beginning */
    u8 *flags;          /* n × k */
    u8 *confirmed;      /* n: checked by somebody other than the owner */
    u16 *skips, *backs; /* n: stages jumped over, moves back */
};

/* Lives in `a`. k stays 0 when no stage or no milestone of the standard is in the log. */
void obligations_gather(struct obligations *o, struct arena *a, const struct history *h,
                        const struct rules *rules);

struct obligation_score {
    f64 credit, weight; /* score = credit / weight, of what is due and not waived */
    i32 count[OBLIGATION_COUNT];
};

/* Scores row `row`. `order` says which milestone stands at each place of the standard (NULL:
 * its own); a random order gives the score that chance would. `capped`: backfilled records
 * earn at most a quarter. `states` (k cells, or NULL) gets each milestone's own. */
struct obligation_score obligations_score(const struct obligations *o, i64 row, const u32 *order,
                                          bool capped, u8 *states);
