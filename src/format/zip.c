#include "format/zip.h"

#include <zlib.h>

enum {
    PIECE = 32 << 10,
    VERSION = 20,
    FLAG_SIZES_AFTER = 1 << 3,
    DEFLATED = 8,
    DAY_ONE = 0x21, /* 1980-01-01, the first there is */
};

static void put_number(struct buf *out, u64 value, i32 bytes)
{
    for (i32 i = 0; i < bytes; i++)
        buf_char(out, i < 8 ? (char)(value >> (8 * i)) : 0);
}

static_assert(sizeof(z_stream) <= ZIP_DEFLATER_BYTES, "zlib's own fits");

static z_stream *deflater_of(struct zip *z)
{
    return (z_stream *)(void *)z->deflater;
}

void zip_init(struct zip *z, struct sink *sink)
{
    *z = (struct zip){.sink = sink};
}

/* What the head of a file and its line in the list have in common. */
static void put_facts(struct buf *out, const struct zip_file *f, bool known)
{
    put_number(out, VERSION, 2);
    put_number(out, FLAG_SIZES_AFTER, 2);
    put_number(out, DEFLATED, 2);
    put_number(out, 0, 2);
    put_number(out, DAY_ONE, 2);
    put_number(out, known ? f->crc : 0, 4);
    put_number(out, known ? (u64)f->packed : 0, 4);
    put_number(out, known ? (u64)f->bytes : 0, 4);
    put_number(out, (u64)str_c(f->name).n, 2);
    put_number(out, 0, 2);
}

void zip_begin(struct zip *z, const char *name)
{
    assert(z->count < ZIP_FILES_MAX && !z->open);
    struct zip_file *f = &z->file[z->count++];
    *f = (struct zip_file){.name = name, .at = sink_at(z->sink), .crc = 0};
    struct buf *out = z->sink->out;
    put_number(out, 0x04034b50, 4);
    put_facts(out, f, false);
    buf_put(out, str_c(name));
    z_stream *d = deflater_of(z);
    *d = (z_stream){0};
    int status = deflateInit2(d, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    assert(status == Z_OK);
    z->open = true;
}

static void squeeze(struct zip *z, str piece, int flush)
{
    z_stream *d = deflater_of(z);
    struct zip_file *f = &z->file[z->count - 1];
    char room[PIECE];
    d->next_in = (z_const Bytef *)(uintptr_t)piece.p;
    d->avail_in = (uInt)piece.n;
    int status;
    do {
        d->next_out = (Bytef *)room;
        d->avail_out = sizeof room;
        status = deflate(d, flush);
        assert(status != Z_STREAM_ERROR);
        i64 made = (i64)sizeof room - (i64)d->avail_out;
        buf_put(z->sink->out, (str){room, made});
        f->packed += made;
    } while (d->avail_out == 0 || (flush == Z_FINISH && status != Z_STREAM_END));
}

void zip_put(struct zip *z, str piece)
{
    struct zip_file *f = &z->file[z->count - 1];
    f->bytes += piece.n;
    f->crc = (u32)crc32(f->crc, (const Bytef *)piece.p, (uInt)piece.n);
    squeeze(z, piece, Z_NO_FLUSH);
    sink_turn(z->sink);
}

void zip_end_file(struct zip *z)
{
    const struct zip_file *f = &z->file[z->count - 1];
    squeeze(z, (str){"", 0}, Z_FINISH);
    deflateEnd(deflater_of(z));
    z->open = false;
    put_number(z->sink->out, 0x08074b50, 4);
    put_number(z->sink->out, f->crc, 4);
    put_number(z->sink->out, (u64)f->packed, 4);
    put_number(z->sink->out, (u64)f->bytes, 4);
}

void zip_finish(struct zip *z)
{
    struct buf *out = z->sink->out;
    i64 at = sink_at(z->sink);
    for (i32 i = 0; i < z->count; i++) {
        const struct zip_file *f = &z->file[i];
        put_number(out, 0x02014b50, 4);
        put_number(out, VERSION, 2);
        put_facts(out, f, true);
        put_number(out, 0, 2 + 2 + 2 + 4); /* no comment, one disk, no attributes */
        put_number(out, (u64)f->at, 4);
        buf_put(out, str_c(f->name));
    }
    i64 bytes = sink_at(z->sink) - at;
    put_number(out, 0x06054b50, 4);
    put_number(out, 0, 4);
    put_number(out, (u64)z->count, 2);
    put_number(out, (u64)z->count, 2);
    put_number(out, (u64)bytes, 4);
    put_number(out, (u64)at, 4);
    put_number(out, 0, 2);
}
