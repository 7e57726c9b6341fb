/* lookup.h - tables beside the deals (sellers, accounts, products), joined by values: the
 * column of the table that has every value once, with the column of the deals whose values
 * it explains best. Spelling may differ in case, blanks and accents ("GTXPro", "GTX Pro");
 * Salesforce ids of 15 characters join with those of 18. */
#pragma once

#include "exchange/note.h"

struct lookup {
    struct sheet *table;
    const struct sheet *deals;
    i32 key;           /* column of the table */
    i32 column;        /* column of the deals */
    struct dict exact; /* value → entry */
    VEC(i64) rows;     /* of an entry */
    struct dict folded;
    VEC(i64) folded_rows; /* -1: two rows fold alike */
    str thing;            /* what the column is about: "account" */
    i64 spelled;          /* answers in spite of another spelling */
    i64 joined_spelled;   /* deals joined so */
    i64 orphans;          /* values of the deals that the table does not have */
};

/* The best join of `table` with the deals; false when less than half of the values of every
 * column of the deals is explained. Sets the role of `table`, and its attributes. */
MUST_CHECK bool lookup_join(struct lookup *l, struct arena *a, struct sheet *table,
                            const struct sheet *deals);

/* The row of the table for a value, -1 when it has none. */
i64 lookup_row(struct lookup *l, str value);

/* How the table names that row: its name, first and last name, or mail address. */
str lookup_name(struct arena *a, const struct sheet *table, i64 row);
