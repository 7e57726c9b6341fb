/* html.h - the report as one file for people: readable without a script, without a network,
 * in light and dark, on paper and on a phone, by eye and by ear. Every chart is, or has, a
 * table; every figure opens its definition. */
#pragma once

#include "report/report.h"

/* report.css, made into a string by the build. */
extern const char report_css[];

void html_report(struct buf *out, struct arena *a, const struct report *report);
