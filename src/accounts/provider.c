#include "accounts/provider.h"

#include "accounts/people.h"
#include "accounts/store.h"

struct entering {
    const struct provider_said *said;
    str email; /* normalised; empty: none that was verified */
    struct signed_in *out;
};

static i64 identity_of(struct act *act, const struct provider_said *said)
{
    struct statement *s = storage_use(act->db, SQL_IDENTITY_GET);
    bind_str(s, 1, said->issuer);
    bind_str(s, 2, said->subject);
    i64 account = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    return account;
}

static void put_identity(struct act *act, const struct provider_said *said, i64 account)
{
    struct statement *s = storage_use(act->db, SQL_IDENTITY_PUT);
    bind_str(s, 1, said->issuer);
    bind_str(s, 2, said->subject);
    bind_i64(s, 3, account);
    bind_i64(s, 4, act->by->now_ms);
    statement_run(s);
    act_audit(act, "identity.new", account, said->issuer);
}

static bool is_member_somewhere(struct act *act, i64 account)
{
    struct statement *s = storage_use(act->db, SQL_MEMBER_ANY);
    bind_i64(s, 1, account);
    bool found = statement_next(s);
    statement_reset(s);
    return found;
}

/* Every invitation to this e-mail that still holds; whether there was one. */
static bool is_invited(struct act *act, str email)
{
    struct statement *s = storage_use(act->db, SQL_INVITATION_OF_EMAIL);
    bind_str(s, 1, email);
    bind_i64(s, 2, act->by->now_ms);
    bool found = statement_next(s);
    statement_reset(s);
    return found;
}

/* The account of a verified e-mail that is not known by its identity yet; 0: refused. */
static i64 first_time(struct act *act, const struct entering *x)
{
    struct account_record account;
    if (!x->email.n) {
        act_refuse(act, ACCOUNTS_NOT_VERIFIED);
        return 0;
    }
    bool invited = is_invited(act, x->email);
    bool there = account_by_email(act->db, x->email, &account);
    if (!invited && !(there && is_member_somewhere(act, account.id))) {
        act_refuse(act, ACCOUNTS_NOT_INVITED);
        return 0;
    }
    str name = name_is_sound(x->said->name, false) ? x->said->name : x->email;
    i64 id = there ? account.id
                   : account_put(act, x->email, str_sub(name, 0, ACCOUNTS_NAME_MAX),
                                 act->a->nobody) /* no password fits it */;
    put_identity(act, x->said, id);
    return id;
}

static void enter(struct act *act, void *context)
{
    struct entering *x = context;
    struct account_record account;
    i64 id = identity_of(act, x->said);
    act->workspace = 0;
    if (!id)
        id = first_time(act, x);
    if (!id)
        return;
    if (!account_get(act->db, id, &account) || account.disabled) {
        act_refuse(act, ACCOUNTS_NOT_INVITED);
        return;
    }
    if (account.totp_on && !x->said->second_factor) {
        act_refuse(act, ACCOUNTS_CODE_NEEDED);
        return;
    }
    if (x->email.n && str_eq(x->email, str_c(account.email)))
        invitations_accept(act, id, x->email);
    act->account = id;
    act->strong = x->said->second_factor;
    session_put(act, id, workspace_number(act->db, act->by->workspace), x->out->session);
    id_print(id, x->out->account);
    bool known = device_is_known(act->db, x->said->device, id, act->by->now_ms);
    device_remember(act, known ? x->said->device : (str){0}, id, x->out->device);
    act_audit(act, "session.provider", id, x->said->issuer);
}

struct accounts_outcome accounts_provider_sign_in(struct accounts *a,
                                                  const struct accounts_act *act,
                                                  const struct provider_said *said,
                                                  struct signed_in *out)
{
    char email[ACCOUNTS_EMAIL_MAX + 1];
    struct entering x = {.said = said, .out = out};
    *out = (struct signed_in){0};
    assert(said->issuer.n > 0 && said->issuer.n <= PROVIDER_ISSUER_MAX && said->subject.n > 0);
    if (said->email_verified && email_normalise(said->email, email))
        x.email = str_c(email);
    return act_run(a, act, enter, &x, NULL);
}
