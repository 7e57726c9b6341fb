#include "cli/inputs.h"

#include "base/os.h"
#include "cli/command.h"
#include "cli/live_history.h"
#include "cli/reader.h"
#include "standard/read.h"

#include <stdio.h>
#include <string.h>

#define ARENA_BYTES (64ll << 30) /* address space */
enum {
    ZONE_BYTES_MAX = 1 << 16,
    MAPPING_BYTES_MAX = 256 * 1024,
    EXPLAIN_BYTES = 1 << 20,
    QUESTIONS_MAX = 10,
    ROWS_MAX = 5,
    REJECTED_BYTES_MAX = 256 << 20
};

void inputs_errors(struct diags *d, str source)
{
    struct buf out;
    diags_sort(d);
    buf_init(&out, 4 << 20);
    for (i64 i = 0; i < d->list.n; i++)
        if (d->list.v[i].severity == DIAG_ERROR)
            diag_print(&out, &d->list.v[i], source, reader_color_err());
    os_write_err(buf_str(&out));
    buf_release(&out);
}

bool inputs_mapping(struct mapping *m, struct arena *a, str path, str *text, struct err *e)
{
    str source;
    struct diags d;
    diags_init(&d, a);
    d.file = path;
    if (!os_read_file(&source, a, path, MAPPING_BYTES_MAX, e))
        return false;
    if (text)
        *text = source;
    if (mapping_read(m, a, source, &d))
        return true;
    inputs_errors(&d, source);
    return err_set(e, ERR_INPUT, "the mapping file %.*s cannot be used", STR_ARG(path));
}

bool inputs_standard(struct standard *s, struct arena *a, str path, struct err *e)
{
    str source;
    struct diags d;
    diags_init(&d, a);
    if (!os_read_file(&source, a, path, STANDARD_BYTES_MAX, e))
        return false;
    if (standard_read(s, a, path, source, &d))
        return true;
    inputs_errors(&d, source);
    err_set(e, ERR_INPUT, "the standard %.*s cannot be used", STR_ARG(path));
    return err_hint(e, "etalon check %.*s tells all", STR_ARG(path));
}

static bool asks_the_calendar(const struct standard *s)
{
    bool asks = s->waivers.valid.working;
    for (i64 i = 0; i < s->milestones.n; i++)
        asks = asks || s->milestones.v[i].lapse.working;
    return asks;
}

bool inputs_zone(str *tzif, struct arena *a, const struct standard *s, struct err *e)
{
    str name = s->calendar.zone;
    *tzif = (str){0};
    if (!s->calendar.known || name.n == 0 || str_eq(name, S("UTC")) || !asks_the_calendar(s))
        return true;
    if (str_find(name, S("..")) >= 0 || name.p[0] == '/')
        return err_set(e, ERR_INPUT, "\"%.*s\" is no time zone", STR_ARG(name));
    str path = str_fmt(a, "/usr/share/zoneinfo/%.*s", STR_ARG(name));
    return os_read_file(tzif, a, path, ZONE_BYTES_MAX, e) ||
           err_hint(e, "zones come with the package tzdata");
}

void inputs_init(struct inputs *in)
{
    *in = (struct inputs){0};
    arena_init(&in->arena, ARENA_BYTES);
}

void inputs_release(struct inputs *in)
{
    arena_release(&in->arena);
}

bool inputs_map(struct inputs *in, str path, struct err *e)
{
    if (path.n && !inputs_mapping(&in->mapping, &in->arena, path, &in->map, e))
        return false;
    in->is_mapped = path.n > 0;
    return true;
}

bool inputs_read(struct inputs *in, const str *files, i64 n, i64 as_of_ms, struct err *e)
{
    struct import_source *sources = arena_array(&in->arena, struct import_source, n);
    for (i64 i = 0; i < n; i++)
        sources[i].name = files[i];
    struct import_options options = {.mapping = in->is_mapped ? &in->mapping : NULL,
                                     .as_of_ms = as_of_ms};
    return import_files(&in->history, &in->report, &in->arena, sources, n, &options, e);
}

/* What a report says of where its figures come from. */
static void report_live(struct inputs *in, const struct live_history *l, str path, bool asked)
{
    struct import_report *r = &in->report;
    *r = (struct import_report){.arena = &in->arena,
                                .rows_read = in->history.deal_count,
                                .deals = in->history.deal_count,
                                .as_of_ms = in->history.as_of_ms,
                                .as_of_from =
                                    message_str(asked ? S("as asked for") : S("the workspace"))};
    struct import_file *f = vec_push(&in->arena, &r->files);
    *f = (struct import_file){.name = path,
                              .format = S("workspace"),
                              .role = ROLE_DEALS,
                              .delimiter = ',',
                              .rows = r->deals,
                              .used = r->deals};
    for (i32 i = 0; i < HASH_BYTES; i++)
        snprintf(f->sha256 + 2 * i, 3, "%02x", l->head[i]);
    memcpy(r->input_sha256, f->sha256, sizeof f->sha256);
    if (l->left_out)
        *vec_push(&in->arena, &r->warnings) = (struct import_warning){
            .file = -1,
            .count = l->left_out,
            .text = message_fmt(&in->arena,
                                "deals of other processes are left out: as of a day, one process "
                                "is told, here \"%.*s\"",
                                STR_ARG(l->process))};
}

bool inputs_live(struct inputs *in, str folder, str workspace, i64 as_of_ms, struct err *e)
{
    struct live_history l;
    if (as_of_ms != TIME_NONE && days_of_ms(as_of_ms) > days_of_ms(os_now_ms()))
        return err_set(e, ERR_USAGE, "that day has not come yet");
    if (!live_history(&l, &in->arena, folder, workspace, as_of_ms, e))
        return false;
    in->history = l.history;
    report_live(in, &l,
                str_fmt(&in->arena, "%.*s/%.*s.etalon", STR_ARG(folder), STR_ARG(workspace)),
                as_of_ms != TIME_NONE);
    if (in->history.deal_count > 0)
        return true;
    return as_of_ms != TIME_NONE
               ? err_set(e, ERR_INPUT, "the workspace \"%.*s\" had no deal by then",
                         STR_ARG(workspace))
               : err_set(e, ERR_INPUT, "the workspace \"%.*s\" has no deal", STR_ARG(workspace));
}

bool inputs_write_rejected(const struct inputs *in, str path, struct err *e)
{
    struct buf out;
    if (!path.n)
        return true;
    buf_init(&out, REJECTED_BYTES_MAX);
    import_report_rejected(&out, &in->report);
    bool ok = out.full
                  ? err_set(e, ERR_LIMIT, "the report is larger than %d bytes", REJECTED_BYTES_MAX)
                  : os_write_file(path, buf_str(&out), e);
    buf_release(&out);
    return ok;
}

void inputs_explain(const struct inputs *in, const struct err *e)
{
    if (e->code != ERR_INPUT)
        return;
    struct buf out;
    buf_init(&out, EXPLAIN_BYTES);
    const struct import_report *r = &in->report;
    for (i64 i = 1; i < r->questions.n && i < QUESTIONS_MAX; i++)
        buf_fmt(&out, "etalon: %.*s\n%s: %.*s\n", STR_ARG(r->questions.v[i].text), message("hint"),
                STR_ARG(r->questions.v[i].answer));
    for (i64 i = 0; i < r->rejections.n && i < ROWS_MAX && r->questions.n == 0; i++) {
        const struct import_rejection *x = &r->rejections.v[i];
        buf_fmt(&out, "%.*s:%lld: %.*s\n", STR_ARG(r->files.v[x->file].name), (long long)x->line,
                STR_ARG(x->reason));
    }
    os_write_err(buf_str(&out));
    buf_release(&out);
}

i32 inputs_end(struct inputs *in, bool ok, const struct err *e)
{
    i32 code = ok ? 0 : e->text[0] ? command_fail(e) : err_exit_code(e->code);
    if (!ok)
        inputs_explain(in, e);
    inputs_release(in);
    return code;
}
