/* json_report.h - the report for a program: one JSON object, documented in docs/assess.md,
 * its shape in docs/assess.schema.json. Keys are never renamed or taken away within a major
 * version; what cannot be said is null beside the id of the reason. Sentences in it follow
 * the language of the report, ids and numbers never do. */
#pragma once

#include "report/report.h"

enum {
    JSON_REPORT_VARIANTS_MAX = 1000, /* most frequent first; `variant_count` has all */
    JSON_REPORT_DEVIATIONS_MAX = 50,
};

void json_report(struct buf *out, struct arena *a, const struct report *report);
