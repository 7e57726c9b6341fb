/* Who outside is told of events. What is asked for is an event like any other; how far each has
 * been told is not: it says what the world has heard, and is made from nothing. The log of
 * events is the outbox: an event is in it, or did not happen. */
#include "workspace/writer.h"

void webhooks_load(struct workspace *w)
{
    struct statement *s = storage_use(w->db, SQL_WEBHOOK_LAST);
    i64 active = 0;
    w->next_webhook = 1;
    if (statement_next(s)) {
        w->next_webhook = 1 + column_i64(s, 0);
        active = column_i64(s, 1);
    }
    statement_reset(s);
    __atomic_store_n(&w->webhooks, active, __ATOMIC_RELEASE);
}

i64 workspace_webhooks(const struct workspace *w)
{
    return __atomic_load_n(&w->webhooks, __ATOMIC_ACQUIRE);
}

/* The event that set it last; 0 when it has ended or never was. */
static i64 set_by(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_WEBHOOK_GET);
    bind_i64(s, 1, number);
    bool set = statement_next(s) && column_i64(s, 0) == KIND_WEBHOOK_SET;
    i64 sequence = set ? column_i64(s, 1) : 0;
    statement_reset(s);
    return sequence;
}

static void put_row(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_WEBHOOK_PUT);
    bind_i64(s, 1, number);
    bind_i64(s, 2, w->head.sequence);
    statement_run(s);
}

static void put_queue(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_QUEUE_PUT);
    bind_i64(s, 1, number);
    bind_i64(s, 2, w->head.sequence);
    statement_run(s);
}

/* Nothing is sent to it any more, and nothing is told of what was. */
static void forget(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_QUEUE_DROP);
    bind_i64(s, 1, number);
    statement_run(s);
    s = storage_use(w->db, SQL_DELIVERIES_DROP);
    bind_i64(s, 1, number);
    statement_run(s);
}

/* What is asked for now may be what was missing. */
static void try_at_once(struct workspace *w, i64 number)
{
    struct statement *s = storage_use(w->db, SQL_QUEUE_WAKE);
    bind_i64(s, 1, number);
    statement_run(s);
}

void execute_webhook(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    struct answer *a = &r->answer;
    i64 number = c->act.value ? c->act.value : w->next_webhook;
    bool ends = c->text.n == 0, makes = number == w->next_webhook;
    if (c->text.n > WORKSPACE_TEXT_MAX || (makes && w->webhooks >= WORKSPACE_WEBHOOKS_MAX)) {
        a->status = ANSWER_LIMIT;
        return;
    }
    i64 before = makes ? 0 : set_by(w, number);
    if (makes ? ends || c->act.value : before == 0) {
        a->status = ANSWER_MISSING;
        return;
    }
    if (!makes && c->expected != REVISION_ANY && c->expected != before) {
        a->status = ANSWER_CONFLICT;
        return;
    }
    struct record record = {
        .kind = ends ? KIND_WEBHOOK_ENDED : KIND_WEBHOOK_SET,
        .subject = NO_SUBJECT,
        .value = number,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
    append_event(w, NULL, &record, c->text);
    put_row(w, number);
    if (makes)
        put_queue(w, number);
    if (ends)
        forget(w, number);
    else if (!makes)
        try_at_once(w, number);
    webhooks_load(w);
    a->status = ANSWER_ACCEPTED;
    a->deal = number;
    a->revision = w->head.sequence;
}

static void move_queue(struct workspace *w, const struct delivery *d)
{
    struct statement *s = storage_use(w->db, SQL_QUEUE_MOVE);
    bind_i64(s, 1, d->webhook);
    bind_i64(s, 2, d->position);
    bind_i64(s, 3, d->queue_tries);
    bind_i64(s, 4, d->next_ms);
    bind_moment(s, 5, d->outcome == DELIVERY_DONE && d->sequence ? d->at_ms : TIME_NONE);
    statement_run(s);
}

static void put_delivery(struct workspace *w, const struct delivery *d)
{
    struct statement *s = storage_use(w->db, SQL_DELIVERY_PUT);
    bind_i64(s, 1, d->webhook);
    bind_i64(s, 2, d->sequence);
    bind_i64(s, 3, d->outcome);
    bind_i64(s, 4, d->status);
    bind_str(s, 5, d->ended);
    bind_i64(s, 6, d->at_ms);
    statement_run(s);
    s = storage_use(w->db, SQL_DELIVERIES_FORGET);
    bind_i64(s, 1, d->webhook);
    bind_i64(s, 2, WORKSPACE_DELIVERIES_KEPT);
    statement_run(s);
}

/* No event: it would be told to them in turn. */
void execute_delivery(struct workspace *w, struct request *r)
{
    const struct delivery *d = r->intent.delivery;
    r->answer.status = ANSWER_MISSING;
    if (!set_by(w, d->webhook))
        return; /* it ended meanwhile */
    if (d->position)
        move_queue(w, d);
    if (d->sequence)
        put_delivery(w, d);
    r->answer.status = ANSWER_ACCEPTED;
}
