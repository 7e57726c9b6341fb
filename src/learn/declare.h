/* declare.h - obligations on the order of activities (Declare: Pesic and van der Aalst 2006)
 * with the four verdicts that a deal still under way needs (RV-LTL; De Giacomo et al. 2014).
 * Counts are of activations: a sequence without any is vacuous and says nothing. */
#pragma once

#include "base/base.h"

enum declare_template {
    DECLARE_EXISTENCE,            /* a occurs at least n times */
    DECLARE_ABSENCE,              /* a does not occur */
    DECLARE_AT_MOST,              /* a occurs at most n times */
    DECLARE_EXACTLY,              /* a occurs exactly n times */
    DECLARE_INIT,                 /* the first activity is a */
    DECLARE_RESPONDED,            /* where a occurs, b occurs, before or after */
    DECLARE_COEXISTENCE,          /* a and b occur both or neither */
    DECLARE_PRECEDENCE,           /* b only after some a */
    DECLARE_RESPONSE,             /* after a, some b, within `within_ms` when positive */
    DECLARE_SUCCESSION,           /* precedence and response */
    DECLARE_ALT_PRECEDENCE,       /* before each b an a, with no other b between */
    DECLARE_ALT_RESPONSE,         /* after each a a b, with no other a between */
    DECLARE_ALT_SUCCESSION,       /* both */
    DECLARE_CHAIN_PRECEDENCE,     /* right before each b, a */
    DECLARE_CHAIN_RESPONSE,       /* right after each a, b */
    DECLARE_CHAIN_SUCCESSION,     /* both */
    DECLARE_NOT_COEXISTENCE,      /* not both a and b */
    DECLARE_NOT_SUCCESSION,       /* no b after an a */
    DECLARE_NOT_CHAIN_SUCCESSION, /* no b right after an a */
    DECLARE_COUNT,
};

enum declare_verdict {
    DECLARE_SATISFIED, /* for good */
    DECLARE_VIOLATED,  /* for good */
    DECLARE_PENDING,   /* something is still owed */
    DECLARE_OK_SO_FAR, /* nothing owed, but it can still go wrong */
};

struct declare_rule {
    enum declare_template template;
    u16 a, b;
    i32 n;         /* of existence, at most, exactly; 0 counts as 1 */
    i64 within_ms; /* of response; 0: whenever */
};

struct declare_result {
    enum declare_verdict verdict;
    i64 activations, fulfilled, violated;
};

/* Judges one sequence. `at_ms` may be NULL unless within_ms is set; `closed`: nothing more
 * will happen; `now_ms` matters to an open deal with a deadline only. Pure. */
void declare_check(struct declare_result *out, const struct declare_rule *rule, const u16 *sequence,
                   const i64 *at_ms, i64 n, bool closed, i64 now_ms);

const char *declare_verdict_id(enum declare_verdict v); /* "ok-so-far" */
