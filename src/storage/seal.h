/* seal.h - secrets that must be readable again (the key that signs what is sent to a webhook,
 * the secret of an invitation that waits to be mailed),
 * kept so that the file they lie in does not tell them: sealed with a key that lies in a
 * file of its own, secrets.key, beside the data and not in a backup of it.
 *
 * XSalsa20-Poly1305 with a random nonce (libsodium's secretbox): who changes a sealed text, or has
 * another key, opens nothing. */
#pragma once

#include "base/base.h"
#include "base/platform.h"

enum {
    SEAL_KEY_BYTES = 32,
    SEAL_SECRET_MAX = 128,
    SEAL_TEXT_MAX = 256, /* of a sealed one, with its zero */
};

struct seal {
    const struct platform *platform;
    u8 key[SEAL_KEY_BYTES];
    bool there;
};

/* Reads the key at `path`; made, durably and for its owner only, when there is none. */
MUST_CHECK bool seal_open(struct seal *s, const struct platform *p, const char *path,
                          struct err *e);
/* `out` becomes "sealed:…", plain characters; `secret` of at most SEAL_SECRET_MAX bytes. */
void seal_close(const struct seal *s, str secret, char out[SEAL_TEXT_MAX]);
/* The secret, in `a`; p NULL when it was not sealed with this key. */
str seal_break(const struct seal *s, struct arena *a, str sealed);
void seal_forget(struct seal *s); /* the key is no longer in memory */
