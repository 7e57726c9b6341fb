#include "api/parts.h"

#include "http/openapi.h"

#include <string.h>

const struct http_limit api_limits[] = {
    {"answer-findings", API_SAID_BYTES, "bytes", "of findings in one answer; the rest is counted"},
    {"waiting-deals", API_WAITING_DEALS_MAX, "deals",
     "that one page of what waits looks at; its cursor goes on"},
    {0},
};

const struct shape shape_any = {"any", "See the text of this request.", NULL, 0};

/* --- readers ------------------------------------------------------------------------------ */

struct reader *api_reader(struct call *c)
{
    struct api *api = api_of(c);
    struct reader *r = NULL;
    struct err e;
    pthread_mutex_lock(&api->lock);
    if (api->reader_count)
        r = api->readers[--api->reader_count];
    pthread_mutex_unlock(&api->lock);
    if (!r && !reader_open(&r, api->workspace, &e))
        call_refuse_err(c, &e);
    return r;
}

void api_give_back(struct call *c, struct reader *r)
{
    struct api *api = api_of(c);
    struct err e;
    bool kept = false;
    if (r && reader_check(r, &e)) {
        pthread_mutex_lock(&api->lock);
        kept = api->reader_count < API_READERS_MAX;
        if (kept)
            api->readers[api->reader_count++] = r;
        pthread_mutex_unlock(&api->lock);
    }
    if (!kept)
        reader_close(r);
}

bool api_read_well(struct call *c, struct reader *r)
{
    struct err e;
    return reader_check(r, &e) || call_refuse_err(c, &e);
}

/* --- who asks ----------------------------------------------------------------------------- */

/* The quality of a language in Accept-Language, in thousandths; -1: not named. */
static i64 quality(str field, str lang)
{
    str part, rest = field;
    for (bool more = field.n > 0; more;) {
        str tag, params;
        more = str_cut(rest, ',', &part, &rest);
        str_cut(str_trim(part), ';', &tag, &params);
        tag = str_trim(tag);
        if (!str_eq_fold(str_sub(tag, 0, 2), lang) || (tag.n > 2 && tag.p[2] != '-'))
            continue;
        f64 q = 1;
        params = str_trim(params);
        if (str_starts(params, S("q=")) && !str_to_f64(str_sub(params, 2, params.n), &q))
            q = 0;
        return (i64)(q * 1000);
    }
    return -1;
}

enum lang api_lang(const struct call *c)
{
    str field = http_field(&c->request, S("Accept-Language"));
    i64 french = quality(field, S("fr")), english = quality(field, S("en"));
    return french > 0 && french > english ? LANG_FR : LANG_EN;
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

i32 api_edition_seen(struct api *api, i64 deal)
{
    u64 kept = atomic_load(&api->edition_of[deal & (API_EDITION_SLOTS - 1)]);
    return (i64)(kept >> EDITION_BITS) == deal ? (i32)(kept & ((1 << EDITION_BITS) - 1)) : 0;
}

void api_edition_learn(struct api *api, i64 deal, i32 edition)
{
    u64 kept = (u64)deal << EDITION_BITS | (u64)edition;
    atomic_store(&api->edition_of[deal & (API_EDITION_SLOTS - 1)], kept);
}

/* --- opening ------------------------------------------------------------------------------ */

static void collect_routes(struct api *api)
{
    const struct route_list *const lists[] = {
        &service_routes,
        &standard_routes,
        &deal_routes,
        &deal_list_routes,
        &act_routes,
        &checklist_routes,
        &timeline_routes,
        &waiting_routes,
        &people_routes,
        &event_routes,
        /* with accounts only */
        &account_session_routes,
        &account_member_routes,
        &account_token_routes,
    };
    i64 n = 0, count = LENGTH(lists) - (api->accounts ? 0 : 3);
    for (i64 i = 0; i < count; i++)
        n += lists[i]->n;
    api->routes = arena_array(&api->arena, struct route, n);
    for (i64 i = 0; i < count; i++) {
        memcpy(api->routes + api->route_count, lists[i]->v,
               (size_t)lists[i]->n * sizeof *api->routes);
        api->route_count += lists[i]->n;
    }
}

bool api_open(struct api **out, const struct api_options *o, struct site *site, struct err *e)
{
    struct arena arena;
    arena_init(&arena, 16 << 20);
    struct api *api = arena_new(&arena, struct api);
    api->arena = arena;
    api->platform = o->platform;
    api->workspace = o->workspace;
    api->name = o->name;
    api->accounts = o->accounts;
    api->publisher = -1;
    pthread_mutex_init(&api->lock, NULL);
    pthread_mutex_init(&api->streams_lock, NULL);
    collect_routes(api);
    site->routes = api->routes;
    site->route_count = api->route_count;
    site->title = "Étalon";
    site->version = ETALON_VERSION;
    site->about = "Deals run under a standard: what it says to an act, before it is recorded.";
    site->role_names = access_role_names;
    site->state_names = access_state_names;
    site->scope_names = access_scope_names;
    site->files = &file_api_css;
    site->file_count = 1;
    site->app = api;
    *out = api;
    return workspace_check(o->workspace, e);
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
    for (i32 i = 0; i < api->reader_count; i++)
        reader_close(api->readers[i]);
    pthread_mutex_destroy(&api->lock);
    pthread_mutex_destroy(&api->streams_lock);
    struct arena arena = api->arena;
    arena_release(&arena);
}
