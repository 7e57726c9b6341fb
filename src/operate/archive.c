#include "operate/archive.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/message.h"

enum { PIECE_BYTES = 1 << 16, SUM_AT = 148, SUM_BYTES = 8 };

/* POSIX.1-1988, "ustar": numbers are octal text. */
struct header {
    char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], kind;
    char link[100], magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155];
    char rest[12];
};
static_assert(sizeof(struct header) == ARCHIVE_BLOCK, "a header fills a block");

static u32 sum_of(const struct header *h)
{
    const u8 *p = (const u8 *)h;
    u32 sum = 0;
    for (i64 i = 0; i < ARCHIVE_BLOCK; i++)
        sum += i >= SUM_AT && i < SUM_AT + SUM_BYTES ? ' ' : p[i];
    return sum;
}

static i64 padded(i64 bytes)
{
    return (bytes + ARCHIVE_BLOCK - 1) / ARCHIVE_BLOCK * ARCHIVE_BLOCK;
}

/* --- writing ------------------------------------------------------------------------------ */

static bool put(struct archive *a, const void *p, i64 n, struct err *e)
{
    i64 reason = a->platform->file_write(a->platform->self, a->file, p, n, a->at);
    a->at += n;
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), a->path);
}

static void put_octal(char *out, i64 room, u64 value)
{
    for (i64 i = room - 2; i >= 0; i--, value >>= 3)
        out[i] = (char)('0' + (value & 7));
    out[room - 1] = 0;
}

static bool put_header(struct archive *a, const char *name, i64 bytes, i64 now_ms, struct err *e)
{
    struct header h = {.kind = '0', .magic = "ustar", .version = {'0', '0'}};
    if (bytes > ARCHIVE_FILE_BYTES_MAX)
        return err_set(e, ERR_LIMIT, "\"%s\" is larger than the 8 GiB that a backup holds", name);
    assert(strlen(name) < ARCHIVE_NAME_MAX);
    memcpy(h.name, name, strlen(name));
    put_octal(h.mode, sizeof h.mode, 0600);
    put_octal(h.uid, sizeof h.uid, 0);
    put_octal(h.gid, sizeof h.gid, 0);
    put_octal(h.size, sizeof h.size, (u64)bytes);
    put_octal(h.mtime, sizeof h.mtime, (u64)i64_max(now_ms / 1000, 0));
    put_octal(h.sum, sizeof h.sum - 1, sum_of(&h));
    h.sum[7] = ' ';
    return put(a, &h, sizeof h, e);
}

static bool put_padding(struct archive *a, struct err *e)
{
    static const char zero[ARCHIVE_BLOCK];
    i64 n = padded(a->at) - a->at;
    return n == 0 || put(a, zero, n, e);
}

bool archive_create(struct archive *a, const struct platform *p, const char *path, struct err *e)
{
    *a = (struct archive){.platform = p, .path = path};
    a->file = p->file_open(p->self, path, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    return a->file >= 0 || platform_fail(e, a->file, MESSAGE("write"), path);
}

/* `n` bytes of a file, in pieces, to another place; false with the reason in `e`. */
struct copying {
    const struct platform *platform;
    i64 from, at, n;
    const char *path;
    struct sha256 sha;
    char piece[PIECE_BYTES];
};

/* The next piece; 0 at the end, -1 with `e` set. */
static i64 next_piece(struct copying *c, struct err *e)
{
    i64 want = i64_min(c->n, PIECE_BYTES);
    i64 got = want ? c->platform->file_read(c->platform->self, c->from, c->piece, want, c->at) : 0;
    if (got < 0 || got < want) {
        if (got < 0)
            platform_fail(e, got, MESSAGE("read"), c->path);
        else
            err_set(e, ERR_INPUT, "\"%s\" ends too early", c->path);
        return -1;
    }
    sha256_put(&c->sha, (str){c->piece, got});
    c->at += got;
    c->n -= got;
    return got;
}

static bool add_content(struct archive *a, struct copying *c, struct err *e)
{
    i64 got;
    while ((got = next_piece(c, e)) > 0)
        if (!put(a, c->piece, got, e))
            return false;
    return got == 0 && put_padding(a, e);
}

bool archive_add_file(struct archive *a, const char *name, const char *from, i64 now_ms,
                      char hex[65], struct err *e)
{
    const struct platform *p = a->platform;
    struct copying c = {.platform = p, .path = from};
    c.from = p->file_open(p->self, from, PLATFORM_READ);
    if (c.from < 0)
        return platform_fail(e, c.from, MESSAGE("read"), from);
    c.n = p->file_size(p->self, c.from);
    sha256_init(&c.sha);
    bool ok = c.n >= 0 || platform_fail(e, c.n, MESSAGE("read"), from);
    ok = ok && put_header(a, name, c.n, now_ms, e) && add_content(a, &c, e);
    sha256_end(&c.sha, hex);
    p->file_close(p->self, c.from);
    return ok;
}

bool archive_add_text(struct archive *a, const char *name, str text, i64 now_ms, struct err *e)
{
    return put_header(a, name, text.n, now_ms, e) && put(a, text.p, text.n, e) && put_padding(a, e);
}

bool archive_finish(struct archive *a, struct err *e)
{
    static const char zero[2 * ARCHIVE_BLOCK];
    if (!put(a, zero, sizeof zero, e))
        return false;
    i64 reason = a->platform->file_sync(a->platform->self, a->file);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), a->path);
}

void archive_close(struct archive *a)
{
    if (a->platform && a->file >= 0)
        a->platform->file_close(a->platform->self, a->file);
    *a = (struct archive){0};
}

/* --- reading ------------------------------------------------------------------------------ */

static bool damaged(const struct archive *a, struct err *e)
{
    err_set(e, ERR_INPUT, "\"%s\" is no whole backup", a->path);
    return err_hint(e, "it was cut off or changed; use another one"), false;
}

static bool octal(const char *p, i64 n, i64 *out)
{
    *out = 0;
    i64 i = 0;
    for (; i < n && p[i] >= '0' && p[i] <= '7'; i++)
        *out = *out * 8 + (p[i] - '0');
    return i > 0 && (i == n || p[i] == 0 || p[i] == ' ');
}

static bool is_plain(const char *name)
{
    i64 n = 0;
    for (; n < ARCHIVE_NAME_MAX && name[n]; n++) {
        char c = name[n];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'))
            return false;
    }
    return n > 0 && n < ARCHIVE_NAME_MAX && name[0] != '.';
}

/* The member whose header is at `at`; `end` when the archive ends there. */
static bool read_member(struct archive *a, i64 at, i64 size, struct archive_member *m, bool *end,
                        struct err *e)
{
    struct header h;
    i64 sum, got = a->platform->file_read(a->platform->self, a->file, &h, sizeof h, at);
    if (got < 0)
        return platform_fail(e, got, MESSAGE("read"), a->path);
    if (got < (i64)sizeof h)
        return damaged(a, e);
    *end = h.name[0] == 0;
    if (*end)
        return true;
    if (!octal(h.sum, sizeof h.sum, &sum) || sum != sum_of(&h) || h.kind != '0' ||
        !is_plain(h.name) || !octal(h.size, sizeof h.size, &m->bytes) ||
        m->bytes > size - at - ARCHIVE_BLOCK)
        return damaged(a, e);
    memcpy(m->name, h.name, strlen(h.name) + 1); /* plain: shorter than the room */
    m->at = at + ARCHIVE_BLOCK;
    return true;
}

static bool read_list(struct archive *a, struct archive_list *list, i64 size, struct err *e)
{
    bool end = false;
    for (i64 at = 0; !end;) {
        if (list->n == ARCHIVE_FILES_MAX)
            return damaged(a, e);
        struct archive_member *m = &list->v[list->n];
        if (!read_member(a, at, size, m, &end, e))
            return false;
        if (end)
            break;
        if (archive_find(list, m->name))
            return damaged(a, e);
        at = m->at + padded(m->bytes);
        list->n++;
    }
    return true;
}

bool archive_open(struct archive *a, struct archive_list *list, struct arena *arena,
                  const struct platform *p, const char *path, struct err *e)
{
    *a = (struct archive){.platform = p, .path = path};
    *list = (struct archive_list){arena_array(arena, struct archive_member, ARCHIVE_FILES_MAX), 0};
    a->file = p->file_open(p->self, path, PLATFORM_READ);
    if (a->file < 0)
        return platform_fail(e, a->file, MESSAGE("read"), path);
    i64 size = p->file_size(p->self, a->file);
    return size < 0 ? platform_fail(e, size, MESSAGE("read"), path) : read_list(a, list, size, e);
}

const struct archive_member *archive_find(const struct archive_list *list, const char *name)
{
    for (i64 i = 0; i < list->n; i++)
        if (strcmp(list->v[i].name, name) == 0)
            return &list->v[i];
    return NULL;
}

static bool copy_out(struct copying *c, i64 to, const char *path, struct err *e)
{
    const struct platform *p = c->platform;
    i64 got, at = 0, reason = PLATFORM_OK;
    while (reason == PLATFORM_OK && (got = next_piece(c, e)) != 0) {
        if (got < 0)
            return false;
        reason = p->file_write(p->self, to, c->piece, got, at);
        at += got;
    }
    if (reason == PLATFORM_OK)
        reason = p->file_sync(p->self, to);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), path);
}

bool archive_extract(struct archive *a, const struct archive_member *m, const char *to,
                     char hex[65], struct err *e)
{
    const struct platform *p = a->platform;
    struct copying c = {
        .platform = p, .from = a->file, .at = m->at, .n = m->bytes, .path = a->path};
    i64 file = p->file_open(p->self, to, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    if (file < 0)
        return platform_fail(e, file, MESSAGE("write"), to);
    sha256_init(&c.sha);
    bool ok = copy_out(&c, file, to, e);
    sha256_end(&c.sha, hex);
    p->file_close(p->self, file);
    return ok;
}

bool archive_text(struct archive *a, const struct archive_member *m, i64 bytes_max,
                  struct arena *arena, str *out, struct err *e)
{
    if (m->bytes > bytes_max)
        return damaged(a, e);
    char *p = arena_array(arena, char, m->bytes);
    i64 got = a->platform->file_read(a->platform->self, a->file, p, m->bytes, m->at);
    *out = (str){p, m->bytes};
    if (got < 0)
        return platform_fail(e, got, MESSAGE("read"), a->path);
    return got == m->bytes || damaged(a, e);
}
