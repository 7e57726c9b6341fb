/* safekeeping.h - what a server does by itself so that nothing is lost: a backup a day where it was
 * told to keep them, and a restore of the newest one a day, verified in a scratch place. Both are
 * chores (chores.h); what came of them is in the folder (operate/record.h) and in the metrics. */
#pragma once

#include "cli/office.h"
#include "server/chores.h"

enum {
    SAFEKEEPING_LOOK_MS = 600000,        /* whether something is due */
    SAFEKEEPING_EVERY_MS = 24 * 3600000, /* since the last one, across restarts */
    SAFEKEEPING_KEPT = 14,               /* backups of its own; older ones are removed */
};

struct safekeeping {
    const struct platform *platform;
    struct office office;
    const char *backups; /* the folder they are kept in; NULL: none are made */
};

void safekeeping_add(struct safekeeping *s, struct chores *chores);
/* For /metrics. */
void safekeeping_print(const struct safekeeping *s, struct buf *out);
