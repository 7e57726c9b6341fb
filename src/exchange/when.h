/* when.h - moments as people and products write them: ISO 8601, day/month/year,
 * month/day/year, month names in seven languages, AM and PM, two-digit years, zones,
 * spreadsheet serials, epoch seconds and milliseconds.
 *
 * Law: 03/04/2024 alone says nothing (03.04.2024 does: points stand in no month-first order). The
 * order is decided for a whole column: look at every value, decide once, then read. What decides is
 * a value above 12; when none does and it matters, a person is asked. Moments without a zone are
 * UTC. Pure. */
#pragma once

#include "base/base.h"

enum when_order {
    WHEN_ORDER_UNKNOWN,
    WHEN_DAY_FIRST,
    WHEN_MONTH_FIRST,
};

/* One value, taken apart. */
struct when {
    bool two_readings; /* the moment depends on the order: `a` and `b` are day and month */
    i32 a, b, year;
    i64 ms;     /* the whole moment, or the time of day (less its zone) when two readings */
    bool timed; /* a time of day was written */
};

/* False when `s` is no moment in any reading. */
MUST_CHECK bool when_read(str s, struct when *w);
/* The moment under `order`; false when that is no real date (31/02, or 25/12 month first).
 * A value with one reading needs no order. */
MUST_CHECK bool when_resolve(const struct when *w, enum when_order order, i64 *at_ms);

/* What the values of a column say together. Zero is a column not looked at yet. */
struct when_column {
    i64 seen, unreadable;
    i64 day_first, month_first; /* values that only one order can read */
    i64 open;                   /* values that both orders read, differently */
    i64 timed;
    str day_example, month_example, open_example, bad_example;
    enum when_order order;
};

void when_look(struct when_column *c, str value);

enum when_verdict {
    WHEN_PLAIN,   /* no value has two readings */
    WHEN_DECIDED, /* `order` is set */
    WHEN_ASK,     /* it matters and nothing decides */
    WHEN_MIXED,   /* both orders are proved, by many values each */
};
/* Sets `order` when it is proved by one side, or by 20 times as many values as the other;
 * the few others are then no dates. */
enum when_verdict when_decide(struct when_column *c);
