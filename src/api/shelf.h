/* shelf.h - the workspaces that are open: one data folder holds many, acme.etalon beside
 * demo.etalon. Each is opened when somebody first asks for it and stays open; when as many are
 * open as may be, the one that nobody uses and that was not asked for longest is closed first.
 *
 * Who works in one holds it (shelf_take … shelf_give): while somebody does it is not closed.
 * Thread rule: any thread; init and close for the owner. Taking one that is open costs a lock
 * and a look through the open ones; opening one does not hold up who works in another. */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "workspace/reader.h"

struct desk;

enum {
    SHELF_MAX = 256,
    OPENED_READERS_MAX = 64, /* kept open; more are opened and closed again */
    OPENED_EDITION_SLOTS = 1 << 14,
};

struct opened {
    char id[WORKSPACE_ID_BYTES];
    struct arena arena;
    struct workspace *workspace;
    bool owned;          /* closed with the shelf; else whoever added it closes it */
    bool closing;        /* nobody finds it any more */
    _Atomic i64 holders; /* grows under the lock of the shelf only */
    u64 asked;           /* when it was last taken, as a count */

    pthread_mutex_t lock; /* of the readers, and while `desk` is opened */
    struct reader *readers[OPENED_READERS_MAX];
    i32 reader_count;
    struct desk *desk; /* its analytics; NULL: nobody has asked yet */
    /* deal << 13 | edition: which numbers a deal's parts have, so that an act need not read */
    _Atomic u64 *edition_of;
    _Atomic i64 carried_seen; /* when deals went to other editions, all of it is forgotten */
};

struct shelf {
    const struct platform *platform;
    const char *folder;      /* NULL: only what was added */
    i32 open_max;            /* 0: SHELF_MAX */
    bool no_threads;         /* the writers have none: workspace_step is called (tests) */
    pthread_mutex_t lock;    /* of what follows; never held while a file is opened */
    pthread_mutex_t opening; /* who opens or closes one, one at a time; taken before `lock` */
    struct opened *opened[SHELF_MAX];
    i32 count;
    u64 asked;
};

void shelf_init(struct shelf *shelf, const struct platform *p, const char *folder);
/* Nobody holds one any more. */
void shelf_close(struct shelf *shelf);
/* A workspace that somebody else opened and will close; never closed to make room. */
void shelf_add(struct shelf *shelf, str id, struct workspace *w);

/* The workspace of that id, held until given back; opened when it is not. Fails with a message
 * for people: no such file, damaged, too many in use. */
MUST_CHECK bool shelf_take(struct shelf *shelf, str id, struct opened **out, struct err *e);
/* The same of one whose file may be missing: it is made then, and empty. */
MUST_CHECK bool shelf_make(struct shelf *shelf, str id, str name, struct opened **out,
                           struct err *e);
/* The open one of that number, from 0, held; NULL: there are not so many, or it is closing. */
struct opened *shelf_take_open(struct shelf *shelf, i32 number);
void shelf_give(struct opened *opened); /* NULL is fine */
/* One hold more, for who has one. */
void shelf_hold(struct opened *opened);

/* False, with the reason, when the storage of an open one has failed. */
bool shelf_check(struct shelf *shelf, struct err *e);
i32 shelf_count(struct shelf *shelf); /* how many */

/* Its analytics as far as somebody has asked for them; NULL: nobody has. */
struct desk *opened_desk_there(struct opened *opened);
/* Its analytics, followed from the first call on. */
MUST_CHECK bool opened_desk(struct opened *opened, const struct platform *p, bool no_thread,
                            struct desk **out, struct err *e);

/* A reader from the pool, or a new one; given back whatever happened. */
MUST_CHECK bool opened_reader(struct opened *opened, struct reader **out, struct err *e);
void opened_give_back(struct opened *opened, struct reader *r);
