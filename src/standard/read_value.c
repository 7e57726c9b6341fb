/* One reader for each type of value. */
#include "base/message.h"
#include "standard/schema.h"

#include <string.h>

enum { SPAN_COUNT_MAX = 36500 };

/* The layout of every VEC. */
struct any_vec {
    void *v;
    i64 n, room;
};

void *schema_push(struct arena *a, void *vec, i64 size)
{
    struct any_vec any;
    memcpy(&any, vec, sizeof any);
    if (any.n == any.room) {
        i64 room = any.room ? 2 * any.room : 8;
        any.v = arena_grow(a, any.v, any.room, room, size);
        any.room = room;
    }
    void *new = (char *)any.v + any.n++ *size;
    memcpy(vec, &any, sizeof any);
    return new;
}

i64 schema_count(const void *vec)
{
    struct any_vec any;
    memcpy(&any, vec, sizeof any);
    return any.n;
}

static struct diag *wrong(struct reader *r, const struct yaml_node *node, const char *code,
                          const char *what)
{
    struct diag *d = diag_add(r->diags, DIAG_ERROR, code, node->at, "\"%.*s\" is not %s",
                              (int)i64_min(node->text.n, 80), node->text.p, message(what));
    return d;
}

void schema_report_type(struct reader *r, const struct yaml_node *node, const char *what)
{
    static const char *const kinds[] = {MESSAGE("a text"), MESSAGE("a list"), MESSAGE("a map")};
    diag_add(r->diags, DIAG_ERROR, "wrong-type", node->at, "here stands %s, expected %s",
             message(kinds[node->kind]), message(what));
}

bool schema_expect_text(struct reader *r, const struct yaml_node *node, const char *what)
{
    if (node->kind != YAML_TEXT)
        schema_report_type(r, node, what);
    return node->kind == YAML_TEXT;
}

static void read_text(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    if (!schema_expect_text(r, node, key->type->about))
        return;
    str text = str_trim(node->text);
    if (text.n == 0)
        diag_add(r->diags, DIAG_ERROR, "empty-value", node->at, "this text is empty");
    *(str *)value = text;
}

/* Each element of the list, or the one text that stands for a list of one. */
static const struct yaml_node *first_of(struct reader *r, const struct yaml_node *node,
                                        const char *what)
{
    if (node->kind == YAML_LIST)
        return node->first;
    return schema_expect_text(r, node, what) ? node : NULL;
}

static const struct yaml_node *next_of(const struct yaml_node *node, const struct yaml_node *at)
{
    return at == node ? NULL : at->next;
}

static void read_texts(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    const struct yaml_node *c = first_of(r, node, key->type->about);
    for (; c; c = next_of(node, c))
        read_text(r, c, key, schema_push(r->arena, value, (i64)sizeof(str)));
}

static bool is_id(str s)
{
    if (s.n == 0 || s.n > STANDARD_ID_MAX || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
            return false;
    }
    return s.p[s.n - 1] != '-';
}

/* What the author probably wants as an id: "Coût d'achat" → "co-t-d-achat". */
static str id_from(struct arena *a, str s)
{
    char *p = arena_array(a, char, STANDARD_ID_MAX);
    i64 n = 0;
    for (i64 i = 0; i < s.n && n < STANDARD_ID_MAX; i++) {
        char c = s.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        bool kept = (c >= 'a' && c <= 'z') || (n && c >= '0' && c <= '9') || (n && c == '_');
        if (kept)
            p[n++] = c;
        else if (n && p[n - 1] != '-')
            p[n++] = '-';
    }
    while (n && p[n - 1] == '-')
        n--;
    return (str){p, n};
}

void schema_check_id(struct reader *r, str id, struct place at)
{
    if (is_id(id))
        return;
    struct diag *d = diag_add(r->diags, DIAG_ERROR, "bad-id", at, "\"%.*s\" cannot be an id",
                              (int)i64_min(id.n, 80), id.p);
    str better = id_from(r->arena, id);
    if (better.n)
        diag_hint(r->diags, d,
                  "an id is made of small letters, digits and dashes, at most %d: %.*s",
                  STANDARD_ID_MAX, STR_ARG(better));
    else
        diag_hint(r->diags, d, "an id is made of small letters, digits and dashes");
}

static void read_id(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                    void *value)
{
    if (!schema_expect_text(r, node, key->type->about))
        return;
    schema_check_id(r, node->text, node->at);
    *(str *)value = node->text;
}

/* "en", "fr", "pt-BR" */
bool schema_is_language(str s)
{
    bool base = s.n >= 2 && s.p[0] >= 'a' && s.p[0] <= 'z' && s.p[1] >= 'a' && s.p[1] <= 'z';
    return base && (s.n == 2 || (s.n == 5 && s.p[2] == '-' && s.p[3] >= 'A' && s.p[3] <= 'Z' &&
                                 s.p[4] >= 'A' && s.p[4] <= 'Z'));
}

static void read_wording(struct reader *r, const struct yaml_node *node, struct words *words)
{
    if (!schema_expect_text(r, node, "a text"))
        return;
    struct wording *w = vec_push(r->arena, &words->list);
    *w = (struct wording){node->key, str_trim(node->text)};
    if (w->text.n == 0)
        diag_add(r->diags, DIAG_ERROR, "empty-value", node->at, "this text is empty");
}

static void read_words(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                       void *value)
{
    struct words *words = value;
    if (node->kind == YAML_TEXT) {
        read_text(r, node, key, &vec_push(r->arena, &words->list)->text);
        return;
    }
    if (node->kind != YAML_MAP) {
        schema_report_type(r, node, key->type->about);
        return;
    }
    if (node->first == NULL)
        diag_add(r->diags, DIAG_ERROR, "empty-value", node->at, "this text is empty");
    for (const struct yaml_node *c = node->first; c; c = c->next) {
        if (schema_is_language(c->key)) {
            read_wording(r, c, words);
            continue;
        }
        struct diag *d =
            diag_add(r->diags, DIAG_ERROR, "unknown-key", c->key_at, "\"%.*s\" is not a language",
                     (int)i64_min(c->key.n, 80), c->key.p);
        /* {en: One, two}: the comma ended the text */
        if (yaml_is_nothing(c))
            diag_hint(r->diags, d, "between { } a text with a comma in it must be in quotes");
        else
            diag_hint(r->diags, d, "a text in several languages is written {en: …, fr: …}");
    }
}

struct unit {
    const char *name;
    i64 ms;
    i32 days;
    bool working;
};
static const struct unit units[] = {
    {"minute", 60 * MS_PER_SECOND, 0, false},
    {"hour", MS_PER_HOUR, 0, false},
    {"day", MS_PER_DAY, 1, false},
    {"week", 7 * MS_PER_DAY, 7, false},
    {"working minute", 60 * MS_PER_SECOND, 0, true},
    {"working hour", MS_PER_HOUR, 0, true},
    {"working day", MS_PER_DAY, 1, true},
};

static const struct unit *find_unit(str name)
{
    for (i64 i = 0; i < LENGTH(units); i++) {
        str one = str_c(units[i].name);
        if (str_eq(name, one) ||
            (name.n == one.n + 1 && str_starts(name, one) && name.p[one.n] == 's'))
            return &units[i];
    }
    return NULL;
}

static bool parse_span(str text, struct span *span)
{
    str number, unit_name;
    i64 count;
    if (!str_cut(text, ' ', &number, &unit_name) || !str_to_i64(number, &count))
        return false;
    const struct unit *unit = find_unit(str_trim(unit_name));
    if (!unit || count < 1 || count > SPAN_COUNT_MAX)
        return false;
    *span = (struct span){count * unit->ms, (i32)count * unit->days, unit->working, true};
    return true;
}

static void read_span(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    struct span span;
    if (!schema_expect_text(r, node, key->type->about))
        return;
    if (parse_span(str_trim(node->text), &span)) {
        *(struct span *)value = span;
        return;
    }
    struct diag *d = wrong(r, node, "bad-span", "a length of time");
    if (str_find(node->text, S("month")) >= 0 || str_find(node->text, S("year")) >= 0)
        diag_hint(r->diags, d, "months are not all alike: write 30 days, 13 weeks, 365 days");
    else
        diag_hint(r->diags, d, "write 10 days, 2 weeks, 4 working hours, 1 working day");
}

static void read_days(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    struct span span = {0};
    read_span(r, node, key, &span);
    if (span.known && (span.days == 0 || span.working))
        diag_hint(r->diags, wrong(r, node, "bad-span", "a number of days"), "write 90 days");
    *(i32 *)value = span.days;
}

static void read_integer(struct reader *r, const struct yaml_node *node,
                         const struct schema_key *key, void *value)
{
    i64 number;
    if (!schema_expect_text(r, node, key->type->about))
        return;
    if (!str_to_i64(node->text, &number) || number < 1 || number > 1000000)
        wrong(r, node, "bad-number", "a whole number from 1");
    else
        *(i32 *)value = (i32)number;
}

static void read_boolean(struct reader *r, const struct yaml_node *node,
                         const struct schema_key *key, void *value)
{
    if (!schema_expect_text(r, node, key->type->about))
        return;
    bool yes = str_eq(node->text, S("true")) || str_eq(node->text, S("yes"));
    bool no = str_eq(node->text, S("false")) || str_eq(node->text, S("no"));
    if (!yes && !no)
        diag_hint(r->diags, wrong(r, node, "bad-word", "true or false"), "write true or false");
    *(bool *)value = yes;
}

static str words_listed(struct reader *r, const char *const *words)
{
    str list = S("");
    for (i64 i = 0; words[i]; i++)
        list = str_fmt(r->arena, "%.*s%s%s", STR_ARG(list), i ? ", " : "", words[i]);
    return list;
}

/* The index of the node's text in `words`, -1 after saying that it is none of them. */
static i32 find_word(struct reader *r, const struct yaml_node *node, const char *const *words)
{
    str list[64];
    i64 n = 0;
    for (; words[n]; n++) {
        list[n] = str_c(words[n]);
        if (str_eq(node->text, list[n]))
            return (i32)n;
    }
    struct diag *d =
        diag_add(r->diags, DIAG_ERROR, "unknown-word", node->at, "\"%.*s\" is not known here",
                 (int)i64_min(node->text.n, 80), node->text.p);
    str near = diag_did_you_mean(node->text, list, n);
    if (near.n)
        diag_hint(r->diags, d, "did you mean %.*s?", STR_ARG(near));
    else
        diag_hint(r->diags, d, "one of: %.*s", STR_ARG(words_listed(r, words)));
    return -1;
}

static void read_word(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    if (!schema_expect_text(r, node, "a word"))
        return;
    i32 index = find_word(r, node, key->words);
    if (index >= 0)
        memcpy(value, &index, sizeof index); /* the enums of standard.h are 32 bits */
}

static void read_word_text(struct reader *r, const struct yaml_node *node,
                           const struct schema_key *key, void *value)
{
    if (schema_expect_text(r, node, "a word") && find_word(r, node, key->words) >= 0)
        *(str *)value = node->text;
}

static void read_word_set(struct reader *r, const struct yaml_node *node,
                          const struct schema_key *key, void *value)
{
    u32 mask = 0;
    const struct yaml_node *c = first_of(r, node, "a list of words");
    for (; c; c = next_of(node, c)) {
        i32 index = schema_expect_text(r, c, "a word") ? find_word(r, c, key->words) : -1;
        if (index >= 0)
            mask |= 1u << index;
    }
    *(u32 *)value = mask;
}

static void read_ref(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                     void *value)
{
    if (schema_expect_text(r, node, key->type->about))
        *(struct ref *)value = (struct ref){node->text, node->at, -1};
}

static void read_refs(struct reader *r, const struct yaml_node *node, const struct schema_key *key,
                      void *value)
{
    const struct yaml_node *c = first_of(r, node, key->type->about);
    for (; c; c = next_of(node, c))
        read_ref(r, c, key, schema_push(r->arena, value, (i64)sizeof(struct ref)));
}

static void read_condition(struct reader *r, const struct yaml_node *node,
                           const struct schema_key *key, void *value)
{
    if (!schema_expect_text(r, node, key->type->about))
        return;
    *(str *)value = node->text;
}

static void read_currency(struct reader *r, const struct yaml_node *node,
                          const struct schema_key *key, void *value)
{
    if (!schema_expect_text(r, node, key->type->about))
        return;
    *(str *)value = node->text;
    bool sound = node->text.n == 3;
    for (i64 i = 0; i < node->text.n; i++)
        sound = sound && node->text.p[i] >= 'A' && node->text.p[i] <= 'Z';
    if (!sound)
        diag_hint(r->diags, wrong(r, node, "bad-currency", "a currency of ISO 4217"),
                  "three capital letters: EUR, USD, GBP");
}

/* "at least 25 %", "at most 45 days", "1.1" */
static bool parse_target(str text, struct target *target)
{
    *target = (struct target){.known = true};
    if (str_starts(text, S("at most "))) {
        target->at_most = true;
        text = str_sub(text, 8, text.n);
    } else if (str_starts(text, S("at least "))) {
        text = str_sub(text, 9, text.n);
    }
    text = str_trim(text);
    if (str_ends(text, S("%"))) {
        target->unit = TARGET_SHARE;
        text = str_sub(text, 0, text.n - 1);
    } else if (str_ends(text, S(" days"))) {
        target->unit = TARGET_DAYS;
        text = str_sub(text, 0, text.n - 5);
    }
    if (!str_to_f64(str_trim(text), &target->value) || target->value < 0)
        return false;
    if (target->unit == TARGET_SHARE)
        target->value /= 100;
    return true;
}

static void read_target(struct reader *r, const struct yaml_node *node,
                        const struct schema_key *key, void *value)
{
    struct target target;
    if (!schema_expect_text(r, node, key->type->about))
        return;
    if (parse_target(node->text, &target))
        *(struct target *)value = target;
    else
        diag_hint(r->diags, wrong(r, node, "bad-target", "a target"),
                  "write at least 25 %%, at most 45 days, at least 1.1");
}

#define ID_PATTERN "^[a-z][a-z0-9_-]*$"
#define SPAN_PATTERN "^[0-9]+ (working )?(minute|hour|day)s?$|^[0-9]+ weeks?$"

const struct schema_type type_text = {"text", MESSAGE("a text"), "string", NULL, false, read_text};
const struct schema_type type_texts = {"texts",   MESSAGE("a list of texts"), "string", NULL, true,
                                       read_texts};
const struct schema_type type_id = {"id", MESSAGE("an id"), "string", ID_PATTERN, false, read_id};
const struct schema_type type_words = {
    "words", MESSAGE("a text, or one per language"), "object", NULL, false, read_words};
const struct schema_type type_span = {
    "span", MESSAGE("a length of time"), "string", SPAN_PATTERN, false, read_span};
const struct schema_type type_days = {
    "days", MESSAGE("a number of days"), "string", "^[0-9]+ (days?|weeks?)$", false, read_days};
const struct schema_type type_integer = {
    "integer", MESSAGE("a whole number"), "integer", NULL, false, read_integer};
const struct schema_type type_boolean = {
    "boolean", MESSAGE("true or false"), "boolean", NULL, false, read_boolean};
const struct schema_type type_word = {NULL, MESSAGE("a word"), "string", NULL, false, read_word};
const struct schema_type type_word_text = {NULL,  MESSAGE("a word"), "string", NULL,
                                           false, read_word_text};
const struct schema_type type_word_set = {
    NULL, MESSAGE("a list of words"), "string", NULL, true, read_word_set};
const struct schema_type type_ref = {"reference", MESSAGE("an id"), "string", ID_PATTERN,
                                     false,       read_ref};
const struct schema_type type_refs = {
    "references", MESSAGE("a list of ids"), "string", ID_PATTERN, true, read_refs};
const struct schema_type type_condition = {"condition", MESSAGE("a condition"), "string", NULL,
                                           false,       read_condition};
const struct schema_type type_currency = {"currency", MESSAGE("a currency"), "string", "^[A-Z]{3}$",
                                          false,      read_currency};
const struct schema_type type_target = {"target", MESSAGE("a target"),
                                        "string", "^(at (least|most) )?[0-9.]+( ?%| days)?$",
                                        false,    read_target};
