#include "base/os.h"
#include "cli/commands.h"

static i32 run(const struct command *self, i32 argc, char **argv)
{
    (void)argv;
    if (argc)
        return command_usage_error(self, "no argument is expected");
    os_write_out(S("etalon " ETALON_VERSION "\n"));
    return 0;
}

static const struct option options[] = {{0}};

const struct command cmd_version = {
    .name = "version",
    .summary = MESSAGE("print the version"),
    .usage = "",
    .options = options,
    .run = run,
};
