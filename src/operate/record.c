#include "operate/record.h"

#include <stdio.h>

#include "base/date.h"
#include "base/message.h"
#include "format/json.h"
#include "format/json_tree.h"
#include "operate/parts.h"

enum { RECORD_BYTES_MAX = 64 << 10, ARENA_BYTES = 1 << 20 };
static const char record_name[] = "/operations.json";

static i64 moment_of(const struct json_value *o, str key)
{
    const struct json_value *v = json_find(o, key);
    i64 ms;
    return v && v->type == JSON_IS_TEXT && time_parse(v->text, &ms) ? ms : TIME_NONE;
}

static str text_of(const struct json_value *o, str key)
{
    const struct json_value *v = json_find(o, key);
    return v && v->type == JSON_IS_TEXT ? v->text : (str){0};
}

static void take(const struct json_value *root, struct operations *out)
{
    const struct json_value *backup = json_find(root, S("backup")), *bytes;
    const struct json_value *drill = json_find(root, S("drill"));
    if (backup) {
        out->backup_ms = moment_of(backup, S("at"));
        out->backup_path = text_of(backup, S("file"));
        bytes = json_find(backup, S("bytes"));
        out->backup_bytes = bytes ? bytes->integer : 0;
    }
    if (drill) {
        out->drill_ms = moment_of(drill, S("at"));
        out->drill_path = text_of(drill, S("file"));
        out->drill_problem = text_of(drill, S("problem"));
    }
}

bool operations_read(const struct platform *p, const char *folder, struct arena *a,
                     struct operations *out, struct err *e)
{
    char path[PLATFORM_PATH_MAX];
    struct diags d;
    *out = (struct operations){.backup_ms = TIME_NONE, .drill_ms = TIME_NONE};
    if (!path_join(path, folder, record_name, e))
        return false;
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    if (file == PLATFORM_MISSING)
        return true;
    if (file < 0)
        return platform_fail(e, file, MESSAGE("read"), path);
    char *room = arena_array(a, char, RECORD_BYTES_MAX);
    i64 got = p->file_read(p->self, file, room, RECORD_BYTES_MAX, 0);
    p->file_close(p->self, file);
    if (got < 0)
        return platform_fail(e, got, MESSAGE("read"), path);
    diags_init(&d, a);
    const struct json_value *root = json_parse(a, (str){room, got}, &d);
    if (root)
        take(root, out);
    return true;
}

static void put_moment(struct json *j, i64 ms)
{
    char room[40];
    struct buf moment = {.p = room, .max = sizeof room};
    time_print(&moment, ms);
    json_key(j, S("at"));
    json_str(j, buf_str(&moment));
}

static void put(struct json *j, str key, str value)
{
    json_key(j, key);
    json_str(j, value);
}

static void print(struct buf *out, const struct operations *o)
{
    struct json j;
    json_init(&j, out, 2);
    json_object(&j);
    if (o->backup_ms != TIME_NONE) {
        json_key(&j, S("backup"));
        json_object(&j);
        put_moment(&j, o->backup_ms);
        put(&j, S("file"), o->backup_path);
        json_key(&j, S("bytes"));
        json_i64(&j, o->backup_bytes);
        json_end(&j);
    }
    if (o->drill_ms != TIME_NONE) {
        json_key(&j, S("drill"));
        json_object(&j);
        put_moment(&j, o->drill_ms);
        put(&j, S("file"), o->drill_path);
        put(&j, S("problem"), o->drill_problem);
        json_end(&j);
    }
    json_end(&j);
}

bool operations_write(const struct platform *p, const char *folder, const struct operations *o,
                      struct err *e)
{
    char path[PLATFORM_PATH_MAX], part[PLATFORM_PATH_MAX];
    struct buf out;
    if (!path_join(path, folder, record_name, e) || !path_join(part, path, ".part", e) ||
        !drop_file(p, part, e))
        return false;
    buf_init(&out, RECORD_BYTES_MAX);
    print(&out, o);
    i64 file = p->file_open(p->self, part, PLATFORM_WRITE | PLATFORM_CREATE | PLATFORM_NEW);
    i64 reason = file;
    if (file >= 0) {
        reason = p->file_write(p->self, file, out.p, out.n, 0);
        if (reason == PLATFORM_OK)
            reason = p->file_sync(p->self, file);
        p->file_close(p->self, file);
    }
    if (reason == PLATFORM_OK)
        reason = p->file_rename(p->self, part, path);
    if (reason == PLATFORM_OK)
        reason = p->folder_sync(p->self, folder);
    buf_release(&out);
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("write"), path);
}

/* --- the drill ------------------------------------------------------------------------------ */

/* Everything in the scratch place is ours. */
static bool empty(const struct platform *p, const char *scratch, struct arena *a, struct err *e)
{
    struct platform_names names;
    char path[PLATFORM_PATH_MAX];
    i64 reason = p->folder_list(p->self, scratch, a, &names);
    if (reason == PLATFORM_MISSING)
        return true;
    if (reason != PLATFORM_OK)
        return platform_fail(e, reason, MESSAGE("use"), scratch);
    for (i64 i = 0; i < names.n; i++) {
        i32 n = snprintf(path, sizeof path, "%s/%.*s", scratch, STR_ARG(names.v[i]));
        if (n >= PLATFORM_PATH_MAX || !drop_file(p, path, e))
            return false;
    }
    return true;
}

static bool has_room(const struct platform *p, const char *folder, i64 bytes, struct err *e)
{
    i64 left = p->folder_free_bytes(p->self, folder);
    return left >= 2 * bytes ||
           err_set(e, ERR_IO, "%lld MiB are free, and twice the %lld MiB of a backup are needed",
                   (long long)(left >> 20), (long long)(bytes >> 20));
}

bool drill_hold(const struct platform *p, const char *folder, i64 now_ms, struct err *e)
{
    struct operations o;
    struct backup_made made;
    struct arena a;
    char scratch[PLATFORM_PATH_MAX];
    struct err problem = {0};
    arena_init(&a, ARENA_BYTES);
    bool ok = path_join(scratch, folder, "/drill", e) && operations_read(p, folder, &a, &o, e);
    if (ok && o.backup_ms != TIME_NONE) {
        const char *path = str_zero_ended(&a, o.backup_path);
        bool good = empty(p, scratch, &a, &problem) &&
                    has_room(p, folder, o.backup_bytes, &problem) &&
                    restore_make(p, path, scratch, true, now_ms, &made, &problem);
        o.drill_ms = now_ms;
        o.drill_path = o.backup_path;
        o.drill_problem = good ? (str){0} : str_c(problem.text);
        ok = empty(p, scratch, &a, e) && operations_write(p, folder, &o, e);
    }
    arena_release(&a);
    return ok;
}
