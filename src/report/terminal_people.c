/* terminal_people.c - comparisons, dependence on one seller, the pipeline, adherence. */
#include "report/screen.h"

#include "report/process.h"

#include <math.h>

enum { LEVELS_SHOWN = 10, DEVIATIONS_SHOWN = 5 };

static void level_row(struct screen *s, struct term_table *t, const struct comparison *g, i64 i)
{
    const struct group_level *l = &g->levels[i];
    struct term_row *row = term_table_row(&s->t, t);
    row->cell[0] = phrase_name(&s->p, phrase_level(&s->p, g, i), 60);
    row->cell[1] = phrase_whole(&s->p, l->win.denominator);
    row->cell[2] = l->win.standing == STANDING_MEASURED
                       ? phrase_share(&s->p, l->win)
                       : say(s, TEXT_OF, phrase_whole(&s->p, l->win.numerator),
                             phrase_whole(&s->p, l->win.denominator));
    row->cell[3] = isfinite(l->shrunken) ? phrase_percent(&s->p, l->shrunken) : S("–");
    row->style = l->flagged ? TERM_BOLD : TERM_PLAIN;
}

static void print_levels(struct screen *s, const struct comparison *g)
{
    struct term_table t = {.columns = 4, .indent = 4};
    t.column[0].flexible = true;
    for (i32 c = 1; c < 4; c++)
        t.column[c].align = TERM_RIGHT;
    t.column[3].give_up = 1;
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){{phrase_by(&s->p, g->by), say(s, TEXT_C_CLOSED), say(s, TEXT_C_RATE),
                               say(s, TEXT_C_SHRUNKEN)},
                              TERM_DIM};
    i64 shown = i64_min(g->level_count, LEVELS_SHOWN);
    for (i64 i = 0; i < shown; i++)
        level_row(s, &t, g, i);
    term_table_print(&s->t, &t);
    if (shown < g->level_count)
        term_paragraph(&s->t, 4, (str){0}, TERM_DIM,
                       say(s, TEXT_AND_MORE, phrase_whole(&s->p, g->level_count - shown)));
}

void screen_groups(struct screen *s)
{
    const struct groups *groups = &s->answers->groups;
    term_heading(&s->t, say(s, TEXT_S_GROUPS));
    if (!groups->n)
        screen_text(s, phrase_why_not(&s->p, SUBJECT_GROUPS));
    for (i64 i = 0; i < groups->n; i++) {
        const struct comparison *g = &groups->list[i];
        bool tested = g->verdict == GROUP_DIFFERENCE || g->verdict == GROUP_NO_DIFFERENCE;
        str by = say(s, TEXT_GROUP_BY, phrase_by(&s->p, g->by));
        str verdict = say(s, TEXT_VERDICT + g->verdict);
        str sentence = tested ? phrase_group(&s->p, g) : say(s, TEXT_COLON, by, verdict);
        term_paragraph(&s->t, 4, S("  •"), g->verdict == GROUP_DIFFERENCE ? TERM_BOLD : TERM_PLAIN,
                       sentence);
        if (g->verdict == GROUP_DIFFERENCE || (tested && str_eq(g->by, S("owner"))))
            print_levels(s, g);
    }
}

void screen_concentration(struct screen *s)
{
    const struct concentration *c = &s->answers->concentration;
    term_heading(&s->t, say(s, TEXT_S_CONCENTRATION));
    if (c->standing == STANDING_CANNOT_SAY) {
        screen_text(s, phrase_why_not(&s->p, SUBJECT_CONCENTRATION));
        return;
    }
    screen_text(s, phrase_top_seller(&s->p));
    if (c->top_wins.standing != STANDING_MEASURED)
        return;
    screen_text(s, say(s, TEXT_CONC_THREE, phrase_percent(&s->p, c->top_three_value),
                       phrase_whole(&s->p, c->sellers_for_80), phrase_whole(&s->p, c->sellers)));
    f64 effective =
        isfinite(c->effective_value) && c->won_minor > 0 ? c->effective_value : c->effective_wins;
    screen_text(s, say(s, TEXT_CONC_EQUAL, number_decimal(s->t.a, s->report->lang, effective, 1)));
    if (c->win_without_top.standing == STANDING_MEASURED)
        screen_text(s, say(s, TEXT_CONC_WITHOUT, phrase_percent(&s->p, c->win_without_top.value),
                           phrase_percent(&s->p, c->win_all.value)));
}

static void print_slippage(struct screen *s)
{
    const struct slippage *slip = &s->answers->slippage;
    if (slip->standing == STANDING_CANNOT_SAY) {
        screen_fact(s, say(s, TEXT_SUBJECT + SUBJECT_SLIPPAGE),
                    phrase_why_not(&s->p, SUBJECT_SLIPPAGE));
        return;
    }
    screen_rate(s, say(s, TEXT_SLIP_PUSHED), slip->pushed, TERM_CARE);
    if (slip->days_slipped.n)
        screen_fact(s, say(s, TEXT_SLIP_DAYS),
                    say(s, TEXT_COLON, say(s, TEXT_C_MEDIAN),
                        phrase_days(&s->p, slip->days_slipped.median)));
    if (slip->due_slipped.standing != STANDING_CANNOT_SAY) {
        str quarter = phrase_whole(&s->p, slip->due_quarter);
        str label = say(s, TEXT_SLIP_DUE, quarter, str_fmt(s->t.a, "%d", slip->due_year));
        screen_rate(s, label, slip->due_slipped, TERM_CARE);
    }
}

void screen_pipeline(struct screen *s)
{
    const struct answers *a = s->answers;
    term_heading(&s->t, say(s, TEXT_S_PIPELINE));
    print_slippage(s);
    if (a->overdue.standing != STANDING_CANNOT_SAY)
        screen_rate(s, say(s, TEXT_OVERDUE), a->overdue.open, TERM_CARE);
    if (a->stale.standing == STANDING_CANNOT_SAY)
        screen_fact(s, say(s, TEXT_SUBJECT + SUBJECT_STALE), phrase_why_not(&s->p, SUBJECT_STALE));
    else
        screen_rate(s, say(s, TEXT_STALE, phrase_days(&s->p, a->stale.gap_days)), a->stale.open,
                    TERM_CARE);
    if (a->little.standing == STANDING_MEASURED)
        screen_text(s, phrase_little(&s->p));
    if (a->coverage.standing == STANDING_MEASURED)
        screen_fact(s, say(s, TEXT_SUBJECT + SUBJECT_COVERAGE), phrase_coverage(&s->p));
    if (a->velocity.standing == STANDING_MEASURED)
        screen_fact(s, say(s, TEXT_VELOCITY), phrase_velocity(&s->p));
}

static void print_distance(struct screen *s)
{
    const struct report_distance *d = &s->report->process->distance;
    str sentence = phrase_distance(&s->p);
    i64 shown = 0;
    if (!sentence.n)
        return;
    screen_text(s, sentence);
    for (i64 i = 0; i < d->variants.count && shown < DEVIATIONS_SHOWN; i++) {
        str deviation = phrase_deviation(&s->p, i);
        if (!deviation.n)
            continue;
        term_paragraph(&s->t, 4, S("  •"), TERM_PLAIN, deviation);
        shown++;
    }
}

void screen_adherence(struct screen *s)
{
    const struct adherence *h = &s->answers->adherence;
    if (!s->report->standard)
        return;
    term_heading(&s->t, say(s, TEXT_S_ADHERENCE));
    print_distance(s);
    if (h->standing == STANDING_CANNOT_SAY) {
        screen_text(s, phrase_why_not(&s->p, SUBJECT_ADHERENCE));
        return;
    }
    enum lang lang = s->report->lang;
    screen_fact(s, say(s, TEXT_ADH_SCORE),
                say(s, TEXT_ESTIMATE, number_decimal(s->t.a, lang, h->mean_score.value, 2),
                    number_decimal(s->t.a, lang, h->mean_score.low, 2),
                    number_decimal(s->t.a, lang, h->mean_score.high, 2)));
    screen_rate(s, say(s, TEXT_ADH_COMPLIANT, number_decimal(s->t.a, lang, h->compliant_from, 2)),
                h->compliant, TERM_ACCENT);
    screen_rate(s, say(s, TEXT_ADH_WIN_FOLLOWED), h->win_followed, TERM_ACCENT);
    screen_rate(s, say(s, TEXT_ADH_WIN_NOT), h->win_not, TERM_PLAIN);
    screen_note(s, say(s, TEXT_ADH_GOES_WITH));
    struct {
        enum text_id label;
        struct rate rate;
    } parts[] = {{TEXT_ADH_MISSING, h->missing},
                 {TEXT_ADH_LATE, h->late},
                 {TEXT_ADH_WAIVED, h->waived},
                 {TEXT_ADH_BACKFILLED, h->backfilled}};
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (parts[i].rate.standing != STANDING_CANNOT_SAY)
            screen_fact(s, say(s, parts[i].label), phrase_rate(&s->p, parts[i].rate));
}

static str gate_word(struct screen *s, const struct kind_gate *g)
{
    return say(s, g->passed ? TEXT_GATE_PASSED : g->unknown ? TEXT_GATE_UNKNOWN : TEXT_GATE_FAILED);
}

void screen_kind(struct screen *s)
{
    const struct assessment *k = &s->answers->assessment;
    term_heading(&s->t, say(s, TEXT_S_KIND));
    for (i32 g = 0; g < GATES; g++) {
        const struct kind_gate *gate = &k->gates[g];
        str head = say(s, TEXT_COLON, say(s, TEXT_GATE + g), gate_word(s, gate));
        term_paragraph(&s->t, 2, (str){0}, gate->passed ? TERM_GOOD : TERM_BOLD, head);
        struct term_table t = {.columns = 4, .indent = 4, .headless = true};
        t.column[1].flexible = true;
        t.column[2].align = t.column[3].align = TERM_RIGHT;
        for (i32 i = 0; i < gate->count; i++) {
            const struct kind_criterion *c = &k->criteria[gate->first + i];
            struct term_row *row = term_table_row(&s->t, &t);
            row->cell[0] = c->unknown ? S("?") : c->passed ? S("✓") : S("✗");
            row->cell[1] = say(s, TEXT_CRITERION + c->id);
            row->cell[2] = phrase_seen(&s->p, c);
            row->cell[3] = phrase_wanted(&s->p, c);
            row->style = c->unknown ? TERM_DIM : TERM_PLAIN;
        }
        term_table_print(&s->t, &t);
    }
    if (!k->gate4_assessed)
        screen_note(
            s, say(s, TEXT_KIND_GATE4_SHORT, number_decimal(s->t.a, s->report->lang, k->days, 0)));
    screen_note(s, say(s, TEXT_KIND_NOT_OUTCOME));
    screen_note(s, say(s, TEXT_KIND_PROVENANCE, k->thresholds));
}
