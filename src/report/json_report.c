#include "report/json_part.h"

static void json_rows(struct json_writer *w)
{
    const struct import_report *import = w->report->import;
    json_open(w, "rows");
    json_put_i64(w, "read", import->rows_read);
    json_put_i64(w, "deals", import->deals);
    json_put_i64(w, "rejected", import->rejected);
    json_put_i64(w, "duplicates", import->duplicates);
    json_close(w);
}

static void json_files(struct json_writer *w)
{
    const struct import_report *import = w->report->import;
    json_open_array(w, "files");
    for (i64 i = 0; i < import->files.n; i++) {
        const struct import_file *f = &import->files.v[i];
        json_object(&w->j);
        json_put_str(w, "name", f->name);
        json_put_str(w, "format", f->format);
        json_put_str(w, "role", str_c(import_role_id(f->role)));
        json_put_str(w, "encoding", f->encoding);
        json_put_i64(w, "bytes", f->bytes);
        json_put_i64(w, "rows", f->rows);
        json_put_i64(w, "used", f->used);
        json_put_i64(w, "rejected", f->rejected);
        json_put_i64(w, "duplicates", f->duplicates);
        json_put_i64(w, "unmatched", f->unmatched);
        json_put_str(w, "sha256", str_c(f->sha256));
        json_close(w);
    }
    json_close(w);
}

static void json_columns(struct json_writer *w)
{
    const struct import_report *import = w->report->import;
    json_open_array(w, "columns");
    for (i64 i = 0; i < import->columns.n; i++) {
        const struct import_column *c = &import->columns.v[i];
        json_object(&w->j);
        json_put_str(w, "file", import->files.v[c->file].name);
        json_put_str(w, "source", c->source);
        json_put_str(w, "field", str_c(import_field_id(c->field)));
        json_put_str(w, "attribute", c->attribute);
        json_put_str(w, "sure", str_c(import_sure_id(c->sure)));
        json_put_str(w, "note", c->note);
        json_close(w);
    }
    json_close(w);
}

static void json_rejected_rows(struct json_writer *w)
{
    const struct import_report *import = w->report->import;
    json_open_array(w, "rejected_rows");
    for (i64 i = 0; i < import->rejections.n; i++) {
        const struct import_rejection *r = &import->rejections.v[i];
        json_object(&w->j);
        json_put_str(w, "file", import->files.v[r->file].name);
        json_put_i64(w, "line", r->line);
        json_put_str(w, "reason", r->reason);
        json_close(w);
    }
    json_close(w);
}

static void json_cannot_say(struct json_writer *w)
{
    const struct cannot_says *all = &w->answers->cannot_say;
    json_open_array(w, "cannot_say");
    for (i64 i = 0; i < all->list.n; i++) {
        const struct cannot_say *c = &all->list.v[i];
        json_object(&w->j);
        json_put_str(w, "what", str_c(subject_id(c->what)));
        json_put_str(w, "why", phrase_cause(&w->p, c));
        json_put_str(w, "would_need", phrase_need(&w->p, c));
        json_put_str(w, "why_id", str_c(cause_id(c->why)));
        json_put_str(w, "would_need_id", str_c(need_id(c->would_need)));
        json_put_str(w, "name", c->name);
        json_put_i64(w, "count", c->count);
        json_put_i64(w, "of", c->of);
        json_close(w);
    }
    json_close(w);
}

static void json_warnings(struct json_writer *w)
{
    const struct warnings *all = &w->answers->warnings;
    const struct import_report *import = w->report->import;
    json_open_array(w, "warnings");
    for (i64 i = 0; i < all->list.n; i++) {
        const struct warning *x = &all->list.v[i];
        json_object(&w->j);
        json_put_str(w, "id", str_c(warning_id(x->code)));
        json_put_str(w, "text", phrase_warning(&w->p, x));
        json_put_i64(w, "count", x->count);
        json_put_i64(w, "of", x->of);
        json_close(w);
    }
    for (i64 i = 0; i < import->warnings.n; i++) {
        const struct import_warning *x = &import->warnings.v[i];
        json_object(&w->j);
        json_put_str(w, "id", S("import"));
        json_put_str(w, "text", x->text);
        json_put_i64(w, "count", x->count);
        json_put_i64(w, "of", import->rows_read);
        json_close(w);
    }
    json_close(w);
}

/* Null, or the day. */
static void put_bound(struct json_writer *w, const char *key, i64 day)
{
    json_put_day(w, key, day == TIME_NONE ? TIME_NONE : day * MS_PER_DAY);
}

void json_population(struct json_writer *w)
{
    const struct report_population *p = w->report->population;
    if (!p)
        return;
    json_open(w, "population");
    json_put_str(w, "workspace", p->workspace);
    json_put_str(w, "process", p->process);
    json_put_i64(w, "processes", p->processes);
    json_key_c(w, "edition");
    if (p->edition)
        json_i64(&w->j, p->edition);
    else
        json_null(&w->j);
    json_put_i64(w, "sequence", p->sequence);
    json_put_i64(w, "deals_known", p->known);
    json_put_i64(w, "deals", p->counted);
    put_bound(w, "entered_from", p->from_day);
    put_bound(w, "entered_to", p->to_day);
    json_put_str(w, "where", p->filters);
    json_put_bool(w, "own_people_only", w->report->people.own_only);
    if (p->rows.n)
        json_put_str(w, "rows", p->rows);
    json_close(w);
}

static const struct {
    u32 part, subjects;
    void (*put)(struct json_writer *w);
} parts_in_order[] = {
    {JSON_OUTCOMES,
     MEASURE(SUBJECT_WIN_RATE_CLOSED) | MEASURE(SUBJECT_NO_DECISION) | MEASURE(SUBJECT_WON_VALUE) |
         MEASURE(SUBJECT_WIN_RATE_COHORT),
     json_outcomes},
    {JSON_TIMES,
     MEASURE(SUBJECT_TIME_TO_WIN) | MEASURE(SUBJECT_CYCLE) | MEASURE(SUBJECT_WIN_RATE_COHORT),
     json_times},
    {JSON_FUNNEL, MEASURE(SUBJECT_FUNNEL), json_funnel},
    {JSON_GROUPS, MEASURE(SUBJECT_GROUPS), json_groups},
    {JSON_SEASON, MEASURE(SUBJECT_SEASON), json_season},
    {JSON_PIPELINE,
     MEASURE(SUBJECT_VELOCITY) | MEASURE(SUBJECT_SLIPPAGE) | MEASURE(SUBJECT_COVERAGE) |
         MEASURE(SUBJECT_LITTLE) | MEASURE(SUBJECT_STALE) | MEASURE(SUBJECT_CONCENTRATION),
     json_pipeline},
    {JSON_ADHERENCE, MEASURE(SUBJECT_ADHERENCE), json_adherence},
    {JSON_DISTANCE, 0, json_distance},
    {JSON_ASSESSMENT, MEASURE(SUBJECT_ASSESSMENT), json_assessment},
};

u32 json_part_subjects(u32 parts)
{
    u32 subjects = 0;
    for (i64 i = 0; i < LENGTH(parts_in_order); i++)
        if (parts & parts_in_order[i].part)
            subjects |= parts_in_order[i].subjects;
    return subjects;
}

void json_report_parts(struct buf *out, struct arena *a, const struct report *report, u32 parts)
{
    struct json_writer w = {.p = {a, report}, .report = report, .answers = report->answers};
    json_init(&w.j, out, report->compact ? 0 : 2);
    json_object(&w.j);
    json_put_str(&w, "version", report->version);
    json_put_str(&w, "input_hash", str_c(report->import->input_sha256));
    json_put_str(&w, "lang", str_c(lang_code(report->lang)));
    json_put_day(&w, "as_of", w.answers->as_of_ms);
    json_put_day(&w, "first_day", w.answers->first_ms);
    json_put_day(&w, "last_day", w.answers->last_ms);
    json_population(&w);
    json_rows(&w);
    for (i64 i = 0; i < LENGTH(parts_in_order); i++)
        if (parts & parts_in_order[i].part)
            parts_in_order[i].put(&w);
    json_cannot_say(&w);
    json_warnings(&w);
    if (parts & JSON_MAP)
        json_map(&w);
    if (parts & JSON_VARIANTS)
        json_variants(&w);
    if (parts & JSON_FILES) {
        json_files(&w);
        json_columns(&w);
        json_rejected_rows(&w);
    }
    json_close(&w);
}

void json_report(struct buf *out, struct arena *a, const struct report *report)
{
    json_report_parts(out, a, report, JSON_ALL);
}
