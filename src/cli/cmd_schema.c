/* etalon schema: the JSON Schema of the file format. */
#include "base/os.h"
#include "cli/commands.h"
#include "standard/schema.h"

static i32 run(const struct command *self, i32 argc, char **argv)
{
    (void)argv;
    if (argc)
        return command_usage_error(self, "no argument is expected");
    struct buf out;
    buf_init(&out, 1 << 20);
    schema_print(&out);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return 0;
}

static const struct option options[] = {{0}};

const struct command cmd_schema = {
    .name = "schema",
    .summary = MESSAGE("print the JSON Schema of a standard, for editors"),
    .usage = "",
    .options = options,
    .details = MESSAGE(
        "An editor with a YAML language server completes and checks a standard that begins\n"
        "with this line:\n"
        "  # yaml-language-server: $schema=docs/standard.schema.json\n"),
    .run = run,
};
