/* guard_lex.h - a condition cut into words: for guard_parse.c only. */
#pragma once

#include "base/base.h"

enum guard_token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* an id or a keyword */
    TOKEN_TEXT,   /* between quotes; `text` without them */
    TOKEN_NUMBER, /* digits with at most one point */
    TOKEN_DATE,   /* 2026-12-31, if real or not */
    TOKEN_SIGN,   /* = != < <= > >= ( ) , + - */
    TOKEN_BAD,
};

struct guard_token {
    enum guard_token_kind kind;
    str text;
    i64 from, to; /* bytes of the condition */
};

/* The token at or after *at, which moves past it. */
struct guard_token guard_lex(str condition, i64 *at);
