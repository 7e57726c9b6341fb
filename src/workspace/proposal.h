/* proposal.h - a proposed revision, from the idea to the verdict: the fold of its events. What it
 * is (a hypothesis, its indicator, the change expected, evidence frozen with its hash) is JSON that
 * somebody wrote; what it would make of the standard is a draft; both together have a hash, and an
 * approval is of that hash: an edit asks again. Published for all, for new deals only, or as a
 * trial; in the end kept, reverted or extended. Nothing of it is ever taken away.
 *
 * Fold and rules are functions; the writer asks them inside the transaction (execute_proposal). */
#pragma once

#include "revise/trial.h"
#include "workspace/reader.h"
#include "workspace/store.h"

enum {
    PROPOSALS_MAX = 10000,
    PROPOSAL_EVENTS_MAX = 2000, /* of one */
    TRIALS_MAX = 16,            /* under way at once: one for each process */
};

enum proposal_way { WAY_NEW, WAY_ALL, WAY_TRIAL, PROPOSAL_WAYS };
const char *proposal_way_id(enum proposal_way way);
MUST_CHECK bool proposal_way_parse(str s, enum proposal_way *out);
enum verdict_word { VERDICT_KEEP, VERDICT_REVERT, VERDICT_EXTEND, VERDICT_WORDS };
const char *verdict_word_id(enum verdict_word word);
MUST_CHECK bool verdict_word_parse(str s, enum verdict_word *out);

enum proposal_state {
    PROPOSAL_OPEN,
    PROPOSAL_WITHDRAWN,
    PROPOSAL_PUBLISHED, /* for all, or for new deals */
    PROPOSAL_TRIAL,     /* under way */
    PROPOSAL_KEPT,
    PROPOSAL_REVERTED,
    PROPOSAL_STATES
};
const char *proposal_state_id(enum proposal_state s);

struct proposal_approval {
    str department, hash, why;
    u32 person;
    i64 at_ms;
    bool approves, current; /* of what it is now */
};
struct proposal_note {
    str text;
    u32 person;
    i64 at_ms, sequence;
};
struct proposal_verdict {
    enum verdict_word word;
    str text; /* JSON: why, effect */
    u32 person;
    i64 at_ms;
};

struct proposal {
    i64 number; /* 0: there is none */
    enum proposal_state state;
    u32 person;                   /* who made it */
    i64 made_ms, edited_ms, last; /* last: its newest event */
    str said, draft;
    char hash[65];                           /* of both */
    VEC(struct proposal_approval) approvals; /* the last of each department */
    VEC(struct proposal_note) comments;
    VEC(struct proposal_verdict) verdicts;
    str withdrawn; /* why */
    enum proposal_way way;
    i32 edition;
    enum trial_unit unit;
    u64 seed;
    i64 planned, published_ms;
    u32 published_by;
};
/* One under way. */
struct trial {
    i64 proposal;
    i32 edition;
    u8 unit; /* enum trial_unit */
    u64 seed;
};
/* Texts of the events must last as long as `p`. */
void proposal_apply(struct proposal *p, struct arena *a, const struct event_row *e);
/* Departments of the draft's standard that have not approved what it is now; how many. */
i64 proposal_missing(const struct proposal *p, const struct standard *draft, str *out, i64 most);

/* Reading: false when there is none. */
bool reader_proposal(struct reader *r, struct arena *a, i64 number, struct proposal *out);
i64 reader_proposals(struct reader *r, i64 most, i64 *out); /* numbers, newest first */
/* What reviews decided, newest first. */
i64 reader_decisions(struct reader *r, struct arena *a, i64 most, struct event_row *out);

/* Deals opened on an edition or on the one before it, as an effect compares them; they live in `a`.
 * `proposal`: the one whose trial gave it, 0: none did. */
struct effect_deal;
i64 reader_effect_deals(struct reader *r, struct arena *a, i32 edition, i32 before, i64 proposal,
                        i64 horizon_days, struct effect_deal **out);

/* For a review: what ended since a moment, the largest first; won, or lost and undecided. */
i64 reader_ended(struct reader *r, struct arena *a, bool won, i64 since_ms, i64 most,
                 struct deal_row *out);
/* The last event recorded before the moment; 0: none. */
i64 reader_sequence_at(struct reader *r, i64 at_ms);
/* How often what happened after an event, up to another: moves, waivers, objections, refusals. */
struct happened_row {
    enum event_kind kind;
    i32 edition, milestone; /* of the edition that the deal is on now; NO_SUBJECT: none */
    i64 count;
};
i64 reader_happened(struct reader *r, i64 after, i64 last, i64 most, struct happened_row *out);

/* What somebody wants of a proposal. */
struct proposal_act {
    i64 kind; /* an enum workspace_kind; KIND_PROPOSAL_SAID with number 0 makes one */
    i64 number;
    i64 subject; /* of KIND_PROPOSAL_APPROVED, _PUBLISHED, KIND_VERDICT */
    str text;    /* as the kind says; of an approval: the department's id */
    str why;     /* of an approval */
    str draft;   /* with KIND_PROPOSAL_SAID: the draft, too; empty: as it is */
    enum trial_unit unit;
    i64 planned;
};

/* --- how its events carry it -------------------------------------------------------------------
 */

static inline bool kind_is_of_proposal(i64 kind)
{
    return (kind >= KIND_PROPOSAL_SAID && kind <= KIND_VERDICT) || kind == KIND_DECIDED;
}
static inline i64 proposal_value(i64 number, i32 edition)
{
    return number << 13 | edition;
}
static inline i32 proposal_edition(i64 value)
{
    return (i32)(value & 0x1FFF);
}
/* The number of the proposal that an event is about; 0: decided in a review. */
static inline i64 proposal_of(i64 kind, i64 value)
{
    return kind == KIND_DECIDED                                      ? 0
           : kind == KIND_PROPOSAL_PUBLISHED || kind == KIND_VERDICT ? value >> 13
                                                                     : value;
}
/* The subject of a KIND_TRIAL_ASSIGNED. */
static inline i64 assigned_subject(i32 per_mille, bool drawn)
{
    return per_mille | (drawn ? 0x4000 : 0);
}
static inline i32 assigned_per_mille(i64 subject)
{
    return (i32)(subject & 0x3FF);
}
static inline i64 assigned_drawn(i64 subject)
{
    return subject >> 14 & 1;
}
