/* What the API promises of figures and what the manual's schema says of them is the same. */
#include "api/figures_shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/os.h"

static struct arena arena;
static const struct json_value *schema;

static int read_schema(void **state)
{
    struct diags d;
    struct err e;
    str text;
    (void)state;
    arena_init(&arena, 64 << 20);
    diags_init(&d, &arena);
    assert_true(os_read_file(&text, &arena, S(TEST_ROOT "/docs/assess.schema.json"), 1 << 20, &e));
    schema = json_parse(&arena, text, &d);
    assert_non_null(schema);
    return 0;
}

static int forget_schema(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* {"$ref": "#/$defs/rate"} is what stands there; {"anyOf": [null, …]} the other one. */
static const struct json_value *behind(const struct json_value *v)
{
    str ref = json_member_text(v, "$ref");
    const struct json_value *any = json_find(v, S("anyOf"));
    if (ref.n)
        v = json_find(json_find(schema, S("$defs")), str_sub(ref, S("#/$defs/").n, ref.n));
    if (any)
        v = any->first->next;
    assert_non_null(v);
    return v;
}

static bool lists(const struct json_value *list, str word)
{
    for (const struct json_value *v = list ? list->first : NULL; v; v = v->next)
        if (v->type == JSON_IS_TEXT && str_eq(v->text, word))
            return true;
    return false;
}

static bool may_be_null(const struct json_value *v)
{
    const struct json_value *words = json_find(v, S("enum"));
    for (const struct json_value *w = words ? words->first : NULL; w; w = w->next)
        if (w->type == JSON_IS_NULL)
            return true;
    return json_find(v, S("anyOf")) || lists(json_find(v, S("type")), S("null"));
}

static str type_of(const struct json_value *v)
{
    const struct json_value *type = json_find(v, S("type"));
    if (!type)
        return json_find(v, S("enum")) ? S("choice") : S("none");
    return type->type == JSON_IS_TEXT ? type->text : type->first->text;
}

static str type_promised(enum shape_type t)
{
    switch (t) {
    case SHAPE_TEXT:
    case SHAPE_ID:
    case SHAPE_DATE:
    case SHAPE_TIME: return S("string");
    case SHAPE_INTEGER: return S("integer");
    case SHAPE_NUMBER: return S("number");
    case SHAPE_BOOLEAN: return S("boolean");
    case SHAPE_CHOICE: return S("choice");
    case SHAPE_OBJECT: return S("object");
    case SHAPE_LIST: return S("array");
    default: return S("any");
    }
}

static void same_object(const struct shape *s, const struct json_value *v);

static void same_value(const struct shape_field *f, const struct json_value *described)
{
    const struct json_value *v = behind(described), *items = json_find(v, S("items"));
    if (!str_eq(type_of(v), type_promised(f->type)))
        fail_msg("%s: %.*s there, %.*s here", f->name, STR_ARG(type_of(v)),
                 STR_ARG(type_promised(f->type)));
    assert_int_equal(f->nullable, may_be_null(described) || may_be_null(v));
    for (const char *const *c = f->choices; c && *c; c++)
        assert_true(lists(json_find(v, S("enum")), str_c(*c)));
    if (f->type == SHAPE_OBJECT)
        same_object(f->of, v);
    if (!items)
        return;
    items = behind(items);
    assert_int_equal(f->items_nullable, may_be_null(items));
    assert_true(str_eq(type_of(items), f->of ? S("object") : type_promised(f->items)));
    if (f->of)
        same_object(f->of, items);
}

static void same_object(const struct shape *s, const struct json_value *v)
{
    const struct json_value *members = json_find(v, S("properties"));
    for (i64 i = 0; i < s->n; i++) {
        const struct json_value *m = json_find(members, str_c(s->fields[i].name));
        if (!m)
            fail_msg("%s.%s is not in the schema", s->name, s->fields[i].name);
        same_value(&s->fields[i], m);
    }
    for (const struct json_value *m = members->first; m; m = m->next)
        if (!shape_find(s, m->key) && s != &shape_figures)
            fail_msg("%s: %.*s is in the schema alone", s->name, STR_ARG(m->key));
}

static void all_figures_are_described_alike_here_and_in_the_manual(void **state)
{
    (void)state;
    same_object(&shape_figures, schema);
    /* those that only files have */
    static const char *const of_files[] = {"files", "columns", "rejected_rows"};
    i64 alone = 0;
    for (const struct json_value *m = json_find(schema, S("properties"))->first; m; m = m->next) {
        bool file = false;
        for (i64 i = 0; i < LENGTH(of_files); i++)
            file |= str_eq(m->key, str_c(of_files[i]));
        alone += file;
        assert_int_equal(shape_find(&shape_figures, m->key) == NULL, file);
    }
    assert_int_equal(alone, LENGTH(of_files));
}

static void every_part_of_the_figures_is_as_in_all_of_them(void **state)
{
    static const struct shape *const parts[] = {
        &shape_figures_outcomes, &shape_figures_times,      &shape_figures_funnel,
        &shape_figures_groups,   &shape_figures_season,     &shape_figures_pipeline,
        &shape_figures_map,      &shape_figures_adherence,  &shape_figures_variants,
        &shape_figures_distance, &shape_figures_assessment,
    };
    i64 in_parts = 0;
    i64 around = 10; /* which deals, what cannot be said: in each */
    (void)state;
    for (i64 i = 0; i < LENGTH(parts); i++) {
        for (i64 k = 0; k < parts[i]->n; k++) {
            const struct shape_field *f = &parts[i]->fields[k];
            const struct shape_field *all = shape_find(&shape_figures, str_c(f->name));
            assert_non_null(all);
            assert_ptr_equal(all->of, f->of);
        }
        in_parts += parts[i]->n - around;
    }
    assert_int_equal(in_parts + around, shape_figures.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_figures_are_described_alike_here_and_in_the_manual),
        cmocka_unit_test(every_part_of_the_figures_is_as_in_all_of_them),
    };
    return cmocka_run_group_tests(tests, read_schema, forget_schema);
}
