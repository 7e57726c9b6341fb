/* html_summary.c - the first page: how we sell, which kind, what it costs, what stands out. */
#include "report/html_part.h"

#include <math.h>

static void open_card(struct page *p, const char *class, enum text_id title)
{
    markup(p->out, "<article class=\"card %\">\n<h3>%</h3>\n", str_c(class), words(p, title));
}

static void close_card(struct page *p)
{
    buf_put(p->out, S("</article>\n"));
}

static void put_headline(struct page *p)
{
    const struct cohort_rate *c = &p->answers->cohort;
    const struct rate *narrow = &p->answers->rates.win_narrow;
    bool cohort = c->rate.standing == STANDING_MEASURED;
    const struct rate *r = cohort ? &c->rate : narrow;
    if (r->standing != STANDING_MEASURED) {
        page_cannot(p, cohort ? SUBJECT_WIN_RATE_COHORT : SUBJECT_WIN_RATE_CLOSED);
        return;
    }
    markup(p->out, "<p class=\"big\">%</p>\n<p class=\"what\">%</p>\n",
           phrase_percent(&p->p, r->value),
           cohort ? words(p, TEXT_WON_BY_DAY, phrase_whole(&p->p, c->horizon_days))
                  : words(p, TEXT_CLOSED_NARROW));
    str interval = phrase_interval(&p->p, r->low, r->high);
    str of =
        words(p, TEXT_OF, phrase_whole(&p->p, r->numerator), phrase_whole(&p->p, r->denominator));
    markup(p->out, "<p class=\"ci\">% · %</p>\n",
           words(p, TEXT_COLON, words(p, TEXT_C_INTERVAL), interval), of);
}

static void put_small_rate(struct page *p, enum text_id label, struct rate r, enum subject subject)
{
    markup(p->out, "<div class=\"fig\"><h4>%</h4>\n", words(p, label));
    page_rate(p, r, subject);
    buf_put(p->out, S("</div>\n"));
}

static void card_sell(struct page *p)
{
    static const enum figure_id figures[] = {FIGURE_COHORT, FIGURE_WIN_NARROW, FIGURE_WIN_BROAD,
                                             FIGURE_NO_DECISION};
    const struct closed_rates *r = &p->answers->rates;
    open_card(p, "sell", TEXT_Q_SELL);
    put_headline(p);
    put_small_rate(p, TEXT_CLOSED_NARROW, r->win_narrow, SUBJECT_WIN_RATE_CLOSED);
    if (r->no_decision.standing != STANDING_CANNOT_SAY)
        put_small_rate(p, TEXT_CLOSED_BROAD, r->win_broad, SUBJECT_NO_DECISION);
    put_small_rate(p, TEXT_NO_DECISION_RATE, r->no_decision, SUBJECT_NO_DECISION);
    page_definitions(p, figures, LENGTH(figures));
    close_card(p);
}

static void card_kind(struct page *p)
{
    const struct assessment *k = &p->answers->assessment;
    open_card(p, "kind", TEXT_Q_KIND);
    svg_ladder(p);
    markup(p->out, "<p class=\"verdict\">%</p>\n", phrase_kind(&p->p));
    str missing = phrase_missing(&p->p, 4), lift = phrase_lift(&p->p, 3);
    if (missing.n)
        page_note(p, words(p, TEXT_KIND_MISSING, missing));
    if (lift.n && k->kind < KIND_DYNAMIC)
        page_note(p, words(p, TEXT_KIND_NEXT, words(p, TEXT_KIND + k->kind + 1), lift));
    page_definition(p, FIGURE_KIND);
    close_card(p);
}

static void put_cost(struct page *p, enum text_id label, i64 deals, i64 minor)
{
    markup(p->out, "<div class=\"fig\"><h4>%</h4>\n", words(p, label));
    if (minor > 0)
        markup(p->out, "<p class=\"rate\"><b>%</b> <span>%</span></p></div>\n",
               phrase_money_short(&p->p, minor),
               words(p, TEXT_COST_DEALS, phrase_whole(&p->p, deals)));
    else
        markup(p->out, "<p class=\"rate\"><b>%</b></p></div>\n",
               words(p, TEXT_COST_DEALS, phrase_whole(&p->p, deals)));
}

static void put_slip(struct page *p)
{
    const struct slippage *slip = &p->answers->slippage;
    markup(p->out, "<div class=\"fig\"><h4>%</h4>\n", words(p, TEXT_COST_SLIP));
    page_rate(p, slip->pushed, SUBJECT_SLIPPAGE);
    if (slip->standing == STANDING_MEASURED && slip->days_slipped.n)
        page_note(p, words(p, TEXT_COST_PUSHED_BY, phrase_days(&p->p, slip->days_slipped.median)));
    buf_put(p->out, S("</div>\n"));
}

static void card_cost(struct page *p)
{
    const struct answers *a = p->answers;
    const struct won_value *v = &a->won_value;
    open_card(p, "cost", TEXT_Q_COST);
    put_cost(p, TEXT_COST_WON, a->outcomes.won, v->won_minor);
    put_cost(p, TEXT_COST_LOST, a->outcomes.lost, v->lost_minor);
    if (a->rates.no_decision.standing == STANDING_CANNOT_SAY) {
        markup(p->out, "<div class=\"fig\"><h4>%</h4>\n", words(p, TEXT_COST_NO_DECISION));
        page_cannot(p, SUBJECT_NO_DECISION);
        buf_put(p->out, S("</div>\n"));
    } else {
        put_cost(p, TEXT_COST_NO_DECISION, a->outcomes.no_decision, phrase_undecided_minor(&p->p));
    }
    put_slip(p);
    if (a->outcomes.lost && v->won_minor > 0 && v->lost_minor == 0)
        page_note(p, words(p, TEXT_COST_WITHOUT_AMOUNT));
    page_definition(p, FIGURE_COST);
    close_card(p);
}

static void put_findings(struct page *p)
{
    str findings[PHRASE_FINDINGS_MAX];
    i32 n = phrase_findings(&p->p, findings);
    if (!n)
        return;
    markup(p->out, "<div class=\"found\"><h3>%</h3>\n<ul>\n", words(p, TEXT_Q_FOUND));
    for (i32 i = 0; i < n; i++)
        markup(p->out, "<li>%</li>\n", findings[i]);
    buf_put(p->out, S("</ul></div>\n"));
}

void page_summary(struct page *p)
{
    buf_put(p->out, S("<section id=\"summary\" class=\"summary\">\n"));
    markup(p->out, "<h2 class=\"hidden\">%</h2>\n<p class=\"abstract\">%</p>\n",
           words(p, TEXT_SUMMARY), phrase_summary(&p->p));
    buf_put(p->out, S("<div class=\"cards\">\n"));
    card_sell(p);
    card_kind(p);
    card_cost(p);
    buf_put(p->out, S("</div>\n"));
    put_findings(p);
    buf_put(p->out, S("</section>\n"));
}
