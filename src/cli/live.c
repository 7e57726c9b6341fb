#include "cli/live.h"

#include <stdio.h>

#include "base/message.h"

enum { LIVE_ARENA_BYTES = 1 << 20 };

static bool check(const struct live_place *at, struct err *e)
{
    if (!at->typed.n)
        return err_set(e, ERR_USAGE, "name the folder of the data with --data");
    if (!at->name.n)
        return err_set(e, ERR_USAGE, "name the workspace with --workspace");
    return workspace_is_name(at->name) ||
           err_set(e, ERR_USAGE,
                   "\"%.*s\" is no name of a workspace: lower-case letters, digits and hyphens",
                   STR_ARG(at->name));
}

bool live_is_settled(const struct office *office, struct err *e)
{
    const struct platform *p = &platform_system;
    const char *folder = office->folder;
    char note[PLATFORM_PATH_MAX];
    snprintf(note, sizeof note, "%s/restore.ready", folder);
    if (p->file_exists(p->self, note) != 1)
        return true;
    err_set(e, ERR_INPUT, "a restore into \"%s\" was interrupted", folder);
    return err_hint(e, "etalon restore --data DIR ends it; so does etalon serve"), false;
}

static bool open_at(struct live *l, str name, bool create, struct err *e)
{
    struct workspace_options o = {.create = create, .name = name};
    const char *path = str_zero_ended(&l->arena, l->path);
    return workspace_open(&l->workspace, &platform_system, path, &o, e) &&
           reader_open(&l->reader, l->workspace, e);
}

static bool make_folder(const char *path, struct err *e)
{
    const struct platform *p = &platform_system;
    i64 there = p->file_exists(p->self, path);
    i64 reason = there == 0 ? p->folder_make(p->self, path) : there < 0 ? there : PLATFORM_OK;
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("make the folder"), path);
}

static bool take(struct live *l, const struct live_place *at, bool create, struct err *e)
{
    if (!at->office->take(at->office, at->name, create, &l->hold, e))
        return false;
    l->give = at->office->give;
    l->workspace = l->hold.workspace;
    l->reader = l->hold.reader;
    return true;
}

bool live_open(struct live *l, const struct live_place *at, bool create, struct err *e)
{
    *l = (struct live){0};
    arena_init(&l->arena, LIVE_ARENA_BYTES);
    if (!check(at, e))
        return false;
    l->path = str_fmt(&l->arena, "%.*s/%.*s.etalon", STR_ARG(at->typed), STR_ARG(at->name));
    if (!create && !live_exists(at))
        return err_set(e, ERR_INPUT, "there is no workspace %.*s", STR_ARG(l->path));
    if (at->office->take)
        return take(l, at, create, e);
    return (!create || make_folder(at->office->folder, e)) && live_is_settled(at->office, e) &&
           open_at(l, at->name, create, e);
}

static void unlink_aside(const struct live *l, const char *end)
{
    const struct platform *p = &platform_system;
    struct arena scratch = l->arena;
    p->file_unlink(p->self,
                   str_zero_ended(&scratch, str_fmt(&scratch, "%.*s%s", STR_ARG(l->path), end)));
}

bool live_open_aside(struct live *l, const struct live_place *at, struct err *e)
{
    *l = (struct live){.aside = true};
    arena_init(&l->arena, LIVE_ARENA_BYTES);
    if (!check(at, e))
        return false;
    u64 number;
    platform_system.random_bytes(platform_system.self, &number, sizeof number);
    l->path = str_fmt(&l->arena, "/tmp/etalon-preview-%016llx", (unsigned long long)number);
    return open_at(l, at->name, true, e);
}

void live_close(struct live *l)
{
    if (l->give) {
        l->give(&l->hold);
    } else {
        reader_close(l->reader);
        workspace_close(l->workspace);
    }
    if (l->aside && l->path.n) {
        unlink_aside(l, "");
        unlink_aside(l, "-wal");
    }
    arena_release(&l->arena);
    *l = (struct live){0};
}

bool live_exists(const struct live_place *at)
{
    char path[PLATFORM_PATH_MAX];
    const struct platform *p = &platform_system;
    snprintf(path, sizeof path, "%s/%.*s.etalon", at->office->folder, STR_ARG(at->name));
    return p->file_exists(p->self, path) == 1;
}
