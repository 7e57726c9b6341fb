#include "workspace/import_places.h"

#include "base/message.h"
#include "exchange/fold.h"

enum { ANSWER_IDS_BYTES = 4096 };

struct placing {
    struct import_places *p;
    struct arena *a;
    const struct standard *s;
    const struct history *h;
    const struct mapping *mapping;
};

const char *place_what_id(enum place_what what)
{
    static const char *const ids[] = {"stage", "milestone", "amount", "attribute"};
    return ids[what];
}

const char *place_how_id(enum place_how how)
{
    static const char *const ids[] = {"id", "title", "mapping", "record"};
    return ids[how];
}

static bool same_word(str a, str b)
{
    struct fold_key x = fold_key(a), y = fold_key(b);
    return x.n ? str_eq(fold_key_str(&x), fold_key_str(&y)) : str_eq(a, b);
}

static bool has_title(const struct words *w, str word)
{
    for (i64 i = 0; i < w->list.n; i++)
        if (same_word(w->list.v[i].text, word))
            return true;
    return false;
}

/* The parts of one kind, by number: their id and title. */
struct parts {
    i64 n;
    str (*id)(const struct standard *s, i64 i);
    const struct words *(*title)(const struct standard *s, i64 i);
};

static str stage_id(const struct standard *s, i64 i)
{
    return s->stages.v[i].id;
}
static const struct words *stage_title(const struct standard *s, i64 i)
{
    return &s->stages.v[i].title;
}
static str milestone_id(const struct standard *s, i64 i)
{
    return s->milestones.v[i].id;
}
static const struct words *milestone_title(const struct standard *s, i64 i)
{
    return &s->milestones.v[i].title;
}
static str field_id(const struct standard *s, i64 i)
{
    return s->fields.v[i].id;
}
static const struct words *field_title(const struct standard *s, i64 i)
{
    return &s->fields.v[i].title;
}

static struct parts stages_of(const struct standard *s)
{
    return (struct parts){s->stages.n, stage_id, stage_title};
}
static struct parts milestones_of(const struct standard *s)
{
    return (struct parts){s->milestones.n, milestone_id, milestone_title};
}
static struct parts fields_of(const struct standard *s)
{
    return (struct parts){s->fields.n, field_id, field_title};
}

static void list_ids(struct buf *out, const struct standard *s, const struct parts *parts)
{
    for (i64 i = 0; i < parts->n; i++)
        buf_fmt(out, "%s%.*s", i ? ", " : "", STR_ARG(parts->id(s, i)));
}

static void ask(struct placing *x, str section, str word, const struct parts *parts, str text)
{
    struct buf ids;
    buf_init(&ids, ANSWER_IDS_BYTES);
    list_ids(&ids, x->s, parts);
    *vec_push(x->a, &x->p->questions) = (struct import_question){
        .file = -1,
        .text = text,
        .answer = message_fmt(x->a,
                              "in a mapping file: standard: {%.*s: {\"%.*s\": ID}}, ID one of "
                              "%.*s, or none",
                              STR_ARG(section), STR_ARG(word), STR_ARG(buf_str(&ids))),
    };
    buf_release(&ids);
}

/* The part whose id is `id`; -1 when there is none. */
static i32 by_id(const struct standard *s, const struct parts *parts, str id)
{
    for (i64 i = 0; i < parts->n; i++)
        if (str_eq(parts->id(s, i), id))
            return (i32)i;
    return -1;
}

/* -1: none; -2: several have this title. */
static i32 by_word(const struct standard *s, const struct parts *parts, str word,
                   enum place_how *how)
{
    i32 found = -1;
    *how = PLACE_BY_ID;
    for (i64 i = 0; i < parts->n; i++)
        if (same_word(parts->id(s, i), word))
            return (i32)i;
    *how = PLACE_BY_TITLE;
    for (i64 i = 0; i < parts->n; i++)
        if (has_title(parts->title(s, i), word))
            found = found == -1 ? (i32)i : -2;
    return found;
}

/* Where a word goes, as said or as it is called; asks when that is in doubt. */
static i32 place(struct placing *x, const struct parts *parts, str section, str word, str said,
                 enum place_how *how)
{
    i32 to = said.n ? by_id(x->s, parts, said) : by_word(x->s, parts, word, how);
    if (said.n)
        *how = str_eq(said, S("none")) && to < 0 ? PLACE_BESIDE : PLACE_SAID;
    if (said.n && to < 0 && *how == PLACE_SAID)
        ask(x, section, word, parts,
            message_fmt(x->a,
                        "the mapping file gives \"%.*s\" the place \"%.*s\", which the "
                        "standard does not have",
                        STR_ARG(word), STR_ARG(said)));
    if (to == -2)
        ask(x, section, word, parts,
            message_fmt(x->a, "several parts of the standard are called \"%.*s\": which one is it?",
                        STR_ARG(word)));
    if (to < 0 && !said.n)
        *how = PLACE_BESIDE;
    return to < 0 ? -1 : to;
}

static void note(struct placing *x, enum place_what what, enum place_how how, str word, i32 to,
                 i64 count)
{
    *vec_push(x->a, &x->p->list) = (struct import_place){what, how, word, to, count};
}

static i64 *count_activities(struct placing *x)
{
    i64 *count = arena_array(x->a, i64, x->h->activities.n);
    for (i64 i = 0; i < x->h->event_count; i++)
        count[x->h->activity[i]]++;
    for (i64 d = 0; d < x->h->deal_count; d++)
        if (x->h->stage[d] != HISTORY_ACTIVITIES_MAX && count[x->h->stage[d]] == 0)
            count[x->h->stage[d]] = 1;
    return count;
}

static void place_stage(struct placing *x, i64 activity, i64 count)
{
    struct parts parts = stages_of(x->s);
    enum place_how how = PLACE_BESIDE;
    str word = x->h->activity_word[activity], said = mapping_stage_id(x->mapping, word);
    i64 asked = x->p->questions.n;
    i32 to = place(x, &parts, S("stages"), word, said, &how);
    if (to < 0 && !said.n && x->p->questions.n == asked)
        ask(x, S("stages"), word, &parts,
            message_fmt(x->a, "the stage \"%.*s\" has no place in the standard: which stage is it?",
                        STR_ARG(word)));
    x->p->stage[activity] = to;
    note(x, PLACE_STAGE, how, word, to, count);
}

static void place_activities(struct placing *x)
{
    i64 n = x->h->activities.n, *count = count_activities(x);
    struct parts milestones = milestones_of(x->s);
    x->p->stage = arena_array(x->a, i32, n);
    x->p->milestone = arena_array(x->a, i32, n);
    for (i64 i = 0; i < n; i++) {
        enum activity_kind kind = (enum activity_kind)x->h->activity_kind[i];
        enum place_how how;
        x->p->stage[i] = x->p->milestone[i] = -1;
        if (count[i] && kind == ACTIVITY_STAGE)
            place_stage(x, i, count[i]);
        if (!count[i] || kind < ACTIVITY_MILESTONE || kind > ACTIVITY_OBJECTED)
            continue;
        i32 to = by_word(x->s, &milestones, x->h->activity_word[i], &how);
        x->p->milestone[i] = to < 0 ? -1 : to;
        note(x, PLACE_MILESTONE, to < 0 ? PLACE_BESIDE : how, x->h->activity_word[i],
             x->p->milestone[i], count[i]);
    }
}

static void place_amount(struct placing *x)
{
    struct parts parts = fields_of(x->s);
    enum place_how how = PLACE_BESIDE;
    i64 count = 0;
    for (i64 d = 0; d < x->h->deal_count; d++)
        count += x->h->amount_known[d];
    x->p->amount = -1;
    if (count == 0)
        return;
    i32 to =
        place(x, &parts, S("fields"), S("amount"), mapping_field_id(x->mapping, S("amount")), &how);
    if (to >= 0 && x->s->fields.v[to].type != FIELD_MONEY) {
        to = -1;
        how = PLACE_BESIDE;
    }
    x->p->amount = to;
    note(x, PLACE_AMOUNT, how, S("amount"), to, count);
}

static void place_attributes(struct placing *x)
{
    struct parts parts = fields_of(x->s);
    x->p->field = arena_array(x->a, i32, x->h->attribute_count);
    for (i64 k = 0; k < x->h->attribute_count; k++) {
        const struct history_attribute *at = &x->h->attributes[k];
        enum place_how how = PLACE_BESIDE;
        i64 count = 0;
        for (i64 d = 0; d < x->h->deal_count; d++)
            count += at->value[d] != HISTORY_NO_ID;
        i32 to =
            place(x, &parts, S("fields"), at->name, mapping_field_id(x->mapping, at->name), &how);
        if (to >= 0 && to == x->p->amount) {
            to = -1;
            how = PLACE_BESIDE;
        }
        x->p->field[k] = to;
        note(x, PLACE_ATTRIBUTE, how, at->name, to, count);
    }
}

void import_places_find(struct import_places *p, struct arena *a, const struct rules *rules,
                        const struct history *h, const struct mapping *mapping)
{
    *p = (struct import_places){.rules = rules};
    struct placing x = {p, a, rules->standard, h, mapping};
    place_activities(&x);
    place_amount(&x);
    place_attributes(&x);
}

static bool read_choice(const struct field *f, str text, i64 *value)
{
    for (i64 i = 0; i < f->choices.n; i++)
        if (same_word(f->choices.v[i].id, text) || has_title(&f->choices.v[i].title, text)) {
            *value = i;
            return true;
        }
    return false;
}

static bool read_boolean(str text, i64 *value)
{
    static const char *const words[] = {"no",  "yes", "false", "true", "0",    "1",
                                        "non", "oui", "faux",  "vrai", "nein", "ja"};
    for (i64 i = 0; i < LENGTH(words); i++)
        if (str_eq_fold(text, str_c(words[i]))) {
            *value = i % 2;
            return true;
        }
    return false;
}

bool import_field_value(const struct field *f, str text, i64 *value)
{
    f64 number;
    i64 at_ms;
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK: *value = guard_text_value(text); return true;
    case FIELD_INTEGER: return str_to_i64(text, value);
    case FIELD_DECIMAL:
        if (!str_to_f64(text, &number) || number < -9e12 || number > 9e12)
            return false;
        *value = (i64)(number * (f64)GUARD_DECIMAL_UNIT + (number < 0 ? -0.5 : 0.5));
        return true;
    case FIELD_MONEY: return false; /* of which currency? */
    case FIELD_DATE:
        if (!time_parse(text, &at_ms))
            return false;
        *value = days_of_ms(at_ms);
        return true;
    case FIELD_BOOLEAN: return read_boolean(text, value);
    case FIELD_CHOICE: return read_choice(f, text, value);
    }
    return false;
}
