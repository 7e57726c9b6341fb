#include "http/stream.h"

#include <string.h>

void streams_init(struct streams *s)
{
    *s = (struct streams){0};
    pthread_mutex_init(&s->lock, NULL);
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++)
        pthread_mutex_init(&s->v[i].lock, NULL);
}

void streams_release(struct streams *s)
{
    assert(s->open == 0);
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++) {
        buf_release(&s->v[i].waiting);
        pthread_mutex_destroy(&s->v[i].lock);
    }
    pthread_mutex_destroy(&s->lock);
}

static struct stream *free_one(struct streams *s)
{
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++)
        if (!s->v[i].used)
            return &s->v[i];
    return NULL;
}

struct stream *streams_open(struct streams *s, i64 now_us)
{
    pthread_mutex_lock(&s->lock);
    struct stream *one = s->stopping ? NULL : free_one(s);
    if (one) {
        s->open++;
        pthread_mutex_lock(&one->lock);
        one->used = true;
        one->ended = one->gone = one->parked = false;
        one->holders = 2;
        one->taken = 0;
        one->written_us = now_us;
        one->park = one->wake = one->drop = NULL;
        one->reader = NULL;
        if (one->waiting.p == NULL)
            buf_init(&one->waiting, HTTP_STREAM_BYTES_MAX);
        buf_clear(&one->waiting);
        pthread_mutex_unlock(&one->lock);
    }
    pthread_mutex_unlock(&s->lock);
    return one;
}

/* The four below are called with the stream's lock held. */
static void wake(struct stream *s)
{
    if (s->parked && s->wake)
        s->wake(s->reader);
    s->parked = false;
}

static void give_up(struct stream *s)
{
    s->gone = s->ended = true;
    if (s->drop)
        s->drop(s->reader);
}

static void make_room(struct stream *s)
{
    if (s->taken == 0)
        return;
    memmove(s->waiting.p, s->waiting.p + s->taken, (size_t)(s->waiting.n - s->taken));
    s->waiting.n -= s->taken;
    s->taken = 0;
}

static bool put(struct stream *s, str text)
{
    if (s->ended || s->gone)
        return false;
    if (s->waiting.n + text.n > s->waiting.max)
        make_room(s);
    buf_put(&s->waiting, text);
    if (s->waiting.full)
        give_up(s);
    wake(s);
    return !s->gone;
}

void streams_beat(struct streams *s, i64 now_us)
{
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++) {
        struct stream *one = &s->v[i];
        pthread_mutex_lock(&one->lock);
        if (one->used && now_us - one->written_us >= HTTP_STREAM_BEAT_SECONDS * 1000000ll) {
            one->written_us = now_us;
            put(one, S(": alive\n\n"));
        }
        pthread_mutex_unlock(&one->lock);
    }
}

void streams_stop(struct streams *s)
{
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_mutex_unlock(&s->lock);
    for (i32 i = 0; i < HTTP_STREAMS_MAX; i++) {
        struct stream *one = &s->v[i];
        pthread_mutex_lock(&one->lock);
        if (one->used) {
            put(one, S("event: stop\ndata: the server stops\n\n"));
            one->ended = true;
            wake(one);
        }
        pthread_mutex_unlock(&one->lock);
    }
}

static void put_lines(struct buf *out, str data)
{
    str line;
    for (bool more = true; more;) {
        more = str_cut(data, '\n', &line, &data);
        buf_put(out, S("data: "));
        for (i64 i = 0; i < line.n; i++) /* a lone CR would end the line too */
            buf_char(out, line.p[i] == '\r' ? ' ' : line.p[i]);
        buf_char(out, '\n');
    }
}

static void put_field(struct buf *out, const char *name, str value)
{
    assert(str_find_char(value, '\n') < 0 && str_find_char(value, '\r') < 0);
    if (value.n)
        buf_fmt(out, "%s: %.*s\n", name, STR_ARG(value));
}

bool stream_send(struct stream *s, str event, str id, str data)
{
    pthread_mutex_lock(&s->lock);
    i64 bytes = event.n + id.n + data.n + 64;
    for (i64 i = 0; i < data.n; i++)
        bytes += data.p[i] == '\n' ? 8 : 0;
    bool good = !s->ended && !s->gone;
    if (good) {
        make_room(s);
        good = s->waiting.n + bytes <= s->waiting.max;
        if (good) {
            put_field(&s->waiting, "event", event);
            put_field(&s->waiting, "id", id);
            put_lines(&s->waiting, data);
            buf_char(&s->waiting, '\n');
            assert(!s->waiting.full);
        } else {
            give_up(s);
        }
        wake(s);
    }
    pthread_mutex_unlock(&s->lock);
    return good;
}

static void let_go(struct streams *all, struct stream *s)
{
    pthread_mutex_lock(&all->lock);
    pthread_mutex_lock(&s->lock);
    assert(s->holders > 0);
    if (--s->holders == 0) {
        s->used = false;
        all->open--;
    }
    pthread_mutex_unlock(&s->lock);
    pthread_mutex_unlock(&all->lock);
}

bool stream_is_read(struct stream *s)
{
    pthread_mutex_lock(&s->lock);
    bool read = !s->ended && !s->gone;
    pthread_mutex_unlock(&s->lock);
    return read;
}

void stream_end(struct streams *all, struct stream *s)
{
    pthread_mutex_lock(&s->lock);
    s->ended = true;
    wake(s);
    pthread_mutex_unlock(&s->lock);
    let_go(all, s);
}

i64 stream_take(struct stream *s, char *out, i64 max)
{
    pthread_mutex_lock(&s->lock);
    i64 n = i64_min(max, s->waiting.n - s->taken);
    if (n > 0) {
        memcpy(out, s->waiting.p + s->taken, (size_t)n);
        s->taken += n;
    } else if (s->ended) {
        n = -1;
    } else {
        s->parked = true;
        if (s->park)
            s->park(s->reader);
    }
    pthread_mutex_unlock(&s->lock);
    return n;
}

void stream_gone(struct streams *all, struct stream *s)
{
    pthread_mutex_lock(&s->lock);
    s->gone = true;
    s->parked = false;
    s->park = s->wake = s->drop = NULL;
    pthread_mutex_unlock(&s->lock);
    let_go(all, s);
}
