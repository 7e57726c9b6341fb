/* The tables as JSON Schema, draft 2020-12: what an editor needs to complete and check. */
#include "standard/schema.h"

static const struct schema_object *const objects[] = {
    &schema_calendar, &schema_department, &schema_persona, &schema_field,     &schema_choice,
    &schema_stage,    &schema_milestone,  &schema_moves,   &schema_move,      &schema_play,
    &schema_handoff,  &schema_outcome,    &schema_reason,  &schema_indicator, &schema_review,
    &schema_training, &schema_waivers,    &schema_changes,
};

static void put(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

static void put_reference(struct json *j, const char *name)
{
    char text[80];
    struct buf path = {.p = text, .max = (i64)sizeof text};
    buf_fmt(&path, "#/$defs/%s", name);
    put(j, "$ref", buf_str(&path));
}

static void put_words(struct json *j)
{
    json_key(j, S("anyOf"));
    json_array(j);
    json_object(j);
    put_reference(j, "text");
    json_end(j);
    json_object(j);
    put_reference(j, "texts-by-language");
    json_end(j);
    json_end(j);
}

static void put_choices(struct json *j, const char *const *words)
{
    json_key(j, S("enum"));
    json_array(j);
    for (i64 i = 0; words[i]; i++)
        json_str(j, str_c(words[i]));
    json_end(j);
}

/* A map by id, each value as `object` says. */
static void put_items(struct json *j, const struct schema_object *object)
{
    put(j, "type", S("object"));
    json_key(j, S("propertyNames"));
    json_object(j);
    put_reference(j, "id");
    json_end(j);
    json_key(j, S("additionalProperties"));
    json_object(j);
    if (object->short_form) {
        json_key(j, S("anyOf"));
        json_array(j);
        json_object(j);
        put_reference(j, "words");
        json_end(j);
        json_object(j);
        put_reference(j, object->name);
        json_end(j);
        json_end(j);
    } else {
        put_reference(j, object->name);
    }
    json_end(j);
}

static void put_list(struct json *j, const char *of)
{
    put(j, "type", S("array"));
    json_key(j, S("items"));
    json_object(j);
    put_reference(j, of);
    json_end(j);
}

/* The inside of a value's schema: one word, or several in a list. */
static void put_word(struct json *j, const struct schema_key *k)
{
    if (!k->type->list) {
        put_choices(j, k->words);
        return;
    }
    /* one word stands for a list of one */
    json_key(j, S("anyOf"));
    json_array(j);
    json_object(j);
    put_choices(j, k->words);
    json_end(j);
    json_object(j);
    put(j, "type", S("array"));
    json_key(j, S("items"));
    json_object(j);
    put_choices(j, k->words);
    json_end(j);
    json_end(j);
    json_end(j);
}

static void put_key(struct json *j, const struct schema_key *k)
{
    json_key(j, str_c(k->name));
    json_object(j);
    put(j, "description", str_c(k->about));
    if (k->words)
        put_word(j, k);
    else if (k->object && k->type->list)
        put_list(j, k->object->name);
    else if (k->object && k->type == &type_object)
        put_reference(j, k->object->name);
    else if (k->object)
        put_items(j, k->object);
    else
        put_reference(j, k->type->name);
    json_end(j);
}

/* The inside of an object's schema. */
static void put_object(struct json *j, const struct schema_object *object)
{
    put(j, "description", str_c(object->about));
    put(j, "type", S("object"));
    json_key(j, S("properties"));
    json_object(j);
    for (const struct schema_key *k = object->keys; k->name; k++)
        put_key(j, k);
    json_end(j);
    json_key(j, S("required"));
    json_array(j);
    for (const struct schema_key *k = object->keys; k->name; k++)
        if (k->required)
            json_str(j, str_c(k->name));
    json_end(j);
    json_key(j, S("additionalProperties"));
    json_bool(j, false);
}

/* Editors know only true and false as booleans; we read yes and no too. */
static void put_boolean(struct json *j)
{
    json_key(j, S("enum"));
    json_array(j);
    json_bool(j, true);
    json_bool(j, false);
    json_str(j, S("yes"));
    json_str(j, S("no"));
    json_end(j);
}

static void put_scalar(struct json *j, const struct schema_type *type)
{
    if (type == &type_boolean) {
        put_boolean(j);
        return;
    }
    put(j, "type", str_c(type->json_type));
    if (type->pattern)
        put(j, "pattern", str_c(type->pattern));
}

static void put_type(struct json *j, const struct schema_type *type)
{
    json_key(j, str_c(type->name));
    json_object(j);
    put(j, "description", str_c(type->about));
    if (type == &type_words) {
        put_words(j);
    } else if (type->list) {
        /* one text stands for a list of one */
        json_key(j, S("anyOf"));
        json_array(j);
        json_object(j);
        put_scalar(j, type);
        json_end(j);
        json_object(j);
        put(j, "type", S("array"));
        json_key(j, S("items"));
        json_object(j);
        put_scalar(j, type);
        json_end(j);
        json_end(j);
        json_end(j);
    } else {
        put_scalar(j, type);
    }
    json_end(j);
}

/* Each type that some key uses, once, in order of first use. */
static void put_types(struct json *j, struct arena *a)
{
    VEC(const struct schema_type *) seen = {0};
    for (i64 o = -1; o < LENGTH(objects); o++) {
        const struct schema_object *object = o < 0 ? &schema_standard : objects[o];
        for (const struct schema_key *k = object->keys; k->name; k++) {
            bool known = k->type->name == NULL;
            for (i64 i = 0; i < seen.n && !known; i++)
                known = seen.v[i] == k->type;
            if (known)
                continue;
            *vec_push(a, &seen) = k->type; // NOLINT(bugprone-sizeof-expression): of pointers
            put_type(j, k->type);
        }
    }
}

static void put_languages(struct json *j)
{
    json_key(j, S("texts-by-language"));
    json_object(j);
    put(j, "type", S("object"));
    json_key(j, S("propertyNames"));
    json_object(j);
    put(j, "pattern", S("^[a-z]{2}(-[A-Z]{2})?$"));
    json_end(j);
    json_key(j, S("additionalProperties"));
    json_object(j);
    put_reference(j, "text");
    json_end(j);
    json_end(j);
}

void schema_print(struct buf *out)
{
    struct json j;
    struct arena scratch;
    arena_init(&scratch, 1 << 20);
    json_init(&j, out, 2);
    json_object(&j);
    put(&j, "$schema", S("https://json-schema.org/draft/2020-12/schema"));
    put(&j, "title", S("Etalon standard, format 1"));
    put_object(&j, &schema_standard);
    json_key(&j, S("$defs"));
    json_object(&j);
    put_types(&j, &scratch);
    put_languages(&j);
    for (i64 i = 0; i < LENGTH(objects); i++) {
        json_key(&j, str_c(objects[i]->name));
        json_object(&j);
        put_object(&j, objects[i]);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
    arena_release(&scratch);
}
