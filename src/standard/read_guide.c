/* What surrounds the stages: fields, plays, indicators, review, training, waivers. */
#include "base/message.h"
#include "standard/schema.h"

#define TITLE(part, text)                                                                          \
    {                                                                                              \
        .name = "title", .type = &type_words, .required = true,                                    \
        .offset = offsetof(struct part, title), .about = (text)                                    \
    }
#define ABOUT(part, text)                                                                          \
    {                                                                                              \
        .name = "about", .type = &type_words, .offset = offsetof(struct part, about),              \
        .about = (text)                                                                            \
    }

static const struct schema_key department_keys[] = {
    TITLE(department, MESSAGE("what people call it")),
    {0},
};
const struct schema_object schema_department = {
    .name = MESSAGE("department"),
    .plural = MESSAGE("departments"),
    .about = "a department that meets the customer",
    .size = (i64)sizeof(struct department),
    .items_max = STANDARD_PARTS_MAX,
    .short_form = true,
    .title_offset = offsetof(struct department, title),
    .keys = department_keys,
};

static const struct schema_key persona_keys[] = {
    TITLE(persona, MESSAGE("who it is: Economic buyer")),
    ABOUT(persona, MESSAGE("how to know that one has found this person")),
    {0},
};
const struct schema_object schema_persona = {
    .name = MESSAGE("persona"),
    .plural = MESSAGE("personas"),
    .about = "somebody at the buyer's",
    .size = (i64)sizeof(struct persona),
    .items_max = STANDARD_PARTS_MAX,
    .short_form = true,
    .title_offset = offsetof(struct persona, title),
    .keys = persona_keys,
};

static const struct schema_key choice_keys[] = {
    TITLE(choice, MESSAGE("what people call it")),
    {0},
};
const struct schema_object schema_choice = {
    .name = MESSAGE("choice"),
    .plural = MESSAGE("choices"),
    .about = "a value to choose from",
    .size = (i64)sizeof(struct choice),
    .items_max = STANDARD_PARTS_MAX,
    .short_form = true,
    .title_offset = offsetof(struct choice, title),
    .keys = choice_keys,
};

static const struct schema_key field_keys[] = {
    {.name = "type",
     .type = &type_word,
     .required = true,
     .offset = offsetof(struct field, type),
     .words = field_type_words,
     .about = "text, integer, decimal, money, date, boolean, choice, person or link"},
    TITLE(field, MESSAGE("what people call it")),
    ABOUT(field, MESSAGE("what to write in it, in one sentence")),
    {.name = "choices",
     .type = &type_items,
     .offset = offsetof(struct field, choices),
     .object = &schema_choice,
     .about = "the values of a choice, by id"},
    {.name = "known-from",
     .type = &type_ref,
     .offset = offsetof(struct field, known_from),
     .about = "the stage from which it can be known; from the start when left out"},
    {0},
};
const struct schema_object schema_field = {
    .name = MESSAGE("field"),
    .plural = MESSAGE("fields"),
    .about = "something known about a deal",
    .size = (i64)sizeof(struct field),
    .items_max = STANDARD_FIELDS_MAX,
    .keys = field_keys,
};

static const struct schema_key play_keys[] = {
    TITLE(play, MESSAGE("what the seller does")),
    {.name = "stage",
     .type = &type_ref,
     .offset = offsetof(struct play, stage),
     .about = "the stage that it helps with"},
    {.name = "milestone",
     .type = &type_ref,
     .offset = offsetof(struct play, milestone),
     .about = "the milestone that it helps with"},
    {.name = "guidance",
     .type = &type_words,
     .required = true,
     .offset = offsetof(struct play, guidance),
     .about = "how, in Markdown"},
    {.name = "files",
     .type = &type_texts,
     .offset = offsetof(struct play, files),
     .about = "links or names of files that help"},
    {0},
};
const struct schema_object schema_play = {
    .name = MESSAGE("play"),
    .plural = MESSAGE("plays"),
    .about = "what the seller can do; help, never a gate",
    .size = (i64)sizeof(struct play),
    .items_max = STANDARD_PARTS_MAX,
    .keys = play_keys,
};

#define AT(member) .offset = offsetof(struct indicator, member)
static const struct schema_key indicator_keys[] = {
    TITLE(indicator, MESSAGE("what people call it")),
    {.name = "formula",
     .type = &type_text,
     .required = true,
     AT(formula),
     .place_offset = offsetof(struct indicator, formula_at),
     .about = "what is measured: win-rate, no-decision-rate, stage-conversion, first-touch…"},
    {.name = "stage", .type = &type_ref, AT(stage), .about = "the stage it is about"},
    {.name = "handoff", .type = &type_ref, AT(handoff), .about = "the hand-off it is about"},
    {.name = "base",
     .type = &type_words,
     .required = true,
     AT(base),
     .about = "the denominator, in words: deals that entered in the period"},
    {.name = "horizon",
     .type = &type_days,
     AT(horizon_days),
     .about = "how long after entry it is counted: 90 days"},
    {.name = "target",
     .type = &type_target,
     AT(target),
     .about = "at least 25 %, at most 45 days, at least 1.1"},
    {.name = "owner", .type = &type_words, AT(owner), .about = "who answers for it"},
    {0},
};
#undef AT
const struct schema_object schema_indicator = {
    .name = MESSAGE("indicator"),
    .plural = MESSAGE("indicators"),
    .about = "a named measure with its formula, base, horizon, target and owner",
    .size = (i64)sizeof(struct indicator),
    .items_max = STANDARD_PARTS_MAX,
    .keys = indicator_keys,
};

static void begin_review(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    ((struct review *)value)->known = true;
    ((struct review *)value)->at = node->key_at;
}
static const struct schema_key review_keys[] = {
    {.name = "every",
     .type = &type_span,
     .required = true,
     .offset = offsetof(struct review, every),
     .about = "13 weeks for a new market, 365 days for "
              "a mature one"},
    {.name = "owner",
     .type = &type_words,
     .offset = offsetof(struct review, owner),
     .about = "who calls it"},
    {.name = "approved-by",
     .type = &type_refs,
     .offset = offsetof(struct review, departments),
     .about = "departments that must approve a revision"},
    ABOUT(review, MESSAGE("what is looked at: the five best wins, the five hardest losses…")),
    {0},
};
const struct schema_object schema_review = {
    .name = MESSAGE("review"),
    .about = "how often the standard itself is looked at",
    .size = (i64)sizeof(struct review),
    .keys = review_keys,
    .begin = begin_review,
};

static void begin_training(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    ((struct training *)value)->known = true;
    ((struct training *)value)->at = node->key_at;
}
static const struct schema_key training_keys[] = {
    {.name = "valid",
     .type = &type_span,
     .required = true,
     .offset = offsetof(struct training, valid),
     .about = "after so long it must be renewed: "
              "365 days"},
    {.name = "confirmed-by",
     .type = &type_word,
     .offset = offsetof(struct training, confirmer),
     .words = confirmer_words,
     .about = "who may say that somebody is trained; unless said, the owner: each for oneself"},
    ABOUT(training, MESSAGE("who learns what, and how it is checked")),
    {0},
};
const struct schema_object schema_training = {
    .name = MESSAGE("training"),
    .about = "how people learn the version in force",
    .size = (i64)sizeof(struct training),
    .keys = training_keys,
    .begin = begin_training,
};

static void begin_waivers(struct reader *r, const struct yaml_node *node, void *value)
{
    (void)r;
    ((struct waivers *)value)->known = true;
    ((struct waivers *)value)->at = node->key_at;
}
static const struct schema_key waivers_keys[] = {
    {.name = "granted-by",
     .type = &type_word,
     .required = true,
     .offset = offsetof(struct waivers, grantor),
     .words = confirmer_words,
     .about = "who may let a deal pass without a required milestone: owner, peer or manager"},
    {.name = "valid",
     .type = &type_span,
     .offset = offsetof(struct waivers, valid),
     .about = "how long a waiver holds: 30 days"},
    ABOUT(waivers, MESSAGE("what a good reason is")),
    {0},
};
const struct schema_object schema_waivers = {
    .name = MESSAGE("waivers"),
    .about = "who may let a deal pass, for how long",
    .size = (i64)sizeof(struct waivers),
    .keys = waivers_keys,
    .begin = begin_waivers,
};
