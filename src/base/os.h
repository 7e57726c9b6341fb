/* os.h - the one door to the outside: files, clock, threads' count, terminal, memory.
 * Nothing else in the program asks the operating system for anything (tools/tidy keeps
 * it so); the rooms from standard/ to learn/ do not even include this header. */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* From now on arenas and buffers are at most so large, whatever they ask for: for a process whose
 * address space is limited. Before threads are started. */
void os_reserve_at_most(i64 bytes);
i64 os_reserve_most(void);

/* Address space, readable, writable, zero; costs memory only when touched.
 * Stops the program when the system refuses. */
void *os_reserve(i64 bytes);
void os_unreserve(void *p, i64 bytes);
/* The pages inside [p, p + bytes) become zero again and cost nothing. `p` page-aligned. */
void os_discard(void *p, i64 bytes);

/* The whole file at `path` ("-" is standard input), in `a`. Refuses directories, devices
 * and anything above `bytes_max`, each with its own message; reads nothing it refuses. */
MUST_CHECK bool os_read_file(str *out, struct arena *a, str path, i64 bytes_max, struct err *e);

/* Whether nobody but its owner may read or write the file. */
MUST_CHECK bool os_is_private(str path, bool *out, struct err *e);

/* Writes `content` beside `path`, syncs it and renames it into place: a reader sees the
 * old file or the whole new one. A device or a pipe is written into. "-" writes to standard output.
 */
MUST_CHECK bool os_write_file(str path, str content, struct err *e);

/* An open file read piece by piece, for what is too big to hold. */
struct os_file {
    int fd;
    i64 size; /* -1 when not a regular file */
};
MUST_CHECK bool os_open(struct os_file *f, str path, struct err *e);
/* Fills up to `n` bytes at `offset`; the count read, 0 at the end, -1 with `e` set. */
i64 os_read_at(const struct os_file *f, void *p, i64 n, i64 offset, struct err *e);
void os_close(struct os_file *f);

/* A file written piece by piece, for what is too big to hold. It grows beside its place and
 * appears there, whole, when committed; "-" is standard output, as it comes. */
enum { OS_PATH_BYTES_MAX = 4096 };
struct os_writer {
    int fd;
    char name[OS_PATH_BYTES_MAX];
    char beside[OS_PATH_BYTES_MAX + 16];
};
MUST_CHECK bool os_create(struct os_writer *w, str path, struct err *e);
MUST_CHECK bool os_append(struct os_writer *w, str text, struct err *e);
/* One of these two ends it. */
MUST_CHECK bool os_commit(struct os_writer *w, struct err *e);
void os_abandon(struct os_writer *w);

MUST_CHECK bool os_make_folder(str path, struct err *e);

/* Permission bits of a folder, and whether it is of who asks; -1 when it is none. */
i32 os_folder_mode(str path, bool *ours);
bool os_is_root(void); /* who runs this may do everything on the machine */
bool os_is_of_root(str path);
/* The path from the root; as it is when the system does not say where we are. */
str os_absolute(struct arena *a, str path);

i64 os_now_ms(void);     /* since 1970, UTC */
i64 os_elapsed_ns(void); /* a clock that never steps; for measuring */
i32 os_cpu_count(void);  /* at least 1 */

/* What this process, all its threads together, has cost so far. */
struct os_usage {
    i64 cpu_ns;     /* in the program and in the system on its behalf */
    i64 peak_bytes; /* most memory that it ever held at once */
};
struct os_usage os_usage(void);

/* From now on SIGTERM and SIGINT only set a flag, a closed connection is no signal; to be called
 * before the first thread begins. The second waits up to `wait_ms` for one of them: true when
 * somebody has asked the program to stop. */
void os_catch_stop(void);
bool os_stop_asked(i64 wait_ms);

bool os_is_terminal(int fd);
i32 os_terminal_columns(void); /* 80 when unknown */
/* The environment variable, or an empty str. */
str os_env(const char *name);

/* To standard output and standard error; short writes are completed. A closed pipe ends
 * the program quietly, as every Unix filter does. */
void os_write_out(str text);
void os_write_err(str text);
