/* stream.h - server-sent events to one reader. Two sides hold a stream: whoever publishes
 * (any thread) and the connection that carries it away. Neither waits for the other: a reader
 * who lags more than HTTP_STREAM_BYTES_MAX is ended, and comes back with Last-Event-ID.
 * The stream is free again when both sides have let go. A lock per stream, held for a copy. */
#pragma once

#include "http/limits.h"

#include <pthread.h>

struct stream {
    pthread_mutex_t lock;
    struct buf waiting; /* bytes not yet taken */
    i64 taken;          /* of them, from the front */
    i64 written_us;     /* when something was last written */
    bool used;
    bool ended;                 /* nothing more will come */
    bool gone;                  /* the reader went away, or lagged */
    i32 holders;                /* sides that have not let go */
    bool parked;                /* the reader waits to be woken */
    void (*park)(void *reader); /* the three with the lock held; NULL: nobody is there */
    void (*wake)(void *reader);
    void (*drop)(void *reader); /* it lags: end its connection */
    void *reader;
};

struct streams {
    pthread_mutex_t lock;
    struct stream v[HTTP_STREAMS_MAX];
    i32 open;
    bool stopping;
};

void streams_init(struct streams *s);
void streams_release(struct streams *s); /* all sides have let go */
/* A new stream with both sides held; NULL when too many are open or the server stops. */
struct stream *streams_open(struct streams *s, i64 now_us);
/* A sign of life on every stream that has been silent too long. */
void streams_beat(struct streams *s, i64 now_us);
/* Tells every reader that the server stops (event "stop"), and opens no more. */
void streams_stop(struct streams *s);

/* Publisher. `event` and `id` may be empty; `data` may have several lines. False when the
 * reader is gone: then let go. */
bool stream_send(struct stream *s, str event, str id, str data);
/* Whether a reader is still there: else let go, though there is nothing to send. */
bool stream_is_read(struct stream *s);
void stream_end(struct streams *all, struct stream *s); /* ends it and lets go */

/* Reader. Copies up to `max` bytes; 0 when there are none now (it is parked), -1 at the end. */
i64 stream_take(struct stream *s, char *out, i64 max);
void stream_gone(struct streams *all, struct stream *s); /* lets go */
