/* company_crm.c - the deals as four CRMs export them: headers and spellings of
 * tests/exports. What a CRM does not know stays out. */
#include "simulate/company_row.h"
#include "simulate/company_standard.h"

static const i64 no_time = TIME_NONE;

/* Chance of winning that a CRM's stage table says; nobody measured it. */
static const i32 crm_probability[COMPANY_STAGES] = {10, 20, 40, 60, 80};

static i32 probability(const struct company_deal *deal)
{
    if (deal->outcome == OUTCOME_OPEN)
        return crm_probability[deal->stage];
    return deal->outcome == OUTCOME_WON ? 100 : 0;
}

/* Close date as a CRM has it: the actual one once closed, the expected one before. */
static i64 close_ms(const struct company_deal *deal)
{
    return deal->closed_ms != TIME_NONE ? deal->closed_ms : deal->expected_ms;
}

static void header(struct buf *out, i64 from, const char *line)
{
    if (from == 0)
        buf_fmt(out, "%s\n", line);
}

static void salesforce_row(struct company_row *r, const struct company *c, i64 number)
{
    const struct company_deal *deal = &c->deals.v[number];
    bool closed = deal->outcome != OUTCOME_OPEN;
    company_row_salesforce_id(r, "006Ux", number + 1);
    company_row_text(r, "false");
    company_row_salesforce_id(r, "001Ux", number + 1);
    company_row_str(r, deal->name);
    company_row_str(r, company_crm_stage(deal, SHAPE_SALESFORCE));
    company_row_money(r, deal->amount_minor);
    company_row_i64(r, probability(deal));
    company_row_date(r, close_ms(deal));
    company_row_text(r, "New Business");
    company_row_text(r, company_sources[deal->source]);
    company_row_text(r, closed ? "true" : "false");
    company_row_text(r, deal->outcome == OUTCOME_WON ? "true" : "false");
    company_row_salesforce_id(r, "005Ux", deal->rep + 1);
    company_row_time_sf(r, deal->entered_ms);
    company_row_time_sf(r, deal->modified_ms);
    company_row_text(r, "USD");
    company_row_text(r, company_segments[deal->segment]);
    company_row_text(r, company_products[deal->product]);
    company_row_str(r, deal->reason);
    if (c->version_count)
        company_row_i64(r, deal->version);
    else
        company_row_text(r, "");
    company_row_end(r);
}

void company_crm_salesforce(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    header(out, from,
           "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,LeadSource,"
           "IsClosed,IsWon,OwnerId,CreatedDate,LastModifiedDate,CurrencyIsoCode,Segment__c,"
           "Product__c,Loss_Reason__c,Version__c");
    for (i64 i = from; i < to; i++)
        salesforce_row(&r, c, i);
}

/* HubSpot keeps the last visit of each stage only. */
struct visit {
    i64 in_ms, out_ms;
};

static void last_visits(const struct company *c, const struct company_deal *deal,
                        struct visit visit[COMPANY_STAGES])
{
    i32 at = -1;
    for (i32 s = 0; s < COMPANY_STAGES; s++)
        visit[s] = (struct visit){TIME_NONE, TIME_NONE};
    for (i64 i = deal->event_first; i < deal->event_first + deal->event_count; i++) {
        const struct company_event *event = &c->events.v[i];
        bool stage = event->kind == ACTIVITY_STAGE;
        if ((stage || event->kind == ACTIVITY_OUTCOME) && at >= 0)
            visit[at].out_ms = event->at_ms;
        if (stage) {
            at = event->subject;
            visit[at] = (struct visit){event->at_ms, TIME_NONE};
        }
    }
}

static void hubspot_row(struct company_row *r, const struct company *c, i64 number)
{
    const struct company_deal *deal = &c->deals.v[number];
    struct visit visit[COMPANY_STAGES];
    last_visits(c, deal, visit);
    company_row_i64(r, 9100000001 + number * 7);
    company_row_str(r, deal->name);
    company_row_str(r, company_crm_stage(deal, SHAPE_HUBSPOT));
    company_row_text(r, "Sales Pipeline");
    company_row_money(r, deal->amount_minor);
    company_row_text(r, "USD");
    company_row_time_plain(r, close_ms(deal));
    company_row_time_plain(r, deal->entered_ms);
    company_row_str(r, c->reps[deal->rep].name);
    company_row_str(r, deal->account);
    company_row_text(r, company_sources[deal->source]);
    company_row_str(r, deal->outcome == OUTCOME_LOST || deal->outcome == OUTCOME_NO_DECISION
                           ? deal->reason
                           : (str){0});
    company_row_text(r, company_segments[deal->segment]);
    company_row_text(r, company_products[deal->product]);
    company_row_time_plain(r, deal->modified_ms);
    for (i32 s = 0; s < COMPANY_STAGES; s++) {
        company_row_time_plain(r, visit[s].in_ms);
        company_row_time_plain(r, visit[s].out_ms);
    }
    company_row_time_plain(r, deal->outcome == OUTCOME_WON ? deal->closed_ms : no_time);
    company_row_time_plain(r, deal->outcome > OUTCOME_WON ? deal->closed_ms : no_time);
    company_row_end(r);
}

static void hubspot_header(struct buf *out)
{
    buf_put(out, S("Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Close Date,Create Date,"
                   "Deal owner,Associated Company,Original Traffic Source,Closed Lost Reason,"
                   "Segment,Product,Last Modified Date"));
    for (i32 s = 0; s < COMPANY_STAGES; s++) {
        buf_fmt(out, ",\"Date entered \"\"%s (Sales Pipeline)\"\"\"", company_stages[s].title);
        buf_fmt(out, ",\"Date exited \"\"%s (Sales Pipeline)\"\"\"", company_stages[s].title);
    }
    buf_put(out, S(",\"Date entered \"\"Closed won (Sales Pipeline)\"\"\""));
    buf_put(out, S(",\"Date entered \"\"Closed lost (Sales Pipeline)\"\"\"\n"));
}

void company_crm_hubspot(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    if (from == 0)
        hubspot_header(out);
    for (i64 i = from; i < to; i++)
        hubspot_row(&r, c, i);
}

static void pipedrive_row(struct company_row *r, const struct company *c, i64 number)
{
    const struct company_deal *deal = &c->deals.v[number];
    bool open = deal->outcome == OUTCOME_OPEN, won = deal->outcome == OUTCOME_WON;
    company_row_i64(r, number + 1);
    company_row_str(r, deal->name);
    company_row_str(r, c->reps[deal->rep].name);
    company_row_i64(r, deal->amount_minor / 100);
    company_row_text(r, "USD");
    company_row_i64(r, probability(deal));
    company_row_str(r, deal->account);
    company_row_text(r, "Pipeline");
    company_row_text(r, company_stages[deal->stage].title);
    company_row_text(r, open ? "Open" : won ? "Won" : "Lost");
    company_row_time_plain(r, deal->entered_ms);
    company_row_time_plain(r, deal->modified_ms);
    company_row_time_plain(r, won ? deal->closed_ms : no_time);
    company_row_time_plain(r, !open && !won ? deal->closed_ms : no_time);
    company_row_time_plain(r, deal->closed_ms);
    company_row_str(r, deal->reason);
    company_row_date(r, deal->expected_ms);
    company_row_text(r, company_products[deal->product]);
    company_row_text(r, company_sources[deal->source]);
    company_row_text(r, company_segments[deal->segment]);
    company_row_end(r);
}

void company_crm_pipedrive(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    header(out, from,
           "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,"
           "Deal - Probability,Deal - Organization,Deal - Pipeline,Deal - Stage,Deal - Status,"
           "Deal - Deal created,Deal - Update time,Deal - Won time,Deal - Lost time,"
           "Deal - Deal closed on,Deal - Lost reason,Deal - Expected close date,"
           "Deal - Product name,Deal - Source channel,Deal - Segment");
    for (i64 i = from; i < to; i++)
        pipedrive_row(&r, c, i);
}

static void zoho_row(struct company_row *r, const struct company *c, i64 number)
{
    const struct company_deal *deal = &c->deals.v[number];
    company_row_zoho_id(r, 5000000000001 + number);
    company_row_zoho_id(r, 4000000000001 + deal->rep);
    company_row_str(r, c->reps[deal->rep].name);
    company_row_money(r, deal->amount_minor);
    company_row_str(r, deal->name);
    company_row_date(r, close_ms(deal));
    company_row_str(r, deal->account);
    company_row_str(r, company_crm_stage(deal, SHAPE_ZOHO));
    company_row_i64(r, probability(deal));
    company_row_text(r, company_sources[deal->source]);
    company_row_time_plain(r, deal->entered_ms);
    company_row_time_plain(r, deal->modified_ms);
    company_row_str(r, deal->reason);
    company_row_text(r, "USD");
    company_row_text(r, company_segments[deal->segment]);
    company_row_text(r, company_products[deal->product]);
    company_row_end(r);
}

void company_crm_zoho(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    header(out, from,
           "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,"
           "Probability (%),Lead Source,Created Time,Modified Time,Reason For Loss,Currency,"
           "Segment,Product");
    for (i64 i = from; i < to; i++)
        zoho_row(&r, c, i);
}
