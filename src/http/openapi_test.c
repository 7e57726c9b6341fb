/* The documents say what the table says. */
#include "http/openapi.h"
#include "http/toy_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "format/jansson.h"

static struct toy toy;
static struct buf out;

static int setup(void **state)
{
    (void)state;
    toy_init(&toy);
    buf_init(&out, 4 << 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buf_release(&out);
    toy_release(&toy);
    return 0;
}

static json_t *document(void)
{
    json_error_t e;
    buf_clear(&out);
    openapi_print(&out, &toy.site);
    json_t *j = json_loadb(out.p, (size_t)out.n, JSON_REJECT_DUPLICATES, &e);
    if (j == NULL)
        fail_msg("%s", e.text);
    return j;
}

static json_t *operation(json_t *doc, const struct route *r)
{
    char path[512], method[16] = {0};
    str shown = openapi_path(r->pattern, path);
    path[shown.n] = 0;
    for (i64 i = 0; http_method_name(r->method)[i]; i++)
        method[i] = (char)(http_method_name(r->method)[i] | 0x20);
    return json_object_get(json_object_get(json_object_get(doc, "paths"), path), method);
}

static void every_row_is_one_operation_and_no_other_exists(void **state)
{
    (void)state;
    json_t *doc = document(), *path, *op;
    const char *name, *method;
    i64 operations = 0;
    for (i64 i = 0; i < toy_route_count; i++) {
        op = operation(doc, &toy_routes[i]);
        assert_non_null(op);
        assert_string_equal(json_string_value(json_object_get(op, "operationId")),
                            toy_routes[i].id);
        assert_int_equal(json_object_get(op, "requestBody") != NULL,
                         route_has_body(&toy_routes[i]));
    }
    json_object_foreach(json_object_get(doc, "paths"), name, path)
        json_object_foreach(path, method, op) operations++;
    assert_int_equal(operations, toy_route_count);
    json_decref(doc);
}

/* Every {"$ref": "#/a/b/c"} leads somewhere. */
static i64 check_refs(json_t *doc, json_t *at)
{
    i64 n = 0;
    const char *key;
    json_t *value;
    size_t i;
    if (json_is_array(at))
        json_array_foreach(at, i, value) n += check_refs(doc, value);
    if (!json_is_object(at))
        return n;
    json_object_foreach(at, key, value)
    {
        n += check_refs(doc, value);
        if (strcmp(key, "$ref") != 0)
            continue;
        str rest = str_c(json_string_value(value)), part;
        json_t *found = doc;
        assert_true(str_cut(rest, '/', &part, &rest));
        for (bool more = true; more;) {
            char word[100];
            more = str_cut(rest, '/', &part, &rest);
            snprintf(word, sizeof word, "%.*s", STR_ARG(part));
            found = json_object_get(found, word);
            assert_non_null(found);
        }
        n++;
    }
    return n;
}

static void every_reference_leads_to_a_schema(void **state)
{
    (void)state;
    json_t *doc = document();
    assert_true(check_refs(doc, doc) > toy_route_count);
    json_decref(doc);
}

static void limits_of_the_table_are_in_the_schema(void **state)
{
    (void)state;
    json_t *doc = document();
    json_t *deal =
        json_object_get(json_object_get(json_object_get(doc, "components"), "schemas"), "deal_new");
    json_t *members = json_object_get(deal, "properties");
    json_t *title = json_object_get(members, "title");
    assert_int_equal(json_integer_value(json_object_get(title, "maxLength")), 20);
    assert_int_equal(json_integer_value(json_object_get(title, "minLength")), 1);
    assert_int_equal(json_array_size(json_object_get(deal, "required")), 1);
    assert_true(json_is_false(json_object_get(deal, "additionalProperties")));
    json_t *value = json_object_get(members, "value_minor");
    assert_int_equal(json_array_size(json_object_get(value, "type")), 2);
    assert_int_equal(json_integer_value(json_object_get(value, "maximum")), 1000000);
    json_t *list = operation(doc, toy_route("deal_list"));
    assert_int_equal(json_array_size(json_object_get(list, "parameters")), 6);
    json_t *purge = operation(doc, toy_route("deal_purge"));
    assert_true(json_is_true(json_object_get(purge, "x-fresh-login")));
    assert_int_equal(json_array_size(json_object_get(purge, "x-roles")), 1);
    json_decref(doc);
}

static i64 count_of(str text, str part)
{
    i64 n = 0;
    for (i64 at = str_find(text, part); at >= 0; at = str_find(text, part), n++)
        text = str_sub(text, at + 1, text.n);
    return n;
}

static void the_page_has_every_route_and_no_script(void **state)
{
    (void)state;
    buf_clear(&out);
    openapi_page_print(&out, &toy.site);
    str page = buf_str(&out);
    for (i64 i = 0; i < toy_route_count; i++) {
        char id[100];
        snprintf(id, sizeof id, "<article id=\"%s\">", toy_routes[i].id);
        assert_true(str_find(page, str_c(id)) > 0);
    }
    assert_true(str_find(page, S("<script")) < 0 && str_find(page, S("style=")) < 0);
    assert_int_equal(count_of(page, S("<article")), count_of(page, S("</article>")));
    assert_int_equal(count_of(page, S("<table>")), count_of(page, S("</table>")));
    assert_true(str_find(page, S("&lt;")) < 0); /* nothing of the toy's has markup… */
    toy.site.about = "<script>alert(1)</script>";
    buf_clear(&out);
    openapi_page_print(&out, &toy.site);
    assert_true(str_find(buf_str(&out), S("<script")) < 0); /* …and this has */
    toy.site.about = "A toy.";
}

static void a_file_inside_the_program_is_sent_with_its_tag(void **state)
{
    (void)state;
    struct call c = {0};
    struct toy_request r;
    toy_prepare(&r, toy_route("asset"));
    r.request.target = S("/assets/api.css");
    assert_int_equal(toy_send(&toy, &c, &r), 200);
    assert_true(str_find(http_response_body(&c.response), S("font:")) > 0);
    assert_int_equal(http_response_body(&c.response).n, files_api[0].n);
    toy_set(&r, "If-None-Match", files_api[0].etag);
    assert_int_equal(toy_send(&toy, &c, &r), 304);
    r.request.target = S("/assets/other.css");
    assert_int_equal(toy_send(&toy, &c, &r), 404);
    r.request.target = S("/assets/..%2fapi.css");
    assert_int_equal(toy_send(&toy, &c, &r), 400);
    call_release(&c);
}

/* "hello\n" as gzip, and three bytes that stand for Brotli. */
static const struct file packed_files[] = {
    {"packed.txt",
     "text/plain",
     NULL,
     0,
     "\"packed\"",
     true,
     {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\xe7\x02\x00\x20\x30\x3a\x36"
      "\x06\x00\x00\x00",
      26},
     {"\x01\x02\x03", 3}},
    {0},
};

/* The bytes and the coding that a client with this Accept-Encoding gets. */
static void assert_packed(const char *accepts, str bytes, const char *coding)
{
    struct call c = {0};
    struct toy_request r;
    toy_prepare(&r, toy_route("asset"));
    r.request.target = S("/assets/packed.txt");
    if (accepts)
        toy_set(&r, "Accept-Encoding", accepts);
    assert_int_equal(toy_send(&toy, &c, &r), 200);
    assert_true(str_eq(http_response_body(&c.response), bytes));
    str told = {0};
    for (i32 i = 0; i < c.response.field_count; i++)
        if (str_eq(c.response.fields[i].name, S("Content-Encoding")))
            told = c.response.fields[i].value;
    assert_true(str_eq(told, str_c(coding)));
    call_release(&c);
}

static void a_packed_file_is_sent_as_the_client_can_read_it(void **state)
{
    (void)state;
    static const struct file *const sets[] = {packed_files, NULL};
    const struct file *const *before = toy.site.files;
    toy.site.files = sets;
    assert_packed("gzip, deflate, br", packed_files[0].brotli, "br");
    assert_packed("gzip", packed_files[0].gzip, "gzip");
    assert_packed("br;q=0, gzip;q=0.5", packed_files[0].gzip, "gzip");
    assert_packed(NULL, S("hello\n"), "");
    assert_packed("identity", S("hello\n"), "");
    toy.site.files = before;
}

static void the_limits_have_names_values_and_meanings(void **state)
{
    (void)state;
    assert_true(http_limit_count > 20);
    for (i64 i = 0; i < http_limit_count; i++) {
        assert_true(http_limits[i].value > 0);
        assert_true(strlen(http_limits[i].meaning) > 10);
        for (i64 k = 0; k < i; k++)
            assert_string_not_equal(http_limits[i].name, http_limits[k].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_one_operation_and_no_other_exists),
        cmocka_unit_test(every_reference_leads_to_a_schema),
        cmocka_unit_test(limits_of_the_table_are_in_the_schema),
        cmocka_unit_test(the_page_has_every_route_and_no_script),
        cmocka_unit_test(a_file_inside_the_program_is_sent_with_its_tag),
        cmocka_unit_test(a_packed_file_is_sent_as_the_client_can_read_it),
        cmocka_unit_test(the_limits_have_names_values_and_meanings),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
