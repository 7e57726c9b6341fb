/* etalon restore: a backup into a folder, whole or not at all. */
#include "base/local.h"
#include "base/os.h"
#include "cli/office.h"
#include "operate/backup.h"
#include "server/commands.h"

enum { ARENA_BYTES = 1 << 20 };

static bool nobody_is_there(const char *folder, struct err *e)
{
    i64 server = local_call(folder, OFFICE_SOCKET);
    local_close(server);
    if (server < 0)
        return true;
    err_set(e, ERR_INPUT, "a server runs on \"%s\"", folder);
    return err_hint(e, "stop it, or restore into another folder"), false;
}

static bool restore(const char *from, const char *folder, bool replace, struct buf *out,
                    struct err *e)
{
    const struct platform *p = &platform_system;
    struct backup_made made;
    if (!nobody_is_there(folder, e))
        return false;
    if (!from) {
        bool due = restore_is_due(p, folder);
        if (!restore_finish(p, folder, e))
            return false;
        buf_put(out, str_c(due ? message("the restore that was interrupted is done\n")
                               : message("no restore was interrupted\n")));
        return true;
    }
    if (!restore_make(p, from, folder, replace, os_now_ms(), &made, e))
        return false;
    buf_fmt(out, message("%s: %lld files of the backup "), folder, (long long)made.files);
    time_print(out, made.at_ms / 1000 * 1000);
    buf_fmt(out, message("; %lld events and %lld entries of the audit hold together\n"),
            (long long)made.events, (long long)made.entries);
    return true;
}

static i32 run_restore(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct arena a;
    struct buf out;
    struct err e;
    str folder = {0};
    bool replace = false;
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        if (str_eq(o.name, S("--data")))
            folder = o.value;
        else
            replace = true;
    }
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (!folder.n || o.file_count > 1)
        return command_usage_error(self, "name the backup, and the folder with --data");
    arena_init(&a, ARENA_BYTES);
    buf_init(&out, ARENA_BYTES);
    bool ok = restore(o.file_count ? str_zero_ended(&a, o.files[0]) : NULL,
                      str_zero_ended(&a, folder), replace, &out, &e);
    os_write_out(buf_str(&out));
    buf_release(&out);
    arena_release(&a);
    return ok ? 0 : command_fail(&e);
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder that the data comes to; made when missing")},
    {"--replace", NULL, MESSAGE("put aside what is there: NAME.etalon.before-TIME beside it")},
    {0},
};

const struct command cmd_restore = {
    .name = "restore",
    .summary = MESSAGE("a backup into a folder, verified first, whole or not at all"),
    .usage = MESSAGE("BACKUP --data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "Unpacks the backup beside what is there and verifies all of it; only then does it take\n"
        "its place. A folder that holds data is refused without --replace, one that a server or\n"
        "another command has open always. When it is interrupted the folder is as it was, or the\n"
        "next start of the server ends it; without BACKUP this command ends it.\n\n"
        "Exit code: 0 restored, 1 not, 2 when the command line is wrong.\n"),
    .run = run_restore,
};
