#include "cli/live.h"

enum { LIVE_ARENA_BYTES = 1 << 20, NAME_BYTES_MAX = 40 };

static bool is_name(str s)
{
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return s.n > 0 && s.n <= NAME_BYTES_MAX && !str_eq(s, S("accounts"));
}

static bool check(str folder, str name, struct err *e)
{
    if (!folder.n)
        return err_set(e, ERR_USAGE, "name the folder of the data with --data");
    if (!name.n)
        return err_set(e, ERR_USAGE, "name the workspace with --workspace");
    return is_name(name) ||
           err_set(e, ERR_USAGE,
                   "\"%.*s\" is no name of a workspace: lower-case letters, digits and hyphens",
                   STR_ARG(name));
}

static bool open_at(struct live *l, str name, bool create, struct err *e)
{
    const struct platform *p = &platform_system;
    const char *path = str_zero_ended(&l->arena, l->path);
    struct workspace_options o = {.create = create, .name = name};
    i64 there = p->file_exists(p->self, path);
    if (!create && there == 0)
        return err_set(e, ERR_INPUT, "there is no workspace %s", path);
    if (workspace_open(&l->workspace, p, path, &o, e))
        return reader_open(&l->reader, l->workspace, e);
    if (there == 1)
        err_hint(e, "while a server runs on it, its API does the same: docs/api.md");
    return false;
}

static bool make_folder(struct live *l, str folder, struct err *e)
{
    const struct platform *p = &platform_system;
    const char *path = str_zero_ended(&l->arena, folder);
    i64 there = p->file_exists(p->self, path);
    i64 reason = there == 0 ? p->folder_make(p->self, path) : there < 0 ? there : PLATFORM_OK;
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("make the folder"), path);
}

bool live_open(struct live *l, str folder, str name, bool create, struct err *e)
{
    *l = (struct live){0};
    arena_init(&l->arena, LIVE_ARENA_BYTES);
    if (!check(folder, name, e) || (create && !make_folder(l, folder, e)))
        return false;
    l->path = str_fmt(&l->arena, "%.*s/%.*s.etalon", STR_ARG(folder), STR_ARG(name));
    return open_at(l, name, create, e);
}

static void unlink_aside(const struct live *l, const char *end)
{
    const struct platform *p = &platform_system;
    struct arena scratch = l->arena;
    p->file_unlink(p->self,
                   str_zero_ended(&scratch, str_fmt(&scratch, "%.*s%s", STR_ARG(l->path), end)));
}

bool live_open_aside(struct live *l, str name, struct err *e)
{
    *l = (struct live){.aside = true};
    arena_init(&l->arena, LIVE_ARENA_BYTES);
    if (!check(S("."), name, e))
        return false;
    u64 number;
    platform_system.random_bytes(platform_system.self, &number, sizeof number);
    l->path = str_fmt(&l->arena, "/tmp/etalon-preview-%016llx", (unsigned long long)number);
    return open_at(l, name, true, e);
}

void live_close(struct live *l)
{
    reader_close(l->reader);
    workspace_close(l->workspace);
    if (l->aside) {
        unlink_aside(l, "");
        unlink_aside(l, "-wal");
    }
    arena_release(&l->arena);
}

bool live_exists(str folder, str name)
{
    const struct platform *p = &platform_system;
    struct arena scratch;
    arena_init(&scratch, LIVE_ARENA_BYTES);
    str path = str_fmt(&scratch, "%.*s/%.*s.etalon", STR_ARG(folder), STR_ARG(name));
    bool there = p->file_exists(p->self, str_zero_ended(&scratch, path)) == 1;
    arena_release(&scratch);
    return there;
}
