#include "server/premises.h"

#include <stdio.h>

#include "base/date.h"
#include "base/message.h"
#include "base/os.h"
#include "operate/backup.h"
#include "operate/record.h"

enum { ARENA_BYTES = 64 << 20 };

bool premises_open(struct premises *p, const struct office *office, bool create, struct err *e)
{
    struct accounts_options o = {.create = create};
    *p = (struct premises){.platform = &platform_system, .office = office};
    arena_init(&p->arena, ARENA_BYTES);
    shelf_init(&p->own, p->platform, office->folder);
    p->own.no_threads = true;
    p->shelf = office->shelf ? office->shelf : &p->own;
    p->accounts = office->accounts;
    if (p->accounts)
        return true;
    str path = str_fmt(&p->arena, "%s/accounts.etalon", office->folder);
    return restore_finish(p->platform, office->folder, e) &&
           accounts_open(&p->accounts, p->platform, str_zero_ended(&p->arena, path), &o, e);
}

void premises_close(struct premises *p)
{
    shelf_close(&p->own);
    if (p->accounts != p->office->accounts)
        accounts_close(p->accounts);
    arena_release(&p->arena);
}

bool premises_ids(struct premises *p, struct premises_ids *out, struct err *e)
{
    struct platform_names names;
    str id;
    i64 reason = p->platform->folder_list(p->platform->self, p->office->folder, &p->arena, &names);
    if (reason != PLATFORM_OK)
        return platform_fail(e, reason, MESSAGE("use"), p->office->folder);
    *out = (struct premises_ids){arena_array(&p->arena, str, names.n), 0};
    for (i64 i = 0; i < names.n; i++)
        if (backup_is_ours(names.v[i], &id) && !str_eq(id, S("accounts")))
            out->v[out->n++] = id;
    return true;
}

/* --- backing up ----------------------------------------------------------------------------- */

struct one_source {
    struct premises *premises;
    str id;
};

static bool copy_accounts(void *context, const char *to, struct err *e)
{
    const struct one_source *s = context;
    return accounts_backup(s->premises->accounts, to, e);
}

/* One commit is held in view: whoever writes meanwhile does not make the copy begin anew. */
static bool copy_workspace(void *context, const char *to, struct err *e)
{
    const struct one_source *s = context;
    struct opened *opened;
    struct reader *r;
    if (!shelf_take(s->premises->shelf, s->id, &opened, e))
        return false;
    bool ok = opened_reader(opened, &r, e);
    if (ok) {
        ok = reader_begin(r) && reader_backup(r, to, e);
        reader_end(r);
        if (!ok)
            reader_check(r, e);
    }
    opened_give_back(opened, r);
    shelf_give(opened);
    return ok;
}

bool premises_back_up(struct premises *p, const char *path, struct backup_made *out, struct err *e)
{
    struct premises_ids ids;
    struct operations done;
    if (!premises_ids(p, &ids, e))
        return false;
    struct backup_source *sources = arena_array(&p->arena, struct backup_source, ids.n + 1);
    struct one_source *one = arena_array(&p->arena, struct one_source, ids.n + 1);
    sources[0] = (struct backup_source){"accounts.etalon", copy_accounts, &one[0]};
    one[0] = (struct one_source){.premises = p};
    for (i64 i = 0; i < ids.n; i++) {
        str name = str_fmt(&p->arena, "%.*s.etalon", STR_ARG(ids.v[i]));
        one[i + 1] = (struct one_source){p, ids.v[i]};
        sources[i + 1] =
            (struct backup_source){str_zero_ended(&p->arena, name), copy_workspace, &one[i + 1]};
    }
    i64 now_ms = p->platform->now_ms(p->platform->self);
    if (!backup_make(p->platform, path, sources, ids.n + 1, now_ms, out, e) ||
        !operations_read(p->platform, p->office->folder, &p->arena, &done, e))
        return false;
    done.backup_ms = out->at_ms;
    done.backup_path = os_absolute(&p->arena, str_c(path));
    done.backup_bytes = out->bytes;
    return operations_write(p->platform, p->office->folder, &done, e);
}

bool premises_backup_path(struct premises *p, const char *folder, char out[PLATFORM_PATH_MAX],
                          struct err *e)
{
    char room[40];
    struct buf moment = {.p = room, .max = sizeof room};
    i64 there = p->platform->file_exists(p->platform->self, folder);
    i64 reason = there == 0  ? p->platform->folder_make(p->platform->self, folder)
                 : there < 0 ? there
                             : PLATFORM_OK;
    if (reason != PLATFORM_OK)
        return platform_fail(e, reason, MESSAGE("make the folder"), folder);
    time_print(&moment, p->platform->now_ms(p->platform->self) / 1000 * 1000);
    i64 n = 0;
    for (i64 i = 0; i < moment.n; i++)
        if (room[i] != ':' && room[i] != '-')
            room[n++] = room[i];
    i32 made = snprintf(out, PLATFORM_PATH_MAX, "%s/etalon-%.*s.tar", folder, (int)n, room);
    return made < PLATFORM_PATH_MAX || err_set(e, ERR_LIMIT, "the file name is too long");
}
