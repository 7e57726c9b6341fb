#include "base/err.h"

#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    i32 exit_code;
    i32 http_status;
} codes[] = {
    [ERR_NONE] = {0, 200},  [ERR_USAGE] = {2, 400}, [ERR_INPUT] = {1, 422},
    [ERR_LIMIT] = {1, 413}, [ERR_IO] = {1, 503},    [ERR_STOPPED] = {1, 503},
};

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    e->code = code;
    e->hint[0] = 0;
    vsnprintf(e->text, sizeof e->text, message(format), list);
    va_end(list);
    return false;
}

bool err_hint(struct err *e, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(e->hint, sizeof e->hint, message(format), list);
    va_end(list);
    return false;
}

i32 err_exit_code(enum err_code code)
{
    return codes[code].exit_code;
}

i32 err_http_status(enum err_code code)
{
    return codes[code].http_status;
}
