/* effect.h - did the new version help, and how many deals would it take to see it, in plain words:
 * for a screen, a wiki or a program. The verb follows the grade of the design (STATISTICS 0): A
 * "raised", B "probably raised", C "goes with", D "changed at the same time as". */
#pragma once

#include "format/json.h"
#include "report/show.h"
#include "revise/effect.h"

struct effect_report {
    const struct effect *effect;
    str name; /* of what is judged: "How we sell version 3" */
    i64 horizon_days;
    f64 expected; /* 0: none was written down */
};

/* One sentence: what is known now. */
str effect_headline(struct arena *a, enum lang lang, const struct effect_report *r);
/* "not enough deals yet: about 14 more weeks at your pace", or empty. */
str effect_wait(struct arena *a, enum lang lang, const struct effect *e);

void effect_show(struct buf *out, struct arena *a, const struct effect_report *r,
                 const struct show_options *options);
/* Members of an object that is open. */
void effect_json(struct json *j, struct arena *a, enum lang lang, const struct effect_report *r);

/* The power calculator: what it takes, for this change and for others beside it. */
void sample_show(struct buf *out, struct arena *a, const struct sample_question *q,
                 const struct show_options *options);
void sample_json(struct json *j, const struct sample_question *q);
