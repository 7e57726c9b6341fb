#include "http/shape.h"

static void put(struct json *j, const char *key, const char *value)
{
    json_key(j, str_c(key));
    json_str(j, str_c(value));
}

static void put_i64(struct json *j, const char *key, i64 value)
{
    json_key(j, str_c(key));
    json_i64(j, value);
}

static void put_ref(struct json *j, const struct shape *s)
{
    json_key(j, S("$ref"));
    char text[128];
    struct buf out = {.p = text, .max = sizeof text};
    buf_fmt(&out, "#/components/schemas/%s", s->name);
    assert(!out.full);
    json_str(j, buf_str(&out));
}

/* An object of its own schema, or null. */
static void put_part(struct json *j, const struct shape_field *f)
{
    if (!f->nullable) {
        put_ref(j, f->of);
        return;
    }
    json_key(j, S("anyOf"));
    json_array(j);
    json_object(j);
    put_ref(j, f->of);
    json_end(j);
    json_object(j);
    put(j, "type", "null");
    json_end(j);
    json_end(j);
}

static void put_type(struct json *j, const char *type, bool nullable)
{
    if (!nullable) {
        put(j, "type", type);
        return;
    }
    json_key(j, S("type"));
    json_array(j);
    json_str(j, str_c(type));
    json_str(j, S("null"));
    json_end(j);
}

static void put_choices(struct json *j, const struct shape_field *f)
{
    put_type(j, "string", f->nullable);
    json_key(j, S("enum"));
    json_array(j);
    for (const char *const *c = f->choices; *c; c++)
        json_str(j, str_c(*c));
    if (f->nullable)
        json_null(j);
    json_end(j);
}

static void put_members(struct json *j, const struct shape_field *f, enum shape_type type);

static void put_items(struct json *j, const struct shape_field *f, const char *key)
{
    struct shape_field item = {
        .type = f->items, .choices = f->choices, .nullable = f->items_nullable};
    json_key(j, str_c(key));
    json_object(j);
    if (f->of)
        put_ref(j, f->of);
    else
        put_members(j, &item, f->items);
    json_end(j);
}

static void put_text(struct json *j, const struct shape_field *f)
{
    put_type(j, "string", f->nullable);
    if (f->least)
        put_i64(j, "minLength", f->least);
    put_i64(j, "maxLength", f->most ? f->most : SHAPE_TEXT_MAX);
}

static void put_integer(struct json *j, const struct shape_field *f)
{
    put_type(j, "integer", f->nullable);
    put(j, "format", "int64");
    if (f->least || f->most) {
        put_i64(j, "minimum", f->least);
        put_i64(j, "maximum", f->most);
    }
}

static void put_members(struct json *j, const struct shape_field *f, enum shape_type type)
{
    switch (type) {
    case SHAPE_TEXT: put_text(j, f); break;
    case SHAPE_ID:
        put_type(j, "string", f->nullable);
        put(j, "pattern", "^[a-z0-9_-]{1,64}$");
        break;
    case SHAPE_INTEGER: put_integer(j, f); break;
    case SHAPE_NUMBER: put_type(j, "number", f->nullable); break;
    case SHAPE_BOOLEAN: put_type(j, "boolean", f->nullable); break;
    case SHAPE_DATE:
        put_type(j, "string", f->nullable);
        put(j, "format", "date");
        break;
    case SHAPE_TIME:
        put_type(j, "string", f->nullable);
        put(j, "format", "date-time");
        break;
    case SHAPE_CHOICE: put_choices(j, f); break;
    case SHAPE_OBJECT: put_part(j, f); break;
    case SHAPE_LIST:
        put_type(j, "array", f->nullable);
        put_items(j, f, "items");
        put_i64(j, "minItems", f->least);
        put_i64(j, "maxItems", f->most ? f->most : SHAPE_LIST_MAX);
        break;
    case SHAPE_MAP:
        put_type(j, "object", f->nullable);
        put_items(j, f, "additionalProperties");
        put_i64(j, "maxProperties", f->most ? f->most : SHAPE_LIST_MAX);
        break;
    case SHAPE_ANY: break;
    }
}

void shape_print_field(struct json *j, const struct shape_field *f)
{
    json_object(j);
    if (f->about)
        put(j, "description", f->about);
    put_members(j, f, f->type);
    json_end(j);
}

static i64 required_count(const struct shape *s)
{
    i64 n = 0;
    for (i64 i = 0; i < s->n; i++)
        n += s->fields[i].required;
    return n;
}

void shape_print(struct json *j, const struct shape *s)
{
    json_object(j);
    put(j, "type", "object");
    if (s->about)
        put(j, "description", s->about);
    json_key(j, S("properties"));
    json_object(j);
    for (i64 i = 0; i < s->n; i++) {
        json_key(j, str_c(s->fields[i].name));
        shape_print_field(j, &s->fields[i]);
    }
    json_end(j);
    if (required_count(s)) {
        json_key(j, S("required"));
        json_array(j);
        for (i64 i = 0; i < s->n; i++)
            if (s->fields[i].required)
                json_str(j, str_c(s->fields[i].name));
        json_end(j);
    }
    json_key(j, S("additionalProperties"));
    json_bool(j, false);
    json_end(j);
}
