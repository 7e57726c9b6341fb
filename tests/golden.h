/* golden.h - golden values in tests: JSON of tests/golden/expected compared within its own
 * tolerance, columns of tests/golden/input. A pass is |got - expected| <= abs + rel·|expected|;
 * null is undefined and must stay NaN. Failures are printed and counted; end each test with
 * golden_end(). Include after cmocka.h, in one file of a test. */
#pragma once

#include "base/base.h"
#include "base/os.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct golden_tolerance {
    f64 abs, rel;
};

static i64 golden_compared, golden_failed;

static inline json_t *golden_load(const char *name)
{
    char path[512];
    json_error_t error;
    snprintf(path, sizeof path, "%s/tests/golden/expected/%s", TEST_ROOT, name);
    json_t *root = json_load_file(path, 0, &error);
    if (!root)
        fail_msg("%s: %s", path, error.text);
    return root;
}

/* A member that must exist: a test must not pass because a name is wrong. */
static inline json_t *golden_get(const json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        fail_msg("no \"%s\" among the golden values", key);
    return value;
}

static inline f64 golden_number(const json_t *value)
{
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static inline f64 golden_f64(const json_t *object, const char *key)
{
    return golden_number(golden_get(object, key));
}

static inline struct golden_tolerance golden_tolerance(const json_t *object)
{
    const json_t *t = golden_get(object, "tolerance"), *rel = json_object_get(t, "rel");
    return (struct golden_tolerance){golden_f64(t, "abs"), rel ? golden_number(rel) : 0};
}

static inline void golden_near(const char *what, f64 got, f64 expected, struct golden_tolerance t)
{
    golden_compared++;
    bool same =
        isnan(expected) ? isnan(got) : fabs(got - expected) <= t.abs + t.rel * fabs(expected);
    if (same)
        return;
    golden_failed++;
    fprintf(stderr, "golden: %s: %.17g, expected %.17g\n", what, got, expected);
}

static inline void golden_check(const char *what, f64 got, const json_t *expected,
                                struct golden_tolerance t)
{
    if (!json_is_number(expected) && !json_is_null(expected))
        fail_msg("%s: not a number among the golden values", what);
    golden_near(what, got, golden_number(expected), t);
}

static inline void golden_key(const char *what, f64 got, const json_t *object, const char *key,
                              struct golden_tolerance t)
{
    char name[256];
    snprintf(name, sizeof name, "%s.%s", what, key);
    golden_check(name, got, golden_get(object, key), t);
}

static inline void golden_array(const char *what, const f64 *got, i64 n, const json_t *expected,
                                struct golden_tolerance t)
{
    char name[256];
    if ((i64)json_array_size(expected) != n)
        fail_msg("%s: %lld values, expected %zu", what, (long long)n, json_array_size(expected));
    for (i64 i = 0; i < n; i++) {
        snprintf(name, sizeof name, "%s[%lld]", what, (long long)i);
        golden_check(name, got[i], json_array_get(expected, (size_t)i), t);
    }
}

static inline void golden_end(void)
{
    i64 failed = golden_failed;
    golden_failed = 0;
    assert_int_equal(failed, 0);
}

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
