/* bench.h - what the benchmark programs share: a stopwatch, and results as lines of a name
 * and a number on standard output, which bench/table.mjs reads. */
#pragma once

#include "base/base.h"
#include "base/os.h"

#include <stdio.h>
#include <stdlib.h>

enum { BENCH_ROUNDS_MAX = 100 };

struct bench_watch {
    i64 wall_ns, cpu_ns;
};

static inline struct bench_watch bench_now(void)
{
    return (struct bench_watch){os_elapsed_ns(), os_usage().cpu_ns};
}

static inline void bench_put(const char *name, f64 value)
{
    printf("%s %.9g\n", name, value);
}

/* NAME_wall_s, NAME_cpu_s since `from`. */
static inline void bench_put_since(const char *name, struct bench_watch from)
{
    struct bench_watch now = bench_now();
    printf("%s_wall_s %.9g\n", name, (f64)(now.wall_ns - from.wall_ns) / 1e9);
    printf("%s_cpu_s %.9g\n", name, (f64)(now.cpu_ns - from.cpu_ns) / 1e9);
}

/* Several rounds of one thing, of which the median and the quickest are told. */
struct bench_rounds {
    i64 n;
    f64 wall_s[BENCH_ROUNDS_MAX], cpu_s[BENCH_ROUNDS_MAX];
};

static inline void bench_round(struct bench_rounds *r, struct bench_watch from)
{
    struct bench_watch now = bench_now();
    assert(r->n < BENCH_ROUNDS_MAX);
    r->wall_s[r->n] = (f64)(now.wall_ns - from.wall_ns) / 1e9;
    r->cpu_s[r->n++] = (f64)(now.cpu_ns - from.cpu_ns) / 1e9;
}

static inline int bench_compare(const void *a, const void *b)
{
    f64 x = *(const f64 *)a, y = *(const f64 *)b;
    return (x > y) - (x < y);
}

/* NAME_wall_s, NAME_cpu_s (medians), NAME_least_s, NAME_least_cpu_s (the quickest). */
static inline void bench_put_rounds(const char *name, struct bench_rounds *r)
{
    qsort(r->wall_s, (size_t)r->n, sizeof(f64), bench_compare);
    qsort(r->cpu_s, (size_t)r->n, sizeof(f64), bench_compare);
    printf("%s_wall_s %.9g\n", name, r->wall_s[r->n / 2]);
    printf("%s_cpu_s %.9g\n", name, r->cpu_s[r->n / 2]);
    printf("%s_least_s %.9g\n", name, r->wall_s[0]);
    printf("%s_least_cpu_s %.9g\n", name, r->cpu_s[0]);
}

static inline int bench_fail(const struct err *e)
{
    fprintf(stderr, "bench: %s\n", e->text);
    return 1;
}

static inline i64 bench_number(const char *text, i64 low, i64 high)
{
    i64 n = 0;
    if (!str_to_i64(str_c(text), &n) || n < low || n > high) {
        fprintf(stderr, "bench: a number from %lld to %lld is expected, not \"%s\"\n",
                (long long)low, (long long)high, text);
        exit(2);
    }
    return n;
}
