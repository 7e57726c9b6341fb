#include <string.h>

#include "accounts/people.h"
#include "accounts/store.h"

/* --- the code ----------------------------------------------------------------------------- */

static bool has_admin(struct storage *db)
{
    struct statement *s = storage_use(db, SQL_ADMIN_ANY);
    bool there = statement_next(s);
    statement_reset(s);
    return there;
}

static void make_code(struct act *act, void *context)
{
    u8 hash[SECRET_HASH_BYTES];
    char *code = context;
    if (has_admin(act->db)) {
        act_refuse(act, ACCOUNTS_SET_UP);
        return;
    }
    code_new(act->a->platform, 16, 5, code);
    code_hash(str_c(code), hash);
    struct statement *s = storage_use(act->db, SQL_SETUP_PUT);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, act->by->now_ms + ACCOUNTS_SETUP_MINUTES * 60000ll);
    statement_run(s);
    act_audit(act, "setup.code", 0, (str){0});
}

bool accounts_setup_code(struct accounts *a, i64 now_ms, char out[ACCOUNTS_SETUP_CODE_BYTES],
                         struct err *e)
{
    struct accounts_act by = {.now_ms = now_ms};
    out[0] = 0;
    if (act_run(a, &by, make_code, out, NULL).answer != ACCOUNTS_DONE)
        out[0] = 0;
    return accounts_check(a, e);
}

/* --- the first admin ---------------------------------------------------------------------- */

struct founding {
    const struct setup_asked *asked;
    str email;
    char hash[PASSWORD_TEXT_MAX];
    struct signed_in *out;
};

static bool code_holds(struct storage *db, str code, i64 now_ms)
{
    u8 hash[SECRET_HASH_BYTES];
    code_hash(code, hash);
    struct statement *s = storage_use(db, SQL_SETUP_GET);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, now_ms);
    bool holds = statement_next(s);
    statement_reset(s);
    return holds;
}

static void join_as(struct act *act, i64 workspace, i64 account, u32 role)
{
    struct member_record m = {
        .workspace = workspace,
        .account = account,
        .since_ms = act->by->now_ms,
        .version = 1,
        .role = role,
        .state = MEMBER_ACTIVE,
    };
    member_put(act->db, &m);
    act->workspace = workspace;
    act_audit(act, "member.new", account, str_c(access_name(access_roles, role)));
}

static i64 next_workspace(struct storage *db, i64 after)
{
    struct statement *s = storage_use(db, SQL_WORKSPACE_NEXT);
    bind_i64(s, 1, after);
    i64 number = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    return number;
}

static void found(struct act *act, void *context)
{
    struct founding *f = context;
    struct account_record there;
    act->workspace = 0;
    if (has_admin(act->db) || !code_holds(act->db, f->asked->code, act->by->now_ms)) {
        act_refuse(act, ACCOUNTS_ENDED);
        return;
    }
    if (account_by_email(act->db, f->email, &there)) {
        act_refuse(act, ACCOUNTS_TAKEN);
        return;
    }
    i64 account = account_put(act, f->email, f->asked->name, f->hash);
    act->account = account;
    act_audit(act, "setup.done", account, (str){0});
    for (i64 w = next_workspace(act->db, 0); w; w = next_workspace(act->db, w))
        join_as(act, w, account, ACCESS_ADMIN);
    statement_run(storage_use(act->db, SQL_SETUP_DROP));
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_SITE);
    bind_i64(s, 1, account);
    bind_i64(s, 2, 1);
    statement_run(s);
    session_put(act, account, 0, f->out->session);
    id_print(account, f->out->account);
}

struct accounts_outcome accounts_setup(struct accounts *a, const struct accounts_act *act,
                                       const struct setup_asked *asked, struct signed_in *out)
{
    char email[ACCOUNTS_EMAIL_MAX + 1];
    struct founding f = {.asked = asked, .out = out};
    struct accounts_outcome refusal;
    *out = (struct signed_in){0};
    if (!try_begin(a, (str){0}, act->source, &refusal))
        return refusal;
    peek_begin(a, &a->lists);
    bool holds = code_holds(a->lists.db, asked->code, act->now_ms);
    peek_end(a, &a->lists);
    if (!holds)
        return outcome_of(ACCOUNTS_ENDED);
    try_went_well(a, (str){0}, act->source);
    if (!account_is_sound(asked->email, asked->name, asked->password, email, &refusal))
        return refusal;
    f.email = str_c(email);
    if (!hash_made(a, asked->password, f.hash, &refusal))
        return refusal;
    return act_run(a, act, found, &f, NULL);
}

/* --- further workspaces ------------------------------------------------------------------- */

struct workspace_new {
    str id, name;
};

static void found_workspace(struct act *act, void *context)
{
    const struct workspace_new *x = context;
    struct account_record founder;
    if (!account_get(act->db, act->account, &founder) || !founder.site) {
        act_refuse(act, ACCOUNTS_BEYOND);
        return;
    }
    if (workspace_number(act->db, x->id)) {
        act_refuse(act, ACCOUNTS_TAKEN);
        act->text = MESSAGE("there is a workspace of this name already");
        return;
    }
    struct statement *s = storage_use(act->db, SQL_WORKSPACE_PUT);
    bind_str(s, 1, x->id);
    bind_str(s, 2, x->name);
    statement_run(s);
    act->workspace = act->subject = workspace_number(act->db, x->id);
    act_audit(act, "workspace.new", 0, x->id);
    act->takes = true; /* who asked before it was there asks again */
    join_as(act, act->workspace, act->account, ACCESS_ADMIN);
}

struct accounts_outcome accounts_found_workspace(struct accounts *a, const struct accounts_act *act,
                                                 str id, str name)
{
    struct workspace_new x = {id, name};
    if (!name_is_sound(name, false))
        return outcome_of(ACCOUNTS_BAD_NAME);
    return act_run(a, act, found_workspace, &x, NULL);
}

/* --- by the command line ------------------------------------------------------------------ */

struct adding {
    const struct account_new *asked;
    str email;
    char hash[PASSWORD_TEXT_MAX];
};

static void add(struct act *act, void *context)
{
    struct adding *x = context;
    struct account_record there;
    if (!act->workspace) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (account_by_email(act->db, x->email, &there)) {
        act_refuse(act, ACCOUNTS_TAKEN);
        return;
    }
    act->subject = account_put(act, x->email, x->asked->name, x->hash);
    join_as(act, act->workspace, act->subject, x->asked->role);
}

struct accounts_outcome accounts_add(struct accounts *a, const struct accounts_act *act,
                                     const struct account_new *asked)
{
    char email[ACCOUNTS_EMAIL_MAX + 1];
    struct adding x = {.asked = asked};
    struct accounts_outcome refusal;
    if (!account_is_sound(asked->email, asked->name, asked->password, email, &refusal))
        return refusal;
    x.email = str_c(email);
    if (!hash_made(a, asked->password, x.hash, &refusal))
        return refusal;
    return act_run(a, act, add, &x, NULL);
}

struct joining {
    str email;
    u32 role;
};

static void join_existing(struct act *act, void *context)
{
    const struct joining *x = context;
    struct account_record account;
    struct member_record m;
    if (!act->workspace || !account_by_email(act->db, x->email, &account)) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (member_get(act->db, act->workspace, account.id, &m) && m.state != MEMBER_REMOVED) {
        act_refuse(act, ACCOUNTS_MEMBER);
        return;
    }
    act->takes = true; /* who is known as no member asks again */
    m.role = x->role;
    m.state = MEMBER_ACTIVE;
    m.since_ms = act->by->now_ms;
    m.version++;
    member_put(act->db, &m);
    act_audit(act, "member.new", account.id, str_c(access_name(access_roles, x->role)));
}

struct accounts_outcome accounts_join(struct accounts *a, const struct accounts_act *act, str email,
                                      u32 role)
{
    char normal[ACCOUNTS_EMAIL_MAX + 1];
    if (!email_normalise(email, normal))
        return outcome_of(ACCOUNTS_BAD_EMAIL);
    struct joining x = {str_c(normal), role};
    return act_run(a, act, join_existing, &x, NULL);
}
