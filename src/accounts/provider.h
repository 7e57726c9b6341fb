/* provider.h - signing in by a log-in provider (OpenID Connect): whom its word means here. The
 * word itself was checked before (jwt.h).
 *
 * Who somebody is, is the pair of issuer and subject; an e-mail only makes the pair known, once,
 * and only one that the provider has verified: for the account that has it and is a member
 * somewhere, or for who was invited by it. Nobody else gets in: a provider does not invite. */
#pragma once

#include "accounts/signin.h"

enum { PROVIDER_ISSUER_MAX = 255 };

struct provider_said {
    str issuer, subject;
    str email, name;
    bool email_verified;
    bool second_factor; /* the site trusts it to have asked for one */
    str device;
};
/* ACCOUNTS_NOT_INVITED, ACCOUNTS_NOT_VERIFIED; ACCOUNTS_CODE_NEEDED for an account with one-time
 * codes, by a provider that is not trusted to ask for a second factor. */
struct accounts_outcome accounts_provider_sign_in(struct accounts *a,
                                                  const struct accounts_act *act,
                                                  const struct provider_said *said,
                                                  struct signed_in *out);
