/* xes.h - event logs in XES (IEEE 1849), plain or .gz, read in one pass through a window.
 * A trace is a deal (its concept:name), an event an activity (concept:name), a moment
 * (time:timestamp, to UTC) and a person (org:resource). Text attributes of traces become
 * attributes of deals. Nested attributes, globals, classifiers and what stands at the level
 * of the log are passed over; a DTD is refused.
 *
 * Memory: four windows of XES_WINDOW_BYTES and 26 bytes per event. One thread reads; a second,
 * when there is a core for it, fetches (and inflates, and hashes) what comes next. */
#pragma once

#include "base/os.h"
#include "history/history.h"

enum {
    XES_WINDOW_BYTES = 4 << 20, /* no single tag or text may be longer */
    XES_REJECTIONS_KEPT = 1000,
    XES_RATIO_MAX = 500, /* text per byte of .gz: beyond it, and past 256 MiB, it is a bomb */
};

struct xes_rejection {
    i64 line;
    str reason;
};
struct xes_report {
    struct arena *arena;
    i64 traces, events; /* events = used + rejected */
    i64 used, rejected;
    VEC(struct xes_rejection) rejections; /* the first ones */
    i64 text_bytes;
    char sha256[65]; /* of the file as it is on disk; empty unless asked for */
};

/* Does this begin like XES (or like the .gz of something)? */
bool xes_recognise(str head);

/* Reads the file (or `bytes` when `file` is NULL) into a fresh builder; then history_build. */
MUST_CHECK bool xes_read(struct history_builder *b, struct xes_report *report,
                         const struct os_file *file, str bytes, bool sha256, struct err *e);
