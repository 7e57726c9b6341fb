#include "exchange/xes_source.h"

#include <string.h>
#include <zlib.h>

enum { PACKED_BYTES = 1 << 18 };
#define BOMB_BYTES_MIN (256ll << 20) /* below this no ratio is suspicious */

/* Up to `n` raw bytes of the file; -1 when reading fails. */
static i64 take_raw(struct xes_source *s, char *p, i64 n, struct err *e)
{
    i64 got = n;
    if (s->file) {
        got = os_read_at(s->file, p, n, s->at, e);
    } else {
        got = i64_min(n, s->bytes.n - s->at);
        memcpy(p, s->bytes.p + s->at, (size_t)got);
    }
    if (got > 0) {
        s->at += got;
        if (s->hashing)
            sha256_put(&s->hash, (str){p, got});
    }
    return got;
}

static bool bomb(const struct xes_source *s)
{
    return s->text_bytes > BOMB_BYTES_MIN && s->text_bytes / XES_RATIO_MAX > s->at;
}

/* Inflates until `window` is full or the file is over. */
static bool fill_inflated(struct xes_source *s, char *window, struct err *e)
{
    z_stream *z = s->inflater;
    while (s->ahead_n < XES_WINDOW_BYTES && !s->ahead_over) {
        if (!z->avail_in) {
            i64 got = take_raw(s, s->packed, PACKED_BYTES, e);
            if (got < 0)
                return false;
            if (got == 0)
                return err_set(e, ERR_INPUT, "the .gz file ends too early: was it cut off?");
            z->next_in = (Bytef *)s->packed;
            z->avail_in = (uInt)got;
        }
        i64 room = XES_WINDOW_BYTES - s->ahead_n;
        z->next_out = (Bytef *)window + s->ahead_n;
        z->avail_out = (uInt)room;
        int status = inflate(z, Z_NO_FLUSH);
        i64 made = room - (i64)z->avail_out;
        s->ahead_n += made;
        s->text_bytes += made;
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return err_set(e, ERR_INPUT, "the .gz file is damaged");
        if (bomb(s))
            return err_set(e, ERR_LIMIT, "the .gz file holds more than %d times its size: refused",
                           XES_RATIO_MAX);
        if (status != Z_STREAM_END)
            continue;
        if (!z->avail_in) {
            i64 got = take_raw(s, s->packed, PACKED_BYTES, e);
            if (got < 0)
                return false;
            z->next_in = (Bytef *)s->packed;
            z->avail_in = (uInt)got;
        }
        /* another member may follow; anything else (padding) is passed over */
        s->ahead_over = z->avail_in < 2 || z->next_in[0] != 0x1f || inflateReset(z) != Z_OK;
    }
    return true;
}

static bool fill_raw(struct xes_source *s, char *window, struct err *e)
{
    while (s->ahead_n < XES_WINDOW_BYTES && !s->ahead_over) {
        i64 got = take_raw(s, window + s->ahead_n, XES_WINDOW_BYTES - s->ahead_n, e);
        if (got < 0)
            return false;
        s->ahead_over = got == 0;
        s->ahead_n += got;
    }
    s->text_bytes = s->at;
    return true;
}

static bool fill(struct xes_source *s, struct err *e)
{
    char *window = s->ahead[s->which];
    return s->gz ? fill_inflated(s, window, e) : fill_raw(s, window, e);
}

void xes_source_ahead(struct xes_source *s)
{
    s->ahead_n = 0;
    s->ahead_failed = !fill(s, &s->ahead_error);
}

bool xes_source_turn(struct xes_source *s, i64 used, struct err *e)
{
    i64 left = s->window_n - used;
    assert(left >= 0 && left <= XES_WINDOW_BYTES);
    if (s->ahead_failed) {
        *e = s->ahead_error;
        return false;
    }
    char *window = s->ahead[s->which] - left;
    if (left)
        memcpy(window, s->window + used, (size_t)left);
    memset(window + left + s->ahead_n, 0, XES_PAD);
    s->window = window;
    s->window_n = left + s->ahead_n;
    s->over = s->ahead_over;
    s->which = !s->which;
    return true;
}

bool xes_source_open(struct xes_source *s, struct arena *a, const struct os_file *file, str bytes,
                     bool hashing, struct err *e)
{
    *s = (struct xes_source){.file = file, .bytes = bytes, .hashing = hashing};
    if (hashing)
        sha256_init(&s->hash);
    for (i32 i = 0; i < 2; i++)
        s->ahead[i] = arena_array(a, char, 2 * XES_WINDOW_BYTES + XES_PAD) + XES_WINDOW_BYTES;
    s->packed = arena_array(a, char, PACKED_BYTES);
    i64 got = take_raw(s, s->packed, 2, e);
    if (got < 0)
        return false;
    s->gz = got == 2 && memcmp(s->packed, "\x1f\x8b", 2) == 0;
    if (!s->gz) {
        memcpy(s->ahead[0], s->packed, (size_t)got);
        s->ahead_n = got;
        return fill(s, e) && xes_source_turn(s, 0, e);
    }
    z_stream *z = arena_new(a, z_stream);
    s->inflater = z;
    if (inflateInit2(z, 15 + 16) != Z_OK)
        return err_set(e, ERR_IO, "no memory to decompress");
    z->next_in = (Bytef *)s->packed;
    z->avail_in = (uInt)got;
    return fill(s, e) && xes_source_turn(s, 0, e);
}

void xes_source_close(struct xes_source *s, char hex[65])
{
    hex[0] = 0;
    if (s->inflater)
        inflateEnd(s->inflater);
    if (s->hashing)
        sha256_end(&s->hash, hex);
}
