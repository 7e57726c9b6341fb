/* company_files.h - a company as the files that its people could export: a CRM's deals in
 * the shape of one of five products, the native event and governance files, and the truth
 * that no export has. Text goes into buffers; who writes them to disk is the caller.
 *
 * Files of deals and events are printed in slices [from, to) of the deals, the header with
 * slice 0, so that memory stays bounded. */
#pragma once

#include "simulate/company.h"

enum company_shape {
    SHAPE_NATIVE,
    SHAPE_SALESFORCE, /* Data Loader: Opportunity by API names, ids of 18 characters */
    SHAPE_HUBSPOT,    /* index page export: labels, two date columns per stage */
    SHAPE_PIPEDRIVE,  /* list view export */
    SHAPE_ZOHO,       /* module export */
    SHAPE_COUNT,
};
const char *company_shape_id(enum company_shape shape); /* "salesforce" */
MUST_CHECK bool company_shape_parse(str s, enum company_shape *out);

enum { COMPANY_SLICE_DEALS = 1000 };
/* Bytes that a slice of that many deals needs at most, in any of these files. */
#define COMPANY_SLICE_BYTES ((i64)COMPANY_SLICE_DEALS * 64 * 256)

/* The deal's id as the files of that shape write it. */
void company_put_id(struct buf *out, const struct company *c, i64 deal, enum company_shape shape);

/* deals.csv */
void company_print_deals(struct buf *out, const struct company *c, enum company_shape shape,
                         i64 from, i64 to);
/* OpportunityHistory.csv: what the deal was after each change of stage, amount or date. */
void company_print_opportunity_history(struct buf *out, const struct company *c, i64 from, i64 to);
/* User.csv: the owners of Salesforce deals. */
void company_print_users(struct buf *out, const struct company *c);

/* events.csv, in the native format: deal,activity,kind,occurred_at,recorded_at,actor,value.
 * Stages are called as in the deals of that shape; milestones by the ids of the standard. */
void company_print_events(struct buf *out, const struct company *c, enum company_shape shape,
                          i64 from, i64 to);
/* governance.csv: kind,occurred_at,actor,department,version,evidence */
void company_print_governance(struct buf *out, const struct company *c);

/* truth.json: the kind, everything drawn, what was planted; then one line per deal with how
 * it ends, when, and how it would have ended under the first and the latest version. */
void company_print_truth_head(struct buf *out, const struct company *c, enum company_shape shape);
void company_print_truth_deals(struct buf *out, const struct company *c, enum company_shape shape,
                               i64 from, i64 to);
