#include "http/metrics.h"

static const i64 bounds_us[METRICS_BUCKETS - 1] = {
    100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 1000000, 5000000};

void metrics_init(struct metrics *m, struct arena *a, const struct route *routes, i64 n)
{
    *m = (struct metrics){
        .rows = arena_array(a, struct metrics_row, n + 1), .routes = routes, .n = n};
}

static void add(_Atomic i64 *counter, i64 value)
{
    atomic_fetch_add_explicit(counter, value, memory_order_relaxed);
}

static i64 value_of(const _Atomic i64 *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void metrics_add(struct metrics *m, const struct route *route, i32 status, i64 us, i64 bytes_in,
                 i64 bytes_out)
{
    struct metrics_row *row = &m->rows[route ? route - m->routes : m->n];
    i32 bucket = 0;
    while (bucket < METRICS_BUCKETS - 1 && us > bounds_us[bucket])
        bucket++;
    assert(status >= 100 && status < 600);
    add(&row->by_class[status / 100], 1);
    add(&row->buckets[bucket], 1);
    add(&row->sum_us, us);
    add(&row->bytes_in, bytes_in);
    add(&row->bytes_out, bytes_out);
}

static const char *row_name(const struct metrics *m, i64 i)
{
    return i < m->n ? m->routes[i].id : "none";
}

static i64 row_count(const struct metrics_row *row)
{
    i64 n = 0;
    for (i32 i = 0; i < METRICS_CLASSES; i++)
        n += value_of(&row->by_class[i]);
    return n;
}

static void head(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_fmt(out, "# HELP etalon_http_%s %s\n# TYPE etalon_http_%s %s\n", name, help, name, type);
}

static void one(struct buf *out, const char *name, const char *type, const char *help, i64 value)
{
    head(out, name, type, help);
    buf_fmt(out, "etalon_http_%s %lld\n", name, (long long)value);
}

static void print_requests(const struct metrics *m, struct buf *out)
{
    head(out, "requests_total", "counter", "Requests answered, by route and class of status.");
    for (i64 i = 0; i <= m->n; i++)
        for (i32 k = 1; k < METRICS_CLASSES; k++) {
            i64 count = value_of(&m->rows[i].by_class[k]);
            if (count)
                buf_fmt(out, "etalon_http_requests_total{route=\"%s\",status=\"%dxx\"} %lld\n",
                        row_name(m, i), k, (long long)count);
        }
}

static void print_durations(const struct metrics *m, struct buf *out)
{
    head(out, "request_seconds", "histogram", "From the whole request to its answer.");
    for (i64 i = 0; i <= m->n; i++) {
        const struct metrics_row *row = &m->rows[i];
        i64 sum = 0;
        if (row_count(row) == 0)
            continue;
        for (i32 k = 0; k < METRICS_BUCKETS; k++) {
            sum += value_of(&row->buckets[k]);
            buf_fmt(out, "etalon_http_request_seconds_bucket{route=\"%s\",le=\"", row_name(m, i));
            if (k < METRICS_BUCKETS - 1)
                buf_fmt(out, "%g\"} %lld\n", (f64)bounds_us[k] / 1e6, (long long)sum);
            else
                buf_fmt(out, "+Inf\"} %lld\n", (long long)sum);
        }
        buf_fmt(out, "etalon_http_request_seconds_sum{route=\"%s\"} %.6f\n", row_name(m, i),
                (f64)value_of(&row->sum_us) / 1e6);
        buf_fmt(out, "etalon_http_request_seconds_count{route=\"%s\"} %lld\n", row_name(m, i),
                (long long)sum);
    }
}

void metrics_print(const struct metrics *m, struct buf *out)
{
    i64 in = 0, sent = 0;
    for (i64 i = 0; i <= m->n; i++) {
        in += value_of(&m->rows[i].bytes_in);
        sent += value_of(&m->rows[i].bytes_out);
    }
    print_requests(m, out);
    print_durations(m, out);
    one(out, "body_bytes_in_total", "counter", "Bytes of bodies received.", in);
    one(out, "body_bytes_out_total", "counter", "Bytes of bodies sent.", sent);
    one(out, "connections", "gauge", "Connections open now.", value_of(&m->connections));
    one(out, "connections_refused_total", "counter", "Connections closed unheard, at a limit.",
        value_of(&m->connections_refused));
    one(out, "connections_cut_total", "counter", "Connections cut at a deadline.",
        value_of(&m->cut));
    one(out, "malformed_total", "counter", "Requests refused for their framing.",
        value_of(&m->malformed));
    one(out, "running", "gauge", "Requests being answered now.", value_of(&m->running));
    one(out, "streams", "gauge", "Streams of events open now.", value_of(&m->streams));
}
