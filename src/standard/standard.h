/* standard.h - a standard as its author wrote it: every part of the YAML file, each with
 * the place it came from. Read by read.h, examined by check.h, shown by report/show.h, and
 * compiled by rules.h into the small tables that the judge uses. Everything lives in the
 * arena it was read into; nothing changes after reading. References between parts are
 * indices into the arrays of `struct standard`, -1 for none (or for one that `check`
 * reported as unknown); the word as written stays beside it. */
#pragma once

#include "base/base.h"
#include "standard/outcome.h"
#include "standard/words.h"

enum {
    STANDARD_STAGES_MAX = 64,
    STANDARD_MILESTONES_MAX = BITS_MAX, /* a deal's milestones are one `struct bits` */
    STANDARD_FIELDS_MAX = 200,
    STANDARD_PARTS_MAX = 500, /* plays, hand-offs, reasons… of each kind */
    STANDARD_ID_MAX = 64,     /* bytes of an id */
    STANDARD_BYTES_MAX = 256 * 1024,
};

enum discipline {
    DISCIPLINE_RANDOM,   /* nothing asked; findings stay silent */
    DISCIPLINE_INFORMAL, /* advice, never a block */
    DISCIPLINE_FORMAL,   /* required milestones block; waivers recorded */
    DISCIPLINE_DYNAMIC,  /* formal, across departments, revised on evidence */
};
enum grade { GRADE_REQUIRED, GRADE_EXPECTED, GRADE_HELPFUL };
enum confirmer { CONFIRMER_OWNER, CONFIRMER_PEER, CONFIRMER_MANAGER };
enum evidence_kind { /* a mask: 1 << kind */
                     EVIDENCE_LINK,
                     EVIDENCE_FILE,
                     EVIDENCE_NOTE,
                     EVIDENCE_MAIL,
                     EVIDENCE_FIELD,
};
enum field_type {
    FIELD_TEXT,
    FIELD_INTEGER,
    FIELD_DECIMAL,
    FIELD_MONEY,
    FIELD_DATE,
    FIELD_BOOLEAN,
    FIELD_CHOICE,
    FIELD_PERSON,
    FIELD_LINK,
};

struct ref {
    str id;
    struct place at;
    i32 index; /* -1: none, or unknown */
};
typedef VEC(struct ref) refs;

/* A length of time as written: "10 days", "4 hours", "2 working days". */
struct span {
    i64 ms;       /* days count 24 h; of working days only `days` means something */
    i32 days;     /* whole days as written, 0 when hours */
    bool working; /* runs in the calendar's working time only */
    bool known;   /* false: not written */
};

/* A reason to choose from: why a deal ended, why a hand-off was returned. */
struct reason {
    str id;
    struct place at;
    struct words title;
    str meaning; /* of a no-decision: "status-quo" or "indecision"; else empty */
};

struct department {
    str id;
    struct place at;
    struct words title;
};

struct choice {
    str id;
    struct place at;
    struct words title;
};

struct field {
    str id;
    struct place at;
    struct words title, about;
    enum field_type type;
    VEC(struct choice) choices; /* FIELD_CHOICE */
    struct ref known_from;      /* the stage from which it can be known; none: always */
};

/* Somebody at the buyer's: "economic buyer", whoever that is in a deal. */
struct persona {
    str id;
    struct place at;
    struct words title, about;
};

struct milestone {
    str id;
    struct place at;
    struct words title, about;
    i32 stage;          /* it is an exit milestone of this stage */
    struct ref persona; /* whose act it is, at the buyer's */
    enum grade grade;
    u32 evidence; /* mask of accepted kinds; 0: any */
    enum confirmer confirmer;
    refs needs; /* fields that must be filled */
    refs after; /* milestones that must have been reached before */
    str when;   /* condition in the guard language; empty: always */
    struct place when_at;
    struct span lapse; /* after so long it must be confirmed again */
};

struct play {
    str id;
    struct place at;
    struct words title, guidance; /* Markdown */
    struct ref stage, milestone;  /* what it helps with; either may be none */
    VEC(str) files;
};

struct stage {
    str id;
    struct place at;
    struct words title, about;
    struct ref department;
    refs contributors;
    struct span expected, limit;
    bool commit;                          /* signature: what follows belongs to won deals */
    i32 milestone_first, milestone_count; /* in standard.milestones */
};

enum move_forward { MOVE_NEXT, MOVE_ANY, MOVE_LISTED /* only the moves in `also` */ };
struct move {
    struct ref from, to;
    struct place at;
};
struct moves {
    enum move_forward forward; /* to the next stage only, to any later one, or as listed */
    bool backward;             /* allowed */
    struct place at;
    /* explicit moves beside the rule above: from, to */
    VEC(struct move) also;
};

struct handoff {
    str id;
    struct place at;
    struct words title;
    struct ref from, to; /* departments */
    struct ref stage;    /* on entering this stage the hand-off is due */
    refs packet;         /* fields that must be filled */
    struct span accept_within, touch_within;
    VEC(struct reason) return_reasons;
};

enum lane { LANE_SELLER, LANE_BUYER }; /* whose reason; a mask: 1 << lane */

struct outcome_rule {
    str id; /* as written: "no-decision" */
    struct place at;
    enum outcome outcome;
    struct words title, about;
    VEC(struct reason) reasons;
    bool reason_required;
    bool competitor_asked; /* "did a competitor win" is a question of its own */
    u32 lanes;             /* 0: the seller's only */
};

/* "at least 25 %", "at most 45 days", "at least 1.1". */
enum target_unit { TARGET_NUMBER, TARGET_SHARE, TARGET_DAYS };
struct target {
    f64 value; /* a share is a fraction: 25 % is 0.25 */
    enum target_unit unit;
    bool at_most;
    bool known;
};

/* What an indicator can measure. */
struct indicator_formula {
    const char *id;
    enum target_unit unit;
    bool stage, handoff; /* needs one */
    const char *about;
};
extern const struct indicator_formula indicator_formulas[]; /* ended by a row without id */

struct indicator {
    str id;
    struct place at;
    struct words title;
    str formula; /* an id of indicator_formulas: "win-rate", "stage-conversion"… */
    struct place formula_at;
    struct ref stage, handoff; /* what it is about, where the formula asks */
    struct words base;         /* the denominator, in words */
    i32 horizon_days;
    struct target target;
    struct words owner;
};

struct calendar_rule {
    str zone; /* IANA: "Europe/Paris" */
    struct place at;
    u32 days;                   /* mask, bit 0 Monday */
    i32 from_minute, to_minute; /* of the local day */
    VEC(i64) holidays;          /* days since 1970 */
    bool known;
};

/* From version 2: what changed since `from`, why, and where deals in flight go. Several
 * rows with the same `from` split it: the first whose condition holds is taken. Several
 * with the same `to` merge. Ids that are not listed stay what they were. */
struct change_map {
    str from, to; /* ids; `to` empty: dropped */
    struct place at, to_at;
    str when; /* a split by condition, else empty */
    struct place when_at;
    i32 index; /* of `to`; -1: dropped or unknown */
};
/* What deals already past it owe to a milestone that is new. */
enum new_milestone { NEW_GRANDFATHERED, NEW_CATCH_UP };
struct change_new {
    struct ref milestone;
    enum new_milestone policy;
};
struct changes {
    bool known;
    struct place at;
    i32 from_version;
    struct words why, evidence;
    VEC(struct change_map) stages, milestones;
    VEC(struct change_new) added;
    struct span catch_up_within;
};

struct standard {
    str file;
    bool sound;      /* read without an error */
    i32 format;      /* 1 */
    struct place at; /* of the first key */
    str process;
    struct place process_at;
    i32 version; /* 0: a draft */
    struct words title, about;
    enum discipline discipline;
    struct place discipline_at;
    struct words owner;
    str currency; /* ISO 4217 */
    struct place currency_at;
    struct calendar_rule calendar;
    VEC(struct department) departments;
    VEC(struct persona) personas;
    VEC(struct field) fields;
    VEC(struct stage) stages;
    VEC(struct milestone) milestones; /* all stages', in stage order */
    VEC(struct play) plays;
    struct moves moves;
    VEC(struct handoff) handoffs;
    VEC(struct outcome_rule) outcomes;
    VEC(struct indicator) indicators;
    struct review {
        bool known;
        struct place at;
        struct span every;
        struct words owner;
        refs departments; /* that must approve a revision */
        struct words about;
    } review;
    struct training {
        bool known;
        struct place at;
        struct span valid;        /* after it a seller must be trained again */
        enum confirmer confirmer; /* who says that somebody is trained: oneself, a peer… */
        struct words about;
    } training;
    struct waivers {
        bool known;
        struct place at;
        enum confirmer grantor; /* who may waive a required milestone */
        struct span valid;
        struct words about;
    } waivers;
    struct changes changes;
};
