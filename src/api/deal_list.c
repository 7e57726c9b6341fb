/* Many deals: lists by filter and order. */
#include "api/accounts_parts.h"
#include "api/answers.h"

/* --- what is asked for --------------------------------------------------------------------- */

enum { LIST_NUMBERS_MAX = 200 };
static const char *const sorts[] = {"-deal",
                                    "deal",
                                    "stage_entered_at",
                                    "-stage_entered_at",
                                    "amount",
                                    "-amount",
                                    "close_date",
                                    "-close_date",
                                    "name",
                                    "-name",
                                    NULL};
static const struct {
    str name;
    enum deal_order order;
} orders[] = {{S("deal"), ORDER_ID},
              {S("stage_entered_at"), ORDER_ENTERED},
              {S("amount"), ORDER_AMOUNT},
              {S("close_date"), ORDER_CLOSE},
              {S("name"), ORDER_NAME}};

static void take_order(struct call *c, struct deal_filter *f)
{
    str sort = c->listing.sort;
    f->down = str_starts(sort, S("-"));
    for (i64 i = 0; i < LENGTH(orders); i++)
        if (str_eq(str_sub(sort, f->down, sort.n), orders[i].name))
            f->order = orders[i].order;
}

/* "key.id.name", as print_place wrote it. */
static void take_place(struct call *c, struct deal_filter *f)
{
    str key, id, rest;
    struct list_place *p = &f->after;
    str_cut(c->listing.place, '.', &key, &rest);
    str_cut(rest, '.', &id, &p->name);
    p->there = str_to_i64(key, &p->key) && str_to_i64(id, &p->id);
}

static str print_place(struct call *c, const struct list_place *p)
{
    return str_fmt(&c->arena, "%lld.%lld.%.*s", (long long)p->key, (long long)p->id,
                   STR_ARG(p->name));
}

u32 deal_list_owner(struct call *c)
{
    str owner = call_query(c, "owner");
    i64 number = 0;
    if (str_eq(owner, S("me")))
        return c->actor.person;
    return owner.p && str_to_i64(owner, &number) ? (u32)number : 0;
}

/* In the smallest unit of the newest edition's money. */
static i64 minor_of(struct call *c, str amount)
{
    const struct workspace *w = call_workspace(c);
    i32 newest = workspace_editions(w);
    f64 number = 0, unit = 1;
    i32 digits = newest ? money_digits(workspace_rules(w, newest)->standard->currency) : 2;
    bool ok = str_to_f64(amount, &number);
    for (i32 i = 0; i < digits; i++)
        unit *= 10;
    number = ok ? number * unit : 0;
    return number >= 9e18 ? INT64_MAX : number <= -9e18 ? INT64_MIN + 1 : (i64)number;
}

static i64 day_of(struct call *c, str text)
{
    i64 day = 0;
    (void)c;
    return date_parse(text, &day) ? day : 0; /* the shape has checked it */
}

static i64 moment_of(struct call *c, str text)
{
    i64 ms = 0;
    (void)c;
    return time_parse(text, &ms) ? ms : 0;
}

static void take_range(struct call *c, struct list_range *range, const char *from, const char *to,
                       i64 (*value_of)(struct call *c, str text))
{
    str low = call_query(c, from), high = call_query(c, to);
    if (low.p || high.p) /* those without a value are in no range */
        range->from = low.p ? value_of(c, low) : INT64_MIN + 1;
    if (high.p)
        range->to = value_of(c, high);
}

/* The editions of the process that is asked for; NULL: of any, or there is no other. */
static const bool *editions_asked(struct call *c)
{
    const struct workspace *w = call_workspace(c);
    str process = call_query(c, "process");
    i32 editions = workspace_editions(w);
    bool *is = arena_array(&c->arena, bool, WORKSPACE_EDITIONS_MAX + 1), others = false;
    for (i32 e = 1; process.n && e <= editions; e++) {
        is[e] = str_eq(workspace_rules(w, e)->standard->process, process);
        others |= !is[e];
    }
    return others ? is : NULL;
}

void deal_list_filter(struct call *c, struct deal_filter *f)
{
    str outcome = call_query(c, "outcome"), parked = call_query(c, "parked");
    enum outcome o = OUTCOME_OPEN;
    deal_filter_init(f);
    if (outcome.p && outcome_parse(outcome, &o))
        f->outcome = (i32)o;
    if (parked.p)
        f->parked = str_eq(parked, S("true"));
    f->in_edition = editions_asked(c);
    f->stage = call_query(c, "stage");
    f->text = call_query(c, "text");
    f->reference = call_query(c, "reference");
    f->owner = deal_list_owner(c);
    take_range(c, &f->amount, "amount_from", "amount_to", minor_of);
    take_range(c, &f->close_day, "close_from", "close_to", day_of);
    take_range(c, &f->entered_ms, "entered_from", "entered_to", moment_of);
    take_range(c, &f->opened_ms, "opened_from", "opened_to", moment_of);
}

/* --- the list ------------------------------------------------------------------------------ */

/* "17,18,20": only these. False: nobody asked for some by number. */
static bool take_numbers(struct call *c, struct deal_filter *f)
{
    str rest = call_query(c, "deals"), one;
    i64 *deals = arena_array(&c->arena, i64, LIST_NUMBERS_MAX), number;
    if (!rest.n)
        return false;
    while (rest.n && f->among_count < LIST_NUMBERS_MAX) {
        str_cut(rest, ',', &one, &rest);
        if (str_to_i64(one, &number))
            deals[f->among_count++] = number;
    }
    f->among = deals;
    return true;
}

/* Only deals with these words. */
void deal_list_words(struct call *c, struct reader *r, struct deal_filter *f, bool *cut)
{
    str question = call_query(c, "q");
    if (take_numbers(c, f) || !question.n)
        return;
    i64 *deals = arena_array(&c->arena, i64, SEARCH_DEALS_MAX);
    f->among_count = reader_search_deals(r, &c->arena, question, deals, cut);
    f->among = deals;
}

/* They cost more than the row: only for who names them. */
static bool wants_own_fields(const struct call *c)
{
    return c->listing.fields.n && call_wants_field(c, S("fields"));
}

static void put_page(struct json *j, struct call *c, struct reader *r, struct deal_filter *f)
{
    struct list_place next;
    bool cut = false, cards = str_eq(call_query(c, "card"), S("true"));
    deal_list_words(c, r, f, &cut);
    struct deal_row *rows = arena_array(&c->arena, struct deal_row, c->listing.limit);
    i64 n = reader_list(r, &c->arena, f, c->listing.limit, rows, &next);
    i64 total = reader_count(r, f);
    json_key(j, S("deals"));
    json_array(j);
    for (i64 i = 0; i < n; i++) {
        json_object(j);
        put_deal(j, c, r, &rows[i]);
        if (cards)
            put_card(j, c, r, &rows[i]);
        if (wants_own_fields(c))
            put_deal_fields(j, c, r, workspace_rules(call_workspace(c), rows[i].edition),
                            rows[i].id);
        json_end(j);
    }
    json_end(j);
    if (total >= 0)
        put_i64(j, "total", total);
    if (cut)
        put_bool(j, "newest_only", true);
    if (next.there)
        put_str(j, "next_cursor", call_cursor(c, print_place(c, &next)));
}

static enum http_turn list_deals(struct call *c)
{
    struct deal_filter f;
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    deal_list_filter(c, &f);
    take_order(c, &f);
    take_place(c, &f);
    struct json j = call_json(c, 200);
    reader_begin(r);
    json_object(&j);
    put_page(&j, c, r, &f);
    json_end(&j);
    reader_end(r);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

/* --- routes -------------------------------------------------------------------------------- */

const char *const deal_outcomes[] = {"open",   "won",     "lost", "no-decision",
                                     "walked", "invalid", NULL};
static const struct shape_field filter_fields[] = {
    {"q", SHAPE_TEXT, .least = 1, .most = SEARCH_QUESTION_MAX,
     .about = "Words in the name, the reference, a field or a note, as for search."},
    {"deals", SHAPE_TEXT, .least = 1, .most = 4000,
     .about = "Only these, by their numbers, with commas between; then q is not asked."},
    {"card", SHAPE_BOOLEAN, .about = "With what a card shows: milestones, clock, next step."},
    DEAL_FILTER_FIELDS,
};
static const struct shape filters = {"deal_filter", NULL, filter_fields, LENGTH(filter_fields)};
static const char *const columns[] = {"deal",         "revision",         "name",    "reference",
                                      "process",      "edition",          "version", "discipline",
                                      "stage",        "stage_entered_at", "outcome", "owner",
                                      "opened_at",    "close_date",       "amount",  "parked",
                                      "parked_until", "closed_at",        "fields",  NULL};
static const struct route_listing listing = {sorts, columns};

static const struct route rows[] = {
    {HTTP_GET, "/api/v1/deals", "deal_list",
     "Deals, a page at a time; a page may be short, or empty, and have a next one.", "deals",
     FOR_MEMBERS, .flags = ROUTE_LIST, .query = &filters, .listing = &listing,
     .answer = &shape_deals, .handle = list_deals},
};
const struct route_list deal_list_routes = {rows, LENGTH(rows)};
