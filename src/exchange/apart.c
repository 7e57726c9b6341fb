#include "exchange/apart.h"

#include <string.h>

#include "base/message.h"
#include "exchange/apart_form.h"
#include "exchange/mapping.h"

enum { QUESTION_HEAD_BYTES = 1 << 20 };

/* --- the question ----------------------------------------------------------------------------- */

/* Heads in one buffer, the bytes of the files where they are. */
static i64 put_question(struct buf *heads, str *pieces, const struct apart_question *q)
{
    i64 n = 0, from = 0;
    form_text(heads, S(APART_MAGIC));
    form_i64(heads, q->lang);
    form_text(heads, q->map);
    form_i64(heads, q->n);
    for (i64 i = 0; i < q->n; i++) {
        form_text(heads, q->files[i].name);
        form_i64(heads, q->files[i].bytes.n);
        pieces[n++] = (str){heads->p + from, heads->n - from};
        from = heads->n;
        pieces[n++] = q->files[i].bytes;
    }
    return n;
}

bool apart_ask(struct apart_answer *out, struct arena *a, const struct platform *p,
               const struct apart_question *q, struct err *e)
{
    struct buf heads, answer;
    bool failed = false, sound = false;
    buf_init(&heads, QUESTION_HEAD_BYTES + q->map.n + q->n * 4096);
    buf_init(&answer, APART_BYTES_MAX);
    struct platform_child child = {.word = APART_COMMAND,
                                   .timeout_ns = APART_TIMEOUT_NS,
                                   .output = answer.p,
                                   .output_max = answer.max};
    str *pieces = arena_array(a, str, 2 * q->n + 2);
    child.input = pieces;
    child.pieces = put_question(&heads, pieces, q);
    i64 reason = p->child_run(p->self, &child);
    if (reason != PLATFORM_OK) {
        platform_fail(e, reason, MESSAGE("start"), APART_COMMAND);
    } else if (child.status != 0) {
        err_set(e, ERR_LIMIT, "these files need more time or memory than reading may take");
        err_hint(e, "hand over fewer or smaller files, or use etalon import");
    } else {
        sound = apart_parse(out, a, (str){child.output, child.output_n}, &failed, e);
        if (!sound)
            err_set(e, ERR_INPUT, "what was read of these files is not sound");
    }
    buf_release(&heads);
    buf_release(&answer);
    return sound && !failed;
}

/* --- the answer ------------------------------------------------------------------------------- */

static bool read_question(struct form *f, struct arena *a, struct apart_question *q)
{
    if (!str_eq(form_get_text(f), S(APART_MAGIC)))
        return false;
    i64 lang = form_get_i64(f);
    q->lang = lang == LANG_FR ? LANG_FR : LANG_EN;
    q->map = form_get_text(f);
    q->n = form_get_count(f, IMPORT_FILES_MAX);
    struct import_source *files = arena_array(a, struct import_source, q->n);
    for (i64 i = 0; i < q->n; i++) {
        files[i].name = form_get_text(f);
        files[i].bytes = form_get_text(f);
        files[i].given = true;
    }
    q->files = files;
    return !f->bad;
}

static bool read_files(struct arena *a, const struct apart_question *q, struct history *h,
                       struct import_report *r, struct err *e)
{
    struct mapping mapping;
    struct diags d;
    diags_init(&d, a);
    d.file = S("map");
    *r = (struct import_report){.arena = a, .as_of_ms = TIME_NONE};
    if (q->map.n && !mapping_read(&mapping, a, q->map, &d))
        return err_set(e, ERR_INPUT, "the mapping, line %d: %.*s", d.list.v[0].at.line,
                       STR_ARG(d.list.v[0].message));
    struct import_options o = {
        .mapping = q->map.n ? &mapping : NULL, .as_of_ms = TIME_NONE, .threads = 1};
    return import_files(h, r, a, q->files, q->n, &o, e);
}

void apart_reply(struct buf *out, struct arena *a, str question, const struct sandbox *s)
{
    struct apart_question q = {0};
    struct history h = {0};
    struct import_report r = {.arena = a};
    struct err e = {0};
    struct form f = {.rest = question};
    bool ok = read_question(&f, a, &q);
    lang_speak_in_thread(q.lang);
    ok = ok ? read_files(a, &q, &h, &r, &e) : err_set(&e, ERR_INPUT, "the question is not sound");
    form_text(out, S(APART_MAGIC));
    form_i64(out, s->landlock);
    form_i64(out, s->filter);
    form_i64(out, s->limits);
    form_i64(out, ok);
    form_i64(out, e.code);
    form_text(out, str_c(e.text));
    form_text(out, str_c(e.hint));
    form_report(out, &r);
    if (ok)
        form_history(out, &h);
    form_text(out, S(APART_MAGIC)); /* nothing was cut off */
}

static void take_error(struct form *f, struct err *e)
{
    i64 code = form_get_i64(f);
    str text = form_get_text(f), hint = form_get_text(f);
    *e = (struct err){0};
    if (code > ERR_NONE && code <= ERR_STOPPED)
        err_set(e, (enum err_code)code, "%.*s", STR_ARG(text));
    if (e->code && hint.n)
        err_hint(e, "%.*s", STR_ARG(hint));
}

bool apart_parse(struct apart_answer *out, struct arena *a, str answer, bool *failed, struct err *e)
{
    struct form f = {.rest = answer, .arena = a};
    if (!str_eq(form_get_text(&f), S(APART_MAGIC)))
        return false;
    out->sandbox.landlock = (i32)form_get_count(&f, 1000);
    out->sandbox.filter = form_get_count(&f, 1);
    out->sandbox.limits = form_get_count(&f, 1);
    bool ok = form_get_count(&f, 1);
    take_error(&f, e);
    *failed = !ok;
    if (!ok && e->code == ERR_NONE)
        return false;
    form_get_report(&f, out->report);
    if (ok)
        form_get_history(&f, out->history);
    return str_eq(form_get_text(&f), S(APART_MAGIC)) && f.rest.n == 0 && !f.bad;
}
