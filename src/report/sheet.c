#include "report/sheet.h"

#include <string.h>

enum { LABEL_COLUMNS = 20, ITEM_INDENT = 4, GUIDANCE_INDENT = 6, WRAPPED_MIN = 24 };

void sheet_init(struct sheet *s, struct buf *out, struct arena *a, enum sheet_form form,
                i32 columns, bool color)
{
    *s = (struct sheet){.form = form};
    term_init(&s->t, out, a, columns, color && form == SHEET_TEXT);
}

static bool drives_a_terminal(u32 c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* A byte that is no UTF-8 becomes the three of U+FFFD. */
enum { CLEAN_GROWTH = 3 };

/* One line of text, fit for the form. */
static str clean(struct sheet *s, str text)
{
    char *p = arena_array(s->t.a, char, CLEAN_GROWTH *text.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < text.n;) {
        u32 c = utf8_next(text, &i);
        if (s->form == SHEET_MARKDOWN && c < 0x80 && str_find_char(S("\\`*_[]<>|"), (char)c) >= 0)
            p[n++] = '\\';
        n += utf8_put(p + n, drives_a_terminal(c) ? ' ' : c);
    }
    return (str){p, n};
}

static void put_line(struct sheet *s, const char *before, str text, const char *after)
{
    buf_put(s->t.out, str_c(before));
    buf_put(s->t.out, text);
    buf_put(s->t.out, str_c(after));
    term_blank(&s->t);
}

/* One blank line before what comes, and no more. */
static void leave_a_blank(struct sheet *s)
{
    if (s->t.out->n && !str_ends(buf_str(s->t.out), S("\n\n")))
        term_blank(&s->t);
}

static void underline(struct sheet *s, str mark, str under)
{
    term_styled(&s->t, TERM_DIM, mark);
    for (i64 i = utf8_width(mark); i < i64_min(utf8_width(under), s->t.columns); i++)
        term_styled(&s->t, TERM_DIM, mark);
    term_blank(&s->t);
}

void sheet_title(struct sheet *s, str title)
{
    str text = clean(s, title);
    if (s->form == SHEET_MARKDOWN) {
        put_line(s, "# ", text, "\n");
        return;
    }
    term_paragraph(&s->t, 0, S(""), TERM_BOLD, text);
    underline(s, S("═"), text);
}

void sheet_heading(struct sheet *s, str heading)
{
    str text = clean(s, heading);
    leave_a_blank(s);
    if (s->form == SHEET_MARKDOWN) {
        put_line(s, "## ", text, "\n");
        return;
    }
    term_paragraph(&s->t, 0, S(""), TERM_BOLD, text);
    underline(s, S("─"), text);
}

void sheet_subheading(struct sheet *s, str heading)
{
    str text = clean(s, heading);
    leave_a_blank(s);
    if (s->form == SHEET_MARKDOWN)
        put_line(s, "### ", text, "\n");
    else
        term_paragraph(&s->t, 2, S("  "), TERM_ACCENT, text);
}

void sheet_paragraph(struct sheet *s, str text)
{
    if (text.n == 0)
        return;
    if (s->form == SHEET_MARKDOWN)
        put_line(s, "", clean(s, text), "\n");
    else
        term_paragraph(&s->t, 0, S(""), TERM_PLAIN, clean(s, text));
}

void sheet_gap(struct sheet *s, bool wanted)
{
    if (wanted && s->form == SHEET_TEXT)
        term_blank(&s->t);
}

void sheet_fact(struct sheet *s, str label, str value)
{
    str name = clean(s, label), text = clean(s, value);
    if (s->form == SHEET_MARKDOWN) {
        buf_fmt(s->t.out, "- **%.*s**: %.*s\n", STR_ARG(name), STR_ARG(text));
        return;
    }
    i64 wide = utf8_width(name) + 2;
    if (wide + 2 > LABEL_COLUMNS) {
        term_paragraph(&s->t, 2, S("  "), TERM_PLAIN, name);
        term_paragraph(&s->t, LABEL_COLUMNS, S(""), TERM_PLAIN, text);
        return;
    }
    term_paragraph(&s->t, LABEL_COLUMNS, str_fmt(s->t.a, "  %.*s", STR_ARG(name)), TERM_PLAIN,
                   text);
}

void sheet_item(struct sheet *s, str mark, enum term_style style, str text)
{
    str line = clean(s, text);
    if (s->form == SHEET_MARKDOWN) {
        bool plain = style == TERM_PLAIN;
        put_line(s, plain ? "- " : "- **", line, plain ? "" : "**");
        return;
    }
    term_paragraph(&s->t, ITEM_INDENT, str_fmt(s->t.a, "  %.*s", STR_ARG(mark)), style, line);
}

void sheet_detail(struct sheet *s, str text)
{
    if (text.n == 0)
        return;
    if (s->form == SHEET_MARKDOWN)
        put_line(s, "  - ", clean(s, text), "");
    else
        term_paragraph(&s->t, ITEM_INDENT, S(""), TERM_PLAIN, clean(s, text));
}

void sheet_point(struct sheet *s, str text)
{
    if (s->form == SHEET_MARKDOWN)
        put_line(s, "  - ", clean(s, text), "");
    else
        term_paragraph(&s->t, ITEM_INDENT + 2, S("    - "), TERM_PLAIN, clean(s, text));
}

/* The mark of a list at the start of a line: "- ", "* ", "12. "; its length or 0. */
static i64 list_mark(str line)
{
    if (line.n > 2 && (line.p[0] == '-' || line.p[0] == '*') && line.p[1] == ' ')
        return 2;
    i64 digits = 0;
    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
        digits++;
    bool numbered = digits && digits < 4 && digits + 2 < line.n && line.p[digits] == '.' &&
                    line.p[digits + 1] == ' ';
    return numbered ? digits + 2 : 0;
}

/* A paragraph or a point under way: its lines joined, in one buffer for all of a text. */
struct block {
    str mark;
    char *p;
    i64 n;
};

/* "**Questions**", and nothing else. */
static bool is_bold(str text)
{
    return text.n > 4 && str_starts(text, S("**")) &&
           str_find(str_sub(text, 2, text.n), S("**")) == text.n - 4;
}

/* On a screen the stars of bold words are noise; those of *one word* still stress it. */
static str without_stars(struct arena *a, str text)
{
    char *p = arena_array(a, char, text.n + 1);
    i64 n = 0;
    for (i64 i = 0; i < text.n; i++) {
        if (text.p[i] == '*' && i + 1 < text.n && text.p[i + 1] == '*')
            i++;
        else
            p[n++] = text.p[i];
    }
    return (str){p, n};
}

static void end_block(struct sheet *s, struct block *b)
{
    if (b->n == 0)
        return;
    str joined = {b->p, b->n};
    str text = without_stars(s->t.a, joined);
    enum term_style style = is_bold(joined) ? TERM_BOLD : TERM_PLAIN;
    i64 inside = GUIDANCE_INDENT + utf8_width(b->mark);
    str mark = str_fmt(s->t.a, "%*s%.*s", GUIDANCE_INDENT, "", STR_ARG(b->mark));
    term_paragraph(&s->t, (i32)inside, mark, style, text);
    b->n = 0;
    b->mark = (str){0};
}

static void add_line(struct sheet *s, struct block *b, str line)
{
    i64 mark = list_mark(line);
    if (mark) {
        end_block(s, b);
        b->mark = str_sub(line, 0, mark);
        line = str_trim(str_sub(line, mark, line.n));
    } else if (b->n) {
        b->p[b->n++] = ' ';
    }
    memcpy(b->p + b->n, line.p, (size_t)line.n);
    b->n += line.n;
}

static void put_verbatim(struct sheet *s, str line)
{
    buf_repeat(s->t.out, S(" "), GUIDANCE_INDENT);
    put_line(s, "", term_cut(s->t.a, line, s->t.columns - GUIDANCE_INDENT), "");
}

static void guidance_for_screen(struct sheet *s, str markdown)
{
    struct block b = {.p = arena_array(s->t.a, char, CLEAN_GROWTH *markdown.n + 1)};
    bool code = false, written = false;
    for (str line, rest = markdown; rest.n;) {
        (void)str_cut(rest, '\n', &line, &rest);
        str raw = clean(s, line), text = str_trim(raw);
        bool fence = str_starts(text, S("```"));
        if (text.n == 0 || fence || code || text.p[0] == '#' || text.p[0] == '|')
            end_block(s, &b);
        if (fence)
            code = !code;
        else if (code || str_starts(text, S("|")))
            put_verbatim(s, raw);
        else if (text.n == 0 && rest.n && written)
            term_blank(&s->t);
        else if (str_starts(text, S("#")))
            term_paragraph(&s->t, GUIDANCE_INDENT, S(""), TERM_BOLD,
                           str_trim(str_sub(text, str_find_char(text, ' '), text.n)));
        else if (text.n)
            add_line(s, &b, text);
        written = true;
    }
    end_block(s, &b);
}

/* Indented under its point; a line that could end the point starts no column early. */
static void guidance_for_wiki(struct sheet *s, str markdown)
{
    term_blank(&s->t);
    for (str line, rest = markdown; rest.n;) {
        (void)str_cut(rest, '\n', &line, &rest);
        buf_put(s->t.out, str_trim(line).n ? S("  ") : S(""));
        for (i64 i = 0; i < line.n;) {
            char bytes[4];
            u32 c = utf8_next(line, &i);
            buf_put(s->t.out, (str){bytes, utf8_put(bytes, drives_a_terminal(c) ? ' ' : c)});
        }
        term_blank(&s->t);
    }
    term_blank(&s->t);
}

void sheet_guidance(struct sheet *s, str markdown)
{
    if (s->form == SHEET_MARKDOWN)
        guidance_for_wiki(s, markdown);
    else
        guidance_for_screen(s, markdown);
}

static void table_for_wiki(struct sheet *s, const struct term_table *table)
{
    for (i64 r = 0; r < table->rows.n; r++) {
        for (i32 c = 0; c < table->columns; c++) {
            str cell = clean(s, table->rows.v[r].cell[c]);
            buf_fmt(s->t.out, "| %.*s ", STR_ARG(cell));
        }
        put_line(s, "", S("|"), "");
        for (i32 c = 0; c < table->columns && r == 0; c++)
            buf_put(s->t.out, table->column[c].align == TERM_RIGHT ? S("|---:") : S("|---"));
        if (r == 0)
            put_line(s, "", S("|"), "");
    }
    term_blank(&s->t);
}

/* What the other columns leave to the flexible one. */
static i64 room_of(const struct sheet *s, const struct term_table *table, i32 flexible)
{
    i64 taken = table->indent;
    for (i32 c = 0; c < table->columns; c++) {
        i64 width = 0;
        for (i64 r = 0; r < table->rows.n; r++)
            width = i64_max(width, utf8_width(table->rows.v[r].cell[c]));
        taken += (c == flexible ? 0 : width) + (c ? TERM_GAP : 0);
    }
    return i64_max(s->t.columns - taken, WRAPPED_MIN);
}

static void add_wrapped(struct sheet *s, struct term_table *out, const struct term_row *row,
                        i32 flexible, i64 room)
{
    str rest = row->cell[flexible];
    struct term_row *line = term_table_row(&s->t, out);
    *line = *row;
    for (;;) {
        i64 end = term_line_end(rest, room);
        line->cell[flexible] = str_sub(rest, 0, end);
        rest = str_trim(str_sub(rest, end, rest.n));
        if (rest.n == 0)
            return;
        line = term_table_row(&s->t, out);
        line->style = row->style;
    }
}

static void table_for_screen(struct sheet *s, const struct term_table *table)
{
    i32 flexible = 0;
    while (flexible + 1 < table->columns && !table->column[flexible].flexible)
        flexible++;
    struct term_table out = *table;
    out.column[flexible].flexible = false; /* it wraps; it is not cut */
    out.rows.v = NULL;
    out.rows.n = out.rows.room = 0;
    i64 room = room_of(s, table, flexible);
    for (i64 r = 0; r < table->rows.n; r++)
        add_wrapped(s, &out, &table->rows.v[r], flexible, room);
    term_table_print(&s->t, &out);
}

void sheet_table(struct sheet *s, struct term_table *table)
{
    if (s->form == SHEET_MARKDOWN) {
        table_for_wiki(s, table);
        return;
    }
    for (i64 r = 0; r < table->rows.n; r++)
        for (i32 c = 0; c < table->columns; c++)
            table->rows.v[r].cell[c] = clean(s, table->rows.v[r].cell[c]);
    table_for_screen(s, table);
}
