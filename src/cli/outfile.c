#include "cli/outfile.h"

#include "base/message.h"
#include "base/os.h"

#include <stdio.h>

enum { BUF_BYTES_MAX = 1 << 30 };

static void give(void *context, str piece)
{
    struct outfile *f = context;
    const struct platform *p = &platform_system;
    if (f->screen) {
        os_write_out(piece);
        return;
    }
    if (f->reason == PLATFORM_OK)
        f->reason = p->file_write(p->self, f->file, piece.p, piece.n, f->at);
    f->at += piece.n;
}

bool outfile_open(struct outfile *f, str path, struct err *e)
{
    const struct platform *p = &platform_system;
    *f = (struct outfile){.screen = str_eq(path, S("-")), .file = -1};
    buf_init(&f->buf, BUF_BYTES_MAX);
    f->sink = (struct sink){.out = &f->buf, .give = give, .context = f};
    if (f->screen)
        return true;
    i32 n = snprintf(f->path, sizeof f->path, "%.*s", STR_ARG(path));
    i32 m = snprintf(f->beside, sizeof f->beside, "%.*s.part", STR_ARG(path));
    if (n <= 0 || m >= PLATFORM_PATH_MAX)
        return err_set(e, ERR_USAGE, "the file name cannot be used");
    p->file_unlink(p->self, f->beside); /* of an attempt that was cut short */
    f->file = p->file_open(p->self, f->beside, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    return f->file >= 0 || platform_fail(e, f->file, MESSAGE("write"), f->path);
}

bool outfile_close(struct outfile *f, bool ok, struct err *e)
{
    const struct platform *p = &platform_system;
    bool full = f->buf.full;
    if (ok)
        sink_end(&f->sink);
    buf_release(&f->buf);
    if (f->screen || f->file < 0)
        return ok;
    if (ok && f->reason == PLATFORM_OK)
        f->reason = p->file_sync(p->self, f->file);
    p->file_close(p->self, f->file);
    if (ok && !full && f->reason == PLATFORM_OK)
        f->reason = p->file_rename(p->self, f->beside, f->path);
    else
        p->file_unlink(p->self, f->beside);
    if (ok && f->reason != PLATFORM_OK)
        return platform_fail(e, f->reason, MESSAGE("write"), f->path);
    return ok && (!full || err_set(e, ERR_LIMIT, "a piece of the file is larger than %d bytes",
                                   BUF_BYTES_MAX));
}
