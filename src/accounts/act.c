#include <string.h>

#include "accounts/store.h"

/* The storage failed: what was done last is unknown, and nothing more is done. */
static bool check(struct accounts *a)
{
    struct err e;
    if (storage_check(a->db, &e))
        return true;
    if (!a->failed)
        a->failure = e;
    __atomic_store_n(&a->failed, true, __ATOMIC_RELEASE);
    return false;
}

static void begin(struct act *act)
{
    act->account = act->by->account.n ? id_parse(act->by->account) : 0;
    act->workspace = act->by->workspace.n ? workspace_number(act->db, act->by->workspace) : 0;
}

/* Was this done before, under the same key? */
static bool is_repeated(struct act *act)
{
    struct statement *s = storage_use(act->db, SQL_REQUEST_GET);
    bind_i64(s, 1, act->account);
    bind_str(s, 2, act->by->key);
    bool found = act->by->key.n && statement_next(s);
    if (found) {
        str hash = column_blob(s, 0);
        bool same = hash.n == (i64)sizeof act->by->hash &&
                    memcmp(hash.p, act->by->hash, sizeof act->by->hash) == 0;
        act->subject = column_i64(s, 1);
        act->answer = same ? ACCOUNTS_REPLAYED : ACCOUNTS_MISUSED;
    }
    statement_reset(s);
    return found;
}

static void keep_key(struct act *act)
{
    if (act->by->key.n == 0)
        return;
    struct statement *s = storage_use(act->db, SQL_REQUEST_PUT);
    bind_i64(s, 1, act->account);
    bind_str(s, 2, act->by->key);
    bind_blob(s, 3, act->by->hash, sizeof act->by->hash);
    bind_i64(s, 4, act->subject);
    bind_i64(s, 5, act->by->now_ms);
    statement_run(s);
}

/* True when the transaction is on the disk. */
static bool run(struct act *act, act_work *work, void *context)
{
    struct err e;
    if (!storage_begin(act->db))
        return false;
    begin(act);
    if (is_repeated(act))
        return false;
    act->answer = ACCOUNTS_DONE;
    work(act, context);
    if (act->answer == ACCOUNTS_DONE)
        keep_key(act);
    return (act->answer == ACCOUNTS_DONE || act->keep) && storage_commit(act->db, &e);
}

struct accounts_outcome act_run(struct accounts *a, const struct accounts_act *by, act_work *work,
                                void *context, i64 *subject)
{
    struct err e;
    struct act act = {.a = a, .by = by, .db = a->db, .answer = ACCOUNTS_FAILED};
    lock_take(a->platform, &a->write_lock);
    i64 last = a->audit_last;
    u8 head[SECRET_HASH_BYTES];
    memcpy(head, a->audit_head, sizeof head);
    bool kept = !a->failed && run(&act, work, context);
    if (!kept) {
        storage_end(a->db);
        a->audit_last = last;
        memcpy(a->audit_head, head, sizeof head);
    }
    if (!check(a))
        act.answer = ACCOUNTS_FAILED;
    if (act.takes)
        __atomic_add_fetch(&a->generation, 1, __ATOMIC_SEQ_CST);
    if (!a->failed && storage_log_pages(a->db) > ACCOUNTS_LOG_PAGES &&
        !storage_checkpoint(a->db, &e))
        check(a);
    lock_give(a->platform, &a->write_lock);
    if (subject)
        *subject = act.subject;
    struct accounts_outcome out = outcome_of(act.answer);
    out.text = act.text ? act.text : out.text;
    return out;
}

void act_refuse(struct act *act, enum accounts_answer answer)
{
    act->answer = answer;
}

/* --- words -------------------------------------------------------------------------------- */

const struct accounts_word accounts_words[ACCOUNTS_ANSWERS] = {
    [ACCOUNTS_DONE] = {200, "done", MESSAGE("done")},
    [ACCOUNTS_REPLAYED] = {200, "replayed", MESSAGE("this was done before")},
    [ACCOUNTS_WRONG] = {401, "credentials", MESSAGE("e-mail, password or code is wrong")},
    [ACCOUNTS_CODE_NEEDED] = {401, "code-needed", MESSAGE("the code of your device is needed too")},
    [ACCOUNTS_THROTTLED] = {429, "throttled", MESSAGE("too many tries: wait a moment")},
    [ACCOUNTS_BUSY] = {503, "busy", MESSAGE("too many are signing in at this moment")},
    [ACCOUNTS_BAD_PASSWORD] = {422, "password", MESSAGE("this password cannot be taken")},
    [ACCOUNTS_BAD_EMAIL] = {422, "email", MESSAGE("this is no e-mail address")},
    [ACCOUNTS_BAD_NAME] = {422, "name", MESSAGE("a name has 1 to 100 bytes on one line")},
    [ACCOUNTS_BAD_TIME] = {422, "days", MESSAGE("so many days are not possible")},
    [ACCOUNTS_TAKEN] = {409, "taken", MESSAGE("there is an account with this e-mail already")},
    [ACCOUNTS_LAST_ADMIN] = {409, "last-admin",
                             MESSAGE("this is the last active admin: make another one first")},
    [ACCOUNTS_MISSING] = {404, "not-found",
                          MESSAGE("there is nothing here, or nothing you may see")},
    [ACCOUNTS_ENDED] = {410, "ended", MESSAGE("this code does not hold, or no more")},
    [ACCOUNTS_MISUSED] = {422, "idempotency-key",
                          MESSAGE("this Idempotency-Key was used for something else")},
    [ACCOUNTS_BEYOND] = {403, "beyond", MESSAGE("this reaches beyond your role")},
    [ACCOUNTS_CHANGED] = {412, "version", MESSAGE("it has changed since you saw it")},
    [ACCOUNTS_SET_UP] = {409, "set-up", MESSAGE("there is an admin already")},
    [ACCOUNTS_CODE_ON] = {409, "code-on", MESSAGE("one-time codes are on already")},
    [ACCOUNTS_BAD_STATE] = {409, "state", MESSAGE("the membership cannot become that from here")},
    [ACCOUNTS_MEMBER] = {409, "member", MESSAGE("this person is a member already")},
    [ACCOUNTS_NOT_INVITED] = {403, "not-invited",
                              MESSAGE("nobody has invited this e-mail here: ask an admin")},
    [ACCOUNTS_NOT_VERIFIED] = {403, "not-verified",
                               MESSAGE(
                                   "the provider does not say that it has verified the e-mail")},
    [ACCOUNTS_LIMIT] = {409, "limit", MESSAGE("there are too many of these already")},
    [ACCOUNTS_FAILED] = {503, "unknown",
                         MESSAGE("the storage failed: whether this happened is not known")},
};

struct accounts_outcome outcome_of(enum accounts_answer answer)
{
    return (struct accounts_outcome){.answer = answer, .text = accounts_words[answer].text};
}
