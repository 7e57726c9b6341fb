/* local.h - a socket inside a folder, through which a command talks to the server that has the
 * folder open. Only who may write in the folder reaches it, and only processes of the same user
 * (or root) are listened to: the system says who is at the other end.
 *
 * One message each way: the caller sends all, then waits for all. Law: a message has an end in
 * bytes, and who falls silent is let go after LOCAL_SILENCE_MS; nobody can hold the server up
 * longer. Thread rule: one thread per handle. */
#pragma once

#include "base/buf.h"
#include "base/err.h"

enum { LOCAL_MESSAGE_MAX = 16 << 20, LOCAL_SILENCE_MS = 5000 };

/* Listens at `folder`/`name`, for the owner only; what an earlier server left there is taken away:
 * the caller holds the folder's lock. -1 with the reason in `e`. */
i64 local_listen(const char *folder, const char *name, struct err *e);
/* The next who calls, within `wait_ms`; -1: nobody, or nobody who may. */
i64 local_accept(i64 listener, i64 wait_ms);
/* -1: nobody listens there. */
i64 local_call(const char *folder, const char *name);

/* All of it; ended by local_said. */
bool local_say(i64 handle, str text);
/* Nothing more will be said from this side. */
void local_said(i64 handle);
/* Until the other side has said all; `patient` waits as long as it takes. */
bool local_hear(i64 handle, struct buf *out, bool patient);
void local_close(i64 handle); /* -1 is fine */
