/* err.h - the world failed: what happened and what to try, for the person who will fix it.
 * Text is lower case, no full stop, no function names; it quotes what the user wrote. */
#pragma once

#include "base/types.h"

enum err_code {
    ERR_NONE,
    ERR_USAGE,   /* the command line is wrong */
    ERR_INPUT,   /* a file cannot be used */
    ERR_LIMIT,   /* a stated limit was passed */
    ERR_IO,      /* the system refused */
    ERR_STOPPED, /* asked to stop */
};

enum { ERR_TEXT_MAX = 512 };

struct err {
    enum err_code code;
    char text[ERR_TEXT_MAX];
    char hint[ERR_TEXT_MAX];
};

/* Always false, so that a failing function can `return err_set(…)`. Long text is cut. */
bool err_set(struct err *e, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);
/* Adds what to try. Always false. */
bool err_hint(struct err *e, const char *format, ...) PRINTF_LIKE(2, 3);

/* One table: the exit code of a command, the HTTP status of an answer. */
i32 err_exit_code(enum err_code code);
i32 err_http_status(enum err_code code);
