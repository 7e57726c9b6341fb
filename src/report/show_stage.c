/* Each stage with what a deal shows on leaving it, and the plays that help. */
#include "report/number.h"
#include "report/show_part.h"

static const char *const grade_marks[] = {
    [GRADE_REQUIRED] = "●", [GRADE_EXPECTED] = "◐", [GRADE_HELPFUL] = "○"};

static str fields_of(const struct show *w, const refs *fields)
{
    struct show_list list = {0};
    for (i64 i = 0; i < fields->n; i++)
        show_add(w, &list, show_field(w, fields->v[i].index));
    return show_joined(w, &list, SHOWN_AND);
}

static str evidence_of(const struct show *w, u32 mask)
{
    struct show_list list = {0};
    for (i32 i = 0; evidence_words[i]; i++)
        if (mask >> i & 1)
            show_add(w, &list, say(w, (enum shown_id)(SHOWN_EVIDENCE_KIND + i)));
    return list.n ? say(w, SHOWN_PROOF, show_joined(w, &list, SHOWN_OR)) : say(w, SHOWN_PROOF_ANY);
}

static str milestone_title(const struct show *w, i64 milestone)
{
    const struct milestone *m = &w->standard->milestones.v[milestone];
    return show_title(w, &m->title, m->id);
}

/* "Required · by: Sponsor · proof: mail or file · confirmed by a manager" */
static str how_it_counts(const struct show *w, const struct milestone *m)
{
    str line = show_capital(w, say(w, (enum shown_id)(SHOWN_GRADE + m->grade)));
    if (m->persona.index >= 0) {
        const struct persona *p = &w->standard->personas.v[m->persona.index];
        line = show_dotted(w, line, say(w, SHOWN_BY, show_title(w, &p->title, p->id)));
    }
    line = show_dotted(w, line, evidence_of(w, m->evidence));
    if (m->confirmer == CONFIRMER_OWNER)
        return line;
    str confirmer = say(w, (enum shown_id)(SHOWN_CONFIRMER + m->confirmer));
    return show_dotted(w, line, say(w, SHOWN_CONFIRMED, confirmer));
}

static void show_milestone(struct show *w, const struct milestone *m)
{
    static const enum term_style styles[] = {
        [GRADE_REQUIRED] = TERM_BOLD, [GRADE_EXPECTED] = TERM_PLAIN, [GRADE_HELPFUL] = TERM_PLAIN};
    struct show_list after = {0};
    sheet_item(&w->sheet, str_c(grade_marks[m->grade]), styles[m->grade],
               show_title(w, &m->title, m->id));
    sheet_detail(&w->sheet, show_words(w, &m->about));
    sheet_detail(&w->sheet, how_it_counts(w, m));
    if (m->needs.n)
        sheet_detail(&w->sheet, say(w, SHOWN_COLON, say(w, SHOWN_NEEDS), fields_of(w, &m->needs)));
    for (i64 i = 0; i < m->after.n; i++)
        show_add(w, &after, milestone_title(w, m->after.v[i].index));
    if (after.n)
        sheet_detail(&w->sheet,
                     say(w, SHOWN_COLON, say(w, SHOWN_AFTER), show_joined(w, &after, SHOWN_AND)));
    if (m->when.n)
        sheet_detail(&w->sheet, say(w, SHOWN_ONLY_WHEN, show_condition(w, m->when)));
    if (m->lapse.known)
        sheet_detail(&w->sheet, say(w, SHOWN_LAPSES, show_span(w, &m->lapse)));
}

static bool helps(const struct standard *s, const struct play *p, i64 stage)
{
    i64 at = p->milestone.index >= 0 ? s->milestones.v[p->milestone.index].stage : p->stage.index;
    return at == stage;
}

static void show_play(struct show *w, const struct play *p)
{
    struct show_list files = {0};
    sheet_item(&w->sheet, S("▸"), TERM_ACCENT, show_title(w, &p->title, p->id));
    if (p->milestone.index >= 0)
        sheet_detail(&w->sheet, say(w, SHOWN_FOR, milestone_title(w, p->milestone.index)));
    sheet_guidance(&w->sheet, show_words(w, &p->guidance));
    for (i64 i = 0; i < p->files.n; i++)
        show_add(w, &files, p->files.v[i]);
    if (files.n)
        sheet_detail(&w->sheet,
                     say(w, SHOWN_COLON, say(w, SHOWN_FILES), show_joined(w, &files, SHOWN_AND)));
}

/* Plays of the stage, under `heading`; -1: those that belong to none. */
static void show_plays(struct show *w, i64 stage, enum shown_id heading)
{
    bool first = true;
    for (i64 i = 0; i < w->standard->plays.n; i++) {
        if (!helps(w->standard, &w->standard->plays.v[i], stage))
            continue;
        if (first)
            sheet_subheading(&w->sheet, say(w, heading));
        sheet_gap(&w->sheet, !first);
        first = false;
        show_play(w, &w->standard->plays.v[i]);
    }
}

static void show_duties(struct show *w, const struct stage *g)
{
    struct show_list with = {0};
    str department = show_department(w, g->department.index);
    for (i64 i = 0; i < g->contributors.n; i++)
        show_add(w, &with, show_department(w, g->contributors.v[i].index));
    str line = with.n ? say(w, SHOWN_ANSWERS_WITH, department, show_joined(w, &with, SHOWN_AND))
                      : say(w, SHOWN_ANSWERS, department);
    if (g->expected.known)
        line = str_fmt(w->a, "%.*s %.*s", STR_ARG(line),
                       STR_ARG(say(w, SHOWN_EXPECTED, show_span(w, &g->expected))));
    if (g->limit.known)
        line = str_fmt(w->a, "%.*s %.*s", STR_ARG(line),
                       STR_ARG(say(w, SHOWN_LIMIT, show_span(w, &g->limit))));
    sheet_paragraph(&w->sheet, line);
    if (g->commit)
        sheet_paragraph(&w->sheet, say(w, SHOWN_SIGNATURE));
}

static void show_one_stage(struct show *w, i64 stage)
{
    const struct standard *s = w->standard;
    const struct stage *g = &s->stages.v[stage];
    bool last = stage + 1 == s->stages.n;
    sheet_heading(&w->sheet,
                  str_fmt(w->a, "%lld. %.*s", (long long)stage + 1, STR_ARG(show_stage(w, stage))));
    sheet_paragraph(&w->sheet, show_words(w, &g->about));
    show_duties(w, g);
    if (g->milestone_count == 0) {
        sheet_paragraph(&w->sheet, say(w, SHOWN_NOTHING_ASKED));
    } else {
        sheet_subheading(&w->sheet, say(w, last ? SHOWN_TO_FINISH : SHOWN_TO_LEAVE));
        for (i64 i = 0; i < g->milestone_count; i++) {
            sheet_gap(&w->sheet, i > 0);
            show_milestone(w, &s->milestones.v[g->milestone_first + i]);
        }
    }
    show_plays(w, stage, SHOWN_HELP);
}

/* What the marks mean under this discipline; nothing is judged in a random one. */
static void show_legend(struct show *w)
{
    enum discipline d = w->standard->discipline;
    i32 base = d == DISCIPLINE_INFORMAL ? SHOWN_GRADE_ABOUT_INFORMAL : SHOWN_GRADE_ABOUT;
    if (d == DISCIPLINE_RANDOM)
        return;
    sheet_heading(&w->sheet, say(w, SHOWN_MARKS));
    for (i32 i = 0; i < LENGTH(grade_marks); i++)
        sheet_item(&w->sheet, str_c(grade_marks[i]), TERM_PLAIN,
                   show_capital(w, say(w, (enum shown_id)(base + i))));
}

void show_stages(struct show *w)
{
    show_legend(w);
    for (i64 i = 0; i < w->standard->stages.n; i++)
        show_one_stage(w, i);
    show_plays(w, -1, SHOWN_OTHER_PLAYS);
}
