/* learned_html.c - what was learnt, as one page for people, with the style of the report: no
 * script, no network; every figure in a table. */
#include "report/html.h"
#include "report/learned_say.h"
#include "report/markup.h"
#include "report/number.h"

#include <math.h>

enum { FOUND_SHOWN = 30, ASKED_SHOWN = 60, STEPS_SHOWN = 40 };

struct sheet_of {
    struct buf *out;
    struct phrases p;
    const struct report *report;
};

#define told(s, id, ...) learn_say(&(s)->p, id __VA_OPT__(, ) __VA_ARGS__)

static void section(struct sheet_of *s, const char *id, enum learn_id title)
{
    markup(s->out, "<section id=\"%\" aria-labelledby=\"h-%\">\n<h2 id=\"h-%\">%</h2>\n", str_c(id),
           str_c(id), str_c(id), told(s, title));
}

static void section_end(struct sheet_of *s)
{
    buf_put(s->out, S("</section>\n"));
}

static void note(struct sheet_of *s, str text)
{
    if (text.n)
        markup(s->out, "<p class=\"note\">%</p>\n", text);
}

static void lead(struct sheet_of *s, str text)
{
    markup(s->out, "<p class=\"lead\">%</p>\n", text);
}

static void table(struct sheet_of *s, str name, const str *heads, i64 n)
{
    markup(s->out,
           "<div class=\"scroll\" role=\"group\" aria-label=\"%\" tabindex=\"0\"><table>\n"
           "<caption class=\"hidden\">%</caption>\n<thead><tr>",
           name, name);
    for (i64 i = 0; i < n; i++)
        markup(s->out, i ? "<th scope=\"col\" class=\"n\">%</th>" : "<th scope=\"col\">%</th>",
               heads[i]);
    buf_put(s->out, S("</tr></thead>\n<tbody>\n"));
}

/* The first is the head of the row. */
static void row(struct sheet_of *s, const str *cells, i64 n, bool strong)
{
    markup(s->out, "<tr><th scope=\"row\"><bdi>%</bdi></th>", cells[0]);
    for (i64 i = 1; i < n; i++)
        markup(s->out,
               strong && i == 1 ? "<td class=\"n\"><b>%</b></td>" : "<td class=\"n\">%</td>",
               cells[i]);
    buf_put(s->out, S("</tr>\n"));
}

static void table_end(struct sheet_of *s)
{
    buf_put(s->out, S("</tbody></table></div>\n"));
}

static str of(struct sheet_of *s, i64 numerator, i64 denominator)
{
    return phrase(&s->p, TEXT_OF, phrase_whole(&s->p, numerator), phrase_whole(&s->p, denominator));
}

static str share(struct sheet_of *s, struct rate r)
{
    return r.denominator == 0 ? S("–") : of(s, r.numerator, r.denominator);
}

/* --- practices ---------------------------------------------------------------------------- */

static void put_found(struct sheet_of *s, const struct practice_family *f,
                      const struct practice_result *r)
{
    char letter[2] = {evidence_letter(f->grade), 0};
    markup(s->out, "<div class=\"compare\"><h3><bdi>%</bdi></h3>\n<p>%</p>\n<p>% (%)</p>\n",
           learned_practice(&s->p, r->practice), learned_counts(&s->p, f, r),
           learned_effect(&s->p, f, r), told(s, LEARN_GRADE, str_c(letter)));
    if (r->difference.value > 0)
        note(s, learned_worth(&s->p, f, r));
    note(s, learned_strength(&s->p, r));
    buf_put(s->out, S("</div>\n"));
}

static str points(struct sheet_of *s, const struct practice_result *r)
{
    const struct estimate *d = &r->difference;
    if (!isfinite(d->value))
        return S("–");
    return phrase(&s->p, TEXT_ESTIMATE, learned_points(&s->p, d->value),
                  learned_points(&s->p, d->ci.low), learned_points(&s->p, d->ci.high));
}

static void put_asked(struct sheet_of *s, const struct practice_family *f)
{
    const str heads[] = {told(s, LEARN_C_PRACTICE), told(s, LEARN_C_WITH), told(s, LEARN_C_WITHOUT),
                         told(s, LEARN_C_POINTS), told(s, LEARN_C_CHANCE)};
    table(s, learned_landmark(&s->p, f->deals.at), heads, LENGTH(heads));
    for (i64 i = 0; i < i64_min(f->tested, ASKED_SHOWN); i++) {
        const struct practice_result *r = &f->list[i];
        const str cells[] = {learned_practice(&s->p, r->practice), of(s, r->won_did, r->told_did),
                             of(s, r->won_not, r->told_not), points(s, r),
                             number_p_value(s->p.a, s->report->lang, r->p_adjusted)};
        row(s, cells, LENGTH(cells), r->found);
    }
    table_end(s);
}

static void put_family(struct sheet_of *s, const struct practice_family *f)
{
    str refusal = learned_refusal(&s->p, f);
    if (refusal.n) {
        markup(s->out, "<p class=\"cannot\">%</p>\n", refusal);
        return;
    }
    lead(s, learned_family(&s->p, f));
    if (f->deals.censored_count)
        note(s, told(s, LEARN_FAMILY_OPEN, phrase_whole(&s->p, f->deals.censored_count)));
    if (f->deals.seen_late)
        note(s, told(s, LEARN_FAMILY_LATE, phrase_whole(&s->p, f->deals.seen_late)));
    if (!f->found)
        note(s, told(s, LEARN_NONE_FOUND, phrase_whole(&s->p, f->tested)));
    i64 shown = 0;
    for (i64 i = 0; i < f->n; i++)
        if (f->list[i].found && shown++ < FOUND_SHOWN)
            put_found(s, f, &f->list[i]);
    if (isfinite(f->detectable))
        note(s, told(s, LEARN_DETECTABLE, learned_points(&s->p, f->detectable)));
    put_asked(s, f);
}

static void put_practices(struct sheet_of *s, const struct learned *l)
{
    section(s, "practices", LEARN_S_PRACTICES);
    note(s, told(s, LEARN_NOTE_PRACTICES));
    for (i64 i = 0; i < l->practices.n; i++)
        put_family(s, &l->practices.family[i]);
    section_end(s);
}

/* --- the standard ------------------------------------------------------------------------- */

static bool has_gates(struct sheet_of *s, const struct learned *l)
{
    bool there = l->has_standard && l->conduct.standing == STANDING_MEASURED;
    if (!there)
        markup(s->out, "<p class=\"cannot\">%</p>\n",
               told(s, l->has_standard ? LEARN_NO_GATES : LEARN_NO_STANDARD));
    return there;
}

static void put_deviations(struct sheet_of *s, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    section(s, "deviations", LEARN_S_DEVIATIONS);
    if (!has_gates(s, l)) {
        section_end(s);
        return;
    }
    lead(s, told(s, LEARN_WON_WITHOUT, phrase_whole(&s->p, c->won_without_count),
                 phrase_whole(&s->p, c->won_count)));
    buf_put(s->out, S("<ul>\n"));
    for (i64 i = 0; i < c->review_count; i++)
        markup(s->out, "<li>%</li>\n", learned_review(&s->p, l, c->review[i]));
    buf_put(s->out, S("</ul>\n"));
    note(s, told(s, LEARN_NOTE_DEVIATIONS));
    const str heads[] = {
        told(s, LEARN_C_GATE),     told(s, LEARN_C_ASKED),      told(s, LEARN_C_BROKEN),
        told(s, LEARN_C_WAIVED),   told(s, LEARN_C_REFUSED),    told(s, LEARN_C_OBJECTED),
        told(s, LEARN_C_WON_KEPT), told(s, LEARN_C_WON_BROKEN), told(s, LEARN_C_CHANCE)};
    table(s, told(s, LEARN_S_DEVIATIONS), heads, LENGTH(heads));
    for (i64 i = 0; i < c->gate_count; i++) {
        const struct conduct_gate *g = &c->gates[i];
        const str cells[] = {learned_milestone(&s->p, g->milestone),
                             phrase_whole(&s->p, g->asked),
                             phrase_whole(&s->p, g->broken.numerator),
                             phrase_whole(&s->p, g->waived + g->waived_without),
                             phrase_whole(&s->p, g->refused),
                             phrase_whole(&s->p, g->objected),
                             share(s, g->win_kept),
                             share(s, g->win_broken),
                             number_p_value(s->p.a, s->report->lang, g->p_adjusted)};
        row(s, cells, LENGTH(cells), false);
    }
    table_end(s);
    section_end(s);
}

static void put_gates(struct sheet_of *s, const struct learned *l)
{
    const struct conduct *c = &l->conduct;
    section(s, "gates", LEARN_S_GATES);
    if (has_gates(s, l)) {
        const str heads[] = {told(s, LEARN_C_GATE), told(s, LEARN_C_FLAWS)};
        table(s, told(s, LEARN_S_GATES), heads, LENGTH(heads));
        for (i64 i = 0; i < c->gate_count; i++) {
            const str cells[] = {learned_milestone(&s->p, c->gates[i].milestone),
                                 learned_flaws(&s->p, &c->gates[i])};
            row(s, cells, LENGTH(cells), c->gates[i].flaws);
        }
        table_end(s);
    }
    section_end(s);
}

/* --- no decision -------------------------------------------------------------------------- */

static void put_where(struct sheet_of *s, const struct undecided *u)
{
    const str heads[] = {told(s, LEARN_C_STAGE), told(s, LEARN_C_DECLARED),
                         told(s, LEARN_C_IMPLIED), told(s, LEARN_C_SHARE)};
    table(s, told(s, LEARN_C_STAGE), heads, LENGTH(heads));
    for (i64 i = 0; i < u->stage_count; i++) {
        const struct undecided_stage *x = &u->stages[i];
        const str cells[] = {learned_activity(&s->p, x->activity), phrase_whole(&s->p, x->declared),
                             phrase_whole(&s->p, x->implied), phrase_rate(&s->p, x->share)};
        row(s, cells, LENGTH(cells), false);
    }
    table_end(s);
    const str last[] = {told(s, LEARN_C_LAST), told(s, LEARN_C_DECLARED), told(s, LEARN_C_IMPLIED),
                        told(s, LEARN_C_WON_TOO)};
    table(s, told(s, LEARN_C_LAST), last, LENGTH(last));
    for (i64 i = 0; i < u->last_count; i++) {
        const struct undecided_last *x = &u->last[i];
        const str cells[] = {learned_activity(&s->p, x->activity), phrase_whole(&s->p, x->declared),
                             phrase_whole(&s->p, x->implied), phrase_whole(&s->p, x->won)};
        row(s, cells, LENGTH(cells), false);
    }
    table_end(s);
}

static void put_undecided(struct sheet_of *s, const struct learned *l)
{
    const struct undecided *u = &l->undecided;
    section(s, "undecided", LEARN_S_UNDECIDED);
    if (u->standing != STANDING_MEASURED) {
        markup(s->out, "<p class=\"cannot\">%</p>\n", told(s, LEARN_UNDECIDED_NONE));
        section_end(s);
        return;
    }
    note(s, u->declared_known ? told(s, LEARN_DECLARED, phrase_rate(&s->p, u->rate_declared))
                              : told(s, LEARN_DECLARED_UNKNOWN));
    note(s, u->implied_known
                ? told(s, LEARN_IMPLIED, phrase_whole(&s->p, u->implied),
                       phrase_days(&s->p, u->gap_days), phrase_rate(&s->p, u->rate_with_implied))
                : told(s, LEARN_IMPLIED_UNKNOWN));
    if (u->age_declared.n)
        note(s, told(s, LEARN_WHEN_DECLARED, phrase_days(&s->p, u->age_declared.median),
                     phrase_days(&s->p, u->silence_declared.median)));
    if (u->age_implied.n)
        note(s, told(s, LEARN_WHEN_IMPLIED, phrase_days(&s->p, u->age_implied.median),
                     phrase_days(&s->p, u->silence_implied.median)));
    put_where(s, u);
    section_end(s);
}

/* --- contrasts ---------------------------------------------------------------------------- */

static void put_steps(struct sheet_of *s, const struct contrast *c)
{
    str heads[CONTRAST_LEVELS_MAX + 1], cells[CONTRAST_LEVELS_MAX + 1];
    heads[0] = told(s, LEARN_C_STEP);
    for (i64 l = 0; l < c->level_count; l++)
        heads[l + 1] = learned_level(&s->p, c, l);
    table(s, learned_column(&s->p, c->by), heads, c->level_count + 1);
    for (i64 i = 0; i < i64_min(c->differing, STEPS_SHOWN); i++) {
        cells[0] = learned_step(&s->p, c->steps[i].from, c->steps[i].to);
        for (i64 l = 0; l < c->level_count; l++)
            cells[l + 1] = of(s, c->steps[i].deals[l], c->level[l].deals);
        row(s, cells, c->level_count + 1, false);
    }
    table_end(s);
}

static void put_contrast(struct sheet_of *s, const struct contrast *c)
{
    markup(s->out, "<div class=\"compare\"><h3>%</h3>\n",
           told(s, LEARN_BY, learned_column(&s->p, c->by)));
    str tested = phrase_whole(&s->p, c->tested);
    if (c->refused != CONTRAST_MEASURED) {
        note(s, told(s, LEARN_ONE_LEVEL));
    } else {
        lead(s, !c->tested ? told(s, LEARN_STEPS_NONE)
                : c->differing
                    ? told(s, LEARN_STEPS_DIFFER, phrase_whole(&s->p, c->differing), tested)
                    : told(s, LEARN_STEPS_SAME, tested));
        if (isfinite(c->ways_p))
            note(s, told(s, c->ways_p <= CONTRAST_FALSE ? LEARN_WAYS_DIFFER : LEARN_WAYS_SAME,
                         number_p_value(s->p.a, s->report->lang, c->ways_p)));
        note(s, c->days ? told(s, LEARN_OVER_DAYS, phrase_days(&s->p, (f64)c->days))
                        : told(s, LEARN_OVER_LIVES));
        if (c->differing)
            put_steps(s, c);
    }
    buf_put(s->out, S("</div>\n"));
}

static void put_contrasts(struct sheet_of *s, const struct learned *l)
{
    section(s, "compare", LEARN_S_CONTRAST);
    note(s, told(s, LEARN_NOTE_CONTRAST));
    for (i64 i = 0; i < l->contrast_count; i++)
        put_contrast(s, &l->contrast[i]);
    section_end(s);
}

/* --- the page ----------------------------------------------------------------------------- */

static void put_head(struct sheet_of *s)
{
    const struct report *r = s->report;
    str title = told(s, LEARN_TITLE);
    markup(s->out,
           "<!doctype html>\n<html lang=\"%\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n"
           "<meta name=\"generator\" content=\"etalon %\">\n<title>%</title>\n<style>\n",
           str_c(lang_code(r->lang)), r->version, title);
    buf_put(s->out, str_c(report_css));
    markup(s->out,
           "</style>\n</head>\n<body>\n<header>\n<p class=\"product\">%</p>\n<h1>%</h1>\n"
           "<p class=\"span\">%</p>\n</header>\n<main>\n",
           told(s, LEARN_PRODUCT), title,
           told(s, LEARN_HEAD, phrase_whole(&s->p, r->history->deal_count),
                number_date(s->p.a, r->lang, r->history->as_of_ms)));
}

void learned_html(struct buf *out, struct arena *a, const struct learned *l,
                  const struct report *report)
{
    struct sheet_of s = {.out = out, .p = {a, report}, .report = report};
    static const struct {
        u32 part;
        void (*put)(struct sheet_of *s, const struct learned *l);
    } parts[] = {{JSON_PRACTICES, put_practices},
                 {JSON_DEVIATIONS, put_deviations},
                 {JSON_GATES, put_gates},
                 {JSON_UNDECIDED, put_undecided},
                 {JSON_COMPARE, put_contrasts}};
    put_head(&s);
    for (i64 i = 0; i < LENGTH(parts); i++)
        if (l->parts & parts[i].part)
            parts[i].put(&s, l);
    markup(out,
           "</main>\n<footer>\n<p>% · SHA-256 <code>%</code></p>\n</footer>\n</body>\n</html>\n",
           phrase(&s.p, TEXT_DATA_VERSION, report->version), str_c(report->import->input_sha256));
}
