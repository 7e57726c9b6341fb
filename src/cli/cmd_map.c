/* etalon map: drafts a mapping file. */
#include "base/os.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "exchange/draft.h"

#define ARENA_BYTES (64ll << 30) /* address space */
enum { DRAFT_BYTES_MAX = 16 << 20 };

static bool draft(struct buf *out, struct arena *a, const struct options *o, str map_path,
                  struct err *e)
{
    struct import_source *files = arena_array(a, struct import_source, o->file_count);
    struct import_report report;
    struct mapping m;
    if (map_path.n && !inputs_mapping(&m, a, map_path, NULL, e))
        return false;
    for (i32 i = 0; i < o->file_count; i++)
        files[i].name = o->files[i];
    return draft_mapping(out, &report, a, files, o->file_count, map_path.n ? &m : NULL, e);
}

static i32 run(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct arena a;
    struct buf out;
    struct err e = {0};
    enum lang lang; /* main heard it before anything was said */
    str map = {0}, to = S("-");
    options_init(&o, self, argc, argv);
    while (option_next(&o)) {
        if (!str_eq(o.name, S("--lang")))
            *(str_eq(o.name, S("--map")) ? &map : &to) = o.value;
        else if (!lang_parse(o.value, &lang))
            return command_usage_error(self, "%.*s cannot be \"%.*s\": %s", STR_ARG(o.name),
                                       STR_ARG(o.value), message("en or fr"));
    }
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    if (o.file_count == 0)
        return command_usage_error(self, "which files?");
    arena_init(&a, ARENA_BYTES);
    buf_init(&out, DRAFT_BYTES_MAX);
    bool ok = draft(&out, &a, &o, map, &e) && os_write_file(to, buf_str(&out), &e);
    buf_release(&out);
    arena_release(&a);
    return ok ? 0 : command_fail(&e);
}

static const struct option options[] = {
    {"--map", MESSAGE("FILE"), MESSAGE("begin from this mapping file instead of from nothing")},
    {"--lang", "en|fr", MESSAGE("language; default from LC_ALL or LANG")},
    {"-o", MESSAGE("FILE"), MESSAGE("write there instead of to standard output")},
    {NULL, NULL, NULL},
};

const struct command cmd_map = {
    .name = "map",
    .summary = MESSAGE("drafts how the columns of your files are understood"),
    .usage = MESSAGE("FILE… [options] > mapping.yaml"),
    .options = options,
    .details =
        MESSAGE("Recognises exports of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics 365, Close,\n"
                "Odoo, Attio and Bitrix24, and guesses at any other CSV. Edit what is wrong, then\n"
                "give the file to other commands with --map. See docs/import.md.\n"),
    .run = run,
};
