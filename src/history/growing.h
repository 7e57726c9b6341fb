/* growing.h - a history that grows as things happen, one event after the other in the order
 * in which they were recorded. Nothing that was added is ever changed, so what was known at
 * any earlier moment can be told again: growing_history makes from it the immutable columns
 * of history.h, of all deals or of some, as of any moment, and they are the same as if only
 * what was known then had ever been added.
 *
 * The law of as-of: known at moment D is what had happened by D and was recorded by D; of
 * what an import brought, whose moment of recording is not known, what had happened. A deal
 * is there once its beginning is known; it stands where the last thing recorded left it.
 *
 * Cost: 26 bytes an event, 32 a fact (owner, field, reason…), nothing moves when it grows.
 * growing_history: two passes over the events, one sort by deal. One thread at a time. */
#pragma once

#include "history/history.h"

enum {
    GROWING_EVENTS_MAX = 100000000, /* of one workspace; past it nothing is added */
    GROWING_LEVELS_MAX = 2000,      /* different values of a field that compares deals */
    GROWING_FILTERS_MAX = 8,
    GROWING_EDITIONS_MAX = 4096,
};
#define GROWING_NO_DEAL UINT32_MAX

struct moment {
    i64 at_ms;
    i64 recorded_ms; /* TIME_NONE: not known (it was imported) */
};

struct growing;
struct growing *growing_new(void);
/* Keeps what only an export wants, too: what deals are called, here and elsewhere, and fields with
 * any number of values. Said before anything is added. */
void growing_keep_all(struct growing *g);
void growing_release(struct growing *g); /* NULL is fine */

/* --- what is added ------------------------------------------------------------------------ */

/* A version of a standard, numbered 1, 2, 3… over all processes. */
struct growing_edition {
    str process, currency;
    i32 version; /* of the process */
    const str *stages;
    i64 stage_count; /* first to last */
};
void growing_add_edition(struct growing *g, i32 number, const struct growing_edition *edition,
                         struct moment when);

/* Somebody's name; the last one counts, as of any moment. People are numbered from 1. */
void growing_name_person(struct growing *g, i64 person, str name);

/* A deal begins: its dense number. Ids rise from call to call. */
u32 growing_open_deal(struct growing *g, i64 id, struct moment when, i32 edition, i64 owner);
/* One that was forgotten begins anew. */
void growing_begin_deal(struct growing *g, u32 deal, struct moment when, i32 edition, i64 owner);
void growing_add_owner(struct growing *g, u32 deal, struct moment when, i64 person);
u32 growing_find_deal(const struct growing *g, i64 id); /* GROWING_NO_DEAL */

/* The number of a word seen as a kind, for growing_add_event. */
u16 growing_activity(struct growing *g, str word, enum activity_kind kind);
struct growing_event {
    u32 deal;
    u16 activity;
    struct moment when;
    i64 person; /* 0: nobody known */
    i64 value;
    bool has_value;
};
/* Stages, outcomes, amounts, close dates and owners (person: the new one) change how the deal
 * stands, as history.h says of their kinds. */
void growing_add_event(struct growing *g, const struct growing_event *event);

/* What changes how a deal stands and is no event of its own. */
void growing_add_reason(struct growing *g, u32 deal, struct moment when, str reason);
void growing_add_reopening(struct growing *g, u32 deal, struct moment when);
void growing_clear_amount(struct growing *g, u32 deal, struct moment when);
void growing_add_move(struct growing *g, u32 deal, struct moment when, i32 edition);
/* The value of a field by which deals can be compared; empty: none any more. A field with
 * more than GROWING_LEVELS_MAX values is a text, and no attribute. */
void growing_set_field(struct growing *g, u32 deal, struct moment when, str field, str value);
/* What people call the deal, and its id in another system; the last one counts, as of any moment.
 * Kept when all is. */
void growing_name_deal(struct growing *g, u32 deal, str name);
void growing_refer_deal(struct growing *g, u32 deal, str id);

struct growing_act {
    enum governance_kind kind;
    struct moment when;
    i64 person;
    str name;   /* when the person has no number */
    i64 source; /* the import that told it, 0: none */
    str department, process;
    i32 version;
    bool flag;
    i64 until_ms; /* it counts for nothing from then on; 0: for ever */
};
void growing_add_governance(struct growing *g, const struct growing_act *act);

/* --- what an import told ------------------------------------------------------------------ */

/* An import adds a deal's past first and says afterwards what it was. Places are between what
 * was added before and what comes after. */
struct growing_place {
    i64 events, facts;
};
struct growing_place growing_place(const struct growing *g);
/* When the source recorded an event, not when it came; TIME_NONE: not known. */
void growing_recorded(struct growing *g, i64 event, i64 recorded_ms);
/* The source has another word for the event, or knows somebody else who did it (0: nobody). */
void growing_called(struct growing *g, i64 event, u16 activity);
void growing_done_by(struct growing *g, i64 event, i64 person);
/* An event follows from others and is no event of the source. */
void growing_forget_event(struct growing *g, i64 event);
/* The facts from there on happened when they did, whenever they came; values of fields among
 * them are the record's. */
void growing_told(struct growing *g, struct growing_place from);
/* What lies between two places never was. */
void growing_forget(struct growing *g, struct growing_place from, struct growing_place to);
/* Nor anything of this deal since that place, until now. Many cost one pass: they are seen after
 * growing_settle. */
void growing_forget_deal(struct growing *g, u32 deal, struct growing_place from);
void growing_settle(struct growing *g);
/* Nor what this import told of the company. Of several, only what the newest told counts: each
 * tells all of it. */
void growing_forget_source(struct growing *g, i64 source);

/* The record of a deal that the import had: it says what the events do not, and at the moment
 * of the import how the deal stands. Before that moment a deal that ended later is open. */
struct growing_record {
    i64 imported_ms;
    i64 created_ms, entered_ms, seen_from_ms, closed_ms, expected_ms, modified_ms; /* TIME_NONE */
    enum outcome outcome;
    bool has_stage;
    u16 stage; /* activity */
    str reason, currency;
    i64 amount_minor;
    bool amount_known;
};
void growing_add_record(struct growing *g, u32 deal, const struct growing_record *record);

/* --- what is asked ------------------------------------------------------------------------ */

struct growing_counts {
    i64 events, facts, deals, people;
    bool full; /* GROWING_EVENTS_MAX was reached: what came later is missing */
};
struct growing_counts growing_counts(const struct growing *g);

/* What histories call somebody; empty: nobody. Lives in `a`. */
str growing_person_name(const struct growing *g, struct arena *a, i64 person);

struct growing_filter {
    str name; /* "owner", or an attribute */
    str value;
};

struct growing_word {
    str word;
    enum activity_kind kind;
};

struct growing_view {
    i64 as_of_ms;
    str process;                          /* empty: the one that most deals are of */
    bool every_process;                   /* all of them together */
    const u8 *picked;                     /* per deal, by its dense number; NULL: all */
    i64 entered_from_ms, entered_to_ms;   /* TIME_NONE: no bound; both are inside */
    u32 outcomes;                         /* mask of enum outcome, 0: any */
    i64 deal;                             /* this one alone, by its id; 0: any */
    const struct growing_filter *filters; /* all of them hold */
    i64 filter_count;
    i32 threads;
    const struct growing_word *words; /* activities that are numbered first, used or not */
    i64 word_count;
    const str *stages; /* their order; NULL: that of the newest edition */
    i64 stage_count;
    bool apart; /* the history will outlive `g` */
};

struct growing_answer {
    struct history history;
    str process;         /* empty: there is no deal */
    i32 edition;         /* the newest of the process known then; 0: none */
    i64 known, left_out; /* deals known then; those a filter left out, other processes' too */
    i64 processes;       /* with deals */
    const i64 *id;       /* per deal of the history: as given to growing_open_deal */
};
/* Everything lives in `a`. Fails past the limits of a history, and for a filter by a column
 * that does not exist (ERR_USAGE). */
MUST_CHECK bool growing_history(struct growing_answer *out, struct arena *a,
                                const struct growing *g, const struct growing_view *view,
                                struct err *e);

/* The same of some deals of an answer made before, as of the same moment, of the same process and
 * without filters: those that the view's filters, outcomes and bounds let pass. What
 * growing_history would say, at a cost that grows with the deals that pass (and a look at each of
 * the others). Nothing of it lies in `from`. */
MUST_CHECK bool growing_subset(struct growing_answer *out, struct arena *a, const struct growing *g,
                               const struct growing_answer *from, const struct growing_view *view,
                               struct err *e);
