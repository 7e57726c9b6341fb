/* part.h - what may be asked of a report, and what it says of where its deals come from; apart
 * from report.h, so that who asks need not know how figures are made. */
#pragma once

#include "base/base.h"

/* Parts of the object. The head, what cannot be said and what calls for care are always there. */
enum json_part {
    JSON_OUTCOMES = 1 << 0,
    JSON_TIMES = 1 << 1,
    JSON_FUNNEL = 1 << 2,
    JSON_GROUPS = 1 << 3,
    JSON_SEASON = 1 << 4,
    JSON_PIPELINE = 1 << 5,
    JSON_ADHERENCE = 1 << 6,
    JSON_ASSESSMENT = 1 << 7,
    JSON_MAP = 1 << 8,
    JSON_VARIANTS = 1 << 9,
    JSON_DISTANCE = 1 << 10, /* the key "alignment" */
    JSON_FILES = 1 << 11,    /* the files, their columns and rejected rows */
    JSON_ALL = (1 << 12) - 1,
    /* what is learnt: learned.h; never part of a report */
    JSON_PRACTICES = 1 << 12,
    JSON_DEVIATIONS = 1 << 13,
    JSON_GATES = 1 << 14,
    JSON_UNDECIDED = 1 << 15,
    JSON_COMPARE = 1 << 16,
    JSON_LEARNED = ((1 << 17) - 1) & ~((1 << 12) - 1),
    JSON_AT_GATES = 1 << 17, /* evidence_at_gate.h */
    JSON_COACHING = 1 << 18, /* coaching.h */
};

/* Where the deals come from when they are those of a workspace, not of files. */
struct report_population {
    str workspace;
    str process;          /* of the deals */
    i64 processes;        /* with deals, in the workspace */
    i32 edition;          /* the standard they are held against; 0: none */
    i64 sequence;         /* the last event that is in it */
    i64 known, counted;   /* deals known at as_of; those left by process, period and filters */
    i64 from_day, to_day; /* deals that entered then; TIME_NONE: no bound */
    str filters;          /* as asked: "segment:large,owner:Ann"; empty: none */
    str rows;             /* where the deals behind a number are; empty: nowhere */
};

/* Whose figures of single sellers are shown. */
struct report_people {
    bool own_only;
    str self; /* the reader's name; empty: no seller */
};
