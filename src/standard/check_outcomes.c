/* Outcomes: the four ways to end and what is asked about each. */
#include "standard/check_part.h"

static const struct outcome_rule *find_outcome(const struct standard *s, enum outcome o)
{
    for (i64 i = 0; i < s->outcomes.n; i++)
        if (s->outcomes.v[i].outcome == o)
            return &s->outcomes.v[i];
    return NULL;
}

static struct place outcomes_place(const struct standard *s)
{
    return s->outcomes.n ? s->outcomes.v[0].at : s->at;
}

static void check_present(const struct standard *s, struct diags *d)
{
    static const struct {
        enum outcome outcome;
        enum diag_severity severity;
        const char *code, *hint;
    } wanted[] = {
        {OUTCOME_WON, DIAG_ERROR, "missing-outcome", MESSAGE("add won: {title: Won}")},
        {OUTCOME_LOST, DIAG_ERROR, "missing-outcome",
         MESSAGE("add lost: {title: Lost, reasons: …}")},
        {OUTCOME_NO_DECISION, DIAG_WARNING, "no-no-decision",
         MESSAGE("add no-decision: a deal that ends without a choice needs another remedy than a "
                 "loss")},
        {OUTCOME_WALKED, DIAG_NOTE, "missing-outcome",
         MESSAGE("add walked: for deals that we left ourselves")},
        {OUTCOME_INVALID, DIAG_NOTE, "missing-outcome",
         MESSAGE("add invalid: for duplicates and tests, which count in no rate")},
    };
    for (i64 i = 0; i < LENGTH(wanted); i++)
        if (!find_outcome(s, wanted[i].outcome))
            check_say(
                d, wanted[i].severity, wanted[i].code, outcomes_place(s),
                message_fmt(d->arena, "no deal can end as \"%s\"", outcome_id(wanted[i].outcome)),
                wanted[i].hint);
}

static void check_no_decision(const struct standard *s, struct diags *d)
{
    const struct outcome_rule *o = find_outcome(s, OUTCOME_NO_DECISION);
    bool status_quo = false, indecision = false;
    for (i64 i = 0; o && i < o->reasons.n; i++) {
        status_quo |= str_eq(o->reasons.v[i].meaning, S("status-quo"));
        indecision |= str_eq(o->reasons.v[i].meaning, S("indecision"));
    }
    if (o && !(status_quo && indecision))
        check_say(d, check_severity(s), "no-meaning", o->at,
                  S("the reasons of a no-decision do not tell status quo from indecision"),
                  "add meaning: status-quo or meaning: indecision to its reasons; they need "
                  "opposite remedies");
}

static void check_reasons(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i < s->outcomes.n; i++) {
        const struct outcome_rule *o = &s->outcomes.v[i];
        if (o->reason_required && o->reasons.n == 0)
            check_say(
                d, DIAG_ERROR, "no-reason", o->at,
                message_fmt(d->arena, "\"%.*s\" requires a reason and offers none", STR_ARG(o->id)),
                "add reasons: {first: …, second: …}");
        for (i64 k = 0; k < o->reasons.n; k++)
            if (o->reasons.v[k].meaning.n && o->outcome != OUTCOME_NO_DECISION)
                check_say(d, DIAG_ERROR, "bad-meaning", o->reasons.v[k].at,
                          S("only the reasons of a no-decision have a meaning"),
                          "leave meaning out");
    }
}

static void check_lost(const struct standard *s, struct diags *d)
{
    const struct outcome_rule *lost = find_outcome(s, OUTCOME_LOST);
    if (!lost)
        return;
    if (lost->reasons.n == 0)
        check_say(d, check_severity(s), "no-reason", lost->at, S("a loss has no reasons"),
                  "add reasons; they are what the next revision learns from");
    if (!(lost->lanes & 1u << LANE_BUYER))
        check_say(d, DIAG_NOTE, "one-lane", lost->at, S("only the seller says why a deal was lost"),
                  "add lanes: [seller, buyer]; the two often differ");
    if (!lost->competitor_asked)
        check_say(d, DIAG_NOTE, "no-competitor-question", lost->at,
                  S("nobody is asked whether a competitor won"),
                  "add competitor-asked: true; it is another question than why");
}

void check_outcomes(const struct standard *s, struct diags *d)
{
    if (!s->sound)
        return;
    check_present(s, d);
    check_reasons(s, d);
    check_no_decision(s, d);
    check_lost(s, d);
}
