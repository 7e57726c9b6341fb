/* answers.h - everything `assess` asks of a history, in one struct: the figures with their
 * intervals, what cannot be said, what calls for care. Look here first; each part's own
 * header says what its fields mean, docs/measures.md defines every measure. Codes and
 * numbers only; words are report/'s. Never changed after measure_all; any thread may read.
 * Cost: about one pass over the events and one sort of the deals per part. */
#pragma once

#include "measure/adherence.h"
#include "measure/concentration.h"
#include "measure/cycle.h"
#include "measure/flow.h"
#include "measure/funnel.h"
#include "measure/groups.h"
#include "measure/incidence.h"
#include "measure/kind.h"
#include "measure/notes.h"
#include "measure/rates.h"
#include "measure/season.h"

struct measure_options {
    i64 horizon_days; /* 0: by the rule */
    const str *by;    /* columns to compare; none: owner, every attribute, close quarter */
    i64 by_count;
    u64 seed;    /* of bands, permutations, posterior draws */
    i32 threads; /* 0: as many as there are cores */
    /* Which questions: a mask of MEASURE(subject), 0: all. What is not asked stays blank and
     * costs nothing; a warning that rests on it is not given. */
    u32 subjects;
    str tzif;          /* the zone file of the standard's calendar; empty: UTC */
    bool results_only; /* what is told of single deals (adherence.deal) is not kept: NULL */
};
#define MEASURE(subject) (1u << (subject))
#define MEASURE_NOTHING (1u << 31)
static_assert(SUBJECT_COUNT <= 31, "a mask of subjects");

struct answers {
    i64 as_of_ms;
    i64 first_ms, last_ms; /* of everything that happened up to as_of; TIME_NONE */
    struct outcome_counts outcomes;
    struct closed_rates rates;
    struct won_value won_value;
    struct cohort_rate cohort;
    struct incidence incidence;
    struct restricted_mean restricted_mean;
    struct time_to time_to;
    struct cycle cycle;
    struct groups groups;
    struct season season;
    struct funnel funnel;
    struct velocity velocity;
    struct slippage slippage;
    struct overdue overdue;
    struct coverage coverage;
    struct little little;
    struct stale stale;
    struct concentration concentration;
    struct adherence adherence;
    struct assessment assessment;
    struct cannot_says cannot_say; /* in the order of the questions */
    struct warnings warnings;      /* in the order of enum warning_code */
};

/* Fills `answers`, its arrays in `arena`. `standard` NULL: no adherence. Fails only when
 * the options ask for what does not exist (an unknown --by) or the standard does not
 * compile (a condition that is none, a zone); thin data is answered by
 * `standing` and `cannot_say`. Borrows names from `history` and `standard`. */
MUST_CHECK bool measure_all(struct answers *answers, struct arena *arena,
                            const struct history *history, const struct standard *standard,
                            const struct measure_options *options, struct err *err);
