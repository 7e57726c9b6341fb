/* The three reports of the same facts: the contract of the JSON, the width of the screen, the
 * soundness of the page, whatever the names in the files are. */
#include "report/html.h"
#include "report/json_report.h"
#include "report/process.h"
#include "report/terminal.h"
#include "simulate/company_files.h"
#include "simulate/company_standard.h"
#include "standard/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"
#include "tests/arena.h"

/* Everything a report borrows. */
struct facts_of_test {
    struct history history;
    struct import_report import;
    struct answers answers;
    struct standard standard;
    struct report_process process;
    struct report report;
};

static const struct report *assess(const struct import_source *files, i64 n,
                                   const struct standard *standard, enum lang lang, i32 threads)
{
    struct facts_of_test *f = arena_new(&arena, struct facts_of_test);
    struct import_options options = {.as_of_ms = TIME_NONE, .threads = threads};
    struct measure_options measure = {.seed = 1, .threads = threads};
    struct err e = {0};
    if (!import_files(&f->history, &f->import, &arena, files, n, &options, &e) ||
        !measure_all(&f->answers, &arena, &f->history, standard, &measure, &e) ||
        !process_find(&f->process, &arena, &f->history, standard, threads, &e))
        fail_msg("%s (%s)", e.text, e.hint);
    f->report = (struct report){.lang = lang,
                                .version = S("1"),
                                .history = &f->history,
                                .import = &f->import,
                                .answers = &f->answers,
                                .standard = standard,
                                .process = &f->process};
    return &f->report;
}

static struct import_source source(const char *name, struct buf *text)
{
    assert_false(text->full);
    struct import_source s = {str_c(name), str_dup(&arena, buf_str(text)), true};
    buf_release(text);
    return s;
}

enum { HOSTILE, COMPANY, THREE, OPEN, INPUTS };

/* Names that try to leave the cell they stand in. */
static const char *const bad_names[] = {
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "Ann \"\"Quote\"\" O'Hara & Sons",
    "\u202eevil\u202c \u200fleft",
    "\xff\xfe broken \xc3",
    "山田太郎営業本部第一課長代理部長補佐心得見習い候補生",
    "bell\x07 and\x1b[31m red",
    "محمد عبد الله 😀",
    "{0} %s %n {1?one|many}",
};

static const struct report *hostile(enum lang lang, i32 threads)
{
    struct buf out;
    buf_init(&out, 1 << 20);
    buf_put(&out, S("Id,StageName,Amount,CreatedDate,CloseDate,Owner,Type\n"));
    for (i32 i = 0; i < 240; i++) {
        const char *owner = bad_names[i % LENGTH(bad_names)];
        const char *type = bad_names[(i / 3) % LENGTH(bad_names)];
        const char *stage = i % 5 == 0 ? owner : i % 2 ? "Closed Won" : "Closed Lost";
        buf_fmt(&out, "%d,\"%s\",%d,2024-%02d-%02d,2024-%02d-%02d,\"%s\",\"%s\"\n", i, stage,
                1000 + 37 * i, 1 + i % 6, 1 + i % 28, 6 + i % 6, 1 + i % 28, owner, type);
    }
    struct import_source file = source("<b>deals</b>.csv", &out);
    return assess(&file, 1, NULL, lang, threads);
}

static const struct report *company(enum lang lang, i32 threads)
{
    struct company *c = arena_new(&arena, struct company);
    struct company_config config = {.kind = COMPANY_FORMAL, .deals = 150};
    struct standard *standard = arena_new(&arena, struct standard);
    struct import_source files[3];
    struct buf out[4];
    struct diags d;
    struct err e = {0};
    assert_true(company_simulate(c, &arena, &config, &e));
    for (i32 i = 0; i < LENGTH(out); i++)
        buf_init(&out[i], 1 << 26);
    company_print_deals(&out[0], c, SHAPE_NATIVE, 0, c->deals.n);
    company_print_events(&out[1], c, SHAPE_NATIVE, 0, c->deals.n);
    company_print_governance(&out[2], c);
    company_standard_print(&out[3], c->config.kind, c->version_count);
    diags_init(&d, &arena);
    assert_true(
        standard_read(standard, &arena, S("s.yaml"), str_dup(&arena, buf_str(&out[3])), &d));
    buf_release(&out[3]);
    files[0] = source("deals.csv", &out[0]);
    files[1] = source("events.csv", &out[1]);
    files[2] = source("governance.csv", &out[2]);
    return assess(files, 3, standard, lang, threads);
}

static const struct report *plain(const char *csv, enum lang lang, i32 threads)
{
    struct import_source file = {S("deals.csv"), str_c(csv), true};
    return assess(&file, 1, NULL, lang, threads);
}

static const struct report *input(i32 which, enum lang lang, i32 threads)
{
    if (which == HOSTILE)
        return hostile(lang, threads);
    if (which == COMPANY)
        return company(lang, threads);
    if (which == THREE)
        return plain("id,stage,amount,created,close date,owner\n"
                     "1,Won,10,2024-01-01,2024-01-31,Ada\n"
                     "2,Lost,5,2024-01-01,2024-02-28,Bo\n3,Open,5,2024-01-01,,Bo\n",
                     lang, threads);
    return plain("id,stage,amount\n1,Qualify,10\n2,Qualify,10\n", lang, threads);
}

enum form { JSON, HTML, TEXT };

static str printed(const struct report *report, enum form as, i32 columns)
{
    struct buf out;
    struct terminal_options options = {.columns = columns};
    buf_init(&out, 64 << 20);
    if (as == JSON)
        json_report(&out, &arena, report);
    else if (as == HTML)
        html_report(&out, &arena, report);
    else
        terminal_report(&out, &arena, report, &options);
    assert_false(out.full);
    str text = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static json_t *at(json_t *object, const char *path)
{
    char name[64];
    while (object && *path) {
        size_t n = strcspn(path, ".");
        memcpy(name, path, n);
        name[n] = 0;
        object = json_object_get(object, name);
        path += n + (path[n] == '.');
    }
    return object;
}

static void is_number_or_null(json_t *root, const char *path, const char *key)
{
    json_t *v = json_object_get(at(root, path), key);
    if (!v || !(json_is_number(v) || json_is_null(v)))
        fail_msg("%s.%s is no number and not null", path, key);
}

/* Every null says why, and the reason is among what cannot be said. */
static void rate_is_sound(json_t *root, const char *path)
{
    json_t *rate = at(root, path);
    bool said = false;
    size_t i;
    json_t *entry;
    is_number_or_null(root, path, "value");
    is_number_or_null(root, path, "low");
    is_number_or_null(root, path, "high");
    assert_true(json_is_integer(at(rate, "numerator")));
    assert_true(json_is_integer(at(rate, "denominator")));
    if (!json_is_null(at(rate, "value"))) {
        assert_string_equal(json_string_value(at(rate, "standing")), "measured");
        assert_true(json_number_value(at(rate, "low")) <= json_number_value(at(rate, "value")));
        assert_true(json_number_value(at(rate, "value")) <= json_number_value(at(rate, "high")));
        return;
    }
    const char *reason = json_string_value(at(rate, "reason"));
    assert_non_null(reason);
    json_array_foreach(at(root, "cannot_say"), i, entry) said =
        said || strcmp(json_string_value(at(entry, "why_id")), reason) == 0;
    if (!said)
        fail_msg("%s is null for %s, which cannot_say does not tell", path, reason);
}

static void contract_holds(json_t *root)
{
    static const char *const keys[] = {"version",
                                       "input_hash",
                                       "rows.read",
                                       "rows.deals",
                                       "rows.rejected",
                                       "outcomes.won",
                                       "outcomes.lost",
                                       "outcomes.no_decision",
                                       "outcomes.walked",
                                       "outcomes.invalid",
                                       "outcomes.open",
                                       "rows.duplicates",
                                       "win_rate.cohort.horizon_days",
                                       "won_value_minor",
                                       "currency",
                                       "cycle_days.won.n",
                                       "cycle_days.won.median",
                                       "cycle_days.lost.n",
                                       "cycle_days.lost.median",
                                       "cycle_days.all.n",
                                       "cycle_days.all.median",
                                       "time_to_win",
                                       "groups",
                                       "map.activities",
                                       "map.edges",
                                       "variants",
                                       "assessment.kind",
                                       "assessment.probability",
                                       "assessment.gates",
                                       "assessment.missing",
                                       "cannot_say",
                                       "warnings"};
    static const char *const rates[] = {"win_rate.cohort", "win_rate.closed_broad",
                                        "win_rate.closed_narrow", "no_decision_rate", "loss_rate"};
    for (i64 i = 0; i < LENGTH(keys); i++)
        if (!at(root, keys[i]))
            fail_msg("there is no %s", keys[i]);
    for (i64 i = 0; i < LENGTH(rates); i++)
        rate_is_sound(root, rates[i]);
    assert_int_equal(json_integer_value(at(root, "rows.read")),
                     json_integer_value(at(root, "rows.deals")) +
                         json_integer_value(at(root, "rows.rejected")) +
                         json_integer_value(at(root, "rows.duplicates")));
    assert_int_equal(json_array_size(at(root, "assessment.gates")), 3);
}

static void the_json_keeps_its_contract(void **state)
{
    (void)state;
    for (i32 which = 0; which < INPUTS; which++)
        for (i32 lang = 0; lang < LANG_COUNT; lang++) {
            str text = printed(input(which, (enum lang)lang, 1), JSON, 0);
            json_error_t error;
            json_t *root = json_loadb(text.p, (size_t)text.n, JSON_REJECT_DUPLICATES, &error);
            if (!root)
                fail_msg("line %d: %s", error.line, error.text);
            contract_holds(root);
            json_decref(root);
        }
}

static void no_line_is_wider_than_the_screen(void **state)
{
    (void)state;
    static const i32 columns[] = {40, 61, 80, 100};
    for (i32 which = 0; which < INPUTS; which++)
        for (i32 k = 0; k < 2 * LENGTH(columns); k++) {
            const struct report *r = input(which, k % 2 ? LANG_FR : LANG_EN, 1);
            str rest = printed(r, TEXT, columns[k / 2]), line;
            assert_int_equal(str_find(rest, S("\x1b")), -1);
            while (str_cut(rest, '\n', &line, &rest))
                if (utf8_width(line) > columns[k / 2])
                    fail_msg("%.*s", STR_ARG(line));
        }
}

enum { OPEN_TAGS_MAX = 64 };

/* Tags open and close as they should; none is there that a name brought along. */
static void tags_are_balanced(str html)
{
    static const char *const alone[] = {"!doctype", "meta", "br"};
    static const char *const known[] = {
        "html",   "head",       "title",   "style",   "body",  "a",    "header", "main",
        "footer", "nav",        "section", "article", "h1",    "h2",   "h3",     "h4",
        "p",      "b",          "ul",      "ol",      "li",    "div",  "span",   "small",
        "strong", "table",      "caption", "thead",   "tbody", "tr",   "th",     "td",
        "figure", "figcaption", "details", "summary", "bdi",   "code", "svg",    "g",
        "rect",   "line",       "circle",  "path",    "text",  "desc", "defs",   "marker"};
    str open[OPEN_TAGS_MAX];
    i32 n = 0;
    for (i64 i = 0; i < html.n; i++) {
        if (html.p[i] != '<')
            continue;
        bool closes = html.p[i + 1] == '/', is_alone = false, is_known = false;
        i64 from = i + 1 + closes, to = from;
        while (str_find_char(S(" >/\n"), html.p[to]) < 0)
            to++;
        str name = str_sub(html, from, to);
        i64 end = to + str_find_char(str_sub(html, to, html.n), '>');
        for (i64 k = 0; k < LENGTH(alone); k++)
            is_alone = is_alone || str_eq(name, str_c(alone[k]));
        for (i64 k = 0; k < LENGTH(known); k++)
            is_known = is_known || str_eq(name, str_c(known[k]));
        if (!is_alone && !is_known)
            fail_msg("a tag of somebody else: %.*s", STR_ARG(name));
        if (closes) {
            assert_true(n > 0);
            if (!str_eq(open[--n], name))
                fail_msg("%.*s is closed by %.*s", STR_ARG(open[n]), STR_ARG(name));
        } else if (!is_alone && html.p[end - 1] != '/') {
            assert_true(n < OPEN_TAGS_MAX);
            open[n++] = name;
        }
        i = end;
    }
    assert_int_equal(n, 0);
}

static void the_page_is_sound_whatever_the_names(void **state)
{
    (void)state;
    static const char *const never[] = {"<script", "<img",   "onerror=alert(1)>",
                                        "http:",   "https:", "\u202e",
                                        "\x1b",    "\x07",   "<b>deals"};
    for (i32 which = 0; which < INPUTS; which++) {
        str html = printed(input(which, which % 2 ? LANG_FR : LANG_EN, 1), HTML, 0);
        i64 i = 0;
        tags_are_balanced(html);
        for (i64 k = 0; k < LENGTH(never); k++)
            if (str_find(html, str_c(never[k])) >= 0)
                fail_msg("the page has %s", never[k]);
        while (i < html.n) {
            i64 from = i;
            if (utf8_next(html, &i) == 0xFFFD)
                assert_int_equal(i - from, 3); /* written as such, not broken */
        }
    }
}

static void the_same_facts_give_the_same_bytes(void **state)
{
    (void)state;
    for (i32 which = 0; which < INPUTS; which++)
        for (i32 as = JSON; as <= TEXT; as++) {
            str one = printed(input(which, LANG_EN, 1), (enum form)as, 80);
            str two = printed(input(which, LANG_EN, 3), (enum form)as, 80);
            assert_true(str_eq(one, two));
        }
}

static void every_sentence_stands_in_both_languages(void **state)
{
    (void)state;
    for (i32 id = 0; id < TEXT_COUNT; id++) {
        str en = text_raw(LANG_EN, (enum text_id)id), fr = text_raw(LANG_FR, (enum text_id)id);
        if (!en.n != !fr.n || text_holes(en) != text_holes(fr))
            fail_msg("\"%.*s\" and \"%.*s\"", STR_ARG(en), STR_ARG(fr));
    }
}

static bool stands_before(str s, i64 at, const char *space)
{
    i64 n = (i64)strlen(space);
    return at >= n && str_eq(str_sub(s, at - n, at), str_c(space));
}

static void french_keeps_its_spaces(void **state)
{
    (void)state;
    for (i32 id = 0; id < TEXT_COUNT; id++) {
        str fr = text_raw(LANG_FR, (enum text_id)id);
        bool inside = false; /* {0?one|many} is no question */
        for (i64 i = 0; i < fr.n; i++) {
            char c = fr.p[i];
            inside = c == '{' || (inside && c != '}');
            bool narrow = c == ';' || c == '!' || c == '?', plain_space = c == ':' || c == '%';
            bool sound = inside || ((!narrow || stands_before(fr, i, "\u202f")) &&
                                    (!plain_space || stands_before(fr, i, "\u00a0")));
            if (!sound || c == '\'' || c == '"')
                fail_msg("%.*s", STR_ARG(fr));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_json_keeps_its_contract),
        cmocka_unit_test(no_line_is_wider_than_the_screen),
        cmocka_unit_test(the_page_is_sound_whatever_the_names),
        cmocka_unit_test(the_same_facts_give_the_same_bytes),
        cmocka_unit_test(every_sentence_stands_in_both_languages),
        cmocka_unit_test(french_keeps_its_spaces),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
