#include "server/chores.h"

#include "format/json.h"

enum { LINE_BYTES = 4096 };
#define NOTHING_DUE_NS (3600ll * 1000000000) /* a look that is not needed, now and then */

void chores_init(struct chores *c, const struct platform *p, void (*log)(void *context, str line),
                 void *log_context)
{
    *c = (struct chores){.platform = p, .log = log, .log_context = log_context, .thread = -1};
}

void chores_add(struct chores *c, const struct chore *chore)
{
    assert(c->count < CHORES_MAX && c->thread < 0 && chore->every_ms > 0);
    i32 i = c->count++;
    c->chore[i] = *chore;
    c->due_ns[i] = c->platform->elapsed_ns(c->platform->self) + chore->first_ms * 1000000;
    c->counts[i].last_ms = TIME_NONE;
}

static void member(struct json *j, str key, str value)
{
    json_key(j, key);
    json_str(j, value);
}

static void log_failure(struct chores *c, const struct chore *chore, i64 now_ms,
                        const struct err *why)
{
    char room[LINE_BYTES];
    struct buf line = {.p = room, .max = sizeof room};
    struct json j;
    if (!c->log)
        return;
    json_init(&j, &line, 0);
    json_object(&j);
    json_key(&j, S("at_ms"));
    json_i64(&j, now_ms);
    member(&j, S("level"), S("error"));
    member(&j, S("event"), S("chore-failed"));
    member(&j, S("chore"), str_c(chore->name));
    member(&j, S("reason"), str_c(why->text));
    json_end(&j);
    c->log(c->log_context, buf_str(&line));
}

static void run_one(struct chores *c, i32 i)
{
    const struct platform *p = c->platform;
    const struct chore *chore = &c->chore[i];
    struct chore_counts *n = &c->counts[i];
    struct err e = {0};
    i64 now_ms = p->now_ms(p->self), begun_ns = p->elapsed_ns(p->self);
    bool well = chore->run(chore->context, now_ms, &e);
    i64 ended_ns = p->elapsed_ns(p->self);
    if (!well)
        log_failure(c, chore, now_ms, &e);
    /* from its end: a chore that takes longer than its interval leaves room for the others */
    c->due_ns[i] = ended_ns + chore->every_ms * 1000000;
    __atomic_store_n(&n->runs, n->runs + 1, __ATOMIC_RELAXED);
    __atomic_store_n(&n->failures, n->failures + !well, __ATOMIC_RELAXED);
    __atomic_store_n(&n->longest_ns, i64_max(n->longest_ns, ended_ns - begun_ns), __ATOMIC_RELAXED);
    if (well)
        __atomic_store_n(&n->last_ms, p->now_ms(p->self), __ATOMIC_RELAXED);
}

i64 chores_step(struct chores *c)
{
    const struct platform *p = c->platform;
    i64 soonest = NOTHING_DUE_NS;
    for (i32 i = 0; i < c->count && !chores_stopping(c); i++) {
        if (c->due_ns[i] <= p->elapsed_ns(p->self))
            run_one(c, i);
        soonest = i64_min(soonest, c->due_ns[i] - p->elapsed_ns(p->self));
    }
    return i64_max(soonest, 0);
}

static void work(void *context)
{
    struct chores *c = context;
    while (!chores_stopping(c)) {
        i64 rest_ns = chores_step(c);
        if (rest_ns > 0)
            c->platform->wait(c->platform->self, &c->stop, 0, rest_ns);
    }
}

bool chores_start(struct chores *c, struct err *e)
{
    c->thread = c->platform->thread_start(c->platform->self, work, c);
    return c->thread >= 0 || err_set(e, ERR_LIMIT, "the system gives no more threads");
}

void chores_stop(struct chores *c)
{
    if (!c->platform || c->thread < 0)
        return;
    __atomic_store_n(&c->stop, 1, __ATOMIC_SEQ_CST);
    c->platform->wake(c->platform->self, &c->stop);
    c->platform->thread_join(c->platform->self, c->thread);
    c->thread = -1;
}

bool chores_stopping(const struct chores *c)
{
    return __atomic_load_n(&c->stop, __ATOMIC_SEQ_CST);
}

struct chore_counts chores_counts(const struct chores *c, i32 number)
{
    const struct chore_counts *n = &c->counts[number];
    return (struct chore_counts){
        .runs = __atomic_load_n(&n->runs, __ATOMIC_RELAXED),
        .failures = __atomic_load_n(&n->failures, __ATOMIC_RELAXED),
        .last_ms = __atomic_load_n(&n->last_ms, __ATOMIC_RELAXED),
        .longest_ns = __atomic_load_n(&n->longest_ns, __ATOMIC_RELAXED),
    };
}

void chores_print(const struct chores *c, struct buf *out)
{
    buf_put(out, S("# TYPE etalon_chore_runs_total counter\n"));
    for (i32 i = 0; i < c->count; i++)
        buf_fmt(out, "etalon_chore_runs_total{chore=\"%s\"} %lld\n", c->chore[i].name,
                (long long)chores_counts(c, i).runs);
    buf_put(out, S("# TYPE etalon_chore_failures_total counter\n"));
    for (i32 i = 0; i < c->count; i++)
        buf_fmt(out, "etalon_chore_failures_total{chore=\"%s\"} %lld\n", c->chore[i].name,
                (long long)chores_counts(c, i).failures);
}
