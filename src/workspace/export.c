#include "workspace/export.h"

enum { PAGE = 100, FIELDS_OF_DEAL = STANDARD_FIELDS_MAX, CELL_BYTES = 64, ARENA_BYTES = 1 << 30 };

/* A column for each field, by its id, whatever the edition. */
struct field_column {
    str id;
    enum field_type type;
};

struct exporting {
    struct grid *g;
    struct workspace *w;
    struct reader *r;
    struct arena arena;
    struct field_column column[EXPORT_FIELDS_MAX];
    i64 columns;
    struct field_row *fields;
};

static void add_columns(struct exporting *x, const struct standard *s)
{
    for (i64 i = 0; i < s->fields.n; i++) {
        bool known = false;
        for (i64 k = 0; k < x->columns; k++)
            known = known || str_eq(x->column[k].id, s->fields.v[i].id);
        if (!known && x->columns < EXPORT_FIELDS_MAX)
            x->column[x->columns++] = (struct field_column){s->fields.v[i].id, s->fields.v[i].type};
    }
}

static void put_headings(struct exporting *x)
{
    static const char *const names[] = {
        "deal",        "reference", "name",         "process",   "version",          "stage",
        "stage_title", "outcome",   "owner",        "opened_at", "stage_entered_at", "closed_at",
        "close_date",  "parked",    "parked_until", "currency",  "revision"};
    grid_row(x->g);
    for (i32 i = 0; i < LENGTH(names); i++)
        grid_heading(x->g, str_c(names[i]));
    for (i64 k = 0; k < x->columns; k++)
        grid_heading(x->g, x->column[k].id);
}

static void put_moment(struct grid *g, i64 ms)
{
    char text[CELL_BYTES];
    struct buf b = {.p = text, .max = sizeof text};
    if (ms != TIME_NONE)
        time_print(&b, ms);
    grid_text(g, buf_str(&b));
}

static void put_day(struct grid *g, i64 day)
{
    char text[CELL_BYTES];
    struct buf b = {.p = text, .max = sizeof text};
    if (day != TIME_NONE)
        date_print(&b, day);
    grid_text(g, buf_str(&b));
}

static void put_decimal(struct grid *g, i64 millionths)
{
    char text[CELL_BYTES];
    struct buf b = {.p = text, .max = sizeof text};
    i64 whole = millionths / 1000000, rest = millionths % 1000000;
    buf_fmt(&b, "%s%lld.%06lld", millionths < 0 && whole == 0 ? "-" : "", (long long)whole,
            (long long)(rest < 0 ? -rest : rest));
    grid_number(g, buf_str(&b));
}

static void put_money(struct grid *g, i64 minor, str currency)
{
    char text[CELL_BYTES];
    struct buf b = {.p = text, .max = sizeof text};
    money_print(&b, minor, currency);
    grid_number(g, buf_str(&b));
}

static void put_value(struct exporting *x, const struct standard *s, const struct field_row *f)
{
    const struct field *field = &s->fields.v[f->field];
    switch (field->type) {
    case FIELD_INTEGER: grid_i64(x->g, f->value); break;
    case FIELD_DECIMAL: put_decimal(x->g, f->value); break;
    case FIELD_MONEY: put_money(x->g, f->value, s->currency); break;
    case FIELD_DATE: put_day(x->g, f->value); break;
    case FIELD_BOOLEAN: grid_text(x->g, f->value ? S("true") : S("false")); break;
    case FIELD_CHOICE:
        grid_text(x->g, f->value >= 0 && f->value < field->choices.n ? field->choices.v[f->value].id
                                                                     : (str){0});
        break;
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK: grid_text(x->g, f->text); break;
    }
}

static void put_fields(struct exporting *x, const struct standard *s, i64 deal)
{
    i64 n = reader_fields(x->r, &x->arena, deal, FIELDS_OF_DEAL, x->fields);
    for (i64 k = 0; k < x->columns; k++) {
        const struct field_row *found = NULL;
        for (i64 i = 0; i < n && !found; i++)
            if (x->fields[i].field < s->fields.n &&
                str_eq(s->fields.v[x->fields[i].field].id, x->column[k].id))
                found = &x->fields[i];
        if (found)
            put_value(x, s, found);
        else
            grid_text(x->g, (str){0});
    }
}

static void put_deal(struct exporting *x, const struct deal_row *d)
{
    const struct standard *s = workspace_rules(x->w, d->edition)->standard;
    const struct stage *stage = &s->stages.v[d->stage];
    str title = words_in(&stage->title, S("en"));
    struct grid *g = x->g;
    grid_row(g);
    grid_i64(g, d->id);
    grid_text(g, d->reference);
    grid_text(g, d->name);
    grid_text(g, s->process);
    grid_i64(g, s->version);
    grid_text(g, stage->id);
    grid_text(g, title.n ? title : stage->id);
    grid_text(g, str_c(outcome_id(d->outcome)));
    grid_text(g, d->owner ? reader_person(x->r, &x->arena, d->owner) : (str){0});
    put_moment(g, d->opened_ms);
    put_moment(g, d->stage_entered_ms);
    put_moment(g, d->closed_ms);
    put_day(g, d->close_day);
    grid_text(g, d->parked ? S("true") : S("false"));
    put_moment(g, d->parked_until_ms);
    grid_text(g, s->currency);
    grid_i64(g, d->revision);
    put_fields(x, s, d->id);
}

static i64 put_deals(struct exporting *x, const struct deal_filter *filter)
{
    struct deal_filter f = *filter;
    struct list_place next = {.there = true};
    i64 count = 0, mark = arena_mark(&x->arena);
    f.order = ORDER_ID;
    f.down = false;
    f.after = (struct list_place){0};
    struct err e;
    while (next.there && reader_check(x->r, &e)) {
        arena_rewind(&x->arena, mark);
        struct deal_row *rows = arena_array(&x->arena, struct deal_row, PAGE);
        i64 n = reader_list(x->r, &x->arena, &f, PAGE, rows, &next);
        for (i64 i = 0; i < n; i++)
            put_deal(x, &rows[i]);
        count += n;
        f.after = next;
    }
    return count;
}

bool export_deals(struct grid *g, struct workspace *w, struct reader *r,
                  const struct deal_filter *filter, i64 *count, struct err *e)
{
    struct arena own;
    arena_init(&own, ARENA_BYTES);
    struct exporting *x = arena_new(&own, struct exporting);
    *x = (struct exporting){.g = g, .w = w, .r = r, .arena = own};
    x->fields = arena_array(&x->arena, struct field_row, FIELDS_OF_DEAL);
    for (i32 i = 1; i <= workspace_editions(w); i++)
        add_columns(x, workspace_rules(w, i)->standard);
    put_headings(x);
    if (reader_begin(r)) {
        *count = put_deals(x, filter);
        reader_end(r);
    }
    own = x->arena;
    arena_release(&own);
    return reader_check(r, e);
}
