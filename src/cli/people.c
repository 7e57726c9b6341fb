#include "cli/people.h"

#include "base/platform.h"
#include "cli/live.h"

enum { PEOPLE_ARENA_BYTES = 64 << 20 };

bool people_open(struct people *p, const struct office *office, struct buf *out, bool create,
                 struct err *e)
{
    struct accounts_options o = {.create = create};
    p->office = office;
    p->out = out;
    arena_init(&p->arena, PEOPLE_ARENA_BYTES);
    p->act.source = S("command-line");
    p->act.now_ms = office->now_ms;
    p->accounts = office->accounts;
    if (p->accounts)
        return true;
    str path = str_fmt(&p->arena, "%s/accounts.etalon", office->folder);
    return live_is_settled(office, e) &&
           accounts_open(&p->accounts, &platform_system, str_zero_ended(&p->arena, path), &o, e);
}

void people_close(struct people *p)
{
    if (p->office && p->accounts != p->office->accounts)
        accounts_close(p->accounts);
    arena_release(&p->arena);
}

/* A workspace that has its file but that the accounts have not heard of. */
static bool introduce(struct people *p, struct err *e)
{
    const struct platform *machine = &platform_system;
    str path = str_fmt(&p->arena, "%s/%.*s.etalon", p->office->folder, STR_ARG(p->workspace));
    bool plain = str_find_char(p->workspace, '/') < 0 && !str_eq(p->workspace, S("accounts"));
    if (!plain || machine->file_exists(machine->self, str_zero_ended(&p->arena, path)) != 1)
        return err_set(e, ERR_INPUT, "there is no workspace \"%.*s\" in \"%s\"",
                       STR_ARG(p->workspace), p->office->folder);
    return accounts_workspace(p->accounts, p->workspace, (str){0}, p->act.now_ms, e);
}

bool people_workspace(struct people *p, struct err *e)
{
    i64 number = 0, count = 0;
    str id, only = {0};
    while (accounts_next_workspace(p->accounts, &p->arena, &number, &id)) {
        if (str_eq(id, p->workspace)) {
            p->act.workspace = id;
            return true;
        }
        only = id;
        count++;
    }
    if (!p->workspace.n && count != 1)
        return err_set(e, ERR_USAGE, "name the workspace with --workspace");
    if (p->workspace.n && !introduce(p, e))
        return false;
    p->workspace = p->workspace.n ? p->workspace : only;
    p->act.workspace = p->workspace;
    return true;
}

bool people_done(const struct accounts_outcome *out, struct err *e)
{
    if (out->answer == ACCOUNTS_DONE)
        return true;
    return err_set(e, out->answer == ACCOUNTS_FAILED ? ERR_IO : ERR_INPUT, "%s",
                   message(out->text));
}
