/* eventlog.h - event logs as CSV of any size: one row per event with a deal, an activity and
 * a moment, under any of the usual headers, or our own file (deal,activity,kind,…). The file
 * is read in pieces by several threads and is never held whole; rows that cannot be used are
 * rejected with their line and reason. The result does not depend on the threads.
 *
 * Memory: about 40 bytes per event while reading. The dialect is sniffed; text is UTF-8. */
#pragma once

#include "base/os.h"
#include "history/history.h"

enum {
    EVENTLOG_COLUMNS_MAX = 512,
    EVENTLOG_RECORD_BYTES_MAX = 1 << 20, /* a longer record is an open quote: rejected */
    EVENTLOG_REJECTIONS_KEPT = 1000,
};

/* Which column holds what; -1: none. */
struct eventlog_layout {
    char delimiter;
    i32 columns;
    i32 deal, activity, kind, at, recorded, actor, value, lifecycle;
    i64 header_bytes; /* where the first row begins */
    bool native;      /* our own file: kinds, values and recorded moments have meaning */
};

/* Reads the header in the first bytes of a file; true when they hold a deal, an activity and
 * a moment. `why_not` says in words what is missing (e.g. "no column for the moment"). */
MUST_CHECK bool eventlog_recognise(struct eventlog_layout *out, str head, const char **why_not);

struct eventlog_rejection {
    i64 line;
    str reason, excerpt;
};
struct eventlog_report {
    struct arena *arena;
    i64 rows, used, rejected; /* rows of data; rows = used + rejected */
    VEC(struct eventlog_rejection) rejections;
    i64 deals;
    char sha256[65]; /* of the bytes; empty unless asked for */
};

/* A moment in another form than ISO 8601: true when understood. Called by several threads. */
typedef bool eventlog_when(const void *context, str text, i64 *at_ms);

struct eventlog_options {
    const struct eventlog_layout *layout;
    i32 threads;
    bool sha256;
    eventlog_when *when; /* may be NULL */
    const void *when_context;
    i64 piece_bytes; /* 0: the usual; tests take small ones */
};

/* The address space that `scratch` below needs for a file of `size` bytes. Memory is used as
 * rows come. */
i64 eventlog_scratch_bytes(i64 size);

/* Reads the open file, or `text` when `file` is NULL, into a fresh builder, which then holds
 * all deals and events of the log; what is missing (governance…) may be added before
 * history_build, which must come while `scratch` lives. `report->arena` is set by the caller,
 * holds the ids and must live as long as the history. Fails when nothing can be used. */
MUST_CHECK bool eventlog_read(struct history_builder *b, struct eventlog_report *report,
                              struct arena *scratch, const struct os_file *file, str text,
                              const struct eventlog_options *options, struct err *e);
