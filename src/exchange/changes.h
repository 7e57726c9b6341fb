/* changes.h - what histories say: rows of "the deal was then so" and of "this field became
 * that", activities, and dates of entering stages that stand in the columns of the deals.
 * All become changes, sorted by deal and moment; a state that repeats what was there is no
 * change. Stages that are ends become outcomes. */
#pragma once

#include "exchange/deal_rows.h"

struct change {
    u32 deal;
    u32 order; /* of arrival */
    i64 at_ms, recorded_ms;
    str stage, old_stage, actor, activity;
    i64 amount_minor, close_day, old_close_day;
    bool has_amount, has_close, has_old_close, is_owner;
    bool explicit_change; /* a row about one field: a change even when it is the first */
};

struct changes {
    struct deal_rows *deals;
    struct meaning *meaning;
    VEC(struct change) list;
    bool states;   /* some file holds whole states: rows about stage, amount, close of others go */
    i64 last_ms;   /* the last moment of any, TIME_NONE */
    str last_from; /* the column it stands in */
};

/* Names of sellers behind ids; NULL: ids stay. */
typedef str changes_owner_name(void *context, str id);

void changes_init(struct changes *c, struct deal_rows *deals);
void changes_read_states(struct changes *c, const struct sheet *s);
void changes_read_fields(struct changes *c, const struct sheet *s);
void changes_read_tasks(struct changes *c, const struct sheet *s);
/* The columns "Date entered …" of the deals. */
void changes_read_columns(struct changes *c);

/* Where changes go. */
struct changes_target {
    struct history_builder *builder;
    const i64 *numbers; /* of each deal in the history, -1 when it is left out */
    i64 as_of_ms;       /* later ones are left out */
    i64 *outcome_at;    /* gets the last move of each deal into an end; TIME_NONE: none */
    u8 *staged;         /* gets 1 for each deal that has a move */
    changes_owner_name *name;
    void *context;
};

/* Sorts, then adds every change to the history. */
void changes_add(struct changes *c, const struct changes_target *to);
