#include "accounts/people.h"

#include <string.h>

#include "accounts/store.h"

/* --- looking ------------------------------------------------------------------------------ */

static void read_member(struct statement *s, struct arena *arena, struct member_row *out)
{
    *out = (struct member_row){
        .role = (u32)column_i64(s, 2),
        .state = (u32)column_i64(s, 3),
        .department = str_dup(arena, column_str(s, 4)),
        .team = str_dup(arena, column_str(s, 5)),
        .person = (u32)column_i64(s, 6),
        .since_ms = column_i64(s, 7),
        .version = column_i64(s, 8),
        .email = str_dup(arena, column_str(s, 9)),
        .name = str_dup(arena, column_str(s, 10)),
        .disabled = !column_is_null(s, 11),
        .totp = !column_is_null(s, 12),
        .workspace = str_dup(arena, column_str(s, 13)),
    };
    id_print(column_i64(s, 1), out->account);
}

i64 accounts_people(struct accounts *a, struct arena *arena, str workspace, str after, i64 most,
                    struct member_row *out)
{
    i64 n = 0;
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, workspace);
    struct statement *s = storage_use(a->lists.db, SQL_MEMBERS);
    bind_i64(s, 1, number);
    bind_i64(s, 2, id_parse(after));
    bind_i64(s, 3, most);
    while (n < most && statement_next(s))
        read_member(s, arena, &out[n++]);
    peek_end(a, &a->lists);
    return n;
}

bool accounts_member(struct accounts *a, struct arena *arena, str workspace, str account,
                     struct member_row *out)
{
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, workspace);
    struct statement *s = storage_use(a->lists.db, SQL_MEMBER_GET);
    bind_i64(s, 1, number);
    bind_i64(s, 2, id_parse(account));
    bool found = statement_next(s);
    if (found)
        read_member(s, arena, out);
    peek_end(a, &a->lists);
    return found;
}

i64 accounts_memberships(struct accounts *a, struct arena *arena, str account, i64 most,
                         struct member_row *out)
{
    i64 n = 0;
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_MEMBERSHIPS);
    bind_i64(s, 1, id_parse(account));
    bind_i64(s, 2, most);
    while (n < most && statement_next(s))
        read_member(s, arena, &out[n++]);
    peek_end(a, &a->lists);
    return n;
}

/* --- the last admin ----------------------------------------------------------------------- */

static i64 admins_beside(struct storage *db, i64 workspace, i64 account)
{
    struct statement *s = storage_use(db, SQL_ADMINS_ELSE);
    bind_i64(s, 1, workspace);
    bind_i64(s, 2, account);
    i64 n = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    return n;
}

static bool is_admin(const struct member_record *m)
{
    return m->role == ACCESS_ADMIN && m->state == MEMBER_ACTIVE;
}

/* --- changing ----------------------------------------------------------------------------- */

struct changing {
    i64 account;
    const struct member_change *change;
};

/* From where to where somebody may be put: an invited person is not in by an admin's word. */
static bool can_become(u32 from, u32 to)
{
    switch (from) {
    case MEMBER_INVITED: return to == MEMBER_REMOVED;
    case MEMBER_ACCEPTED:
    case MEMBER_ACTIVE:
    case MEMBER_SUSPENDED:
        return to == MEMBER_ACTIVE || to == MEMBER_SUSPENDED || to == MEMBER_REMOVED;
    default: return false;
    }
}

static str describe(char text[400], const struct member_record *m)
{
    struct buf out = {.p = text, .max = 400};
    buf_fmt(&out, "%s, %s, %s, %s", access_name(access_roles, m->role),
            access_name(access_states, m->state), m->department, m->team);
    return buf_str(&out);
}

/* Who was removed does not come back by an old invitation. */
static void end_invitations(struct act *act, str email)
{
    struct statement *s = storage_use(act->db, SQL_INVITATIONS_END_EMAIL);
    bind_i64(s, 1, act->workspace);
    bind_str(s, 2, email);
    bind_i64(s, 3, act->by->now_ms);
    statement_run(s);
}

static void change_member(struct act *act, void *context)
{
    const struct changing *x = context;
    const struct member_change *to = x->change;
    struct member_record m, before;
    struct account_record account;
    char text[400];
    if (!act->workspace || !member_get(act->db, act->workspace, x->account, &m) ||
        !account_get(act->db, x->account, &account)) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    before = m;
    act->subject = x->account;
    m.role = to->role ? to->role : m.role;
    m.state = to->state ? to->state : m.state;
    if (to->department.p)
        text_copy(m.department, sizeof m.department, to->department);
    if (to->team.p)
        text_copy(m.team, sizeof m.team, to->team);
    m.version++;
    if (to->expected >= 0 && to->expected != before.version)
        act_refuse(act, ACCOUNTS_CHANGED);
    else if (m.state != before.state && !can_become(before.state, m.state))
        act_refuse(act, ACCOUNTS_BAD_STATE);
    else if (is_admin(&before) && !is_admin(&m) && !account.disabled &&
             admins_beside(act->db, act->workspace, x->account) == 0)
        act_refuse(act, ACCOUNTS_LAST_ADMIN);
    if (act->answer != ACCOUNTS_DONE)
        return;
    member_put(act->db, &m);
    if (m.state == MEMBER_REMOVED)
        end_invitations(act, str_c(account.email));
    act->takes = true;
    act_audit(act, "member.change", x->account, describe(text, &m));
}

struct accounts_outcome accounts_change_member(struct accounts *a, const struct accounts_act *act,
                                               str account, const struct member_change *change)
{
    struct changing x = {id_parse(account), change};
    if (!name_is_sound(change->department, true) || !name_is_sound(change->team, true))
        return outcome_of(ACCOUNTS_BAD_NAME);
    return act_run(a, act, change_member, &x, NULL);
}

/* --- the whole account -------------------------------------------------------------------- */

struct disabling {
    str email;
    bool disabled;
};

static bool is_last_admin_somewhere(struct act *act, i64 account)
{
    struct member_record m;
    i64 number = 0;
    for (;;) {
        struct statement *s = storage_use(act->db, SQL_WORKSPACE_NEXT);
        bind_i64(s, 1, number);
        number = statement_next(s) ? column_i64(s, 0) : 0;
        statement_reset(s);
        if (!number)
            return false;
        if (member_get(act->db, number, account, &m) && is_admin(&m) &&
            admins_beside(act->db, number, account) == 0)
            return true;
    }
}

static void disable(struct act *act, void *context)
{
    const struct disabling *x = context;
    struct account_record account;
    act->workspace = 0;
    if (!account_by_email(act->db, x->email, &account)) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (account.disabled == x->disabled)
        return;
    if (x->disabled && is_last_admin_somewhere(act, account.id)) {
        act_refuse(act, ACCOUNTS_LAST_ADMIN);
        return;
    }
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_DISABLE);
    bind_i64(s, 1, account.id);
    if (x->disabled)
        bind_i64(s, 2, act->by->now_ms);
    else
        bind_null(s, 2);
    statement_run(s);
    s = storage_use(act->db, SQL_SESSIONS_DROP);
    bind_i64(s, 1, account.id);
    statement_run(s);
    act->takes = true;
    act_audit(act, x->disabled ? "account.disable" : "account.enable", account.id, (str){0});
}

struct accounts_outcome accounts_disable(struct accounts *a, const struct accounts_act *act,
                                         str email, bool disabled)
{
    char normal[ACCOUNTS_EMAIL_MAX + 1];
    if (!email_normalise(email, normal))
        return outcome_of(ACCOUNTS_BAD_EMAIL);
    struct disabling x = {str_c(normal), disabled};
    return act_run(a, act, disable, &x, NULL);
}
