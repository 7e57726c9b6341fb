/* people.h - who is in a workspace, as what. The last active admin of a workspace cannot be
 * changed into anything else, kept out or disabled. */
#pragma once

#include "accounts/signin.h"

struct member_row {
    char account[13];
    str email, name, department, team, workspace;
    u32 role, state, person;
    i64 since_ms, version;
    bool disabled, totp;
};
/* Members of the workspace in the order of their ids, after `after` (empty: from the first). */
i64 accounts_people(struct accounts *a, struct arena *arena, str workspace, str after, i64 most,
                    struct member_row *out);
MUST_CHECK bool accounts_member(struct accounts *a, struct arena *arena, str workspace, str account,
                                struct member_row *out);
/* The memberships of an account. */
i64 accounts_memberships(struct accounts *a, struct arena *arena, str account, i64 most,
                         struct member_row *out);

struct member_change {
    u32 role, state;      /* 0: as it is */
    str department, team; /* p NULL: as it is */
    i64 expected;         /* the version that was seen; -1: any */
};
struct accounts_outcome accounts_change_member(struct accounts *a, const struct accounts_act *act,
                                               str account, const struct member_change *change);

struct mail_new; /* mail.h */
struct invitation_new {
    str email, department, team;
    u32 role, person; /* person: a number that events of the workspace know already, or 0 */
    i64 days;         /* 1 … ACCOUNTS_INVITATION_DAYS_MAX */
    /* Fills the mail that tells them (all but its key and its recipient), within the act: it is
     * sent when the invitation is there, and only then. NULL: no mail. */
    void (*write)(void *context, const char *secret, struct mail_new *out);
    void *context;
};
struct invitation_made {
    char id[13];
    char secret[ACCOUNTS_SECRET_MAX]; /* empty when replayed */
};
struct accounts_outcome accounts_invite(struct accounts *a, const struct accounts_act *act,
                                        const struct invitation_new *asked,
                                        struct invitation_made *out);
/* Whoever has the secret joins: with a new account of this name and password, or with the one
 * that the e-mail has, whose password (and code) it must be then. An invited admin waits until
 * an admin confirms (MEMBER_ACCEPTED); others are in. */
struct accept_asked {
    str secret, name, password, code;
};
struct accounts_outcome accounts_accept(struct accounts *a, const struct accounts_act *act,
                                        const struct accept_asked *asked, struct signed_in *out);
struct accounts_outcome accounts_withdraw(struct accounts *a, const struct accounts_act *act,
                                          str invitation);

struct invitation_row {
    char id[13];
    str email, department, team;
    u32 role;
    i64 created_ms, expires_ms;
};
/* Those that can still be accepted, in the order of their ids. */
i64 accounts_invitations(struct accounts *a, struct arena *arena, str workspace, i64 now_ms,
                         str after, i64 most, struct invitation_row *out);

/* For the command line: no password is asked, the file itself is the proof. */
struct account_new {
    str email, name, password, workspace;
    u32 role;
};
struct accounts_outcome accounts_add(struct accounts *a, const struct accounts_act *act,
                                     const struct account_new *asked);
/* Who has an account already becomes a member of the act's workspace. */
struct accounts_outcome accounts_join(struct accounts *a, const struct accounts_act *act, str email,
                                      u32 role);
struct accounts_outcome accounts_set_password(struct accounts *a, const struct accounts_act *act,
                                              str email, str password);
/* Ends every session; tokens do not hold while it lasts. */
struct accounts_outcome accounts_disable(struct accounts *a, const struct accounts_act *act,
                                         str email, bool disabled);
/* Makes a workspace known whose file is there; the account, who may make workspaces, becomes its
 * admin. */
struct accounts_outcome accounts_found_workspace(struct accounts *a, const struct accounts_act *act,
                                                 str id, str name);
/* Workspaces by number: false when there is none after `*number`. */
MUST_CHECK bool accounts_next_workspace(struct accounts *a, struct arena *arena, i64 *number,
                                        str *id);
