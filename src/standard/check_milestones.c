/* Milestones: ids used once, conditions that parse, nothing asked before it can be known,
 * no two that say the same. */
#include "standard/check_part.h"
#include "standard/check_words.h"
#include "standard/guard.h"

/* Three words of four in common; tuned on the shipped standards, which have no pair. */
#define SAME_MEANING 0.75

static void say_about(struct diags *d, enum diag_severity severity, const char *code,
                      const struct milestone *m, struct place at, str what, const char *hint)
{
    str title = check_title(&m->title, m->id), told = message_str(what);
    check_say(d, severity, code, at,
              message_fmt(d->arena, "milestone \"%.*s\" %.*s", (int)i64_min(title.n, 120), title.p,
                          STR_ARG(told)),
              hint);
}

static void check_duplicate(const struct standard *s, struct diags *d, i64 i)
{
    const struct milestone *m = &s->milestones.v[i];
    for (i64 k = 0; k < i; k++) {
        const struct milestone *before = &s->milestones.v[k];
        if (!str_eq(m->id, before->id))
            continue;
        diag_hint(d,
                  diag_add(d, DIAG_ERROR, "duplicate-id", m->at,
                           "the milestone id \"%.*s\" is used twice", STR_ARG(m->id)),
                  "the first one is on line %d; an id is stable and means one thing",
                  before->at.line);
        return;
    }
}

/* The field comes later than the milestone that asks for it. */
static void check_field_known(const struct standard *s, struct diags *d, const struct milestone *m,
                              i64 field, struct place at)
{
    const struct field *f = &s->fields.v[field];
    i32 from = f->known_from.index;
    if (from > m->stage)
        say_about(d, DIAG_ERROR, "unknowable", m, at,
                  message_fmt(d->arena, "needs \"%.*s\", known only from the stage \"%.*s\"",
                              STR_ARG(f->id), STR_ARG(s->stages.v[from].id)),
                  "ask for it in that stage, or make the field known earlier");
}

static void check_milestone_known(const struct standard *s, struct diags *d,
                                  const struct milestone *m, i64 other, struct place at)
{
    const struct milestone *o = &s->milestones.v[other];
    if (o == m)
        say_about(d, DIAG_ERROR, "unknowable", m, at, S("waits for itself"), "name another one");
    else if (o->stage > m->stage)
        say_about(d, DIAG_ERROR, "unknowable", m, at,
                  message_fmt(d->arena, "waits for \"%.*s\", which belongs to a later stage",
                              STR_ARG(o->id)),
                  "move one of the two, or leave the condition out");
}

static void check_condition(const struct standard *s, struct diags *d, const struct milestone *m)
{
    struct guard g;
    if (!m->when.n || !guard_parse(&g, d->arena, s, m->when, m->when_at, d))
        return;
    for (i32 i; (i = field_set_take(&g.fields)) >= 0;)
        check_field_known(s, d, m, i, m->when_at);
    for (i32 i; (i = bits_take(&g.milestones)) >= 0;)
        check_milestone_known(s, d, m, i, m->when_at);
}

static void check_knowable(const struct standard *s, struct diags *d, const struct milestone *m)
{
    for (i64 i = 0; i < m->needs.n; i++)
        if (m->needs.v[i].index >= 0)
            check_field_known(s, d, m, m->needs.v[i].index, m->needs.v[i].at);
    for (i64 i = 0; i < m->after.n; i++)
        if (m->after.v[i].index >= 0)
            check_milestone_known(s, d, m, m->after.v[i].index, m->after.v[i].at);
    if (s->sound)
        check_condition(s, d, m);
}

/* Milestones of one stage that wait for each other in a circle can never be reached. */
static void check_circles(const struct standard *s, struct diags *d)
{
    bool reached[STANDARD_MILESTONES_MAX] = {0};
    for (bool more = true; more;) {
        more = false;
        for (i64 i = 0; i < s->milestones.n; i++) {
            bool ready = !reached[i];
            for (i64 k = 0; k < s->milestones.v[i].after.n && ready; k++) {
                i32 other = s->milestones.v[i].after.v[k].index;
                ready = other < 0 || other == i || reached[other];
            }
            if (ready)
                more = reached[i] = true;
        }
    }
    for (i64 i = 0; i < s->milestones.n; i++)
        if (!reached[i])
            say_about(d, DIAG_ERROR, "circle", &s->milestones.v[i], s->milestones.v[i].at,
                      S("waits for milestones that wait for it"), "cut the circle in `after`");
}

static void check_meaning(const struct standard *s, struct diags *d, i64 i)
{
    const struct milestone *m = &s->milestones.v[i];
    for (i64 k = 0; k < i; k++) {
        const struct milestone *o = &s->milestones.v[k];
        bool apart = m->when.n && o->when.n && !str_eq(m->when, o->when);
        i64 mark = arena_mark(d->arena);
        f64 overlap = apart ? 0 : title_overlap(d->arena, &m->title, &o->title);
        arena_rewind(d->arena, mark);
        if (overlap < SAME_MEANING)
            continue;
        say_about(d, DIAG_WARNING, "same-meaning", m, m->at,
                  message_fmt(d->arena, "says the same as \"%.*s\" on line %d", STR_ARG(o->id),
                              o->at.line),
                  "keep one, or say what makes them different");
        return;
    }
}

static void check_made_well(const struct standard *s, struct diags *d, const struct milestone *m)
{
    enum diag_severity severity = m->grade == GRADE_REQUIRED ? check_severity(s) : DIAG_NOTE;
    if (m->persona.id.n == 0)
        say_about(d, severity, "no-persona", m, m->at, S("does not say whose act it is"),
                  "add persona: a demo to a project manager is not one to the person who pays");
    if (m->evidence == 0)
        say_about(d, severity, "no-evidence", m, m->at, S("takes anything as a proof"),
                  "add evidence: [mail, file]; two managers reading it should agree");
    i64 mark = arena_mark(d->arena);
    enum title_kind kind = TITLE_FINE;
    for (i64 i = 0; i < m->title.list.n && kind == TITLE_FINE; i++)
        kind = title_kind_of(d->arena, m->title.list.v[i].text);
    arena_rewind(d->arena, mark);
    if (kind == TITLE_SELLER)
        say_about(d, DIAG_NOTE, "seller-activity", m, m->at,
                  S("says what the seller does, not what the buyer did"),
                  "name the buyer's act; what the seller does is a play");
}

void check_milestones(const struct standard *s, struct diags *d)
{
    for (i64 i = 0; i < s->milestones.n; i++) {
        check_duplicate(s, d, i);
        check_knowable(s, d, &s->milestones.v[i]);
        check_meaning(s, d, i);
        if (s->sound)
            check_made_well(s, d, &s->milestones.v[i]);
    }
    check_circles(s, d);
}
