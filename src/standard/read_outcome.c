/* How a deal can end, with reasons; the same kind of reason returns a hand-off. */
#include "base/message.h"
#include "standard/schema.h"

static const struct schema_key reason_keys[] = {
    {.name = "title",
     .type = &type_words,
     .required = true,
     .offset = offsetof(struct reason, title),
     .about = "the reason, as one would tick it"},
    {.name = "meaning",
     .type = &type_word_text,
     .offset = offsetof(struct reason, meaning),
     .words = meaning_words,
     .about = "of a no-decision: status-quo (the buyer prefers not to change) or indecision (the "
              "buyer wants to and dares not); they need opposite remedies"},
    {0},
};

const struct schema_object schema_reason = {
    .name = MESSAGE("reason"),
    .plural = MESSAGE("reasons"),
    .about = "a reason to choose from",
    .size = (i64)sizeof(struct reason),
    .items_max = STANDARD_PARTS_MAX,
    .short_form = true,
    .title_offset = offsetof(struct reason, title),
    .keys = reason_keys,
};

static const struct schema_key outcome_keys[] = {
    {.name = "title",
     .type = &type_words,
     .offset = offsetof(struct outcome_rule, title),
     .about = "what people call it"},
    {.name = "about",
     .type = &type_words,
     .offset = offsetof(struct outcome_rule, about),
     .about = "when a deal ends this way, and when not"},
    {.name = "reasons",
     .type = &type_items,
     .offset = offsetof(struct outcome_rule, reasons),
     .object = &schema_reason,
     .about = "reasons to choose from, by id"},
    {.name = "reason-required",
     .type = &type_boolean,
     .offset = offsetof(struct outcome_rule, reason_required),
     .about = "true: a deal cannot end this way without a reason"},
    {.name = "competitor-asked",
     .type = &type_boolean,
     .offset = offsetof(struct outcome_rule, competitor_asked),
     .about = "true: did a competitor win is asked, apart from why"},
    {.name = "lanes",
     .type = &type_word_set,
     .offset = offsetof(struct outcome_rule, lanes),
     .words = lane_words,
     .about = "whose reason is recorded: [seller, buyer]; the seller's only when left out"},
    {0},
};

static void end_outcome(struct reader *r, const struct yaml_node *node, void *value)
{
    struct outcome_rule *o = value;
    if (outcome_parse(o->id, &o->outcome) && o->outcome != OUTCOME_OPEN)
        return;
    str words[OUTCOME_COUNT];
    for (i32 i = 1; i < OUTCOME_COUNT; i++)
        words[i - 1] = str_c(outcome_id((enum outcome)i));
    struct diag *d = diag_add(r->diags, DIAG_ERROR, "unknown-word", node->key_at,
                              "\"%.*s\" is not an outcome", (int)i64_min(o->id.n, 80), o->id.p);
    str near = diag_did_you_mean(o->id, words, OUTCOME_COUNT - 1);
    if (near.n)
        diag_hint(r->diags, d, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(r->diags, d, "the outcomes are: won, lost, no-decision, walked, invalid");
}

const struct schema_object schema_outcome = {
    .name = MESSAGE("outcome"),
    .plural = MESSAGE("outcomes"),
    .about = "a way for a deal to end",
    .size = (i64)sizeof(struct outcome_rule),
    .items_max = STANDARD_PARTS_MAX,
    .keys = outcome_keys,
    .end = end_outcome,
};

#define AT(member) .offset = offsetof(struct handoff, member)

static const struct schema_key handoff_keys[] = {
    {.name = "title",
     .type = &type_words,
     .required = true,
     AT(title),
     .about = "what people call it: From Marketing to Sales"},
    {.name = "from",
     .type = &type_ref,
     .required = true,
     AT(from),
     .about = "the department that hands over"},
    {.name = "to",
     .type = &type_ref,
     .required = true,
     AT(to),
     .about = "the department that accepts or returns"},
    {.name = "on-entering",
     .type = &type_ref,
     .required = true,
     AT(stage),
     .about = "the stage whose entry makes the hand-off due"},
    {.name = "packet",
     .type = &type_refs,
     AT(packet),
     .about = "fields that must be filled before it can be handed over"},
    {.name = "accept-within",
     .type = &type_span,
     AT(accept_within),
     .about = "clock to accept or return: 4 working hours"},
    {.name = "touch-within",
     .type = &type_span,
     AT(touch_within),
     .about = "clock to the first touch with the buyer; accepting is not touching"},
    {.name = "return-reasons",
     .type = &type_items,
     AT(return_reasons),
     .object = &schema_reason,
     .about = "why it may be returned, by id"},
    {0},
};
#undef AT

const struct schema_object schema_handoff = {
    .name = MESSAGE("hand-off"),
    .plural = MESSAGE("hand-offs"),
    .about = "a contract between two departments: a packet, a clock, accept or return",
    .size = (i64)sizeof(struct handoff),
    .items_max = STANDARD_PARTS_MAX,
    .keys = handoff_keys,
};
