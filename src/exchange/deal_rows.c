#include "exchange/deal_rows.h"

#include "base/message.h"
#include "exchange/fold.h"
#include "exchange/words.h"

enum { ENDS_MAX = 12 }; /* that are named in a question */

void deal_rows_init(struct deal_rows *d, struct import_report *report, struct meaning *meaning,
                    const struct mapping *mapping)
{
    *d = (struct deal_rows){.arena = report->arena, .report = report, .meaning = meaning};
    if (mapping)
        d->currency = mapping->currency;
    dict_init(&d->ids, d->arena);
    dict_init(&d->short_ids, d->arena);
    dict_init(&d->names, d->arena);
    dict_init(&d->ends, d->arena);
}

static bool reject(struct deal_rows *d, const struct sheet *s, i64 row, const char *why, str value)
{
    bool keeps = d->report->rejections.n < IMPORT_REJECTIONS_KEPT;
    str excerpt = keeps ? note_excerpt(d->arena, &s->table, row) : (str){0};
    i64 line = s->table.line[row];
    if (value.n)
        note_rejected(d->report, s->file, line, excerpt, "%s: \"%.*s\"", message(why),
                      (int)i64_min(value.n, 80), value.p);
    else
        note_rejected(d->report, s->file, line, excerpt, "%s", message(why));
    return false;
}

static void warn(struct deal_rows *d, const struct sheet *s, i64 row, const char *text)
{
    note_warning(d->report, s->file, s->table.line[row], "%s", message(text));
}

static enum sheet_answer cell_amount(const struct sheet *s, i64 row, i32 c, i64 *minor,
                                     str *currency)
{
    str cell = table_cell(&s->table, row, c);
    struct amount m;
    if (words_missing(cell))
        return SHEET_NOTHING;
    if (!amount_read(cell, &m))
        return SHEET_BAD;
    str own = sheet_text(s, row, FIELD_CURRENCY, NULL);
    if (own.n || m.currency.n)
        *currency = own.n ? own : m.currency;
    else if (s->columns[c].currency.n)
        *currency = s->columns[c].currency;
    i32 digits = s->columns[c].field == FIELD_AMOUNT_CENTS ? 0 : money_digits(*currency);
    return amount_resolve(&m, s->columns[c].amount.decimal, digits, minor) ? SHEET_FINE : SHEET_BAD;
}

enum sheet_answer deal_rows_amount(const struct sheet *s, i64 row, i64 *minor, str *currency)
{
    enum sheet_answer best = SHEET_NOTHING;
    enum import_field field = sheet_has(s, FIELD_AMOUNT_CENTS) ? FIELD_AMOUNT_CENTS : FIELD_AMOUNT;
    *minor = 0;
    for (i32 c = s->first[field]; c >= 0; c = s->columns[c].next) {
        i64 value = 0;
        str code = *currency;
        enum sheet_answer a = cell_amount(s, row, c, &value, &code);
        if (a == SHEET_NOTHING || (a == SHEET_BAD && best != SHEET_NOTHING) ||
            (a == SHEET_FINE && value == 0 && best == SHEET_FINE))
            continue;
        best = a;
        *minor = value;
        *currency = code;
        if (a == SHEET_FINE && value != 0)
            break;
    }
    return best;
}

/* One moment of a row; a cell that is no date rejects the row. */
static bool read_time(struct deal_rows *d, const struct sheet *s, i64 row, enum import_field f,
                      i64 *at_ms)
{
    i32 c = -1;
    enum sheet_answer a = sheet_time(s, row, f, at_ms, &c);
    if (a == SHEET_BAD) {
        str why =
            message_fmt(d->arena, "column \"%.*s\" holds no date", STR_ARG(s->columns[c].name));
        return reject(d, s, row, str_zero_ended(d->arena, why), table_cell(&s->table, row, c));
    }
    if (a == SHEET_NOTHING)
        *at_ms = TIME_NONE;
    return true;
}

static i64 first_known(i64 a, i64 b)
{
    return a != TIME_NONE ? a : b;
}

/* Which of the many dates of a CRM is the end, and which the forecast of it. */
static void place_close(struct deal_row *r, i64 close, i64 expected, i64 closed, i64 won, i64 lost)
{
    enum outcome o = r->verdict.outcome;
    if (o == OUTCOME_OPEN) {
        r->expected_ms = first_known(first_known(expected, close), won);
        return;
    }
    i64 own = o == OUTCOME_WON ? won : lost;
    r->close_ms = first_known(own, closed);
    r->close_is_actual = r->close_ms != TIME_NONE;
    r->close_ms = first_known(r->close_ms, close);
    r->expected_ms = expected;
}

static bool read_times(struct deal_rows *d, struct deal_row *r)
{
    const struct sheet *s = r->sheet;
    i64 close, expected, closed, won, lost;
    if (!read_time(d, s, r->row, FIELD_CREATED, &r->created_ms) ||
        !read_time(d, s, r->row, FIELD_ENTERED, &r->entered_ms) ||
        !read_time(d, s, r->row, FIELD_MODIFIED, &r->modified_ms) ||
        !read_time(d, s, r->row, FIELD_STAGE_SINCE, &r->stage_since_ms) ||
        !read_time(d, s, r->row, FIELD_CLOSE, &close) ||
        !read_time(d, s, r->row, FIELD_EXPECTED, &expected) ||
        !read_time(d, s, r->row, FIELD_CLOSED_AT, &closed) ||
        !read_time(d, s, r->row, FIELD_WON_AT, &won) ||
        !read_time(d, s, r->row, FIELD_LOST_AT, &lost))
        return false;
    r->close_ms = r->expected_ms = TIME_NONE;
    place_close(r, close, expected, closed, won, lost);
    if (!sheet_has(s, FIELD_ENTERED))
        r->entered_ms = r->created_ms;
    return true;
}

static void check_times(struct deal_rows *d, struct deal_row *r)
{
    bool closed = r->verdict.outcome != OUTCOME_OPEN;
    if (closed && r->close_ms == TIME_NONE)
        warn(d, r->sheet, r->row, "closed without a close date");
    i64 start = first_known(r->entered_ms, r->created_ms);
    /* a close date is a day: it may be the day on which the deal was created */
    if (closed && start != TIME_NONE && r->close_ms != TIME_NONE &&
        r->close_ms + MS_PER_DAY <= start) {
        warn(d, r->sheet, r->row,
             "closed before it was created: when it entered is taken as not known");
        r->entered_ms = TIME_NONE;
    } else if (closed && r->close_ms != TIME_NONE && r->entered_ms != TIME_NONE &&
               r->close_ms < r->entered_ms) {
        r->close_ms = r->entered_ms;
    }
}

static bool reject_end(struct deal_rows *d, const struct sheet *s, i64 row)
{
    str stage = sheet_text(s, row, FIELD_STAGE, NULL);
    str end = stage.n ? stage : sheet_text(s, row, FIELD_STATUS, NULL);
    if (d->ends.n < ENDS_MAX || dict_find(&d->ends, end) >= 0)
        (void)dict_intern(&d->ends, end);
    d->ended++;
    return reject(d, s, row, "closed, and nothing says whether it was won", stage);
}

static bool read_outcome(struct deal_rows *d, struct deal_row *r)
{
    const struct sheet *s = r->sheet;
    bool closed;
    r->verdict = meaning_of_row(d->meaning, s, r->row);
    if (!r->verdict.known)
        return reject(d, s, r->row, "no stage, no status, no outcome", (str){0});
    if (r->verdict.closed || (r->verdict.outcome == OUTCOME_OPEN && sheet_has(s, FIELD_CLOSED) &&
                              sheet_bool(s, r->row, FIELD_CLOSED, &closed) == SHEET_FINE && closed))
        return reject_end(d, s, r->row);
    if (r->verdict.unsaid)
        note_warning(d->report, s->file, s->table.line[r->row],
                     "the status \"%.*s\" says nothing of an outcome: counted as open; say "
                     "otherwise under outcomes in a mapping file",
                     STR_ARG(str_clip(sheet_text(s, r->row, FIELD_STATUS, NULL), 80)));
    if (r->verdict.conflict.n)
        note_warning(d->report, s->file, s->table.line[r->row], "%.*s",
                     STR_ARG(r->verdict.conflict));
    return true;
}

static void read_amount(struct deal_rows *d, struct deal_row *r)
{
    r->currency = d->currency;
    enum sheet_answer a = deal_rows_amount(r->sheet, r->row, &r->amount_minor, &r->currency);
    r->amount_known = a == SHEET_FINE;
    if (a == SHEET_BAD)
        note_warning(d->report, r->sheet->file, r->sheet->table.line[r->row],
                     "an amount that is no amount: taken as not known");
    if (!r->amount_known)
        r->amount_minor = 0;
}

/* "Contract sent (Sales Pipeline)" of pipeline "Sales Pipeline" is "Contract sent": HubSpot
 * writes both when there are several pipelines, and its columns of dates know the short one. */
static str without_pipeline(str stage, str pipeline)
{
    i64 n = stage.n - pipeline.n - 2;
    if (pipeline.n == 0 || n <= 0 || stage.p[n] != '(' || stage.p[stage.n - 1] != ')' ||
        !str_eq(str_sub(stage, n + 1, stage.n - 1), pipeline))
        return stage;
    str bare = fold_trim(str_sub(stage, 0, n));
    return bare.n ? bare : stage;
}

static bool read_row(struct deal_rows *d, struct deal_row *r)
{
    const struct sheet *s = r->sheet;
    bool deleted;
    enum sheet_answer a = sheet_bool(s, r->row, FIELD_DELETED, &deleted);
    if ((a == SHEET_FINE && deleted) || words_deleted(sheet_text(s, r->row, FIELD_STATUS, NULL)))
        return reject(d, s, r->row, "the CRM marks it as deleted", (str){0});
    if (!read_outcome(d, r) || !read_times(d, r))
        return false;
    check_times(d, r);
    read_amount(d, r);
    r->name = sheet_text(s, r->row, FIELD_NAME, NULL);
    r->stage =
        without_pipeline(meaning_stage_name(d->meaning, sheet_text(s, r->row, FIELD_STAGE, NULL)),
                         sheet_text(s, r->row, FIELD_PIPELINE, NULL));
    r->owner = sheet_text(s, r->row, FIELD_OWNER, NULL);
    if (r->owner.n == 0)
        r->owner = sheet_text(s, r->row, FIELD_OWNER_ID, NULL);
    if (r->verdict.outcome == OUTCOME_OPEN && sheet_text(s, r->row, FIELD_REASON, NULL).n)
        warn(d, s, r->row, "open, with a reason of loss: it stays open");
    if (r->verdict.outcome != OUTCOME_OPEN) {
        r->reason = sheet_text(s, r->row, FIELD_REASON, NULL);
        if (r->verdict.outcome == OUTCOME_WON)
            r->reason = sheet_text(s, r->row, FIELD_WON_REASON, NULL);
        else if (r->reason.n == 0)
            r->reason = sheet_text(s, r->row, FIELD_STATUS_REASON, NULL);
    }
    return true;
}

static bool same_cells(const struct deal_row *a, const struct deal_row *b)
{
    if (a->sheet->table.columns != b->sheet->table.columns)
        return false;
    for (i64 c = 0; c < a->sheet->table.columns; c++)
        if (!str_eq(table_cell(&a->sheet->table, a->row, c),
                    table_cell(&b->sheet->table, b->row, c)))
            return false;
    return true;
}

/* The id is there already: one row too many, whichever is kept. */
static void meet_again(struct deal_rows *d, i64 number, const struct deal_row *r)
{
    struct deal_row *kept = &d->list.v[number];
    d->report->files.v[r->sheet->file].duplicates++;
    if (same_cells(kept, r))
        return;
    bool later = r->modified_ms != TIME_NONE && kept->modified_ms != TIME_NONE &&
                 r->modified_ms > kept->modified_ms;
    warn(d, r->sheet, r->row,
         later ? "the same id with other values: the row changed last is kept"
               : "the same id with other values: the earlier row is kept");
    if (!later)
        return;
    /* the counts of the files stay right: the kept row now is the duplicate of its file */
    d->report->files.v[r->sheet->file].duplicates--;
    d->report->files.v[r->sheet->file].used++;
    d->report->files.v[kept->sheet->file].duplicates++;
    d->report->files.v[kept->sheet->file].used--;
    *kept = *r;
}

static void keep(struct deal_rows *d, const struct deal_row *r)
{
    i64 known = dict_find(&d->ids, r->id);
    if (known >= 0) {
        meet_again(d, known, r);
        return;
    }
    (void)dict_intern(&d->ids, r->id);
    *vec_push(d->arena, &d->list) = *r;
    d->report->files.v[r->sheet->file].used++;
    i64 before = d->short_ids.n;
    if (r->id.n == 18 && dict_intern(&d->short_ids, str_sub(r->id, 0, 15)) == before)
        *vec_push(d->arena, &d->by_short_id) = d->list.n - 1;
    if (r->name.n == 0)
        return;
    u32 name = dict_intern(&d->names, r->name);
    if (name == d->named.n)
        *vec_push(d->arena, &d->named) = d->list.n - 1;
    else
        d->named.v[name] = -1;
}

/* A line of a list inside the record above: everything that makes a deal is empty. */
static bool is_continuation(const struct sheet *s, i64 row)
{
    static const enum import_field own[] = {
        FIELD_ID,    FIELD_NAME,    FIELD_STAGE, FIELD_STATUS, FIELD_AMOUNT,
        FIELD_OWNER, FIELD_CREATED, FIELD_CLOSE, FIELD_WON,    FIELD_OWNER_ID};
    for (i64 i = 0; i < LENGTH(own); i++)
        if (sheet_text(s, row, own[i], NULL).n)
            return false;
    return row > 0;
}

static bool read_id(struct deal_rows *d, struct deal_row *r)
{
    const struct sheet *s = r->sheet;
    r->id = sheet_text(s, r->row, FIELD_ID, NULL);
    if (r->id.n)
        return true;
    if (sheet_has(s, FIELD_ID))
        return reject(d, s, r->row, "no id", (str){0});
    r->id = str_fmt(d->arena, "%.*s row %lld", STR_ARG(mapping_base_name(s->name)),
                    (long long)s->table.line[r->row]);
    return true;
}

void deal_rows_read(struct deal_rows *d, const struct sheet *s)
{
    struct import_file *f = &d->report->files.v[s->file];
    if (!sheet_has(s, FIELD_ID))
        note_warning(d->report, s->file, 0,
                     "no column of ids: deals are numbered by row, so no row can be a duplicate");
    for (i64 row = 0; row < s->table.rows; row++) {
        struct deal_row r = {.sheet = s, .row = row};
        u8 broken = s->table.broken[row];
        if (broken == TABLE_FINE && is_continuation(s, row)) {
            f->rows--;
            f->lines_left_out++;
        } else if (broken) {
            reject(d, s, row,
                   broken == TABLE_QUOTE_OPEN ? "a quote opened here is never closed"
                                              : "more cells than the header has columns",
                   (str){0});
        } else if (read_id(d, &r) && read_row(d, &r)) {
            keep(d, &r);
        }
    }
}

/* Up to five stages of open deals, quoted. */
static str open_stages(struct deal_rows *d)
{
    struct dict seen;
    str text = {0};
    dict_init(&seen, d->arena);
    for (i64 i = 0; i < d->list.n && seen.n < 5; i++) {
        const struct deal_row *r = &d->list.v[i];
        i64 before = seen.n;
        if (r->verdict.outcome == OUTCOME_OPEN && r->stage.n &&
            dict_intern(&seen, r->stage) == before)
            text = str_fmt(d->arena, "%.*s%s\"%.*s\"", STR_ARG(text), before ? ", " : "",
                           STR_ARG(str_clip(r->stage, 60)));
    }
    return text;
}

/* The mapping that answers has each of the ends with a word to choose. */
static void ask_ends(struct deal_rows *d)
{
    str list = {0}, answer = {0};
    for (i64 i = 0; i < d->ends.n; i++) {
        str end = str_clip(dict_name(&d->ends, (u32)i), 60);
        list = str_fmt(d->arena, "%.*s%s\"%.*s\"", STR_ARG(list), i ? ", " : "", STR_ARG(end));
        answer =
            str_fmt(d->arena, "%.*s%s\"%.*s\": lost", STR_ARG(answer), i ? ", " : "", STR_ARG(end));
    }
    str text = message_fmt(d->arena,
                           "%lld deals are closed in %.*s, and nothing says whether they were won",
                           (long long)d->ended, STR_ARG(list));
    note_question(d->report, d->report->rejections.v[0].file, text,
                  message_fmt(d->arena,
                              "outcomes: {%.*s}   # or won, no-decision, walked, invalid, open",
                              STR_ARG(answer)));
}

void deal_rows_doubt(struct deal_rows *d)
{
    i64 won = 0, closed = 0;
    for (i64 i = 0; i < d->list.n; i++) {
        won += d->list.v[i].verdict.outcome == OUTCOME_WON;
        closed += d->list.v[i].verdict.outcome != OUTCOME_OPEN;
    }
    if (d->ended > closed) {
        ask_ends(d);
        return;
    }
    str stages = won || d->list.n == 0 ? (str){0} : open_stages(d);
    if (stages.n)
        note_warning(d->report, d->list.v[0].sheet->file, 0,
                     "no deal is won: if one of the stages %.*s means it, say so under outcomes in "
                     "a mapping file",
                     STR_ARG(stages));
}

i64 deal_rows_find(struct deal_rows *d, str id, str name)
{
    i64 n = id.n ? dict_find(&d->ids, id) : -1;
    if (n < 0 && id.n == 18)
        n = dict_find(&d->ids, str_sub(id, 0, 15));
    if (n < 0 && id.n == 15) {
        i64 known = dict_find(&d->short_ids, id);
        n = known < 0 ? -1 : d->by_short_id.v[known];
    }
    if (n >= 0 || id.n || name.n == 0)
        return n;
    n = dict_find(&d->names, name);
    return n < 0 ? -1 : d->named.v[n];
}
