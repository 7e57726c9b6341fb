/* signin.h - passwords, sessions, one-time codes. Whoever tries a password is throttled by account
 * and by address; an account that does not exist costs and answers as one that does. */
#pragma once

#include "accounts/act.h"

enum {
    SIGNIN_RECOVERY_CODES = 10,
    SIGNIN_SESSIONS_MAX = 50, /* of an account; the one not seen for longest makes room */
    SIGNIN_AGENT_MAX = 200,
    SIGNIN_DEVICES_MAX = 20, /* of an account that are known; the one not seen for longest goes */
    SIGNIN_DEVICE_DAYS = 365,
};

/* What whoever has signed in is given; the secret is for the cookie, and shown once. */
struct signed_in {
    char session[ACCOUNTS_SECRET_MAX];
    char device[ACCOUNTS_SECRET_MAX]; /* for a cookie of its own; empty: the one it has stays */
    char account[13];
};

/* Makes the first admin, of every workspace there is. */
struct setup_asked {
    str code, email, name, password;
};
struct accounts_outcome accounts_setup(struct accounts *a, const struct accounts_act *act,
                                       const struct setup_asked *asked, struct signed_in *out);

/* `code` of the device, or one of recovery; empty when there is none. `device`: the secret of a
 * browser that has signed in before; it is not slowed down by guesses from elsewhere. */
struct sign_in_asked {
    str email, password, code, device;
};
struct accounts_outcome accounts_sign_in(struct accounts *a, const struct accounts_act *act,
                                         const struct sign_in_asked *asked, struct signed_in *out);
/* Ends the session of that secret. */
struct accounts_outcome accounts_sign_out(struct accounts *a, const struct accounts_act *act,
                                          str session);

/* The session of that secret is in that workspace from now on; one must be a member there. */
struct accounts_outcome accounts_switch(struct accounts *a, const struct accounts_act *act,
                                        str session, str workspace);

/* The password once more: the session `secret` is replaced by a fresh one. */
struct accounts_outcome accounts_confirm(struct accounts *a, const struct accounts_act *act,
                                         str secret, const struct sign_in_asked *asked,
                                         struct signed_in *out);
/* Ends every session of the account; a new one takes their place. */
struct accounts_outcome accounts_change_password(struct accounts *a, const struct accounts_act *act,
                                                 str old, str password, struct signed_in *out);

struct session_row {
    char id[13];
    i64 created_ms, seen_ms;
    bool own; /* of the secret that was given */
    str source, agent;
};
i64 accounts_sessions(struct accounts *a, struct arena *arena, str account, str secret,
                      struct session_row out[SIGNIN_SESSIONS_MAX]);
/* Every one of the account's. */
struct accounts_outcome accounts_end_sessions(struct accounts *a, const struct accounts_act *act);
struct accounts_outcome accounts_end_session(struct accounts *a, const struct accounts_act *act,
                                             str id);

/* One-time codes: enrol gives a secret for the device, confirm shows that it has it and gives
 * the codes of recovery, remove ends it. */
struct totp_enrolment {
    char secret[33]; /* base32 */
};
struct accounts_outcome accounts_totp_enrol(struct accounts *a, const struct accounts_act *act,
                                            struct totp_enrolment *out);
struct totp_codes {
    char code[SIGNIN_RECOVERY_CODES][24];
};
struct accounts_outcome accounts_totp_confirm(struct accounts *a, const struct accounts_act *act,
                                              str code, struct totp_codes *out);
struct accounts_outcome accounts_totp_remove(struct accounts *a, const struct accounts_act *act);

/* Of the account itself. */
struct account_row {
    char id[13];
    str email, name;
    i64 created_ms;
    bool disabled, totp, site; /* site: makes workspaces */
};
MUST_CHECK bool accounts_find(struct accounts *a, struct arena *arena, str account,
                              struct account_row *out);
MUST_CHECK bool accounts_find_email(struct accounts *a, struct arena *arena, str email,
                                    struct account_row *out);
