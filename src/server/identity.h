/* identity.h - development tokens: who somebody is, said on the command line. They stand in
 * for accounts until people sign in, are meant for a machine of one's own, and go away then. */
#pragma once

#include "accounts/access.h"
#include "http/call.h"

enum { IDENTITY_TOKENS_MAX = 32 };

struct identity {
    u32 role, person;
    str department, secret;
};
struct identities {
    str workspace;
    struct identity v[IDENTITY_TOKENS_MAX];
    i32 n;
};

/* "manager:2=secret", "success:4:customer-success=secret", "viewer=secret": role, person's number
 * (0: none) and department before the secret. False when it is not that. */
MUST_CHECK bool identity_add(struct identities *all, str text);
/* Fills the actor from "Authorization: Bearer secret"; false when nobody has it. */
bool identity_authenticate(const struct identities *all, struct call *c);
