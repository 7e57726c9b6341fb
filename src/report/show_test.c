/* A standard shown: both languages, every width, Markdown; whatever stands in the file, no
 * line is too long and nothing drives the terminal. */
#include "report/show.h"

#include "base/os.h"
#include "report/text_standard.h"
#include "standard/read.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/arena.h"

enum { WIKI_COLUMNS = 1000 }; /* where two blanks at an end are a line break */

static struct standard *read_standard(str name, str source)
{
    struct diags d;
    struct standard *s = arena_new(&arena, struct standard);
    diags_init(&d, &arena);
    if (!standard_read(s, &arena, name, source, &d))
        fail_msg("%.*s: %.*s", STR_ARG(name), STR_ARG(d.list.v[0].message));
    return s;
}

static struct standard *read_file(const char *path)
{
    struct err e;
    str source;
    assert_true(os_read_file(&source, &arena, str_fmt(&arena, "%s/%s", TEST_ROOT, path),
                             STANDARD_BYTES_MAX, &e));
    return read_standard(str_c(path), source);
}

static str show(const struct standard *s, enum lang lang, enum sheet_form form, i32 columns)
{
    struct buf out;
    buf_init(&out, 16 << 20);
    show_standard(&out, &arena, s,
                  &(struct show_options){.lang = lang, .form = form, .columns = columns});
    assert_false(out.full);
    str text = str_dup(&arena, buf_str(&out));
    buf_release(&out);
    return text;
}

static void every_sentence_stands_in_both_languages_with_the_same_holes(void **state)
{
    (void)state;
    for (i32 i = 0; i < SHOWN_COUNT; i++) {
        for (i32 lang = 0; lang < LANG_COUNT; lang++)
            if (!text_standard[i][lang])
                fail_msg("sentence %d is missing in %s", i, lang_code((enum lang)lang));
        u32 english = text_holes(str_c(text_standard[i][LANG_EN]));
        if (english != text_holes(str_c(text_standard[i][LANG_FR])))
            fail_msg("\"%s\" has other holes in French", text_standard[i][LANG_EN]);
    }
    i64 formulas = 0;
    while (indicator_formulas[formulas].id)
        formulas++;
    assert_int_equal(formulas, SHOWN_FORMULAS);
}

static void check_lines(const char *path, str text, i32 columns)
{
    for (str line, rest = text; rest.n;) {
        (void)str_cut(rest, '\n', &line, &rest);
        if (utf8_width(line) > columns)
            fail_msg("%s: wider than %d: \"%.*s\"", path, columns, STR_ARG(line));
        if (columns < WIKI_COLUMNS && str_ends(line, S(" ")))
            fail_msg("%s: blank at the end of \"%.*s\"", path, STR_ARG(line));
        for (i64 i = 0; i < line.n; i++)
            assert_true((unsigned char)line.p[i] >= 0x20 && line.p[i] != 0x7f);
    }
}

static void check_widths(const char *path)
{
    static const i32 widths[] = {40, 60, 80, 100};
    const struct standard *s = read_file(path);
    for (i32 lang = 0; lang < LANG_COUNT; lang++)
        for (i64 w = 0; w < LENGTH(widths); w++)
            check_lines(path, show(s, (enum lang)lang, SHEET_TEXT, widths[w]), widths[w]);
}

static void every_shipped_standard_fits_every_width_in_both_languages(void **state)
{
    (void)state;
    DIR *folder = opendir(TEST_ROOT "/standards");
    i32 n = 0;
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!str_ends(str_c(entry->d_name), S(".yaml")))
            continue;
        char path[512];
        snprintf(path, sizeof path, "standards/%s", entry->d_name);
        check_widths(path);
        n++;
    }
    closedir(folder);
    assert_true(n > 0);
    check_widths("tests/standards/good/small.yaml");
}

static void assert_has(str text, const char *part)
{
    if (str_find(text, str_c(part)) < 0)
        fail_msg("\"%s\" is missing", part);
}

static void what_the_file_says_is_shown_in_words(void **state)
{
    (void)state;
    const struct standard *s = read_file("tests/standards/good/small.yaml");
    str english = show(s, LANG_EN, SHEET_TEXT, 100), french = show(s, LANG_FR, SHEET_TEXT, 100);
    assert_has(english, "Only when Amount is at least 50,000 EUR and Plan is “Scale”");
    assert_has(english, "Lapses after 90 days; it must then be confirmed again.");
    assert_has(english, "Accept or return: within 4 working hours");
    assert_has(english, "Also allowed");
    assert_has(english, "Win rate\u00a0· target at least 25%");
    assert_has(english, "demo → dropped");
    assert_has(french, "Seulement si Montant\u00a0: au moins 50\u202f000\u00a0EUR et Plan\u00a0: "
                       "«\u00a0Échelle\u00a0»");
    assert_has(french, "Accepter ou retourner\u00a0: sous 4 heures ouvrées");
    assert_has(french, "Taux de gain\u00a0· objectif\u00a0: au moins 25\u00a0%");
}

static void markdown_has_every_milestone_and_keeps_its_table(void **state)
{
    (void)state;
    const struct standard *s = read_file("standards/mid-market.yaml");
    str text = show(s, LANG_EN, SHEET_MARKDOWN, 80);
    for (i64 i = 0; i < s->milestones.n; i++) {
        str title = words_in(&s->milestones.v[i].title, S("en"));
        assert_true(str_find(text, title) >= 0);
    }
    i64 rows = 0;
    for (str line, rest = text; rest.n;) {
        (void)str_cut(rest, '\n', &line, &rest);
        rows += str_starts(line, S("| "));
    }
    assert_int_equal(rows, s->stages.n + 1);
    assert_true(str_find(text, S("\n\n\n")) < 0);
}

static const char hostile[] =
    "etalon: 1\nprocess: x\ntitle: \"A <script> | *b*\"\ndiscipline: random\n"
    "owner: owner\ncurrency: EUR\ndepartments: {sales: \"S|les\"}\n"
    "stages:\n  a:\n    title: \"Buyer has | seen `it`\"\n    department: sales\n"
    "    commit: true\n"
    "outcomes: {won: {title: Won}, lost: {title: L}}\n"
    "plays:\n  p: {title: P, guidance: \"one\\n```\\ncode\\n\"}\n";

static void nothing_in_a_file_drives_the_terminal_or_breaks_the_table(void **state)
{
    (void)state;
    struct standard *s = read_standard(S("hostile.yaml"), str_c(hostile));
    /* the reader refuses these; the sheet does not rely on it */
    s->title.list.v[0].text = S("A <script> | *b* \u202e\033[2J");
    s->outcomes.v[1].title.list.v[0].text = S("L\033[0m\xff\007");
    s->plays.v[0].guidance.list.v[0].text = S("one\033]0;title\007\n```\ncode\n");
    str text = show(s, LANG_EN, SHEET_TEXT, 80), wiki = show(s, LANG_EN, SHEET_MARKDOWN, 80);
    check_lines("hostile", text, 80);
    check_lines("hostile", wiki, WIKI_COLUMNS);
    assert_true(str_find(text, S("\u202e")) < 0 && str_find(wiki, S("\u202e")) < 0);
    assert_has(text, "<script>");
    assert_has(wiki, "\\<script\\>");
    assert_has(wiki, "Buyer has \\| seen \\`it\\`");
    assert_has(text, "code");
}

/* A file within all limits can still make a list of 15,000 names of 100,000 characters. */
static void a_long_title_in_a_long_list_is_cut(void **state)
{
    (void)state;
    struct buf source;
    buf_init(&source, STANDARD_BYTES_MAX);
    buf_put(&source, S("etalon: 1\nprocess: x\ntitle: T\ndiscipline: informal\nowner: o\n"
                       "currency: EUR\ndepartments: {s: S}\nfields: {f: {type: text, title: "));
    buf_repeat(&source, S("long"), 25000);
    buf_put(&source, S("}}\nstages: {a: {title: Buyer is, department: s, commit: true, milestones: "
                       "{m: {title: The buyer is, grade: helpful, needs: ["));
    buf_repeat(&source, S("f,"), 15000);
    buf_put(&source, S("f]}}}}\noutcomes: {won: {title: W}, lost: {title: L}}\n"));
    assert_false(source.full);
    const struct standard *s = read_standard(S("long.yaml"), buf_str(&source));
    str text = show(s, LANG_EN, SHEET_TEXT, 80);
    check_lines("long", text, 80);
    assert_true(text.n < 100000);
    assert_has(text, "lon…");
    buf_release(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_stands_in_both_languages_with_the_same_holes),
        cmocka_unit_test(every_shipped_standard_fits_every_width_in_both_languages),
        cmocka_unit_test(what_the_file_says_is_shown_in_words),
        cmocka_unit_test(markdown_has_every_milestone_and_keeps_its_table),
        cmocka_unit_test(a_long_title_in_a_long_list_is_cut),
        cmocka_unit_test(nothing_in_a_file_drives_the_terminal_or_breaks_the_table),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
