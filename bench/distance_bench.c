/* bench_distance CSV STANDARD ROUNDS - the exact distance of every deal of a log to a declared
 * standard, on one core: its variants, and the alignment of each. */
#include "bench.h"

#include "exchange/eventlog.h"
#include "learn/alignment.h"
#include "standard/read.h"

#define FILE_BYTES_MAX (4ll << 30)
enum { HEAD_BYTES = 1 << 16 };

static bool read_log(struct history *h, struct arena *a, struct arena *scratch, const char *path,
                     struct err *e)
{
    str text;
    struct eventlog_layout layout;
    const char *why_not;
    struct eventlog_report report = {.arena = a};
    struct eventlog_options options = {.layout = &layout};
    struct history_builder *b = history_builder_new(a);
    if (!os_read_file(&text, a, str_c(path), FILE_BYTES_MAX, e))
        return false;
    if (!eventlog_recognise(&layout, str_sub(text, 0, HEAD_BYTES), &why_not))
        return err_set(e, ERR_INPUT, "%s: %s", path, why_not);
    return eventlog_read(b, &report, scratch, NULL, text, &options, e) &&
           history_build(h, b, TIME_NONE, 0, e);
}

static bool read_net(struct net *net, struct arena *a, const char *path, struct err *e)
{
    str source;
    struct diags d;
    struct standard *s = arena_new(a, struct standard);
    diags_init(&d, a);
    if (!os_read_file(&source, a, str_c(path), STANDARD_BYTES_MAX, e))
        return false;
    if (!standard_read(s, a, str_c(path), source, &d))
        return err_set(e, ERR_INPUT, "%s: %.*s", path, STR_ARG(d.list.v[0].message));
    return net_of_standard(net, a, s, e);
}

int main(int argc, char **argv)
{
    struct arena a, scratch;
    struct history h;
    struct net net;
    struct traces t;
    struct variants v = {0};
    struct alignment found = {0};
    struct err e;
    struct bench_rounds all = {0}, align = {0};
    if (argc != 4) {
        fprintf(stderr, "usage: bench_distance CSV STANDARD ROUNDS\n");
        return 2;
    }
    i64 rounds = bench_number(argv[3], 1, BENCH_ROUNDS_MAX);
    arena_init(&a, 64ll << 30);
    arena_init(&scratch, eventlog_scratch_bytes(FILE_BYTES_MAX));
    if (!read_log(&h, &a, &scratch, argv[1], &e) || !read_net(&net, &a, argv[2], &e))
        return bench_fail(&e);
    traces_of(&t, &a, &h, TRACES_ALL, 1);
    i64 mark = arena_mark(&a);
    for (i64 i = 0; i < rounds; i++) {
        arena_rewind(&a, mark);
        struct bench_watch start = bench_now();
        variants_find(&v, &a, &t, 1);
        struct bench_watch aligning = bench_now();
        if (!alignment_of(&found, &a, &t, &v, &net, 1, &e))
            return bench_fail(&e);
        bench_round(&align, aligning);
        bench_round(&all, start);
    }
    bench_put_rounds("distance", &all);
    bench_put_rounds("align", &align);
    bench_put("deals", (f64)t.deal_count);
    bench_put("variants", (f64)v.count);
    bench_put("states", net.state_count);
    bench_put("fitting", (f64)found.fitting);
    bench_put("total", (f64)found.total);
    bench_put("fitness", found.fitness);
    return 0;
}
