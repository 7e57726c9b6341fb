#include "exchange/field.h"

#include "base/message.h"

static const char *const role_ids[IMPORT_ROLE_COUNT] = {
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

static const char *const field_ids[FIELD_COUNT] = {
    [FIELD_IGNORE] = "ignore",
    [FIELD_ID] = "id",
    [FIELD_NAME] = "name",
    [FIELD_DEAL] = "deal",
    [FIELD_STAGE] = "stage",
    [FIELD_OLD_STAGE] = "old-stage",
    [FIELD_STATUS] = "status",
    [FIELD_STATUS_REASON] = "status-reason",
    [FIELD_WON] = "won",
    [FIELD_LOST] = "lost",
    [FIELD_CLOSED] = "closed",
    [FIELD_ACTIVE] = "active",
    [FIELD_DELETED] = "deleted",
    [FIELD_AMOUNT] = "amount",
    [FIELD_AMOUNT_CENTS] = "amount-cents",
    [FIELD_CURRENCY] = "currency",
    [FIELD_OWNER] = "owner",
    [FIELD_OWNER_ID] = "owner-id",
    [FIELD_CREATED] = "created",
    [FIELD_ENTERED] = "entered",
    [FIELD_CLOSE] = "close",
    [FIELD_EXPECTED] = "expected",
    [FIELD_CLOSED_AT] = "closed-at",
    [FIELD_WON_AT] = "won-at",
    [FIELD_LOST_AT] = "lost-at",
    [FIELD_MODIFIED] = "modified",
    [FIELD_STAGE_SINCE] = "stage-since",
    [FIELD_REASON] = "reason",
    [FIELD_WON_REASON] = "won-reason",
    [FIELD_PIPELINE] = "pipeline",
    [FIELD_PROBABILITY] = "probability",
    [FIELD_ORDER] = "order",
    [FIELD_STAGE_ENTERED] = "stage-entered",
    [FIELD_STAGE_EXITED] = "stage-exited",
    [FIELD_AT] = "at",
    [FIELD_RECORDED_AT] = "recorded-at",
    [FIELD_ACTOR] = "actor",
    [FIELD_ACTIVITY] = "activity",
    [FIELD_KIND] = "kind",
    [FIELD_CHANGED] = "changed",
    [FIELD_OLD] = "old",
    [FIELD_NEW] = "new",
    [FIELD_VALUE] = "value",
    [FIELD_DEPARTMENT] = "department",
    [FIELD_VERSION] = "version",
    [FIELD_EVIDENCE] = "evidence",
    [FIELD_ATTRIBUTE] = "attribute",
};

const char *import_role_id(enum import_role r)
{
    return role_ids[r];
}

const char *import_field_id(enum import_field f)
{
    return field_ids[f];
}

const char *import_sure_id(enum import_sure s)
{
    static const char *const ids[] = {MESSAGE("not used"), MESSAGE("guess"), MESSAGE("likely"),
                                      MESSAGE("vendor"), MESSAGE("person")};
    return ids[s];
}

bool import_role_parse(str s, enum import_role *out)
{
    for (i32 i = 0; i < IMPORT_ROLE_COUNT; i++)
        if (str_eq_fold(s, str_c(role_ids[i]))) {
            *out = (enum import_role)i;
            return true;
        }
    return false;
}

bool import_field_parse(str s, enum import_field *out)
{
    for (i32 i = 0; i < FIELD_COUNT; i++)
        if (str_eq_fold(s, str_c(field_ids[i]))) {
            *out = (enum import_field)i;
            return true;
        }
    return false;
}
