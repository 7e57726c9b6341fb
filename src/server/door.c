#include "server/door.h"

#include <stdio.h>

#include "accounts/accounts.h"
#include "api/shelf.h"
#include "base/local.h"
#include "cli/commands.h"
#include "cli/live_history.h"
#include "server/commands.h"

enum { LOOK_MS = 200 };

static const struct command *const heard[] = {
    &cmd_user,    &cmd_token, &cmd_workspace, &cmd_backup, &cmd_verify,  &cmd_import,
    &cmd_publish, &cmd_diff,  &cmd_proposal,  &cmd_export, &cmd_history, NULL,
};

/* --- its workspaces ----------------------------------------------------------------------------
 */

static void give(struct office_hold *hold)
{
    if (!hold->opened)
        return;
    opened_give_back(hold->opened, hold->reader);
    shelf_give(hold->opened);
    *hold = (struct office_hold){0};
}

/* One that is new is one that people can be members of. */
static bool take(const struct office *office, str id, bool create, struct office_hold *hold,
                 struct err *e)
{
    *hold = (struct office_hold){0};
    if (!(create ? shelf_make(office->shelf, id, id, &hold->opened, e)
                 : shelf_take(office->shelf, id, &hold->opened, e)))
        return false;
    hold->workspace = hold->opened->workspace;
    if (opened_reader(hold->opened, &hold->reader, e) &&
        (!create || accounts_workspace(office->accounts, id, (str){0}, office->now_ms, e)))
        return true;
    give(hold);
    return false;
}

static bool is_wanted(void *context)
{
    const struct door *d = context;
    return !__atomic_load_n(&d->stop, __ATOMIC_SEQ_CST) && !local_is_gone(d->caller);
}

/* --- hearing -----------------------------------------------------------------------------------
 */

static void answer_until_stopped(void *context)
{
    struct door *d = context;
    while (!__atomic_load_n(&d->stop, __ATOMIC_SEQ_CST)) {
        i64 caller = local_accept(d->listener, LOOK_MS);
        if (caller < 0)
            continue;
        d->caller = caller;
        d->office.now_ms = d->platform->now_ms(d->platform->self);
        office_answer(caller, &d->office, heard);
        local_close(caller);
    }
}

bool door_open(struct door *d, const struct platform *p, const struct office *office, struct err *e)
{
    *d = (struct door){.platform = p, .office = *office, .thread = -1};
    d->office.take = take;
    d->office.give = give;
    d->office.wanted = is_wanted;
    d->office.context = d;
    d->listener = local_listen(office->folder, OFFICE_SOCKET, e);
    if (d->listener < 0)
        return false;
    d->thread = p->thread_start(p->self, answer_until_stopped, d);
    return d->thread >= 0 || err_set(e, ERR_LIMIT, "the system gives no more threads");
}

void door_close(struct door *d)
{
    char path[PLATFORM_PATH_MAX];
    if (!d->platform || d->listener < 0)
        return;
    __atomic_store_n(&d->stop, 1, __ATOMIC_SEQ_CST);
    if (d->thread >= 0)
        d->platform->thread_join(d->platform->self, d->thread);
    snprintf(path, sizeof path, "%s/" OFFICE_SOCKET, d->office.folder);
    d->platform->file_unlink(d->platform->self, path);
    local_close(d->listener);
    d->listener = -1;
}
