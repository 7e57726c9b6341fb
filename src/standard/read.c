#include "standard/read.h"

#include "base/message.h"
#include "standard/read_resolve.h"
#include "standard/schema.h"

enum { FORMAT = 1 };

#define AT(member) .offset = offsetof(struct standard, member)
#define PLACE(member) .place_offset = offsetof(struct standard, member)

static const struct schema_key keys[] = {
    {.name = "etalon",
     .type = &type_integer,
     .required = true,
     AT(format),
     .about = "the version of the file format: 1"},
    {.name = "process",
     .type = &type_id,
     .required = true,
     AT(process),
     PLACE(process_at),
     .about = "the id of this process, stable for ever"},
    {.name = "version",
     .type = &type_integer,
     AT(version),
     .about = "the number of this version; a draft has none"},
    {.name = "title",
     .type = &type_words,
     .required = true,
     AT(title),
     .about = "what people call it"},
    {.name = "about",
     .type = &type_words,
     AT(about),
     .about = "which deals it is for, and which not"},
    {.name = "discipline",
     .type = &type_word,
     .required = true,
     AT(discipline),
     PLACE(discipline_at),
     .words = discipline_words,
     .about = "random (nothing is judged), informal (advice), formal (required milestones block) "
              "or dynamic (formal, across departments, revised on evidence)"},
    {.name = "owner",
     .type = &type_words,
     .required = true,
     AT(owner),
     .about = "who keeps the standard alive"},
    {.name = "currency",
     .type = &type_currency,
     .required = true,
     AT(currency),
     PLACE(currency_at),
     .about = "of amounts, by ISO 4217: EUR"},
    {.name = "calendar",
     .type = &type_object,
     AT(calendar),
     .object = &schema_calendar,
     .about = "when the clocks of working time run"},
    {.name = "departments",
     .type = &type_items,
     AT(departments),
     .object = &schema_department,
     .about = "the departments that meet the customer, by id"},
    {.name = "personas",
     .type = &type_items,
     AT(personas),
     .object = &schema_persona,
     .about = "who the buyer is, by id"},
    {.name = "fields",
     .type = &type_items,
     AT(fields),
     .object = &schema_field,
     .about = "what is known about a deal, by id"},
    {.name = "stages",
     .type = &type_items,
     .required = true,
     AT(stages),
     .object = &schema_stage,
     .about = "what the buyer has reached, in order, by id"},
    {.name = "moves",
     .type = &type_object,
     AT(moves),
     .object = &schema_moves,
     .about = "which moves between stages are allowed"},
    {.name = "plays",
     .type = &type_items,
     AT(plays),
     .object = &schema_play,
     .about = "what the seller can do, by id"},
    {.name = "handoffs",
     .type = &type_items,
     AT(handoffs),
     .object = &schema_handoff,
     .about = "contracts between departments, by id"},
    {.name = "outcomes",
     .type = &type_items,
     .required = true,
     AT(outcomes),
     .object = &schema_outcome,
     .about = "how a deal can end: won, lost, no-decision, walked, invalid"},
    {.name = "indicators",
     .type = &type_items,
     AT(indicators),
     .object = &schema_indicator,
     .about = "what is measured, by id"},
    {.name = "review",
     .type = &type_object,
     AT(review),
     .object = &schema_review,
     .about = "how often the standard itself is looked at"},
    {.name = "training",
     .type = &type_object,
     AT(training),
     .object = &schema_training,
     .about = "how people learn the version in force"},
    {.name = "waivers",
     .type = &type_object,
     AT(waivers),
     .object = &schema_waivers,
     .about = "who may let a deal pass without a required milestone"},
    {.name = "changes",
     .type = &type_object,
     AT(changes),
     .object = &schema_changes,
     .about = "from version 2: what changed, why, and where deals in flight go"},
    {0},
};

const struct schema_object schema_standard = {
    .name = MESSAGE("standard"),
    .about = "the master standard of how a company sells",
    .size = (i64)sizeof(struct standard),
    .keys = keys,
};

static void check_format(struct reader *r, const struct yaml_node *root)
{
    const struct yaml_node *format = yaml_find(root, S("etalon"));
    if (format && r->standard->format != FORMAT && r->standard->format)
        diag_add(r->diags, DIAG_ERROR, "unknown-format", format->at,
                 "format %d is not known, this program reads %d", r->standard->format, FORMAT);
}

bool standard_read(struct standard *s, struct arena *a, str file, str source, struct diags *d)
{
    i64 errors = d->count[DIAG_ERROR];
    d->file = str_dup(a, file);
    *s = (struct standard){.file = d->file, .at = {1, 1, 1}};
    s->moves.backward = true;
    s->waivers.grantor = CONFIRMER_MANAGER;
    struct reader r = {a, d, s};
    const struct yaml_node *root = yaml_parse(a, source, d);
    if (root) {
        s->at = root->at;
        schema_read_object(&r, root, &schema_standard, s);
        check_format(&r, root);
        read_resolve(s, d);
    }
    s->sound = d->count[DIAG_ERROR] == errors;
    return s->sound;
}
