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

void json_report(struct buf *out, struct arena *a, const struct report *report)
{
    struct json_writer w = {.p = {a, report}, .report = report, .answers = report->answers};
    json_init(&w.j, out, 2);
    json_object(&w.j);
    json_put_str(&w, "version", report->version);
    json_put_str(&w, "input_hash", str_c(report->import->input_sha256));
    json_put_str(&w, "lang", str_c(lang_code(report->lang)));
    json_put_day(&w, "as_of", w.answers->as_of_ms);
    json_put_day(&w, "first_day", w.answers->first_ms);
    json_put_day(&w, "last_day", w.answers->last_ms);
    json_rows(&w);
    json_outcomes(&w);
    json_times(&w);
    json_funnel(&w);
    json_groups(&w);
    json_season(&w);
    json_pipeline(&w);
    json_adherence(&w);
    json_assessment(&w);
    json_cannot_say(&w);
    json_warnings(&w);
    json_process(&w);
    json_files(&w);
    json_columns(&w);
    json_rejected_rows(&w);
    json_close(&w);
}
