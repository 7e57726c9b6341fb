/* office_test.h - for the tests of the room: a simulated machine with an accounts file, a
 * workspace "acme" and its first admin; passwords cost next to nothing. */
#pragma once

#include "accounts/audit.h"
#include "accounts/people.h"
#include "accounts/tokens.h"
#include "base/simulated.h"

#define OFFICE_PASSWORD S("nous irons au bois demain")

struct office {
    struct simulated machine;
    struct accounts *accounts;
    struct arena arena;
    struct signed_in admin;
};

void office_init(struct office *o, u64 seed);
void office_release(struct office *o);
/* Closes and opens the file. */
void office_reopen(struct office *o);
void office_pass(struct office *o, i64 ms); /* time goes by, on both clocks */

/* An act of that account (empty: nobody) in acme, now, from 192.0.2.1. */
struct accounts_act office_act(const struct office *o, const char *account);
/* Whoever has this session, in `workspace` (NULL: none named); the credentials must hold. */
struct actor office_who(struct office *o, const char *session, const char *workspace);
/* Whether the session, or the token, holds. */
bool office_holds(struct office *o, const char *session);
bool office_token_holds(struct office *o, const char *token);

/* Invites and accepts: a member of acme with that role. */
struct signed_in office_join(struct office *o, const char *email, u32 role);
struct accounts_outcome office_sign_in(struct office *o, const char *email, const char *password,
                                       const char *code, struct signed_in *out);
struct accounts_outcome office_change(struct office *o, const char *account, u32 role, u32 state);
struct token_made office_token(struct office *o, const char *account, u32 scopes, i64 days);
