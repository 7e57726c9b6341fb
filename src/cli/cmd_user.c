/* etalon user: the accounts of a data folder. */
#include "accounts/audit.h"
#include "accounts/secret.h"
#include "base/os.h"
#include "cli/commands.h"
#include "cli/people.h"

#include <string.h>

enum {
    PASSWORD_FILE_MAX = 4096,
    PASSWORD_ARENA_BYTES = 64 << 20,
    LISTED_MAX = 10000,
    GENERATED_BYTES = 15,
};

struct user {
    struct people people;
    str folder, name, role, password_file;
    str email;
    str given; /* what the file of the password holds */
    i64 verb;
};

/* --- passwords ---------------------------------------------------------------------------- */

/* The first line of what was given, or one that is made up and shown. */
static void take_password(struct user *u, str *password)
{
    str rest;
    if (!u->password_file.n) {
        char made[ACCOUNTS_SECRET_MAX];
        code_new(&platform_system, GENERATED_BYTES, 6, made);
        *password = str_dup(&u->people.arena, str_c(made));
        return;
    }
    str_cut(u->given, '\n', password, &rest);
}

static void show_password(struct user *u, str password)
{
    if (!u->password_file.n)
        buf_fmt(u->people.out, message("password, not shown again: %.*s\n"), STR_ARG(password));
}

/* --- what can be done ----------------------------------------------------------------------- */

static bool add(struct user *u, struct err *e)
{
    struct people *p = &u->people;
    struct account_row there;
    struct account_new asked = {.email = u->email, .name = u->name.n ? u->name : u->email};
    asked.role = access_bit(access_roles, u->role);
    if (!asked.role)
        return err_set(e, ERR_USAGE,
                       "--role wants one of: admin, revops, manager, seller, "
                       "marketing, success, viewer, auditor");
    if (!people_workspace(p, e))
        return false;
    bool known = accounts_find_email(p->accounts, &p->arena, u->email, &there);
    if (known && (u->password_file.n || u->name.n))
        return err_set(e, ERR_INPUT,
                       "%.*s has an account already: --role and --workspace are "
                       "enough",
                       STR_ARG(u->email));
    if (!known)
        take_password(u, &asked.password);
    struct accounts_outcome done = known ? accounts_join(p->accounts, &p->act, u->email, asked.role)
                                         : accounts_add(p->accounts, &p->act, &asked);
    if (!people_done(&done, e))
        return false;
    buf_fmt(p->out, message("%.*s is %.*s in %.*s\n"), STR_ARG(u->email), STR_ARG(u->role),
            STR_ARG(p->workspace));
    if (!known)
        show_password(u, asked.password);
    return true;
}

static void put_member(struct buf *out, const struct member_row *m)
{
    buf_fmt(out, "%.*s\t%s\t%s\t%.*s", STR_ARG(m->email), access_name(access_roles, m->role),
            access_name(access_states, m->state), STR_ARG(m->name));
    if (m->disabled)
        buf_fmt(out, "\t%s", message("disabled"));
    buf_char(out, '\n');
}

static bool list(struct user *u, struct err *e)
{
    struct people *p = &u->people;
    struct member_row *rows = arena_array(&p->arena, struct member_row, LISTED_MAX);
    if (!people_workspace(p, e))
        return false;
    i64 n = accounts_people(p->accounts, &p->arena, p->workspace, (str){0}, LISTED_MAX, rows);
    for (i64 i = 0; i < n; i++)
        put_member(p->out, &rows[i]);
    return true;
}

static bool set_password(struct user *u, struct err *e)
{
    struct people *p = &u->people;
    str password;
    take_password(u, &password);
    struct accounts_outcome done = accounts_set_password(p->accounts, &p->act, u->email, password);
    if (!people_done(&done, e))
        return false;
    buf_fmt(p->out, message("the password of %.*s is a new one; their sessions have ended\n"),
            STR_ARG(u->email));
    show_password(u, password);
    return true;
}

static bool switch_account(struct user *u, bool disabled, struct err *e)
{
    struct people *p = &u->people;
    struct accounts_outcome done = accounts_disable(p->accounts, &p->act, u->email, disabled);
    if (!people_done(&done, e))
        return false;
    buf_fmt(p->out,
            disabled ? message("%.*s is disabled: no session and no token holds\n")
                     : message("%.*s may sign in again\n"),
            STR_ARG(u->email));
    return true;
}

static bool disable(struct user *u, struct err *e)
{
    return switch_account(u, true, e);
}

static bool enable(struct user *u, struct err *e)
{
    return switch_account(u, false, e);
}

/* Is the audit what was recorded? */
static bool verify(struct user *u, struct err *e)
{
    struct people *p = &u->people;
    struct audit_verified v;
    if (!accounts_verify(p->accounts, &v, e))
        return false;
    if (v.first_bad)
        return err_set(e, ERR_INPUT, "the audit is not what was recorded: see entry %lld",
                       (long long)v.first_bad);
    buf_fmt(p->out, message("the audit holds: %lld entries, head "), (long long)v.entries);
    for (i64 i = 0; i < LENGTH(v.head); i++)
        buf_fmt(p->out, "%02x", v.head[i]);
    buf_char(p->out, '\n');
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct user *u, struct err *e);
    bool email, create;
} verbs[] = {
    {"add", add, true, true},
    {"list", list, false, false},
    {"passwd", set_password, true, false},
    {"disable", disable, true, false},
    {"enable", enable, true, false},
    {"verify", verify, false, false},
};

/* --- the command line ----------------------------------------------------------------------- */

/* False after saying what is wrong. */
static bool parse(struct user *u, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        str *to = str_eq(o.name, S("--data"))        ? &u->folder
                  : str_eq(o.name, S("--workspace")) ? &u->people.workspace
                  : str_eq(o.name, S("--name"))      ? &u->name
                  : str_eq(o.name, S("--role"))      ? &u->role
                                                     : &u->password_file;
        *to = o.value;
    }
    if (o.failed)
        return false;
    u->verb = option_verb(&o, &verbs[0].name, (i64)sizeof verbs[0], LENGTH(verbs));
    if (u->verb < 0 || o.file_count != 1 + verbs[u->verb].email) {
        command_usage_error(self, "say add, list, passwd, disable, enable or verify, and of whom");
        return false;
    }
    u->email = o.files[1];
    return true;
}

static bool work_user(const struct office *office, const struct errand *errand, struct buf *out,
                      struct err *e)
{
    struct user u = {.given = errand->given};
    if (!parse(&u, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    bool ok =
        people_open(&u.people, office, out, verbs[u.verb].create, e) && verbs[u.verb].run(&u, e);
    people_close(&u.people);
    return ok;
}

static i32 run_user(const struct command *self, i32 argc, char **argv)
{
    struct user u = {0};
    struct arena a;
    struct err e;
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(&u, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    arena_init(&a, PASSWORD_ARENA_BYTES);
    bool ok = !u.password_file.n ||
              os_read_file(&errand.given, &a, u.password_file, PASSWORD_FILE_MAX, &e);
    i32 code = ok ? office_run(u.folder, &errand) : command_fail(&e);
    arena_release(&a);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("which workspace; the only one unless said")},
    {"--name", "NAME", MESSAGE("add: what the person is called")},
    {"--role", "ROLE", MESSAGE("add: as what")},
    {"--password", "FILE",
     MESSAGE("add, passwd: its first line, \"-\" is standard input; else one is made and shown")},
    {0},
};

const struct command cmd_user = {
    .name = "user",
    .summary = MESSAGE("people of a data folder: add, list, passwd, disable, enable, verify"),
    .usage = MESSAGE("add|list|passwd|disable|enable|verify [EMAIL] --data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "Works in the server that runs on the folder, if one does, else on its files. Every change "
        "is\n"
        "an entry of the audit, from the source \"command-line\"; verify computes its chain of "
        "hashes\n"
        "again. The last active admin cannot be disabled. add makes who has an\n"
        "account already a member of another workspace.\n\n"
        "Roles: admin decides who is in; revops writes the standard; manager leads people;\n"
        "seller, marketing and success work on deals; viewer sees; auditor sees the audit too.\n\n"
        "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n"),
    .run = run_user,
    .work = work_user,
};
