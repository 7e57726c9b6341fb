/* etalon map: drafts a mapping file. */
#include "base/os.h"
#include "cli/commands.h"
#include "exchange/draft.h"
#include "exchange/mapping.h"

#define ARENA_BYTES (64ll << 30) /* address space */
enum { DRAFT_BYTES_MAX = 16 << 20, MAPPING_BYTES_MAX = 256 * 1024 };

/* Prints what is wrong with the mapping file. */
static void print_problems(const struct diags *d, str source)
{
    struct buf out;
    buf_init(&out, 4 << 20);
    for (i64 i = 0; i < d->list.n; i++)
        diag_print(&out, &d->list.v[i], source, os_is_terminal(2));
    os_write_err(buf_str(&out));
    buf_release(&out);
}

static bool read_mapping(struct mapping *m, struct arena *a, str path, struct err *e)
{
    str source;
    struct diags d;
    diags_init(&d, a);
    d.file = path;
    if (!os_read_file(&source, a, path, MAPPING_BYTES_MAX, e))
        return false;
    if (mapping_read(m, a, source, &d))
        return true;
    print_problems(&d, source);
    return err_set(e, ERR_INPUT, "the mapping file %.*s cannot be used", STR_ARG(path));
}

static bool draft(struct buf *out, struct arena *a, const struct options *o, str map_path,
                  struct err *e)
{
    struct import_source *files = arena_array(a, struct import_source, o->file_count);
    struct import_report report;
    struct mapping m;
    if (map_path.n && !read_mapping(&m, a, map_path, e))
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
