#include "report/finding.h"

#include "report/holes.h"
#include "report/number.h"

/* Holes: {0} the milestone, {1} the other milestone, {2} the field, {3} the stage, {4} the
 * hand-off, each by its title; {5} the day. */
struct worded {
    const char *id;
    const char *say[LANG_COUNT];
};

static const struct worded codes[FINDING_CODE_COUNT] = {
    [FINDING_MISSING] = {"missing", {"Not reached yet: {0}.", "Pas encore atteint\u00a0: {0}."}},
    [FINDING_LAPSED] = {"lapsed",
                        {"Reached too long ago, it lapsed on {5}: {0}.",
                         "Atteint il y a trop longtemps, caduc depuis le {5}\u00a0: {0}."}},
    [FINDING_UNCONFIRMED] = {"unconfirmed",
                             {"Reached, but not confirmed by who must: {0}.",
                              "Atteint, mais pas confirmé par qui de droit\u00a0: {0}."}},
    [FINDING_NEEDS_FIELD] = {"needs-field",
                             {"“{2}” is empty, and this needs it: {0}.",
                              "«\u00a0{2}\u00a0» est vide, alors qu’il le faut pour\u00a0: {0}."}},
    [FINDING_CONDITION] = {"condition",
                           {"Whether this is asked depends on “{2}”, which is empty: {0}.",
                            "Savoir si ceci est demandé dépend de «\u00a0{2}\u00a0», "
                            "qui est vide\u00a0: {0}."}},
    [FINDING_WAIVED] = {"waived",
                        {"Passed on a waiver valid until {5}: {0}.",
                         "Passé grâce à une dérogation valable jusqu’au {5}\u00a0: {0}."}},
    [FINDING_WAIVER_EXPIRED] = {"waiver-expired",
                                {"The waiver ended on {5}: {0}.",
                                 "La dérogation a pris fin le {5}\u00a0: {0}."}},
    [FINDING_WAIVER_UNDUE] = {"waiver-undue",
                              {"Waived by somebody who may not grant it: {0}.",
                               "Dérogation accordée par quelqu’un qui ne le peut pas\u00a0: {0}."}},
    [FINDING_CATCH_UP] = {"catch-up",
                          {"New in this version, to be shown by {5}: {0}.",
                           "Nouveau dans cette version, à montrer d’ici le {5}\u00a0: {0}."}},
    [FINDING_EVIDENCE] = {"evidence",
                          {"This kind of evidence is not accepted here: {0}.",
                           "Ce type de preuve n’est pas accepté ici\u00a0: {0}."}},
    [FINDING_ORDER] = {"order",
                       {"Reached before what comes first: {1}.",
                        "Atteint avant ce qui vient d’abord\u00a0: {1}."}},
    [FINDING_CONFIRMER] = {"confirmer",
                           {"Confirmed by somebody whose word does not count here: {0}.",
                            "Confirmé par quelqu’un dont la parole ne compte pas ici\u00a0: {0}."}},
    [FINDING_MOVE_SKIPS] = {"move-skips",
                            {"The standard does not allow skipping to “{3}” from here.",
                             "Le standard ne permet pas de sauter d’ici à «\u00a0{3}\u00a0»."}},
    [FINDING_MOVE_BACK] = {"move-back",
                           {"The standard does not allow going back to “{3}”.",
                            "Le standard ne permet pas de revenir à «\u00a0{3}\u00a0»."}},
    [FINDING_MOVE_UNSIGNED] = {"move-unsigned",
                               {"“{3}” belongs to won deals, and this one is not won.",
                                "«\u00a0{3}\u00a0» appartient aux affaires gagnées\u202f; "
                                "celle-ci ne l’est pas."}},
    [FINDING_STAGE_OVERSTAYED] = {"stage-overstayed",
                                  {"Over the limit of “{3}” since {5}.",
                                   "Au-delà de la limite de «\u00a0{3}\u00a0» depuis le {5}."}},
    [FINDING_WON_EARLY] = {"won-early",
                           {"Won from a stage after which the signature is not next.",
                            "Gagnée depuis une étape que la signature ne suit pas."}},
    [FINDING_PACKET] = {"packet",
                        {"“{2}” is empty, and the hand-off “{4}” brings it along.",
                         "«\u00a0{2}\u00a0» est vide, et le passage «\u00a0{4}\u00a0» l’emporte."}},
    [FINDING_HANDOFF_PENDING] = {"handoff-pending",
                                 {"The hand-off “{4}” is not accepted yet.",
                                  "Le passage «\u00a0{4}\u00a0» n’est pas encore accepté."}},
    [FINDING_HANDOFF_LATE] = {"handoff-late",
                              {"The hand-off “{4}” was due by {5}.",
                               "Le passage «\u00a0{4}\u00a0» était attendu pour le {5}."}},
    [FINDING_NO_REASON] = {"no-reason",
                           {"How it ended is told without a reason.",
                            "L’issue est donnée sans raison."}},
    [FINDING_NO_COMPETITOR] = {"no-competitor",
                               {"Whether a competitor won is not told.",
                                "Il n’est pas dit si un concurrent l’a emporté."}},
    [FINDING_WAIVER_AUTHORITY] = {"waiver-authority",
                                  {"You may not grant a waiver here: {0}.",
                                   "Vous ne pouvez pas accorder de dérogation ici\u00a0: {0}."}},
    [FINDING_WAIVER_WHY] = {"waiver-why",
                            {"A waiver says why: {0}.", "Une dérogation dit pourquoi\u00a0: {0}."}},
    [FINDING_WAIVER_TOO_LONG] = {"waiver-too-long",
                                 {"A waiver ends by {5} at the latest: {0}.",
                                  "Une dérogation finit au plus tard le {5}\u00a0: {0}."}},
    [FINDING_RETURN_REASON] = {"return-reason",
                               {"The hand-off “{4}” is returned with one of its reasons.",
                                "Le passage «\u00a0{4}\u00a0» se renvoie avec une de ses "
                                "raisons."}},
    [FINDING_PARKED_OPEN] = {"parked-open",
                             {"Parked without a date to look at it again.",
                              "Mise en attente sans date de reprise."}},
    [FINDING_PAUSE_OVER] = {"pause-over",
                            {"It was parked until {5}.", "Elle était en attente jusqu’au {5}."}},
    [FINDING_CLOSE_DATE_PASSED] = {"close-date-passed",
                                   {"The expected close date, {5}, has passed.",
                                    "La date de signature prévue, le {5}, est passée."}},
    [FINDING_UNTRAINED] = {"untrained",
                           {"You are not trained on this version of the standard.",
                            "Vous n’êtes pas formé à cette version du standard."}},
    [FINDING_NOT_OPENED] = {"not-opened",
                            {"There is no such deal yet.", "Cette affaire n’existe pas encore."}},
    [FINDING_ALREADY_OPENED] = {"already-opened",
                                {"The deal exists already.", "L’affaire existe déjà."}},
    [FINDING_CLOSED] = {"closed", {"The deal is closed.", "L’affaire est close."}},
    [FINDING_NOT_CLOSED] = {"not-closed",
                            {"The deal is not closed.", "L’affaire n’est pas close."}},
    [FINDING_ALREADY_WON] = {"already-won",
                             {"The deal is won; it does not go back before the signature.",
                              "L’affaire est gagnée\u202f; elle ne revient pas avant la "
                              "signature."}},
    [FINDING_NO_SUCH_THING] = {"no-such-thing",
                               {"The standard of this deal has no such thing.",
                                "Le standard de cette affaire n’a rien de tel."}},
    [FINDING_SAME_STAGE] = {"same-stage",
                            {"The deal is in this stage already.",
                             "L’affaire est déjà à cette étape."}},
    [FINDING_NOT_REACHED] = {"not-reached",
                             {"The milestone is not reached.", "Le jalon n’est pas atteint."}},
    [FINDING_NOT_WAIVED] = {"not-waived",
                            {"There is no waiver to end.", "Il n’y a pas de dérogation à finir."}},
    [FINDING_NOT_PARKED] = {"not-parked",
                            {"The deal is not parked.", "L’affaire n’est pas en attente."}},
    [FINDING_NOT_OFFERED] = {"not-offered",
                             {"Nothing is offered here to be answered.",
                              "Rien n’est proposé ici qui attende une réponse."}},
    [FINDING_IN_THE_PAST] = {"in-the-past",
                             {"The end lies in the past.", "La fin est dans le passé."}},
    [FINDING_IN_THE_FUTURE] = {"in-the-future",
                               {"What has not happened yet is not recorded.",
                                "Ce qui n’a pas encore eu lieu ne s’enregistre pas."}},
};

static const struct worded remedies[] = {
    [REMEDY_NONE] = {"none", {"", ""}},
    [REMEDY_REACH] = {"reach",
                      {"Record it with its evidence, or have it waived: {0}.",
                       "Enregistrez-le avec sa preuve, ou faites-y déroger\u00a0: {0}."}},
    [REMEDY_CONFIRM_AGAIN] = {"confirm-again",
                              {"Have it confirmed again.", "Faites-le confirmer de nouveau."}},
    [REMEDY_ASK_PEER] = {"ask-peer",
                         {"Ask a colleague, or a manager.",
                          "Demandez à un collègue, ou à un responsable."}},
    [REMEDY_ASK_MANAGER] = {"ask-manager", {"Ask a manager.", "Demandez à un responsable."}},
    [REMEDY_FILL_FIELD] = {"fill-field", {"Fill in “{2}”.", "Renseignez «\u00a0{2}\u00a0»."}},
    [REMEDY_GIVE_EVIDENCE] = {"give-evidence",
                              {"Give evidence of an accepted kind.",
                               "Donnez une preuve d’un type accepté."}},
    [REMEDY_STEP_BY_STEP] = {"step-by-step",
                             {"Go through the stages that the standard names.",
                              "Passez par les étapes que nomme le standard."}},
    [REMEDY_RECORD_WON] = {"record-won",
                           {"Close the deal as won first.", "Clôturez d’abord l’affaire comme "
                                                            "gagnée."}},
    [REMEDY_GET_ACCEPTED] = {"get-accepted",
                             {"Ask the other department to accept “{4}”.",
                              "Demandez à l’autre service d’accepter «\u00a0{4}\u00a0»."}},
    [REMEDY_GIVE_REASON] = {"give-reason", {"Give a reason.", "Donnez une raison."}},
    [REMEDY_SHORTEN] = {"shorten",
                        {"Choose an earlier end: {5}.", "Choisissez une fin plus proche\u00a0: "
                                                        "{5}."}},
    [REMEDY_REOPEN] = {"reopen", {"Reopen the deal.", "Rouvrez l’affaire."}},
    [REMEDY_SET_DATE] = {"set-date", {"Give another date.", "Donnez une autre date."}},
    [REMEDY_TAKE_UP] = {"take-up",
                        {"Take it up again, or park it anew.",
                         "Reprenez-la, ou remettez-la en attente."}},
    [REMEDY_ACCEPT] = {"accept-or-return",
                       {"Who receives “{4}” accepts it, or returns it with a reason.",
                        "Qui reçoit «\u00a0{4}\u00a0» l’accepte, ou le renvoie avec une raison."}},
    [REMEDY_TRAIN] = {"train",
                      {"Take the training, then acknowledge it.",
                       "Suivez la formation, puis dites-le."}},
};

static const struct worded standings[] = {
    [STANDING_MISSING] = {"missing", {"not reached", "pas atteint"}},
    [STANDING_NOT_ASKED] = {"not-asked", {"not asked here", "pas demandé ici"}},
    [STANDING_UNKNOWN] = {"unknown", {"cannot be told", "impossible à dire"}},
    [STANDING_ASKED_MAYBE] = {"asked-maybe",
                              {"asked or not, a field will tell",
                               "demandé ou non, un champ le dira"}},
    [STANDING_WAIVED] = {"waived", {"waived", "sous dérogation"}},
    [STANDING_WAIVER_EXPIRED] = {"waiver-expired", {"its waiver has ended", "dérogation échue"}},
    [STANDING_WAIVER_UNDUE] = {"waiver-undue",
                               {"waived by somebody who may not", "dérogation sans autorité"}},
    [STANDING_GRANDFATHERED] = {"grandfathered",
                                {"not asked: it came after this deal",
                                 "pas demandé\u00a0: venu après cette affaire"}},
    [STANDING_CATCHING_UP] = {"catching-up", {"to be caught up", "à rattraper"}},
    [STANDING_LAPSED] = {"lapsed", {"lapsed", "caduc"}},
    [STANDING_UNCONFIRMED] = {"unconfirmed", {"to be confirmed", "à confirmer"}},
    [STANDING_NEEDS_FIELD] = {"needs-field", {"a field is empty", "un champ est vide"}},
    [STANDING_MET] = {"met", {"met", "atteint"}},
};

/* By bit. */
static const struct worded ways[] = {
    {"park", {"Park it until a date.", "La mettre en attente jusqu’à une date."}},
    {"close", {"Close it with its reason.", "La clôturer avec sa raison."}},
    {"object", {"Object to the rule in one line.", "Objecter à la règle, en une ligne."}},
    {"back", {"Go back to an earlier stage.", "Revenir à une étape antérieure."}},
    {"waive", {"Grant a waiver.", "Accorder une dérogation."}},
    {"reopen", {"Reopen it.", "La rouvrir."}},
    {"unpark", {"Take it up again.", "La reprendre."}},
};

static const struct worded events[EVENT_KIND_COUNT] = {
    [EVENT_OPENED] = {NULL, {"Opened in “{3}”", "Ouverte à «\u00a0{3}\u00a0»"}},
    [EVENT_STAGE_ENTERED] = {NULL, {"Entered “{3}”", "Entrée dans «\u00a0{3}\u00a0»"}},
    [EVENT_FIELD_SET] = {NULL, {"Set “{2}”", "Champ «\u00a0{2}\u00a0» renseigné"}},
    [EVENT_FIELD_CLEARED] = {NULL, {"Emptied “{2}”", "Champ «\u00a0{2}\u00a0» vidé"}},
    [EVENT_MILESTONE_REACHED] = {NULL, {"Reached: {0}", "Atteint\u00a0: {0}"}},
    [EVENT_MILESTONE_CONFIRMED] = {NULL, {"Confirmed: {0}", "Confirmé\u00a0: {0}"}},
    [EVENT_MILESTONE_REVOKED] = {NULL, {"Taken back: {0}", "Retiré\u00a0: {0}"}},
    [EVENT_MILESTONE_CARRIED] = {NULL, {"Carried over: {0}", "Repris\u00a0: {0}"}},
    [EVENT_WAIVER_GRANTED] = {NULL,
                              {"Waived until {5}: {0}", "Dérogation jusqu’au {5}\u00a0: "
                                                        "{0}"}},
    [EVENT_WAIVER_ENDED] = {NULL, {"Waiver ended: {0}", "Fin de la dérogation\u00a0: {0}"}},
    [EVENT_OBJECTED] = {NULL, {"Objection", "Objection"}},
    [EVENT_PARKED] = {NULL, {"Parked", "Mise en attente"}},
    [EVENT_UNPARKED] = {NULL, {"Taken up again", "Reprise"}},
    [EVENT_HANDOFF_OFFERED] = {NULL, {"Offered: {4}", "Proposé\u00a0: {4}"}},
    [EVENT_HANDOFF_ACCEPTED] = {NULL, {"Accepted: {4}", "Accepté\u00a0: {4}"}},
    [EVENT_HANDOFF_RETURNED] = {NULL, {"Returned: {4}", "Renvoyé\u00a0: {4}"}},
    [EVENT_HANDOFF_TOUCHED] = {NULL, {"First touch: {4}", "Premier contact\u00a0: {4}"}},
    [EVENT_CLOSE_DATE_SET] = {NULL,
                              {"Close date set to {5}", "Date de signature prévue\u00a0: "
                                                        "{5}"}},
    [EVENT_OWNER_SET] = {NULL, {"Given to somebody else", "Confiée à quelqu’un d’autre"}},
    [EVENT_OUTCOME_SET] = {NULL, {"Closed: {1}", "Close\u00a0: {1}"}},
    [EVENT_REASON_SET] = {NULL, {"Reason learned", "Raison apprise"}},
    [EVENT_REOPENED] = {NULL, {"Reopened in “{3}”", "Rouverte à «\u00a0{3}\u00a0»"}},
    [EVENT_MIGRATED] = {NULL,
                        {"Carried over to another version, in “{3}”",
                         "Passée à une autre version, à «\u00a0{3}\u00a0»"}},
    [EVENT_REFUSED] = {NULL, {"Refused by the standard", "Refusé par le standard"}},
};

const char *finding_code_id(enum finding_code code)
{
    return codes[code].id;
}

const char *finding_remedy_id(enum remedy remedy)
{
    return remedies[remedy].id;
}

const char *finding_severity_id(enum severity severity)
{
    static const char *const ids[] = {"silent", "note", "advice", "warning", "block", "senseless"};
    return ids[severity];
}

const char *finding_standing_id(enum milestone_standing standing)
{
    return standings[standing].id;
}

const char *finding_way_id(enum way_out way)
{
    return ways[__builtin_ctz(way)].id;
}

/* A title of the standard, cut to what a sentence bears. */
static str title(struct arena *a, enum lang lang, const struct words *w)
{
    str whole = words_in(w, str_c(lang_code(lang)));
    i64 at = 0;
    for (i32 shown = 0; at < whole.n && shown < FINDING_TITLE_MAX; shown++)
        utf8_next(whole, &at);
    return at < whole.n ? str_fmt(a, "%.*s…", (int)at, whole.p) : whole;
}

static str day(struct arena *a, enum lang lang, const struct rules *r, i64 at_ms)
{
    if (at_ms == TIME_NONE || at_ms == INT64_MAX)
        return S("–");
    return number_date(a, lang, calendar_today(&r->calendar, at_ms) * MS_PER_DAY);
}

static str fill(struct arena *a, enum lang lang, const struct rules *r, const struct finding *f,
                const char *sentence)
{
    const struct standard *s = r->standard;
    str holes[] = {{0}, {0}, {0}, {0}, {0}, {0}, TEXT_FILLED};
    if (f->milestone >= 0 && f->milestone < s->milestones.n)
        holes[0] = title(a, lang, &s->milestones.v[f->milestone].title);
    if (f->code == FINDING_ORDER && f->other >= 0 && f->other < s->milestones.n)
        holes[1] = title(a, lang, &s->milestones.v[f->other].title);
    if (f->field >= 0 && f->field < s->fields.n)
        holes[2] = title(a, lang, &s->fields.v[f->field].title);
    if (f->stage >= 0 && f->stage < s->stages.n)
        holes[3] = title(a, lang, &s->stages.v[f->stage].title);
    if (f->handoff >= 0 && f->handoff < s->handoffs.n)
        holes[4] = title(a, lang, &s->handoffs.v[f->handoff].title);
    holes[5] = day(a, lang, r, f->at_ms);
    return text_put(a, lang, str_c(sentence), holes);
}

str finding_say(struct arena *a, enum lang lang, const struct rules *r, const struct finding *f)
{
    return fill(a, lang, r, f, codes[f->code].say[lang]);
}

static const struct worded dues[DUE_WHATS] = {
    [DUE_STAGE] = {NULL,
                   {"“{3}” is to be left by {5}.",
                    "«\u00a0{3}\u00a0» est à quitter avant le {5}."}},
    [DUE_ACCEPT] = {NULL,
                    {"“{4}” is to be accepted by {5}.",
                     "«\u00a0{4}\u00a0» est à accepter avant le {5}."}},
    [DUE_TOUCH] = {NULL,
                   {"The first touch after “{4}” is due by {5}.",
                    "Le premier contact après «\u00a0{4}\u00a0» est attendu pour le {5}."}},
    [DUE_LAPSE] = {NULL, {"Lapses on {5}: {0}.", "Caduc le {5}\u00a0: {0}."}},
    [DUE_WAIVER] = {NULL, {"Its waiver ends on {5}: {0}.", "Fin de dérogation le {5}\u00a0: {0}."}},
    [DUE_PARK] = {NULL, {"Parked until {5}.", "En attente jusqu’au {5}."}},
    [DUE_CLOSE_DAY] = {NULL, {"Expected to close by {5}.", "Signature prévue pour le {5}."}},
    [DUE_TURN] = {NULL, {"A condition turns on {5}.", "Une condition change le {5}."}},
    [DUE_CONFIRM] = {NULL, {"To be confirmed: {0}.", "À confirmer\u00a0: {0}."}},
    [DUE_RETURNED] = {NULL, {"“{4}” came back.", "«\u00a0{4}\u00a0» est revenu."}},
};
static const struct worded waits[DUE_WHATS] = {
    [DUE_ACCEPT] = {NULL, {"“{4}” is to be accepted.", "«\u00a0{4}\u00a0» est à accepter."}},
    [DUE_TOUCH] = {NULL,
                   {"The first touch after “{4}” is awaited.",
                    "Le premier contact après «\u00a0{4}\u00a0» est attendu."}},
};

str finding_due_say(struct arena *a, enum lang lang, const struct rules *r, const struct due *d)
{
    struct verdict *v = arena_new(a, struct verdict);
    const struct worded *w = d->state == DUE_WAITS && waits[d->what].say[lang] ? waits : dues;
    judge_clock(r, d->what, d->subject, d->at_ms, v);
    if (d->state == DUE_RAN_OUT && v->count)
        return finding_say(a, lang, r, &v->list[0]);
    struct finding f = {.code = FINDING_LAPSED,
                        .milestone = -1,
                        .other = -1,
                        .field = -1,
                        .stage = -1,
                        .handoff = -1,
                        .at_ms = d->at_ms};
    i16 subject = (i16)d->subject;
    if (d->what == DUE_STAGE)
        f.stage = subject;
    else if (d->what == DUE_ACCEPT || d->what == DUE_TOUCH || d->what == DUE_RETURNED)
        f.handoff = subject;
    else
        f.milestone = subject;
    if (d->what == DUE_CLOSE_DAY)
        f.at_ms--;
    return fill(a, lang, r, &f, w[d->what].say[lang]);
}

str finding_review_say(struct arena *a, enum lang lang, const struct rules *r, i64 at_ms)
{
    str named = title(a, lang, &r->standard->title), when = day(a, lang, r, at_ms);
    return lang == LANG_FR
               ? str_fmt(a, "La revue du standard «\u00a0%.*s\u00a0» est attendue pour le %.*s.",
                         STR_ARG(named), STR_ARG(when))
               : str_fmt(a, "The review of the standard “%.*s” is due by %.*s.", STR_ARG(named),
                         STR_ARG(when));
}

str finding_training_say(struct arena *a, enum lang lang, const struct rules *r, i64 at_ms,
                         bool ran_out)
{
    str named = title(a, lang, &r->standard->title), when = day(a, lang, r, at_ms);
    int version = r->standard->version;
    if (lang == LANG_FR)
        return str_fmt(a, "Votre formation à «\u00a0%.*s\u00a0», version %d, %s le %.*s.",
                       STR_ARG(named), version, ran_out ? "a pris fin" : "prend fin",
                       STR_ARG(when));
    return str_fmt(a, "Your training on “%.*s”, version %d, %s on %.*s.", STR_ARG(named), version,
                   ran_out ? "ran out" : "runs out", STR_ARG(when));
}

str finding_remedy_say(struct arena *a, enum lang lang, const struct rules *r,
                       const struct finding *f)
{
    return fill(a, lang, r, f, remedies[f->remedy].say[lang]);
}

str finding_standing_say(struct arena *a, enum lang lang, enum milestone_standing standing)
{
    (void)a;
    return str_c(standings[standing].say[lang]);
}

str finding_way_say(struct arena *a, enum lang lang, enum way_out way)
{
    (void)a;
    return str_c(ways[__builtin_ctz(way)].say[lang]);
}

str finding_outcome_title(struct arena *a, enum lang lang, const struct rules *r, enum outcome o)
{
    i32 i = o == OUTCOME_OPEN ? -1 : r->outcome[o].index;
    return i < 0 ? str_c(outcome_id(o)) : title(a, lang, &r->standard->outcomes.v[i].title);
}

str finding_event_say(struct arena *a, enum lang lang, const struct rules *r,
                      const struct deal_event *e)
{
    struct finding f = {.code = FINDING_MISSING,
                        .milestone = -1,
                        .other = -1,
                        .field = -1,
                        .stage = -1,
                        .handoff = -1,
                        .at_ms = TIME_NONE};
    i16 subject = e->subject == NO_SUBJECT ? -1 : (i16)e->subject;
    switch ((enum event_kind)e->kind) {
    case EVENT_OPENED:
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED:
    case EVENT_MIGRATED: f.stage = subject; break;
    case EVENT_FIELD_SET:
    case EVENT_FIELD_CLEARED: f.field = subject; break;
    case EVENT_HANDOFF_OFFERED:
    case EVENT_HANDOFF_ACCEPTED:
    case EVENT_HANDOFF_RETURNED:
    case EVENT_HANDOFF_TOUCHED: f.handoff = subject; break;
    case EVENT_OUTCOME_SET:
        return text_put(a, lang, str_c(events[e->kind].say[lang]),
                        (const str[]){{0},
                                      finding_outcome_title(a, lang, r, (enum outcome)e->subject),
                                      TEXT_FILLED});
    default: f.milestone = subject;
    }
    if (e->kind == EVENT_WAIVER_GRANTED || e->kind == EVENT_PARKED)
        f.at_ms = e->value;
    if (e->kind == EVENT_CLOSE_DATE_SET)
        f.at_ms = e->value * MS_PER_DAY + MS_PER_DAY / 2;
    return fill(a, lang, r, &f, events[e->kind].say[lang]);
}
