/* Attio and Bitrix24. */
#include "exchange/crm.h"

static const struct crm_column attio[] = {
    {"recordid", FIELD_ID, NULL},      {"dealname", FIELD_NAME, NULL},
    {"dealstage", FIELD_STAGE, NULL},  {"dealowner", FIELD_OWNER, NULL},
    {"dealvalue", FIELD_AMOUNT, NULL}, {"createdat", FIELD_CREATED, NULL},
    {"closedate", FIELD_CLOSE, NULL},  {"associatedcompany", FIELD_ATTRIBUTE, "account"},
    {"createdby", FIELD_IGNORE, NULL}, {"associatedpeople", FIELD_IGNORE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column bitrix[] = {
    {"id", FIELD_ID, NULL},
    {"title", FIELD_NAME, NULL},
    {"stagename", FIELD_STAGE, NULL},
    {"stageid", FIELD_STAGE, NULL},
    {"categoryid", FIELD_PIPELINE, NULL},
    {"opportunity", FIELD_AMOUNT, NULL},
    {"currencyid", FIELD_CURRENCY, NULL},
    {"datecreate", FIELD_CREATED, NULL},
    {"datemodify", FIELD_MODIFIED, NULL},
    {"closedate", FIELD_CLOSE, NULL},
    {"closed", FIELD_CLOSED, NULL},
    {"movedtime", FIELD_STAGE_SINCE, NULL},
    {"assignedbyname", FIELD_OWNER, NULL},
    {"assignedbyid", FIELD_OWNER_ID, NULL},
    {"sourceid", FIELD_ATTRIBUTE, "source"},
    {"sourcename", FIELD_ATTRIBUTE, "source"},
    {"typeid", FIELD_ATTRIBUTE, "type"},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column bitrix_history[] = {
    {"dealid", FIELD_DEAL, NULL},          {"stageid", FIELD_STAGE, NULL},
    {"datecreate", FIELD_AT, NULL},        {"startdate", FIELD_AT, NULL},
    {"assignedbyname", FIELD_ACTOR, NULL}, {NULL, FIELD_IGNORE, NULL},
};

const struct crm_shape crm_others[] = {
    {"Attio", ROLE_DEALS, "dealname dealstage dealvalue", attio, false},
    {"Bitrix24", ROLE_DEALS, "id stageid datecreate assignedbyid|assignedbyname", bitrix, true},
    {"Bitrix24", ROLE_STAGE_HISTORY, "dealid stageid datecreate|startdate typeid|stagesemanticid",
     bitrix_history, true},
    {NULL, ROLE_IGNORED, NULL, NULL, false},
};
