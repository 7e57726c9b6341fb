/* What stands around the stages: hand-offs, outcomes, indicators, fields, and how the
 * standard is kept alive. */
#include "report/number.h"
#include "report/show_part.h"

#include <math.h>

static void show_handoff(struct show *w, const struct handoff *h)
{
    struct show_list packet = {0};
    sheet_item(&w->sheet, S("⇢"), TERM_BOLD, show_title(w, &h->title, h->id));
    sheet_detail(&w->sheet, say(w, SHOWN_HANDOFF_WAY, show_department(w, h->from.index),
                                show_department(w, h->to.index), show_stage(w, h->stage.index)));
    for (i64 i = 0; i < h->packet.n; i++)
        show_add(w, &packet, show_field(w, h->packet.v[i].index));
    if (packet.n)
        sheet_detail(&w->sheet,
                     say(w, SHOWN_COLON, say(w, SHOWN_PACKET), show_joined(w, &packet, SHOWN_AND)));
    if (h->accept_within.known)
        sheet_detail(&w->sheet, say(w, SHOWN_COLON, say(w, SHOWN_ACCEPT),
                                    say(w, SHOWN_WITHIN, show_span(w, &h->accept_within))));
    if (h->touch_within.known)
        sheet_detail(&w->sheet, say(w, SHOWN_COLON, say(w, SHOWN_TOUCH),
                                    say(w, SHOWN_WITHIN, show_span(w, &h->touch_within))));
    if (h->return_reasons.n)
        sheet_detail(&w->sheet, say(w, SHOWN_COLON, say(w, SHOWN_RETURN), S("")));
    for (i64 i = 0; i < h->return_reasons.n; i++)
        sheet_point(&w->sheet,
                    show_title(w, &h->return_reasons.v[i].title, h->return_reasons.v[i].id));
}

void show_handoffs(struct show *w)
{
    if (w->standard->handoffs.n)
        sheet_heading(&w->sheet, say(w, SHOWN_HANDOFFS));
    for (i64 i = 0; i < w->standard->handoffs.n; i++) {
        sheet_gap(&w->sheet, i > 0);
        show_handoff(w, &w->standard->handoffs.v[i]);
    }
}

/* Reasons of one meaning; an empty `meaning` takes those without. */
static void show_reasons(struct show *w, const struct outcome_rule *o, str meaning,
                         enum shown_id heading)
{
    bool first = true;
    for (i64 i = 0; i < o->reasons.n; i++) {
        const struct reason *r = &o->reasons.v[i];
        if (!str_eq(r->meaning, meaning))
            continue;
        if (first && meaning.n)
            sheet_detail(&w->sheet, say(w, SHOWN_COLON, say(w, heading), S("")));
        first = false;
        sheet_point(&w->sheet, show_title(w, &r->title, r->id));
    }
}

static void show_outcome(struct show *w, const struct outcome_rule *o)
{
    static const char *const marks[] = {
        [OUTCOME_OPEN] = "·",        [OUTCOME_WON] = "✓",    [OUTCOME_LOST] = "✗",
        [OUTCOME_NO_DECISION] = "…", [OUTCOME_WALKED] = "↩", [OUTCOME_INVALID] = "–"};
    struct show_list lanes = {0};
    str title = show_words(w, &o->title);
    sheet_item(&w->sheet, str_c(marks[o->outcome]), TERM_BOLD,
               title.n ? title : say(w, (enum shown_id)(SHOWN_OUTCOME_NAME + o->outcome)));
    sheet_detail(&w->sheet, show_words(w, &o->about));
    for (i32 i = 0; lane_words[i]; i++)
        if ((o->lanes ? o->lanes : 1u << LANE_SELLER) >> i & 1)
            show_add(w, &lanes, say(w, (enum shown_id)(SHOWN_LANE + i)));
    if (o->reasons.n) {
        str asked = say(w, SHOWN_LANES, show_joined(w, &lanes, SHOWN_AND));
        str needed = say(w, o->reason_required ? SHOWN_REASON_REQUIRED : SHOWN_REASON_OPTIONAL);
        sheet_detail(&w->sheet, str_fmt(w->a, "%.*s %.*s", STR_ARG(needed), STR_ARG(asked)));
    }
    show_reasons(w, o, (str){0}, SHOWN_OUTCOMES);
    show_reasons(w, o, S("status-quo"), SHOWN_STATUS_QUO);
    show_reasons(w, o, S("indecision"), SHOWN_INDECISION);
    if (o->competitor_asked)
        sheet_detail(&w->sheet, say(w, SHOWN_COMPETITOR));
}

void show_outcomes(struct show *w)
{
    sheet_heading(&w->sheet, say(w, SHOWN_OUTCOMES));
    for (i64 i = 0; i < w->standard->outcomes.n; i++) {
        sheet_gap(&w->sheet, i > 0);
        show_outcome(w, &w->standard->outcomes.v[i]);
    }
}

static str target_of(const struct show *w, const struct target *t)
{
    f64 value = t->unit == TARGET_SHARE ? 100 * t->value : t->value;
    i32 digits = fabs(value - round(value)) < 1e-6 ? 0 : 1;
    str number = number_decimal(w->a, w->lang, value, digits);
    if (t->unit == TARGET_SHARE)
        number = str_fmt(w->a, w->lang == LANG_FR ? "%.*s\u00a0%%" : "%.*s%%", STR_ARG(number));
    if (t->unit == TARGET_DAYS)
        number = say(w, SHOWN_DAYS, number);
    return say(w, t->at_most ? SHOWN_AT_MOST : SHOWN_AT_LEAST, number);
}

static void show_indicator(struct show *w, const struct indicator *i)
{
    str title = show_title(w, &i->title, i->id);
    str target =
        i->target.known ? say(w, SHOWN_TARGET, target_of(w, &i->target)) : say(w, SHOWN_NO_TARGET);
    sheet_item(&w->sheet, S("•"), TERM_BOLD, show_dotted(w, title, target));
    str line = {0};
    for (i32 f = 0; f < SHOWN_FORMULAS && indicator_formulas[f].id; f++)
        if (str_eq(i->formula, str_c(indicator_formulas[f].id)))
            line = show_capital(w, say(w, (enum shown_id)(SHOWN_FORMULA + f)));
    if (i->stage.index >= 0)
        line = show_dotted(w, line, say(w, SHOWN_ABOUT_STAGE, show_stage(w, i->stage.index)));
    if (i->handoff.index >= 0) {
        const struct handoff *h = &w->standard->handoffs.v[i->handoff.index];
        line = show_dotted(w, line, say(w, SHOWN_ABOUT_HANDOFF, show_title(w, &h->title, h->id)));
    }
    sheet_detail(&w->sheet, line);
    line = say(w, SHOWN_BASE, show_words(w, &i->base));
    if (i->horizon_days) {
        struct span horizon = {.days = i->horizon_days, .known = true};
        line = show_dotted(w, line, say(w, SHOWN_HORIZON, show_span(w, &horizon)));
    }
    sheet_detail(&w->sheet, show_capital(w, show_dotted(w, line, show_words(w, &i->owner))));
}

void show_indicators(struct show *w)
{
    if (w->standard->indicators.n)
        sheet_heading(&w->sheet, say(w, SHOWN_INDICATORS));
    for (i64 i = 0; i < w->standard->indicators.n; i++) {
        sheet_gap(&w->sheet, i > 0);
        show_indicator(w, &w->standard->indicators.v[i]);
    }
}

void show_fields(struct show *w)
{
    const struct standard *s = w->standard;
    if (s->fields.n)
        sheet_heading(&w->sheet, say(w, SHOWN_FIELDS));
    for (i64 i = 0; i < s->fields.n; i++) {
        const struct field *f = &s->fields.v[i];
        str line = say(w, (enum shown_id)(SHOWN_TYPE + f->type));
        struct show_list choices = {0};
        for (i64 k = 0; k < f->choices.n; k++)
            show_add(w, &choices, show_title(w, &f->choices.v[k].title, f->choices.v[k].id));
        if (choices.n)
            line = say(w, SHOWN_COLON, line, show_joined(w, &choices, SHOWN_OR));
        if (f->known_from.index >= 0)
            line =
                show_dotted(w, line, say(w, SHOWN_KNOWN_FROM, show_stage(w, f->known_from.index)));
        sheet_item(&w->sheet, S("•"), TERM_PLAIN, show_field(w, i));
        sheet_detail(&w->sheet, show_words(w, &f->about));
        sheet_detail(&w->sheet, show_capital(w, line));
    }
}

static bool is_weeks(const struct span *span)
{
    return !span->working && span->days >= 60 && span->days % 7 == 0;
}

static void show_review(struct show *w)
{
    const struct standard *s = w->standard;
    struct show_list approvers = {0};
    if (!s->review.known)
        return;
    str span = show_span(w, &s->review.every);
    str line = say(w, is_weeks(&s->review.every) ? SHOWN_REVIEW_VALUE : SHOWN_REVIEW_DAYS, span);
    str owner = show_words(w, &s->review.owner);
    if (owner.n)
        line = show_dotted(w, line, say(w, SHOWN_CALLED_BY, owner));
    for (i64 i = 0; i < s->review.departments.n; i++)
        show_add(w, &approvers, show_department(w, s->review.departments.v[i].index));
    if (approvers.n)
        line =
            show_dotted(w, line, say(w, SHOWN_APPROVED_BY, show_joined(w, &approvers, SHOWN_AND)));
    sheet_item(&w->sheet, S("•"), TERM_BOLD, say(w, SHOWN_COLON, say(w, SHOWN_REVIEW), line));
    sheet_detail(&w->sheet, show_words(w, &s->review.about));
}

void show_keeping(struct show *w)
{
    const struct standard *s = w->standard;
    if (!s->review.known && !s->training.known && !s->waivers.known)
        return;
    sheet_heading(&w->sheet, say(w, SHOWN_KEEPING));
    show_review(w);
    if (s->training.known) {
        str span = show_span(w, &s->training.valid);
        bool weeks = is_weeks(&s->training.valid);
        str line = say(w, weeks ? SHOWN_TRAINING_WEEKS : SHOWN_TRAINING_VALUE, span);
        if (s->training.confirmer != CONFIRMER_OWNER)
            line = show_dotted(w, line,
                               say(w, (enum shown_id)(SHOWN_CONFIRMER + s->training.confirmer)));
        sheet_item(&w->sheet, S("•"), TERM_BOLD, say(w, SHOWN_COLON, say(w, SHOWN_TRAINING), line));
        sheet_detail(&w->sheet, show_words(w, &s->training.about));
    }
    if (s->waivers.known) {
        str line = say(w, SHOWN_WAIVERS_VALUE,
                       say(w, (enum shown_id)(SHOWN_CONFIRMER + s->waivers.grantor)));
        if (s->waivers.valid.known)
            line = show_dotted(w, line, say(w, SHOWN_VALID, show_span(w, &s->waivers.valid)));
        sheet_item(&w->sheet, S("•"), TERM_BOLD, say(w, SHOWN_COLON, say(w, SHOWN_WAIVERS), line));
        sheet_detail(&w->sheet, show_words(w, &s->waivers.about));
    }
}

/* Where ids of one kind went; `title_of` names the new ones. */
static void show_mapping(struct show *w, enum shown_id heading, const struct change_map *rows,
                         i64 n, bool stages)
{
    if (n)
        sheet_item(&w->sheet, S("•"), TERM_BOLD, say(w, heading));
    for (i64 i = 0; i < n; i++) {
        const struct change_map *r = &rows[i];
        bool split = i && str_eq(rows[i - 1].from, r->from);
        str to = say(w, SHOWN_DROPPED);
        if (r->index >= 0 && stages)
            to = show_stage(w, r->index);
        else if (r->index >= 0)
            to = show_title(w, &w->standard->milestones.v[r->index].title, r->to);
        if (r->when.n)
            to = say(w, SHOWN_IF, to, show_condition(w, r->when));
        else if (split)
            to = say(w, SHOWN_ELSE, to);
        sheet_point(&w->sheet, str_fmt(w->a, "%.*s → %.*s", STR_ARG(r->from), STR_ARG(to)));
    }
}

void show_changes(struct show *w)
{
    const struct changes *c = &w->standard->changes;
    if (!c->known)
        return;
    sheet_heading(&w->sheet, say(w, SHOWN_CHANGES, number_whole(w->a, w->lang, c->from_version)));
    sheet_fact(&w->sheet, say(w, SHOWN_WHY), show_words(w, &c->why));
    str evidence = show_words(w, &c->evidence);
    if (evidence.n)
        sheet_fact(&w->sheet, say(w, SHOWN_EVIDENCE), evidence);
    show_mapping(w, SHOWN_OLD_STAGES, c->stages.v, c->stages.n, true);
    show_mapping(w, SHOWN_OLD_MILESTONES, c->milestones.v, c->milestones.n, false);
    if (c->added.n)
        sheet_item(&w->sheet, S("•"), TERM_BOLD, say(w, SHOWN_NEW_MILESTONES));
    for (i64 i = 0; i < c->added.n; i++) {
        const struct milestone *m = &w->standard->milestones.v[c->added.v[i].milestone.index];
        bool owes = c->added.v[i].policy == NEW_CATCH_UP;
        sheet_point(&w->sheet, say(w, SHOWN_COLON, show_title(w, &m->title, m->id),
                                   say(w, owes ? SHOWN_CATCH_UP : SHOWN_GRANDFATHERED)));
    }
    if (c->catch_up_within.known)
        sheet_detail(&w->sheet, say(w, SHOWN_CATCH_UP_WITHIN, show_span(w, &c->catch_up_within)));
}
