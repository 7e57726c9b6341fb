#include "cli/outfile.h"

#include "base/local.h"
#include "base/message.h"
#include "base/os.h"

#include <stdio.h>

enum { BUF_BYTES_MAX = 1 << 30, PIECE_BYTES = 1 << 16 };

bool outfile_open(struct outfile *f, str path, struct err *e)
{
    const struct platform *p = &platform_system;
    *f = (struct outfile){.screen = str_eq(path, S("-")), .file = -1};
    if (f->screen) {
        f->file = local_room();
        return f->file >= 0 || err_set(e, ERR_LIMIT, "the system gives no more memory");
    }
    i32 n = snprintf(f->path, sizeof f->path, "%.*s", STR_ARG(path));
    i32 m = snprintf(f->beside, sizeof f->beside, "%.*s.part", STR_ARG(path));
    if (n <= 0 || m >= PLATFORM_PATH_MAX)
        return err_set(e, ERR_USAGE, "the file name cannot be used");
    p->file_unlink(p->self, f->beside); /* of an attempt that was cut short */
    f->file = p->file_open(p->self, f->beside, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    return f->file >= 0 || platform_fail(e, f->file, MESSAGE("write"), f->path);
}

i64 outfile_bytes(const struct outfile *f)
{
    return platform_system.file_size(platform_system.self, f->file);
}

static bool show(const struct outfile *f, struct err *e)
{
    const struct platform *p = &platform_system;
    char piece[PIECE_BYTES];
    i64 n, at = 0;
    while ((n = p->file_read(p->self, f->file, piece, sizeof piece, at)) > 0) {
        os_write_out((str){piece, n});
        at += n;
    }
    return n == 0 || platform_fail(e, n, MESSAGE("read"), "-");
}

bool outfile_close(struct outfile *f, bool ok, struct err *e)
{
    const struct platform *p = &platform_system;
    if (f->file < 0)
        return ok;
    if (f->screen) {
        ok = ok && show(f, e);
        p->file_close(p->self, f->file);
        return ok;
    }
    i64 reason = ok ? p->file_sync(p->self, f->file) : PLATFORM_OK;
    p->file_close(p->self, f->file);
    if (ok && reason == PLATFORM_OK)
        reason = p->file_rename(p->self, f->beside, f->path);
    if (!ok || reason != PLATFORM_OK)
        p->file_unlink(p->self, f->beside);
    return ok && (reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), f->path));
}

/* --- pouring ---------------------------------------------------------------------------------- */

static void give(void *context, str piece)
{
    struct pour *p = context;
    const struct platform *machine = &platform_system;
    if (p->reason == PLATFORM_OK)
        p->reason = machine->file_write(machine->self, p->file, piece.p, piece.n, p->at);
    p->at += piece.n;
}

void pour_open(struct pour *p, i64 file)
{
    *p = (struct pour){.file = file};
    buf_init(&p->buf, BUF_BYTES_MAX);
    p->sink = (struct sink){.out = &p->buf, .give = give, .context = p};
}

bool pour_close(struct pour *p, bool ok, str path, struct err *e)
{
    char name[PLATFORM_PATH_MAX];
    bool full = p->buf.full;
    if (ok)
        sink_end(&p->sink);
    buf_release(&p->buf);
    if (ok && full)
        return err_set(e, ERR_LIMIT, "a piece of the file is larger than %d bytes", BUF_BYTES_MAX);
    snprintf(name, sizeof name, "%.*s", STR_ARG(path));
    return ok && (p->reason == PLATFORM_OK || platform_fail(e, p->reason, MESSAGE("write"), name));
}

bool poured(str *out, struct arena *a, i64 file, struct err *e)
{
    const struct platform *p = &platform_system;
    i64 n = p->file_size(p->self, file);
    char *bytes = arena_array(a, char, i64_max(n, 0));
    i64 got = n < 0 ? n : p->file_read(p->self, file, bytes, n, 0);
    *out = (str){bytes, i64_max(got, 0)};
    return got >= 0 || platform_fail(e, got, MESSAGE("read"), "-");
}
