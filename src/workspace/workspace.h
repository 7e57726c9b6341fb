/* workspace.h - a company's deals in one file, acme.etalon: events are the truth, the one
 * writer appends them, everybody else reads.
 *
 * What somebody intends is put into a request, handed to the writer from any thread, judged and
 * recorded there together with many others in one transaction, and answered only after that
 * transaction is on the disk. The same Idempotency-Key has its effect once, for ever the same
 * answer. When the disk fails the writer stops for good (the answer is *unknown*): close the
 * workspace and open it again.
 *
 * Thread rule: workspace_submit and workspace_do from any thread; a reader belongs to one
 * thread at a time; the rest to the owner. */
#pragma once

#include "deal/carry.h"
#include "deal/clock.h"
#include "deal/decide.h"
#include "deal/training.h"
#include "storage/storage.h"
#include "workspace/kind.h"

enum {
    WORKSPACE_APPLICATION = 0x6574616C, /* "etal", in the head of the file */
    WORKSPACE_BATCH_MAX = 128,          /* requests in one transaction */
    WORKSPACE_TEXT_MAX = 64 << 10,      /* bytes of a note */
    WORKSPACE_KEY_MAX = 128,            /* bytes of an Idempotency-Key */
    WORKSPACE_BODY_MAX = 64 << 10,      /* bytes of an answer that is kept */
    WORKSPACE_KEY_DAYS = 30,            /* a key is kept at least so long */
    WORKSPACE_FORGET_MAX = 500,         /* keys forgotten by one request */
    WORKSPACE_CLOCKS_MAX = 100,         /* deals whose clocks one request looks at */
    WORKSPACE_EDITIONS_MAX = 4096,
    WORKSPACE_DEAL_EVENTS_MAX = 50000,
    WORKSPACE_MOVE_MAX = 128,        /* deals carried over in one transaction among others… */
    WORKSPACE_MOVE_NS = 8000000,     /* …which ends after so long, for their sake */
    WORKSPACE_FILE_MAX = 8 << 20,    /* bytes of a file that is kept */
    WORKSPACE_FILE_PART = 512 << 10, /* …in pieces of so many */
    WORKSPACE_FILE_NAME_MAX = 200,   /* bytes of its name */
    WORKSPACE_LOG_PAGES = 1024,      /* 4 MiB of log, then a checkpoint: a stall of some ms */
    WORKSPACE_ID_BYTES = 41,         /* of "acme" in acme.etalon, with a zero */
    WORKSPACE_IMPORT_STEP_MAX = 256, /* deals of an import in one transaction */
    WORKSPACE_VIEWS_MAX = 500,
    WORKSPACE_WEBHOOKS_MAX = 32,
    WORKSPACE_DELIVERIES_KEPT = 1000, /* of each webhook, the newest */
    HASH_BYTES = 32,
};
#define REVISION_ANY (-1ll)

enum intent_kind {
    INTENT_ACT,      /* `act` on `deal`; EVENT_OPENED opens a new one, named by `text` */
    INTENT_NAME,     /* the deal's name */
    INTENT_PUBLISH,  /* `text` is a standard; act.value 1: deals in flight go to it */
    INTENT_FORGET,   /* some of the keys recorded before act.value; answer.deal: how many */
    INTENT_MIGRATE,  /* deals in flight go to the edition act.value */
    INTENT_UNDO,     /* those that went to the edition act.value come back */
    INTENT_TRAINED,  /* person `deal` (0: the actor) is trained on the edition act.value */
    INTENT_FILE,     /* `content` is kept; `text` as KIND_FILE_KEPT. answer.deal: 1: it is new */
    INTENT_PERSON,   /* act.value is the number (0: the next free one), `text` the name; with
                        `content`, the department, as INTENT_PLACE */
    INTENT_PLACE,    /* person act.value is of the department `text`; act.subject as
                        KIND_PERSON_PLACED */
    INTENT_IMPORT,   /* a step of an import: `import` */
    INTENT_VIEW,     /* act.value is the number (0: a new one), `text` as KIND_VIEW_SET; empty:
                        it ends; `expected`: the event that set it. answer.deal: its number */
    INTENT_WEBHOOK,  /* act.value is the number (0: a new one), `text` as KIND_WEBHOOK_SET; empty:
                        it ends; `expected`: the event that set it. answer.deal: its number */
    INTENT_DELIVERY, /* `delivery` is written down; no event */
    INTENT_PROPOSAL, /* `proposal`; answer.deal: its number */
    INTENT_REVIEW,   /* edition act.value was reviewed and stays; `text`: what was found */
    INTENT_CLOCKS,   /* clocks that have run out are said, some of them; answer.deal: how many */
};

enum answer_status {
    ANSWER_PENDING,
    ANSWER_ACCEPTED,
    ANSWER_REFUSED,   /* by the standard: see the findings; the refusal itself is recorded */
    ANSWER_CONFLICT,  /* the deal has changed since `expected`, or is on another edition */
    ANSWER_MISSING,   /* no such deal, no such edition */
    ANSWER_MISUSED,   /* the key was used for something else */
    ANSWER_INVALID,   /* a text too long, a standard with errors, a reference taken */
    ANSWER_LIMIT,     /* a stated limit was passed */
    ANSWER_UNKNOWN,   /* the storage failed: whether it happened shows after reopening */
    ANSWER_NOT_YOURS, /* `only_owner`, and the deal is somebody else's */
    ANSWER_STATUS_COUNT,
};

struct import_step;
struct proposal_act;
/* One try to tell a webhook of an event. */
enum delivery_outcome {
    DELIVERY_WAITING, /* it will be tried again */
    DELIVERY_DONE,
    DELIVERY_LET_GO, /* by a person: the queue goes on without it */
};
struct delivery {
    i64 webhook;
    i64 position;    /* of its queue from now on: what comes after that is next; 0: the queue
                        stays. A queue that has gone further meanwhile stays too */
    i64 queue_tries; /* of what is next, so far */
    i64 next_ms;     /* not before then */
    i64 sequence;    /* of the event that was tried; 0: only the queue moves */
    enum delivery_outcome outcome;
    i32 status; /* of HTTP; 0: none came */
    str ended;  /* outgoing_end_word */
    i64 at_ms;
};

struct intent {
    enum intent_kind kind;
    i64 deal;
    i64 expected;    /* the revision that the caller saw, or REVISION_ANY */
    i32 edition;     /* whose numbers `act` uses; opening: 0 takes the newest */
    bool only_owner; /* nothing is done to a deal that is not the actor's own */
    struct deal_event act;
    str text;
    str reference;       /* opening: the deal's id elsewhere; may be empty */
    str content;         /* of a file; lives until answered */
    str key;             /* Idempotency-Key; empty: none */
    u8 hash[HASH_BYTES]; /* of what was asked, with a key */
    struct import_step *import;
    bool patient; /* others go first: it gets a third of the writer's time while they wait */
    const struct delivery *delivery;
    const struct proposal_act *proposal;
};

struct answer {
    enum answer_status status;
    bool replayed; /* an earlier request had this key: its answer */
    i64 deal, revision;
    i64 first, last; /* the events recorded, 0: none */
    i64 now_ms;
    str body; /* what `print` made of it, or what it made then */
    /* only while `print` runs */
    const struct verdict *verdict;
    const struct deal_state *state; /* after it */
    const struct rules *rules;
    const struct diags *diags;
};

/* Lives with its caller until answered. */
struct request {
    struct intent intent;
    struct answer answer;
    /* Makes the body from the answer, inside the transaction; may be NULL. */
    void (*print)(void *context, const struct answer *a, struct buf *out);
    /* Called by the writer's thread when the answer is there and durable; NULL: somebody
     * waits (workspace_wait). */
    void (*done)(void *context, struct request *r);
    void *context;
    char *body; /* room for the body, `body_max` bytes; NULL: not wanted */
    i64 body_max;
    /* the writer's */
    u32 settled;
    struct request *next;
};

struct workspace_options {
    bool create;
    str name;         /* of a workspace that is created */
    bool no_thread;   /* workspace_step is called instead (tests, tools) */
    i64 cache_bytes;  /* of the writer's connection; 0: 16 MiB */
    i32 log_pages;    /* of log, then a checkpoint; 0: WORKSPACE_LOG_PAGES */
    i32 cache_deals;  /* states kept; 0: 4,096 of 8 KiB */
    i32 batch_max;    /* requests in one transaction, for tools; 0: WORKSPACE_BATCH_MAX */
    i32 move_max;     /* deals carried over in one, for tests; 0: WORKSPACE_MOVE_MAX */
    bool commit_soon; /* synchronous=NORMAL: for tests that must see the loss */
};

/* a-z, 0-9 and "-", 1 to 40 of them, and not "accounts": what stands before ".etalon". */
bool workspace_is_name(str id);

struct workspace;
MUST_CHECK bool workspace_open(struct workspace **out, const struct platform *p, const char *path,
                               const struct workspace_options *options, struct err *e);
/* What was submitted is answered first. NULL is fine. */
void workspace_close(struct workspace *w);

void workspace_submit(struct workspace *w, struct request *r);
/* Waits until it is settled. */
void workspace_wait(struct workspace *w, struct request *r);
/* Both; without a thread the work is done here. */
void workspace_do(struct workspace *w, struct request *r);
/* Without a thread: settles up to WORKSPACE_BATCH_MAX requests; how many. */
i32 workspace_step(struct workspace *w);

/* False, with the reason in `e`, when the writer has stopped for good. */
bool workspace_check(const struct workspace *w, struct err *e);

/* Editions published so far, and one of them, compiled (NULL: no such). Never changes. */
i32 workspace_editions(const struct workspace *w);
const struct rules *workspace_rules(const struct workspace *w, i32 edition);
/* The file of its calendar's zone, by which it was compiled; empty: UTC, or no such edition. */
str workspace_zone(const struct workspace *w, i32 edition);

/* Whether a verdict took it back, and whether some deals get it by chance. */
bool workspace_reverted(const struct workspace *w, i32 edition);
bool workspace_on_trial(const struct workspace *w, i32 edition);

/* How many webhooks are set: who would tell them need not look when there are none. */
i64 workspace_webhooks(const struct workspace *w);

/* The edition that `edition` follows, and how its deals go there: 0 and NULL when none does. */
i32 workspace_follows(const struct workspace *w, i32 edition);
const struct carry *workspace_carry(const struct workspace *w, i32 edition);
/* How often deals have been carried to other editions: what was known of them may be old. */
i64 workspace_carried(const struct workspace *w);

/* A standard as it would be if it were published now, for previews: from any thread. False with
 * every problem in `d` (or `e`). */
struct draft {
    const struct rules *rules;
    i32 follows; /* the edition before it, 0: none */
    struct carry carry;
};
MUST_CHECK bool workspace_draft(struct draft *out, const struct workspace *w, struct arena *a,
                                str text, struct diags *d, struct err *e);

/* Whether deals on `edition` would go along, and one of them (its state, changed in place). */
bool workspace_leads(const struct workspace *w, const struct draft *d, i32 edition);
enum carry_trouble workspace_would_carry(const struct workspace *w, const struct draft *d,
                                         struct deal_state *s, i64 now_ms);

struct workspace_head {
    i64 sequence;
    u8 hash[HASH_BYTES];
};
/* The end of the chain of what is durable. */
struct workspace_head workspace_head(const struct workspace *w);

struct workspace_counts {
    i64 commits, requests, events, checkpoints;
    i64 commit_ns_last, batch_ns_most, checkpoint_ns_most;
    i64 clocks;        /* that ran out */
    i64 clock_next_ms; /* the next that runs out, as of the last INTENT_CLOCKS; INT64_MAX: none */
};
struct workspace_counts workspace_counts(const struct workspace *w);
