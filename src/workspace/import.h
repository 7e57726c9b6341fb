/* import.h - an export becomes a live workspace: the history that exchange/ made of the files
 * becomes deals with their past, through the writer and the judge, in small patient steps between
 * which people work on.
 *
 * A job is prepared (under which standard, what is what, who is who), can be looked at without
 * anything being written, and is run. A run that was cut short is gone on with by running the same
 * files again: a deal is known by its reference, what was told is not told twice. The whole of it
 * can be taken back by events; deals that somebody touched since are kept and named.
 *
 * Thread rule: a job belongs to one thread at a time; `done` and `stop` may be looked at and set
 * from others. */
#pragma once

#include "workspace/import_step.h"
#include "workspace/reader.h"

enum {
    IMPORT_PERSONS_SHOWN = 1000,
    IMPORT_KEPT_SHOWN = 1000, /* deals that a taking back names; more are counted */
};

struct import_order {
    const struct history *history;
    const struct import_report *report;
    const struct mapping *mapping; /* may be NULL */
    str standard;                  /* its text; empty: the newest edition, else one is drafted */
    u32 actor;
    enum role role;
};

struct import_job {
    struct arena *arena;
    struct workspace *workspace;
    struct import_order order;
    str standard; /* text to publish; empty: it is an edition already */
    bool drafted;
    i32 edition;               /* 0: not published yet */
    const struct rules *rules; /* of the standard */
    struct import_places places;
    u32 *person;         /* by actor of the history; 0: none, or not named yet */
    VEC(str) people_new; /* who will be named */
    i64 people_known;
    str text;   /* of KIND_IMPORT_BEGUN */
    i64 number; /* of the import; 0: not begun */
    bool resumed;
    i64 became[IMPORT_BECAME_COUNT];
    i64 findings[SEVERITY_SENSELESS + 1];
    i64 deals, done;               /* `done` grows while it runs */
    u32 stop;                      /* set: stops after the step it is in */
    bool (*wanted)(void *context); /* asked after each step, false stops too; may be NULL */
    void *wanted_context;
};

/* Decides everything; writes nothing. False with `e` set, the first question in it when one is
 * open (all of them are in job->places.questions); `d` gets the problems of the standard. */
MUST_CHECK bool import_prepare(struct import_job *job, struct arena *a, struct workspace *w,
                               struct reader *r, const struct import_order *order, struct diags *d,
                               struct err *e);
/* What a run would do: fills job->became. */
MUST_CHECK bool import_preview(struct import_job *job, struct reader *r, struct err *e);
/* Runs it to its end, or stops at ERR_STOPPED. */
MUST_CHECK bool import_run(struct import_job *job, struct err *e);

/* An import as the workspace knows it. */
struct import_row {
    i64 number;
    enum import_state state;
    i64 begun_ms;
    u32 actor;
    str text;    /* what was read, as JSON */
    str outcome; /* what became of it, as JSON; empty while it runs */
};
/* Those before `before` (0: the newest), newest first. */
i64 reader_imports(struct reader *r, struct arena *a, i64 before, i64 most, struct import_row *out);

/* Up to `most` deals that import `number` brought, after event `after` (the import's own). */
i64 reader_imported(struct reader *r, i64 number, i64 after, i64 most, struct imported_deal *out);
/* import_compare on what the reader sees. */
MUST_CHECK bool reader_compare(struct import_novelty *out, struct arena *a, struct reader *r,
                               const struct deal_row *deal, const struct import_deal *told);

struct import_undo {
    i64 number; /* of the import; this and the next two are asked */
    u32 actor;
    enum role role;
    i64 taken_back, untouched, kept;
    VEC(i64) kept_deals; /* the first IMPORT_KEPT_SHOWN */
};
/* Takes back import `out->number`. False: no such import, it is taken back already, or the
 * storage failed. */
MUST_CHECK bool import_take_back(struct import_undo *out, struct arena *a, struct workspace *w,
                                 struct reader *r, struct err *e);

const char *import_state_id(enum import_state state);
const char *import_became_id(enum import_became became);
