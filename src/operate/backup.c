#include "operate/backup.h"

#include <stdio.h>
#include <string.h>

#include "accounts/audit.h"
#include "base/date.h"
#include "base/message.h"
#include "format/json.h"
#include "format/json_tree.h"
#include "operate/parts.h"
#include "workspace/verify.h"

enum { LIST_BYTES_MAX = 1 << 20, ARENA_BYTES = 16 << 20 };
#define VERIFY_ARENA_BYTES (1ll << 36) /* 8 bytes per event, touched as needed */
static const char list_name[] = "backup.json";

bool backup_is_ours(str file, str *id)
{
    if (file.n <= 7 || !str_eq(str_sub(file, file.n - 7, file.n), S(".etalon")))
        return false;
    *id = str_sub(file, 0, file.n - 7);
    return str_eq(*id, S("accounts")) || workspace_is_name(*id);
}

bool path_join(char out[PLATFORM_PATH_MAX], const char *left, const char *right, struct err *e)
{
    int n = snprintf(out, PLATFORM_PATH_MAX, "%s%s", left, right);
    return n < PLATFORM_PATH_MAX || err_set(e, ERR_LIMIT, "the file name is too long");
}

bool drop_file(const struct platform *p, const char *path, struct err *e)
{
    i64 reason = p->file_unlink(p->self, path);
    return reason == PLATFORM_OK || reason == PLATFORM_MISSING ||
           platform_fail(e, reason, MESSAGE("remove"), path);
}

/* --- is a file what it should be? ----------------------------------------------------------- */

static bool check_workspace(const struct platform *p, const char *path, struct backup_made *out,
                            struct err *e)
{
    struct verified v;
    struct arena a;
    arena_init(&a, VERIFY_ARENA_BYTES);
    bool ok = workspace_verify_file(p, path, &a, &v, e);
    if (ok && v.problem_count)
        ok = err_set(e, ERR_INPUT, "\"%s\" is not sound: %.*s", path, STR_ARG(v.problems.v[0]));
    if (ok)
        out->events += v.events;
    arena_release(&a);
    return ok;
}

static bool check_accounts(const struct platform *p, const char *path, struct backup_made *out,
                           struct err *e)
{
    struct accounts_options o = {.weak = true};
    struct audit_verified v;
    struct accounts *a;
    if (!accounts_open(&a, p, path, &o, e))
        return false;
    bool ok = accounts_verify(a, &v, e);
    if (ok && v.first_bad)
        ok = err_set(e, ERR_INPUT, "the audit is not what was recorded: see entry %lld",
                     (long long)v.first_bad);
    if (ok)
        out->entries += v.entries;
    accounts_close(a);
    return ok;
}

bool file_check(const struct platform *p, str id, const char *path, struct backup_made *out,
                struct err *e)
{
    return str_eq(id, S("accounts")) ? check_accounts(p, path, out, e)
                                     : check_workspace(p, path, out, e);
}

/* --- the list at its end -------------------------------------------------------------------- */

static void begin_list(struct json *j, struct buf *out, i64 now_ms)
{
    char room[40];
    struct buf moment = {.p = room, .max = sizeof room};
    time_print(&moment, now_ms);
    json_init(j, out, 2);
    json_object(j);
    json_key(j, S("etalon"));
    json_str(j, str_c(ETALON_VERSION));
    json_key(j, S("made_at"));
    json_str(j, buf_str(&moment));
    json_key(j, S("files"));
    json_array(j);
}

static void put_listed(struct json *j, const char *name, const char hex[65])
{
    json_object(j);
    json_key(j, S("name"));
    json_str(j, str_c(name));
    json_key(j, S("sha256"));
    json_str(j, str_c(hex));
    json_end(j);
}

static bool not_whole(const char *path, struct err *e)
{
    err_set(e, ERR_INPUT, "\"%s\" is no whole backup", path);
    return err_hint(e, "it was cut off or changed; use another one"), false;
}

/* The list must name each file of the archive, once, and itself not. */
bool listing_open(struct listing *l, const struct platform *p, const char *path, struct arena *a,
                  struct err *e)
{
    struct diags d;
    str text, id;
    if (!archive_open(&l->archive, &l->members, a, p, path, e))
        return false;
    const struct archive_member *m = archive_find(&l->members, list_name);
    if (!m)
        return not_whole(path, e);
    if (!archive_text(&l->archive, m, LIST_BYTES_MAX, a, &text, e))
        return false;
    diags_init(&d, a);
    const struct json_value *list = json_parse(a, text, &d), *made, *files;
    made = list ? json_find(list, S("made_at")) : NULL;
    files = list ? json_find(list, S("files")) : NULL;
    if (!made || made->type != JSON_IS_TEXT || !time_parse(made->text, &l->made_ms) || !files ||
        files->type != JSON_IS_LIST || files->n != l->members.n - 1)
        return not_whole(path, e);
    l->file = arena_array(a, struct listed, files->n);
    for (const struct json_value *f = files->first; f; f = f->next) {
        const struct json_value *name = json_find(f, S("name")), *sha = json_find(f, S("sha256"));
        if (!name || !sha || name->type != JSON_IS_TEXT || sha->type != JSON_IS_TEXT ||
            sha->text.n != 64 || !backup_is_ours(name->text, &id))
            return not_whole(path, e);
        struct listed *one = &l->file[l->n++];
        one->id = str_dup(a, id);
        one->sha = sha->text;
        one->member = archive_find(&l->members, str_zero_ended(a, name->text));
        for (i64 i = 0; i + 1 < l->n; i++)
            if (str_eq(l->file[i].id, id))
                return not_whole(path, e);
        if (!one->member)
            return not_whole(path, e);
    }
    return true;
}

bool listed_extract(struct listing *l, const struct listed *one, const char *to,
                    struct backup_made *out, struct err *e)
{
    char hex[65];
    if (!archive_extract(&l->archive, one->member, to, hex, e))
        return false;
    if (!str_eq(str_c(hex), one->sha))
        return not_whole(l->archive.path, e);
    out->files++;
    return file_check(l->archive.platform, one->id, to, out, e);
}

/* --- checking ------------------------------------------------------------------------------- */

/* A database leaves files beside it. */
bool drop_database(const struct platform *p, const char *path, struct err *e)
{
    char beside[PLATFORM_PATH_MAX];
    return drop_file(p, path, e) && path_join(beside, path, "-wal", e) && drop_file(p, beside, e) &&
           path_join(beside, path, "-shm", e) && drop_file(p, beside, e);
}

bool backup_check(const struct platform *p, const char *path, const char *scratch,
                  struct backup_made *out, struct err *e)
{
    struct listing l = {0};
    struct arena a;
    struct err ignored;
    *out = (struct backup_made){0};
    arena_init(&a, ARENA_BYTES);
    bool ok = drop_database(p, scratch, e) && listing_open(&l, p, path, &a, e);
    for (i64 i = 0; ok && i < l.n; i++)
        ok = listed_extract(&l, &l.file[i], scratch, out, e) && drop_database(p, scratch, e);
    if (!ok && !drop_database(p, scratch, &ignored))
        *out = (struct backup_made){0};
    out->at_ms = l.made_ms;
    bool opened = l.archive.platform && l.archive.file >= 0;
    out->bytes = opened ? p->file_size(p->self, l.archive.file) : 0;
    archive_close(&l.archive);
    arena_release(&a);
    return ok;
}

/* --- making --------------------------------------------------------------------------------- */

struct making {
    const struct platform *platform;
    const char *path;
    char part[PLATFORM_PATH_MAX], copy[PLATFORM_PATH_MAX];
};

static bool add_source(struct making *m, struct archive *a, struct json *j,
                       const struct backup_source *s, i64 now_ms, struct err *e)
{
    char hex[65];
    if (!s->copy(s->context, m->copy, e) || !archive_add_file(a, s->name, m->copy, now_ms, hex, e))
        return false;
    put_listed(j, s->name, hex);
    return drop_database(m->platform, m->copy, e);
}

static bool write_part(struct making *m, const struct backup_source *sources, i64 n, i64 now_ms,
                       struct err *e)
{
    struct archive a = {0};
    struct buf list;
    struct json j;
    buf_init(&list, LIST_BYTES_MAX);
    begin_list(&j, &list, now_ms);
    bool ok = archive_create(&a, m->platform, m->part, e);
    for (i64 i = 0; ok && i < n; i++)
        ok = add_source(m, &a, &j, &sources[i], now_ms, e);
    json_end(&j);
    json_end(&j);
    ok = ok && archive_add_text(&a, list_name, buf_str(&list), now_ms, e) && archive_finish(&a, e);
    archive_close(&a);
    buf_release(&list);
    return ok;
}

static bool name_it(const struct making *m, struct err *e)
{
    const struct platform *p = m->platform;
    char folder[PLATFORM_PATH_MAX];
    platform_folder_of(folder, m->path);
    i64 reason = p->file_rename(p->self, m->part, m->path);
    if (reason == PLATFORM_OK)
        reason = p->folder_sync(p->self, folder);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), m->path);
}

bool backup_make(const struct platform *p, const char *path, const struct backup_source *sources,
                 i64 n, i64 now_ms, struct backup_made *out, struct err *e)
{
    struct making m = {.platform = p, .path = path};
    struct err ignored;
    *out = (struct backup_made){0};
    if (n + 1 >= ARCHIVE_FILES_MAX)
        return err_set(e, ERR_LIMIT, "a backup holds %d files", ARCHIVE_FILES_MAX - 2);
    if (!path_join(m.part, path, ".part", e) || !path_join(m.copy, path, ".copy", e))
        return false;
    i64 there = p->file_exists(p->self, path);
    if (there)
        return platform_fail(e, there < 0 ? there : PLATFORM_EXISTS, MESSAGE("write"), path);
    bool ok = drop_file(p, m.part, e) && drop_database(p, m.copy, e) &&
              write_part(&m, sources, n, now_ms, e) && backup_check(p, m.part, m.copy, out, e) &&
              name_it(&m, e);
    if (!ok && drop_file(p, m.part, &ignored) && drop_database(p, m.copy, &ignored))
        *out = (struct backup_made){0};
    return ok;
}
