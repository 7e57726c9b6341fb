/* bench_live FILE - what analytics cost on a workspace: following all of its events, then each part
 * of the figures the first time it is asked, again after one more event, and of some deals.
 * Milliseconds and, where the machine counts them, millions of instructions of this thread. FILE is
 * not changed; threads: those of the figures. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/platform.h"
#include "live/tell.h"
#include "report/json_report.h"
#include "workspace/reader.h"
#include "workspace/workspace.h"

static f64 now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (f64)t.tv_sec * 1e3 + (f64)t.tv_nsec / 1e6;
}

static f64 used_ms(void)
{
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (f64)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
           (f64)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e3;
}

static i64 memory_mb(void)
{
    char line[256];
    long long kb = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "VmRSS: %lld", &kb) == 1)
            break;
    if (f)
        fclose(f);
    return kb / 1024;
}

static const struct {
    const char *name;
    u32 part;
} parts[] = {
    {"outcomes", JSON_OUTCOMES},   {"times", JSON_TIMES},           {"funnel", JSON_FUNNEL},
    {"groups", JSON_GROUPS},       {"season", JSON_SEASON},         {"pipeline", JSON_PIPELINE},
    {"adherence", JSON_ADHERENCE}, {"assessment", JSON_ASSESSMENT}, {"map", JSON_MAP},
    {"variants", JSON_VARIANTS},   {"distance", JSON_DISTANCE},     {"all", JSON_ALL & ~JSON_FILES},
};

static void ask(struct teller *t, struct question q, const char *name, const char *what)
{
    struct buf out;
    struct err e = {0};
    i64 sequence;
    buf_init(&out, 64 << 20);
    f64 from = now_ms(), used = used_ms();
    bool ok = teller_answer(t, &q, 0, &out, &sequence, &e);
    printf("%-12s %-24s %8.1f ms %8.1f ms of processor %7lld bytes%s%s\n", what, name,
           now_ms() - from, used_ms() - used, (long long)out.n, ok ? "" : ": ", ok ? "" : e.text);
    buf_release(&out);
}

int main(int argc, char **argv)
{
    struct workspace *w;
    struct err e = {0};
    const struct workspace_options o = {.no_thread = true};
    if (argc < 2 || !workspace_open(&w, &platform_system, argv[1], &o, &e)) {
        fprintf(stderr, "bench_live FILE: %s\n", e.text);
        return 1;
    }
    struct follower *f = follower_new(w);
    f64 from = now_ms(), used = used_ms();
    while (follower_read(f))
        continue;
    struct growing_counts n = growing_counts(follower_history(f));
    printf("followed %lld events of %lld deals in %.0f ms, %.0f ms of processor; %lld MB\n",
           (long long)n.events, (long long)n.deals, now_ms() - from, used_ms() - used,
           (long long)memory_mb());
    struct teller *t = teller_new(&platform_system, S("bench"), f, 1);
    i64 today = days_of_ms(platform_system.now_ms(platform_system.self));
    struct question q = question_new(today);
    const char *only = argc > 2 ? argv[2] : NULL;
    f64 began = now_ms();
    used = used_ms();
    while (teller_warm(t))
        continue;
    printf("standard questions made beforehand in %.0f ms, %.0f ms of processor\n",
           now_ms() - began, used_ms() - used);
    for (i32 round = 0; round < 2; round++)
        for (i64 i = 0; i < LENGTH(parts); i++) {
            q.parts = parts[i].part;
            if (!only || strcmp(only, parts[i].name) == 0)
                ask(t, q, parts[i].name, round ? "again" : "first");
        }
    q.parts = JSON_OUTCOMES;
    q.as_of_day = today - 100;
    ask(t, q, "outcomes", "as of");
    q.parts = JSON_FUNNEL;
    ask(t, q, "funnel", "as of");
    q.as_of_day = today;
    q.filter_count = 1;
    q.filters[0] = (struct growing_filter){S("owner"), S("Person 7")};
    ask(t, q, "funnel", "of one");
    q.parts = JSON_OUTCOMES;
    ask(t, q, "outcomes", "of one");
    q.filter_count = 0;
    q.from_day = today - 365;
    ask(t, q, "outcomes", "of a year");
    printf("%lld MB\n", (long long)memory_mb());
    teller_release(t);
    follower_release(f);
    workspace_close(w);
    return 0;
}
