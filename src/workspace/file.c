/* Files that show something: kept whole beside the events, by the hash of what is in them. */
#include "workspace/writer.h"

static bool is_kept(struct workspace *w, str hash)
{
    struct statement *s = storage_use(w->db, SQL_FILE_GET);
    bind_str(s, 1, hash);
    bool there = statement_next(s);
    statement_reset(s);
    return there;
}

static void put_parts(struct workspace *w, str hash, str content)
{
    i64 part = 0;
    for (i64 at = 0; at < content.n; at += WORKSPACE_FILE_PART, part++) {
        struct statement *s = storage_use(w->db, SQL_FILE_PART_PUT);
        str piece = str_sub(content, at, i64_min(at + WORKSPACE_FILE_PART, content.n));
        bind_str(s, 1, hash);
        bind_i64(s, 2, part);
        bind_blob(s, 3, piece.p, piece.n);
        statement_run(s);
    }
}

void execute_file(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    str hash, name;
    if (c->content.n > WORKSPACE_FILE_MAX || c->text.n > WORKSPACE_TEXT_MAX) {
        r->answer.status = ANSWER_LIMIT;
        return;
    }
    if (c->content.n == 0 || !str_cut(c->text, ' ', &hash, &name) || utf8_check(c->text) >= 0) {
        r->answer.status = ANSWER_INVALID;
        return;
    }
    r->answer.status = ANSWER_ACCEPTED;
    if (is_kept(w, hash))
        return; /* the same bytes, whoever sends them, are there once */
    struct record record = {
        .kind = KIND_FILE_KEPT,
        .subject = NO_SUBJECT,
        .value = c->content.n,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, c->text);
    struct statement *s = storage_use(w->db, SQL_FILE_PUT);
    bind_str(s, 1, hash);
    bind_i64(s, 2, w->head.sequence);
    bind_i64(s, 3, c->content.n);
    bind_str(s, 4, name);
    statement_run(s);
    put_parts(w, hash, c->content);
    r->answer.deal = 1;
}
