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

/* Whether a part needs report->answers of these subjects, for measure_options.subjects. */
u32 json_part_subjects(u32 parts);
/* Writes the parts; report->process may be NULL when neither map, variants nor distance is
 * among them. */
void json_report_parts(struct buf *out, struct arena *a, const struct report *report, u32 parts);
/* All of them. */
void json_report(struct buf *out, struct arena *a, const struct report *report);
