#include "exchange/apart_form.h"

#include <string.h>

enum {
    TEXT_MAX = 1 << 20,
    LISTED_MAX = 1 << 20, /* columns, rejections, questions, warnings */
    GOVERNANCE_MAX = 1 << 20,
    KINDS = ACTIVITY_OUTCOME + 1,
    GOVERNANCES = GOVERNANCE_MEMBER + 1,
};

/* --- writing ---------------------------------------------------------------------------------- */

void form_i64(struct buf *out, i64 value)
{
    buf_put(out, (str){(const char *)&value, sizeof value});
}

void form_text(struct buf *out, str text)
{
    form_i64(out, text.n);
    buf_put(out, text);
}

static void put_array(struct buf *out, const void *p, i64 n, i64 size)
{
    form_i64(out, p ? n : -1);
    if (p)
        buf_put(out, (str){p, n * size});
}

static void put_dict(struct buf *out, const struct dict *d)
{
    form_i64(out, d->n);
    for (i64 i = 0; i < d->n; i++)
        form_text(out, dict_name(d, (u32)i));
}

static void put_file(struct buf *out, const struct import_file *f)
{
    const i64 numbers[] = {f->role,     f->delimiter,  f->bytes,     f->rows,          f->used,
                           f->rejected, f->duplicates, f->unmatched, f->lines_left_out};
    form_text(out, f->name);
    form_text(out, f->format);
    form_text(out, f->why);
    form_text(out, f->encoding);
    form_text(out, str_c(f->sha256));
    for (i64 i = 0; i < LENGTH(numbers); i++)
        form_i64(out, numbers[i]);
}

static void put_column(struct buf *out, const struct import_column *c)
{
    form_i64(out, c->file);
    form_i64(out, c->field);
    form_i64(out, c->sure);
    form_text(out, c->source);
    form_text(out, c->attribute);
    form_text(out, c->note);
    for (i64 i = 0; i < IMPORT_SAMPLES; i++)
        form_text(out, c->sample[i]);
}

static void put_columns(struct buf *out, const struct import_column *v, i64 n)
{
    form_i64(out, n);
    for (i64 i = 0; i < n; i++)
        put_column(out, &v[i]);
}

void form_report(struct buf *out, const struct import_report *r)
{
    const i64 numbers[] = {r->rows_read,  r->deals,       r->rejected,
                           r->duplicates, r->from_events, r->as_of_ms};
    form_i64(out, r->files.n);
    for (i64 i = 0; i < r->files.n; i++)
        put_file(out, &r->files.v[i]);
    put_columns(out, r->columns.v, r->columns.n);
    put_columns(out, r->columns_aside.v, r->columns_aside.n);
    form_i64(out, r->rejections.n);
    for (i64 i = 0; i < r->rejections.n; i++) {
        form_i64(out, r->rejections.v[i].file);
        form_i64(out, r->rejections.v[i].line);
        form_text(out, r->rejections.v[i].reason);
        form_text(out, r->rejections.v[i].excerpt);
    }
    form_i64(out, r->questions.n);
    for (i64 i = 0; i < r->questions.n; i++) {
        form_text(out, r->questions.v[i].text);
        form_text(out, r->questions.v[i].answer);
    }
    form_i64(out, r->warnings.n);
    for (i64 i = 0; i < r->warnings.n; i++) {
        form_i64(out, r->warnings.v[i].file);
        form_i64(out, r->warnings.v[i].line);
        form_i64(out, r->warnings.v[i].count);
        form_text(out, r->warnings.v[i].text);
    }
    for (i64 i = 0; i < LENGTH(numbers); i++)
        form_i64(out, numbers[i]);
    form_text(out, r->as_of_from);
    form_text(out, str_c(r->input_sha256));
}

static void put_events(struct buf *out, const struct history *h)
{
    i64 numbers = 0;
    for (i64 i = 0; h->value && i < h->event_count; i++)
        if (h->value[i] != HISTORY_NO_ID)
            numbers = i64_max(numbers, (i64)h->value[i] + 1);
    form_i64(out, h->event_count);
    put_array(out, h->at_ms, h->event_count, sizeof *h->at_ms);
    put_array(out, h->lag_s, h->event_count, sizeof *h->lag_s);
    put_array(out, h->activity, h->event_count, sizeof *h->activity);
    put_array(out, h->actor, h->event_count, sizeof *h->actor);
    put_array(out, h->value, h->event_count, sizeof *h->value);
    form_i64(out, numbers);
    put_array(out, numbers ? h->numbers : NULL, numbers, sizeof *h->numbers);
    put_dict(out, &h->activities);
    put_array(out, h->activity_kind, h->activities.n, sizeof *h->activity_kind);
    for (i64 i = 0; i < h->activities.n; i++)
        form_text(out, h->activity_word[i]);
    put_array(out, h->stage_order, h->activities.n, sizeof *h->stage_order);
    put_dict(out, &h->actors);
}

static void put_deals(struct buf *out, const struct history *h)
{
    i64 n = h->deal_count;
    form_i64(out, n);
    put_array(out, h->first, n + 1, sizeof *h->first);
    for (i64 d = 0; d < n; d++) {
        form_text(out, h->deal_id[d]);
        form_text(out, h->deal_name ? h->deal_name[d] : (str){0});
    }
    const i64 *const moments[] = {h->created_ms,  h->entered_ms,  h->seen_from_ms, h->closed_ms,
                                  h->expected_ms, h->modified_ms, h->amount_minor};
    for (i64 i = 0; i < LENGTH(moments); i++)
        put_array(out, moments[i], n, sizeof(i64));
    put_array(out, h->outcome, n, sizeof *h->outcome);
    put_array(out, h->stage, n, sizeof *h->stage);
    put_array(out, h->amount_known, n, sizeof *h->amount_known);
    put_array(out, h->currency, n, sizeof *h->currency);
    put_array(out, h->owner, n, sizeof *h->owner);
    put_array(out, h->reason, n, sizeof *h->reason);
    put_dict(out, &h->currencies);
    put_dict(out, &h->reasons);
    form_i64(out, h->attribute_count);
    for (i64 k = 0; k < h->attribute_count; k++) {
        form_text(out, h->attributes[k].name);
        put_dict(out, &h->attributes[k].values);
        put_array(out, h->attributes[k].value, n, sizeof(u32));
    }
}

void form_history(struct buf *out, const struct history *h)
{
    put_events(out, h);
    put_deals(out, h);
    form_i64(out, h->governance_count);
    for (i64 i = 0; i < h->governance_count; i++) {
        const struct governance_event *g = &h->governance[i];
        const i64 numbers[] = {g->kind, g->at_ms, g->version, g->flag};
        for (i64 k = 0; k < LENGTH(numbers); k++)
            form_i64(out, numbers[k]);
        form_text(out, g->actor);
        form_text(out, g->department);
    }
    form_i64(out, h->as_of_ms);
    form_i64(out, h->day_precise);
}

/* --- reading ---------------------------------------------------------------------------------- */

static str take(struct form *f, i64 n)
{
    if (f->bad || n < 0 || n > f->rest.n) {
        f->bad = true;
        return (str){0};
    }
    str taken = {f->rest.p, n};
    f->rest = (str){f->rest.p + n, f->rest.n - n};
    return taken;
}

i64 form_get_i64(struct form *f)
{
    i64 value = 0;
    str bytes = take(f, sizeof value);
    if (bytes.n)
        memcpy(&value, bytes.p, sizeof value);
    return value;
}

i64 form_get_count(struct form *f, i64 most)
{
    i64 n = form_get_i64(f);
    if (n < 0 || n > most) {
        f->bad = true;
        return 0;
    }
    return f->bad ? 0 : n;
}

str form_get_text(struct form *f)
{
    return take(f, form_get_i64(f));
}

/* Of people: sound UTF-8, of a length that nobody minds; in the arena. */
static str get_words(struct form *f)
{
    str text = form_get_text(f);
    f->bad = f->bad || text.n > TEXT_MAX || utf8_check(text) >= 0;
    return f->bad ? (str){0} : str_dup(f->arena, text);
}

static void get_hash(struct form *f, char hex[65])
{
    str text = form_get_text(f);
    f->bad = f->bad || text.n > 64;
    memset(hex, 0, 65);
    for (i64 i = 0; !f->bad && i < text.n; i++) {
        f->bad =
            !((text.p[i] >= '0' && text.p[i] <= '9') || (text.p[i] >= 'a' && text.p[i] <= 'f'));
        hex[i] = f->bad ? 0 : text.p[i];
    }
}

/* Of exactly `n` things, or none at all (NULL) where that may be. */
static void *get_array(struct form *f, i64 n, i64 size, bool may_lack)
{
    i64 there = form_get_i64(f);
    if (there == -1 && may_lack)
        return NULL;
    str bytes = take(f, there == n ? n * size : -1);
    void *p = arena_push(f->arena, f->bad ? 0 : n, size);
    if (!f->bad && bytes.n)
        memcpy(p, bytes.p, (size_t)bytes.n);
    return p;
}

static void get_dict(struct form *f, struct dict *d, i64 most)
{
    dict_init(d, f->arena);
    i64 n = form_get_count(f, i64_min(most, f->rest.n / 8));
    for (i64 i = 0; i < n && !f->bad; i++)
        f->bad = dict_intern(d, get_words(f)) != i || f->bad; /* no word twice */
}

static void get_file(struct form *f, struct import_file *file)
{
    i64 numbers[9];
    file->name = get_words(f);
    file->format = get_words(f);
    file->why = get_words(f);
    file->encoding = get_words(f);
    get_hash(f, file->sha256);
    for (i64 i = 0; i < LENGTH(numbers); i++)
        numbers[i] = form_get_i64(f);
    f->bad = f->bad || numbers[0] < 0 || numbers[0] >= IMPORT_ROLE_COUNT;
    if (f->bad)
        return;
    file->role = (enum import_role)numbers[0];
    file->delimiter = (char)numbers[1];
    file->bytes = numbers[2];
    file->rows = numbers[3];
    file->used = numbers[4];
    file->rejected = numbers[5];
    file->duplicates = numbers[6];
    file->unmatched = numbers[7];
    file->lines_left_out = numbers[8];
}

static i32 get_file_number(struct form *f, const struct import_report *r, i32 least)
{
    i64 file = form_get_i64(f);
    f->bad = f->bad || file < least || file >= r->files.n;
    return f->bad ? 0 : (i32)file;
}

static void get_column(struct form *f, struct import_column *c, const struct import_report *r)
{
    c->file = get_file_number(f, r, 0);
    c->field = (enum import_field)form_get_count(f, FIELD_COUNT - 1);
    c->sure = (enum import_sure)form_get_count(f, SURE_PERSON);
    c->source = get_words(f);
    c->attribute = get_words(f);
    c->note = get_words(f);
    for (i64 i = 0; i < IMPORT_SAMPLES; i++)
        c->sample[i] = get_words(f);
}

static void get_lists(struct form *f, struct import_report *r)
{
    i64 n = form_get_count(f, LISTED_MAX);
    for (i64 i = 0; i < n && !f->bad; i++)
        get_column(f, vec_push(f->arena, &r->columns), r);
    n = form_get_count(f, LISTED_MAX);
    for (i64 i = 0; i < n && !f->bad; i++)
        get_column(f, vec_push(f->arena, &r->columns_aside), r);
    n = form_get_count(f, LISTED_MAX);
    for (i64 i = 0; i < n && !f->bad; i++) {
        struct import_rejection *x = vec_push(f->arena, &r->rejections);
        x->file = get_file_number(f, r, 0);
        x->line = form_get_i64(f);
        x->reason = get_words(f);
        x->excerpt = get_words(f);
    }
    n = form_get_count(f, LISTED_MAX);
    for (i64 i = 0; i < n && !f->bad; i++) {
        struct import_question *q = vec_push(f->arena, &r->questions);
        q->text = get_words(f);
        q->answer = get_words(f);
    }
    n = form_get_count(f, LISTED_MAX);
    for (i64 i = 0; i < n && !f->bad; i++) {
        struct import_warning *w = vec_push(f->arena, &r->warnings);
        w->file = get_file_number(f, r, -1);
        w->line = form_get_i64(f);
        w->count = form_get_i64(f);
        w->text = get_words(f);
    }
}

void form_get_report(struct form *f, struct import_report *r)
{
    *r = (struct import_report){.arena = f->arena};
    i64 n = form_get_count(f, IMPORT_FILES_MAX);
    for (i64 i = 0; i < n && !f->bad; i++)
        get_file(f, vec_push(f->arena, &r->files));
    get_lists(f, r);
    r->rows_read = form_get_i64(f);
    r->deals = form_get_i64(f);
    r->rejected = form_get_i64(f);
    r->duplicates = form_get_i64(f);
    r->from_events = form_get_count(f, 1);
    r->as_of_ms = form_get_i64(f);
    r->as_of_from = get_words(f);
    get_hash(f, r->input_sha256);
}

/* Indices below `n`, or the one that means none. */
static void check_u32(struct form *f, const u32 *v, i64 count, i64 n)
{
    for (i64 i = 0; v && !f->bad && i < count; i++)
        f->bad = v[i] >= n && v[i] != HISTORY_NO_ID;
}

static void check_u16(struct form *f, const u16 *v, i64 count, i64 n, bool may_lack)
{
    for (i64 i = 0; !f->bad && i < count; i++)
        f->bad = v[i] >= n && !(may_lack && v[i] == HISTORY_ACTIVITIES_MAX);
}

static void check_u8(struct form *f, const u8 *v, i64 count, i64 n)
{
    for (i64 i = 0; !f->bad && i < count; i++)
        f->bad = v[i] >= n;
}

static void get_activities(struct form *f, struct history *h)
{
    get_dict(f, &h->activities, HISTORY_ACTIVITIES_MAX);
    i64 n = h->activities.n;
    h->activity_kind = get_array(f, n, sizeof *h->activity_kind, false);
    check_u8(f, h->activity_kind, n, KINDS);
    str *words = arena_array(f->arena, str, n);
    for (i64 i = 0; i < n && !f->bad; i++)
        words[i] = get_words(f);
    h->activity_word = words;
    h->stage_order = get_array(f, n, sizeof *h->stage_order, false);
    for (i64 i = 0; i < n && !f->bad; i++)
        f->bad = h->stage_order[i] < -1 || h->stage_order[i] >= HISTORY_ACTIVITIES_MAX;
}

static void get_events(struct form *f, struct history *h)
{
    i64 n = h->event_count = form_get_count(f, HISTORY_EVENTS_MAX);
    h->at_ms = get_array(f, n, sizeof *h->at_ms, false);
    h->lag_s = get_array(f, n, sizeof *h->lag_s, true);
    h->activity = get_array(f, n, sizeof *h->activity, false);
    h->actor = get_array(f, n, sizeof *h->actor, true);
    h->value = get_array(f, n, sizeof *h->value, true);
    i64 numbers = form_get_count(f, HISTORY_EVENTS_MAX);
    h->numbers = get_array(f, numbers, sizeof *h->numbers, true);
    f->bad = f->bad || (numbers && !h->numbers);
    get_activities(f, h);
    get_dict(f, &h->actors, UINT32_MAX - 1);
    if (f->bad)
        return;
    check_u16(f, h->activity, n, h->activities.n, false);
    check_u32(f, h->actor, n, h->actors.n);
    check_u32(f, h->value, n, numbers);
}

/* The slices of the deals follow each other and are all the events. */
static void check_first(struct form *f, const struct history *h)
{
    if (f->bad)
        return;
    f->bad = h->first[0] != 0 || h->first[h->deal_count] != h->event_count;
    for (i64 d = 0; !f->bad && d < h->deal_count; d++)
        f->bad = h->first[d] > h->first[d + 1] || h->first[d + 1] > h->event_count;
}

static void get_ids(struct form *f, struct history *h)
{
    i64 n = h->deal_count;
    bool named = false;
    str *ids = arena_array(f->arena, str, n), *names = arena_array(f->arena, str, n);
    struct dict seen;
    dict_init(&seen, f->arena);
    for (i64 d = 0; d < n && !f->bad; d++) {
        ids[d] = get_words(f);
        names[d] = get_words(f);
        named = named || names[d].n;
        f->bad = f->bad || (!f->ids_repeat && dict_intern(&seen, ids[d]) != d); /* each id once */
    }
    h->deal_id = ids;
    h->deal_name = named ? names : NULL;
}

static void get_attributes(struct form *f, struct history *h)
{
    i64 n = h->attribute_count = form_get_count(f, HISTORY_ATTRIBUTES_MAX);
    struct history_attribute *v = arena_array(f->arena, struct history_attribute, n);
    for (i64 k = 0; k < n && !f->bad; k++) {
        v[k].name = get_words(f);
        get_dict(f, &v[k].values, UINT32_MAX - 1);
        v[k].value = get_array(f, h->deal_count, sizeof(u32), false);
        if (!f->bad)
            check_u32(f, v[k].value, h->deal_count, v[k].values.n);
    }
    h->attributes = v;
}

static void get_deals(struct form *f, struct history *h)
{
    i64 n = h->deal_count = form_get_count(f, f->rest.n / 8);
    h->first = get_array(f, n + 1, sizeof *h->first, false);
    check_first(f, h);
    get_ids(f, h);
    const i64 **const moments[] = {&h->created_ms,  &h->entered_ms,  &h->seen_from_ms,
                                   &h->closed_ms,   &h->expected_ms, &h->modified_ms,
                                   &h->amount_minor};
    for (i64 i = 0; i < LENGTH(moments); i++)
        *moments[i] = get_array(f, n, sizeof(i64), false);
    h->outcome = get_array(f, n, sizeof *h->outcome, false);
    h->stage = get_array(f, n, sizeof *h->stage, false);
    h->amount_known = get_array(f, n, sizeof *h->amount_known, false);
    h->currency = get_array(f, n, sizeof *h->currency, false);
    h->owner = get_array(f, n, sizeof *h->owner, false);
    h->reason = get_array(f, n, sizeof *h->reason, false);
    get_dict(f, &h->currencies, UINT16_MAX);
    get_dict(f, &h->reasons, UINT32_MAX - 1);
    if (f->bad)
        return;
    check_u8(f, h->outcome, n, OUTCOME_COUNT);
    check_u8(f, h->amount_known, n, 2);
    check_u16(f, h->stage, n, h->activities.n, true);
    check_u16(f, h->currency, n, h->currencies.n, false);
    check_u32(f, h->owner, n, h->actors.n);
    check_u32(f, h->reason, n, h->reasons.n);
    get_attributes(f, h);
}

void form_get_history(struct form *f, struct history *h)
{
    *h = (struct history){0};
    get_events(f, h);
    if (!f->bad)
        get_deals(f, h);
    i64 n = form_get_count(f, GOVERNANCE_MAX);
    struct governance_event *v = arena_array(f->arena, struct governance_event, n);
    for (i64 i = 0; i < n && !f->bad; i++) {
        v[i].kind = (enum governance_kind)form_get_count(f, GOVERNANCES - 1);
        v[i].at_ms = form_get_i64(f);
        v[i].version = (i32)form_get_count(f, 1000000);
        v[i].flag = form_get_count(f, 1);
        v[i].actor = get_words(f);
        v[i].department = get_words(f);
    }
    h->governance = v;
    h->governance_count = n;
    h->as_of_ms = form_get_i64(f);
    h->day_precise = form_get_count(f, 1);
}
