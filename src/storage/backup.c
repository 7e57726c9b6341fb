#include <stdio.h>

#include "base/message.h"
#include "storage/connection.h"

enum { PAGES_AT_ONCE = 256 };

/* A page cache of its own, the same file system; the copy is one transaction of SQLite's. */
static bool copy_pages(struct storage *from, sqlite3 *to)
{
    int code = SQLITE_NOMEM;
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from->sqlite, "main");
    if (b) {
        do
            code = sqlite3_backup_step(b, PAGES_AT_ONCE);
        while (code == SQLITE_OK);
        int end = sqlite3_backup_finish(b);
        code = code == SQLITE_DONE ? end : code;
    }
    return code == SQLITE_OK || storage_fail(from, code, MESSAGE("back up"));
}

static bool copy_to(struct storage *from, const char *path)
{
    sqlite3 *to = NULL;
    int code =
        sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        from->engine->vfs.name);
    bool ok =
        code == SQLITE_OK ? copy_pages(from, to) : storage_fail(from, code, MESSAGE("back up"));
    sqlite3_close(to);
    return ok;
}

bool storage_backup(struct storage *reader, const char *path, struct err *e)
{
    const struct platform *p = reader->engine->vfs.platform;
    char beside[PLATFORM_PATH_MAX], folder[PLATFORM_PATH_MAX];
    int n = snprintf(beside, sizeof beside, "%s.part", path);
    if (n >= (int)sizeof beside)
        return err_set(e, ERR_LIMIT, "the file name of the backup is too long");
    platform_folder_of(folder, path);
    i64 reason = p->file_unlink(p->self, beside);
    if (reason != PLATFORM_OK && reason != PLATFORM_MISSING)
        return platform_fail(e, reason, "write", beside);
    if (!copy_to(reader, beside))
        return storage_check(reader, e);
    reason = p->file_rename(p->self, beside, path);
    if (reason == PLATFORM_OK)
        reason = p->folder_sync(p->self, folder);
    return reason == PLATFORM_OK || platform_fail(e, reason, "write", path);
}
