/* live.h - a workspace of a data folder, for a command: the one that the server of the office has
 * open, or the file opened here while no server runs on it. */
#pragma once

#include "cli/office.h"
#include "workspace/reader.h"

struct live {
    struct arena arena;
    str path; /* as people call it: under the folder that they typed */
    struct workspace *workspace;
    struct reader *reader;
    bool aside;              /* gone when closed */
    struct office_hold hold; /* of the server's */
    void (*give)(struct office_hold *hold);
};

/* Which workspace: of the office's folder, which people called `typed`. */
struct live_place {
    const struct office *office;
    str typed, name;
};

/* `create`: it is made when missing. False with `e` set. live_close whatever comes of it. */
MUST_CHECK bool live_open(struct live *l, const struct live_place *at, bool create, struct err *e);
/* A new one that is gone when it is closed: to look at what would be made. */
MUST_CHECK bool live_open_aside(struct live *l, const struct live_place *at, struct err *e);
void live_close(struct live *l); /* a zeroed one is fine */
bool live_exists(const struct live_place *at);
/* That no restore was cut short in the folder. */
MUST_CHECK bool live_is_settled(const struct office *office, struct err *e);
