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

enum { LOCAL_MESSAGE_MAX = 16 << 20, LOCAL_SILENCE_MS = 5000, LOCAL_FILES_MAX = 4 };

/* Open files that go with a message: what is large is read and written by the other side in a
 * file that was opened on this one, with the rights of who opened it. */
struct local_files {
    i64 v[LOCAL_FILES_MAX];
    i64 n;
};
void local_files_close(struct local_files *files);
/* A file in memory, without a name; -1: the system gives none. */
i64 local_room(void);

/* Listens at `folder`/`name`, for the owner only; what an earlier server left there is taken away:
 * the caller holds the folder's lock. -1 with the reason in `e`. */
i64 local_listen(const char *folder, const char *name, struct err *e);
/* The next who calls, within `wait_ms`; -1: nobody, or nobody who may. */
i64 local_accept(i64 listener, i64 wait_ms);
/* -1: nobody listens there. */
i64 local_call(const char *folder, const char *name);

/* All of it (not empty), with `files` (NULL: none), which stay open here; ended by local_said. */
bool local_say(i64 handle, str text, const struct local_files *files);
/* Nothing more will be said from this side. */
void local_said(i64 handle);
/* Until the other side has said all; `patient` waits as long as it takes. `files` gets those that
 * came with it, whatever comes of it; NULL: they are closed. One that is no plain file, on which
 * one might wait, is refused. */
bool local_hear(i64 handle, struct buf *out, struct local_files *files, bool patient);
/* The other side does not wait for an answer any more. */
bool local_is_gone(i64 handle);
void local_close(i64 handle); /* -1 is fine */
