/* People: the number that events carry, and a name. Who may do what is accounts/. */
#include "api/answers.h"
#include "api/parts.h"

static enum http_turn list_people(struct call *c)
{
    i64 most = c->listing.limit, after = 0;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    if (c->listing.place.n && !str_to_i64(c->listing.place, &after))
        after = 0;
    struct person_row *rows = arena_array(&c->arena, struct person_row, most + 1);
    i64 n = reader_people(r, &c->arena, (u32)after, most + 1, rows);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("people"));
    json_array(&j);
    for (i64 i = 0; i < i64_min(n, most); i++) {
        json_object(&j);
        put_i64(&j, "person", rows[i].number);
        put_str(&j, "name", rows[i].name);
        json_end(&j);
    }
    json_end(&j);
    if (n > most)
        put_str(&j, "next_cursor", call_cursor(c, str_fmt(&c->arena, "%u", rows[most - 1].number)));
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static void print_person(void *context, const struct answer *a, struct buf *out)
{
    struct change *change = context;
    struct json j;
    if (a->status != ANSWER_ACCEPTED)
        return;
    json_init(&j, out, 0);
    json_object(&j);
    put_i64(&j, "person", a->deal);
    put_str(&j, "name", change->request.intent.text);
    json_end(&j);
}

static enum http_turn name_person(struct call *c)
{
    struct change *change = change_new(c);
    struct intent *intent = &change->request.intent;
    intent->kind = INTENT_PERSON;
    intent->act.value = c->params.n ? call_param_i64(c, "person") : 0;
    intent->text = json_find(c->json, S("name"))->text;
    change->request.print = print_person;
    return change_submit(change);
}

static enum http_turn who_am_i(struct call *c)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct json j = call_json(c, 200);
    json_object(&j);
    put_str(&j, "workspace", str_c(call_opened(c)->id));
    put_person(&j, "me", r, &c->arena, c->actor.person);
    for (const struct access_word *w = access_roles; w->name; w++)
        if (c->actor.role & w->bit)
            put_str(&j, "role", str_c(w->name));
    put_text(&j, "department", c->actor.department);
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field name_fields[] = {
    {"name", SHAPE_TEXT, .required = true, .least = 1, .most = 100, .about = "As others say it."},
};
static const struct shape person_name = {"person_name", "A person's name.", name_fields,
                                         LENGTH(name_fields)};
static const char *const sorts[] = {"person", NULL};
static const char *const columns[] = {NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/whoami", "whoami", "Who asks, here.", "people", FOR_MEMBERS,
     .answer = &shape_whoami, .handle = who_am_i},
    {HTTP_GET, "/api/v1/people", "people_list", "Everybody who has a number here.", "people",
     FOR_MEMBERS, .flags = ROUTE_LIST, .listing = &listing, .answer = &shape_people,
     .handle = list_people},
    {HTTP_POST, "/api/v1/people", "person_new", "Gives a person a number.", "people",
     .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN, .body = &person_name,
     .status = 201, .answer = &shape_person, .handle = name_person},
    {HTTP_PATCH, "/api/v1/people/{person:int}", "person_rename", "Calls a person otherwise.",
     "people", .roles = PUBLISHERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN,
     .body = &person_name, .answer = &shape_person, .handle = name_person},
};
const struct route_list people_routes = {rows, LENGTH(rows)};
