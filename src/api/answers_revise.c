/* Answers about revisions: what changes, what it would have done, what it did. */
#include "api/answers.h"
#include "api/shapes.h"

static const char *const weights[] = {"other", "stricter", "lighter", NULL};
static const struct shape_field side_fields[] = {ID("process"), NUMBER("version"), TEXT("name")};
PART(side, "diff_side");
static const struct shape_field diff_row_fields[] = {
    ID("code"),
    {"weight", SHAPE_CHOICE, .required = true, .choices = weights,
     .about = "Whether more is asked of who sells than before."},
    MAYBE_ID("stage"),
    MAYBE_ID("milestone"),
    MAYBE_ID("handoff"),
    MAYBE_ID("field"),
    MAYBE_ID("outcome"),
    MAYBE_ID("play"),
    MAYBE_ID("indicator"),
    TEXT("sentence"),
    {"sellers", SHAPE_INTEGER, .about = "With a deal in flight that it concerns."},
    {"deals", SHAPE_INTEGER, .about = "In flight, with the stage still before them."},
};
PART(diff_row, "diff_row");
static const struct shape_field diff_fields[] = {
    PART_OF("from", side),
    PART_OF("to", side),
    {"stricter", SHAPE_INTEGER, .required = true, .about = "Rows that ask for more."},
    {"lighter", SHAPE_INTEGER, .required = true, .about = "Rows that ask for less."},
    LIST_OF("rows", diff_row),
};
SHAPE(diff, "diff", "What changes for whom.");

/* --- back-test -------------------------------------------------------------------------------- */

#define MAYBE_NULL(name_)                                                                          \
    {                                                                                              \
        (name_), SHAPE_NUMBER, .required = true, .nullable = true                                  \
    }
#define REAL(name_)                                                                                \
    {                                                                                              \
        (name_), SHAPE_NUMBER, .required = true                                                    \
    }
static const struct shape_field share_fields[] = {NUMBER("numerator"), NUMBER("denominator"),
                                                  MAYBE_NULL("value"), MAYBE_NULL("low"),
                                                  MAYBE_NULL("high")};
PART(share, "share_of");
static const struct shape_field estimate_fields[] = {REAL("value"), MAYBE_NULL("low"),
                                                     MAYBE_NULL("high")};
PART(estimate, "estimate");
static const struct shape_field class_fields[] = {NUMBER("deals"), NUMBER("won")};
PART(class, "gate_class");
static const struct shape_field range_fields[] = {
    NUMBER("stopped"),
    NUMBER("stopped_won"),
    REAL("if_every_blocked_win_is_lost"),
    REAL("if_nothing_changes"),
    {"if_like_the_met", SHAPE_OBJECT, .required = true, .nullable = true, .of = &estimate},
    {"like_the_met_deals", SHAPE_INTEGER, .required = true,
     .about = "Of the stopped, those of which that can be said."},
};
PART(range, "backtest_range");
static const struct shape_field gate_part_fields[] = {
    PART_OF("not-reached", class),
    PART_OF("met", class),
    PART_OF("late", class),
    PART_OF("absent", class),
    PART_OF("waived", class),
    PART_OF("unknown", class),
    {"base", SHAPE_OBJECT, .of = &share, .about = "Of one gate: won of those known."},
    {"precision", SHAPE_OBJECT, .of = &share,
     .about = "Of one gate: won of those that met it at the gate."},
    {"recall", SHAPE_OBJECT, .of = &share,
     .about = "Of one gate: of the won, those that had met it."},
    {"difference", SHAPE_OBJECT, .nullable = true, .of = &estimate,
     .about = "Met at the gate against not, same seller and segment; null: too few to say."},
    {"range", SHAPE_OBJECT, .required = true, .of = &range,
     .about = "Wins more or fewer had it been in force: three ends, never one number."},
};
PART(gate_part, "backtest_part");
#define PLAYED_PARTS                                                                               \
    {"delay_days", SHAPE_NUMBER, .required = true, .nullable = true,                               \
     .about = "Median, from the gate to what came late."},                                         \
        PART_OF("all", gate_part), PART_OF("older", gate_part), PART_OF("newer", gate_part)
static const struct shape_field played_whole_fields[] = {PLAYED_PARTS};
PART(played_whole, "backtest_whole");
static const struct shape_field played_gate_fields[] = {
    ID("milestone"),
    TEXT("title"),
    ID("stage"),
    {"added", SHAPE_BOOLEAN, .required = true, .about = "New, or required only now."},
    YES_NO("blocks"),
    {"conditional", SHAPE_BOOLEAN, .required = true,
     .about = "Asked only of some deals, by fields that a log does not carry: unknown."},
    {"recorded", SHAPE_BOOLEAN, .required = true, .about = "Whether any event tells of it."},
    PLAYED_PARTS,
};
PART(played_gate, "backtest_gate");
static const char *const held_up[] = {"stopped", "delayed", NULL};
static const struct shape_field held_fields[] = {
    MAYBE_NUMBER("deal"), MAYBE_TEXT("id"),
    MAYBE_TEXT("name"),   {"fate", SHAPE_CHOICE, .required = true, .choices = held_up},
    ID("outcome"),
};
PART(held, "backtest_deal");
static const struct shape_field backtest_fields[] = {
    {"edition", SHAPE_INTEGER, .required = true, .about = "That the deals ran under."},
    NUMBER("sequence"),
    ID("process"),
    NUMBER("version"),
    ID("discipline"),
    NUMBER("deals"),
    {"played", SHAPE_INTEGER, .required = true, .about = "Closed, and in some stage of it."},
    NUMBER("open"),
    NUMBER("invalid"),
    NUMBER("elsewhere"),
    PART_OF("won", share),
    PART_OF("older_won", share),
    PART_OF("newer_won", share),
    {"newer_from", SHAPE_DATE, .about = "Deals that entered before it are the older 60 %."},
    {"skips", SHAPE_INTEGER, .required = true, .about = "Deals with a move it does not allow."},
    NUMBER("skips_won"),
    YES_NO("compared"),
    YES_NO("by_segment"),
    {"added", SHAPE_OBJECT, .required = true, .of = &played_whole,
     .about = "All at once: the gates that it adds."},
    {"whole", SHAPE_OBJECT, .required = true, .of = &played_whole,
     .about = "All at once: every gate that blocks."},
    LIST_OF("gates", played_gate),
    {"deals_held_up", SHAPE_LIST, .required = true, .of = &held, .about = "The first 200."},
};
SHAPE(backtest, "backtest", "What a draft would have done to deals that are over.");

/* --- effect
 * --------------------------------------------------------------------------------------- */

static const char *const designs[] = {"nothing-to-compare",
                                      "randomised-deals",
                                      "randomised-sellers",
                                      "staggered",
                                      "interrupted-series",
                                      "before-after",
                                      NULL};
static const char *const findings[] = {"too-few", "unseen", "better", "worse", NULL};
static const struct shape_field arm_fields[] = {NUMBER("entered"), PART_OF("won", share)};
PART(arm, "effect_arm");
#define EFFECT_FIELDS                                                                              \
    TEXT("name"), TEXT("sentence"), MAYBE_TEXT("wait"),                                            \
        {"design", SHAPE_CHOICE, .required = true, .choices = designs},                            \
        {"grade", SHAPE_TEXT, .required = true, .most = 1,                                         \
         .about = "A randomised, B teams, C series, D before and after; -: nothing."},             \
        {"finding", SHAPE_CHOICE, .required = true, .choices = findings}, NUMBER("horizon_days"),  \
        PART_OF("before", arm), PART_OF("now", arm),                                               \
        {"left_out", SHAPE_INTEGER, .required = true,                                              \
         .about = "In flight, or perhaps, when the version changed."},                             \
        {"difference", SHAPE_OBJECT, .required = true, .nullable = true, .of = &estimate},         \
        REAL("covered"), NUMBER("looked_at"), MAYBE_NULL("log_evidence"), MAYBE_NULL("p"),         \
        NUMBER("passed_the_bar_after"), MAYBE_NULL("better"), MAYBE_NULL("better_mean"),           \
        NUMBER("units"), MAYBE_NULL("before_the_move"),                                            \
        {"slope", SHAPE_OBJECT, .required = true, .nullable = true, .of = &estimate},              \
        NUMBER("months_before"), NUMBER("months_after"), REAL("expected"), MAYBE_NULL("base"),     \
        REAL("per_week"), NUMBER("needed_per_arm"),                                                \
    {                                                                                              \
        "weeks_more", SHAPE_INTEGER,                                                               \
            .required = true,                                                                      \
            .about = "Until there are enough; 0: there are; -1: waiting does not help."            \
    }
static const struct shape_field effect_fields[] = {NUMBER("edition"), NUMBER("against"),
                                                   MAYBE_NUMBER("proposal"), EFFECT_FIELDS};
SHAPE(effect, "effect", "Whether an edition helped, graded by how deals came to it.");
static const struct shape_field sample_fields[] = {
    REAL("base"),    REAL("change"),        REAL("level"),
    REAL("power"),   REAL("design_effect"), NUMBER("per_arm"),
    NUMBER("total"), NUMBER("weeks"),       MAYBE_NULL("a_year_shows")};
SHAPE(sample, "sample_size", "How many deals it takes to see a change.");

/* --- proposals
 * -------------------------------------------------------------------------------------- */

static const char *const proposal_states[] = {"open", "withdrawn", "published", "trial",
                                              "kept", "reverted",  NULL};
static const char *const publication_ways[] = {"new", "all", "trial", NULL};
static const char *const trial_units[] = {"deals", "sellers", NULL};
static const char *const verdict_words[] = {"keep", "revert", "extend", NULL};
static const struct shape_field published_as_fields[] = {
    NUMBER("edition"),
    {"way", SHAPE_CHOICE, .required = true, .choices = publication_ways},
    {"unit", SHAPE_CHOICE, .choices = trial_units},
    MAYBE_NUMBER("planned"),
    MAYBE_OF("by", shape_someone),
    TIME("at"),
};
PART(published_as, "proposal_published");
#define PROPOSAL_HEAD                                                                              \
    NUMBER("proposal"), NUMBER("revision"),                                                        \
        {"state", SHAPE_CHOICE, .required = true, .choices = proposal_states},                     \
        MAYBE_OF("by", shape_someone), TIME("made_at"), TIME("edited_at"),                         \
        {"hash", SHAPE_TEXT, .required = true, .most = 64,                                         \
         .about = "Of what it claims and of its draft: what is approved."},                        \
        MAYBE_TEXT("title"), {"sunset", SHAPE_DATE, .required = false},                            \
    {                                                                                              \
        "published", SHAPE_OBJECT, .of = &published_as                                             \
    }
static const struct shape_field proposal_row_fields[] = {PROPOSAL_HEAD};
PART(proposal_row, "proposal_row");
static const struct shape_field proposals_fields[] = {LIST_OF("proposals", proposal_row)};
SHAPE(proposals, "proposals", NULL);
static const struct shape_field kept_evidence_fields[] = {
    ID("kind"),
    MAYBE_TEXT("title"),
    {"content", SHAPE_TEXT, .required = true, .most = WORKSPACE_TEXT_MAX, .about = "As JSON."},
    {"sha256", SHAPE_TEXT, .required = true, .most = 64, .about = "Of the content."},
};
PART(kept_evidence, "proposal_evidence");
static const struct shape_field approval_fields[] = {
    ID("department"),
    YES_NO("approves"),
    {"current", SHAPE_BOOLEAN, .required = true, .about = "false: it was edited since."},
    MAYBE_OF("by", shape_someone),
    TIME("at"),
    TEXT("hash"),
    MAYBE_TEXT("why"),
};
PART(approval, "approval");
static const struct shape_field comment_fields[] = {MAYBE_OF("by", shape_someone), TIME("at"),
                                                    TEXT("text")};
PART(comment, "comment");
static const struct shape_field verdict_fields[] = {
    {"verdict", SHAPE_CHOICE, .required = true, .choices = verdict_words},
    MAYBE_OF("by", shape_someone),
    TIME("at"),
    MAYBE_TEXT("why"),
    {"known_then", SHAPE_TEXT, .most = WORKSPACE_TEXT_MAX,
     .about = "What was known of the effect when it was decided."},
};
PART(verdict, "verdict");
static const struct shape_field proposal_fields[] = {
    PROPOSAL_HEAD,
    MAYBE_TEXT("hypothesis"),
    MAYBE_TEXT("indicator"),
    MAYBE_TEXT("base"),
    MAYBE_NUMBER("horizon_days"),
    {"expected_points", SHAPE_NUMBER, .required = false},
    LIST_OF("evidence", kept_evidence),
    MAYBE_LIST_OF("approvals", approval),
    {"waits_for", SHAPE_LIST, .items = SHAPE_ID,
     .about = "Departments that have not approved it as it is."},
    MAYBE_TEXT("withdrawn"),
    LIST_OF("comments", comment),
    LIST_OF("verdicts", verdict),
};
SHAPE(proposal, "proposal", "A proposed revision, from the idea to the verdict.");
static const struct shape_field proposal_acted_fields[] = {NUMBER("proposal"), NUMBER("revision"),
                                                           MAYBE_NUMBER("edition")};
SHAPE(proposal_acted, "proposal_acted", NULL);

/* --- reviews
 * --------------------------------------------------------------------------------------- */

static const struct shape_field due_review_fields[] = {
    NUMBER("edition"), PART_OF("process", shape_named), MAYBE_TEXT("owner"), TIME("due"),
    YES_NO("overdue")};
PART(due_review, "review_due");
static const struct shape_field ended_fields[] = {NUMBER("deal"),
                                                  MAYBE_TEXT("name"),
                                                  MAYBE_OF("owner", shape_someone),
                                                  ID("outcome"),
                                                  PART_OF("stage", shape_named),
                                                  MAYBE_TIME("closed_at"),
                                                  MAYBE_NUMBER("amount_minor")};
PART(ended, "review_deal");
static const struct shape_field happened_fields[] = {NUMBER("moves"), NUMBER("waivers"),
                                                     NUMBER("objections"), NUMBER("refusals")};
PART(happened, "review_counts");
static const struct shape_field drift_fields[] = {PART_OF("now", happened),
                                                  PART_OF("period_before", happened)};
PART(drift, "review_drift");
static const char *const held_words[] = {"waived", "objected-to", "refused", NULL};
static const struct shape_field held_milestone_fields[] = {
    NUMBER("edition"),
    PART_OF("milestone", shape_named),
    {"what", SHAPE_CHOICE, .required = true, .choices = held_words},
    NUMBER("count"),
};
PART(held_milestone, "review_milestone");
static const struct shape_field open_proposal_fields[] = {
    NUMBER("proposal"),
    {"state", SHAPE_CHOICE, .required = true, .choices = proposal_states},
    MAYBE_TEXT("title"),
    {"sunset", SHAPE_DATE, .required = false},
    YES_NO("past_its_sunset"),
};
PART(open_proposal, "review_proposal");
static const struct shape_field decision_fields[] = {
    NUMBER("edition"), MAYBE_OF("by", shape_someone), TIME("at"), TEXT("text")};
PART(decision, "decision");
static const struct shape_field review_fields[] = {
    TIME("from"),
    LIST_OF("due", due_review),
    LIST_OF("top_wins", ended),
    {"toughest_losses", SHAPE_LIST, .required = true, .of = &ended,
     .about = "Lost or undecided, the largest first."},
    {"drift", SHAPE_OBJECT, .required = true, .of = &drift,
     .about = "What happened, beside as long a time before it."},
    LIST_OF("milestones", held_milestone),
    LIST_OF("open_proposals", open_proposal),
    {"last_revision", SHAPE_OBJECT, .of = &shape_effect},
    LIST_OF("decisions", decision),
};
SHAPE(review, "review_agenda", "The agenda of a review.");
static const struct shape_field decided_fields[] = {NUMBER("event")};
SHAPE(decided, "decided", NULL);
