/* A simulated company, written as files and read again, is the same company: across the
 * rooms simulate, exchange, history and measure. */
#include "exchange/import.h"
#include "measure/answers.h"
#include "simulate/company_files.h"
#include "simulate/company_standard.h"
#include "standard/read.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/arena.h"

static struct company *make(struct company_config config)
{
    struct err e = {0};
    struct company *c = arena_new(&arena, struct company);
    if (!company_simulate(c, &arena, &config, &e))
        fail_msg("%s", e.text);
    return c;
}

enum { FILES_MAX = 4 };
struct folder {
    struct import_source file[FILES_MAX];
    i64 n;
};

static struct buf *open_file(void)
{
    struct buf *b = arena_new(&arena, struct buf);
    buf_init(b, 1 << 28);
    return b;
}

static void add_file(struct folder *f, const char *name, struct buf *text)
{
    assert_false(text->full);
    f->file[f->n++] = (struct import_source){str_c(name), str_dup(&arena, buf_str(text)), true};
    buf_release(text);
}

static void add_deals(struct folder *f, const struct company *c, enum company_shape shape)
{
    struct buf *text = open_file();
    company_print_deals(text, c, shape, 0, c->deals.n);
    add_file(f, "deals.csv", text);
}

static void add_events(struct folder *f, const struct company *c, enum company_shape shape)
{
    struct buf *text = open_file();
    company_print_events(text, c, shape, 0, c->deals.n);
    add_file(f, "events.csv", text);
    text = open_file();
    company_print_governance(text, c);
    add_file(f, "governance.csv", text);
}

static void import(struct history *h, const struct folder *f, const struct company *c)
{
    struct import_report *report = arena_new(&arena, struct import_report);
    struct import_options options = {.as_of_ms = c->end_ms, .threads = 1};
    struct err e = {0};
    if (!import_files(h, report, &arena, f->file, f->n, &options, &e))
        fail_msg("%s (%s)", e.text, e.hint);
    assert_int_equal(report->rejected, 0);
    assert_int_equal(report->duplicates, 0);
    assert_int_equal(report->deals, c->deals.n);
}

static void count(const struct history *h, i64 seen[OUTCOME_COUNT])
{
    for (i64 d = 0; d < h->deal_count; d++)
        seen[h->outcome[d]]++;
}

static void outcomes_survive_the_export_of_every_crm(void **state)
{
    (void)state;
    struct company *c = make((struct company_config){.kind = COMPANY_FORMAL, .deals = 400});
    i64 wanted[OUTCOME_COUNT] = {0}, value = 0;
    for (i64 i = 0; i < c->deals.n; i++) {
        wanted[c->deals.v[i].outcome]++;
        value += c->deals.v[i].amount_minor;
    }
    for (i32 shape = 0; shape < SHAPE_COUNT; shape++) {
        struct folder f = {0};
        struct history h;
        i64 seen[OUTCOME_COUNT] = {0}, sum = 0;
        add_deals(&f, c, (enum company_shape)shape);
        import(&h, &f, c);
        count(&h, seen);
        for (i64 d = 0; d < h.deal_count; d++)
            sum += h.amount_minor[d];
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            assert_int_equal(seen[o], wanted[o]);
        assert_int_equal(sum, value);
    }
}

static const struct standard *claimed(const struct company *c)
{
    struct buf *text = open_file();
    struct diags d;
    struct standard *s = arena_new(&arena, struct standard);
    company_standard_print(text, c->config.kind, c->version_count);
    diags_init(&d, &arena);
    assert_true(standard_read(s, &arena, S("standard.yaml"), str_dup(&arena, buf_str(text)), &d));
    buf_release(text);
    return s;
}

static const struct answers *measure(const struct company *c, const struct history *h)
{
    struct answers *answers = arena_new(&arena, struct answers);
    struct measure_options options = {.threads = 1, .seed = 1};
    struct err e = {0};
    if (!measure_all(answers, &arena, h, claimed(c), &options, &e))
        fail_msg("%s", e.text);
    return answers;
}

/* Events that only the event file tells: not the end, which the deals' file dates too. */
static i64 count_acts(const struct history *h)
{
    i64 n = 0;
    for (i64 e = 0; e < h->event_count; e++) {
        enum activity_kind kind = h->activity_kind[h->activity[e]];
        n += kind != ACTIVITY_OUTCOME && kind != ACTIVITY_OTHER;
    }
    return n;
}

/* Through the files or straight into a history: the same evidence. */
static void the_files_carry_all_the_evidence_of_the_kind(void **state)
{
    (void)state;
    for (i32 k = 0; k < COMPANY_KINDS; k++) {
        i64 mark = arena_mark(&arena);
        struct company *c =
            make((struct company_config){.kind = (enum company_kind)k, .deals = 300, .seed = 3});
        struct folder f = {0};
        struct history direct, read;
        struct err e = {0};
        add_deals(&f, c, SHAPE_NATIVE);
        add_events(&f, c, SHAPE_NATIVE);
        import(&read, &f, c);
        assert_true(company_history(&direct, &arena, c, &e));
        assert_int_equal(count_acts(&read), count_acts(&direct));
        assert_int_equal(read.governance_count, direct.governance_count);
        const struct assessment *a = &measure(c, &direct)->assessment;
        const struct assessment *b = &measure(c, &read)->assessment;
        assert_int_equal(a->kind, b->kind);
        for (i32 i = 0; i < CRITERIA; i++) {
            assert_int_equal(a->criteria[i].unknown, b->criteria[i].unknown);
            if (!a->criteria[i].unknown)
                assert_true(fabs(a->criteria[i].seen - b->criteria[i].seen) < 0.01);
        }
        arena_rewind(&arena, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_survive_the_export_of_every_crm),
        cmocka_unit_test(the_files_carry_all_the_evidence_of_the_kind),
    };
    return cmocka_run_group_tests_name("roundtrip", tests, setup, teardown);
}
