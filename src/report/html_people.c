/* html_people.c - comparisons, dependence on one seller, the pipeline, adherence. */
#include "report/html_part.h"

#include "report/process.h"

#include <math.h>

enum { LEVELS_SHOWN = 40, MILESTONES_SHOWN = 60, DEVIATIONS_SHOWN = 8 };

/* The part of the scale that the levels of a comparison use. */
struct scale {
    f64 from, to, mean;
};

static struct scale scale_of(const struct comparison *g)
{
    struct scale s = {.from = 1, .to = 0};
    i64 won = 0, closed = 0;
    for (i64 i = 0; i < g->level_count; i++) {
        const struct group_level *l = &g->levels[i];
        won += l->win.numerator;
        closed += l->win.denominator;
        if (l->win.standing != STANDING_MEASURED)
            continue;
        f64 low = isfinite(l->shrunken_low) ? l->shrunken_low : l->win.low;
        f64 high = isfinite(l->shrunken_high) ? l->shrunken_high : l->win.high;
        s.from = fmin(s.from, fmin(low, l->win.value));
        s.to = fmax(s.to, fmax(high, l->win.value));
    }
    s.from = fmax(0, floor(s.from * 20 - 0.2) / 20);
    s.to = fmin(1, ceil(s.to * 20 + 0.2) / 20);
    s.mean = closed ? (f64)won / (f64)closed : NAN;
    return s;
}

static void level_row(struct page *p, const struct comparison *g, i64 i, struct scale s)
{
    const struct group_level *l = &g->levels[i];
    bool shrunken = isfinite(l->shrunken), rated = l->win.standing == STANDING_MEASURED;
    buf_put(p->out,
            l->flagged ? S("<tr class=\"flag\"><th scope=\"row\">") : S("<tr><th scope=\"row\">"));
    page_name(p, phrase_level(&p->p, g, i));
    buf_put(p->out, S("</th>"));
    page_cell_number(p, words(p, TEXT_OF, phrase_whole(&p->p, l->win.numerator),
                              phrase_whole(&p->p, l->win.denominator)));
    page_cell_number(p, rated ? phrase_share(&p->p, l->win) : words(p, TEXT_TOO_FEW));
    buf_put(p->out, S("<td class=\"draw\">"));
    if (rated)
        svg_dot(p, (struct dot){.value = shrunken ? l->shrunken : NAN,
                                .low = shrunken ? l->shrunken_low : l->win.low,
                                .high = shrunken ? l->shrunken_high : l->win.high,
                                .observed = l->win.value,
                                .mean = s.mean,
                                .from = s.from,
                                .to = s.to});
    buf_put(p->out, S("</td>"));
    page_cell_number(p, shrunken ? phrase_percent(&p->p, l->shrunken) : S("–"));
    buf_put(p->out, S("</tr>\n"));
}

static void put_levels(struct page *p, const struct comparison *g)
{
    struct scale s = scale_of(g);
    str scale = str_fmt(p->p.a, "%.*s – %.*s",
                        STR_ARG(number_decimal(p->p.a, p->report->lang, 100 * s.from, 0)),
                        STR_ARG(number_probability(p->p.a, p->report->lang, s.to)));
    const str heads[] = {phrase_by(&p->p, g->by), words(p, TEXT_C_WON), words(p, TEXT_C_RATE),
                         scale, words(p, TEXT_C_SHRUNKEN)};
    page_table(p, (str){0}, heads, 5, 1);
    i64 shown = i64_min(g->level_count, LEVELS_SHOWN);
    for (i64 i = 0; i < shown; i++)
        level_row(p, g, i, s);
    page_table_end(p);
    if (shown < g->level_count)
        page_note(p, words(p, TEXT_GROUP_SHOWN, phrase_whole(&p->p, shown),
                           phrase_whole(&p->p, g->level_count)));
}

static void put_comparison(struct page *p, const struct comparison *g)
{
    bool tested = g->verdict == GROUP_DIFFERENCE || g->verdict == GROUP_NO_DIFFERENCE;
    str verdict = words(p, TEXT_VERDICT + g->verdict);
    markup(p->out, "<div class=\"compare\"><h3>%</h3>\n<p class=\"verdict%\">%",
           words(p, TEXT_GROUP_BY, phrase_by(&p->p, g->by)),
           g->verdict == GROUP_DIFFERENCE ? S(" yes") : (str){0}, verdict);
    if (tested)
        markup(p->out, " <span>%</span>", number_p_value(p->p.a, p->report->lang, g->p_adjusted));
    buf_put(p->out, S("</p>\n"));
    if (tested && isfinite(g->spread) && isfinite(g->spread_by_chance))
        page_note(p, phrase_spread(&p->p, g));
    if (!tested) {
        buf_put(p->out, S("</div>\n"));
        return;
    }
    bool open = g->verdict == GROUP_DIFFERENCE || str_eq(g->by, S("owner"));
    if (!open)
        markup(p->out, "<details class=\"data\"><summary>%</summary>\n", words(p, TEXT_AS_TABLE));
    put_levels(p, g);
    buf_put(p->out, open ? S("</div>\n") : S("</details></div>\n"));
}

void page_groups(struct page *p)
{
    const struct groups *groups = &p->answers->groups;
    page_section(p, "groups", TEXT_S_GROUPS);
    if (!groups->n)
        page_cannot(p, SUBJECT_GROUPS);
    for (i64 i = 0; i < groups->n; i++)
        put_comparison(p, &groups->list[i]);
    if (groups->n) {
        page_note(p, words(p, TEXT_GROUP_NOTE));
        page_definition(p, FIGURE_GROUP);
    }
    page_section_end(p);
}

void page_concentration(struct page *p)
{
    const struct concentration *c = &p->answers->concentration;
    page_section(p, "seller", TEXT_S_CONCENTRATION);
    if (c->standing == STANDING_CANNOT_SAY) {
        page_cannot(p, SUBJECT_CONCENTRATION);
        page_section_end(p);
        return;
    }
    page_lead(p, phrase_top_seller(&p->p));
    if (c->top_wins.standing != STANDING_MEASURED) {
        page_section_end(p);
        return;
    }
    page_note(p, words(p, TEXT_CONC_THREE, phrase_percent(&p->p, c->top_three_value),
                       phrase_whole(&p->p, c->sellers_for_80), phrase_whole(&p->p, c->sellers)));
    bool by_value = c->won_minor > 0 && isfinite(c->effective_value);
    page_note(p, words(p, TEXT_CONC_EQUAL,
                       number_decimal(p->p.a, p->report->lang,
                                      by_value ? c->effective_value : c->effective_wins, 1)));
    if (c->win_without_top.standing == STANDING_MEASURED)
        page_note(p, words(p, TEXT_CONC_WITHOUT, phrase_percent(&p->p, c->win_without_top.value),
                           phrase_percent(&p->p, c->win_all.value)));
    page_definition(p, FIGURE_CONCENTRATION);
    page_section_end(p);
}

/* A label, a bar, the rate in full: rows that stand under each other. */
static void measure_row(struct page *p, str label, struct rate r, enum subject subject,
                        enum figure_id f)
{
    markup(p->out, "<div class=\"fig\"><h3>%</h3>\n", label);
    if (r.standing == STANDING_MEASURED)
        svg_bar(p, r, "lost");
    page_rate(p, r, subject);
    page_definition(p, f);
    buf_put(p->out, S("</div>\n"));
}

static void put_slippage(struct page *p)
{
    const struct slippage *slip = &p->answers->slippage;
    measure_row(p, words(p, TEXT_SLIP_PUSHED), slip->pushed, SUBJECT_SLIPPAGE, FIGURE_SLIPPAGE);
    if (slip->standing == STANDING_CANNOT_SAY)
        return;
    if (slip->days_slipped.n)
        page_note(p, words(p, TEXT_COST_PUSHED_BY, phrase_days(&p->p, slip->days_slipped.median)));
    if (slip->due_slipped.standing != STANDING_CANNOT_SAY)
        measure_row(p,
                    words(p, TEXT_SLIP_DUE, phrase_whole(&p->p, slip->due_quarter),
                          str_fmt(p->p.a, "%d", slip->due_year)),
                    slip->due_slipped, SUBJECT_SLIPPAGE, FIGURE_SLIPPAGE);
}

static void put_little(struct page *p)
{
    const struct answers *a = p->answers;
    if (a->little.standing == STANDING_MEASURED) {
        markup(p->out, "<div class=\"fig\"><h3>%</h3>\n", words(p, TEXT_SUBJECT + SUBJECT_LITTLE));
        page_note(p, phrase_little(&p->p));
        page_definition(p, FIGURE_LITTLE);
        buf_put(p->out, S("</div>\n"));
    }
    if (a->coverage.standing == STANDING_MEASURED) {
        markup(p->out, "<div class=\"fig\"><h3>%</h3>\n",
               words(p, TEXT_SUBJECT + SUBJECT_COVERAGE));
        page_note(p, phrase_coverage(&p->p));
        buf_put(p->out, S("</div>\n"));
    }
    if (a->velocity.standing == STANDING_MEASURED) {
        markup(p->out, "<div class=\"fig\"><h3>%</h3>\n", words(p, TEXT_VELOCITY));
        page_note(p, phrase_velocity(&p->p));
        page_definition(p, FIGURE_VELOCITY);
        buf_put(p->out, S("</div>\n"));
    }
}

void page_pipeline(struct page *p)
{
    const struct answers *a = p->answers;
    page_section(p, "pipeline", TEXT_S_PIPELINE);
    buf_put(p->out, S("<div class=\"grid\">\n"));
    put_slippage(p);
    if (a->overdue.standing != STANDING_CANNOT_SAY)
        measure_row(p, words(p, TEXT_OVERDUE), a->overdue.open, SUBJECT_SLIPPAGE, FIGURE_OVERDUE);
    str silent = a->stale.standing == STANDING_CANNOT_SAY
                     ? words(p, TEXT_SUBJECT + SUBJECT_STALE)
                     : words(p, TEXT_STALE, phrase_days(&p->p, a->stale.gap_days));
    measure_row(p, silent, a->stale.open, SUBJECT_STALE, FIGURE_STALE);
    put_little(p);
    buf_put(p->out, S("</div>\n"));
    page_section_end(p);
}

static void put_milestones(struct page *p)
{
    const struct adherence *h = &p->answers->adherence;
    const struct standard *s = p->report->standard;
    const str heads[] = {words(p, TEXT_C_MILESTONE), words(p, TEXT_C_STAGE), words(p, TEXT_C_DONE),
                         (str){0}};
    if (!h->milestone_count)
        return;
    page_table(p, (str){0}, heads, 4, 2);
    for (i64 i = 0; i < i64_min(h->milestone_count, MILESTONES_SHOWN); i++) {
        const struct milestone_adherence *m = &h->milestones[i];
        str lang = str_c(lang_code(p->report->lang));
        str title = words_in(&s->milestones.v[m->index].title, lang);
        buf_put(p->out, S("<tr><th scope=\"row\">"));
        page_name(p, title.n ? title : m->milestone);
        buf_put(p->out, S("</th><td>"));
        page_name(p, phrase_stage(&p->p, m->stage));
        buf_put(p->out, S("</td>"));
        page_cell_number(p, phrase_rate(&p->p, m->done));
        buf_put(p->out, S("<td class=\"draw\">"));
        svg_bar(p, m->done, "won");
        buf_put(p->out, S("</td></tr>\n"));
    }
    page_table_end(p);
}

static void put_deviations(struct page *p)
{
    const struct report_distance *d = &p->report->process->distance;
    str sentence = phrase_distance(&p->p);
    if (!sentence.n)
        return;
    page_lead(p, sentence);
    buf_put(p->out, S("<ul class=\"facts\">\n"));
    i64 shown = 0;
    for (i64 i = 0; i < d->variants.count && shown < DEVIATIONS_SHOWN; i++) {
        str words_of = phrase_deviation(&p->p, i);
        if (!words_of.n)
            continue;
        markup(p->out, "<li>%</li>\n", words_of);
        shown++;
    }
    buf_put(p->out, S("</ul>\n"));
    page_definition(p, FIGURE_ALIGNMENT);
}

void page_adherence(struct page *p)
{
    const struct adherence *h = &p->answers->adherence;
    if (!p->report->standard)
        return;
    enum lang lang = p->report->lang;
    page_section(p, "adherence", TEXT_S_ADHERENCE);
    put_deviations(p);
    if (h->standing == STANDING_CANNOT_SAY) {
        page_cannot(p, SUBJECT_ADHERENCE);
        page_section_end(p);
        return;
    }
    buf_put(p->out, S("<div class=\"grid\">\n"));
    measure_row(p, words(p, TEXT_ADH_COMPLIANT, number_decimal(p->p.a, lang, h->compliant_from, 2)),
                h->compliant, SUBJECT_ADHERENCE, FIGURE_ADHERENCE);
    measure_row(p, words(p, TEXT_ADH_WIN_FOLLOWED), h->win_followed, SUBJECT_ADHERENCE,
                FIGURE_WIN_BROAD);
    measure_row(p, words(p, TEXT_ADH_WIN_NOT), h->win_not, SUBJECT_ADHERENCE, FIGURE_WIN_BROAD);
    measure_row(p, words(p, TEXT_ADH_MISSING), h->missing, SUBJECT_ADHERENCE, FIGURE_ADHERENCE);
    buf_put(p->out, S("</div>\n"));
    page_note(p, words(p, TEXT_ADH_GOES_WITH));
    put_milestones(p);
    page_section_end(p);
}
