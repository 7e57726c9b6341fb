/* door.h - the server's end of the socket in its folder: one thread hears the commands of the
 * command line, one after the other, and does what they ask in the server (cli/office.h). */
#pragma once

#include "base/platform.h"
#include "cli/office.h"

struct door {
    const struct platform *platform;
    struct office office;
    i64 listener, thread; /* -1: none */
    i64 caller;           /* whose command is being answered */
    u32 stop;
};

MUST_CHECK bool door_open(struct door *d, const struct platform *p, const struct office *office,
                          struct err *e);
/* The command that is being answered ends first. A zeroed one is fine. */
void door_close(struct door *d);
