#include "exchange/crm.h"

static const struct crm_shape *const products[] = {
    crm_native,   crm_salesforce, crm_hubspot, crm_pipedrive, crm_zoho,
    crm_dynamics, crm_close,      crm_odoo,    crm_others,
};

struct fold_key crm_key(str header_cell)
{
    i64 at = header_cell.n;
    while (at > 0 && header_cell.p[at - 1] >= '0' && header_cell.p[at - 1] <= '9')
        at--;
    bool repeated = at < header_cell.n && at > 2 && str_ends(str_sub(header_cell, 0, at), S("__"));
    return fold_key(repeated ? str_sub(header_cell, 0, at - 2) : header_cell);
}

static bool is_among(str key, const str *keys, i64 n)
{
    for (i64 i = 0; i < n; i++)
        if (str_eq(key, keys[i]))
            return true;
    return false;
}

/* How many keys of `must` are there; 0 when one is missing. */
static i64 count_must(const char *must, const str *keys, i64 n)
{
    str rest = str_c(must), word;
    i64 found = 0;
    while (rest.n) {
        str alternatives, key;
        str_cut(rest, ' ', &word, &rest);
        alternatives = word;
        bool any = false;
        while (alternatives.n && !any) {
            str_cut(alternatives, '|', &key, &alternatives);
            any = is_among(key, keys, n);
        }
        if (!any)
            return 0;
        found++;
    }
    return found;
}

static i64 count_columns(const struct crm_shape *shape, const str *keys, i64 n)
{
    i64 found = 0;
    for (i64 i = 0; i < n; i++)
        found += crm_find(shape, keys[i]) != NULL;
    return found;
}

const struct crm_shape *crm_recognise(const str *keys, i64 columns)
{
    const struct crm_shape *best = NULL;
    i64 best_must = 0, best_columns = 0;
    for (i64 p = 0; p < LENGTH(products); p++)
        for (const struct crm_shape *s = products[p]; s->format; s++) {
            i64 must = count_must(s->must, keys, columns);
            i64 known = must >= best_must && must > 0 ? count_columns(s, keys, columns) : 0;
            if (must > best_must || (must > 0 && must == best_must && known > best_columns)) {
                best = s;
                best_must = must;
                best_columns = known;
            }
        }
    return best;
}

const struct crm_column *crm_find(const struct crm_shape *shape, str key)
{
    for (const struct crm_column *c = shape->columns; c->key; c++)
        if (str_eq(key, str_c(c->key)))
            return c;
    return NULL;
}

bool crm_knows(str header_cell)
{
    if (header_cell.n == 0 || header_cell.n > 120)
        return false;
    struct fold_key k = crm_key(header_cell);
    str key = fold_key_str(&k);
    if (crm_generic_find(header_cell) || crm_generic_knows_other(key))
        return true;
    for (i64 p = 0; p < LENGTH(products); p++)
        for (const struct crm_shape *s = products[p]; s->format; s++)
            if (crm_find(s, key))
                return true;
    return false;
}
