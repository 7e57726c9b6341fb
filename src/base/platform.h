/* platform.h - every effect of the server through one table: files, clocks, random bytes,
 * waiting, threads, requests to others. `platform_system` is the machine; base/simulated.h is a
 * machine in memory whose power can be cut, for tests. What the server does is thereby replayable.
 *
 * Law: a function answers PLATFORM_OK (or a count, a size, a handle: 0 and more) or one of
 * the negative reasons below; it never prints and never stops the program. A failed write
 * or sync means *unknown*, never *no*: who gets one stops writing. Paths end with a zero
 * byte. Thread rule: any thread, any function; one file's offsets are arguments. */
#pragma once

#include "base/arena.h"
#include "base/err.h"
#include "base/outgoing.h"
#include "base/str.h"

enum platform_reason {
    PLATFORM_OK = 0,
    PLATFORM_MISSING = -1, /* no such file or folder */
    PLATFORM_FULL = -2,    /* no space left, or a quota */
    PLATFORM_DENIED = -3,
    PLATFORM_TAKEN = -4,  /* locked by somebody else */
    PLATFORM_EXISTS = -5, /* it must not, and does */
    PLATFORM_BROKEN = -6, /* the device, or anything else */
};

enum platform_open {
    PLATFORM_READ = 0,
    PLATFORM_WRITE = 1 << 0,  /* read and write */
    PLATFORM_CREATE = 1 << 1, /* made when missing: mode 0600 */
    PLATFORM_NEW = 1 << 2,    /* must not exist */
};

enum { PLATFORM_PATH_MAX = 4096, PLATFORM_NAME_MAX = 256 };

/* Names in a folder, in byte order, without "." and "..". */
struct platform_names {
    str *v;
    i64 n;
};

/* Our own program again, as another process: `word` is its command, `input` (in pieces) its
 * standard input, its standard output is the answer. Nothing else of ours is open in it. */
struct platform_child {
    const char *word;
    const str *input;
    i64 pieces;
    i64 timeout_ns; /* then it is ended */
    char *output;   /* room for output_max bytes; more ends it */
    i64 output_max;
    /* what came of it */
    i64 output_n;
    i32 status; /* its exit code; -1: a signal ended it */
};

struct platform {
    void *self; /* whatever the implementation keeps */

    /* A handle of 0 and more, or a reason. Never follows a link at the end of the path. */
    i64 (*file_open)(void *self, const char *path, u32 flags);
    void (*file_close)(void *self, i64 file);
    /* The count read: less than `n` only at the end of the file. */
    i64 (*file_read)(void *self, i64 file, void *p, i64 n, i64 offset);
    /* All of it, or a reason and then nothing is known of [offset, offset + n). */
    i64 (*file_write)(void *self, i64 file, const void *p, i64 n, i64 offset);
    /* Content and size are on the disk when this is OK; the name is not (folder_sync). */
    i64 (*file_sync)(void *self, i64 file);
    i64 (*file_truncate)(void *self, i64 file, i64 size);
    i64 (*file_size)(void *self, i64 file);
    /* Ours alone until closed, against every other opening of it in any process, SQLite's
     * own included; PLATFORM_TAKEN when somebody has it. Never waits. */
    i64 (*file_lock)(void *self, i64 file);
    i64 (*file_exists)(void *self, const char *path); /* 1, 0 or a reason */
    i64 (*file_unlink)(void *self, const char *path);
    i64 (*file_rename)(void *self, const char *from, const char *to); /* replaces `to` */
    i64 (*folder_make)(void *self, const char *path);                 /* mode 0700 */
    /* Names made, renamed and unlinked in it before are on the disk when this is OK. */
    i64 (*folder_sync)(void *self, const char *path);
    i64 (*folder_list)(void *self, const char *path, struct arena *a, struct platform_names *out);
    i64 (*folder_free_bytes)(void *self, const char *path);

    i64 (*now_ms)(void *self);     /* since 1970, UTC; may step */
    i64 (*elapsed_ns)(void *self); /* never steps */
    void (*random_bytes)(void *self, void *p, i64 n);

    /* Sleeps while *word is `seen`, until somebody wakes the word or the time is over
     * (-1: no end). May wake for no reason: the caller looks again. */
    void (*wait)(void *self, u32 *word, u32 seen, i64 timeout_ns);
    void (*wake)(void *self, u32 *word); /* everybody who sleeps on it */
    /* A thread of its own; the answer is for thread_join, or a reason. */
    i64 (*thread_start)(void *self, void (*work)(void *context), void *context);
    void (*thread_join)(void *self, i64 thread);
    /* Starts one and waits until it has ended. PLATFORM_DENIED where there are no processes. */
    i64 (*child_run)(void *self, struct platform_child *child);
    /* The calling thread, and those it starts, run from now on only while nobody else wants the
     * processor: for work that must never slow an act down. There is no way back. */
    void (*thread_stand_back)(void *self);

    /* A request that leaves the machine; it is called by outgoing_send (base/outgoing.h). */
    void (*outgoing)(void *self, const struct outgoing *o, struct outgoing_reply *reply);
};

/* The machine. */
extern const struct platform platform_system;

/* "no space is left": for a message. */
const char *platform_reason_text(i64 reason);
/* Sets "cannot WHAT "PATH": reason", with what to try. Always false. */
bool platform_fail(struct err *e, i64 reason, const char *what, const char *path);
/* The folder a path is in, "." when it names none; `out` holds PLATFORM_PATH_MAX bytes. */
void platform_folder_of(char *out, const char *path);
