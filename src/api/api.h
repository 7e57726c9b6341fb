/* api.h - what people and programs can ask of the workspaces of a server over HTTP: one file per
 * resource, each with its rows of the route table, its shapes and its handlers. Handlers read with
 * a reader taken from a pool, change by handing an intent to the workspace's writer, and answer
 * when it is durable. Ids in and out are those of the standard, never numbers of ours; deals
 * and people have a number each.
 *
 * Thread rule: after api_open everything is for any thread, api_close for the owner when no
 * call runs any more. */
#pragma once

#include "accounts/accounts.h"
#include "api/login.h"
#include "http/dispatch.h"
#include "report/finding.h"
#include "storage/seal.h"
#include "workspace/memo.h"
#include "workspace/reader.h"

enum {
    API_SUBSCRIBERS_MAX = HTTP_STREAMS_MAX,
    API_IMPORTS_MAX = 8,              /* at hand, in all workspaces */
    API_IMPORT_BYTES_MAX = 256 << 20, /* of the files of one */
    API_PREVIEW_DEALS = 200,          /* told one by one in a page of a preview */
    API_FIGURES_EVENTS = 200000,      /* from so many on figures are made before they are asked */
};

struct api;

struct api_options {
    const struct platform *platform;
    const char *folder; /* whose NAME.etalon are opened when they are asked for; NULL: none are */
    i32 open_max;       /* at once; 0: SHELF_MAX */
    /* what the server counts beside the API, for /metrics; NULL: nothing */
    void (*metrics)(void *context, struct buf *out);
    void *metrics_context;
    bool no_threads; /* their writers are stepped by hand (tests) */
    /* one that is open already and stays so, for tests; NULL: none */
    struct workspace *workspace;
    const char *name;          /* of it, as in acme.etalon */
    struct accounts *accounts; /* NULL: nobody signs in here, and there are no rows about it */
    const struct seal *seal;   /* NULL: nobody outside is told anything */
    const struct login_provider *providers; /* of log-ins; want accounts and a seal */
    i32 provider_count;
    bool codes_for_admins; /* admins do nothing without a second factor */
    u32 allow;             /* enum outgoing_allow: of what is sent to others */
    const char *ca_file;   /* instead of the machine's authorities; NULL: those */
};

/* The site's table, roles, documents, begin and end are filled into `site`; authenticate, clocks,
 * log, hosts, origins and seed are the caller's. */
MUST_CHECK bool api_open(struct api **out, const struct api_options *o, struct site *site,
                         struct err *e);
/* Ends the streams of events; after it no publisher touches the dispatcher. */
void api_close(struct api *api);
/* Begins to publish what happens to the streams of `d`. */
MUST_CHECK bool api_publish(struct api *api, struct dispatcher *d, struct err *e);

/* From now on mail is sent: invitations go by it, with links below `base` (it stays). */
void api_sends_mail(struct api *api, const char *base);
/* The workspaces that are open: for what is done beside HTTP. */
struct shelf *api_shelf(struct api *api);
/* False, with the reason, when the storage of an open workspace has failed. */
bool api_check(struct api *api, struct err *e);

/* The workspaces that the accounts know, as chores need them: one after the other is opened (if it
 * is not) and handed to `visit`. One that fails keeps none of the others from it; false with the
 * first failure. */
MUST_CHECK bool api_each_workspace(struct api *api,
                                   bool (*visit)(void *context, str id, struct workspace *w,
                                                 struct err *e),
                                   void *context, struct err *e);

/* The same for one of them. */
MUST_CHECK bool api_visit_workspace(struct api *api, str id,
                                    bool (*visit)(void *context, str id, struct workspace *w,
                                                  struct err *e),
                                    void *context, struct err *e);

/* Says every clock that has run out in the workspaces that are open, or in `all` of them, those
 * of the time when nobody served among them; ends early when *stop becomes other than 0. A clock
 * of a deal is said at the latest before the next act on it, whoever has looked or not. */
MUST_CHECK bool api_run_clocks(struct api *api, bool all, const u32 *stop, struct err *e);

/* Begins to make the figures of workspaces that are so large that whoever asked first would wait
 * for them (API_FIGURES_EVENTS); of others they are made when asked. */
MUST_CHECK bool api_begin_figures(struct api *api, struct err *e);

/* Who asks, by the accounts: the cookie of the session (site->session_cookie) or a token after
 * "Bearer ", in the workspace of the token, or the one that the field Etalon-Workspace names, or
 * that of the session. For struct site; wants accounts. */
bool api_authenticate(struct call *c);

/* Limits of this room, for `etalon limits`; ended by a row without a name. */
extern const struct http_limit api_limits[];
