/* parts.h - what the files of this room share. */
#pragma once

#include "api/api.h"
#include "api/shelf.h"

#include <pthread.h>

struct api_stream {
    struct stream *stream;
    struct opened *opened; /* held */
    i64 after;             /* sequence already sent */
    /* of who listens, asked again as long as it lasts; both empty: no accounts */
    char session[ACCOUNTS_SECRET_MAX], token[ACCOUNTS_SECRET_MAX];
};

struct import_task;

struct api {
    const struct platform *platform;
    struct shelf shelf;
    struct accounts *accounts;
    const struct seal *seal;
    const char *mail_base; /* of links in mails; NULL: none are sent */
    struct login *login;
    bool codes_for_admins;
    struct deliverer *deliverer; /* NULL: no webhooks */
    void (*metrics)(void *context, struct buf *out);
    void *metrics_context;
    struct arena arena;
    struct route *routes;
    i64 route_count;

    pthread_mutex_t streams_lock;
    struct api_stream stream[API_SUBSCRIBERS_MAX];
    i32 stream_count;

    pthread_mutex_t imports_lock; /* of the imports at hand (imports.c) */
    struct import_task *import[API_IMPORTS_MAX];

    struct dispatcher *dispatcher;
    i64 publisher; /* thread; -1: none */
    u32 stop;
};

static inline struct api *api_of(const struct call *c)
{
    return c->app;
}

/* The workspace that the call is about: taken by the last gate for rows of members, given back
 * when the answer is whole. */
static inline struct opened *call_opened(const struct call *c)
{
    assert(c->held);
    return c->held;
}

static inline struct workspace *call_workspace(const struct call *c)
{
    return call_opened(c)->workspace;
}

/* That workspace instead, for who has just become known; false with the answer given. */
bool api_take_workspace(struct call *c, str id);

/* --- reading ------------------------------------------------------------------------------ */

/* A reader, or NULL with the answer given: give it back, whatever happened. */
struct reader *api_reader(struct call *c);
/* The analytics of the call's workspace, or NULL with the answer given. */
struct desk *api_desk(struct call *c);
/* What history says at the gates of a process, by milestone (report/evidence_at_gate.h), as far as
 * it is known by now: never waits, NULL when nothing is. */
const struct json_value *api_evidence_at_gates(struct call *c, str process);
void api_give_back(struct call *c, struct reader *r);
/* False, with the answer given, when the reader has failed. */
bool api_read_well(struct call *c, struct reader *r);

/* --- who asks, in which language ----------------------------------------------------------- */

enum lang api_lang(const struct call *c);
/* As what the actor counts on deals; the judge knows their own deals itself. */
enum role api_role(const struct call *c);
/* Whether deals of others are theirs to change. */
bool api_acts_on_all(const struct call *c);

/* --- JSON --------------------------------------------------------------------------------- */

void put_str(struct json *j, const char *key, str value);
void put_text(struct json *j, const char *key, str value); /* left out when empty */
void put_i64(struct json *j, const char *key, i64 value);
/* A value that was read, as it was. */
void put_read(struct json *j, const struct json_value *v);
void put_bool(struct json *j, const char *key, bool value);
void put_moment(struct json *j, const char *key, i64 ms); /* left out when TIME_NONE */
void put_day(struct json *j, const char *key, i64 day);   /* left out when TIME_NONE */
/* {"id": …, "title": …} */
void put_named(struct json *j, const char *key, str id, str title);
/* {"person": 3, "name": …} */
void put_person(struct json *j, const char *key, struct reader *r, struct arena *a, u32 number);
str api_words(const struct words *w, enum lang lang);

/* What an event is called: enum event_kind or enum workspace_kind. */
str api_event_kind(i32 kind);

/* The list "findings" (silent ones only when `silent`) and, when some did not fit,
 * "findings_left_out"; then "ways_out". Bounded by API_SAID_BYTES. */
enum { API_SAID_BYTES = 40 << 10 };
void put_findings(struct json *j, struct arena *a, enum lang lang, const struct rules *r,
                  const struct verdict *v, bool silent);
/* Which stage, field, milestone… of the standard an event of a deal is about. */
void put_event_subject(struct json *j, const struct standard *s, const struct deal_event *e);
void put_ways_out(struct json *j, struct arena *a, enum lang lang, u32 ways);

/* What waits for who asks because of training and reviews: training.c. */
void put_training_due(struct json *j, struct call *c, struct reader *r);
/* Whether a file of that hash was sent; false too, with the answer given, when it cannot be told.
 */
bool api_file_exists(struct call *c, str hash);
/* As what the asker acts on a deal of that edition: the role, and whether they are trained. */
u8 api_acting_role(struct call *c, struct reader *r, i32 edition);

/* --- deals -------------------------------------------------------------------------------- */

void put_deal(struct json *j, struct call *c, struct reader *r, const struct deal_row *d);
void put_deal_fields(struct json *j, struct call *c, struct reader *r, const struct rules *rules,
                     i64 deal);
/* The deal of the path, or NULL with 404 given. */
bool api_deal(struct call *c, struct reader *r, struct deal_row *out);
i32 api_edition_seen(const struct call *c, i64 deal); /* 0: not known */
void api_edition_learn(const struct call *c, i64 deal, i32 edition);

/* What a list of deals may be filtered by, as parameters of a query. */
extern const char *const deal_outcomes[];
#define DEAL_OWNER_AND_OUTCOME                                                                     \
    {"owner", SHAPE_TEXT, .most = 20, .about = "A person's number, or \"me\"."},                   \
    {                                                                                              \
        "outcome", SHAPE_CHOICE, .choices = deal_outcomes, .about = "Only deals that stand so."    \
    }
#define DEAL_FILTER_FIELDS                                                                         \
    DEAL_OWNER_AND_OUTCOME, {"stage", SHAPE_ID, .about = "Only deals in this stage."},             \
        {"process", SHAPE_ID, .about = "Only deals that run on this standard."},                   \
        {"text", SHAPE_TEXT, .most = 100, .about = "Part of the name; accents, capitals aside."},  \
        {"reference", SHAPE_TEXT, .most = WORKSPACE_KEY_MAX,                                       \
         .about = "The id in another system."},                                                    \
        {"parked", SHAPE_BOOLEAN, .about = "Only those that are parked, or that are not."},        \
        {"amount_from", SHAPE_NUMBER,                                                              \
         .about = "At least so much; those without an amount are out."},                           \
        {"amount_to", SHAPE_NUMBER, .about = "At most so much."},                                  \
        {"close_from", SHAPE_DATE, .about = "Expected to close on this day or later."},            \
        {"close_to", SHAPE_DATE, .about = "… or earlier."},                                        \
        {"entered_from", SHAPE_TIME, .about = "In their stage since this moment or later."},       \
        {"entered_to", SHAPE_TIME, .about = "… or earlier."},                                      \
        {"opened_from", SHAPE_TIME, .about = "Begun at this moment or later."},                    \
    {                                                                                              \
        "opened_to", SHAPE_TIME, .about = "… or earlier."                                        \
    }
/* The filter that the query says; its order and place are not asked. */
void deal_list_filter(struct call *c, struct deal_filter *f);
u32 deal_list_owner(struct call *c); /* 0: anybody's */

/* The step that comes next in the order of the standard, and what the judge says to it. */
struct next_step {
    i32 stage; /* that it leads to; -1: there is none */
    bool win;  /* it is to record the deal as won */
    struct verdict verdict;
};
void api_next_step(struct next_step *out, const struct rules *r, const struct deal_state *s,
                   const struct call *c, u8 role);
/* An act that the asker would do now, to be judged only. */
struct deal_event api_hypothetical(const struct call *c, u8 role, enum event_kind kind,
                                   i32 subject);
/* What a card shows of a deal: "card". */
void put_card(struct json *j, struct call *c, struct reader *r, const struct deal_row *d);
/* How many milestones are asked for in a stage, and how many of them are met or waived. */
void api_stage_met(const struct rules *r, const struct deal_state *s, i32 stage, i64 now_ms,
                   i64 *met, i64 *total);
/* Only deals with the words of "q"; *cut: there were more than SEARCH_DEALS_MAX. */
void deal_list_words(struct call *c, struct reader *r, struct deal_filter *f, bool *cut);

/* --- changing ----------------------------------------------------------------------------- */

/* A change on its way: lives in the call's arena. */
struct change {
    struct request request;
    struct call *call;
    enum lang lang;
    i32 status; /* of an answer that went well */
};
/* With the key, the actor and the room for the answer filled in. */
struct change *change_new(struct call *c);
/* Hands it to the writer: the call is answered later. */
enum http_turn change_submit(struct change *change);
/* The answer to what the writer did not accept; for handlers that have waited for it. */
void change_refuse(struct change *change);
/* The JSON of what an act led to, for change->request.print. */
void change_print_act(void *context, const struct answer *a, struct buf *out);

/* --- who listens ----------------------------------------------------------------------------- */

/* Keeps by what the caller was let in, and asks whether that still holds. */
void accounts_note_listener(const struct call *c, struct api_stream *one);
bool accounts_may_listen(struct api *api, const struct api_stream *one, struct arena scratch);

/* Asks what runs to stop, waits for it, forgets all of it. */
void imports_stop(struct api *api);

/* --- the resources ------------------------------------------------------------------------ */

struct route_list {
    const struct route *v;
    i64 n;
};
extern const struct route_list standard_routes, deal_routes, deal_list_routes, search_routes,
    act_routes, checklist_routes, board_routes, view_routes, timeline_routes, waiting_routes,
    people_routes, event_routes, export_routes, import_routes, service_routes,
    account_session_routes, digest_routes, account_member_routes, account_token_routes,
    workspace_routes, webhook_routes, account_provider_routes, analytics_routes;
extern const struct route_list migration_routes, training_routes, kept_file_routes,
    operation_routes;
extern const struct route_list proposal_routes, effect_routes, review_routes, diff_routes;

/* The list of problems of a standard, as problem+json: standards.c. */
void put_problems(struct json *j, const struct diags *d);

enum {
    MEMBERS = ACCESS_EVERY_ROLE,
    WORKERS = ACCESS_WORKERS,
    PUBLISHERS = ACCESS_ADMIN | ACCESS_REVOPS,
};
#define FOR_MEMBERS .roles = MEMBERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_READ
#define FOR_WORKERS .roles = WORKERS, .states = MEMBER_ACTIVE, .scopes = SCOPE_DEALS
