/* people.h - what `etalon user` and `etalon token` share: the accounts of an office. */
#pragma once

#include "cli/office.h"

struct people {
    struct arena arena;
    struct accounts *accounts;
    const struct office *office;
    str workspace; /* as given; it may become the only one there is */
    struct accounts_act act;
    struct buf *out;
};

/* The office's accounts, or those of its folder when it has none open; `create` makes their file.
 * people_close whatever comes of it. */
MUST_CHECK bool people_open(struct people *p, const struct office *office, struct buf *out,
                            bool create, struct err *e);
void people_close(struct people *p);
/* Sees that p->workspace is one that exists: the one named, or the only one. */
MUST_CHECK bool people_workspace(struct people *p, struct err *e);
/* True when it was done; else `e` tells why. */
MUST_CHECK bool people_done(const struct accounts_outcome *out, struct err *e);
