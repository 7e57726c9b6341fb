/* etalon publish: the next version of a standard into a workspace, and what becomes of its deals.
 */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/live.h"
#include "cli/reader.h"

#include "base/message.h"

enum { DEALS_AT_ONCE = 500, ROUTES_MAX = 1024, LOOK_NS = 5000000 };
#define ARENA_BYTES (1ll << 32)

/* Deals that go the same way. */
struct way {
    i32 edition, from, to; /* to -1: they stay */
    enum carry_trouble trouble;
    i64 deals, to_catch_up;
};

struct publishing {
    struct arena arena;
    str data, workspace, file, text;
    bool all, preview, undo;
    const struct office *office;
    struct live live;
    struct diags diags;
    struct draft draft;
    VEC(struct way) ways;
    i64 go, stay;
    struct buf *out, *talk;
};

/* --- what would become of the deals ---------------------------------------------------------- */

static void count(struct publishing *p, const struct way *like, bool late)
{
    for (i64 i = 0; i < p->ways.n; i++) {
        struct way *w = &p->ways.v[i];
        if (w->edition != like->edition || w->from != like->from || w->to != like->to ||
            w->trouble != like->trouble)
            continue;
        w->deals++;
        w->to_catch_up += late;
        return;
    }
    if (p->ways.n == ROUTES_MAX)
        return;
    struct way *w = vec_push(&p->arena, &p->ways);
    *w = *like;
    w->deals = 1;
    w->to_catch_up = late;
}

static void look_at(struct publishing *p, i64 deal, i64 now_ms)
{
    struct deal_state s;
    const struct workspace *w = p->live.workspace;
    if (reader_state(p->live.reader, deal, &s) <= 0 ||
        !carry_in_flight(workspace_rules(w, s.version), &s))
        return;
    struct way way = {.edition = s.version, .from = s.stage, .to = -1};
    way.trouble = workspace_would_carry(w, &p->draft, &s, now_ms);
    if (way.trouble == CARRY_FINE)
        way.to = s.stage;
    p->go += way.to >= 0;
    p->stay += way.to < 0;
    count(p, &way, way.to >= 0 && !bits_none(s.catching_up));
}

static void look_at_all(struct publishing *p)
{
    i64 *deals = arena_array(&p->arena, i64, DEALS_AT_ONCE);
    i64 now_ms = platform_system.now_ms(platform_system.self);
    for (i32 e = 1; e <= workspace_editions(p->live.workspace); e++)
        for (i32 o = OUTCOME_OPEN; o <= OUTCOME_WON; o++) {
            if (!workspace_leads(p->live.workspace, &p->draft, e))
                continue;
            i64 after = 0, n;
            do {
                n = reader_in_flight(p->live.reader, e, (enum outcome)o, after, DEALS_AT_ONCE,
                                     deals);
                for (i64 i = 0; i < n; i++)
                    look_at(p, after = deals[i], now_ms);
            } while (n == DEALS_AT_ONCE);
        }
}

static str stage_title(const struct standard *s, i32 stage)
{
    return words_in(&s->stages.v[stage].title, str_c(lang_code(lang_spoken())));
}

static void print_ways(struct publishing *p)
{
    for (i64 i = 0; i < p->ways.n; i++) {
        const struct way *w = &p->ways.v[i];
        const struct standard *from = workspace_rules(p->live.workspace, w->edition)->standard;
        str title = stage_title(from, w->from);
        if (w->to < 0)
            buf_fmt(p->out, message("%lld stay in %.*s: %s\n"), (long long)w->deals, STR_ARG(title),
                    carry_trouble_id(w->trouble));
        else
            buf_fmt(p->out, message("%lld go from %.*s to %.*s\n"), (long long)w->deals,
                    STR_ARG(title), STR_ARG(stage_title(p->draft.rules->standard, w->to)));
        if (w->to_catch_up)
            buf_fmt(p->out, message("  of these %lld must show what is new in time\n"),
                    (long long)w->to_catch_up);
    }
    buf_fmt(p->out, message("%lld deals in flight would go along, %lld would stay\n"),
            (long long)p->go, (long long)p->stay);
}

/* --- doing it -------------------------------------------------------------------------------- */

/* False, when it was all said. */
static bool fail_with_diags(struct publishing *p, struct err *e)
{
    diags_sort(&p->diags);
    for (i64 i = 0; i < p->diags.list.n; i++)
        p->diags.list.v[i].file = p->file;
    for (i64 i = 0; i < p->diags.list.n; i++)
        diag_print(p->talk, &p->diags.list.v[i], p->text, false);
    *e = (struct err){.code = ERR_INPUT};
    return false;
}

/* Until the deals have gone, or come back. */
static bool wait_for_deals(struct publishing *p, i32 edition, i64 *moved, struct err *e)
{
    struct migration_row m = {0};
    u32 never = 0;
    while (workspace_check(p->live.workspace, e) && reader_migration(p->live.reader, edition, &m) &&
           m.last == 0) {
        if (!office_is_wanted(p->office))
            return err_set(e, ERR_STOPPED, "stopped waiting: the deals go on by themselves");
        platform_system.wait(platform_system.self, &never, 0, LOOK_NS);
    }
    *moved = m.moved;
    return workspace_check(p->live.workspace, e);
}

static struct answer ask(struct publishing *p, enum intent_kind kind, i64 value)
{
    struct request r = {.intent = {.kind = kind, .text = p->text, .expected = REVISION_ANY}};
    r.intent.act.value = value;
    r.intent.act.role = ROLE_SYSTEM;
    workspace_do(p->live.workspace, &r);
    return r.answer;
}

static bool publish(struct publishing *p, struct err *e)
{
    struct answer a = ask(p, INTENT_PUBLISH, p->all);
    i64 moved;
    if (a.status != ANSWER_ACCEPTED) {
        err_set(e, ERR_INPUT,
                "it cannot be published: a stage with deals has no place to go, or "
                "deals are being carried over just now");
        return err_hint(e, "etalon publish --preview says which; --deals new leaves them where "
                           "they are");
    }
    const struct standard *s = p->draft.rules->standard;
    buf_fmt(p->out, message("published: %.*s version %d, edition %lld\n"), STR_ARG(s->process),
            s->version, (long long)a.revision);
    if (!p->all)
        return true;
    if (!wait_for_deals(p, (i32)a.revision, &moved, e))
        return false;
    buf_fmt(p->out, message("%lld deals went along\n"), (long long)moved);
    return true;
}

static bool undo(struct publishing *p, struct err *e)
{
    i32 edition = workspace_editions(p->live.workspace);
    i64 moved;
    if (ask(p, INTENT_UNDO, edition).status != ANSWER_ACCEPTED)
        return err_set(e, ERR_INPUT,
                       "no deals went to the newest edition, or they came back already");
    if (!wait_for_deals(p, edition, &moved, e))
        return false;
    buf_fmt(p->out, message("%lld deals came back from edition %d\n"), (long long)moved, edition);
    return true;
}

static bool do_it(struct publishing *p, struct err *e)
{
    struct live_place at = {p->office, p->data, p->workspace};
    if (!live_open(&p->live, &at, false, e))
        return false;
    if (p->undo)
        return undo(p, e);
    diags_init(&p->diags, &p->arena);
    p->diags.file = p->file;
    if (!workspace_draft(&p->draft, p->live.workspace, &p->arena, p->text, &p->diags, e))
        return e->code ? false : fail_with_diags(p, e);
    if (!p->preview)
        return publish(p, e);
    look_at_all(p);
    print_ways(p);
    return true;
}

static bool take(struct publishing *p, const struct options *o)
{
    if (str_eq(o->name, S("--data")))
        p->data = o->value;
    else if (str_eq(o->name, S("--workspace")))
        p->workspace = o->value;
    else if (str_eq(o->name, S("--preview")))
        p->preview = true;
    else if (str_eq(o->name, S("--undo")))
        p->undo = true;
    else {
        p->all = str_eq(o->value, S("all"));
        return p->all || str_eq(o->value, S("new"));
    }
    return true;
}

/* False after saying what is wrong. */
static bool parse(struct publishing *p, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        if (!take(p, &o)) {
            command_usage_error(self, "%.*s cannot be \"%.*s\"", STR_ARG(o.name), STR_ARG(o.value));
            return false;
        }
    if (o.failed)
        return false;
    if (o.file_count != !p->undo) {
        command_usage_error(self, "name one file");
        return false;
    }
    p->file = o.files[0];
    return true;
}

static struct publishing *publishing_new(struct arena *arena)
{
    arena_init(arena, ARENA_BYTES);
    struct publishing *p = arena_new(arena, struct publishing);
    p->arena = *arena;
    return p;
}

static bool work_publish(const struct office *office, const struct errand *errand, struct buf *out,
                         struct err *e)
{
    struct arena arena;
    struct publishing *p = publishing_new(&arena);
    p->office = office;
    p->out = out;
    p->talk = errand->talk;
    p->text = errand->given;
    *e = (struct err){0};
    bool ok = parse(p, errand->command, errand->argc, errand->argv)
                  ? do_it(p, e)
                  : err_set(e, ERR_USAGE, "this is no command");
    live_close(&p->live);
    arena = p->arena;
    arena_release(&arena);
    return ok;
}

static i32 run_publish(const struct command *self, i32 argc, char **argv)
{
    struct err e;
    struct arena arena;
    struct publishing *p = publishing_new(&arena);
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(p, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    bool read = p->undo || os_read_file(&errand.given, &p->arena, p->file, STANDARD_BYTES_MAX, &e);
    i32 code = read ? office_run(p->data, &errand) : command_fail(&e);
    arena = p->arena;
    arena_release(&arena);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("into which workspace of the folder")},
    {"--deals", "all|new",
     MESSAGE("whether deals in flight go along; new, unless said: they stay")},
    {"--preview", NULL, MESSAGE("only says what would become of the deals in flight")},
    {"--undo", NULL, MESSAGE("those that went along with the newest edition come back")},
    {0},
};

const struct command cmd_publish = {
    .name = "publish",
    .summary = MESSAGE("the next version of a standard into a workspace, and its deals"),
    .usage = MESSAGE("FILE --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE(
        "Checks the standard with the version before it, then publishes it. With --deals all the\n"
        "deals in flight go along as its changes say (docs/standard.md); a stage that holds deals\n"
        "and has no place to go refuses. Works in the server that runs on the folder, if one "
        "does,\n"
        "else on its files.\n\n"
        "Exit code: 0 done, 1 refused or failed, 2 when the command line is wrong.\n"),
    .run = run_publish,
    .work = work_publish,
};
