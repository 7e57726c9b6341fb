/* mailer.h - takes mails from the outbox to the mail server, one after the other, through the
 * platform's door to the outside. A mail that arrived although nobody said so is sent again
 * under the same Message-ID: who receives it twice can tell. */
#pragma once

#include "accounts/mail.h"
#include "base/outgoing.h"
#include "base/platform.h"
#include "storage/seal.h"

enum {
    MAILER_SLICE_NS = 2000000000, /* of one run: other chores wait for it */
    MAILER_MESSAGE_BYTES = 256 << 10,
};

struct mailer {
    const struct platform *platform;
    struct accounts *accounts;
    const char *server; /* "smtps://HOST:PORT"; NULL: no mail is sent */
    str from_name;
    const char *from;            /* a bare address */
    const char *user, *password; /* NULL: nobody logs in */
    const char *ca_file;         /* NULL: the machine's */
    const struct seal *seal;     /* by which secrets in mails are sealed */
    const u32 *stop;
    void (*log)(void *context, str line); /* may be NULL */
    void *log_context;
};

/* Sends what is due until nothing is, time is up or a try fails in a way that the next would too;
 * false when the outbox has failed. */
MUST_CHECK bool mailer_run(struct mailer *m, i64 now_ms, struct err *e);
