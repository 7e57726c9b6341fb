#include "api/answers.h"

#include "api/shapes.h"

/* --- pieces ------------------------------------------------------------------------------------
 */

static const struct shape_field named_fields[] = {ID("id"), MAYBE_TEXT("title")};
SHAPE(named, "named", NULL);
static const struct shape_field someone_fields[] = {NUMBER("person"), MAYBE_TEXT("name")};
SHAPE(someone, "someone", NULL);
static const struct shape_field remedy_fields[] = {ID("code"), TEXT("text")};
PART(remedy, "remedy");
static const struct shape_field finding_fields[] = {
    ID("code"),
    {"severity", SHAPE_ID, .required = true, .about = "silent, note, advice, warning, block…"},
    {"grade", SHAPE_ID, .about = "Of the milestone it is about."},
    MAYBE_ID("milestone"),
    MAYBE_ID("first"),
    MAYBE_ID("lane"),
    MAYBE_ID("field"),
    MAYBE_ID("stage"),
    MAYBE_ID("handoff"),
    {"text", SHAPE_TEXT, .required = true, .about = "The rule's own words."},
    MAYBE_TIME("at"),
    {"remedy", SHAPE_OBJECT, .of = &remedy, .about = "What makes it go away."},
};
PART(finding, "finding");
static const struct shape_field way_fields[] = {ID("way"), TEXT("text")};
PART(way, "way_out");
#define FINDINGS                                                                                   \
    LIST_OF("findings", finding),                                                                  \
    {                                                                                              \
        "findings_left_out", SHAPE_INTEGER, .about = "How many more there are."                    \
    }

/* --- deals ---------------------------------------------------------------------------------------
 */

#define DEAL                                                                                       \
    NUMBER("deal"), MAYBE_NUMBER("revision"), MAYBE_TEXT("name"), MAYBE_TEXT("reference"),         \
        MAYBE_ID("process"), MAYBE_NUMBER("edition"), MAYBE_NUMBER("version"),                     \
        MAYBE_ID("discipline"), {"stage", SHAPE_OBJECT, .of = &shape_named},                       \
        MAYBE_TIME("stage_entered_at"), MAYBE_ID("outcome"), MAYBE_OF("owner", shape_someone),     \
        MAYBE_TIME("opened_at"), {"close_date", SHAPE_DATE, .required = false},                    \
        {"amount", SHAPE_TEXT, .about = "As \"48000.00\"."}, MAYBE_TEXT("currency"),               \
        MAYBE_YES_NO("parked"), MAYBE_TIME("parked_until"), MAYBE_TIME("closed_at"),               \
        MAYBE_ID("reason"), MAYBE_ID("buyer_reason"), MAYBE_YES_NO("competitor_won")

static const struct shape_field deal_fields[] = {
    DEAL,
    {"fields", SHAPE_MAP, .required = true, .items = SHAPE_ANY,
     .about = "By the ids of the standard, each of its field's type."},
};
SHAPE(deal, "deal", "One deal.");
static const struct shape_field chip_fields[] = {ID("id"), TEXT("title"), ID("standing")};
PART(chip, "card_milestone");
static const struct shape_field step_fields[] = {
    ID("stage"),
    {"win", SHAPE_BOOLEAN, .required = true, .about = "The step is to record the deal as won."},
    YES_NO("passes"),
    NUMBER("blocks"),
    {"missing", SHAPE_TEXT,
     .about = "The worst of what it would meet: a milestone's title, or the rule's words."},
};
PART(step, "card_next");
static const struct shape_field card_fields[] = {
    NUMBER("met"),
    NUMBER("total"),
    {"milestones", SHAPE_LIST, .required = true, .of = &chip, .about = "Of the stage it is in."},
    {"expected_at", SHAPE_TIME, .about = "When it is expected to leave the stage."},
    {"limit_at", SHAPE_TIME, .about = "When it has been there too long."},
    {"handoffs_waiting", SHAPE_INTEGER, .required = true, .about = "Offered, not accepted."},
    {"next", SHAPE_OBJECT, .of = &step, .about = "Left out: there is no next step."},
};
PART(card, "deal_card");
static const struct shape_field row_fields[] = {
    DEAL,
    {"card", SHAPE_OBJECT, .of = &card, .about = "When it is asked for."},
    {"fields", SHAPE_MAP, .items = SHAPE_ANY,
     .about = "Its own, by the ids of the standard; where \"fields\" names them."},
};
PART(row, "deal_row");
static const struct shape_field deals_fields[] = {
    LIST_OF("deals", row),
    {"total", SHAPE_INTEGER, .about = "How many there are in all; left out when that costs much."},
    CURSOR,
};
SHAPE(deals, "deals", "A page of deals.");
static const struct shape_field deal_renamed_fields[] = {NUMBER("deal"), NUMBER("revision")};
SHAPE(deal_renamed, "deal_renamed", NULL);

static const struct shape_field column_fields[] = {PART_OF("stage", shape_named), NUMBER("deals"),
                                                   NUMBER("with_amount"), MAYBE_TEXT("amount"),
                                                   MAYBE_TEXT("currency")};
PART(column, "column");
static const struct shape_field board_fields[] = {
    LIST_OF("stages", column),
    NUMBER("deals"),
    {"at_least", SHAPE_BOOLEAN, .about = "There are more than were counted."},
};
SHAPE(board, "board", "What stands in each stage.");

static const struct shape_field span_fields[] = {NUMBER("first"), NUMBER("last")};
PART(span, "event_span");
static const struct shape_field acted_fields[] = {
    /* with dry_run: what a refusal would say */
    MAYBE_TEXT("type"),
    MAYBE_TEXT("title"),
    MAYBE_NUMBER("status"),
    MAYBE_ID("code"),
    MAYBE_TEXT("detail"),
    MAYBE_NUMBER("deal"),
    NUMBER("revision"),
    YES_NO("accepted"),
    {"events", SHAPE_OBJECT, .of = &span, .about = "What was recorded; left out: nothing was."},
    {"stage", SHAPE_OBJECT, .of = &shape_named},
    MAYBE_ID("outcome"),
    {"ways_out", SHAPE_LIST, .of = &way, .about = "Never empty: a deal is never stuck."},
    FINDINGS,
};
SHAPE(acted, "acted", "What an act led to.");

/* --- the checklist ---------------------------------------------------------------------------- */

static const struct shape_field play_fields[] = {
    ID("id"), TEXT("title"), {"guidance", SHAPE_TEXT, .most = STANDARD_BYTES_MAX}};
PART(play, "play");
static const struct shape_field arm_fields[] = {NUMBER("won"), NUMBER("of")};
PART(arm, "evidence_side");
static const struct shape_field bounds_fields[] = {
    {"value", SHAPE_NUMBER, .required = true},
    {"low", SHAPE_NUMBER, .required = true, .nullable = true},
    {"high", SHAPE_NUMBER, .required = true, .nullable = true}};
PART(bounds, "evidence_difference");
static const struct shape_field learnt_fields[] = {
    ID("milestone"),
    TEXT("practice"),
    TEXT("landmark"),
    TEXT("at"),
    YES_NO("found"),
    {"grade", SHAPE_TEXT, .required = true, .about = "A to D; the verb follows it."},
    TEXT("verb"),
    PART_OF("with", arm),
    PART_OF("without", arm),
    PART_OF("difference", bounds),
    TEXT("text"),
};
PART(learnt, "evidence_at_gate");
static const struct shape_field shown_fields[] = {
    MAYBE_ID("kind"),
    {"reference", SHAPE_TEXT, .most = WORKSPACE_TEXT_MAX, .about = "Of a kept file: its name."},
    {"file", SHAPE_TEXT, .about = "Of a kept file: its hash."},
    TIME("at"),
    MAYBE_OF("by", shape_someone),
};
PART(shown, "evidence_shown");
static const struct shape_field said_fields[] = {TIME("at"), MAYBE_OF("by", shape_someone),
                                                 MAYBE_TEXT("why"), MAYBE_ID("reason")};
PART(said, "said");
static const struct shape_field item_fields[] = {
    ID("id"),
    TEXT("title"),
    MAYBE_TEXT("about"),
    ID("grade"),
    ID("confirmed_by"),
    IDS("evidence"),
    ID("standing"),
    TEXT("standing_text"),
    MAYBE_TIME("fresh_at"),
    MAYBE_TIME("waived_until"),
    MAYBE_TEXT("missing"),
    MAYBE_TEXT("remedy"),
    {"shown", SHAPE_OBJECT, .of = &shown, .about = "The evidence that was given last."},
    {"confirmed", SHAPE_OBJECT, .of = &said, .about = "Left out: nobody has."},
    {"waived", SHAPE_OBJECT, .of = &said},
    LIST_OF("plays", play),
    {"learnt", SHAPE_OBJECT, .of = &learnt,
     .about = "What history says of it here; absent below the floors of docs/learn.md."},
};
PART(item, "checklist_milestone");
static const struct shape_field look_deal_fields[] = {NUMBER("deal"),
                                                      {"days", SHAPE_NUMBER, .required = true}};
PART(look_deal, "coaching_deal");
static const struct shape_field look_fields[] = {NUMBER("count"), LIST_OF("deals", look_deal)};
PART(look, "coaching_deals");
static const struct shape_field met_fields[] = {
    ID("milestone"),  TEXT("title"),
    NUMBER("asked"),  NUMBER("kept"),
    NUMBER("waived"), {"learnt", SHAPE_OBJECT, .of = &learnt, .about = "As in a checklist."},
};
PART(met, "coaching_gate");
static const struct shape_field coaching_fields[] = {
    TEXT("seller"),
    ID("lang"),
    {"as_of", SHAPE_DATE, .required = true, .nullable = true},
    NUMBER("sequence"),
    NUMBER("week_days"),
    NUMBER("gate_days"),
    NUMBER("open"),
    NUMBER("entered"),
    NUMBER("moved_on"),
    NUMBER("moved_back"),
    NUMBER("won"),
    NUMBER("lost"),
    NUMBER("no_decision"),
    NUMBER("milestones_reached"),
    NUMBER("milestones_confirmed"),
    NUMBER("objections"),
    {"silence_days", SHAPE_NUMBER, .required = true, .nullable = true},
    PART_OF("silent", look),
    PART_OF("overdue", look),
    PART_OF("pushed", look),
    LIST_OF("gates", met),
};
SHAPE(coaching, "coaching", "A seller's week as facts; never a ranking.");
static const struct shape_field stop_fields[] = {
    ID("id"),
    TEXT("title"),
    MAYBE_ID("department"),
    YES_NO("here"),
    YES_NO("signature"),
    NUMBER("met"),
    NUMBER("total"),
    MAYBE_TIME("limit_at"),
    MAYBE_TIME("expected_at"),
    {"entered_at", SHAPE_TIME, .about = "The last time; left out: it never was there."},
    {"spent_ms", SHAPE_INTEGER, .required = true, .about = "In all its stays, until now."},
    LIST_OF("milestones", item),
    LIST_OF("plays", play),
};
PART(stop, "checklist_stage");
static const struct shape_field passing_fields[] = {ID("id"),
                                                    TEXT("title"),
                                                    ID("from"),
                                                    ID("to"),
                                                    ID("standing"),
                                                    MAYBE_TIME("accept_by"),
                                                    MAYBE_TIME("touch_by"),
                                                    {"returned", SHAPE_OBJECT, .of = &said}};
PART(passing, "checklist_handoff");
static const struct shape_field next_fields[] = {
    PART_OF("stage", shape_named),
    {"win", SHAPE_BOOLEAN, .required = true, .about = "The step is to record the deal as won."},
    YES_NO("passes"),
    FINDINGS,
};
PART(next, "checklist_next");
static const struct shape_field checklist_fields[] = {
    NUMBER("deal"),
    NUMBER("revision"),
    ID("process"),
    NUMBER("version"),
    ID("discipline"),
    ID("outcome"),
    LIST_OF("stages", stop),
    LIST_OF("handoffs", passing),
    {"next", SHAPE_OBJECT, .of = &next, .about = "What the next stage would meet."},
    LIST_OF("ways_out", way),
};
SHAPE(checklist, "checklist", "The path of a deal.");

/* --- the timeline -------------------------------------------------------------------------------
 */

static const struct shape_field entry_fields[] = {
    NUMBER("sequence"),
    ID("kind"),
    TIME("occurred_at"),
    TIME("recorded_at"),
    {"by", SHAPE_OBJECT, .required = true, .nullable = true, .of = &shape_someone},
    ID("role"),
    MAYBE_ID("stage"),
    MAYBE_ID("field"),
    MAYBE_ID("handoff"),
    MAYBE_ID("outcome"),
    MAYBE_ID("milestone"),
    MAYBE_TEXT("summary"),
    {"told", SHAPE_ID, .about = "What an export told beside events."},
    {"edition", SHAPE_INTEGER, .about = "On which the deal is now: it was carried over, or back."},
    MAYBE_NUMBER("version"),
    MAYBE_NUMBER("value"),
    {"refused", SHAPE_ID, .about = "The kind of act that was."},
    MAYBE_TEXT("text"),
    {"erased", SHAPE_BOOLEAN, .about = "It had a text that was erased."},
    MAYBE_LIST_OF("findings", finding),
    MAYBE_NUMBER("findings_left_out"),
};
PART(entry, "timeline_event");
static const struct shape_field timeline_fields[] = {NUMBER("deal"), NUMBER("revision"),
                                                     LIST_OF("events", entry), CURSOR};
SHAPE(timeline, "timeline", "What happened to a deal, newest first.");

/* --- what waits
 * ----------------------------------------------------------------------------------- */

static const struct shape_field waits_fields[] = {
    {"what", SHAPE_ID, .required = true, .about = "accept-handoff, touch, confirm, lapsed…"},
    {"text", SHAPE_TEXT, .about = "The same, for people."},
    MAYBE_NUMBER("edition"),
    MAYBE_NUMBER("version"),
    {"process", SHAPE_OBJECT, .of = &shape_named},
    {"standing", SHAPE_ID,
     .about = "Of a training: due, unconfirmed, trained (it will run out), expired."},
    MAYBE_NUMBER("deal"),
    MAYBE_TEXT("name"),
    {"stage", SHAPE_OBJECT, .of = &shape_named},
    MAYBE_OF("owner", shape_someone),
    {"handoff", SHAPE_OBJECT, .of = &shape_named},
    {"milestone", SHAPE_OBJECT, .of = &shape_named},
    MAYBE_ID("from"),
    MAYBE_ID("to"),
    {"by", SHAPE_TIME, .about = "When it is due, or was."},
    {"since", SHAPE_TIME, .about = "Since when it waits, where it has no clock."},
    YES_NO("late"),
    MAYBE_LIST_OF("findings", finding),
    MAYBE_NUMBER("findings_left_out"),
};
PART(waits, "waits");
static const struct shape_field waits_count_fields[] = {NUMBER("all"), NUMBER("late")};
PART(waits_count, "waiting_count");
static const struct shape_field counts_fields[] = {
    NUMBER("all"),
    NUMBER("late"),
    {"at_least", SHAPE_BOOLEAN, .required = true, .about = "There are more than were counted."},
    {"by_what", SHAPE_MAP, .required = true, .of = &waits_count,
     .about = "By what waits: all, and how many are late."},
};
PART(counts, "waiting_counts");
static const struct shape_field waiting_fields[] = {
    LIST_OF("waiting", waits), PART_OF("counts", counts), MAYBE_TIME("until"), CURSOR};
SHAPE(waiting, "waiting", NULL);

static const struct shape_field owner_fields[] = {MAYBE_OF("owner", shape_someone), NUMBER("all"),
                                                  NUMBER("late")};
PART(owner, "waiting_owner");
static const struct shape_field waiting_owners_fields[] = {LIST_OF("owners", owner)};
SHAPE(waiting_owners, "waiting_owners", "Who needs help.");

/* --- people
 * ---------------------------------------------------------------------------------------- */

static const struct shape_field person_fields[] = {NUMBER("person"), TEXT("name")};
SHAPE(person, "person", "A number that events carry, and a name.");
static const struct shape_field people_fields[] = {LIST_OF("people", shape_person), CURSOR};
SHAPE(people, "people", NULL);
static const struct shape_field whoami_fields[] = {
    TEXT("workspace"),
    {"me", SHAPE_OBJECT, .required = true, .nullable = true, .of = &shape_someone},
    MAYBE_ID("role"),
    MAYBE_TEXT("department"),
};
SHAPE(whoami, "whoami", NULL);
static const struct shape_field health_fields[] = {ID("status"), TEXT("version")};
SHAPE(health, "health", NULL);

/* --- standards
 * -------------------------------------------------------------------------------------- */

#define SUMMARY                                                                                    \
    NUMBER("edition"), ID("process"), NUMBER("version"), MAYBE_TEXT("title"), ID("discipline"),    \
        MAYBE_TEXT("owner"), YES_NO("in_force")

static const struct shape_field summary_fields[] = {SUMMARY};
PART(summary, "standard_summary");
static const struct shape_field standards_fields[] = {LIST_OF("standards", summary)};
SHAPE(standards, "standards", NULL);
static const struct shape_field part_fields[] = {ID("id"), TEXT("title")};
PART(part, "titled");
static const struct shape_field field_fields[] = {ID("id"), TEXT("title"), ID("type"),
                                                  MAYBE_LIST_OF("choices", part)};
PART(field, "standard_field");
static const struct shape_field milestone_fields[] = {
    ID("id"),     TEXT("title"),      MAYBE_TEXT("about"),
    ID("grade"),  ID("confirmed_by"), MAYBE_ID("persona"),
    IDS("needs"), IDS("after"),       MAYBE_TEXT("when")};
PART(milestone, "standard_milestone");
static const struct shape_field stage_fields[] = {ID("id"),
                                                  TEXT("title"),
                                                  MAYBE_TEXT("about"),
                                                  MAYBE_ID("department"),
                                                  YES_NO("signature"),
                                                  LIST_OF("milestones", milestone)};
PART(stage, "standard_stage");
static const struct shape_field handoff_fields[] = {ID("id"),
                                                    TEXT("title"),
                                                    ID("from"),
                                                    ID("to"),
                                                    ID("on_entering"),
                                                    IDS("packet"),
                                                    LIST_OF("return_reasons", part)};
PART(handoff, "standard_handoff");
static const struct shape_field outcome_fields[] = {
    ID("id"), TEXT("title"), YES_NO("reason_required"), YES_NO("competitor_asked"),
    LIST_OF("reasons", part)};
PART(outcome, "standard_outcome");
static const struct shape_field calendar_fields[] = {
    TEXT("zone"),
    {"weekdays", SHAPE_LIST, .required = true, .items = SHAPE_INTEGER, .about = "1: Monday."},
    TEXT("from"),
    TEXT("to"),
    {"holidays", SHAPE_LIST, .required = true, .items = SHAPE_DATE},
};
PART(calendar, "standard_calendar");
static const struct shape_field standard_fields[] = {
    SUMMARY,
    MAYBE_TEXT("about"),
    MAYBE_TEXT("currency"),
    LIST_OF("fields", field),
    LIST_OF("stages", stage),
    LIST_OF("handoffs", handoff),
    LIST_OF("outcomes", outcome),
    PART_OF("calendar", calendar),
};
SHAPE(standard, "standard", "An edition, as data.");
static const struct shape_field problem_fields[] = {
    MAYBE_TEXT("file"), MAYBE_NUMBER("line"), MAYBE_NUMBER("column"), MAYBE_NUMBER("length"),
    ID("severity"),     ID("code"),           TEXT("message"),        MAYBE_TEXT("hint")};
PART(problem, "diagnostic");
static const struct shape_field checked_fields[] = {NUMBER("errors"), NUMBER("warnings"),
                                                    NUMBER("notes"), LIST_OF("problems", problem)};
SHAPE(checked, "checked", "What was found in a draft.");
static const struct shape_field published_fields[] = {
    MAYBE_NUMBER("edition"),
    MAYBE_ID("process"),
    MAYBE_NUMBER("version"),
    MAYBE_ID("discipline"),
    {"carrying_over", SHAPE_BOOLEAN, .about = "Deals in flight go along, from now on."},
    {"errors", SHAPE_INTEGER, .about = "With dry_run, instead: nothing was published."},
    MAYBE_NUMBER("warnings"),
    MAYBE_LIST_OF("problems", problem),
};
SHAPE(published, "published", "A new edition, or what was found.");
