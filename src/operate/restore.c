/* Backups into a folder, whole or not at all. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/message.h"
#include "operate/parts.h"

enum { ARENA_BYTES = 16 << 20, NOTE_BYTES_MAX = 1 << 16, LOCKS_MAX = ARCHIVE_FILES_MAX };
static const char note_name[] = "restore.ready", fresh[] = ".restored";

/* A restore on its way. */
struct restoring {
    const struct platform *platform;
    const char *folder;
    struct arena arena;
    i64 lock[LOCKS_MAX]; /* of what was there, held until it is put aside */
    i64 lock_count;
};

static bool in_folder(char out[PLATFORM_PATH_MAX], const char *folder, str name, const char *end,
                      struct err *e)
{
    int n = snprintf(out, PLATFORM_PATH_MAX, "%s/%.*s%s", folder, STR_ARG(name), end);
    return n < PLATFORM_PATH_MAX || err_set(e, ERR_LIMIT, "the file name is too long");
}

static bool list_folder(const struct platform *p, const char *folder, struct arena *a,
                        struct platform_names *out, struct err *e)
{
    i64 reason = p->folder_list(p->self, folder, a, out);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("use"), folder);
}

static bool sync_folder(const struct platform *p, const char *folder, struct err *e)
{
    i64 reason = p->folder_sync(p->self, folder);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), folder);
}

/* --- the note ------------------------------------------------------------------------------- */

/* Written beside and renamed: it is there whole, or not. From then on the restore counts. */
static bool write_note(struct restoring *r, str text, struct err *e)
{
    const struct platform *p = r->platform;
    char path[PLATFORM_PATH_MAX], part[PLATFORM_PATH_MAX];
    if (!in_folder(path, r->folder, str_c(note_name), "", e) ||
        !in_folder(part, r->folder, str_c(note_name), ".part", e) || !drop_file(p, part, e))
        return false;
    i64 file = p->file_open(p->self, part, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    if (file < 0)
        return platform_fail(e, file, MESSAGE("write"), part);
    i64 reason = p->file_write(p->self, file, text.p, text.n, 0);
    if (reason == PLATFORM_OK)
        reason = p->file_sync(p->self, file);
    p->file_close(p->self, file);
    if (reason == PLATFORM_OK)
        reason = p->file_rename(p->self, part, path);
    return reason == PLATFORM_OK ? sync_folder(p, r->folder, e)
                                 : platform_fail(e, reason, MESSAGE("write"), path);
}

static bool read_note(const struct platform *p, const char *path, struct arena *a, str *out,
                      struct err *e)
{
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    if (file < 0)
        return platform_fail(e, file, MESSAGE("read"), path);
    char *room = arena_array(a, char, NOTE_BYTES_MAX);
    i64 got = p->file_read(p->self, file, room, NOTE_BYTES_MAX, 0);
    p->file_close(p->self, file);
    *out = (str){room, i64_max(got, 0)};
    return got >= 0 || platform_fail(e, got, MESSAGE("read"), path);
}

/* A line of it: "SUFFIX", then an id on each. */
static bool note_names(str note, str id)
{
    str line, rest;
    str_cut(note, '\n', &line, &rest);
    while (rest.n) {
        str_cut(rest, '\n', &line, &rest);
        if (str_eq(line, id))
            return true;
    }
    return false;
}

/* --- finishing ------------------------------------------------------------------------------ */

static bool move(const struct platform *p, const char *from, const char *to, struct err *e)
{
    i64 reason = p->file_rename(p->self, from, to);
    return reason == PLATFORM_OK || reason == PLATFORM_MISSING ||
           platform_fail(e, reason, MESSAGE("write"), to);
}

/* The log first: between the two a database without its log would be another one, but this is
 * done again until the database is aside too. */
static bool put_aside(const struct platform *p, const char *folder, str file, str suffix,
                      struct err *e)
{
    static const char *const ends[] = {"-wal", "-shm", ""};
    char from[PLATFORM_PATH_MAX], to[PLATFORM_PATH_MAX], end[100];
    for (i64 i = 0; i < LENGTH(ends); i++) {
        snprintf(end, sizeof end, "%.*s%s", STR_ARG(suffix), ends[i]);
        if (!in_folder(from, folder, file, ends[i], e) || !in_folder(to, folder, file, end, e) ||
            !move(p, from, to, e))
            return false;
    }
    return true;
}

static bool has(const struct platform *p, const char *folder, str file, const char *end)
{
    char path[PLATFORM_PATH_MAX];
    struct err e;
    return in_folder(path, folder, file, end, &e) && p->file_exists(p->self, path) == 1;
}

/* One file of the folder to its new state, however far it has come already. */
static bool settle(const struct platform *p, const char *folder, str file, str note, struct err *e)
{
    char from[PLATFORM_PATH_MAX], to[PLATFORM_PATH_MAX];
    str id, suffix, rest;
    if (!backup_is_ours(file, &id))
        return true;
    str_cut(note, '\n', &suffix, &rest);
    bool comes = has(p, folder, file, fresh);
    if (note_names(note, id) && !comes)
        return true; /* it is there */
    if (has(p, folder, file, "") && !put_aside(p, folder, file, suffix, e))
        return false;
    return !comes || (in_folder(from, folder, file, fresh, e) &&
                      in_folder(to, folder, file, "", e) && move(p, from, to, e));
}

static bool forwards(const struct platform *p, const char *folder, const char *note_path,
                     struct arena *a, struct err *e)
{
    struct platform_names names;
    str note, line, rest;
    if (!read_note(p, note_path, a, &note, e) || !list_folder(p, folder, a, &names, e))
        return false;
    for (i64 i = 0; i < names.n; i++)
        if (!settle(p, folder, names.v[i], note, e))
            return false;
    str_cut(note, '\n', &line, &rest);
    while (rest.n) { /* what was not there before is in no list of the folder */
        str_cut(rest, '\n', &line, &rest);
        if (line.n && !settle(p, folder, str_fmt(a, "%.*s.etalon", STR_ARG(line)), note, e))
            return false;
    }
    return sync_folder(p, folder, e) && drop_file(p, note_path, e) && sync_folder(p, folder, e);
}

/* What was unpacked and never counted. */
static bool backwards(const struct platform *p, const char *folder, struct arena *a, struct err *e)
{
    struct platform_names names;
    char path[PLATFORM_PATH_MAX];
    i64 n = str_c(fresh).n;
    if (!list_folder(p, folder, a, &names, e))
        return false;
    for (i64 i = 0; i < names.n; i++) {
        str name = names.v[i];
        bool left = name.n > n && str_eq(str_sub(name, name.n - n, name.n), str_c(fresh));
        if (left && !(in_folder(path, folder, name, "", e) && drop_database(p, path, e)))
            return false;
    }
    return true;
}

bool restore_is_due(const struct platform *p, const char *folder)
{
    return has(p, folder, str_c(note_name), "");
}

bool restore_finish(const struct platform *p, const char *folder, struct err *e)
{
    char note[PLATFORM_PATH_MAX];
    struct arena a;
    if (!in_folder(note, folder, str_c(note_name), "", e))
        return false;
    i64 due = p->file_exists(p->self, note);
    if (due < 0)
        return platform_fail(e, due, MESSAGE("read"), note);
    arena_init(&a, ARENA_BYTES);
    bool ok = due ? forwards(p, folder, note, &a, e) : backwards(p, folder, &a, e);
    arena_release(&a);
    return ok;
}

/* --- making --------------------------------------------------------------------------------- */

/* Nobody else has what is there, as long as this takes. */
static bool lock_file(struct restoring *r, str name, struct err *e)
{
    const struct platform *p = r->platform;
    char path[PLATFORM_PATH_MAX];
    if (!in_folder(path, r->folder, name, "", e))
        return false;
    i64 file = p->file_open(p->self, path, PLATFORM_WRITE);
    i64 reason = file < 0 ? file : p->file_lock(p->self, file);
    if (file >= 0 && r->lock_count < LOCKS_MAX)
        r->lock[r->lock_count++] = file;
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("use"), path);
}

static bool look_at_folder(struct restoring *r, bool replace, struct err *e)
{
    const struct platform *p = r->platform;
    struct platform_names names;
    str id;
    i64 there = p->file_exists(p->self, r->folder);
    i64 reason = there == 0 ? p->folder_make(p->self, r->folder) : there < 0 ? there : PLATFORM_OK;
    if (reason != PLATFORM_OK)
        return platform_fail(e, reason, MESSAGE("make the folder"), r->folder);
    if (!restore_finish(p, r->folder, e) || !list_folder(p, r->folder, &r->arena, &names, e))
        return false;
    for (i64 i = 0; i < names.n; i++) {
        if (!backup_is_ours(names.v[i], &id))
            continue;
        if (!replace) {
            err_set(e, ERR_INPUT, "\"%s\" is not empty: %.*s is there", r->folder,
                    STR_ARG(names.v[i]));
            return err_hint(e, "restore into another folder, or say --replace"), false;
        }
        if (!lock_file(r, names.v[i], e))
            return false;
    }
    return true;
}

static bool unpack(struct restoring *r, struct listing *l, struct backup_made *out, struct err *e)
{
    char path[PLATFORM_PATH_MAX];
    for (i64 i = 0; i < l->n; i++) {
        str file = str_c(l->file[i].member->name);
        if (!in_folder(path, r->folder, file, fresh, e) || !drop_database(r->platform, path, e) ||
            !listed_extract(l, &l->file[i], path, out, e))
            return false;
    }
    return sync_folder(r->platform, r->folder, e);
}

static str note_of(struct restoring *r, const struct listing *l, i64 now_ms)
{
    struct buf out = {.p = arena_array(&r->arena, char, NOTE_BYTES_MAX), .max = NOTE_BYTES_MAX};
    char room[40];
    struct buf moment = {.p = room, .max = sizeof room};
    time_print(&moment, now_ms / 1000 * 1000);
    buf_put(&out, S(".before-"));
    for (i64 i = 0; i < moment.n; i++)
        if (room[i] != ':' && room[i] != '-')
            buf_char(&out, room[i]);
    for (i64 i = 0; i < l->n; i++)
        buf_fmt(&out, "\n%.*s", STR_ARG(l->file[i].id));
    buf_char(&out, '\n');
    assert(!out.full); /* 1,024 ids of 40 bytes fit */
    return buf_str(&out);
}

bool restore_make(const struct platform *p, const char *path, const char *folder, bool replace,
                  i64 now_ms, struct backup_made *out, struct err *e)
{
    struct restoring *r;
    struct listing l = {0};
    struct arena arena;
    struct err ignored;
    *out = (struct backup_made){0};
    arena_init(&arena, ARENA_BYTES);
    r = arena_new(&arena, struct restoring);
    *r = (struct restoring){.platform = p, .folder = folder, .arena = arena};
    bool unpacked = look_at_folder(r, replace, e) && listing_open(&l, p, path, &r->arena, e) &&
                    unpack(r, &l, out, e);
    bool ok = unpacked && write_note(r, note_of(r, &l, now_ms), e) && restore_finish(p, folder, e);
    if (!unpacked && l.archive.platform && !restore_is_due(p, folder) &&
        !backwards(p, folder, &r->arena, &ignored))
        out->files = 0;
    for (i64 i = 0; i < r->lock_count; i++)
        p->file_close(p->self, r->lock[i]);
    out->at_ms = l.made_ms;
    archive_close(&l.archive);
    arena = r->arena;
    arena_release(&arena);
    return ok;
}
