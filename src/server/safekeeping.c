#include "server/safekeeping.h"

#include <stdio.h>

#include "base/date.h"
#include "operate/backup.h"
#include "operate/record.h"
#include "server/premises.h"

enum { ARENA_BYTES = 4 << 20 };

static bool is_due(i64 last_ms, i64 now_ms)
{
    return last_ms == TIME_NONE || now_ms - last_ms >= SAFEKEEPING_EVERY_MS || now_ms < last_ms;
}

static bool read_record(const struct safekeeping *s, struct arena *a, struct operations *out,
                        struct err *e)
{
    return operations_read(s->platform, s->office.folder, a, out, e);
}

static bool is_own_backup(str name)
{
    return str_starts(name, S("etalon-")) && name.n > 11 &&
           str_eq(str_sub(name, name.n - 4, name.n), S(".tar"));
}

/* The names begin with the time: the first in byte order are the oldest. */
static bool remove_old(struct premises *p, const char *folder, struct err *e)
{
    struct platform_names names;
    i64 kept = 0, reason = p->platform->folder_list(p->platform->self, folder, &p->arena, &names);
    for (i64 i = names.n - 1; reason == PLATFORM_OK && i >= 0; i--) {
        if (!is_own_backup(names.v[i]) || ++kept <= SAFEKEEPING_KEPT)
            continue;
        str path = str_fmt(&p->arena, "%s/%.*s", folder, STR_ARG(names.v[i]));
        reason = p->platform->file_unlink(p->platform->self, str_zero_ended(&p->arena, path));
    }
    return reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("remove"), folder);
}

static bool back_up(void *context, i64 now_ms, struct err *e)
{
    struct safekeeping *s = context;
    struct premises p;
    struct operations last;
    struct backup_made made;
    char path[PLATFORM_PATH_MAX];
    s->office.now_ms = now_ms;
    bool ok = premises_open(&p, &s->office, false, e) && read_record(s, &p.arena, &last, e);
    if (ok && is_due(last.backup_ms, now_ms))
        ok = premises_backup_path(&p, s->backups, path, e) &&
             premises_back_up(&p, path, &made, e) && remove_old(&p, s->backups, e);
    premises_close(&p);
    return ok;
}

static bool hold_drill(void *context, i64 now_ms, struct err *e)
{
    struct safekeeping *s = context;
    struct operations last;
    struct arena a;
    arena_init(&a, ARENA_BYTES);
    bool ok = read_record(s, &a, &last, e);
    if (ok && last.backup_ms != TIME_NONE && is_due(last.drill_ms, now_ms))
        ok = drill_hold(s->platform, s->office.folder, now_ms, e);
    arena_release(&a);
    return ok;
}

void safekeeping_add(struct safekeeping *s, struct chores *chores)
{
    if (s->backups)
        chores_add(chores, &(struct chore){"backup", 0, SAFEKEEPING_LOOK_MS, back_up, s});
    chores_add(chores, &(struct chore){"restore-drill", 0, SAFEKEEPING_LOOK_MS, hold_drill, s});
}

static void put(struct buf *out, const char *name, f64 value)
{
    buf_fmt(out, "# TYPE etalon_%s gauge\netalon_%s %.17g\n", name, name, value);
}

/* What never happened has no line. */
void safekeeping_print(const struct safekeeping *s, struct buf *out)
{
    struct operations o;
    struct arena a;
    struct err e;
    arena_init(&a, ARENA_BYTES);
    if (read_record(s, &a, &o, &e) && o.backup_ms != TIME_NONE) {
        put(out, "backup_last_timestamp_seconds", (f64)o.backup_ms / 1000);
        put(out, "backup_last_bytes", (f64)o.backup_bytes);
    }
    if (o.drill_ms != TIME_NONE) {
        put(out, "restore_drill_last_timestamp_seconds", (f64)o.drill_ms / 1000);
        put(out, "restore_drill_good", o.drill_problem.n == 0);
    }
    arena_release(&a);
}
