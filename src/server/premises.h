/* premises.h - a data folder with everything in it at hand, for a command that needs more than the
 * accounts: the server's own, or opened here for as long as the command lasts. */
#pragma once

#include "api/shelf.h"
#include "cli/office.h"

struct premises {
    const struct platform *platform;
    const struct office *office;
    struct arena arena;
    struct accounts *accounts;
    struct shelf *shelf;
    struct shelf own;
};

/* premises_close whatever comes of it. `create`: the accounts are made when they are missing. */
MUST_CHECK bool premises_open(struct premises *p, const struct office *office, bool create,
                              struct err *e);
void premises_close(struct premises *p);

/* The ids of the workspaces whose files are in the folder, in byte order. */
struct premises_ids {
    str *v;
    i64 n;
};
MUST_CHECK bool premises_ids(struct premises *p, struct premises_ids *out, struct err *e);

/* Everything as one file at `path`, verified; and the note of it in the folder. */
struct backup_made;
MUST_CHECK bool premises_back_up(struct premises *p, const char *path, struct backup_made *out,
                                 struct err *e);
/* "DIR/backups/etalon-20261125T170000Z.tar" in `out`; the folder is made. */
MUST_CHECK bool premises_backup_path(struct premises *p, const char *folder,
                                     char out[PLATFORM_PATH_MAX], struct err *e);
