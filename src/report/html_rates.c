/* html_rates.c - how deals end, when, stage by stage, and in the calendar. */
#include "report/html_part.h"

#include <math.h>

static void outcome_row(struct page *p, enum outcome o, i64 deals, const struct rate *r,
                        const char *class)
{
    markup(p->out, "<tr><th scope=\"row\">%</th><td class=\"n\">%</td>", words(p, TEXT_OUTCOME + o),
           phrase_whole(&p->p, deals));
    if (r && r->standing == STANDING_MEASURED) {
        markup(p->out, "<td class=\"n strong\">%</td><td class=\"n\">%</td><td class=\"draw\">",
               phrase_percent(&p->p, r->value), phrase_interval(&p->p, r->low, r->high));
        svg_bar(p, *r, class);
        buf_put(p->out, S("</td>"));
    } else {
        buf_put(p->out, S("<td></td><td></td><td class=\"draw\"></td>"));
    }
    buf_put(p->out, S("</tr>\n"));
}

static void put_value(struct page *p)
{
    const struct won_value *v = &p->answers->won_value;
    const struct rate_by_value *r = &p->answers->rates.win_value_narrow;
    if (v->won_minor <= 0 || !v->won.n)
        return;
    markup(p->out, "<div class=\"fig\"><h3>%</h3>\n<p class=\"rate\"><b>%</b> <span>%</span></p>\n",
           words(p, TEXT_OUT_WON_VALUE), phrase_money(&p->p, v->won_minor),
           words(p, TEXT_OUT_PER_DEAL, phrase_money(&p->p, (i64)v->won.median),
                 phrase_money(&p->p, (i64)v->won.mean)));
    if (r->standing == STANDING_MEASURED && v->lost_minor > 0)
        page_note(p,
                  words(p, TEXT_COLON, words(p, TEXT_OUT_VALUE),
                        words(p, TEXT_OUT_VALUE_RATE, phrase_money_short(&p->p, r->numerator_minor),
                              phrase_money_short(&p->p, r->denominator_minor),
                              phrase_percent(&p->p, r->value),
                              number_percent_bare(p->p.a, p->report->lang, r->low),
                              number_percent_bare(p->p.a, p->report->lang, r->high))));
    page_definition(p, FIGURE_VALUE);
    buf_put(p->out, S("</div>\n"));
}

void page_outcomes(struct page *p)
{
    const struct outcome_counts *c = &p->answers->outcomes;
    const struct rate *share = p->answers->rates.simultaneous;
    page_section(p, "outcomes", TEXT_S_OUTCOMES);
    page_lead(p, words(p, TEXT_OUT_SENTENCE, phrase_whole(&p->p, c->deals),
                       phrase_whole(&p->p, c->deals - c->open), phrase_whole(&p->p, c->open)));
    const str heads[] = {words(p, TEXT_C_OUTCOME), words(p, TEXT_C_DEALS), words(p, TEXT_C_SHARE),
                         words(p, TEXT_C_INTERVAL), (str){0}};
    page_table(p, (str){0}, heads, 5, 1);
    outcome_row(p, OUTCOME_WON, c->won, &share[0], "won");
    outcome_row(p, OUTCOME_LOST, c->lost, &share[1], "lost");
    if (p->answers->rates.no_decision.standing != STANDING_CANNOT_SAY)
        outcome_row(p, OUTCOME_NO_DECISION, c->no_decision, &share[2], "none");
    if (c->walked)
        outcome_row(p, OUTCOME_WALKED, c->walked, NULL, "walked");
    if (c->invalid)
        outcome_row(p, OUTCOME_INVALID, c->invalid, NULL, "walked");
    outcome_row(p, OUTCOME_OPEN, c->open, NULL, "walked");
    page_table_end(p);
    if (p->answers->rates.no_decision.standing == STANDING_CANNOT_SAY)
        markup(p->out, "<p class=\"cannot\">%</p>\n",
               words(p, TEXT_COLON, words(p, TEXT_SUBJECT + SUBJECT_NO_DECISION),
                     phrase_why_not(&p->p, SUBJECT_NO_DECISION)));
    page_note(p, words(p, TEXT_OUT_SIMULTANEOUS));
    page_definition(p, FIGURE_OUTCOMES);
    put_value(p);
    page_section_end(p);
}

static void cycle_row(struct page *p, str label, const struct spread *d)
{
    if (!d->n)
        return;
    markup(p->out, "<tr><th scope=\"row\">%</th>", label);
    page_cell_number(p, phrase_whole(&p->p, d->n));
    page_cell_number(p, phrase_days(&p->p, d->median));
    page_cell_number(p, phrase_days(&p->p, d->mean));
    page_cell_number(p, words(p, TEXT_RANGE, number_decimal(p->p.a, p->report->lang, d->p10, 0),
                              phrase_days(&p->p, d->p90)));
    buf_put(p->out, S("</tr>\n"));
}

static void put_cycle(struct page *p)
{
    const struct cycle *c = &p->answers->cycle;
    markup(p->out, "<div class=\"fig\"><h3>%</h3>\n", words(p, TEXT_TIME_CYCLE));
    if (c->standing == STANDING_CANNOT_SAY) {
        page_cannot(p, SUBJECT_CYCLE);
    } else {
        const str heads[] = {words(p, TEXT_C_OUTCOME), words(p, TEXT_C_DEALS),
                             words(p, TEXT_C_MEDIAN), words(p, TEXT_C_MEAN),
                             words(p, TEXT_C_MIDDLE_80)};
        page_table(p, (str){0}, heads, 5, 1);
        cycle_row(p, words(p, TEXT_OUTCOME + OUTCOME_WON), &c->won);
        cycle_row(p, words(p, TEXT_OUTCOME + OUTCOME_LOST), &c->lost);
        cycle_row(p, words(p, TEXT_OUTCOME + OUTCOME_NO_DECISION), &c->no_decision);
        cycle_row(p, words(p, TEXT_C_ALL_CLOSED), &c->all);
        page_table_end(p);
    }
    page_definition(p, FIGURE_CYCLE);
    buf_put(p->out, S("</div>\n"));
}

/* The curves at a handful of days, as a table. */
static void put_curve_table(struct page *p)
{
    static const f64 days[] = {7, 14, 30, 60, 90, 120, 180, 270, 365, 545, 730};
    const struct incidence *c = &p->answers->incidence;
    const str heads[] = {words(p, TEXT_C_DAY), words(p, TEXT_C_WON), words(p, TEXT_C_LOST),
                         words(p, TEXT_C_NO_DECISION), words(p, TEXT_C_OPEN)};
    markup(p->out, "<details class=\"data\"><summary>%</summary>\n", words(p, TEXT_AS_TABLE));
    page_table(p, (str){0}, heads, 5, 0);
    for (i64 d = 0; d < LENGTH(days) && days[d] <= c->last_day; d++) {
        i64 at = -1;
        while (at + 1 < c->points && c->days[at + 1] <= days[d])
            at++;
        markup(p->out, "<tr><th scope=\"row\" class=\"n\">%</th>",
               phrase_whole(&p->p, (i64)days[d]));
        for (i32 k = 0; k < 3; k++) {
            f64 value = at < 0 || !c->cause[k].events ? 0 : c->cause[k].value[at];
            page_cell_number(p, c->cause[k].events ? phrase_percent(&p->p, value) : S("–"));
        }
        page_cell_number(p, phrase_percent(&p->p, at < 0 ? 1 : c->open[at]));
        buf_put(p->out, S("</tr>\n"));
    }
    page_table_end(p);
    buf_put(p->out, S("</details>\n"));
}

static void put_curves(struct page *p)
{
    const struct incidence *c = &p->answers->incidence;
    buf_put(p->out, S("<figure>\n"));
    svg_curves(p);
    markup(p->out, "<figcaption>%</figcaption>\n", words(p, TEXT_TIME_CURVES));
    put_curve_table(p);
    page_definition(p, FIGURE_CURVES);
    buf_put(p->out, S("</figure>\n"));
    if (c->left_out)
        page_note(p, words(p, TEXT_TIME_LEFT_OUT, phrase_whole(&p->p, c->left_out)));
    if (c->late_entries)
        page_note(p, words(p, TEXT_TIME_LATE_ENTRY, phrase_whole(&p->p, c->late_entries)));
}

static void put_time_to_win(struct page *p)
{
    const struct time_to *w = &p->answers->time_to;
    enum lang lang = p->report->lang;
    markup(p->out, "<div class=\"fig\"><h3>%</h3>\n", words(p, TEXT_TIME_TO_WIN));
    if (w->standing == STANDING_MEASURED)
        page_note(p, words(p, TEXT_TIME_TO_WIN_IS, number_decimal(p->p.a, lang, w->won[0].days, 0),
                           number_decimal(p->p.a, lang, w->won[1].days, 0),
                           number_decimal(p->p.a, lang, w->won[2].days, 0)));
    else
        page_cannot(p, SUBJECT_TIME_TO_WIN);
    page_definition(p, FIGURE_TIME_TO_WIN);
    buf_put(p->out, S("</div>\n"));
}

void page_time(struct page *p)
{
    const struct incidence *c = &p->answers->incidence;
    const struct restricted_mean *m = &p->answers->restricted_mean;
    page_section(p, "time", TEXT_S_TIME);
    if (c->standing == STANDING_MEASURED && c->points)
        put_curves(p);
    else
        page_cannot(p, SUBJECT_TIME_TO_WIN);
    if (m->standing == STANDING_MEASURED)
        page_lead(p, phrase_restricted(&p->p));
    buf_put(p->out, S("<div class=\"pair\">\n"));
    put_cycle(p);
    put_time_to_win(p);
    buf_put(p->out, S("</div>\n"));
    page_section_end(p);
}

static void stage_row(struct page *p, const struct stage_flow *f)
{
    buf_put(p->out, S("<tr><th scope=\"row\">"));
    page_name(p, phrase_stage(&p->p, f->stage));
    buf_put(p->out, S("</th>"));
    page_cell_number(p, phrase_whole(&p->p, f->deals));
    buf_put(p->out, S("<td class=\"draw\">"));
    svg_bar(p, f->reached, "won");
    buf_put(p->out, S("</td>"));
    page_cell_number(p, phrase_share(&p->p, f->conversion));
    page_cell_number(p, phrase_days(&p->p, f->time[0].days));
    page_cell_number(p, isfinite(f->ageing_days) ? phrase_days(&p->p, f->ageing_days) : S("–"));
    buf_put(p->out, S("</tr>\n"));
}

void page_funnel(struct page *p)
{
    const struct funnel *f = &p->answers->funnel;
    page_section(p, "stages", TEXT_S_FUNNEL);
    if (f->standing == STANDING_CANNOT_SAY || !f->stage_count) {
        page_cannot(p, SUBJECT_FUNNEL);
        page_section_end(p);
        return;
    }
    page_lead(p,
              words(p, TEXT_FUNNEL_SENTENCE, phrase_whole(&p->p, f->deals),
                    phrase_percent(&p->p, f->skips.value), phrase_percent(&p->p, f->backs.value)));
    str horizon = number_decimal(p->p.a, p->report->lang, f->stages[0].horizon_days, 0);
    const str heads[] = {words(p, TEXT_C_STAGE),       words(p, TEXT_C_DEALS),
                         words(p, TEXT_C_REACH),       words(p, TEXT_C_ADVANCED, horizon),
                         words(p, TEXT_C_MEDIAN_TIME), words(p, TEXT_C_AGEING)};
    page_table(p, (str){0}, heads, 6, 1);
    for (i64 i = 0; i < f->stage_count; i++)
        stage_row(p, &f->stages[i]);
    page_table_end(p);
    page_note(p, words(p, TEXT_FUNNEL_NOTE));
    static const enum figure_id figures[] = {FIGURE_FUNNEL, FIGURE_STAGE_TIME};
    page_definitions(p, figures, LENGTH(figures));
    page_section_end(p);
}

static void part_of_quarter(struct page *p, bool week)
{
    const struct season *season = &p->answers->season;
    const struct quarter_part *part = week ? &season->last_week : &season->last_month;
    str sentence = phrase_season(&p->p, week);
    if (!sentence.n)
        return;
    markup(p->out,
           part->verdict == GROUP_DIFFERENCE ? "<li><strong>%</strong> %</li>\n" : "<li>% %</li>\n",
           sentence,
           words(p, TEXT_SEASON_WINS, phrase_percent(&p->p, part->wins_inside.value),
                 phrase_percent(&p->p, part->days_share)));
}

static void put_months(struct page *p)
{
    const struct season *s = &p->answers->season;
    const str heads[] = {words(p, TEXT_C_MONTH), words(p, TEXT_C_CLOSED), words(p, TEXT_C_WON),
                         words(p, TEXT_C_RATE), words(p, TEXT_C_WON_VALUE)};
    markup(p->out, "<details class=\"data\"><summary>%</summary>\n", words(p, TEXT_AS_TABLE));
    page_table(p, (str){0}, heads, 5, 1);
    for (i64 i = 0; i < s->month_count; i++) {
        const struct season_period *q = &s->months[i];
        str name = str_fmt(p->p.a, "%d-%02d", q->year, q->number);
        markup(p->out, "<tr><th scope=\"row\">%</th>", name);
        page_cell_number(p, phrase_whole(&p->p, q->won + q->lost + q->no_decision + q->walked));
        page_cell_number(p, phrase_whole(&p->p, q->won));
        page_cell_number(p, phrase_share(&p->p, q->win));
        page_cell_number(p, q->won_value_minor ? phrase_money_short(&p->p, q->won_value_minor)
                                               : S("–"));
        buf_put(p->out, S("</tr>\n"));
    }
    page_table_end(p);
    buf_put(p->out, S("</details>\n"));
}

void page_season(struct page *p)
{
    const struct season *s = &p->answers->season;
    page_section(p, "calendar", TEXT_S_SEASON);
    if (s->standing == STANDING_CANNOT_SAY || !s->month_count) {
        page_cannot(p, SUBJECT_SEASON);
        page_section_end(p);
        return;
    }
    buf_put(p->out, S("<ul class=\"facts\">\n"));
    part_of_quarter(p, false);
    part_of_quarter(p, true);
    buf_put(p->out, S("</ul>\n<figure>\n"));
    svg_season(p);
    markup(p->out, "<figcaption>%. %</figcaption>\n",
           words(p, TEXT_SEASON_CHART, words(p, TEXT_MONTH)), words(p, TEXT_SEASON_NOTE));
    put_months(p);
    page_definition(p, FIGURE_SEASON);
    buf_put(p->out, S("</figure>\n"));
    page_section_end(p);
}
