#include "exchange/recognise.h"

#include "base/message.h"
#include "exchange/census.h"
#include "exchange/part.h"
#include "exchange/words.h"

#include <string.h>

str recognise_shown_name(struct arena *a, str header_cell)
{
    static const char *const prefixes[] = {"Deal - ",      "Person - ", "Organization - ",
                                           "property_hs_", "property_", "hs_"};
    str s = header_cell;
    for (i64 i = 0; i < LENGTH(prefixes); i++)
        if (str_starts(s, str_c(prefixes[i])))
            s = str_sub(s, str_c(prefixes[i]).n, s.n);
    if (str_ends(s, S("__c")) || str_ends(s, S("__C")))
        s = str_sub(s, 0, s.n - 3);
    char *out = arena_array(a, char, 2 * s.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i], before = i ? s.p[i - 1] : ' ';
        bool upper = c >= 'A' && c <= 'Z', hump = upper && before >= 'a' && before <= 'z';
        if ((hump || c == '_' || c == ' ') && n && out[n - 1] != ' ')
            out[n++] = ' ';
        if (c != '_' && c != ' ')
            out[n++] = (char)(upper ? c + 32 : c);
    }
    return str_trim((str){out, n});
}

/* "Date entered "Qualified (Sales Pipeline)"" and hs_v2_date_entered_12345: the stage, and
 * whether it is entered or left. FIELD_IGNORE: no such column. */
static enum import_field stage_of_header(struct arena *a, str cell, str *stage)
{
    static const char *const entered[] = {"hs_v2_date_entered_", "hs_date_entered_"};
    static const char *const exited[] = {"hs_v2_date_exited_", "hs_date_exited_"};
    str s = str_starts(cell, S("property_")) ? str_sub(cell, 9, cell.n) : cell;
    for (i64 i = 0; i < LENGTH(entered); i++) {
        if (str_starts(s, str_c(entered[i]))) {
            *stage = str_sub(s, str_c(entered[i]).n, s.n);
            return FIELD_STAGE_ENTERED;
        }
        if (str_starts(s, str_c(exited[i])))
            return FIELD_STAGE_EXITED;
    }
    i64 open = str_find_char(s, '"');
    if (open < 0 || s.p[s.n - 1] != '"' || open + 1 >= s.n - 1)
        return FIELD_IGNORE;
    str before = fold_words(a, str_sub(s, 0, open));
    str quoted = str_sub(s, open + 1, s.n - 1);
    i64 bracket = quoted.n - 1; /* the pipeline stands in the last brackets */
    while (bracket > 0 && quoted.p[bracket] != '(')
        bracket--;
    if (bracket > 0 && quoted.p[quoted.n - 1] == ')')
        quoted = fold_trim(str_sub(quoted, 0, bracket));
    static const char *const in[] = {"date entered", "date d entree",   "entree",
                                     "entre",        "eingangsdatum",   "eingetreten",
                                     "eintritt",     "fecha de entrada"};
    for (i64 i = 0; i < LENGTH(in); i++)
        if (fold_has(before, str_c(in[i]))) {
            *stage = quoted;
            return FIELD_STAGE_ENTERED;
        }
    return FIELD_STAGE_EXITED; /* left, or a time in it */
}

static void set(struct column *c, enum import_field f, enum import_sure sure, i64 rank)
{
    c->field = f;
    c->sure = f == FIELD_IGNORE ? SURE_NOT : sure;
    c->rank = (i32)rank;
}

static void by_vendor(struct sheet *s, struct arena *a, i64 i, str key)
{
    struct column *c = &s->columns[i];
    str stage = {0};
    const struct crm_column *known = crm_find(s->shape, key);
    if (known) {
        set(c, known->field, SURE_VENDOR, known - s->shape->columns);
        c->attribute = known->attribute ? str_c(known->attribute) : (str){0};
        c->note = known->field == FIELD_IGNORE ? message_str(S("not needed")) : (str){0};
        return;
    }
    enum import_field f =
        s->role == ROLE_DEALS ? stage_of_header(a, c->name, &stage) : FIELD_IGNORE;
    if (f != FIELD_IGNORE) {
        set(c, f, SURE_VENDOR, i);
        c->attribute = stage;
    }
}

/* In a list of deals words of any product help where the product's own do not. */
static void by_words(struct sheet *s, i64 i, str key)
{
    struct column *c = &s->columns[i];
    const struct crm_column *known = crm_generic_find(c->name);
    if (!known && str_starts(key, S("property")))
        known = crm_generic_find(str_sub(key, 8, key.n));
    if (!known && amount_header_currency(c->name).n) {
        known = crm_generic_find(str_sub(key, 0, key.n - 3));
        known = known && field_is_amount(known->field) ? known : NULL;
    }
    if (!known)
        return;
    bool taken = s->shape && known->field != FIELD_ATTRIBUTE;
    for (i64 k = 0; taken && k < s->table.columns; k++)
        if (s->columns[k].field == known->field && s->columns[k].sure == SURE_VENDOR) {
            c->note = message_str(S("another column says it"));
            return;
        }
    set(c, known->field, SURE_LIKELY, 1000 + crm_generic_rank(known));
    c->attribute = known->attribute ? str_c(known->attribute) : (str){0};
}

static void by_person(struct sheet *s, struct arena *a)
{
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        c->said = mapping_find_column(s->said, c->name);
        if (!c->said)
            continue;
        set(c, c->said->field, SURE_PERSON, i);
        c->attribute = c->said->attribute;
        c->note =
            c->said->field == FIELD_IGNORE ? message_str(S("the mapping file says so")) : (str){0};
        if (c->field == FIELD_ATTRIBUTE && c->attribute.n == 0)
            c->attribute = recognise_shown_name(a, c->name);
        for (i64 k = 0; k < s->table.columns; k++) { /* what a person says replaces a guess */
            struct column *other = &s->columns[k];
            if (k != i && other->field == c->field && other->sure != SURE_PERSON &&
                c->field != FIELD_ATTRIBUTE && c->field != FIELD_STAGE_ENTERED &&
                c->field != FIELD_IGNORE) {
                set(other, FIELD_IGNORE, SURE_NOT, 0);
                other->note = message_str(S("the mapping file names another column"));
            }
        }
    }
}

/* A word of a header is believed only when the values agree with it. */
static void check_by_values(struct sheet *s, struct arena *a)
{
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (c->sure != SURE_LIKELY)
            continue;
        struct census n = census_take(s, a, i);
        bool wrong = (field_is_time(c->field) && 2 * n.times < n.looked) ||
                     (field_is_amount(c->field) && 2 * n.amounts < n.looked) ||
                     (c->field == FIELD_PROBABILITY && 2 * n.amounts < n.looked);
        if (field_is_bool(c->field) && 2 * n.bools < n.looked) {
            bool date = 2 * n.times > n.looked;
            enum import_field moment = c->field == FIELD_WON    ? FIELD_WON_AT
                                       : c->field == FIELD_LOST ? FIELD_LOST_AT
                                                                : FIELD_CLOSED_AT;
            set(c, date ? moment : FIELD_IGNORE, SURE_LIKELY, c->rank);
        }
        if (c->field == FIELD_STATUS && n.outcomes == 0)
            wrong = true;
        if (c->field == FIELD_STATUS && n.outcomes && n.looked - n.outcomes > 2)
            c->field = FIELD_STAGE;                /* stages and outcomes in one column */
        if (n.filled == 0 && c->field == FIELD_ID) /* it identifies nothing */
            set(c, FIELD_IGNORE, SURE_NOT, 0);
        if (n.filled == 0)
            c->note = message_str(S("empty"));
        if (wrong && n.filled) {
            set(c, FIELD_IGNORE, SURE_NOT, 0);
            c->note = message_str(S("its values are something else than its header says"));
        }
    }
}

/* Where no header says what the outcome is, a column of few values may: some are outcomes. */
static void guess_outcome(struct sheet *s, struct arena *a)
{
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        if (c->field != FIELD_IGNORE || c->sure != SURE_NOT || c->note.n)
            continue;
        struct census n = census_take(s, a, i);
        if (n.outcomes >= 2 && n.distinct <= 30) {
            set(c, n.distinct - n.outcomes > 2 ? FIELD_STAGE : FIELD_STATUS, SURE_GUESS, 5000);
            c->note = message_str(S("its values are outcomes"));
            return;
        }
    }
}

static void guess_id(struct sheet *s, struct arena *a)
{
    for (i64 i = 0; i < i64_min(s->table.columns, 3); i++) {
        struct column *c = &s->columns[i];
        if (c->field != FIELD_IGNORE || c->note.n)
            continue;
        struct census n = census_take(s, a, i);
        i64 rows = i64_min(s->table.rows, CENSUS_ROWS_MAX);
        if (rows > 1 && n.distinct == n.filled && n.filled == rows && n.times < n.looked &&
            n.long_texts == 0) {
            set(c, FIELD_ID, SURE_GUESS, 5000);
            c->note = message_str(S("every value is there once"));
            return;
        }
    }
}

static bool can_be_deals(const struct sheet *s)
{
    bool outcome = sheet_has(s, FIELD_STAGE) || sheet_has(s, FIELD_STATUS) ||
                   sheet_has(s, FIELD_WON) || sheet_has(s, FIELD_LOST);
    bool deal = sheet_has(s, FIELD_AMOUNT) || sheet_has(s, FIELD_AMOUNT_CENTS) ||
                sheet_has(s, FIELD_CLOSE) || sheet_has(s, FIELD_CLOSED_AT) ||
                sheet_has(s, FIELD_EXPECTED) || sheet_has(s, FIELD_WON_AT) ||
                sheet_has(s, FIELD_ENTERED);
    return outcome && deal;
}

/* Where only a probability could say how deals ended, that is a person's to say. */
static str no_outcome(const struct sheet *s, struct arena *a)
{
    str column = {0}, lost = {0}, won = {0};
    for (i64 row = 0; row < s->table.rows && sheet_has(s, FIELD_PROBABILITY); row++) {
        f64 p;
        if (sheet_number(s, row, FIELD_PROBABILITY, &p) != SHEET_FINE || (p != 0 && p != 100))
            continue;
        i32 c;
        *(p == 0 ? &lost : &won) = sheet_text(s, row, FIELD_PROBABILITY, &c);
        column = s->columns[c].name;
    }
    if (lost.n == 0 || won.n == 0)
        return message_str(
            S("no column of a stage or an outcome beside an amount or a close date"));
    return message_fmt(
        a,
        "no column of a stage or an outcome; if \"%.*s\" says it, map it to status and "
        "write outcomes: {\"%.*s\": won, \"%.*s\": lost}",
        STR_ARG(column), STR_ARG(won), STR_ARG(lost));
}

static void recognise_any(struct sheet *s, struct arena *a)
{
    s->format = S("CSV");
    check_by_values(s, a);
    part_guess(s, a);
    sheet_index(s);
    if (!sheet_has(s, FIELD_STAGE) && !sheet_has(s, FIELD_STATUS) && !sheet_has(s, FIELD_WON))
        guess_outcome(s, a);
    sheet_index(s);
    if (!can_be_deals(s)) {
        s->role = ROLE_IGNORED;
        s->why = no_outcome(s, a);
        return;
    }
    s->role = ROLE_DEALS;
    s->why = message_str(S("a stage or an outcome, and an amount or a close date"));
    if (!sheet_has(s, FIELD_ID))
        guess_id(s, a);
}

static void blank_columns(struct sheet *s, struct arena *a)
{
    s->columns = arena_array(a, struct column, s->table.columns);
    for (i64 i = 0; i < s->table.columns; i++)
        s->columns[i] = (struct column){.name = s->table.header[i], .next = -1};
}

void recognise_sheet(struct sheet *s, struct arena *a, const struct mapping *mapping)
{
    i64 n = s->table.columns;
    str *keys = arena_array(a, str, n);
    for (i64 i = 0; i < n; i++) {
        struct fold_key k = crm_key(s->table.header[i]);
        keys[i] = str_dup(a, fold_key_str(&k));
    }
    blank_columns(s, a);
    s->said = mapping_find_file(mapping, s->name);
    bool other_role = false;
    s->shape = crm_recognise(keys, n);
    if (s->shape && s->said && s->said->has_role && s->said->role != s->shape->role) {
        s->shape = NULL;
        other_role = true;
    }
    if (s->shape) {
        s->format = str_c(s->shape->format);
        s->role = s->shape->role;
        s->why = message_str(S("by its headers"));
        for (i64 i = 0; i < n; i++)
            by_vendor(s, a, i, keys[i]);
    }
    bool deals = s->shape ? s->role == ROLE_DEALS
                          : !s->said || !s->said->has_role || s->said->role == ROLE_DEALS;
    for (i64 i = 0; deals && i < n; i++) {
        s->columns[i].currency = amount_header_currency(s->columns[i].name);
        if (s->columns[i].sure == SURE_NOT && s->columns[i].note.n == 0)
            by_words(s, i, keys[i]);
    }
    by_person(s, a);
    if (s->shape) {
        check_by_values(s, a);
        if (deals)
            part_guess(s, a);
    } else if (deals)
        recognise_any(s, a);
    if (s->said && s->said->has_role) {
        s->role = s->said->role;
        s->why = message_str(S("the mapping file says so"));
        if (other_role || !s->shape)
            s->format = S("CSV");
    }
    sheet_index(s);
}

/* Ids and codes are no groups to compare. */
static bool is_id_name(str name)
{
    if (str_ends(name, S("Id")) || str_ends(name, S("ID")) || str_ends(name, S("_id")) ||
        str_ends(name, S(".id")) || str_ends(name, S("/id")) || str_ends(name, S("Ids")))
        return true;
    return str_eq_fold(name, S("id"));
}

void recognise_attributes(struct sheet *s, struct arena *a)
{
    for (i64 i = 0; i < s->table.columns; i++) {
        struct column *c = &s->columns[i];
        bool named = c->field == FIELD_ATTRIBUTE;
        if (!named && (c->field != FIELD_IGNORE || c->note.n))
            continue;
        if (!named && is_id_name(c->name))
            continue;
        struct census n = census_take(s, a, i);
        if (named && c->sure == SURE_PERSON)
            continue;
        bool groups = n.distinct >= 2 && n.distinct <= ATTRIBUTE_VALUES_MAX &&
                      (n.filled < 20 || 3 * n.distinct <= 2 * n.filled);
        bool text =
            2 * n.times < n.looked && 2 * n.amounts < n.looked && 5 * n.long_texts <= n.looked;
        if (groups && text) {
            if (c->attribute.n == 0)
                c->attribute = recognise_shown_name(a, c->name);
            if (!named)
                set(c, FIELD_ATTRIBUTE, SURE_GUESS, i);
            continue;
        }
        c->note = n.filled == 0     ? message_str(S("empty"))
                  : n.distinct == 1 ? message_str(S("the same everywhere"))
                  : !text ? message_str(S("numbers, dates or prose: no groups to compare"))
                          : message_str(S("too many values to compare"));
        set(c, FIELD_IGNORE, SURE_NOT, 0);
    }
    sheet_index(s);
}
