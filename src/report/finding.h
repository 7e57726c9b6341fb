/* finding.h - what the judge says, in words: a finding, what makes it go away, how a
 * milestone stands, which ways are open. The same words in every door, in English and in
 * French; the rule's own title stands inside. All text lives in the arena given. */
#pragma once

#include "base/base.h"
#include "deal/clock.h"

enum { FINDING_TITLE_MAX = 160 }; /* characters of a title inside a sentence */

/* Stable words, for programs: "missing", "ask-manager", "block", "not-asked", "park". */
const char *finding_code_id(enum finding_code code);
const char *finding_remedy_id(enum remedy remedy);
const char *finding_severity_id(enum severity severity);
const char *finding_standing_id(enum milestone_standing standing);
const char *finding_way_id(enum way_out way);

/* "Not reached yet: The sponsor has confirmed the yearly cost in writing." */
str finding_say(struct arena *a, enum lang lang, const struct rules *r, const struct finding *f);
/* What waits, or has run out: "Lapses on 3 May 2026: the sponsor has confirmed the cost." Of a
 * deal, whose rules these are. */
str finding_due_say(struct arena *a, enum lang lang, const struct rules *r, const struct due *d);
/* "The review of the standard “Sales” is due by 3 May 2026." */
str finding_review_say(struct arena *a, enum lang lang, const struct rules *r, i64 at_ms);
/* "Your training on “Sales”, version 3, runs out on 3 May 2026." */
str finding_training_say(struct arena *a, enum lang lang, const struct rules *r, i64 at_ms,
                         bool ran_out);
/* What to do about it, empty when nothing can be done. */
str finding_remedy_say(struct arena *a, enum lang lang, const struct rules *r,
                       const struct finding *f);
str finding_standing_say(struct arena *a, enum lang lang, enum milestone_standing standing);
str finding_way_say(struct arena *a, enum lang lang, enum way_out way);

/* "won": the outcome's title in the standard, else its word. */
str finding_outcome_title(struct arena *a, enum lang lang, const struct rules *r, enum outcome o);

/* What happened, in a few words: "Milestone reached: …". `subject` as in deal/event.h. */
str finding_event_say(struct arena *a, enum lang lang, const struct rules *r,
                      const struct deal_event *e);
