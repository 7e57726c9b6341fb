#include "exchange/table.h"

#include "exchange/fold.h"
#include "format/csv.h"

enum { TITLE_LINES_MAX = 30 };

static i64 filled_count(const struct csv_record *r)
{
    i64 n = 0;
    for (i64 i = 0; i < r->count; i++)
        n += fold_trim(r->fields[i]).n > 0;
    return n;
}

/* The record that is the header: of the first ones, the first of which a third is known words
 * (two at least); else the one with the most; else the first with two cells filled, else the first.
 */
static i64 find_header(struct csv_reader reader, bool (*known)(str))
{
    struct csv_record r;
    i64 best = -1, best_hits = 1, fallback = -1, first = -1;
    for (i64 n = 0; n < TITLE_LINES_MAX && csv_next(&reader, &r); n++) {
        if (r.problem)
            continue;
        i64 hits = 0, filled = filled_count(&r);
        for (i64 i = 0; i < r.count; i++)
            hits += known(fold_trim(r.fields[i]));
        if (hits > best_hits) {
            best = r.line;
            best_hits = hits;
        }
        if (hits >= 2 && 3 * hits >= filled) /* no title block is so well versed */
            return r.line;
        if (fallback < 0 && filled >= 2)
            fallback = r.line;
        if (first < 0 && filled)
            first = r.line;
    }
    return best >= 0 ? best : fallback >= 0 ? fallback : first;
}

static void keep_header(struct table *t, struct arena *a, const struct csv_record *r,
                        i64 columns_max)
{
    i64 n = r->count;
    while (n > 1 && fold_trim(r->fields[n - 1]).n == 0) /* a delimiter ends every line */
        n--;
    t->columns = i64_min(n, columns_max);
    t->too_wide = n > columns_max;
    t->header_line = r->line;
    t->header = arena_array(a, str, t->columns);
    for (i64 i = 0; i < t->columns; i++) {
        str name = fold_trim(r->fields[i]);
        t->header[i] = name.n ? str_dup(a, name) : str_fmt(a, "column %lld", (long long)i + 1);
    }
}

static bool is_header_again(const struct table *t, const struct csv_record *r)
{
    if (r->count < t->columns)
        return false;
    for (i64 i = 0; i < t->columns; i++)
        if (!str_eq(fold_trim(r->fields[i]), t->header[i]))
            return false;
    return true;
}

static bool starts_with_any(str key, const char *const *starts)
{
    for (; *starts; starts++)
        if (str_starts(key, str_c(*starts)))
            return true;
    return false;
}

/* What a report signs itself with, after its last row. */
static bool is_signature(str first)
{
    static const char *const starts[] = {"copyright",
                                         "confidentialinformation",
                                         "informationsconfidentielles",
                                         "vertrauliche",
                                         "informacionconfidencial",
                                         "informacoesconfidenciais",
                                         "generatedby",
                                         "genereepar",
                                         "generepar",
                                         "generiertvon",
                                         "generadopor",
                                         "geradopor",
                                         "reportgenerated",
                                         "exportedon",
                                         NULL};
    struct fold_key k = fold_key(str_sub(first, 0, 80));
    return starts_with_any(fold_key_str(&k), starts);
}

/* "Grand Totals (3 records)", "Sous-total": nothing but such words and numbers, so that a
 * deal with "Total Energies" stays a deal. */
static bool is_total(str first)
{
    static const char *const totals[] = {"total",         "totals",
                                         "grandtotal",    "grandtotals",
                                         "subtotal",      "subtotals",
                                         "sum",           "totaux",
                                         "soustotal",     "soustotaux",
                                         "totalgeneral",  "totauxgeneraux",
                                         "gesamt",        "gesamtsumme",
                                         "gesamtsummen",  "summe",
                                         "zwischensumme", "zwischensummen",
                                         "totales",       "totalesgenerales",
                                         "totalparcial",  "subtotales",
                                         "suma",          "totalgeral",
                                         "somme",         "endsumme",
                                         "totale",        "subtotais",
                                         "totais",        NULL};
    static const char *const counts[] = {"records", "record",    "enregistrements", "datensatze",
                                         "count",   "registros", "deals",           "rows",
                                         "lignes",  "zeilen",    "opportunities",   NULL};
    struct fold_key k = fold_key(str_sub(first, 0, 80));
    for (i64 i = 0; counts[i]; i++) { /* "(3 records)" */
        str count = str_c(counts[i]);
        if (str_ends(fold_key_str(&k), count) && k.n > count.n && k.p[k.n - count.n - 1] >= '0' &&
            k.p[k.n - count.n - 1] <= '9')
            k.n -= count.n;
    }
    while (k.n > 0 && k.p[k.n - 1] >= '0' && k.p[k.n - 1] <= '9')
        k.n--;
    for (i64 i = 0; totals[i]; i++)
        if (str_eq(fold_key_str(&k), str_c(totals[i])))
            return true;
    return str_starts(fold_key_str(&k), S("sumof"));
}

enum footer { FOOTER_NONE, FOOTER_TOTAL, FOOTER_SIGNATURE };

/* Lines that a formatted report writes after or between its rows. */
static enum footer what_footer(const struct table *t, const struct csv_record *r)
{
    i64 filled = filled_count(r);
    if (filled == 0)
        return FOOTER_TOTAL;
    if (filled > i64_max(2, t->columns / 2))
        return FOOTER_NONE;
    str first = {0};
    for (i64 i = 0; i < r->count && first.n == 0; i++)
        first = fold_trim(r->fields[i]);
    return is_total(first)                      ? FOOTER_TOTAL
           : filled <= 2 && is_signature(first) ? FOOTER_SIGNATURE
                                                : FOOTER_NONE;
}

static void keep_row(struct table *t, const struct csv_record *r, str *cells)
{
    str *cell = cells + t->rows * t->columns;
    u8 problem = r->problem ? TABLE_QUOTE_OPEN : TABLE_FINE;
    for (i64 i = 0; i < r->count; i++) {
        str s = fold_trim(r->fields[i]);
        if (i < t->columns)
            cell[i] = s;
        else if (s.n)
            problem = TABLE_TOO_LONG;
    }
    t->line[t->rows] = r->line;
    t->broken[t->rows++] = problem;
}

/* Beside its signature a report writes its title and the company: one cell a line. */
static void drop_last_words(struct table *t)
{
    while (t->rows > 0 && t->columns >= 3) {
        i64 filled = 0;
        for (i64 c = 0; c < t->columns; c++)
            filled += table_cell(t, t->rows - 1, c).n > 0;
        if (filled > 1 || t->broken[t->rows - 1])
            return;
        t->rows--;
        t->left_out++;
    }
}

/* How many rows a cell says it begins: "Ada Low (2)" is 2; 0: it says nothing. `name` is the
 * cell without it. */
static i64 group_rows(str cell, str *name)
{
    i64 open = cell.n, rows = 0;
    while (open > 0 && cell.p[open - 1] != '(')
        open--;
    if (open == 0 || cell.p[cell.n - 1] != ')' ||
        !str_to_i64(str_sub(cell, open, cell.n - 1), &rows) || rows < 1)
        return 0;
    *name = fold_trim(str_sub(cell, 0, open - 1));
    return rows;
}

static bool is_grouped(const struct table *t, i64 column)
{
    bool several = false;
    str name;
    for (i64 r = 0, n; r < t->rows; r += n) {
        n = group_rows(table_cell(t, r, column), &name);
        if (n == 0 || n > t->rows - r)
            return false;
        for (i64 k = 1; k < n; k++)
            if (table_cell(t, r + k, column).n)
                return false;
        several = several || n > 1;
    }
    return several;
}

/* A report grouped by seller names him once, with the number of his rows. */
static void fill_groups(struct table *t, str *cells)
{
    for (i64 c = 0; c < t->columns; c++) {
        str name = {0};
        if (!is_grouped(t, c))
            continue;
        for (i64 r = 0; r < t->rows; r++) {
            str *cell = &cells[r * t->columns + c];
            if (cell->n)
                (void)group_rows(*cell, &name);
            *cell = name;
        }
    }
}

static i64 count_records(struct csv_reader reader)
{
    i64 n = 0, mark = arena_mark(reader.arena);
    struct csv_record r;
    while (csv_next(&reader, &r))
        n++;
    arena_rewind(reader.arena, mark);
    return n;
}

static void read_rows(struct table *t, struct arena *a, struct csv_reader *reader)
{
    i64 room = count_records(*reader);
    if (room > TABLE_CELLS_MAX / t->columns) {
        t->too_big = true;
        return;
    }
    str *cells = arena_array(a, str, room * t->columns);
    t->cells = cells;
    t->line = arena_array(a, i64, room);
    t->broken = arena_array(a, u8, room);
    bool is_signed = false;
    for (struct csv_record r; csv_next(reader, &r);) {
        enum footer footer = r.problem ? FOOTER_NONE : what_footer(t, &r);
        is_signed = is_signed || footer == FOOTER_SIGNATURE;
        if (footer || (!r.problem && is_header_again(t, &r)))
            t->left_out++;
        else
            keep_row(t, &r, cells);
    }
    if (is_signed)
        drop_last_words(t);
    fill_groups(t, cells);
}

void table_read(struct table *t, struct arena *a, str utf8, i64 columns_max, bool (*known)(str))
{
    *t = (struct table){0};
    struct csv_reader reader;
    struct csv_record r;
    struct csv_dialect dialect = csv_sniff(utf8);
    t->delimiter = dialect.delimiter;
    csv_reader_init(&reader, a, utf8, dialect);
    i64 line = find_header(reader, known);
    while (csv_next(&reader, &r)) {
        if (r.problem == CSV_TOO_MANY_FIELDS)
            t->too_wide = true;
        if (r.line == line) {
            keep_header(t, a, &r, columns_max);
            break;
        }
        t->left_out++;
    }
    if (t->columns && !t->too_wide)
        read_rows(t, a, &reader);
}
