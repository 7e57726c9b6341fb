/* deliver.h - telling webhooks of events. The log of events is the outbox: what is committed is
 * told, in the order of the log, to each webhook that asked for it, until it says so (2xx). A crash
 * between the receiver's yes and our note of it tells it again, with the same id: at least once.
 *
 * Each webhook has a queue of its own, which is a place in the log: one that is slow or down keeps
 * nobody else waiting, as those who failed or were slow last have at most DELIVER_SLOW_MAX of the
 * threads. After HOOK_TRIES_MAX tries, about three days, it is turned off, with the reason in
 * its event; its place in the log stays, so that nothing is lost when it is turned on again.
 *
 * One deliverer serves every workspace of the server. It holds those that have webhooks, so that
 * they stay open, and lets go of those whose last one has ended.
 *
 * Thread rule: open, start and close for the owner; the rest from any thread. */
#pragma once

#include "api/hook.h"
#include "api/shelf.h"
#include "base/outgoing.h"

enum {
    DELIVER_THREADS_MAX = 8,
    DELIVER_SLOW_MAX = 4,
    DELIVER_SLOW_MS = 2000,
    DELIVER_REPLY_BYTES = 64 << 10,
    DELIVER_BODY_BYTES = 16 << 10,
    DELIVER_LOOK_MS = 250, /* between two looks at the log when nothing is to do */
    DELIVER_WORKSPACES_MAX = 128,
};

struct deliverer_options {
    const struct platform *platform;
    const struct seal *seal;
    u32 allow;                            /* enum outgoing_allow: of the site */
    const char *ca_file;                  /* NULL: the machine's authorities */
    void (*log)(void *context, str line); /* may be NULL */
    void *log_context;
    /* The first thread begins with it: deliver_watch for every workspace there is; may be NULL. */
    void (*find)(void *context);
    void *context;
};

struct deliverer;
struct deliverer *deliver_open(struct arena *a, const struct deliverer_options *o);
/* The first thread; others come when there are more webhooks. */
MUST_CHECK bool deliver_start(struct deliverer *d, struct err *e);
/* Tries that run end within a second. NULL is fine. */
void deliver_close(struct deliverer *d);

/* Tells the webhooks of this workspace from now on, if it has any; held as long as it has. */
void deliver_watch(struct deliverer *d, struct opened *opened);

/* One try for whichever webhook is due; false when there was nothing to do. What the threads do,
 * and a test by hand. */
bool deliver_step(struct deliverer *d);

/* How a try ended. */
struct delivered {
    enum outgoing_end end;
    i32 status;
    i64 took_ms;
    bool done;   /* the receiver has said yes */
    bool unread; /* nothing was sent: what to send could not be read */
    char detail[OUTGOING_DETAIL_MAX];
};
/* The event of `delivery` again, now; it is written down. False when it cannot be made. */
bool deliver_now(struct deliverer *d, struct opened *opened, const struct hook *h,
                 const struct delivery_row *delivery, struct delivered *out);
/* A message of the type "ping", which stands for no event and is not written down. */
bool deliver_ping(struct deliverer *d, struct opened *opened, const struct hook *h,
                  struct delivered *out);
u32 deliver_allows(const struct deliverer *d); /* of the site */
