/* backup.h - a data folder as one file, and back. A backup is a tar archive: accounts.etalon first
 * (a workspace that knows less than the accounts would give a person's number twice), then every
 * workspace, each as one commit; at its end backup.json, with the SHA-256 of each.
 *
 * Law: under its name a backup is whole and was read back: every file has its hash, every chain of
 * hashes holds, every table is what its events say; and it is on the disk, name and all. Anything
 * less is gone or is called otherwise. A restore happens whole or not at all: what it made stands
 * beside until a note on the disk says that it counts; whoever comes next after that finishes it
 * (restore_finish). What was there before is kept beside it under another name. */
#pragma once

#include "operate/archive.h"

/* One file of a backup: `copy` writes what it holds now to a path. */
struct backup_source {
    const char *name; /* "acme.etalon" */
    bool (*copy)(void *context, const char *to, struct err *e);
    void *context;
};

struct backup_made {
    i64 at_ms, files, bytes; /* bytes: of the archive */
    i64 events, entries;     /* of the workspaces; of the audit */
};

/* Makes it at `path`, which must not exist, and reads it back. The accounts are the first source.
 */
MUST_CHECK bool backup_make(const struct platform *p, const char *path,
                            const struct backup_source *sources, i64 n, i64 now_ms,
                            struct backup_made *out, struct err *e);

/* Is it whole? Each file is unpacked beside `scratch`, verified and taken away again. */
MUST_CHECK bool backup_check(const struct platform *p, const char *path, const char *scratch,
                             struct backup_made *out, struct err *e);

/* Into `folder`, made when missing. With `replace` what is there is put aside, else the folder must
 * hold no etalon file. Refuses a folder that a server or command has open. */
MUST_CHECK bool restore_make(const struct platform *p, const char *path, const char *folder,
                             bool replace, i64 now_ms, struct backup_made *out, struct err *e);

/* Ends a restore that was interrupted: forwards when it counted, backwards when not. To be called
 * before anything in the folder is opened; costs one look when there is nothing to do. */
MUST_CHECK bool restore_finish(const struct platform *p, const char *folder, struct err *e);
/* Whether one was interrupted after it counted. */
bool restore_is_due(const struct platform *p, const char *folder);

/* "acme.etalon" gives "acme"; false for other files, true with "accounts" for the accounts. */
bool backup_is_ours(str file, str *id);
