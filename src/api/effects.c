/* What an edition did: its deals against those of the edition before it, graded by how they came to
 * it. A trial's by chance, else by dates. */
#include "api/answers.h"
#include "api/effect.h"

#include "format/json_tree.h"

enum { LEADS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR, PROPOSALS = 1000 };

void effect_proposal(struct call *c, struct reader *r, i32 edition, struct proposal *out)
{
    i64 *numbers = arena_array(&c->arena, i64, PROPOSALS);
    i64 n = reader_proposals(r, PROPOSALS, numbers);
    for (i64 i = 0; i < n; i++)
        if (reader_proposal(r, &c->arena, numbers[i], out) && out->edition == edition)
            return;
    *out = (struct proposal){0};
}

/* A number of what the proposal said; `otherwise` when it said none. */
static f64 said_number(struct call *c, const struct proposal *p, const char *name, f64 otherwise)
{
    struct diags d;
    f64 value;
    diags_init(&d, &c->arena);
    const struct json_value *said = p->said.n ? json_parse(&c->arena, p->said, &d) : NULL;
    const struct json_value *v = said ? json_find(said, str_c(name)) : NULL;
    return v && v->type == JSON_IS_NUMBER && str_to_f64(v->text, &value) ? value : otherwise;
}

bool effect_of_edition(struct call *c, struct reader *r, i32 edition, const struct proposal *p,
                       i64 horizon_days, struct edition_effect *out)
{
    struct workspace *w = call_workspace(c);
    const struct standard *s = workspace_rules(w, edition)->standard;
    i32 before = workspace_follows(w, edition);
    struct effect_deal *deals;
    *out = (struct edition_effect){0};
    if (!before)
        return false;
    if (!horizon_days)
        horizon_days = (i64)said_number(c, p, "horizon_days", EFFECT_HORIZON_DAYS);
    f64 expected = said_number(c, p, "expected_points", 0) / 100;
    i64 n = reader_effect_deals(r, &c->arena, edition, before, p->way == WAY_TRIAL ? p->number : 0,
                                horizon_days, &deals);
    struct effect_options o = {.horizon_days = horizon_days,
                               .now_ms = c->now_ms,
                               .planned = p->planned,
                               .expected = expected,
                               .seed = 1};
    effect_find(&out->effect, &c->arena, deals, n, &o);
    out->report = (struct effect_report){.effect = &out->effect,
                                         .name = str_fmt(&c->arena, "%.*s, version %d",
                                                         STR_ARG(api_words(&s->title, api_lang(c))),
                                                         s->version),
                                         .horizon_days = horizon_days,
                                         .expected = expected};
    return true;
}

static enum http_turn get_effect(struct call *c)
{
    i64 number = call_param_i64(c, "edition"), horizon = 0;
    str asked = call_query(c, "horizon");
    struct edition_effect e;
    struct proposal p;
    if (number < 1 || number > workspace_editions(call_workspace(c))) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    if (asked.p && !str_to_i64(asked, &horizon))
        horizon = 0;
    reader_begin(r);
    effect_proposal(c, r, (i32)number, &p);
    bool there = effect_of_edition(c, r, (i32)number, &p, horizon, &e);
    reader_end(r);
    bool well = api_read_well(c, r);
    if (well && !there) {
        call_refuse(c, 409, "first",
                    message("this edition follows no other: there is nothing to compare it with"));
    } else if (well) {
        struct json j = call_json(c, 200);
        json_object(&j);
        put_i64(&j, "edition", number);
        put_i64(&j, "against", workspace_follows(call_workspace(c), (i32)number));
        if (p.number)
            put_i64(&j, "proposal", p.number);
        effect_json(&j, &c->arena, api_lang(c), &e.report);
        json_end(&j);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* The power calculator. */
static enum http_turn get_sample(struct call *c)
{
    struct sample_question q = {.change = .05};
    f64 value;
    if (str_to_f64(call_query(c, "base"), &value))
        q.base = value / 100;
    if (call_query(c, "change").p && str_to_f64(call_query(c, "change"), &value))
        q.change = value / 100;
    if (call_query(c, "per_week").p && !str_to_f64(call_query(c, "per_week"), &q.per_week))
        q.per_week = 0;
    if (call_query(c, "per_seller").p &&
        !str_to_f64(call_query(c, "per_seller"), &q.deals_per_seller))
        q.deals_per_seller = 0;
    if (call_query(c, "horizon").p && !str_to_i64(call_query(c, "horizon"), &q.horizon_days))
        q.horizon_days = 0;
    if (!(q.base > 0 && q.base < 1)) {
        call_refuse(c, 400, "parameter", message("the parameter \"%s\" cannot be that: %s"), "base",
                    message("a percentage between 0 and 100"));
        return HTTP_ANSWERED;
    }
    struct json j = call_json(c, 200);
    json_object(&j);
    sample_json(&j, &q);
    json_end(&j);
    return HTTP_ANSWERED;
}

static const struct shape_field effect_fields[] = {
    {"horizon", SHAPE_INTEGER, .least = 1, .most = EFFECT_HORIZON_MAX,
     .about = "Won within so many days of entering; as its proposal says, else 90."},
};
static const struct shape effect_query = {"effect_query", NULL, effect_fields,
                                          LENGTH(effect_fields)};
static const struct shape_field sample_fields[] = {
    {"base", SHAPE_NUMBER, .required = true, .about = "Percent won without the change."},
    {"change", SHAPE_NUMBER, .about = "The change to be seen, in points; 5."},
    {"per_week", SHAPE_NUMBER, .about = "Deals that enter in a week."},
    {"per_seller", SHAPE_NUMBER, .about = "Whole sellers are assigned, so many deals each."},
    {"horizon", SHAPE_INTEGER, .least = 0, .most = EFFECT_HORIZON_MAX,
     .about = "Days until an outcome is known."},
};
static const struct shape sample_query = {"sample_query", NULL, sample_fields,
                                          LENGTH(sample_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/standards/{edition:int}/effect", "standard_effect",
     "Whether an edition helped, graded by how deals came to it.", "standards", .roles = LEADS,
     .states = MEMBER_ACTIVE, .scopes = SCOPE_READ, .flags = ROUTE_SLOW, .query = &effect_query,
     .answer = &shape_effect, .handle = get_effect},
    {HTTP_GET, "/api/v1/sample-size", "sample_size", "How many deals it takes to see a change.",
     "standards", FOR_MEMBERS, .query = &sample_query, .answer = &shape_sample,
     .handle = get_sample},
};
const struct route_list effect_routes = {rows, LENGTH(rows)};
