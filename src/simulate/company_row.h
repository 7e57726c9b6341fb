/* company_row.h - rows of the simulated files: cells with the comma before them, moments in
 * the spelling of each product. Inside this room only. */
#pragma once

#include "simulate/company.h"
#include "simulate/company_files.h"

struct company_row {
    struct buf *out;
    bool begun;
};
void company_row_str(struct company_row *r, str cell);
void company_row_text(struct company_row *r, const char *cell);
void company_row_i64(struct company_row *r, i64 cell);
void company_row_money(struct company_row *r, i64 amount_minor); /* "1234.00" */
void company_row_date(struct company_row *r, i64 ms);       /* "2026-11-23"; empty for TIME_NONE */
void company_row_time(struct company_row *r, i64 ms);       /* "2026-11-23T09:15:00Z" */
void company_row_time_sf(struct company_row *r, i64 ms);    /* "2026-11-23T09:15:00.000+0000" */
void company_row_time_plain(struct company_row *r, i64 ms); /* "2026-11-23 09:15" */
void company_row_end(struct company_row *r);

/* Salesforce id of 18 characters: prefix of the object, number, checksum of the case. */
void company_row_salesforce_id(struct company_row *r, const char *prefix, i64 number);

void company_row_zoho_id(struct company_row *r, i64 number); /* "zcrm_5000000000001" */

/* Where the deal stands as a CRM shows it: a stage's title, or how it was closed. */
str company_crm_stage(const struct company_deal *deal, enum company_shape shape);

/* One printer of deals per product. */
void company_crm_salesforce(struct buf *out, const struct company *c, i64 from, i64 to);
void company_crm_hubspot(struct buf *out, const struct company *c, i64 from, i64 to);
void company_crm_pipedrive(struct buf *out, const struct company *c, i64 from, i64 to);
void company_crm_zoho(struct buf *out, const struct company *c, i64 from, i64 to);
