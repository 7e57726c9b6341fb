#include "operate/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/message.h"
#include "operate/parts.h"
#include "operate/record.h"
#include "storage/storage.h"

enum {
    SYNC_BYTES = 4096,
    SYNC_SLOW_US = 20000, /* a commit waits for one sync */
    SYNC_FAST_US = 15,    /* no disk is so quick: nothing was written to one */
    ROOM_MIB = 1024,
};
#define CLOCK_EARLIEST_MS 1760000000000ll /* October 2025: this program was not there before */

/* Words that stay as they are: text and advice were translated where they are said. */
static void find(struct doctor *d, struct arena *a, const char *name, enum doctor_level level,
                 str text, const char *advice)
{
    if (d->count == DOCTOR_FINDINGS_MAX)
        return;
    d->finding[d->count++] =
        (struct doctor_finding){level, name, text, advice ? str_dup(a, str_c(advice)) : (str){0}};
    d->worst = level > d->worst ? level : d->worst;
}

static void look_at_sqlite(struct doctor *d, struct arena *a)
{
    find(d, a, "sqlite", DOCTOR_GOOD, str_fmt(a, "SQLite %s", storage_version()), NULL);
}

/* --- how long a sync takes ------------------------------------------------------------------ */

static int by_time(const void *left, const void *right)
{
    i64 l = *(const i64 *)left, r = *(const i64 *)right;
    return (l > r) - (l < r);
}

/* Microseconds of each write and sync; PLATFORM_OK or a reason. */
static i64 measure(const struct platform *p, const char *path, i64 us[DOCTOR_SYNCS])
{
    static const char page[SYNC_BYTES] = "doctor";
    i64 file = p->file_open(p->self, path, PLATFORM_WRITE | PLATFORM_CREATE);
    i64 reason = file < 0 ? file : PLATFORM_OK;
    for (i32 i = 0; reason == PLATFORM_OK && i < DOCTOR_SYNCS; i++) {
        i64 begun = p->elapsed_ns(p->self);
        reason = p->file_write(p->self, file, page, sizeof page, (i64)i * SYNC_BYTES);
        if (reason == PLATFORM_OK)
            reason = p->file_sync(p->self, file);
        us[i] = (p->elapsed_ns(p->self) - begun) / 1000;
    }
    if (file >= 0)
        p->file_close(p->self, file);
    p->file_unlink(p->self, path);
    return reason;
}

static void look_at_syncs(const struct platform *p, const struct doctor_asked *asked,
                          struct doctor *d, struct arena *a)
{
    char path[PLATFORM_PATH_MAX];
    i64 us[DOCTOR_SYNCS] = {0};
    struct err e;
    if (!path_join(path, asked->folder, "/doctor.part", &e))
        return;
    i64 reason = measure(p, path, us);
    if (reason != PLATFORM_OK) {
        platform_fail(&e, reason, MESSAGE("write"), path);
        find(d, a, "fsync", DOCTOR_PROBLEM, str_dup(a, str_c(e.text)),
             message("acts cannot be recorded here: look at the disk and its permissions"));
        return;
    }
    qsort(us, DOCTOR_SYNCS, sizeof us[0], by_time);
    i64 median = us[DOCTOR_SYNCS / 2], worst = us[DOCTOR_SYNCS - 1];
    str text = str_fmt(a, message("%d syncs: half took at most %lld µs, the longest %lld µs"),
                       DOCTOR_SYNCS, (long long)median, (long long)worst);
    if (median < SYNC_FAST_US)
        find(d, a, "fsync", DOCTOR_WARNING, text,
             message("faster than any disk: is the folder in memory, or is a cache lying?"));
    else if (median > SYNC_SLOW_US)
        find(d, a, "fsync", DOCTOR_WARNING, text,
             message("every commit waits for a sync: a disk with a protected cache is faster"));
    else
        find(d, a, "fsync", DOCTOR_GOOD, text, NULL);
}

/* --- the folder ----------------------------------------------------------------------------- */

static void look_at_permissions(const struct doctor_asked *asked, struct doctor *d, struct arena *a)
{
    if (asked->mode < 0)
        return;
    str text = str_fmt(a, message("the folder has the mode %04o"), asked->mode);
    if (asked->mode & 077)
        find(d, a, "permissions", DOCTOR_PROBLEM, text,
             message("others of this machine can look into it: chmod 700 on the folder"));
    else
        find(d, a, "permissions", asked->ours ? DOCTOR_GOOD : DOCTOR_WARNING, text,
             asked->ours ? NULL : message("it belongs to another user than who asks"));
}

static void look_at_user(const struct doctor_asked *asked, struct doctor *d, struct arena *a)
{
    if (asked->root)
        find(d, a, "user", DOCTOR_WARNING,
             message_str(S("the folder belongs to root: whoever breaks into its server owns the "
                           "machine")),
             message("run the server as a user of its own, as the package does: docs/operate.md"));
    else
        find(d, a, "user", DOCTOR_GOOD,
             message_str(S("the folder belongs to a user with no rights beyond it")), NULL);
}

static i64 size_of(const struct platform *p, const char *path)
{
    i64 file = p->file_open(p->self, path, PLATFORM_READ);
    i64 size = file < 0 ? 0 : p->file_size(p->self, file);
    if (file >= 0)
        p->file_close(p->self, file);
    return i64_max(size, 0);
}

/* The workspaces with what they weigh, and logs that nobody has moved into them. */
static i64 look_at_files(const struct platform *p, const struct doctor_asked *asked,
                         struct doctor *d, struct arena *a)
{
    struct platform_names names;
    char path[PLATFORM_PATH_MAX];
    i64 total = 0, files = 0, logs = 0;
    str id;
    if (p->folder_list(p->self, asked->folder, a, &names) != PLATFORM_OK)
        return 0;
    for (i64 i = 0; i < names.n; i++) {
        str name = names.v[i];
        bool log = name.n > 4 && str_eq(str_sub(name, name.n - 4, name.n), S("-wal"));
        snprintf(path, sizeof path, "%s/%.*s", asked->folder, STR_ARG(name));
        if (backup_is_ours(name, &id)) {
            files++;
            total += size_of(p, path);
        } else if (log && backup_is_ours(str_sub(name, 0, name.n - 4), &id))
            logs += size_of(p, path) > 0;
    }
    str text = str_fmt(a, message("%lld files of %lld MiB together"), (long long)files,
                       (long long)(total >> 20));
    find(d, a, "files", files ? DOCTOR_GOOD : DOCTOR_WARNING, text,
         files ? NULL : message("nothing was ever recorded here: is it the right folder?"));
    if (logs && !asked->server)
        find(d, a, "log", DOCTOR_WARNING,
             str_fmt(a, message("%lld write-ahead logs are open and no server runs"),
                     (long long)logs),
             message("the server did not stop in order; its next start reads them, nothing is "
                     "lost"));
    return total;
}

static void look_at_room(const struct platform *p, const struct doctor_asked *asked, i64 total,
                         struct doctor *d, struct arena *a)
{
    i64 left = p->folder_free_bytes(p->self, asked->folder);
    str text = str_fmt(a, message("%lld MiB are free"), (long long)(left >> 20));
    bool little = left < total || left >> 20 < ROOM_MIB / 8;
    bool some = left < 3 * total || left >> 20 < ROOM_MIB;
    find(d, a, "space",
         little ? DOCTOR_PROBLEM
         : some ? DOCTOR_WARNING
                : DOCTOR_GOOD,
         text,
         some ? message("a backup and its drill want three times what the files hold") : NULL);
}

/* --- what was done last ----------------------------------------------------------------------- */

static str ago(struct arena *a, i64 now_ms, i64 then_ms)
{
    i64 hours = (now_ms - then_ms) / 3600000;
    return hours < 1    ? str_c(message("less than an hour ago"))
           : hours < 48 ? str_fmt(a, message("%lld hours ago"), (long long)hours)
                        : str_fmt(a, message("%lld days ago"), (long long)(hours / 24));
}

static bool is_stale(const struct doctor_asked *asked, i64 then_ms)
{
    return asked->now_ms - then_ms > (i64)DOCTOR_STALE_HOURS * 3600000;
}

static void look_at_backup(const struct doctor_asked *asked, const struct operations *o,
                           struct doctor *d, struct arena *a)
{
    if (o->backup_ms == TIME_NONE) {
        find(d, a, "backup", DOCTOR_WARNING, str_c(message("there was never a backup")),
             message("etalon backup makes one; etalon serve --backups DIR one a day"));
        return;
    }
    str when = ago(a, asked->now_ms, o->backup_ms);
    str text = str_fmt(a, message("the last backup was made %.*s: %.*s"), STR_ARG(when),
                       STR_ARG(o->backup_path));
    bool stale = is_stale(asked, o->backup_ms);
    find(d, a, "backup", stale ? DOCTOR_WARNING : DOCTOR_GOOD, text,
         stale ? message("etalon backup makes one; etalon serve --backups DIR one a day") : NULL);
}

static void look_at_drill(const struct doctor_asked *asked, const struct operations *o,
                          struct doctor *d, struct arena *a)
{
    if (o->drill_ms == TIME_NONE) {
        find(d, a, "restore", DOCTOR_WARNING, str_c(message("no backup was ever restored")),
             message("a server restores the newest every day and verifies it; or etalon restore "
                     "into an empty folder"));
        return;
    }
    str when = ago(a, asked->now_ms, o->drill_ms);
    if (o->drill_problem.n) {
        find(d, a, "restore", DOCTOR_PROBLEM,
             str_fmt(a, message("the backup could not be restored %.*s: %.*s"), STR_ARG(when),
                     STR_ARG(o->drill_problem)),
             message("make another backup now, and look at where it is kept"));
        return;
    }
    bool stale = is_stale(asked, o->drill_ms);
    find(d, a, "restore", stale ? DOCTOR_WARNING : DOCTOR_GOOD,
         str_fmt(a, message("a backup was restored and verified %.*s: %.*s"), STR_ARG(when),
                 STR_ARG(o->drill_path)),
         stale ? message("the drill is held by the server, once a day: does it run?") : NULL);
}

static void look_at_clock(const struct doctor_asked *asked, const struct operations *o,
                          struct doctor *d, struct arena *a)
{
    char room[40];
    struct buf moment = {.p = room, .max = sizeof room};
    time_print(&moment, asked->now_ms / 1000 * 1000);
    bool wrong = asked->now_ms < CLOCK_EARLIEST_MS ||
                 (o->backup_ms != TIME_NONE && asked->now_ms < o->backup_ms) ||
                 (o->drill_ms != TIME_NONE && asked->now_ms < o->drill_ms);
    find(d, a, "clock", wrong ? DOCTOR_PROBLEM : DOCTOR_GOOD,
         str_fmt(a, message("the clock says %.*s"), STR_ARG(buf_str(&moment))),
         wrong ? message("it is behind what was recorded: set it, and keep it by NTP") : NULL);
}

void doctor_look(const struct platform *p, const struct doctor_asked *asked, struct arena *a,
                 struct doctor *out)
{
    struct operations o;
    struct err e;
    *out = (struct doctor){0};
    look_at_sqlite(out, a);
    find(out, a, "server", DOCTOR_GOOD,
         str_c(asked->server ? message("a server runs on it") : message("no server runs on it")),
         NULL);
    look_at_permissions(asked, out, a);
    look_at_user(asked, out, a);
    look_at_room(p, asked, look_at_files(p, asked, out, a), out, a);
    look_at_syncs(p, asked, out, a);
    if (restore_is_due(p, asked->folder))
        find(out, a, "interrupted", DOCTOR_PROBLEM,
             str_c(message("a restore was interrupted after it counted")),
             message("etalon restore --data DIR ends it; so does etalon serve"));
    if (!operations_read(p, asked->folder, a, &o, &e))
        return;
    look_at_clock(asked, &o, out, a);
    look_at_backup(asked, &o, out, a);
    look_at_drill(asked, &o, out, a);
}
