#include "exchange/note.h"

#include <stdarg.h>
#include <stdio.h>

enum { TEXT_MAX = 600, EXCERPT_MAX = 120 };

static str format_text(struct arena *a, const char *format, va_list list)
{
    char text[TEXT_MAX];
    int n = vsnprintf(text, sizeof text, message(format), list);
    return str_dup(a, (str){text, i64_min(i64_max(n, 0), TEXT_MAX - 1)});
}

void note_rejected(struct import_report *r, i32 file, i64 line, str excerpt, const char *format,
                   ...)
{
    r->files.v[file].rejected++;
    if (r->rejections.n >= IMPORT_REJECTIONS_KEPT)
        return;
    va_list list;
    va_start(list, format);
    str reason = format_text(r->arena, format, list);
    va_end(list);
    *vec_push(r->arena, &r->rejections) = (struct import_rejection){
        file, line, reason, str_dup(r->arena, str_clip(excerpt, EXCERPT_MAX))};
}

void note_warning(struct import_report *r, i32 file, i64 line, const char *format, ...)
{
    i64 mark = arena_mark(r->arena);
    va_list list;
    va_start(list, format);
    str text = format_text(r->arena, format, list);
    va_end(list);
    for (i64 i = 0; i < r->warnings.n; i++)
        if (r->warnings.v[i].file == file && str_eq(r->warnings.v[i].text, text)) {
            r->warnings.v[i].count++;
            arena_rewind(r->arena, mark);
            return;
        }
    *vec_push(r->arena, &r->warnings) = (struct import_warning){file, line, 1, text};
}

void note_question(struct import_report *r, i32 file, str text, str answer)
{
    for (i64 i = 0; i < r->questions.n; i++)
        if (r->questions.v[i].file == file && str_eq(r->questions.v[i].answer, answer))
            return;
    *vec_push(r->arena, &r->questions) = (struct import_question){file, text, answer};
}

str note_excerpt(struct arena *a, const struct table *t, i64 row)
{
    char *out = arena_array(a, char, EXCERPT_MAX);
    i64 n = 0;
    for (i64 c = 0; c < t->columns && n < EXCERPT_MAX; c++) {
        str cell = table_cell(t, row, c);
        for (i64 i = 0; i < cell.n && n < EXCERPT_MAX; i++)
            out[n++] = cell.p[i];
        if (c + 1 < t->columns && n < EXCERPT_MAX)
            out[n++] = t->delimiter == '\t' ? ' ' : t->delimiter;
    }
    while (n > 0 && ((u8)out[n - 1] & 0xc0) == 0x80) /* no half character at the cut */
        n--;
    if (n > 0 && (u8)out[n - 1] >= 0xc0)
        n--;
    return (str){out, n};
}
