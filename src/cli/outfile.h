/* outfile.h - a file that a command writes: beside its place first, in its place when all of it
 * is on the disk; "-" is standard output, which gets all of it or nothing. When it fails there is
 * no file. Who writes it may be the server that has the data folder (office.h): it gets the handle
 * and pours into it. */
#pragma once

#include "base/platform.h"
#include "format/sink.h"

struct outfile {
    char path[PLATFORM_PATH_MAX], beside[PLATFORM_PATH_MAX];
    bool screen;
    i64 file; /* to pour into */
};

MUST_CHECK bool outfile_open(struct outfile *f, str path, struct err *e);
i64 outfile_bytes(const struct outfile *f); /* so far */
/* `ok` false: what was written is thrown away. False with `e` set when it could not be kept. */
MUST_CHECK bool outfile_close(struct outfile *f, bool ok, struct err *e);

/* Text into an open file, piece by piece, from its beginning. */
struct pour {
    i64 file, at, reason;
    struct buf buf;
    struct sink sink; /* to write into */
};
void pour_open(struct pour *p, i64 file);
/* `ok` false: whatever was written. False with `e` set when the file, which people call `path`,
 * did not take all of it. */
MUST_CHECK bool pour_close(struct pour *p, bool ok, str path, struct err *e);
/* All that was poured into it, into `a`. */
MUST_CHECK bool poured(str *out, struct arena *a, i64 file, struct err *e);
