/* A condition in words: as the rule it is, and test by test with the values that decided it.
 * French puts a colon after the title, so that no word has to agree with a gender the
 * standard does not know. */
#include "standard/guard_node.h"

struct voice {
    bool french;
    str lang;
    const struct guard *guard;
    const struct guard_facts *facts;
};

enum phrase {
    PHRASE_IS,
    PHRASE_BELOW,
    PHRASE_ABOVE,
    PHRASE_EXACTLY,
    PHRASE_BEFORE,
    PHRASE_AFTER,
    PHRASE_SAME_DAY,
    PHRASE_NOT,
    PHRASE_ALSO,
    PHRASE_SET,
    PHRASE_EMPTY,
    PHRASE_UNTOLD,
    PHRASE_REACHED,
    PHRASE_NOT_REACHED,
    PHRASE_YES,
    PHRASE_NO,
    PHRASE_ONE_OF,
    PHRASE_NONE_OF,
    PHRASE_PAST,
    PHRASE_SOON,
    PHRASE_FAR,
    PHRASE_ANOTHER,
    PHRASE_ALWAYS,
    PHRASE_NEVER,
    PHRASE_IS_SET,
    PHRASE_IS_NOT_SET,
    PHRASE_IS_REACHED,
    PHRASE_IS_NOT_REACHED,
    PHRASE_IS_NOT,
    PHRASE_LESS,
    PHRASE_AT_MOST,
    PHRASE_MORE,
    PHRASE_AT_LEAST,
    PHRASE_IS_BEFORE,
    PHRASE_IS_BY,
    PHRASE_IS_AFTER,
    PHRASE_IS_FROM,
    PHRASE_IS_ONE_OF,
    PHRASE_IS_NONE_OF,
    PHRASE_IS_WITHIN,
    PHRASE_OR,
    PHRASE_AND,
    PHRASE_NOT_SO,
    PHRASE_TODAY,
};

static const char *const phrases[][2] = {
    [PHRASE_IS] = {" is ", "\u00a0: "},
    [PHRASE_BELOW] = {", below ", ", moins que "},
    [PHRASE_ABOVE] = {", above ", ", plus que "},
    [PHRASE_EXACTLY] = {", exactly ", ", exactement "},
    [PHRASE_BEFORE] = {", before ", ", avant "},
    [PHRASE_AFTER] = {", after ", ", après "},
    [PHRASE_SAME_DAY] = {", the same day as ", ", le même jour que "},
    [PHRASE_NOT] = {", not ", ", et non "},
    [PHRASE_ALSO] = {", the same as ", ", comme "},
    [PHRASE_SET] = {"filled in", "renseigné"},
    [PHRASE_EMPTY] = {"not filled in", "non renseigné"},
    [PHRASE_UNTOLD] = {"not told by this source", "inconnu de cette source"},
    [PHRASE_REACHED] = {"reached", "atteint"},
    [PHRASE_NOT_REACHED] = {"not reached", "non atteint"},
    [PHRASE_YES] = {"yes", "oui"},
    [PHRASE_NO] = {"no", "non"},
    [PHRASE_ONE_OF] = {", one of ", ", parmi "},
    [PHRASE_NONE_OF] = {", none of ", ", hors de "},
    [PHRASE_PAST] = {", in the past", ", dans le passé"},
    [PHRASE_SOON] = {", within ", ", dans les "},
    [PHRASE_FAR] = {", later than ", ", au-delà de "},
    [PHRASE_ANOTHER] = {"another value", "une autre valeur"},
    [PHRASE_ALWAYS] = {"always so", "toujours vrai"},
    [PHRASE_NEVER] = {"never so", "jamais vrai"},
    [PHRASE_IS_SET] = {" is filled in", "\u00a0: renseigné"},
    [PHRASE_IS_NOT_SET] = {" is not filled in", "\u00a0: non renseigné"},
    [PHRASE_IS_REACHED] = {" is reached", "\u00a0: atteint"},
    [PHRASE_IS_NOT_REACHED] = {" is not reached", "\u00a0: non atteint"},
    [PHRASE_IS_NOT] = {" is not ", "\u00a0: autre que "},
    [PHRASE_LESS] = {" is below ", "\u00a0: moins de "},
    [PHRASE_AT_MOST] = {" is at most ", "\u00a0: au plus "},
    [PHRASE_MORE] = {" is above ", "\u00a0: plus de "},
    [PHRASE_AT_LEAST] = {" is at least ", "\u00a0: au moins "},
    [PHRASE_IS_BEFORE] = {" is before ", "\u00a0: avant "},
    [PHRASE_IS_BY] = {" is at the latest ", "\u00a0: au plus tard "},
    [PHRASE_IS_AFTER] = {" is after ", "\u00a0: après "},
    [PHRASE_IS_FROM] = {" is at the earliest ", "\u00a0: au plus tôt "},
    [PHRASE_IS_ONE_OF] = {" is ", "\u00a0: "},
    [PHRASE_IS_NONE_OF] = {" is anything but ", "\u00a0: tout sauf "},
    [PHRASE_IS_WITHIN] = {" is within the next ", "\u00a0: dans les "},
    [PHRASE_OR] = {" or ", " ou "},
    [PHRASE_AND] = {" and ", " et "},
    [PHRASE_NOT_SO] = {"not ", "sauf si "},
    [PHRASE_TODAY] = {"today", "aujourd’hui"},
};

static void say(struct buf *out, const struct voice *v, enum phrase p)
{
    buf_put(out, str_c(phrases[p][v->french]));
}

/* Digits in groups of three: 32,000 and 32 000 (narrow no-break space). */
static void say_grouped(struct buf *out, const struct voice *v, str number)
{
    str whole, rest;
    str_cut(number, '.', &whole, &rest);
    for (i64 i = 0; i < whole.n; i++) {
        i64 left = whole.n - i;
        if (i && left % 3 == 0 && whole.p[i - 1] != '-')
            buf_put(out, v->french ? S("\u202f") : S(","));
        buf_char(out, whole.p[i]);
    }
    i64 zeros = 0;
    for (i64 i = 0; i < rest.n; i++)
        zeros += rest.p[i] == '0';
    if (zeros == rest.n)
        return;
    buf_char(out, v->french ? ',' : '.');
    buf_put(out, rest);
}

static void say_number(struct buf *out, const struct voice *v, const struct field *f, i64 value)
{
    char text[64];
    struct buf b = {.p = text, .max = sizeof text};
    str currency = v->guard->standard->currency;
    if (f->type == FIELD_MONEY) {
        money_print(&b, value, currency);
    } else if (f->type == FIELD_INTEGER) {
        buf_i64(&b, value);
    } else {
        i64 rest = value % GUARD_DECIMAL_UNIT;
        buf_fmt(&b, "%s%lld.%06lld", value < 0 && value > -GUARD_DECIMAL_UNIT ? "-" : "",
                (long long)(value / GUARD_DECIMAL_UNIT), (long long)(rest < 0 ? -rest : rest));
        while (b.n && b.p[b.n - 1] == '0')
            b.n--;
    }
    say_grouped(out, v, buf_str(&b));
    if (f->type == FIELD_MONEY && currency.n)
        buf_fmt(out, "%s%.*s", v->french ? "\u00a0" : " ", STR_ARG(currency));
}

static void say_choice(struct buf *out, const struct voice *v, const struct field *f, i64 value)
{
    if (value < 0 || value >= f->choices.n) {
        say(out, v, PHRASE_ANOTHER);
        return;
    }
    str title = words_in(&f->choices.v[value].title, v->lang);
    buf_put(out, title.n ? title : f->choices.v[value].id);
}

/* `word`: the text of a text value, when it is known. */
static void say_value(struct buf *out, const struct voice *v, const struct field *f, i64 value,
                      str word)
{
    switch (f->type) {
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY: say_number(out, v, f, value); break;
    case FIELD_DATE: date_print(out, value); break;
    case FIELD_BOOLEAN: say(out, v, value ? PHRASE_YES : PHRASE_NO); break;
    case FIELD_CHOICE: say_choice(out, v, f, value); break;
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK:
        if (word.n)
            buf_fmt(out, "\"%.*s\"", STR_ARG(word));
        else
            say(out, v, PHRASE_ANOTHER);
        break;
    }
}

static void say_field(struct buf *out, const struct voice *v, i32 field)
{
    const struct field *f = &v->guard->standard->fields.v[field];
    str title = words_in(&f->title, v->lang);
    buf_put(out, title.n ? title : f->id);
}

static str text_of(const struct voice *v, i32 field)
{
    return v->facts->text ? v->facts->text[field] : (str){0};
}

static void say_fact(struct buf *out, const struct voice *v, i32 field)
{
    const struct field *f = &v->guard->standard->fields.v[field];
    say_field(out, v, field);
    say(out, v, PHRASE_IS);
    if (field_set_has(&v->facts->unknown, field))
        say(out, v, PHRASE_UNTOLD);
    else if (!field_set_has(&v->facts->set, field))
        say(out, v, PHRASE_EMPTY);
    else
        say_value(out, v, f, v->facts->value[field], text_of(v, field));
}

static bool is_known(const struct voice *v, i32 field)
{
    return field_set_has(&v->facts->set, field) && !field_set_has(&v->facts->unknown, field);
}

static enum phrase relation(enum field_type type, i64 value, i64 other)
{
    if (type == FIELD_DATE)
        return value < other ? PHRASE_BEFORE : value == other ? PHRASE_SAME_DAY : PHRASE_AFTER;
    if (type == FIELD_INTEGER || type == FIELD_DECIMAL || type == FIELD_MONEY)
        return value < other ? PHRASE_BELOW : value == other ? PHRASE_EXACTLY : PHRASE_ABOVE;
    return value == other ? PHRASE_ALSO : PHRASE_NOT;
}

static void explain_compare(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct field *f = &v->guard->standard->fields.v[n->field];
    i64 value = v->facts->value[n->field], other = n->number;
    str word = n->word;
    bool same_text = false;
    if (n->operand == OPERAND_TODAY)
        other += v->facts->today;
    if (n->operand == OPERAND_FIELD) {
        if (!is_known(v, n->other)) {
            say_fact(out, v, n->other);
            return;
        }
        other = v->facts->value[n->other];
        word = text_of(v, n->other);
    }
    same_text = n->operand == OPERAND_NUMBER && value == other && !text_of(v, n->field).n;
    say_field(out, v, n->field);
    say(out, v, PHRASE_IS);
    say_value(out, v, f, value, same_text ? word : text_of(v, n->field));
    enum phrase p = relation(f->type, value, other);
    if (p == PHRASE_ALSO && n->operand == OPERAND_NUMBER)
        return;
    say(out, v, p);
    say_value(out, v, f, other, word);
}

static void explain_in(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct field *f = &v->guard->standard->fields.v[n->field];
    bool found = false;
    for (i32 i = 0; i < n->count; i++)
        found |= v->guard->value[n->first + i] == v->facts->value[n->field];
    say_fact(out, v, n->field);
    say(out, v, found ? PHRASE_ONE_OF : PHRASE_NONE_OF);
    for (i32 i = 0; i < n->count; i++) {
        if (i)
            buf_put(out, S(", "));
        say_value(out, v, f, v->guard->value[n->first + i], v->guard->word[n->first + i]);
    }
}

static void explain_within(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    i64 ahead = v->facts->value[n->field] - v->facts->today;
    say_fact(out, v, n->field);
    if (ahead < 0) {
        say(out, v, PHRASE_PAST);
        return;
    }
    say(out, v, ahead <= n->number ? PHRASE_SOON : PHRASE_FAR);
    buf_fmt(out, v->french ? "%lld jours" : "%lld days", (long long)n->number);
}

static void explain_milestone(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct milestone *m = &v->guard->standard->milestones.v[n->field];
    str title = words_in(&m->title, v->lang);
    buf_put(out, title.n ? title : m->id);
    say(out, v, PHRASE_IS);
    if (bits_has(v->facts->milestones_unknown, n->field))
        say(out, v, PHRASE_UNTOLD);
    else
        say(out, v, bits_has(v->facts->reached, n->field) ? PHRASE_REACHED : PHRASE_NOT_REACHED);
}

void guard_term_explain(struct buf *out, const struct guard *g, struct guard_term term,
                        const struct guard_facts *facts, str lang)
{
    struct voice v = {str_starts(lang, S("fr")), lang, g, facts};
    const struct guard_node *n = &g->node[term.node];
    if (n->op == GUARD_CONSTANT) {
        say(out, &v, n->number ? PHRASE_ALWAYS : PHRASE_NEVER);
    } else if (n->op == GUARD_MILESTONE) {
        explain_milestone(out, &v, n);
    } else if (n->op == GUARD_SET && is_known(&v, n->field)) {
        say_field(out, &v, n->field);
        say(out, &v, PHRASE_IS);
        say(out, &v, PHRASE_SET);
    } else if (n->op == GUARD_SET || n->op == GUARD_FLAG || !is_known(&v, n->field)) {
        say_fact(out, &v, n->field);
    } else if (n->op == GUARD_COMPARE) {
        explain_compare(out, &v, n);
    } else if (n->op == GUARD_IN) {
        explain_in(out, &v, n);
    } else if (n->op == GUARD_WITHIN) {
        explain_within(out, &v, n);
    }
}

/* "today", "today + 30 days" as "30 days from now". */
static void say_moment(struct buf *out, const struct voice *v, i64 days)
{
    long long n = (long long)(days < 0 ? -days : days);
    if (days == 0)
        say(out, v, PHRASE_TODAY);
    else if (v->french)
        buf_fmt(out, days < 0 ? "il y a %lld jour%s" : "dans %lld jour%s", n, n > 1 ? "s" : "");
    else
        buf_fmt(out, "%lld day%s %s", n, n > 1 ? "s" : "", days < 0 ? "ago" : "from now");
}

static enum phrase comparison(enum field_type type, enum guard_compare compare)
{
    bool date = type == FIELD_DATE;
    switch (compare) {
    case COMPARE_EQ: return PHRASE_IS;
    case COMPARE_NE: return PHRASE_IS_NOT;
    case COMPARE_LT: return date ? PHRASE_IS_BEFORE : PHRASE_LESS;
    case COMPARE_LE: return date ? PHRASE_IS_BY : PHRASE_AT_MOST;
    case COMPARE_GT: return date ? PHRASE_IS_AFTER : PHRASE_MORE;
    case COMPARE_GE: return date ? PHRASE_IS_FROM : PHRASE_AT_LEAST;
    }
    return PHRASE_IS;
}

/* A choice in quotes, so that the reader sees where it ends. */
static void say_literal(struct buf *out, const struct voice *v, const struct field *f, i64 value,
                        str word)
{
    bool quoted = f->type == FIELD_CHOICE;
    buf_put(out, !quoted ? S("") : v->french ? S("«\u00a0") : S("“"));
    say_value(out, v, f, value, word);
    buf_put(out, !quoted ? S("") : v->french ? S("\u00a0»") : S("”"));
}

static void say_compare(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct field *f = &v->guard->standard->fields.v[n->field];
    say(out, v, comparison(f->type, n->compare));
    if (n->operand == OPERAND_TODAY)
        say_moment(out, v, n->number);
    else if (n->operand == OPERAND_FIELD)
        say_field(out, v, n->other);
    else
        say_literal(out, v, f, n->number, n->word);
}

/* "A, B or C" */
static void say_list(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct field *f = &v->guard->standard->fields.v[n->field];
    say(out, v, n->negated ? PHRASE_IS_NONE_OF : PHRASE_IS_ONE_OF);
    for (i32 i = 0; i < n->count; i++) {
        if (i)
            buf_put(out, i + 1 < n->count ? S(", ") : str_c(phrases[PHRASE_OR][v->french]));
        say_literal(out, v, f, v->guard->value[n->first + i], v->guard->word[n->first + i]);
    }
}

static void say_milestone(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    const struct milestone *m = &v->guard->standard->milestones.v[n->field];
    str title = words_in(&m->title, v->lang);
    buf_fmt(out, v->french ? "«\u00a0%.*s\u00a0»" : "“%.*s”", STR_ARG(title.n ? title : m->id));
    say(out, v, n->negated ? PHRASE_IS_NOT_REACHED : PHRASE_IS_REACHED);
}

static void say_test(struct buf *out, const struct voice *v, const struct guard_node *n)
{
    if (n->op == GUARD_CONSTANT) {
        say(out, v, n->number ? PHRASE_ALWAYS : PHRASE_NEVER);
        return;
    }
    if (n->op == GUARD_MILESTONE) {
        say_milestone(out, v, n);
        return;
    }
    say_field(out, v, n->field);
    if (n->op == GUARD_SET)
        say(out, v, n->negated ? PHRASE_IS_NOT_SET : PHRASE_IS_SET);
    else if (n->op == GUARD_COMPARE)
        say_compare(out, v, n);
    else if (n->op == GUARD_IN)
        say_list(out, v, n);
    else if (n->op == GUARD_FLAG) {
        say(out, v, PHRASE_IS);
        say(out, v, PHRASE_YES);
    } else if (n->op == GUARD_WITHIN) {
        say(out, v, PHRASE_IS_WITHIN);
        buf_fmt(out, v->french ? "%lld jour%s" : "%lld day%s", (long long)n->number,
                n->number == 1 ? "" : "s");
    }
}

static void say_node(struct buf *out, const struct voice *v, i32 at);

/* Parentheses wherever "and" and "or" meet: readers of prose do not know which binds
 * tighter. */
static void say_child(struct buf *out, const struct voice *v, enum guard_op parent, i32 at)
{
    const struct guard_node *n = &v->guard->node[at];
    bool list = n->op == GUARD_IN && n->count > 1;
    bool apart = list || (!guard_is_test(n) && n->op != GUARD_NOT && n->op != parent);
    buf_put(out, apart ? S("(") : S(""));
    say_node(out, v, at);
    buf_put(out, apart ? S(")") : S(""));
}

/* As deep as the tree, which GUARD_NODES_MAX bounds. */
static void say_node(struct buf *out, const struct voice *v, i32 at)
{
    const struct guard_node *n = &v->guard->node[at];
    if (guard_is_test(n)) {
        say_test(out, v, n);
    } else if (n->op == GUARD_NOT && v->guard->node[n->left].op == GUARD_FLAG) {
        say_field(out, v, v->guard->node[n->left].field);
        say(out, v, PHRASE_IS);
        say(out, v, PHRASE_NO);
    } else if (n->op == GUARD_NOT) {
        say(out, v, PHRASE_NOT_SO);
        buf_char(out, '(');
        say_node(out, v, n->left);
        buf_char(out, ')');
    } else {
        say_child(out, v, n->op, n->left);
        say(out, v, n->op == GUARD_AND ? PHRASE_AND : PHRASE_OR);
        say_child(out, v, n->op, n->right);
    }
}

void guard_say(struct buf *out, const struct guard *g, str lang)
{
    struct voice v = {str_starts(lang, S("fr")), lang, g, NULL};
    if (g->node_count)
        say_node(out, &v, g->node_count - 1);
}
