/* judge.h - the one judge. What does the standard say to this act on this deal, now? Asked
 * before an act is recorded (decide.h); made so that it can be asked afterwards, and as if
 * another version had been in force (docs/adr/0007). Whoever adds a rule adds it here, once.
 *
 * Law: no I/O, no clock, no allocation; everything it looks at is an argument and nothing
 * it looks at changes. Cost: a few ANDs per act; work only for what is missing. */
#pragma once

#include "deal/state.h"

/* How hard the standard insists: grade × discipline; the table is in judge.c. */
enum severity {
    SEVERITY_SILENT, /* kept, shown to nobody while selling */
    SEVERITY_NOTE,
    SEVERITY_ADVICE,
    SEVERITY_WARNING,
    SEVERITY_BLOCK,     /* refused unless waived */
    SEVERITY_SENSELESS, /* refused in every discipline: the act means nothing here */
};

enum finding_code {
    /* about a milestone, graded as it is */
    FINDING_MISSING,        /* not reached */
    FINDING_LAPSED,         /* reached too long ago, at at_ms it lapsed */
    FINDING_UNCONFIRMED,    /* not confirmed by who must */
    FINDING_NEEDS_FIELD,    /* reached, but `field` is empty */
    FINDING_CONDITION,      /* whether it is asked depends on `field`, which is empty */
    FINDING_WAIVED,         /* missing, passed on a valid waiver: always a note */
    FINDING_WAIVER_EXPIRED, /* missing, the waiver ended at at_ms */
    FINDING_WAIVER_UNDUE,   /* missing, waived by somebody who may not */
    FINDING_CATCH_UP,       /* missing, new, to be shown by at_ms: always a note */
    FINDING_EVIDENCE,       /* of a kind the milestone does not accept */
    FINDING_ORDER,          /* before `other`, which comes first */
    FINDING_CONFIRMER,      /* confirmed by somebody who does not count */
    /* about a move */
    FINDING_MOVE_SKIPS,       /* over stages, which the standard does not allow */
    FINDING_MOVE_BACK,        /* back, which the standard does not allow */
    FINDING_MOVE_UNSIGNED,    /* past the signature, the deal is not won */
    FINDING_STAGE_OVERSTAYED, /* over the limit of the stage since at_ms */
    FINDING_WON_EARLY,        /* from a stage from which the signature is not next */
    FINDING_PACKET,           /* hand-off without `field` */
    FINDING_HANDOFF_PENDING,  /* left before the hand-off was accepted */
    FINDING_HANDOFF_LATE,     /* accepted or touched after at_ms */
    /* about an end, a waiver, a pause */
    FINDING_NO_REASON,
    FINDING_NO_COMPETITOR, /* "did a competitor win" not answered */
    FINDING_WAIVER_AUTHORITY,
    FINDING_WAIVER_WHY,
    FINDING_WAIVER_TOO_LONG, /* past at_ms, the longest there is */
    FINDING_RETURN_REASON,
    FINDING_PARKED_OPEN, /* parked without a date */
    FINDING_UNTRAINED,   /* who acts is not trained on this version */
    /* about a clock that ran out, beside those above (clock.h) */
    FINDING_PAUSE_OVER,        /* parked until at_ms */
    FINDING_CLOSE_DATE_PASSED, /* at_ms was its last moment */
    /* senseless acts */
    FINDING_NOT_OPENED,
    FINDING_ALREADY_OPENED,
    FINDING_CLOSED,
    FINDING_NOT_CLOSED,
    FINDING_ALREADY_WON, /* back before the signature of a won deal */
    FINDING_NO_SUCH_THING,
    FINDING_SAME_STAGE,
    FINDING_NOT_REACHED,
    FINDING_NOT_WAIVED,
    FINDING_NOT_PARKED,
    FINDING_NOT_OFFERED,
    FINDING_IN_THE_PAST,   /* "until" before now */
    FINDING_IN_THE_FUTURE, /* occurred after now */
    FINDING_CODE_COUNT,
};

/* What makes the finding go away. */
enum remedy {
    REMEDY_NONE,
    REMEDY_REACH,
    REMEDY_CONFIRM_AGAIN,
    REMEDY_ASK_PEER,
    REMEDY_ASK_MANAGER,
    REMEDY_FILL_FIELD,
    REMEDY_GIVE_EVIDENCE,
    REMEDY_STEP_BY_STEP,
    REMEDY_RECORD_WON,
    REMEDY_GET_ACCEPTED,
    REMEDY_GIVE_REASON,
    REMEDY_SHORTEN,
    REMEDY_REOPEN,
    REMEDY_SET_DATE,
    REMEDY_TAKE_UP,
    REMEDY_TRAIN,
    REMEDY_ACCEPT,
};

struct finding {
    u8 code, severity, grade, remedy;
    i16 milestone, other; /* -1: none */
    i16 field, stage, handoff;
    i64 at_ms; /* TIME_NONE: none */
};

enum { FINDINGS_MAX = STANDARD_MILESTONES_MAX + RULES_HANDOFFS_MAX + 16 }; /* never reached */

struct verdict {
    i32 count;
    enum severity worst;
    struct finding list[FINDINGS_MAX];
};

/* What the standard says to `act` on a deal in state `s` at `now_ms`. Only `count`, `worst`
 * and the first `count` findings of `v` are written. */
void judge_act(const struct rules *r, const struct deal_state *s, const struct deal_event *act,
               i64 now_ms, struct verdict *v);

bool verdict_refuses(const struct verdict *v);

enum severity judge_severity(enum discipline discipline, enum grade grade);

/* How a milestone stands on a deal at a moment: what a checklist shows. */
enum milestone_standing {
    STANDING_MISSING,
    STANDING_NOT_ASKED,   /* its condition is false */
    STANDING_UNKNOWN,     /* its condition cannot be told, and no empty field is to blame */
    STANDING_ASKED_MAYBE, /* …and an empty field is */
    STANDING_WAIVED,
    STANDING_WAIVER_EXPIRED,
    STANDING_WAIVER_UNDUE,
    STANDING_GRANDFATHERED, /* new, and the deal was past it */
    STANDING_CATCHING_UP,   /* the same, to be shown by a day that has not come */
    STANDING_LAPSED,
    STANDING_UNCONFIRMED,
    STANDING_NEEDS_FIELD,
    STANDING_MET,
};
enum milestone_standing judge_milestone(const struct rules *r, const struct deal_state *s,
                                        i32 milestone, i64 now_ms);

/* Acts that nothing can forbid to this role now: a deal is never stuck. */
enum way_out {
    WAY_PARK = 1 << 0,
    WAY_CLOSE = 1 << 1, /* lost, no decision or walked, with its reason */
    WAY_OBJECT = 1 << 2,
    WAY_BACK = 1 << 3,
    WAY_WAIVE = 1 << 4,
    WAY_REOPEN = 1 << 5,
    WAY_UNPARK = 1 << 6,
};
u32 judge_ways_out(const struct rules *r, const struct deal_state *s, enum confirmer level);
