/* bench_judge STANDARD DEALS ROUNDS - the lives of so many deals judged act by act against a
 * standard and folded, on all cores; and single acts, one deal after another, on one core.
 * Lives are invented (seeded): most reach, confirm and move in order, some skip, fall back or
 * are lost. What the judge found is summed and printed. */
#include "bench.h"

#include "deal/judge.h"
#include "standard/read.h"
#include "standard/rules.h"

enum { DEALS_A_CHUNK = 4096, ACTS_MAX = 64, SINGLE_ACTS = 1000000 };
#define START_MS 1767225600000ll /* 2026-01-01 */

struct lives {
    i64 deals;
    i64 *first; /* deals + 1 */
    struct deal_event *events;
};

/* One life being made. */
struct life {
    struct rng *rng;
    struct deal_event *events;
    i64 n, at_ms;
};

static bool chance(struct life *l, i64 percent)
{
    return rng_below(l->rng, 100) < percent;
}

static struct deal_event *act(struct life *l, enum event_kind kind, i32 subject, i64 value)
{
    struct deal_event *e = &l->events[l->n++];
    assert(l->n <= ACTS_MAX);
    l->at_ms += 1 + rng_below(l->rng, 4 * MS_PER_DAY);
    *e = (struct deal_event){.occurred_ms = l->at_ms,
                             .value = value,
                             .actor = 1,
                             .subject = (u16)subject,
                             .kind = (u8)kind,
                             .role = ROLE_OWNER};
    return e;
}

static void reach_milestone(struct life *l, const struct rules *r, i32 m)
{
    u32 evidence = r->milestone[m].evidence;
    act(l, EVENT_MILESTONE_REACHED, m, evidence ? __builtin_ctz(evidence) : EVIDENCE_NONE);
    if (r->milestone[m].confirmer == CONFIRMER_OWNER || chance(l, 5))
        return;
    struct deal_event *e = act(l, EVENT_MILESTONE_CONFIRMED, m, 0);
    e->actor = 2;
    e->role = r->milestone[m].confirmer == CONFIRMER_PEER ? ROLE_PEER : ROLE_MANAGER;
}

/* Returns false when the deal ends here. */
static bool live_stage(struct life *l, const struct rules *r, i32 stage)
{
    struct bits todo = r->stage[stage].exit_all;
    for (i32 m; (m = bits_take(&todo)) >= 0;)
        if (chance(l, 93))
            reach_milestone(l, r, m);
    if (stage > 0 && chance(l, 4)) {
        act(l, EVENT_STAGE_ENTERED, stage - 1, 0);
        act(l, EVENT_STAGE_ENTERED, stage, 0);
    }
    if (!chance(l, 8))
        return true;
    struct ending why = {.reason = {0, -1}};
    act(l, EVENT_OUTCOME_SET, OUTCOME_LOST, event_ending(why));
    return false;
}

static i64 live(struct rng *rng, const struct rules *r, i64 from_ms, struct deal_event *events)
{
    struct life l = {.rng = rng, .events = events, .at_ms = from_ms};
    struct ending why = {.reason = {-1, -1}};
    act(&l, EVENT_OPENED, 0, r->version);
    for (i32 f = 0; f < r->field_count; f++)
        act(&l, EVENT_FIELD_SET, f, 1000000 + rng_below(rng, 4000000));
    for (i32 stage = 0; stage < r->stage_count; stage++) {
        if (stage)
            act(&l, EVENT_STAGE_ENTERED, stage, 0);
        if (!live_stage(&l, r, stage))
            return l.n;
    }
    act(&l, EVENT_OUTCOME_SET, OUTCOME_WON, event_ending(why));
    return l.n;
}

static void make_lives(struct lives *all, struct arena *a, const struct rules *r, i64 deals)
{
    struct rng rng = rng_from(12);
    i64 n = 0;
    all->deals = deals;
    all->first = arena_array(a, i64, deals + 1);
    all->events = arena_array(a, struct deal_event, 0);
    for (i64 d = 0; d < deals; d++) {
        all->events = arena_grow(a, all->events, n, n + ACTS_MAX, (i64)sizeof *all->events);
        n += live(&rng, r, START_MS + rng_below(&rng, 365 * MS_PER_DAY), all->events + n);
        all->first[d + 1] = n;
        a->used = (u8 *)(all->events + n) - a->base; /* give back what the life did not need */
    }
}

struct sums {
    i64 findings, by_severity[SEVERITY_SENSELESS + 1], won;
};

struct replay {
    const struct rules *rules;
    const struct lives *lives;
    struct sums *chunks;
};

static void replay_chunk(void *context, i64 chunk)
{
    const struct replay *job = context;
    const struct lives *l = job->lives;
    struct deal_state state = {0};
    struct verdict v;
    struct sums s = {0};
    i64 low = chunk * DEALS_A_CHUNK, high = i64_min(low + DEALS_A_CHUNK, l->deals);
    for (i64 d = low; d < high; d++) {
        deal_clear(&state);
        for (i64 i = l->first[d]; i < l->first[d + 1]; i++) {
            const struct deal_event *e = &l->events[i];
            judge_act(job->rules, &state, e, e->occurred_ms, &v);
            s.findings += v.count;
            s.by_severity[v.worst]++;
            deal_apply(&state, e);
        }
        s.won += state.outcome == OUTCOME_WON;
    }
    job->chunks[chunk] = s;
}

static struct sums replay_all(const struct rules *r, const struct lives *l, struct arena scratch,
                              i32 threads)
{
    i64 chunks = (l->deals + DEALS_A_CHUNK - 1) / DEALS_A_CHUNK;
    struct replay job = {r, l, arena_array(&scratch, struct sums, chunks)};
    struct sums all = {0};
    par_for(threads, chunks, replay_chunk, &job);
    for (i64 k = 0; k < chunks; k++) {
        all.findings += job.chunks[k].findings;
        all.won += job.chunks[k].won;
        for (i64 i = 0; i <= SEVERITY_SENSELESS; i++)
            all.by_severity[i] += job.chunks[k].by_severity[i];
    }
    return all;
}

/* A win asked of deals that stand at the signature, each in its own place in memory: as a
 * server is asked, without the act before having warmed anything. Returns the findings. */
static i64 single_acts(const struct rules *r, const struct deal_state *states, i64 n)
{
    struct ending why = {.reason = {-1, -1}};
    struct deal_event act = {.kind = EVENT_OUTCOME_SET,
                             .subject = OUTCOME_WON,
                             .value = event_ending(why),
                             .occurred_ms = START_MS,
                             .actor = 1};
    struct verdict v;
    i64 findings = 0;
    for (i64 i = 0; i < SINGLE_ACTS; i++) {
        judge_act(r, &states[i * 7919 % n], &act, START_MS + 800 * MS_PER_DAY, &v);
        findings += v.count;
    }
    return findings;
}

static struct deal_state *states_before_the_end(struct arena *a, const struct lives *l, i64 n)
{
    struct deal_state *states = arena_array(a, struct deal_state, n);
    for (i64 d = 0; d < n; d++)
        for (i64 i = l->first[d]; i + 1 < l->first[d + 1]; i++)
            deal_apply(&states[d], &l->events[i]);
    return states;
}

static bool read_rules(struct rules *r, struct arena *a, const char *path, struct err *e)
{
    str source;
    struct diags d;
    struct standard *s = arena_new(a, struct standard);
    diags_init(&d, a);
    if (!os_read_file(&source, a, str_c(path), STANDARD_BYTES_MAX, e))
        return false;
    return (standard_read(s, a, str_c(path), source, &d) && rules_compile(r, a, s, (str){0}, &d)) ||
           err_set(e, ERR_INPUT, "%s: %.*s", path, STR_ARG(d.list.v[0].message));
}

int main(int argc, char **argv)
{
    enum { STATES = 20000 };
    struct arena a;
    struct err e;
    struct lives lives;
    struct sums sums = {0};
    struct bench_rounds replayed = {0}, alone = {0}, single = {0};
    if (argc != 4) {
        fprintf(stderr, "usage: bench_judge STANDARD DEALS ROUNDS\n");
        return 2;
    }
    i64 deals = bench_number(argv[2], STATES, 10000000), findings = 0;
    i64 rounds = bench_number(argv[3], 1, BENCH_ROUNDS_MAX);
    arena_init(&a, 64ll << 30);
    struct rules *r = arena_new(&a, struct rules);
    if (!read_rules(r, &a, argv[1], &e))
        return bench_fail(&e);
    make_lives(&lives, &a, r, deals);
    struct deal_state *states = states_before_the_end(&a, &lives, STATES);
    for (i64 i = 0; i < rounds; i++) {
        struct bench_watch start = bench_now();
        sums = replay_all(r, &lives, a, 0);
        bench_round(&replayed, start);
        start = bench_now();
        findings += replay_all(r, &lives, a, 1).findings;
        bench_round(&alone, start);
        start = bench_now();
        findings += single_acts(r, states, STATES);
        bench_round(&single, start);
    }
    bench_put_rounds("replay", &replayed);
    bench_put_rounds("replay_one_core", &alone);
    bench_put_rounds("single", &single);
    bench_put("single_acts", SINGLE_ACTS);
    bench_put("deals", (f64)deals);
    bench_put("acts", (f64)lives.first[deals]);
    bench_put("milestones", r->milestone_count);
    bench_put("findings", (f64)sums.findings);
    bench_put("blocked", (f64)sums.by_severity[SEVERITY_BLOCK]);
    bench_put("senseless", (f64)sums.by_severity[SEVERITY_SENSELESS]);
    bench_put("won", (f64)sums.won);
    bench_put("all_findings", (f64)findings);
    return 0;
}
