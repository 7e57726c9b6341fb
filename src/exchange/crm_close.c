/* Close: opportunities, whose value is a whole number of cents, and status changes. */
#include "exchange/crm.h"

static const struct crm_column opportunity[] = {
    {"id", FIELD_ID, NULL},
    {"statustype", FIELD_STATUS, NULL},
    {"statuslabel", FIELD_STAGE, NULL},
    {"pipelinename", FIELD_PIPELINE, NULL},
    {"username", FIELD_OWNER, NULL},
    {"userid", FIELD_OWNER_ID, NULL},
    {"value", FIELD_AMOUNT_CENTS, NULL},
    {"valuecurrency", FIELD_CURRENCY, NULL},
    {"datecreated", FIELD_CREATED, NULL},
    {"dateupdated", FIELD_MODIFIED, NULL},
    {"datewon", FIELD_WON_AT, NULL},
    {"datelost", FIELD_LOST_AT, NULL},
    {"confidence", FIELD_PROBABILITY, NULL},
    {"valueperiod", FIELD_ATTRIBUTE, "value period"},
    {"leadname", FIELD_NAME, NULL},
    {"note", FIELD_IGNORE, NULL},
    {"valueformatted", FIELD_IGNORE, NULL},
    {"expectedvalue", FIELD_IGNORE, NULL},
    {"annualizedvalue", FIELD_IGNORE, NULL},
    {"contactname", FIELD_IGNORE, NULL},
    {"createdbyname", FIELD_IGNORE, NULL},
    {"updatedbyname", FIELD_IGNORE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column change[] = {
    {"opportunityid", FIELD_DEAL, NULL},
    {"newstatuslabel", FIELD_STAGE, NULL},
    {"oldstatuslabel", FIELD_OLD_STAGE, NULL},
    {"datecreated", FIELD_AT, NULL},
    {"username", FIELD_ACTOR, NULL},
    {"userid", FIELD_ACTOR, NULL},
    {"opportunityvalue", FIELD_AMOUNT_CENTS, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

const struct crm_shape crm_close[] = {
    {"Close", ROLE_DEALS, "id statustype statuslabel", opportunity, true},
    {"Close", ROLE_STAGE_HISTORY, "opportunityid oldstatuslabel newstatuslabel datecreated", change,
     true},
    {NULL, ROLE_IGNORED, NULL, NULL, false},
};
