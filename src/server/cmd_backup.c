/* etalon backup: a data folder as one verified file, while a server runs on it or not. */
#include "base/os.h"
#include "operate/backup.h"
#include "server/commands.h"
#include "server/premises.h"

struct backing_up {
    str folder, to;
};

/* False after saying what is wrong. */
static bool parse(struct backing_up *b, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        *(str_eq(o.name, S("--data")) ? &b->folder : &b->to) = o.value;
    if (!o.failed && o.file_count)
        command_usage_error(self, "takes no file");
    return !o.failed && !o.file_count;
}

static bool back_up(struct premises *p, str to, struct buf *out, struct err *e)
{
    char path[PLATFORM_PATH_MAX];
    struct backup_made made;
    if (!to.n || p->platform->file_exists(p->platform->self, str_zero_ended(&p->arena, to)) == 1) {
        const char *folder =
            to.n ? str_zero_ended(&p->arena, to)
                 : str_zero_ended(&p->arena, str_fmt(&p->arena, "%s/backups", p->office->folder));
        if (to.n && os_folder_mode(to, &(bool){0}) < 0) /* a file: it is not overwritten */
            return platform_fail(e, PLATFORM_EXISTS, MESSAGE("write"), folder);
        if (!premises_backup_path(p, folder, path, e))
            return false;
        to = str_c(path);
    }
    if (!premises_back_up(p, str_zero_ended(&p->arena, to), &made, e))
        return false;
    buf_fmt(out,
            message("%.*s: %lld files, %lld bytes; read back: %lld events and %lld entries of the "
                    "audit hold together\n"),
            STR_ARG(to), (long long)made.files, (long long)made.bytes, (long long)made.events,
            (long long)made.entries);
    buf_put(out, str_c(message("not in it, on purpose: secrets.key, site.yaml and what that names; "
                               "keep copies of them apart (docs/operate.md)\n")));
    return true;
}

static bool work_backup(const struct office *office, const struct errand *errand, struct buf *out,
                        struct err *e)
{
    struct backing_up b = {0};
    struct premises p;
    if (!parse(&b, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    /* where it was typed: the folder is another one for the server */
    b.to = errand->given;
    bool ok = premises_open(&p, office, false, e) && back_up(&p, b.to, out, e);
    premises_close(&p);
    return ok;
}

static i32 run_backup(const struct command *self, i32 argc, char **argv)
{
    struct backing_up b = {0};
    struct arena a;
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(&b, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    arena_init(&a, 1 << 20);
    if (b.to.n)
        errand.given = os_absolute(&a, b.to);
    i32 code = office_run(b.folder, &errand);
    arena_release(&a);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"-o", "FILE|DIR",
     MESSAGE("where it is written: a new file, or one named by the time in a folder; "
             "DIR/backups unless said")},
    {0},
};

const struct command cmd_backup = {
    .name = "backup",
    .summary = MESSAGE("a data folder as one file, verified after it was written"),
    .usage = MESSAGE("--data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "Accounts and every workspace, each as it is at one moment, in one tar archive. Works in "
        "the\n"
        "server that runs on the folder, if one does; nobody waits for it. The file has its name\n"
        "when it was read back: every hash and every chain holds, every table is what its events\n"
        "say, and all of it is on the disk. A file that is there already is not overwritten.\n"
        "Keep backups on another machine. Of passwords and tokens they hold hashes. secrets.key "
        "and\n"
        "site.yaml are not in them: keep those apart, or who finds a backup finds its secrets.\n\n"
        "Exit code: 0 it is there and verified, 1 it is not there, 2 when the command line is "
        "wrong.\n"),
    .run = run_backup,
    .work = work_backup,
};
