#include "live/export_log.h"

#include "exchange/log_write.h"
#include "exchange/ocel.h"
#include "workspace/writer.h"

#define ARENA_BYTES (64ll << 30) /* address space */

static bool write_shape(struct sink *sink, enum log_shape shape, struct workspace *w,
                        struct arena *a, const struct history *h, struct err *e)
{
    str bytes;
    switch (shape) {
    case LOG_CSV: log_stream_csv(sink, h); return true;
    case LOG_XES: log_stream_xes(sink, h); return true;
    case LOG_OCEL_JSON: ocel_write_json(sink, h); return true;
    case LOG_OCEL_SQLITE:
        if (!ocel_write_sqlite(&bytes, a, w->engine, h, e))
            return false;
        for (i64 at = 0; at < bytes.n; at += SINK_PIECE) {
            buf_put(sink->out, str_sub(bytes, at, at + SINK_PIECE));
            sink_turn(sink);
        }
        return true;
    case LOG_SHAPES: break;
    }
    return false;
}

bool export_log(struct sink *sink, enum log_shape shape, struct workspace *w, struct reader *r,
                const struct deal_filter *filter, i64 *count, struct err *e)
{
    struct arena a;
    struct history h;
    struct past_options o = {.as_of_ms = TIME_NONE, .threads = 1, .filter = filter};
    arena_init(&a, ARENA_BYTES);
    bool ok = past_build(&h, &a, w, r, &o, e);
    *count = ok ? h.deal_count : 0;
    ok = ok && write_shape(sink, shape, w, &a, &h, e);
    arena_release(&a);
    return ok;
}
