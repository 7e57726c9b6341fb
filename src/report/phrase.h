/* phrase.h - facts as short phrases in the reader's language, the same on the screen and in
 * the page: a rate with its counts and interval, a verdict, a warning, a reason why not.
 * All text lives in the arena given. */
#pragma once

#include "learn/traces.h"
#include "report/report.h"

struct phrases {
    struct arena *a;
    const struct report *report;
};

/* phrase_put(p, TEXT_X, one, two…) */
#define phrase(p, id, ...) text((p)->a, (p)->report->lang, (id)__VA_OPT__(, ) __VA_ARGS__)

/* A name from a file made fit to be read: blanks for control characters, no direction
 * marks, U+FFFD for bytes that are no UTF-8, at most `characters` with "…" after. */
str phrase_name(const struct phrases *p, str name, i64 characters);

/* "4,238 of 6,711 = 63.2% (62.0 to 64.3)"; counts alone when too few; "cannot say". */
str phrase_rate(const struct phrases *p, struct rate r);
/* "63.2% (62.0 to 64.3)": for a rate whose counts stand elsewhere or are no quotient. */
str phrase_share(const struct phrases *p, struct rate r);
str phrase_interval(const struct phrases *p, f64 low, f64 high);
str phrase_days(const struct phrases *p, f64 days);
str phrase_whole(const struct phrases *p, i64 n);
str phrase_percent(const struct phrases *p, f64 share);
str phrase_money(const struct phrases *p, i64 minor);       /* in the main currency */
str phrase_money_short(const struct phrases *p, i64 minor); /* "$9.8M" */

/* "owner" and "close quarter" have a word of their own; columns keep theirs. */
str phrase_by(const struct phrases *p, str by);

/* The name of a level of `g`; quarters as the reader writes them. */
str phrase_level(const struct phrases *p, const struct comparison *g, i64 level);

/* All questions that share the answer of the `i`th that cannot be said; empty when an
 * earlier one has taken it along. */
str phrase_questions(const struct phrases *p, i64 i);
str phrase_subject(const struct phrases *p, const struct cannot_say *c);
str phrase_cause(const struct phrases *p, const struct cannot_say *c);
str phrase_need(const struct phrases *p, const struct cannot_say *c);
str phrase_warning(const struct phrases *p, const struct warning *w);
/* Why `subject` cannot be said: too few deals when nothing else is on record about it. */
str phrase_why_not(const struct phrases *p, enum subject subject);

/* The verdict on the kind, without full evidence. */
str phrase_kind(const struct phrases *p);
/* "a; b; c": the missing criteria, at most `most` of them; empty when none is. */
str phrase_missing(const struct phrases *p, i32 most);
/* What would lift it to the next kind; empty when nothing is known to fail. */
str phrase_lift(const struct phrases *p, i32 most);
str phrase_seen(const struct phrases *p, const struct kind_criterion *c);
str phrase_wanted(const struct phrases *p, const struct kind_criterion *c);

/* Empty when the two parts of the quarters cannot be compared. */
str phrase_season(const struct phrases *p, bool week);
str phrase_top_seller(const struct phrases *p);
str phrase_little(const struct phrases *p);
str phrase_velocity(const struct phrases *p);
str phrase_coverage(const struct phrases *p);
/* "By seller: no difference beyond chance (p = 0.41, 30 compared)." */
str phrase_group(const struct phrases *p, const struct comparison *g);
/* "Ada 19.8%, Bo 60.3%, against 44.9% overall."; empty when no level is flagged. */
str phrase_flagged(const struct phrases *p, const struct comparison *g);
/* How far its levels are apart, and how far chance alone would set them. */
str phrase_spread(const struct phrases *p, const struct comparison *g);
/* How many ways there are and what the first `shown` cover. */
str phrase_variants(const struct phrases *p, i64 shown);
/* Deals of stage variant `variant` and what takes them off the standard; empty when they
 * follow it or none is closed. */
str phrase_deviation(const struct phrases *p, i64 variant);
/* Amount of what ended without a decision; 0 when it is not known. */
i64 phrase_undecided_minor(const struct phrases *p);
/* How far closed deals are from the standard; empty without one. */
str phrase_distance(const struct phrases *p);
/* The way of variant `variant`: "Prospecting › Engaging ×2 › won"; by its numbers when the
 * legend is needed: "1–3 › 2 ×2 › won". `legend` may be NULL. */
struct legend;
str phrase_path(const struct phrases *p, i64 variant, const struct legend *legend);
/* Activities with long names get numbers, so that a way fits; outcomes keep their word. */
struct legend {
    bool needed; /* a way is too long to be written with names */
    i32 *number; /* of an activity, from 1; 0: none */
    i32 count;
};
struct legend phrase_legend(const struct phrases *p);
void phrase_legend_activity(const struct phrases *p, struct legend *l, u16 activity);
/* Numbers the activities of a variant; with names it may take `columns_max`. */
void phrase_legend_variant(const struct phrases *p, struct legend *l, i64 variant, i64 columns_max);
/* How many activities from `way[i]` on carry one number after the other; 1 without. */
i64 phrase_legend_run(const struct legend *l, const u16 *way, i64 i, i64 n);
enum { LEGEND_RUN_MIN = 3 }; /* "1–3"; shorter runs are written out */
/* The last part of the path. */
str phrase_file(const struct phrases *p, i64 file);
/* The name of an activity; outcomes in the reader's language. */
str phrase_activity(const struct phrases *p, const struct traces *t, u16 activity);
/* The title of a stage in the standard, else its name. */
str phrase_stage(const struct phrases *p, str stage);
/* What a restricted mean says; no decision only where it is recorded. */
str phrase_restricted(const struct phrases *p);
/* "Salesforce, deals". */
str phrase_file_kind(const struct phrases *p, const struct import_file *f);

/* "Columns: Stage, Close Date."; empty when nothing was mapped. */
str phrase_columns(const struct phrases *p, const enum figure_id *figures, i32 n);

/* The whole in three or four plain sentences. */
str phrase_summary(const struct phrases *p);
/* What stands out, most telling first: at most PHRASE_FINDINGS_MAX sentences. */
enum { PHRASE_FINDINGS_MAX = 6 };
i32 phrase_findings(const struct phrases *p, str findings[PHRASE_FINDINGS_MAX]);
