/* The index of words made again in memory, from the events, and compared with the one in the
 * file: word for word, in how many texts and how often it stands, and text for text. */
#include "workspace/search.h"

#include "workspace/store.h"

#define AGAIN(name)                                                                                \
    "DROP TABLE IF EXISTS temp." name "_words; DROP TABLE IF EXISTS temp." name "_words_again;"    \
    "DROP TABLE IF EXISTS temp." name "_again;"                                                    \
    "CREATE VIRTUAL TABLE temp." name "_again USING fts5(text, content='', "                       \
    "tokenize=\"unicode61 remove_diacritics 2\");"                                                 \
    "CREATE VIRTUAL TABLE temp." name "_words USING fts5vocab('main', 'word_" name "', 'row');"    \
    "CREATE VIRTUAL TABLE temp." name "_words_again USING fts5vocab('temp', '" name                \
    "_again', 'row');"
static const char made_again[] = AGAIN("name") AGAIN("text");

bool search_again_begin(struct storage *db)
{
    return storage_beside(db, made_again);
}

static bool same_row(const struct statement *a, const struct statement *b)
{
    return str_eq(column_str(a, 0), column_str(b, 0)) && column_i64(a, 1) == column_i64(b, 1) &&
           column_i64(a, 2) == column_i64(b, 2);
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
    bool same = true;
    for (i32 i = 0; i < SEARCH_INDEXES; i++)
        same = same && same_rows(db, SQL_VERIFY_WORDS + i, SQL_VERIFY_WORDS_AGAIN + i) &&
               same_rows(db, SQL_VERIFY_TEXTS + i, SQL_VERIFY_TEXTS_AGAIN + i);
    return same;
}
