/* live.h - a workspace of a data folder opened by a command, while no server runs on it. */
#pragma once

#include "workspace/reader.h"

struct live {
    struct arena arena;
    str path;
    struct workspace *workspace;
    struct reader *reader;
    bool aside; /* gone when closed */
};

/* `create`: it is made when missing. False with `e` set: also when a server has it. */
MUST_CHECK bool live_open(struct live *l, str folder, str name, bool create, struct err *e);
/* A new one that is gone when it is closed: to look at what would be made. */
MUST_CHECK bool live_open_aside(struct live *l, str name, struct err *e);
void live_close(struct live *l);
bool live_exists(str folder, str name);
