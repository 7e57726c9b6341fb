#include <stdio.h>
#include <string.h>

#include "accounts/mail.h"
#include "accounts/people.h"
#include "accounts/store.h"

/* --- inviting ----------------------------------------------------------------------------- */

struct inviting {
    const struct invitation_new *asked;
    str email;
    struct invitation_made *out;
};

/* Whoever has an account sees in it that they are invited. */
static bool mark_invited(struct act *act, const struct inviting *x)
{
    struct account_record account;
    struct member_record m;
    if (!account_by_email(act->db, x->email, &account))
        return true;
    bool there = member_get(act->db, act->workspace, account.id, &m);
    if (there && m.state != MEMBER_INVITED && m.state != MEMBER_REMOVED)
        return false;
    m.role = x->asked->role;
    m.state = MEMBER_INVITED;
    m.since_ms = act->by->now_ms;
    m.version++;
    member_put(act->db, &m);
    act->takes = true;
    return true;
}

static void put_invitation(struct act *act, const struct inviting *x)
{
    u8 hash[SECRET_HASH_BYTES];
    secret_new(act->a->platform, "", x->out->secret);
    secret_hash(str_c(x->out->secret), hash);
    struct statement *s = storage_use(act->db, SQL_INVITATION_PUT);
    bind_i64(s, 1, act->subject);
    bind_blob(s, 2, hash, sizeof hash);
    bind_i64(s, 3, act->workspace);
    bind_str(s, 4, x->email);
    bind_i64(s, 5, x->asked->role);
    bind_str(s, 6, x->asked->department);
    bind_str(s, 7, x->asked->team);
    bind_i64(s, 8, x->asked->person);
    bind_i64(s, 9, act->account);
    bind_i64(s, 10, act->by->now_ms);
    bind_i64(s, 11, act->by->now_ms + x->asked->days * MS_PER_DAY);
    statement_run(s);
}

static void put_mail(struct act *act, const struct inviting *x)
{
    char key[40];
    struct mail_new m = {.recipient = x->email};
    if (!x->asked->write)
        return;
    snprintf(key, sizeof key, "invitation %lld", (long long)act->subject);
    m.key = str_c(key);
    x->asked->write(x->asked->context, x->out->secret, &m);
    mail_put(act, &m);
}

static void invite(struct act *act, void *context)
{
    const struct inviting *x = context;
    if (!act->workspace) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (!mark_invited(act, x)) {
        act_refuse(act, ACCOUNTS_MEMBER);
        return;
    }
    struct statement *s = storage_use(act->db, SQL_INVITATIONS_END_EMAIL);
    bind_i64(s, 1, act->workspace);
    bind_str(s, 2, x->email);
    bind_i64(s, 3, act->by->now_ms);
    statement_run(s); /* the newest one counts */
    act->subject = id_new(act->a->platform);
    put_invitation(act, x);
    mails_uninvite(act);
    put_mail(act, x);
    act_audit(act, "invitation.new", act->subject,
              str_c(access_name(access_roles, x->asked->role)));
}

struct accounts_outcome accounts_invite(struct accounts *a, const struct accounts_act *act,
                                        const struct invitation_new *asked,
                                        struct invitation_made *out)
{
    char email[ACCOUNTS_EMAIL_MAX + 1];
    i64 subject;
    *out = (struct invitation_made){0};
    if (!email_normalise(asked->email, email))
        return outcome_of(ACCOUNTS_BAD_EMAIL);
    if (!name_is_sound(asked->department, true) || !name_is_sound(asked->team, true))
        return outcome_of(ACCOUNTS_BAD_NAME);
    if (asked->days < 1 || asked->days > ACCOUNTS_INVITATION_DAYS_MAX)
        return outcome_of(ACCOUNTS_BAD_TIME);
    struct inviting x = {asked, str_c(email), out};
    struct accounts_outcome done = act_run(a, act, invite, &x, &subject);
    if (done.answer == ACCOUNTS_DONE || done.answer == ACCOUNTS_REPLAYED)
        id_print(subject, out->id);
    if (done.answer != ACCOUNTS_DONE)
        memset(out->secret, 0, sizeof out->secret);
    return done;
}

static void withdraw(struct act *act, void *context)
{
    act->subject = id_parse(*(str *)context);
    struct statement *s = storage_use(act->db, SQL_INVITATION_END_ID);
    bind_i64(s, 1, act->subject);
    bind_i64(s, 2, act->workspace);
    bind_i64(s, 3, act->by->now_ms);
    statement_run(s);
    if (storage_changed(act->db) != 1) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    mails_uninvite(act);
    act_audit(act, "invitation.end", act->subject, (str){0});
}

struct accounts_outcome accounts_withdraw(struct accounts *a, const struct accounts_act *act,
                                          str invitation)
{
    return act_run(a, act, withdraw, &invitation, NULL);
}

i64 accounts_invitations(struct accounts *a, struct arena *arena, str workspace, i64 now_ms,
                         str after, i64 most, struct invitation_row *out)
{
    i64 n = 0;
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, workspace);
    struct statement *s = storage_use(a->lists.db, SQL_INVITATIONS);
    bind_i64(s, 1, number);
    bind_i64(s, 2, now_ms);
    bind_i64(s, 3, id_parse(after));
    bind_i64(s, 4, most);
    while (n < most && statement_next(s)) {
        struct invitation_row *r = &out[n++];
        id_print(column_i64(s, 0), r->id);
        r->email = str_dup(arena, column_str(s, 1));
        r->role = (u32)column_i64(s, 2);
        r->department = str_dup(arena, column_str(s, 3));
        r->team = str_dup(arena, column_str(s, 4));
        r->created_ms = column_i64(s, 5);
        r->expires_ms = column_i64(s, 6);
    }
    peek_end(a, &a->lists);
    return n;
}

/* --- accepting ---------------------------------------------------------------------------- */

struct invitation {
    i64 id;
    char email[ACCOUNTS_EMAIL_MAX + 1];
    struct member_record member;
};

struct accepting {
    const struct accept_asked *asked;
    struct invitation invitation;
    struct account_record account; /* id 0: a new one */
    char hash[PASSWORD_TEXT_MAX];
    struct signed_in *out;
};

static bool take_invitation(struct statement *s, struct invitation *out)
{
    *out = (struct invitation){0};
    bool found = statement_next(s);
    if (found) {
        out->id = column_i64(s, 0);
        out->member.workspace = column_i64(s, 1);
        text_copy(out->email, sizeof out->email, column_str(s, 2));
        out->member.role = (u32)column_i64(s, 3);
        text_copy(out->member.department, sizeof out->member.department, column_str(s, 4));
        text_copy(out->member.team, sizeof out->member.team, column_str(s, 5));
        out->member.person = (u32)column_i64(s, 6);
    }
    statement_reset(s);
    return found;
}

static bool find_invitation(struct storage *db, str secret, i64 now_ms, struct invitation *out)
{
    u8 hash[SECRET_HASH_BYTES];
    secret_hash(secret, hash);
    struct statement *s = storage_use(db, SQL_INVITATION_BY_HASH);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, now_ms);
    return take_invitation(s, out);
}

/* Everything was looked at before the transaction; is it still so? */
static bool still_so(struct act *act, const struct accepting *x)
{
    struct invitation now;
    struct account_record account;
    if (!find_invitation(act->db, x->asked->secret, act->by->now_ms, &now))
        return false;
    bool there = account_by_email(act->db, str_c(now.email), &account);
    return there == (x->account.id != 0) &&
           (!there || (!account.disabled && strcmp(account.password, x->account.password) == 0));
}

static void join(struct act *act, i64 account, const struct invitation *invitation)
{
    struct member_record m = invitation->member, old;
    m.account = account;
    m.state = m.role == ACCESS_ADMIN ? MEMBER_ACCEPTED : MEMBER_ACTIVE;
    m.since_ms = act->by->now_ms;
    if (member_get(act->db, m.workspace, account, &old)) {
        m.version = old.version;
        m.person = m.person ? m.person : old.person;
    }
    m.version++;
    member_put(act->db, &m);
    struct statement *s = storage_use(act->db, SQL_INVITATION_END);
    bind_i64(s, 1, invitation->id);
    bind_i64(s, 2, act->by->now_ms);
    statement_run(s);
    mails_uninvite(act);
    act->takes = true;
    act_audit(act, "invitation.accept", account, str_c(access_name(access_roles, m.role)));
}

void invitations_accept(struct act *act, i64 account, str email)
{
    for (;;) {
        struct invitation one;
        struct statement *s = storage_use(act->db, SQL_INVITATION_OF_EMAIL);
        bind_str(s, 1, email);
        bind_i64(s, 2, act->by->now_ms);
        if (!take_invitation(s, &one))
            return;
        act->workspace = one.member.workspace;
        join(act, account, &one);
        act->workspace = 0;
    }
}

static void accept(struct act *act, void *context)
{
    struct accepting *x = context;
    if (!still_so(act, x)) {
        act_refuse(act, ACCOUNTS_ENDED);
        return;
    }
    if (x->account.totp_on && !code_use(act, &x->account, x->asked->code)) {
        act_refuse(act, x->asked->code.n ? ACCOUNTS_WRONG : ACCOUNTS_CODE_NEEDED);
        return;
    }
    i64 account = x->account.id;
    if (!account)
        account = account_put(act, str_c(x->invitation.email), x->asked->name, x->hash);
    act->account = account;
    act->workspace = x->invitation.member.workspace;
    join(act, account, &x->invitation);
    session_put(act, account, act->workspace, x->out->session);
    id_print(account, x->out->account);
}

struct accounts_outcome accounts_accept(struct accounts *a, const struct accounts_act *act,
                                        const struct accept_asked *asked, struct signed_in *out)
{
    struct accepting x = {.asked = asked, .out = out};
    struct accounts_outcome refusal;
    char email[ACCOUNTS_EMAIL_MAX + 1];
    *out = (struct signed_in){0};
    if (!try_begin(a, (str){0}, act->source, &refusal))
        return refusal;
    peek_begin(a, &a->lists);
    bool found = find_invitation(a->lists.db, asked->secret, act->now_ms, &x.invitation);
    bool there = found && account_by_email(a->lists.db, str_c(x.invitation.email), &x.account);
    peek_end(a, &a->lists);
    if (!found)
        return outcome_of(ACCOUNTS_ENDED);
    try_went_well(a, (str){0}, act->source);
    str own = str_c(x.invitation.email);
    bool ok = there ? try_begin(a, own, act->source, &refusal) &&
                          hash_fits(a, x.account.password, asked->password, &refusal)
                    : account_is_sound(own, asked->name, asked->password, email, &refusal) &&
                          hash_made(a, asked->password, x.hash, &refusal);
    if (!ok)
        return refusal;
    struct accounts_outcome done = act_run(a, act, accept, &x, NULL);
    if (there && done.answer != ACCOUNTS_WRONG)
        try_went_well(a, own, act->source);
    return done;
}
