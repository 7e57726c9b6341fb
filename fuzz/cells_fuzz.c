/* One cell, in every reading: moments and amounts stay in range, and what a column decides
 * reads the value that decided it. */
#include "exchange/amount.h"
#include "exchange/fold.h"
#include "exchange/when.h"
#include "exchange/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str cell = {(const char *)data, (i64)size};
    struct when_column dates = {0};
    struct amount_column amounts = {0};
    struct when w;
    struct amount m;
    struct arena a;
    i64 value = 0;
    arena_init(&a, 1 << 22);
    when_look(&dates, cell);
    if (when_decide(&dates) == WHEN_DECIDED) {
        bool read = when_read(cell, &w) && when_resolve(&w, dates.order, &value);
        assert(read);
        assert(value > -INT64_C(2300000000000) && value < INT64_C(9300000000000));
    }
    amount_look(&amounts, cell);
    if (amount_decide(&amounts) == AMOUNT_DECIDED && amount_read(cell, &m) &&
        amount_resolve(&m, amounts.decimal, 2, &value))
        assert(value >= -INT64_C(9000000000000001) && value <= INT64_C(9000000000000001));
    enum outcome o;
    bool yes;
    (void)words_outcome(&a, str_sub(cell, 0, 10000), &o);
    (void)words_bool(cell, &yes);
    (void)words_missing(cell);
    struct fold_key k = fold_key(cell);
    assert(k.n <= FOLD_KEY_MAX);
    assert(fold_words(&a, str_sub(cell, 0, 10000)).n <= 2 * cell.n + 8);
    arena_release(&a);
    return 0;
}
