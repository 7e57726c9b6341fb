/* golden.h - golden values in tests: JSON of tests/golden/expected compared within its own
 * tolerance (columns of tests/golden/input: golden_table.h). A pass is |got - expected| <= abs +
 * rel·|expected|; null is undefined and must stay NaN. Failures are printed and counted; end each
 * test with golden_end(). Every number of a file is read by some test: each part of each file
 * belongs to one program (golden_parts), which ends with golden_all_read(). Include after cmocka.h,
 * in one file of a test. */
#pragma once

#include "base/base.h"
#include "base/os.h"

#include <dirent.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct golden_tolerance {
    f64 abs, rel;
};

static i64 golden_compared, golden_failed;

/* Who reads what: the whole file, or the parts named. A file or a part in no row is a failure. */
static const struct golden_part {
    const char *file, *part, *program;
} golden_parts[] = {
    {"03_tests.json", "cif_difference_120", "golden_survival"},
    {"03_tests.json", "rmtl_difference_180", "golden_survival"},
    {"04_funnel.json", "little", "golden_effects"},
    {"15_conformance.json", "obligation_score", "golden_obligations"},
    {"01_rates.json", NULL, "golden_rates"},
    {"02_survival.json", NULL, "golden_survival"},
    {"03_tests.json", NULL, "golden_rates"},
    {"04_funnel.json", NULL, "golden_survival"},
    {"05_practices.json", NULL, "golden_effects"},
    {"06_pseudo_regression.json", NULL, "golden_effects"},
    {"07_multiplicity.json", NULL, "golden_rates"},
    {"08_shrinkage.json", NULL, "golden_rates"},
    {"09_bayes_ab.json", NULL, "golden_effects"},
    {"10_sequential.json", NULL, "golden_effects"},
    {"11_revision.json", NULL, "golden_effects"},
    {"12_power.json", NULL, "golden_effects"},
    {"13_forecast.json", NULL, "golden_effects"},
    {"14_rng.json", NULL, "golden_effects"},
    {"15_conformance.json", NULL, "golden_conformance"},
    {"16_bands.json", NULL, "golden_survival"},
    {"17_semimarkov.json", NULL, "golden_effects"},
    {"18_cso_targets.json", NULL, "golden_effects"},
};

/* One number (or null) of a file that is loaded. */
struct golden_leaf {
    const json_t *value;
    const char *file, *part; /* of golden_parts; key at the top */
    char path[96];
    bool read;
};
enum { GOLDEN_LEAVES_MAX = 6000, GOLDEN_FILES_MAX = 32 };
static struct golden_leaf golden_leaves[GOLDEN_LEAVES_MAX];
static i64 golden_leaf_count, golden_file_count;
static struct {
    const char *name;
    json_t *root;
} golden_files[GOLDEN_FILES_MAX];

/* jansson has one null for all; each of ours must be told from the others. */
#define GOLDEN_UNDEFINED "undefined"

static inline bool golden_is_undefined(const json_t *value)
{
    const char *text = json_string_value(value);
    return text && strcmp(text, GOLDEN_UNDEFINED) == 0;
}

static inline void golden_note(const json_t *value)
{
    for (i64 i = 0; i < golden_leaf_count; i++)
        if (golden_leaves[i].value == value)
            golden_leaves[i].read = true;
}

static inline void golden_register(const char *file, const char *part, json_t *value,
                                   const char *path)
{
    char below[96];
    const char *key;
    json_t *child;
    void *next;
    size_t i;
    json_object_foreach_safe(value, next, key, child)
    {
        if (json_is_null(child)) {
            json_object_set_new(value, key, json_string(GOLDEN_UNDEFINED));
            child = json_object_get(value, key);
        }
        snprintf(below, sizeof below, "%s.%s", path, key);
        golden_register(file, part ? part : key, child, below);
    }
    json_array_foreach(value, i, child)
    {
        if (json_is_null(child)) {
            json_array_set_new(value, i, json_string(GOLDEN_UNDEFINED));
            child = json_array_get(value, i);
        }
        snprintf(below, sizeof below, "%s[%zu]", path, i);
        golden_register(file, part, child, below);
    }
    if (!json_is_number(value) && !golden_is_undefined(value))
        return;
    assert_true(golden_leaf_count < GOLDEN_LEAVES_MAX);
    struct golden_leaf *leaf = &golden_leaves[golden_leaf_count++];
    *leaf = (struct golden_leaf){.value = value, .file = file, .part = part};
    snprintf(leaf->path, sizeof leaf->path, "%s", path);
}

static inline json_t *golden_load(const char *name)
{
    char path[512];
    json_error_t error;
    for (i64 i = 0; i < golden_file_count; i++)
        if (strcmp(golden_files[i].name, name) == 0)
            return json_incref(golden_files[i].root);
    snprintf(path, sizeof path, "%s/tests/golden/expected/%s", TEST_ROOT, name);
    json_t *root = json_load_file(path, 0, &error);
    if (!root)
        fail_msg("%s: %s", path, error.text);
    assert_true(golden_file_count < GOLDEN_FILES_MAX);
    golden_files[golden_file_count].name = name;
    golden_files[golden_file_count++].root = root;
    golden_register(name, NULL, root, "");
    return json_incref(root); /* ours is kept: its values are known by their address */
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
    golden_note(value);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static inline i64 golden_i64(const json_t *value)
{
    assert_true(json_is_integer(value));
    golden_note(value);
    return json_integer_value(value);
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
    if (!json_is_number(expected) && !golden_is_undefined(expected))
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

/* Not a value to compare, and why: the numbers of `part` whose path ends in `key`. */
static inline void golden_not_a_value(const char *file, const char *key, const char *why)
{
    bool found = false;
    assert_true(strlen(why) > 0);
    for (i64 i = 0; i < golden_leaf_count; i++) {
        struct golden_leaf *leaf = &golden_leaves[i];
        i64 n = (i64)strlen(leaf->path), k = (i64)strlen(key);
        if (strcmp(leaf->file, file) == 0 && n >= k && strcmp(leaf->path + n - k, key) == 0)
            leaf->read = found = true;
    }
    assert_true(found); /* an exception that nothing needs is a mistake */
}

static inline const char *golden_owner(const char *file, const char *part)
{
    for (i64 i = 0; i < LENGTH(golden_parts); i++) {
        const struct golden_part *p = &golden_parts[i];
        if (strcmp(p->file, file) == 0 && (!p->part || (part && strcmp(p->part, part) == 0)))
            return p->program;
    }
    return NULL;
}

/* Every file of tests/golden/expected belongs to somebody; every number of the parts that are
 * `program`'s has been read. Call it in the last test. */
static inline void golden_all_read(const char *program)
{
    i64 unread = 0, mine = 0;
    DIR *d = opendir(TEST_ROOT "/tests/golden/expected");
    assert_non_null(d);
    for (struct dirent *entry; (entry = readdir(d));) {
        if (!strstr(entry->d_name, ".json"))
            continue;
        if (!golden_owner(entry->d_name, NULL))
            fail_msg("%s: no test reads it", entry->d_name);
    }
    closedir(d);
    for (i64 i = 0; i < LENGTH(golden_parts); i++)
        if (strcmp(golden_parts[i].program, program) == 0)
            json_decref(golden_load(golden_parts[i].file)); /* also what nobody asked for */
    for (i64 i = 0; i < golden_leaf_count; i++) {
        const struct golden_leaf *leaf = &golden_leaves[i];
        const char *owner = golden_owner(leaf->file, leaf->part);
        bool tolerance = strcmp(leaf->part, "tolerance") == 0;
        if (tolerance || strcmp(owner, program) != 0)
            continue;
        mine++;
        unread += !leaf->read;
        if (!leaf->read)
            fprintf(stderr, "golden: %s: no test reads %s\n", leaf->file, leaf->path);
    }
    printf("golden values read: %lld of %lld; comparisons: %lld\n", (long long)(mine - unread),
           (long long)mine, (long long)golden_compared);
    assert_int_equal(unread, 0);
}
