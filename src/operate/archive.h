/* archive.h - many files in one: a tar archive (POSIX ustar), so that any machine can look into a
 * backup without this program. Written from front to end, read by name, through the platform.
 *
 * Law: a name is one of ours, without a folder; a file holds less than 8 GiB. Every byte that is
 * read was checked against its header; what stands in a file is its owner's to check. */
#pragma once

#include "base/platform.h"

enum { ARCHIVE_BLOCK = 512, ARCHIVE_FILES_MAX = 1024, ARCHIVE_NAME_MAX = 64 };
#define ARCHIVE_FILE_BYTES_MAX ((1ll << 33) - 1)

struct archive {
    const struct platform *platform;
    const char *path;
    i64 file, at;
};

/* A new file at `path`; what is there is the caller's to have looked at. */
MUST_CHECK bool archive_create(struct archive *a, const struct platform *p, const char *path,
                               struct err *e);
/* Appends the whole file at `from`, and its SHA-256 to `hex`. */
MUST_CHECK bool archive_add_file(struct archive *a, const char *name, const char *from, i64 now_ms,
                                 char hex[65], struct err *e);
MUST_CHECK bool archive_add_text(struct archive *a, const char *name, str text, i64 now_ms,
                                 struct err *e);
/* The end of the archive is on the disk; its name is not yet (platform.folder_sync). */
MUST_CHECK bool archive_finish(struct archive *a, struct err *e);
void archive_close(struct archive *a); /* a zeroed one is fine */

struct archive_member {
    char name[ARCHIVE_NAME_MAX];
    i64 at, bytes; /* of its content */
};
struct archive_list {
    struct archive_member *v;
    i64 n;
};
/* What is in it; the list lies in `arena`. */
MUST_CHECK bool archive_open(struct archive *a, struct archive_list *list, struct arena *arena,
                             const struct platform *p, const char *path, struct err *e);
const struct archive_member *archive_find(const struct archive_list *list, const char *name);
/* Copies a member to a new file at `to`, which is on the disk then, and its SHA-256 to `hex`. */
MUST_CHECK bool archive_extract(struct archive *a, const struct archive_member *m, const char *to,
                                char hex[65], struct err *e);
/* A small one, whole, in `arena`. */
MUST_CHECK bool archive_text(struct archive *a, const struct archive_member *m, i64 bytes_max,
                             struct arena *arena, str *out, struct err *e);
