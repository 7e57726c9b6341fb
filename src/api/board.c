/* The board: how many deals and how much money stand in each stage, and what a card shows of
 * a deal: its milestones there, its clock, the next step. */
#include "api/accounts_parts.h"
#include "api/answers.h"

enum {
    BOARD_ROWS_MAX = 2000, /* stages of all editions, in one currency each */
    BOARD_PAGE = 2000,     /* deals that are counted at once */
    BOARD_PAGES_MAX = 100, /* by a filter; the answer says when there are more */
    BOARD_PAGE_BYTES = 8 << 20,
};

/* --- the next step --------------------------------------------------------------------------- */

struct deal_event api_hypothetical(const struct call *c, u8 role, enum event_kind kind, i32 subject)
{
    return (struct deal_event){
        .occurred_ms = c->now_ms,
        .actor = c->actor.person,
        .role = role,
        .kind = (u8)kind,
        .subject = (u16)subject,
        .value = kind == EVENT_OUTCOME_SET ? event_ending((struct ending){.reason = {-1, -1}}) : 0};
}

static i32 next_stage(const struct rules *r, i32 from)
{
    for (i32 i = from + 1; i < r->stage_count; i++)
        if (r->stage[from].moves >> i & 1)
            return i;
    return -1;
}

void api_next_step(struct next_step *out, const struct rules *r, const struct deal_state *s,
                   const struct call *c, u8 role)
{
    i32 to = next_stage(r, s->stage);
    *out = (struct next_step){.stage = to};
    if (deal_is_closed(s) && s->outcome != OUTCOME_WON) {
        out->stage = -1;
        return;
    }
    /* at the signature, and past what an open deal may enter: it is won first */
    out->win = s->outcome == OUTCOME_OPEN && s->stage <= r->commit && (to < 0 || to > r->commit);
    if (out->win)
        out->stage = r->commit;
    if (out->stage < 0)
        return;
    struct deal_event e = out->win ? api_hypothetical(c, role, EVENT_OUTCOME_SET, OUTCOME_WON)
                                   : api_hypothetical(c, role, EVENT_STAGE_ENTERED, to);
    judge_act(r, s, &e, c->now_ms, &out->verdict);
}

/* --- a card ---------------------------------------------------------------------------------- */

void api_stage_met(const struct rules *r, const struct deal_state *s, i32 stage, i64 now_ms,
                   i64 *met, i64 *total)
{
    const struct stage *of = &r->standard->stages.v[stage];
    *met = *total = 0;
    for (i32 m = of->milestone_first; m < of->milestone_first + of->milestone_count; m++) {
        enum milestone_standing standing = judge_milestone(r, s, m, now_ms);
        *total += standing != STANDING_NOT_ASKED;
        *met += standing == STANDING_MET || standing == STANDING_WAIVED;
    }
}

static void put_chips(struct json *j, const struct call *c, const struct rules *r,
                      const struct deal_state *s)
{
    const struct stage *of = &r->standard->stages.v[s->stage];
    i64 met, total;
    api_stage_met(r, s, s->stage, c->now_ms, &met, &total);
    put_i64(j, "met", met);
    put_i64(j, "total", total);
    json_key(j, S("milestones"));
    json_array(j);
    for (i32 m = of->milestone_first; m < of->milestone_first + of->milestone_count; m++) {
        enum milestone_standing standing = judge_milestone(r, s, m, c->now_ms);
        if (standing == STANDING_NOT_ASKED)
            continue;
        json_object(j);
        put_str(j, "id", r->standard->milestones.v[m].id);
        put_str(j, "title", api_words(&r->standard->milestones.v[m].title, api_lang(c)));
        put_str(j, "standing", str_c(finding_standing_id(standing)));
        json_end(j);
    }
    json_end(j);
}

/* The worst of what the next step would meet, in the words of the rule. */
static const struct finding *worst_of(const struct verdict *v)
{
    const struct finding *worst = NULL;
    for (i32 i = 0; i < v->count; i++)
        if (v->list[i].code != FINDING_UNTRAINED && v->list[i].severity >= SEVERITY_ADVICE &&
            (!worst || v->list[i].severity > worst->severity))
            worst = &v->list[i];
    return worst;
}

/* A milestone that is not there yet by its title alone: a card has little room. */
static str what_is_missing(struct call *c, const struct rules *r, const struct finding *f)
{
    if (f->code == FINDING_MISSING && f->milestone >= 0)
        return api_words(&r->standard->milestones.v[f->milestone].title, api_lang(c));
    return finding_say(&c->arena, api_lang(c), r, f);
}

static void put_step(struct json *j, struct call *c, const struct rules *r,
                     const struct next_step *next)
{
    const struct finding *worst = worst_of(&next->verdict);
    i64 blocks = 0;
    for (i32 i = 0; i < next->verdict.count; i++)
        blocks += next->verdict.list[i].severity == SEVERITY_BLOCK;
    json_key(j, S("next"));
    json_object(j);
    put_str(j, "stage", r->standard->stages.v[next->stage].id);
    put_bool(j, "win", next->win);
    put_bool(j, "passes", !verdict_refuses(&next->verdict));
    put_i64(j, "blocks", blocks);
    if (worst)
        put_str(j, "missing", what_is_missing(c, r, worst));
    json_end(j);
}

void put_card(struct json *j, struct call *c, struct reader *r, const struct deal_row *d)
{
    i64 mark = arena_mark(&c->arena); /* a page has many cards: what one took is given back */
    struct deal_state *s = arena_new(&c->arena, struct deal_state);
    const struct rules *rules = workspace_rules(call_workspace(c), d->edition);
    if (reader_state(r, d->id, s)) {
        struct next_step *next = arena_new(&c->arena, struct next_step);
        api_next_step(next, rules, s, c, (u8)api_role(c));
        json_key(j, S("card"));
        json_object(j);
        put_chips(j, c, rules, s);
        put_moment(j, "expected_at",
                   rules_span_end(rules, &rules->stage[s->stage].expected, s->stage_entered_ms));
        put_moment(j, "limit_at",
                   rules_span_end(rules, &rules->stage[s->stage].limit, s->stage_entered_ms));
        put_i64(j, "handoffs_waiting",
                __builtin_popcountll(s->handoff_offered & ~s->handoff_accepted));
        if (next->stage >= 0)
            put_step(j, c, rules, next);
        json_end(j);
    }
    arena_rewind(&c->arena, mark);
}

/* --- the columns ----------------------------------------------------------------------------- */

/* The title of a stage in the newest edition that has it. */
static str title_of(struct call *c, str stage)
{
    const struct workspace *w = call_workspace(c);
    for (i32 e = workspace_editions(w); e > 0; e--) {
        const struct standard *s = workspace_rules(w, e)->standard;
        for (i32 i = 0; i < s->stages.n; i++)
            if (str_eq(s->stages.v[i].id, stage))
                return api_words(&s->stages.v[i].title, api_lang(c));
    }
    return (str){0};
}

static void put_column(struct json *j, struct call *c, const struct tally_row *row)
{
    char room[40];
    struct buf out = {.p = room, .max = sizeof room};
    json_object(j);
    put_named(j, "stage", row->stage_id, title_of(c, row->stage_id));
    put_i64(j, "deals", row->deals);
    put_i64(j, "with_amount", row->valued);
    if (row->valued) {
        money_print(&out, row->amount, row->currency);
        put_str(j, "amount", buf_str(&out));
        put_text(j, "currency", row->currency);
    }
    json_end(j);
}

struct counting {
    struct tally_row *rows;
    i64 n;
    bool cut; /* there are more deals than were counted */
};

static void count_deal(struct counting *t, struct call *c, const struct deal_row *d)
{
    const struct workspace *w = call_workspace(c);
    str currency = workspace_rules(w, d->edition)->standard->currency;
    i64 i = 0;
    while (i < t->n &&
           !(str_eq(t->rows[i].stage_id, d->stage_id) && str_eq(t->rows[i].currency, currency)))
        i++;
    if (i == BOARD_ROWS_MAX)
        return;
    if (i == t->n)
        t->rows[t->n++] =
            (struct tally_row){.stage_id = str_dup(&c->arena, d->stage_id), .currency = currency};
    t->rows[i].deals++;
    t->rows[i].valued += d->amount != LIST_AMOUNT_NONE;
    t->rows[i].amount += tally_amount(d->amount);
}

/* A filter that nobody has counted for: its deals are walked through, page by page. */
static void count_walking(struct counting *t, struct call *c, struct reader *r,
                          struct deal_filter *f)
{
    struct arena pages;
    arena_init(&pages, BOARD_PAGE_BYTES);
    struct deal_row *rows = arena_array(&c->arena, struct deal_row, BOARD_PAGE);
    struct list_place next = {.there = true};
    for (i32 page = 0; page < BOARD_PAGES_MAX && next.there; page++) {
        i64 n = reader_list(r, &pages, f, BOARD_PAGE, rows, &next);
        for (i64 i = 0; i < n; i++)
            count_deal(t, c, &rows[i]);
        f->after = next;
        f->after.name = (str){0}; /* by number: the place has no name */
        arena_rewind(&pages, 0);
    }
    t->cut = next.there;
    arena_release(&pages);
}

/* Only owner and outcome: that is counted already. */
static bool is_tallied(struct call *c)
{
    static const char *const others[] = {"stage",        "text",       "parked",      "reference",
                                         "amount_from",  "amount_to",  "close_from",  "close_to",
                                         "entered_from", "entered_to", "opened_from", "opened_to"};
    for (i64 i = 0; i < LENGTH(others); i++)
        if (call_query(c, others[i]).p)
            return false;
    return true;
}

static void count(struct counting *t, struct call *c, struct reader *r)
{
    struct deal_filter f;
    deal_list_filter(c, &f);
    if (f.outcome < 0)
        f.outcome = OUTCOME_OPEN;
    if (is_tallied(c) && !f.in_edition)
        t->n =
            reader_tally(r, &c->arena, (enum outcome)f.outcome, f.owner, BOARD_ROWS_MAX, t->rows);
    else
        count_walking(t, c, r, &f);
}

static enum http_turn get_board(struct call *c)
{
    struct reader *r = api_reader(c);
    if (!r)
        return HTTP_ANSWERED;
    struct counting t = {.rows = arena_array(&c->arena, struct tally_row, BOARD_ROWS_MAX)};
    i64 deals = 0;
    reader_begin(r);
    count(&t, c, r);
    reader_end(r);
    struct json j = call_json(c, 200);
    json_object(&j);
    json_key(&j, S("stages"));
    json_array(&j);
    for (i64 i = 0; i < t.n; i++) {
        put_column(&j, c, &t.rows[i]);
        deals += t.rows[i].deals;
    }
    json_end(&j);
    put_i64(&j, "deals", deals);
    if (t.cut)
        put_bool(&j, "at_least", true);
    json_end(&j);
    api_read_well(c, r);
    api_give_back(c, r);
    return HTTP_ANSWERED;
}

static const struct shape_field query_fields[] = {DEAL_FILTER_FIELDS};
static const struct shape query = {"board_query", NULL, query_fields, LENGTH(query_fields)};
static const struct route rows[] = {
    {HTTP_GET, "/api/v1/board", "board",
     "How many deals, and how much money, in each stage; by the filters of the list.", "deals",
     FOR_MEMBERS, .query = &query, .answer = &shape_board, .handle = get_board},
};
const struct route_list board_routes = {rows, LENGTH(rows)};
