/* growing_parts.h - what a growing history holds, between growing.c, which adds, and
 * growing_fold.c and growing_build.c, which tell. Nobody outside this folder looks inside. */
#pragma once

#include "history/builder.h"
#include "history/growing.h"

/* What changes how a deal stands, beside its events. */
enum fact_kind {
    GROWN_OPENED, /* value: edition; the owner is the next fact */
    GROWN_OWNER,  /* value: actor */
    GROWN_REASON, /* value: into `reasons` */
    GROWN_REOPENED,
    GROWN_NO_AMOUNT,
    GROWN_MOVED,  /* value: edition */
    GROWN_RECORD, /* value: into `records` */
    GROWN_NAME,   /* value: into `texts` */
    GROWN_REFERENCE,
    GROWN_FIELD, /* and more: field number beyond it; value: into its values, or NO_ID */
};

struct grown_fact {
    i64 at_ms;
    i32 lag_s;
    u32 deal, value;
    u32 place; /* events added before it */
    u32 what;  /* enum fact_kind */
};

/* What never was. */
#define GROWN_NEVER INT64_MAX

struct grown_field {
    str name;
    struct dict values;
    bool is_text; /* too many values: no attribute */
};

struct grown_name {
    u32 actor;
    str name;
};

struct grown_edition {
    bool there;
    struct moment when;
    u32 process, currency;
    i32 version;
    u32 version_value; /* into the values of the field "version" */
    const str *stages;
    i64 stage_count;
};

/* Of one deal what was between two places is to be forgotten. */
struct grown_doubt {
    u32 deal;
    u32 next; /* another one of the same deal + 1 */
    struct growing_place from, to;
};

struct growing {
    /* each array that grows long has an arena of its own, so that it never moves */
    struct arena arena, deal_arena, fact_arena, column_arena[6];
    struct history_builder *names; /* activities and numbers */
    VEC(u32) deal;
    VEC(i64) at_ms;
    VEC(u16) activity;
    VEC(i32) lag_s;
    VEC(u32) actor;
    VEC(u32) value;
    bool any_value;
    VEC(struct grown_fact) facts;
    VEC(i64) ids;      /* of deals, rising */
    VEC(i64) people;   /* numbers of people, by actor */
    u32 *person_slots; /* actor + 1; 0 is free */
    i64 person_slot_count;
    VEC(struct grown_name) person_names;
    struct dict processes, currencies, reasons;
    VEC(struct grown_field) fields;     /* the first is "version" */
    VEC(struct grown_edition) editions; /* by number */
    VEC(struct growing_act) acts;
    VEC(struct growing_record) records;
    VEC(str) texts;
    VEC(struct grown_doubt) doubts;
    bool full, keeps_all;
    bool version_told; /* as a field of deals, by what was imported */
};

/* How a deal stood. */
struct grown_deal {
    struct deal_row row; /* owner and stage as numbers of `struct growing` */
    i32 edition;         /* 0: its beginning is not known */
    u32 currency;        /* of its record, HISTORY_NO_ID: that of the edition */
    u32 name, reference; /* into `texts` + 1; 0: none */
};

struct grown_state {
    struct grown_deal *deals; /* per deal */
    u32 *fields;              /* field × deals + deal: into its values, HISTORY_NO_ID */
    bool all_known;           /* nothing came later */
};

static inline bool grown_known(i64 at_ms, i32 lag_s, i64 as_of_ms)
{
    i64 lag = lag_s == HISTORY_NO_LAG ? 0 : 1000ll * lag_s;
    return at_ms != GROWN_NEVER && at_ms <= as_of_ms && at_ms + lag <= as_of_ms;
}

static inline bool grown_moment_known(struct moment m, i64 as_of_ms)
{
    return m.at_ms <= as_of_ms && (m.recorded_ms == TIME_NONE || m.recorded_ms <= as_of_ms);
}

/* How every deal stood at the moment: into `a`. */
void grown_fold(struct grown_state *s, struct arena *a, const struct growing *g, i64 as_of_ms);
/* False when a column of the view does not exist. */
MUST_CHECK bool grown_check_filters(const struct growing *g, const struct growing_view *v,
                                    struct err *e);
