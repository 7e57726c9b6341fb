#include "api/shelf.h"

#include <stdio.h>

#include "base/message.h"
#include "live/desk.h"

enum { OPENED_ARENA_BYTES = 1 << 20 };

void shelf_init(struct shelf *shelf, const struct platform *p, const char *folder)
{
    *shelf = (struct shelf){.platform = p, .folder = folder};
    pthread_mutex_init(&shelf->lock, NULL);
    pthread_mutex_init(&shelf->opening, NULL);
}

static struct opened *opened_new(str id, struct workspace *w, bool owned)
{
    struct arena arena;
    arena_init(&arena, OPENED_ARENA_BYTES);
    struct opened *opened = arena_new(&arena, struct opened);
    opened->edition_of = arena_array(&arena, _Atomic u64, OPENED_EDITION_SLOTS);
    opened->arena = arena;
    opened->workspace = w;
    opened->owned = owned;
    pthread_mutex_init(&opened->lock, NULL);
    snprintf(opened->id, sizeof opened->id, "%.*s", STR_ARG(id));
    return opened;
}

static void opened_close(struct opened *opened)
{
    desk_close(opened->desk);
    for (i32 i = 0; i < opened->reader_count; i++)
        reader_close(opened->readers[i]);
    if (opened->owned)
        workspace_close(opened->workspace);
    pthread_mutex_destroy(&opened->lock);
    struct arena arena = opened->arena;
    arena_release(&arena);
}

void shelf_close(struct shelf *shelf)
{
    for (i32 i = 0; i < shelf->count; i++)
        opened_close(shelf->opened[i]);
    pthread_mutex_destroy(&shelf->lock);
    pthread_mutex_destroy(&shelf->opening);
    shelf->count = 0;
}

static void put(struct shelf *shelf, struct opened *opened)
{
    pthread_mutex_lock(&shelf->lock);
    assert(shelf->count < SHELF_MAX);
    opened->asked = ++shelf->asked;
    shelf->opened[shelf->count++] = opened;
    pthread_mutex_unlock(&shelf->lock);
}

void shelf_add(struct shelf *shelf, str id, struct workspace *w)
{
    put(shelf, opened_new(id, w, false));
}

/* --- taking ------------------------------------------------------------------------------- */

static struct opened *take_open(struct shelf *shelf, str id)
{
    struct opened *found = NULL;
    pthread_mutex_lock(&shelf->lock);
    for (i32 i = 0; i < shelf->count && !found; i++)
        if (str_eq(id, str_c(shelf->opened[i]->id)) && !shelf->opened[i]->closing)
            found = shelf->opened[i];
    if (found) {
        atomic_fetch_add(&found->holders, 1);
        found->asked = ++shelf->asked;
    }
    pthread_mutex_unlock(&shelf->lock);
    return found;
}

struct opened *shelf_take_open(struct shelf *shelf, i32 number)
{
    pthread_mutex_lock(&shelf->lock);
    struct opened *found = number < shelf->count ? shelf->opened[number] : NULL;
    if (found && found->closing)
        found = NULL;
    if (found)
        atomic_fetch_add(&found->holders, 1);
    pthread_mutex_unlock(&shelf->lock);
    return found;
}

/* The one to be closed for another: nobody finds it from here on. */
static struct opened *pick_idle(struct shelf *shelf)
{
    struct opened *idle = NULL;
    pthread_mutex_lock(&shelf->lock);
    for (i32 i = 0; i < shelf->count; i++) {
        struct opened *one = shelf->opened[i];
        if (one->owned && atomic_load(&one->holders) == 0 && (!idle || one->asked < idle->asked))
            idle = one;
    }
    if (idle)
        idle->closing = true;
    pthread_mutex_unlock(&shelf->lock);
    return idle;
}

static void drop(struct shelf *shelf, struct opened *opened)
{
    pthread_mutex_lock(&shelf->lock);
    for (i32 i = 0; i < shelf->count; i++)
        if (shelf->opened[i] == opened)
            shelf->opened[i] = shelf->opened[--shelf->count];
    pthread_mutex_unlock(&shelf->lock);
    opened_close(opened);
}

/* Under `opening`. */
static bool make_room(struct shelf *shelf, struct err *e)
{
    i32 most = shelf->open_max ? shelf->open_max : SHELF_MAX;
    while (shelf_count(shelf) >= most) {
        struct opened *idle = pick_idle(shelf);
        if (!idle)
            return err_set(e, ERR_IO, "%d workspaces are in use, more cannot be", most);
        drop(shelf, idle);
    }
    return true;
}

static bool open_file(struct shelf *shelf, str id, const struct workspace_options *o,
                      struct opened **out, struct err *e)
{
    char path[PLATFORM_PATH_MAX];
    struct workspace *w;
    if (!shelf->folder || !workspace_is_name(id))
        return err_set(e, ERR_INPUT, "there is no workspace \"%.*s\"", STR_ARG(id));
    snprintf(path, sizeof path, "%s/%.*s.etalon", shelf->folder, STR_ARG(id));
    if (!make_room(shelf, e) || !workspace_open(&w, shelf->platform, path, o, e))
        return false;
    *out = opened_new(id, w, true);
    atomic_fetch_add(&(*out)->holders, 1);
    put(shelf, *out);
    return true;
}

static bool take(struct shelf *shelf, str id, const struct workspace_options *o,
                 struct opened **out, struct err *e)
{
    *out = take_open(shelf, id);
    if (*out)
        return true;
    pthread_mutex_lock(&shelf->opening);
    *out = take_open(shelf, id); /* somebody else was faster */
    bool ok = *out || open_file(shelf, id, o, out, e);
    pthread_mutex_unlock(&shelf->opening);
    return ok;
}

bool shelf_take(struct shelf *shelf, str id, struct opened **out, struct err *e)
{
    const struct workspace_options o = {.no_thread = shelf->no_threads};
    return take(shelf, id, &o, out, e);
}

bool shelf_make(struct shelf *shelf, str id, str name, struct opened **out, struct err *e)
{
    const struct workspace_options o = {
        .create = true, .name = name, .no_thread = shelf->no_threads};
    return take(shelf, id, &o, out, e);
}

void shelf_give(struct opened *opened)
{
    if (opened)
        atomic_fetch_sub(&opened->holders, 1);
}

void shelf_hold(struct opened *opened)
{
    atomic_fetch_add(&opened->holders, 1);
}

/* --- all of them -------------------------------------------------------------------------- */

bool shelf_check(struct shelf *shelf, struct err *e)
{
    bool well = true;
    pthread_mutex_lock(&shelf->lock);
    for (i32 i = 0; i < shelf->count && well; i++)
        well = workspace_check(shelf->opened[i]->workspace, e);
    pthread_mutex_unlock(&shelf->lock);
    return well;
}

i32 shelf_count(struct shelf *shelf)
{
    pthread_mutex_lock(&shelf->lock);
    i32 n = shelf->count;
    pthread_mutex_unlock(&shelf->lock);
    return n;
}

/* --- analytics ---------------------------------------------------------------------------- */

struct desk *opened_desk_there(struct opened *opened)
{
    pthread_mutex_lock(&opened->lock);
    struct desk *desk = opened->desk;
    pthread_mutex_unlock(&opened->lock);
    return desk;
}

bool opened_desk(struct opened *opened, const struct platform *p, bool no_thread, struct desk **out,
                 struct err *e)
{
    struct desk_options o = {.platform = p,
                             .workspace = opened->workspace,
                             .name = str_c(opened->id),
                             .no_thread = no_thread};
    pthread_mutex_lock(&opened->lock);
    bool ok = opened->desk || desk_open(&opened->desk, &o, e);
    *out = opened->desk;
    pthread_mutex_unlock(&opened->lock);
    return ok;
}

/* --- readers ------------------------------------------------------------------------------ */

bool opened_reader(struct opened *opened, struct reader **out, struct err *e)
{
    *out = NULL;
    pthread_mutex_lock(&opened->lock);
    if (opened->reader_count)
        *out = opened->readers[--opened->reader_count];
    pthread_mutex_unlock(&opened->lock);
    return *out || reader_open(out, opened->workspace, e);
}

void opened_give_back(struct opened *opened, struct reader *r)
{
    struct err e;
    bool kept = false;
    if (r && reader_check(r, &e)) {
        pthread_mutex_lock(&opened->lock);
        kept = opened->reader_count < OPENED_READERS_MAX;
        if (kept)
            opened->readers[opened->reader_count++] = r;
        pthread_mutex_unlock(&opened->lock);
    }
    if (!kept)
        reader_close(r);
}
