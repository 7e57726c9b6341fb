#include "cli/reader.h"

#include "base/os.h"

static bool wants_color(int fd)
{
    return os_is_terminal(fd) && !os_env("NO_COLOR").n && !str_eq(os_env("TERM"), S("dumb"));
}

bool reader_color(void)
{
    return wants_color(1);
}

bool reader_color_err(void)
{
    return wants_color(2);
}

i32 reader_columns(void)
{
    return os_is_terminal(1) ? os_terminal_columns() : 80;
}
