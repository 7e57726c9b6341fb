/* bench_xes make CSV XES GZ - writes a log as XES and as .xes.gz, with the product's writer.
 * bench_xes read FILE ROUNDS - reads either into a history.
 * bench_xes inflate FILE ROUNDS - only takes the .gz apart: what reading it cannot beat. */
#include "bench.h"

#include "exchange/eventlog.h"
#include "exchange/log_write.h"
#include "exchange/xes.h"

#include <string.h>
#include <zlib.h>

enum { HEAD_BYTES = 1 << 16, INFLATED_BYTES = 1 << 18 };
#define FILE_BYTES_MAX (4ll << 30)

static int make(struct arena *a, struct arena *scratch, char **paths)
{
    struct err e;
    struct history h;
    struct eventlog_layout layout;
    const char *why_not;
    str text;
    if (!os_read_file(&text, a, str_c(paths[0]), FILE_BYTES_MAX, &e))
        return bench_fail(&e);
    if (!eventlog_recognise(&layout, str_sub(text, 0, HEAD_BYTES), &why_not)) {
        err_set(&e, ERR_INPUT, "%s: %s", paths[0], why_not);
        return bench_fail(&e);
    }
    struct history_builder *b = history_builder_new(a);
    struct eventlog_report report = {.arena = a};
    struct eventlog_options options = {.layout = &layout};
    struct buf out;
    buf_init(&out, FILE_BYTES_MAX);
    if (!eventlog_read(b, &report, scratch, NULL, text, &options, &e) ||
        !history_build(&h, b, TIME_NONE, 0, &e))
        return bench_fail(&e);
    log_write_xes(&out, &h);
    if (!os_write_file(str_c(paths[1]), buf_str(&out), &e) ||
        !os_write_file(str_c(paths[2]), log_gzip(a, buf_str(&out)), &e))
        return bench_fail(&e);
    bench_put("events", (f64)h.event_count);
    return 0;
}

static int read_rounds(struct arena *a, const char *path, i64 rounds)
{
    struct err e;
    struct bench_rounds took = {0};
    struct history h = {0};
    i64 text_bytes = 0;
    for (i64 i = 0; i < rounds; i++) {
        struct os_file file;
        struct xes_report report = {.arena = a};
        arena_rewind(a, 0);
        struct bench_watch start = bench_now();
        struct history_builder *b = history_builder_new(a);
        if (!os_open(&file, str_c(path), &e) || !xes_read(b, &report, &file, (str){0}, false, &e) ||
            !history_build(&h, b, TIME_NONE, 0, &e))
            return bench_fail(&e);
        os_close(&file);
        bench_round(&took, start);
        text_bytes = report.text_bytes;
    }
    bench_put_rounds("read", &took);
    bench_put("text_bytes", (f64)text_bytes);
    bench_put("events", (f64)h.event_count);
    bench_put("deals", (f64)h.deal_count);
    return 0;
}

static i64 inflate_all(str packed, char *out)
{
    z_stream z = {.next_in = (Bytef *)(void *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n};
    i64 bytes = 0;
    int status = inflateInit2(&z, 15 + 16);
    while (status == Z_OK) {
        z.next_out = (Bytef *)out;
        z.avail_out = INFLATED_BYTES;
        status = inflate(&z, Z_NO_FLUSH);
        bytes += INFLATED_BYTES - z.avail_out;
        if (status == Z_STREAM_END && z.avail_in) /* another member follows */
            status = inflateReset(&z);
    }
    inflateEnd(&z);
    return status == Z_STREAM_END ? bytes : -1;
}

static int inflate_rounds(struct arena *a, const char *path, i64 rounds)
{
    struct err e;
    str packed;
    struct bench_rounds took = {0};
    i64 bytes = 0;
    if (!os_read_file(&packed, a, str_c(path), FILE_BYTES_MAX, &e))
        return bench_fail(&e);
    char *out = arena_array(a, char, INFLATED_BYTES);
    for (i64 i = 0; i < rounds; i++) {
        struct bench_watch start = bench_now();
        bytes = inflate_all(packed, out);
        bench_round(&took, start);
    }
    bench_put_rounds("inflate", &took);
    bench_put("packed_bytes", (f64)packed.n);
    bench_put("text_bytes", (f64)bytes);
    return bytes < 0;
}

int main(int argc, char **argv)
{
    struct arena a, scratch;
    arena_init(&a, 64ll << 30);
    arena_init(&scratch, eventlog_scratch_bytes(FILE_BYTES_MAX));
    if (argc == 5 && strcmp(argv[1], "make") == 0)
        return make(&a, &scratch, argv + 2);
    if (argc == 4 && strcmp(argv[1], "read") == 0)
        return read_rounds(&a, argv[2], bench_number(argv[3], 1, BENCH_ROUNDS_MAX));
    if (argc == 4 && strcmp(argv[1], "inflate") == 0)
        return inflate_rounds(&a, argv[2], bench_number(argv[3], 1, BENCH_ROUNDS_MAX));
    fprintf(stderr, "usage: bench_xes make CSV XES GZ | read FILE ROUNDS | inflate GZ ROUNDS\n");
    return 2;
}
