#include "base/err.h"

#include "base/message.h"

#include <stdarg.h>
#include <stdio.h>

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
    return code == ERR_NONE ? 0 : code == ERR_USAGE ? 2 : 1;
}
