#include "accounts/mail.h"

#include <string.h>

#include "accounts/store.h"

/* --- the outbox --------------------------------------------------------------------------- */

/* With nine tries, the last a day after the first. */
i64 mail_pause_ms(i64 tries)
{
    static const i64 minutes[] = {1, 5, 15, 45, 120, 240, 360, 480};
    return minutes[i64_min(i64_max(tries, 1), LENGTH(minutes)) - 1] * 60000;
}

void mail_put(struct act *act, const struct mail_new *m)
{
    struct statement *s = storage_use(act->db, SQL_MAIL_PUT);
    bind_i64(s, 1, id_new(act->a->platform));
    bind_str(s, 2, m->key);
    bind_str(s, 3, m->recipient);
    bind_str(s, 4, str_c(lang_code(m->lang)));
    bind_str(s, 5, m->subject);
    bind_str(s, 6, m->text);
    bind_str(s, 7, m->html);
    bind_str(s, 8, m->unsubscribe);
    bind_i64(s, 9, act->by->now_ms);
    bind_str(s, 10, m->sealed);
    statement_run(s);
}

void mails_uninvite(struct act *act)
{
    statement_run(storage_use(act->db, SQL_MAILS_UNINVITE));
}

static enum lang lang_column(const struct statement *s, i32 column)
{
    enum lang lang;
    return lang_parse(column_str(s, column), &lang) ? lang : LANG_EN;
}

bool accounts_mail_next(struct accounts *a, struct arena *arena, i64 now_ms, struct mail_row *out)
{
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_MAIL_NEXT);
    bind_i64(s, 1, now_ms);
    bool found = statement_next(s);
    if (found)
        *out = (struct mail_row){
            .id = column_i64(s, 0),
            .recipient = str_dup(arena, column_str(s, 1)),
            .lang = lang_column(s, 2),
            .subject = str_dup(arena, column_str(s, 3)),
            .text = str_dup(arena, column_str(s, 4)),
            .html = str_dup(arena, column_str(s, 5)),
            .unsubscribe = str_dup(arena, column_str(s, 6)),
            .created_ms = column_i64(s, 7),
            .tries = column_i64(s, 8),
            .sealed = str_dup(arena, column_str(s, 9)),
        };
    statement_reset(s);
    peek_end(a, &a->lists);
    return found;
}

struct trying {
    const struct mail_tried *tried;
    enum mail_state now;
};

static void note_try(struct act *act, void *context)
{
    struct trying *x = context;
    struct statement *s = storage_use(act->db, SQL_MAIL_TRIES);
    bind_i64(s, 1, x->tried->id);
    i64 tries = statement_next(s) ? column_i64(s, 0) + 1 : 0;
    statement_reset(s);
    x->now = x->tried->state;
    if (x->now == MAIL_WAITS && tries >= MAIL_TRIES_MAX)
        x->now = MAIL_GIVEN_UP;
    s = storage_use(act->db, x->now == MAIL_WAITS ? SQL_MAIL_AGAIN : SQL_MAIL_END);
    bind_i64(s, 1, x->tried->id);
    bind_i64(s, 2, tries);
    bind_str(s, 3, x->tried->ended);
    bind_i64(s, 4, x->now == MAIL_WAITS ? act->by->now_ms + mail_pause_ms(tries) : (i64)x->now);
    statement_run(s);
    s = storage_use(act->db, SQL_MAILS_FORGET);
    bind_i64(s, 1, act->by->now_ms - MAIL_DAYS_KEPT * MS_PER_DAY);
    statement_run(s);
    if (x->now == MAIL_GIVEN_UP)
        act_audit(act, "mail.given-up", x->tried->id, x->tried->ended);
}

bool accounts_mail_tried(struct accounts *a, const struct mail_tried *tried, enum mail_state *now)
{
    struct accounts_act by = {.source = S("mail"), .now_ms = tried->now_ms};
    struct trying x = {.tried = tried};
    bool ok = act_run(a, &by, note_try, &x, NULL).answer == ACCOUNTS_DONE;
    *now = x.now;
    return ok;
}

struct mail_counts accounts_mail_counts(struct accounts *a)
{
    struct mail_counts c = {0};
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_MAIL_COUNTS);
    if (statement_next(s))
        c = (struct mail_counts){column_i64(s, 0), column_i64(s, 1), column_i64(s, 2),
                                 column_i64(s, 3)};
    statement_reset(s);
    peek_end(a, &a->lists);
    return c;
}

/* --- digests ------------------------------------------------------------------------------ */

static struct digest_wish read_wish(const struct statement *s, i32 column)
{
    return (struct digest_wish){(enum digest_every)column_i64(s, column),
                                (i32)column_i64(s, column + 1), (i32)column_i64(s, column + 2),
                                lang_column(s, column + 3)};
}

struct digest_wish accounts_digest(struct accounts *a, str workspace, str account)
{
    struct digest_wish wish = {DIGEST_NEVER, DIGEST_HOUR, 1, LANG_EN};
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, workspace);
    struct statement *s = storage_use(a->lists.db, SQL_DIGEST_GET);
    bind_i64(s, 1, number);
    bind_i64(s, 2, id_parse(account));
    if (statement_next(s))
        wish = read_wish(s, 0);
    statement_reset(s);
    peek_end(a, &a->lists);
    return wish;
}

struct wishing {
    const struct digest_wish *wish;
    i64 decided_day;
};

static void set_digest(struct act *act, void *context)
{
    static const char *const words[] = {"never", "daily", "weekly"};
    const struct wishing *x = context;
    struct member_record m;
    char token[ACCOUNTS_SECRET_MAX];
    if (!act->workspace || !member_get(act->db, act->workspace, act->account, &m)) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    secret_new(act->a->platform, "", token);
    struct statement *s = storage_use(act->db, SQL_DIGEST_PUT);
    bind_i64(s, 1, act->workspace);
    bind_i64(s, 2, act->account);
    bind_i64(s, 3, x->wish->every);
    bind_i64(s, 4, x->wish->hour);
    bind_i64(s, 5, x->wish->weekday);
    bind_str(s, 6, str_c(lang_code(x->wish->lang)));
    bind_i64(s, 7, x->decided_day);
    bind_str(s, 8, str_c(token));
    statement_run(s);
    act->subject = act->account;
    act_audit(act, "digest.set", act->account, str_c(words[x->wish->every]));
}

struct accounts_outcome accounts_set_digest(struct accounts *a, const struct accounts_act *act,
                                            const struct digest_wish *wish, i64 decided_day)
{
    struct wishing x = {wish, decided_day};
    return act_run(a, act, set_digest, &x, NULL);
}

static void end_digest(struct act *act, void *context)
{
    struct statement *s = storage_use(act->db, SQL_DIGEST_BY_TOKEN);
    bind_str(s, 1, *(str *)context);
    bool found = statement_next(s);
    i64 workspace = found ? column_i64(s, 0) : 0, account = found ? column_i64(s, 1) : 0;
    statement_reset(s);
    if (!found) {
        act_refuse(act, ACCOUNTS_MISSING);
        return;
    }
    s = storage_use(act->db, SQL_DIGEST_END);
    bind_i64(s, 1, workspace);
    bind_i64(s, 2, account);
    statement_run(s);
    act->workspace = workspace;
    act_audit(act, "digest.end", account, (str){0});
}

bool accounts_end_digest(struct accounts *a, const struct accounts_act *act, str token)
{
    return act_run(a, act, end_digest, &token, NULL).answer == ACCOUNTS_DONE;
}

i64 accounts_digests(struct accounts *a, struct arena *arena, str workspace, str after, i64 most,
                     struct digest_row *out)
{
    i64 n = 0;
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, workspace);
    struct statement *s = storage_use(a->lists.db, SQL_DIGESTS);
    bind_i64(s, 1, number);
    bind_i64(s, 2, id_parse(after));
    bind_i64(s, 3, most);
    for (; n < most && statement_next(s); n++) {
        out[n] = (struct digest_row){
            .email = str_dup(arena, column_str(s, 1)),
            .name = str_dup(arena, column_str(s, 2)),
            .department = str_dup(arena, column_str(s, 3)),
            .role = (u32)column_i64(s, 4),
            .person = (u32)column_i64(s, 5),
            .wish = read_wish(s, 6),
            .decided_day = column_i64(s, 10),
            .token = str_dup(arena, column_str(s, 11)),
        };
        id_print(column_i64(s, 0), out[n].account);
    }
    statement_reset(s);
    peek_end(a, &a->lists);
    return n;
}

struct deciding {
    i64 day;
    const struct mail_new *mail;
};

/* Whoever comes second finds the day decided, and does nothing. */
static void decide(struct act *act, void *context)
{
    const struct deciding *x = context;
    struct statement *s = storage_use(act->db, SQL_DIGEST_DECIDE);
    bind_i64(s, 1, act->workspace);
    bind_i64(s, 2, act->account);
    bind_i64(s, 3, x->day);
    statement_run(s);
    if (storage_changed(act->db) == 1 && x->mail)
        mail_put(act, x->mail);
}

bool accounts_decide_digest(struct accounts *a, const struct accounts_act *act, i64 day,
                            const struct mail_new *mail)
{
    struct deciding x = {day, mail};
    return act_run(a, act, decide, &x, NULL).answer == ACCOUNTS_DONE;
}
