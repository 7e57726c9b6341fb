/* company_csv.h - rows of the simulated files: cells with the comma before them, moments in
 * the spelling of each product. Inside this room only. */
#pragma once

#include "simulate/company.h"
#include "simulate/company_files.h"

struct row {
    struct buf *out;
    bool begun;
};
void row_str(struct row *r, str cell);
void row_text(struct row *r, const char *cell);
void row_i64(struct row *r, i64 cell);
void row_money(struct row *r, i64 amount_minor); /* "1234.00" */
void row_date(struct row *r, i64 ms);            /* "2026-11-23"; empty for TIME_NONE */
void row_time(struct row *r, i64 ms);            /* "2026-11-23T09:15:00Z" */
void row_time_sf(struct row *r, i64 ms);         /* "2026-11-23T09:15:00.000+0000" */
void row_time_plain(struct row *r, i64 ms);      /* "2026-11-23 09:15" */
void row_end(struct row *r);

/* Salesforce id of 18 characters: prefix of the object, number, checksum of the case. */
void row_salesforce_id(struct row *r, const char *prefix, i64 number);

void row_zoho_id(struct row *r, i64 number); /* "zcrm_5000000000001" */

/* Where the deal stands as a CRM shows it: a stage's title, or how it was closed. */
str crm_stage(const struct company_deal *deal, enum company_shape shape);

/* One printer of deals per product. */
void crm_salesforce(struct buf *out, const struct company *c, i64 from, i64 to);
void crm_hubspot(struct buf *out, const struct company *c, i64 from, i64 to);
void crm_pipedrive(struct buf *out, const struct company *c, i64 from, i64 to);
void crm_zoho(struct buf *out, const struct company *c, i64 from, i64 to);
