#include "simulate/company_files.h"

#include "simulate/company_row.h"
#include "simulate/company_standard.h"

static const char *const shapes[SHAPE_COUNT] = {"native", "salesforce", "hubspot", "pipedrive",
                                                "zoho"};

const char *company_shape_id(enum company_shape shape)
{
    return shapes[shape];
}

bool company_shape_parse(str s, enum company_shape *out)
{
    for (i32 i = 0; i < SHAPE_COUNT; i++)
        if (str_eq_fold(s, str_c(shapes[i]))) {
            *out = (enum company_shape)i;
            return true;
        }
    return false;
}

static void row_id(struct company_row *r, const struct company *c, i64 deal,
                   enum company_shape shape)
{
    switch (shape) {
    case SHAPE_SALESFORCE: company_row_salesforce_id(r, "006Ux", deal + 1); break;
    case SHAPE_HUBSPOT: company_row_i64(r, 9100000001 + deal * 7); break;
    case SHAPE_PIPEDRIVE: company_row_i64(r, deal + 1); break;
    case SHAPE_ZOHO: company_row_zoho_id(r, 5000000000001 + deal); break;
    default: company_row_str(r, c->deals.v[deal].id);
    }
}

void company_put_id(struct buf *out, const struct company *c, i64 deal, enum company_shape shape)
{
    struct company_row r = {out, false};
    row_id(&r, c, deal, shape);
}

static void native_row(struct company_row *r, const struct company *c,
                       const struct company_deal *deal)
{
    company_row_str(r, deal->id);
    company_row_str(r, deal->name);
    company_row_str(r, deal->account);
    company_row_str(r, c->reps[deal->rep].name);
    company_row_text(r, company_stages[deal->stage].id);
    company_row_text(r, outcome_id(deal->outcome));
    company_row_str(r, deal->reason);
    company_row_money(r, deal->amount_minor);
    company_row_text(r, "USD");
    company_row_time(r, deal->entered_ms);
    company_row_time(r, deal->closed_ms);
    company_row_date(r, deal->expected_ms);
    company_row_time(r, deal->modified_ms);
    company_row_text(r, company_segments[deal->segment]);
    company_row_text(r, company_sources[deal->source]);
    company_row_text(r, company_products[deal->product]);
    if (c->version_count)
        company_row_i64(r, deal->version);
    if (c->config.variant == VARIANT_IMPORT)
        company_row_time(r, deal->seen_from_ms);
    company_row_end(r);
}

static void print_native(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    if (from == 0)
        buf_fmt(out,
                "deal,name,account,owner,stage,outcome,reason,amount,currency,created_at,"
                "closed_at,expected_close,modified_at,segment,source,product%s%s\n",
                c->version_count ? ",version" : "",
                c->config.variant == VARIANT_IMPORT ? ",seen_from" : "");
    for (i64 i = from; i < to; i++)
        native_row(&r, c, &c->deals.v[i]);
}

void company_print_deals(struct buf *out, const struct company *c, enum company_shape shape,
                         i64 from, i64 to)
{
    static void (*const printers[SHAPE_COUNT])(struct buf *, const struct company *, i64, i64) = {
        [SHAPE_NATIVE] = print_native,         [SHAPE_SALESFORCE] = company_crm_salesforce,
        [SHAPE_HUBSPOT] = company_crm_hubspot, [SHAPE_PIPEDRIVE] = company_crm_pipedrive,
        [SHAPE_ZOHO] = company_crm_zoho,
    };
    printers[shape](out, c, from, to);
}

/* What an OpportunityHistory row carries: the values after the change. */
struct opportunity {
    i32 stage;
    i64 amount_minor, expected_day;
    enum outcome outcome;
};

static bool apply(struct opportunity *o, const struct company_event *event)
{
    switch (event->kind) {
    case ACTIVITY_STAGE: o->stage = event->subject; return true;
    case ACTIVITY_AMOUNT: o->amount_minor = event->value; return true;
    case ACTIVITY_CLOSE_DATE: o->expected_day = event->value; return true;
    case ACTIVITY_OUTCOME:
        o->outcome = (enum outcome)event->value;
        o->expected_day = days_of_ms(event->at_ms);
        return true;
    default: return false;
    }
}

static void history_row(struct company_row *r, const struct company *c, i64 deal, i64 number,
                        const struct opportunity *o, i64 at_ms)
{
    struct company_deal shown = {.outcome = o->outcome, .stage = o->stage};
    company_row_salesforce_id(r, "008Ux", number);
    company_row_salesforce_id(r, "006Ux", deal + 1);
    company_row_salesforce_id(r, "005Ux", c->deals.v[deal].rep + 1);
    company_row_time_sf(r, at_ms);
    company_row_str(r, company_crm_stage(&shown, SHAPE_SALESFORCE));
    company_row_money(r, o->amount_minor);
    company_row_date(r, o->expected_day * MS_PER_DAY);
    company_row_text(r, "false");
    company_row_end(r);
}

/* Changes of the same moment (the creation sets everything) are one row. */
void company_print_opportunity_history(struct buf *out, const struct company *c, i64 from, i64 to)
{
    struct company_row r = {out, false};
    if (from == 0)
        buf_put(out, S("Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate,"
                       "IsDeleted\n"));
    for (i64 d = from; d < to; d++) {
        const struct company_deal *deal = &c->deals.v[d];
        struct opportunity o = {0};
        bool changed = false;
        for (i64 i = deal->event_first; i < deal->event_first + deal->event_count; i++) {
            const struct company_event *event = &c->events.v[i];
            changed |= apply(&o, event);
            bool last = i + 1 == deal->event_first + deal->event_count;
            if (changed && (last || event[1].at_ms != event->at_ms)) {
                history_row(&r, c, d, i + 1, &o, event->at_ms);
                changed = false;
            }
        }
    }
}

void company_print_users(struct buf *out, const struct company *c)
{
    struct company_row r = {out, false};
    buf_put(out, S("Id,Name,IsActive,Department\n"));
    for (i32 i = 0; i < c->rep_count; i++) {
        company_row_salesforce_id(&r, "005Ux", i + 1);
        company_row_str(&r, c->reps[i].name);
        company_row_text(&r, "true");
        company_row_text(&r, company_departments[c->reps[i].department]);
        company_row_end(&r);
    }
}

static str event_word(const struct company_event *event, enum company_shape shape)
{
    if (event->kind == ACTIVITY_STAGE && shape != SHAPE_NATIVE)
        return str_c(company_stages[event->subject].title);
    return company_event_word(event);
}

static void row_value(struct company_row *r, const struct company_event *event)
{
    if (!event->has_value)
        company_row_text(r, "");
    else if (event->kind == ACTIVITY_CLOSE_DATE)
        company_row_date(r, event->value * MS_PER_DAY);
    else if (event->kind == ACTIVITY_OUTCOME)
        company_row_text(r, outcome_id((enum outcome)event->value));
    else
        company_row_i64(r, event->value);
}

void company_print_events(struct buf *out, const struct company *c, enum company_shape shape,
                          i64 from, i64 to)
{
    struct company_row r = {out, false};
    if (from == 0)
        buf_put(out, S("deal,activity,kind,occurred_at,recorded_at,actor,value\n"));
    for (i64 d = from; d < to; d++)
        for (i64 i = 0; i < c->deals.v[d].event_count; i++) {
            const struct company_event *event = &c->events.v[c->deals.v[d].event_first + i];
            row_id(&r, c, d, shape);
            company_row_str(&r, event_word(event, shape));
            company_row_text(&r, activity_kind_id(event->kind));
            company_row_time(&r, event->at_ms);
            company_row_time(&r, event->recorded_ms);
            company_row_str(&r, company_actor(c, event->actor));
            row_value(&r, event);
            company_row_end(&r);
        }
}

void company_print_governance(struct buf *out, const struct company *c)
{
    struct company_row r = {out, false};
    buf_put(out, S("kind,occurred_at,actor,department,version,evidence\n"));
    for (i64 i = 0; i < c->governance.n; i++) {
        const struct governance_event *event = &c->governance.v[i];
        company_row_text(&r, governance_kind_id(event->kind));
        company_row_time(&r, event->at_ms);
        company_row_str(&r, event->actor);
        company_row_str(&r, event->department);
        if (event->version)
            company_row_i64(&r, event->version);
        else
            company_row_text(&r, "");
        company_row_text(&r, event->kind != GOVERNANCE_REVISED ? "" : event->flag ? "yes" : "no");
        company_row_end(&r);
    }
}
