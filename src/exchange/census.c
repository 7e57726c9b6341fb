#include "exchange/census.h"

#include "exchange/words.h"

static str without_percent(str cell)
{
    return str_ends(cell, S("%")) ? fold_trim(str_sub(cell, 0, cell.n - 1)) : cell;
}

struct census census_take(const struct sheet *s, struct arena *a, i64 column)
{
    struct census n = {0};
    i64 mark = arena_mark(a);
    struct dict values;
    dict_init(&values, a);
    i64 rows = i64_min(s->table.rows, CENSUS_ROWS_MAX);
    for (i64 r = 0; r < rows; r++) {
        str cell = table_cell(&s->table, r, column);
        struct when w;
        struct amount m;
        bool b;
        enum outcome o;
        if (words_missing(cell))
            continue;
        n.filled++;
        i64 before = values.n;
        if (dict_intern(&values, str_sub(cell, 0, 200)) < before || values.n > CENSUS_VALUES_MAX)
            continue;
        n.looked++;
        n.times += when_read(cell, &w) || (cell.n > 1 && words_no_date(cell));
        n.amounts += amount_read(without_percent(cell), &m);
        n.bools += words_bool(cell, &b);
        n.outcomes += cell.n <= 60 && words_outcome(a, cell, &o);
        n.long_texts += cell.n > 60;
    }
    n.distinct = values.n;
    arena_rewind(a, mark);
    return n;
}
