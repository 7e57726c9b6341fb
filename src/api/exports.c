/* Exports: what is in the workspace as files for other tools. Who may have everything at once
 * stands in the rows; each export is in the audit. */
#include "api/accounts_parts.h"

#include "accounts/audit.h"
#include "exchange/bpmn.h"
#include "live/export_log.h"
#include "workspace/export.h"

struct shape_row {
    const char *format, *type, *file;
    i32 shape;
};
static const struct shape_row tables[] = {
    {"csv", "text/csv; charset=utf-8", "deals.csv", GRID_CSV},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "deals.xlsx",
     GRID_XLSX},
};
static const struct shape_row logs[] = {
    {"csv", "text/csv; charset=utf-8", "log.csv", LOG_CSV},
    {"xes", "application/xml", "log.xes", LOG_XES},
    {"ocel-json", "application/json", "log.ocel.json", LOG_OCEL_JSON},
    {"ocel", "application/vnd.sqlite3", "log.ocel.sqlite", LOG_OCEL_SQLITE},
};

static const struct shape_row *shape_of(const struct call *c, const struct shape_row *v, i64 n)
{
    str asked = call_query(c, "format");
    for (i64 i = 0; i < n; i++)
        if (asked.p && str_eq(asked, str_c(v[i].format)))
            return &v[i];
    return &v[0];
}

/* Before a byte goes out: an export that is not in the audit does not happen. */
static bool note_export(struct call *c, const char *what)
{
    if (c->actor.kind == ACTOR_SESSION && !c->actor.fresh)
        return call_refuse(c, 403, "fresh-login",
                           message("sign in again first: this act is sensitive"));
    if (!accounts_of(c))
        return true;
    struct accounts_act act = accounts_act_of(c);
    act.key = (str){0}; /* it is read again as often as it is asked for */
    struct accounts_outcome noted = accounts_note(
        accounts_of(c), &act, "workspace.export",
        str_fmt(&c->arena, "%s, %.*s", what, STR_ARG(str_sub(c->request.target, 0, 400))));
    return accounts_done(c, &noted);
}

static enum http_turn hand_out(struct call *c, const struct shape_row *shape, bool ok,
                               const struct err *e)
{
    if (!ok) {
        buf_clear(&c->response.body);
        call_refuse_err(c, e);
    } else if (c->response.body.full) {
        buf_clear(&c->response.body);
        c->response.body.full = false;
        call_refuse(c, 413, "limit",
                    message("this is larger than an answer may be: filter, or use etalon export"));
    } else {
        c->response.status = 200;
        c->response.type = shape->type;
        http_response_field(&c->response, S("Content-Disposition"),
                            str_fmt(&c->arena, "attachment; filename=\"%s\"", shape->file));
    }
    return HTTP_ANSWERED;
}

static enum http_turn export_table(struct call *c)
{
    const struct shape_row *shape = shape_of(c, tables, LENGTH(tables));
    struct deal_filter f;
    struct err e;
    i64 count;
    bool cut = false;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    if (note_export(c, shape->file)) {
        struct sink sink = {.out = &c->response.body};
        struct grid *g = arena_new(&c->arena, struct grid);
        deal_list_filter(c, &f);
        deal_list_words(c, r, &f, &cut);
        grid_begin(g, (enum grid_shape)shape->shape, &sink, message_str(S("Deals")));
        bool ok = export_deals(g, call_workspace(c), r, &f, &count, &e);
        grid_end(g);
        hand_out(c, shape, ok, &e);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn export_events(struct call *c)
{
    const struct shape_row *shape = shape_of(c, logs, LENGTH(logs));
    struct deal_filter f;
    struct err e;
    i64 count;
    bool cut = false;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    if (note_export(c, shape->file)) {
        struct sink sink = {.out = &c->response.body};
        deal_list_filter(c, &f);
        deal_list_words(c, r, &f, &cut);
        bool ok =
            export_log(&sink, (enum log_shape)shape->shape, call_workspace(c), r, &f, &count, &e);
        hand_out(c, shape, ok, &e);
    }
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static enum http_turn export_bpmn(struct call *c)
{
    i64 edition = call_param_i64(c, "edition");
    bool known = edition >= 1 && edition <= workspace_editions(call_workspace(c));
    if (!known) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    const struct shape_row shape = {"bpmn", "application/xml", "standard.bpmn", 0};
    bpmn_write(&c->response.body, workspace_rules(call_workspace(c), (i32)edition)->standard,
               str_c(lang_code(api_lang(c))));
    return hand_out(c, &shape, true, NULL);
}

static const char *const table_formats[] = {"csv", "xlsx", NULL};
static const char *const log_formats[] = {"csv", "xes", "ocel-json", "ocel", NULL};
#define WORDS                                                                                      \
    {                                                                                              \
        "q", SHAPE_TEXT, .least = 1, .most = SEARCH_QUESTION_MAX,                                  \
                         .about = "Words, as for the list."                                        \
    }
static const struct shape_field table_fields[] = {
    WORDS,
    {"format", SHAPE_CHOICE, .choices = table_formats, .about = "csv unless said."},
    DEAL_FILTER_FIELDS};
static const struct shape_field log_fields[] = {
    WORDS,
    {"format", SHAPE_CHOICE, .choices = log_formats, .about = "csv unless said."},
    DEAL_FILTER_FIELDS};
static const struct shape table_query = {"export_deals_query", NULL, table_fields,
                                         LENGTH(table_fields)};
static const struct shape log_query = {"export_log_query", NULL, log_fields, LENGTH(log_fields)};

/* Everything at once is for who leads or looks over the shoulder of who leads. */
#define FOR_EXPORTERS                                                                              \
    .roles = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR,                       \
    .states = MEMBER_ACTIVE, .scopes = SCOPE_ADMIN, .flags = ROUTE_SLOW

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/exports/deals", "export_deals",
     "The deals as a table, by the filters of the list.", "exports", FOR_EXPORTERS,
     .query = &table_query, .answer_type = "*/*", .handle = export_table},
    {HTTP_GET, "/api/v1/exports/log", "export_log",
     "Every event of the deals, for process mining, by the filters of the list.", "exports",
     FOR_EXPORTERS, .query = &log_query, .answer_type = "*/*", .handle = export_events},
    {HTTP_GET, "/api/v1/standards/{edition:int}/bpmn", "standard_bpmn",
     "One edition as BPMN 2.0 with its layout.", "standards", FOR_MEMBERS,
     .answer_type = "application/xml", .handle = export_bpmn},
};
const struct route_list export_routes = {rows, LENGTH(rows)};
