/* guard.h - the language of `when`: `amount >= 50000 and champion is set`. A condition is
 * parsed once against the declared fields into a short list of typed nodes and then
 * answered true, false or unknown as often as wanted.
 *
 *   condition  either or either…       "and" binds tighter than "or"
 *   either     test and test…
 *   test       not test | ( condition ) | true | false
 *              FIELD is set | FIELD is not set | FIELD        (a boolean field)
 *              FIELD = < <= > >= != VALUE                     (VALUE: literal or field)
 *              FIELD in ( VALUE, … ) | FIELD not in ( … )
 *              DATE within N days                             (today … today + N)
 *              milestone ID is reached | milestone ID is not reached
 *   VALUE      12, 12.5 · 2026-12-31, today, today + N days, today - N days · true, false ·
 *              "text" or 'text' · a choice, with or without quotes
 *
 * Law: an empty field makes a comparison unknown, never false; and, or, not are Kleene's.
 * Total: no loops, no calls, depth and size limited below, so every answer takes at most
 * GUARD_NODES_MAX steps; answering allocates nothing. A compiled guard never changes, so
 * threads may share it. */
#pragma once

#include "standard/field_set.h"
#include "standard/standard.h"

enum {
    GUARD_DEPTH_MAX = 32,   /* of parentheses and "not" */
    GUARD_NODES_MAX = 128,  /* tests and connectives of one condition */
    GUARD_VALUES_MAX = 256, /* written in all its "in" lists */
    GUARD_BYTES_MAX = 4096,
};
#define GUARD_DECIMAL_UNIT 1000000ll /* a FIELD_DECIMAL value counts millionths */

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

struct guard_node;
struct guard {
    const struct standard *standard;
    const struct guard_node *node; /* children before their parents; the last is the root */
    i32 node_count;                /* 0: always true */
    const i64 *value;              /* of the "in" lists… */
    const str *word;               /* …and as written */
    struct field_set fields;       /* read by the condition */
    struct bits milestones;        /* asked about */
    bool uses_today;
    str text; /* as written */
};

/* What is known of a deal. Values are numbers whose unit is the field's type: integer as
 * it is; decimal in millionths; money in minor units of the standard's currency; date in
 * days since 1970; boolean 0 or 1; choice by index; text, person and link by
 * guard_text_value of their text. */
struct guard_facts {
    const i64 *value;               /* per field */
    struct field_set set;           /* has a value; others are empty… */
    struct field_set unknown;       /* …unless the source cannot tell */
    struct bits reached;            /* milestones */
    struct bits milestones_unknown; /* the source cannot tell */
    i64 today;                      /* days since 1970 */
    const str *text;                /* per field, to name a text when explaining; or NULL */
};

i64 guard_text_value(str text);

/* Compiles `text` into `g`, whose nodes live in `a`; `g` borrows `s` and `text`. `at` is
 * the place of the text's first character in the file: problems are reported at their own
 * column there. False, `g` untouched, when there was an error. Empty text is always true. */
MUST_CHECK bool guard_parse(struct guard *g, struct arena *a, const struct standard *s, str text,
                            struct place at, struct diags *d);

/* A word of the language, which no field may have as its id. */
bool guard_is_keyword(str word);

/* The condition in its one normal form; parsing it again gives the same condition. */
void guard_print(struct buf *out, const struct guard *g);

/* The condition as a sentence for a person, in `lang` ("en", "fr"), fields and milestones by
 * their titles: "Yearly amount is at least 50,000 EUR and Plan is “Scale”". Nothing for one
 * that always holds. */
void guard_say(struct buf *out, const struct guard *g, str lang);

enum truth guard_eval(const struct guard *g, const struct guard_facts *facts);

/* The first day after `facts->today` on which the answer is another one, were nothing but the day
 * to change; INT64_MAX: it never is. */
i64 guard_turns(const struct guard *g, const struct guard_facts *facts);

/* Fields that are empty and whose value could turn an unknown answer into a known one. */
struct field_set guard_wanting(const struct guard *g, const struct guard_facts *facts);

/* One test of the condition, as answered. */
struct guard_term {
    i32 node;
    enum truth truth;
};
/* The tests in the order written, at most GUARD_NODES_MAX; returns how many. */
i32 guard_terms(const struct guard *g, const struct guard_facts *facts,
                struct guard_term terms[GUARD_NODES_MAX]);
/* The test as written in normal form: "amount >= 50000". */
void guard_term_print(struct buf *out, const struct guard *g, i32 node);
/* Why it is so, for a person, in `lang` ("en", "fr"): "amount is 32,000 EUR, below
 * 50,000". Fields are called by their titles. */
void guard_term_explain(struct buf *out, const struct guard *g, struct guard_term term,
                        const struct guard_facts *facts, str lang);
