/* etalon workspace: the workspaces of a data folder. */
#include "server/commands.h"
#include "server/premises.h"

struct asked {
    str folder, name, admin;
    str id;
    bool add;
};

/* False after saying what is wrong. */
static bool parse(struct asked *w, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        str *to = str_eq(o.name, S("--data"))   ? &w->folder
                  : str_eq(o.name, S("--name")) ? &w->name
                                                : &w->admin;
        *to = o.value;
    }
    if (o.failed)
        return false;
    w->add = o.file_count == 2 && str_eq(o.files[0], S("add"));
    if (!w->add && !(o.file_count == 1 && str_eq(o.files[0], S("list")))) {
        command_usage_error(self, "say add NAME, or list");
        return false;
    }
    w->id = o.files[1];
    if (w->add && !workspace_is_name(w->id)) {
        command_usage_error(self, "a workspace is named with 1 to 40 of a-z, 0-9 and \"-\"");
        return false;
    }
    return true;
}

static bool is_known(struct premises *p, str id)
{
    i64 number = 0;
    str one;
    while (accounts_next_workspace(p->accounts, &p->arena, &number, &one))
        if (str_eq(one, id))
            return true;
    return false;
}

/* The file first: without its row in the accounts it is one that nobody is a member of. */
static bool add(struct premises *p, const struct asked *w, struct buf *out, struct err *e)
{
    struct account_row admin;
    struct opened *opened;
    if (is_known(p, w->id))
        return err_set(e, ERR_INPUT, "there is a workspace of this name already");
    if (w->admin.n && !accounts_find_email(p->accounts, &p->arena, w->admin, &admin))
        return err_set(e, ERR_INPUT, "nobody has the e-mail \"%.*s\"", STR_ARG(w->admin));
    str name = w->name.n ? w->name : w->id;
    if (!shelf_make(p->shelf, w->id, name, &opened, e))
        return false;
    shelf_give(opened);
    if (!accounts_workspace(p->accounts, w->id, name, p->office->now_ms, e))
        return false;
    struct accounts_act act = {
        .workspace = w->id, .source = S("command-line"), .now_ms = p->office->now_ms};
    if (w->admin.n) {
        struct accounts_outcome done = accounts_join(p->accounts, &act, w->admin, ACCESS_ADMIN);
        if (done.answer != ACCOUNTS_DONE)
            return err_set(e, ERR_INPUT, "%s", message(done.text));
    }
    buf_fmt(out, message("the workspace %.*s is there\n"), STR_ARG(w->id));
    return true;
}

static bool list(struct premises *p, struct buf *out, struct err *e)
{
    struct premises_ids ids;
    if (!premises_ids(p, &ids, e))
        return false;
    for (i64 i = 0; i < ids.n; i++)
        buf_fmt(out, "%.*s\n", STR_ARG(ids.v[i]));
    return true;
}

static bool work_workspace(const struct office *office, const struct errand *errand,
                           struct buf *out, struct err *e)
{
    struct asked w = {0};
    struct premises p;
    if (!parse(&w, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    bool ok =
        premises_open(&p, office, w.add, e) && (w.add ? add(&p, &w, out, e) : list(&p, out, e));
    premises_close(&p);
    return ok;
}

static i32 run_workspace(const struct command *self, i32 argc, char **argv)
{
    struct asked w = {0};
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    return parse(&w, self, argc, argv) ? office_run(w.folder, &errand) : err_exit_code(ERR_USAGE);
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--name", "NAME", MESSAGE("add: what people call it")},
    {"--admin", "EMAIL", MESSAGE("add: whose account becomes its admin")},
    {0},
};

const struct command cmd_workspace = {
    .name = "workspace",
    .summary = MESSAGE("the workspaces of a data folder: add, list"),
    .usage = MESSAGE("add NAME|list --data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "A workspace is a company's deals, standards and people in one file, NAME.etalon. Works "
        "in\n"
        "the server that runs on the folder, if one does, else on its files. Without --admin "
        "nobody\n"
        "is in it yet: etalon user add --workspace NAME --role admin.\n\n"
        "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n"),
    .run = run_workspace,
    .work = work_workspace,
};
