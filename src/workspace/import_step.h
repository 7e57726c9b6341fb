/* import_step.h - what the writer does for an import, one bounded step in one transaction: it
 * begins, deals come in or are taken back, it ends. Every act of a deal is asked of the judge at
 * the moment it happened; what he says is counted and kept with the deal, silently: history is
 * recorded, never refused.
 *
 * A deal that is there already (by its reference) gets what the export tells beyond the imports
 * before; what people did here since then stays, unless the export itself changed its mind. */
#pragma once

#include "deal/judge.h"
#include "workspace/import_acts.h"

enum import_verb {
    IMPORT_BEGIN,
    IMPORT_GOVERNANCE, /* what the company did about its standard */
    IMPORT_DEALS,
    IMPORT_END,
    IMPORT_TAKE_BACK,
    IMPORT_TAKEN_BACK
};

enum import_became {
    IMPORT_CREATED,
    IMPORT_UPDATED,
    IMPORT_UNCHANGED, /* the export says nothing new */
    IMPORT_KEPT,      /* taking back: touched since, it stays as it is */
    IMPORT_REFUSED,   /* a reference or a text beyond a limit, or too many events */
    IMPORT_BECAME_COUNT,
};

enum import_state { IMPORT_RUNNING, IMPORT_DONE, IMPORT_UNDONE };

/* A deal as an import left it. */
struct imported_deal {
    i64 deal;
    i64 sequence; /* of KIND_DEAL_IMPORTED */
    i64 events;   /* of the deal in this import */
};

/* Lives with its caller; the text of an end stands in intent.text. */
struct import_step {
    enum import_verb verb;
    i64 import;                       /* its number; answer.deal of IMPORT_BEGIN gives it */
    i32 edition;                      /* whose numbers the acts use */
    bool tells_milestones;            /* else their absence means nothing */
    const struct import_deal *deals;  /* count of them */
    const struct imported_deal *back; /* count of them, to take back */
    const struct governance_event *governance; /* count of them */
    i64 count;
    /* what came of it */
    u8 *each;      /* enum import_became */
    i64 *deal_ids; /* numbers of the deals; may be NULL */
    i64 became[IMPORT_BECAME_COUNT];
    i64 findings[SEVERITY_SENSELESS + 1];
    i64 took_ns; /* of the writer; others waited for it */
};

/* What the export tells of a deal beyond what stands in `db`: for the writer and for a preview. */
struct storage;
struct folded;
struct import_novelty {
    bool known;       /* there is a deal of this reference */
    bool told_before; /* …and an import told of it */
    bool same_record;
    i64 import;                     /* which one told last */
    bool made_by_it;                /* …and made the deal */
    struct import_facts before;     /* the record told last */
    i32 edition;                    /* the deal is on */
    const struct import_act **acts; /* new ones */
    i64 act_count;
};
/* `deal` 0: new. False when the database failed. */
MUST_CHECK bool import_compare(struct import_novelty *out, struct arena *a, struct storage *db,
                               i64 deal, i64 revision, const struct import_deal *told);
