#include "base/diag.h"

#include "base/message.h"
#include "base/sort.h"

#include <stdarg.h>
#include <stdio.h>

enum { SOURCE_COLUMNS_MAX = 100 };

void diags_init(struct diags *d, struct arena *a)
{
    *d = (struct diags){.arena = a};
}

static str format_text(struct arena *a, const char *format, va_list list)
{
    char text[1024];
    int n = vsnprintf(text, sizeof text, message(format), list);
    assert(n >= 0);
    return str_dup(a, (str){text, i64_min(n, (i64)sizeof text - 1)});
}

struct diag *diag_add(struct diags *d, enum diag_severity severity, const char *code,
                      struct place at, const char *format, ...)
{
    d->count[severity]++;
    if (d->list.n >= DIAGS_MAX)
        return NULL;
    va_list list;
    va_start(list, format);
    struct diag *new = vec_push(d->arena, &d->list);
    *new = (struct diag){.severity = severity, .code = code, .file = d->file, .at = at};
    new->message = format_text(d->arena, format, list);
    va_end(list);
    return new;
}

void diag_hint(struct diags *d, struct diag *added, const char *format, ...)
{
    if (!added)
        return;
    va_list list;
    va_start(list, format);
    added->hint = format_text(d->arena, format, list);
    va_end(list);
}

static bool in_order(const struct diag *a, const struct diag *b)
{
    int file = str_cmp(a->file, b->file);
    if (file)
        return file < 0;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column;
    return str_cmp(a->message, b->message) <= 0;
}

void diags_sort(struct diags *d)
{
    struct diag *from = d->list.v, *to = arena_array(d->arena, struct diag, d->list.n);
    sort_merge(from, to, d->list.n, in_order);
    d->list.v = from;
    d->list.room = d->list.n;
}

const char *diag_severity_name(enum diag_severity severity)
{
    static const char *const names[] = {MESSAGE("note"), MESSAGE("warning"), MESSAGE("error")};
    return names[severity];
}

static str line_of(str source, i32 line)
{
    str head = {0};
    for (i32 i = 0; i < line; i++)
        if (!str_cut(source, '\n', &head, &source) && i + 1 < line)
            return (str){0};
    if (str_ends(head, S("\r")))
        head.n--;
    return head;
}

static bool is_control(u32 c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* The message may quote the file: what could drive a terminal is shown as '?'. */
static void put_safely(struct buf *out, str text)
{
    for (i64 i = 0; i < text.n;) {
        char bytes[4];
        u32 c = utf8_next(text, &i);
        buf_put(out, (str){bytes, utf8_put(bytes, is_control(c) ? '?' : c)});
    }
}

static void print_source(struct buf *out, const struct diag *d, str line, const char *red,
                         const char *plain)
{
    i64 column = 1, i = 0;
    i64 from = d->at.column > SOURCE_COLUMNS_MAX ? d->at.column - SOURCE_COLUMNS_MAX / 2 : 1;
    i64 to = from + SOURCE_COLUMNS_MAX, pad = 0, mark = 0;
    buf_fmt(out, "%5d | ", d->at.line);
    for (; i < line.n && column < to; column++) {
        char bytes[4];
        i64 at = i;
        u32 c = utf8_next(line, &i);
        if (column < from)
            continue;
        i64 width = is_control(c) ? 1 : utf8_width((str){line.p + at, i - at});
        buf_put(out, (str){bytes, utf8_put(bytes, c == '\t' ? ' ' : is_control(c) ? '?' : c)});
        if (column < d->at.column)
            pad += width;
        else if (column < d->at.column + i64_max(d->at.length, 1))
            mark += width;
    }
    pad += i64_max(d->at.column - i64_max(column, from), 0);
    buf_put(out, S("\n      | "));
    buf_repeat(out, S(" "), pad);
    buf_put(out, str_c(red));
    buf_put(out, S("^"));
    buf_repeat(out, S("~"), mark - 1);
    buf_fmt(out, "%s\n", plain);
}

void diag_print(struct buf *out, const struct diag *d, str source, bool color)
{
    static const char *const paints[] = {"\033[36m", "\033[33m", "\033[31m"};
    const char *paint = color ? paints[d->severity] : "";
    const char *plain = color ? "\033[0m" : "";
    put_safely(out, d->file);
    if (d->at.line)
        buf_fmt(out, ":%d:%d", d->at.line, d->at.column);
    buf_fmt(out, ": %s%s:%s ", paint, message(diag_severity_name(d->severity)), plain);
    put_safely(out, d->message);
    buf_char(out, '\n');
    str line = d->at.line ? line_of(source, d->at.line) : (str){0};
    if (line.n)
        print_source(out, d, line, paint, plain);
    if (d->hint.n) {
        buf_fmt(out, "%s: ", message("hint"));
        put_safely(out, d->hint);
        buf_char(out, '\n');
    }
}

str diag_did_you_mean(str word, const str *words, i64 n)
{
    i32 best = (i32)i64_min(word.n <= 3 ? 1 : 2 + word.n / 8, 4);
    str near = {0};
    for (i64 i = 0; i < n; i++) {
        i32 d = str_distance(word, words[i], best);
        if (d > best || (near.n && d == best))
            continue;
        best = d;
        near = words[i];
    }
    return near;
}
