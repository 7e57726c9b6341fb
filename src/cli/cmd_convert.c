/* etalon convert: an export or a log becomes an event log for other tools. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "exchange/log_write.h"

#define LOG_BYTES_MAX (8ll << 30)

enum shape { SHAPE_XES, SHAPE_XES_GZ, SHAPE_CSV, SHAPE_EVENTS, SHAPE_COUNT };

static bool parse_shape(str s, enum shape *out)
{
    static const char *const names[SHAPE_COUNT] = {"xes", "xes.gz", "csv", "events"};
    for (i32 i = 0; i < SHAPE_COUNT; i++)
        if (str_eq(s, str_c(names[i]))) {
            *out = (enum shape)i;
            return true;
        }
    return false;
}

static bool write_log(struct inputs *in, enum shape shape, str to, struct err *e)
{
    struct buf out;
    buf_init(&out, LOG_BYTES_MAX);
    if (shape == SHAPE_CSV)
        log_write_csv(&out, &in->history);
    else if (shape == SHAPE_EVENTS)
        log_write_native(&out, &in->history);
    else
        log_write_xes(&out, &in->history);
    str text = buf_str(&out);
    bool ok = !out.full;
    if (!ok)
        err_set(e, ERR_LIMIT, "the event log is larger than %lld bytes", LOG_BYTES_MAX);
    if (ok && shape == SHAPE_XES_GZ)
        text = log_gzip(&in->arena, text);
    ok = ok && os_write_file(to, text, e);
    buf_release(&out);
    return ok;
}

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct err e = {0};
    str map = {0}, to = S("-"), shape_text = {0};
    enum shape shape = SHAPE_XES;
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        *(str_eq(o.name, S("--map"))  ? &map
          : str_eq(o.name, S("--to")) ? &shape_text
                                      : &to) = o.value;
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (o.file_count == 0)
        return command_usage_error(self, "which files?");
    if (!parse_shape(shape_text, &shape))
        return command_usage_error(self, "--to xes, xes.gz, csv or events: not \"%.*s\"",
                                   STR_ARG(shape_text));
    if (shape == SHAPE_XES_GZ && str_eq(to, S("-")) && os_is_terminal(1))
        return command_usage_error(self, "a packed log is nothing to read: give -o FILE");
    struct inputs in;
    inputs_init(&in);
    bool ok = inputs_map(&in, map, &e) && inputs_read(&in, o.files, o.file_count, TIME_NONE, &e) &&
              write_log(&in, shape, to, &e);
    return inputs_end(&in, ok, &e);
}

static const struct option options[] = {
    {"--to", MESSAGE("xes|xes.gz|csv|events"), MESSAGE("what to write")},
    {"--map", MESSAGE("FILE"), MESSAGE("how columns are understood, as `etalon map` drafts it")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {NULL, NULL, NULL},
};

const struct command cmd_convert = {
    .name = "convert",
    .summary = MESSAGE("an export or a log as an event log for other tools"),
    .usage = MESSAGE("FILE… --to xes|xes.gz|csv|events [options]"),
    .options = options,
    .details = MESSAGE(
        "XES (IEEE 1849) and CSV (case_id, activity, timestamp, resource, case:…) are read by\n"
        "pm4py, ProM, Celonis, Disco and others. `events` is our own file, which keeps the kind\n"
        "and the value of every event. Every event that is known is written, edits of amounts\n"
        "and close dates too; events of no deal are not.\n"),
    .run = run,
};
