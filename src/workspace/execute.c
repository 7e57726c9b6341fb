#include <string.h>

#include "workspace/propose.h"

/* --- the cache of folds ------------------------------------------------------------------- */

static struct cached *cache_set(struct workspace *w, i64 deal)
{
    u64 mixed = (u64)deal * 0x9E3779B97F4A7C15ull;
    return &w->cache[(i64)((mixed >> 32) % (u64)w->cache_sets) * CACHE_WAYS];
}

struct folded *cache_new(struct workspace *w, i64 deal)
{
    struct cached *set = cache_set(w, deal), *oldest = set;
    for (i32 i = 1; i < CACHE_WAYS; i++)
        if (set[i].tick < oldest->tick)
            oldest = &set[i];
    oldest->tick = ++w->tick;
    folded_clear(&oldest->folded, deal);
    return &oldest->folded;
}

struct folded *cache_get(struct workspace *w, i64 deal)
{
    struct cached *set = cache_set(w, deal);
    for (i32 i = 0; i < CACHE_WAYS; i++)
        if (set[i].tick && set[i].folded.deal == deal) {
            set[i].tick = ++w->tick;
            return &set[i].folded;
        }
    struct statement *s = storage_use(w->db, SQL_DEAL_GET);
    struct err e;
    bind_i64(s, 1, deal);
    if (!statement_next(s))
        return NULL;
    i64 revision = column_i64(s, 1);
    statement_reset(s);
    struct folded *f = cache_new(w, deal);
    if (folded_load(f, w->db, deal, revision, workspace_published(w), w->scratch, &e))
        return f;
    workspace_fail(w, &e);
    return NULL;
}

/* --- appending ---------------------------------------------------------------------------- */

void append_event(struct workspace *w, struct folded *f, const struct record *like, str text)
{
    struct record r = *like;
    r.sequence = w->head.sequence + 1;
    r.form = EVENT_FORM;
    r.deal = f ? f->deal : 0;
    r.before = f ? f->revision : 0;
    r.has_text = text.n > 0;
    r.text = text;
    if (r.has_text) {
        w->platform->random_bytes(w->platform->self, r.salt, SALT_BYTES);
        record_text_hash(&w->sha, &r, r.text_hash);
    }
    record_hash(&w->sha, w->head.hash, &r, r.hash);
    record_put(w->db, &r);
    memcpy(w->head.hash, r.hash, HASH_BYTES);
    w->head.sequence = r.sequence;
    memo_touch(w->memo, r.deal, r.sequence);
    counts_add(&w->counts.events, 1);
    if (f) {
        search_follow(w->db, f, &r, w->old_texts);
        folded_apply(f, &r, workspace_published(w));
    }
}

static struct record record_of(const struct workspace *w, const struct deal_event *e)
{
    return (struct record){
        .kind = e->kind,
        .subject = e->subject,
        .value = e->value,
        .occurred_ms = e->occurred_ms,
        .lag_ms = i64_max(0, w->now_ms - e->occurred_ms),
        .actor = e->actor,
        .role = e->role,
    };
}

static struct record record_now(const struct workspace *w, const struct intent *c, i64 kind)
{
    return (struct record){
        .kind = kind,
        .subject = NO_SUBJECT,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
}

/* --- acts --------------------------------------------------------------------------------- */

/* The act as the judge is asked about it: whether it has a text, whether its actor is trained. */
static struct deal_event act_of(struct workspace *w, const struct intent *c, i32 edition)
{
    struct deal_event act = c->act;
    act.text = c->text.n > 0;
    if (event_role(&act) != ROLE_SYSTEM && act.actor &&
        !training_holds(w->db, workspace_published(w), act.actor, edition, w->now_ms))
        act.role |= ROLE_UNTRAINED;
    return act;
}

static enum answer_status check_act(const struct workspace *w, const struct intent *c)
{
    if (c->text.n > WORKSPACE_TEXT_MAX || c->reference.n > WORKSPACE_KEY_MAX)
        return ANSWER_LIMIT;
    bool known = c->act.kind < EVENT_KIND_COUNT && c->act.role < ROLE_COUNT;
    /* these follow from other acts, or belong to a revision */
    bool ours = c->act.kind == EVENT_REFUSED || c->act.kind == EVENT_MIGRATED ||
                c->act.kind == EVENT_MILESTONE_CARRIED;
    bool sound = utf8_check(c->text) < 0 && utf8_check(c->reference) < 0 &&
                 c->act.occurred_ms >= 0 && c->act.occurred_ms <= w->now_ms + MS_PER_DAY;
    return known && !ours && sound ? ANSWER_ACCEPTED : ANSWER_INVALID;
}

/* The events of the decision, each with its text: the act's own. */
static void append_decision(struct workspace *w, struct folded *f, const struct intent *c)
{
    const struct decision *d = &w->decision;
    for (i32 i = 0; i < d->count; i++) {
        struct record r = record_of(w, &d->event[i]);
        bool the_act =
            d->accepted && d->event[i].kind == c->act.kind && d->event[i].subject == c->act.subject;
        append_event(w, f, &r, the_act ? c->text : (str){0});
    }
}

static const struct rules *rules_of(const struct workspace *w, const struct folded *f)
{
    i32 edition = f->revision ? f->state.version : 0;
    return edition ? &w->edition[edition]->rules : NULL;
}

void project_change(struct workspace *w, struct folded *after)
{
    struct projecting p = {&w->before, after, rules_of(w, &w->before), rules_of(w, after),
                           &after->alarm_ms};
    project_deal(w->db, &p, w->scratch);
}

static void finish_act(struct workspace *w, struct request *r, struct folded *f)
{
    struct answer *a = &r->answer;
    a->deal = f->deal;
    a->revision = f->revision;
    a->verdict = &w->decision.verdict;
    a->state = &f->state;
    a->status = w->decision.accepted ? ANSWER_ACCEPTED : ANSWER_REFUSED;
    if (f->revision != w->before.revision)
        project_change(w, f);
}

static bool reference_taken(struct workspace *w, str reference)
{
    if (reference.n == 0)
        return false;
    struct statement *s = storage_use(w->db, SQL_DEAL_BY_REFERENCE);
    bind_str(s, 1, reference);
    bool taken = statement_next(s);
    statement_reset(s);
    return taken;
}

static void execute_open(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    i32 number = c->edition ? c->edition : w->edition_count;
    if (number < 1 || number > w->edition_count) {
        r->answer.status = ANSWER_MISSING;
        return;
    }
    if (reference_taken(w, c->reference)) {
        r->answer.status = ANSWER_INVALID;
        return;
    }
    struct assigned given;
    struct intent mine = *c;
    number = trial_edition(w, c, number, &mine.act, &given);
    struct deal_event act = act_of(w, &mine, number);
    folded_clear(&w->before, 0);
    r->answer.rules = &w->edition[number]->rules;
    deal_decide(r->answer.rules, &w->before.state, &act, w->now_ms, &w->decision);
    if (!w->decision.accepted) {
        r->answer.status = ANSWER_REFUSED; /* there is no deal on which to count it */
        r->answer.verdict = &w->decision.verdict;
        return;
    }
    struct folded *f = cache_new(w, w->head.sequence + 1);
    append_decision(w, f, &mine);
    trial_record(w, f, c, &given);
    if (c->reference.n) {
        struct record record = record_now(w, c, KIND_DEAL_REFERENCE);
        append_event(w, f, &record, c->reference);
    }
    finish_act(w, r, f);
}

/* The deal it is about, when it is as the caller saw it. */
static struct folded *find_deal(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    struct folded *f = c->deal > 0 ? cache_get(w, c->deal) : NULL;
    struct answer *a = &r->answer;
    if (!f || !f->state.opened) {
        a->status = ANSWER_MISSING;
        return NULL;
    }
    say_clocks(w, f);
    w->said_before = w->head.sequence; /* is not what this request did */
    a->deal = f->deal;
    a->revision = f->revision;
    /* what only a clock has said since does not come between a reader and the act */
    bool same =
        c->expected == REVISION_ANY || (c->expected >= f->acted && c->expected <= f->revision);
    if (!same || (c->edition && c->edition != f->state.version))
        a->status = ANSWER_CONFLICT;
    else if (c->only_owner && f->state.owner != c->act.actor)
        a->status = ANSWER_NOT_YOURS;
    else if (f->events >= WORKSPACE_DEAL_EVENTS_MAX)
        a->status = ANSWER_LIMIT;
    return a->status == ANSWER_PENDING ? f : NULL;
}

static void execute_act(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    r->answer.status = check_act(w, c);
    if (r->answer.status != ANSWER_ACCEPTED)
        return;
    r->answer.status = ANSWER_PENDING;
    if (c->act.kind == EVENT_OPENED && c->deal == 0) {
        execute_open(w, r);
        return;
    }
    struct folded *f = find_deal(w, r);
    if (!f)
        return;
    assert(f->state.version >= 1 && f->state.version <= w->edition_count);
    struct deal_event act = act_of(w, c, f->state.version);
    w->before = *f;
    r->answer.rules = &w->edition[f->state.version]->rules;
    deal_decide(r->answer.rules, &f->state, &act, w->now_ms, &w->decision);
    append_decision(w, f, c);
    finish_act(w, r, f);
}

static void execute_name(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    if (c->text.n == 0 || c->text.n > WORKSPACE_TEXT_MAX || utf8_check(c->text) >= 0) {
        r->answer.status = c->text.n > WORKSPACE_TEXT_MAX ? ANSWER_LIMIT : ANSWER_INVALID;
        return;
    }
    struct folded *f = find_deal(w, r);
    if (!f)
        return;
    struct record record = record_now(w, c, KIND_DEAL_NAMED);
    w->before = *f;
    append_event(w, f, &record, c->text);
    project_change(w, f);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.revision = f->revision;
}

static bool person_fits(i64 number, str text)
{
    return text.n > 0 && text.n <= WORKSPACE_TEXT_MAX && utf8_check(text) < 0 && number >= 1 &&
           number <= UINT32_MAX;
}

/* Whom figures count in which department (live/follow_people.c); no table has it. */
static void append_place(struct workspace *w, const struct intent *c, i64 number, str department)
{
    struct record record = record_now(w, c, KIND_PERSON_PLACED);
    record.value = number;
    record.subject = c->act.subject == 1;
    append_event(w, NULL, &record, department);
}

static void execute_place(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    bool known = c->act.value >= 1 && c->act.value < w->next_person;
    str department = c->text.n ? c->text : S("-");
    r->answer.status = !known                                  ? ANSWER_MISSING
                       : person_fits(c->act.value, department) ? ANSWER_ACCEPTED
                                                               : ANSWER_INVALID;
    if (r->answer.status == ANSWER_ACCEPTED)
        append_place(w, c, c->act.value, c->text);
}

static void execute_person(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    i64 number = c->act.value ? c->act.value : w->next_person;
    if (!person_fits(number, c->text) || (c->content.n && !person_fits(number, c->content))) {
        r->answer.status = ANSWER_INVALID;
        return;
    }
    struct record record = record_now(w, c, KIND_PERSON_NAMED);
    record.value = number;
    append_event(w, NULL, &record, c->text);
    struct statement *s = storage_use(w->db, SQL_PERSON_PUT);
    bind_i64(s, 1, number);
    bind_i64(s, 2, w->head.sequence);
    bind_str(s, 3, c->text);
    statement_run(s);
    w->next_person = i64_max(w->next_person, number + 1);
    if (c->content.n)
        append_place(w, c, number, c->content);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.deal = number;
}

/* A bounded piece of work beside that of others; the caller asks again until none is left. */
static void execute_forget(struct workspace *w, struct request *r)
{
    i64 newest = w->now_ms - WORKSPACE_KEY_DAYS * MS_PER_DAY;
    struct statement *s = storage_use(w->db, SQL_REQUESTS_FORGET);
    bind_i64(s, 1, i64_min(newest, r->intent.act.value));
    bind_i64(s, 2, WORKSPACE_FORGET_MAX);
    statement_run(s);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.deal = storage_changed(w->db);
}

/* --- the whole request -------------------------------------------------------------------- */

static void give_body(struct request *r, str body)
{
    r->answer.body = (str){0};
    if (!r->body || body.n == 0)
        return;
    r->answer.body = (str){r->body, i64_min(body.n, r->body_max)};
    memcpy(r->body, body.p, (size_t)r->answer.body.n);
}

/* An earlier request with this key: the same one gets the same answer. */
static bool replay(struct workspace *w, struct request *r)
{
    struct answer *a = &r->answer;
    struct statement *s = storage_use(w->db, SQL_REQUEST_GET);
    bind_str(s, 1, r->intent.key);
    if (!statement_next(s))
        return false;
    str hash = column_blob(s, 1);
    bool same = column_i64(s, 0) == r->intent.act.actor && hash.n == HASH_BYTES &&
                memcmp(hash.p, r->intent.hash, HASH_BYTES) == 0;
    a->status = same ? (enum answer_status)column_i64(s, 3) : ANSWER_MISUSED;
    if (same) {
        a->replayed = true;
        a->last = column_i64(s, 2);
        a->deal = column_i64(s, 4);
        give_body(r, column_blob(s, 5));
    }
    statement_reset(s);
    return true;
}

static void print_answer(struct workspace *w, struct request *r)
{
    buf_clear(&w->body);
    w->body.full = false;
    if (r->print)
        r->print(r->context, &r->answer, &w->body);
    assert(!w->body.full); /* what `print` says has a limit of its own */
    give_body(r, buf_str(&w->body));
}

/* In the same transaction as its effect: neither is there without the other. */
static void remember(struct workspace *w, const struct request *r)
{
    const struct intent *c = &r->intent;
    struct statement *s = storage_use(w->db, SQL_REQUEST_PUT);
    bind_str(s, 1, c->key);
    bind_i64(s, 2, c->act.actor);
    bind_blob(s, 3, c->hash, HASH_BYTES);
    bind_i64(s, 4, r->answer.last);
    bind_i64(s, 5, w->now_ms);
    bind_i64(s, 6, r->answer.status);
    bind_i64(s, 7, r->answer.deal);
    bind_blob(s, 8, w->body.p, w->body.n);
    statement_run(s);
}

static void execute_intent(struct workspace *w, struct request *r)
{
    switch (r->intent.kind) {
    case INTENT_ACT: execute_act(w, r); break;
    case INTENT_NAME: execute_name(w, r); break;
    case INTENT_PUBLISH: execute_publish(w, r); break;
    case INTENT_MIGRATE: execute_migrate(w, r); break;
    case INTENT_UNDO: execute_undo(w, r); break;
    case INTENT_TRAINED: execute_trained(w, r); break;
    case INTENT_FILE: execute_file(w, r); break;
    case INTENT_PERSON: execute_person(w, r); break;
    case INTENT_PLACE: execute_place(w, r); break;
    case INTENT_VIEW: execute_view(w, r); break;
    case INTENT_WEBHOOK: execute_webhook(w, r); break;
    case INTENT_DELIVERY: execute_delivery(w, r); break;
    case INTENT_FORGET: execute_forget(w, r); break;
    case INTENT_IMPORT: execute_import(w, r); break;
    case INTENT_CLOCKS: execute_clocks(w, r); break;
    case INTENT_REVIEW: execute_review(w, r); break;
    case INTENT_PROPOSAL: execute_proposal(w, r); break;
    default: r->answer.status = ANSWER_INVALID;
    }
}

void execute_request(struct workspace *w, struct request *r)
{
    w->said_before = w->head.sequence;
    struct answer *a = &r->answer;
    const str key = r->intent.key;
    *a = (struct answer){.now_ms = w->now_ms};
    if (key.n > WORKSPACE_KEY_MAX) {
        a->status = ANSWER_LIMIT;
        return;
    }
    if (key.n && replay(w, r))
        return;
    execute_intent(w, r);
    if (w->head.sequence > w->said_before) {
        a->first = w->said_before + 1;
        a->last = w->head.sequence;
    }
    print_answer(w, r);
    if (key.n && a->last)
        remember(w, r);
    a->verdict = NULL;
    a->state = NULL;
    a->rules = NULL;
    a->diags = NULL;
}
