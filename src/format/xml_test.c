/* The tokenizer finds what expat finds, and refuses what is dangerous. */
#include "format/xml.h"

#include <expat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

/* A document flattened: "<name a=v>text</name>", text without blanks at its ends. */
struct flat {
    bool with_pairs; /* xml_next_pair is asked first */
    i64 pairs;       /* and read so many */
    struct buf out, text;
};

static void flush_text(struct flat *f)
{
    str text = str_trim(buf_str(&f->text));
    buf_put(&f->out, text);
    buf_clear(&f->text);
}

static void XMLCALL on_open(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct flat *f = user;
    flush_text(f);
    buf_fmt(&f->out, "<%s", name);
    for (; *attributes; attributes += 2)
        buf_fmt(&f->out, " %s=%s", attributes[0], attributes[1]);
    buf_char(&f->out, '>');
}

static void XMLCALL on_close(void *user, const XML_Char *name)
{
    struct flat *f = user;
    flush_text(f);
    buf_fmt(&f->out, "</%s>", name);
}

static void XMLCALL on_text(void *user, const XML_Char *s, int n)
{
    buf_put(&((struct flat *)user)->text, (str){s, n});
}

static bool flatten_expat(struct flat *f, str text)
{
    XML_Parser p = XML_ParserCreate("UTF-8");
    XML_SetUserData(p, f);
    XML_SetElementHandler(p, on_open, on_close);
    XML_SetCharacterDataHandler(p, on_text);
    bool ok = XML_Parse(p, text.p, (int)text.n, 1) == XML_STATUS_OK;
    XML_ParserFree(p);
    return ok;
}

static bool flatten_token(struct flat *f, const struct xml_token *t)
{
    str value;
    if (t->kind == XML_TEXT) {
        if (t->cdata)
            value = t->text;
        else if (!xml_decode(&arena, t->text, &value))
            return false;
        buf_put(&f->text, value);
        return true;
    }
    flush_text(f);
    buf_fmt(&f->out, t->kind == XML_OPEN ? "<%.*s" : "</%.*s>", STR_ARG(t->name));
    if (t->kind == XML_CLOSE)
        return true;
    for (i32 i = 0; i < t->attribute_count; i++) {
        if (!xml_decode(&arena, t->attributes[i].value, &value))
            return false;
        buf_fmt(&f->out, " %.*s=%.*s", STR_ARG(t->attributes[i].name), STR_ARG(value));
    }
    buf_char(&f->out, '>');
    if (t->empty)
        buf_fmt(&f->out, "</%.*s>", STR_ARG(t->name));
    return true;
}

/* As a token, so that whoever reads pairs must see what others see. */
static bool next_pair(struct flat *f, struct xml_reader *r, struct xml_token *t)
{
    *t = (struct xml_token){.kind = XML_OPEN, .empty = true, .attribute_count = 2};
    t->attributes[0].name = S("key");
    t->attributes[1].name = S("value");
    bool found = xml_next_pair(r, &t->name, &t->attributes[0].value, &t->attributes[1].value);
    f->pairs += found;
    return found;
}

/* Through windows that grow by `step` bytes, so that every token is cut somewhere. */
static bool flatten_ours(struct flat *f, str text, i64 step)
{
    struct xml_reader r;
    struct xml_token t;
    i64 from = 0, to = i64_min(step, text.n);
    xml_init(&r, str_sub(text, from, to), to == text.n);
    for (;;) {
        if (!f->with_pairs || !next_pair(f, &r, &t))
            xml_next(&r, &t);
        if (t.kind == XML_END)
            return true;
        if (t.kind == XML_BAD)
            return false;
        if (t.kind == XML_MORE) {
            from += r.at;
            to = i64_min(to + step, text.n);
            xml_refill(&r, str_sub(text, from, to), to == text.n);
        } else if (!flatten_token(f, &t)) {
            return false;
        }
    }
}

static void flat_init(struct flat *f)
{
    *f = (struct flat){0};
    buf_init(&f->out, 1 << 20);
    buf_init(&f->text, 1 << 20);
}

static void flat_release(struct flat *f)
{
    buf_release(&f->out);
    buf_release(&f->text);
}

static void check_same(str text, i64 step)
{
    struct flat theirs, ours;
    flat_init(&theirs);
    flat_init(&ours);
    bool they = flatten_expat(&theirs, text), we = flatten_ours(&ours, text, step);
    if (they && (!we || !str_eq(buf_str(&theirs.out), buf_str(&ours.out))))
        fail_msg("step %lld, \"%.*s\": \"%.*s\" is not \"%.*s\"", (long long)step, STR_ARG(text),
                 STR_ARG(buf_str(&ours.out)), STR_ARG(buf_str(&theirs.out)));
    flat_release(&theirs);
    flat_release(&ours);
}

static void documents_read_as_expat_reads_them(void **state)
{
    (void)state;
    const str documents[] = {
        S("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a <b> -->\n<log a='1' b=\"x > y\">\n"
          "<t k = \"v\" /><e>text &amp; more &#233;&#x1F600;</e></log>\n"),
        S("\xEF\xBB\xBF<a><![CDATA[<not> & a tag]]> tail</a>"),
        S("<a>one<!-- gone -->two<?pi x?>three</a>"),
        S("<a><b/><b></b ><c\n d='&quot;&apos;&lt;&gt;'\n/></a>"),
    };
    for (i64 i = 0; i < LENGTH(documents); i++)
        for (i64 step = 1; step < 200; step += 3)
            check_same(documents[i], step);
}

static void random_element(struct buf *out, struct rng *rng, i32 depth)
{
    static const char *const names[] = {"log", "event", "string", "a-very-long-element-name"};
    static const char *const texts[] = {"", "x", " y ", "&lt;", "&#65;", "<!-- c -->", "\n\t"};
    const char *name = names[rng_below(rng, 4)];
    buf_fmt(out, "<%s", name);
    for (i64 k = rng_below(rng, 4); k > 0; k--)
        buf_fmt(out, " a%lld=\"%s\"", (long long)k, rng_below(rng, 2) ? "v&amp;w" : "1 > 0");
    if (rng_below(rng, 3) == 0) {
        buf_put(out, S("/>"));
        return;
    }
    buf_char(out, '>');
    for (i64 k = depth < 4 ? rng_below(rng, 4) : 0; k > 0; k--) {
        buf_put(out, str_c(texts[rng_below(rng, LENGTH(texts))]));
        random_element(out, rng, depth + 1);
    }
    buf_put(out, str_c(texts[rng_below(rng, LENGTH(texts))]));
    buf_fmt(out, "</%s>", name);
}

static void random_documents_read_as_expat_reads_them(void **state)
{
    (void)state;
    struct rng rng = rng_from(3);
    struct buf text;
    buf_init(&text, 1 << 20);
    for (i32 round = 0; round < 2000; round++) {
        i64 mark = arena_mark(&arena);
        buf_clear(&text);
        random_element(&text, &rng, 0);
        check_same(buf_str(&text), 1 + rng_below(&rng, 100));
        arena_rewind(&arena, mark);
    }
    buf_release(&text);
}

/* Lines as logs have them, and everything that only looks like one. */
static void random_line(struct buf *out, struct rng *rng)
{
    static const char *const names[] = {"string", "date", "s", "boolean", "too-long", "Int", "a1"};
    static const char *const values[] = {"",           "concept:name", "\xC3\xA9t\xC3\xA9",
                                         "a &lt; b",   "x > 'y'",      "/",
                                         "2024-01-01", "two\nlines"};
    static const char *const ends[] = {"\"/>\n", "\"/>", "\" />", "\" more=\"1\"/>"};
    const char *name = names[rng_below(rng, LENGTH(names))];
    i64 usual = rng_below(rng, 3), repeat = rng_below(rng, 12) ? 1 : 1 + rng_below(rng, 20);
    buf_fmt(out, "%s<%s%skey=\"%s\" value=\"", rng_below(rng, 2) ? " \n" : "", name,
            usual ? " " : "  ", values[rng_below(rng, LENGTH(values))]);
    for (; repeat > 0; repeat--)
        buf_put(out, str_c(values[rng_below(rng, LENGTH(values))]));
    if (!usual && rng_below(rng, 4) == 0)
        buf_fmt(out, "\"></%s>", name);
    else
        buf_put(out, str_c(ends[usual ? 0 : rng_below(rng, LENGTH(ends))]));
}

static void pairs_are_what_the_general_reader_reads(void **state)
{
    (void)state;
    struct rng rng = rng_from(5);
    struct buf text;
    buf_init(&text, 1 << 20);
    i64 pairs = 0;
    for (i32 round = 0; round < 2000; round++) {
        i64 mark = arena_mark(&arena), step = 1 + rng_below(&rng, 3000);
        struct flat plain = {0}, quick = {0}, theirs = {0};
        buf_clear(&text);
        buf_put(&text, S("<log>"));
        for (i64 n = rng_below(&rng, 40); n >= 0; n--)
            random_line(&text, &rng);
        buf_put(&text, S("</log>"));
        flat_init(&plain);
        flat_init(&quick);
        flat_init(&theirs);
        quick.with_pairs = true;
        assert_true(flatten_expat(&theirs, buf_str(&text)));
        assert_true(flatten_ours(&plain, buf_str(&text), step));
        assert_true(flatten_ours(&quick, buf_str(&text), step));
        assert_true(str_eq(buf_str(&plain.out), buf_str(&quick.out)));
        pairs += quick.pairs;
        flat_release(&plain);
        flat_release(&quick);
        flat_release(&theirs);
        arena_rewind(&arena, mark);
    }
    assert_true(pairs > 2000); /* the quick way was taken */
    buf_release(&text);
}

static const char *problem_of(str text)
{
    struct xml_reader r;
    struct xml_token t;
    xml_init(&r, text, true);
    do
        xml_next(&r, &t);
    while (t.kind != XML_END && t.kind != XML_BAD);
    return t.kind == XML_BAD ? r.problem : "";
}

static void what_is_dangerous_or_wrong_is_refused(void **state)
{
    (void)state;
    assert_string_equal(problem_of(S("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")),
                        "a DTD is refused");
    assert_string_equal(problem_of(S("<a><b></a>")), "a closing tag does not match what it closes");
    assert_string_equal(problem_of(S("<a>")), "the file ends before its elements do");
    assert_string_equal(problem_of(S("<a b=\"c")), "the file ends in the middle of a tag");
    assert_string_equal(problem_of(S("hello")), "this is not XML");
    assert_string_equal(problem_of(S("")), "this is not XML");
    assert_string_equal(problem_of(S("<a/><b/>")), "something follows the end of the document");
    assert_string_equal(problem_of(S("<?xml version='1.0' encoding='ISO-8859-1'?><a/>")),
                        "the file is not in UTF-8: convert it with iconv");
    char *deep = arena_array(&arena, char, 3 * 100);
    for (i32 i = 0; i < 100; i++)
        memcpy(deep + 3 * i, "<a>", 3);
    assert_string_equal(problem_of((str){deep, 300}), "elements are nested deeper than 64");
    str out;
    assert_false(xml_decode(&arena, S("&unknown;"), &out));
    assert_false(xml_decode(&arena, S("&#xD800;"), &out));
    assert_false(xml_decode(&arena, S("&#0;"), &out));
    assert_false(xml_decode(&arena, S("&#1234567890123;"), &out));
    assert_true(xml_decode(&arena, S("\xFFz"), &out));
    assert_true(str_eq(out, S("\xEF\xBF\xBDz")));
}

static void what_is_written_reads_back(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    xml_put(&out, S("a<b>&\"c'\n\t\x01\xC3\xA9"));
    str back;
    assert_true(xml_decode(&arena, buf_str(&out), &back));
    assert_true(str_eq(back, S("a<b>&\"c'\n\t\xEF\xBF\xBD\xC3\xA9")));
    buf_release(&out);
}

static void lines_are_counted_across_windows(void **state)
{
    (void)state;
    struct xml_reader r;
    struct xml_token t;
    xml_init(&r, S("<a>\n\n<b"), false);
    xml_next(&r, &t);
    xml_next(&r, &t);
    assert_int_equal(t.kind, XML_MORE);
    xml_refill(&r, S("<b>\n</c>"), true);
    xml_next(&r, &t);
    assert_int_equal(xml_line(&r), 3);
    xml_next(&r, &t);
    assert_int_equal(t.kind, XML_BAD);
    assert_int_equal(xml_line(&r), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_read_as_expat_reads_them),
        cmocka_unit_test(random_documents_read_as_expat_reads_them),
        cmocka_unit_test(pairs_are_what_the_general_reader_reads),
        cmocka_unit_test(what_is_dangerous_or_wrong_is_refused),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(lines_are_counted_across_windows),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
