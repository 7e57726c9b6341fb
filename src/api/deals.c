/* A deal: begin one, look at it, call it otherwise. */
#include "api/accounts_parts.h"
#include "api/answers.h"

enum { FIELDS_MAX = STANDARD_FIELDS_MAX };

/* --- printing ----------------------------------------------------------------------------- */

static void put_value(struct json *j, const struct standard *s, const struct field_row *row)
{
    const struct field *f = &s->fields.v[row->field];
    char room[64];
    struct buf out = {.p = room, .max = sizeof room};
    json_key(j, f->id);
    switch (f->type) {
    case FIELD_INTEGER: json_i64(j, row->value); return;
    case FIELD_DECIMAL: json_f64(j, (f64)row->value / (f64)GUARD_DECIMAL_UNIT); return;
    case FIELD_BOOLEAN: json_bool(j, row->value != 0); return;
    case FIELD_MONEY: money_print(&out, row->value, s->currency); break;
    case FIELD_DATE: date_print(&out, row->value); break;
    case FIELD_CHOICE:
        if (row->value >= 0 && row->value < f->choices.n)
            json_str(j, f->choices.v[row->value].id);
        else
            json_null(j);
        return;
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK: json_str(j, row->text); return;
    }
    json_str(j, buf_str(&out));
}

void put_deal_fields(struct json *j, struct call *c, struct reader *r, const struct rules *rules,
                     i64 deal)
{
    struct field_row *rows = arena_array(&c->arena, struct field_row, rules->field_count);
    i64 n = reader_fields(r, &c->arena, deal, rules->field_count, rows);
    json_key(j, S("fields"));
    json_object(j);
    for (i64 i = 0; i < n; i++)
        if (rows[i].field < rules->field_count)
            put_value(j, rules->standard, &rows[i]);
    json_end(j);
}

static void put_reason(struct json *j, const char *key, const struct rules *rules, enum outcome o,
                       i32 reason)
{
    const struct rules_outcome *rule = &rules->outcome[o];
    if (reason >= 0 && rule->index >= 0 && reason < rule->reason_count)
        put_str(j, key, rules->standard->outcomes.v[rule->index].reasons.v[reason].id);
}

static void put_ending(struct json *j, const struct rules *rules, const struct deal_row *d)
{
    struct ending e = event_ending_of(d->ending);
    put_moment(j, "closed_at", d->closed_ms);
    put_reason(j, "reason", rules, d->outcome, e.reason[LANE_SELLER]);
    put_reason(j, "buyer_reason", rules, d->outcome, e.reason[LANE_BUYER]);
    if (e.competitor != COMPETITOR_UNKNOWN)
        put_bool(j, "competitor_won", e.competitor == COMPETITOR_WON);
}

static void put_amount(struct json *j, i64 amount, str currency)
{
    char room[64];
    struct buf out = {.p = room, .max = sizeof room};
    money_print(&out, amount, currency);
    put_str(j, "amount", buf_str(&out));
    put_text(j, "currency", currency);
}

void put_deal(struct json *j, struct call *c, struct reader *r, const struct deal_row *d)
{
    const struct rules *rules = workspace_rules(call_workspace(c), d->edition);
    const struct standard *s = rules->standard;
    enum lang lang = api_lang(c);
#define WANTS(name) call_wants_field(c, S(name))
    put_i64(j, "deal", d->id);
    if (WANTS("revision"))
        put_i64(j, "revision", d->revision);
    if (WANTS("name"))
        put_text(j, "name", d->name);
    if (WANTS("reference"))
        put_text(j, "reference", d->reference);
    if (WANTS("process"))
        put_str(j, "process", s->process);
    if (WANTS("edition"))
        put_i64(j, "edition", d->edition);
    if (WANTS("version"))
        put_i64(j, "version", s->version);
    if (WANTS("discipline"))
        put_str(j, "discipline", str_c(discipline_words[s->discipline]));
    if (WANTS("stage"))
        put_named(j, "stage", s->stages.v[d->stage].id,
                  api_words(&s->stages.v[d->stage].title, lang));
    if (WANTS("stage_entered_at"))
        put_moment(j, "stage_entered_at", d->stage_entered_ms);
    if (WANTS("outcome"))
        put_str(j, "outcome", str_c(outcome_id(d->outcome)));
    if (WANTS("owner"))
        put_person(j, "owner", r, &c->arena, d->owner);
    if (WANTS("opened_at"))
        put_moment(j, "opened_at", d->opened_ms);
    if (WANTS("close_date"))
        put_day(j, "close_date", d->close_day);
    if (d->amount != LIST_AMOUNT_NONE && WANTS("amount"))
        put_amount(j, d->amount, s->currency);
    if (WANTS("parked"))
        put_bool(j, "parked", d->parked);
    if (WANTS("parked_until"))
        put_moment(j, "parked_until", d->parked_until_ms);
    if (d->outcome != OUTCOME_OPEN && WANTS("closed_at"))
        put_ending(j, rules, d);
#undef WANTS
}

/* --- one ---------------------------------------------------------------------------------- */

bool api_deal(struct call *c, struct reader *r, struct deal_row *out)
{
    i64 id = call_param_i64(c, "deal");
    if (reader_deal(r, &c->arena, id, out)) {
        api_edition_learn(c, id, out->edition);
        return true;
    }
    return api_read_well(c, r) && call_not_found(c);
}

static enum http_turn get_deal(struct call *c)
{
    struct deal_row d;
    struct workspace *w = call_workspace(c);
    i64 deal = call_param_i64(c, "deal"), now = memo_now(w);
    struct json j = call_json(c, 200);
    i64 kept = memo_get(w, deal, api_lang(c), &c->response.body);
    if (kept) {
        call_version(c, kept);
        return HTTP_ANSWERED;
    }
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    reader_begin(r); /* the row and its fields of one moment */
    if (api_deal(c, r, &d)) {
        json_object(&j);
        put_deal(&j, c, r, &d);
        put_deal_fields(&j, c, r, workspace_rules(w, d.edition), d.id);
        json_end(&j);
        call_version(c, d.revision);
    }
    reader_end(r);
    if (api_read_well(c, r) && c->response.status == 200)
        memo_put(w, deal, api_lang(c), now, d.revision, buf_str(&c->response.body));
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- begin, call otherwise ------------------------------------------------------------------ */

/* The newest edition of a process; of any when `process` is empty; 0: there is none. */
static i32 newest_edition(const struct workspace *w, str process)
{
    for (i32 i = workspace_editions(w); i > 0; i--)
        if (!process.n || str_eq(workspace_rules(w, i)->standard->process, process))
            return i;
    return 0;
}

static i32 stage_of(struct call *c, const struct standard *s, str id)
{
    str ids[STANDARD_STAGES_MAX];
    for (i32 i = 0; i < s->stages.n; i++) {
        ids[i] = s->stages.v[i].id;
        if (str_eq(ids[i], id))
            return i;
    }
    str near = diag_did_you_mean(id, ids, s->stages.n);
    if (near.n)
        call_refuse(c, 422, "unknown-stage", message("unknown stage \"%.*s\": did you mean %.*s?"),
                    STR_ARG(id), STR_ARG(near));
    else
        call_refuse(c, 422, "unknown-stage", message("unknown stage \"%.*s\""), STR_ARG(id));
    return -1;
}

static enum http_turn open_deal(struct call *c)
{
    struct workspace *w = call_workspace(c);
    str process = accounts_text(c, "process"), stage = accounts_text(c, "stage");
    lang_speak_in_thread(api_lang(c));
    i32 edition = newest_edition(w, process);
    if (!edition) {
        call_refuse(c, 422, "no-standard",
                    process.n ? message("no standard of this process is in force")
                              : message("publish a standard first"));
        return HTTP_ANSWERED;
    }
    i32 number = stage.n ? stage_of(c, workspace_rules(w, edition)->standard, stage) : 0;
    if (number < 0)
        return HTTP_ANSWERED;
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    intent->kind = INTENT_ACT;
    intent->expected = REVISION_ANY;
    intent->edition = edition;
    intent->act.kind = EVENT_OPENED;
    intent->act.subject = (u16)number;
    intent->text = accounts_text(c, "name");
    intent->reference = accounts_text(c, "reference");
    str at = accounts_text(c, "occurred_at");
    if (at.n && !time_parse(at, &intent->act.occurred_ms))
        intent->act.occurred_ms = -1; /* the shape has checked it: refused as invalid */
    change->request.print = change_print_act;
    return change_submit(change);
}

static void print_named(void *context, const struct answer *a, struct buf *out)
{
    struct json j;
    (void)context;
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "deal", a->deal);
    put_i64(&j, "revision", a->revision);
    json_end(&j);
}

static enum http_turn rename_deal(struct call *c)
{
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    intent->kind = INTENT_NAME;
    intent->deal = call_param_i64(c, "deal");
    intent->only_owner = !api_acts_on_all(c);
    intent->text = accounts_text(c, "name");
    change->request.print = print_named;
    return change_submit(change);
}

static const struct shape_field new_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = 200, .about = "What it is called."},
    {"process", SHAPE_ID, .about = "Whose newest version it runs on; else the newest of all."},
    {"stage", SHAPE_ID, .about = "Where it begins; else in the first stage."},
    {"reference", SHAPE_TEXT, .most = WORKSPACE_KEY_MAX, .about = "Its id in another system."},
    {"occurred_at", SHAPE_TIME, .about = "When it began; else now."},
};
static const struct shape deal_new = {"deal_new", "A deal to begin.", new_fields,
                                      LENGTH(new_fields)};
static const struct shape_field name_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = 200, .about = "What it is called."},
};
static const struct shape deal_name = {"deal_name", "Another name.", name_fields,
                                       LENGTH(name_fields)};
static const struct route rows[] = {
    {HTTP_POST, "/api/v1/deals", "deal_new", "Begins a deal; who begins it owns it.", "deals",
     FOR_WORKERS, .flags = ROUTE_QUICK, .body = &deal_new, .status = 201, .answer = &shape_acted,
     .handle = open_deal},
    {HTTP_GET, "/api/v1/deals/{deal:int}", "deal_get",
     "One deal: stage, fields, owner; its ETag is its revision.", "deals", FOR_MEMBERS,
     .flags = ROUTE_QUICK, .answer = &shape_deal, .handle = get_deal},
    {HTTP_PATCH, "/api/v1/deals/{deal:int}", "deal_rename", "Calls a deal otherwise.", "deals",
     FOR_WORKERS, .flags = ROUTE_QUICK, .body = &deal_name, .answer = &shape_deal_renamed,
     .handle = rename_deal},
};
const struct route_list deal_routes = {rows, LENGTH(rows)};
