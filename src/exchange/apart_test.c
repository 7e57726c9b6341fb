/* What another process read comes back as it was, and nothing that is not sound comes back. */
#include "exchange/apart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/apart_form.h"
#include "exchange/log_write.h"
#include "tests/arena.h"

static const char deals[] = "id,name,stage,amount,currency,owner,created,close date,status,region\n"
                            "1,Acme,Qualified,1000,EUR,Ada,2024-01-05,2024-06-01,open,North\n"
                            "2,Beta,Proposal,2500,EUR,Bo,2024-01-09,2024-05-01,won,South\n"
                            "3,,Proposal,900,USD,Ada,2024-01-19,no day,lost,North\n";
static const char changes[] = "Id,OpportunityId,CreatedDate,StageName,CreatedById\n"
                              "h1,1,2024-01-05T00:00:00Z,Qualified,Ada\n"
                              "h2,2,2024-02-09T00:00:00Z,Proposal,Bo\n";

static str reply_to(struct arena *a, const struct import_source *files, i64 n)
{
    struct buf question, answer;
    const struct sandbox held = {3, true, true};
    buf_init(&question, 1 << 20);
    buf_init(&answer, 1 << 24);
    form_text(&question, S(APART_MAGIC));
    form_i64(&question, LANG_EN);
    form_text(&question, (str){0});
    form_i64(&question, n);
    for (i64 i = 0; i < n; i++) {
        form_text(&question, files[i].name);
        form_text(&question, files[i].bytes);
    }
    apart_reply(&answer, a, buf_str(&question), &held);
    str copy = str_dup(a, buf_str(&answer));
    buf_release(&question);
    buf_release(&answer);
    return copy;
}

static str as_text(struct arena *a, const struct history *h)
{
    struct buf out;
    buf_init(&out, 1 << 24);
    log_write_native(&out, h);
    log_write_xes(&out, h);
    str copy = str_dup(a, buf_str(&out));
    buf_release(&out);
    return copy;
}

static void what_was_read_comes_back_as_it_was(void **state)
{
    struct arena *a = &arena;
    (void)state;
    const struct import_source files[] = {{S("deals.csv"), str_c(deals), true},
                                          {S("history.csv"), str_c(changes), true}};
    struct history h, back;
    struct import_report r, said;
    struct apart_answer answer = {.history = &back, .report = &said};
    struct import_options o = {.as_of_ms = TIME_NONE, .threads = 1};
    struct err e;
    bool failed;
    assert_true(import_files(&h, &r, a, files, 2, &o, &e));
    assert_true(apart_parse(&answer, a, reply_to(a, files, 2), &failed, &e));
    assert_false(failed);
    assert_int_equal(answer.sandbox.landlock, 3);
    str one = as_text(a, &h), two = as_text(a, &back);
    assert_true(str_eq(one, two));
    assert_int_equal(said.rejections.n, 1);
    assert_true(str_eq(said.rejections.v[0].reason, r.rejections.v[0].reason));
    assert_int_equal(said.rows_read, said.deals + said.rejected + said.duplicates);
    assert_int_equal(said.columns.n, r.columns.n);
    for (i64 i = 0; i < r.columns.n; i++) {
        const struct import_column *was = &r.columns.v[i], *is = &said.columns.v[i];
        assert_true(str_eq(was->source, is->source) && str_eq(was->note, is->note));
        assert_int_equal(was->field, is->field);
        for (i32 k = 0; k < IMPORT_SAMPLES; k++)
            assert_true(str_eq(was->sample[k], is->sample[k]));
    }
    assert_true(str_eq(r.columns.v[9].sample[1], S("South")));
    assert_true(back.deal_name && str_eq(back.deal_name[1], S("Beta")));
    assert_string_equal(said.input_sha256, r.input_sha256);
}

static void what_cannot_be_read_says_so(void **state)
{
    struct arena *a = &arena;
    (void)state;
    const struct import_source files[] = {{S("x.csv"), S("a,b\n1,2\n"), true}};
    struct history back;
    struct import_report said;
    struct apart_answer answer = {.history = &back, .report = &said};
    struct err e;
    bool failed;
    assert_true(apart_parse(&answer, a, reply_to(a, files, 1), &failed, &e));
    assert_true(failed);
    assert_true(str_find(str_c(e.text), S("is no list of deals")) >= 0);
}

/* Everything that an honest reader never says: each cut, and bytes changed at random. */
static void a_lie_is_not_believed_and_harms_nobody(void **state)
{
    struct arena *a = &arena;
    (void)state;
    const struct import_source files[] = {{S("deals.csv"), str_c(deals), true},
                                          {S("history.csv"), str_c(changes), true}};
    str true_one = reply_to(a, files, 2);
    struct rng rng = rng_from(11);
    i64 unsound = 0, tries = 20000;
    for (i64 i = 0; i < tries; i++) {
        struct arena scratch = *a;
        struct history back;
        struct import_report said;
        struct apart_answer answer = {.history = &back, .report = &said};
        struct err e;
        bool failed;
        i64 n = i < true_one.n && i < tries / 4 ? i : true_one.n;
        char *p = memcpy(arena_array(&scratch, char, n), true_one.p, (size_t)n);
        for (i64 k = rng_below(&rng, 4); n == true_one.n && k >= 0; k--)
            p[rng_below(&rng, n)] = (char)rng_u64(&rng);
        if (!apart_parse(&answer, &scratch, (str){p, n}, &failed, &e)) {
            unsound++;
            continue;
        }
        if (!failed)
            as_text(&scratch, &back); /* what is believed can be used */
    }
    assert_true(unsound > tries / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_read_comes_back_as_it_was, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(a_lie_is_not_believed_and_harms_nobody, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
