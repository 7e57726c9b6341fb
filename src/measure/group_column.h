/* group_column.h - a column that deals can be compared by, whatever it is kept in: the
 * owner, an attribute, the quarter of the close. Internal to measure/. */
#pragma once

#include "measure/measuring.h"

struct group_column {
    str by;
    bool asked;       /* by the user; else one of all there are */
    bool after_close; /* known of closed deals only: no cohort to compare */
    i64 level_count;
    const str *names; /* of the levels */
    const u32 *level; /* per deal; HISTORY_NO_ID: not known */
};

struct group_columns {
    VEC(struct group_column) list;
};

/* Fails, naming the columns there are, when `by` is none of them. */
MUST_CHECK bool groups_column_check(const struct history *h, str by, struct err *e);

/* Those asked for, or the owner, every attribute and the quarter of the close. */
void groups_columns(struct group_columns *out, struct measuring *m);
