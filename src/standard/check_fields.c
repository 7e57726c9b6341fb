/* Fields: choices, words of the condition language, and whether anybody asks for them. */
#include "standard/check_part.h"
#include "standard/guard.h"

static void use_all(struct field_set *used, const refs *list)
{
    for (i64 i = 0; i < list->n; i++)
        if (list->v[i].index >= 0)
            field_set_add(used, list->v[i].index);
}

static void use_condition(struct field_set *used, struct arena *scratch, const struct standard *s,
                          str when)
{
    struct guard g;
    struct diags nowhere; /* check_milestones.c reports what is wrong with it */
    diags_init(&nowhere, scratch);
    if (!when.n)
        return;
    if (!guard_parse(&g, scratch, s, when, (struct place){1, 1, 1}, &nowhere)) {
        /* it may have meant any of them */
        for (i64 i = 0; i < s->fields.n; i++)
            field_set_add(used, (i32)i);
        return;
    }
    struct field_set read = g.fields;
    for (i32 i; (i = field_set_take(&read)) >= 0;)
        field_set_add(used, i);
}

static struct field_set used_fields(const struct standard *s)
{
    struct field_set used = {0};
    struct arena scratch;
    arena_init(&scratch, 64 << 20);
    for (i64 i = 0; i < s->milestones.n; i++) {
        use_all(&used, &s->milestones.v[i].needs);
        use_condition(&used, &scratch, s, s->milestones.v[i].when);
    }
    for (i64 i = 0; i < s->handoffs.n; i++)
        use_all(&used, &s->handoffs.v[i].packet);
    for (i64 i = 0; i < s->changes.stages.n; i++)
        use_condition(&used, &scratch, s, s->changes.stages.v[i].when);
    arena_release(&scratch);
    return used;
}

static void check_choices(const struct field *f, struct diags *d)
{
    if (f->type == FIELD_CHOICE && f->choices.n == 0)
        check_say(
            d, DIAG_ERROR, "no-choice", f->at,
            message_fmt(d->arena, "the choice \"%.*s\" has nothing to choose from", STR_ARG(f->id)),
            "add choices: {first: First, second: Second}");
    if (f->type != FIELD_CHOICE && f->choices.n)
        check_say(d, DIAG_ERROR, "no-choice", f->at,
                  message_fmt(d->arena, "\"%.*s\" has choices, but its type is %s", STR_ARG(f->id),
                              field_type_words[f->type]),
                  "write type: choice");
}

void check_fields(const struct standard *s, struct diags *d)
{
    struct field_set used = s->sound ? used_fields(s) : (struct field_set){0};
    for (i64 i = 0; i < s->fields.n; i++) {
        const struct field *f = &s->fields.v[i];
        if (guard_is_keyword(f->id))
            check_say(d, DIAG_ERROR, "bad-id", f->at,
                      message_fmt(d->arena, "\"%.*s\" is a word of the condition language",
                                  STR_ARG(f->id)),
                      "give the field another id");
        if (!s->sound)
            continue;
        check_choices(f, d);
        if (!field_set_has(&used, i))
            check_say(d, DIAG_NOTE, "unused-field", f->at,
                      message_fmt(d->arena, "no milestone, condition or hand-off asks for \"%.*s\"",
                                  STR_ARG(f->id)),
                      "every field costs sellers time: use it, or leave it out");
    }
}
