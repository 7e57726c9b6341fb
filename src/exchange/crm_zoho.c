/* Zoho CRM and Bigin: deals (once called potentials) and the stage history. Every lookup
 * is written twice, as "X.id" and "X". */
#include "exchange/crm.h"

static const struct crm_column deal[] = {
    {"recordid", FIELD_ID, NULL},
    {"dealid", FIELD_ID, NULL},
    {"potentialid", FIELD_ID, NULL},
    {"dealname", FIELD_NAME, NULL},
    {"potentialname", FIELD_NAME, NULL},
    {"stage", FIELD_STAGE, NULL},
    {"pipeline", FIELD_PIPELINE, NULL},
    {"dealowner", FIELD_OWNER, NULL},
    {"potentialowner", FIELD_OWNER, NULL},
    {"dealownerid", FIELD_OWNER_ID, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"currency", FIELD_CURRENCY, NULL},
    {"closingdate", FIELD_CLOSE, NULL},
    {"createdtime", FIELD_CREATED, NULL},
    {"modifiedtime", FIELD_MODIFIED, NULL},
    {"reasonforloss", FIELD_REASON, NULL},
    {"reasonforlosss", FIELD_REASON, NULL},
    {"probability", FIELD_PROBABILITY, NULL},
    {"type", FIELD_ATTRIBUTE, "type"},
    {"leadsource", FIELD_ATTRIBUTE, "source"},
    {"campaignsource", FIELD_ATTRIBUTE, "campaign"},
    {"accountname", FIELD_ATTRIBUTE, "account"},
    {"companyname", FIELD_ATTRIBUTE, "account"},
    {"contactname", FIELD_IGNORE, NULL},
    {"createdby", FIELD_IGNORE, NULL},
    {"modifiedby", FIELD_IGNORE, NULL},
    {"expectedrevenue", FIELD_IGNORE, NULL},
    {"nextstep", FIELD_IGNORE, NULL},
    {"description", FIELD_IGNORE, NULL},
    {"exchangerate", FIELD_IGNORE, NULL},
    {"salescycleduration", FIELD_IGNORE, NULL},
    {"overallsalesduration", FIELD_IGNORE, NULL},
    {"leadconversiontime", FIELD_IGNORE, NULL},
    {"locked", FIELD_IGNORE, NULL},
    {"lastactivitytime", FIELD_IGNORE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column history[] = {
    {"dealnameid", FIELD_DEAL, NULL},
    {"dealid", FIELD_DEAL, NULL},
    {"parentid", FIELD_DEAL, NULL},
    {"potentialid", FIELD_DEAL, NULL},
    {"dealname", FIELD_NAME, NULL},
    {"potentialname", FIELD_NAME, NULL},
    {"stage", FIELD_STAGE, NULL},
    {"modifiedtime", FIELD_AT, NULL},
    {"modifiedby", FIELD_ACTOR, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"closingdate", FIELD_EXPECTED, NULL},
    {"probability", FIELD_PROBABILITY, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

const struct crm_shape crm_zoho[] = {
    {"Zoho CRM", ROLE_DEALS, "dealname|potentialname stage closingdate", deal, false},
    {"Zoho CRM", ROLE_STAGE_HISTORY,
     "stage modifiedtime stagedurationcalendardays|stageduration|durationdays "
     "dealname|potentialname|dealid|parentid",
     history, false},
    {NULL, ROLE_IGNORED, NULL, NULL, false},
};
