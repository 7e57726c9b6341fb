/* accounts_parts.h - what the files about people, sessions and tokens share. */
#pragma once

#include "accounts/people.h"
#include "api/parts.h"

/* The act that this call is: who, where, from where, when, under which key. */
struct accounts_act accounts_act_of(const struct call *c);
/* The accounts of the site. */
struct accounts *accounts_of(const struct call *c);

/* True when the act happened, now or before under the same key; else the answer is given. */
bool accounts_done(struct call *c, const struct accounts_outcome *outcome);
/* The text of a member of the body; empty when it is not there. */
str accounts_text(const struct call *c, const char *name);

/* Sees that who acts has a number in the events: it is given when it is first needed, and waits
 * for the writer then. */
void accounts_number_actor(struct call *c);

/* The answer to who has just signed in: the cookie, and who they are. A member without a number
 * in the events of the workspace is given one. */
enum http_turn accounts_welcome(struct call *c, i32 status, const struct signed_in *in);
/* Takes the cookie away; 204. */
enum http_turn accounts_farewell(struct call *c);
/* The secret in the cookie of the session; p is NULL when there is none. */
str accounts_cookie(const struct call *c);
/* The secret in the cookie of a browser that has signed in before. */
str accounts_device(const struct call *c);
/* 204. */
enum http_turn accounts_nothing(struct call *c);

extern const struct shape accounts_welcome_shape; /* of accounts_welcome */

#define FOR_SIGNED_IN .roles = HTTP_SIGNED_IN
#define FOR_ADMINS .roles = ACCESS_ADMIN, .states = MEMBER_ACTIVE
