/* outfile.h - a file that a command writes piece by piece: beside its place first, in its place
 * when all of it is on the disk; "-" is standard output. When it fails there is no file. */
#pragma once

#include "base/platform.h"
#include "format/sink.h"

struct outfile {
    char path[PLATFORM_PATH_MAX], beside[PLATFORM_PATH_MAX];
    bool screen;
    i64 file, at, reason;
    struct buf buf;
    struct sink sink; /* to write into */
};

MUST_CHECK bool outfile_open(struct outfile *f, str path, struct err *e);
/* `ok` false: what was written is thrown away. False with `e` set when it could not be kept. */
MUST_CHECK bool outfile_close(struct outfile *f, bool ok, struct err *e);
