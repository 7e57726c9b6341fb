#include "exchange/mapping.h"

#include "base/message.h"
#include "exchange/fold.h"
#include "format/yaml.h"

str mapping_base_name(str path)
{
    for (i64 i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/' || path.p[i - 1] == '\\')
            return str_sub(path, i, path.n);
    return path;
}

const struct mapping_file *mapping_find_file(const struct mapping *m, str path)
{
    for (i64 i = 0; m && i < m->files.n; i++) {
        str name = m->files.v[i].name;
        if (str_eq(name, path) || str_eq(name, mapping_base_name(path)))
            return &m->files.v[i];
    }
    return NULL;
}

const struct mapping_column *mapping_find_column(const struct mapping_file *f, str source)
{
    for (i64 i = 0; f && i < f->columns.n; i++)
        if (str_eq(fold_trim(f->columns.v[i].source), source))
            return &f->columns.v[i];
    return NULL;
}

bool mapping_outcome(const struct mapping *m, str word, enum outcome *out)
{
    struct fold_key k = fold_key(word);
    for (i64 i = 0; m && i < m->outcomes.n; i++) {
        struct fold_key known = fold_key(m->outcomes.v[i].word);
        bool same = k.n ? str_eq(fold_key_str(&k), fold_key_str(&known))
                        : str_eq(word, m->outcomes.v[i].word);
        if (same) {
            *out = m->outcomes.v[i].outcome;
            return true;
        }
    }
    return false;
}

static str place_id(const struct mapping_place *v, i64 n, str word)
{
    struct fold_key k = fold_key(word);
    for (i64 i = 0; i < n; i++) {
        struct fold_key known = fold_key(v[i].word);
        if (k.n ? str_eq(fold_key_str(&k), fold_key_str(&known)) : str_eq(word, v[i].word))
            return v[i].id;
    }
    return (str){0};
}

str mapping_stage_id(const struct mapping *m, str word)
{
    return m ? place_id(m->standard_stages.v, m->standard_stages.n, word) : (str){0};
}

str mapping_field_id(const struct mapping *m, str word)
{
    return m ? place_id(m->standard_fields.v, m->standard_fields.n, word) : (str){0};
}

/* The reader: one function per part of the file. */
struct reader {
    struct mapping *m;
    struct arena *a;
    struct diags *d;
};

static void unknown_word(struct reader *r, struct place at, const char *what, str word,
                         const str *known, i64 n)
{
    struct diag *added =
        diag_add(r->d, DIAG_ERROR, "unknown-word", at, "%s \"%.*s\"", message(what), STR_ARG(word));
    str near = diag_did_you_mean(word, known, n);
    if (near.n) {
        diag_hint(r->d, added, "did you mean %.*s?", STR_ARG(near));
        return;
    }
    struct buf list;
    buf_init(&list, 4096);
    for (i64 i = 0; i < n; i++)
        buf_fmt(&list, "%s%.*s", i ? ", " : "", STR_ARG(known[i]));
    diag_hint(r->d, added, "known: %.*s", STR_ARG(buf_str(&list)));
    buf_release(&list);
}

static bool is_kind(struct reader *r, const struct yaml_node *n, enum yaml_kind kind,
                    const char *what)
{
    if (n->kind == kind)
        return true;
    diag_add(r->d, DIAG_ERROR, "wrong-kind", n->at, "%s must be %s", message(what),
             message(kind == YAML_TEXT   ? "a text"
                     : kind == YAML_LIST ? "a list"
                                         : "a map"));
    return false;
}

static void read_dates(struct reader *r, const struct yaml_node *n, enum when_order *out)
{
    static const str words[] = {{"day-first", 9}, {"month-first", 11}};
    if (!is_kind(r, n, YAML_TEXT, "the order of dates"))
        return;
    if (str_eq(n->text, words[0]))
        *out = WHEN_DAY_FIRST;
    else if (str_eq(n->text, words[1]))
        *out = WHEN_MONTH_FIRST;
    else
        unknown_word(r, n->at, "unknown order of dates", n->text, words, 2);
}

static void read_decimal(struct reader *r, const struct yaml_node *n, enum amount_point *out)
{
    static const str words[] = {{"point", 5}, {"comma", 5}};
    if (!is_kind(r, n, YAML_TEXT, "the decimal sign"))
        return;
    if (str_eq(n->text, words[0]))
        *out = AMOUNT_DECIMAL_POINT;
    else if (str_eq(n->text, words[1]))
        *out = AMOUNT_DECIMAL_COMMA;
    else
        unknown_word(r, n->at, "unknown decimal sign", n->text, words, 2);
}

static void read_field(struct reader *r, const struct yaml_node *n, enum import_field *out)
{
    if (!is_kind(r, n, YAML_TEXT, "what a column holds") || import_field_parse(n->text, out))
        return;
    str words[FIELD_COUNT];
    for (i32 i = 0; i < FIELD_COUNT; i++)
        words[i] = str_c(import_field_id((enum import_field)i));
    unknown_word(r, n->at, "unknown field", n->text, words, FIELD_COUNT);
}

static void unknown_key(struct reader *r, const struct yaml_node *n, const str *known, i64 count)
{
    unknown_word(r, n->key_at, "unknown key", n->key, known, count);
}

/* "Close Date": close, or "Close Date": {field: close, dates: day-first}. */
static void read_column(struct reader *r, struct mapping_file *f, const struct yaml_node *n)
{
    static const str keys[] = {{"field", 5}, {"name", 4}, {"dates", 5}, {"decimal", 7}};
    struct mapping_column *c = vec_push(r->a, &f->columns);
    *c = (struct mapping_column){.source = n->key, .field = FIELD_IGNORE, .at = n->key_at};
    if (n->kind != YAML_MAP) {
        read_field(r, n, &c->field);
        return;
    }
    for (const struct yaml_node *k = n->first; k; k = k->next) {
        if (str_eq(k->key, keys[0]))
            read_field(r, k, &c->field);
        else if (str_eq(k->key, keys[1]) && is_kind(r, k, YAML_TEXT, "a name"))
            c->attribute = k->text;
        else if (str_eq(k->key, keys[2]))
            read_dates(r, k, &c->dates);
        else if (str_eq(k->key, keys[3]))
            read_decimal(r, k, &c->decimal);
        else if (!str_eq(k->key, keys[1]))
            unknown_key(r, k, keys, LENGTH(keys));
    }
}

static void read_role(struct reader *r, struct mapping_file *f, const struct yaml_node *n)
{
    if (!is_kind(r, n, YAML_TEXT, "a role"))
        return;
    f->has_role = import_role_parse(n->text, &f->role);
    if (f->has_role)
        return;
    str words[IMPORT_ROLE_COUNT];
    for (i32 i = 0; i < IMPORT_ROLE_COUNT; i++)
        words[i] = str_c(import_role_id((enum import_role)i));
    unknown_word(r, n->at, "unknown role", n->text, words, IMPORT_ROLE_COUNT);
}

static void read_file(struct reader *r, const struct yaml_node *n)
{
    static const str keys[] = {{"file", 4}, {"role", 4}, {"columns", 7}};
    if (!is_kind(r, n, YAML_MAP, "a file"))
        return;
    struct mapping_file *f = vec_push(r->a, &r->m->files);
    *f = (struct mapping_file){.at = n->at};
    for (const struct yaml_node *k = n->first; k; k = k->next) {
        if (str_eq(k->key, keys[0])) {
            if (is_kind(r, k, YAML_TEXT, "the name of a file"))
                f->name = k->text;
        } else if (str_eq(k->key, keys[1])) {
            read_role(r, f, k);
        } else if (str_eq(k->key, keys[2])) {
            if (!yaml_is_nothing(k) && is_kind(r, k, YAML_MAP, "the columns"))
                for (const struct yaml_node *c = k->first; c; c = c->next)
                    read_column(r, f, c);
        } else {
            unknown_key(r, k, keys, LENGTH(keys));
        }
    }
    if (f->name.n == 0)
        diag_add(r->d, DIAG_ERROR, "missing-key", n->at, "a file needs its name: \"file: …\"");
}

static void read_outcomes(struct reader *r, const struct yaml_node *n)
{
    if (!is_kind(r, n, YAML_MAP, "the outcomes"))
        return;
    for (const struct yaml_node *k = n->first; k; k = k->next) {
        struct mapping_word w = {.word = k->key};
        if (!is_kind(r, k, YAML_TEXT, "an outcome"))
            continue;
        if (outcome_parse(k->text, &w.outcome)) {
            *vec_push(r->a, &r->m->outcomes) = w;
            continue;
        }
        str words[OUTCOME_COUNT];
        for (i32 i = 0; i < OUTCOME_COUNT; i++)
            words[i] = str_c(outcome_id((enum outcome)i));
        unknown_word(r, k->at, "unknown outcome", k->text, words, OUTCOME_COUNT);
    }
}

static void read_as_of(struct reader *r, const struct yaml_node *n)
{
    if (!is_kind(r, n, YAML_TEXT, "the date as-of"))
        return;
    if (time_parse(n->text, &r->m->as_of_ms)) {
        if (n->text.n == 10) /* a day is known to its end */
            r->m->as_of_ms += MS_PER_DAY - 1;
        return;
    }
    struct diag *added =
        diag_add(r->d, DIAG_ERROR, "not-a-date", n->at, "\"%.*s\" is no date", STR_ARG(n->text));
    diag_hint(r->d, added, "write it as 2026-11-23");
}

static void read_currency(struct reader *r, const struct yaml_node *n)
{
    bool good = n->kind == YAML_TEXT && n->text.n == 3;
    for (i64 i = 0; good && i < 3; i++)
        good = n->text.p[i] >= 'A' && n->text.p[i] <= 'Z';
    if (good)
        r->m->currency = n->text;
    else
        diag_add(r->d, DIAG_ERROR, "not-a-currency", n->at,
                 "a currency is three capital letters, as EUR");
}

static void read_places(struct reader *r, const struct yaml_node *n, bool stages)
{
    if (!is_kind(r, n, YAML_MAP, "what is what in the standard"))
        return;
    for (const struct yaml_node *k = n->first; k; k = k->next) {
        struct mapping_place p = {.word = k->key, .id = k->text, .at = k->at};
        if (!is_kind(r, k, YAML_TEXT, "an id of the standard"))
            continue;
        if (stages)
            *vec_push(r->a, &r->m->standard_stages) = p;
        else
            *vec_push(r->a, &r->m->standard_fields) = p;
    }
}

static void read_standard(struct reader *r, const struct yaml_node *n)
{
    static const str keys[] = {{"stages", 6}, {"fields", 6}};
    if (!is_kind(r, n, YAML_MAP, "what is what in the standard"))
        return;
    for (const struct yaml_node *k = n->first; k; k = k->next)
        if (str_eq(k->key, keys[0]) || str_eq(k->key, keys[1]))
            read_places(r, k, str_eq(k->key, keys[0]));
        else
            unknown_key(r, k, keys, LENGTH(keys));
}

static void read_key(struct reader *r, const struct yaml_node *n)
{
    static const str keys[] = {{"etalon-map", 10}, {"dates", 5}, {"decimal", 7},
                               {"currency", 8},    {"as-of", 5}, {"stages", 6},
                               {"outcomes", 8},    {"files", 5}, {"standard", 8}};
    if (str_eq(n->key, keys[0])) {
        if (n->kind != YAML_TEXT || !str_eq(n->text, S("1")))
            diag_add(r->d, DIAG_ERROR, "wrong-format", n->at, "this program reads etalon-map: 1");
    } else if (yaml_is_nothing(n)) {
        return;
    } else if (str_eq(n->key, keys[1])) {
        read_dates(r, n, &r->m->dates);
    } else if (str_eq(n->key, keys[2])) {
        read_decimal(r, n, &r->m->decimal);
    } else if (str_eq(n->key, keys[3])) {
        read_currency(r, n);
    } else if (str_eq(n->key, keys[4])) {
        read_as_of(r, n);
    } else if (str_eq(n->key, keys[5])) {
        if (is_kind(r, n, YAML_LIST, "the stages"))
            for (const struct yaml_node *s = n->first; s; s = s->next)
                if (is_kind(r, s, YAML_TEXT, "a stage"))
                    *vec_push(r->a, &r->m->stages) = s->text;
    } else if (str_eq(n->key, keys[6])) {
        read_outcomes(r, n);
    } else if (str_eq(n->key, keys[7])) {
        if (is_kind(r, n, YAML_LIST, "the files"))
            for (const struct yaml_node *f = n->first; f; f = f->next)
                read_file(r, f);
    } else if (str_eq(n->key, keys[8])) {
        read_standard(r, n);
    } else {
        unknown_key(r, n, keys, LENGTH(keys));
    }
}

bool mapping_read(struct mapping *m, struct arena *a, str source, struct diags *d)
{
    *m = (struct mapping){.as_of_ms = TIME_NONE};
    struct reader r = {m, a, d};
    i64 errors = d->count[DIAG_ERROR];
    const struct yaml_node *root = yaml_parse(a, source, d);
    if (root && is_kind(&r, root, YAML_MAP, "a mapping file")) {
        if (!yaml_find(root, S("etalon-map")))
            diag_hint(d,
                      diag_add(d, DIAG_ERROR, "missing-key", root->at,
                               "this is no mapping file: etalon-map is missing"),
                      "begin the file with: etalon-map: 1");
        for (const struct yaml_node *k = root->first; k; k = k->next)
            read_key(&r, k);
    }
    return d->count[DIAG_ERROR] == errors;
}
