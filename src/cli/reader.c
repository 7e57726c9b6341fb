#include "cli/reader.h"

#include "base/os.h"

bool reader_color(void)
{
    return os_is_terminal(1) && !os_env("NO_COLOR").n && !str_eq(os_env("TERM"), S("dumb"));
}

i32 reader_columns(void)
{
    return os_is_terminal(1) ? os_terminal_columns() : 80;
}
