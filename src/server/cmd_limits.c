/* etalon limits: every limit, from the tables where the code keeps them. */
#include "accounts/limits.h"
#include "api/api.h"
#include "base/os.h"
#include "format/json.h"
#include "live/desk.h"
#include "server/commands.h"
#include "workspace/limits.h"

enum { OUTPUT_MAX = 1 << 20 };

static void put_row(struct buf *out, struct json *j, const char *room, const struct http_limit *l)
{
    if (!j) {
        buf_fmt(out, "%-10s %-22s %12lld %-13s %s\n", room, l->name, (long long)l->value, l->unit,
                l->meaning);
        return;
    }
    json_object(j);
    json_key(j, S("room"));
    json_str(j, str_c(room));
    json_key(j, S("name"));
    json_str(j, str_c(l->name));
    json_key(j, S("value"));
    json_i64(j, l->value);
    json_key(j, S("unit"));
    json_str(j, str_c(l->unit));
    json_key(j, S("meaning"));
    json_str(j, str_c(l->meaning));
    json_end(j);
}

static void print(struct buf *out, struct json *j)
{
    for (i64 i = 0; i < http_limit_count; i++)
        put_row(out, j, "http", &http_limits[i]);
    for (const struct http_limit *l = api_limits; l->name; l++)
        put_row(out, j, "api", l);
    for (const struct http_limit *l = accounts_limits; l->name; l++)
        put_row(out, j, "accounts", l);
    for (const struct http_limit *l = workspace_limits; l->name; l++)
        put_row(out, j, "workspace", l);
    for (const struct http_limit *l = desk_limits; l->name; l++)
        put_row(out, j, "live", l);
}

static i32 run_limits(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct buf out;
    struct json j;
    bool json = false;
    options_init(&o, self, argc, argv);
    if (!options_text_or_json(&o, &json))
        return err_exit_code(ERR_USAGE);
    if (o.file_count)
        return command_usage_error(self, "takes no file");
    buf_init(&out, OUTPUT_MAX);
    json_init(&j, &out, 2);
    if (json)
        json_array(&j);
    print(&out, json ? &j : NULL);
    if (json)
        json_end(&j);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return 0;
}

static const struct option options[] = {
    {"--format", "text|json", MESSAGE("how the result is written")},
    {0},
};

const struct command cmd_limits = {
    .name = "limits",
    .summary = MESSAGE("every limit of the server, and what happens beyond it"),
    .usage = MESSAGE("[options]"),
    .options = options,
    .run = run_limits,
};
