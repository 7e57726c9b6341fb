/* facts.h - what a history is able to tell, found once before anything is measured: which
 * columns are there, whether its dates mean what they say, from which day on it saw the
 * deals. A fact that is missing carries its cause, so each measure that needs it is answered
 * with the same words. Internal to measure/. */
#pragma once

#include "history/history.h"
#include "measure/notes.h"
#include "measure/rates.h"
#include "standard/standard.h"

enum fact {
    FACT_DEALS,
    FACT_STANDARD,
    FACT_CLOSED,       /* won, lost or undecided deals */
    FACT_TWO_OUTCOMES, /* not all closed deals ended alike */
    FACT_CLOSE_DATES,
    FACT_TIMES,        /* start and close dates that can be subtracted */
    FACT_NO_DECISION,  /* the source can say it */
    FACT_AMOUNTS,      /* of won deals */
    FACT_OWNERS,       /* two or more with deals */
    FACT_STAGES,       /* events of entering a stage */
    FACT_DATE_CHANGES, /* events of changing the expected close */
    FACT_ACTIVITIES,   /* what happened between the beginning and the end of won deals */
    FACT_MILESTONES,   /* of the standard, in the log */
    FACT_COUNT,
};

/* A day that is not known; below every real one. */
#define DAY_NONE INT64_MIN

struct facts {
    bool known[FACT_COUNT];
    struct cannot_say missing[FACT_COUNT]; /* why not; `what` is the asker's to fill in */

    struct outcome_counts counts;
    i64 as_of_day;
    i64 *start_day, *close_day; /* per deal, DAY_NONE */
    i64 closed;                 /* won + lost + no decision */
    i64 closed_dated, started;
    i64 start_after_close; /* closed deals that end before they begin */
    i64 first_close_day, last_close_day, first_start_day;
    i64 load_day, load_deals; /* the two days most deals begin on */
    bool created_is_load;
    u16 currency; /* the one that value figures are in */
    bool currency_known;
    i64 currencies; /* with won deals */
    i64 won_with_amount, lost_without_amount;
    i64 owners;
    i64 event_kinds[ACTIVITY_OUTCOME + 1]; /* events of each kind */
};

/* `standard` may be NULL. */
void facts_find(struct facts *f, struct arena *a, const struct history *h,
                const struct standard *standard);

/* won, lost or no decision: in the rates. */
static inline bool outcome_is_closed(u8 o)
{
    return o == OUTCOME_WON || o == OUTCOME_LOST || o == OUTCOME_NO_DECISION;
}

/* The amount of a deal in the currency of the figures; false when not known. */
bool facts_amount(const struct facts *f, const struct history *h, i64 deal, i64 *minor);

/* The column that says under which version of the standard a deal runs; NULL. */
const struct history_attribute *facts_version_column(const struct history *h);

/* The most that fall into one window of two days, and its first day; `days` is sorted. */
i64 facts_burst(const i64 *days, i64 n, i64 *first_day);
/* Anything the buyer takes part in (calls, mails, meetings, milestones) or a move of the deal;
 * edits of dates, amounts and owners are no sign of life. */
static inline bool facts_sign_of_life(u8 activity_kind)
{
    return activity_kind == ACTIVITY_OTHER || activity_kind == ACTIVITY_MILESTONE ||
           activity_kind == ACTIVITY_STAGE;
}

/* Sorts in place, smallest first. */
void facts_sort(i64 *v, i64 n);
