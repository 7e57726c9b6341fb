/* Plays and indicators. */
#include "standard/check_part.h"

static void check_plays(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i < s->plays.n; i++) {
        const struct play *p = &s->plays.v[i];
        if (p->stage.index < 0 && p->milestone.index < 0)
            check_say(d, DIAG_WARNING, "loose-play", p->at,
                      message_fmt(d->arena, "the play \"%.*s\" helps with nothing", STR_ARG(p->id)),
                      "add stage or milestone: it is shown where it helps");
        else if (p->stage.index >= 0 && p->milestone.index >= 0 &&
                 s->milestones.v[p->milestone.index].stage != p->stage.index)
            check_say(d, DIAG_WARNING, "loose-play", p->milestone.at,
                      message_fmt(d->arena, "\"%.*s\" is no milestone of the stage \"%.*s\"",
                                  STR_ARG(p->milestone.id), STR_ARG(p->stage.id)),
                      "leave stage out: the milestone says it");
    }
}

static const struct indicator_formula *find_formula(str id)
{
    for (const struct indicator_formula *f = indicator_formulas; f->id; f++)
        if (str_eq(id, str_c(f->id)))
            return f;
    return NULL;
}

static void report_formula(struct diags *d, const struct indicator *i)
{
    str names[32], list = S("");
    i64 n = 0;
    for (; indicator_formulas[n].id; n++) {
        names[n] = str_c(indicator_formulas[n].id);
        list =
            str_fmt(d->arena, "%.*s%s%s", STR_ARG(list), n ? ", " : "", indicator_formulas[n].id);
    }
    struct diag *added =
        diag_add(d, DIAG_ERROR, "unknown-formula", i->formula_at, "unknown formula \"%.*s\"",
                 (int)i64_min(i->formula.n, 80), i->formula.p);
    str near = diag_did_you_mean(i->formula, names, n);
    if (near.n)
        diag_hint(d, added, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(d, added, "the formulas are: %.*s", STR_ARG(list));
}

static void check_target(struct diags *d, const struct indicator *i,
                         const struct indicator_formula *f)
{
    static const char *const units[] = {MESSAGE("a number, such as at least 1.1"),
                                        MESSAGE("a share, such as at least 25 %"),
                                        MESSAGE("days, such as at most 45 days")};
    if (!i->target.known)
        return;
    if (i->target.unit != f->unit)
        check_say(d, DIAG_ERROR, "bad-target", i->at,
                  message_fmt(d->arena, "the target of %s is %s", f->id, message(units[f->unit])),
                  NULL);
    else if (f->unit == TARGET_SHARE && i->target.value > 1 &&
             !str_eq(i->formula, S("net-retention")))
        check_say(d, DIAG_ERROR, "bad-target", i->at, S("a share above 100 % cannot be reached"),
                  NULL);
}

static void check_indicator(struct diags *d, const struct indicator *i)
{
    const struct indicator_formula *f = find_formula(i->formula);
    if (!f) {
        report_formula(d, i);
        return;
    }
    if (f->stage && i->stage.id.n == 0)
        check_say(d, DIAG_ERROR, "no-subject", i->at,
                  message_fmt(d->arena, "%s is about a stage", f->id), "add stage: …");
    if (f->handoff && i->handoff.id.n == 0)
        check_say(d, DIAG_ERROR, "no-subject", i->at,
                  message_fmt(d->arena, "%s is about a hand-off", f->id), "add handoff: …");
    check_target(d, i, f);
    if (str_ends(i->formula, S("-rate")) && i->horizon_days == 0)
        check_say(d, DIAG_WARNING, "no-horizon", i->at,
                  S("a rate without a horizon grows with the age of the deals"),
                  "add horizon: 90 days");
    if (i->owner.list.n == 0)
        check_say(d, DIAG_NOTE, "no-owner", i->at, S("nobody answers for this indicator"),
                  "add owner: …");
}

void check_guide(const struct standard *s, struct diags *d)
{
    if (!s->sound)
        return;
    check_plays(s, d);
    for (i64 i = 0; i < s->indicators.n; i++)
        check_indicator(d, &s->indicators.v[i]);
}
