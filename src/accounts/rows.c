#include <string.h>

#include "accounts/store.h"

void text_copy(char *out, i64 room, str s)
{
    i64 n = i64_min(s.n, room - 1);
    if (n)
        memcpy(out, s.p, (size_t)n);
    out[n] = 0;
}

static bool read_account(struct statement *s, struct account_record *out)
{
    bool found = statement_next(s);
    *out = (struct account_record){0};
    if (found) {
        out->id = column_i64(s, 0);
        text_copy(out->email, sizeof out->email, column_str(s, 1));
        text_copy(out->name, sizeof out->name, column_str(s, 2));
        text_copy(out->password, sizeof out->password, column_str(s, 3));
        out->created_ms = column_i64(s, 4);
        out->disabled = !column_is_null(s, 5);
        str secret = column_blob(s, 6);
        out->has_totp = secret.n == (i64)sizeof out->totp;
        if (out->has_totp)
            memcpy(out->totp, secret.p, sizeof out->totp);
        out->totp_on = out->has_totp && !column_is_null(s, 7);
        out->totp_step = column_i64(s, 8);
        out->site = column_i64(s, 9);
    }
    statement_reset(s);
    return found;
}

bool account_get(struct storage *db, i64 id, struct account_record *out)
{
    struct statement *s = storage_use(db, SQL_ACCOUNT_GET);
    bind_i64(s, 1, id);
    return read_account(s, out);
}

bool account_by_email(struct storage *db, str email, struct account_record *out)
{
    struct statement *s = storage_use(db, SQL_ACCOUNT_BY_EMAIL);
    bind_str(s, 1, email);
    return read_account(s, out);
}

i64 workspace_number(struct storage *db, str id)
{
    struct statement *s = storage_use(db, SQL_WORKSPACE_GET);
    bind_str(s, 1, id);
    i64 number = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    return number;
}

bool member_get(struct storage *db, i64 workspace, i64 account, struct member_record *out)
{
    struct statement *s = storage_use(db, SQL_MEMBER_GET);
    bind_i64(s, 1, workspace);
    bind_i64(s, 2, account);
    bool found = statement_next(s);
    *out = (struct member_record){.workspace = workspace, .account = account};
    if (found) {
        out->role = (u32)column_i64(s, 2);
        out->state = (u32)column_i64(s, 3);
        text_copy(out->department, sizeof out->department, column_str(s, 4));
        text_copy(out->team, sizeof out->team, column_str(s, 5));
        out->person = (u32)column_i64(s, 6);
        out->since_ms = column_i64(s, 7);
        out->version = column_i64(s, 8);
    }
    statement_reset(s);
    return found;
}

void member_put(struct storage *db, const struct member_record *m)
{
    struct statement *s = storage_use(db, SQL_MEMBER_PUT);
    bind_i64(s, 1, m->workspace);
    bind_i64(s, 2, m->account);
    bind_i64(s, 3, m->role);
    bind_i64(s, 4, m->state);
    bind_str(s, 5, str_c(m->department));
    bind_str(s, 6, str_c(m->team));
    bind_i64(s, 7, m->person);
    bind_i64(s, 8, m->since_ms);
    bind_i64(s, 9, m->version);
    statement_run(s);
}

i64 account_put(struct act *act, str email, str name, const char *password)
{
    i64 id = id_new(act->a->platform);
    struct statement *s = storage_use(act->db, SQL_ACCOUNT_PUT);
    bind_i64(s, 1, id);
    bind_str(s, 2, email);
    bind_str(s, 3, name);
    bind_str(s, 4, str_c(password));
    bind_i64(s, 5, act->by->now_ms);
    statement_run(s);
    return id;
}

/* --- what people write -------------------------------------------------------------------- */

static bool is_address(str local, str domain)
{
    bool ok = local.n > 0 && local.n <= 64 && domain.n > 0 && domain.p[0] != '.' &&
              domain.p[domain.n - 1] != '.' && str_find(domain, S("..")) < 0;
    for (i64 i = 0; ok && i < local.n; i++)
        ok = (u8)local.p[i] > ' ' && local.p[i] != 127;
    for (i64 i = 0; ok && i < domain.n; i++) {
        char c = domain.p[i];
        ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
             (u8)c >= 0x80;
    }
    return ok;
}

bool email_normalise(str typed, char out[ACCOUNTS_EMAIL_MAX + 1])
{
    str local, domain, s = str_trim(typed);
    if (s.n > ACCOUNTS_EMAIL_MAX || utf8_check(s) >= 0)
        return false;
    for (i64 i = 0; i < s.n; i++)
        out[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    out[s.n] = 0;
    return str_cut((str){out, s.n}, '@', &local, &domain) && is_address(local, domain);
}

bool name_is_sound(str name, bool empty)
{
    bool ok = name.n <= ACCOUNTS_NAME_MAX && utf8_check(name) < 0 &&
              (str_trim(name).n > 0 || (empty && name.n == 0));
    for (i64 i = 0; ok && i < name.n; i++)
        ok = (u8)name.p[i] >= ' ' && name.p[i] != 127;
    return ok;
}

bool password_is_sound(str password, str email, str name, struct accounts_outcome *refusal)
{
    const char *fault = password_fault(password, email, name);
    if (fault) {
        *refusal = outcome_of(ACCOUNTS_BAD_PASSWORD);
        refusal->text = fault;
    }
    return !fault;
}

bool account_is_sound(str typed, str name, str password, char email[ACCOUNTS_EMAIL_MAX + 1],
                      struct accounts_outcome *refusal)
{
    if (!email_normalise(typed, email)) {
        *refusal = outcome_of(ACCOUNTS_BAD_EMAIL);
        return false;
    }
    if (!name_is_sound(name, false)) {
        *refusal = outcome_of(ACCOUNTS_BAD_NAME);
        return false;
    }
    return password_is_sound(password, str_c(email), name, refusal);
}

/* --- tries -------------------------------------------------------------------------------- */

static i64 take_try(struct accounts *a, str email, str source)
{
    struct throttle *t = a->throttle;
    i64 now_ns = a->platform->elapsed_ns(a->platform->self);
    i64 wait = throttle_take(t, &throttle_source, throttle_name_source(t, source), now_ns);
    if (wait == 0 && email.n) {
        wait = throttle_take(t, &throttle_account, throttle_name(t, 'a', email), now_ns);
        if (wait)
            throttle_give_back(t, &throttle_source, throttle_name_source(t, source));
    }
    return wait;
}

bool try_begin(struct accounts *a, str email, str source, struct accounts_outcome *out)
{
    lock_take(a->platform, &a->throttle_lock);
    i64 wait = take_try(a, email, source);
    lock_give(a->platform, &a->throttle_lock);
    if (wait == 0)
        return true;
    *out = outcome_of(ACCOUNTS_THROTTLED);
    out->wait_s = (wait + 999999999) / 1000000000;
    return false;
}

void try_went_well(struct accounts *a, str email, str source)
{
    struct throttle *t = a->throttle;
    lock_take(a->platform, &a->throttle_lock);
    throttle_give_back(t, &throttle_source, throttle_name_source(t, source));
    if (email.n)
        throttle_give_back(t, &throttle_account, throttle_name(t, 'a', email));
    lock_give(a->platform, &a->throttle_lock);
}

bool try_device_begin(struct accounts *a, str secret, struct accounts_outcome *out)
{
    i64 now_ns = a->platform->elapsed_ns(a->platform->self);
    lock_take(a->platform, &a->throttle_lock);
    u64 name = throttle_name(a->throttle, 'd', secret);
    i64 wait = throttle_take(a->throttle, &throttle_account, name, now_ns);
    lock_give(a->platform, &a->throttle_lock);
    if (wait) {
        *out = outcome_of(ACCOUNTS_THROTTLED);
        out->wait_s = (wait + 999999999) / 1000000000;
    }
    return wait == 0;
}

void try_device_went_well(struct accounts *a, str secret)
{
    lock_take(a->platform, &a->throttle_lock);
    throttle_give_back(a->throttle, &throttle_account, throttle_name(a->throttle, 'd', secret));
    lock_give(a->platform, &a->throttle_lock);
}

static bool take_slot(struct accounts *a, struct accounts_outcome *refusal)
{
    if (password_slot_take(&a->slots, a->platform))
        return true;
    *refusal = outcome_of(ACCOUNTS_BUSY);
    refusal->wait_s = 5;
    return false;
}

bool hash_made(struct accounts *a, str password, char out[PASSWORD_TEXT_MAX],
               struct accounts_outcome *refusal)
{
    if (!take_slot(a, refusal))
        return false;
    bool ok = password_hash(a->platform, a->cost, password, out);
    password_slot_give(&a->slots, a->platform);
    if (!ok) {
        *refusal = outcome_of(ACCOUNTS_BUSY);
        refusal->wait_s = 5;
    }
    return ok;
}

bool hash_fits(struct accounts *a, const char *hash, str password, struct accounts_outcome *refusal)
{
    if (!take_slot(a, refusal))
        return false;
    bool fits = password_fits(hash, password);
    password_slot_give(&a->slots, a->platform);
    if (!fits)
        *refusal = outcome_of(ACCOUNTS_WRONG);
    return fits;
}
