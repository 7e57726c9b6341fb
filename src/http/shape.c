#include "http/shape.h"

/* The names from the body down to the member in question: "moves[3].to". */
struct path {
    const struct path *up;
    str name;
    i64 index; /* -1: `name` counts */
};

struct checking {
    str source;
    struct diags *d;
    struct json_spot *spot;
};

const char *shape_type_name(enum shape_type type)
{
    static const char *const names[] = {
        MESSAGE("text"),
        MESSAGE("an id of a-z, 0-9, - and _, at most 64 characters"),
        MESSAGE("a whole number"),
        MESSAGE("a number"),
        MESSAGE("true or false"),
        MESSAGE("a date such as 2026-11-23"),
        MESSAGE("a time such as 2026-11-23T09:15:00Z"),
        MESSAGE("one of the choices"),
        MESSAGE("an object"),
        MESSAGE("a list"),
        MESSAGE("an object"),
        MESSAGE("any JSON"),
    };
    return message(names[type]);
}

static void put_path(struct buf *out, const struct path *p)
{
    if (p == NULL)
        return;
    put_path(out, p->up);
    if (p->index >= 0) {
        buf_fmt(out, "[%lld]", (long long)p->index);
    } else {
        if (p->up)
            buf_char(out, '.');
        buf_put(out, str_sub(p->name, 0, 200));
    }
}

static str path_text(struct arena *a, const struct path *p)
{
    struct buf out;
    buf_init(&out, 16 << 10); /* 32 levels of at most 200 bytes */
    put_path(&out, p);
    str text = str_dup(a, out.n ? buf_str(&out) : message_str(S("the body")));
    buf_release(&out);
    return text;
}

static struct diag *report(const struct checking *c, const struct path *p,
                           const struct json_value *v, const char *code, str message)
{
    struct arena *a = c->d->arena;
    if (c->d->list.n >= SHAPE_PROBLEMS_MAX) { /* a body of nothing else must cost no more */
        c->d->count[DIAG_ERROR]++;
        return NULL;
    }
    struct place at = {0};
    if (v)
        at = json_place_from(c->source, c->spot, v->from, v->to);
    str name = path_text(a, p);
    return diag_add(c->d, DIAG_ERROR, code, at, "%.*s: %.*s", STR_ARG(name), STR_ARG(message));
}

static i64 characters(str s)
{
    i64 n = 0;
    for (i64 i = 0; i < s.n; n++)
        utf8_next(s, &i);
    return n;
}

static bool is_id(str s)
{
    for (i64 i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return s.n > 0 && s.n <= SHAPE_ID_MAX;
}

static bool is_choice(const struct shape_field *f, str s)
{
    for (const char *const *c = f->choices; *c; c++)
        if (str_eq(s, str_c(*c)))
            return true;
    return false;
}

static i64 choice_list(const struct shape_field *f, str out[SHAPE_FIELDS_MAX])
{
    i64 n = 0;
    for (const char *const *c = f->choices; *c && n < SHAPE_FIELDS_MAX; c++)
        out[n++] = str_c(*c);
    return n;
}

static i64 text_most(const struct shape_field *f)
{
    return f->most ? f->most : SHAPE_TEXT_MAX;
}

enum counted { CHARACTERS, ITEMS, MEMBERS, VALUES };

static str too_few(struct arena *a, enum counted what, long long least, long long got)
{
    switch (what) {
    case CHARACTERS:
        return message_fmt(a, "at least %lld characters are wanted, there are %lld", least, got);
    case ITEMS: return message_fmt(a, "at least %lld items are wanted, there are %lld", least, got);
    case MEMBERS:
        return message_fmt(a, "at least %lld members are wanted, there are %lld", least, got);
    default: return message_fmt(a, "at least %lld is wanted, got %lld", least, got);
    }
}

static str too_many(struct arena *a, enum counted what, long long most, long long got)
{
    switch (what) {
    case CHARACTERS:
        return message_fmt(a, "at most %lld characters are allowed, there are %lld", most, got);
    case ITEMS: return message_fmt(a, "at most %lld items are allowed, there are %lld", most, got);
    case MEMBERS:
        return message_fmt(a, "at most %lld members are allowed, there are %lld", most, got);
    default: return message_fmt(a, "at most %lld is allowed, got %lld", most, got);
    }
}

static bool bounds(struct arena *a, i64 value, i64 least, i64 most, enum counted what, str *problem)
{
    if (value >= least && value <= most)
        return true;
    *problem = value < least ? too_few(a, what, least, value) : too_many(a, what, most, value);
    return false;
}

/* Whether the text is a value of type `type`; else what is wrong with it. */
static bool text_fits(const struct shape_field *f, enum shape_type type, str s, struct arena *a,
                      str *problem)
{
    i64 parsed;
    bool fits = true;
    switch (type) {
    case SHAPE_TEXT: return bounds(a, characters(s), f->least, text_most(f), CHARACTERS, problem);
    case SHAPE_ID: fits = is_id(s); break;
    case SHAPE_DATE: fits = s.n == 10 && date_parse(s, &parsed); break;
    case SHAPE_TIME: fits = s.n > 10 && time_parse(s, &parsed); break;
    case SHAPE_CHOICE: fits = is_choice(f, s); break;
    default: fits = false;
    }
    if (!fits && type == SHAPE_CHOICE)
        *problem =
            message_fmt(a, "\"%.*s\" is not one of the choices", STR_ARG(str_sub(s, 0, 100)));
    else if (!fits)
        *problem = message_fmt(a, "%s is wanted, got \"%.*s\"", shape_type_name(type),
                               STR_ARG(str_sub(s, 0, 100)));
    return fits;
}

static bool integer_fits(const struct shape_field *f, i64 value, struct arena *a, str *problem)
{
    return (f->least == 0 && f->most == 0) || bounds(a, value, f->least, f->most, VALUES, problem);
}

static void hint_choices(struct diags *d, struct diag *added, const struct shape_field *f, str got)
{
    str names[SHAPE_FIELDS_MAX] = {0};
    i64 n = choice_list(f, names);
    str near = diag_did_you_mean(got, names, n);
    if (near.n) {
        diag_hint(d, added, "did you mean \"%.*s\"?", STR_ARG(near));
        return;
    }
    struct buf out;
    buf_init(&out, 16 << 10);
    for (i64 i = 0; i < n; i++)
        buf_fmt(&out, "%s%.*s", i ? ", " : "", STR_ARG(names[i]));
    diag_hint(d, added, "the choices are: %.*s", STR_ARG(buf_str(&out)));
    buf_release(&out);
}

static void check_object(const struct checking *c, const struct shape *s, const struct path *p,
                         const struct json_value *v);
static void check_value(const struct checking *c, const struct shape_field *f, enum shape_type type,
                        const struct path *p, const struct json_value *v);

static void wrong_type(const struct checking *c, enum shape_type type, const struct path *p,
                       const struct json_value *v)
{
    bool fraction = v->type == JSON_IS_NUMBER && type == SHAPE_INTEGER;
    const char *found = fraction ? message("a fraction") : message(json_type_name(v->type));
    report(c, p, v, "type",
           message_fmt(c->d->arena, "%s is wanted, got %s", shape_type_name(type), found));
}

static void check_many(const struct checking *c, const struct shape_field *f, const struct path *p,
                       const struct json_value *v)
{
    str problem;
    bool list = v->type == JSON_IS_LIST;
    if (!bounds(c->d->arena, v->n, f->least, f->most ? f->most : SHAPE_LIST_MAX,
                list ? ITEMS : MEMBERS, &problem)) {
        report(c, p, v, "count", problem);
        return;
    }
    i64 i = 0;
    for (const struct json_value *item = v->first; item; item = item->next, i++) {
        struct path here = {p, item->key, list ? i : -1};
        if (f->of)
            check_object(c, f->of, &here, item);
        else if (item->type != JSON_IS_NULL || !f->items_nullable)
            check_value(c, f, f->items, &here, item);
    }
}

static void check_text(const struct checking *c, const struct shape_field *f, enum shape_type type,
                       const struct path *p, const struct json_value *v)
{
    str problem;
    if (text_fits(f, type, v->text, c->d->arena, &problem))
        return;
    struct diag *d = report(c, p, v, type == SHAPE_CHOICE ? "choice" : "value", problem);
    if (d && type == SHAPE_CHOICE)
        hint_choices(c->d, d, f, v->text);
}

static const enum json_type wanted_json[] = {
    [SHAPE_TEXT] = JSON_IS_TEXT,      [SHAPE_ID] = JSON_IS_TEXT,
    [SHAPE_INTEGER] = JSON_IS_NUMBER, [SHAPE_NUMBER] = JSON_IS_NUMBER,
    [SHAPE_BOOLEAN] = JSON_IS_BOOL,   [SHAPE_DATE] = JSON_IS_TEXT,
    [SHAPE_TIME] = JSON_IS_TEXT,      [SHAPE_CHOICE] = JSON_IS_TEXT,
    [SHAPE_OBJECT] = JSON_IS_OBJECT,  [SHAPE_LIST] = JSON_IS_LIST,
    [SHAPE_MAP] = JSON_IS_OBJECT,     [SHAPE_ANY] = JSON_IS_NULL,
};

static void check_value(const struct checking *c, const struct shape_field *f, enum shape_type type,
                        const struct path *p, const struct json_value *v)
{
    if (type == SHAPE_ANY || (v->type == JSON_IS_NULL && f->nullable))
        return;
    if (v->type != wanted_json[type] || (type == SHAPE_INTEGER && !v->whole)) {
        wrong_type(c, type, p, v);
        return;
    }
    str problem;
    switch (type) {
    case SHAPE_OBJECT: check_object(c, f->of, p, v); break;
    case SHAPE_LIST:
    case SHAPE_MAP: check_many(c, f, p, v); break;
    case SHAPE_INTEGER:
        if (!integer_fits(f, v->integer, c->d->arena, &problem))
            report(c, p, v, "value", problem);
        break;
    case SHAPE_NUMBER:
    case SHAPE_BOOLEAN: break;
    default: check_text(c, f, type, p, v);
    }
}

const struct shape_field *shape_find(const struct shape *s, str name)
{
    for (i64 i = 0; i < s->n; i++)
        if (str_eq(name, str_c(s->fields[i].name)))
            return &s->fields[i];
    return NULL;
}

str shape_did_you_mean(const struct shape *s, str name)
{
    str names[SHAPE_FIELDS_MAX] = {0};
    assert(s->n <= SHAPE_FIELDS_MAX);
    for (i64 i = 0; i < s->n; i++)
        names[i] = str_c(s->fields[i].name);
    return diag_did_you_mean(name, names, s->n);
}

static void unknown_member(const struct checking *c, const struct shape *s, const struct path *p,
                           const struct json_value *m)
{
    struct diag *d = report(c, p, m, "unknown-member", message_str(S("there is no such member")));
    str near = d ? shape_did_you_mean(s, m->key) : (str){0};
    if (near.n)
        diag_hint(c->d, d, "did you mean \"%.*s\"?", STR_ARG(near));
}

static void check_object(const struct checking *c, const struct shape *s, const struct path *p,
                         const struct json_value *v)
{
    assert(s); /* the field of an object says of what */
    if (v->type != JSON_IS_OBJECT) {
        wrong_type(c, SHAPE_OBJECT, p, v);
        return;
    }
    for (const struct json_value *m = v->first; m; m = m->next) {
        struct path here = {p, m->key, -1};
        const struct shape_field *f = shape_find(s, m->key);
        if (f)
            check_value(c, f, f->type, &here, m);
        else
            unknown_member(c, s, &here, m);
    }
    for (i64 i = 0; i < s->n; i++) {
        struct path here = {p, str_c(s->fields[i].name), -1};
        if (s->fields[i].required && json_find(v, here.name) == NULL)
            report(c, &here, v, "required", message_str(S("this member is required")));
    }
}

bool shape_check(const struct shape *s, const struct json_value *v, str source, struct diags *d)
{
    struct json_spot start = {0};
    struct checking c = {source, d, &start};
    i64 before = d->count[DIAG_ERROR];
    check_object(&c, s, NULL, v);
    return d->count[DIAG_ERROR] == before;
}

bool shape_check_text(const struct shape_field *f, str value, struct diags *d)
{
    str problem;
    i64 whole;
    f64 number;
    bool fits;
    switch (f->type) {
    case SHAPE_INTEGER:
        problem = message_fmt(d->arena, "a whole number is wanted, got \"%.*s\"",
                              STR_ARG(str_sub(value, 0, 100)));
        fits = str_to_i64(value, &whole) && integer_fits(f, whole, d->arena, &problem);
        break;
    case SHAPE_NUMBER:
        problem = message_fmt(d->arena, "a number is wanted, got \"%.*s\"",
                              STR_ARG(str_sub(value, 0, 100)));
        fits = str_to_f64(value, &number) && number - number == 0;
        break;
    case SHAPE_BOOLEAN:
        problem = message_str(S("true or false is wanted"));
        fits = str_eq(value, S("true")) || str_eq(value, S("false"));
        break;
    default: fits = text_fits(f, f->type, value, d->arena, &problem);
    }
    if (fits)
        return true;
    struct diag *added = diag_add(d, DIAG_ERROR, "parameter", (struct place){0}, "%s: %.*s",
                                  f->name, STR_ARG(problem));
    if (added && f->type == SHAPE_CHOICE)
        hint_choices(d, added, f, value);
    return false;
}
