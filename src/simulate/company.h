/* company.h - a company that sells, invented from a seed: its people, its deals and all
 * that happens to them, what it does about its own standard, and the truth behind it. One
 * of the four kinds of STATISTICS 8, whose outcomes hit the CSO points by construction.
 * Cause comes before effect: people, deal, practices, outcome, path, durations, recording,
 * snapshot. Pure: the same configuration gives the same company, bit for bit; one named
 * random stream per purpose, so that a new draw here does not move a draw there.
 *
 * Every company claims the same standard (company_standard.h): five stages, twelve
 * milestones, three departments. Events name stages and milestones by their ids.
 * Cost: about 2 us and 1 KB per deal. Any thread, one arena each. */
#pragma once

#include "base/base.h"
#include "history/history.h"
#include "standard/outcome.h"

/* Of the generator: goes up when the same seed gives another company. */
#define COMPANY_GENERATOR_VERSION "1"

enum {
    COMPANY_DEALS_MAX = 500000,
    COMPANY_DAYS_MIN = 30,
    COMPANY_DAYS_MAX = 3650,
    COMPANY_REPS_MAX = 200,
    COMPANY_STAGES = 5,
    COMPANY_MILESTONES = 12,
    COMPANY_DEPARTMENTS_MAX = 3,
    COMPANY_EFFECTS_MAX = 4,
};

/* In VARIANT_UNMEASURED: log-odds of a practice per unit of the deal's health. */
#define COMPANY_HEALTH_ON_PRACTICE 1.6

enum company_kind { COMPANY_RANDOM, COMPANY_INFORMAL, COMPANY_FORMAL, COMPANY_DYNAMIC };
enum { COMPANY_KINDS = 4 };

/* Departures from the nominal ranges. */
enum company_variant {
    VARIANT_NOMINAL,
    VARIANT_BOUNDARY,       /* parameters drawn close to the limits between kinds */
    VARIANT_SHELFWARE,      /* of random: published and trained, not used */
    VARIANT_BOX_TICK,       /* of informal: ticked long after the fact, looks formal */
    VARIANT_COSMETIC,       /* of formal: many revisions, no evidence, no evaluation */
    VARIANT_ONE_DEPARTMENT, /* of informal: one department stands outside */
    VARIANT_UNMEASURED,     /* the deal's health moves practice and outcome alike */
    VARIANT_TREND,          /* wins rise by 0.6 points a month for no reason of process */
    VARIANT_IMPORT,         /* observed from the middle of its life: left truncation */
    VARIANT_SPEED,          /* a revision makes deals faster and wins no more of them */
    VARIANT_COUNT,
};

/* A planted truth: deals in which `milestone` is done in time have these log-odds more. */
struct company_effect {
    i32 milestone;
    f64 win, no_decision;
};

struct company_config {
    enum company_kind kind;
    enum company_variant variant;
    u64 seed;
    i64 deals;        /* that enter during `days` */
    i32 days;         /* 0: 365 */
    i64 end_ms;       /* the snapshot; 0: 2026-01-01, midnight UTC */
    i32 reps;         /* 0: drawn, 4 to 14 */
    f64 logged;       /* share of governance acts on record; 0: all */
    f64 revision_win; /* log-odds that the versions after the first add; truth, default 0 */
    i32 effect_count;
    struct company_effect effects[COMPANY_EFFECTS_MAX];
};

/* What was drawn for this company, from the ranges of STATISTICS 8 (table). Shares. */
struct company_draw {
    bool published;
    bool habit; /* each rep has his own order of work, the standard has no say */
    f64 trained, adherence, adherence_sd, inspected, enforced, feedback_weeks;
    f64 evidence, evaluated, uptake, backfilled, outside_gap;
    i32 reviews, revisions; /* a year */
    f64 cycle_days;         /* median of a won deal, roughly */
};

struct company_rep {
    str name;
    i32 department;
    f64 weight;                           /* share of the deals */
    f64 skill;                            /* log-odds of winning */
    f64 adherence;                        /* probability of doing a milestone as documented */
    f64 habit_chance[COMPANY_MILESTONES]; /* his own habit, where the standard has no say: */
    i32 habit_rank[COMPANY_MILESTONES];   /* how often he does each, and in which order */
};

struct company_deal {
    str id, name, account;
    i32 rep, segment, source, product;
    i32 version; /* of the standard it runs on; 0: none published */
    i64 amount_minor;
    i64 entered_ms;
    i64 seen_from_ms; /* later than `entered_ms` in VARIANT_IMPORT */
    i64 expected_ms;  /* expected close, as last written */
    i64 modified_ms;
    enum outcome outcome; /* at the snapshot */
    i64 closed_ms;        /* TIME_NONE: open at the snapshot */
    i32 stage;            /* last entered at the snapshot, 0 … 4 */
    str reason;           /* of a loss or no-decision; empty otherwise */
    bool inspected, backfilled;
    i64 event_first, event_count; /* in company.events, by time */
    /* the truth, unknown to any export */
    enum outcome final; /* how it will end */
    i64 final_ms;
    enum outcome under_first;  /* how it would have ended under the first version */
    enum outcome under_latest; /* … under the latest */
    f64 health;
};

struct company_event {
    i64 deal; /* in company.deals */
    enum activity_kind kind;
    i32 subject; /* a stage or a milestone by its number, else -1 */
    i64 at_ms, recorded_ms;
    i32 actor; /* a rep; -1: the manager */
    i64 value; /* as history.h says for the kind */
    bool has_value;
};

struct company {
    struct company_config config; /* with the defaults filled in */
    struct company_draw draw;
    str name, manager;
    i64 start_ms, end_ms;
    i32 department_count, rep_count, version_count; /* version_count 0: none published */
    struct company_rep reps[COMPANY_REPS_MAX];
    VEC(struct company_deal) deals;          /* by entry */
    VEC(struct company_event) events;        /* by deal, then time */
    VEC(struct governance_event) governance; /* by time */
};

/* Invents the company. Fails on a configuration outside the limits above. */
MUST_CHECK bool company_simulate(struct company *c, struct arena *a,
                                 const struct company_config *config, struct err *e);

/* The points of the CSO table, in percent, for a kind: won, lost, no decision.
 * STATISTICS 8; tests/golden/expected/18_cso_targets.json. */
void company_target(enum company_kind kind, f64 percent[3]);

/* The same company as a history: what a perfect import of its native files gives. Deals
 * carry the attributes "segment", "source", "product" and "version". */
MUST_CHECK bool company_history(struct history *h, struct arena *a, const struct company *c,
                                struct err *e);

/* What an event is called in the files: the id of its stage or milestone, "amount"… */
str company_event_word(const struct company_event *event);
str company_actor(const struct company *c, i32 actor);

/* Words of the tables, by number. */
extern const char *const company_segments[3];
extern const char *const company_sources[5];
extern const char *const company_products[3];

const char *company_kind_id(enum company_kind kind);          /* "random" … */
const char *company_variant_id(enum company_variant variant); /* "one-department" … */
MUST_CHECK bool company_kind_parse(str s, enum company_kind *out);
MUST_CHECK bool company_variant_parse(str s, enum company_variant *out);
