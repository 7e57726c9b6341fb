/* people.h - what `etalon user` and `etalon token` share: the accounts of a data folder, opened
 * while no server runs on it. */
#pragma once

#include "accounts/people.h"
#include "cli/command.h"

struct people {
    struct arena arena;
    struct accounts *accounts;
    str folder, workspace; /* as given; the workspace may become the only one there is */
    struct accounts_act act;
    struct buf out;
};

/* False after saying why on standard error. `create` makes the file of the accounts. */
MUST_CHECK bool people_open(struct people *p, bool create, struct err *e);
void people_close(struct people *p);
/* Sees that p->workspace is one that exists: the one named, or the only one. */
MUST_CHECK bool people_workspace(struct people *p, struct err *e);
/* True when it was done; else `e` tells why. */
MUST_CHECK bool people_done(const struct accounts_outcome *out, struct err *e);
