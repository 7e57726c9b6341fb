#include "accounts/limits.h"

#include "accounts/mail.h"
#include "accounts/password.h"
#include "accounts/signin.h"
#include "accounts/store.h"
#include "accounts/throttle.h"

const struct http_limit accounts_limits[] = {
    {"password-min", ACCOUNTS_PASSWORD_MIN, "characters", "of a password; fewer is 422"},
    {"password-max", ACCOUNTS_PASSWORD_MAX, "characters", "of a password; more is 422"},
    {"password-memory", PASSWORD_HASH_BYTES, "bytes", "for one hash of a password (argon2id)"},
    {"hashes", PASSWORD_HASHES_MAX, "hashes", "made at once; others wait"},
    {"hashes-waiting", PASSWORD_WAITING_MAX, "requests", "for a hash; one more is 503"},
    {"tries-burst", THROTTLE_ACCOUNT_BURST, "tries", "of one account at once; then 429"},
    {"tries-every", THROTTLE_ACCOUNT_SECONDS, "seconds", "one more try of one account"},
    {"address-tries-burst", THROTTLE_SOURCE_BURST, "tries", "from one address at once; then 429"},
    {"address-tries-every", THROTTLE_SOURCE_SECONDS, "seconds", "one more try from one address"},
    {"admin-idle", ACCOUNTS_ADMIN_IDLE_MS / 60000, "minutes",
     "without a request of an admin's session; then it ends"},
    {"session-idle", ACCOUNTS_SESSION_IDLE_MS / 3600000, "hours",
     "without a request; then it ends"},
    {"session", ACCOUNTS_SESSION_DAYS, "days", "after log-in; then it ends"},
    {"fresh", ACCOUNTS_FRESH_MS / 60000, "minutes", "after log-in sensitive acts are possible"},
    {"sessions", SIGNIN_SESSIONS_MAX, "sessions", "of one account; the oldest makes room"},
    {"devices", SIGNIN_DEVICES_MAX, "browsers", "known of one account; the oldest is forgotten"},
    {"device", SIGNIN_DEVICE_DAYS, "days", "after its last log-in a browser is known"},
    {"setup-code", ACCOUNTS_SETUP_MINUTES, "minutes", "the code for the first admin holds"},
    {"invitation", ACCOUNTS_INVITATION_DAYS_MAX, "days", "an invitation holds at most"},
    {"token", ACCOUNTS_TOKEN_DAYS_MAX, "days", "a token holds at most"},
    {"tokens", ACCOUNTS_TOKENS_MAX, "tokens", "of one member that hold; one more is 409"},
    {"name", ACCOUNTS_NAME_MAX, "bytes", "of a person's, department's, token's name; more is 422"},
    {"mail-tries", MAIL_TRIES_MAX, "tries", "of one mail within about a day; then it is given up"},
    {"mail-days", MAIL_DAYS_KEPT, "days", "a mail is remembered after it was sent or given up"},
    {"digest-items", DIGEST_ITEMS_MAX, "things", "told in one digest; the rest is counted"},
    {"key-days", KEYS_DAYS, "days", "an Idempotency-Key is remembered"},
    {0},
};
