#include "accounts/audit.h"

#include <string.h>

#include "accounts/store.h"

struct entry {
    i64 sequence, at_ms, account, workspace, subject;
    str what, source, detail;
    u8 salt[SALT_BYTES], text_hash[SECRET_HASH_BYTES], hash[SECRET_HASH_BYTES];
    bool erased;
};

/* Lengths first, so that nothing can move from one text into the other. */
static void hash_texts(struct sha256 *h, const struct entry *x, u8 out[SECRET_HASH_BYTES])
{
    u8 head[SALT_BYTES + 8];
    u8 parts[2][SECRET_HASH_BYTES];
    sha256_once(h, x->source, (str){0}, parts[0]);
    sha256_once(h, x->detail, (str){0}, parts[1]);
    memcpy(head, x->salt, SALT_BYTES);
    hash_put_i64(head + SALT_BYTES, x->source.n);
    sha256_once(h, (str){(char *)head, sizeof head}, (str){(char *)parts, sizeof parts}, out);
}

static void hash_entry(struct sha256 *h, const u8 before[SECRET_HASH_BYTES], const struct entry *x,
                       u8 out[SECRET_HASH_BYTES])
{
    u8 bytes[2 * SECRET_HASH_BYTES + 5 * 8], *p = bytes + SECRET_HASH_BYTES;
    memcpy(bytes, before, SECRET_HASH_BYTES);
    memcpy(p, x->text_hash, SECRET_HASH_BYTES);
    p = hash_put_i64(p + SECRET_HASH_BYTES, x->sequence);
    p = hash_put_i64(p, x->at_ms);
    p = hash_put_i64(p, x->account);
    p = hash_put_i64(p, x->workspace);
    hash_put_i64(p, x->subject);
    sha256_once(h, (str){(char *)bytes, sizeof bytes}, x->what, out);
}

void act_audit(struct act *act, const char *what, i64 subject, str detail)
{
    struct accounts *a = act->a;
    struct entry x = {
        .sequence = a->audit_last + 1,
        .at_ms = act->by->now_ms,
        .account = act->account,
        .workspace = act->workspace,
        .subject = subject,
        .what = str_c(what),
        .source = act->by->source,
        .detail = detail,
    };
    a->platform->random_bytes(a->platform->self, x.salt, sizeof x.salt);
    hash_texts(&a->sha, &x, x.text_hash);
    hash_entry(&a->sha, a->audit_head, &x, x.hash);
    struct statement *s = storage_use(act->db, SQL_AUDIT_PUT);
    bind_i64(s, 1, x.sequence);
    bind_i64(s, 2, x.at_ms);
    bind_str(s, 3, x.what);
    bind_i64(s, 4, x.account);
    bind_i64(s, 5, x.workspace);
    bind_i64(s, 6, x.subject);
    bind_blob(s, 7, x.hash, sizeof x.hash);
    bind_blob(s, 8, x.text_hash, sizeof x.text_hash);
    bind_blob(s, 9, x.salt, sizeof x.salt);
    bind_str(s, 10, x.source);
    bind_str(s, 11, x.detail);
    statement_run(s);
    a->audit_last = x.sequence;
    memcpy(a->audit_head, x.hash, sizeof x.hash);
}

/* --- looking ------------------------------------------------------------------------------ */

static void print_id(i64 id, char out[ID_BYTES])
{
    out[0] = 0;
    if (id)
        id_print(id, out);
}

i64 accounts_audit(struct accounts *a, struct arena *arena, const struct audit_asked *asked,
                   i64 most, struct audit_row *out)
{
    i64 n = 0, account = id_parse(asked->account);
    peek_begin(a, &a->lists);
    i64 number = workspace_number(a->lists.db, asked->workspace);
    struct statement *s = storage_use(a->lists.db, SQL_AUDIT_OF_WORKSPACE);
    bind_i64(s, 1, number);
    bind_i64(s, 2, asked->before ? asked->before : INT64_MAX);
    bind_i64(s, 3, most);
    bind_str(s, 4, asked->what);
    bind_i64(s, 5, asked->account.n ? i64_max(account, 1) : -1); /* 1: of nobody */
    bind_i64(s, 6, asked->from_ms);
    bind_i64(s, 7, asked->to_ms ? asked->to_ms : INT64_MAX);
    while (number && n < most && statement_next(s)) {
        struct audit_row *r = &out[n++];
        *r = (struct audit_row){.sequence = column_i64(s, 0), .at_ms = column_i64(s, 1)};
        r->what = str_dup(arena, column_str(s, 2));
        print_id(column_i64(s, 3), r->account);
        print_id(column_i64(s, 4), r->subject);
        r->source = str_dup(arena, column_str(s, 5));
        r->detail = str_dup(arena, column_str(s, 6));
        r->name = str_dup(arena, column_str(s, 7));
    }
    peek_end(a, &a->lists);
    return n;
}

static bool read_entry(const struct statement *s, struct entry *x)
{
    *x = (struct entry){
        .sequence = column_i64(s, 0),
        .at_ms = column_i64(s, 1),
        .what = column_str(s, 2),
        .account = column_i64(s, 3),
        .workspace = column_i64(s, 4),
        .subject = column_i64(s, 5),
        .source = column_str(s, 9),
        .detail = column_str(s, 10),
        .erased = column_is_null(s, 8),
    };
    bool texts = x->erased ? column_is_null(s, 9) && column_is_null(s, 10)
                           : column_take(s, 8, x->salt, SALT_BYTES);
    return texts && column_take(s, 6, x->hash, SECRET_HASH_BYTES) &&
           column_take(s, 7, x->text_hash, SECRET_HASH_BYTES);
}

static bool entry_holds(struct sha256 *h, const struct audit_verified *v, const struct entry *x)
{
    u8 hash[SECRET_HASH_BYTES];
    if (x->sequence != v->entries + 1)
        return false;
    hash_entry(h, v->head, x, hash);
    if (memcmp(hash, x->hash, sizeof hash) != 0)
        return false;
    if (!x->erased)
        hash_texts(h, x, hash);
    return x->erased || memcmp(hash, x->text_hash, sizeof hash) == 0;
}

bool accounts_verify(struct accounts *a, struct audit_verified *out, struct err *e)
{
    struct sha256 h;
    struct entry x;
    *out = (struct audit_verified){0};
    sha256_init(&h);
    peek_begin(a, &a->lists);
    struct statement *s = storage_use(a->lists.db, SQL_AUDIT_ALL);
    while (!out->first_bad && statement_next(s)) {
        if (!read_entry(s, &x) || !entry_holds(&h, out, &x)) {
            out->first_bad = out->entries + 1;
            break;
        }
        memcpy(out->head, x.hash, sizeof x.hash);
        out->entries++;
        out->erased += x.erased;
    }
    statement_reset(s);
    bool ok = storage_check(a->lists.db, e);
    peek_end(a, &a->lists);
    sha256_release(&h);
    return ok;
}

struct noted {
    const char *what;
    str detail;
};

static void note(struct act *act, void *context)
{
    const struct noted *n = context;
    act_audit(act, n->what, 0, n->detail);
}

struct accounts_outcome accounts_note(struct accounts *a, const struct accounts_act *by,
                                      const char *what, str detail)
{
    struct noted n = {what, detail};
    return act_run(a, by, note, &n, NULL);
}
