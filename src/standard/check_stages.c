/* Stages: names, the signature, ways in and out, durations. */
#include "standard/check_part.h"
#include "standard/check_words.h"

#define UNBALANCED 0.9 /* of the expected time before the signature */

static void say_about(const struct standard *s, struct diags *d, enum diag_severity severity,
                      const char *code, i64 stage, const char *what, const char *hint)
{
    const struct stage *g = &s->stages.v[stage];
    str title = check_title(&g->title, g->id);
    check_say(d, severity, code, g->at,
              message_fmt(d->arena, "stage \"%.*s\" %s", (int)i64_min(title.n, 120), title.p,
                          message(what)),
              hint);
}

static void check_name(const struct standard *s, struct diags *d, i64 stage)
{
    static const struct {
        const char *code, *what, *hint;
    } say[] = {
        [TITLE_SELLER] = {"seller-activity",
                          MESSAGE("says what the seller does, not what the buyer has reached"),
                          MESSAGE("name the buyer's progress: Buyer has agreed the cost of the "
                                  "problem")},
        [TITLE_INTERNAL] = {"internal-handoff",
                            MESSAGE("is a hand-off inside the company, not a step of the buyer"),
                            MESSAGE("write it under handoffs, and name what the buyer has "
                                    "reached")},
        [TITLE_FORECAST] = {"forecast-stage",
                            MESSAGE("says how sure we feel, not what the buyer has reached"),
                            MESSAGE("a forecast is computed from what happened; name the buyer's "
                                    "progress")},
        [TITLE_NUMBER] = {"numbered-stage", MESSAGE("is a number, and says nothing of the buyer"),
                          MESSAGE("name the buyer's progress: Buyer has agreed the cost of the "
                                  "problem")},
    };
    const struct words *title = &s->stages.v[stage].title;
    i64 mark = arena_mark(d->arena);
    enum title_kind kind = TITLE_FINE;
    for (i64 i = 0; i < title->list.n && kind == TITLE_FINE; i++)
        kind = title_kind_of(d->arena, title->list.v[i].text);
    arena_rewind(d->arena, mark);
    if (kind != TITLE_FINE)
        say_about(s, d, DIAG_NOTE, say[kind].code, stage, say[kind].what, say[kind].hint);
}

/* -1: none */
static i64 commit_stage(const struct standard *s)
{
    for (i64 i = 0; i < s->stages.n; i++)
        if (s->stages.v[i].commit)
            return i;
    return -1;
}

static void check_commit(const struct standard *s, struct diags *d)
{
    i64 commit = commit_stage(s);
    if (commit < 0) {
        check_say(d, DIAG_WARNING, "no-commit", s->at,
                  S("no stage says that the buyer signs in it"),
                  "write commit: true in that stage; what follows it belongs to won deals");
        return;
    }
    if (commit == 0 && s->stages.n > 1)
        say_about(s, d, DIAG_WARNING, "commit-first", 0, "is the first, and the signature too",
                  "what does the buyer reach before signing?");
    for (i64 i = commit + 1; i < s->stages.n; i++)
        if (s->stages.v[i].commit)
            say_about(s, d, DIAG_ERROR, "two-commits", i, "is a second signature",
                      "one stage carries commit: true");
}

static bool rule_allows(const struct standard *s, i64 from, i64 to)
{
    if (to < from)
        return s->moves.backward;
    if (to == from || s->moves.forward == MOVE_LISTED)
        return false;
    return s->moves.forward == MOVE_ANY || to == from + 1;
}

static bool may_move(const struct standard *s, i64 from, i64 to)
{
    for (i64 i = 0; i < s->moves.also.n; i++)
        if (s->moves.also.v[i].from.index == from && s->moves.also.v[i].to.index == to)
            return true;
    return rule_allows(s, from, to);
}

/* Stages that can be reached from `from` in any number of moves, as a mask. */
static u64 reachable_from(const struct standard *s, i64 from)
{
    u64 seen = 1ull << from, grown = 0;
    while (seen != grown) {
        grown = seen;
        for (i64 i = 0; i < s->stages.n; i++)
            for (i64 k = 0; k < s->stages.n && (seen >> i & 1); k++)
                seen |= (u64)may_move(s, i, k) << k;
    }
    return seen;
}

static void check_ways(const struct standard *s, struct diags *d)
{
    i64 commit = commit_stage(s), last = s->stages.n - 1;
    u64 from_start = reachable_from(s, 0);
    for (i64 i = 0; i < s->stages.n; i++) {
        if (!(from_start >> i & 1)) {
            say_about(s, d, DIAG_ERROR, "unreachable-stage", i, "cannot be reached from the first",
                      "add a move to it under moves: also, or take the stage out");
            continue;
        }
        i64 goal = commit >= 0 && i < commit ? commit : last;
        if (!(reachable_from(s, i) >> goal & 1))
            say_about(s, d, DIAG_ERROR, "no-way-out", i, "leads nowhere",
                      "add a move from it under moves: also, towards the signature");
    }
}

static void check_moves(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i < s->moves.also.n; i++) {
        const struct move *m = &s->moves.also.v[i];
        if (m->from.index < 0 || m->to.index < 0)
            continue;
        if (m->from.index == m->to.index)
            check_say(d, DIAG_ERROR, "bad-move", m->to.at, S("a move must lead to another stage"),
                      "delete this move");
        else if (rule_allows(s, m->from.index, m->to.index))
            check_say(d, DIAG_NOTE, "bad-move", m->from.at,
                      S("this move is allowed by the rule already"), "delete it");
    }
}

static void check_limits(const struct standard *s, struct diags *d, i64 stage)
{
    const struct stage *g = &s->stages.v[stage];
    if (g->expected.known && g->limit.known && g->limit.ms < g->expected.ms)
        say_about(s, d, DIAG_WARNING, "bad-limit", stage,
                  "is too old before its expected time is over", "raise age-limit");
    if (g->milestone_count == 0)
        say_about(s, d, check_severity(s), "no-milestone", stage, "asks for nothing on leaving it",
                  "add 2 to 4 milestones: checkable acts of the buyer, with evidence");
    if (g->milestone_count > 8)
        say_about(s, d, DIAG_NOTE, "many-milestones", stage, "asks for more than 8 milestones",
                  "2 to 4 are remembered; the rest is ticked without reading");
}

/* Bellot's error 5: when one stage holds nearly all the time, the process tells nothing of
 * progress. */
static void check_balance(const struct standard *s, struct diags *d)
{
    i64 commit = commit_stage(s), longest = 0, known = 0;
    i64 end = commit < 0 ? s->stages.n : commit + 1;
    f64 all = 0;
    for (i64 i = 0; i < end; i++) {
        all += (f64)s->stages.v[i].expected.ms;
        known += s->stages.v[i].expected.known;
        if (s->stages.v[i].expected.ms > s->stages.v[longest].expected.ms)
            longest = i;
    }
    if (known >= 2 && (f64)s->stages.v[longest].expected.ms >= UNBALANCED * all)
        say_about(s, d, DIAG_NOTE, "unbalanced", longest,
                  "holds nine tenths of the expected time before the signature",
                  "what does the buyer reach on the way through it? split it there");
    if (known < end && s->sound)
        check_say(d, DIAG_NOTE, "no-duration", s->at,
                  message_fmt(d->arena,
                              "%lld of %lld stages before the signature have no expected "
                              "duration",
                              (long long)(end - known), (long long)end),
                  "add expected: 10 days; without it nobody sees that a deal is late");
}

static void check_departments(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i + 1 < s->stages.n && s->discipline == DISCIPLINE_DYNAMIC; i++) {
        i32 from = s->stages.v[i].department.index, to = s->stages.v[i + 1].department.index;
        bool handed = from == to || from < 0 || to < 0 || s->handoffs.n == 0;
        for (i64 k = 0; k < s->handoffs.n && !handed; k++)
            handed = s->handoffs.v[k].stage.index == i + 1;
        if (!handed)
            say_about(s, d, DIAG_WARNING, "missing-handoff", i + 1,
                      "changes hands without a hand-off",
                      "add one under handoffs, on-entering this stage");
    }
}

void check_stages(const struct standard *s, struct diags *d)
{
    if (s->stages.n == 0 || s->stages.n > STANDARD_STAGES_MAX) {
        if (s->sound)
            check_say(d, DIAG_ERROR, "no-stage", s->at, S("a standard needs at least one stage"),
                      NULL);
        return;
    }
    for (i64 i = 0; i < s->stages.n; i++) {
        check_name(s, d, i);
        if (s->sound)
            check_limits(s, d, i);
    }
    check_moves(s, d);
    check_balance(s, d);
    if (!s->sound)
        return;
    check_commit(s, d);
    check_ways(s, d);
    check_departments(s, d);
}
