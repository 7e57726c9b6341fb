/* XES in and out; what is written reads back. */
#include "exchange/eventlog.h"
#include "exchange/log_write.h"
#include "exchange/xes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

static bool read_xes(struct history *h, struct xes_report *r, str text, struct err *e)
{
    struct history_builder *b = history_builder_new(&arena);
    *r = (struct xes_report){.arena = &arena};
    return xes_read(b, r, NULL, text, true, e) && history_build(h, b, TIME_NONE, 2, e);
}

static const char sample[] =
    "<?xml version=\"1.0\"?>\n<log>\n"
    "<string key=\"meta\" value=\"x\"><string key=\"concept:name\" value=\"deep\"/></string>\n"
    "<global scope=\"event\"><string key=\"concept:name\" value=\"no event\"/></global>\n"
    "<trace>\n"
    "<event><string key=\"concept:name\" value=\"B &amp; C\"/>"
    "<date key=\"time:timestamp\" value=\"2024-01-02T01:00:00.000+01:00\"/></event>\n"
    "<event><string key=\"org:resource\" value=\"Ann\"/><string key=\"concept:name\" value=\"A\">"
    "<string key=\"concept:name\" value=\"nested\"/></string>"
    "<date key=\"time:timestamp\" value=\"2024-01-01T00:00:00Z\"/></event>\n"
    "<string key=\"concept:name\" value=\"T1\"/><string key=\"segment\" value=\"SMB\"/></trace>\n"
    "<trace><event><string key=\"concept:name\" value=\"A\"/></event>\n"
    "<event><date key=\"time:timestamp\" value=\"2024-01-01\"/></event>\n"
    "<event><string key=\"concept:name\" value=\"A\"/>"
    "<date key=\"time:timestamp\" value=\"soon\"/></event>\n"
    "<event><string key=\"concept:name\" value=\"A\"/>"
    "<date key=\"time:timestamp\" value=\"2024-01-05\"/></event></trace>\n"
    "</log>\n";

static void traces_are_deals_and_nested_attributes_are_not_events(void **state)
{
    (void)state;
    struct history h;
    struct xes_report r;
    struct err e = {0};
    if (!read_xes(&h, &r, str_c(sample), &e))
        fail_msg("%s", e.text);
    assert_int_equal(h.deal_count, 2);
    assert_true(str_eq(h.deal_id[0], S("T1")));
    assert_true(str_eq(h.deal_id[1], S("trace 2")));
    assert_int_equal(h.event_count, 3);
    assert_true(str_eq(dict_name(&h.activities, h.activity[0]), S("A")));
    assert_true(str_eq(dict_name(&h.activities, h.activity[1]), S("B & C")));
    assert_int_equal(h.at_ms[1] - h.at_ms[0], MS_PER_DAY);
    assert_true(str_eq(dict_name(&h.actors, h.actor[0]), S("Ann")));
    const struct history_attribute *x = history_find_attribute(&h, S("segment"));
    assert_non_null(x);
    assert_true(str_eq(dict_name(&x->values, x->value[0]), S("SMB")));
    assert_int_equal(x->value[1], HISTORY_NO_ID);
    assert_int_equal(r.events, 6);
    assert_int_equal(r.used, 3);
    assert_int_equal(r.rejections.n, 3);
    assert_int_equal(r.rejections.v[0].line, 9);
    assert_true(str_eq(r.rejections.v[0].reason, S("an event without time:timestamp")));
    assert_true(str_eq(r.rejections.v[1].reason, S("an event without concept:name")));
    assert_true(str_eq(r.rejections.v[2].reason, S("\"soon\" is not a moment")));
}

static void check_fails(str text, const char *what)
{
    struct history h;
    struct xes_report r;
    struct err e = {0};
    assert_false(read_xes(&h, &r, text, &e));
    if (!strstr(e.text, what))
        fail_msg("\"%s\" does not say \"%s\"", e.text, what);
}

static void what_is_not_xes_is_refused_in_words(void **state)
{
    (void)state;
    check_fails(S("<html></html>"), "not XES: it begins with <html>");
    check_fails(S("<log><trace>\n</log>"), "line 2: a closing tag");
    check_fails(S("<log></log>"), "no event that can be used");
    check_fails(S(""), "this is not XML");
    str gz = log_gzip(&arena, str_c(sample));
    check_fails(str_sub(gz, 0, gz.n / 2), "ends too early");
    char *broken = arena_array(&arena, char, gz.n);
    memcpy(broken, gz.p, (size_t)gz.n);
    memset(broken + 12, 0x55, 40);
    check_fails((str){broken, gz.n}, "the .gz file is damaged");
}

static void a_compressed_bomb_is_refused(void **state)
{
    (void)state;
    i64 n = 300ll << 20;
    char *text = arena_array(&arena, char, n);
    for (i64 i = 0; i < n; i += 4)
        memcpy(text + i, "<a/>", 4);
    memcpy(text, "<log><a/>   ", 12);
    check_fails(log_gzip(&arena, (str){text, n}), "times its size: refused");
}

static void assert_same(const struct history *x, const struct history *y)
{
    assert_int_equal(x->event_count, y->event_count);
    assert_int_equal(x->deal_count, y->deal_count);
    for (i64 d = 0; d < x->deal_count; d++)
        assert_true(str_eq(x->deal_id[d], y->deal_id[d]));
    for (i64 i = 0; i < x->event_count; i++) {
        assert_int_equal(x->at_ms[i], y->at_ms[i]);
        assert_true(str_eq(dict_name(&x->activities, x->activity[i]),
                           dict_name(&y->activities, y->activity[i])));
        bool known = x->actor && x->actor[i] != HISTORY_NO_ID;
        assert_int_equal(known, y->actor && y->actor[i] != HISTORY_NO_ID);
        if (known)
            assert_true(
                str_eq(dict_name(&x->actors, x->actor[i]), dict_name(&y->actors, y->actor[i])));
    }
}

/* Names that need every kind of escape; events in order of time within a deal. */
static void random_history(struct history *h, struct rng *rng)
{
    static const char *const names[] = {"call", "a,b",        "say \"x\"",
                                        "<b>&", "two\nlines", "\xC3\xA9"};
    struct history_builder *b = history_builder_new(&arena);
    i64 deals = 1 + rng_below(rng, 5);
    for (i64 d = 0; d < deals; d++) {
        struct history_deal deal = {
            .id = str_fmt(&arena, "%s %lld", names[rng_below(rng, 6)], (long long)d),
            .closed_ms = TIME_NONE};
        history_add_deal(b, &deal);
        for (i64 i = 0, n = 1 + rng_below(rng, 6); i < n; i++) {
            struct history_event e = {.deal = d,
                                      .at_ms = 1700000000000 + 1000 * i + rng_below(rng, 2) * 125,
                                      .recorded_ms = TIME_NONE,
                                      .activity = str_c(names[rng_below(rng, 6)])};
            if (rng_below(rng, 2))
                e.actor = str_c(names[rng_below(rng, 6)]);
            history_add_event(b, &e);
        }
    }
    struct err e = {0};
    assert_true(history_build(h, b, TIME_NONE, 1, &e));
}

static void read_csv(struct history *h, str text)
{
    struct eventlog_layout layout;
    const char *why_not;
    struct err e = {0};
    assert_true(eventlog_recognise(&layout, text, &why_not));
    struct history_builder *b = history_builder_new(&arena);
    struct eventlog_options options = {.layout = &layout, .threads = 1};
    struct eventlog_report r = {.arena = &arena};
    if (!eventlog_read(b, &r, &arena, NULL, text, &options, &e) ||
        !history_build(h, b, TIME_NONE, 1, &e))
        fail_msg("%s", e.text);
    assert_int_equal(r.rejected, 0);
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct rng rng = rng_from(9);
    struct buf out;
    buf_init(&out, 1 << 20);
    for (i32 round = 0; round < 100; round++) {
        i64 mark = arena_mark(&arena);
        struct history h, back;
        struct xes_report r;
        struct err e = {0};
        random_history(&h, &rng);
        buf_clear(&out);
        log_write_xes(&out, &h);
        str text = round % 2 ? buf_str(&out) : log_gzip(&arena, buf_str(&out));
        if (!read_xes(&back, &r, text, &e))
            fail_msg("%s", e.text);
        assert_same(&h, &back);
        buf_clear(&out);
        log_write_csv(&out, &h);
        read_csv(&back, buf_str(&out));
        assert_same(&h, &back);
        buf_clear(&out);
        log_write_native(&out, &h);
        read_csv(&back, buf_str(&out));
        assert_same(&h, &back);
        arena_rewind(&arena, mark);
    }
    buf_release(&out);
}

static void a_log_longer_than_the_window_is_read_whole(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 64 << 20);
    buf_put(&out, S("<log>\n"));
    for (i32 d = 0; d < 30; d++) {
        buf_fmt(&out, "<trace><string key=\"concept:name\" value=\"%d\"/>\n", d);
        for (i32 i = 0; i < 3000; i++)
            buf_fmt(&out,
                    "<event><string key=\"concept:name\" value=\"a%d\"/><date "
                    "key=\"time:timestamp\" value=\"2024-01-01T00:%02d:%02d\"/></event>\n",
                    i % 7, i / 60, i % 60);
        buf_put(&out, S("</trace>\n"));
    }
    buf_put(&out, S("</log>\n"));
    assert_true(out.n > 2 * XES_WINDOW_BYTES);
    struct history h;
    struct xes_report r;
    struct err e = {0};
    if (!read_xes(&h, &r, buf_str(&out), &e))
        fail_msg("%s", e.text);
    assert_int_equal(h.event_count, 90000);
    for (i64 d = 0; d < 30; d++) {
        assert_int_equal(h.first[d + 1] - h.first[d], 3000);
        assert_true(str_eq(h.deal_id[d], str_fmt(&arena, "%lld", (long long)d)));
    }
    buf_release(&out);
}

/* Events cut by the border of a window keep what they had, and rejected ones their line. */
static void windows_do_not_show_in_the_history(void **state)
{
    (void)state;
    struct buf out;
    struct rng rng = rng_from(9);
    buf_init(&out, 64 << 20);
    buf_put(&out, S("<log>\n<trace><string key=\"concept:name\" value=\"1\"/>\n"));
    i64 lines = 2, bad_line = 0, events = 0;
    while (out.n < 3 * XES_WINDOW_BYTES) {
        i64 pad = rng_below(&rng, 300);
        bool bad = ++events % 100 == 0;
        bad_line = bad ? lines + 1 : bad_line;
        buf_fmt(&out, "<event>\n<string key=\"org:resource\" value=\"p%lld\"/>\n",
                (long long)(events % 3000));
        buf_fmt(&out, "<string key=\"note\" value=\"%.*s\"/>\n", (int)pad,
                "........................................................................"
                "........................................................................"
                "........................................................................"
                "........................................................................"
                "............");
        buf_fmt(&out, "<date key=\"time:timestamp\" value=\"%s\"/>",
                bad ? "never" : "2024-01-01T00:00:00Z");
        buf_fmt(&out, "<string key=\"concept:name\" value=\"activity number %lld\"/></event>\n",
                (long long)(events % 50));
        lines += 4;
    }
    buf_put(&out, S("</trace></log>\n"));
    struct history h;
    struct xes_report r;
    struct err e = {0};
    assert_true(read_xes(&h, &r, buf_str(&out), &e));
    assert_int_equal(r.events, events);
    assert_int_equal(r.rejected, events / 100);
    assert_int_equal(r.rejections.v[r.rejected - 1].line, bad_line);
    for (i64 i = 0, k = 0; k < h.event_count; i++) {
        if ((i + 1) % 100 == 0)
            continue;
        str activity = str_fmt(&arena, "activity number %lld", (long long)((i + 1) % 50));
        str actor = str_fmt(&arena, "p%lld", (long long)((i + 1) % 3000));
        assert_true(str_eq(dict_name(&h.activities, h.activity[k]), activity));
        assert_true(str_eq(dict_name(&h.actors, h.actor[k]), actor));
        k++;
    }
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(traces_are_deals_and_nested_attributes_are_not_events),
        cmocka_unit_test(what_is_not_xes_is_refused_in_words),
        cmocka_unit_test(a_compressed_bomb_is_refused),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(a_log_longer_than_the_window_is_read_whole),
        cmocka_unit_test(windows_do_not_show_in_the_history),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
