/* access.h - the words of authorisation, once: who somebody is in a workspace (role), whether
 * that counts (state of the membership), how far a token reaches (scope). Bits, so that a row of
 * the route table names the set it lets through. The names are the site's (dispatch.h), the
 * meanings are printed by the documents and by `etalon user`. Bits are stored: never renumber. */
#pragma once

#include "base/base.h"

/* Of a membership: exactly one. */
enum access_role {
    ACCESS_ADMIN = 1 << 0,
    ACCESS_REVOPS = 1 << 1,
    ACCESS_MANAGER = 1 << 2,
    ACCESS_SELLER = 1 << 3,
    ACCESS_MARKETING = 1 << 4,
    ACCESS_SUCCESS = 1 << 5,
    ACCESS_VIEWER = 1 << 6,
    ACCESS_AUDITOR = 1 << 7,
    ACCESS_EVERY_ROLE = (1 << 8) - 1,
    /* who works on deals */
    ACCESS_WORKERS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_SELLER |
                     ACCESS_MARKETING | ACCESS_SUCCESS,
};

/* Of a membership: exactly one. */
enum access_state {
    MEMBER_INVITED = 1 << 0,
    MEMBER_ACCEPTED = 1 << 1,
    MEMBER_ACTIVE = 1 << 2,
    MEMBER_SUSPENDED = 1 << 3,
    MEMBER_REMOVED = 1 << 4,
    MEMBER_EVERY_STATE = (1 << 5) - 1,
};

/* Of a token: any set. A token never reaches further than the role of who made it. */
enum access_scope {
    SCOPE_READ = 1 << 0,
    SCOPE_DEALS = 1 << 1,
    SCOPE_STANDARD = 1 << 2,
    SCOPE_ADMIN = 1 << 3,
    SCOPE_EVERY = (1 << 4) - 1,
};

struct access_word {
    u32 bit;
    const char *name;    /* stable: "revops" */
    const char *meaning; /* one line, for people */
};
/* Bit i in row i, ended by a row without a name. */
extern const struct access_word access_roles[], access_states[], access_scopes[];

/* The names alone, for struct site; ended by NULL. */
extern const char *const access_role_names[], *const access_state_names[],
                                                  *const access_scope_names[];

/* The bit of a name, 0 when there is none. */
u32 access_bit(const struct access_word *words, str name);
/* The name of one bit. */
const char *access_name(const struct access_word *words, u32 bit);
/* "read,deals": every name must be known and stand once; 0 when not, or when empty. */
u32 access_bits(const struct access_word *words, str list);
/* The same the other way. */
void access_print(struct buf *out, const struct access_word *words, u32 bits);
