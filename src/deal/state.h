/* state.h - a deal as its events left it: a fixed-size fold, no pointers, so it can be
 * copied, kept in arrays and thrown away. Zero is a deal that was never opened. Arrays at
 * the end mean something only where a set above them says so; that is what lets a replay
 * clear a state by its first few bytes. */
#pragma once

#include "deal/event.h"
#include "standard/rules.h"

struct deal_state {
    bool opened, parked, close_day_known;
    i32 stage;
    i32 version; /* of the standard */
    enum outcome outcome;
    struct ending ending;
    u32 owner;
    i64 opened_ms, stage_entered_ms, closed_ms;
    i64 parked_until_ms; /* TIME_NONE: no date */
    i64 close_day;
    struct bits reached; /* and not revoked since */
    struct bits confirmed_by_peer, confirmed_by_manager;
    struct bits waived, waived_by_peer, waived_by_manager; /* whether still valid or not */
    struct bits ever_reached;
    struct bits milestones_unknown; /* those the source cannot tell: set by an importer */
    /* new in the version it was carried to, and behind it: never asked of it, or later only */
    struct bits grandfathered, catching_up;
    struct field_set set;     /* fields with a value */
    struct field_set unknown; /* fields the source cannot tell: set once by an importer */
    u64 handoff_offered, handoff_accepted, handoff_touched, handoff_returned;
    struct {
        i32 stage_entries, moves_back, close_day_changes, revoked, waivers, objections, refusals,
            closes, reopens;
    } count;

    /* only where a set says so */
    i64 fresh_ms[STANDARD_MILESTONES_MAX]; /* reached or last confirmed; to catch up: by when */
    i64 waived_until_ms[STANDARD_MILESTONES_MAX];
    i64 accept_by_ms[RULES_HANDOFFS_MAX], touch_by_ms[RULES_HANDOFFS_MAX]; /* or TIME_NONE */
    i64 value[STANDARD_FIELDS_MAX];
};

/* As if never opened; touches only what must be. */
void deal_clear(struct deal_state *s);

/* The state after `e`. Cannot fail: an event that means nothing here (a stage that no
 * standard can have, a confirmation of what was not reached) changes nothing. EVENT_MIGRATED
 * wants both versions: deal_carry (carry.h) applies it, here it changes nothing. */
void deal_apply(struct deal_state *s, const struct deal_event *e);

bool deal_is_closed(const struct deal_state *s);

/* As what the actor counts on this deal: on his own deal, as its owner. */
enum confirmer deal_level(const struct deal_state *s, const struct deal_event *act);
