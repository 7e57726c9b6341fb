/* notes.h - what the data cannot say, and what in it calls for care. Codes and numbers
 * only: the words in each language are report/'s. Ids are stable, scripts may test them. */
#pragma once

#include "base/base.h"

/* What a question is about; also the ids of the measure table. */
enum subject {
    SUBJECT_WIN_RATE_CLOSED,
    SUBJECT_WIN_RATE_COHORT,
    SUBJECT_NO_DECISION,
    SUBJECT_WON_VALUE,
    SUBJECT_WIN_RATE_VALUE,
    SUBJECT_CYCLE,
    SUBJECT_TIME_TO_WIN,
    SUBJECT_GROUPS,
    SUBJECT_GROUP, /* one comparison: `name` says by what */
    SUBJECT_SEASON,
    SUBJECT_SERIES,
    SUBJECT_FUNNEL,
    SUBJECT_VELOCITY,
    SUBJECT_SLIPPAGE,
    SUBJECT_COVERAGE,
    SUBJECT_LITTLE,
    SUBJECT_STALE,
    SUBJECT_CONCENTRATION,
    SUBJECT_ADHERENCE,
    SUBJECT_ASSESSMENT,
    SUBJECT_COUNT,
};

/* Why it cannot be said. */
enum cause {
    CAUSE_NO_DEALS,
    CAUSE_NO_CLOSED,          /* no deal is won, lost or undecided */
    CAUSE_TOO_FEW,            /* count of wanted; or too few without a number */
    CAUSE_ONE_OUTCOME,        /* every closed deal ended alike */
    CAUSE_NO_CLOSE_DATE,      /* count of of: closed deals with a close date */
    CAUSE_NO_START_DATE,      /* no created or entered date */
    CAUSE_CREATED_IS_LOAD,    /* count of of deals created in one short burst, at_ms */
    CAUSE_START_AFTER_CLOSE,  /* count of of closed deals end before they begin */
    CAUSE_NO_DECISION_UNSEEN, /* no outcome or reason says no decision: 0 is not zero */
    CAUSE_NO_AMOUNT,
    CAUSE_AMOUNT_BY_OUTCOME, /* count of of lost deals have no amount, or zero */
    CAUSE_FOLLOWS_OUTCOME,   /* `name` is written when the deal ends: it cannot compare deals */
    CAUSE_MIXED_CURRENCIES,  /* count currencies; figures are of `name` only */
    CAUSE_NO_OWNER,
    CAUSE_ONE_OWNER,
    CAUSE_TOO_MANY_LEVELS, /* count levels for of closed deals */
    CAUSE_NO_STAGE_EVENTS,
    CAUSE_STAGE_ORDER_UNKNOWN,
    CAUSE_NO_CLOSE_DATE_CHANGES,
    CAUSE_NO_ACTIVITY_EVENTS, /* no calls, mails, meetings */
    CAUSE_NO_STANDARD,
    CAUSE_STANDARD_UNMATCHED, /* no stage of the standard is in the log */
    CAUSE_NO_MILESTONES,      /* the log has no milestone of the standard */
    CAUSE_NO_GOVERNANCE,      /* no record of publication, training, review… */
    CAUSE_LOG_TOO_SHORT,      /* count days of wanted */
    CAUSE_COUNT,
};

/* The column, file or patience that would make it possible. */
enum need {
    NEED_DEALS,
    NEED_OUTCOME,
    NEED_MORE_DEALS,
    NEED_LOST_DEALS, /* the deals that ended otherwise */
    NEED_CLOSE_DATE,
    NEED_START_DATE, /* the day the deal really began, not the day of the import */
    NEED_LOSS_REASON,
    NEED_AMOUNT,
    NEED_CURRENCY_RATES,
    NEED_OWNER,
    NEED_ATTRIBUTE,
    NEED_STAGE_HISTORY,
    NEED_STAGE_ORDER,
    NEED_CLOSE_DATE_HISTORY,
    NEED_ACTIVITIES,
    NEED_STANDARD,
    NEED_MILESTONE_LOG,
    NEED_GOVERNANCE_LOG,
    NEED_MORE_TIME,
    NEED_COUNT,
};

struct cannot_say {
    enum subject what;
    enum cause why;
    enum need would_need;
    i64 count, of; /* as the cause says; 0 when it says nothing */
    i64 at_ms;     /* TIME_NONE */
    str name;      /* empty, or what the cause says */
};

/* Nothing is wrong with the arithmetic, something may be with the data. */
enum warning_code {
    WARNING_EDITED_AFTER_CLOSE, /* count of of closed records: later edits may leak */
    WARNING_BLANK_BY_OUTCOME,   /* `name` blank: share_a of `outcome_a`, share_b of `outcome_b` */
    WARNING_ZERO_BY_OUTCOME,    /* amount zero: share_a of `outcome_a`, share_b of `outcome_b` */
    WARNING_CREATED_IS_LOAD,    /* count of of deals created in one burst, at_ms */
    WARNING_CLOSE_BEFORE_START, /* count of of closed deals; left out of all times */
    WARNING_CLOSE_AFTER_AS_OF,  /* count of of closed deals */
    WARNING_NO_START_DATE,      /* count of of deals without one; left out of all times */
    WARNING_NO_CLOSE_DATE,      /* count of of closed deals without one; left out */
    WARNING_WINDOW_STARTS_LATE, /* no deal closes before at_ms, count of of began before */
    WARNING_FEW_LARGE_DEALS,    /* value rests on few: share_a = effective number */
    WARNING_MIXED_CURRENCIES,   /* count deals in other currencies than `name` */
    WARNING_OVERDUE_OPEN,       /* count of of open deals expected to close before as-of */
    WARNING_OLD_OPEN,           /* count of of open deals older than share_a days */
    WARNING_QUEUE_GROWS,        /* Little: share_a = ratio above 1.25 */
    WARNING_QUEUE_SHRINKS,      /* Little: share_a = ratio below 0.8 */
    WARNING_FEW_LOSSES,         /* win rate above 90 %: losses may not be recorded */
    WARNING_OUTCOME_CHANGED,    /* count of of closed deals changed outcome after closing */
    WARNING_INVALID_LEFT_OUT,   /* count of of deals are invalid and in no rate */
    WARNING_WALKED_LEFT_OUT,    /* count of of closed deals: we withdrew; in no win rate */
    WARNING_SAME_MINUTE,        /* count of of milestones recorded in bursts */
    WARNING_STANDARD_UNMATCHED, /* count of of stages of the standard are not in the log */
    WARNING_OTHER_VERSION,      /* count of of deals entered under another version */
    WARNING_CODE_COUNT,
};

struct warning {
    enum warning_code code;
    i64 count, of;
    f64 share_a, share_b; /* NAN when the code says nothing */
    u8 outcome_a, outcome_b;
    i64 at_ms; /* TIME_NONE */
    str name;
};

struct cannot_says {
    VEC(struct cannot_say) list;
};
struct warnings {
    VEC(struct warning) list;
};

/* Stable ids: "cycle-days", "created-is-load-date", "start-date", "edited-after-close". */
const char *subject_id(enum subject s);
const char *cause_id(enum cause c);
const char *need_id(enum need n);
const char *warning_id(enum warning_code c);
/* What would make up for it. */
enum need cause_need(enum cause c);
