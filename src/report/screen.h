/* screen.h - what the parts of the terminal report share: the screen, the phrases, the
 * facts. Private to terminal*.c. */
#pragma once

#include "report/number.h"
#include "report/phrase.h"
#include "report/term.h"
#include "report/terminal.h"

struct screen {
    struct term t;
    struct phrases p;
    const struct report *report;
    const struct answers *answers;
};

#define say(s, id, ...) phrase(&(s)->p, (id)__VA_OPT__(, ) __VA_ARGS__)

/* A label, then under it a bar with the interval and the rate in full. */
void screen_rate(struct screen *s, str label, struct rate r, enum term_style style);
/* "label … value", indented; `value` wraps under itself. */
void screen_fact(struct screen *s, str label, str value);
void screen_note(struct screen *s, str note); /* dim paragraph */
void screen_text(struct screen *s, str text); /* paragraph */

/* The details, in order; each prints nothing when it has nothing to say. */
void screen_outcomes(struct screen *s);
void screen_time(struct screen *s);
void screen_funnel(struct screen *s);
void screen_process(struct screen *s);
void screen_groups(struct screen *s);
void screen_season(struct screen *s);
void screen_concentration(struct screen *s);
void screen_pipeline(struct screen *s);
void screen_adherence(struct screen *s);
void screen_kind(struct screen *s);
void screen_cannot_say(struct screen *s);
void screen_warnings(struct screen *s);
void screen_data(struct screen *s);
