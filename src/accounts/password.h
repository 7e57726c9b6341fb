/* password.h - passwords: which are taken, and their argon2id hashes ("$argon2id$v=19$m=65536,
 * t=2,p=1$salt$hash"). A hash costs memory and a quarter of a second on purpose, so at most
 * PASSWORD_HASHES_MAX run at once and PASSWORD_WAITING_MAX wait; who comes then is told so. */
#pragma once

#include "accounts/accounts.h"
#include "accounts/lock.h"

enum {
    PASSWORD_HASH_BYTES = 64 << 20,     /* measured: a quarter of a second with t=2 */
    PASSWORD_HASH_BYTES_MIN = 19 << 20, /* OWASP's floor for t=2 */
    PASSWORD_HASH_TURNS = 2,
    PASSWORD_HASHES_MAX = 2,
    PASSWORD_WAITING_MAX = 32,
    PASSWORD_TEXT_MAX = 128, /* of a hash, with its zero */
};

/* NULL when it may be taken; else what is wrong with it, for people (a MESSAGE). Only length
 * and what is tried first count: the commonest ones of that length, one word with digits around
 * it, one character or a run of keys again and again, the person's own name or e-mail. The list
 * is a few dozen words, not the hundred thousand of a breach. */
const char *password_fault(str password, str email, str name);

struct password_slots {
    struct lock lock;
    u32 turn; /* changes when a slot is free again */
    i32 busy, waiting;
};
/* False when too many wait. */
MUST_CHECK bool password_slot_take(struct password_slots *s, const struct platform *p);
void password_slot_give(struct password_slots *s, const struct platform *p);

struct password_cost {
    i64 bytes;
};
/* False when there is not enough memory. */
MUST_CHECK bool password_hash(const struct platform *p, struct password_cost cost, str password,
                              char out[PASSWORD_TEXT_MAX]);
/* As much work as for any other; false when it does not fit. */
bool password_fits(const char *hash, str password);
/* Whether it was made at another cost and should be made again. */
bool password_is_dated(const char *hash, struct password_cost cost);
/* A hash that no password fits, for an account that does not exist. */
void password_nobody(struct password_cost cost, char out[PASSWORD_TEXT_MAX]);
