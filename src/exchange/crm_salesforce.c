/* Salesforce: API names (Data Loader, weekly export, Fivetran's snake_case alike) and the
 * labels of reports. */
#include "base/message.h"
#include "exchange/crm.h"

static const struct crm_column opportunity[] = {
    {"id", FIELD_ID, NULL},
    {"name", FIELD_NAME, NULL},
    {"stagename", FIELD_STAGE, NULL},
    {"iswon", FIELD_WON, NULL},
    {"isclosed", FIELD_CLOSED, NULL},
    {"isdeleted", FIELD_DELETED, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"currencyisocode", FIELD_CURRENCY, NULL},
    {"ownerid", FIELD_OWNER_ID, NULL},
    {"ownername", FIELD_OWNER, NULL},
    {"createddate", FIELD_CREATED, NULL},
    {"closedate", FIELD_CLOSE, NULL},
    {"lastmodifieddate", FIELD_MODIFIED, NULL},
    {"systemmodstamp", FIELD_MODIFIED, NULL},
    {"laststagechangedate", FIELD_STAGE_SINCE, NULL},
    {"probability", FIELD_PROBABILITY, NULL},
    {"stagesortorder", FIELD_ORDER, NULL},
    {"type", FIELD_ATTRIBUTE, "type"},
    {"versionc", FIELD_VERSION, NULL}, /* of the standard: a field of one's own */
    {"leadsource", FIELD_ATTRIBUTE, "source"},
    {"lossreasonc", FIELD_REASON, NULL},
    {"lostreasonc", FIELD_REASON, NULL},
    {"closedlostreasonc", FIELD_REASON, NULL},
    {"reasonlostc", FIELD_REASON, NULL},
    {"reasonc", FIELD_REASON, NULL},
    {"recordtypeid", FIELD_IGNORE, NULL},
    {"accountid", FIELD_IGNORE, NULL},
    {"expectedrevenue", FIELD_IGNORE, NULL},
    {"forecastcategory", FIELD_IGNORE, NULL},
    {"forecastcategoryname", FIELD_IGNORE, NULL},
    {"fiscal", FIELD_IGNORE, NULL},
    {"fiscalquarter", FIELD_IGNORE, NULL},
    {"fiscalyear", FIELD_IGNORE, NULL},
    {"nextstep", FIELD_IGNORE, NULL},
    {"description", FIELD_IGNORE, NULL},
    {"isprivate", FIELD_IGNORE, NULL},
    {"hasopenactivity", FIELD_IGNORE, NULL},
    {"hasoverduetask", FIELD_IGNORE, NULL},
    {"hasopportunitylineitem", FIELD_IGNORE, NULL},
    {"lastactivitydate", FIELD_IGNORE, NULL},
    {"lastvieweddate", FIELD_IGNORE, NULL},
    {"lastreferenceddate", FIELD_IGNORE, NULL},
    {"isexcludedfromterritory2filter", FIELD_IGNORE, NULL},
    {"fivetransynced", FIELD_IGNORE, NULL},
    {"fivetranactive", FIELD_IGNORE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column history[] = {
    {"opportunityid", FIELD_DEAL, NULL}, {"stagename", FIELD_STAGE, NULL},
    {"createddate", FIELD_AT, NULL},     {"createdbyid", FIELD_ACTOR, NULL},
    {"amount", FIELD_AMOUNT, NULL},      {"closedate", FIELD_EXPECTED, NULL},
    {"isdeleted", FIELD_DELETED, NULL},  {"probability", FIELD_PROBABILITY, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

/* Fivetran keeps every state of an opportunity with the moment from which it held. */
static const struct crm_column fivetran_history[] = {
    {"id", FIELD_DEAL, NULL},
    {"stagename", FIELD_STAGE, NULL},
    {"fivetranstart", FIELD_AT, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"closedate", FIELD_EXPECTED, NULL},
    {"isdeleted", FIELD_DELETED, NULL},
    {"probability", FIELD_PROBABILITY, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column field_history[] = {
    {"opportunityid", FIELD_DEAL, NULL}, {"field", FIELD_CHANGED, NULL},
    {"oldvalue", FIELD_OLD, NULL},       {"newvalue", FIELD_NEW, NULL},
    {"createddate", FIELD_AT, NULL},     {"createdbyid", FIELD_ACTOR, NULL},
    {"isdeleted", FIELD_DELETED, NULL},  {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column task[] = {
    {"whatid", FIELD_DEAL, NULL},
    {"type", FIELD_ACTIVITY, NULL},
    {"tasksubtype", FIELD_ACTIVITY, NULL},
    {"completeddatetime", FIELD_AT, NULL},
    {"activitydate", FIELD_AT, NULL},
    {"createddate", FIELD_RECORDED_AT, NULL},
    {"status", FIELD_STATUS, NULL},
    {"isclosed", FIELD_CLOSED, NULL},
    {"isdeleted", FIELD_DELETED, NULL},
    {"ownerid", FIELD_ACTOR, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column event[] = {
    {"whatid", FIELD_DEAL, NULL},       {"type", FIELD_ACTIVITY, NULL},
    {"startdatetime", FIELD_AT, NULL},  {"activitydatetime", FIELD_AT, NULL},
    {"activitydate", FIELD_AT, NULL},   {"createddate", FIELD_RECORDED_AT, NULL},
    {"isdeleted", FIELD_DELETED, NULL}, {"ownerid", FIELD_ACTOR, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column stage[] = {
    {"apiname", FIELD_ID, NULL},      {"masterlabel", FIELD_NAME, NULL},
    {"sortorder", FIELD_ORDER, NULL}, {"isclosed", FIELD_CLOSED, NULL},
    {"iswon", FIELD_WON, NULL},       {"defaultprobability", FIELD_PROBABILITY, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column report[] = {
    {"opportunityid", FIELD_ID, NULL},
    {"casesafeid", FIELD_ID, NULL},
    {"opportunityname", FIELD_NAME, NULL},
    {"stage", FIELD_STAGE, NULL},
    {"won", FIELD_WON, NULL},
    {"closed", FIELD_CLOSED, NULL},
    {"opportunityowner", FIELD_OWNER, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"amountcurrency", FIELD_CURRENCY, NULL},
    {"closedate", FIELD_CLOSE, NULL},
    {"createddate", FIELD_CREATED, NULL},
    {"lastmodifieddate", FIELD_MODIFIED, NULL},
    {"laststagechangedate", FIELD_STAGE_SINCE, NULL},
    {"probability", FIELD_PROBABILITY, NULL},
    {"lossreason", FIELD_REASON, NULL},
    {"lostreason", FIELD_REASON, NULL},
    {"closedlostreason", FIELD_REASON, NULL},
    {"reasonlost", FIELD_REASON, NULL},
    {"leadsource", FIELD_ATTRIBUTE, "source"},
    {"type", FIELD_ATTRIBUTE, "type"},
    {"ownerrole", FIELD_ATTRIBUTE, "owner role"},
    {"accountname", FIELD_ATTRIBUTE, "account"},
    {"fiscalperiod", FIELD_IGNORE, NULL},
    {"expectedrevenue", FIELD_IGNORE, NULL},
    {"expectedrevenuecurrency", FIELD_IGNORE, NULL},
    {"nextstep", FIELD_IGNORE, NULL},
    {"age", FIELD_IGNORE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column report_history[] = {
    {"opportunityid", FIELD_DEAL, NULL},      {"opportunityname", FIELD_NAME, NULL},
    {"fromstage", FIELD_OLD_STAGE, NULL},     {"tostage", FIELD_STAGE, NULL},
    {"lastmodified", FIELD_AT, NULL},         {"lastmodifiedby", FIELD_ACTOR, NULL},
    {"amount", FIELD_AMOUNT, NULL},           {"closedate", FIELD_EXPECTED, NULL},
    {"probability", FIELD_PROBABILITY, NULL}, {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column report_fields[] = {
    {"opportunityid", FIELD_DEAL, NULL}, {"opportunityname", FIELD_NAME, NULL},
    {"fieldevent", FIELD_CHANGED, NULL}, {"oldvalue", FIELD_OLD, NULL},
    {"newvalue", FIELD_NEW, NULL},       {"editdate", FIELD_AT, NULL},
    {"editedby", FIELD_ACTOR, NULL},     {NULL, FIELD_IGNORE, NULL},
};

const struct crm_shape crm_salesforce[] = {
    {"Salesforce", ROLE_DEALS, "id stagename closedate", opportunity, true},
    {"Salesforce", ROLE_STAGE_HISTORY,
     "opportunityid stagename createddate createdbyid|forecastcategory|probability", history, true},
    {"Salesforce (Fivetran)", ROLE_STAGE_HISTORY, "id stagename closedate fivetranstart",
     fivetran_history, true},
    {"Salesforce", ROLE_FIELD_HISTORY, "opportunityid field oldvalue newvalue", field_history,
     true},
    {"Salesforce", ROLE_TASKS, "whatid subject activitydate status", task, true},
    {"Salesforce", ROLE_TASKS, "whatid subject startdatetime", event, true},
    {"Salesforce", ROLE_STAGES, "masterlabel sortorder iswon", stage, true},
    {MESSAGE("Salesforce report"), ROLE_DEALS, "opportunityname stage", report, false},
    {MESSAGE("Salesforce report"), ROLE_STAGE_HISTORY, "opportunityname fromstage tostage",
     report_history, false},
    {MESSAGE("Salesforce report"), ROLE_FIELD_HISTORY, "fieldevent oldvalue newvalue editdate",
     report_fields, false},
    {NULL, ROLE_IGNORED, NULL, NULL, false},
};
