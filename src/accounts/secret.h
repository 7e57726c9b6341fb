/* secret.h - random secrets, what is kept of them, and ids that tell nothing. */
#pragma once

#include "accounts/accounts.h"

#define TOKEN_PREFIX "eta_"

enum {
    SECRET_HASH_BYTES = 32,
    ID_BYTES = 13,   /* text of an id, with its zero */
    CODE_BYTES = 17, /* a recovery code: 80 bits as 16 characters, with its zero */
};

/* A random number of 60 bits, never 0: the id of an account, a session, a token. */
i64 id_new(const struct platform *p);
void id_print(i64 id, char out[ID_BYTES]); /* 12 characters of 0-9a-z without i, l, o, u */
i64 id_parse(str text);                    /* 0: it is none */

/* 256 random bits, base64url: 43 characters after `prefix`. */
void secret_new(const struct platform *p, const char *prefix, char out[ACCOUNTS_SECRET_MAX]);
/* Whether `text` could be one. */
bool secret_is_formed(str text, const char *prefix);
void secret_hash(str text, u8 out[SECRET_HASH_BYTES]);

/* `bytes` random bytes (at most 32) in the alphabet of ids, `group` characters between dashes. */
void code_new(const struct platform *p, i64 bytes, i64 group, char *out);
/* The hash of a code that somebody typed: case, blanks and dashes do not count, o is 0, l is 1. */
void code_hash(str typed, u8 out[SECRET_HASH_BYTES]);

/* RFC 4648, capitals, no padding. `out` has room for (8 * n + 4) / 5 characters and a zero. */
void base32_print(const u8 *p, i64 n, char *out);
