/* learned_say.h - what was learnt as sentences, the same on the screen, in the page, in the JSON
 * and at the gate. The verb follows the grade; nothing below a floor becomes a sentence. */
#pragma once

#include "report/learned.h"
#include "report/phrase.h"

/* learn_say(p, LEARN_X, one, two…) */
#define learn_say(p, id, ...) learnt((p)->a, (p)->report->lang, (id)__VA_OPT__(, ) __VA_ARGS__)

str learned_landmark(const struct phrases *p, struct landmark at);
str learned_practice(const struct phrases *p, struct practice x);
/* "with it 41 of 90 were won within 90 days, without it 9 of 80" */
str learned_counts(const struct phrases *p, const struct practice_family *f,
                   const struct practice_result *r);
/* "it goes with winning 12 points more often (4 to 20), same seller and segment" */
str learned_effect(const struct phrases *p, const struct practice_family *f,
                   const struct practice_result *r);
str learned_worth(const struct phrases *p, const struct practice_family *f,
                  const struct practice_result *r);
str learned_strength(const struct phrases *p, const struct practice_result *r);
/* Why the family says nothing, and what would be enough; empty when it is measured. */
str learned_refusal(const struct phrases *p, const struct practice_family *f);
str learned_family(const struct phrases *p, const struct practice_family *f);
/* The title of a milestone; its id without one. */
str learned_milestone(const struct phrases *p, i32 milestone);
/* A deal to review: "Acme, won on 3 Mar 2026, without: A; B; a stage". */
str learned_review(const struct phrases *p, const struct learned *l, u32 row);
/* "never fails…; answered…"; "–" for a sound gate, "too few" below the floor. */
str learned_flaws(const struct phrases *p, const struct conduct_gate *g);
str learned_column(const struct phrases *p, str by);
str learned_level(const struct phrases *p, const struct contrast *c, i64 level);
str learned_step(const struct phrases *p, u16 from, u16 to);
/* An activity as people call it. */
str learned_activity(const struct phrases *p, u16 activity);
/* 0.123 as "12.3": points. */
str learned_points(const struct phrases *p, f64 share);
