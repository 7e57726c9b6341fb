#include "accounts/people.h"

#include <sodium.h>
#include <string.h>

#include "accounts/store.h"
#include "accounts/totp.h"

/* One log-in on its way: what was asked, what was found before the transaction. */
struct signing {
    const struct sign_in_asked *asked;
    str email;
    struct account_record account;  /* as the password was compared with; id 0: nobody */
    bool fits, known;               /* known: the device */
    char rehash[PASSWORD_TEXT_MAX]; /* empty: not needed */
    str replaces;                   /* the secret of a session that ends with this */
    struct signed_in *out;
};

void session_put(struct act *act, i64 account, i64 workspace, char secret[ACCOUNTS_SECRET_MAX])
{
    u8 hash[SECRET_HASH_BYTES];
    secret_new(act->a->platform, "", secret);
    secret_hash(str_c(secret), hash);
    struct statement *s = storage_use(act->db, SQL_SESSION_PUT);
    bind_i64(s, 1, id_new(act->a->platform));
    bind_blob(s, 2, hash, sizeof hash);
    bind_i64(s, 3, account);
    bind_i64(s, 4, act->by->now_ms);
    bind_str(s, 5, act->by->source);
    bind_str(s, 6, str_sub(act->by->agent, 0, SIGNIN_AGENT_MAX));
    bind_i64(s, 7, workspace);
    bind_i64(s, 8, act->strong);
    statement_run(s);
    s = storage_use(act->db, SQL_SESSIONS_CROWD);
    bind_i64(s, 1, account);
    bind_i64(s, 2, SIGNIN_SESSIONS_MAX);
    statement_run(s);
    act->takes |= storage_changed(act->db) > 0;
}

static void begin_session(struct act *act, i64 account, struct signed_in *out)
{
    session_put(act, account, workspace_number(act->db, act->by->workspace), out->session);
    id_print(account, out->account);
}

/* --- codes -------------------------------------------------------------------------------- */

static bool use_recovery(struct act *act, i64 account, str code)
{
    u8 hash[SECRET_HASH_BYTES];
    code_hash(code, hash);
    struct statement *s = storage_use(act->db, SQL_RECOVERY_USE);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, account);
    statement_run(s);
    if (storage_changed(act->db) != 1)
        return false;
    act_audit(act, "recovery.used", account, (str){0});
    return true;
}

bool code_use(struct act *act, const struct account_record *account, str code)
{
    i64 step = totp_match(account->totp, code, act->by->now_ms, account->totp_step);
    if (!step)
        return act->strong = use_recovery(act, account->id, code);
    act->strong = true;
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_TOTP_STEP);
    bind_i64(s, 1, account->id);
    bind_i64(s, 2, step);
    statement_run(s);
    return true;
}

/* --- signing in --------------------------------------------------------------------------- */

/* The same is written for a known and an unknown e-mail. */
static void refuse_sign_in(struct act *act, const struct signing *in)
{
    act->keep = true;
    act->workspace = 0;
    act_audit(act, "session.refused", in->account.id, (str){0});
    act_refuse(act, ACCOUNTS_WRONG);
}

static void drop_session(struct act *act, str secret)
{
    u8 hash[SECRET_HASH_BYTES];
    secret_hash(secret, hash);
    struct statement *s = storage_use(act->db, SQL_SESSION_DROP);
    bind_blob(s, 1, hash, sizeof hash);
    statement_run(s);
    act->takes = true;
}

static void sign_in(struct act *act, void *context)
{
    struct signing *in = context;
    struct account_record now;
    bool there = in->account.id && account_get(act->db, in->account.id, &now);
    if (!there || !in->fits || now.disabled || strcmp(now.password, in->account.password) != 0) {
        refuse_sign_in(act, in);
        return;
    }
    if (now.totp_on && in->asked->code.n == 0) {
        act_refuse(act, ACCOUNTS_CODE_NEEDED);
        return;
    }
    if (now.totp_on && !code_use(act, &now, in->asked->code)) {
        refuse_sign_in(act, in);
        return;
    }
    if (in->rehash[0]) {
        struct statement *s = storage_use(act->db, SQL_ACCOUNT_PASSWORD);
        bind_i64(s, 1, now.id);
        bind_str(s, 2, str_c(in->rehash));
        statement_run(s);
    }
    if (in->replaces.n)
        drop_session(act, in->replaces);
    act->account = now.id;
    act->workspace = 0;
    begin_session(act, now.id, in->out);
    device_remember(act, in->known ? in->asked->device : (str){0}, now.id, in->out->device);
    act_audit(act, in->replaces.n ? "session.confirm" : "session.new", now.id, (str){0});
}

static void went_well(struct accounts *a, const struct accounts_act *act, const struct signing *in)
{
    if (in->known)
        try_device_went_well(a, in->asked->device);
    else
        try_went_well(a, in->email, act->source);
}

/* The password's part, outside of the transaction: throttled, and of the same cost whoever it is.
 * False with the outcome when it was not compared at all. */
static bool compare(struct accounts *a, const struct accounts_act *act, struct signing *in,
                    struct accounts_outcome *out)
{
    peek_begin(a, &a->lists);
    bool there = account_by_email(a->lists.db, in->email, &in->account);
    in->known = device_is_known(a->lists.db, in->asked->device, in->account.id, act->now_ms);
    peek_end(a, &a->lists);
    if (!(in->known ? try_device_begin(a, in->asked->device, out)
                    : try_begin(a, in->email, act->source, out)))
        return false;
    in->fits = hash_fits(a, there ? in->account.password : a->nobody, in->asked->password, out);
    if (!in->fits && out->answer == ACCOUNTS_BUSY) {
        went_well(a, act, in); /* nothing was compared */
        return false;
    }
    if (in->fits && password_is_dated(in->account.password, a->cost) &&
        !hash_made(a, in->asked->password, in->rehash, out))
        in->rehash[0] = 0; /* another time */
    return true;
}

static struct accounts_outcome finish(struct accounts *a, const struct accounts_act *act,
                                      struct signing *in)
{
    struct accounts_outcome out;
    if (!compare(a, act, in, &out))
        return out;
    out = act_run(a, act, sign_in, in, NULL);
    if (out.answer == ACCOUNTS_DONE || out.answer == ACCOUNTS_CODE_NEEDED)
        went_well(a, act, in);
    sodium_memzero(in->account.password, sizeof in->account.password);
    sodium_memzero(in->account.totp, sizeof in->account.totp);
    return out;
}

struct accounts_outcome accounts_sign_in(struct accounts *a, const struct accounts_act *act,
                                         const struct sign_in_asked *asked, struct signed_in *out)
{
    char email[ACCOUNTS_EMAIL_MAX + 1];
    struct signing in = {.asked = asked, .out = out};
    *out = (struct signed_in){0};
    /* what is no address is an account that does not exist */
    in.email = email_normalise(asked->email, email) ? str_c(email)
                                                    : str_sub(asked->email, 0, ACCOUNTS_EMAIL_MAX);
    return finish(a, act, &in);
}

struct accounts_outcome accounts_confirm(struct accounts *a, const struct accounts_act *act,
                                         str secret, const struct sign_in_asked *asked,
                                         struct signed_in *out)
{
    struct account_record own;
    struct signing in = {.asked = asked, .out = out, .replaces = secret};
    *out = (struct signed_in){0};
    peek_begin(a, &a->lists);
    bool there = account_get(a->lists.db, id_parse(act->account), &own);
    peek_end(a, &a->lists);
    if (!there)
        return outcome_of(ACCOUNTS_MISSING);
    in.email = str_c(own.email);
    return finish(a, act, &in);
}

static void sign_out(struct act *act, void *context)
{
    drop_session(act, *(str *)context);
    act->workspace = 0;
    act_audit(act, "session.end", act->account, (str){0});
}

struct accounts_outcome accounts_sign_out(struct accounts *a, const struct accounts_act *act,
                                          str session)
{
    return act_run(a, act, sign_out, &session, NULL);
}

struct switching {
    str session, workspace;
};

static void switch_workspace(struct act *act, void *context)
{
    const struct switching *to = context;
    struct member_record m;
    u8 hash[SECRET_HASH_BYTES];
    i64 number = workspace_number(act->db, to->workspace);
    if (!number || !member_get(act->db, number, act->account, &m) || m.state == MEMBER_REMOVED) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    secret_hash(to->session, hash);
    struct statement *s = storage_use(act->db, SQL_SESSION_WORKSPACE);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, number);
    statement_run(s);
    act->workspace = 0;
    act->takes = true;
    act_audit(act, "session.workspace", act->account, to->workspace);
}

struct accounts_outcome accounts_switch(struct accounts *a, const struct accounts_act *act,
                                        str session, str workspace)
{
    struct switching to = {session, workspace};
    return act_run(a, act, switch_workspace, &to, NULL);
}

/* --- passwords ---------------------------------------------------------------------------- */

struct renewal {
    struct account_record account;
    char hash[PASSWORD_TEXT_MAX];
    struct signed_in *out; /* NULL: by the command line */
};

static void drop_sessions(struct act *act, i64 account)
{
    struct statement *s = storage_use(act->db, SQL_SESSIONS_DROP);
    bind_i64(s, 1, account);
    statement_run(s);
    act->takes = true;
}

static void renew_password(struct act *act, void *context)
{
    struct renewal *r = context;
    struct account_record now;
    act->workspace = 0;
    if (!account_get(act->db, r->account.id, &now) ||
        strcmp(now.password, r->account.password) != 0) {
        act_refuse(act, ACCOUNTS_CHANGED);
        return;
    }
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_PASSWORD);
    bind_i64(s, 1, now.id);
    bind_str(s, 2, str_c(r->hash));
    statement_run(s);
    drop_sessions(act, now.id);
    devices_drop(act, now.id);
    act_audit(act, "password.change", now.id, (str){0});
    if (r->out)
        begin_session(act, now.id, r->out);
}

struct accounts_outcome accounts_change_password(struct accounts *a, const struct accounts_act *act,
                                                 str old, str password, struct signed_in *out)
{
    struct renewal r = {.out = out};
    struct accounts_outcome refusal;
    *out = (struct signed_in){0};
    peek_begin(a, &a->lists);
    bool there = account_get(a->lists.db, id_parse(act->account), &r.account);
    peek_end(a, &a->lists);
    if (!there)
        return outcome_of(ACCOUNTS_MISSING);
    str email = str_c(r.account.email);
    if (!password_is_sound(password, email, str_c(r.account.name), &refusal) ||
        !try_begin(a, email, act->source, &refusal) ||
        !hash_fits(a, r.account.password, old, &refusal))
        return refusal;
    try_went_well(a, email, act->source);
    if (!hash_made(a, password, r.hash, &refusal))
        return refusal;
    return act_run(a, act, renew_password, &r, NULL);
}

struct accounts_outcome accounts_set_password(struct accounts *a, const struct accounts_act *act,
                                              str email, str password)
{
    char normal[ACCOUNTS_EMAIL_MAX + 1];
    struct renewal r = {0};
    struct accounts_outcome refusal;
    if (!email_normalise(email, normal))
        return outcome_of(ACCOUNTS_BAD_EMAIL);
    peek_begin(a, &a->lists);
    bool there = account_by_email(a->lists.db, str_c(normal), &r.account);
    peek_end(a, &a->lists);
    if (!there)
        return outcome_of(ACCOUNTS_MISSING);
    if (!password_is_sound(password, str_c(normal), str_c(r.account.name), &refusal) ||
        !hash_made(a, password, r.hash, &refusal))
        return refusal;
    return act_run(a, act, renew_password, &r, NULL);
}

/* --- sessions ----------------------------------------------------------------------------- */

i64 accounts_sessions(struct accounts *a, struct arena *arena, str account, str secret,
                      struct session_row out[SIGNIN_SESSIONS_MAX])
{
    u8 own[SECRET_HASH_BYTES];
    i64 n = 0;
    secret_hash(secret, own);
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_SESSIONS);
    bind_i64(s, 1, id_parse(account));
    bind_i64(s, 2, SIGNIN_SESSIONS_MAX);
    while (n < SIGNIN_SESSIONS_MAX && statement_next(s)) {
        struct session_row *r = &out[n++];
        str hash = column_blob(s, 1);
        id_print(column_i64(s, 0), r->id);
        r->created_ms = column_i64(s, 2);
        r->seen_ms = column_i64(s, 3);
        r->own = hash.n == SECRET_HASH_BYTES && memcmp(hash.p, own, sizeof own) == 0;
        r->source = str_dup(arena, column_str(s, 4));
        r->agent = str_dup(arena, column_str(s, 5));
    }
    peek_end(a, &a->lists);
    return n;
}

static void end_sessions(struct act *act, void *context)
{
    (void)context;
    act->workspace = 0;
    drop_sessions(act, act->account);
    act_audit(act, "session.end-all", act->account, (str){0});
}

struct accounts_outcome accounts_end_sessions(struct accounts *a, const struct accounts_act *act)
{
    return act_run(a, act, end_sessions, NULL, NULL);
}

static void end_session(struct act *act, void *context)
{
    i64 id = id_parse(*(str *)context);
    struct statement *s = storage_use(act->db, SQL_SESSION_DROP_ID);
    bind_i64(s, 1, id);
    bind_i64(s, 2, act->account);
    statement_run(s);
    act->workspace = 0;
    act->takes = true;
    if (storage_changed(act->db) == 1)
        act_audit(act, "session.end", act->account, *(str *)context);
    else
        act_refuse(act, ACCOUNTS_MISSING);
}

struct accounts_outcome accounts_end_session(struct accounts *a, const struct accounts_act *act,
                                             str id)
{
    return act_run(a, act, end_session, &id, NULL);
}

/* --- one-time codes ----------------------------------------------------------------------- */

static void put_totp(struct act *act, i64 account, const u8 *secret, i64 on_ms, i64 step)
{
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_TOTP);
    bind_i64(s, 1, account);
    if (secret)
        bind_blob(s, 2, secret, TOTP_SECRET_BYTES);
    else
        bind_null(s, 2);
    if (on_ms != TIME_NONE)
        bind_i64(s, 3, on_ms);
    else
        bind_null(s, 3);
    bind_i64(s, 4, step);
    statement_run(s);
}

static void drop_recovery(struct act *act, i64 account)
{
    struct statement *s = storage_use(act->db, SQL_RECOVERY_DROP);
    bind_i64(s, 1, account);
    statement_run(s);
}

static void enrol(struct act *act, void *context)
{
    struct totp_enrolment *out = context;
    struct account_record own;
    u8 secret[TOTP_SECRET_BYTES];
    act->workspace = 0;
    if (!account_get(act->db, act->account, &own)) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (own.totp_on) {
        act_refuse(act, ACCOUNTS_CODE_ON);
        return;
    }
    act->a->platform->random_bytes(act->a->platform->self, secret, sizeof secret);
    base32_print(secret, sizeof secret, out->secret);
    put_totp(act, own.id, secret, TIME_NONE, own.totp_step);
    act_audit(act, "code.enrol", own.id, (str){0});
    sodium_memzero(secret, sizeof secret);
}

struct accounts_outcome accounts_totp_enrol(struct accounts *a, const struct accounts_act *act,
                                            struct totp_enrolment *out)
{
    *out = (struct totp_enrolment){0};
    return act_run(a, act, enrol, out, NULL);
}

struct confirming {
    str code;
    struct totp_codes *out;
};

static void put_recovery(struct act *act, i64 account, char code[24])
{
    u8 hash[SECRET_HASH_BYTES];
    code_new(act->a->platform, 10, 4, code);
    code_hash(str_c(code), hash);
    struct statement *s = storage_use(act->db, SQL_RECOVERY_PUT);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, account);
    statement_run(s);
}

static void confirm_code(struct act *act, void *context)
{
    struct confirming *c = context;
    struct account_record own;
    act->workspace = 0;
    if (!account_get(act->db, act->account, &own) || !own.has_totp) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (own.totp_on) {
        act_refuse(act, ACCOUNTS_CODE_ON);
        return;
    }
    i64 step = totp_match(own.totp, c->code, act->by->now_ms, own.totp_step);
    if (!step) {
        act_refuse(act, ACCOUNTS_WRONG);
        return;
    }
    put_totp(act, own.id, own.totp, act->by->now_ms, step);
    drop_recovery(act, own.id);
    for (i32 i = 0; i < SIGNIN_RECOVERY_CODES; i++)
        put_recovery(act, own.id, c->out->code[i]);
    act_audit(act, "code.on", own.id, (str){0});
}

struct accounts_outcome accounts_totp_confirm(struct accounts *a, const struct accounts_act *act,
                                              str code, struct totp_codes *out)
{
    struct confirming c = {code, out};
    struct accounts_outcome refusal;
    *out = (struct totp_codes){0};
    if (!try_begin(a, act->account, act->source, &refusal))
        return refusal;
    struct accounts_outcome done = act_run(a, act, confirm_code, &c, NULL);
    if (done.answer == ACCOUNTS_DONE || done.answer == ACCOUNTS_REPLAYED)
        try_went_well(a, act->account, act->source);
    return done;
}

static void remove_code(struct act *act, void *context)
{
    struct account_record own;
    (void)context;
    act->workspace = 0;
    if (!account_get(act->db, act->account, &own) || !own.has_totp) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    put_totp(act, own.id, NULL, TIME_NONE, own.totp_step);
    drop_recovery(act, own.id);
    struct statement *s = storage_use(act->db, SQL_SESSIONS_WEAKEN);
    bind_i64(s, 1, own.id);
    statement_run(s);
    act->takes = true;
    act_audit(act, "code.off", own.id, (str){0});
}

struct accounts_outcome accounts_totp_remove(struct accounts *a, const struct accounts_act *act)
{
    return act_run(a, act, remove_code, NULL, NULL);
}

/* --- looking ------------------------------------------------------------------------------ */

static void fill(struct arena *arena, const struct account_record *from, struct account_row *out)
{
    *out = (struct account_row){.created_ms = from->created_ms, .disabled = from->disabled};
    out->site = from->site;
    out->totp = from->totp_on;
    out->email = str_dup(arena, str_c(from->email));
    out->name = str_dup(arena, str_c(from->name));
    id_print(from->id, out->id);
}

bool accounts_find(struct accounts *a, struct arena *arena, str account, struct account_row *out)
{
    struct account_record found;
    peek_begin(a, &a->lists);
    bool there = account_get(a->lists.db, id_parse(account), &found);
    peek_end(a, &a->lists);
    if (there)
        fill(arena, &found, out);
    return there;
}

bool accounts_find_email(struct accounts *a, struct arena *arena, str email,
                         struct account_row *out)
{
    char normal[ACCOUNTS_EMAIL_MAX + 1];
    struct account_record found;
    bool there = email_normalise(email, normal);
    peek_begin(a, &a->lists);
    there = there && account_by_email(a->lists.db, str_c(normal), &found);
    peek_end(a, &a->lists);
    if (there)
        fill(arena, &found, out);
    return there;
}
