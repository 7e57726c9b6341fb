/* golden_table.h - the columns of tests/golden/input. Include after golden.h, in one file of a
 * test. */
#pragma once

#include "tests/golden.h"

struct golden_table {
    struct arena *arena;
    str text;
    i64 n; /* rows below the header */
};

static inline struct golden_table golden_table(struct arena *a, const char *name)
{
    struct golden_table t = {.arena = a};
    struct err e = {0};
    str path = str_fmt(a, "%s/tests/golden/input/%s", TEST_ROOT, name);
    if (!os_read_file(&t.text, a, path, 1 << 24, &e))
        fail_msg("%s", e.text);
    str rest = t.text, line;
    for (t.n = -1; rest.n; t.n++)
        str_cut(rest, '\n', &line, &rest);
    return t;
}

static inline str golden_cell(str line, i64 column)
{
    str cell = {0}, rest = str_trim(line);
    for (i64 i = 0; i <= column; i++)
        str_cut(rest, ',', &cell, &rest);
    if (cell.n >= 2 && cell.p[0] == '"')
        cell = str_sub(cell, 1, cell.n - 1);
    return cell;
}

/* The named column as texts, `t->n` of them. */
static inline str *golden_texts(const struct golden_table *t, const char *column)
{
    str rest = t->text, header, line;
    str_cut(rest, '\n', &header, &rest);
    i64 at = 0, columns = 1;
    for (i64 i = 0; i < header.n; i++)
        columns += header.p[i] == ',';
    while (at < columns && !str_eq(golden_cell(header, at), str_c(column)))
        at++;
    if (at == columns)
        fail_msg("no column %s among the golden inputs", column);
    str *cells = arena_array(t->arena, str, t->n);
    for (i64 i = 0; i < t->n; i++) {
        str_cut(rest, '\n', &line, &rest);
        cells[i] = golden_cell(line, at);
    }
    return cells;
}

static inline f64 *golden_column(const struct golden_table *t, const char *column)
{
    str *cells = golden_texts(t, column);
    f64 *x = arena_array(t->arena, f64, t->n);
    for (i64 i = 0; i < t->n; i++)
        if (!str_to_f64(cells[i], &x[i]))
            fail_msg("%s: not a number: %.*s", column, STR_ARG(cells[i]));
    return x;
}

static inline u8 *golden_bytes(const struct golden_table *t, const char *column)
{
    f64 *x = golden_column(t, column);
    u8 *b = arena_array(t->arena, u8, t->n);
    for (i64 i = 0; i < t->n; i++)
        b[i] = (u8)x[i];
    return b;
}

/* Texts as numbers 0, 1, 2… in byte order of the texts (as R's factors); their count. */
static inline u32 *golden_factor(const struct golden_table *t, const char *column, i64 *levels)
{
    str *cells = golden_texts(t, column);
    u32 *code = arena_array(t->arena, u32, t->n);
    *levels = 0;
    for (i64 i = 0; i < t->n; i++) {
        i64 first = 0;
        while (first < i && !str_eq(cells[first], cells[i]))
            first++;
        *levels += first == i;
        for (i64 j = 0; j < t->n; j++) {
            i64 seen = 0;
            while (seen < j && !str_eq(cells[seen], cells[j]))
                seen++;
            code[i] += seen == j && str_cmp(cells[j], cells[i]) < 0;
        }
    }
    return code;
}
