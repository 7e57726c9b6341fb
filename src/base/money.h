/* money.h - amounts are whole numbers of a currency's smallest unit, never doubles. */
#pragma once

#include "base/buf.h"
#include "base/str.h"

/* Digits after the point by ISO 4217: 2 for most, 0 for JPY, 3 for KWD. */
i32 money_digits(str currency);

/* a + b, held at the ends of i64: a sum beyond them is a mistake of its source, and what is
 * said of it is still "too much", not a number of the other sign. */
i64 money_add(i64 a, i64 b);

/* 123456 minor units of EUR as "1234.56"; plain digits, for machines. */
void money_print(struct buf *out, i64 amount_minor, str currency);
