/* Walks the tables: objects by key, items by id, lists. */
#include "base/message.h"
#include "standard/schema.h"

#include <string.h>

enum { KEYS_MAX = 64 };

static const struct schema_key *find_key(const struct schema_object *object, str name)
{
    for (const struct schema_key *k = object->keys; k->name; k++)
        if (str_eq(name, str_c(k->name)))
            return k;
    return NULL;
}

static void report_unknown(struct reader *r, const struct schema_object *object,
                           const struct yaml_node *node)
{
    str names[KEYS_MAX], list = S("");
    i64 n = 0;
    for (const struct schema_key *k = object->keys; k->name; k++, n++) {
        assert(n < KEYS_MAX);
        names[n] = str_c(k->name);
        list = str_fmt(r->arena, "%.*s%s%s", STR_ARG(list), n ? ", " : "", k->name);
    }
    struct diag *d =
        diag_add(r->diags, DIAG_ERROR, "unknown-key", node->key_at, "unknown key \"%.*s\" in %s",
                 (int)i64_min(node->key.n, 80), node->key.p, message(object->name));
    str near = diag_did_you_mean(node->key, names, n);
    bool rest = yaml_is_nothing(node) && str_find_char(node->key, ' ') >= 0;
    if (rest) /* {about: One, two words}: the comma ended the text */
        diag_hint(r->diags, d, "between { } a text with a comma in it must be in quotes");
    else if (near.n)
        diag_hint(r->diags, d, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(r->diags, d, "the keys are: %.*s", STR_ARG(list));
}

static void read_key(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                     void *value)
{
    if (yaml_is_nothing(node)) {
        diag_hint(r->diags,
                  diag_add(r->diags, DIAG_ERROR, "empty-value", node->key_at, "\"%s\" has no value",
                           key->name),
                  "write one, or leave the key out");
        return;
    }
    if (key->place_offset) {
        struct place at = yaml_place_in(node, 0, node->text.n);
        memcpy((char *)value + key->place_offset, &at, sizeof at);
    }
    key->type->read(r, node, key, (char *)value + key->offset);
}

static void report_missing(struct reader *r, const struct schema_object *object,
                           const struct yaml_node *node)
{
    for (const struct schema_key *k = object->keys; k->name; k++) {
        if (!k->required || yaml_find(node, str_c(k->name)))
            continue;
        struct place at = node->key_at.line ? node->key_at : node->at;
        struct diag *d =
            diag_add(r->diags, DIAG_ERROR, "missing-key", at, "the key \"%s\" is missing in %s",
                     k->name, message(object->name));
        diag_hint(r->diags, d, "%s: %s", k->name, message(k->about));
    }
}

void schema_read_object(struct reader *r, const struct yaml_node *node,
                        const struct schema_object *object, void *value)
{
    if (node->kind != YAML_MAP) {
        struct place at = yaml_is_nothing(node) && node->key_at.line ? node->key_at : node->at;
        struct diag *d = diag_add(r->diags, DIAG_ERROR, "wrong-type", at,
                                  "expected the keys of %s here", message(object->name));
        diag_hint(r->diags, d, "%s", message(object->about));
        return;
    }
    if (object->begin)
        object->begin(r, node, value);
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        const struct schema_key *key = find_key(object, c->key);
        if (key)
            read_key(r, c, key, value);
        else
            report_unknown(r, object, c);
    }
    report_missing(r, object, node);
    if (object->end)
        object->end(r, node, value);
}

static bool looks_like_words(const struct yaml_node *node)
{
    bool all = node->kind == YAML_MAP;
    for (const struct yaml_node *c = node->first; c && all; c = c->next)
        all = schema_is_language(c->key);
    return all || node->kind == YAML_TEXT;
}

void schema_read_items(struct reader *r, const struct yaml_node *node,
                       const struct schema_object *object, void *vec)
{
    if (node->kind != YAML_MAP) {
        struct diag *d = diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at,
                                  "expected a map of each %s by its id", message(object->name));
        diag_hint(r->diags, d, "write the id, a colon, and what belongs to it below");
        return;
    }
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        if (schema_count(vec) >= object->items_max) {
            diag_add(r->diags, DIAG_ERROR, "limit", c->key_at, "a standard holds at most %lld %s",
                     (long long)object->items_max, message(object->plural));
            return;
        }
        void *value = schema_push(r->arena, vec, object->size);
        schema_check_id(r, c->key, c->key_at);
        struct schema_item item = {c->key, c->key_at};
        memcpy(value, &item, sizeof item);
        if (object->short_form && looks_like_words(c) && !yaml_is_nothing(c))
            type_words.read(r, c, &(struct schema_key){.type = &type_words},
                            (char *)value + object->title_offset);
        else
            schema_read_object(r, c, object, value);
    }
}

static void read_items(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    schema_read_items(r, node, key->object, value);
}

static void read_list(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    if (node->kind != YAML_LIST) {
        diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at, "expected a list of each %s",
                 message(key->object->name));
        return;
    }
    for (const struct yaml_node *c = node->first; c; c = c->next)
        schema_read_object(r, c, key->object, schema_push(r->arena, value, key->object->size));
}

static void read_part(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    schema_read_object(r, node, key->object, value);
}

const struct schema_type type_object = {NULL, MESSAGE("a map"), "object", NULL, false, read_part};
const struct schema_type type_items = {NULL, MESSAGE("a map"), "object", NULL, false, read_items};
const struct schema_type type_list = {NULL, MESSAGE("a list"), "object", NULL, true, read_list};
