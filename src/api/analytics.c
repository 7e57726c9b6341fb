/* What the deals say: the figures of `etalon assess`, as of any day, of all deals or of some; and
 * the deals behind each number. Made by live/, which stands back; a call waits without holding a
 * thread. */
#include "api/answers.h"
#include "api/figures_shape.h"
#include "api/learned_shapes.h"
#include "api/parts.h"

#include "accounts/people.h"
#include "live/desk.h"
#include "measure/figure_rows.h"
#include "standard/check.h"
#include "standard/read.h"

enum { LEADS = ACCESS_ADMIN | ACCESS_REVOPS | ACCESS_MANAGER | ACCESS_AUDITOR };

struct desk *api_desk(struct call *c)
{
    struct api *api = api_of(c);
    struct desk *desk;
    struct err e;
    bool ok = opened_desk(call_opened(c), api->platform, api->publisher < 0, &desk, &e);
    return ok || call_refuse_err(c, &e) ? desk : NULL;
}

static bool begin_figures(const struct api *api, struct opened *opened, struct err *e)
{
    struct desk *desk;
    return workspace_head(opened->workspace).sequence < API_FIGURES_EVENTS ||
           opened_desk(opened, api->platform, false, &desk, e);
}

bool api_begin_figures(struct api *api, struct err *e)
{
    struct arena a;
    i64 number = 0;
    str id;
    bool ok = true;
    arena_init(&a, 1 << 20);
    while (ok && api->accounts && accounts_next_workspace(api->accounts, &a, &number, &id)) {
        struct opened *opened = NULL;
        ok = shelf_take(&api->shelf, id, &opened, e) && begin_figures(api, opened, e);
        shelf_give(opened);
        arena_rewind(&a, 0);
    }
    arena_release(&a);
    return ok;
}

/* --- the question ------------------------------------------------------------------------- */

struct asking {
    struct desk_asker asker;
    struct question question;
    struct call *call;
};

static bool unclear(struct call *c, const char *name, const char *wanted)
{
    return call_refuse(c, 400, "parameter", message("the parameter \"%s\" cannot be that: %s"),
                       name, message(wanted));
}

/* The shape has checked that it is a date. */
static i64 day_of(struct call *c, const char *name, i64 otherwise)
{
    str text = call_query(c, name);
    i64 day = otherwise;
    return text.p && date_parse(text, &day) ? day : otherwise;
}

static i64 number_of(struct call *c, const char *name, i64 otherwise)
{
    str text = call_query(c, name);
    i64 n = otherwise;
    return text.p && str_to_i64(text, &n) ? n : otherwise;
}

/* "segment:large,owner:Ann" */
static bool take_where(struct call *c, struct question *q)
{
    str part, rest = call_query(c, "where");
    for (bool more = rest.n > 0; more;) {
        struct growing_filter f;
        more = str_cut(rest, ',', &part, &rest);
        if (q->filter_count == GROWING_FILTERS_MAX || !str_cut(part, ':', &f.name, &f.value) ||
            !f.name.n || !f.value.n)
            return unclear(c, "where", MESSAGE("column:value, at most eight with commas between"));
        q->filters[q->filter_count++] = f;
    }
    return true;
}

static bool take_by(struct call *c, struct question *q)
{
    str part, rest = call_query(c, "by");
    for (bool more = rest.n > 0; more;) {
        more = str_cut(rest, ',', &part, &rest);
        if (q->by_count == QUESTION_BY_MAX || !part.n)
            return unclear(c, "by", MESSAGE("columns, at most eight with commas between"));
        q->by[q->by_count++] = part;
    }
    return true;
}

static bool take_days(struct call *c, struct question *q)
{
    i64 today = days_of_ms(c->now_ms);
    q->as_of_day = day_of(c, "as_of", today);
    q->from_day = day_of(c, "entered_from", TIME_NONE);
    q->to_day = day_of(c, "entered_to", TIME_NONE);
    if (q->as_of_day > today)
        return unclear(c, "as_of", MESSAGE("that day has not come yet"));
    if (q->from_day != TIME_NONE && q->to_day != TIME_NONE && q->from_day > q->to_day)
        return unclear(c, "entered_to", MESSAGE("it is before entered_from"));
    return true;
}

/* Where the deals behind a figure of this answer are: the same deals, as of the same day. */
static str rows_link(struct call *c, const struct question *q)
{
    str path, query = {0};
    char day[16];
    struct buf as_of = {.p = day, .max = sizeof day};
    if (!str_cut(c->request.target, '?', &path, &query))
        query = (str){0};
    date_print(&as_of, q->as_of_day);
    bool dated = call_query(c, "as_of").p != NULL;
    return str_fmt(
        &c->arena,
        "/api/v1/analytics/deals?figure={figure}&side={numerator|denominator}%s%.*s%s%.*s",
        dated ? "" : "&as_of=", dated ? 0 : (int)as_of.n, as_of.p, query.n ? "&" : "",
        STR_ARG(query));
}

static bool take_question(struct call *c, struct question *q)
{
    enum outcome o;
    str outcome = call_query(c, "outcome");
    *q = question_new(0);
    q->process = call_query(c, "process");
    q->edition = (i32)number_of(c, "edition", 0);
    q->horizon_days = number_of(c, "horizon", 0);
    q->deal = number_of(c, "deal", 0);
    q->stages_only = str_eq(call_query(c, "activities"), S("stages"));
    q->outcomes = outcome.p && outcome_parse(outcome, &o) ? 1u << o : 0;
    q->lang = api_lang(c);
    q->own_only = !(c->actor.role & LEADS);
    q->person = c->actor.person;
    q->segment = call_query(c, "segment");
    q->landmark = call_query(c, "landmark");
    q->first_days = number_of(c, "first_days", -1);
    return take_days(c, q) && take_where(c, q) && take_by(c, q);
}

/* --- the answer --------------------------------------------------------------------------- */

static void refuse_for_now(struct call *c, enum desk_status status)
{
    if (status == DESK_CROWDED)
        call_refuse(c, 503, "crowded",
                    message("too many wait for figures: ask again in some seconds"));
    else
        call_refuse(c, 503, "later", message("these figures are still being made: ask again"));
    http_response_field(&c->response, S("Retry-After"), S("5"));
}

static void fill_answer(struct call *c, const struct desk_answer *a)
{
    if (a->status == DESK_REFUSED)
        call_refuse_err(c, &a->err);
    else if (a->status != DESK_ANSWERED)
        refuse_for_now(c, a->status);
    else
        call_fixed(c, "application/json", a->body,
                   str_fmt(&c->arena, "\"f%016llx-%lld\"", (unsigned long long)a->key,
                           (long long)a->sequence));
}

static void answered(void *context, struct desk_asker *asker)
{
    struct asking *asking = context;
    fill_answer(asking->call, &asker->answer);
    call_finish(asking->call);
}

static enum http_turn ask(struct call *c, struct asking *asking)
{
    struct desk *desk = api_desk(c);
    if (!desk)
        return HTTP_ANSWERED;
    asking->call = c;
    asking->asker = (struct desk_asker){.question = &asking->question,
                                        .at_least = number_of(c, "at_least", 0),
                                        .arena = &c->arena,
                                        .done = answered,
                                        .context = asking};
    if (desk_ask(desk, &asking->asker) == DESK_WAITING)
        return HTTP_LATER;
    fill_answer(c, &asking->asker.answer);
    return HTTP_ANSWERED;
}

static const struct {
    const char *route;
    u32 parts;
} parts_of_routes[] = {
    {"analytics", JSON_ALL & ~JSON_FILES},     {"analytics_outcomes", JSON_OUTCOMES},
    {"analytics_times", JSON_TIMES},           {"analytics_funnel", JSON_FUNNEL},
    {"analytics_groups", JSON_GROUPS},         {"analytics_season", JSON_SEASON},
    {"analytics_pipeline", JSON_PIPELINE},     {"analytics_adherence", JSON_ADHERENCE},
    {"analytics_assessment", JSON_ASSESSMENT}, {"analytics_map", JSON_MAP},
    {"analytics_variants", JSON_VARIANTS},     {"analytics_distance", JSON_DISTANCE},
    {"analytics_practices", JSON_PRACTICES},   {"analytics_deviations", JSON_DEVIATIONS},
    {"analytics_gates", JSON_GATES},           {"analytics_no_decision", JSON_UNDECIDED},
    {"analytics_compare", JSON_COMPARE},
};

static enum http_turn get_figures(struct call *c)
{
    struct asking *asking = arena_new(&c->arena, struct asking);
    struct question *q = &asking->question;
    if (!take_question(c, q))
        return HTTP_ANSWERED;
    for (i64 i = 0; i < LENGTH(parts_of_routes); i++)
        if (str_eq(str_c(c->route->id), str_c(parts_of_routes[i].route)))
            q->parts = parts_of_routes[i].parts;
    if ((q->outcomes || q->deal) && (q->parts & ~(u32)(JSON_MAP | JSON_VARIANTS))) {
        unclear(c, q->deal ? "deal" : "outcome",
                MESSAGE("only the map and the variants can be of one outcome, or of one deal"));
        return HTTP_ANSWERED;
    }
    q->rows = rows_link(c, q);
    return ask(c, asking);
}

static enum http_turn get_rows(struct call *c)
{
    struct asking *asking = arena_new(&c->arena, struct asking);
    struct question *q = &asking->question;
    if (!take_question(c, q))
        return HTTP_ANSWERED;
    q->figure = (struct figure_rows){.name = call_query(c, "figure"),
                                     .by = q->by_count ? q->by[0] : (str){0},
                                     .of = call_query(c, "of"),
                                     .to = call_query(c, "to"),
                                     .others = str_eq(call_query(c, "side"), S("denominator"))};
    q->after = number_of(c, "after", 0);
    q->limit = number_of(c, "limit", 50);
    return ask(c, asking);
}

const struct json_value *api_evidence_at_gates(struct call *c, str process)
{
    struct api *api = api_of(c);
    struct desk *desk;
    struct err e;
    struct diags d;
    str body;
    struct question q = question_new(days_of_ms(c->now_ms));
    q.process = process;
    q.parts = JSON_AT_GATES;
    q.lang = api_lang(c);
    if (!opened_desk(call_opened(c), api->platform, api->publisher < 0, &desk, &e) ||
        !desk_glance(desk, &q, &c->arena, &body))
        return NULL;
    diags_init(&d, &c->arena);
    return json_find(json_parse(&c->arena, body, &d), S("milestones"));
}

/* For the seller herself, and for who leads. */
static enum http_turn get_coaching(struct call *c)
{
    struct asking *asking = arena_new(&c->arena, struct asking);
    struct question *q = &asking->question;
    i64 person = call_param_i64(c, "person");
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    bool known =
        person > 0 && person <= UINT32_MAX && reader_person(r, &c->arena, (u32)person).n > 0;
    bool well = api_read_well(c, r);
    api_give_back(c, r);
    if (!well)
        return HTTP_ANSWERED;
    if (c->actor.person != person && !(c->actor.role & LEADS)) {
        call_refuse(c, 403, "right",
                    message("a coaching sheet is for the seller herself and for who leads"));
        return HTTP_ANSWERED;
    }
    if (!known) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    if (!take_question(c, q))
        return HTTP_ANSWERED;
    q->parts = JSON_COACHING;
    q->subject = person;
    return ask(c, asking);
}

/* The deals that are over, played before a draft; what the draft adds is told apart from what the
 * edition of the path asked already. */
static enum http_turn post_backtest(struct call *c)
{
    struct asking *asking = arena_new(&c->arena, struct asking);
    struct question *q = &asking->question;
    struct standard *draft = arena_new(&c->arena, struct standard);
    struct diags d;
    i64 edition = call_param_i64(c, "edition");
    if (edition < 1 || edition > workspace_editions(call_workspace(c))) {
        call_not_found(c);
        return HTTP_ANSWERED;
    }
    lang_speak_in_thread(api_lang(c));
    diags_init(&d, &c->arena);
    d.file = S("standard");
    if (standard_read(draft, &c->arena, S("standard"), c->request.body, &d) || draft->at.line)
        standard_check(draft, &d);
    if (d.count[DIAG_ERROR]) {
        call_refuse_diags(c, 422, "standard", &d);
        return HTTP_ANSWERED;
    }
    if (!take_question(c, q))
        return HTTP_ANSWERED;
    q->edition = (i32)edition;
    q->process = workspace_rules(call_workspace(c), (i32)edition)->standard->process;
    q->draft = c->request.body;
    return ask(c, asking);
}

static enum http_turn get_standing(struct call *c)
{
    struct desk *desk = api_desk(c);
    if (!desk)
        return HTTP_ANSWERED;
    struct desk_standing s = desk_standing(desk);
    struct json j = call_json(c, 200);
    json_object(&j);
    put_i64(&j, "sequence", s.sequence);
    put_i64(&j, "head_sequence", s.head);
    put_i64(&j, "events", s.events);
    put_i64(&j, "deals", s.deals);
    put_bool(&j, "full", s.full);
    put_bool(&j, "warm", s.warm);
    put_i64(&j, "answers", s.answers);
    json_end(&j);
    return HTTP_ANSWERED;
}

/* --- the table ---------------------------------------------------------------------------- */

static const char *const outcomes[] = {"open",   "won",     "lost", "no-decision",
                                       "walked", "invalid", NULL};
static const char *const sides[] = {"numerator", "denominator", NULL};
static const char *const activities[] = {"all", "stages", NULL};

#define WHICH_DEALS                                                                                \
    {"as_of", SHAPE_DATE, .about = "What was known at the end of that day (UTC); today."},         \
        {"process", SHAPE_ID, .about = "Whose deals; else of the process that most are of."},      \
        {"entered_from", SHAPE_DATE, .about = "Only deals that entered on this day or later."},    \
        {"entered_to", SHAPE_DATE, .about = "Only deals that entered on this day or before."},     \
        {"where", SHAPE_TEXT, .most = 500,                                                         \
         .about = "Only deals with these values: column:value, with commas between."},             \
        {"edition", SHAPE_INTEGER, .least = 1, .most = WORKSPACE_EDITIONS_MAX,                     \
         .about = "The standard they are held against; else the newest known then."},              \
        {"horizon", SHAPE_INTEGER, .least = 1, .most = QUESTION_HORIZON_MAX,                       \
         .about = "Count as won what is won within so many days of entering."},                    \
        {"by", SHAPE_TEXT, .most = 300,                                                            \
         .about = "Columns to compare by, with commas between; else all there are."},              \
        {"activities", SHAPE_CHOICE, .choices = activities,                                        \
         .about = "Of map and variants: all, or stages and ends alone."},                          \
    {                                                                                              \
        "at_least", SHAPE_INTEGER,                                                                 \
            .least = 0, .most = INT64_MAX,                                                         \
            .about = "A sequence that must be in the answer: what you have just done."             \
    }

static const struct shape_field figure_fields[] = {
    WHICH_DEALS,
    {"outcome", SHAPE_CHOICE, .choices = outcomes,
     .about = "Of map and variants: only deals that stand so."},
    {"deal", SHAPE_INTEGER, .least = 1, .most = INT64_MAX,
     .about = "Of map and variants: this deal alone, its own way."},
};
static const struct shape_field played_fields[] = {
    {"as_of", SHAPE_DATE, .about = "What was known at the end of that day (UTC); today."},
    {"entered_from", SHAPE_DATE, .about = "Only deals that entered on this day or later."},
    {"entered_to", SHAPE_DATE, .about = "Only deals that entered on this day or before."},
    {"where", SHAPE_TEXT, .most = 500,
     .about = "Only deals with these values: column:value, with commas between."},
    {"at_least", SHAPE_INTEGER, .least = 0, .most = INT64_MAX,
     .about = "A sequence that must be in the answer: what you have just done."},
};
static const struct shape played_query = {"backtest_query", NULL, played_fields,
                                          LENGTH(played_fields)};
static const struct shape figure_query = {"analytics_query", NULL, figure_fields,
                                          LENGTH(figure_fields)};
#define LEARNT                                                                                     \
    {"segment", SHAPE_TEXT, .most = 200,                                                           \
     .about = "Practices: compared within this column, besides the seller; \"segment\"."},         \
        {"landmark", SHAPE_TEXT, .most = 200,                                                      \
         .about = "Practices: day:14, or stage: and a stage; else those of the rule."},            \
    {                                                                                              \
        "first_days", SHAPE_INTEGER,                                                               \
            .least = 0, .most = 365,                                                               \
            .about = "Comparison: over so many first days; 0: whole lives."                        \
    }
static const struct shape_field learn_fields[] = {WHICH_DEALS, LEARNT};
static const struct shape learn_query = {"learn_query", NULL, learn_fields, LENGTH(learn_fields)};
static const struct shape_field coaching_fields[] = {
    {"as_of", SHAPE_DATE, .about = "The week that ends at the end of that day (UTC); today."},
    {"process", SHAPE_ID, .about = "Whose deals; else of the process that most are of."},
    {"at_least", SHAPE_INTEGER, .least = 0, .most = INT64_MAX,
     .about = "A sequence that must be in the answer: what you have just done."},
};
static const struct shape coaching_query = {"coaching_query", NULL, coaching_fields,
                                            LENGTH(coaching_fields)};
static const struct shape_field row_fields[] = {
    WHICH_DEALS,
    LEARNT,
    {"figure", SHAPE_TEXT, .required = true, .most = 60,
     .about = "Which number: outcomes.won, win_rate.closed_narrow, groups.win_rate, stale.open, "
              "practices.with, gates.copied, deviations.won_without…"},
    {"side", SHAPE_CHOICE, .choices = sides, .about = "Above the line (default), or below it."},
    {"of", SHAPE_TEXT, .most = 200,
     .about = "The level of a group, the stage of the funnel, the activity of the map, a practice, "
              "a milestone, the month (2026-03) or quarter (2026-Q1), a deal that took the way."},
    {"to", SHAPE_TEXT, .most = 200,
     .about =
         "Of the map: the activity that follows; of funnel.exits: the way out; of a practice: its "
         "landmark; of a comparison: the step."},
    {"after", SHAPE_INTEGER, .least = 0, .most = INT64_MAX,
     .about = "The last deal already seen: next_after."},
    {"limit", SHAPE_INTEGER, .least = 1, .most = QUESTION_ROWS_MAX, .about = "Deals a page; 50."},
};
static const struct shape row_query = {"analytics_rows_query", NULL, row_fields,
                                       LENGTH(row_fields)};

#define FIGURES(path, name, text, shape)                                                           \
    {                                                                                              \
        HTTP_GET, "/api/v1/analytics" path, name, text, "analytics", FOR_MEMBERS,                  \
            .query = &figure_query, .answer = &(shape), .handle = get_figures                      \
    }

#define LEARNED(path, name, text, shape)                                                           \
    {                                                                                              \
        HTTP_GET, "/api/v1/analytics" path, name, text, "analytics", FOR_MEMBERS,                  \
            .query = &learn_query, .answer = &(shape), .handle = get_figures                       \
    }

static const struct route rows[] = {
    FIGURES("", "analytics", "Everything below in one answer: how the company sells.",
            shape_figures),
    FIGURES("/outcomes", "analytics_outcomes",
            "How deals end: counts, the three win rates, loss, no decision, value.",
            shape_figures_outcomes),
    FIGURES("/times", "analytics_times",
            "How long it takes: cycle, time to win, cumulative incidence of each end.",
            shape_figures_times),
    FIGURES("/funnel", "analytics_funnel",
            "The stages: who comes, who leaves how, time in stage, ageing.", shape_figures_funnel),
    FIGURES("/groups", "analytics_groups",
            "Whether sellers, segments, products or quarters differ beyond chance.",
            shape_figures_groups),
    FIGURES("/season", "analytics_season", "Months and quarters, and the end of the quarter.",
            shape_figures_season),
    FIGURES("/pipeline", "analytics_pipeline",
            "Slippage, overdue, stale, velocity, coverage, queue, dependence on one seller.",
            shape_figures_pipeline),
    FIGURES("/adherence", "analytics_adherence", "How far the standard in force is followed.",
            shape_figures_adherence),
    FIGURES("/assessment", "analytics_assessment",
            "Which of the four kinds of process it is, gate by gate.", shape_figures_assessment),
    FIGURES("/map", "analytics_map", "What follows what, how often and how slowly.",
            shape_figures_map),
    FIGURES("/variants", "analytics_variants", "The ways deals take.", shape_figures_variants),
    FIGURES("/distance", "analytics_distance",
            "The exact distance of closed deals to the stages of the standard, explained.",
            shape_figures_distance),
    LEARNED("/practices", "analytics_practices",
            "What goes with winning at a landmark, within the same seller and segment; graded.",
            shape_practices),
    LEARNED("/deviations", "analytics_deviations",
            "How each gate was met, beside what became of the deals; won without what is required.",
            shape_deviations),
    LEARNED("/gates", "analytics_gates",
            "Gates that never fail, are answered in the same minute, copied, confirmed by nobody.",
            shape_gates),
    LEARNED("/no-decision", "analytics_no_decision",
            "Where, when and after what silence deals end without a decision; declared, implied.",
            shape_undecided),
    LEARNED(
        "/compare", "analytics_compare",
        "Steps and ways of winners and losers, versions, sellers, periods: beyond chance or not.",
        shape_compare),
    {HTTP_GET, "/api/v1/analytics/deals", "analytics_deals",
     "The deals behind a number: its numerator or its denominator.", "analytics", FOR_MEMBERS,
     .query = &row_query, .answer = &shape_figures_deals, .handle = get_rows},
    {HTTP_GET, "/api/v1/people/{person:int}/coaching", "coaching",
     "The week of a seller as facts, for her and for who leads: never a ranking.", "people",
     FOR_MEMBERS, .query = &coaching_query, .answer = &shape_coaching, .handle = get_coaching},
    {HTTP_POST, "/api/v1/standards/{edition:int}/backtest", "standard_backtest",
     "What a draft would have done to the deals that are over, beside what this edition asked.",
     "standards", .roles = LEADS, .states = MEMBER_ACTIVE, .scopes = SCOPE_READ,
     .flags = ROUTE_NO_KEY | ROUTE_SLOW, .query = &played_query, .body_type = "application/yaml",
     .body_bytes_max = STANDARD_BYTES_MAX, .answer = &shape_backtest, .handle = post_backtest},
    {HTTP_GET, "/api/v1/analytics/standing", "analytics_standing",
     "Up to which event the figures follow.", "analytics", FOR_MEMBERS,
     .answer = &shape_figures_standing, .handle = get_standing},
};
const struct route_list analytics_routes = {rows, LENGTH(rows)};
