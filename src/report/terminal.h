/* terminal.h - the report for a screen: first the three answers, then the details. Fits
 * `columns` (40 to 100); colour only when asked. */
#pragma once

#include "report/report.h"

struct terminal_options {
    i32 columns;
    bool color;
};

/* Writes the whole report to `out`; scratch in `a`. */
void terminal_report(struct buf *out, struct arena *a, const struct report *report,
                     const struct terminal_options *options);
