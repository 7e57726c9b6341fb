/* measuring.h - what every measure is given, and the list of them. A measure is a function
 * here and a row in the table of measure.c; it writes its own part of the answers and adds
 * what it cannot say. Internal to measure/. */
#pragma once

#include "measure/answers.h"
#include "measure/cohort.h"
#include "measure/facts.h"
#include "measure/obligations.h"

struct measuring {
    struct answers *answers;
    struct arena *arena;   /* results */
    struct arena *scratch; /* give back what you take: arena_mark, arena_rewind */
    const struct history *history;
    const struct standard *standard; /* or NULL */
    const struct rules *rules;       /* of the standard, when adherence is asked */
    const struct measure_options *options;
    struct facts facts;
    struct cohort cohort;           /* n = 0 without FACT_TIMES */
    struct obligations obligations; /* k = 0 without a standard that fits the log */
};

void rates_measure(struct measuring *m);
void no_decision_measure(struct measuring *m);
void won_value_measure(struct measuring *m);
void cohort_rate_measure(struct measuring *m);
void time_to_measure(struct measuring *m);
void cycle_measure(struct measuring *m);
void groups_measure(struct measuring *m);
void season_measure(struct measuring *m);
void funnel_measure(struct measuring *m);
void velocity_measure(struct measuring *m);
void slippage_measure(struct measuring *m);
void overdue_measure(struct measuring *m);
void coverage_measure(struct measuring *m);
void little_measure(struct measuring *m);
void stale_measure(struct measuring *m);
void concentration_measure(struct measuring *m);
void adherence_measure(struct measuring *m);
void assessment_measure(struct measuring *m);
void warnings_measure(struct measuring *m); /* last: it reads the answers */

/* Of one deal, for the counts and for who asks which deals they are. Whether its close date was
 * pushed; whether it is open and silent for longer than answers->stale.gap_days. */
bool slippage_pushed(const struct measuring *m, i64 deal, bool *counted);
bool slippage_pulled(const struct measuring *m, i64 deal, bool *counted); /* moved earlier */
bool stale_is_silent(const struct measuring *m, i64 deal, bool *counted);

/* Adds to what cannot be said; the need follows from the cause. Returns the new entry, whose
 * counts and name the caller may fill in. */
struct cannot_say *cannot_say_add(struct measuring *m, enum subject what, enum cause why);
struct warning *warning_add(struct measuring *m, enum warning_code code, i64 count, i64 of);
