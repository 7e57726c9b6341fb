#include "standard/guard_node.h"

static const char *const signs[] = {
    [COMPARE_EQ] = "=",  [COMPARE_NE] = "!=", [COMPARE_LT] = "<",
    [COMPARE_LE] = "<=", [COMPARE_GT] = ">",  [COMPARE_GE] = ">=",
};

static void print_quoted(struct buf *out, str text)
{
    char quote = str_find_char(text, '"') < 0 ? '"' : '\'';
    buf_char(out, quote);
    buf_put(out, text);
    buf_char(out, quote);
}

/* A choice is a bare word when the language can read it back as one. */
static void print_choice(struct buf *out, str id)
{
    bool bare = id.n > 0 && !(id.p[0] >= '0' && id.p[0] <= '9') && id.p[0] != '-';
    for (i64 i = 0; i < id.n; i++) {
        char c = id.p[i];
        bare = bare && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '_' || c == '-');
    }
    if (bare && !guard_is_keyword(id))
        buf_put(out, id);
    else
        print_quoted(out, id);
}

static void print_decimal(struct buf *out, i64 value)
{
    u64 size = value < 0 ? 0 - (u64)value : (u64)value;
    u64 unit = (u64)GUARD_DECIMAL_UNIT, rest = size % unit;
    buf_fmt(out, "%s%llu", value < 0 ? "-" : "", (unsigned long long)(size / unit));
    if (rest == 0)
        return;
    i32 digits = 6;
    for (; rest % 10 == 0; rest /= 10)
        digits--;
    buf_fmt(out, ".%0*llu", digits, (unsigned long long)rest);
}

static void print_money(struct buf *out, i64 value, str currency)
{
    char text[48];
    struct buf b = {.p = text, .max = sizeof text};
    money_print(&b, value, currency);
    str s = buf_str(&b);
    /* whole amounts are written without their zeros */
    if (str_ends(s, S(".00")) || str_ends(s, S(".000")))
        s = str_sub(s, 0, str_find_char(s, '.'));
    buf_put(out, s);
}

static void print_value(struct buf *out, const struct guard *g, const struct field *f, i64 value,
                        str word)
{
    switch (f->type) {
    case FIELD_INTEGER: buf_i64(out, value); break;
    case FIELD_DECIMAL: print_decimal(out, value); break;
    case FIELD_MONEY: print_money(out, value, g->standard->currency); break;
    case FIELD_DATE: date_print(out, value); break;
    case FIELD_BOOLEAN: buf_put(out, value ? S("true") : S("false")); break;
    case FIELD_CHOICE: print_choice(out, f->choices.v[value].id); break;
    case FIELD_TEXT:
    case FIELD_PERSON:
    case FIELD_LINK: print_quoted(out, word); break;
    }
}

static void print_compare(struct buf *out, const struct guard *g, const struct guard_node *n,
                          const struct field *f)
{
    buf_fmt(out, " %s ", signs[n->compare]);
    if (n->operand == OPERAND_FIELD) {
        buf_put(out, g->standard->fields.v[n->other].id);
    } else if (n->operand == OPERAND_TODAY) {
        buf_put(out, S("today"));
        if (n->number)
            buf_fmt(out, " %c %lld days", n->number < 0 ? '-' : '+',
                    (long long)(n->number < 0 ? -n->number : n->number));
    } else {
        print_value(out, g, f, n->number, n->word);
    }
}

static void print_in(struct buf *out, const struct guard *g, const struct guard_node *n,
                     const struct field *f)
{
    buf_put(out, n->negated ? S(" not in (") : S(" in ("));
    for (i32 i = 0; i < n->count; i++) {
        if (i)
            buf_put(out, S(", "));
        print_value(out, g, f, g->value[n->first + i], g->word[n->first + i]);
    }
    buf_char(out, ')');
}

void guard_term_print(struct buf *out, const struct guard *g, i32 node)
{
    const struct guard_node *n = &g->node[node];
    if (n->op == GUARD_CONSTANT) {
        buf_put(out, n->number ? S("true") : S("false"));
        return;
    }
    if (n->op == GUARD_MILESTONE) {
        str id = g->standard->milestones.v[n->field].id;
        buf_put(out, S("milestone "));
        print_choice(out, id);
        buf_put(out, n->negated ? S(" is not reached") : S(" is reached"));
        return;
    }
    const struct field *f = &g->standard->fields.v[n->field];
    buf_put(out, f->id);
    if (n->op == GUARD_SET)
        buf_put(out, n->negated ? S(" is not set") : S(" is set"));
    else if (n->op == GUARD_COMPARE)
        print_compare(out, g, n, f);
    else if (n->op == GUARD_IN)
        print_in(out, g, n, f);
    else if (n->op == GUARD_WITHIN)
        buf_fmt(out, " within %lld days", (long long)n->number);
}

/* Binds looser than its parent's word, or repeats it on the right: needs parentheses. */
static bool needs_parentheses(const struct guard_node *parent, const struct guard_node *child,
                              bool right)
{
    if (guard_is_test(child) || child->op == GUARD_NOT)
        return false;
    if (parent->op == GUARD_NOT || (right && child->op == parent->op))
        return true;
    return parent->op == GUARD_AND && child->op == GUARD_OR;
}

static void print_node(struct buf *out, const struct guard *g, i32 at);

static void print_child(struct buf *out, const struct guard *g, i32 parent, i32 child, bool right)
{
    bool parentheses = needs_parentheses(&g->node[parent], &g->node[child], right);
    if (parentheses)
        buf_char(out, '(');
    print_node(out, g, child);
    if (parentheses)
        buf_char(out, ')');
}

/* As deep as the tree, which GUARD_NODES_MAX bounds. */
static void print_node(struct buf *out, const struct guard *g, i32 at)
{
    const struct guard_node *n = &g->node[at];
    if (guard_is_test(n)) {
        guard_term_print(out, g, at);
        return;
    }
    if (n->op == GUARD_NOT) {
        buf_put(out, S("not "));
        print_child(out, g, at, n->left, false);
        return;
    }
    print_child(out, g, at, n->left, false);
    buf_put(out, n->op == GUARD_AND ? S(" and ") : S(" or "));
    print_child(out, g, at, n->right, true);
}

void guard_print(struct buf *out, const struct guard *g)
{
    if (g->node_count)
        print_node(out, g, g->node_count - 1);
}
