/* Questions that somebody keeps. Each is the text of an event, so that others who look at it
 * hear of its change; whose it is and who may see it stands in that text, and is the business
 * of who asks for it (api/views.c). */
#include "workspace/writer.h"

static void count(struct workspace *w, i64 *last, i64 *set)
{
    struct statement *s = storage_use(w->db, SQL_VIEW_LAST);
    bool there = statement_next(s);
    *last = there ? column_i64(s, 0) : 0;
    *set = there ? column_i64(s, 1) : 0;
    statement_reset(s);
}

/* The event that set it last; 0 when it has ended or never was. */
static i64 set_by(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_VIEW_GET);
    bind_i64(s, 1, number);
    bool set = statement_next(s) && column_i64(s, 0) == KIND_VIEW_SET;
    i64 sequence = set ? column_i64(s, 1) : 0;
    statement_reset(s);
    return sequence;
}

static void put_row(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_VIEW_PUT);
    bind_i64(s, 1, number);
    bind_i64(s, 2, w->head.sequence);
    statement_run(s);
}

void execute_view(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    struct answer *a = &r->answer;
    i64 last, set;
    count(w, &last, &set);
    bool makes = c->act.value == 0, ends = c->text.n == 0;
    i64 number = makes ? last + 1 : c->act.value, before = makes ? 0 : set_by(w, number);
    if (c->text.n > WORKSPACE_TEXT_MAX || (makes && set >= WORKSPACE_VIEWS_MAX)) {
        a->status = ANSWER_LIMIT;
        return;
    }
    if (makes ? ends : before == 0) {
        a->status = ANSWER_MISSING;
        return;
    }
    if (!makes && c->expected != REVISION_ANY && c->expected != before) {
        a->status = ANSWER_CONFLICT;
        return;
    }
    struct record record = {
        .kind = ends ? KIND_VIEW_ENDED : KIND_VIEW_SET,
        .subject = NO_SUBJECT,
        .value = number,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, c->text);
    put_row(w, number);
    a->status = ANSWER_ACCEPTED;
    a->deal = number;
    a->revision = w->head.sequence;
}
