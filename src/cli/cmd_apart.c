/* etalon read-apart: not for people; the other side of exchange/apart.h. It has nothing but its two
 * descriptors before it reads the first byte. */
#include "base/os.h"
#include "cli/commands.h"
#include "exchange/apart.h"

static i32 run(const struct command *self, i32 argc, char **argv)
{
    const struct sandbox_limits limits = {APART_SECONDS_MAX, APART_SPACE_MAX};
    struct sandbox held = sandbox_enter(&limits);
    struct arena a;
    struct buf out;
    struct err e;
    str question;
    (void)self;
    (void)argc;
    (void)argv;
    os_reserve_at_most(APART_BYTES_MAX);
    arena_init(&a, APART_BYTES_MAX);
    buf_init(&out, APART_BYTES_MAX);
    if (!os_read_file(&question, &a, S("-"), APART_BYTES_MAX, &e))
        return err_exit_code(e.code);
    apart_reply(&out, &a, question, &held);
    if (out.full)
        return err_exit_code(ERR_LIMIT);
    os_write_out(buf_str(&out));
    return 0;
}

static const struct option options[] = {{0}};

const struct command cmd_apart = {
    .name = APART_COMMAND, .summary = "", .usage = "", .options = options, .run = run};
