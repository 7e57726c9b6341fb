/* learned_terminal.c - what was learnt, for a screen. */
#include "report/learned_say.h"
#include "report/number.h"
#include "report/screen.h"

#include <math.h>

enum { FOUND_SHOWN = 8, GATES_SHOWN = 20, REVIEW_SHOWN = 5, STEPS_SHOWN = 8, LEVELS_SHOWN = 4 };

#define told(s, id, ...) learn_say(&(s)->p, id __VA_OPT__(, ) __VA_ARGS__)

static str of(struct screen *s, i64 numerator, i64 denominator)
{
    return say(s, TEXT_OF, phrase_whole(&s->p, numerator), phrase_whole(&s->p, denominator));
}

static void bullet(struct screen *s, enum term_style style, str text)
{
    term_paragraph(&s->t, 4, S("  •"), style, text);
}

static void under(struct screen *s, str text)
{
    if (text.n)
        term_paragraph(&s->t, 4, (str){0}, TERM_DIM, text);
}

/* --- practices ---------------------------------------------------------------------------- */

static void print_found(struct screen *s, const struct practice_family *f,
                        const struct practice_result *r)
{
    char letter[2] = {evidence_letter(f->grade), 0};
    str name = learned_practice(&s->p, r->practice), counts = learned_counts(&s->p, f, r);
    bullet(s, TERM_BOLD, say(s, TEXT_COLON, name, counts));
    str effect = learned_effect(&s->p, f, r), grade = told(s, LEARN_GRADE, str_c(letter));
    under(s, say(s, TEXT_LIST_SEMICOLON, effect, grade));
    if (r->difference.value > 0)
        under(s, learned_worth(&s->p, f, r));
    under(s, learned_strength(&s->p, r));
}

static void print_family(struct screen *s, const struct practice_family *f)
{
    str refusal = learned_refusal(&s->p, f);
    term_blank(&s->t);
    if (refusal.n) {
        screen_text(s, refusal);
        return;
    }
    screen_text(s, learned_family(&s->p, f));
    if (f->deals.censored_count)
        screen_note(s, told(s, LEARN_FAMILY_OPEN, phrase_whole(&s->p, f->deals.censored_count)));
    if (f->deals.seen_late)
        screen_note(s, told(s, LEARN_FAMILY_LATE, phrase_whole(&s->p, f->deals.seen_late)));
    if (!f->found)
        bullet(s, TERM_PLAIN, told(s, LEARN_NONE_FOUND, phrase_whole(&s->p, f->tested)));
    i64 shown = 0;
    for (i64 i = 0; i < f->n; i++)
        if (f->list[i].found && shown++ < FOUND_SHOWN)
            print_found(s, f, &f->list[i]);
    if (isfinite(f->detectable))
        screen_note(s, told(s, LEARN_DETECTABLE, learned_points(&s->p, f->detectable)));
    if (f->n > f->tested)
        screen_note(s, told(s, LEARN_NOT_TESTED, phrase_whole(&s->p, f->n - f->tested)));
}

static void print_practices(struct screen *s, const struct learned *l)
{
    term_heading(&s->t, told(s, LEARN_S_PRACTICES));
    screen_note(s, told(s, LEARN_NOTE_PRACTICES));
    for (i64 i = 0; i < l->practices.n; i++)
        print_family(s, &l->practices.family[i]);
}

/* --- the standard ------------------------------------------------------------------------- */

static bool has_gates(struct screen *s, const struct learned *l)
{
    if (!l->has_standard)
        screen_text(s, told(s, LEARN_NO_STANDARD));
    else if (l->conduct.standing != STANDING_MEASURED)
        screen_text(s, told(s, LEARN_NO_GATES));
    return l->has_standard && l->conduct.standing == STANDING_MEASURED;
}

static i64 sum(const i64 n[OUTCOME_COUNT])
{
    i64 all = 0;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        all += n[o];
    return all;
}

static str share(struct screen *s, struct rate r)
{
    return r.denominator == 0 ? S("–") : of(s, r.numerator, r.denominator);
}

static void print_gates_table(struct screen *s, const struct conduct *c)
{
    struct term_table t = {.columns = 7, .indent = 2};
    t.column[0].flexible = true;
    for (i64 i = 1; i < 7; i++)
        t.column[i].align = TERM_RIGHT;
    t.column[3].give_up = 2;
    t.column[4].give_up = 3;
    *term_table_row(&s->t, &t) =
        (struct term_row){{told(s, LEARN_C_GATE), told(s, LEARN_C_ASKED), told(s, LEARN_C_BROKEN),
                           told(s, LEARN_C_WAIVED), told(s, LEARN_C_OBJECTED),
                           told(s, LEARN_C_WON_KEPT), told(s, LEARN_C_WON_BROKEN)},
                          TERM_DIM};
    for (i64 i = 0; i < i64_min(c->gate_count, GATES_SHOWN); i++) {
        const struct conduct_gate *g = &c->gates[i];
        *term_table_row(&s->t, &t) = (struct term_row){
            {learned_milestone(&s->p, g->milestone), phrase_whole(&s->p, g->asked),
             phrase_whole(&s->p, g->broken.numerator),
             phrase_whole(&s->p, g->waived + g->waived_without), phrase_whole(&s->p, g->objected),
             share(s, g->win_kept), share(s, g->win_broken)},
            TERM_PLAIN};
    }
    term_table_print(&s->t, &t);
}

static void print_deviations(struct screen *s, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    term_heading(&s->t, told(s, LEARN_S_DEVIATIONS));
    if (!has_gates(s, l))
        return;
    screen_note(s, told(s, LEARN_NOTE_DEVIATIONS));
    print_gates_table(s, c);
    for (i64 i = 0; i < c->gate_count; i++) {
        const struct conduct_gate *g = &c->gates[i];
        if (g->p_adjusted <= 0.05 && g->difference.value < 0)
            bullet(s, TERM_PLAIN,
                   told(s, LEARN_GATE_DIFFERS, learned_milestone(&s->p, g->milestone),
                        learned_points(&s->p, -g->difference.value),
                        learned_points(&s->p, -g->difference.high),
                        learned_points(&s->p, -g->difference.low)));
    }
    bullet(s, TERM_BOLD,
           told(s, LEARN_WON_WITHOUT, phrase_whole(&s->p, c->won_without_count),
                phrase_whole(&s->p, c->won_count)));
    for (i64 i = 0; i < i64_min(c->review_count, REVIEW_SHOWN); i++)
        under(s, learned_review(&s->p, l, c->review[i]));
    bullet(s, TERM_PLAIN,
           told(s, LEARN_SKIPPED, phrase_whole(&s->p, sum(c->skipped[1])),
                phrase_whole(&s->p, c->deals), phrase_whole(&s->p, c->skipped[1][OUTCOME_WON])));
    bullet(s, TERM_PLAIN,
           told(s, LEARN_BACK, phrase_whole(&s->p, sum(c->back[1])), phrase_whole(&s->p, c->deals),
                phrase_whole(&s->p, c->back[1][OUTCOME_WON])));
}

static void print_gates(struct screen *s, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    term_heading(&s->t, told(s, LEARN_S_GATES));
    if (!has_gates(s, l))
        return;
    for (i64 i = 0; i < c->gate_count; i++) {
        const struct conduct_gate *g = &c->gates[i];
        str name = learned_milestone(&s->p, g->milestone);
        bullet(s, g->flaws ? TERM_BOLD : TERM_PLAIN,
               say(s, TEXT_COLON, name, learned_flaws(&s->p, g)));
    }
}

/* --- no decision -------------------------------------------------------------------------- */

static void print_where(struct screen *s, const struct undecided *u)
{
    struct term_table t = {.columns = 4, .indent = 2};
    t.column[0].flexible = true;
    for (i64 i = 1; i < 4; i++)
        t.column[i].align = TERM_RIGHT;
    *term_table_row(&s->t, &t) =
        (struct term_row){{told(s, LEARN_C_STAGE), told(s, LEARN_C_DECLARED),
                           told(s, LEARN_C_IMPLIED), told(s, LEARN_C_SHARE)},
                          TERM_DIM};
    for (i64 i = 0; i < u->stage_count; i++) {
        const struct undecided_stage *x = &u->stages[i];
        bool rated = x->share.standing == STANDING_MEASURED;
        *term_table_row(&s->t, &t) =
            (struct term_row){{learned_activity(&s->p, x->activity),
                               phrase_whole(&s->p, x->declared), phrase_whole(&s->p, x->implied),
                               rated ? phrase_share(&s->p, x->share) : share(s, x->share)},
                              TERM_PLAIN};
    }
    term_table_print(&s->t, &t);
}

static void print_last(struct screen *s, const struct undecided *u)
{
    struct term_table t = {.columns = 4, .indent = 2};
    t.column[0].flexible = true;
    for (i64 i = 1; i < 4; i++)
        t.column[i].align = TERM_RIGHT;
    *term_table_row(&s->t, &t) =
        (struct term_row){{told(s, LEARN_C_LAST), told(s, LEARN_C_DECLARED),
                           told(s, LEARN_C_IMPLIED), told(s, LEARN_C_WON_TOO)},
                          TERM_DIM};
    for (i64 i = 0; i < u->last_count; i++)
        *term_table_row(&s->t, &t) = (struct term_row){
            {learned_activity(&s->p, u->last[i].activity), phrase_whole(&s->p, u->last[i].declared),
             phrase_whole(&s->p, u->last[i].implied), phrase_whole(&s->p, u->last[i].won)},
            TERM_PLAIN};
    term_blank(&s->t);
    term_table_print(&s->t, &t);
}

static void print_when(struct screen *s, const struct undecided *u)
{
    if (u->age_declared.n)
        bullet(s, TERM_PLAIN,
               told(s, LEARN_WHEN_DECLARED, phrase_days(&s->p, u->age_declared.median),
                    phrase_days(&s->p, u->silence_declared.median)));
    if (u->age_implied.n)
        bullet(s, TERM_PLAIN,
               told(s, LEARN_WHEN_IMPLIED, phrase_days(&s->p, u->age_implied.median),
                    phrase_days(&s->p, u->silence_implied.median)));
    if (u->silence_lost.n && u->silence_won.n)
        bullet(s, TERM_PLAIN,
               told(s, LEARN_SILENCE, phrase_days(&s->p, u->silence_lost.median),
                    phrase_days(&s->p, u->silence_won.median)));
    if (u->quarter_end.standing == STANDING_MEASURED)
        bullet(s, TERM_PLAIN,
               told(s, LEARN_QUARTER_END, phrase_rate(&s->p, u->quarter_end),
                    phrase_rate(&s->p, u->quarter_end_lost)));
}

static void print_reasons(struct screen *s, const struct undecided *u)
{
    str all = {0};
    for (i64 i = 0; i < u->reason_count; i++) {
        str name =
            phrase_name(&s->p, dict_name(&s->report->history->reasons, u->reasons[i].reason), 40);
        all = str_fmt(s->t.a, "%.*s%s%.*s %.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(name),
                      STR_ARG(phrase_whole(&s->p, u->reasons[i].deals)));
    }
    if (u->without_reason)
        all = str_fmt(s->t.a, "%.*s%s%.*s %.*s", STR_ARG(all), all.n ? ", " : "",
                      STR_ARG(told(s, LEARN_NO_REASON)),
                      STR_ARG(phrase_whole(&s->p, u->without_reason)));
    if (all.n)
        bullet(s, TERM_PLAIN, told(s, LEARN_REASONS, all));
}

static void print_undecided(struct screen *s, const struct learned *l)
{
    const struct undecided *u = &l->undecided;
    term_heading(&s->t, told(s, LEARN_S_UNDECIDED));
    if (u->standing != STANDING_MEASURED) {
        screen_text(s, told(s, LEARN_UNDECIDED_NONE));
        return;
    }
    bullet(s, TERM_PLAIN,
           u->declared_known ? told(s, LEARN_DECLARED, phrase_rate(&s->p, u->rate_declared))
                             : told(s, LEARN_DECLARED_UNKNOWN));
    bullet(s, TERM_PLAIN,
           u->implied_known
               ? told(s, LEARN_IMPLIED, phrase_whole(&s->p, u->implied),
                      phrase_days(&s->p, u->gap_days), phrase_rate(&s->p, u->rate_with_implied))
               : told(s, LEARN_IMPLIED_UNKNOWN));
    print_when(s, u);
    print_reasons(s, u);
    if (u->stage_count)
        print_where(s, u);
    if (u->last_count)
        print_last(s, u);
}

/* --- contrasts ---------------------------------------------------------------------------- */

static str level_share(struct screen *s, const struct contrast *c, const struct contrast_step *x,
                       i64 level)
{
    return phrase_percent(&s->p, (f64)x->deals[level] / (f64)c->level[level].deals);
}

static void print_steps(struct screen *s, const struct contrast *c)
{
    i64 levels = i64_min(c->level_count, LEVELS_SHOWN);
    struct term_table t = {.columns = (i32)levels + 1, .indent = 4};
    struct term_row head = {.style = TERM_DIM};
    t.column[0].flexible = true;
    head.cell[0] = told(s, LEARN_C_STEP);
    for (i64 l = 0; l < levels; l++) {
        t.column[l + 1].align = TERM_RIGHT;
        head.cell[l + 1] = str_fmt(s->t.a, "%.*s (%lld)", STR_ARG(learned_level(&s->p, c, l)),
                                   (long long)c->level[l].deals);
    }
    *term_table_row(&s->t, &t) = head;
    for (i64 i = 0; i < i64_min(c->differing, STEPS_SHOWN); i++) {
        struct term_row row = {.style = TERM_PLAIN};
        row.cell[0] = learned_step(&s->p, c->steps[i].from, c->steps[i].to);
        for (i64 l = 0; l < levels; l++)
            row.cell[l + 1] = level_share(s, c, &c->steps[i], l);
        *term_table_row(&s->t, &t) = row;
    }
    term_table_print(&s->t, &t);
}

static void print_contrast(struct screen *s, const struct contrast *c)
{
    str by = told(s, LEARN_BY, learned_column(&s->p, c->by));
    if (c->refused != CONTRAST_MEASURED) {
        bullet(s, TERM_PLAIN, say(s, TEXT_COLON, by, told(s, LEARN_ONE_LEVEL)));
        return;
    }
    str tested = phrase_whole(&s->p, c->tested), some = phrase_whole(&s->p, c->differing);
    str verdict = !c->tested     ? told(s, LEARN_STEPS_NONE)
                  : c->differing ? told(s, LEARN_STEPS_DIFFER, some, tested)
                                 : told(s, LEARN_STEPS_SAME, tested);
    bullet(s, c->differing ? TERM_BOLD : TERM_PLAIN, say(s, TEXT_COLON, by, verdict));
    if (isfinite(c->ways_p))
        under(s, told(s, c->ways_p <= CONTRAST_FALSE ? LEARN_WAYS_DIFFER : LEARN_WAYS_SAME,
                      number_p_value(s->t.a, s->report->lang, c->ways_p)));
    under(s, c->days ? told(s, LEARN_OVER_DAYS, phrase_days(&s->p, (f64)c->days))
                     : told(s, LEARN_OVER_LIVES));
    if (c->differing)
        print_steps(s, c);
}

static void print_contrasts(struct screen *s, const struct learned *l)
{
    term_heading(&s->t, told(s, LEARN_S_CONTRAST));
    screen_note(s, told(s, LEARN_NOTE_CONTRAST));
    for (i64 i = 0; i < l->contrast_count; i++)
        print_contrast(s, &l->contrast[i]);
}

void learned_terminal(struct buf *out, struct arena *a, const struct learned *l,
                      const struct report *report, const struct terminal_options *options)
{
    struct screen s = {.p = {a, report}, .report = report};
    static const struct {
        u32 part;
        void (*print)(struct screen *s, const struct learned *l);
    } parts[] = {{JSON_PRACTICES, print_practices},
                 {JSON_DEVIATIONS, print_deviations},
                 {JSON_GATES, print_gates},
                 {JSON_UNDECIDED, print_undecided},
                 {JSON_COMPARE, print_contrasts}};
    term_init(&s.t, out, a, options->columns, options->color);
    screen_text(&s, told(&s, LEARN_HEAD, phrase_whole(&s.p, report->history->deal_count),
                         number_date(a, report->lang, report->history->as_of_ms)));
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (l->parts & parts[i].part)
            parts[i].print(&s, l);
}
