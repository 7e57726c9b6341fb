/* From version 2: what changed, why, and where deals in flight go. */
#include "base/message.h"
#include "standard/schema.h"

static struct change_map *add_row(struct reader *r, const struct yaml_node *node, void *vec)
{
    struct change_map *row = schema_push(r->arena, vec, (i64)sizeof *row);
    *row = (struct change_map){.from = node->key, .at = node->key_at, .index = -1};
    return row;
}

static void set_target(struct change_map *row, const struct yaml_node *node)
{
    row->to = str_eq(node->text, S("dropped")) ? (str){0} : node->text;
    row->to_at = node->at;
}

/* One branch of a split: {when: …, to: …}, or {to: …} for the rest. */
static void read_branch(struct reader *r, const struct yaml_node *from,
                        const struct yaml_node *branch, void *vec)
{
    const struct yaml_node *to = yaml_find(branch, S("to"));
    const struct yaml_node *when = yaml_find(branch, S("when"));
    for (const struct yaml_node *c = branch->first; c; c = c->next)
        if (c != to && c != when)
            diag_hint(r->diags,
                      diag_add(r->diags, DIAG_ERROR, "unknown-key", c->key_at,
                               "unknown key \"%.*s\" in a split", (int)i64_min(c->key.n, 80),
                               c->key.p),
                      "the keys are: when, to");
    if (!to || to->kind != YAML_TEXT) {
        diag_hint(r->diags,
                  diag_add(r->diags, DIAG_ERROR, "missing-key", branch->at,
                           "this branch does not say where to"),
                  "write {when: amount >= 50000, to: a-stage}");
        return;
    }
    struct change_map *row = add_row(r, from, vec);
    set_target(row, to);
    if (when && schema_expect_text(r, when, "a condition")) {
        row->when = when->text;
        row->when_at = when->at;
    }
}

static void read_mapping(struct reader *r, const struct yaml_node *node,
                         const struct schema_key *key, void *value)
{
    (void)key;
    if (node->kind != YAML_MAP) {
        diag_hint(r->diags,
                  diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at,
                           "expected a map from old id to new id"),
                  "write old-id: new-id, or old-id: dropped");
        return;
    }
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        if (c->kind == YAML_TEXT)
            set_target(add_row(r, c, value), c);
        else if (c->kind == YAML_LIST)
            for (const struct yaml_node *b = c->first; b; b = b->next)
                read_branch(r, c, b, value);
        else
            schema_report_type(r, c, "an id, dropped, or a list of branches");
    }
}

static void read_added(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    struct schema_key policy = {.type = &type_word, .words = new_milestone_words};
    (void)key;
    if (node->kind != YAML_MAP) {
        diag_hint(r->diags,
                  diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at,
                           "expected a map by id of milestone"),
                  "write milestone-id: grandfathered, or milestone-id: catch-up");
        return;
    }
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        struct change_new *new = schema_push(r->arena, value, (i64)sizeof *new);
        new->milestone = (struct ref){c->key, c->key_at, -1};
        type_word.read(r, c, &policy, &new->policy);
    }
}

static const struct schema_type type_mapping = {
    "mapping", MESSAGE("where each old id went"), "object", NULL, false, read_mapping};
static const struct schema_type type_added = {
    "new-milestones", MESSAGE("what deals in flight owe"), "object", NULL, false, read_added};

static void begin(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    struct changes *c = value;
    c->known = true;
    c->at = node->key_at;
}

#define AT(member) .offset = offsetof(struct changes, member)

static const struct schema_key keys[] = {
    {.name = "from",
     .type = &type_integer,
     .required = true,
     AT(from_version),
     .about = "the version that this one follows"},
    {.name = "why",
     .type = &type_words,
     .required = true,
     AT(why),
     .about = "what made the change necessary, and what it should improve"},
    {.name = "evidence",
     .type = &type_words,
     AT(evidence),
     .about = "the observation it rests on: a finding, a review, a number"},
    {.name = "stages",
     .type = &type_mapping,
     AT(stages),
     .about = "where each stage that is no longer there went: new id, dropped, or a split"},
    {.name = "milestones",
     .type = &type_mapping,
     AT(milestones),
     .about = "the same for milestones"},
    {.name = "new-milestones",
     .type = &type_added,
     AT(added),
     .about = "for each new one, what deals already past it owe: grandfathered or catch-up"},
    {.name = "catch-up-within",
     .type = &type_span,
     AT(catch_up_within),
     .about = "how long they have to catch up"},
    {0},
};
#undef AT

const struct schema_object schema_changes = {
    .name = MESSAGE("changes"),
    .about = "what changed since the version before, and where deals in flight go",
    .size = (i64)sizeof(struct changes),
    .keys = keys,
    .begin = begin,
};
