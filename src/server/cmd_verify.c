/* etalon verify: is a workspace what its events say? */
#include "api/shelf.h"
#include "cli/office.h"
#include "format/json.h"
#include "operate/backup.h"
#include "server/commands.h"
#include "workspace/verify.h"

#define ARENA_BYTES (1ll << 36) /* 8 bytes per event, touched as needed */

static void put_hex(struct buf *out, const u8 hash[HASH_BYTES])
{
    for (i32 i = 0; i < HASH_BYTES; i++)
        buf_fmt(out, "%02x", hash[i]);
}

static void print_text(struct buf *out, str path, const struct verified *v)
{
    for (i64 i = 0; i < v->problems.n; i++)
        buf_fmt(out, message("problem: %.*s\n"), STR_ARG(v->problems.v[i]));
    if (v->problem_count > v->problems.n)
        buf_fmt(out, message("… and %lld more\n"), (long long)(v->problem_count - v->problems.n));
    buf_fmt(out,
            message("%.*s: %lld events, %lld deals, %lld editions, %lld people, %lld requests\n"),
            STR_ARG(path), (long long)v->events, (long long)v->deals, (long long)v->standards,
            (long long)v->people, (long long)v->requests);
    if (v->erased)
        buf_fmt(out, message("%lld texts were erased; their places in the chain hold\n"),
                (long long)v->erased);
    buf_fmt(out, message("head of the chain: %lld "), (long long)v->head.sequence);
    put_hex(out, v->head.hash);
    buf_put(out, str_c(message("\ntables, by their content: ")));
    put_hex(out, v->digest);
    if (v->problem_count)
        buf_fmt(out, message("\nNOT SOUND: %lld problems\n"), (long long)v->problem_count);
    else
        buf_put(out,
                str_c(message("\nsound: the chain holds, the tables are what the events say\n")));
}

static void json_number(struct json *j, str key, i64 value)
{
    json_key(j, key);
    json_i64(j, value);
}

static void json_hash(struct json *j, struct arena *a, str key, const u8 hash[HASH_BYTES])
{
    struct buf hex;
    buf_init(&hex, 2 * HASH_BYTES);
    put_hex(&hex, hash);
    json_key(j, key);
    json_str(j, str_dup(a, buf_str(&hex)));
    buf_release(&hex);
}

static void print_json(struct buf *out, struct arena *a, str path, const struct verified *v)
{
    struct json j;
    json_init(&j, out, 2);
    json_object(&j);
    json_key(&j, S("file"));
    json_str(&j, path);
    json_key(&j, S("sound"));
    json_bool(&j, v->problem_count == 0);
    json_number(&j, S("events"), v->events);
    json_number(&j, S("deals"), v->deals);
    json_number(&j, S("editions"), v->standards);
    json_number(&j, S("people"), v->people);
    json_number(&j, S("requests"), v->requests);
    json_number(&j, S("texts_erased"), v->erased);
    json_number(&j, S("head_sequence"), v->head.sequence);
    json_hash(&j, a, S("head_hash"), v->head.hash);
    json_hash(&j, a, S("tables_hash"), v->digest);
    json_number(&j, S("problem_count"), v->problem_count);
    json_key(&j, S("problems"));
    json_array(&j);
    for (i64 i = 0; i < v->problems.n; i++)
        json_str(&j, v->problems.v[i]);
    json_end(&j);
    json_end(&j);
}

struct asked {
    str path;
    bool json;
};

/* False after saying what is wrong. */
static bool parse(struct asked *v, const struct command *self, i32 argc, char **argv)
{
    struct options o;
    options_init(&o, self, argc, argv);
    if (!options_text_or_json(&o, &v->json))
        return false;
    if (o.file_count != 1) {
        command_usage_error(self, "name one file");
        return false;
    }
    v->path = o.files[0];
    return true;
}

/* Of one commit, while others write. */
static bool verify_open(struct shelf *shelf, str id, struct arena *a, struct verified *v,
                        struct err *e)
{
    struct opened *opened;
    struct reader *r;
    if (!shelf_take(shelf, id, &opened, e))
        return false;
    bool ok = opened_reader(opened, &r, e);
    ok = ok && reader_verify(r, &platform_system, a, v, e);
    opened_give_back(opened, r);
    shelf_give(opened);
    return ok;
}

static str file_of(str path)
{
    i64 slash = path.n - 1;
    while (slash >= 0 && path.p[slash] != '/')
        slash--;
    return str_sub(path, slash + 1, path.n);
}

static bool verify(const struct office *office, const struct asked *asked, struct arena *a,
                   struct buf *out, struct err *e)
{
    struct verified v;
    str id;
    bool open = office->shelf && backup_is_ours(file_of(asked->path), &id);
    bool read =
        open ? verify_open(office->shelf, id, a, &v, e)
             : workspace_verify_file(&platform_system, str_zero_ended(a, asked->path), a, &v, e);
    if (!read)
        return false;
    if (asked->json)
        print_json(out, a, asked->path, &v);
    else
        print_text(out, asked->path, &v);
    *e = (struct err){.code = ERR_INPUT};
    return v.problem_count == 0;
}

static bool work_verify(const struct office *office, const struct errand *errand, struct buf *out,
                        struct err *e)
{
    struct asked asked = {0};
    struct arena a;
    if (!parse(&asked, errand->command, errand->argc, errand->argv))
        return err_set(e, ERR_USAGE, "this is no command");
    arena_init(&a, ARENA_BYTES);
    bool ok = verify(office, &asked, &a, out, e);
    arena_release(&a);
    return ok;
}

static i32 run_verify(const struct command *self, i32 argc, char **argv)
{
    struct asked asked = {0};
    struct errand errand = {.command = self, .argc = argc, .argv = argv};
    if (!parse(&asked, self, argc, argv))
        return err_exit_code(ERR_USAGE);
    str folder = str_sub(asked.path, 0, asked.path.n - file_of(asked.path).n);
    return office_run(folder.n ? folder : S("."), &errand);
}

static const struct option options[] = {
    {"--format", "text|json", MESSAGE("how the result is written")},
    {0},
};

const struct command cmd_verify = {
    .name = "verify",
    .summary = MESSAGE("check a workspace: chain of hashes, tables against events"),
    .usage = MESSAGE("FILE [options]"),
    .options = options,
    .details = MESSAGE(
        "Computes the chain of hashes again from the first event, makes every table again from\n"
        "the events and compares it row by row, and has SQLite check its own structure. Changes\n"
        "nothing, and works in the server that has the file open, if one has. The head of the\n"
        "chain, written down elsewhere, shows later whether events were cut off or the whole "
        "chain\n"
        "was made anew.\n\n"
        "Exit code: 0 sound, 1 not sound or not to be read, 2 when the command line is wrong.\n"),
    .run = run_verify,
    .work = work_verify,
};
