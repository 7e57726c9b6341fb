/* The counting: classes by gate and part, shares, adjusted differences, what would have been
 * stopped. */
#include <math.h>

#include "revise/backtest_part.h"

#include "stats/practice.h"

#define LEVEL .95
enum { STRATA_MAX = 1 << 16 };

struct gate_shares gate_shares(const struct gate_count *c)
{
    i64 known = c->n[PLAYED_MET] + c->n[PLAYED_LATE] + c->n[PLAYED_ABSENT];
    i64 won = c->won[PLAYED_MET] + c->won[PLAYED_LATE] + c->won[PLAYED_ABSENT];
    i64 met = c->n[PLAYED_MET], met_won = c->won[PLAYED_MET];
    return (struct gate_shares){
        .known = known,
        .known_won = won,
        .met = met,
        .met_won = met_won,
        .base = known ? (f64)won / (f64)known : NAN,
        .precision = met ? (f64)met_won / (f64)met : NAN,
        .recall = won ? (f64)met_won / (f64)won : NAN,
        .base_ci = interval_wilson((f64)won, (f64)known, LEVEL),
        .precision_ci = interval_wilson((f64)met_won, (f64)met, LEVEL),
        .recall_ci = interval_wilson((f64)met_won, (f64)won, LEVEL),
    };
}

static void add_like(struct backtest_range *r, const struct estimate *d, i64 n)
{
    if (n == 0 || isnan(d->value))
        return;
    r->like_the_met_deals += n;
    r->if_like_the_met += d->value * (f64)n;
    r->if_like_the_met_ci.low += d->ci.low * (f64)n;
    r->if_like_the_met_ci.high += d->ci.high * (f64)n;
}

struct backtest_range backtest_range(const struct backtest *b, const struct backtest_gate *g,
                                     enum backtest_part part)
{
    const struct gate_count *c = &g->part[part];
    struct backtest_range r = {.stopped = c->n[PLAYED_ABSENT],
                               .stopped_won = c->won[PLAYED_ABSENT],
                               .if_every_blocked_win_is_lost = -(f64)c->won[PLAYED_ABSENT]};
    if (g->milestone >= 0)
        add_like(&r, &g->difference[part], r.stopped);
    for (i64 i = 0; i < b->gate_count && g->milestone < 0; i++)
        add_like(&r, &b->gate[i].difference[part],
                 g->added ? b->gate[i].first_added[part] : b->gate[i].first[part]);
    if (r.stopped && !r.like_the_met_deals) {
        r.if_like_the_met = NAN;
        r.if_like_the_met_ci = interval_none();
    }
    return r;
}

/* --- what every count needs of a deal -----------------------------------------------------------
 */

struct counting {
    struct backtest *b;
    const struct backtest_plan *p;
    u8 *won, *newer; /* by row */
    u32 *stratum;
    i64 strata;
    u8 *of_whole, *of_added;        /* by row: enum gate_class over the gates that block */
    struct backtest_gate *gate;     /* k, then whole, then added */
    struct practice_stratum *cells; /* (k + 2) × BACKTEST_PARTS × strata */
    u32 *delays;                    /* (k + 2) × 65,536 hours */
};

static const struct history_attribute *segment_of(const struct history *h)
{
    const struct history_attribute *s = history_find_attribute(h, S("segment"));
    return s && s->values.n > 1 ? s : NULL;
}

/* seller × segment; sellers with few deals are one. */
static void find_strata(struct counting *c, struct arena *a)
{
    const struct history *h = c->p->h;
    const struct history_attribute *segment = segment_of(h);
    i64 sellers = h->actors.n + 1, segments = segment ? segment->values.n + 1 : 1;
    i64 *deals = arena_array(a, i64, sellers);
    u32 *number = arena_array(a, u32, sellers), kept = 1;
    for (i64 i = 0; i < c->p->n; i++) {
        u32 owner = h->owner[c->p->deal[i]];
        deals[owner == HISTORY_NO_ID ? sellers - 1 : owner]++;
    }
    for (i64 s = 0; s < sellers; s++)
        if (deals[s] >= BACKTEST_SMALL_SELLER)
            number[s] = kept++;
    if (kept * segments > STRATA_MAX)
        segments = 1;
    c->strata = kept * segments;
    c->b->segments = segments > 1;
    for (i64 i = 0; i < c->p->n; i++) {
        u32 owner = h->owner[c->p->deal[i]];
        u32 value = segments > 1 ? segment->value[c->p->deal[i]] : HISTORY_NO_ID;
        i64 at = value == HISTORY_NO_ID ? segments - 1 : value;
        c->stratum[i] = (u32)(number[owner == HISTORY_NO_ID ? sellers - 1 : owner] * segments + at);
    }
}

/* The end of the day by which 60 % had entered. */
static void find_cut(struct counting *c, struct arena *a)
{
    const struct history *h = c->p->h;
    i64 low = INT64_MAX, high = INT64_MIN, seen = 0;
    for (i64 i = 0; i < c->p->n; i++) {
        i64 day = days_of_ms(h->entered_ms[c->p->deal[i]]);
        low = i64_min(low, day);
        high = i64_max(high, day);
    }
    c->b->cut_ms = TIME_NONE;
    if (low > high)
        return;
    u32 *entered = arena_array(a, u32, high - low + 1);
    for (i64 i = 0; i < c->p->n; i++)
        entered[days_of_ms(h->entered_ms[c->p->deal[i]]) - low]++;
    i64 day = low;
    while (day < high && (seen += entered[day - low]) * 100 < BACKTEST_OLDER_PERCENT * c->p->n)
        day++;
    c->b->cut_ms = (day + 1) * MS_PER_DAY;
}

static void know_deals(struct counting *c)
{
    struct backtest *b = c->b;
    const struct history *h = c->p->h;
    for (i64 i = 0; i < c->p->n; i++) {
        u32 d = c->p->deal[i];
        c->won[i] = h->outcome[d] == OUTCOME_WON;
        c->newer[i] = h->entered_ms[d] >= b->cut_ms;
        enum backtest_part part = c->newer[i] ? PART_NEWER : PART_OLDER;
        b->part_n[PART_ALL]++;
        b->part_n[part]++;
        b->part_won[PART_ALL] += c->won[i];
        b->part_won[part] += c->won[i];
        b->skips += c->p->skipped[i];
        b->skips_won += c->p->skipped[i] && c->won[i];
    }
}

/* --- a gate -------------------------------------------------------------------------------------
 */

/* Required now, and not before: what the draft adds. */
static bool is_added(const struct backtest_plan *p, i32 m)
{
    if (!p->diff)
        return true;
    bool was = false;
    for (i32 i = 0; i < p->diff->before->milestones.n; i++)
        was |= p->diff->milestone_now[i] == m &&
               p->diff->before->milestones.v[i].grade <= p->rules->milestone[m].grade &&
               judge_severity(p->diff->before->discipline, GRADE_REQUIRED) >=
                   judge_severity(p->rules->discipline, GRADE_REQUIRED);
    return !was;
}

void backtest_know_gates(struct backtest_plan *p)
{
    for (i32 m = 0; m < p->k; m++) {
        enum severity s = judge_severity(p->rules->discipline, p->rules->milestone[m].grade);
        if (s >= SEVERITY_BLOCK)
            p->blocks = bits_or(p->blocks, bits_of(m));
        if (is_added(p, m))
            p->added = bits_or(p->added, bits_of(m));
    }
}

void backtest_fold(const struct backtest_plan *p, i64 row, bool added, const i64 *gate_ms)
{
    static const u8 rank[PLAYED_CLASSES] = {
        [PLAYED_NOT_REACHED] = 0, [PLAYED_UNKNOWN] = 1, [PLAYED_MET] = 2,
        [PLAYED_WAIVED] = 3,      [PLAYED_LATE] = 4,    [PLAYED_ABSENT] = 5};
    struct bits gates = added ? bits_and(p->blocks, p->added) : p->blocks;
    u8 worst = PLAYED_NOT_REACHED;
    u16 delay = 0;
    i16 first = -1;
    for (i32 m; (m = bits_take(&gates)) >= 0;) {
        u8 class = p->class[m * p->n + row];
        if (rank[class] > rank[worst])
            worst = class;
        if (class == PLAYED_LATE)
            delay = (u16)i64_max(delay, p->delay[m * p->n + row]);
        if (class == PLAYED_ABSENT && (first < 0 || gate_ms[m] < gate_ms[first]))
            first = (i16)m;
    }
    p->first[added * p->n + row] = first;
    p->class[(p->k + added) * p->n + row] = worst;
    p->delay[(p->k + added) * p->n + row] = delay;
}

static void describe(struct counting *c)
{
    const struct rules *r = c->p->rules;
    for (i32 m = 0; m < c->p->k; m++) {
        struct backtest_gate *g = &c->gate[m];
        g->milestone = m;
        g->added = bits_has(c->p->added, m);
        g->blocks = bits_has(c->p->blocks, m);
        g->conditional = bits_has(r->conditional, m);
        g->recorded = bits_has(c->p->judged, m) || g->conditional;
    }
    for (i64 i = 0; i < 2; i++)
        c->gate[c->p->k + i] = (struct backtest_gate){
            .milestone = -1, .added = i == 1, .blocks = true, .recorded = true};
}

static void count_first(const struct counting *c)
{
    for (i64 i = 0; i < 2 * c->p->n; i++) {
        i64 row = i % c->p->n;
        if (c->p->first[i] < 0)
            continue;
        struct backtest_gate *g = &c->gate[c->p->first[i]];
        i64 *n = i < c->p->n ? g->first : g->first_added;
        n[PART_ALL]++;
        n[c->newer[row] ? PART_NEWER : PART_OLDER]++;
    }
}

static void count_one(const struct counting *c, i64 gate, i64 row, u8 class, u16 delay)
{
    struct backtest_gate *g = &c->gate[gate];
    i64 part = c->newer[row] ? PART_NEWER : PART_OLDER;
    g->part[part].n[class]++;
    g->part[part].won[class] += c->won[row];
    if (class == PLAYED_LATE)
        c->delays[(gate << 16) + delay]++;
    if (class != PLAYED_MET && class != PLAYED_LATE && class != PLAYED_ABSENT)
        return;
    struct practice_stratum *s =
        &c->cells[(gate * BACKTEST_PARTS + part) * c->strata + c->stratum[row]];
    if (class == PLAYED_MET) {
        s->n1++;
        s->a += c->won[row];
    } else {
        s->n0++;
        s->b += c->won[row];
    }
}

static struct estimate adjusted(const struct counting *c, i64 gate, enum backtest_part part)
{
    const struct gate_count *n = &c->gate[gate].part[part];
    struct gate_shares s = gate_shares(n);
    /* a gate that only a win passes: all that came to it are won, which says nothing */
    if (gate >= c->p->k || s.known_won == 0 || s.known_won == s.known ||
        n->n[PLAYED_MET] < BACKTEST_ARM_MIN ||
        n->n[PLAYED_LATE] + n->n[PLAYED_ABSENT] < BACKTEST_ARM_MIN)
        return (struct estimate){NAN, NAN, interval_none()};
    return practice_difference(&c->cells[(gate * BACKTEST_PARTS + part) * c->strata], c->strata,
                               LEVEL);
}

static f64 median_delay(const u32 *hours, i64 n)
{
    i64 seen = 0;
    f64 lower = NAN;
    for (i64 h = 0; h <= UINT16_MAX && n > 0; h++) {
        if (seen * 2 < n && (seen + hours[h]) * 2 >= n)
            lower = (f64)h;
        seen += hours[h];
        if (seen * 2 > n) /* of an even number, the middle of the two in the middle */
            return (lower + (f64)h) / 2 / 24;
    }
    return NAN;
}

static void finish_gate(const struct counting *c, i64 gate)
{
    struct backtest_gate *g = &c->gate[gate];
    struct practice_stratum *all = &c->cells[gate * BACKTEST_PARTS * c->strata];
    for (i64 s = 0; s < c->strata; s++)
        for (i64 part = PART_OLDER; part < BACKTEST_PARTS; part++) {
            const struct practice_stratum *of = &all[part * c->strata + s];
            all[s].a += of->a;
            all[s].n1 += of->n1;
            all[s].b += of->b;
            all[s].n0 += of->n0;
        }
    for (i64 i = 0; i < PLAYED_CLASSES; i++) {
        g->part[PART_ALL].n[i] = g->part[PART_OLDER].n[i] + g->part[PART_NEWER].n[i];
        g->part[PART_ALL].won[i] = g->part[PART_OLDER].won[i] + g->part[PART_NEWER].won[i];
    }
    for (i32 part = 0; part < BACKTEST_PARTS; part++)
        g->difference[part] = adjusted(c, gate, (enum backtest_part)part);
    g->delay_days = median_delay(c->delays + (gate << 16), g->part[PART_ALL].n[PLAYED_LATE]);
}

/* One gate: all its rows. */
static void count_gate(void *context, i64 gate)
{
    const struct counting *c = context;
    const u8 *class = c->p->class + gate * c->p->n;
    const u16 *delay = c->p->delay + gate * c->p->n;
    for (i64 row = 0; row < c->p->n; row++)
        count_one(c, gate, row, class[row], delay[row]);
    finish_gate(c, gate);
}

void backtest_sum(struct backtest *b, struct arena *a, const struct backtest_plan *p)
{
    struct counting c = {.b = b, .p = p};
    c.won = arena_array(a, u8, p->n);
    c.newer = arena_array(a, u8, p->n);
    c.stratum = arena_array(a, u32, p->n);
    c.gate = arena_array(a, struct backtest_gate, p->k + 2);
    find_strata(&c, a);
    find_cut(&c, a);
    know_deals(&c);
    describe(&c);
    c.cells = arena_array(a, struct practice_stratum, (p->k + 2) * BACKTEST_PARTS * c.strata);
    c.delays = arena_array(a, u32, (p->k + 2) << 16);
    count_first(&c);
    par_for(p->threads, p->k + 2, count_gate, &c);
    b->gate_count = p->k;
    b->gate = c.gate;
    b->whole = c.gate[p->k];
    b->added = c.gate[p->k + 1];
    b->fate = p->class + (p->k + b->compared) * p->n;
}
