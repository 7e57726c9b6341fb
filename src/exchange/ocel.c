#include "exchange/ocel.h"

#include "format/json.h"

#define BEGINNING "1970-01-01T00:00:00.000Z"

/* "2024-01-05T00:00:00.000Z": readers take the first moment's form for that of all. */
static str moment(char room[40], i64 at_ms)
{
    struct buf b = {.p = room, .max = 40};
    i64 ms = ((at_ms % 1000) + 1000) % 1000;
    time_print(&b, at_ms - ms);
    b.n--; /* the Z */
    buf_fmt(&b, ".%03lldZ", (long long)ms);
    return buf_str(&b);
}

static void key_text(struct json *j, const char *key, str value)
{
    json_key(j, str_c(key));
    json_str(j, value);
}

static void id_of(struct json *j, const char *key, const char *kind, str name, struct arena scratch)
{
    json_key(j, str_c(key));
    json_str(j, str_fmt(&scratch, "%s:%.*s", kind, STR_ARG(name)));
}

static void type_attribute(struct json *j, str name, const char *type)
{
    json_object(j);
    key_text(j, "name", name);
    key_text(j, "type", str_c(type));
    json_end(j);
}

static void put_types(struct json *j, const struct history *h)
{
    json_key(j, S("eventTypes"));
    json_array(j);
    for (i64 i = 0; i < h->activities.n; i++) {
        json_object(j);
        key_text(j, "name", dict_name(&h->activities, (u32)i));
        json_key(j, S("attributes"));
        json_array(j);
        type_attribute(j, S("kind"), "string");
        json_end(j);
        json_end(j);
    }
    json_end(j);
    json_key(j, S("objectTypes"));
    json_array(j);
    json_object(j);
    key_text(j, "name", S("deal"));
    json_key(j, S("attributes"));
    json_array(j);
    type_attribute(j, S("name"), "string");
    type_attribute(j, S("outcome"), "string");
    type_attribute(j, S("amount"), "float");
    type_attribute(j, S("currency"), "string");
    type_attribute(j, S("reason"), "string");
    for (i64 k = 0; k < h->attribute_count; k++)
        type_attribute(j, h->attributes[k].name, "string");
    json_end(j);
    json_end(j);
    json_object(j);
    key_text(j, "name", S("person"));
    json_key(j, S("attributes"));
    json_array(j);
    type_attribute(j, S("name"), "string");
    json_end(j);
    json_end(j);
    json_end(j);
}

static void begin_value(struct json *j, str name)
{
    json_object(j);
    key_text(j, "name", name);
    key_text(j, "time", S(BEGINNING));
    json_key(j, S("value"));
}

static void put_value(struct json *j, str name, str value)
{
    if (value.n == 0)
        return;
    begin_value(j, name);
    json_str(j, value);
    json_end(j);
}

f64 ocel_amount(const struct history *h, i64 d)
{
    f64 amount = (f64)h->amount_minor[d];
    for (i32 k = money_digits(dict_name(&h->currencies, h->currency[d])); k > 0; k--)
        amount /= 10;
    return amount;
}

static str reason_of(const struct history *h, i64 d)
{
    return h->reason[d] == HISTORY_NO_ID ? (str){0} : dict_name(&h->reasons, h->reason[d]);
}

static void put_deal(struct json *j, const struct history *h, i64 d, struct arena scratch)
{
    json_object(j);
    id_of(j, "id", "deal", h->deal_id[d], scratch);
    key_text(j, "type", S("deal"));
    json_key(j, S("attributes"));
    json_array(j);
    if (h->deal_name)
        put_value(j, S("name"), h->deal_name[d]);
    put_value(j, S("outcome"), str_c(outcome_id((enum outcome)h->outcome[d])));
    if (h->amount_known[d]) {
        begin_value(j, S("amount"));
        json_f64(j, ocel_amount(h, d));
        json_end(j);
        put_value(j, S("currency"), dict_name(&h->currencies, h->currency[d]));
    }
    put_value(j, S("reason"), reason_of(h, d));
    for (i64 k = 0; k < h->attribute_count; k++) {
        u32 value = h->attributes[k].value[d];
        if (value != HISTORY_NO_ID)
            put_value(j, h->attributes[k].name, dict_name(&h->attributes[k].values, value));
    }
    json_end(j);
    json_key(j, S("relationships"));
    json_array(j);
    if (h->owner[d] != HISTORY_NO_ID) {
        json_object(j);
        id_of(j, "objectId", "person", dict_name(&h->actors, h->owner[d]), scratch);
        key_text(j, "qualifier", S("owner"));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

static void put_person(struct json *j, str name, struct arena scratch)
{
    json_object(j);
    id_of(j, "id", "person", name, scratch);
    key_text(j, "type", S("person"));
    json_key(j, S("attributes"));
    json_array(j);
    put_value(j, S("name"), name);
    json_end(j);
    json_key(j, S("relationships"));
    json_array(j);
    json_end(j);
    json_end(j);
}

static const char *kind_of(const struct history *h, i64 i)
{
    return activity_kind_id((enum activity_kind)h->activity_kind[h->activity[i]]);
}

static void put_event(struct json *j, const struct history *h, i64 d, i64 i, struct arena scratch)
{
    char at[40];
    json_object(j);
    key_text(j, "id", str_fmt(&scratch, "event:%lld", (long long)i + 1));
    key_text(j, "type", dict_name(&h->activities, h->activity[i]));
    key_text(j, "time", moment(at, h->at_ms[i]));
    json_key(j, S("attributes"));
    json_array(j);
    json_object(j);
    key_text(j, "name", S("kind"));
    key_text(j, "value", str_c(kind_of(h, i)));
    json_end(j);
    json_end(j);
    json_key(j, S("relationships"));
    json_array(j);
    json_object(j);
    id_of(j, "objectId", "deal", h->deal_id[d], scratch);
    key_text(j, "qualifier", S("deal"));
    json_end(j);
    if (h->actor && h->actor[i] != HISTORY_NO_ID) {
        json_object(j);
        id_of(j, "objectId", "person", dict_name(&h->actors, h->actor[i]), scratch);
        key_text(j, "qualifier", S("actor"));
        json_end(j);
    }
    json_end(j);
    json_end(j);
}

enum { SCRATCH_BYTES = 1 << 20 };

void ocel_write_json(struct sink *sink, const struct history *h)
{
    struct json j;
    struct arena scratch;
    arena_init(&scratch, SCRATCH_BYTES);
    json_init(&j, sink->out, 0);
    json_object(&j);
    put_types(&j, h);
    json_key(&j, S("objects"));
    json_array(&j);
    for (i64 d = 0; d < h->deal_count; d++) {
        put_deal(&j, h, d, scratch);
        sink_turn(sink);
    }
    for (i64 i = 0; i < h->actors.n; i++)
        put_person(&j, dict_name(&h->actors, (u32)i), scratch);
    json_end(&j);
    json_key(&j, S("events"));
    json_array(&j);
    for (i64 d = 0; d < h->deal_count; d++)
        for (i64 i = h->first[d]; i < h->first[d + 1]; i++) {
            put_event(&j, h, d, i, scratch);
            sink_turn(sink);
        }
    json_end(&j);
    json_end(&j);
    arena_release(&scratch);
}
