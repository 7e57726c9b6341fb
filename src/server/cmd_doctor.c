/* etalon doctor: is a data folder in good health? */
#include "base/local.h"
#include "base/os.h"
#include "cli/office.h"
#include "format/json.h"
#include "operate/doctor.h"
#include "server/commands.h"

enum { OUTPUT_MAX = 1 << 20, ARENA_BYTES = 16 << 20 };

static const char *const levels[] = {"good", "warning", "problem"};

static void print_text(struct buf *out, const struct doctor *d)
{
    static const char *const words[] = {MESSAGE("good"), MESSAGE("warning"), MESSAGE("PROBLEM")};
    for (i32 i = 0; i < d->count; i++) {
        const struct doctor_finding *f = &d->finding[i];
        buf_fmt(out, "%-11s %s: %.*s\n", f->name, message(words[f->level]), STR_ARG(f->text));
        if (f->advice.n)
            buf_fmt(out, "%-11s   %.*s\n", "", STR_ARG(f->advice));
    }
}

static void put(struct json *j, str key, str value)
{
    json_key(j, key);
    json_str(j, value);
}

static void print_json(struct buf *out, const struct doctor *d)
{
    struct json j;
    json_init(&j, out, 2);
    json_object(&j);
    put(&j, S("worst"), str_c(levels[d->worst]));
    json_key(&j, S("findings"));
    json_array(&j);
    for (i32 i = 0; i < d->count; i++) {
        json_object(&j);
        put(&j, S("name"), str_c(d->finding[i].name));
        put(&j, S("level"), str_c(levels[d->finding[i].level]));
        put(&j, S("text"), d->finding[i].text);
        put(&j, S("advice"), d->finding[i].advice);
        json_end(&j);
    }
    json_end(&j);
    json_end(&j);
}

static bool server_is_there(const char *folder)
{
    i64 server = local_call(folder, OFFICE_SOCKET);
    local_close(server);
    return server >= 0;
}

static i32 look(const char *folder, bool json, struct arena *a)
{
    struct doctor d;
    struct buf out;
    struct doctor_asked asked = {.folder = folder, .now_ms = os_now_ms()};
    const struct platform *p = &platform_system;
    if (p->file_exists(p->self, folder) != 1) {
        struct err e;
        platform_fail(&e, PLATFORM_MISSING, MESSAGE("use"), folder);
        return command_fail(&e);
    }
    asked.server = server_is_there(folder);
    asked.mode = os_folder_mode(str_c(folder), &asked.ours);
    asked.root = os_is_of_root(str_c(folder));
    doctor_look(p, &asked, a, &d);
    buf_init(&out, OUTPUT_MAX);
    if (json)
        print_json(&out, &d);
    else
        print_text(&out, &d);
    os_write_out(buf_str(&out));
    buf_release(&out);
    return d.worst == DOCTOR_PROBLEM ? 1 : 0;
}

static i32 run_doctor(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct arena a;
    str folder = {0}, format = S("text");
    options_init(&o, self, argc, argv);
    while (option_next(&o))
        *(str_eq(o.name, S("--data")) ? &folder : &format) = o.value;
    if (o.failed)
        return err_exit_code(ERR_USAGE);
    bool json = str_eq(format, S("json"));
    if (!folder.n || o.file_count)
        return command_usage_error(self, "name the folder of the data with --data");
    if (!json && !str_eq(format, S("text")))
        return command_usage_error(self, "unknown format \"%.*s\"", STR_ARG(format));
    arena_init(&a, ARENA_BYTES);
    i32 code = look(str_zero_ended(&a, folder), json, &a);
    arena_release(&a);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data")},
    {"--format", "text|json", MESSAGE("how the result is written")},
    {0},
};

const struct command cmd_doctor = {
    .name = "doctor",
    .summary = MESSAGE("is a data folder in good health, and what to do when it is not"),
    .usage = MESSAGE("--data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "Measures how long the disk takes to have something for good, looks at free space,\n"
        "permissions, the clock, logs that are open, the last backup and when one was last\n"
        "restored and verified. Works while a server runs.\n\n"
        "Exit code: 0 nothing that must be done now, 1 a problem, 2 when the command line is "
        "wrong.\n"),
    .run = run_doctor,
};
