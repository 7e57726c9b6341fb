/* desk.h - what a workspace's deals say, asked while they are run. One thread per workspace
 * follows its events and makes answers, and it stands back: it runs only while nobody else
 * wants the processor, takes no lock that others wait for, and reads what is durable through
 * a reader of its own, so that no act ever waits for it. A second thread, nearly always
 * asleep, hands answers to those who wait.
 *
 * An answer says up to which event it speaks (`sequence`). Equal questions asked at once are
 * computed once; what was computed is kept and given again as long as nothing new has been
 * recorded. An answer that is dear to make (DESK_DEAR_MS) is given as it stands while it is
 * made anew behind it, unless somebody asks for at least an event: then they wait.
 *
 * Thread rule: desk_ask and desk_standing from any thread; the rest for the owner. */
#pragma once

#include "http/limits.h"
#include "live/question.h"

struct platform;
struct workspace;

enum {
    DESK_ANSWERS_MAX = 96,            /* kept; the one not asked for longest goes first */
    DESK_WAITING_MAX = 16,            /* who wait for an answer at once; one more is refused */
    DESK_WAIT_SECONDS = 20,           /* then they are told to ask again */
    DESK_DEAR_MS = 50,                /* an answer that took longer is given as it stands… */
    DESK_FRESH_MS = 40,               /* a cheaper one is waited for so long, then as it stands */
    DESK_OLD_SECONDS = 600,           /* …unless it was made longer ago than this */
    DESK_ANSWER_BYTES_MAX = 32 << 20, /* of one answer */
};
extern const struct http_limit desk_limits[]; /* ended by a row without a name */

struct desk_options {
    const struct platform *platform;
    struct workspace *workspace; /* outlives it */
    str name;                    /* of the workspace; outlives it */
    bool no_thread;              /* work is done by who asks (tests, tools) */
};

struct desk;
MUST_CHECK bool desk_open(struct desk **out, const struct desk_options *o, struct err *e);
void desk_close(struct desk *l); /* NULL is fine */

enum desk_status {
    DESK_WAITING, /* the answer will be given by `done` */
    DESK_ANSWERED,
    DESK_REFUSED, /* what is asked for does not exist, or passes a limit: see `err` */
    DESK_LATER,   /* not within DESK_WAIT_SECONDS: it is being made, ask again */
    DESK_CROWDED, /* DESK_WAITING_MAX wait already */
};

struct desk_answer {
    enum desk_status status;
    str body;     /* JSON, in the asker's arena */
    i64 sequence; /* the last event that is in it */
    u64 key;      /* of the question: with the sequence, what an entity tag needs */
    struct err err;
};

/* Who asks; lives with its caller until the answer is there. */
struct desk_asker {
    const struct question *question; /* and what it points to, as long */
    i64 at_least;                    /* an event that must be in the answer, 0 for none */
    struct arena *arena;             /* of the answer's body */
    /* Told once when desk_ask said DESK_WAITING, in a thread that must not be held up. */
    void (*done)(void *context, struct desk_asker *asker);
    void *context;
    struct desk_answer answer;
    /* the room's */
    i64 head, from_ns;
    struct desk_asker *next;
};
/* Fills asker->answer and says its status, which `done` never has to be DESK_WAITING. Without a
 * thread the answer is always there. */
enum desk_status desk_ask(struct desk *l, struct desk_asker *asker);

/* The answer that is there, however old; it is made anew behind it when it is older than
 * DESK_OLD_SECONDS. False when there is none yet: it is being made. Never waits. */
bool desk_glance(struct desk *l, const struct question *q, struct arena *a, str *body);

struct desk_standing {
    i64 sequence; /* followed so far */
    i64 head;     /* durable */
    i64 events, deals;
    bool full; /* see GROWING_EVENTS_MAX: later events are in no answer */
    bool warm; /* standard questions are answered from what is kept */
    i64 answers, answer_ns, answer_ns_most;
};
struct desk_standing desk_standing(const struct desk *l);
