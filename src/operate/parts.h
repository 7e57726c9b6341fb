/* parts.h - what the files of this room share. */
#pragma once

#include "operate/backup.h"

/* A backup that is open: its files with their hashes. */
struct listed {
    str id, sha;
    const struct archive_member *member;
};
struct listing {
    struct archive archive;
    struct archive_list members;
    struct listed *file;
    i64 n, made_ms;
};
/* archive_close(&l->archive) whatever comes of it. */
MUST_CHECK bool listing_open(struct listing *l, const struct platform *p, const char *path,
                             struct arena *a, struct err *e);
/* Unpacks a file to `to`, compares its hash and verifies what it holds; counts it in `out`. */
MUST_CHECK bool listed_extract(struct listing *l, const struct listed *one, const char *to,
                               struct backup_made *out, struct err *e);
/* A workspace's, or the accounts' when `id` is "accounts". */
MUST_CHECK bool file_check(const struct platform *p, str id, const char *path,
                           struct backup_made *out, struct err *e);

MUST_CHECK bool path_join(char out[PLATFORM_PATH_MAX], const char *left, const char *right,
                          struct err *e);
/* What is not there is gone already. */
MUST_CHECK bool drop_file(const struct platform *p, const char *path, struct err *e);
MUST_CHECK bool drop_database(const struct platform *p, const char *path, struct err *e);
