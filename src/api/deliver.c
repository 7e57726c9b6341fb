#include "api/deliver.h"

#include <stdio.h>
#include <string.h>

#include "api/parts.h"

enum {
    STEP_ARENA_BYTES = 64 << 20,
    EVENTS_AT_ONCE = 250,
    PASSED_UNNOTED_MAX = 5000, /* events that nobody asked for, then the place is written down */
    FIELD_MAX = 200,
};

/* What is known of a webhook beside its row. */
struct receiver {
    i64 number;  /* 0: free */
    i64 scanned; /* nothing up to here is for it */
    i64 served;  /* turn in which it was last; who waits longest is next */
    bool busy, slow;
};

/* A workspace with webhooks. */
struct watched {
    struct opened *opened; /* held; NULL: free */
    i32 users;             /* threads that work in it */
    struct receiver receiver[2 * WORKSPACE_WEBHOOKS_MAX];
};

struct deliverer {
    struct deliverer_options o;
    pthread_mutex_t lock; /* of what follows */
    struct watched watched[DELIVER_WORKSPACES_MAX];
    i32 watched_count; /* places used so far */
    i64 turn;
    i32 slow_busy;
    u64 next; /* which workspace is looked at first */
    i64 thread[DELIVER_THREADS_MAX];
    i32 threads;
    u32 stop;
};

/* One step while it runs: everything lies in its arena. */
struct step {
    struct deliverer *d;
    struct opened *opened;
    struct watched *watched; /* NULL: by hand */
    struct arena *arena;
    struct reader *reader;
    struct webhook_row row;
    struct hook hook;
    struct receiver *receiver;
    i64 from;                /* after this event */
    struct event_row *event; /* NULL: none is for it */
    str body;
};

static i64 now_ms(const struct deliverer *d)
{
    return d->o.platform->now_ms(d->o.platform->self);
}

/* --- whose turn it is --------------------------------------------------------------------------
 */

static struct receiver *receiver_of(struct watched *w, i64 number)
{
    struct receiver *idle = NULL;
    for (i32 i = 0; i < LENGTH(w->receiver); i++) {
        struct receiver *one = &w->receiver[i];
        if (one->number == number)
            return one;
        if (!one->busy && (!idle || (idle->number && one->number == 0)))
            idle = one; /* what is known of one that has ended can be found again */
    }
    *idle = (struct receiver){.number = number};
    return idle;
}

static bool is_due(const struct deliverer *d, const struct webhook_row *row,
                   const struct receiver *t, i64 head)
{
    return !t->busy && row->next_ms <= now_ms(d) && i64_max(row->position, t->scanned) < head &&
           (!t->slow || d->slow_busy < DELIVER_SLOW_MAX);
}

/* Takes the webhook that has waited longest; false when none is due. */
static bool take_turn(struct step *s, const struct webhook_row *rows, i64 n, i64 head)
{
    struct deliverer *d = s->d;
    struct receiver *best = NULL;
    pthread_mutex_lock(&d->lock);
    for (i64 i = 0; i < n; i++) {
        struct hook h;
        struct receiver *t = receiver_of(s->watched, rows[i].number);
        if (!is_due(d, &rows[i], t, head) || (best && best->served <= t->served) ||
            !hook_read(&h, s->arena, &rows[i]) || !h.active)
            continue;
        best = t;
        s->hook = h;
        s->row = rows[i];
    }
    if (best) {
        best->busy = true;
        best->served = ++d->turn;
        d->slow_busy += best->slow;
        s->from = i64_max(s->row.position, best->scanned);
    }
    pthread_mutex_unlock(&d->lock);
    s->receiver = best;
    return best != NULL;
}

static void give_turn_back(struct step *s, i64 scanned, bool slow)
{
    struct deliverer *d = s->d;
    pthread_mutex_lock(&d->lock);
    d->slow_busy -= s->receiver->slow;
    s->receiver->slow = slow;
    s->receiver->scanned = scanned;
    s->receiver->busy = false;
    pthread_mutex_unlock(&d->lock);
}

/* --- what is told -------------------------------------------------------------------------------
 */

/* What an event is about, as the deal is now; rules NULL: about none. */
static const struct rules *about_of(struct step *s, const struct event_row *e,
                                    struct deal_row *deal, struct hook_about *about)
{
    *about = (struct hook_about){0};
    if (!e->deal || !reader_deal(s->reader, s->arena, e->deal, deal))
        return NULL;
    const struct rules *rules = workspace_rules(s->opened->workspace, deal->edition);
    if (!rules)
        return NULL;
    const struct standard *standard = rules->standard;
    about->process = standard->process;
    about->department = standard->stages.v[deal->stage].department.id;
    return rules;
}

/* Is rows[i] of the past that an import brought? That is no news. Its events stand together, and
 * the record of the import, which ends them, says how many they are. */
static bool is_imported(const struct event_row *rows, i64 n, i64 i)
{
    for (i64 k = i; k < n && rows[k].deal && rows[k].deal == rows[i].deal; k++)
        if (rows[k].event.kind == KIND_DEAL_IMPORTED)
            return k != i && rows[k].event.subject > k - i;
    return false;
}

/* Of those read at once, how many can be judged: the last deal's may go on behind them. */
static i64 judged_of(const struct event_row *rows, i64 n)
{
    i64 k = n;
    while (n == EVENTS_AT_ONCE && k > 0 && rows[k - 1].deal && rows[k - 1].deal == rows[n - 1].deal)
        k--;
    return k > 0 ? k : n;
}

/* The next event that it asked for, from s->from on; s->from moves over the others. */
static void find_event(struct step *s, i64 head)
{
    struct event_row *rows = arena_array(s->arena, struct event_row, EVENTS_AT_ONCE);
    i64 mark = arena_mark(s->arena);
    s->event = NULL;
    while (s->from < head) {
        arena_rewind(s->arena, mark);
        i64 n = reader_events(s->reader, s->arena, s->from, EVENTS_AT_ONCE, rows);
        for (i64 i = 0, most = judged_of(rows, n); i < most; i++) {
            struct hook_about about;
            struct deal_row deal;
            about_of(s, &rows[i], &deal, &about);
            if (hook_wants(&s->hook, rows[i].event.kind, &about) && !is_imported(rows, n, i)) {
                s->event = &rows[i];
                return;
            }
            s->from = rows[i].sequence;
        }
        if (n == 0)
            return; /* what the writer has not shown us yet */
    }
}

static void put_data(struct json *j, struct step *s, const struct event_row *e)
{
    struct deal_row deal = {0};
    struct hook_about about;
    const struct rules *rules = about_of(s, e, &deal, &about);
    put_str(j, "workspace", str_c(s->opened->id));
    put_i64(j, "sequence", e->sequence);
    put_str(j, "kind", hook_kind_word(e->event.kind));
    put_moment(j, "occurred_at", e->event.occurred_ms);
    put_moment(j, "recorded_at", e->recorded_ms);
    if (e->event.actor)
        put_i64(j, "by", e->event.actor);
    if (!rules)
        return;
    put_i64(j, "deal", e->deal);
    put_text(j, "name", deal.name);
    put_text(j, "reference", deal.reference);
    put_str(j, "standard", about.process);
    put_i64(j, "version", rules->standard->version);
    if (e->event.kind < EVENT_KIND_COUNT || kind_is_clock(e->event.kind))
        put_event_subject(j, rules->standard, &e->event);
}

/* {"type": "deal.stage-entered", "timestamp": …, "data": {…}} */
static str make_body(struct step *s, const struct event_row *e, i64 at_ms)
{
    struct buf out;
    struct json j;
    buf_init(&out, DELIVER_BODY_BYTES);
    json_init(&j, &out, 0);
    json_object(&j);
    put_str(&j, "type",
            !e ? S("ping")
               : str_fmt(s->arena, "%s.%.*s", e->deal ? "deal" : "workspace",
                         STR_ARG(hook_kind_word(e->event.kind))));
    put_moment(&j, "timestamp", e ? e->recorded_ms : at_ms);
    json_key(&j, S("data"));
    json_object(&j);
    if (e)
        put_data(&j, s, e);
    else
        put_str(&j, "workspace", str_c(s->opened->id));
    json_end(&j);
    json_end(&j);
    str body = out.full ? (str){0} : str_dup(s->arena, str_trim(buf_str(&out)));
    buf_release(&out);
    return body;
}

/* --- one try -------------------------------------------------------------------------------------
 */

static bool says_yes(const struct outgoing_reply *r)
{
    bool came = r->end == OUTGOING_REPLIED || r->end == OUTGOING_LONG;
    return came && r->status >= 200 && r->status < 300;
}

/* False when the secret cannot be opened: another key file. */
static bool send_body(struct step *s, const char *id, struct outgoing_reply *reply)
{
    const struct deliverer *d = s->d;
    char signature[HOOK_SIGNATURE_MAX], lines[3][FIELD_MAX];
    i64 at_ms = now_ms(d);
    if (!hook_sign(&s->hook, d->o.seal, *s->arena, str_c(id), at_ms, s->body, signature))
        return false;
    snprintf(lines[0], FIELD_MAX, "webhook-id: %s", id);
    snprintf(lines[1], FIELD_MAX, "webhook-timestamp: %lld", (long long)(at_ms / 1000));
    snprintf(lines[2], FIELD_MAX, "webhook-signature: %s", signature);
    const struct outgoing_field fields[] = {
        {"Content-Type: application/json"}, {lines[0]}, {lines[1]}, {lines[2]}};
    struct outgoing o = {.url = str_zero_ended(s->arena, s->hook.url),
                         .fields = fields,
                         .field_count = LENGTH(fields),
                         .post = true,
                         .body = s->body,
                         .allow = d->o.allow,
                         .ca_file = d->o.ca_file,
                         .stop = &d->stop};
    reply->body = arena_array(s->arena, char, DELIVER_REPLY_BYTES);
    reply->body_max = DELIVER_REPLY_BYTES;
    outgoing_send(d->o.platform, &o, reply);
    return true;
}

static void note(struct opened *opened, const struct delivery *what)
{
    struct request r = {.intent = {.kind = INTENT_DELIVERY, .delivery = what}};
    workspace_do(opened->workspace, &r);
}

static void log_turned_off(const struct step *s, const struct hook *h)
{
    const struct deliverer *d = s->d;
    char room[512];
    struct buf line = {.p = room, .max = sizeof room};
    struct json j;
    if (!d->o.log)
        return;
    json_init(&j, &line, 0);
    json_object(&j);
    put_i64(&j, "at_ms", now_ms(d));
    put_str(&j, "level", S("warning"));
    put_str(&j, "event", S("webhook-turned-off"));
    put_str(&j, "workspace", str_c(s->opened->id));
    put_i64(&j, "webhook", h->number);
    put_str(&j, "reason", h->because);
    json_end(&j);
    d->o.log(d->o.log_context, buf_str(&line));
}

/* It has had its tries, or is gone for good. Whoever changed it meanwhile goes first. */
static void turn_off(struct step *s, const char *because)
{
    struct hook h = s->hook;
    h.active = false;
    h.because = str_c(because);
    struct request r = {.intent = {.kind = INTENT_WEBHOOK,
                                   .expected = h.sequence,
                                   .text = hook_write(s->arena, &h),
                                   .act = {.value = h.number, .role = ROLE_SYSTEM}}};
    workspace_do(s->opened->workspace, &r);
    if (r.answer.status == ANSWER_ACCEPTED)
        log_turned_off(s, &h);
}

static u32 spread(const struct deliverer *d)
{
    u32 random;
    d->o.platform->random_bytes(d->o.platform->self, &random, sizeof random);
    return random;
}

static void note_try(struct step *s, const struct outgoing_reply *reply)
{
    bool done = says_yes(reply);
    i64 at_ms = now_ms(s->d), tries = s->row.tries + 1;
    i64 wait_ms =
        i64_max(hook_wait_ms(tries, spread(s->d)), i64_min(reply->retry_after_s, 86400) * 1000);
    struct delivery what = {
        .webhook = s->hook.number,
        .position = done ? s->event->sequence : i64_max(s->row.position, s->from),
        .queue_tries = done ? 0 : tries,
        .next_ms = done ? 0 : at_ms + wait_ms,
        .sequence = s->event->sequence,
        .outcome = done ? DELIVERY_DONE : DELIVERY_WAITING,
        .status = reply->status,
        .ended = str_c(outgoing_end_word(reply->end)),
        .at_ms = at_ms,
    };
    note(s->opened, &what);
    if (!done && reply->status == 410)
        turn_off(s, "gone");
    else if (!done && tries >= HOOK_TRIES_MAX)
        turn_off(s, "failing");
}

/* The message is made before the try, so that no view of the database is held during it. */
static void try_event(struct step *s)
{
    struct outgoing_reply reply = {0};
    char id[HOOK_ID_MAX];
    const struct platform *p = s->d->o.platform;
    i64 from_ns = p->elapsed_ns(p->self);
    hook_id(s->event->hash, id);
    if (!send_body(s, id, &reply)) {
        turn_off(s, "unreadable-secret");
        give_turn_back(s, s->from, false);
        return;
    }
    bool stopped = reply.end == OUTGOING_STOPPED; /* the receiver has not failed */
    if (!stopped)
        note_try(s, &reply);
    bool slow = !says_yes(&reply) || p->elapsed_ns(p->self) - from_ns > DELIVER_SLOW_MS * 1000000ll;
    give_turn_back(s, says_yes(&reply) ? s->event->sequence : s->from, slow);
}

/* --- steps
 * ---------------------------------------------------------------------------------------- */

static bool step_with(struct step *s)
{
    struct webhook_row *rows = arena_array(s->arena, struct webhook_row, WORKSPACE_WEBHOOKS_MAX);
    i64 head = workspace_head(s->opened->workspace).sequence;
    struct err e;
    if (!reader_begin(s->reader))
        return false;
    i64 n = reader_webhooks(s->reader, s->arena, 0, WORKSPACE_WEBHOOKS_MAX, rows);
    bool found = take_turn(s, rows, n, head);
    if (found) {
        find_event(s, head);
        s->body = s->event ? make_body(s, s->event, 0) : (str){0};
    }
    reader_end(s->reader);
    if (!found)
        return false;
    if (!reader_check(s->reader, &e)) { /* a body with holes is not sent */
        give_turn_back(s, s->from, s->receiver->slow);
        return false;
    }
    if (s->event) {
        try_event(s);
        return true;
    }
    if (s->from - s->row.position > PASSED_UNNOTED_MAX)
        note(s->opened, &(struct delivery){.webhook = s->hook.number, .position = s->from});
    give_turn_back(s, s->from, s->receiver->slow);
    return s->from >= head;
}

static bool step_in(struct deliverer *d, struct watched *w)
{
    struct arena a;
    struct err e;
    struct step s = {.d = d, .opened = w->opened, .watched = w, .arena = &a};
    if (workspace_webhooks(s.opened->workspace) == 0 || !workspace_check(s.opened->workspace, &e) ||
        !opened_reader(s.opened, &s.reader, &e))
        return false;
    arena_init(&a, STEP_ARENA_BYTES);
    bool did = step_with(&s);
    opened_give_back(s.opened, s.reader);
    arena_release(&a);
    return did;
}

static struct watched *enter(struct deliverer *d, i32 i)
{
    pthread_mutex_lock(&d->lock);
    struct watched *w = &d->watched[i];
    bool there = i < d->watched_count && w->opened;
    w->users += there;
    pthread_mutex_unlock(&d->lock);
    return there ? w : NULL;
}

/* Whoever is last in one without webhooks closes the door. */
static void leave(struct deliverer *d, struct watched *w)
{
    struct opened *done = NULL;
    pthread_mutex_lock(&d->lock);
    if (--w->users == 0 && workspace_webhooks(w->opened->workspace) == 0) {
        done = w->opened;
        *w = (struct watched){0};
    }
    pthread_mutex_unlock(&d->lock);
    shelf_give(done);
}

bool deliver_step(struct deliverer *d)
{
    i32 n = __atomic_load_n(&d->watched_count, __ATOMIC_ACQUIRE);
    u64 from = __atomic_fetch_add(&d->next, 1, __ATOMIC_RELAXED);
    for (i32 k = 0; k < n; k++) {
        struct watched *w = enter(d, (i32)((from + (u64)k) % (u64)n));
        if (!w)
            continue;
        bool did = step_in(d, w);
        leave(d, w);
        if (did)
            return true;
    }
    return false;
}

void deliver_watch(struct deliverer *d, struct opened *opened)
{
    struct watched *idle = NULL;
    bool known = workspace_webhooks(opened->workspace) == 0;
    pthread_mutex_lock(&d->lock);
    for (i32 i = 0; i < DELIVER_WORKSPACES_MAX; i++) {
        known |= d->watched[i].opened == opened;
        if (!idle && !d->watched[i].opened)
            idle = &d->watched[i];
    }
    if (!known && idle) {
        shelf_hold(opened);
        *idle = (struct watched){.opened = opened};
        i32 used = (i32)(idle - d->watched) + 1;
        if (used > d->watched_count)
            __atomic_store_n(&d->watched_count, used, __ATOMIC_RELEASE);
    }
    pthread_mutex_unlock(&d->lock);
}

static bool is_stopping(const struct deliverer *d)
{
    return __atomic_load_n(&d->stop, __ATOMIC_SEQ_CST) != 0;
}

static void work(void *context);

/* One more for each webhook, up to the most. */
static void hire(struct deliverer *d)
{
    i64 wanted = 0;
    pthread_mutex_lock(&d->lock);
    for (i32 i = 0; i < d->watched_count; i++)
        if (d->watched[i].opened)
            wanted += workspace_webhooks(d->watched[i].opened->workspace);
    while (d->threads < i64_min(wanted, DELIVER_THREADS_MAX) && !is_stopping(d)) {
        i64 thread = d->o.platform->thread_start(d->o.platform->self, work, d);
        if (thread < 0)
            break; /* those that are there do it */
        d->thread[d->threads++] = thread;
    }
    pthread_mutex_unlock(&d->lock);
}

static void work(void *context)
{
    struct deliverer *d = context;
    while (!is_stopping(d)) {
        hire(d);
        if (!deliver_step(d))
            d->o.platform->wait(d->o.platform->self, &d->stop, 0, DELIVER_LOOK_MS * 1000000ll);
    }
}

static void begin_work(void *context)
{
    struct deliverer *d = context;
    if (d->o.find)
        d->o.find(d->o.context);
    work(d);
}

/* --- by hand
 * --------------------------------------------------------------------------------------- */

static void tell_how(struct delivered *out, const struct outgoing_reply *reply, i64 took_ns)
{
    *out = (struct delivered){.end = reply->end,
                              .status = reply->status,
                              .took_ms = took_ns / 1000000,
                              .done = says_yes(reply)};
    memcpy(out->detail, reply->detail, sizeof out->detail);
}

static bool find_again(struct step *s, i64 sequence)
{
    s->event = arena_new(s->arena, struct event_row);
    return reader_events(s->reader, s->arena, sequence - 1, 1, s->event) == 1 &&
           s->event->sequence == sequence;
}

static bool by_hand(struct step *s, i64 sequence, struct delivered *out)
{
    struct outgoing_reply reply = {0};
    const struct platform *p = s->d->o.platform;
    char id[HOOK_ID_MAX];
    u8 random[HASH_BYTES];
    struct err e;
    p->random_bytes(p->self, random, sizeof random);
    reader_begin(s->reader);
    bool ok = !sequence || find_again(s, sequence);
    if (ok)
        s->body = make_body(s, s->event, now_ms(s->d));
    reader_end(s->reader);
    if (!reader_check(s->reader, &e)) {
        out->unread = true;
        return false;
    }
    hook_id(sequence && ok ? s->event->hash : random, id);
    i64 from_ns = p->elapsed_ns(p->self);
    ok = ok && send_body(s, id, &reply);
    if (ok)
        tell_how(out, &reply, p->elapsed_ns(p->self) - from_ns);
    return ok;
}

static bool with_reader(struct step *s, i64 sequence, struct delivered *out)
{
    struct arena a;
    struct err e;
    s->arena = &a;
    *out = (struct delivered){0};
    if (!opened_reader(s->opened, &s->reader, &e)) {
        out->unread = true;
        return false;
    }
    arena_init(&a, STEP_ARENA_BYTES);
    bool ok = by_hand(s, sequence, out);
    opened_give_back(s->opened, s->reader);
    arena_release(&a);
    return ok;
}

bool deliver_ping(struct deliverer *d, struct opened *opened, const struct hook *h,
                  struct delivered *out)
{
    struct step s = {.d = d, .opened = opened, .hook = *h};
    return with_reader(&s, 0, out);
}

bool deliver_now(struct deliverer *d, struct opened *opened, const struct hook *h,
                 const struct delivery_row *delivery, struct delivered *out)
{
    struct step s = {.d = d, .opened = opened, .hook = *h};
    if (!with_reader(&s, delivery->sequence, out))
        return false;
    bool waits = delivery->outcome == DELIVERY_WAITING;
    struct delivery what = {
        .webhook = h->number,
        .position = waits && out->done ? delivery->sequence : 0,
        .sequence = delivery->sequence,
        .outcome = out->done ? DELIVERY_DONE : delivery->outcome,
        .status = out->status,
        .ended = str_c(outgoing_end_word(out->end)),
        .at_ms = now_ms(d),
    };
    note(opened, &what);
    return true;
}

u32 deliver_allows(const struct deliverer *d)
{
    return d->o.allow;
}

/* --- opening
 * ---------------------------------------------------------------------------------------- */

struct deliverer *deliver_open(struct arena *a, const struct deliverer_options *o)
{
    struct deliverer *d = arena_new(a, struct deliverer);
    d->o = *o;
    pthread_mutex_init(&d->lock, NULL);
    return d;
}

bool deliver_start(struct deliverer *d, struct err *e)
{
    d->thread[0] = d->o.platform->thread_start(d->o.platform->self, begin_work, d);
    d->threads = d->thread[0] >= 0;
    return d->threads || err_set(e, ERR_LIMIT, "the system gives no more threads");
}

void deliver_close(struct deliverer *d)
{
    if (!d)
        return;
    pthread_mutex_lock(&d->lock);
    __atomic_store_n(&d->stop, 1, __ATOMIC_SEQ_CST);
    i32 n = d->threads; /* hire sees the stop from now on */
    pthread_mutex_unlock(&d->lock);
    d->o.platform->wake(d->o.platform->self, &d->stop);
    for (i32 i = 0; i < n; i++)
        d->o.platform->thread_join(d->o.platform->self, d->thread[i]);
    for (i32 i = 0; i < d->watched_count; i++)
        shelf_give(d->watched[i].opened);
    pthread_mutex_destroy(&d->lock);
}
