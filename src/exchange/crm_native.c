/* Our own files, as `etalon simulate` and `etalon convert` write them. */
#include "base/message.h"
#include "exchange/crm.h"

static const struct crm_column deals[] = {
    {"deal", FIELD_ID, NULL},
    {"name", FIELD_NAME, NULL},
    {"account", FIELD_IGNORE, NULL},
    {"owner", FIELD_OWNER, NULL},
    {"stage", FIELD_STAGE, NULL},
    {"outcome", FIELD_STATUS, NULL},
    {"reason", FIELD_REASON, NULL},
    {"amount", FIELD_AMOUNT, NULL},
    {"currency", FIELD_CURRENCY, NULL},
    {"createdat", FIELD_CREATED, NULL},
    {"closedat", FIELD_CLOSED_AT, NULL},
    {"expectedclose", FIELD_EXPECTED, NULL},
    {"modifiedat", FIELD_MODIFIED, NULL},
    {"seenfrom", FIELD_IGNORE, NULL},
    {"segment", FIELD_ATTRIBUTE, "segment"},
    {"source", FIELD_ATTRIBUTE, "source"},
    {"product", FIELD_ATTRIBUTE, "product"},
    {"version", FIELD_VERSION, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column events[] = {
    {"deal", FIELD_DEAL, NULL},
    {"activity", FIELD_ACTIVITY, NULL},
    {"kind", FIELD_KIND, NULL},
    {"occurredat", FIELD_AT, NULL},
    {"recordedat", FIELD_RECORDED_AT, NULL},
    {"actor", FIELD_ACTOR, NULL},
    {"value", FIELD_VALUE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

static const struct crm_column governance[] = {
    {"kind", FIELD_KIND, NULL},       {"occurredat", FIELD_AT, NULL},
    {"actor", FIELD_ACTOR, NULL},     {"department", FIELD_DEPARTMENT, NULL},
    {"version", FIELD_VERSION, NULL}, {"evidence", FIELD_EVIDENCE, NULL},
    {NULL, FIELD_IGNORE, NULL},
};

const struct crm_shape crm_native[] = {
    {MESSAGE("Étalon deals"), ROLE_DEALS, "deal outcome createdat closedat expectedclose", deals,
     true},
    {MESSAGE("Étalon events"), ROLE_EVENTS, "deal activity kind occurredat", events, true},
    {MESSAGE("Étalon governance"), ROLE_GOVERNANCE,
     "kind occurredat actor department version evidence", governance, true},
    {NULL, ROLE_IGNORED, NULL, NULL, false},
};
