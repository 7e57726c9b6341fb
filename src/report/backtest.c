#include "report/backtest.h"

#include "deal/judge.h"
#include "report/said.h"
#include "report/show_part.h"

#include <math.h>

enum said {
    SAID_TITLE,
    SAID_PLAYED,
    SAID_LEFT_OUT,
    SAID_NOTHING,
    SAID_NO_BLOCK,
    SAID_ALL,
    SAID_ADDED,
    SAID_STOPPED,
    SAID_DELAYED,
    SAID_PASSED,
    SAID_SKIPS,
    SAID_PARTS,
    SAID_RANGE,
    SAID_RANGE_ZERO,
    SAID_RANGE_LIKE,
    SAID_RANGE_UNKNOWN,
    SAID_RANGE_LOST,
    SAID_GATES,
    SAID_GATE_MARKS,
    SAID_MET,
    SAID_CAME_LATE,
    SAID_RECALL,
    SAID_DIFFERENCE,
    SAID_DIFFERENCE_NONE,
    SAID_NEWER,
    SAID_CONDITIONAL,
    SAID_UNRECORDED,
    SAID_UNKNOWN,
    SAID_COUNT
};
static const char *const said[SAID_COUNT][LANG_COUNT] = {
    [SAID_TITLE] = {"What “{0}” would have done to deals that are over",
                    "Ce que «\u00a0{0}\u00a0» aurait fait d’affaires terminées"},
    [SAID_PLAYED] = {"{0} closed {0?deal|deals} played again, in the order in which things were "
                     "recorded; {1} won.",
                     "{0} {0?affaire close rejouée|affaires closes rejouées}, dans l’ordre où les "
                     "choses furent enregistrées\u202f; gagnées\u00a0: {1}."},
    [SAID_LEFT_OUT] = {"Left out: {0} open, {1} invalid, {2} in no stage of it.",
                       "Laissées de côté\u00a0: {0} ouvertes, {1} invalides, {2} dans aucune de "
                       "ses étapes."},
    [SAID_NOTHING] = {"There is no closed deal to play.", "Aucune affaire close à rejouer."},
    [SAID_NO_BLOCK] =
        {"In this discipline nothing is blocked: what follows is what would have been "
         "missed.",
         "Dans cette discipline rien n’est bloqué\u00a0: voici ce qui aurait "
         "manqué."},
    [SAID_ALL] = {"All that it requires", "Tout ce qu’il exige"},
    [SAID_ADDED] = {"What it adds", "Ce qu’il ajoute"},
    [SAID_STOPPED] = {"It would have stopped {0} {0?deal|deals}; {1} of them later won.",
                      "Il aurait arrêté {0} {0?affaire|affaires}\u202f; {1} ont été gagnées "
                      "ensuite."},
    [SAID_DELAYED] = {"It would have delayed {0} {0?deal|deals}, by {1} in the middle; {2} of them "
                      "won.",
                      "Il aurait retardé {0} {0?affaire|affaires}, de {1} (médiane)\u202f; {2} "
                      "gagnées."},
    [SAID_PASSED] = {"{0} would have passed, {1} of them on a waiver.",
                     "{0} seraient passées, dont {1} par dérogation."},
    [SAID_SKIPS] = {"{0} {0?deal|deals} skipped a stage where it allows no skip; {1} of them won.",
                    "{0} {0?affaire a sauté|affaires ont sauté} une étape là où il ne le permet "
                    "pas\u202f; {1} gagnées."},
    [SAID_PARTS] = {"Older 60%: {0} stopped, {1} of them won. Newer 40% (entered from {2}): {3} "
                    "stopped, {4} of them won.",
                    "Les 60\u00a0% plus anciennes\u00a0: {0} arrêtées, dont {1} gagnées. Les "
                    "40\u00a0% plus récentes (entrées dès le {2})\u00a0: {3} arrêtées, dont {4} "
                    "gagnées."},
    [SAID_RANGE] =
        {"What stopping them would have led to, nobody knows. Wins more or fewer:",
         "Ce qu’il en serait advenu, personne ne le sait. Gains en plus ou en moins\u00a0:"},
    [SAID_RANGE_ZERO] = {"{0} if being asked changes nothing", "{0} si la question ne change rien"},
    [SAID_RANGE_LIKE] =
        {"{0} ({1} to {2}) if those {3} that can be compared had met it and done as comparable "
         "deals that did",
         "{0} ({1} à {2}) si elles avaient satisfait et suivi le sort d’affaires "
         "comparables"},
    [SAID_RANGE_UNKNOWN] = {"with fewer than 15 deals on a side, not said for comparable deals",
                            "moins de 15 affaires d’un côté\u00a0: rien à dire d’affaires "
                            "comparables"},
    [SAID_RANGE_LOST] = {"{0} if every win that it stops were lost",
                         "{0} si chaque gain arrêté était perdu"},
    [SAID_GATES] = {"Gate by gate", "Jalon par jalon"},
    [SAID_GATE_MARKS] = {"● blocks  ◐ does not  + new, or required only now",
                         "● bloque  ◐ ne bloque pas  + nouveau, ou exigé seulement maintenant"},
    [SAID_MET] = {"there at the gate: {0} won; not there: {1} won",
                  "présent à temps\u00a0: {0} gagnées\u202f; absent\u00a0: {1} gagnées"},
    [SAID_CAME_LATE] = {"of those not there, {0} came later, after {1} in the middle; {2} never",
                        "parmi les absents, {0} sont venus plus tard, après {1} (médiane)\u202f; "
                        "{2} jamais"},
    [SAID_RECALL] = {"of the won, {0} had it at the gate",
                     "parmi les gagnées, {0} l’avaient à temps"},
    [SAID_DIFFERENCE] = {"same seller and segment: {0}", "même vendeur et même segment\u00a0: {0}"},
    [SAID_DIFFERENCE_NONE] = {"too few on a side to compare like with like",
                              "trop peu d’un côté pour comparer à égalité"},
    [SAID_NEWER] = {"newer 40%: there {0} won, not there {1} won",
                    "40\u00a0% plus récentes\u00a0: présent {0} gagnées, absent {1} gagnées"},
    [SAID_CONDITIONAL] = {"asked only of some deals; the log does not carry the fields that say of "
                          "which",
                          "demandé de certaines affaires seulement\u202f; le journal ne porte pas "
                          "les champs qui disent lesquelles"},
    [SAID_UNRECORDED] = {"nothing in the log tells of it: unknown, not absent",
                         "rien dans le journal n’en parle\u00a0: inconnu, non pas absent"},
    [SAID_UNKNOWN] = {"unknown for {0} {0?deal|deals}", "inconnu pour {0} {0?affaire|affaires}"},
};

#define saying(w, id, ...)                                                                         \
    text_put((w)->a, (w)->lang, str_c(said[id][(w)->lang]),                                        \
             (const str[]){__VA_ARGS__ __VA_OPT__(, ) TEXT_FILLED})

static str whole(const struct show *w, i64 n)
{
    return number_whole(w->a, w->lang, n);
}

static str title_of(const struct show *w, i32 milestone)
{
    const struct milestone *m = &w->standard->milestones.v[milestone];
    return show_title(w, &m->title, m->id);
}

/* --- for people ---------------------------------------------------------------------------------
 */

static void show_range(struct show *w, const struct backtest *b, const struct backtest_gate *g)
{
    struct backtest_range r = backtest_range(b, g, PART_ALL);
    sheet_paragraph(&w->sheet, saying(w, SAID_RANGE));
    sheet_point(&w->sheet, saying(w, SAID_RANGE_LOST,
                                  said_signed(w->a, w->lang, r.if_every_blocked_win_is_lost)));
    sheet_point(&w->sheet,
                saying(w, SAID_RANGE_ZERO, said_signed(w->a, w->lang, r.if_nothing_changes)));
    sheet_point(&w->sheet,
                isfinite(r.if_like_the_met)
                    ? saying(w, SAID_RANGE_LIKE, said_signed(w->a, w->lang, r.if_like_the_met),
                             said_signed(w->a, w->lang, r.if_like_the_met_ci.low),
                             said_signed(w->a, w->lang, r.if_like_the_met_ci.high),
                             whole(w, r.like_the_met_deals))
                    : saying(w, SAID_RANGE_UNKNOWN));
}

static void show_whole(struct show *w, const struct backtest_report *r,
                       const struct backtest_gate *g, enum said heading)
{
    const struct gate_count *all = &g->part[PART_ALL];
    const struct gate_count *old = &g->part[PART_OLDER], *new = &g->part[PART_NEWER];
    sheet_heading(&w->sheet, saying(w, heading));
    sheet_paragraph(&w->sheet, saying(w, SAID_STOPPED, whole(w, all->n[PLAYED_ABSENT]),
                                      whole(w, all->won[PLAYED_ABSENT])));
    if (all->n[PLAYED_LATE])
        sheet_paragraph(&w->sheet, saying(w, SAID_DELAYED, whole(w, all->n[PLAYED_LATE]),
                                          number_days(w->a, w->lang, g->delay_days),
                                          whole(w, all->won[PLAYED_LATE])));
    sheet_paragraph(&w->sheet,
                    saying(w, SAID_PASSED, whole(w, all->n[PLAYED_MET] + all->n[PLAYED_WAIVED]),
                           whole(w, all->n[PLAYED_WAIVED])));
    sheet_paragraph(&w->sheet,
                    saying(w, SAID_PARTS, whole(w, old->n[PLAYED_ABSENT]),
                           whole(w, old->won[PLAYED_ABSENT]),
                           number_date(w->a, w->lang, r->backtest->cut_ms),
                           whole(w, new->n[PLAYED_ABSENT]), whole(w, new->won[PLAYED_ABSENT])));
    if (all->n[PLAYED_ABSENT])
        show_range(w, r->backtest, g);
}

static str not_met(const struct show *w, const struct gate_count *c)
{
    return said_share(w->a, w->lang, c->won[PLAYED_LATE] + c->won[PLAYED_ABSENT],
                      c->n[PLAYED_LATE] + c->n[PLAYED_ABSENT]);
}

static void show_counts(struct show *w, const struct backtest_gate *g)
{
    const struct gate_count *c = &g->part[PART_ALL], *new = &g->part[PART_NEWER];
    struct gate_shares s = gate_shares(c);
    sheet_detail(&w->sheet,
                 saying(w, SAID_MET, said_share(w->a, w->lang, s.met_won, s.met), not_met(w, c)));
    if (c->n[PLAYED_LATE])
        sheet_detail(&w->sheet, saying(w, SAID_CAME_LATE, whole(w, c->n[PLAYED_LATE]),
                                       number_days(w->a, w->lang, g->delay_days),
                                       whole(w, c->n[PLAYED_ABSENT])));
    sheet_detail(&w->sheet,
                 saying(w, SAID_RECALL, said_share(w->a, w->lang, s.met_won, s.known_won)));
    sheet_detail(&w->sheet, isfinite(g->difference[PART_ALL].value)
                                ? saying(w, SAID_DIFFERENCE,
                                         said_points(w->a, w->lang, g->difference[PART_ALL]))
                                : saying(w, SAID_DIFFERENCE_NONE));
    sheet_detail(&w->sheet,
                 saying(w, SAID_NEWER,
                        said_share(w->a, w->lang, new->won[PLAYED_MET], new->n[PLAYED_MET]),
                        not_met(w, new)));
    if (c->n[PLAYED_UNKNOWN])
        sheet_detail(&w->sheet, saying(w, SAID_UNKNOWN, whole(w, c->n[PLAYED_UNKNOWN])));
}

static void show_gate(struct show *w, const struct backtest *b, const struct backtest_gate *g)
{
    str title = title_of(w, g->milestone);
    bool added = b->compared && g->added;
    sheet_item(&w->sheet, g->blocks ? S("●") : S("◐"), TERM_BOLD,
               added ? str_fmt(w->a, "+ %.*s", STR_ARG(title)) : title);
    if (g->conditional)
        sheet_detail(&w->sheet, saying(w, SAID_CONDITIONAL));
    else if (!g->recorded)
        sheet_detail(&w->sheet, saying(w, SAID_UNRECORDED));
    else
        show_counts(w, g);
}

void backtest_show(struct buf *out, struct arena *a, const struct backtest_report *r,
                   const struct show_options *o)
{
    const struct backtest *b = r->backtest;
    struct show w = {.a = a, .lang = o->lang, .standard = r->draft};
    sheet_init(&w.sheet, out, a, o->form, o->columns, o->color);
    sheet_title(&w.sheet,
                saying(&w, SAID_TITLE, show_title(&w, &r->draft->title, r->draft->process)));
    if (!b->n) {
        sheet_paragraph(&w.sheet, saying(&w, SAID_NOTHING));
        return;
    }
    sheet_paragraph(&w.sheet, saying(&w, SAID_PLAYED, whole(&w, b->n),
                                     said_share(a, o->lang, b->part_won[0], b->part_n[0])));
    sheet_paragraph(&w.sheet, saying(&w, SAID_LEFT_OUT, whole(&w, b->open), whole(&w, b->invalid),
                                     whole(&w, b->elsewhere)));
    if (judge_severity(r->draft->discipline, GRADE_REQUIRED) < SEVERITY_BLOCK)
        sheet_paragraph(&w.sheet, saying(&w, SAID_NO_BLOCK));
    else if (b->compared)
        show_whole(&w, r, &b->added, SAID_ADDED);
    if (judge_severity(r->draft->discipline, GRADE_REQUIRED) >= SEVERITY_BLOCK)
        show_whole(&w, r, &b->whole, SAID_ALL);
    if (b->skips)
        sheet_paragraph(&w.sheet,
                        saying(&w, SAID_SKIPS, whole(&w, b->skips), whole(&w, b->skips_won)));
    sheet_heading(&w.sheet, saying(&w, SAID_GATES));
    sheet_paragraph(&w.sheet, saying(&w, SAID_GATE_MARKS));
    for (i64 i = 0; i < b->gate_count; i++) {
        sheet_gap(&w.sheet, i > 0);
        show_gate(&w, b, &b->gate[i]);
    }
}

/* --- for programs -------------------------------------------------------------------------------
 */

static void put_count(struct json *j, const struct gate_count *c, enum gate_class class)
{
    json_key(j, str_c(gate_class_id(class)));
    json_object(j);
    put_whole(j, "deals", c->n[class]);
    put_whole(j, "won", c->won[class]);
    json_end(j);
}

static void put_range(struct json *j, const struct backtest *b, const struct backtest_gate *g,
                      enum backtest_part part)
{
    struct backtest_range r = backtest_range(b, g, part);
    struct estimate like = {r.if_like_the_met, NAN, r.if_like_the_met_ci};
    json_key(j, S("range"));
    json_object(j);
    put_whole(j, "stopped", r.stopped);
    put_whole(j, "stopped_won", r.stopped_won);
    put_real(j, "if_every_blocked_win_is_lost", r.if_every_blocked_win_is_lost + 0.0);
    put_real(j, "if_nothing_changes", r.if_nothing_changes);
    put_estimate(j, "if_like_the_met", like);
    put_whole(j, "like_the_met_deals", r.like_the_met_deals);
    json_end(j);
}

static void put_part(struct json *j, const struct backtest *b, const struct backtest_gate *g,
                     enum backtest_part part)
{
    static const char *const names[] = {"all", "older", "newer"};
    const struct gate_count *c = &g->part[part];
    struct gate_shares s = gate_shares(c);
    json_key(j, str_c(names[part]));
    json_object(j);
    for (i32 k = 0; k < PLAYED_CLASSES; k++)
        put_count(j, c, (enum gate_class)k);
    if (g->milestone >= 0) { /* of all at once they would say who came far */
        put_share(j, "base", s.known_won, s.known);
        put_share(j, "precision", s.met_won, s.met);
        put_share(j, "recall", s.met_won, s.known_won);
        put_estimate(j, "difference", g->difference[part]);
    }
    put_range(j, b, g, part);
    json_end(j);
}

static void put_parts(struct json *j, const struct backtest *b, const struct backtest_gate *g)
{
    put_real(j, "delay_days", g->delay_days);
    for (i32 part = 0; part < BACKTEST_PARTS; part++)
        put_part(j, b, g, (enum backtest_part)part);
}

static void put_gates(struct json *j, const struct show *w, const struct backtest *b)
{
    json_key(j, S("gates"));
    json_array(j);
    for (i64 i = 0; i < b->gate_count; i++) {
        const struct backtest_gate *g = &b->gate[i];
        const struct milestone *m = &w->standard->milestones.v[g->milestone];
        json_object(j);
        put_word(j, "milestone", m->id);
        put_word(j, "title", title_of(w, g->milestone));
        put_word(j, "stage", w->standard->stages.v[m->stage].id);
        put_flag(j, "added", g->added);
        put_flag(j, "blocks", g->blocks);
        put_flag(j, "conditional", g->conditional);
        put_flag(j, "recorded", g->recorded);
        put_parts(j, b, g);
        json_end(j);
    }
    json_end(j);
}

static void put_deals(struct json *j, const struct backtest_report *r)
{
    const struct backtest *b = r->backtest;
    const struct history *h = r->history;
    i64 shown = 0;
    json_key(j, S("deals_held_up"));
    json_array(j);
    for (i64 i = 0; i < b->n && shown < BACKTEST_DEALS_SHOWN; i++) {
        u32 d = b->deal[i];
        if (b->fate[i] != PLAYED_ABSENT && b->fate[i] != PLAYED_LATE)
            continue;
        shown++;
        json_object(j);
        if (r->ids)
            put_whole(j, "deal", r->ids[d]);
        put_word(j, "id", h->deal_id[d]);
        if (h->deal_name)
            put_word(j, "name", h->deal_name[d]);
        put_word(j, "fate", b->fate[i] == PLAYED_ABSENT ? S("stopped") : S("delayed"));
        put_word(j, "outcome", str_c(outcome_id((enum outcome)h->outcome[d])));
        json_end(j);
    }
    json_end(j);
}

static void put_played(struct json *j, const struct backtest *b)
{
    put_whole(j, "deals", b->deals);
    put_whole(j, "played", b->n);
    put_whole(j, "open", b->open);
    put_whole(j, "invalid", b->invalid);
    put_whole(j, "elsewhere", b->elsewhere);
    put_share(j, "won", b->part_won[PART_ALL], b->part_n[PART_ALL]);
    put_share(j, "older_won", b->part_won[PART_OLDER], b->part_n[PART_OLDER]);
    put_share(j, "newer_won", b->part_won[PART_NEWER], b->part_n[PART_NEWER]);
    put_date(j, "newer_from", b->n ? b->cut_ms : TIME_NONE);
    put_whole(j, "skips", b->skips);
    put_whole(j, "skips_won", b->skips_won);
    put_flag(j, "compared", b->compared);
    put_flag(j, "by_segment", b->segments);
}

void backtest_json(struct json *j, struct arena *a, enum lang lang, const struct backtest_report *r)
{
    struct show w = {.a = a, .lang = lang, .standard = r->draft};
    put_word(j, "process", r->draft->process);
    put_whole(j, "version", r->draft->version);
    put_word(j, "discipline", str_c(discipline_words[r->draft->discipline]));
    put_played(j, r->backtest);
    json_key(j, S("added"));
    json_object(j);
    put_parts(j, r->backtest, &r->backtest->added);
    json_end(j);
    json_key(j, S("whole"));
    json_object(j);
    put_parts(j, r->backtest, &r->backtest->whole);
    json_end(j);
    put_gates(j, &w, r->backtest);
    put_deals(j, r);
}
