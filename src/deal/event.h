/* event.h - what happens to a deal. A deal is its events in order, nothing else: state.h
 * folds them, judge.h judges an event before it is recorded (an act is the event it would
 * record). Indices are those of the version of the standard that the deal is on. 32 bytes
 * each, so that a million lives fit in memory.
 *
 * Kinds are only ever added; what a kind meant in an old file it means for ever. */
#pragma once

#include "standard/standard.h"

/* Behind each kind: subject · value · text; what is not named is not used. */
enum event_kind {
    EVENT_OPENED,              /* stage · version of the standard; the actor owns the deal */
    EVENT_STAGE_ENTERED,       /* stage */
    EVENT_FIELD_SET,           /* field · its value as in guard.h · the text of a text field */
    EVENT_FIELD_CLEARED,       /* field */
    EVENT_MILESTONE_REACHED,   /* milestone · enum evidence_kind or EVIDENCE_NONE · reference */
    EVENT_MILESTONE_CONFIRMED, /* milestone */
    EVENT_MILESTONE_REVOKED,   /* milestone · – · why */
    EVENT_MILESTONE_CARRIED,   /* milestone · reached when: known from elsewhere */
    EVENT_WAIVER_GRANTED,      /* milestone · until when · why */
    EVENT_WAIVER_ENDED,        /* milestone */
    EVENT_OBJECTED,            /* milestone or NO_SUBJECT · – · why */
    EVENT_PARKED,              /* – · until when or TIME_NONE · why */
    EVENT_UNPARKED,
    EVENT_HANDOFF_OFFERED,  /* hand-off · accept by when, TIME_NONE: no clock */
    EVENT_HANDOFF_ACCEPTED, /* hand-off · touch by when, TIME_NONE: no clock */
    EVENT_HANDOFF_RETURNED, /* hand-off · index of its reason, -1: none */
    EVENT_HANDOFF_TOUCHED,  /* hand-off */
    EVENT_CLOSE_DATE_SET,   /* – · day since 1970 */
    EVENT_OWNER_SET,        /* – · the new owner's actor number */
    EVENT_OUTCOME_SET,      /* enum outcome · event_ending() · free text */
    EVENT_REASON_SET,       /* enum lane · index of the reason: learned after the close */
    EVENT_REOPENED,         /* stage */
    EVENT_MIGRATED,         /* stage in the new version · new version: see carry.h */
    EVENT_REFUSED,          /* milestone or NO_SUBJECT · enum event_kind that was refused */
    EVENT_KIND_COUNT,
};

enum {
    NO_SUBJECT = 0xFFFF,
    EVIDENCE_NONE = -1,
    EVENT_NO_TEXT = 0, /* texts are numbered from 1 */
};

/* In what quality the actor acts. A person is never more than the owner on his own deal. */
enum role { ROLE_OWNER, ROLE_PEER, ROLE_MANAGER, ROLE_SYSTEM, ROLE_COUNT };
/* Beside the role: the actor is not trained on the version by which the act is judged. */
enum { ROLE_BITS = 0x0F, ROLE_UNTRAINED = 0x10 };

struct deal_event {
    i64 occurred_ms;
    i64 value;
    i32 lag_s; /* recorded so many seconds after it occurred, rounded up */
    u32 actor; /* the caller's numbers for people */
    u32 text;  /* the caller's numbers for texts, EVENT_NO_TEXT */
    u16 subject;
    u8 kind; /* enum event_kind */
    u8 role; /* enum role, and ROLE_UNTRAINED */
};
static_assert(sizeof(struct deal_event) == 32, "a million deals must fit in memory");

/* What is known of how a deal ended, in the value of EVENT_OUTCOME_SET. */
enum competitor { COMPETITOR_UNKNOWN, COMPETITOR_WON, COMPETITOR_NONE };
struct ending {
    i32 reason[2]; /* by enum lane: index of the outcome's reason, -1: not given */
    enum competitor competitor;
};
i64 event_ending(struct ending e);
struct ending event_ending_of(i64 value);

static inline enum role event_role(const struct deal_event *e)
{
    return (enum role)(e->role & ROLE_BITS);
}

/* "stage-entered" */
const char *event_kind_id(enum event_kind kind);
const char *role_id(enum role role);
