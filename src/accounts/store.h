/* store.h - the inside of the room: the file, its connections, the statements, one act as one
 * transaction. */
#pragma once

#include "accounts/act.h"
#include "accounts/lock.h"
#include "accounts/password.h"
#include "accounts/secret.h"
#include "accounts/throttle.h"
#include "storage/storage.h"

enum {
    KNOWN_SETS = 1024,
    KNOWN_WAYS = 4,
    KEYS_DAYS = 30, /* an Idempotency-Key is kept so long */
    SALT_BYTES = 16,
    WORKSPACE_ID_MAX = 64,
    ACCOUNTS_LOG_PAGES = 1000, /* of write-ahead log, then a checkpoint */
    ACCOUNTS_SCRIPTS = 2,
};

enum accounts_sql {
    SQL_ACCOUNT_PUT,
    SQL_ACCOUNT_GET,
    SQL_ACCOUNT_BY_EMAIL,
    SQL_ACCOUNT_PASSWORD,
    SQL_ACCOUNT_SITE,
    SQL_ACCOUNT_NAME,
    SQL_ACCOUNT_DISABLE,
    SQL_ACCOUNT_TOTP,
    SQL_ACCOUNT_TOTP_STEP,
    SQL_RECOVERY_PUT,
    SQL_RECOVERY_USE,
    SQL_RECOVERY_DROP,
    SQL_WORKSPACE_PUT,
    SQL_WORKSPACE_GET,
    SQL_WORKSPACE_NEXT,
    SQL_MEMBER_PUT,
    SQL_MEMBER_GET,
    SQL_MEMBER_FIRST,
    SQL_MEMBER_PERSON,
    SQL_MEMBERS,
    SQL_MEMBERSHIPS,
    SQL_ADMINS_ELSE,
    SQL_ADMIN_ANY,
    SQL_SESSIONS_WEAKEN,
    SQL_IDENTITY_GET,
    SQL_IDENTITY_PUT,
    SQL_MEMBER_ANY,
    SQL_INVITATION_OF_EMAIL,
    SQL_SESSION_PUT,
    SQL_SESSION_GET,
    SQL_SESSION_WORKSPACE,
    SQL_SESSION_SEEN,
    SQL_SESSION_DROP,
    SQL_SESSION_DROP_ID,
    SQL_SESSIONS_DROP,
    SQL_SESSIONS_CROWD,
    SQL_SESSIONS_EXPIRE,
    SQL_SESSIONS,
    SQL_DEVICE_PUT,
    SQL_DEVICE_GET,
    SQL_DEVICES_DROP,
    SQL_DEVICES_CROWD,
    SQL_DEVICES_EXPIRE,
    SQL_TOKEN_PUT,
    SQL_TOKEN_GET,
    SQL_TOKEN_BY_ID,
    SQL_TOKEN_USED,
    SQL_TOKEN_REVOKE,
    SQL_TOKENS,
    SQL_INVITATION_PUT,
    SQL_INVITATION_BY_HASH,
    SQL_INVITATION_END,
    SQL_INVITATION_END_ID,
    SQL_INVITATIONS_END_EMAIL,
    SQL_INVITATIONS,
    SQL_SETUP_PUT,
    SQL_SETUP_GET,
    SQL_SETUP_DROP,
    SQL_REQUEST_PUT,
    SQL_REQUEST_GET,
    SQL_REQUESTS_FORGET,
    SQL_DIGEST_GET,
    SQL_DIGEST_PUT,
    SQL_DIGEST_BY_TOKEN,
    SQL_DIGEST_END,
    SQL_DIGEST_DECIDE,
    SQL_DIGESTS,
    SQL_MAIL_PUT,
    SQL_MAIL_NEXT,
    SQL_MAIL_TRIES,
    SQL_MAIL_AGAIN,
    SQL_MAIL_END,
    SQL_MAILS_UNINVITE,
    SQL_MAIL_COUNTS,
    SQL_MAILS_FORGET,
    SQL_AUDIT_PUT,
    SQL_AUDIT_LAST,
    SQL_AUDIT_OF_WORKSPACE,
    SQL_AUDIT_ALL,
    SQL_COUNT,
};
extern const char *const accounts_statements[SQL_COUNT];
extern const char *const accounts_scripts[ACCOUNTS_SCRIPTS];

/* What a credential was found to mean, for one workspace asked. */
struct known {
    u8 hash[SECRET_HASH_BYTES]; /* of the secret */
    char asked[WORKSPACE_ID_MAX + 1];
    u64 generation; /* of what it was read at; an older one says nothing */
    bool token;
    i64 id, account; /* id: of the session or token */
    i64 created_ms, fresh_ms, expires_ms;
    bool strong;   /* the session: a second factor was given */
    i64 chosen;    /* number of the session's workspace; 0: none */
    i64 seen_ms;   /* the latest request */
    i64 stored_ms; /* as the file says */
    char workspace[WORKSPACE_ID_MAX + 1];
    u32 role, state, scopes, person;
    char department[ACCOUNTS_NAME_MAX + 1], team[ACCOUNTS_NAME_MAX + 1];
};

/* A use that the file does not know yet. */
struct seen {
    i64 id, at_ms;
    bool token;
};

/* A connection that reads, for one at a time. */
struct peek {
    struct lock lock;
    struct storage *db;
    u32 failed; /* for good; what it said last may be a part of the truth */
    struct err failure;
};

struct accounts {
    struct arena arena;
    const struct platform *platform;
    struct storage_engine *engine;
    struct accounts_options options;
    struct password_cost cost;
    struct password_slots slots;
    char nobody[PASSWORD_TEXT_MAX];

    struct lock write_lock; /* guards db and what follows */
    struct storage *db;
    struct sha256 sha;
    i64 audit_last;
    u8 audit_head[SECRET_HASH_BYTES];

    struct peek who, lists; /* lists may take a moment: who calls does not wait for them */

    u64 generation; /* moves on with every change that takes something away */
    struct lock known_lock;
    struct known (*known)[KNOWN_WAYS];
    struct seen *seen; /* under write_lock: what accounts_tick writes down */

    struct lock throttle_lock;
    struct throttle *throttle;

    bool failed;
    struct err failure;
};

void peek_begin(struct accounts *a, struct peek *p);
void peek_end(struct accounts *a, struct peek *p);

/* --- acts ---------------------------------------------------------------------------------- */

/* One act while it runs. */
struct act {
    struct accounts *a;
    const struct accounts_act *by;
    struct storage *db;
    i64 account;   /* of `by`, 0: none */
    i64 workspace; /* its number; 0: none, or there is none of that id */
    i64 subject;   /* what the act made or changed: kept with its key */
    enum accounts_answer answer;
    const char *text;
    bool keep;   /* what was written stays, though the answer is a refusal */
    bool strong; /* a second factor was given: for session_put */
    bool takes;  /* something counts no more: nobody may be known from before */
};
typedef void act_work(struct act *act, void *context);

/* Runs `work` in a transaction of its own; it is committed when the answer it leaves is
 * ACCOUNTS_DONE (or `keep`). A key that was used for the same gives ACCOUNTS_REPLAYED and the
 * subject of then. `subject` may be NULL. */
struct accounts_outcome act_run(struct accounts *a, const struct accounts_act *by, act_work *work,
                                void *context, i64 *subject);
/* Ends `work` early: sets the answer. */
void act_refuse(struct act *act, enum accounts_answer answer);
/* The entry of the audit. */
void act_audit(struct act *act, const char *what, i64 subject, str detail);
struct accounts_outcome outcome_of(enum accounts_answer answer);

/* --- rows ---------------------------------------------------------------------------------- */

struct account_record {
    i64 id, created_ms, totp_step;
    char email[ACCOUNTS_EMAIL_MAX + 1], name[ACCOUNTS_NAME_MAX + 1];
    char password[PASSWORD_TEXT_MAX];
    bool disabled, has_totp, totp_on, site;
    u8 totp[20];
};
bool account_get(struct storage *db, i64 id, struct account_record *out);
bool account_by_email(struct storage *db, str email, struct account_record *out);

struct member_record {
    i64 workspace, account, since_ms, version;
    u32 role, state, person;
    char department[ACCOUNTS_NAME_MAX + 1], team[ACCOUNTS_NAME_MAX + 1];
};
bool member_get(struct storage *db, i64 workspace, i64 account, struct member_record *out);
void member_put(struct storage *db, const struct member_record *m);
i64 workspace_number(struct storage *db, str id);

/* Lower case, without blanks around it; false when it is no address. `out` holds
 * ACCOUNTS_EMAIL_MAX bytes and a zero. */
bool email_normalise(str typed, char out[ACCOUNTS_EMAIL_MAX + 1]);
/* Text of one line of 1 (or 0 when `empty`) to ACCOUNTS_NAME_MAX bytes. */
bool name_is_sound(str name, bool empty);
void text_copy(char *out, i64 room, str s);
/* E-mail, name and password of a new account; `email` becomes the normal form. */
bool account_is_sound(str typed, str name, str password, char email[ACCOUNTS_EMAIL_MAX + 1],
                      struct accounts_outcome *refusal);
bool password_is_sound(str password, str email, str name, struct accounts_outcome *refusal);

/* The row of a new account; its password was hashed before. */
i64 account_put(struct act *act, str email, str name, const char *password);
/* A new session of the account, in that workspace when it is a member of it, else in the one it
 * joined first; its secret goes to `secret`. */
void session_put(struct act *act, i64 account, i64 workspace, char secret[ACCOUNTS_SECRET_MAX]);

/* Whether the code of the device or of recovery holds; it holds no second time. */
bool code_use(struct act *act, const struct account_record *account, str code);

/* Whoever has this e-mail joins wherever they are invited by it. */
void invitations_accept(struct act *act, i64 account, str email);

/* Whether the device is one that has signed in to the account before. */
bool device_is_known(struct storage *db, str secret, i64 account, i64 now_ms);
/* Knows it from now on; an empty `secret` gets a new one first. */
void device_remember(struct act *act, str secret, i64 account, char made[ACCOUNTS_SECRET_MAX]);
void devices_drop(struct act *act, i64 account);
void devices_expire(struct act *act);

/* Puts a mail into the outbox, unless there is one of its key. */
struct mail_new;
void mail_put(struct act *act, const struct mail_new *m);
/* Those that wait and are about an invitation that has ended are not sent any more. */
void mails_uninvite(struct act *act);

/* --- throttle and passwords ------------------------------------------------------------------- */

/* False, with the outcome, when the account's name or the address has tried too often. */
bool try_begin(struct accounts *a, str email, str source, struct accounts_outcome *out);
/* The try went well. */
void try_went_well(struct accounts *a, str email, str source);
/* The same for a device that is known: it counts by itself. */
bool try_device_begin(struct accounts *a, str secret, struct accounts_outcome *out);
void try_device_went_well(struct accounts *a, str secret);
/* Hashes in one of the slots. */
bool hash_made(struct accounts *a, str password, char out[PASSWORD_TEXT_MAX],
               struct accounts_outcome *refusal);
/* Compares in one of the slots; false too, with `refusal` set, when there is none. */
bool hash_fits(struct accounts *a, const char *hash, str password,
               struct accounts_outcome *refusal);
