/* bench_workspace [FOLDER [SECONDS]] - how many durable acts a second one workspace records:
 * judged, in the chain, in the tables, its Idempotency-Key kept, after the disk said so.
 * 10,000 deals; so many requests in flight as the line says. The file is on the disk of
 * FOLDER (default: here), and is removed. The disk's own speed stands beside it. */
#include <stdio.h>
#include <string.h>

#include "base/os.h"
#include "standard/read.h"
#include "workspace/reader.h"
#include "workspace/verify.h"

enum { DEALS = 10000, FLIGHT_MAX = 1024, ARENA_BYTES = 1 << 30 };

static const char standard_text[] =
    "etalon: 1\nprocess: bench\ntitle: Bench\ndiscipline: informal\nowner: RevOps\n"
    "currency: EUR\ndepartments:\n  sales: Sales\n"
    "personas:\n  sponsor: Sponsor\n"
    "fields:\n  amount: {type: money, title: Amount}\n"
    "stages:\n"
    "  problem:\n    title: Buyer has named the problem\n    department: sales\n"
    "    expected: 5 days\n    milestones:\n"
    "      named: {title: Problem is described, persona: sponsor, grade: required}\n"
    "      agreed: {title: Cost is agreed, persona: sponsor, grade: expected}\n"
    "  decision:\n    title: Buyer has decided\n    department: sales\n    commit: true\n"
    "    expected: 5 days\n    milestones:\n"
    "      signed: {title: The buyer has signed, persona: sponsor, grade: required}\n"
    "outcomes:\n  won: {title: Won}\n  lost: {title: Lost}\n  no-decision: {title: No decision}\n";

static struct request requests[FLIGHT_MAX];
static char keys[FLIGHT_MAX][40], bodies[FLIGHT_MAX][256];
static i64 deals[DEALS];
static struct rng rng;
static i64 asked;

static void print_body(void *context, const struct answer *a, struct buf *out)
{
    (void)context;
    buf_fmt(out, "{\"deal\":%lld,\"revision\":%lld,\"status\":%d,\"findings\":%d}",
            (long long)a->deal, (long long)a->revision, a->status,
            a->verdict ? a->verdict->count : 0);
}

/* `ordered`: a key that begins with the time, as our own clients make them. */
static void ask(i64 i, i64 deal, enum event_kind kind, bool ordered)
{
    struct request *r = &requests[i];
    struct intent c = {.kind = INTENT_ACT, .deal = deal, .expected = REVISION_ANY};
    u64 random = rng_u64(&rng);
    asked++;
    i64 n = ordered ? snprintf(keys[i], sizeof keys[i], "%012llx-%016llx", (long long)asked,
                               (long long)random)
                    : snprintf(keys[i], sizeof keys[i], "%016llx-%012llx", (long long)random,
                               (long long)asked);
    c.key = (str){keys[i], n};
    c.act = (struct deal_event){.kind = (u8)kind, .actor = 1, .role = ROLE_OWNER};
    if (kind == EVENT_MILESTONE_REACHED)
        c.act.subject = (u16)rng_below(&rng, 3);
    if (kind == EVENT_MILESTONE_REACHED)
        c.act.value = EVIDENCE_NONE;
    if (kind == EVENT_FIELD_SET)
        c.act.value = rng_below(&rng, 1000000);
    *r = (struct request){.intent = c, .print = print_body};
    r->body = bodies[i];
    r->body_max = sizeof bodies[i];
}

static void do_publish(struct workspace *w)
{
    struct request *r = &requests[0];
    *r = (struct request){.intent = {.kind = INTENT_PUBLISH, .text = str_c(standard_text)}};
    workspace_do(w, r);
    assert(r->answer.status == ANSWER_ACCEPTED);
}

static void fly(struct workspace *w, i64 count)
{
    for (i64 i = 0; i < count; i++)
        workspace_submit(w, &requests[i]);
    for (i64 i = 0; i < count; i++)
        workspace_wait(w, &requests[i]);
    for (i64 i = 0; i < count; i++)
        assert(requests[i].answer.status == ANSWER_ACCEPTED);
}

static void open_deals(struct workspace *w)
{
    for (i64 at = 0; at < DEALS; at += 500) {
        for (i64 i = 0; i < 500; i++)
            ask(i, 0, EVENT_OPENED, true);
        fly(w, 500);
        for (i64 i = 0; i < 500; i++)
            deals[at + i] = requests[i].answer.deal;
    }
}

static void measure(struct workspace *w, i64 flight, f64 seconds, bool ordered)
{
    static const enum event_kind kinds[] = {EVENT_FIELD_SET, EVENT_MILESTONE_REACHED};
    struct workspace_counts before = workspace_counts(w);
    i64 from = os_elapsed_ns(), acts = 0, worst = 0;
    while (os_elapsed_ns() - from < (i64)(seconds * 1e9)) {
        i64 start = os_elapsed_ns();
        for (i64 i = 0; i < flight; i++)
            ask(i, deals[rng_below(&rng, DEALS)], kinds[rng_below(&rng, 2)], ordered);
        fly(w, flight);
        acts += flight;
        worst = i64_max(worst, os_elapsed_ns() - start);
    }
    f64 took = (f64)(os_elapsed_ns() - from) / 1e9;
    struct workspace_counts now = workspace_counts(w);
    printf("%4lld in flight, keys %s: %7.0f acts/s, %5.0f commits/s, worst %5.1f ms, "
           "%lld checkpoints (longest %.1f ms)\n",
           (long long)flight, ordered ? "in order" : "random  ", (f64)acts / took,
           (f64)(now.commits - before.commits) / took, (f64)worst / 1e6,
           (long long)(now.checkpoints - before.checkpoints), (f64)now.checkpoint_ns_most / 1e6);
}

static void measure_disk(const struct platform *p, const char *path)
{
    static const char page[4096] = "page";
    i64 file = p->file_open(p->self, path, PLATFORM_WRITE | PLATFORM_CREATE);
    i64 from = os_elapsed_ns(), n = 0;
    assert(file >= 0);
    for (; os_elapsed_ns() - from < 1000000000; n++)
        if (p->file_write(p->self, file, page, sizeof page, n * 4096) ||
            p->file_sync(p->self, file))
            break;
    printf("the disk: %lld appended pages synced a second\n", (long long)n);
    p->file_close(p->self, file);
    p->file_unlink(p->self, path);
}

int main(int argc, char **argv)
{
    const struct platform *p = &platform_system;
    struct workspace *w;
    struct err e;
    struct arena a;
    struct verified v;
    char path[1024], log[1100];
    f64 seconds = 3;
    snprintf(path, sizeof path, "%s/bench.etalon", argc > 1 ? argv[1] : ".");
    snprintf(log, sizeof log, "%s-wal", path);
    if (argc > 2 && !str_to_f64(str_c(argv[2]), &seconds))
        return 2;
    p->file_unlink(p->self, path);
    p->file_unlink(p->self, log);
    arena_init(&a, ARENA_BYTES);
    rng = rng_from(2026);
    measure_disk(p, path);
    struct workspace_options o = {.create = true};
    if (!workspace_open(&w, p, path, &o, &e)) {
        printf("%s\n", e.text);
        return 1;
    }
    do_publish(w);
    open_deals(w);
    measure(w, 1, seconds, true);
    measure(w, 64, seconds, true);
    measure(w, 64, seconds, false);
    measure(w, 1000, seconds, true);
    workspace_close(w);
    i64 from = os_elapsed_ns();
    bool ok = workspace_verify_file(p, path, &a, &v, &e);
    printf("verified: %lld events, %lld deals, %lld problems, %.2f s\n", (long long)v.events,
           (long long)v.deals, (long long)v.problem_count, (f64)(os_elapsed_ns() - from) / 1e9);
    p->file_unlink(p->self, path);
    return ok && v.problem_count == 0 ? 0 : 1;
}
