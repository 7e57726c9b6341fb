#include "exchange/log_columns.h"

#include "exchange/crm.h"
#include "format/csv.h"

/* Where the layout keeps the column of each field; NULL: it has no such place. */
static i32 *place_of(struct eventlog_layout *l, enum import_field f)
{
    switch (f) {
    case FIELD_DEAL:
    case FIELD_ID: return &l->deal;
    case FIELD_ACTIVITY:
    case FIELD_STAGE: return &l->activity;
    case FIELD_AT: return &l->at;
    case FIELD_ACTOR:
    case FIELD_OWNER: return &l->actor;
    case FIELD_KIND: return l->native ? &l->kind : NULL;
    case FIELD_RECORDED_AT: return l->native ? &l->recorded : NULL;
    case FIELD_VALUE: return l->native ? &l->value : NULL;
    default: return NULL;
    }
}

static void obey(struct eventlog_layout *l, const struct mapping_file *said, str name, i32 column)
{
    static const enum import_field fields[] = {FIELD_DEAL,  FIELD_ACTIVITY,    FIELD_AT,
                                               FIELD_ACTOR, FIELD_RECORDED_AT, FIELD_VALUE};
    const struct mapping_column *c = mapping_find_column(said, name);
    if (!c)
        return;
    for (i64 i = 0; i < LENGTH(fields); i++) { /* what it was taken for it is no more */
        i32 *place = place_of(l, fields[i]);
        if (place && *place == column)
            *place = -1;
    }
    i32 *place = place_of(l, c->field);
    if (place)
        *place = column;
}

void log_columns_read(struct log_columns *c, struct arena *a, str head, struct eventlog_layout *l,
                      const struct mapping_file *said)
{
    static const enum import_field fields[] = {FIELD_DEAL,  FIELD_ACTIVITY, FIELD_AT,
                                               FIELD_ACTOR, FIELD_KIND,     FIELD_RECORDED_AT,
                                               FIELD_VALUE};
    struct csv_reader reader;
    struct csv_record header = {0};
    i64 bom = str_starts(head, S("\xEF\xBB\xBF")) ? 3 : 0;
    csv_reader_init(&reader, a, str_sub(head, bom, head.n),
                    (struct csv_dialect){l->delimiter, '"'});
    *c = (struct log_columns){0};
    if (!csv_next(&reader, &header))
        return;
    c->n = i64_min(header.count, EVENTLOG_COLUMNS_MAX);
    c->name = arena_array(a, str, c->n);
    c->field = arena_array(a, enum import_field, c->n);
    c->sure = arena_array(a, enum import_sure, c->n);
    for (i32 i = 0; i < c->n; i++) {
        c->name[i] = str_dup(a, fold_trim(header.fields[i]));
        obey(l, said, c->name[i], i);
    }
    for (i64 k = 0; k < LENGTH(fields); k++) {
        const i32 *place = place_of(l, fields[k]);
        if (!place || *place < 0 || *place >= c->n)
            continue;
        c->field[*place] = fields[k];
        c->sure[*place] = mapping_find_column(said, c->name[*place]) ? SURE_PERSON : SURE_LIKELY;
    }
}

static bool has_word_of_deals(const struct log_columns *c)
{
    for (i64 i = 0; i < c->n; i++) {
        const struct crm_column *known = crm_generic_find(c->name[i]);
        if (c->sure[i] == SURE_NOT && known &&
            (known->field == FIELD_AMOUNT || known->field == FIELD_CLOSE ||
             known->field == FIELD_EXPECTED || known->field == FIELD_STATUS))
            return true;
    }
    return false;
}

bool log_columns_list_deals(struct arena *a, str text, const struct eventlog_layout *l,
                            const struct log_columns *c)
{
    struct dict deals;
    struct csv_reader reader;
    i64 rows = 0, mark = arena_mark(a);
    if (!has_word_of_deals(c))
        return false;
    dict_init(&deals, a);
    csv_reader_init(&reader, a, str_sub(text, l->header_bytes, text.n),
                    (struct csv_dialect){l->delimiter, '"'});
    for (struct csv_record r; csv_next(&reader, &r);)
        if (!r.problem && r.count > l->deal && r.fields[l->deal].n) {
            (void)dict_intern(&deals, r.fields[l->deal]);
            rows++;
        }
    bool once = rows > 1 && deals.n == rows;
    arena_rewind(a, mark);
    return once;
}

bool log_columns_suffice(const struct eventlog_layout *l)
{
    return l->deal >= 0 && l->activity >= 0 && l->at >= 0 && l->columns <= EVENTLOG_COLUMNS_MAX;
}
