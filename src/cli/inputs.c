#include "cli/inputs.h"

#include "base/os.h"

#define ARENA_BYTES (64ll << 30) /* address space */
enum { MAPPING_BYTES_MAX = 256 * 1024, EXPLAIN_BYTES = 1 << 20, QUESTIONS_MAX = 10, ROWS_MAX = 5 };

static bool read_mapping(struct inputs *in, str path, struct err *e)
{
    str source;
    struct diags d;
    struct buf out;
    diags_init(&d, &in->arena);
    d.file = path;
    if (!os_read_file(&source, &in->arena, path, MAPPING_BYTES_MAX, e))
        return false;
    if (mapping_read(&in->mapping, &in->arena, source, &d))
        return true;
    buf_init(&out, 4 << 20);
    for (i64 i = 0; i < d.list.n; i++)
        diag_print(&out, &d.list.v[i], source, os_is_terminal(2));
    os_write_err(buf_str(&out));
    buf_release(&out);
    return err_set(e, ERR_INPUT, "the mapping file %.*s cannot be used", STR_ARG(path));
}

bool inputs_read(struct inputs *in, const str *files, i64 n, str map, i64 as_of_ms, struct err *e)
{
    *in = (struct inputs){0};
    arena_init(&in->arena, ARENA_BYTES);
    if (map.n && !read_mapping(in, map, e))
        return false;
    struct import_source *sources = arena_array(&in->arena, struct import_source, n);
    for (i64 i = 0; i < n; i++)
        sources[i].name = files[i];
    struct import_options options = {.mapping = map.n ? &in->mapping : NULL, .as_of_ms = as_of_ms};
    return import_files(&in->history, &in->report, &in->arena, sources, n, &options, e);
}

void inputs_release(struct inputs *in)
{
    arena_release(&in->arena);
}

void inputs_explain(const struct inputs *in)
{
    struct buf out;
    buf_init(&out, EXPLAIN_BYTES);
    const struct import_report *r = &in->report;
    for (i64 i = 1; i < r->questions.n && i < QUESTIONS_MAX; i++)
        buf_fmt(&out, "etalon: %.*s\nhint: %.*s\n", STR_ARG(r->questions.v[i].text),
                STR_ARG(r->questions.v[i].answer));
    for (i64 i = 0; i < r->rejections.n && i < ROWS_MAX && r->questions.n == 0; i++) {
        const struct import_rejection *x = &r->rejections.v[i];
        buf_fmt(&out, "%.*s:%lld: %.*s\n", STR_ARG(r->files.v[x->file].name), (long long)x->line,
                STR_ARG(x->reason));
    }
    os_write_err(buf_str(&out));
    buf_release(&out);
}
