/* The index of words made again in memory, from the events, and compared with the one in the
 * file: word for word, in how many texts and how often it stands, and text for text. */
#include "workspace/search.h"

#include "workspace/store.h"

static const char made_again[] =
    "DROP TABLE IF EXISTS temp.words_kept; DROP TABLE IF EXISTS temp.words_again;"
    "DROP TABLE IF EXISTS temp.again;"
    "CREATE VIRTUAL TABLE temp.again USING fts5(name, text, content='', tokenize=\"unicode61 "
    "remove_diacritics 2\");"
    "CREATE VIRTUAL TABLE temp.words_kept USING fts5vocab('main', 'search', 'col');"
    "CREATE VIRTUAL TABLE temp.words_again USING fts5vocab('temp', 'again', 'col');";

bool search_again_begin(struct storage *db)
{
    return storage_beside(db, made_again);
}

static bool same_row(const struct statement *a, const struct statement *b)
{
    return str_eq(column_str(a, 0), column_str(b, 0)) &&
           str_eq(column_str(a, 1), column_str(b, 1)) && column_i64(a, 2) == column_i64(b, 2) &&
           column_i64(a, 3) == column_i64(b, 3);
}

static bool same_rows(struct storage *db, i32 slot, i32 slot_again)
{
    struct statement *kept = storage_use(db, slot), *again = storage_use(db, slot_again);
    bool a = statement_next(kept), b = statement_next(again), same = true;
    while (a && b && same) {
        same = same_row(kept, again);
        a = statement_next(kept);
        b = statement_next(again);
    }
    same = same && !a && !b;
    statement_reset(kept);
    statement_reset(again);
    return same;
}

bool search_again_same(struct storage *db)
{
    return same_rows(db, SQL_VERIFY_WORDS, SQL_VERIFY_WORDS_AGAIN) &&
           same_rows(db, SQL_VERIFY_TEXTS, SQL_VERIFY_TEXTS_AGAIN);
}
