/* carry.h - a deal in flight goes to the next version of its standard: what its stage, its
 * milestones, fields and hand-offs become, by the `changes` that the new version declares.
 * Made once from two compiled versions, never changed; threads share it.
 *
 *   - an id that is still there stays what it was, unless `changes` says where it goes
 *   - several that become one: reached when all of them were (the one that keeps its id: when
 *     it was), at the earliest moment, confirmed by whom all were
 *   - a split is decided by its conditions, on the deal as it is then
 *   - a milestone that is new and behind the deal: grandfathered (never asked of it), or to
 *     catch up by a day, until when it is a note; without a word in `changes`, grandfathered
 *   - a field goes along with its id while its type (and, of money, the currency) is the same
 *
 * The event is EVENT_MIGRATED: the stage was chosen when it was decided, all else is a function
 * of the deal and of the two versions, so a replay gives the same state. */
#pragma once

#include "deal/state.h"

struct carry_row {
    i32 from, to; /* -1: dropped */
    bool own;     /* the same id in both */
    struct guard when;
};

struct carry {
    const struct rules *from, *to;
    struct carry_row *stage, *milestone; /* in the order in which they are asked */
    i32 stage_rows, milestone_rows;
    i16 field[STANDARD_FIELDS_MAX];  /* of the new one: which old one it is, -1: none */
    i16 handoff[RULES_HANDOFFS_MAX]; /* the same */
    struct bits fresh;               /* milestones that come from nowhere… */
    struct bits fresh_to_catch_up;   /* …and that deals past them must show in time */
};

/* Fills `c`, whose tables live in `a`. False when a condition cannot be read. */
MUST_CHECK bool carry_make(struct carry *c, struct arena *a, const struct rules *from,
                           const struct rules *to, struct diags *d);

enum carry_trouble {
    CARRY_FINE,
    CARRY_NO_TARGET,      /* its stage is dropped */
    CARRY_PAST_SIGNATURE, /* it is open and would stand behind the signature */
    CARRY_NO_REASON,      /* it is won for a reason that the new version does not have */
    CARRY_TROUBLE_COUNT,
};
const char *carry_trouble_id(enum carry_trouble t);

/* Whether deals that stand so are in flight: open, or won and not at the end of the way. */
bool carry_in_flight(const struct rules *r, const struct deal_state *s);

/* Where a deal would go at `now_ms`: *stage in the new version. The deal stays when there is
 * trouble. */
enum carry_trouble carry_plan(const struct carry *c, const struct deal_state *s, i64 now_ms,
                              i32 *stage);

/* The state after EVENT_MIGRATED; cannot fail. */
void deal_carry(const struct carry *c, struct deal_state *s, const struct deal_event *e);

/* An event in numbers of the new version in those of the old one, for an undo; `outcome` is the
 * deal's then. False: the old version has nothing of the kind. */
bool carry_back(const struct carry *c, enum outcome outcome, struct deal_event *e);

/* The old milestones that become `milestone`, whatever the conditions. */
struct bits carry_sources(const struct carry *c, i32 milestone);
/* Whether anything of the old milestone goes on. */
bool carry_keeps(const struct carry *c, i32 old_milestone);
