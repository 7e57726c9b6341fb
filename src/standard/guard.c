#include "standard/guard_node.h"

i64 guard_text_value(str text)
{
    return (i64)hash_str(text);
}

static bool compare_holds(enum guard_compare compare, i64 a, i64 b)
{
    switch (compare) {
    case COMPARE_EQ: return a == b;
    case COMPARE_NE: return a != b;
    case COMPARE_LT: return a < b;
    case COMPARE_LE: return a <= b;
    case COMPARE_GT: return a > b;
    case COMPARE_GE: return a >= b;
    }
    return false;
}

static enum truth truth_of(bool holds)
{
    return holds ? TRUTH_TRUE : TRUTH_FALSE;
}

static enum truth truth_not(enum truth t)
{
    return t == TRUTH_UNKNOWN ? t : truth_of(t == TRUTH_FALSE);
}

static bool has_value(const struct guard_facts *f, i32 field)
{
    return field_set_has(&f->set, field) && !field_set_has(&f->unknown, field);
}

static enum truth eval_compare(const struct guard_node *n, const struct guard_facts *f)
{
    i64 other = n->number;
    if (n->operand == OPERAND_TODAY)
        other += f->today;
    if (n->operand == OPERAND_FIELD) {
        if (!has_value(f, n->other))
            return TRUTH_UNKNOWN;
        other = f->value[n->other];
    }
    return truth_of(compare_holds(n->compare, f->value[n->field], other));
}

static enum truth eval_in(const struct guard *g, const struct guard_node *n, i64 value)
{
    bool found = false;
    for (i32 i = 0; i < n->count; i++)
        found |= g->value[n->first + i] == value;
    return truth_of(found != n->negated);
}

static enum truth eval_milestone(const struct guard_node *n, const struct guard_facts *f)
{
    if (bits_has(f->milestones_unknown, n->field))
        return TRUTH_UNKNOWN;
    return truth_of(bits_has(f->reached, n->field) != n->negated);
}

static enum truth eval_test(const struct guard *g, const struct guard_node *n,
                            const struct guard_facts *f)
{
    if (n->op == GUARD_CONSTANT)
        return truth_of(n->number != 0);
    if (n->op == GUARD_MILESTONE)
        return eval_milestone(n, f);
    if (field_set_has(&f->unknown, n->field))
        return TRUTH_UNKNOWN;
    bool set = field_set_has(&f->set, n->field);
    if (n->op == GUARD_SET)
        return truth_of(set != n->negated);
    if (!set)
        return TRUTH_UNKNOWN;
    i64 value = f->value[n->field];
    if (n->op == GUARD_FLAG)
        return truth_of(value != 0);
    if (n->op == GUARD_IN)
        return eval_in(g, n, value);
    if (n->op == GUARD_WITHIN)
        return truth_of(value >= f->today && value <= f->today + n->number);
    return eval_compare(n, f);
}

/* Kleene's connectives: `decides` settles the answer alone. */
static enum truth both(enum truth a, enum truth b, enum truth decides)
{
    if (a == decides || b == decides)
        return decides;
    return a == TRUTH_UNKNOWN || b == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : truth_not(decides);
}

static void eval_all(const struct guard *g, const struct guard_facts *f, u8 *truth)
{
    for (i32 i = 0; i < g->node_count; i++) {
        const struct guard_node *n = &g->node[i];
        enum truth t;
        if (n->op == GUARD_NOT)
            t = truth_not((enum truth)truth[n->left]);
        else if (n->op == GUARD_AND || n->op == GUARD_OR)
            t = both((enum truth)truth[n->left], (enum truth)truth[n->right],
                     n->op == GUARD_AND ? TRUTH_FALSE : TRUTH_TRUE);
        else
            t = eval_test(g, n, f);
        truth[i] = (u8)t;
    }
}

enum truth guard_eval(const struct guard *g, const struct guard_facts *facts)
{
    u8 truth[GUARD_NODES_MAX];
    if (g->node_count == 0)
        return TRUTH_TRUE;
    eval_all(g, facts, truth);
    return (enum truth)truth[g->node_count - 1];
}

static bool asks_the_day(const struct guard_node *n, const struct guard_facts *f)
{
    bool dated = n->op == GUARD_WITHIN || (n->op == GUARD_COMPARE && n->operand == OPERAND_TODAY);
    return dated && has_value(f, n->field);
}

/* Between the days at which a test turns nothing changes: only those are tried. */
i64 guard_turns(const struct guard *g, const struct guard_facts *facts)
{
    struct guard_facts then = *facts;
    enum truth now = guard_eval(g, facts);
    i64 first = INT64_MAX;
    for (i32 i = 0; i < g->node_count && g->uses_today; i++) {
        const struct guard_node *n = &g->node[i];
        if (!asks_the_day(n, facts))
            continue;
        i64 begins = facts->value[n->field] - n->number;
        const i64 days[] = {begins, (n->op == GUARD_WITHIN ? facts->value[n->field] : begins) + 1};
        for (i32 k = 0; k < LENGTH(days); k++) {
            then.today = days[k];
            if (days[k] > facts->today && days[k] < first && guard_eval(g, &then) != now)
                first = days[k];
        }
    }
    return first;
}

static void want(struct field_set *wanting, const struct guard_facts *f, i32 field)
{
    if (!field_set_has(&f->set, field) && !field_set_has(&f->unknown, field))
        field_set_add(wanting, field);
}

struct field_set guard_wanting(const struct guard *g, const struct guard_facts *facts)
{
    struct field_set wanting = {0};
    u8 truth[GUARD_NODES_MAX];
    eval_all(g, facts, truth);
    if (g->node_count == 0 || truth[g->node_count - 1] != TRUTH_UNKNOWN)
        return wanting;
    for (i32 i = 0; i < g->node_count; i++) {
        const struct guard_node *n = &g->node[i];
        if (truth[i] != TRUTH_UNKNOWN || n->op < GUARD_SET || n->op == GUARD_MILESTONE)
            continue;
        want(&wanting, facts, n->field);
        if (n->op == GUARD_COMPARE && n->operand == OPERAND_FIELD)
            want(&wanting, facts, n->other);
    }
    return wanting;
}

i32 guard_terms(const struct guard *g, const struct guard_facts *facts,
                struct guard_term terms[GUARD_NODES_MAX])
{
    u8 truth[GUARD_NODES_MAX];
    eval_all(g, facts, truth);
    i32 count = 0;
    for (i32 i = 0; i < g->node_count; i++)
        if (guard_is_test(&g->node[i]))
            terms[count++] = (struct guard_term){i, (enum truth)truth[i]};
    return count;
}
