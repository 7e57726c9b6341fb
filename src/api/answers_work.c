#include "api/answers.h"

#include "api/shapes.h"

#include "workspace/import.h"

/* --- search, training, files, reviews ------------------------------------------------------------
 */

static const char *const places[] = {"name", "reference", "field", "note", NULL};
static const struct shape_field hit_fields[] = {
    {"in", SHAPE_CHOICE, .required = true, .choices = places, .about = "Where the words stand."},
    {"field", SHAPE_OBJECT, .of = &shape_named, .about = "Which one."},
    {"text", SHAPE_TEXT, .required = true, .about = "Around the words."},
    TIME("at"),
    NUMBER("deal"),
    MAYBE_TEXT("name"),
    PART_OF("stage", shape_named),
    ID("outcome"),
    MAYBE_OF("owner", shape_someone),
};
PART(hit, "hit");
static const struct shape_field found_fields[] = {LIST_OF("hits", hit), CURSOR};
SHAPE(found, "found", "Where the words stand, best first.");

static const char *const trained_standings[] = {"not-asked", "due",     "unconfirmed",
                                                "expired",   "trained", NULL};
static const struct shape_field trained_person_fields[] = {
    {"person", SHAPE_INTEGER, .about = "Left out: has done nothing here yet."},
    MAYBE_TEXT("name"),
    MAYBE_TEXT("department"),
    {"standing", SHAPE_CHOICE, .required = true, .choices = trained_standings},
    MAYBE_TIME("acknowledged_at"),
    MAYBE_TIME("confirmed_at"),
    MAYBE_OF("confirmed_by", shape_someone),
    {"until", SHAPE_TIME, .about = "It runs out then, or has run out."},
};
PART(trained_person, "trained_person");
static const struct shape_field training_of_fields[] = {
    NUMBER("edition"),
    ID("process"),
    NUMBER("version"),
    MAYBE_TEXT("title"),
    {"asked", SHAPE_BOOLEAN, .required = true, .about = "Without it, nothing below is there."},
    MAYBE_ID("confirmed_by"),
    MAYBE_TEXT("about"),
    MAYBE_LIST_OF("people", trained_person),
    {"trained", SHAPE_INTEGER, .about = "So many of them are."},
    {"of", SHAPE_INTEGER, .about = "Of so many."},
};
PART(training_of, "training_of_standard");
static const struct shape_field training_fields[] = {LIST_OF("standards", training_of)};
SHAPE(training, "training", "Who is trained on the versions in force.");
static const char *const said[] = {"acknowledged", "confirmed", NULL};
static const struct shape_field trained_fields[] = {
    NUMBER("edition"),
    NUMBER("person"),
    {"said", SHAPE_CHOICE, .required = true, .choices = said},
};
SHAPE(trained, "trained", "What was recorded.");

static const struct shape_field file_kept_fields[] = {
    {"file", SHAPE_TEXT, .required = true, .about = "SHA-256 of what is in it."},
    TEXT("name"),
    NUMBER("bytes"),
    {"new", SHAPE_BOOLEAN, .required = true, .about = "false: it was kept already."},
};
SHAPE(file_kept, "file_kept", "A file that is kept.");
static const struct shape_field reviewed_fields[] = {
    NUMBER("edition"),
    {"next_review", SHAPE_TIME, .about = "Left out: the standard asks for none."},
};
SHAPE(reviewed, "reviewed", NULL);

/* --- deals and the next version ------------------------------------------------------------------
 */

static const struct shape_field owed_fields[] = {
    PART_OF("milestone", shape_named),
    {"by", SHAPE_TIME, .about = "Time to catch up; left out: at once."},
};
PART(owed, "owed");
static const struct shape_field losses_fields[] = {IDS("milestones"), IDS("fields"),
                                                   IDS("handoffs")};
PART(losses, "losses");
static const struct shape_field carried_fields[] = {
    NUMBER("deal"),
    MAYBE_TEXT("name"),
    MAYBE_OF("owner", shape_someone),
    NUMBER("from_version"),
    PART_OF("from", shape_named),
    {"stays", SHAPE_ID, .about = "Why it cannot go along; then nothing below is there."},
    {"to", SHAPE_OBJECT, .of = &shape_named},
    {"gains", SHAPE_LIST, .items = SHAPE_ID, .about = "New milestones ahead of it."},
    {"excused", SHAPE_LIST, .items = SHAPE_ID, .about = "New ones that it is not asked for."},
    MAYBE_OF("loses", losses),
    {"must_prove", SHAPE_LIST, .of = &owed, .about = "Required, behind it, not there."},
    {"should_prove", SHAPE_LIST, .of = &owed, .about = "Recommended, behind it, not there."},
};
PART(carried, "carried_over");
static const struct shape_field occupied_fields[] = {
    NUMBER("version"), PART_OF("stage", shape_named), ID("outcome"), NUMBER("deals")};
PART(occupied, "stage_occupied");
static const struct shape_field arrival_fields[] = {PART_OF("stage", shape_named), NUMBER("deals")};
PART(arrival, "stage_arrived");
static const struct shape_field preview_fields[] = {
    ID("process"),
    NUMBER("version"),
    {"follows", SHAPE_INTEGER, .required = true, .about = "The edition before it; 0: none."},
    {"deals", SHAPE_LIST, .required = true, .of = &carried, .about = "A page of them."},
    {"next_after", SHAPE_INTEGER, .about = "Where the page goes on; left out at the end."},
    {"go", SHAPE_INTEGER, .required = true, .about = "How many deals go along in all."},
    {"stay", SHAPE_INTEGER, .required = true, .about = "How many cannot."},
    {"stages", SHAPE_LIST, .required = true, .of = &occupied, .about = "Where they are now."},
    {"arrive", SHAPE_LIST, .required = true, .of = &arrival, .about = "Where they would be."},
};
SHAPE(preview, "preview", "What would become of each deal in flight.");

static const char *const migration_states[] = {"none",    "running", "done",
                                               "undoing", "undone",  NULL};
static const char *const fates[] = {"stays", "comes-back", NULL};
static const struct shape_field undone_fields[] = {
    NUMBER("deal"),
    MAYBE_TEXT("name"),
    MAYBE_OF("owner", shape_someone),
    {"becomes", SHAPE_CHOICE, .required = true, .choices = fates},
    {"stage", SHAPE_OBJECT, .of = &shape_named},
    {"acts_left_behind", SHAPE_INTEGER, .required = true,
     .about = "Done since, meaningless on the version it comes back to."},
};
PART(undone, "migration_undone");
static const struct shape_field migration_fields[] = {
    NUMBER("edition"),
    {"state", SHAPE_CHOICE, .required = true, .choices = migration_states},
    MAYBE_NUMBER("migration"),
    MAYBE_TIME("began_at"),
    {"moved", SHAPE_INTEGER, .about = "Deals that were carried over, or brought back."},
    NUMBER("on_older_versions"),
    {"moved_since", SHAPE_LIST, .of = &undone, .about = "With undo=true: deals that moved since."},
    MAYBE_NUMBER("come_back_as_they_were"),
    MAYBE_NUMBER("come_back_with_what_happened"),
    MAYBE_NUMBER("stay"),
};
SHAPE(migration, "migration", "How far the carrying over of deals is.");
static const struct shape_field migration_begun_fields[] = {
    NUMBER("edition"),
    NUMBER("migration"),
    {"state", SHAPE_CHOICE, .required = true, .choices = migration_states},
};
SHAPE(migration_begun, "migration_begun", NULL);

/* --- imports -------------------------------------------------------------------------------------
 */

static const char *const import_states[] = {"running", "done", "taken-back", NULL};
static const struct shape_field imported_fields[] = {
    NUMBER("import"),
    {"state", SHAPE_CHOICE, .required = true, .choices = import_states},
    TIME("begun_at"),
    MAYBE_OF("by", shape_someone),
    {"files", SHAPE_LIST, .required = true, .items = SHAPE_TEXT, .about = "Their names."},
    {"deals", SHAPE_MAP, .required = true, .items = SHAPE_INTEGER,
     .about = "How many were created, updated, unchanged, kept, refused; empty while it runs."},
};
PART(imported, "import");
static const struct shape_field imports_fields[] = {LIST_OF("imports", imported)};
SHAPE(imports, "imports", NULL);
static const struct shape_field import_undone_fields[] = {
    NUMBER("import"),
    NUMBER("taken_back"),
    {"kept", SHAPE_INTEGER, .required = true, .about = "Touched since: they stay."},
    {"kept_deals", SHAPE_LIST, .required = true, .items = SHAPE_INTEGER,
     .about = "Which; the first of them."},
};
SHAPE(import_undone, "import_undone", NULL);

static const struct shape_field apart_fields[] = {
    {"landlock", SHAPE_INTEGER, .required = true, .about = "Its version; 0: the kernel has none."},
    YES_NO("seccomp"),
    YES_NO("limits"),
};
PART(apart, "read_apart");
static const struct shape_field progress_fields[] = {NUMBER("done"), NUMBER("of")};
PART(progress, "progress");
static const struct shape_field question_fields[] = {
    {"text", SHAPE_TEXT, .required = true, .about = "What can be read in two ways."},
    {"answer", SHAPE_TEXT, .required = true, .about = "The line of a mapping that answers it."},
};
PART(question, "import_question");
static const struct shape_field rows_fields[] = {NUMBER("read"), NUMBER("deals"),
                                                 NUMBER("rejected"), NUMBER("duplicates")};
PART(rows, "import_rows");
static const char *const sures[] = {"not", "guess", "likely", "vendor", "person", NULL};
static const struct shape_field column_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .about = "As the file writes it."},
    {"field", SHAPE_ID, .required = true, .about = "What it is taken for (docs/import.md)."},
    {"as", SHAPE_TEXT, .about = "The name of an attribute; the stage of stage-entered."},
    {"sure", SHAPE_CHOICE, .required = true, .choices = sures,
     .about = "By nothing, its values, a word of its header, the product, the mapping."},
    MAYBE_TEXT("note"),
    {"samples", SHAPE_LIST, .required = true, .items = SHAPE_TEXT, .about = "Some of its values."},
};
PART(column, "import_column");
static const struct shape_field file_fields[] = {
    TEXT("name"),
    MAYBE_TEXT("format"),
    {"why", SHAPE_TEXT, .about = "Why it has this role, or is ignored."},
    MAYBE_TEXT("encoding"),
    TEXT("role"),
    NUMBER("rows"),
    NUMBER("used"),
    NUMBER("rejected"),
    NUMBER("duplicates"),
    NUMBER("unmatched"),
    NUMBER("lines_left_out"),
    LIST_OF("columns", column)};
PART(file, "import_file");
static const struct shape_field rejection_fields[] = {TEXT("file"), NUMBER("line"), TEXT("reason")};
PART(rejection, "import_rejection");
static const struct shape_field warning_fields[] = {MAYBE_TEXT("file"), MAYBE_NUMBER("line"),
                                                    NUMBER("count"), TEXT("text")};
PART(warning, "import_warning");
static const struct shape_field import_standard_fields[] = {
    ID("process"),
    {"drafted", SHAPE_BOOLEAN, .required = true, .about = "From the files: there was none."},
    YES_NO("published"),
};
PART(import_standard, "import_standard");
static const char *const place_whats[] = {"stage", "milestone", "amount", "attribute", NULL};
static const char *const place_hows[] = {"id", "title", "mapping", "record", NULL};
static const struct shape_field place_fields[] = {
    {"what", SHAPE_CHOICE, .required = true, .choices = place_whats},
    {"word", SHAPE_TEXT, .required = true, .about = "As the files write it."},
    {"id", SHAPE_ID, .about = "Of the standard; left out: it is nowhere there."},
    {"by", SHAPE_CHOICE, .required = true, .choices = place_hows, .about = "How it was found."},
    NUMBER("count"),
};
PART(place, "import_place");
static const struct shape_field met_fields[] = {NUMBER("known"), NUMBER("new")};
PART(met, "import_people");
static const struct shape_field becoming_fields[] = {NUMBER("created"), NUMBER("updated"),
                                                     NUMBER("unchanged"), NUMBER("refused")};
PART(becoming, "import_deals");
static const char *const task_states[] = {"collecting", "reading", "asks",   "ready", "running",
                                          "done",       "stopped", "failed", NULL};
static const struct shape_field import_task_fields[] = {
    {"state", SHAPE_CHOICE, .required = true, .choices = task_states},
    {"handed_over", SHAPE_INTEGER, .required = true, .about = "Files."},
    {"read_apart", SHAPE_OBJECT, .of = &apart,
     .about = "How tightly the process that read them was shut in."},
    MAYBE_OF("progress", progress),
    {"import", SHAPE_INTEGER, .about = "Its number, once it is over."},
    {"would_have_stopped", SHAPE_INTEGER,
     .about = "Acts of the past that the standard would have blocked."},
    {"problem", SHAPE_TEXT, .about = "Why it cannot go on."},
    MAYBE_TEXT("hint"),
    MAYBE_LIST_OF("questions", question),
    MAYBE_OF("rows", rows),
    MAYBE_LIST_OF("files", file),
    {"rejected", SHAPE_LIST, .of = &rejection, .about = "The first; all of them as CSV."},
    {"warnings", SHAPE_LIST, .of = &warning, .about = "What was guessed, or contradicts."},
    {"as_of", SHAPE_TIME, .about = "Until then the files speak."},
    MAYBE_TEXT("as_of_from"),
    MAYBE_OF("standard", import_standard),
    MAYBE_LIST_OF("places", place),
    MAYBE_OF("people", met),
    MAYBE_OF("deals", becoming),
};
SHAPE(import_task, "import_task", "The import at hand, and how far it is.");

/* --- the API itself ------------------------------------------------------------------------------
 */

static const struct shape_field openapi_fields[] = {
    TEXT("openapi"),
    {"info", SHAPE_MAP, .required = true, .items = SHAPE_TEXT},
    {"paths", SHAPE_MAP, .required = true, .items = SHAPE_ANY},
    {"components", SHAPE_MAP, .required = true, .items = SHAPE_ANY},
};
SHAPE(openapi, "openapi", "OpenAPI 3.1: what you are reading, for programs.");
