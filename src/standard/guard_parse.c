/* A Pratt parser with two levels: "or", then "and". A sentence that cannot be read stops
 * it; a sentence about the wrong things (unknown field, wrong type) is reported and read
 * on, so that all such problems show at once. */
#include "base/message.h"
#include "standard/guard_lex.h"
#include "standard/guard_node.h"

struct parser {
    const struct standard *standard;
    struct arena *arena;
    struct diags *diags;
    struct place place;
    str text;
    i64 next; /* byte after `token` */
    struct guard_token token;
    i32 depth;
    bool stopped; /* the sentence cannot be read any further */
    i64 errors;
    VEC(struct guard_node) nodes;
    VEC(i64) values;
    VEC(str) words;
};

/* Where [from, to) of the condition stands in the file. A condition folded over several
 * lines has no single column: then the whole of it is marked. */
static struct place place_of(const struct parser *p, i64 from, i64 to)
{
    i64 columns = 0, length = 0;
    for (i64 i = 0; i < to;) {
        if (p->text.p[i] == '\n')
            return p->place;
        *(i < from ? &columns : &length) += 1;
        (void)utf8_next(p->text, &i);
    }
    if (p->place.length > 1 && columns + length > p->place.length)
        return p->place;
    return (struct place){p->place.line, p->place.column + (i32)columns, (i32)i64_max(length, 1)};
}

#define problem(p, t, code, ...)                                                                   \
    ((p)->errors++,                                                                                \
     diag_add((p)->diags, DIAG_ERROR, (code), place_of((p), (t)->from, (t)->to), __VA_ARGS__))

static void advance(struct parser *p)
{
    p->token = guard_lex(p->text, &p->next);
}

static bool at_word(const struct parser *p, const char *word)
{
    return p->token.kind == TOKEN_WORD && str_eq_fold(p->token.text, str_c(word));
}

static bool at_sign(const struct parser *p, const char *sign)
{
    return p->token.kind == TOKEN_SIGN && str_eq(p->token.text, str_c(sign));
}

static bool take_word(struct parser *p, const char *word)
{
    bool here = at_word(p, word);
    if (here)
        advance(p);
    return here;
}

static bool take_sign(struct parser *p, const char *sign)
{
    bool here = at_sign(p, sign);
    if (here)
        advance(p);
    return here;
}

/* The sentence cannot go on with this token. */
static void stop(struct parser *p, const char *wanted)
{
    if (p->stopped)
        return;
    p->stopped = true;
    const struct guard_token *t = &p->token;
    if (t->kind == TOKEN_END) {
        problem(p, t, "guard-syntax", "the condition ends where %s is expected", message(wanted));
        return;
    }
    struct diag *d = problem(p, t, "guard-syntax", "expected %s, not \"%.*s\"", message(wanted),
                             STR_ARG(str_sub(p->text, t->from, t->to)));
    char first = p->text.p[t->from];
    if (t->kind == TOKEN_BAD && (first == '"' || first == '\''))
        diag_hint(p->diags, d, "the text has no closing %c", first);
    else if (t->kind == TOKEN_BAD && first >= '0' && first <= '9')
        diag_hint(p->diags, d, "numbers are written 50000 or 12.5, dates 2026-12-31");
}

static i32 add_node(struct parser *p, struct guard_node node)
{
    if (p->nodes.n == GUARD_NODES_MAX) {
        if (!p->stopped)
            problem(p, &p->token, "guard-limit", "a condition has at most %d tests and words",
                    GUARD_NODES_MAX);
        p->stopped = true;
        return 0;
    }
    *vec_push(p->arena, &p->nodes) = node;
    return (i32)p->nodes.n - 1;
}

static i32 find_field(const struct parser *p, str id)
{
    for (i64 i = 0; i < p->standard->fields.n; i++)
        if (str_eq(p->standard->fields.v[i].id, id))
            return (i32)i;
    return -1;
}

static void unknown_field(struct parser *p, const struct guard_token *t)
{
    enum { LISTED_MAX = 12 };
    const struct standard *s = p->standard;
    str ids[STANDARD_FIELDS_MAX];
    i64 n = i64_min(s->fields.n, STANDARD_FIELDS_MAX);
    for (i64 i = 0; i < n; i++)
        ids[i] = s->fields.v[i].id;
    struct diag *d = problem(p, t, "guard-field", "unknown field \"%.*s\"", STR_ARG(t->text));
    str near = diag_did_you_mean(t->text, ids, n);
    if (near.n) {
        diag_hint(p->diags, d, "did you mean \"%.*s\"?", STR_ARG(near));
        return;
    }
    str list = {0};
    for (i64 i = 0; i < i64_min(n, LISTED_MAX); i++)
        list = str_fmt(p->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(ids[i]));
    diag_hint(p->diags, d, n ? "the fields are: %.*s%s" : "this standard declares no field",
              STR_ARG(list), n > LISTED_MAX ? "…" : "");
}

/* "12", "12.5" as a whole number of 1 / 10^decimals. */
static bool scaled(str s, i32 decimals, i64 *out)
{
    str whole, rest;
    str_cut(s, '.', &whole, &rest);
    if (rest.n > decimals || !str_to_i64(whole, out))
        return false;
    for (i32 k = 0; k < decimals; k++) {
        i64 digit = k < rest.n ? rest.p[k] - '0' : 0;
        if (__builtin_mul_overflow(*out, 10, out) || __builtin_add_overflow(*out, digit, out))
            return false;
    }
    return true;
}

static i32 decimals_of(const struct parser *p, enum field_type type)
{
    return type == FIELD_DECIMAL ? 6
           : type == FIELD_MONEY ? money_digits(p->standard->currency)
                                 : 0;
}

static i64 number_value(struct parser *p, const struct field *f, const struct guard_token *t)
{
    i64 value = 0;
    i32 decimals = decimals_of(p, f->type);
    if (!scaled(t->text, decimals, &value)) {
        struct diag *d = problem(p, t, "guard-value", "%.*s does not fit the %s \"%.*s\"",
                                 STR_ARG(t->text), field_type_words[f->type], STR_ARG(f->id));
        diag_hint(p->diags, d,
                  decimals ? "it has at most %d digits after the point" : "it is a whole number",
                  decimals);
    }
    return value;
}

static i64 choice_value(struct parser *p, const struct field *f, const struct guard_token *t)
{
    str ids[64];
    i64 n = 0;
    str list = {0};
    for (i64 i = 0; i < f->choices.n; i++) {
        if (str_eq(f->choices.v[i].id, t->text))
            return i;
        if (n == LENGTH(ids))
            continue;
        list = str_fmt(p->arena, "%.*s%s%.*s", STR_ARG(list), n ? ", " : "",
                       STR_ARG(f->choices.v[i].id));
        ids[n++] = f->choices.v[i].id;
    }
    struct diag *d = problem(p, t, "guard-choice", "\"%.*s\" is not a choice of \"%.*s\"",
                             STR_ARG(t->text), STR_ARG(f->id));
    str near = diag_did_you_mean(t->text, ids, n);
    if (near.n)
        diag_hint(p->diags, d, "did you mean \"%.*s\"?", STR_ARG(near));
    else
        diag_hint(p->diags, d, "the choices are: %.*s", STR_ARG(list));
    return 0;
}

/* What a literal looks like, in the words of field types. */
static const char *literal_type(const struct guard_token *t)
{
    switch (t->kind) {
    case TOKEN_NUMBER: return MESSAGE("a number");
    case TOKEN_DATE: return MESSAGE("a date");
    case TOKEN_TEXT: return MESSAGE("a text");
    default: break;
    }
    bool truth = str_eq_fold(t->text, S("true")) || str_eq_fold(t->text, S("false"));
    return truth                              ? MESSAGE("a truth, true or false")
           : str_eq_fold(t->text, S("today")) ? MESSAGE("a date")
                                              : MESSAGE("a word");
}

static void wrong_type(struct parser *p, const struct field *f, const struct guard_token *t)
{
    struct diag *d = problem(p, t, "guard-type", "\"%.*s\" is a %s, \"%.*s\" is %s", STR_ARG(f->id),
                             field_type_words[f->type], STR_ARG(t->text), message(literal_type(t)));
    bool texts = f->type == FIELD_TEXT || f->type == FIELD_PERSON;
    if (texts && t->kind == TOKEN_WORD)
        diag_hint(p->diags, d, "write \"%.*s\" in quotes", STR_ARG(t->text));
    else if (f->type == FIELD_DATE)
        diag_hint(p->diags, d, "dates are written 2026-12-31");
    else if (f->type == FIELD_MONEY || f->type == FIELD_INTEGER || f->type == FIELD_DECIMAL)
        diag_hint(p->diags, d, "numbers are written 50000 or 12.5");
    else if (f->type == FIELD_LINK)
        diag_hint(p->diags, d, "a link can only be \"set\" or \"not set\"");
}

/* The literal `t`, of the type of `f`, as a number. */
static i64 literal_value(struct parser *p, const struct field *f, const struct guard_token *t)
{
    i64 days = 0;
    bool word = t->kind == TOKEN_WORD;
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        if (t->kind == TOKEN_NUMBER)
            return number_value(p, f, t);
        break;
    case FIELD_DATE:
        if (t->kind != TOKEN_DATE)
            break;
        if (!date_parse(t->text, &days))
            problem(p, t, "guard-value", "there is no day %.*s", STR_ARG(t->text));
        return days;
    case FIELD_BOOLEAN:
        if (word && str_eq_fold(t->text, S("true")))
            return 1;
        if (word && str_eq_fold(t->text, S("false")))
            return 0;
        break;
    case FIELD_CHOICE:
        if (word || t->kind == TOKEN_TEXT)
            return choice_value(p, f, t);
        break;
    case FIELD_TEXT:
    case FIELD_PERSON:
        if (t->kind == TOKEN_TEXT)
            return guard_text_value(t->text);
        break;
    case FIELD_LINK: break;
    }
    wrong_type(p, f, t);
    return 0;
}

/* A literal token with its sign; false when there is none here. */
static bool take_literal(struct parser *p, struct guard_token *t)
{
    i64 from = p->token.from;
    bool minus = take_sign(p, "-");
    *t = p->token;
    bool ok = t->kind == TOKEN_NUMBER ||
              (!minus && (t->kind == TOKEN_DATE || t->kind == TOKEN_TEXT || t->kind == TOKEN_WORD));
    if (!ok ||
        (t->kind == TOKEN_WORD && guard_is_keyword(t->text) && !str_eq_fold(t->text, S("true")) &&
         !str_eq_fold(t->text, S("false")) && !str_eq_fold(t->text, S("today")))) {
        stop(p, "a value");
        return false;
    }
    t->from = from;
    advance(p);
    return true;
}

static i64 signed_value(struct parser *p, const struct field *f, const struct guard_token *t)
{
    i64 value = literal_value(p, f, t);
    return t->kind == TOKEN_NUMBER && p->text.p[t->from] == '-' ? -value : value;
}

static bool take_day_count(struct parser *p, i64 *days)
{
    enum { DAYS_MAX = 36500 };
    struct guard_token t = p->token;
    if (t.kind != TOKEN_NUMBER || !str_to_i64(t.text, days)) {
        stop(p, "a whole number of days");
        return false;
    }
    advance(p);
    if (take_word(p, "week") || take_word(p, "weeks"))
        *days = i64_min(*days, DAYS_MAX) * 7;
    else if (!take_word(p, "days") && !take_word(p, "day")) {
        stop(p, "\"days\"");
        return false;
    }
    if (*days > DAYS_MAX) {
        problem(p, &t, "guard-value", "%.*s is too long a time, the most is %d days",
                STR_ARG(t.text), DAYS_MAX);
        *days = 0;
    }
    return true;
}

/* After "today": + N days, - N days, or nothing. */
static void take_today(struct parser *p, struct guard_node *n)
{
    n->operand = OPERAND_TODAY;
    bool minus = at_sign(p, "-");
    if (!take_sign(p, "+") && !take_sign(p, "-"))
        return;
    if (take_day_count(p, &n->number) && minus)
        n->number = -n->number;
}

static bool is_ordered(enum field_type type)
{
    return type == FIELD_INTEGER || type == FIELD_DECIMAL || type == FIELD_MONEY ||
           type == FIELD_DATE;
}

/* Another field on the right, when the word names one and no choice hides it. */
static bool take_other_field(struct parser *p, struct guard_node *n, const struct field *f,
                             const struct guard_token *t)
{
    i32 other = t->kind == TOKEN_WORD ? find_field(p, t->text) : -1;
    if (other < 0 || f->type == FIELD_CHOICE)
        return false;
    const struct field *o = &p->standard->fields.v[other];
    if (o->type != f->type || f->type == FIELD_LINK)
        problem(p, t, "guard-type", "\"%.*s\" is a %s, \"%.*s\" is a %s", STR_ARG(f->id),
                field_type_words[f->type], STR_ARG(o->id), field_type_words[o->type]);
    n->operand = OPERAND_FIELD;
    n->other = other;
    return true;
}

static void take_operand(struct parser *p, struct guard_node *n, const struct field *f,
                         const struct guard_token *sign)
{
    if (n->compare != COMPARE_EQ && n->compare != COMPARE_NE && f && !is_ordered(f->type))
        diag_hint(p->diags,
                  problem(p, sign, "guard-type", "\"%.*s\" is a %s and has no order",
                          STR_ARG(f->id), field_type_words[f->type]),
                  "it can be compared with = and != only");
    struct guard_token t;
    if (!take_literal(p, &t) || !f)
        return;
    if (f->type == FIELD_DATE && t.kind == TOKEN_WORD && str_eq_fold(t.text, S("today"))) {
        take_today(p, n);
        return;
    }
    if (take_other_field(p, n, f, &t))
        return;
    n->number = signed_value(p, f, &t);
    n->word = t.text;
}

static void take_list(struct parser *p, struct guard_node *n, const struct field *f)
{
    n->op = GUARD_IN;
    n->first = (i32)p->values.n;
    if (!take_sign(p, "(")) {
        stop(p, "\"(\" and the values");
        return;
    }
    do {
        struct guard_token t;
        if (!take_literal(p, &t))
            return;
        if (p->values.n == GUARD_VALUES_MAX) {
            problem(p, &t, "guard-limit", "a condition lists at most %d values", GUARD_VALUES_MAX);
            p->stopped = true;
            return;
        }
        *vec_push(p->arena, &p->values) = f ? signed_value(p, f, &t) : 0;
        *vec_push(p->arena, &p->words) = t.text;
    } while (take_sign(p, ","));
    if (!take_sign(p, ")"))
        stop(p, "\",\" or \")\"");
    n->count = (i32)p->values.n - n->first;
}

/* After FIELD "is": set, not set, a value, not a value. */
static void take_is(struct parser *p, struct guard_node *n, const struct field *f)
{
    struct guard_token sign = p->token;
    advance(p);
    n->negated = take_word(p, "not");
    if (take_word(p, "set")) {
        n->op = GUARD_SET;
        return;
    }
    n->op = GUARD_COMPARE;
    n->compare = n->negated ? COMPARE_NE : COMPARE_EQ;
    n->negated = false;
    take_operand(p, n, f, &sign);
}

static bool take_compare(struct parser *p, enum guard_compare *compare)
{
    static const struct {
        const char *sign;
        enum guard_compare compare;
    } signs[] = {{"=", COMPARE_EQ}, {"==", COMPARE_EQ}, {"!=", COMPARE_NE}, {"<>", COMPARE_NE},
                 {"<", COMPARE_LT}, {"<=", COMPARE_LE}, {">", COMPARE_GT},  {">=", COMPARE_GE}};
    for (i64 i = 0; i < LENGTH(signs); i++)
        if (take_sign(p, signs[i].sign)) {
            *compare = signs[i].compare;
            return true;
        }
    return false;
}

static void take_within(struct parser *p, struct guard_node *n, const struct field *f,
                        const struct guard_token *word)
{
    n->op = GUARD_WITHIN;
    if (f && f->type != FIELD_DATE)
        problem(p, word, "guard-type", "\"%.*s\" is a %s, \"within\" asks for a date",
                STR_ARG(f->id), field_type_words[f->type]);
    take_day_count(p, &n->number);
}

static void take_flag(struct parser *p, struct guard_node *n, const struct field *f,
                      const struct guard_token *word)
{
    n->op = GUARD_FLAG;
    if (!f || f->type == FIELD_BOOLEAN)
        return;
    struct diag *d = problem(p, word, "guard-type", "\"%.*s\" is a %s, alone it says nothing",
                             STR_ARG(f->id), field_type_words[f->type]);
    diag_hint(p->diags, d, "write \"%.*s is set\", or compare it with a value", STR_ARG(f->id));
}

static struct guard_node field_test(struct parser *p)
{
    struct guard_node n = {0};
    struct guard_token word = p->token;
    n.field = find_field(p, word.text);
    if (n.field < 0)
        unknown_field(p, &word);
    const struct field *f = n.field < 0 ? NULL : &p->standard->fields.v[n.field];
    advance(p);
    struct guard_token sign = p->token;
    if (at_word(p, "is")) {
        take_is(p, &n, f);
    } else if (take_compare(p, &n.compare)) {
        n.op = GUARD_COMPARE;
        take_operand(p, &n, f, &sign);
    } else if (take_word(p, "within")) {
        take_within(p, &n, f, &word);
    } else if (take_word(p, "in")) {
        take_list(p, &n, f);
    } else if (at_word(p, "not")) {
        advance(p);
        n.negated = true;
        if (take_word(p, "in"))
            take_list(p, &n, f);
        else
            stop(p, "\"in\"");
    } else {
        take_flag(p, &n, f, &word);
    }
    return n;
}

static void unknown_milestone(struct parser *p, const struct guard_token *t)
{
    str ids[STANDARD_MILESTONES_MAX];
    i64 n = i64_min(p->standard->milestones.n, STANDARD_MILESTONES_MAX);
    for (i64 i = 0; i < n; i++)
        ids[i] = p->standard->milestones.v[i].id;
    struct diag *d =
        problem(p, t, "guard-milestone", "unknown milestone \"%.*s\"", STR_ARG(t->text));
    str near = diag_did_you_mean(t->text, ids, n);
    if (near.n)
        diag_hint(p->diags, d, "did you mean \"%.*s\"?", STR_ARG(near));
}

/* After "milestone": ID is reached, ID is not reached. */
static struct guard_node milestone_test(struct parser *p)
{
    struct guard_node n = {.op = GUARD_MILESTONE, .field = -1};
    struct guard_token t = p->token;
    if (t.kind != TOKEN_WORD && t.kind != TOKEN_TEXT) {
        stop(p, "the id of a milestone");
        return n;
    }
    i64 known = i64_min(p->standard->milestones.n, STANDARD_MILESTONES_MAX);
    for (i64 i = 0; i < known; i++)
        if (str_eq(p->standard->milestones.v[i].id, t.text))
            n.field = (i32)i;
    if (n.field < 0)
        unknown_milestone(p, &t);
    advance(p);
    (void)take_word(p, "is");
    n.negated = take_word(p, "not");
    if (!take_word(p, "reached"))
        stop(p, "\"is reached\" or \"is not reached\"");
    return n;
}

static i32 parse_or(struct parser *p);

static i32 parse_test(struct parser *p)
{
    if (p->depth == GUARD_DEPTH_MAX) {
        if (!p->stopped)
            problem(p, &p->token, "guard-limit", "parentheses and \"not\" nest at most %d deep",
                    GUARD_DEPTH_MAX);
        p->stopped = true;
    }
    if (p->stopped)
        return 0;
    p->depth++;
    i32 node = 0;
    if (take_word(p, "not")) {
        i32 inner = parse_test(p);
        node = add_node(p, (struct guard_node){.op = GUARD_NOT, .left = inner});
    } else if (take_sign(p, "(")) {
        node = parse_or(p);
        if (!take_sign(p, ")"))
            stop(p, "\")\"");
    } else if (at_word(p, "true") || at_word(p, "false")) {
        node = add_node(p, (struct guard_node){.op = GUARD_CONSTANT, .number = at_word(p, "true")});
        advance(p);
    } else if (take_word(p, "milestone")) {
        node = add_node(p, milestone_test(p));
    } else if (p->token.kind == TOKEN_WORD && !guard_is_keyword(p->token.text)) {
        node = add_node(p, field_test(p));
    } else {
        stop(p, "a field, \"milestone\", \"not\" or \"(\"");
    }
    p->depth--;
    return node;
}

static i32 parse_and(struct parser *p)
{
    i32 left = parse_test(p);
    while (!p->stopped && take_word(p, "and")) {
        i32 right = parse_test(p);
        left = add_node(p, (struct guard_node){.op = GUARD_AND, .left = left, .right = right});
    }
    return left;
}

static i32 parse_or(struct parser *p)
{
    i32 left = parse_and(p);
    while (!p->stopped && take_word(p, "or")) {
        i32 right = parse_and(p);
        left = add_node(p, (struct guard_node){.op = GUARD_OR, .left = left, .right = right});
    }
    return left;
}

/* What the condition reads, for lint and for explaining an unknown. */
static void collect_uses(struct guard *g)
{
    for (i32 i = 0; i < g->node_count; i++) {
        const struct guard_node *n = &g->node[i];
        if (n->op == GUARD_MILESTONE)
            g->milestones = bits_or(g->milestones, bits_of(n->field));
        if (n->op >= GUARD_SET && n->op <= GUARD_WITHIN)
            field_set_add(&g->fields, n->field);
        if (n->op == GUARD_COMPARE && n->operand == OPERAND_FIELD)
            field_set_add(&g->fields, n->other);
        if (n->op == GUARD_WITHIN || (n->op == GUARD_COMPARE && n->operand == OPERAND_TODAY))
            g->uses_today = true;
    }
}

bool guard_is_keyword(str word)
{
    static const char *const words[] = {"and",  "or",    "not",    "is",        "set",  "in",
                                        "true", "false", "within", "milestone", "today"};
    for (i64 i = 0; i < LENGTH(words); i++)
        if (str_eq_fold(word, str_c(words[i])))
            return true;
    return false;
}

bool guard_parse(struct guard *g, struct arena *a, const struct standard *s, str text,
                 struct place at, struct diags *d)
{
    struct parser p = {.standard = s, .arena = a, .diags = d, .place = at, .text = text};
    struct guard new = {.standard = s, .text = text};
    if (text.n > GUARD_BYTES_MAX) {
        diag_add(d, DIAG_ERROR, "guard-limit", at, "a condition has at most %d bytes",
                 GUARD_BYTES_MAX);
        return false;
    }
    advance(&p);
    if (p.token.kind != TOKEN_END) {
        parse_or(&p);
        if (p.token.kind != TOKEN_END)
            stop(&p, "\"and\", \"or\" or the end");
    }
    if (p.errors)
        return false;
    new.node = p.nodes.v;
    new.node_count = (i32)p.nodes.n;
    new.value = p.values.v;
    new.word = p.words.v;
    collect_uses(&new);
    *g = new;
    return true;
}
