/* builder.h - what a history is made from, between build.c, which collects, and freeze.c,
 * which sorts it into columns. Nobody outside this folder looks inside. */
#pragma once

#include "history/history.h"

enum { KINDS = ACTIVITY_OUTCOME + 1 };

/* What history_add_event fills until it is full. */
struct open_run {
    struct history_run run;
    u32 *deal;
    i64 *at_ms;
    u16 *activity;
    i32 *lag_s;
    u32 *actor, *value;
};

struct deal_row {
    str id, name;
    i64 created_ms, entered_ms, seen_from_ms, closed_ms, expected_ms, modified_ms;
    i64 amount_minor;
    u32 owner, reason;
    u16 stage, currency;
    u8 outcome;
    bool amount_known;
};

struct attribute_cell {
    u32 deal, value;
};
struct attribute {
    str name;
    struct dict values;
    VEC(struct attribute_cell) cells;
};

/* What a log says of one deal beside its events. */
struct log_fact {
    u32 deal;
    u32 owner, reason; /* HISTORY_NO_ID: not said */
    i64 amount_minor;
    bool amount_known, has_currency;
    str currency;
};

struct activity {
    u8 kind;
    u8 outcome;
    str word;
    i32 stage_order;
    i32 as_kind[KINDS]; /* of this name: activity + 1 for each kind, 0 unknown */
};

struct history_builder {
    struct arena *arena;
    struct dict activities, actors, currencies, reasons;
    VEC(struct activity) activity;
    VEC(struct history_run) runs;
    struct open_run open;
    bool any_lag, any_actor, any_value, any_name;
    VEC(i64) numbers;
    u32 *number_slots; /* number + 1; 0 is free */
    i64 number_slot_count;
    VEC(struct deal_row) deals;
    const str *log_ids;
    i64 log_count;
    VEC(struct log_fact) log_facts;
    VEC(struct attribute) attributes;
    VEC(struct governance_event) governance;
    bool too_many_activities, too_many_attributes;
};

/* Takes out of a log what happened, or was recorded, after `as_of_ms`, and the deals that had
 * not begun. After builder_close_run. */
void builder_cut(struct history_builder *b, i64 as_of_ms);
/* Puts the events that history_add_event still holds among the runs. */
void builder_close_run(struct history_builder *b);
