/* standard.h - a standard as its author wrote it: every part of the YAML file, each with
 * the place it came from. Read by read.h, examined by check.h, printed by show.h, and
 * compiled by rules.h into the small tables that the judge uses. Everything lives in the
 * arena it was read into; nothing changes after reading. References between parts are
 * indices into the arrays of `struct standard`, -1 for none (or for one that `check`
 * reported as unknown); the word as written stays beside it. */
#pragma once

#include "base/base.h"
#include "standard/outcome.h"

enum {
    STANDARD_STAGES_MAX = 64,
    STANDARD_MILESTONES_MAX = BITS_MAX, /* a deal's milestones are one `struct bits` */
    STANDARD_FIELDS_MAX = 200,
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

/* One text in several languages; `lang` is "en", "fr"…, empty when only one was written. */
struct wording {
    str lang, text;
};
struct words {
    VEC(struct wording) list;
};
/* The text in `lang`, else in English, else the first; empty when there is none. */
str words_in(const struct words *w, str lang);

struct ref {
    str id;
    struct place at;
    i32 index; /* -1: none, or unknown */
};
typedef VEC(struct ref) refs;

/* A length of time as written: "10 days", "4 hours", "2 working days". */
struct span {
    i64 ms;       /* days count 24 h, or one working day when `working` */
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

struct field {
    str id;
    struct place at;
    struct words title;
    enum field_type type;
    VEC(struct ref) choices; /* FIELD_CHOICE */
};

struct milestone {
    str id;
    struct place at;
    struct words title, about;
    i32 stage;   /* it is an exit milestone of this stage */
    str persona; /* who at the buyer: "economic buyer" */
    enum grade grade;
    u32 evidence; /* mask of accepted kinds; 0: any */
    enum confirmer confirmer;
    refs needs; /* fields that must be filled */
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

enum move_forward { MOVE_NEXT, MOVE_ANY };
struct move {
    struct ref from, to;
    struct place at;
};
struct moves {
    enum move_forward forward; /* to the next stage only, or to any later one */
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

struct outcome_rule {
    enum outcome outcome;
    struct place at;
    struct words title;
    VEC(struct reason) reasons;
    bool reason_required;
    bool competitor_asked; /* "did a competitor win" is a question of its own */
};

struct indicator {
    str id;
    struct place at;
    struct words title;
    str formula; /* a measure's id: "win-rate", "no-decision-rate", "stage-conversion"… */
    struct ref stage;
    str base; /* the denominator, in words */
    i32 horizon_days;
    f64 target;
    bool target_known;
    str owner;
};

struct calendar_rule {
    str zone; /* IANA: "Europe/Paris" */
    struct place at;
    u32 days;                   /* mask, bit 0 Monday */
    i32 from_minute, to_minute; /* of the local day */
    VEC(i64) holidays;          /* days since 1970 */
    bool known;
};

/* From version 2: what changed since `from`, why, and where deals in flight go. */
struct change_map {
    str from, to; /* ids; `to` empty: dropped */
    str when;     /* a split by condition, else empty */
    struct place at;
};
struct changes {
    bool known;
    struct place at;
    i32 from_version;
    str why, evidence;
    VEC(struct change_map) stages, milestones;
};

struct standard {
    str file;
    i32 format; /* 1 */
    str process;
    struct place process_at;
    i32 version; /* 0: a draft */
    struct words title, about;
    enum discipline discipline;
    str owner;
    str currency; /* ISO 4217 */
    struct calendar_rule calendar;
    VEC(struct department) departments;
    VEC(struct field) fields;
    VEC(struct stage) stages;
    VEC(struct milestone) milestones; /* all stages', in stage order */
    VEC(struct play) plays;
    struct moves moves;
    VEC(struct handoff) handoffs;
    VEC(struct outcome_rule) outcomes;
    VEC(struct indicator) indicators;
    struct {
        bool known;
        struct span every;
        str owner;
        refs departments; /* that must approve a revision */
    } review;
    struct {
        bool known;
        struct span valid; /* after it a seller must be trained again */
        struct words about;
    } training;
    struct {
        enum confirmer grantor; /* who may waive a required milestone */
        struct span valid;
    } waivers;
    struct changes changes;
};
