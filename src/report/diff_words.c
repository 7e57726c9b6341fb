/* The sentence of each difference. Holes: {0} the thing, {1} what it was, {2} what it is, {3} what
 * is missing or added. No-break spaces as in text_fr.c. */
#include "report/diff.h"
#include "report/show_part.h"

static const char *const sentences[DIFF_CODE_COUNT][LANG_COUNT] = {
    [DIFF_DISCIPLINE] = {"the discipline is {2}, no longer {1}",
                         "la discipline est {2}, et non plus {1}"},
    [DIFF_FORWARD] = {"moves forward: {2} (before: {1})", "avancer\u00a0: {2} (avant\u00a0: {1})"},
    [DIFF_BACKWARD] = {"moves backward: {2} (before: {1})",
                       "reculer\u00a0: {2} (avant\u00a0: {1})"},
    [DIFF_WAIVERS] = {"a waiver is granted by {2}, no longer by {1}",
                      "une dérogation est accordée par {2}, et non plus par {1}"},
    [DIFF_WAIVER_SPAN] = {"a waiver lasts {2} at most (before: {1})",
                          "une dérogation dure {2} au plus (avant\u00a0: {1})"},
    [DIFF_TRAINING] = {"training on the version: {2} (before: {1})",
                       "formation à la version\u00a0: {2} (avant\u00a0: {1})"},
    [DIFF_REVIEW_SPAN] = {"it is reviewed every {2} (before: {1})",
                          "revue\u00a0: tous les {2} (avant\u00a0: {1})"},
    [DIFF_APPROVER] = {"a revision must now be approved by {3}",
                       "une révision doit désormais être approuvée par\u00a0: {3}"},
    [DIFF_APPROVER_NO_MORE] = {"a revision is no longer approved by {3}",
                               "une révision n’est plus approuvée par\u00a0: {3}"},
    [DIFF_DEPARTMENT_NEW] = {"a department more: {0}", "un service de plus\u00a0: {0}"},
    [DIFF_DEPARTMENT_GONE] = {"a department less: {0}", "un service de moins\u00a0: {0}"},
    [DIFF_STAGE_NEW] = {"a stage more: “{0}”", "une étape de plus\u00a0: «\u00a0{0}\u00a0»"},
    [DIFF_STAGE_GONE] = {"a stage less, and nothing takes its place: “{0}”",
                         "une étape de moins, que rien ne remplace\u00a0: «\u00a0{0}\u00a0»"},
    [DIFF_STAGE_BECOMES] = {"“{1}” is now “{2}”", "«\u00a0{1}\u00a0» devient «\u00a0{2}\u00a0»"},
    [DIFF_STAGE_SPLIT] = {"“{1}” becomes “{2}”, {3}",
                          "«\u00a0{1}\u00a0» devient «\u00a0{2}\u00a0», {3}"},
    [DIFF_STAGE_TITLE] = {"said otherwise: “{2}” (before: “{1}”)",
                          "dit autrement\u00a0: «\u00a0{2}\u00a0» (avant\u00a0: "
                          "«\u00a0{1}\u00a0»)"},
    [DIFF_STAGE_DEPARTMENT] = {"{2} answers for it, no longer {1}",
                               "service responsable\u00a0: {2}, et non plus {1}"},
    [DIFF_STAGE_EXPECTED] = {"expected to last {2} (before: {1})",
                             "durée prévue\u00a0: {2} (avant\u00a0: {1})"},
    [DIFF_STAGE_LIMIT] = {"its limit is {2} (before: {1})", "sa limite est {2} (avant\u00a0: {1})"},
    [DIFF_STAGE_SIGNATURE] = {"the signature: {2} (before: {1})",
                              "la signature\u00a0: {2} (avant\u00a0: {1})"},
    [DIFF_MILESTONE_NEW] = {"one more question, {2}: {0}", "une question de plus, {2}\u00a0: {0}"},
    [DIFF_MILESTONE_GONE] = {"no longer asked ({1} before): {0}",
                             "n’est plus demandé ({1} avant)\u00a0: {0}"},
    [DIFF_MILESTONE_BECOMES] = {"“{1}” is now “{2}”",
                                "«\u00a0{1}\u00a0» devient «\u00a0{2}\u00a0»"},
    [DIFF_MILESTONE_TITLE] = {"asked in other words: “{2}” (before: “{1}”)",
                              "demandé autrement\u00a0: «\u00a0{2}\u00a0» (avant\u00a0: "
                              "«\u00a0{1}\u00a0»)"},
    [DIFF_MILESTONE_STAGE] = {"{0}: asked here, no longer on leaving “{1}”",
                              "{0}\u00a0: demandé ici, et non plus en quittant "
                              "«\u00a0{1}\u00a0»"},
    [DIFF_MILESTONE_GRADE] = {"{0}: {2}, no longer {1}", "{0}\u00a0: {2}, et non plus {1}"},
    [DIFF_MILESTONE_CONFIRMER] = {"{0}: confirmed by {2} (before: {1})",
                                  "{0}\u00a0: confirmé par {2} (avant\u00a0: {1})"},
    [DIFF_MILESTONE_EVIDENCE] = {"{0}: shown by {2} (before: {1})",
                                 "{0}\u00a0: prouvé par {2} (avant\u00a0: {1})"},
    [DIFF_MILESTONE_NEEDS] = {"{0}: “{3}” must be filled in as well",
                              "{0}\u00a0: «\u00a0{3}\u00a0» doit aussi être renseigné"},
    [DIFF_MILESTONE_NEEDS_NO_MORE] = {"{0}: “{3}” need not be filled in any more",
                                      "{0}\u00a0: «\u00a0{3}\u00a0» n’a plus à être renseigné"},
    [DIFF_MILESTONE_AFTER] = {"{0}: only after {3}", "{0}\u00a0: seulement après {3}"},
    [DIFF_MILESTONE_AFTER_NO_MORE] = {"{0}: need not come after {3} any more",
                                      "{0}\u00a0: n’a plus à venir après {3}"},
    [DIFF_MILESTONE_WHEN] = {"{0}: asked {2} (before: {1})",
                             "{0}\u00a0: demandé {2} (avant\u00a0: {1})"},
    [DIFF_MILESTONE_LAPSE] = {"{0}: confirmed again after {2} (before: {1})",
                              "{0}\u00a0: à reconfirmer au bout de {2} (avant\u00a0: {1})"},
    [DIFF_HANDOFF_NEW] = {"a hand-off more: {0}", "un passage de relais de plus\u00a0: {0}"},
    [DIFF_HANDOFF_GONE] = {"a hand-off less: {0}", "un passage de relais de moins\u00a0: {0}"},
    [DIFF_HANDOFF_PACKET] = {"{0}: its packet must carry “{3}”",
                             "{0}\u00a0: le dossier doit porter «\u00a0{3}\u00a0»"},
    [DIFF_HANDOFF_PACKET_NO_MORE] = {"{0}: its packet need not carry “{3}” any more",
                                     "{0}\u00a0: le dossier n’a plus à porter "
                                     "«\u00a0{3}\u00a0»"},
    [DIFF_HANDOFF_ACCEPT] = {"{0}: to be accepted within {2} (before: {1})",
                             "{0}\u00a0: à accepter sous {2} (avant\u00a0: {1})"},
    [DIFF_HANDOFF_TOUCH] = {"{0}: first touch within {2} (before: {1})",
                            "{0}\u00a0: premier contact sous {2} (avant\u00a0: {1})"},
    [DIFF_FIELD_NEW] = {"a field more: {0}", "un champ de plus\u00a0: {0}"},
    [DIFF_FIELD_GONE] = {"a field less: {0}", "un champ de moins\u00a0: {0}"},
    [DIFF_FIELD_TYPE] = {"{0}: {2}, no longer {1}", "{0}\u00a0: {2}, et non plus {1}"},
    [DIFF_OUTCOME_NEW] = {"an outcome more: {0}", "une issue de plus\u00a0: {0}"},
    [DIFF_OUTCOME_GONE] = {"an outcome less: {0}", "une issue de moins\u00a0: {0}"},
    [DIFF_OUTCOME_REASON] = {"{0}: a reason, {2} (before: {1})",
                             "{0}\u00a0: une raison, {2} (avant\u00a0: {1})"},
    [DIFF_OUTCOME_COMPETITOR] = {"{0}: did a competitor win, {2} (before: {1})",
                                 "{0}\u00a0: un concurrent a-t-il gagné, {2} (avant\u00a0: {1})"},
    [DIFF_PLAY_NEW] = {"a play more: {0}", "un conseil de plus\u00a0: {0}"},
    [DIFF_PLAY_GONE] = {"a play less: {0}", "un conseil de moins\u00a0: {0}"},
    [DIFF_PLAY_WORDS] = {"a play in other words: {0}", "un conseil réécrit\u00a0: {0}"},
    [DIFF_INDICATOR_NEW] = {"an indicator more: {0}", "un indicateur de plus\u00a0: {0}"},
    [DIFF_INDICATOR_GONE] = {"an indicator less: {0}", "un indicateur de moins\u00a0: {0}"},
    [DIFF_INDICATOR_TARGET] = {"another formula or target: {0}",
                               "une autre formule ou un autre objectif\u00a0: {0}"},
};

static const char *const forwards[][LANG_COUNT] = {
    {"one stage at a time", "une étape à la fois"},
    {"to any later stage", "vers toute étape ultérieure"},
    {"as listed", "comme écrit"}};
static const char *const asked[][LANG_COUNT] = {{"not asked", "pas demandé"}, {"asked", "demandé"}};
static const char *const allowed[][LANG_COUNT] = {{"not allowed", "interdit"},
                                                  {"allowed", "permis"}};
static const char *const here[][LANG_COUNT] = {{"not here", "pas ici"}, {"here", "ici"}};
static const char *const owner_word[LANG_COUNT] = {"the owner", "le propriétaire"};
static const char *const any_word[LANG_COUNT] = {"anything", "n’importe quoi"};
static const char *const none_word[LANG_COUNT] = {"none", "aucune"};
static const char *const always_word[LANG_COUNT] = {"always", "toujours"};
static const char *const if_word[LANG_COUNT] = {"if {0}", "si {0}"};
static const char *const else_word[LANG_COUNT] = {"otherwise", "sinon"};

/* One side of a difference, in its own standard's words. */
struct side {
    struct show show;
    i32 index;
};

static str fill_if(const struct show *w, str when)
{
    return text_put(w->a, w->lang, str_c(if_word[w->lang]),
                    (const str[]){show_condition(w, when), TEXT_FILLED});
}

#define TITLE_OF(vec)                                                                              \
    (x->index < 0 ? (str){0}                                                                       \
                  : show_title(&x->show, &x->show.standard->vec.v[x->index].title,                 \
                               x->show.standard->vec.v[x->index].id))

static str thing_title(const struct side *x, enum diff_code code)
{
    if (code >= DIFF_INDICATOR_NEW)
        return TITLE_OF(indicators);
    if (code >= DIFF_PLAY_NEW)
        return TITLE_OF(plays);
    if (code >= DIFF_OUTCOME_NEW)
        return TITLE_OF(outcomes);
    if (code >= DIFF_FIELD_NEW)
        return TITLE_OF(fields);
    if (code >= DIFF_HANDOFF_NEW)
        return TITLE_OF(handoffs);
    if (code >= DIFF_MILESTONE_NEW)
        return TITLE_OF(milestones);
    if (code >= DIFF_STAGE_NEW)
        return TITLE_OF(stages);
    return code >= DIFF_DEPARTMENT_NEW ? TITLE_OF(departments) : (str){0};
}

static str span_said(const struct show *w, const struct span *span)
{
    return span->known ? show_span(w, span) : str_c(none_word[w->lang]);
}

static str confirmer_said(const struct show *w, enum confirmer c)
{
    return c == CONFIRMER_OWNER ? str_c(owner_word[w->lang])
                                : say(w, (enum shown_id)(SHOWN_CONFIRMER + c));
}

static str evidence_said(const struct show *w, u32 mask)
{
    struct show_list list = {0};
    for (i32 i = 0; evidence_words[i]; i++)
        if (mask >> i & 1)
            show_add(w, &list, say(w, (enum shown_id)(SHOWN_EVIDENCE_KIND + i)));
    return list.n ? show_joined(w, &list, SHOWN_OR) : str_c(any_word[w->lang]);
}

static str milestone_value(const struct side *x, enum diff_code code)
{
    const struct show *w = &x->show;
    const struct milestone *m = &w->standard->milestones.v[x->index];
    switch (code) {
    case DIFF_MILESTONE_STAGE: return show_stage(w, m->stage);
    case DIFF_MILESTONE_CONFIRMER: return confirmer_said(w, m->confirmer);
    case DIFF_MILESTONE_EVIDENCE: return evidence_said(w, m->evidence);
    case DIFF_MILESTONE_WHEN: return m->when.n ? fill_if(w, m->when) : str_c(always_word[w->lang]);
    case DIFF_MILESTONE_LAPSE: return span_said(w, &m->lapse);
    case DIFF_MILESTONE_NEW:
    case DIFF_MILESTONE_GONE:
    case DIFF_MILESTONE_GRADE: return say(w, (enum shown_id)(SHOWN_GRADE + m->grade));
    default: return thing_title(x, code);
    }
}

static str stage_value(const struct side *x, enum diff_code code)
{
    const struct show *w = &x->show;
    const struct stage *s = &w->standard->stages.v[x->index];
    switch (code) {
    case DIFF_STAGE_DEPARTMENT: return show_department(w, s->department.index);
    case DIFF_STAGE_EXPECTED: return span_said(w, &s->expected);
    case DIFF_STAGE_LIMIT: return span_said(w, &s->limit);
    case DIFF_STAGE_SIGNATURE: return str_c(here[s->commit][w->lang]);
    default: return thing_title(x, code);
    }
}

static str head_value(const struct side *x, enum diff_code code)
{
    const struct show *w = &x->show;
    const struct standard *s = w->standard;
    switch (code) {
    case DIFF_DISCIPLINE: return say(w, (enum shown_id)(SHOWN_DISCIPLINE_NAME + s->discipline));
    case DIFF_FORWARD: return str_c(forwards[s->moves.forward][w->lang]);
    case DIFF_BACKWARD: return str_c(allowed[s->moves.backward][w->lang]);
    case DIFF_WAIVERS: return confirmer_said(w, s->waivers.grantor);
    case DIFF_WAIVER_SPAN: return span_said(w, &s->waivers.valid);
    case DIFF_TRAINING: return str_c(asked[s->training.known][w->lang]);
    case DIFF_REVIEW_SPAN: return span_said(w, &s->review.every);
    default: return (str){0};
    }
}

static str value_of(const struct side *x, enum diff_code code)
{
    const struct show *w = &x->show;
    if (code < DIFF_DEPARTMENT_NEW)
        return head_value(x, code);
    if (x->index < 0)
        return (str){0};
    if (code >= DIFF_STAGE_NEW && code < DIFF_MILESTONE_NEW)
        return stage_value(x, code);
    if (code >= DIFF_MILESTONE_NEW && code < DIFF_HANDOFF_NEW)
        return milestone_value(x, code);
    switch (code) {
    case DIFF_HANDOFF_ACCEPT: return span_said(w, &w->standard->handoffs.v[x->index].accept_within);
    case DIFF_HANDOFF_TOUCH: return span_said(w, &w->standard->handoffs.v[x->index].touch_within);
    case DIFF_FIELD_TYPE:
        return say(w, (enum shown_id)(SHOWN_TYPE + w->standard->fields.v[x->index].type));
    case DIFF_OUTCOME_REASON:
        return str_c(asked[w->standard->outcomes.v[x->index].reason_required][w->lang]);
    case DIFF_OUTCOME_COMPETITOR:
        return str_c(asked[w->standard->outcomes.v[x->index].competitor_asked][w->lang]);
    default: return (str){0};
    }
}

/* What is added (in the words of `now`) or missing (in those of `before`). */
static str other_of(const struct side *before, const struct side *now, const struct diff_row *row)
{
    const struct show *w = &now->show;
    switch (row->code) {
    case DIFF_APPROVER: return show_department(w, row->other);
    case DIFF_APPROVER_NO_MORE: return show_department(&before->show, row->other);
    case DIFF_MILESTONE_NEEDS:
    case DIFF_HANDOFF_PACKET: return show_field(w, row->other);
    case DIFF_MILESTONE_NEEDS_NO_MORE:
    case DIFF_HANDOFF_PACKET_NO_MORE: return show_field(&before->show, row->other);
    case DIFF_MILESTONE_AFTER:
        return thing_title(&(struct side){*w, row->other}, DIFF_MILESTONE_AFTER);
    case DIFF_MILESTONE_AFTER_NO_MORE:
        return thing_title(&(struct side){before->show, row->other}, DIFF_MILESTONE_AFTER);
    case DIFF_STAGE_SPLIT: {
        str when = w->standard->changes.stages.v[row->other].when;
        return when.n ? fill_if(w, when) : str_c(else_word[w->lang]);
    }
    default: return (str){0};
    }
}

str diff_sentence(struct arena *a, enum lang lang, const struct diff *d, const struct diff_row *row)
{
    struct side before = {{.a = a, .lang = lang, .standard = d->before}, row->before};
    struct side now = {{.a = a, .lang = lang, .standard = d->now}, row->now};
    return text_put(a, lang, str_c(sentences[row->code][lang]),
                    (const str[]){thing_title(row->now >= 0 ? &now : &before, row->code),
                                  value_of(&before, row->code), value_of(&now, row->code),
                                  other_of(&before, &now, row), TEXT_FILLED});
}
