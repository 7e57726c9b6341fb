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
    i64 amount_minor, close_day;
    bool has_amount, has_close, is_owner;
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

/* Sorts, then adds every change to the history. `numbers`: of each deal in the history, -1
 * when it is left out; `outcome_at` gets for each deal the moment of the last move into an
 * end, TIME_NONE when no history has one; `staged` whether it has a move at all. */
void changes_add(struct changes *c, struct history_builder *b, const i64 *numbers, i64 as_of_ms,
                 i64 *outcome_at, u8 *staged, changes_owner_name *name, void *context);
