/* backtest.h - what a draft would have done to deals that are over, for a screen, a wiki or a
 * program: the figures of revise/backtest.h, each with what it is of. What blocking would have led
 * to is always three numbers, each with its name. */
#pragma once

#include "format/json.h"
#include "report/show.h"
#include "revise/backtest.h"

enum { BACKTEST_DEALS_SHOWN = 200 }; /* told one by one */

struct backtest_report {
    const struct backtest *backtest;
    const struct history *history;
    const struct standard *draft;
    const i64 *ids; /* of the history's deals in a workspace; NULL: by the ids of their source */
};

/* The same bytes for the same input; scratch in `a`. */
void backtest_show(struct buf *out, struct arena *a, const struct backtest_report *r,
                   const struct show_options *options);
/* Members of an object that is open. */
void backtest_json(struct json *j, struct arena *a, enum lang lang,
                   const struct backtest_report *r);
