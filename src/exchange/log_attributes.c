#include "exchange/log_attributes.h"

#include "exchange/crm.h"
#include "exchange/recognise.h"
#include "exchange/sheet.h"
#include "exchange/words.h"
#include "format/csv.h"

enum { COLUMNS_MAX = 40 };

/* A column while the rows pass: its last value of each deal. */
struct part {
    i32 column;
    enum import_field field; /* amount, currency, owner, reason or attribute */
    enum import_sure sure;
    str name;
    str *value; /* per deal */
    bool varies;
    struct amount_column amount;
};

struct parts {
    struct arena *arena;
    struct history_builder *b;
    struct import_report *report;
    i32 file;
    i64 n, deal_count;
    struct part list[COLUMNS_MAX];
};

static str bare_name(str name)
{
    return str_starts(name, S("case:")) ? str_sub(name, 5, name.n) : name;
}

static enum import_field field_of(str name)
{
    const struct crm_column *known = crm_generic_find(bare_name(name));
    enum import_field f = known ? known->field : FIELD_ATTRIBUTE;
    bool own = f == FIELD_AMOUNT || f == FIELD_CURRENCY || f == FIELD_OWNER || f == FIELD_REASON;
    return own ? f : FIELD_ATTRIBUTE;
}

static bool is_free(const struct log_columns *c, const struct eventlog_layout *l, i64 i)
{
    return c->sure[i] == SURE_NOT && i != l->lifecycle &&
           !str_starts(c->name[i], S("case:concept:")) && !str_starts(c->name[i], S("lifecycle:"));
}

bool log_attributes_wanted(const struct log_columns *c, const struct eventlog_layout *l)
{
    for (i64 i = 0; i < c->n && !l->native; i++)
        if (is_free(c, l, i))
            return true;
    return false;
}

static void choose(struct parts *p, const struct log_columns *c, const struct eventlog_layout *l,
                   const struct mapping_file *said)
{
    for (i64 i = 0; i < c->n && p->n < COLUMNS_MAX; i++) {
        const struct mapping_column *m = mapping_find_column(said, c->name[i]);
        if (!is_free(c, l, i) || (m && m->field == FIELD_IGNORE))
            continue;
        struct part part = {.column = (i32)i,
                            .field = m ? m->field : field_of(c->name[i]),
                            .sure = m ? SURE_PERSON : SURE_GUESS,
                            .name = m && m->attribute.n
                                        ? m->attribute
                                        : recognise_shown_name(p->arena, bare_name(c->name[i])),
                            .value = arena_array(p->arena, str, p->deal_count)};
        p->list[p->n++] = part;
    }
}

static void read_rows(struct parts *p, str text, const struct eventlog_layout *l)
{
    struct dict deals;
    struct csv_reader reader;
    const str *ids = history_log_deals(p->b, &p->deal_count);
    dict_init(&deals, p->arena);
    for (i64 d = 0; d < p->deal_count; d++)
        (void)dict_intern(&deals, ids[d]);
    csv_reader_init(&reader, p->arena, str_sub(text, l->header_bytes, text.n),
                    (struct csv_dialect){l->delimiter, '"'});
    for (struct csv_record r; csv_next(&reader, &r);) {
        i64 deal =
            r.problem || r.count <= l->deal ? -1 : dict_find(&deals, str_trim(r.fields[l->deal]));
        for (i64 k = 0; k < p->n && deal >= 0; k++) {
            struct part *part = &p->list[k];
            str cell = part->column < r.count ? fold_trim(r.fields[part->column]) : (str){0};
            if (words_missing(cell) || str_eq(cell, part->value[deal]))
                continue;
            part->varies = part->varies || part->value[deal].n;
            part->value[deal] = str_dup(p->arena, cell);
        }
    }
}

/* Few words, as recognise_attributes asks of columns of deals. */
static bool makes_groups(const struct parts *p, const struct part *part)
{
    struct dict values;
    i64 filled = 0, other = 0, mark = arena_mark(p->arena);
    dict_init(&values, p->arena);
    for (i64 d = 0; d < p->deal_count; d++) {
        struct when w;
        struct amount m;
        str cell = part->value[d];
        if (cell.n == 0)
            continue;
        filled++;
        i64 before = values.n;
        if (dict_intern(&values, cell) == before)
            other += when_read(cell, &w) || amount_read(cell, &m) || cell.n > 60;
    }
    i64 n = values.n;
    arena_rewind(p->arena, mark);
    return n >= 2 && n <= ATTRIBUTE_VALUES_MAX && 2 * other < n &&
           (filled < 20 || 3 * n <= 2 * filled);
}

static str currency_of(const struct parts *p, i64 deal)
{
    for (i64 k = 0; k < p->n; k++)
        if (p->list[k].field == FIELD_CURRENCY)
            return p->list[k].value[deal];
    return (str){0};
}

static void set_amounts(struct parts *p, struct part *part, const struct mapping *mapping)
{
    struct amount_column *c = &part->amount;
    for (i64 d = 0; d < p->deal_count; d++)
        if (part->value[d].n)
            amount_look(c, part->value[d]);
    if (mapping && mapping->decimal)
        c->decimal = mapping->decimal;
    enum amount_verdict v = amount_decide(c);
    if (v == AMOUNT_ASK || v == AMOUNT_MIXED) {
        note_warning(p->report, p->file, 0,
                     "the amounts of \"%.*s\" can be read in two ways: not known until a mapping "
                     "file says decimal: point or comma",
                     STR_ARG(part->name));
        return;
    }
    for (i64 d = 0; d < p->deal_count; d++) {
        struct amount m;
        i64 minor;
        if (part->value[d].n == 0 || !amount_read(part->value[d], &m))
            continue;
        str own = currency_of(p, d);
        str code = own.n ? own : m.currency.n ? m.currency : mapping ? mapping->currency : (str){0};
        if (amount_resolve(&m, c->decimal, money_digits(code), &minor))
            history_set_log_amount(p->b, d, minor, code);
    }
}

static void settle(struct parts *p, struct part *part, struct log_columns *c,
                   const struct mapping *mapping)
{
    bool said = part->sure == SURE_PERSON;
    if (part->field == FIELD_ATTRIBUTE && !said && (part->varies || !makes_groups(p, part)))
        return;
    if (part->field == FIELD_AMOUNT)
        set_amounts(p, part, mapping);
    for (i64 d = 0; d < p->deal_count; d++) {
        if (part->value[d].n == 0)
            continue;
        if (part->field == FIELD_OWNER)
            history_set_log_owner(p->b, d, part->value[d]);
        else if (part->field == FIELD_REASON)
            history_set_log_reason(p->b, d, part->value[d]);
        else if (part->field == FIELD_ATTRIBUTE)
            history_set_attribute(p->b, d, part->name, part->value[d]);
    }
    c->field[part->column] = part->field;
    c->sure[part->column] = part->sure;
}

void log_attributes_read(struct history_builder *b, struct import_report *report, i32 file,
                         str text, const struct eventlog_layout *layout, struct log_columns *c,
                         const struct mapping *mapping)
{
    struct parts p = {.arena = report->arena, .b = b, .report = report, .file = file};
    (void)history_log_deals(b, &p.deal_count);
    choose(&p, c, layout, mapping_find_file(mapping, report->files.v[file].name));
    read_rows(&p, text, layout);
    for (i64 k = 0; k < p.n; k++)
        settle(&p, &p.list[k], c, mapping);
}

bool log_attributes_is_amount(str name)
{
    return field_of(name) == FIELD_AMOUNT;
}

void log_attributes_set(struct history_builder *b, i64 deal, str name, str value)
{
    enum outcome o;
    struct amount m;
    i64 minor;
    enum import_field f = field_of(name);
    if (f == FIELD_AMOUNT && amount_read(value, &m) &&
        amount_resolve(&m, AMOUNT_DECIMAL_POINT, money_digits(m.currency), &minor))
        history_set_log_amount(b, deal, minor, m.currency);
    else if (f == FIELD_OWNER)
        history_set_log_owner(b, deal, value);
    else if (f == FIELD_REASON)
        history_set_log_reason(b, deal, value);
    else if (f == FIELD_CURRENCY)
        history_set_log_currency(b, deal, value);
    else if (!str_eq(name, S("outcome")) || !outcome_parse(value, &o)) /* its events say it */
        history_set_attribute(b, deal, name, value);
}
