/* sink.h - text that is given on while it is written, so that a file of any size is made in
 * little memory: what is written into `out` is handed to `give` whenever there is enough of it. */
#pragma once

#include "base/base.h"

enum { SINK_PIECE = 256 << 10 };

struct sink {
    struct buf *out;
    void (*give)(void *context, str piece); /* NULL: everything stays in `out` */
    void *context;
    i64 given;
};

/* To be called now and then, between two things written. */
static inline void sink_turn(struct sink *s)
{
    if (!s->give || s->out->n < SINK_PIECE)
        return;
    s->given += s->out->n;
    s->give(s->context, buf_str(s->out));
    buf_clear(s->out);
}

static inline void sink_end(struct sink *s)
{
    if (!s->give || s->out->n == 0)
        return;
    s->given += s->out->n;
    s->give(s->context, buf_str(s->out));
    buf_clear(s->out);
}

/* Bytes so far. */
static inline i64 sink_at(const struct sink *s)
{
    return s->given + s->out->n;
}
