/* etalon proposal: the revisions that were proposed in a workspace, one of them, its draft. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/live.h"

#include "base/message.h"
#include "format/json_tree.h"
#include "standard/read.h"
#include "workspace/proposal.h"

enum { PROPOSALS_SHOWN = 1000 };
#define ARENA_BYTES (1ll << 32)

struct asked {
    str data, workspace;
    i64 number; /* 0: all of them */
    bool draft;
};

/* False after saying what is wrong. */
static bool parse(struct asked *x, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    *x = (struct asked){0};
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        if (str_eq(o.name, S("--draft")))
            x->draft = true;
        else
            *(str_eq(o.name, S("--data")) ? &x->data : &x->workspace) = o.value;
    }
    if (o.failed)
        return false;
    bool sound = o.file_count <= 1 && (!o.file_count || str_to_i64(o.files[0], &x->number)) &&
                 x->number >= 0 && (!x->draft || x->number);
    if (!sound)
        command_usage_error(self, "name a proposal by its number, or none");
    return sound;
}

static str said(struct arena *a, const struct proposal *p, const char *name)
{
    struct diags d;
    diags_init(&d, a);
    return json_member_text(json_parse(a, p->said, &d), name);
}

static void print_line(struct buf *out, struct arena *a, const struct proposal *p)
{
    char room[16];
    struct buf day = {.p = room, .max = sizeof room};
    date_print(&day, days_of_ms(p->made_ms));
    buf_fmt(out, "%5lld  %.*s  %-10s  %.*s\n", (long long)p->number, STR_ARG(buf_str(&day)),
            proposal_state_id(p->state), STR_ARG(said(a, p, "title")));
}

static void print_approvals(struct buf *out, struct arena *a, const struct proposal *p)
{
    struct standard draft;
    struct diags d;
    str missing[STANDARD_PARTS_MAX];
    diags_init(&d, a);
    for (i64 i = 0; i < p->approvals.n; i++) {
        const struct proposal_approval *x = &p->approvals.v[i];
        const char *how = !x->current ? message("of an earlier state") : message("as it is");
        buf_fmt(out,
                x->approves ? message("  %.*s approved it, %s\n")
                            : message("  %.*s objected, %s\n"),
                STR_ARG(x->department), how);
    }
    if (p->state != PROPOSAL_OPEN || !standard_read(&draft, a, S("standard"), p->draft, &d))
        return;
    i64 n = proposal_missing(p, &draft, missing, LENGTH(missing));
    for (i64 i = 0; i < n; i++)
        buf_fmt(out, message("  waits for %.*s\n"), STR_ARG(missing[i]));
}

static void print_whole(struct buf *out, struct arena *a, const struct proposal *p)
{
    print_line(out, a, p);
    buf_fmt(out, "  %.*s\n  %s\n", STR_ARG(said(a, p, "hypothesis")), p->hash);
    print_approvals(out, a, p);
    if (p->edition)
        buf_fmt(out, message("  published as edition %d: %s\n"), p->edition,
                proposal_way_id(p->way));
    for (i64 i = 0; i < p->verdicts.n; i++) {
        struct diags d;
        diags_init(&d, a);
        const struct json_value *v = json_parse(a, p->verdicts.v[i].text, &d);
        buf_fmt(out, "  %s: %.*s\n", verdict_word_id(p->verdicts.v[i].word),
                STR_ARG(json_member_text(v, "why")));
    }
}

static bool print(struct buf *out, struct arena *a, struct reader *r, const struct asked *x,
                  struct err *e)
{
    struct proposal p;
    i64 *numbers = arena_array(a, i64, PROPOSALS_SHOWN);
    i64 n = x->number ? 0 : reader_proposals(r, PROPOSALS_SHOWN, numbers);
    for (i64 i = 0; i < n; i++)
        if (reader_proposal(r, a, numbers[i], &p))
            print_line(out, a, &p);
    if (!x->number)
        return reader_check(r, e);
    if (!reader_proposal(r, a, x->number, &p))
        return reader_check(r, e) &&
               err_set(e, ERR_INPUT, "there is no proposal %lld", (long long)x->number);
    if (x->draft)
        buf_put(out, p.draft);
    else
        print_whole(out, a, &p);
    return reader_check(r, e);
}

static bool work_proposal(const struct office *office, const struct errand *errand, struct buf *out,
                          struct err *e)
{
    struct arena a;
    struct asked x;
    struct live live = {0};
    *e = (struct err){0};
    if (!parse(&x, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    struct live_place at = {office, x.data, x.workspace};
    arena_init(&a, ARENA_BYTES);
    bool ok = live_open(&live, &at, false, e) && print(out, &a, live.reader, &x, e);
    live_close(&live);
    arena_release(&a);
    return ok;
}

static i32 run_proposal(const struct command *self, i32 argc, char **argv)
{
    struct asked x;
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    return parse(&x, self, argc, argv) ? office_run(x.data, &errand) : err_exit_code(ERR_USAGE);
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--workspace", "NAME", MESSAGE("of which workspace of the folder")},
    {"--draft", NULL, MESSAGE("the standard as it would be, for etalon diff and etalon backtest")},
    {0},
};

const struct command cmd_proposal = {
    .name = "proposal",
    .summary = MESSAGE("the revisions that were proposed, one of them, its draft"),
    .usage = MESSAGE("[NUMBER] --data DIR --workspace NAME [options]"),
    .options = options,
    .details = MESSAGE("Who proposes, approves or decides does it as somebody, over the API: "
                       "docs/revise.md.\n"),
    .run = run_proposal,
    .work = work_proposal,
};
