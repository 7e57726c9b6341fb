/* Stages and, written inside them, the milestones that a deal shows on leaving them. */
#include "base/message.h"
#include "standard/schema.h"

#define AT(member) .offset = offsetof(struct milestone, member)

static const struct schema_key milestone_keys[] = {
    {.name = "title",
     .type = &type_words,
     .required = true,
     AT(title),
     .about =
         "the buyer's act, as a sentence that is true or not: The sponsor has agreed the cost"},
    {.name = "about",
     .type = &type_words,
     AT(about),
     .about = "what counts and what does not, when the title leaves room"},
    {.name = "persona",
     .type = &type_ref,
     AT(persona),
     .about = "whose act it is at the buyer's; an id of personas"},
    {.name = "grade",
     .type = &type_word,
     .required = true,
     AT(grade),
     .words = grade_words,
     .about = "required (blocks in a formal standard), expected (warns) or helpful (notes)"},
    {.name = "evidence",
     .type = &type_word_set,
     AT(evidence),
     .words = evidence_words,
     .about = "what proves it; any one of the list"},
    {.name = "confirmed-by",
     .type = &type_word,
     AT(confirmer),
     .words = confirmer_words,
     .about = "who may say that it is reached: owner (the default), peer or manager"},
    {.name = "needs",
     .type = &type_refs,
     AT(needs),
     .about = "fields that must be filled before it counts"},
    {.name = "after",
     .type = &type_refs,
     AT(after),
     .about = "milestones that must have been reached before it counts"},
    {.name = "when",
     .type = &type_condition,
     AT(when),
     .place_offset = offsetof(struct milestone, when_at),
     .about = "the deals it is asked of, such as amount >= 50000; all when left out"},
    {.name = "lapses-after",
     .type = &type_span,
     AT(lapse),
     .about = "after so long it must be confirmed again: 90 days"},
    {0},
};
#undef AT

const struct schema_object schema_milestone = {
    .name = MESSAGE("milestone"),
    .plural = MESSAGE("milestones"),
    .about = "a checkable act of the buyer, with evidence",
    .size = (i64)sizeof(struct milestone),
    .items_max = STANDARD_MILESTONES_MAX,
    .keys = milestone_keys,
};

/* They go into the one list of the standard's milestones; the stage keeps its range. */
static void read_milestones(struct reader *r, const struct yaml_node *node,
                            const struct schema_key *key, void *value)
{
    struct standard *s = r->standard;
    struct stage *stage = value;
    stage->milestone_first = (i32)s->milestones.n;
    schema_read_items(r, node, key->object, &s->milestones);
    stage->milestone_count = (i32)s->milestones.n - stage->milestone_first;
    for (i64 i = stage->milestone_first; i < s->milestones.n; i++)
        s->milestones.v[i].stage = (i32)s->stages.n - 1; /* the stage being read is the last */
}

static const struct schema_type type_milestones = {NULL,  MESSAGE("a map"), "object", NULL,
                                                   false, read_milestones};

#define AT(member) .offset = offsetof(struct stage, member)

static const struct schema_key stage_keys[] = {
    {.name = "title",
     .type = &type_words,
     .required = true,
     AT(title),
     .about = "what the buyer has reached: Buyer has agreed the cost of the problem"},
    {.name = "about",
     .type = &type_words,
     AT(about),
     .about = "what is true at the buyer's in this stage"},
    {.name = "department",
     .type = &type_ref,
     .required = true,
     AT(department),
     .about = "the department that answers for it"},
    {.name = "contributors",
     .type = &type_refs,
     AT(contributors),
     .about = "other departments that work in it"},
    {.name = "expected",
     .type = &type_span,
     AT(expected),
     .about = "how long a healthy deal stays: 10 days"},
    {.name = "age-limit",
     .type = &type_span,
     AT(limit),
     .about = "after so long the deal is asked whether it is alive"},
    {.name = "commit",
     .type = &type_boolean,
     AT(commit),
     .about = "true: the buyer signs here; what follows belongs to won deals"},
    {.name = "milestones",
     .type = &type_milestones,
     .offset = 0,
     .object = &schema_milestone,
     .about = "what a deal shows on leaving the stage, by id"},
    {0},
};
#undef AT

/* A stage without milestones has an empty range at the right place. */
static void begin_stage(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)node;
    ((struct stage *)value)->milestone_first = (i32)r->standard->milestones.n;
}

const struct schema_object schema_stage = {
    .name = MESSAGE("stage"),
    .plural = MESSAGE("stages"),
    .about = "what the buyer has reached, with its exit milestones",
    .size = (i64)sizeof(struct stage),
    .items_max = STANDARD_STAGES_MAX,
    .keys = stage_keys,
    .begin = begin_stage,
};

static const struct schema_key move_keys[] = {
    {.name = "from",
     .type = &type_ref,
     .required = true,
     .offset = offsetof(struct move, from),
     .about = "the stage left"},
    {.name = "to",
     .type = &type_ref,
     .required = true,
     .offset = offsetof(struct move, to),
     .about = "the stage entered"},
    {0},
};

static void begin_move(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    ((struct move *)value)->at = node->at;
}

const struct schema_object schema_move = {
    .name = MESSAGE("move"),
    .about = "one more move that is allowed: from a stage, to a stage",
    .size = (i64)sizeof(struct move),
    .keys = move_keys,
    .begin = begin_move,
};

static const struct schema_key moves_keys[] = {
    {.name = "forward",
     .type = &type_word,
     .offset = offsetof(struct moves, forward),
     .words = move_forward_words,
     .about = "next (the default): one stage at a time; any: stages may be skipped; listed: only "
              "the moves in also"},
    {.name = "backward",
     .type = &type_boolean,
     .offset = offsetof(struct moves, backward),
     .about = "whether a deal may fall back to any earlier stage; true when left out"},
    {.name = "also",
     .type = &type_list,
     .offset = offsetof(struct moves, also),
     .object = &schema_move,
     .about = "moves allowed beside that rule"},
    {0},
};

static void begin_moves(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    ((struct moves *)value)->at = node->key_at;
}

const struct schema_object schema_moves = {
    .name = MESSAGE("moves"),
    .about = "which moves between stages are allowed",
    .size = (i64)sizeof(struct moves),
    .keys = moves_keys,
    .begin = begin_moves,
};
