/* accounts.h - who people are: one file, accounts.etalon, apart from the workspaces. A person has
 * one account; a membership says what they are in a workspace. Passwords, sessions and tokens are
 * kept as hashes; every change and its entry in the audit are one transaction.
 *
 * Whoever serves requests needs this header, access.h and nothing else of the room: open it,
 * tell it the workspaces, ask it who calls. What people do with their accounts is in people.h,
 * signin.h, tokens.h and audit.h.
 *
 * Thread rule: any thread, any function but open and close. Asking who calls costs a SHA-256
 * and a look into memory, after a change a look into the file; it never waits for a sync of the
 * disk. When the disk fails the room stops for good (accounts_check): close it, open it again. */
#pragma once

#include "accounts/access.h"
#include "base/platform.h"
#include "http/call.h"

enum {
    ACCOUNTS_APPLICATION = 0x6574616D, /* in the head of the file */
    ACCOUNTS_SESSION_IDLE_MS = 12 * 3600 * 1000,
    ACCOUNTS_ADMIN_IDLE_MS = 30 * 60 * 1000, /* of an admin, in their workspace */
    ACCOUNTS_SESSION_DAYS = 7,
    ACCOUNTS_FRESH_MS = 15 * 60 * 1000, /* after a log-in sensitive acts are possible so long */
    ACCOUNTS_PASSWORD_MIN = 12,         /* characters */
    ACCOUNTS_PASSWORD_MAX = 256,
    ACCOUNTS_EMAIL_MAX = 254, /* bytes, as RFC 5321 */
    ACCOUNTS_NAME_MAX = 100,  /* bytes of names of people, departments, teams, tokens */
    ACCOUNTS_TOKEN_DAYS_MAX = 365,
    ACCOUNTS_TOKENS_MAX = 100, /* of one person in one workspace that hold */
    ACCOUNTS_INVITATION_DAYS_MAX = 7,
    ACCOUNTS_SETUP_MINUTES = 30,
    ACCOUNTS_SECRET_MAX = 64, /* bytes of a session's or token's text, with a zero */
};

struct accounts_options {
    bool create;
    i64 hash_bytes; /* memory of a password's hash; 0: 64 MiB; below 19 MiB only with `weak` */
    bool weak;      /* for tests: passwords cost nothing */
};

struct accounts;
/* Fails with a message for people: missing, taken by another process, of a newer program. */
MUST_CHECK bool accounts_open(struct accounts **out, const struct platform *p, const char *path,
                              const struct accounts_options *options, struct err *e);
void accounts_close(struct accounts *a); /* NULL is fine */
/* False, with the reason in `e`, when it has stopped for good. */
bool accounts_check(struct accounts *a, struct err *e);
/* The same without the reason, for next to nothing. Asked after a question of this thread was
 * answered: false when the answer may be wrong, because the file could not be read. */
bool accounts_is_well(const struct accounts *a);

/* Makes the workspace known by its id ("acme"), or gives it another name; an empty name is the id
 * of one that is new, and leaves that of another as it is. */
MUST_CHECK bool accounts_workspace(struct accounts *a, str id, str name, i64 now_ms, struct err *e);

/* Who asks: the token of a session's cookie, or what follows "Bearer "; p NULL: not given.
 * `workspace` is the one asked for; empty: the token's, or the session's. Without credentials
 * `out` is nobody. A known person who is no member has neither role nor state; a workspace
 * that does not exist is one nobody is a member of. False for credentials that do not hold (any
 * more): unknown, expired, revoked, both at once, the account disabled, a token's workspace
 * another one. Texts of `out` lie in `arena`. A change (role, state, revocation) counts for
 * every question that is asked after it was answered. */
struct accounts_asked {
    str session, token, workspace;
    bool looking; /* whether it still holds; that is no use, and keeps no session alive */
};
MUST_CHECK bool accounts_authenticate(struct accounts *a, const struct accounts_asked *asked,
                                      i64 now_ms, struct arena *arena, struct actor *out);

/* The member's number in the events of the workspace (INTENT_PERSON): 0 until who keeps the
 * events has given one. False when there is no such member, or the room has stopped. */
MUST_CHECK bool accounts_number_person(struct accounts *a, str workspace, str account, u32 person);
/* The name of an account; empty when there is none. */
str accounts_name(struct accounts *a, struct arena *arena, str account);

/* When nobody is an admin yet: a new code that makes the first one, good for
 * ACCOUNTS_SETUP_MINUTES and once; an earlier code is void. To be shown, not kept. An empty
 * text when there is an admin. */
enum { ACCOUNTS_SETUP_CODE_BYTES = 40 };
MUST_CHECK bool accounts_setup_code(struct accounts *a, i64 now_ms,
                                    char out[ACCOUNTS_SETUP_CODE_BYTES], struct err *e);

/* What is in it now, as a file of its own at `path`, whole and on the disk or not at all. */
MUST_CHECK bool accounts_backup(struct accounts *a, const char *path, struct err *e);

/* To be called about every minute: writes down when sessions and tokens were last used, and
 * forgets what has expired. */
MUST_CHECK bool accounts_tick(struct accounts *a, i64 now_ms, struct err *e);
