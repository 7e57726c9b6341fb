/* amount.h - money as people write it: $22,700.00, 22.700,00 €, 1'234.50, 1 234,50, (1,200),
 * 12k. Law: "1.234" alone says nothing; whether points or commas separate decimals is
 * decided for a whole column by the values that prove it, else a person is asked. Digits
 * become minor units without ever being a double. Pure. */
#pragma once

#include "base/base.h"

enum amount_point {
    AMOUNT_POINT_UNKNOWN,
    AMOUNT_DECIMAL_POINT, /* 1,234.50 */
    AMOUNT_DECIMAL_COMMA, /* 1.234,50 */
};

enum { AMOUNT_DIGITS_MAX = 24 };
#define AMOUNT_MINOR_MAX 9000000000000000ll

/* One value, taken apart. */
struct amount {
    bool negative;
    char digits[AMOUNT_DIGITS_MAX]; /* all, without separators */
    i32 count;
    i32 decimals_if_point; /* digits after the decimal sign under each reading; -1: none */
    i32 decimals_if_comma;
    i32 thousands; /* powers of ten of a suffix: 3 for k, 6 for M */
    str currency;  /* ISO code of a sign or code beside the number; a view of it, or empty */
};

MUST_CHECK bool amount_read(str s, struct amount *m);
/* In minor units of a currency with `digits` decimals, halves away from zero. False when the
 * value cannot be read so, or is beyond AMOUNT_MINOR_MAX. */
MUST_CHECK bool amount_resolve(const struct amount *m, enum amount_point point, i32 digits,
                               i64 *minor);

/* The ISO code of the currency that a header ends with: "Amount (EUR)", "importe_eur",
 * "Deal value $"; empty when it names none. */
str amount_header_currency(str header);

struct amount_column {
    i64 seen, unreadable;
    i64 point, comma; /* values that only one reading explains */
    i64 open;
    str point_example, comma_example, open_example, bad_example;
    enum amount_point decimal;
};

void amount_look(struct amount_column *c, str value);

enum amount_verdict { AMOUNT_PLAIN, AMOUNT_DECIDED, AMOUNT_ASK, AMOUNT_MIXED };
enum amount_verdict amount_decide(struct amount_column *c);
