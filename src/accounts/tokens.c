#include "accounts/tokens.h"

#include <string.h>

#include "accounts/store.h"

struct making {
    const struct token_new *asked;
    i64 owner;
    struct token_made *out;
};

static i64 count_tokens(struct act *act, i64 owner)
{
    i64 n = 0;
    struct statement *s = storage_use(act->db, SQL_TOKENS);
    bind_i64(s, 1, act->workspace);
    bind_i64(s, 2, owner);
    bind_i64(s, 3, 0);
    bind_i64(s, 4, -1);
    while (statement_next(s))
        n += column_is_null(s, 7) && column_i64(s, 5) > act->by->now_ms;
    return n;
}

static void put_token(struct act *act, const struct making *x)
{
    u8 hash[SECRET_HASH_BYTES];
    secret_new(act->a->platform, TOKEN_PREFIX, x->out->secret);
    secret_hash(str_c(x->out->secret), hash);
    struct statement *s = storage_use(act->db, SQL_TOKEN_PUT);
    bind_i64(s, 1, act->subject);
    bind_blob(s, 2, hash, sizeof hash);
    bind_i64(s, 3, x->owner);
    bind_i64(s, 4, act->workspace);
    bind_str(s, 5, x->asked->name);
    bind_i64(s, 6, x->asked->scopes);
    bind_i64(s, 7, act->by->now_ms);
    bind_i64(s, 8, act->by->now_ms + x->asked->days * MS_PER_DAY);
    statement_run(s);
}

/* What a role can give away at all. */
static u32 scopes_of(u32 role)
{
    switch (role) {
    case ACCESS_ADMIN: return SCOPE_EVERY;
    case ACCESS_REVOPS: return SCOPE_READ | SCOPE_DEALS | SCOPE_STANDARD;
    case ACCESS_VIEWER:
    case ACCESS_AUDITOR: return SCOPE_READ;
    default: return SCOPE_READ | SCOPE_DEALS;
    }
}

static void make_token(struct act *act, void *context)
{
    const struct making *x = context;
    struct member_record owner;
    char text[100];
    struct buf scopes = {.p = text, .max = sizeof text};
    if (!act->workspace || !member_get(act->db, act->workspace, x->owner, &owner) ||
        owner.state != MEMBER_ACTIVE) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (x->asked->scopes & ~scopes_of(owner.role)) {
        act_refuse(act, ACCOUNTS_BEYOND);
        return;
    }
    if (count_tokens(act, x->owner) >= ACCOUNTS_TOKENS_MAX) {
        act_refuse(act, ACCOUNTS_LIMIT);
        return;
    }
    act->subject = id_new(act->a->platform);
    put_token(act, x);
    access_print(&scopes, access_scopes, x->asked->scopes);
    act_audit(act, "token.new", act->subject, buf_str(&scopes));
}

struct accounts_outcome accounts_token_new(struct accounts *a, const struct accounts_act *act,
                                           const struct token_new *asked, struct token_made *out)
{
    struct making x = {asked, id_parse(asked->account), out};
    i64 subject;
    *out = (struct token_made){0};
    if (!name_is_sound(asked->name, false))
        return outcome_of(ACCOUNTS_BAD_NAME);
    if (asked->days < 1 || asked->days > ACCOUNTS_TOKEN_DAYS_MAX)
        return outcome_of(ACCOUNTS_BAD_TIME);
    if (!asked->scopes || asked->scopes & ~(u32)SCOPE_EVERY)
        return outcome_of(ACCOUNTS_BEYOND);
    struct accounts_outcome done = act_run(a, act, make_token, &x, &subject);
    if (done.answer == ACCOUNTS_DONE || done.answer == ACCOUNTS_REPLAYED)
        id_print(subject, out->id);
    if (done.answer != ACCOUNTS_DONE)
        memset(out->secret, 0, sizeof out->secret);
    return done;
}

struct revoking {
    i64 token, owner;
};

static void revoke(struct act *act, void *context)
{
    const struct revoking *x = context;
    struct statement *s = storage_use(act->db, SQL_TOKEN_BY_ID);
    bind_i64(s, 1, x->token);
    bind_i64(s, 2, act->workspace);
    bool found = statement_next(s);
    bool own = found && (x->owner == 0 || column_i64(s, 0) == x->owner);
    bool revoked = found && !column_is_null(s, 1);
    statement_reset(s);
    act->subject = x->token;
    if (!own) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    if (revoked)
        return;
    s = storage_use(act->db, SQL_TOKEN_REVOKE);
    bind_i64(s, 1, x->token);
    bind_i64(s, 2, act->by->now_ms);
    statement_run(s);
    act->takes = true;
    act_audit(act, "token.revoke", x->token, (str){0});
}

struct accounts_outcome accounts_token_revoke(struct accounts *a, const struct accounts_act *act,
                                              str token, str account)
{
    struct revoking x = {id_parse(token), account.n ? id_parse(account) : 0};
    if (account.n && !x.owner)
        return outcome_of(ACCOUNTS_MISSING);
    return act_run(a, act, revoke, &x, NULL);
}

i64 accounts_tokens(struct accounts *a, struct arena *arena, const struct token_page *page,
                    i64 most, struct token_row *out)
{
    i64 n = 0, owner = id_parse(page->account);
    if (page->account.n && !owner)
        return 0;
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, page->workspace);
    struct statement *s = storage_use(a->lists.db, SQL_TOKENS);
    bind_i64(s, 1, number);
    bind_i64(s, 2, owner);
    bind_i64(s, 3, id_parse(page->after));
    bind_i64(s, 4, most);
    while (n < most && statement_next(s)) {
        struct token_row *r = &out[n++];
        id_print(column_i64(s, 0), r->id);
        id_print(column_i64(s, 1), r->account);
        r->name = str_dup(arena, column_str(s, 2));
        r->scopes = (u32)column_i64(s, 3);
        r->created_ms = column_i64(s, 4);
        r->expires_ms = column_i64(s, 5);
        r->used_ms = column_is_null(s, 6) ? TIME_NONE : column_i64(s, 6);
        r->revoked_ms = column_is_null(s, 7) ? TIME_NONE : column_i64(s, 7);
        r->email = str_dup(arena, column_str(s, 8));
    }
    peek_end(a, &a->lists);
    return n;
}
