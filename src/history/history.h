/* history.h - everything that happened to the deals, as columns. Events are grouped by
 * deal and sorted by time within it (equal times keep their order of arrival), so a deal is
 * a slice and a measure is one pass over a few arrays. Built once, never changed: threads
 * read it without a lock. An event costs at most HISTORY_EVENT_BYTES; a column that the
 * source does not have is NULL and costs nothing. */
#pragma once

#include "base/base.h"
#include "history/sequences.h"
#include "standard/outcome.h"

enum {
    HISTORY_EVENT_BYTES = 24,
    HISTORY_ACTIVITIES_MAX = 65535, /* an activity is a u16 */
    HISTORY_ATTRIBUTES_MAX = 256,   /* of deals; history_build fails past it */
};
#define HISTORY_EVENTS_MAX 2000000000ll
#define HISTORY_NO_ID UINT32_MAX /* no actor, no value */
#define HISTORY_NO_LAG INT32_MIN /* not known when it was recorded */

/* What an activity says about the deal. */
enum activity_kind {
    ACTIVITY_OTHER,      /* a call, a mail, a log's own word */
    ACTIVITY_STAGE,      /* the deal entered this stage */
    ACTIVITY_MILESTONE,  /* this milestone was reached; value: the mark of what was written */
    ACTIVITY_REVOKED,    /* this milestone was lost again */
    ACTIVITY_WAIVED,     /* this milestone was waived; value 1: with authority */
    ACTIVITY_CONFIRMED,  /* this milestone was checked by somebody else than the owner */
    ACTIVITY_BLOCKED,    /* an act was refused for this milestone */
    ACTIVITY_OBJECTED,   /* somebody said that this milestone is no use */
    ACTIVITY_CLOSE_DATE, /* the expected close date changed; value: the new day */
    ACTIVITY_AMOUNT,     /* the amount changed; value: minor units */
    ACTIVITY_OWNER,      /* the owner changed; actor: the new one */
    ACTIVITY_OUTCOME,    /* the deal ended; value: enum outcome */
};

/* An act of the company on its own standard: the evidence of which of the four kinds of
 * process it has. */
enum governance_kind {
    GOVERNANCE_PUBLISHED, /* a version came into force */
    GOVERNANCE_TRAINED,   /* `actor` was trained on, or acknowledged, `version` */
    GOVERNANCE_REVIEWED,  /* effectiveness of the standard was reviewed */
    GOVERNANCE_FEEDBACK,  /* `actor` got feedback on adherence */
    GOVERNANCE_REVISED,   /* a revision; `flag`: it cites recorded evidence */
    GOVERNANCE_EVALUATED, /* the effect of the revision `version` was evaluated */
    GOVERNANCE_MEMBER,    /* `actor` belongs to `department` and sells */
};

struct governance_event {
    enum governance_kind kind;
    i64 at_ms;
    str actor, department;
    i32 version;
    bool flag;
};

/* A text attribute of the deals: segment, source, product… */
struct history_attribute {
    str name; /* as shown: "lead source" */
    struct dict values;
    const u32 *value; /* per deal; HISTORY_NO_ID: not known */
};

struct history {
    /* events, event_count of each */
    i64 event_count;
    const i64 *at_ms;    /* occurred */
    const i32 *lag_s;    /* recorded so long after, HISTORY_NO_LAG; NULL: not known at all */
    const u16 *activity; /* into `activities` */
    const u32 *actor;    /* into `actors`, HISTORY_NO_ID; NULL: not known at all */
    const u32 *value;    /* into `numbers`, HISTORY_NO_ID; NULL: none has one */
    const i64 *numbers;

    struct dict activities;
    const u8 *activity_kind; /* enum activity_kind, per activity */
    /* Per activity: the stage or milestone it is about, as the source wrote it. The same word
     * with two kinds is two activities: "champion-named", and "champion-named (blocked)" whose
     * word is "champion-named". */
    const str *activity_word;
    const i32 *stage_order; /* per activity: position of a stage, -1: unknown or no stage */
    struct dict actors;

    /* deals, deal_count of each; events of deal d are [first[d], first[d + 1]) */
    i64 deal_count;
    const i64 *first;
    struct sequences sequences; /* of activities; of_deal NULL: not found yet (growing.h) */
    const str *deal_id;
    const str *deal_name;    /* what people call it; NULL: none has a name */
    const i64 *created_ms;   /* TIME_NONE: not known */
    const i64 *entered_ms;   /* into the process; what cohorts and times count from */
    const i64 *seen_from_ms; /* left truncation: the deal was under observation from here */
    const i64 *closed_ms;    /* TIME_NONE: open, or closed at a moment not known */
    const i64 *expected_ms;  /* expected close; TIME_NONE: not known */
    const i64 *modified_ms;  /* last edit of the record; TIME_NONE: not known */
    const u8 *outcome;       /* enum outcome */
    const u16 *stage;        /* last known, into `activities`; HISTORY_ACTIVITIES_MAX: none */
    const i64 *amount_minor;
    const u8 *amount_known;
    const u16 *currency; /* into `currencies` */
    const u32 *owner;    /* into `actors`; HISTORY_NO_ID */
    const u32 *reason;   /* of the outcome, into `reasons`; HISTORY_NO_ID */
    struct dict currencies, reasons;

    i64 attribute_count;
    const struct history_attribute *attributes;

    /* what the company did about its standard, by time; kinds and people, not deals */
    i64 governance_count;
    const struct governance_event *governance;

    i64 as_of_ms;     /* nothing after this moment is known; open deals are censored here */
    bool day_precise; /* moments are whole days: the source had no time of day */
};

/* One deal as a source knows it; everything but `id` may be missing and then stays so. Only
 * the stage, when empty, is that of the last event which entered one. */
struct history_deal {
    str id, name;
    i64 created_ms, entered_ms, seen_from_ms, closed_ms, expected_ms, modified_ms; /* TIME_NONE */
    enum outcome outcome;
    str stage, owner, reason, currency;
    i64 amount_minor;
    bool amount_known;
};

struct history_event {
    i64 deal; /* number given by history_add_deal */
    i64 at_ms;
    i64 recorded_ms; /* TIME_NONE: not known */
    str activity;
    enum activity_kind kind; /* the same word with another kind is another activity */
    str actor;               /* empty: not known */
    i64 value;
    bool has_value;
};

/* Many events in order of arrival, as the columns of `struct history`, for a reader that
 * makes columns itself. The arrays belong to the caller and are read until the build. */
struct history_run {
    i64 n;
    const u32 *deal;
    const i64 *at_ms;
    const u16 *activity;
    const i32 *lag_s; /* NULL: none known */
    const u32 *actor; /* NULL: none known */
    const u32 *value; /* into the builder's numbers; NULL: none has one */
};

/* Collects in any order, then builds once. The name of an activity is its word; for the kinds
 * revoked, waived, confirmed and blocked (which are about a milestone of the same word), and
 * for a word already taken by another kind, it is the word with the kind after it. */
struct history_builder;
struct history_builder *history_builder_new(struct arena *a);
/* The deal's number: 0, 1, 2… in order of arrival. Ids are the caller's to keep unique. */
i64 history_add_deal(struct history_builder *b, const struct history_deal *deal);
void history_add_event(struct history_builder *b, const struct history_event *event);
/* A text attribute of one deal; an empty value is not known. */
void history_set_attribute(struct history_builder *b, i64 deal, str name, str value);
void history_add_governance(struct history_builder *b, const struct governance_event *event);
/* The stages in order, first to last; names not listed stay without order. */
void history_set_stages(struct history_builder *b, const str *names, i64 n);

/* The wholesale doors. All the deals of an event log at once: they entered with their first
 * event and ended with the last one whose activity is an outcome (its value says which, else
 * the activity); amount, owner and expected close are the last ones set. No other deal may be
 * added. The ids are not copied. Built as of a moment, a log has only the events that had
 * happened and were recorded by then, and the deals that had one. */
void history_add_log_deals(struct history_builder *b, const str *ids, i64 n);
/* The ids given there; NULL before. */
const str *history_log_deals(const struct history_builder *b, i64 *n);
/* What a log says of a deal beside its events; an event that sets it speaks later. The amount
 * is in minor units of `currency`, or of two decimals while that is not known. */
void history_set_log_owner(struct history_builder *b, i64 deal, str owner);
void history_set_log_amount(struct history_builder *b, i64 deal, i64 minor, str currency);
void history_set_log_currency(struct history_builder *b, i64 deal, str currency);
void history_set_log_reason(struct history_builder *b, i64 deal, str reason);
/* The number of an activity, actor or value for use in runs. An activity of kind
 * ACTIVITY_OUTCOME says which one. Past HISTORY_ACTIVITIES_MAX the build will fail. */
u16 history_add_activity(struct history_builder *b, str name, enum activity_kind kind,
                         enum outcome outcome);
u32 history_add_actor(struct history_builder *b, str name);
u32 history_add_number(struct history_builder *b, i64 value);
/* The activities added so far, by their numbers. One of kind ACTIVITY_OTHER may become a
 * stage or an outcome before the build: a log says it by a word alone. `outcome` is which,
 * OUTCOME_OPEN for a stage. */
i64 history_activity_count(const struct history_builder *b);
str history_activity_name(const struct history_builder *b, i64 activity);
enum activity_kind history_activity_kind(const struct history_builder *b, i64 activity);
void history_activity_becomes(struct history_builder *b, i64 activity, enum outcome outcome);
void history_add_run(struct history_builder *b, const struct history_run *run);

/* Sorts everything that was added into `h`, in the builder's arena. `as_of_ms` TIME_NONE:
 * the last moment seen in any event or close. Fails, saying so, past the limits above. */
MUST_CHECK bool history_build(struct history *h, struct history_builder *b, i64 as_of_ms,
                              i32 threads, struct err *e);

/* The stages that deals entered, first to last: as the source orders them, else by where in their
 * way deals met them. Into `list` (activities.n long); their number. */
i64 history_stages_in_order(u16 *list, struct arena scratch, const struct history *h);

/* A number by which texts can be told to be the same, blanks and ASCII capitals aside, without
 * keeping them; 0: nothing was written. */
i64 history_text_mark(str text);

/* "stage", "close-date": as in the files. */
const char *activity_kind_id(enum activity_kind kind);
MUST_CHECK bool activity_kind_parse(str s, enum activity_kind *out);
const char *governance_kind_id(enum governance_kind kind);
MUST_CHECK bool governance_kind_parse(str s, enum governance_kind *out);

/* The attribute named `name` (ASCII letters alike), NULL when there is none. */
const struct history_attribute *history_find_attribute(const struct history *h, str name);
