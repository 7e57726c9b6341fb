#include "report/learned_say.h"

#include "report/number.h"

#include <math.h>

str learned_points(const struct phrases *p, f64 share)
{
    return number_decimal(p->a, p->report->lang, 100 * share, 0);
}

static str decimal(const struct phrases *p, f64 x)
{
    return number_decimal(p->a, p->report->lang, x, 1);
}

str learned_activity(const struct phrases *p, u16 activity)
{
    struct traces t = {.history = p->report->history};
    return phrase_name(p, phrase_activity(p, &t, activity), 60);
}

static str word_of(const struct phrases *p, u16 activity)
{
    return phrase_name(p, phrase_stage(p, p->report->history->activity_word[activity]), 60);
}

str learned_landmark(const struct phrases *p, struct landmark at)
{
    if (at.is_stage)
        return learn_say(p, LEARN_AT_STAGE, word_of(p, at.stage));
    return learn_say(p, LEARN_AT_DAY, phrase_days(p, at.days));
}

str learned_practice(const struct phrases *p, struct practice x)
{
    enum learn_id id = LEARN_PRACTICE + x.kind;
    switch (x.kind) {
    case PRACTICE_FIRST_TOUCH:
    case PRACTICE_RECENT: return learn_say(p, id, phrase_days(p, x.amount));
    case PRACTICE_TOUCHES:
    case PRACTICE_PEOPLE: return learn_say(p, id, phrase_whole(p, x.amount));
    case PRACTICE_HANDOFF_TIME:
        return learn_say(p, id, word_of(p, x.activity), word_of(p, x.other),
                         phrase_days(p, x.amount));
    case PRACTICE_ORDER: return learn_say(p, id, word_of(p, x.activity), word_of(p, x.other));
    case PRACTICE_GIVEN:
    case PRACTICE_AMOUNT:
    case PRACTICE_CLOSE_DATE:
    case PRACTICE_PUSHED: return learn_say(p, id);
    default: return learn_say(p, id, word_of(p, x.activity));
    }
}

str learned_counts(const struct phrases *p, const struct practice_family *f,
                   const struct practice_result *r)
{
    return learn_say(p, LEARN_COUNTS, phrase_whole(p, r->won_did), phrase_whole(p, r->told_did),
                     phrase_days(p, (f64)f->deals.horizon_days), phrase_whole(p, r->won_not),
                     phrase_whole(p, r->told_not));
}

str learned_effect(const struct phrases *p, const struct practice_family *f,
                   const struct practice_result *r)
{
    const struct estimate *d = &r->difference;
    bool more = d->value >= 0;
    f64 sign = more ? 1 : -1, low = more ? d->ci.low : -d->ci.high;
    f64 high = more ? d->ci.high : -d->ci.low;
    return learn_say(p, (more ? LEARN_MORE : LEARN_LESS) + f->grade,
                     learned_points(p, sign * d->value), learned_points(p, low),
                     learned_points(p, high));
}

str learned_worth(const struct phrases *p, const struct practice_family *f,
                  const struct practice_result *r)
{
    const struct estimate *w = &r->wins_per_100;
    const struct history *h = p->report->history;
    str wins = learn_say(p, LEARN_WORTH, phrase_percent(p, r->share_without), decimal(p, w->value),
                         decimal(p, w->ci.low), decimal(p, w->ci.high));
    if (f->currency < 0 || r->without_minor == 0)
        return wins;
    str currency = dict_name(&h->currencies, (u32)f->currency), part[3];
    const f64 ends[] = {r->difference.value, r->difference.ci.low, r->difference.ci.high};
    for (i32 i = 0; i < 3; i++)
        part[i] = number_money_short(p->a, p->report->lang,
                                     (i64)llround(ends[i] * (f64)r->without_minor), currency);
    str money = learn_say(p, LEARN_WORTH_MONEY, part[0], part[1], part[2]);
    return phrase(p, TEXT_LIST_SEMICOLON, wins, money);
}

str learned_strength(const struct phrases *p, const struct practice_result *r)
{
    if (!isfinite(r->strength))
        return (str){0};
    if (!(r->strength_limit > 1))
        return learn_say(p, LEARN_STRENGTH_NONE);
    return learn_say(p, LEARN_STRENGTH, decimal(p, r->strength), decimal(p, r->strength_limit));
}

str learned_refusal(const struct phrases *p, const struct practice_family *f)
{
    if (f->refused == PRACTICES_MEASURED)
        return (str){0};
    str said = learn_say(p, LEARN_REFUSED + f->refused, phrase_whole(p, f->deals.n),
                         learned_landmark(p, f->deals.at), phrase_whole(p, f->wanted));
    if (!isfinite(f->wanted_weeks))
        return said;
    str weeks = number_decimal(p->a, p->report->lang, ceil(f->wanted_weeks), 0);
    return str_fmt(p->a, "%.*s (%.*s)", STR_ARG(said), STR_ARG(learn_say(p, LEARN_WEEKS, weeks)));
}

str learned_family(const struct phrases *p, const struct practice_family *f)
{
    const struct landmark_deals *l = &f->deals;
    return learn_say(p, LEARN_FAMILY, phrase_whole(p, l->n), learned_landmark(p, l->at),
                     phrase_whole(p, l->won_count), phrase_days(p, (f64)l->horizon_days));
}

str learned_milestone(const struct phrases *p, i32 milestone)
{
    const struct standard *s = p->report->standard;
    return phrase_name(p, phrase_stage(p, s->milestones.v[milestone].id), 80);
}

static str and_then(const struct phrases *p, str all, str one)
{
    return all.n ? phrase(p, TEXT_LIST_SEMICOLON, all, one) : one;
}

static str lacked(const struct phrases *p, const struct learned *l, u32 row)
{
    const struct conduct *c = &l->conduct;
    str all = {0};
    for (i64 g = 0; g < c->gate_count; g++)
        if (conduct_lacks(c, l->rules, row, g))
            all = and_then(p, all, learned_milestone(p, c->gates[g].milestone));
    return c->jumped[row] ? and_then(p, all, learn_say(p, LEARN_A_STAGE)) : all;
}

str learned_review(const struct phrases *p, const struct learned *l, u32 row)
{
    const struct history *h = p->report->history;
    u32 d = l->conduct.deal[row];
    str name = h->deal_name && h->deal_name[d].n ? h->deal_name[d] : h->deal_id[d];
    return learn_say(p, LEARN_LACKED, phrase_name(p, name, 60),
                     number_date(p->a, p->report->lang, h->closed_ms[d]), lacked(p, l, row));
}

str learned_flaws(const struct phrases *p, const struct conduct_gate *g)
{
    str all = {0};
    if (g->asked < GATE_ASKED_MIN)
        return learn_say(p, LEARN_FLAW_FEW);
    for (i32 i = 0; i < GATE_FLAWS; i++) {
        if (!(g->flaws >> i & 1))
            continue;
        str one = learn_say(p, LEARN_FLAW + i);
        all = and_then(p, all, one);
    }
    return all.n ? all : learn_say(p, LEARN_FLAW_NONE);
}

str learned_column(const struct phrases *p, str by)
{
    if (str_eq_fold(by, S("outcome")))
        return learn_say(p, LEARN_BY_OUTCOME);
    if (str_eq_fold(by, S("version")))
        return learn_say(p, LEARN_BY_VERSION);
    if (str_eq_fold(by, S("period")))
        return learn_say(p, LEARN_BY_PERIOD);
    return phrase_by(p, by);
}

str learned_level(const struct phrases *p, const struct contrast *c, i64 level)
{
    if (str_eq_fold(c->by, S("outcome")))
        return learn_say(p, str_eq(c->level[level].name, S("won")) ? LEARN_WON : LEARN_NOT_WON);
    return phrase_name(p, c->level[level].name, 40);
}

str learned_step(const struct phrases *p, u16 from, u16 to)
{
    str before =
        from == HISTORY_ACTIVITIES_MAX ? learn_say(p, LEARN_BEGINNING) : learned_activity(p, from);
    return str_fmt(p->a, "%.*s › %.*s", STR_ARG(before), STR_ARG(learned_activity(p, to)));
}
