/* field.h - the words in which files are described: what a file is for (role) and what a
 * column holds (field). Their names are those of the mapping file. */
#pragma once

#include "base/base.h"

enum import_role {
    ROLE_IGNORED,
    ROLE_DEALS,         /* one row per deal */
    ROLE_STAGE_HISTORY, /* one row per move of a deal: what it was after the change */
    ROLE_FIELD_HISTORY, /* one row per change of one field */
    ROLE_TASKS,         /* activities: calls, mails, meetings */
    ROLE_OWNERS,        /* sellers: id or name, team, manager, region */
    ROLE_LOOKUP,        /* accounts, products…: attributes joined by id or name */
    ROLE_STAGES,        /* stages: id, label, order, closed, won */
    ROLE_EVENTS,        /* an event log */
    ROLE_GOVERNANCE,    /* what the company did about its standard */
    IMPORT_ROLE_COUNT,
};

/* What a column means. The same word serves in every role where it makes sense: in a file
 * of stages FIELD_ID is the stage, in a history FIELD_DEAL the deal. */
enum import_field {
    FIELD_IGNORE,
    FIELD_ID,
    FIELD_NAME,
    FIELD_DEAL, /* reference to a deal */
    FIELD_STAGE,
    FIELD_OLD_STAGE,
    FIELD_STATUS,        /* open / won / lost */
    FIELD_STATUS_REASON, /* "Canceled", "Out-Sold" */
    FIELD_WON,           /* yes or no */
    FIELD_LOST,          /* yes or no */
    FIELD_CLOSED,        /* yes or no */
    FIELD_ACTIVE,        /* yes or no; no: archived */
    FIELD_DELETED,       /* yes or no */
    FIELD_AMOUNT,
    FIELD_AMOUNT_CENTS, /* whole number of minor units */
    FIELD_CURRENCY,
    FIELD_OWNER,    /* name */
    FIELD_OWNER_ID, /* joins with a file of owners */
    FIELD_CREATED,
    FIELD_ENTERED,   /* into the sales process, when another moment than created */
    FIELD_CLOSE,     /* expected while open, actual once closed: as most CRMs write it */
    FIELD_EXPECTED,  /* expected close only */
    FIELD_CLOSED_AT, /* actual close only */
    FIELD_WON_AT,
    FIELD_LOST_AT,
    FIELD_MODIFIED,
    FIELD_STAGE_SINCE, /* last change of stage */
    FIELD_REASON,      /* of the loss, or of the outcome */
    FIELD_WON_REASON,
    FIELD_PIPELINE,
    FIELD_PROBABILITY,
    FIELD_ORDER,         /* of a stage */
    FIELD_STAGE_ENTERED, /* date of entering the stage that the header names */
    FIELD_STAGE_EXITED,
    FIELD_AT, /* moment of an event or a change */
    FIELD_RECORDED_AT,
    FIELD_ACTOR,
    FIELD_ACTIVITY,
    FIELD_KIND,
    FIELD_CHANGED, /* name of the field that changed */
    FIELD_OLD,
    FIELD_NEW,
    FIELD_VALUE,
    FIELD_DEPARTMENT,
    FIELD_VERSION,
    FIELD_EVIDENCE,
    FIELD_ATTRIBUTE, /* kept under its own name: segment, source, product… */
    FIELD_COUNT,
};

/* How we know. */
enum import_sure {
    SURE_NOT,    /* left aside */
    SURE_GUESS,  /* by its values */
    SURE_LIKELY, /* by a word in its header */
    SURE_VENDOR, /* a header of the product that wrote the file */
    SURE_PERSON, /* the mapping file says so */
};

const char *import_role_id(enum import_role r);   /* "stage-history" */
const char *import_field_id(enum import_field f); /* "close" */
MUST_CHECK bool import_role_parse(str s, enum import_role *out);
MUST_CHECK bool import_field_parse(str s, enum import_field *out);
const char *import_sure_id(enum import_sure s); /* "vendor", "likely", "guess"… */
