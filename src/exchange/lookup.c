#include "exchange/lookup.h"

#include "base/message.h"
#include "exchange/recognise.h"
#include "exchange/words.h"

#include <string.h>

enum { KEYS_MAX = 40, FEW = 20 };

/* Does the column have every value once, and hardly an empty one? */
static bool is_key(const struct sheet *t, struct arena *a, i64 column)
{
    struct dict seen;
    i64 filled = 0, mark = arena_mark(a);
    bool once = true;
    dict_init(&seen, a);
    for (i64 r = 0; r < t->table.rows && once; r++) {
        str cell = table_cell(&t->table, r, column);
        if (cell.n == 0)
            continue;
        filled++;
        (void)dict_intern(&seen, cell);
        once = seen.n == filled;
    }
    arena_rewind(a, mark);
    return once && filled > 0 && 20 * filled >= 19 * t->table.rows;
}

static void fill(struct lookup *l, struct arena *a)
{
    dict_init(&l->exact, a);
    dict_init(&l->folded, a);
    for (i64 r = 0; r < l->table->table.rows; r++) {
        str cell = table_cell(&l->table->table, r, l->key);
        struct fold_key k = fold_key(cell);
        if (cell.n == 0)
            continue;
        (void)dict_intern(&l->exact, cell);
        *vec_push(a, &l->rows) = r;
        if (cell.n == 18 && str_find_char(cell, ' ') < 0 &&
            dict_find(&l->exact, str_sub(cell, 0, 15)) < 0) {
            (void)dict_intern(&l->exact, str_sub(cell, 0, 15));
            *vec_push(a, &l->rows) = r;
        }
        if (k.n == 0)
            continue;
        u32 id = dict_intern(&l->folded, fold_key_str(&k));
        if (id == l->folded_rows.n)
            *vec_push(a, &l->folded_rows) = r;
        else
            l->folded_rows.v[id] = -1;
    }
}

i64 lookup_row(struct lookup *l, str value)
{
    i64 id = dict_find(&l->exact, value);
    if (id >= 0)
        return l->rows.v[id];
    struct fold_key k = fold_key(value);
    id = k.n ? dict_find(&l->folded, fold_key_str(&k)) : -1;
    if (id < 0 || l->folded_rows.v[id] < 0)
        return -1;
    l->spelled++;
    return l->folded_rows.v[id];
}

/* The share of the distinct values of a column of the deals that the table explains. */
static f64 share_explained(struct lookup *l, struct arena *a, i64 column, i64 *explained)
{
    struct dict seen;
    i64 mark = arena_mark(a);
    dict_init(&seen, a);
    *explained = 0;
    i64 rows = i64_min(l->deals->table.rows, 20000);
    for (i64 r = 0; r < rows; r++) {
        str cell = table_cell(&l->deals->table, r, column);
        if (words_missing(cell))
            continue;
        i64 before = seen.n;
        if (dict_intern(&seen, cell) == before)
            *explained += lookup_row(l, cell) >= 0;
        if (seen.n == FEW && *explained == 0)
            break;
    }
    arena_rewind(a, mark);
    return seen.n ? (f64)*explained / (f64)seen.n : 0;
}

static bool may_join(const struct column *c)
{
    switch (c->field) {
    case FIELD_IGNORE:
    case FIELD_OWNER:
    case FIELD_OWNER_ID:
    case FIELD_ATTRIBUTE:
    case FIELD_PIPELINE: return true;
    default: return false;
    }
}

static bool joins_owner(const struct lookup *l)
{
    enum import_field f = l->deals->columns[l->column].field;
    return f == FIELD_OWNER || f == FIELD_OWNER_ID;
}

static bool find_best(struct lookup *best, struct arena *a, struct sheet *table,
                      const struct sheet *deals)
{
    f64 best_share = 0;
    for (i32 key = 0; key < i64_min(table->table.columns, KEYS_MAX); key++) {
        if (!is_key(table, a, key))
            continue;
        i64 mark = arena_mark(a);
        struct lookup l = {.table = table, .deals = deals, .key = key};
        fill(&l, a);
        for (i32 c = 0; c < deals->table.columns; c++) {
            i64 explained = 0;
            if (!may_join(&deals->columns[c]))
                continue;
            f64 share = share_explained(&l, a, c, &explained);
            bool enough = share >= 0.5 && (explained >= 2 || share >= 1);
            if (enough && share > best_share) {
                best_share = share;
                *best = (struct lookup){.table = table, .deals = deals, .key = key, .column = c};
            }
        }
        arena_rewind(a, mark);
    }
    return best_share > 0;
}

static bool is_name(str header)
{
    struct fold_key k = crm_key(header);
    static const char *const names[] = {"name",  "fullname", "ownername", "accountname",
                                        "label", "account",  "product"};
    for (i64 i = 0; i < LENGTH(names); i++)
        if (str_eq(fold_key_str(&k), str_c(names[i])))
            return true;
    return false;
}

static bool is_part_of_name(str header)
{
    struct fold_key k = crm_key(header);
    static const char *const parts[] = {"firstname", "lastname", "email", "username", "alias"};
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (str_eq(fold_key_str(&k), str_c(parts[i])))
            return true;
    return false;
}

/* A table's columns mean nothing yet but its key and its name; the rest may be groups. */
static void mark_columns(struct lookup *l, struct sheet *t, struct arena *a)
{
    for (i32 i = 0; i < t->table.columns; i++) {
        struct column *c = &t->columns[i];
        if (c->sure == SURE_PERSON)
            continue;
        c->field = FIELD_IGNORE;
        c->sure = SURE_NOT;
        c->attribute = c->note = (str){0};
        if (i == l->key) {
            c->field = FIELD_ID;
            c->sure = SURE_GUESS;
            c->note =
                message_fmt(a, "joins with \"%.*s\" of %.*s",
                            STR_ARG(l->deals->columns[l->column].name), STR_ARG(l->deals->name));
        } else if (is_part_of_name(c->name)) {
            c->note = message_str(S("part of the name"));
        } else if (is_name(c->name)) {
            c->field = FIELD_NAME;
            c->sure = SURE_LIKELY;
        }
    }
    sheet_index(t);
    recognise_attributes(t, a);
}

bool lookup_join(struct lookup *l, struct arena *a, struct sheet *table, const struct sheet *deals)
{
    *l = (struct lookup){0};
    if (table->table.rows == 0 || !find_best(l, a, table, deals))
        return false;
    fill(l, a);
    mark_columns(l, table, a);
    const struct column *c = &deals->columns[l->column];
    table->role = joins_owner(l) ? ROLE_OWNERS : ROLE_LOOKUP;
    table->why = message_fmt(a, "its column \"%.*s\" explains \"%.*s\" of the deals",
                             STR_ARG(table->columns[l->key].name), STR_ARG(c->name));
    if (table->format.n == 0)
        table->format = S("CSV");
    return true;
}

static str cell_named(const struct sheet *t, i64 row, const char *key)
{
    for (i64 i = 0; i < t->table.columns; i++) {
        struct fold_key k = crm_key(t->columns[i].name);
        if (str_eq(fold_key_str(&k), str_c(key)))
            return table_cell(&t->table, row, i);
    }
    return (str){0};
}

str lookup_name(struct arena *a, const struct sheet *t, i64 row)
{
    str name = sheet_text(t, row, FIELD_NAME, NULL);
    if (name.n)
        return name;
    str first = cell_named(t, row, "firstname"), last = cell_named(t, row, "lastname");
    if (first.n && last.n)
        return str_fmt(a, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
    str either = first.n ? first : last;
    return either.n ? either : cell_named(t, row, "email");
}
