/* etalon token: keys for programs. */
#include "accounts/tokens.h"
#include "base/os.h"
#include "cli/commands.h"
#include "cli/people.h"

enum { LISTED_MAX = 10000, DAYS_UNLESS_SAID = 90 };

struct token {
    struct people people;
    str folder, name, scopes, days;
    str of; /* an e-mail, or a token's id */
    i64 verb;
};

static bool create(struct token *t, struct err *e)
{
    struct people *p = &t->people;
    struct account_row owner;
    struct token_made made;
    struct token_new asked = {.name = t->name.n ? t->name : S("command-line"),
                              .days = DAYS_UNLESS_SAID};
    asked.scopes = access_bits(access_scopes, t->scopes);
    if (!asked.scopes || (t->days.n && !str_to_i64(t->days, &asked.days)))
        return err_set(e, ERR_USAGE,
                       "--scopes wants a list of: read, deals, standard, admin; "
                       "--days a number");
    if (!people_workspace(p, e))
        return false;
    if (!accounts_find_email(p->accounts, &p->arena, t->of, &owner))
        return err_set(e, ERR_INPUT, "nobody has the e-mail \"%.*s\"", STR_ARG(t->of));
    asked.account = str_c(owner.id);
    struct accounts_outcome done = accounts_token_new(p->accounts, &p->act, &asked, &made);
    if (!people_done(&done, e))
        return false;
    buf_fmt(p->out, message("token %s of %.*s in %.*s; its secret, not shown again:\n%s\n"),
            made.id, STR_ARG(owner.email), STR_ARG(p->workspace), made.secret);
    return true;
}

static void put_token(struct buf *out, const struct token_row *r, i64 now_ms)
{
    const char *standing = r->revoked_ms != TIME_NONE ? MESSAGE("revoked")
                           : r->expires_ms <= now_ms  ? MESSAGE("expired")
                                                      : MESSAGE("holds");
    buf_fmt(out, "%s\t%.*s\t%s\t", r->id, STR_ARG(r->email), message(standing));
    date_print(out, days_of_ms(r->expires_ms));
    buf_char(out, '\t');
    access_print(out, access_scopes, r->scopes);
    buf_fmt(out, "\t%.*s\n", STR_ARG(r->name));
}

static bool list(struct token *t, struct err *e)
{
    struct people *p = &t->people;
    struct token_row *rows = arena_array(&p->arena, struct token_row, LISTED_MAX);
    if (!people_workspace(p, e))
        return false;
    struct token_page page = {.workspace = p->workspace};
    i64 n = accounts_tokens(p->accounts, &p->arena, &page, LISTED_MAX, rows);
    for (i64 i = 0; i < n; i++)
        put_token(p->out, &rows[i], p->act.now_ms);
    return true;
}

static bool revoke(struct token *t, struct err *e)
{
    struct people *p = &t->people;
    if (!people_workspace(p, e))
        return false;
    struct accounts_outcome done = accounts_token_revoke(p->accounts, &p->act, t->of, (str){0});
    if (!people_done(&done, e))
        return false;
    buf_fmt(p->out, message("token %.*s holds no more\n"), STR_ARG(t->of));
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct token *t, struct err *e);
    bool of;
} verbs[] = {{"create", create, true}, {"list", list, false}, {"revoke", revoke, true}};

/* False after saying what is wrong. */
static bool parse(struct token *t, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        str *to = str_eq(o.name, S("--data"))        ? &t->folder
                  : str_eq(o.name, S("--workspace")) ? &t->people.workspace
                  : str_eq(o.name, S("--name"))      ? &t->name
                  : str_eq(o.name, S("--scopes"))    ? &t->scopes
                                                     : &t->days;
        *to = o.value;
    }
    if (o.failed)
        return false;
    t->verb = option_verb(&o, &verbs[0].name, (i64)sizeof verbs[0], LENGTH(verbs));
    if (t->verb < 0 || o.file_count != 1 + verbs[t->verb].of) {
        command_usage_error(self, "say create EMAIL, list, or revoke TOKEN");
        return false;
    }
    t->of = o.files[1];
    return true;
}

static bool work_token(const struct office *office, const struct errand *errand, struct buf *out,
                       struct err *e)
{
    struct token t = {0};
    if (!parse(&t, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    bool ok = people_open(&t.people, office, out, false, e) && verbs[t.verb].run(&t, e);
    people_close(&t.people);
    return ok;
}

static i32 run_token(const struct command *self, i32 argc, char **argv)
{
    struct token t = {0};
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    return parse(&t, self, argc, argv) ? office_run(t.folder, &errand) : err_exit_code(ERR_USAGE);
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("which workspace; the only one unless said")},
    {"--name", "NAME", MESSAGE("create: what it is for")},
    {"--scopes", "LIST", MESSAGE("create: read, deals, standard, admin, with commas between")},
    {"--days", "N", MESSAGE("create: how long it holds, 365 at most; 90 unless said")},
    {0},
};

const struct command cmd_token = {
    .name = "token",
    .summary = MESSAGE("keys for programs: create, list, revoke"),
    .usage = MESSAGE("create EMAIL|list|revoke TOKEN --data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "A token acts for one person in one workspace, with the role that person has then and not\n"
        "beyond its scopes. Programs send it as \"Authorization: Bearer eta_…\". Only its hash is\n"
        "kept. Works in the server that runs on the folder, if one does, else on its files.\n\n"
        "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n"),
    .run = run_token,
    .work = work_token,
};
