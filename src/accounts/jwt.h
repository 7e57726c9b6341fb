/* jwt.h - is this the word of that provider? A signed token (RFC 7515, 7519) as a log-in provider
 * gives it (OpenID Connect Core), checked against the keys it has published (RFC 7517).
 *
 * Law: RS256 with 2048 bits and more, and ES256; nothing else, whatever the token says of itself:
 * no "none", no HMAC, no "crit". The kind of the key decides which of the two it can be. Pure: no
 * clock, no network; cryptography is OpenSSL's. */
#pragma once

#include "base/base.h"
#include "format/json_tree.h"

enum {
    JWT_BYTES_MAX = 16 << 10,
    JWT_SKEW_S = 60, /* that its clock may differ from ours */
    JWT_SUBJECT_MAX = 255,
};

enum jwt_problem {
    JWT_SOUND,
    JWT_MALFORMED, /* no token, or one of another form */
    JWT_ALGORITHM, /* not RS256 or ES256, or not that of the key */
    JWT_NO_KEY,    /* of none of the keys: they may have changed */
    JWT_SIGNATURE,
    JWT_ISSUER,
    JWT_AUDIENCE,
    JWT_EXPIRED,
    JWT_EARLY,   /* issued or good from a moment ahead of our clock */
    JWT_NONCE,   /* an answer to another question */
    JWT_SUBJECT, /* it does not say who */
    JWT_PROBLEMS,
};
const char *jwt_problem_text(enum jwt_problem problem); /* translated */

struct jwt_expected {
    str issuer, client, nonce;
    i64 now_s;
};

/* Who it is about. */
struct jwt_claims {
    str subject, email, name;
    bool email_verified;
};

/* `keys`: the provider's set, an object with the list "keys". Texts of `out` lie in `a`. */
enum jwt_problem jwt_check(str token, const struct json_value *keys,
                           const struct jwt_expected *expected, struct arena *a,
                           struct jwt_claims *out);
