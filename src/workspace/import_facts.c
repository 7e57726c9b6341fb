#include "workspace/import_facts.h"

#include "format/json.h"
#include "format/json_tree.h"

void import_facts_of(struct import_facts *f, struct arena *a, const struct history *h, i64 d,
                     str stage)
{
    *f = (struct import_facts){
        .created_ms = h->created_ms[d],
        .entered_ms = h->entered_ms[d],
        .seen_from_ms = h->seen_from_ms[d],
        .closed_ms = h->closed_ms[d],
        .expected_ms = h->expected_ms[d],
        .modified_ms = h->modified_ms[d],
        .outcome = (enum outcome)h->outcome[d],
        .name = h->deal_name ? h->deal_name[d] : (str){0},
        .stage = stage,
        .owner = h->owner[d] == HISTORY_NO_ID ? (str){0} : dict_name(&h->actors, h->owner[d]),
        .reason = h->reason[d] == HISTORY_NO_ID ? (str){0} : dict_name(&h->reasons, h->reason[d]),
        .currency = dict_name(&h->currencies, h->currency[d]),
        .amount_minor = h->amount_minor[d],
        .amount_known = h->amount_known[d],
        .opened = -1,
    };
    for (i64 k = 0; k < h->attribute_count; k++) {
        u32 value = h->attributes[k].value[d];
        if (value != HISTORY_NO_ID)
            *vec_push(a, &f->attributes) = (struct fact_attribute){
                h->attributes[k].name, dict_name(&h->attributes[k].values, value)};
    }
}

/* Moments, in the order in which they are written. */
struct moment {
    const char *key;
    i64 offset;
};
static const struct moment moments[] = {
    {"created", offsetof(struct import_facts, created_ms)},
    {"entered", offsetof(struct import_facts, entered_ms)},
    {"seen_from", offsetof(struct import_facts, seen_from_ms)},
    {"closed", offsetof(struct import_facts, closed_ms)},
    {"expected", offsetof(struct import_facts, expected_ms)},
    {"modified", offsetof(struct import_facts, modified_ms)},
};
static const struct moment texts[] = {
    {"name", offsetof(struct import_facts, name)},
    {"stage", offsetof(struct import_facts, stage)},
    {"owner", offsetof(struct import_facts, owner)},
    {"reason", offsetof(struct import_facts, reason)},
    {"currency", offsetof(struct import_facts, currency)},
    {"opened_by", offsetof(struct import_facts, opened_by)},
    {"lags", offsetof(struct import_facts, lags)},
};

static i64 *moment_of(struct import_facts *f, i64 i)
{
    return (i64 *)(void *)((char *)f + moments[i].offset);
}

static str *text_of(struct import_facts *f, i64 i)
{
    return (str *)(void *)((char *)f + texts[i].offset);
}

static void put_number(struct json *j, str key, i64 value)
{
    json_key(j, key);
    json_i64(j, value);
}

void import_facts_print(struct buf *out, const struct import_facts *f)
{
    struct import_facts copy = *f;
    struct json j;
    json_init(&j, out, 0);
    json_object(&j);
    for (i64 i = 0; i < LENGTH(moments); i++)
        if (*moment_of(&copy, i) != TIME_NONE)
            put_number(&j, str_c(moments[i].key), *moment_of(&copy, i));
    if (f->outcome != OUTCOME_OPEN) {
        json_key(&j, S("outcome"));
        json_str(&j, str_c(outcome_id(f->outcome)));
    }
    for (i64 i = 0; i < LENGTH(texts); i++)
        if (text_of(&copy, i)->n) {
            json_key(&j, str_c(texts[i].key));
            json_str(&j, *text_of(&copy, i));
        }
    if (f->amount_known)
        put_number(&j, S("amount"), f->amount_minor);
    if (f->opened >= 0)
        put_number(&j, S("opened"), f->opened);
    if (f->attributes.n) {
        json_key(&j, S("attributes"));
        json_object(&j);
        for (i64 i = 0; i < f->attributes.n; i++) {
            json_key(&j, f->attributes.v[i].name);
            json_str(&j, f->attributes.v[i].value);
        }
        json_end(&j);
    }
    json_end(&j);
}

bool import_facts_parse(struct import_facts *f, struct arena *a, str text)
{
    struct diags d;
    str line, rest;
    diags_init(&d, a);
    str_cut(text, '\n', &line, &rest);
    const struct json_value *root = json_parse(a, line, &d);
    *f = (struct import_facts){.opened = -1};
    if (!root || root->type != JSON_IS_OBJECT)
        return false;
    for (i64 i = 0; i < LENGTH(moments); i++)
        *moment_of(f, i) = json_member_whole(root, moments[i].key, TIME_NONE);
    for (i64 i = 0; i < LENGTH(texts); i++)
        *text_of(f, i) = json_member_text(root, texts[i].key);
    str outcome = json_member_text(root, "outcome");
    if (outcome.n && !outcome_parse(outcome, &f->outcome))
        return false;
    f->amount_known = json_find(root, S("amount"));
    f->amount_minor = json_member_whole(root, "amount", 0);
    f->opened = json_member_whole(root, "opened", -1);
    const struct json_value *attributes = json_find(root, S("attributes"));
    for (const struct json_value *v = attributes ? attributes->first : NULL; v; v = v->next)
        if (v->type == JSON_IS_TEXT)
            *vec_push(a, &f->attributes) = (struct fact_attribute){v->key, v->text};
    return true;
}
