#include "exchange/import_unpack.h"

#include "base/os.h"
#include "exchange/text.h"
#include "exchange/xes.h"

#include <string.h>
#include <zlib.h>

enum { PEEK_BYTES = 512, FIRST_BYTES = 1 << 20 };
#define BOMB_BYTES_MIN (16ll << 20) /* below this no ratio is suspicious */

static bool read_whole(struct import_run *run, i64 number, str *bytes, struct err *e)
{
    const struct import_source *f = &run->sources[number];
    if (f->given) {
        *bytes = f->bytes;
        return true;
    }
    return os_read_file(bytes, run->arena, f->name, IMPORT_BYTES_MAX, e);
}

static void give(struct import_run *run, i64 number, str file, str bytes)
{
    struct import_file *f = &run->report->files.v[number];
    struct sha256 h;
    sha256_init(&h);
    sha256_put(&h, file);
    sha256_end(&h, f->sha256);
    run->sources[number].bytes = bytes;
    run->sources[number].given = true;
}

/* Does the packed text begin with a tag? Then it is for the reader of XES. */
static bool packs_xml(str head)
{
    char text[PEEK_BYTES];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)head.p, .avail_in = (uInt)head.n};
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return true;
    z.next_out = (Bytef *)text;
    z.avail_out = sizeof text;
    (void)inflate(&z, Z_SYNC_FLUSH);
    str begin = str_trim((str){text, (i64)(sizeof text - z.avail_out)});
    inflateEnd(&z);
    return begin.n == 0 || begin.p[0] == '<' || str_starts(begin, S("\xEF\xBB\xBF<"));
}

static bool too_large(str name, i64 packed, struct err *e)
{
    err_set(e, ERR_LIMIT, "%.*s: unpacked, its %lld kB are more than %lld MB: refused",
            STR_ARG(name), (long long)(packed >> 10), (long long)(IMPORT_BYTES_MAX >> 20));
    return err_hint(e, "unpack it yourself and look at it; an event log may be of any size then");
}

/* Inflates all members of `packed`; false with `e` set when it is damaged or too large. */
static bool inflate_all(struct arena *a, str name, str packed, str *out, struct err *e)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed.p, .avail_in = (uInt)packed.n};
    i64 room = FIRST_BYTES, n = 0;
    char *text = arena_array(a, char, room);
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return err_set(e, ERR_IO, "no memory to decompress");
    for (int status = Z_OK; status == Z_OK;) {
        if (n == room) {
            bool bomb = n > BOMB_BYTES_MIN && n / XES_RATIO_MAX > packed.n;
            if (bomb || 2 * room > IMPORT_BYTES_MAX) {
                inflateEnd(&z);
                return too_large(name, packed.n, e);
            }
            text = arena_grow(a, text, room, 2 * room, 1);
            room *= 2;
        }
        z.next_out = (Bytef *)text + n;
        z.avail_out = (uInt)(room - n);
        status = inflate(&z, Z_NO_FLUSH);
        n = room - (i64)z.avail_out;
        if (status == Z_STREAM_END && z.avail_in > 2 && z.next_in[0] == 0x1f)
            status = inflateReset(&z); /* another member follows */
        if (status == Z_STREAM_END)
            break;
        if (status == Z_BUF_ERROR && z.avail_out == 0)
            status = Z_OK; /* only the room is used up */
        if (status != Z_OK || (z.avail_in == 0 && z.avail_out > 0)) {
            bool cut = status == Z_OK || status == Z_BUF_ERROR;
            inflateEnd(&z);
            if (cut)
                return err_set(e, ERR_INPUT, "%.*s: the .gz file ends too early: was it cut off?",
                               STR_ARG(name));
            return err_set(e, ERR_INPUT, "%.*s: the .gz file is damaged", STR_ARG(name));
        }
    }
    inflateEnd(&z);
    *out = (str){text, n};
    return true;
}

bool import_unpack(struct import_run *run, i64 number, str head, bool *unpacked, struct err *e)
{
    str packed = {0}, text = {0};
    *unpacked = false;
    if (!str_starts(head, S("\x1f\x8b")) || packs_xml(head))
        return true;
    if (!read_whole(run, number, &packed, e) ||
        !inflate_all(run->arena, run->sources[number].name, packed, &text, e))
        return false;
    give(run, number, packed, text);
    *unpacked = true;
    return true;
}

str import_head_text(struct arena *a, str head, const char **encoding)
{
    i64 end = head.n;
    while (end > 0 && head.p[end - 1] != '\n')
        end--;
    struct text t = text_open(a, str_sub(head, 0, end ? end : head.n));
    *encoding = t.encoding;
    return t.kind == TEXT_PLAIN ? t.utf8 : (str){0};
}

bool import_to_utf8(struct import_run *run, i64 number, struct err *e)
{
    str bytes = {0};
    if (!read_whole(run, number, &bytes, e))
        return false;
    struct text t = text_open(run->arena, bytes);
    char known[65];
    memcpy(known, run->report->files.v[number].sha256, sizeof known);
    give(run, number, bytes, t.utf8);
    if (known[0]) /* it was packed: the hash is of what lies on the disk */
        memcpy(run->report->files.v[number].sha256, known, sizeof known);
    run->report->files.v[number].encoding = str_c(t.encoding);
    return true;
}
