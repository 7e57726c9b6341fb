#include "exchange/field.h"

static const char *const role_ids[ROLE_COUNT] = {
    [ROLE_IGNORED] = "ignored",
    [ROLE_DEALS] = "deals",
    [ROLE_STAGE_HISTORY] = "stage-history",
    [ROLE_FIELD_HISTORY] = "field-history",
    [ROLE_TASKS] = "tasks",
    [ROLE_OWNERS] = "owners",
    [ROLE_LOOKUP] = "lookup",
    [ROLE_STAGES] = "stages",
    [ROLE_EVENTS] = "events",
    [ROLE_GOVERNANCE] = "governance",
};

static const struct {
    const char *id, *about;
} fields[FIELD_COUNT] = {
    [FIELD_IGNORE] = {"ignore", "not used"},
    [FIELD_ID] = {"id", "identifies the row for ever"},
    [FIELD_NAME] = {"name", "what people call it"},
    [FIELD_DEAL] = {"deal", "the id of the deal this row is about"},
    [FIELD_STAGE] = {"stage", "the stage, after the change in a history"},
    [FIELD_OLD_STAGE] = {"old-stage", "the stage before the change"},
    [FIELD_STATUS] = {"status", "open, won, lost"},
    [FIELD_STATUS_REASON] = {"status-reason", "why it has that status: canceled, out-sold"},
    [FIELD_WON] = {"won", "yes or no"},
    [FIELD_LOST] = {"lost", "yes or no"},
    [FIELD_CLOSED] = {"closed", "yes or no"},
    [FIELD_ACTIVE] = {"active", "yes or no; no: archived"},
    [FIELD_DELETED] = {"deleted", "yes or no; deleted rows are left out and counted"},
    [FIELD_AMOUNT] = {"amount", "money, in any usual writing"},
    [FIELD_AMOUNT_CENTS] = {"amount-cents", "money as a whole number of cents"},
    [FIELD_CURRENCY] = {"currency", "ISO code"},
    [FIELD_OWNER] = {"owner", "the seller's name"},
    [FIELD_OWNER_ID] = {"owner-id", "the seller's id, joined with a file of owners"},
    [FIELD_CREATED] = {"created", "when the record was created"},
    [FIELD_ENTERED] = {"entered", "when it entered the sales process"},
    [FIELD_CLOSE] = {"close", "expected while open, actual once closed"},
    [FIELD_EXPECTED] = {"expected", "expected close only"},
    [FIELD_CLOSED_AT] = {"closed-at", "actual close only"},
    [FIELD_WON_AT] = {"won-at", "when it was won"},
    [FIELD_LOST_AT] = {"lost-at", "when it was lost"},
    [FIELD_MODIFIED] = {"modified", "last change of the record"},
    [FIELD_STAGE_SINCE] = {"stage-since", "last change of stage"},
    [FIELD_REASON] = {"reason", "why it was lost"},
    [FIELD_WON_REASON] = {"won-reason", "why it was won"},
    [FIELD_PIPELINE] = {"pipeline", "which pipeline"},
    [FIELD_PROBABILITY] = {"probability", "of winning, as the CRM says; orders the stages"},
    [FIELD_ORDER] = {"order", "position of a stage"},
    [FIELD_STAGE_ENTERED] = {"stage-entered", "when it entered the stage of the header"},
    [FIELD_STAGE_EXITED] = {"stage-exited", "when it left the stage of the header"},
    [FIELD_AT] = {"at", "when it happened"},
    [FIELD_RECORDED_AT] = {"recorded-at", "when it was written down"},
    [FIELD_ACTOR] = {"actor", "who did it"},
    [FIELD_ACTIVITY] = {"activity", "what happened"},
    [FIELD_KIND] = {"kind", "the kind of activity"},
    [FIELD_CHANGED] = {"changed", "the name of the field that changed"},
    [FIELD_OLD] = {"old", "its value before"},
    [FIELD_NEW] = {"new", "its value after"},
    [FIELD_VALUE] = {"value", "a number that goes with the event"},
    [FIELD_DEPARTMENT] = {"department", "of the actor"},
    [FIELD_VERSION] = {"version", "of the standard"},
    [FIELD_EVIDENCE] = {"evidence", "yes or no"},
    [FIELD_ATTRIBUTE] = {"attribute", "kept under its own name, to compare groups"},
};

const char *import_role_id(enum import_role r)
{
    return role_ids[r];
}

const char *import_field_id(enum import_field f)
{
    return fields[f].id;
}

const char *import_field_about(enum import_field f)
{
    return fields[f].about;
}

const char *import_sure_id(enum import_sure s)
{
    static const char *const ids[] = {"not used", "guess", "likely", "vendor", "person"};
    return ids[s];
}

bool import_role_parse(str s, enum import_role *out)
{
    for (i32 i = 0; i < ROLE_COUNT; i++)
        if (str_eq_fold(s, str_c(role_ids[i]))) {
            *out = (enum import_role)i;
            return true;
        }
    return false;
}

bool import_field_parse(str s, enum import_field *out)
{
    for (i32 i = 0; i < FIELD_COUNT; i++)
        if (str_eq_fold(s, str_c(fields[i].id))) {
            *out = (enum import_field)i;
            return true;
        }
    return false;
}
