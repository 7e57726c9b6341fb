#include "live/desk.h"

#include <pthread.h>
#include <string.h>

#include "base/hash.h"
#include "base/platform.h"
#include "learn/contrast.h"
#include "learn/practices.h"
#include "live/tell.h"

enum {
    FOLLOW_EVERY_NS = 50000000,
    HAND_OUT_EVERY_NS = 20000000, /* while somebody waits */
    ENTRY_BYTES = 512 << 10,      /* a draft of a standard among them */
    NS_PER_MS = 1000000,
};

const struct http_limit desk_limits[] = {
    {"live-answers", DESK_ANSWERS_MAX, "answers", "of analytics kept for each workspace"},
    {"live-waiting", DESK_WAITING_MAX, "requests",
     "that wait for a figure to be made; one more is 503"},
    {"live-wait", DESK_WAIT_SECONDS, "seconds", "for a figure to be made, then 503: ask again"},
    {"live-answer", DESK_ANSWER_BYTES_MAX, "bytes", "of one answer of analytics; more is 413"},
    {"live-events", GROWING_EVENTS_MAX, "events",
     "of a workspace that analytics follow; later ones are in no figure, which says so"},
    {"live-levels", GROWING_LEVELS_MAX, "values",
     "of a field that deals are compared by; with more it is a text"},
    {"learn-landmarks", LANDMARKS_MAX, "landmarks",
     "of one answer of practices; further stages can be asked for by name"},
    {"learn-practices", PRACTICES_TESTED_MAX, "practices",
     "asked of one landmark; what is left out is said"},
    {"learn-steps", CONTRAST_STEPS_MAX, "steps", "of a comparison, the most frequent ones"},
    {0},
};

struct entry {
    /* under the lock */
    bool used, asked, there, failed;
    char key[QUESTION_KEY_MAX];
    i64 key_bytes, tick;
    struct desk_asker *askers; /* who wait for it */
    struct buf answer;
    i64 sequence, made_ns, cost_ns;
    struct err err;
    /* the follower's from `asked` until `done` */
    struct arena arena;
    struct question question;
    i64 needs;
    struct buf next;
    i64 next_sequence, next_cost_ns;
    bool next_failed;
    struct err next_err;
    u32 done;
    struct entry *link;
};

struct desk {
    struct arena arena;
    const struct platform *platform;
    bool no_thread;
    i64 thread, clerk; /* -1: none */

    /* the follower's */
    struct follower *follower;
    struct teller *teller;
    struct entry *taken; /* oldest first */
    i64 head_at_first;

    struct entry *queue; /* newest first; askers push, the follower takes all */
    u32 stirred, bell, stop;

    pthread_mutex_t lock; /* of the entries: never taken by the follower */
    struct entry entry[DESK_ANSWERS_MAX];
    i64 tick, waiting;

    i64 standing[9]; /* struct desk_standing, each word on its own; the last: answers are dear */
};

static i64 clock_ns(const struct desk *l)
{
    return l->platform->elapsed_ns(l->platform->self);
}

/* --- the follower ------------------------------------------------------------------------- */

static void set(struct desk *l, i32 word, i64 value)
{
    __atomic_store_n(&l->standing[word], value, __ATOMIC_RELAXED);
}

static void say_standing(struct desk *l)
{
    struct growing_counts n = growing_counts(follower_history(l->follower));
    set(l, 0, follower_sequence(l->follower));
    set(l, 1, n.events);
    set(l, 2, n.deals);
    set(l, 3, n.full);
}

/* With few deals there is nothing to be made beforehand. */
static void say_warmth(struct desk *l)
{
    bool followed = follower_sequence(l->follower) >= l->head_at_first;
    set(l, 7, followed && teller_is_warm(l->teller));
    set(l, 8, teller_is_dear(l->teller));
}

static void take_queue(struct desk *l)
{
    struct entry *newest = __atomic_exchange_n(&l->queue, NULL, __ATOMIC_ACQUIRE), *list = NULL;
    while (newest) {
        struct entry *next = newest->link;
        newest->link = list;
        list = newest;
        newest = next;
    }
    struct entry **end = &l->taken;
    while (*end)
        end = &(*end)->link;
    *end = list;
}

static void ring(struct desk *l)
{
    __atomic_store_n(&l->bell, 1, __ATOMIC_SEQ_CST);
    l->platform->wake(l->platform->self, &l->bell);
}

static void answer(struct desk *l, struct entry *e)
{
    i64 from = clock_ns(l);
    buf_init(&e->next, DESK_ANSWER_BYTES_MAX);
    e->next_failed = !teller_answer(l->teller, &e->question, e->needs, &e->next, &e->next_sequence,
                                    &e->next_err);
    if (e->next_failed)
        e->next_sequence = follower_sequence(l->follower);
    e->next_cost_ns = clock_ns(l) - from;
    set(l, 4, l->standing[4] + 1);
    set(l, 5, l->standing[5] + e->next_cost_ns);
    set(l, 6, i64_max(l->standing[6], e->next_cost_ns));
    __atomic_store_n(&e->done, 1, __ATOMIC_RELEASE);
    ring(l);
}

/* One piece of work; false when there was none. */
static bool step(struct desk *l)
{
    i64 n = follower_read(l->follower);
    if (n)
        say_standing(l);
    take_queue(l);
    struct entry *e = l->taken;
    i64 wanted = e ? i64_max(e->needs, l->head_at_first) : 0;
    if (e && follower_sequence(l->follower) >= wanted) {
        l->taken = e->link;
        answer(l, e);
        say_warmth(l);
        return true;
    }
    if (n == FOLLOW_BATCH || e || follower_sequence(l->follower) < l->head_at_first)
        return n > 0;
    bool warmed = teller_warm(l->teller);
    say_warmth(l);
    return n > 0 || warmed;
}

static void follow_until_stopped(void *context)
{
    struct desk *l = context;
    l->platform->thread_stand_back(l->platform->self);
    while (!__atomic_load_n(&l->stop, __ATOMIC_SEQ_CST)) {
        __atomic_store_n(&l->stirred, 0, __ATOMIC_SEQ_CST);
        if (!step(l))
            l->platform->wait(l->platform->self, &l->stirred, 0, FOLLOW_EVERY_NS);
    }
}

/* --- who asks ----------------------------------------------------------------------------- */

static void submit(struct desk *l, struct entry *e, const struct question *q, i64 needs)
{
    arena_rewind(&e->arena, 0);
    e->question = question_copy(q, &e->arena);
    e->needs = needs;
    e->done = 0;
    e->asked = true;
    e->link = __atomic_load_n(&l->queue, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&l->queue, &e->link, e, true, __ATOMIC_SEQ_CST,
                                        __ATOMIC_RELAXED))
        continue;
    __atomic_store_n(&l->stirred, 1, __ATOMIC_SEQ_CST);
    l->platform->wake(l->platform->self, &l->stirred);
}

/* What the follower has made becomes what is given. */
static void collect(struct desk *l, struct entry *e)
{
    if (!e->asked || !__atomic_load_n(&e->done, __ATOMIC_ACQUIRE))
        return;
    e->asked = false;
    e->there = true;
    e->failed = e->next_failed;
    e->err = e->next_err;
    e->sequence = e->next_sequence;
    e->cost_ns = e->next_cost_ns;
    e->made_ns = clock_ns(l);
    buf_release(&e->answer);
    e->answer = e->next;
    e->next = (struct buf){0};
}

static void empty(struct entry *e)
{
    buf_release(&e->answer);
    struct arena arena = e->arena;
    *e = (struct entry){.arena = arena};
}

/* The entry of the question, else the one not asked for longest; NULL: all are busy. */
static struct entry *entry_for(struct desk *l, str key)
{
    struct entry *oldest = NULL;
    for (i64 i = 0; i < DESK_ANSWERS_MAX; i++) {
        struct entry *e = &l->entry[i];
        collect(l, e);
        if (e->used && str_eq((str){e->key, e->key_bytes}, key))
            return e;
        bool busy = e->asked || e->askers;
        if (!busy && (!oldest || e->tick < oldest->tick))
            oldest = e;
    }
    if (!oldest)
        return NULL;
    if (!oldest->arena.base)
        arena_init(&oldest->arena, ENTRY_BYTES);
    empty(oldest);
    oldest->used = true;
    oldest->key_bytes = key.n;
    memcpy(oldest->key, key.p, (size_t)key.n);
    return oldest;
}

static void give(const struct entry *e, struct desk_asker *x)
{
    struct desk_answer *out = &x->answer;
    out->status = e->failed ? DESK_REFUSED : DESK_ANSWERED;
    out->sequence = e->sequence;
    if (e->failed)
        out->err = e->err;
    else
        out->body = str_dup(x->arena, buf_str(&e->answer));
}

static bool is_dear(const struct entry *e)
{
    return e->cost_ns > (i64)DESK_DEAR_MS * NS_PER_MS;
}

/* Where deals are dear, what stands is good enough; it says up to which event it speaks. */
static i64 needs_of(const struct desk *l, const struct entry *e, const struct desk_asker *x)
{
    bool stands = (e->there && is_dear(e)) || __atomic_load_n(&l->standing[8], __ATOMIC_RELAXED);
    return x->at_least ? x->at_least : stands ? 0 : x->head;
}

static bool is_old(const struct desk *l, const struct entry *e)
{
    return clock_ns(l) - e->made_ns > 1000ll * DESK_OLD_SECONDS * NS_PER_MS;
}

/* Good enough to be given now. */
static bool will_do(const struct desk *l, const struct entry *e, const struct desk_asker *x)
{
    if (!e->there || e->sequence < needs_of(l, e, x))
        return false;
    return e->sequence >= x->head || x->at_least || !is_old(l, e);
}

/* The answer, or that there will be none, as far as it can be told by now; DESK_WAITING: not yet.
 * An answer that is there already is better than a long wait. */
static enum desk_status settle(struct desk *l, struct entry *e, struct desk_asker *x)
{
    bool stands = e->there && !x->at_least && !is_old(l, e);
    i64 waited_ms = (clock_ns(l) - x->from_ns) / NS_PER_MS;
    if (will_do(l, e, x) || (stands && waited_ms >= DESK_FRESH_MS))
        give(e, x);
    else if (waited_ms >= 1000ll * DESK_WAIT_SECONDS)
        x->answer.status = DESK_LATER;
    else if (!e->asked)
        submit(l, e, x->question, needs_of(l, e, x));
    return x->answer.status;
}

/* Hands out what can be told, under the lock; the askers it is told to are returned. */
static struct desk_asker *settle_all(struct desk *l)
{
    struct desk_asker *told = NULL;
    for (i64 i = 0; i < DESK_ANSWERS_MAX; i++) {
        struct entry *e = &l->entry[i];
        collect(l, e);
        for (struct desk_asker **at = &e->askers; *at;) {
            struct desk_asker *x = *at;
            if (settle(l, e, x) == DESK_WAITING) {
                at = &x->next;
                continue;
            }
            *at = x->next;
            x->next = told;
            told = x;
            l->waiting--;
        }
    }
    return told;
}

static void hand_out(struct desk *l)
{
    pthread_mutex_lock(&l->lock);
    struct desk_asker *told = settle_all(l);
    pthread_mutex_unlock(&l->lock);
    while (told) {
        struct desk_asker *next = told->next; /* told, it is its owner's */
        told->done(told->context, told);
        told = next;
    }
}

static void hand_out_until_stopped(void *context)
{
    struct desk *l = context;
    while (!__atomic_load_n(&l->stop, __ATOMIC_SEQ_CST)) {
        __atomic_store_n(&l->bell, 0, __ATOMIC_SEQ_CST);
        hand_out(l);
        pthread_mutex_lock(&l->lock);
        bool waited = l->waiting > 0;
        pthread_mutex_unlock(&l->lock);
        l->platform->wait(l->platform->self, &l->bell, 0, waited ? HAND_OUT_EVERY_NS : -1);
    }
}

static enum desk_status ask_locked(struct desk *l, struct desk_asker *x, str key)
{
    struct entry *e = entry_for(l, key);
    if (!e)
        return x->answer.status = DESK_CROWDED;
    e->tick = ++l->tick;
    if (settle(l, e, x) != DESK_WAITING) {
        if (e->sequence < x->head && !e->asked)
            submit(l, e, x->question, 0); /* made anew behind it */
        return x->answer.status;
    }
    if (l->waiting >= DESK_WAITING_MAX)
        return x->answer.status = DESK_CROWDED;
    l->waiting++;
    x->next = e->askers;
    e->askers = x;
    return DESK_WAITING;
}

static bool check(struct desk_asker *x, const struct buf *key)
{
    struct err *e = &x->answer.err;
    x->answer.status = DESK_REFUSED;
    if (key->full)
        return err_set(e, ERR_LIMIT, "the question is longer than %d bytes", QUESTION_KEY_MAX);
    if (x->at_least > x->head)
        return err_set(e, ERR_USAGE, "there is no event %lld yet, the last is %lld",
                       (long long)x->at_least, (long long)x->head);
    x->answer.status = DESK_WAITING;
    return true;
}

static void nothing_done(void *context, struct desk_asker *x)
{
    (void)context;
    (void)x;
}

enum desk_status desk_ask(struct desk *l, struct desk_asker *x)
{
    char room[QUESTION_KEY_MAX];
    struct buf key = {.p = room, .max = sizeof room};
    x->head = follower_head(l->follower);
    x->from_ns = clock_ns(l);
    x->answer = (struct desk_answer){0};
    question_key(x->question, &key);
    if (!check(x, &key))
        return x->answer.status;
    if (l->no_thread)
        x->done = nothing_done;
    x->answer.key = hash_str(buf_str(&key));
    pthread_mutex_lock(&l->lock);
    enum desk_status status = ask_locked(l, x, buf_str(&key));
    pthread_mutex_unlock(&l->lock);
    if (status != DESK_WAITING)
        return status;
    ring(l); /* somebody waits from now on */
    while (l->no_thread && x->answer.status == DESK_WAITING) {
        if (!step(l))
            x->from_ns -= 1000ll * DESK_WAIT_SECONDS * NS_PER_MS; /* nothing will come */
        hand_out(l);
    }
    return l->no_thread ? x->answer.status : DESK_WAITING;
}

bool desk_glance(struct desk *l, const struct question *q, struct arena *a, str *body)
{
    char room[QUESTION_KEY_MAX];
    struct buf key = {.p = room, .max = sizeof room};
    question_key(q, &key);
    if (key.full)
        return false;
    pthread_mutex_lock(&l->lock);
    struct entry *e = entry_for(l, buf_str(&key));
    bool wanted = e && !e->asked && (!e->there || is_old(l, e));
    if (e)
        e->tick = ++l->tick;
    if (wanted)
        submit(l, e, q, l->no_thread ? follower_head(l->follower) : 0);
    while (e && l->no_thread && e->asked && (step(l) || e->done))
        collect(l, e); /* nobody else does the work */
    bool there = e && e->there && !e->failed;
    if (there)
        *body = str_dup(a, buf_str(&e->answer));
    pthread_mutex_unlock(&l->lock);
    return there;
}

struct desk_standing desk_standing(const struct desk *l)
{
    i64 word[LENGTH(l->standing)];
    for (i64 i = 0; i < LENGTH(word); i++)
        word[i] = __atomic_load_n(&l->standing[i], __ATOMIC_RELAXED);
    return (struct desk_standing){.sequence = word[0],
                                  .head = follower_head(l->follower),
                                  .events = word[1],
                                  .deals = word[2],
                                  .full = word[3],
                                  .answers = word[4],
                                  .answer_ns = word[5],
                                  .answer_ns_most = word[6],
                                  .warm = word[7]};
}

/* --- opening ------------------------------------------------------------------------------ */

bool desk_open(struct desk **out, const struct desk_options *o, struct err *e)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct desk *l = arena_new(&arena, struct desk);
    l->arena = arena;
    l->platform = o->platform;
    l->no_thread = o->no_thread;
    l->thread = l->clerk = -1;
    l->follower = follower_new(o->workspace);
    l->teller = teller_new(o->platform, o->name, l->follower, TELLER_WARM_DEALS);
    l->head_at_first = follower_head(l->follower);
    pthread_mutex_init(&l->lock, NULL);
    *out = l;
    if (l->no_thread)
        return true;
    l->thread = l->platform->thread_start(l->platform->self, follow_until_stopped, l);
    l->clerk = l->platform->thread_start(l->platform->self, hand_out_until_stopped, l);
    if (l->thread >= 0 && l->clerk >= 0)
        return true;
    desk_close(l);
    *out = NULL;
    return err_set(e, ERR_LIMIT, "the system gives no more threads");
}

void desk_close(struct desk *l)
{
    if (!l)
        return;
    __atomic_store_n(&l->stop, 1, __ATOMIC_SEQ_CST);
    __atomic_store_n(&l->stirred, 1, __ATOMIC_SEQ_CST);
    l->platform->wake(l->platform->self, &l->stirred);
    ring(l);
    if (l->thread >= 0)
        l->platform->thread_join(l->platform->self, l->thread);
    if (l->clerk >= 0)
        l->platform->thread_join(l->platform->self, l->clerk);
    assert(l->waiting == 0); /* who asked is told before */
    for (i64 i = 0; i < DESK_ANSWERS_MAX; i++) {
        buf_release(&l->entry[i].answer);
        buf_release(&l->entry[i].next);
        arena_release(&l->entry[i].arena);
    }
    teller_release(l->teller);
    follower_release(l->follower);
    pthread_mutex_destroy(&l->lock);
    struct arena arena = l->arena;
    arena_release(&arena);
}
