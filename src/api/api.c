#include "api/deliver.h"
#include "api/parts.h"
#include "api/queue.h"

#include "accounts/people.h"
#include "http/openapi.h"

#include <string.h>

const struct http_limit api_limits[] = {
    {"answer-findings", API_SAID_BYTES, "bytes", "of findings in one answer; the rest is counted"},
    {"workspaces-open", SHELF_MAX, "workspaces",
     "at once; one that nobody uses is closed for the next, else that one is 503"},
    {"imports", API_IMPORTS_MAX, "imports", "at hand in all workspaces; one more is 503"},
    {"import-bytes", API_IMPORT_BYTES_MAX, "bytes", "of the files of one import; more is 413"},
    {"queue-counted", QUEUE_COUNTED_MAX, "things",
     "that wait in one way, counted; more is told as at least so many"},
    {"queue-days", QUEUE_DAYS_MAX, "days", "ahead that a list of what waits can look"},
    {"webhook-time", OUTGOING_MS / 1000, "seconds", "for a reply; then it is tried again later"},
    {"webhook-reply", DELIVER_REPLY_BYTES, "bytes", "of a reply are read; the rest is not"},
    {"webhook-tries", HOOK_TRIES_MAX, "tries", "in about three days; then it is turned off"},
    {"webhook-threads", DELIVER_THREADS_MAX, "threads", "tell webhooks; others wait their turn"},
    {"webhook-slow", DELIVER_SLOW_MAX, "threads", "at most for those that failed or were slow"},
    {"webhook-workspaces", DELIVER_WORKSPACES_MAX, "workspaces",
     "whose webhooks are told; those of more are not"},
    {"providers", LOGIN_PROVIDERS_MAX, "providers", "of log-ins in the site file"},
    {"login-minutes", LOGIN_MINUTES, "minutes", "from going to a provider to coming back"},
    {"figures-beforehand", API_FIGURES_EVENTS, "events",
     "of a workspace, from which on its figures are made before somebody asks"},
    {"preview", API_PREVIEW_DEALS, "deals",
     "told one by one in a page of a preview; all are counted"},
    {0},
};

/* --- readers ------------------------------------------------------------------------------ */

struct reader *api_reader(struct call *c)
{
    struct reader *r;
    struct err e;
    if (!opened_reader(call_opened(c), &r, &e))
        call_refuse_err(c, &e);
    return r;
}

void api_give_back(struct call *c, struct reader *r)
{
    opened_give_back(call_opened(c), r);
}

bool api_read_well(struct call *c, struct reader *r)
{
    struct err e;
    return reader_check(r, &e) || call_refuse_err(c, &e);
}

/* --- who asks ----------------------------------------------------------------------------- */

enum lang api_lang(const struct call *c)
{
    return call_lang(c);
}

enum role api_role(const struct call *c)
{
    return c->actor.role & ACCESS_MANAGER ? ROLE_MANAGER : ROLE_PEER;
}

bool api_acts_on_all(const struct call *c)
{
    return c->actor.role & (ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER);
}

/* --- which edition a deal is on ------------------------------------------------------------ */

enum { EDITION_BITS = 13 };
static_assert(WORKSPACE_EDITIONS_MAX < 1 << EDITION_BITS, "an edition fits beside its deal");

i32 api_edition_seen(const struct call *c, i64 deal)
{
    struct opened *o = call_opened(c);
    i64 carried = workspace_carried(o->workspace);
    if (atomic_exchange(&o->carried_seen, carried) != carried)
        for (i32 i = 0; i < OPENED_EDITION_SLOTS; i++)
            atomic_store(&o->edition_of[i], 0);
    u64 kept = atomic_load(&o->edition_of[deal & (OPENED_EDITION_SLOTS - 1)]);
    return (i64)(kept >> EDITION_BITS) == deal ? (i32)(kept & ((1 << EDITION_BITS) - 1)) : 0;
}

void api_edition_learn(const struct call *c, i64 deal, i32 edition)
{
    u64 kept = (u64)deal << EDITION_BITS | (u64)edition;
    atomic_store(&call_opened(c)->edition_of[deal & (OPENED_EDITION_SLOTS - 1)], kept);
}

/* --- which workspace ------------------------------------------------------------------------ */

static bool is_of_members(const struct route *r)
{
    return !(r->roles & (HTTP_ANYONE | HTTP_SIGNED_IN));
}

bool api_take_workspace(struct call *c, str id)
{
    struct api *api = api_of(c);
    struct opened *opened;
    struct err e;
    if (!shelf_take(&api->shelf, id, &opened, &e))
        return call_refuse_err(c, &e);
    shelf_give(c->held);
    c->held = opened;
    return true;
}

static bool begin_call(struct call *c)
{
    const struct api *api = api_of(c);
    if (!is_of_members(c->route))
        return true;
    if (api->codes_for_admins && c->actor.kind == ACTOR_SESSION && !c->actor.strong &&
        (c->actor.role & ACCESS_ADMIN))
        return call_refuse(c, 403, "second-factor",
                           message("admins sign in with a one-time code: POST /api/v1/me/code, "
                                   "confirm it, then sign in with it"));
    return api_take_workspace(c,
                              api->accounts ? c->actor.workspace : str_c(api->shelf.opened[0]->id));
}

static void end_call(struct call *c)
{
    shelf_give(c->held);
    c->held = NULL;
}

/* "These credentials do not hold", "there is no such member": not when nobody could look. */
static bool answer_is_sound(struct call *c)
{
    const struct api *api = c->app;
    const struct opened *opened = c->held;
    struct err e;
    if ((!api->accounts || accounts_is_well(api->accounts)) &&
        (!opened || workspace_check(opened->workspace, &e)))
        return true;
    return call_refuse(c, 503, "unknown",
                       message("the storage failed: this could not be looked up"));
}

void api_sends_mail(struct api *api, const char *base)
{
    __atomic_store_n(&api->mail_base, base, __ATOMIC_RELEASE);
}

struct shelf *api_shelf(struct api *api)
{
    return &api->shelf;
}

bool api_check(struct api *api, struct err *e)
{
    return shelf_check(&api->shelf, e);
}

bool api_visit_workspace(struct api *api, str id,
                         bool (*visit)(void *context, str id, struct workspace *w, struct err *e),
                         void *context, struct err *e)
{
    struct opened *opened = NULL;
    bool ok = shelf_take(&api->shelf, id, &opened, e) && visit(context, id, opened->workspace, e);
    shelf_give(opened);
    return ok;
}

bool api_each_workspace(struct api *api,
                        bool (*visit)(void *context, str id, struct workspace *w, struct err *e),
                        void *context, struct err *e)
{
    struct arena a;
    i64 number = 0;
    str id;
    bool ok = true;
    arena_init(&a, 1 << 20);
    while (api->accounts && accounts_next_workspace(api->accounts, &a, &number, &id)) {
        struct err why;
        bool well = api_visit_workspace(api, id, visit, context, &why);
        if (!well && ok)
            *e = why;
        ok = ok && well;
        arena_rewind(&a, 0);
    }
    arena_release(&a);
    return ok;
}

struct running_clocks {
    const u32 *stop;
};

static bool say_clocks(void *context, str id, struct workspace *w, struct err *e)
{
    const struct running_clocks *c = context;
    struct request r = {.intent = {.kind = INTENT_CLOCKS}};
    (void)id;
    do
        workspace_do(w, &r);
    while (r.answer.deal > 0 && !__atomic_load_n(c->stop, __ATOMIC_ACQUIRE));
    return workspace_check(w, e);
}

bool api_run_clocks(struct api *api, bool all, const u32 *stop, struct err *e)
{
    struct running_clocks c = {stop};
    bool ok = true;
    if (all)
        return api_each_workspace(api, say_clocks, &c, e);
    for (i32 i = 0; i < shelf_count(&api->shelf) && ok; i++) {
        struct opened *opened = shelf_take_open(&api->shelf, i);
        ok = !opened || say_clocks(&c, (str){0}, opened->workspace, e);
        shelf_give(opened);
    }
    return ok;
}

/* --- opening ------------------------------------------------------------------------------ */

static void add_routes(struct api *api, const struct route_list *list)
{
    i64 n = api->route_count + list->n;
    api->routes =
        arena_grow(&api->arena, api->routes, api->route_count, n, (i64)sizeof *api->routes);
    memcpy(api->routes + api->route_count, list->v, (size_t)list->n * sizeof *api->routes);
    api->route_count = n;
}

static void collect_routes(struct api *api)
{
    static const struct route_list *const always[] = {
        &service_routes,  &standard_routes,  &deal_routes,      &deal_list_routes,
        &board_routes,    &act_routes,       &checklist_routes, &timeline_routes,
        &waiting_routes,  &people_routes,    &event_routes,     &import_routes,
        &export_routes,   &search_routes,    &analytics_routes, &migration_routes,
        &training_routes, &kept_file_routes, &view_routes,      &operation_routes,
        &diff_routes,     &proposal_routes,  &effect_routes,    &review_routes,
    };
    static const struct route_list *const accounts[] = {
        &account_session_routes, &account_member_routes, &account_token_routes, &digest_routes,
        &workspace_routes};
    for (i64 i = 0; i < LENGTH(always); i++)
        add_routes(api, always[i]);
    for (i64 i = 0; i < LENGTH(accounts) && api->accounts; i++)
        add_routes(api, accounts[i]);
    if (api->deliverer)
        add_routes(api, &webhook_routes);
    if (api->login)
        add_routes(api, &account_provider_routes);
}

/* Every workspace with webhooks stays open from now on. */
static void watch_all(void *context)
{
    struct api *api = context;
    struct arena a;
    i64 number = 0;
    str id;
    arena_init(&a, 1 << 20);
    while (api->accounts && accounts_next_workspace(api->accounts, &a, &number, &id)) {
        struct opened *opened = NULL;
        struct err e;
        if (shelf_take(&api->shelf, id, &opened, &e))
            deliver_watch(api->deliverer, opened);
        shelf_give(opened);
        arena_rewind(&a, 0);
    }
    arena_release(&a);
}

static void open_deliverer(struct api *api, const struct api_options *o, const struct site *site)
{
    struct deliverer_options d = {
        .platform = o->platform,
        .find = watch_all,
        .context = api,
        .seal = o->seal,
        .allow = o->allow,
        .ca_file = o->ca_file,
        .log = site->log,
        .log_context = site->log_context,
    };
    api->seal = o->seal;
    if (o->seal)
        api->deliverer = deliver_open(&api->arena, &d);
}

static void open_login(struct api *api, const struct api_options *o)
{
    api->codes_for_admins = o->codes_for_admins;
    if (!o->seal || !api->accounts)
        return;
    api->login = login_open(&api->arena, o->platform, o->seal, o->allow, o->ca_file);
    for (i32 i = 0; i < o->provider_count; i++)
        login_add(api->login, &o->providers[i]);
}

bool api_open(struct api **out, const struct api_options *o, struct site *site, struct err *e)
{
    static const struct file *const files[] = {files_api, files_web, NULL};
    struct arena arena;
    arena_init(&arena, 16 << 20);
    struct api *api = arena_new(&arena, struct api);
    api->arena = arena;
    api->platform = o->platform;
    api->accounts = o->accounts;
    api->metrics = o->metrics;
    api->metrics_context = o->metrics_context;
    api->publisher = -1;
    shelf_init(&api->shelf, o->platform, o->folder);
    api->shelf.open_max = o->open_max;
    api->shelf.no_threads = o->no_threads;
    if (o->workspace)
        shelf_add(&api->shelf, str_c(o->name), o->workspace);
    pthread_mutex_init(&api->streams_lock, NULL);
    open_deliverer(api, o, site);
    open_login(api, o);
    pthread_mutex_init(&api->imports_lock, NULL);
    collect_routes(api);
    site->routes = api->routes;
    site->route_count = api->route_count;
    site->title = "Étalon";
    site->version = ETALON_VERSION;
    site->about =
        MESSAGE("Deals run under a standard: what it says to an act, before it is recorded.");
    site->role_names = access_role_names;
    site->state_names = access_state_names;
    site->scope_names = access_scope_names;
    site->files = files;
    site->app = api;
    site->begin = begin_call;
    site->end = end_call;
    site->sound = answer_is_sound;
    *out = api;
    return api_check(api, e);
}

void api_close(struct api *api)
{
    if (!api)
        return;
    if (api->publisher >= 0) {
        __atomic_store_n(&api->stop, 1, __ATOMIC_SEQ_CST);
        api->platform->wake(api->platform->self, &api->stop);
        api->platform->thread_join(api->platform->self, api->publisher);
    }
    deliver_close(api->deliverer);
    imports_stop(api);
    shelf_close(&api->shelf);
    pthread_mutex_destroy(&api->streams_lock);
    pthread_mutex_destroy(&api->imports_lock);
    struct arena arena = api->arena;
    arena_release(&arena);
}
