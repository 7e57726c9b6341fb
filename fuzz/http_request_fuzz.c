/* Any target and any body through the router, the JSON reader, the tables and the whole
 * dispatcher: an answer comes, and the handler is reached only with a body that fits. */
#include "http/dispatch.h"

#include <string.h>

static const char *const kinds[] = {"small", "large", NULL};
static const struct shape_field part_fields[] = {{"to", SHAPE_ID, .required = true}};
static const struct shape part = {"part", NULL, part_fields, LENGTH(part_fields)};
static const struct shape_field fields[] = {
    {"a", SHAPE_TEXT, .most = 5},          {"b", SHAPE_INTEGER, .least = 1, .most = 5},
    {"c", SHAPE_CHOICE, .choices = kinds}, {"d", SHAPE_LIST, .of = &part},
    {"e", SHAPE_DATE, .nullable = true},   {"f", SHAPE_MAP, .items = SHAPE_ANY},
};
static const struct shape body = {"body", NULL, fields, LENGTH(fields)};

static enum http_turn handle(struct call *c)
{
    const struct json_value *b = json_find(c->json, S("b"));
    assert(c->json->type == JSON_IS_OBJECT);
    assert(b == NULL || (b->whole && b->integer >= 1 && b->integer <= 5));
    struct json j = call_json(c, 200);
    json_object(&j);
    json_end(&j);
    return HTTP_ANSWERED;
}

static const struct route routes[] = {
    {HTTP_POST, "/a/{id}", "a", "A.", "t", .roles = HTTP_ANYONE, .query = &part, .body = &body,
     .handle = handle},
    {HTTP_POST, "/a/{n:int}/b/{day:date}", "b", "B.", "t", .roles = HTTP_ANYONE, .body = &body,
     .handle = handle},
};

static bool authenticate(struct call *c)
{
    (void)c;
    return true;
}

static i64 no_time(void *context)
{
    (void)context;
    return 0;
}

static void done(struct call *c)
{
    assert(c->response.status >= 200);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const hosts[] = {"h", NULL}, *const none[] = {NULL};
    static struct site site = {.routes = routes,
                               .route_count = LENGTH(routes),
                               .hosts = hosts,
                               .origins = none,
                               .authenticate = authenticate,
                               .now_ms = no_time,
                               .elapsed_ns = no_time,
                               .seed = 1};
    static const struct http_pair head[] = {{S("Host"), S("h")},
                                            {S("Idempotency-Key"), S("k")},
                                            {S("Content-Type"), S("application/json")}};
    static struct dispatcher d;
    static struct call c;
    str target, content;
    if (d.site == NULL) {
        struct arena a;
        struct diags problems;
        arena_init(&a, 1 << 20);
        diags_init(&problems, &a);
        bool good = dispatcher_init(&d, &site, &problems);
        assert(good);
    }
    str_cut((str){(const char *)data, (i64)size}, '\n', &target, &content);
    call_begin(&c, &d);
    c.done = done;
    c.request = (struct http_request){.method = HTTP_POST,
                                      .method_word = S("POST"),
                                      .target = target,
                                      .fields = head,
                                      .field_count = LENGTH(head),
                                      .body = content};
    dispatch(&c);
    return 0;
}
