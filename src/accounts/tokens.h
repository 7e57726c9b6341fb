/* tokens.h - keys for programs: of one person in one workspace, for some scopes, for a time. A
 * token acts with the role its owner has at that moment, and not beyond its scopes. */
#pragma once

#include "accounts/act.h"

struct token_new {
    str account; /* whose; it must be a member of the act's workspace */
    str name;
    u32 scopes;
    i64 days; /* 1 … ACCOUNTS_TOKEN_DAYS_MAX */
};
struct token_made {
    char id[13];
    char secret[ACCOUNTS_SECRET_MAX]; /* "eta_…"; empty when replayed */
};
struct accounts_outcome accounts_token_new(struct accounts *a, const struct accounts_act *act,
                                           const struct token_new *asked, struct token_made *out);

struct token_row {
    char id[13], account[13];
    str name, email;
    u32 scopes;
    i64 created_ms, expires_ms;
    i64 used_ms, revoked_ms; /* TIME_NONE: not */
};
/* Of the workspace, of one account or (empty) of all, in the order of their ids. */
struct token_page {
    str workspace, account, after;
};
i64 accounts_tokens(struct accounts *a, struct arena *arena, const struct token_page *page,
                    i64 most, struct token_row *out);
/* `account` empty: whosever it is. */
struct accounts_outcome accounts_token_revoke(struct accounts *a, const struct accounts_act *act,
                                              str token, str account);
