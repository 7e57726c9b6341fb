#include "simulate/event_log.h"

#include "stats/draw.h"

#include <math.h>
#include <string.h>

enum activity {
    LEAD_CREATED,
    LEAD_ASSIGNED,
    EMAIL_SENT,
    EMAIL_REPLY,
    CALL_NO_ANSWER,
    FIRST_CALL,
    LEAD_DISQUALIFIED,
    LEAD_QUALIFIED,
    OPPORTUNITY_CREATED,
    NEEDS_MEETING,
    DEMO_SCHEDULED,
    DEMO_HELD,
    SECURITY_REVIEW,
    TECHNICAL_REVIEW,
    PROPOSAL_DRAFT,
    PROPOSAL_APPROVED,
    PROPOSAL_SENT,
    PROPOSAL_REVISED,
    DISCOUNT_REQUESTED,
    DISCOUNT_APPROVED,
    DISCOUNT_REJECTED,
    LEGAL_REVIEW,
    CONTRACT_SENT,
    CONTRACT_SIGNED,
    DEAL_WON,
    DEAL_LOST,
    DEAL_CANCELLED,
    INVOICE_SENT,
    HANDOVER,
    ACTIVITIES,
};

/* Its name, and how long after the previous act it comes: median in hours. */
static const struct {
    str name;
    f64 hours;
} activities[ACTIVITIES] = {
    [LEAD_CREATED] = {{"Lead Created", 12}, 0},
    [LEAD_ASSIGNED] = {{"Lead Assigned", 13}, 1},
    [EMAIL_SENT] = {{"Email Sent", 10}, 6},
    [EMAIL_REPLY] = {{"Email Reply", 11}, 10},
    [CALL_NO_ANSWER] = {{"Call No Answer", 14}, 8},
    [FIRST_CALL] = {{"First Call", 10}, 9},
    [LEAD_DISQUALIFIED] = {{"Lead Disqualified", 17}, 5},
    [LEAD_QUALIFIED] = {{"Lead Qualified", 14}, 4},
    [OPPORTUNITY_CREATED] = {{"Opportunity Created", 19}, 1},
    [NEEDS_MEETING] = {{"Needs Meeting", 13}, 30},
    [DEMO_SCHEDULED] = {{"Demo Scheduled", 14}, 8},
    [DEMO_HELD] = {{"Demo Held", 9}, 48},
    [SECURITY_REVIEW] = {{"Security Review", 15}, 30},
    [TECHNICAL_REVIEW] = {{"Technical Review", 16}, 28},
    [PROPOSAL_DRAFT] = {{"Proposal Draft", 14}, 14},
    [PROPOSAL_APPROVED] = {{"Proposal Approved", 17}, 6},
    [PROPOSAL_SENT] = {{"Proposal Sent", 13}, 4},
    [PROPOSAL_REVISED] = {{"Proposal Revised", 16}, 26},
    [DISCOUNT_REQUESTED] = {{"Discount Requested", 18}, 18},
    [DISCOUNT_APPROVED] = {{"Discount Approved", 17}, 5},
    [DISCOUNT_REJECTED] = {{"Discount Rejected", 17}, 7},
    [LEGAL_REVIEW] = {{"Legal Review", 12}, 40},
    [CONTRACT_SENT] = {{"Contract Sent", 13}, 6},
    [CONTRACT_SIGNED] = {{"Contract Signed", 15}, 36},
    [DEAL_WON] = {{"Deal Won", 8}, 1},
    [DEAL_LOST] = {{"Deal Lost", 9}, 40},
    [DEAL_CANCELLED] = {{"Deal Cancelled", 14}, 24},
    [INVOICE_SENT] = {{"Invoice Sent", 12}, 10},
    [HANDOVER] = {{"Handover to CS", 14}, 12},
};

static const char *const resources[] = {
    "Ada Berger",     "Amara Okafor", "Anouk Petit",   "Ben Grant",     "Camille Roy",
    "Carla Vidal",    "Deepa Rao",    "Elena Novak",   "Emil Dahl",     "Farah Hassan",
    "Felix Keller",   "Grace Quinn",  "Hugo Moreau",   "Ines Almeida",  "Ivan Falk",
    "Jonas Weber",    "Julie Coste",  "Kofi Mbeki",    "Lars Olsen",    "Lea Fontaine",
    "Liam Meyer",     "Malik Abara",  "Marta Romero",  "Mei Tanaka",    "Nadia Castel",
    "Nils Eriksen",   "Noor Haas",    "Olivia Brandt", "Paul Garnier",  "Priya Kimura",
    "Rafael Ibarra",  "Rosa Bianchi", "Samir Nguyen",  "Sofia Ferrari", "Tom Lindqvist",
    "Yasmin Laurent", "Zoe Marchand", "Otto Schmidt",  "Nina Jansen",   "Marco Zanetti",
};

#define LOG_FROM_MS 1704067200000ll /* 2024-01-01 */
enum { LOG_DAYS = 730 };
#define EVENTS_PER_CASE 11.26
#define NOISE 0.08      /* deals with something out of place */
#define DELAY_SIGMA 0.9 /* of the log of a delay */

/* A sequence being made. */
struct walk {
    struct rng *rng;
    u8 *activity;
    i32 n;
};

static void add(struct walk *w, enum activity activity)
{
    if (w->n < EVENT_LOG_CASE_MAX - 2) /* room for what noise may add */
        w->activity[w->n++] = (u8)activity;
}

static bool chance(struct walk *w, f64 p)
{
    return rng_unit(w->rng) < p;
}

/* Attempts to reach the lead: at least one, of three kinds, in any mixture. */
static void walk_contact(struct walk *w)
{
    add(w, LEAD_CREATED);
    add(w, LEAD_ASSIGNED);
    do {
        f64 u = rng_unit(w->rng);
        if (u < 0.42) {
            add(w, EMAIL_SENT);
            if (chance(w, 0.35))
                add(w, EMAIL_REPLY);
        } else {
            add(w, u < 0.68 ? CALL_NO_ANSWER : FIRST_CALL);
        }
    } while (chance(w, 0.25));
}

/* Two things side by side, each optional, in either order. */
static void walk_both(struct walk *w, enum activity a, f64 p_a, enum activity b, f64 p_b)
{
    bool has_a = chance(w, p_a), has_b = chance(w, p_b), a_first = chance(w, 0.55);
    if (has_a && a_first)
        add(w, a);
    if (has_b)
        add(w, b);
    if (has_a && !a_first)
        add(w, a);
}

/* False when the deal ended here. */
static bool walk_needs(struct walk *w)
{
    add(w, OPPORTUNITY_CREATED);
    if (chance(w, 0.8))
        add(w, NEEDS_MEETING);
    if (chance(w, 0.72)) {
        add(w, DEMO_SCHEDULED);
        add(w, DEMO_HELD);
    }
    if (chance(w, 0.22)) {
        add(w, DEAL_LOST);
        return false;
    }
    walk_both(w, SECURITY_REVIEW, 0.22, TECHNICAL_REVIEW, 0.35);
    return true;
}

static void walk_proposal(struct walk *w)
{
    add(w, PROPOSAL_DRAFT);
    if (chance(w, 0.45))
        add(w, PROPOSAL_APPROVED);
    add(w, PROPOSAL_SENT);
    while (chance(w, 0.12)) {
        add(w, PROPOSAL_REVISED);
        add(w, PROPOSAL_SENT);
    }
    if (chance(w, 0.3)) {
        add(w, DISCOUNT_REQUESTED);
        add(w, chance(w, 0.7) ? DISCOUNT_APPROVED : DISCOUNT_REJECTED);
    }
}

static void walk_close(struct walk *w)
{
    f64 u = rng_unit(w->rng);
    if (u < 0.30) {
        add(w, u < 0.21 ? DEAL_LOST : DEAL_CANCELLED);
        return;
    }
    if (chance(w, 0.35))
        add(w, LEGAL_REVIEW);
    add(w, CONTRACT_SENT);
    if (chance(w, 0.15)) {
        add(w, DEAL_LOST);
        return;
    }
    add(w, CONTRACT_SIGNED);
    add(w, DEAL_WON);
    walk_both(w, INVOICE_SENT, 0.9, HANDOVER, 0.85);
}

/* Something skipped, repeated, or swapped with the next. */
static void disturb(struct walk *w)
{
    i32 at = (i32)(1 + rng_below(w->rng, w->n - 1));
    u8 *a = w->activity;
    switch (rng_below(w->rng, 3)) {
    case 0:
        memmove(a + at, a + at + 1, (size_t)(w->n - at - 1));
        w->n--;
        break;
    case 1:
        memmove(a + at + 1, a + at, (size_t)(w->n - at));
        w->n++;
        break;
    default:
        if (at + 1 < w->n) {
            u8 kept = a[at];
            a[at] = a[at + 1];
            a[at + 1] = kept;
        }
    }
}

static i32 walk_case(struct rng *rng, u8 activity[EVENT_LOG_CASE_MAX])
{
    struct walk w = {rng, activity, 0};
    walk_contact(&w);
    if (chance(&w, 0.30)) {
        add(&w, LEAD_DISQUALIFIED);
        add(&w, DEAL_CANCELLED);
    } else {
        add(&w, LEAD_QUALIFIED);
        if (walk_needs(&w)) {
            walk_proposal(&w);
            walk_close(&w);
        }
    }
    if (chance(&w, NOISE))
        disturb(&w);
    return w.n;
}

static bool before(const struct event_log_turn *a, const struct event_log_turn *b)
{
    return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->order < b->order;
}

static void heap_push(struct event_log *log, struct event_log_turn turn)
{
    vec_push(log->arena, &log->heap);
    struct event_log_turn *h = log->heap.v;
    i64 i = log->heap.n - 1;
    for (; i > 0 && before(&turn, &h[(i - 1) / 2]); i = (i - 1) / 2)
        h[i] = h[(i - 1) / 2];
    h[i] = turn;
}

/* Puts `turn` in the place of the first and lets it sink. */
static void heap_replace_first(struct event_log *log, struct event_log_turn turn)
{
    struct event_log_turn *h = log->heap.v;
    i64 n = log->heap.n, i = 0;
    for (i64 child = 1; child < n; child = 2 * i + 1) {
        if (child + 1 < n && before(&h[child + 1], &h[child]))
            child++;
        if (!before(&h[child], &turn))
            break;
        h[i] = h[child];
        i = child;
    }
    h[i] = turn;
}

static void heap_pop(struct event_log *log)
{
    struct event_log_turn last = log->heap.v[--log->heap.n];
    if (log->heap.n)
        heap_replace_first(log, last);
}

static void arrive(struct event_log *log)
{
    u32 slot;
    if (log->free_slots.n) {
        slot = log->free_slots.v[--log->free_slots.n];
    } else {
        slot = (u32)log->slots.n;
        vec_push(log->arena, &log->slots);
    }
    struct event_log_case *c = &log->slots.v[slot];
    c->number = ++log->cases;
    c->at = 0;
    c->length = (u8)walk_case(&log->rng, c->activity);
    c->resource = (u8)rng_below(&log->rng, LENGTH(resources));
    heap_push(log, (struct event_log_turn){log->next_arrival_ms, log->order++, slot});
    log->next_arrival_ms += (i64)ceil(draw_exponential(&log->rng, log->arrivals_per_ms));
}

static void put_digits(char *out, i32 n, i64 value)
{
    while (n-- > 0) {
        out[n] = (char)('0' + value % 10);
        value /= 10;
    }
}

/* "2024-01-31 09:15:07.250" */
static void put_moment(struct buf *out, i64 at_ms)
{
    char text[] = "0000-00-00 00:00:00.000";
    i64 day = days_of_ms(at_ms), ms = at_ms - day * MS_PER_DAY;
    struct date d = date_from_days(day);
    put_digits(text, 4, d.year);
    put_digits(text + 5, 2, d.month);
    put_digits(text + 8, 2, d.day);
    put_digits(text + 11, 2, ms / MS_PER_HOUR);
    put_digits(text + 14, 2, ms / 60000 % 60);
    put_digits(text + 17, 2, ms / 1000 % 60);
    put_digits(text + 20, 3, ms % 1000);
    buf_put(out, (str){text, LENGTH(text) - 1});
}

static void put_event(struct event_log *log, const struct event_log_case *c, i64 at_ms)
{
    char number[] = "D0000000";
    put_digits(number + 1, LENGTH(number) - 2, c->number);
    buf_put(&log->piece, (str){number, LENGTH(number) - 1});
    buf_char(&log->piece, ',');
    buf_put(&log->piece, activities[c->activity[c->at]].name);
    buf_char(&log->piece, ',');
    put_moment(&log->piece, at_ms);
    buf_char(&log->piece, ',');
    buf_put(&log->piece, str_c(resources[c->resource]));
    buf_char(&log->piece, '\n');
    log->left--;
}

/* Writes the first deal's next event and sends it on its way. */
static void go_on(struct event_log *log)
{
    struct event_log_turn turn = log->heap.v[0];
    struct event_log_case *c = &log->slots.v[turn.slot];
    put_event(log, c, turn.at_ms);
    if (++c->at == c->length) {
        heap_pop(log);
        *vec_push(log->arena, &log->free_slots) = turn.slot;
        return;
    }
    f64 hours = activities[c->activity[c->at]].hours * draw_lognormal(&log->rng, 0, DELAY_SIGMA);
    turn.at_ms += 1000 + (i64)(hours * (f64)MS_PER_HOUR);
    turn.order = log->order++;
    heap_replace_first(log, turn);
}

void event_log_begin(struct event_log *log, struct arena *a, u64 seed, i64 events)
{
    assert(events > 0);
    *log = (struct event_log){.arena = a, .rng = rng_stream(seed, S("event log")), .left = events};
    log->piece =
        (struct buf){.p = arena_push(a, EVENT_LOG_PIECE_BYTES, 1), .max = EVENT_LOG_PIECE_BYTES};
    f64 cases = fmax(1, (f64)events / EVENTS_PER_CASE);
    log->arrivals_per_ms = cases / ((f64)LOG_DAYS * (f64)MS_PER_DAY);
    log->next_arrival_ms = LOG_FROM_MS;
}

str event_log_next(struct event_log *log)
{
    enum { ROW_BYTES_MAX = 128 };
    buf_clear(&log->piece);
    if (!log->begun)
        buf_put(&log->piece, S("case_id,activity,timestamp,resource\n"));
    log->begun = true;
    while (log->left > 0 && log->piece.n + ROW_BYTES_MAX < log->piece.max) {
        if (log->heap.n == 0 || log->next_arrival_ms <= log->heap.v[0].at_ms)
            arrive(log);
        else
            go_on(log);
    }
    return buf_str(&log->piece);
}
