/* crm.h - the headers that each product writes, as tables: one crm_NAME.c per product. To
 * add a product: a table here, a sample under tests/exports with what it must give.
 * Keys are header cells folded to letters and digits (fold.h), without a suffix "__2". */
#pragma once

#include "exchange/field.h"
#include "exchange/fold.h"

struct crm_column {
    const char *key;
    enum import_field field;
    const char *attribute; /* of FIELD_ATTRIBUTE, when its own name would not do */
};

/* One kind of file that a product writes. */
struct crm_shape {
    const char *format; /* of the product */
    enum import_role role;
    const char *must;                 /* keys that must all be there, "a b|c": a, and b or c */
    const struct crm_column *columns; /* ended by a row without a key; first rows first */
    bool machine;                     /* API names: numbers are written with a decimal point */
};

/* The header cell folded, without the suffix of a repeated label ("Status__2"). */
struct fold_key crm_key(str header_cell);

/* The shape whose `must` are all among `keys` (columns of them), the one with the most of
 * them when several are; NULL when none is. */
const struct crm_shape *crm_recognise(const str *keys, i64 columns);

/* What a header cell means in any product, in many languages, as written or without the words
 * that only say that it is about the deal; NULL when it is no known word. */
const struct crm_column *crm_generic_find(str header_cell);
i64 crm_generic_rank(const struct crm_column *c); /* earlier words are preferred */

/* A word of files beside the deals: histories, logs, stages. */
bool crm_generic_knows_other(str key);

/* The shape's own meaning of a key; NULL when it has none. */
const struct crm_column *crm_find(const struct crm_shape *shape, str key);

/* Is it a header cell that anybody writes? */
bool crm_knows(str header_cell);

extern const struct crm_shape crm_salesforce[];
extern const struct crm_shape crm_hubspot[];
extern const struct crm_shape crm_pipedrive[];
extern const struct crm_shape crm_zoho[];
extern const struct crm_shape crm_dynamics[];
extern const struct crm_shape crm_close[];
extern const struct crm_shape crm_odoo[];
extern const struct crm_shape crm_others[];
extern const struct crm_shape crm_native[];
