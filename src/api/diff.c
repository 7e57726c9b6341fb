/* What changes for whom: an edition beside another, or beside a draft. */
#include "api/answers.h"
#include "api/parts.h"

#include "workspace/flight.h"

static const struct rules *edition_asked(struct call *c, i64 number)
{
    const struct workspace *w = call_workspace(c);
    if (number >= 1 && number <= workspace_editions(w))
        return workspace_rules(w, (i32)number);
    call_not_found(c);
    return NULL;
}

static enum http_turn answer(struct call *c, const struct standard *before,
                             const struct standard *now)
{
    struct diff d;
    struct diff_report report = {.diff = &d};
    struct diff_deal *deals;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    report.deal_count = flight_gather(r, &c->arena, before, &deals);
    report.deals = deals;
    if (api_read_well(c, r)) {
        struct json j = call_json(c, 200);
        standard_diff(&d, &c->arena, before, now);
        json_object(&j);
        diff_json(&j, &c->arena, api_lang(c), &report);
        json_end(&j);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn get_diff(struct call *c)
{
    i64 with = 0;
    str text = call_query(c, "with");
    const struct rules *before = edition_asked(c, call_param_i64(c, "edition"));
    if (!before || !text.p || !str_to_i64(text, &with))
        return HTTP_ANSWERED;
    const struct rules *now = edition_asked(c, with);
    return now ? answer(c, before->standard, now->standard) : HTTP_ANSWERED;
}

static enum http_turn post_diff(struct call *c)
{
    struct diags d;
    struct err e = {0};
    struct draft *draft = arena_new(&c->arena, struct draft);
    const struct rules *before = edition_asked(c, call_param_i64(c, "edition"));
    if (!before)
        return HTTP_ANSWERED;
    lang_speak_in_thread(api_lang(c));
    diags_init(&d, &c->arena);
    d.file = S("standard");
    if (workspace_draft(draft, call_workspace(c), &c->arena, c->request.body, &d, &e))
        return answer(c, before->standard, draft->rules->standard);
    if (e.code)
        call_refuse_err(c, &e);
    else
        call_refuse_diags(c, 422, "standard", &d);
    return HTTP_ANSWERED;
}

static const struct shape_field with_fields[] = {
    {"with", SHAPE_INTEGER, .required = true, .least = 1, .most = WORKSPACE_EDITIONS_MAX,
     .about = "The edition that it is compared with: the later one."},
};
static const struct shape with_query = {"diff_query", NULL, with_fields, LENGTH(with_fields)};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/standards/{edition:int}/diff", "standard_diff",
     "In words, what changes for whom from this edition to another.", "standards", FOR_MEMBERS,
     .query = &with_query, .answer = &shape_diff, .handle = get_diff},
    {HTTP_POST, "/api/v1/standards/{edition:int}/diff", "standard_diff_draft",
     "The same to a draft that is not published.", "standards", FOR_MEMBERS,
     .body_type = "application/yaml", .body_bytes_max = STANDARD_BYTES_MAX, .answer = &shape_diff,
     .handle = post_diff},
};
const struct route_list diff_routes = {rows, LENGTH(rows)};
