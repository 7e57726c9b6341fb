/* Browsers that have signed in to an account before: they are throttled by themselves, so that
 * whoever guesses at the account from elsewhere does not keep its owner out. A device grants
 * nothing else. */
#include "accounts/signin.h"
#include "accounts/store.h"

bool device_is_known(struct storage *db, str secret, i64 account, i64 now_ms)
{
    u8 hash[SECRET_HASH_BYTES];
    if (!secret_is_formed(secret, ""))
        return false;
    secret_hash(secret, hash);
    struct statement *s = storage_use(db, SQL_DEVICE_GET);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, now_ms - SIGNIN_DEVICE_DAYS * MS_PER_DAY);
    bool known = statement_next(s) && column_i64(s, 0) == account;
    statement_reset(s);
    return known && account;
}

void device_remember(struct act *act, str secret, i64 account, char made[ACCOUNTS_SECRET_MAX])
{
    u8 hash[SECRET_HASH_BYTES];
    if (!secret.n) {
        secret_new(act->a->platform, "", made);
        secret = str_c(made);
    }
    secret_hash(secret, hash);
    struct statement *s = storage_use(act->db, SQL_DEVICE_PUT);
    bind_blob(s, 1, hash, sizeof hash);
    bind_i64(s, 2, account);
    bind_i64(s, 3, act->by->now_ms);
    statement_run(s);
    s = storage_use(act->db, SQL_DEVICES_CROWD);
    bind_i64(s, 1, account);
    bind_i64(s, 2, SIGNIN_DEVICES_MAX);
    statement_run(s);
}

void devices_drop(struct act *act, i64 account)
{
    struct statement *s = storage_use(act->db, SQL_DEVICES_DROP);
    bind_i64(s, 1, account);
    statement_run(s);
}

void devices_expire(struct act *act)
{
    struct statement *s = storage_use(act->db, SQL_DEVICES_EXPIRE);
    bind_i64(s, 1, act->by->now_ms - SIGNIN_DEVICE_DAYS * MS_PER_DAY);
    statement_run(s);
}
