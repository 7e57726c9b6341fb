#include "report/effect.h"

#include "report/said.h"
#include "report/show_part.h"

#include <math.h>

enum said {
    SAID_TITLE,
    SAID_NOTHING,
    SAID_TOO_FEW,
    SAID_UNSEEN,
    SAID_BETTER_A,
    SAID_BETTER_B,
    SAID_BETTER_C,
    SAID_BETTER_D,
    SAID_WORSE_A,
    SAID_WORSE_B,
    SAID_WORSE_C,
    SAID_WORSE_D,
    SAID_POINTS,
    SAID_WAIT,
    SAID_ENOUGH,
    SAID_NEVER,
    SAID_DESIGN,
    SAID_DESIGN_NAME,
    SAID_DESIGN_LAST = SAID_DESIGN_NAME + EFFECT_DESIGNS - 1,
    SAID_DESIGN_ABOUT,
    SAID_DESIGN_ABOUT_LAST = SAID_DESIGN_ABOUT + EFFECT_DESIGNS - 1,
    SAID_ESTIMAND,
    SAID_ESTIMAND_VALUE,
    SAID_BEFORE,
    SAID_NOW,
    SAID_ARM,
    SAID_LEFT_OUT,
    SAID_EVIDENCE,
    SAID_EVIDENCE_VALUE,
    SAID_P,
    SAID_BETTER,
    SAID_UNITS,
    SAID_GAP,
    SAID_SLOPE,
    SAID_NEEDED,
    SAID_NEEDED_VALUE,
    SAID_TEAMS_FEW,
    SAID_SAMPLE_TITLE,
    SAID_SAMPLE,
    SAID_SAMPLE_NONE,
    SAID_SAMPLE_WEEKS,
    SAID_SAMPLE_SELLERS,
    SAID_SAMPLE_YEAR,
    SAID_SAMPLE_OTHERS,
    SAID_SAMPLE_HEAD_POINTS,
    SAID_SAMPLE_HEAD_ARM,
    SAID_SAMPLE_HEAD_TOTAL,
    SAID_SAMPLE_HEAD_WEEKS,
    SAID_SAMPLE_ADVICE,
    SAID_COUNT
};
static const char *const said[SAID_COUNT][LANG_COUNT] = {
    [SAID_TITLE] = {"Did {0} help?", "{0} a-t-elle aidé\u202f?"},
    [SAID_NOTHING] = {"Nothing to compare: no deal entered under it, or none before it.",
                      "Rien à comparer\u00a0: aucune affaire n’y est entrée, ou aucune avant."},
    [SAID_TOO_FEW] = {"Too few deals to compare: {0} with a known outcome before, {1} under it.",
                      "Trop peu d’affaires à comparer\u00a0: {0} à l’issue connue avant, {1} sous "
                      "elle."},
    [SAID_UNSEEN] = {"No evidence so far that it changed how many deals are won.",
                     "Rien n’indique jusqu’ici qu’elle ait changé la part des affaires gagnées."},
    [SAID_BETTER_A] = {"It raised the share won.", "Elle a augmenté la part gagnée."},
    [SAID_BETTER_B] = {"It probably raised the share won.",
                       "Elle a probablement augmenté la part gagnée."},
    [SAID_BETTER_C] = {"It goes with a higher share won.",
                       "Elle va de pair avec une part gagnée plus haute."},
    [SAID_BETTER_D] = {"The share won rose at the same time; why is not known.",
                       "La part gagnée a monté en même temps\u202f; pourquoi, on ne sait."},
    [SAID_WORSE_A] = {"It lowered the share won.", "Elle a diminué la part gagnée."},
    [SAID_WORSE_B] = {"It probably lowered the share won.",
                      "Elle a probablement diminué la part gagnée."},
    [SAID_WORSE_C] = {"It goes with a lower share won.",
                      "Elle va de pair avec une part gagnée plus basse."},
    [SAID_WORSE_D] = {"The share won fell at the same time; why is not known.",
                      "La part gagnée a baissé en même temps\u202f; pourquoi, on ne sait."},
    [SAID_POINTS] = {"Difference", "Différence"},
    [SAID_WAIT] = {"Not enough deals yet: about {0} more {0?week|weeks} at your pace.",
                   "Pas encore assez d’affaires\u00a0: environ {0} {0?semaine|semaines} de plus à "
                   "votre rythme."},
    [SAID_ENOUGH] = {"As many deals as the expected change asks for are there.",
                     "Il y a autant d’affaires que le changement attendu en demande."},
    [SAID_NEVER] =
        {"What was before does not come again: waiting makes this comparison no surer.",
         "Ce qui était avant ne revient pas\u00a0: attendre ne rend pas cette comparaison "
         "plus sûre."},
    [SAID_DESIGN] = {"How it is compared", "Comparaison"},
    [SAID_DESIGN_NAME + EFFECT_NOTHING] = {"nothing to compare", "rien à comparer"},
    [SAID_DESIGN_NAME + EFFECT_RANDOMISED_DEALS] = {"deals at random (grade A)",
                                                    "affaires tirées au sort (preuve A)"},
    [SAID_DESIGN_NAME + EFFECT_RANDOMISED_SELLERS] = {"sellers at random (grade A)",
                                                      "vendeurs tirés au sort (preuve A)"},
    [SAID_DESIGN_NAME + EFFECT_STAGGERED] = {"teams that moved at different times (grade B)",
                                             "équipes passées à des dates différentes (preuve B)"},
    [SAID_DESIGN_NAME + EFFECT_SERIES] = {"an interrupted series of months (grade C)",
                                          "une série de mois interrompue (preuve C)"},
    [SAID_DESIGN_NAME +
        EFFECT_BEFORE_AFTER] = {"before and after (grade D)", "avant et après (preuve D)"},
    [SAID_DESIGN_ABOUT + EFFECT_NOTHING] = {"", ""},
    [SAID_DESIGN_ABOUT + EFFECT_RANDOMISED_DEALS] =
        {"Judged in the order of assignment: it may be looked at after every deal.",
         "Jugé dans l’ordre du tirage\u00a0: on peut regarder après chaque affaire."},
    [SAID_DESIGN_ABOUT +
        EFFECT_RANDOMISED_SELLERS] = {"Each seller counts once. Look at it once, at the end that "
                                      "was planned: repeated looks find "
                                      "what is not there.",
                                      "Chaque vendeur compte une fois. À ne regarder qu’une fois, "
                                      "à la fin prévue\u00a0: à force "
                                      "de regarder on trouve ce qui n’est pas."},
    [SAID_DESIGN_ABOUT + EFFECT_STAGGERED] = {"Each team’s months after its move against its own "
                                              "before, less the same of teams that had "
                                              "not moved.",
                                              "Les mois de chaque équipe après son passage contre "
                                              "les siens d’avant, moins la même chose "
                                              "des équipes pas encore passées."},
    [SAID_DESIGN_ABOUT + EFFECT_SERIES] =
        {"The step of the monthly share won at the change, the trend before and after allowed for.",
         "La marche de la part gagnée mensuelle au changement, tendance d’avant et d’après "
         "déduite."},
    [SAID_DESIGN_ABOUT + EFFECT_BEFORE_AFTER] =
        {"Whatever else changed at the same time is in it, too: comparisons of this kind find an "
         "effect of nothing in one case of five.",
         "Tout ce qui a changé en même temps y est aussi\u00a0: une comparaison sur cinq de ce "
         "genre "
         "trouve un effet de rien."},
    [SAID_ESTIMAND] = {"Compared", "Comparé"},
    [SAID_ESTIMAND_VALUE] =
        {"won within {0} days of entering, by the version entered under",
         "gagnées dans les {0} jours suivant l’entrée, selon la version d’entrée"},
    [SAID_BEFORE] = {"Before", "Avant"},
    [SAID_NOW] = {"Under it", "Sous elle"},
    [SAID_ARM] = {"{0} won; {1} entered", "{0} gagnées\u202f; {1} entrées"},
    [SAID_LEFT_OUT] =
        {"{0} {0?deal was|deals were}, or may have been, in flight at the change: left out.",
         "{0} {0?affaire était|affaires étaient} ou pouvaient être en cours au changement\u00a0: "
         "laissées de côté."},
    [SAID_EVIDENCE] = {"Evidence", "Preuve"},
    [SAID_EVIDENCE_VALUE] =
        {"{0} to 1 after {1} deals; 20 to 1 is the bar, passed after {2}",
         "{0} contre 1 après {1} affaires\u202f; le seuil est 20 contre 1, passé "
         "après {2}"},
    [SAID_P] = {"Chance alone gives as much", "Le hasard seul en donne autant"},
    [SAID_BETTER] = {"Better than before, for a sceptic", "Mieux qu’avant, pour un sceptique"},
    [SAID_UNITS] = {"Compared units", "Unités comparées"},
    [SAID_GAP] = {"Before the move", "Avant le passage"},
    [SAID_SLOPE] = {"Trend a month", "Tendance par mois"},
    [SAID_NEEDED] = {"What it takes", "Ce qu’il faut"},
    [SAID_NEEDED_VALUE] = {"{0} points from {1} need {2} deals an arm",
                           "{0} points depuis {1} demandent {2} affaires par bras"},
    [SAID_TEAMS_FEW] = {"With fewer than 8 teams no interval is said.",
                        "Avec moins de 8 équipes, aucun intervalle n’est dit."},
    [SAID_SAMPLE_TITLE] = {"How many deals to see it", "Combien d’affaires pour le voir"},
    [SAID_SAMPLE] =
        {"To see {0} points from {1}: {2} deals an arm, {3} in all (80% power, 5% false "
         "alarms).",
         "Pour voir {0} points depuis {1}\u00a0: {2} affaires par bras, {3} en tout "
         "(puissance 80\u00a0%, 5\u00a0% de fausses alertes)."},
    [SAID_SAMPLE_NONE] = {"No number of deals shows a change of {0} points from {1}.",
                          "Aucun nombre d’affaires ne montre {0} points depuis {1}."},
    [SAID_SAMPLE_WEEKS] =
        {"At {0} deals a week that is about {1} weeks, the last outcomes included.",
         "À {0} affaires par semaine, cela fait environ {1} semaines, dernières "
         "issues comprises."},
    [SAID_SAMPLE_SELLERS] =
        {"With whole sellers assigned, deals of one seller are alike: {0} times "
         "as many.",
         "En tirant des vendeurs entiers, les affaires d’un même vendeur se "
         "ressemblent\u00a0: {0} fois plus."},
    [SAID_SAMPLE_YEAR] =
        {"A year of your deals shows a rise of {0} points or more, nothing smaller.",
         "Un an de vos affaires montre une hausse de {0} points ou plus, rien de "
         "moindre."},
    [SAID_SAMPLE_OTHERS] = {"Other changes", "D’autres changements"},
    [SAID_SAMPLE_HEAD_POINTS] = {"Points", "Points"},
    [SAID_SAMPLE_HEAD_ARM] = {"Deals an arm", "Affaires par bras"},
    [SAID_SAMPLE_HEAD_TOTAL] = {"In all", "En tout"},
    [SAID_SAMPLE_HEAD_WEEKS] = {"Weeks", "Semaines"},
    [SAID_SAMPLE_ADVICE] = {"When that is too many: test several changes as one, or an earlier and "
                            "more frequent outcome (a stage passed) that you name beforehand.",
                            "Si c’est trop\u00a0: testez plusieurs changements en un, ou une issue "
                            "plus proche et plus fréquente (une étape passée), nommée d’avance."},
};

#define saying(a, lang, id, ...)                                                                   \
    text_put((a), (lang), str_c(said[id][lang]),                                                   \
             (const str[]){__VA_ARGS__ __VA_OPT__(, ) TEXT_FILLED})

str effect_headline(struct arena *a, enum lang lang, const struct effect_report *r)
{
    static const enum said better[] = {SAID_NOTHING,  SAID_BETTER_A, SAID_BETTER_A,
                                       SAID_BETTER_B, SAID_BETTER_C, SAID_BETTER_D};
    static const enum said worse[] = {SAID_NOTHING, SAID_WORSE_A, SAID_WORSE_A,
                                      SAID_WORSE_B, SAID_WORSE_C, SAID_WORSE_D};
    const struct effect *e = r->effect;
    if (e->design == EFFECT_NOTHING)
        return saying(a, lang, SAID_NOTHING);
    switch (e->finding) {
    case EFFECT_TOO_FEW:
        return saying(a, lang, SAID_TOO_FEW, number_whole(a, lang, e->arm[0].known),
                      number_whole(a, lang, e->arm[1].known));
    case EFFECT_BETTER: return saying(a, lang, better[e->design]);
    case EFFECT_WORSE: return saying(a, lang, worse[e->design]);
    default: return saying(a, lang, SAID_UNSEEN);
    }
}

str effect_wait(struct arena *a, enum lang lang, const struct effect *e)
{
    if (e->design == EFFECT_NOTHING || e->finding == EFFECT_BETTER || e->finding == EFFECT_WORSE)
        return (str){0};
    if (e->weeks_more > 0)
        return saying(a, lang, SAID_WAIT, number_whole(a, lang, e->weeks_more));
    return saying(a, lang, e->weeks_more == 0 ? SAID_ENOUGH : SAID_NEVER);
}

static void show_arm(struct show *w, const struct effect_arm *arm, enum said label)
{
    sheet_fact(&w->sheet, saying(w->a, w->lang, label),
               saying(w->a, w->lang, SAID_ARM, said_share(w->a, w->lang, arm->won, arm->known),
                      number_whole(w->a, w->lang, arm->entered)));
}

static void show_evidence(struct show *w, const struct effect *e)
{
    if (e->design == EFFECT_RANDOMISED_DEALS)
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_EVIDENCE),
                   saying(w->a, w->lang, SAID_EVIDENCE_VALUE,
                          number_decimal(w->a, w->lang, exp(fmin(e->log_e, 30)), 1),
                          number_whole(w->a, w->lang, e->looked_at),
                          e->first_20 ? number_whole(w->a, w->lang, e->first_20) : S("–")));
    if (isfinite(e->p))
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_P), number_p_value(w->a, w->lang, e->p));
    if (isfinite(e->better))
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_BETTER),
                   number_probability(w->a, w->lang, e->better));
    if (e->units)
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_UNITS),
                   number_whole(w->a, w->lang, e->units));
    if (e->design == EFFECT_STAGGERED)
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_GAP),
                   isfinite(e->before_gap)
                       ? str_fmt(w->a, "%.*s points",
                                 STR_ARG(said_signed(w->a, w->lang, 100 * e->before_gap)))
                       : S("–"));
    if (e->design == EFFECT_SERIES)
        sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_SLOPE),
                   said_points(w->a, w->lang, e->slope));
}

static void show_needed(struct show *w, const struct effect_report *r)
{
    const struct effect *e = r->effect;
    if (!e->needed.per_arm)
        return;
    f64 expected = fabs(r->expected) > 1e-9 ? r->expected : .05;
    sheet_fact(&w->sheet, saying(w->a, w->lang, SAID_NEEDED),
               saying(w->a, w->lang, SAID_NEEDED_VALUE, said_signed(w->a, w->lang, 100 * expected),
                      number_percent(w->a, w->lang, e->base),
                      number_whole(w->a, w->lang, e->needed.per_arm)));
}

void effect_show(struct buf *out, struct arena *a, const struct effect_report *r,
                 const struct show_options *o)
{
    const struct effect *e = r->effect;
    struct show w = {.a = a, .lang = o->lang};
    sheet_init(&w.sheet, out, a, o->form, o->columns, o->color);
    sheet_title(&w.sheet, saying(a, o->lang, SAID_TITLE, r->name));
    sheet_paragraph(&w.sheet, effect_headline(a, o->lang, r));
    sheet_paragraph(&w.sheet, effect_wait(a, o->lang, e));
    if (e->left_out)
        sheet_paragraph(&w.sheet,
                        saying(a, o->lang, SAID_LEFT_OUT, number_whole(a, o->lang, e->left_out)));
    if (e->design == EFFECT_NOTHING)
        return;
    sheet_gap(&w.sheet, true);
    sheet_fact(&w.sheet, saying(a, o->lang, SAID_DESIGN),
               saying(a, o->lang, (enum said)(SAID_DESIGN_NAME + e->design)));
    sheet_fact(&w.sheet, saying(a, o->lang, SAID_ESTIMAND),
               saying(a, o->lang, SAID_ESTIMAND_VALUE, number_whole(a, o->lang, r->horizon_days)));
    show_arm(&w, &e->arm[0], SAID_BEFORE);
    show_arm(&w, &e->arm[1], SAID_NOW);
    if (e->finding != EFFECT_TOO_FEW)
        sheet_fact(&w.sheet, saying(a, o->lang, SAID_POINTS),
                   isfinite(e->difference.ci.low)
                       ? said_points(a, o->lang, e->difference)
                       : said_signed(a, o->lang, 100 * e->difference.value));
    show_evidence(&w, e);
    show_needed(&w, r);
    sheet_gap(&w.sheet, true);
    sheet_paragraph(&w.sheet, saying(a, o->lang, (enum said)(SAID_DESIGN_ABOUT + e->design)));
    if (e->design == EFFECT_STAGGERED && e->units < EFFECT_BOOTSTRAP_TEAMS)
        sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_TEAMS_FEW));
}

/* --- for programs -------------------------------------------------------------------------------
 */

static void put_arm(struct json *j, const char *key, const struct effect_arm *arm)
{
    json_key(j, str_c(key));
    json_object(j);
    put_whole(j, "entered", arm->entered);
    put_share(j, "won", arm->won, arm->known);
    json_end(j);
}

static void put_design(struct json *j, const struct effect *e)
{
    char grade[2] = {effect_grade(e->design), 0};
    put_word(j, "design", str_c(effect_design_id(e->design)));
    put_word(j, "grade", str_c(grade));
    put_word(j, "finding", str_c(effect_finding_id(e->finding)));
}

static void put_evidence(struct json *j, const struct effect *e)
{
    bool deals = e->design == EFFECT_RANDOMISED_DEALS;
    put_estimate(j, "difference", e->difference);
    put_real(j, "covered", e->covered);
    put_whole(j, "looked_at", e->looked_at);
    put_real(j, "log_evidence", deals ? e->log_e : NAN);
    put_real(j, "p", e->p);
    put_whole(j, "passed_the_bar_after", e->first_20);
    put_real(j, "better", e->better);
    put_real(j, "better_mean", e->better_mean);
    put_whole(j, "units", e->units);
    put_real(j, "before_the_move", e->before_gap);
    put_estimate(j, "slope", e->slope);
    put_whole(j, "months_before", e->months_before);
    put_whole(j, "months_after", e->months_after);
}

void effect_json(struct json *j, struct arena *a, enum lang lang, const struct effect_report *r)
{
    const struct effect *e = r->effect;
    put_word(j, "name", r->name);
    put_word(j, "sentence", effect_headline(a, lang, r));
    put_word(j, "wait", effect_wait(a, lang, e));
    put_design(j, e);
    put_whole(j, "horizon_days", r->horizon_days);
    put_arm(j, "before", &e->arm[0]);
    put_arm(j, "now", &e->arm[1]);
    put_whole(j, "left_out", e->left_out);
    put_evidence(j, e);
    put_real(j, "expected", fabs(r->expected) > 1e-9 ? r->expected : .05);
    put_real(j, "base", e->base);
    put_real(j, "per_week", e->per_week);
    put_whole(j, "needed_per_arm", e->needed.per_arm);
    put_whole(j, "weeks_more", e->weeks_more);
}

/* --- the power calculator
 * -------------------------------------------------------------------------- */

static void show_others(struct show *w, const struct sample_question *q)
{
    static const f64 changes[] = {.02, .05, .10, .15, .20};
    struct term_table table = {.columns = 4,
                               .column = {{.align = TERM_RIGHT},
                                          {.align = TERM_RIGHT},
                                          {.align = TERM_RIGHT},
                                          {.align = TERM_RIGHT}}};
    *term_table_row(&w->sheet.t, &table) =
        (struct term_row){.cell = {saying(w->a, w->lang, SAID_SAMPLE_HEAD_POINTS),
                                   saying(w->a, w->lang, SAID_SAMPLE_HEAD_ARM),
                                   saying(w->a, w->lang, SAID_SAMPLE_HEAD_TOTAL),
                                   saying(w->a, w->lang, SAID_SAMPLE_HEAD_WEEKS)}};
    for (i64 i = 0; i < LENGTH(changes); i++) {
        struct sample_question other = *q;
        other.change = changes[i];
        struct sample_answer x = sample_size(&other);
        struct term_row *row = term_table_row(&w->sheet.t, &table);
        row->cell[0] = said_signed(w->a, w->lang, 100 * changes[i]);
        row->cell[1] = x.per_arm ? number_whole(w->a, w->lang, x.per_arm) : S("–");
        row->cell[2] = x.per_arm ? number_whole(w->a, w->lang, x.total) : S("–");
        row->cell[3] = x.weeks >= 0 ? number_whole(w->a, w->lang, x.weeks) : S("–");
    }
    sheet_heading(&w->sheet, saying(w->a, w->lang, SAID_SAMPLE_OTHERS));
    sheet_table(&w->sheet, &table);
}

void sample_show(struct buf *out, struct arena *a, const struct sample_question *q,
                 const struct show_options *o)
{
    struct show w = {.a = a, .lang = o->lang};
    struct sample_answer x = sample_size(q);
    str points = said_signed(a, o->lang, 100 * q->change),
        base = number_percent(a, o->lang, q->base);
    sheet_init(&w.sheet, out, a, o->form, o->columns, o->color);
    sheet_title(&w.sheet, saying(a, o->lang, SAID_SAMPLE_TITLE));
    sheet_paragraph(&w.sheet, x.per_arm ? saying(a, o->lang, SAID_SAMPLE, points, base,
                                                 number_whole(a, o->lang, x.per_arm),
                                                 number_whole(a, o->lang, x.total))
                                        : saying(a, o->lang, SAID_SAMPLE_NONE, points, base));
    if (x.design_effect > 1)
        sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_SAMPLE_SELLERS,
                                         number_decimal(a, o->lang, x.design_effect, 1)));
    if (x.weeks >= 0)
        sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_SAMPLE_WEEKS,
                                         number_decimal(a, o->lang, q->per_week, 0),
                                         number_whole(a, o->lang, x.weeks)));
    if (isfinite(x.a_year_shows))
        sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_SAMPLE_YEAR,
                                         number_decimal(a, o->lang, 100 * x.a_year_shows, 1)));
    show_others(&w, q);
    sheet_paragraph(&w.sheet, saying(a, o->lang, SAID_SAMPLE_ADVICE));
}

void sample_json(struct json *j, const struct sample_question *q)
{
    struct sample_answer x = sample_size(q);
    put_real(j, "base", q->base);
    put_real(j, "change", q->change);
    put_real(j, "level", SAMPLE_LEVEL);
    put_real(j, "power", SAMPLE_POWER);
    put_real(j, "design_effect", x.design_effect);
    put_whole(j, "per_arm", x.per_arm);
    put_whole(j, "total", x.total);
    put_whole(j, "weeks", x.weeks);
    put_real(j, "a_year_shows", x.a_year_shows);
}
