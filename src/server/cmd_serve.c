/* etalon serve: a workspace, its API and its sockets, put together. */
#include <stdio.h>

#include "accounts/people.h"
#include "api/api.h"
#include "base/os.h"
#include "base/sandbox.h"
#include "format/json.h"
#include "http/server.h"
#include "operate/backup.h"
#include "server/chores.h"
#include "server/commands.h"
#include "server/demo.h"
#include "server/door.h"
#include "server/log.h"
#include "server/post.h"
#include "server/safekeeping.h"
#include "server/site_file.h"

enum {
    SERVE_ARENA_BYTES = 64 << 20,
    SERVE_PORT = 8090,
    SERVE_LOOK_MS = 200, /* between two looks at whether the storage has failed */
    MINUTE_MS = 60000,
    CLOCKS_EVERY_MS = 1000, /* an act on a deal looks at its clocks by itself */
    SERVE_HOSTS_MAX = 16,
    SERVE_SAID_MAX = 8, /* workspaces named at the start */
    SERVE_PROXIES_MAX = 4,
};

struct serving {
    struct arena arena;
    const struct platform *platform;
    /* from the command line */
    str data, listen, workspace_name, backups;
    bool empty, no_log;
    bool secure;                     /* people reach it by https */
    u32 allow;                       /* enum outgoing_allow: of what is sent to others */
    const char *ca_file, *site_path; /* NULL: the machine's; site.yaml of the folder */
    i32 workers, io_threads;
    /* made in this order */
    const char *folder, *address;
    i32 port;
    struct accounts *accounts;
    struct seal seal;
    struct site_file file;
    struct api *api;
    struct server_log *log;
    struct chores chores;
    struct safekeeping safekeeping;
    struct door door;
    struct post post;
    struct site site;
    struct dispatcher dispatcher;
    struct server *server;
    const char *hosts[SERVE_HOSTS_MAX + 1], *origins[SERVE_HOSTS_MAX + 1];
    const char *proxies[SERVE_PROXIES_MAX + 1];
    i32 host_count, proxy_count;
};

/* --- the command line ----------------------------------------------------------------------- */

static bool take_number(str value, i32 most, i32 *out)
{
    i64 n;
    bool ok = str_to_i64(value, &n) && n >= 1 && n <= most;
    *out = ok ? (i32)n : 0;
    return ok;
}

static bool take_host(struct serving *s, str name)
{
    if (s->host_count == SERVE_HOSTS_MAX || name.n == 0)
        return false;
    str_zero_ended(&s->arena, name);
    s->hosts[s->host_count] = str_zero_ended(&s->arena, name);
    s->origins[s->host_count++] =
        str_zero_ended(&s->arena, str_fmt(&s->arena, "http://%.*s", STR_ARG(name)));
    return true;
}

/* How people reach it: by TLS, which a proxy in front speaks. */
static bool take_url(struct serving *s, str url)
{
    str host = str_sub(url, 8, url.n);
    if (!str_starts(url, S("https://")) || !host.n || str_find_char(host, '/') >= 0 ||
        s->host_count == SERVE_HOSTS_MAX)
        return false;
    s->secure = true;
    s->hosts[s->host_count] = str_zero_ended(&s->arena, host);
    s->origins[s->host_count++] = str_zero_ended(&s->arena, url);
    return true;
}

static bool take_proxy(struct serving *s, str address)
{
    if (s->proxy_count == SERVE_PROXIES_MAX || !address.n)
        return false;
    s->proxies[s->proxy_count++] = str_zero_ended(&s->arena, address);
    return true;
}

static bool take_option(struct serving *s, const struct options *o)
{
    if (str_eq(o->name, S("--data")))
        s->data = o->value;
    else if (str_eq(o->name, S("--listen")))
        s->listen = o->value;
    else if (str_eq(o->name, S("--workspace")))
        return s->workspace_name = o->value, workspace_is_name(o->value);
    else if (str_eq(o->name, S("--host")))
        return take_host(s, o->value);
    else if (str_eq(o->name, S("--url")))
        return take_url(s, o->value);
    else if (str_eq(o->name, S("--proxy")))
        return take_proxy(s, o->value);
    else if (str_eq(o->name, S("--backups")))
        s->backups = o->value;
    else if (str_eq(o->name, S("--empty")))
        s->empty = true;
    else if (str_eq(o->name, S("--no-log")))
        s->no_log = true;
    else if (str_eq(o->name, S("--site")))
        s->site_path = str_zero_ended(&s->arena, o->value);
    else if (str_eq(o->name, S("--private-receivers")))
        s->allow = OUTGOING_ALLOW_PRIVATE | OUTGOING_ALLOW_PLAIN;
    else if (str_eq(o->name, S("--authorities")))
        s->ca_file = str_zero_ended(&s->arena, o->value);
    else if (str_eq(o->name, S("--workers")))
        return take_number(o->value, HTTP_WORKERS_MAX, &s->workers);
    else
        return take_number(o->value, HTTP_WORKERS_MAX, &s->io_threads);
    return true;
}

static bool parse(struct serving *s, struct options *o)
{
    str port;
    i64 number = 0;
    s->listen = S("127.0.0.1:8090");
    while (option_next(o))
        if (!take_option(s, o)) {
            command_usage_error(o->command, "%.*s cannot be \"%.*s\"", STR_ARG(o->name),
                                STR_ARG(o->value));
            return false;
        }
    if (o->failed)
        return false;
    str address;
    bool has_port = str_cut(s->listen, ':', &address, &port);
    if (!s->data.n || o->file_count) {
        command_usage_error(o->command, "name the folder of the data with --data");
        return false;
    }
    if (!has_port || !str_to_i64(port, &number) || number < 0 || number > 65535) {
        command_usage_error(o->command, "%.*s cannot be \"%.*s\"", STR_ARG(S("--listen")),
                            STR_ARG(s->listen));
        return false;
    }
    if (!s->secure && !str_starts(address, S("127."))) {
        command_usage_error(o->command, "to listen beyond this machine it wants --url https://…, "
                                        "and a proxy in front that speaks TLS");
        return false;
    }
    s->address = str_zero_ended(&s->arena, address);
    s->port = (i32)number;
    return true;
}

/* --- starting ------------------------------------------------------------------------------- */

/* Every workspace file of the folder is one that people can be members of. */
static bool introduce_all(struct serving *s, struct err *e)
{
    const struct platform *p = s->platform;
    struct platform_names names;
    i64 reason = p->folder_list(p->self, s->folder, &s->arena, &names);
    bool ok = reason == PLATFORM_OK || platform_fail(e, reason, MESSAGE("use"), s->folder);
    for (i64 i = 0; ok && i < names.n; i++) {
        str file = names.v[i], id = str_sub(file, 0, file.n - 7);
        if (file.n > 7 && str_eq(str_sub(file, file.n - 7, file.n), S(".etalon")) &&
            workspace_is_name(id))
            ok = accounts_workspace(s->accounts, id, (str){0}, p->now_ms(p->self), e);
    }
    return ok;
}

/* The workspace named, or a first one: made when it is missing. */
static bool make_first(struct serving *s, struct err *e)
{
    const struct platform *p = s->platform;
    i64 number = 0;
    str id;
    if (!s->workspace_name.n && accounts_next_workspace(s->accounts, &s->arena, &number, &id))
        return true;
    id = s->workspace_name.n ? s->workspace_name : S("demo");
    const char *path =
        str_zero_ended(&s->arena, str_fmt(&s->arena, "%s/%.*s.etalon", s->folder, STR_ARG(id)));
    i64 there = p->file_exists(p->self, path);
    if (there < 0)
        return platform_fail(e, there, MESSAGE("use"), path);
    if (!there && !s->empty && !demo_make(p, path, p->now_ms(p->self), e))
        return false;
    struct workspace_options o = {.create = true, .name = id};
    struct workspace *w;
    if (!workspace_open(&w, p, path, &o, e))
        return false;
    workspace_close(w);
    return accounts_workspace(s->accounts, id, (str){0}, p->now_ms(p->self), e);
}

static bool open_data(struct serving *s, struct err *e)
{
    const struct platform *p = s->platform;
    struct accounts_options o = {.create = true};
    s->folder = str_zero_ended(&s->arena, s->data);
    i64 there = p->file_exists(p->self, s->folder);
    i64 reason = there == 0 ? p->folder_make(p->self, s->folder) : there < 0 ? there : PLATFORM_OK;
    if (reason != PLATFORM_OK)
        return platform_fail(e, reason, MESSAGE("make the folder"), s->folder);
    const char *path =
        str_zero_ended(&s->arena, str_fmt(&s->arena, "%s/accounts.etalon", s->folder));
    const char *key = str_zero_ended(&s->arena, str_fmt(&s->arena, "%s/secrets.key", s->folder));
    const char *site =
        s->site_path ? s->site_path
                     : str_zero_ended(&s->arena, str_fmt(&s->arena, "%s/site.yaml", s->folder));
    e->code = ERR_NONE;
    return restore_finish(p, s->folder, e) &&
           site_file_read(&s->file, &s->arena, p, site, s->site_path != NULL, e) &&
           seal_open(&s->seal, p, key, e) && accounts_open(&s->accounts, p, path, &o, e) &&
           introduce_all(s, e) && make_first(s, e);
}

static void write_line(void *context, str line)
{
    struct serving *s = context;
    if (s->log)
        log_line(s->log, line);
}

static i64 site_now_ms(void *context)
{
    const struct platform *p = ((struct serving *)context)->platform;
    return p->now_ms(p->self);
}

static i64 site_elapsed_ns(void *context)
{
    const struct platform *p = ((struct serving *)context)->platform;
    return p->elapsed_ns(p->self);
}

static void print_metrics(void *context, struct buf *out)
{
    struct serving *s = context;
    chores_print(&s->chores, out);
    safekeeping_print(&s->safekeeping, out);
}

static bool open_site(struct serving *s, struct err *e)
{
    struct diags problems;
    struct api_options o = {.platform = s->platform,
                            .folder = s->folder,
                            .accounts = s->accounts,
                            .seal = &s->seal,
                            .providers = s->file.provider,
                            .provider_count = s->file.provider_count,
                            .codes_for_admins = s->secure,
                            .allow = s->allow,
                            .ca_file = s->ca_file,
                            .metrics = print_metrics,
                            .metrics_context = s};
    struct office office = {.folder = s->folder, .accounts = s->accounts};
    s->safekeeping = (struct safekeeping){.platform = s->platform, .office = office};
    if (s->backups.n)
        s->safekeeping.backups = str_zero_ended(&s->arena, s->backups);
    if (!s->no_log && !log_open(&s->log, &s->arena, s->platform, e))
        return false;
    s->site.log = write_line;
    s->site.log_context = s->site.clock_context = s;
    if (!api_open(&s->api, &o, &s->site, e))
        return false;
    s->safekeeping.office.shelf = api_shelf(s->api);
    s->site.hosts = s->hosts;
    s->site.origins = s->origins;
    s->site.authenticate = api_authenticate;
    s->site.session_cookie = s->secure ? "__Host-etalon-session" : "etalon-session";
    s->site.transport_security = s->secure;
    s->site.proxies = s->proxies;
    s->site.now_ms = site_now_ms;
    s->site.elapsed_ns = site_elapsed_ns;
    s->platform->random_bytes(s->platform->self, &s->site.seed, sizeof s->site.seed);
    diags_init(&problems, &s->arena);
    bool sound = dispatcher_init(&s->dispatcher, &s->site, &problems);
    for (i64 i = 0; i < problems.list.n; i++)
        err_set(e, ERR_LIMIT, "%.*s", STR_ARG(problems.list.v[i].message));
    return sound;
}

static bool start(struct serving *s, struct err *e)
{
    if (!open_data(s, e) || !open_site(s, e))
        return false;
    struct server_options o = {
        .address = s->address,
        .port = s->port,
        .workers = s->workers,
        .io_threads = s->io_threads,
        .address_connections_max = s->proxy_count ? -1 : 0, /* everybody comes from the proxy */
    };
    s->server = server_open(&s->arena, &s->dispatcher, &o, e);
    if (!s->server || !api_publish(s->api, &s->dispatcher, e))
        return false;
    s->port = server_port(s->server);
    take_host(s, str_fmt(&s->arena, "%s:%d", s->address, s->port));
    take_host(s, str_fmt(&s->arena, "localhost:%d", s->port));
    return true;
}

/* --- running and stopping --------------------------------------------------------------------- */

static void put_workspaces(struct serving *s, struct buf *out)
{
    i64 number = 0, n = 0;
    str id;
    buf_fmt(out, message("workspaces in %s:"), s->folder);
    while (accounts_next_workspace(s->accounts, &s->arena, &number, &id))
        if (n++ < SERVE_SAID_MAX)
            buf_fmt(out, " %.*s", STR_ARG(id));
    if (n > SERVE_SAID_MAX)
        buf_fmt(out, message(" and %lld more"), (long long)(n - SERVE_SAID_MAX));
    buf_char(out, '\n');
}

/* What the kernel does not offer is told: uploads are read with less protection then. */
static void warn_of_sandbox(void)
{
    struct sandbox could = sandbox_probe();
    if (could.landlock == 0)
        os_write_err(str_c(message("etalon: this kernel has no Landlock: who reads uploads is kept "
                                   "from files by seccomp alone\n")));
    if (!could.filter)
        os_write_err(str_c(message("etalon: no seccomp here: who reads uploads is kept from little "
                                   "but time and memory\n")));
}

/* One line of the log: whoever breaks in has the machine. */
static void warn_of_root(struct serving *s)
{
    char room[256];
    struct buf line = {.p = room, .max = sizeof room};
    struct json j;
    if (!os_is_root())
        return;
    json_init(&j, &line, 0);
    json_object(&j);
    json_key(&j, S("at_ms"));
    json_i64(&j, s->platform->now_ms(s->platform->self));
    json_key(&j, S("level"));
    json_str(&j, S("warning"));
    json_key(&j, S("event"));
    json_str(&j, S("runs-as-root"));
    json_end(&j);
    write_line(s, buf_str(&line));
}

static bool say_where(struct serving *s, struct err *e)
{
    struct buf out;
    char code[ACCOUNTS_SETUP_CODE_BYTES];
    if (!accounts_setup_code(s->accounts, s->platform->now_ms(s->platform->self), code, e))
        return false;
    buf_init(&out, 4096);
    put_workspaces(s, &out);
    buf_fmt(&out, message("open in a browser: http://%s:%d/\n"), s->address, s->port);
    buf_fmt(&out, message("the API, to be read: http://%s:%d/api\n"), s->address, s->port);
    if (code[0])
        buf_fmt(&out,
                message("setup code, for the first admin, once, within %d minutes: %s\n"
                        "(press \"I have a setup code\" there)\n"),
                ACCOUNTS_SETUP_MINUTES, code);
    os_write_out(buf_str(&out));
    buf_release(&out);
    warn_of_sandbox();
    warn_of_root(s);
    return true;
}

static bool tick_accounts(void *context, i64 now_ms, struct err *e)
{
    return accounts_tick(context, now_ms, e);
}

static bool tick_clocks(void *context, i64 now_ms, struct err *e)
{
    struct serving *s = context;
    (void)now_ms;
    return api_run_clocks(s->api, false, &s->chores.stop, e);
}

static bool tick_all_clocks(void *context, i64 now_ms, struct err *e)
{
    struct serving *s = context;
    (void)now_ms;
    return api_run_clocks(s->api, true, &s->chores.stop, e);
}

static bool begin_figures(void *context, i64 now_ms, struct err *e)
{
    struct serving *s = context;
    (void)now_ms;
    return api_begin_figures(s->api, e);
}

/* How people reach it, for a link in a mail. */
static const char *base_of(struct serving *s)
{
    for (i32 i = 0; i < s->host_count; i++)
        if (str_starts(str_c(s->origins[i]), S("https://")))
            return s->origins[i];
    return str_zero_ended(&s->arena, str_fmt(&s->arena, "http://%s:%d", s->address, s->port));
}

static bool start_chores(struct serving *s, struct err *e)
{
    chores_init(&s->chores, s->platform, write_line, s);
    chores_add(&s->chores,
               &(struct chore){"accounts-tick", MINUTE_MS, MINUTE_MS, tick_accounts, s->accounts});
    safekeeping_add(&s->safekeeping, &s->chores);
    chores_add(&s->chores, &(struct chore){"clocks-of-all", 0, 15 * MINUTE_MS, tick_all_clocks, s});
    chores_add(&s->chores, &(struct chore){"clocks", 0, CLOCKS_EVERY_MS, tick_clocks, s});
    chores_add(&s->chores, &(struct chore){"figures", 0, 15 * MINUTE_MS, begin_figures, s});
    post_start(&s->post, &s->file.mail, &s->chores, s->accounts, s->api, &s->seal, base_of(s));
    return chores_start(&s->chores, e);
}

/* Until somebody asks to stop; false, with the reason, when the storage has failed. */
static bool run(const struct serving *s, struct err *e)
{
    while (!os_stop_asked(SERVE_LOOK_MS))
        if (!api_check(s->api, e) || !accounts_check(s->accounts, e))
            return false;
    return true;
}

static void stop(struct serving *s)
{
    door_close(&s->door);
    chores_stop(&s->chores);
    server_close(s->server);
    api_close(s->api);
    dispatcher_release(&s->dispatcher);
    accounts_close(s->accounts);
    log_close(s->log);
}

static i32 serve(struct serving *s)
{
    struct err e;
    os_catch_stop();
    bool ok = start(s, &e);
    if (ok)
        ok = door_open(&s->door, s->platform, &s->safekeeping.office, &e) && start_chores(s, &e) &&
             say_where(s, &e) && run(s, &e);
    stop(s);
    return ok ? 0 : command_fail(&e);
}

static i32 run_serve(const struct command *self, i32 argc, char **argv)
{
    struct options o;
    struct arena arena;
    arena_init(&arena, SERVE_ARENA_BYTES);
    struct serving *s = arena_new(&arena, struct serving);
    s->arena = arena;
    s->platform = &platform_system;
    options_init(&o, self, argc, argv);
    i32 code = parse(s, &o) ? serve(s) : err_exit_code(ERR_USAGE);
    arena = s->arena;
    arena_release(&arena);
    return code;
}

static const struct option options[] = {
    {"--data", "DIR", MESSAGE("the folder of the data; made when missing, for its owner only")},
    {"--listen", "ADDRESS:PORT", MESSAGE("where it listens; 127.0.0.1:8090 unless said")},
    {"--workspace", "NAME",
     MESSAGE("a workspace that is made when it is missing; \"demo\" in an empty folder")},
    {"--backups", "DIR", MESSAGE("a verified backup a day goes there; the last 14 are kept")},
    {"--empty", NULL, MESSAGE("a new workspace begins without the demo company")},
    {"--host", "NAME", MESSAGE("another name by which it may be asked; can be given again")},
    {"--url", "https://HOST", MESSAGE("how people reach it, by a proxy in front that speaks TLS")},
    {"--proxy", "ADDRESS",
     MESSAGE("the proxy whose X-Forwarded-For is believed; can be given again")},
    {"--workers", "N", MESSAGE("threads that answer what may wait; 4 unless said")},
    {"--io-threads", "N", MESSAGE("threads that read sockets; 1 unless said")},
    {"--site", "FILE", MESSAGE("log-in providers, mail; site.yaml of the folder unless said")},
    {"--private-receivers", NULL,
     MESSAGE("webhooks may go to addresses of one's own network, and by http")},
    {"--authorities", "FILE",
     MESSAGE("PEM: who vouches for receivers, instead of this machine's list")},
    {"--no-log", NULL, MESSAGE("no line for each request on standard error")},
    {0},
};

const struct command cmd_serve = {
    .name = "serve",
    .summary = MESSAGE("run deals under a standard: the server"),
    .usage = MESSAGE("--data DIR [options]"),
    .options = options,
    .details = MESSAGE(
        "Serves the API of every workspace NAME.etalon of the folder until it is told to stop\n"
        "(SIGTERM, SIGINT): then running requests end, and nothing is left in a log. Which\n"
        "workspace a request is about follows from its token or session. A new workspace holds a\n"
        "demo company. Each request is one JSON line on standard error.\n\n"
        "Exit code: 0 stopped as asked, 1 could not start or the storage has failed (start it\n"
        "again: what was acknowledged is there), 2 when the command line is wrong.\n"),
    .run = run_serve,
};
