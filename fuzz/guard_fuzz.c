/* Any text as a condition: parsing stops at a place inside the file, what parses answers
 * and explains within its bounds, and its normal form reads back as the same condition. */
#include "standard/guard.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const enum field_type types[] = {
    FIELD_MONEY,  FIELD_INTEGER, FIELD_DECIMAL, FIELD_DATE, FIELD_BOOLEAN,
    FIELD_CHOICE, FIELD_TEXT,    FIELD_PERSON,  FIELD_LINK,
};
static const char names[] = "abcdefghi"; /* the ids of the fields, one letter each */

static void declare(struct standard *s, struct arena *a)
{
    s->currency = S("EUR");
    for (i64 i = 0; i < LENGTH(types); i++) {
        struct field *f = vec_push(a, &s->fields);
        f->id = (str){names + i, 1};
        f->type = types[i];
        if (f->type == FIELD_CHOICE)
            vec_push(a, &f->choices)->id = S("x"), vec_push(a, &f->choices)->id = S("y z");
    }
    vec_push(a, &s->milestones)->id = S("m");
}

static str print(struct arena *a, const struct guard *g)
{
    i64 room = 64 * 1024;
    struct buf b = {.p = arena_array(a, char, room), .max = room};
    guard_print(&b, g);
    assert(!b.full);
    return buf_str(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct standard s = {0};
    struct diags d;
    struct guard g = {0}, again = {0};
    arena_init(&a, 1 << 24);
    declare(&s, &a);
    diags_init(&d, &a);
    str text = {(const char *)data, (i64)size};
    if (guard_parse(&g, &a, &s, text, (struct place){1, 1, 1}, &d)) {
        i64 value[LENGTH(types)] = {5, -3, 0, 20000, 1, 1, 7, 8, 9};
        str words[LENGTH(types)] = {{0}};
        struct guard_facts f = {.value = value, .today = 20000, .text = words};
        f.set.w[0] = size ? data[0] : 0;
        str normal = print(&a, &g);
        if (normal.n <= GUARD_BYTES_MAX) {
            bool ok = guard_parse(&again, &a, &s, normal, (struct place){1, 1, 1}, &d);
            assert(ok && str_eq(normal, print(&a, &again)));
            assert(guard_eval(&g, &f) == guard_eval(&again, &f));
        }
        struct guard_term terms[GUARD_NODES_MAX];
        i32 n = guard_terms(&g, &f, terms);
        char out[4096];
        for (i32 i = 0; i < n; i++) {
            struct buf b = {.p = out, .max = sizeof out};
            guard_term_explain(&b, &g, terms[i], &f, i % 2 ? S("fr") : S("en"));
        }
    } else {
        assert(d.count[DIAG_ERROR] > 0);
    }
    arena_release(&a);
    return 0;
}
