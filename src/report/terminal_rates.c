/* terminal_rates.c - how and when deals end, from stage to stage, in the calendar. */
#include "report/screen.h"

#include <math.h>

static struct term_table table_of(i32 columns)
{
    struct term_table t = {.columns = columns, .indent = 2};
    for (i32 c = 1; c < columns; c++)
        t.column[c].align = TERM_RIGHT;
    t.column[0].flexible = true;
    return t;
}

static str share_of(struct screen *s, struct rate r)
{
    return r.standing == STANDING_MEASURED ? phrase_percent(&s->p, r.value)
           : r.standing == STANDING_COUNTS ? say(s, TEXT_OF, phrase_whole(&s->p, r.numerator),
                                                 phrase_whole(&s->p, r.denominator))
                                           : S("–");
}

static void outcome_row(struct screen *s, enum outcome o, i64 deals, const struct rate *r)
{
    str count = phrase_whole(&s->p, deals);
    str label = str_fmt(s->t.a, "  %.*s", STR_ARG(say(s, TEXT_OUTCOME + o)));
    i64 label_cells = 19, count_cells = 8;
    buf_put(s->t.out, label);
    buf_repeat(s->t.out, S(" "),
               i64_max(1, label_cells - utf8_width(label)) +
                   i64_max(0, count_cells - utf8_width(count)));
    buf_put(s->t.out, count);
    if (r && r->standing == STANDING_MEASURED) {
        str share = phrase_share(&s->p, *r);
        i64 room = s->t.columns - label_cells - count_cells - 4 - utf8_width(share);
        if (room < 0) {
            term_blank(&s->t);
            term_paragraph(&s->t, 4, (str){0}, TERM_PLAIN, share);
            return;
        }
        buf_put(s->t.out, S("  "));
        if (room >= 8)
            term_bar(&s->t, (i32)i64_min(room, 28), r->low, r->high,
                     o == OUTCOME_WON ? TERM_ACCENT : TERM_PLAIN);
        buf_put(s->t.out, S("  "));
        buf_put(s->t.out, share);
    }
    term_blank(&s->t);
}

void screen_outcomes(struct screen *s)
{
    const struct outcome_counts *c = &s->answers->outcomes;
    const struct rate *share = s->answers->rates.simultaneous;
    term_heading(&s->t, say(s, TEXT_S_OUTCOMES));
    outcome_row(s, OUTCOME_WON, c->won, &share[0]);
    outcome_row(s, OUTCOME_LOST, c->lost, &share[1]);
    if (s->answers->rates.no_decision.standing != STANDING_CANNOT_SAY)
        outcome_row(s, OUTCOME_NO_DECISION, c->no_decision, &share[2]);
    if (c->walked)
        outcome_row(s, OUTCOME_WALKED, c->walked, NULL);
    if (c->invalid)
        outcome_row(s, OUTCOME_INVALID, c->invalid, NULL);
    outcome_row(s, OUTCOME_OPEN, c->open, NULL);
    const struct won_value *v = &s->answers->won_value;
    if (v->won_minor > 0 && v->won.n) {
        str each = say(s, TEXT_OUT_PER_DEAL, phrase_money(&s->p, (i64)v->won.median),
                       phrase_money(&s->p, (i64)v->won.mean));
        screen_fact(s, say(s, TEXT_OUT_WON_VALUE),
                    say(s, TEXT_LIST_SEMICOLON, phrase_money(&s->p, v->won_minor), each));
    }
    const struct rate_by_value *value = &s->answers->rates.win_value_narrow;
    if (value->standing == STANDING_MEASURED && v->lost_minor > 0)
        screen_fact(s, say(s, TEXT_OUT_VALUE),
                    say(s, TEXT_ESTIMATE, phrase_percent(&s->p, value->value),
                        number_percent_bare(s->t.a, s->report->lang, value->low),
                        number_percent_bare(s->t.a, s->report->lang, value->high)));
}

static void cycle_row(struct screen *s, struct term_table *t, str label, const struct spread *d)
{
    if (!d->n)
        return;
    struct term_row *row = term_table_row(&s->t, t);
    row->cell[0] = label;
    row->cell[1] = phrase_whole(&s->p, d->n);
    row->cell[2] = phrase_days(&s->p, d->median);
    row->cell[3] = phrase_days(&s->p, d->mean);
    row->cell[4] = say(s, TEXT_RANGE, number_decimal(s->t.a, s->report->lang, d->p10, 0),
                       phrase_days(&s->p, d->p90));
}

static void print_cycle(struct screen *s)
{
    const struct cycle *c = &s->answers->cycle;
    screen_text(s, say(s, TEXT_TIME_CYCLE));
    if (c->standing == STANDING_CANNOT_SAY) {
        term_paragraph(&s->t, 4, (str){0}, TERM_CARE, phrase_why_not(&s->p, SUBJECT_CYCLE));
        return;
    }
    struct term_table t = table_of(5);
    t.indent = 4;
    t.column[3].give_up = 2;
    t.column[4].give_up = 1;
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){{(str){0}, say(s, TEXT_C_DEALS), say(s, TEXT_C_MEDIAN),
                               say(s, TEXT_C_MEAN), say(s, TEXT_C_MIDDLE_80)},
                              TERM_DIM};
    cycle_row(s, &t, say(s, TEXT_OUTCOME + OUTCOME_WON), &c->won);
    cycle_row(s, &t, say(s, TEXT_OUTCOME + OUTCOME_LOST), &c->lost);
    cycle_row(s, &t, say(s, TEXT_OUTCOME + OUTCOME_NO_DECISION), &c->no_decision);
    cycle_row(s, &t, say(s, TEXT_C_ALL_CLOSED), &c->all);
    term_table_print(&s->t, &t);
}

static void print_time_to_win(struct screen *s)
{
    const struct time_to *w = &s->answers->time_to;
    str value = phrase_why_not(&s->p, SUBJECT_TIME_TO_WIN);
    enum lang lang = s->report->lang;
    if (w->standing == STANDING_MEASURED)
        value = say(s, TEXT_TIME_TO_WIN_IS, number_decimal(s->t.a, lang, w->won[0].days, 0),
                    number_decimal(s->t.a, lang, w->won[1].days, 0),
                    number_decimal(s->t.a, lang, w->won[2].days, 0));
    screen_text(s, say(s, TEXT_TIME_TO_WIN));
    term_paragraph(&s->t, 4, (str){0}, w->standing == STANDING_MEASURED ? TERM_PLAIN : TERM_CARE,
                   value);
}

void screen_time(struct screen *s)
{
    term_heading(&s->t, say(s, TEXT_S_TIME));
    print_cycle(s);
    print_time_to_win(s);
    const struct restricted_mean *m = &s->answers->restricted_mean;
    if (m->standing == STANDING_MEASURED)
        screen_note(s, phrase_restricted(&s->p));
}

static void stage_row(struct screen *s, struct term_table *t, const struct stage_flow *f)
{
    struct term_row *row = term_table_row(&s->t, t);
    row->cell[0] = phrase_name(&s->p, phrase_stage(&s->p, f->stage), 60);
    row->cell[1] = phrase_whole(&s->p, f->deals);
    row->cell[2] = f->conversion.standing == STANDING_MEASURED ? phrase_share(&s->p, f->conversion)
                                                               : share_of(s, f->conversion);
    row->cell[3] = phrase_days(&s->p, f->time[0].days);
    row->cell[4] = isfinite(f->ageing_days) ? phrase_days(&s->p, f->ageing_days) : S("–");
}

void screen_funnel(struct screen *s)
{
    const struct funnel *f = &s->answers->funnel;
    term_heading(&s->t, say(s, TEXT_S_FUNNEL));
    if (f->standing == STANDING_CANNOT_SAY || !f->stage_count) {
        screen_text(s, phrase_why_not(&s->p, SUBJECT_FUNNEL));
        return;
    }
    struct term_table t = table_of(5);
    t.column[3].give_up = 1;
    t.column[4].give_up = 2;
    i32 horizon = (i32)f->stages[0].horizon_days;
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){{say(s, TEXT_C_STAGE), say(s, TEXT_C_DEALS),
                               say(s, TEXT_C_ADVANCED, phrase_whole(&s->p, horizon)),
                               say(s, TEXT_C_MEDIAN), say(s, TEXT_C_AGEING)},
                              TERM_DIM};
    for (i64 i = 0; i < f->stage_count; i++)
        stage_row(s, &t, &f->stages[i]);
    term_table_print(&s->t, &t);
    screen_note(s, say(s, TEXT_FUNNEL_NOTE));
}

static void print_part(struct screen *s, bool week)
{
    const struct season *season = &s->answers->season;
    const struct quarter_part *part = week ? &season->last_week : &season->last_month;
    str sentence = phrase_season(&s->p, week);
    if (!sentence.n)
        return;
    str wins = say(s, TEXT_SEASON_WINS, phrase_percent(&s->p, part->wins_inside.value),
                   phrase_percent(&s->p, part->days_share));
    term_paragraph(&s->t, 4, S("  •"), part->verdict == GROUP_DIFFERENCE ? TERM_BOLD : TERM_PLAIN,
                   sentence);
    term_paragraph(&s->t, 4, (str){0}, TERM_PLAIN, wins);
}

void screen_season(struct screen *s)
{
    const struct season *season = &s->answers->season;
    term_heading(&s->t, say(s, TEXT_S_SEASON));
    if (season->standing == STANDING_CANNOT_SAY) {
        screen_text(s, phrase_why_not(&s->p, SUBJECT_SEASON));
        return;
    }
    print_part(s, false);
    print_part(s, true);
    struct term_table t = table_of(4);
    struct term_row *head = term_table_row(&s->t, &t);
    *head = (struct term_row){
        {say(s, TEXT_C_QUARTER), say(s, TEXT_C_CLOSED), say(s, TEXT_C_WON), say(s, TEXT_C_RATE)},
        TERM_DIM};
    i64 from = i64_max(0, season->quarter_count - 8);
    for (i64 i = from; i < season->quarter_count; i++) {
        const struct season_period *q = &season->quarters[i];
        if (!(q->won + q->lost + q->no_decision + q->walked))
            continue;
        struct term_row *row = term_table_row(&s->t, &t);
        row->cell[0] = say(s, TEXT_QUARTER_OF, str_fmt(s->t.a, "%d", q->year),
                           str_fmt(s->t.a, "%d", q->number));
        row->cell[1] = phrase_whole(&s->p, q->won + q->lost + q->no_decision + q->walked);
        row->cell[2] = phrase_whole(&s->p, q->won);
        row->cell[3] = q->win.standing == STANDING_MEASURED ? phrase_share(&s->p, q->win)
                                                            : share_of(s, q->win);
    }
    term_table_print(&s->t, &t);
    screen_note(s, say(s, TEXT_SEASON_NOTE));
}
