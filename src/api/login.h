/* login.h - log-in providers of the site (OpenID Connect Core, code flow with PKCE): what is known
 * of each, where a browser is sent, what its answer means. What a provider has published (its
 * addresses, its keys) is asked for when it is first needed, kept for an hour, and its keys are
 * asked for again, once a minute at most, when a token names one that is not among them.
 *
 * What a log-in needs to remember lies in the browser's cookie, sealed: no memory is held for who
 * never comes back.
 *
 * Thread rule: any thread. A question to a provider holds up who asks, for OUTGOING_MS at most. */
#pragma once

#include "accounts/jwt.h"
#include "base/outgoing.h"
#include "storage/seal.h"

enum {
    LOGIN_PROVIDERS_MAX = 8,
    LOGIN_MINUTES = 10, /* from being sent to coming back */
    LOGIN_SECRET_BYTES = 32,
    LOGIN_KEPT_MS = 3600 * 1000,
    LOGIN_KEYS_AGAIN_MS = 60 * 1000,
    LOGIN_REPLY_BYTES = 256 << 10,
};

/* As the site says it. */
struct login_provider {
    str id, title;
    str issuer, client, secret; /* secret empty: a public client */
    bool second_factor;         /* it asks for one, the site says */
};

struct login;
struct login *login_open(struct arena *a, const struct platform *p, const struct seal *seal,
                         u32 allow, const char *ca_file);
void login_add(struct login *l, const struct login_provider *provider);
i32 login_count(const struct login *l);
const struct login_provider *login_provider_at(const struct login *l, i32 i);
const struct login_provider *login_find(const struct login *l, str id);

/* One log-in on its way. */
struct login_ask {
    const struct login_provider *provider;
    str return_url; /* where the provider sends the browser back to */
    i64 now_ms;
    /* coming back */
    str cookie, code, state;
    str issuer; /* of RFC 9207; p NULL when it was not said */
};
/* Where to send the browser, and the text of its cookie. */
MUST_CHECK bool login_begin(struct login *l, struct arena *a, const struct login_ask *ask, str *url,
                            char cookie[SEAL_TEXT_MAX], struct err *e);
/* Who has come back, by the word of the provider. */
MUST_CHECK bool login_finish(struct login *l, struct arena *a, const struct login_ask *ask,
                             struct jwt_claims *out, struct err *e);
