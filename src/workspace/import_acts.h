/* import_acts.h - one deal of a history as acts on a deal of the workspace, in the order in which
 * they happened, and what the deal is in the end. What the events of a deal cannot say (a call, a
 * stage without a place, the change of an amount that has no field) becomes KIND_DEAL_TOLD, so
 * that the history can be made again from the events. Pure. */
#pragma once

#include "workspace/import_facts.h"
#include "workspace/import_places.h"
#include "workspace/workspace.h"

struct import_act {
    i64 kind; /* enum event_kind or KIND_DEAL_TOLD */
    i64 subject, value, occurred_ms;
    u32 actor; /* 0: not known */
    str text;
};

/* A field as the export has it. */
struct import_value {
    i32 field;
    i64 value;
    str text;       /* of a text field */
    str name, told; /* the attribute and its text; both empty: the amount of the record */
};

/* What the export says of the deal as it is now. */
struct import_wanted {
    i32 stage; /* -1: not known */
    enum outcome outcome;
    i64 closed_ms; /* TIME_NONE: not known */
    i64 ending;
    str reason;
    u32 owner;     /* 0: not known */
    i64 close_day; /* TIME_NONE: not known */
    i64 at_ms;     /* the moment of the export */
    const struct import_value *fields;
    i64 field_count;
};

struct import_deal {
    str reference, name;
    const struct import_act *acts; /* the first opens the deal */
    i64 act_count;
    struct import_wanted wanted;
    struct import_facts record;
    str facts; /* it as text */
};

/* Deal `d`. `person`: by actor of the history the person's number, 0: nobody. Texts point into
 * the history or live in `a`; `room` holds WORKSPACE_TEXT_MAX bytes for a while. */
void import_deal_of(struct import_deal *out, struct arena *a, const struct history *h,
                    const struct import_places *p, const u32 *person, struct buf *room, i64 d);

/* Of KIND_GOVERNANCE_TOLD, in its subject. */
enum { GOVERNANCE_TOLD_FLAG = 256 };

/* KIND_DEAL_TOLD: its subject and what it means. */
i64 told_subject(enum activity_kind kind, bool has_value);
MUST_CHECK bool told_kind(i64 subject, enum activity_kind *kind, bool *has_value);
/* The words of a standard by which a history knows its parts. */
str import_stage_word(const struct standard *s, i32 stage);
