/* guard_node.h - how a compiled condition looks inside: for the files guard*.c only. */
#pragma once

#include "standard/guard.h"

enum guard_op {
    GUARD_CONSTANT, /* number: 0 or 1 */
    GUARD_NOT,      /* left */
    GUARD_AND,      /* left, right */
    GUARD_OR,
    GUARD_SET,       /* field; negated: "is not set" */
    GUARD_FLAG,      /* a boolean field alone */
    GUARD_COMPARE,   /* field, compare, operand */
    GUARD_IN,        /* field, values [first, first + count); negated: "not in" */
    GUARD_WITHIN,    /* field, number of days */
    GUARD_MILESTONE, /* field is its index; negated: "is not reached" */
};
enum guard_compare { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE };
enum guard_operand {
    OPERAND_NUMBER, /* `number`, in the field's unit */
    OPERAND_FIELD,  /* the field `other` */
    OPERAND_TODAY,  /* today + `number` days */
};

struct guard_node {
    enum guard_op op;
    enum guard_compare compare;
    enum guard_operand operand;
    bool negated;
    i32 left, right;
    i32 field, other;
    i32 first, count;
    i64 number;
    str word; /* a text as written, without its quotes */
};

static inline bool guard_is_test(const struct guard_node *n)
{
    return n->op != GUARD_NOT && n->op != GUARD_AND && n->op != GUARD_OR;
}
