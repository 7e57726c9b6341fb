#include "measure/conduct.h"

#include "measure/facts.h"
#include "measure/obligations.h"
#include "stats/compare.h"
#include "stats/interval.h"
#include "stats/multiplicity.h"

#include <math.h>

#define SAME_MINUTE_FROM 0.5
#define COPIED_FROM 0.25

const char *gate_flaw_id(enum gate_flaw f)
{
    static const char *const ids[] = {"never-fails", "same-minute", "copied",
                                      "confirmed-by-nobody"};
    return ids[f];
}

const char *gate_way_id(enum gate_way w)
{
    static const char *const ids[] = {"kept", "late", "missed", "waived", "waived-without"};
    return ids[w];
}

/* What was written when a gate's milestone was reached, as its mark. */
struct written {
    i64 mark;
    u32 gate, row;
};

struct conducting {
    struct conduct *c;
    struct arena *a, scratch;
    const struct history *h;
    const struct rules *rules;
    struct obligations o;
    u8 *way, *marks, *compared;
    struct conduct_gate *gates;
    i64 *after[2]; /* won and closed since, of those that broke it and kept it: 2 × k each */
    i32 *gate_of;  /* per activity: the gate whose milestone it is about; -1 */
    u8 *won_without, *jumped;
    VEC(struct written) texts;
};

/* --- how it stood ------------------------------------------------------------------------- */

static u8 way_of(u8 obligation)
{
    switch ((enum obligation)obligation) {
    case OBLIGATION_DONE:
    case OBLIGATION_OUT_OF_ORDER:
    case OBLIGATION_BACKFILLED: return GATE_KEPT;
    case OBLIGATION_LATE:
    case OBLIGATION_LATE_OUT_OF_ORDER: return GATE_LATE;
    case OBLIGATION_MISSING: return GATE_MISSED;
    case OBLIGATION_WAIVED: return GATE_WAIVED;
    case OBLIGATION_WAIVED_WITHOUT: return GATE_WAIVED_WITHOUT;
    default: return GATE_NOT_ASKED;
    }
}

static bool is_broken(u8 way)
{
    return way == GATE_LATE || way == GATE_MISSED || way == GATE_WAIVED_WITHOUT;
}

/* A deal that was open after the act, and has ended since in one of the ways that rates count. */
static void count_after(struct conducting *w, i64 row, i64 g)
{
    const struct history *h = w->h;
    i64 d = w->o.deal[row], at = row * w->o.k + g;
    bool since = h->closed_ms[d] != TIME_NONE && h->closed_ms[d] > w->o.gate_ms[at];
    if (!since || !outcome_is_closed(h->outcome[d]) || w->way[at] == GATE_WAIVED)
        return;
    w->compared[at] = 1;
    i64 *n = w->after[is_broken(w->way[at])];
    n[2 * g + 1]++;
    n[2 * g] += h->outcome[d] == OUTCOME_WON;
}

static void take_row(struct conducting *w, i64 row)
{
    const struct obligations *o = &w->o;
    struct conduct *c = w->c;
    i64 d = o->deal[row];
    u8 outcome = w->h->outcome[d];
    bool missed = o->skips[row] > 0;
    u8 *states = &w->way[row * o->k];
    (void)obligations_score(o, row, NULL, false, states);
    for (i64 g = 0; g < o->k; g++) {
        struct conduct_gate *x = &w->gates[g];
        /* backfilled is told apart only when it is capped; here it was there or it was not */
        states[g] = way_of(states[g]);
        if (states[g] == GATE_NOT_ASKED)
            continue;
        x->asked++;
        x->count[states[g]][outcome]++;
        x->waived += states[g] == GATE_WAIVED;
        x->waived_without += states[g] == GATE_WAIVED_WITHOUT;
        bool required = w->rules->milestone[x->milestone].grade == GRADE_REQUIRED;
        missed = missed || (required && is_broken(states[g]) && states[g] != GATE_LATE);
        count_after(w, row, g);
    }
    w->jumped[row] = o->skips[row] > 0;
    c->skipped[o->skips[row] > 0][outcome]++;
    c->back[o->backs[row] > 0][outcome]++;
    if (outcome != OUTCOME_WON)
        return;
    c->won_count++;
    c->won_without_count += missed;
    w->won_without[d] = missed;
}

/* --- what the log says of it -------------------------------------------------------------- */

static bool is_title(const struct words *w, str word)
{
    for (i64 i = 0; i < w->list.n; i++)
        if (str_eq_fold(w->list.v[i].text, word))
            return true;
    return false;
}

static void match_gates(struct conducting *w)
{
    const struct history *h = w->h;
    const struct standard *s = w->rules->standard;
    w->gate_of = arena_array(&w->scratch, i32, h->activities.n);
    for (i64 k = 0; k < h->activities.n; k++) {
        w->gate_of[k] = -1;
        u8 kind = h->activity_kind[k];
        if (kind < ACTIVITY_MILESTONE || kind > ACTIVITY_OBJECTED)
            continue;
        w->c->confirmations = w->c->confirmations || kind == ACTIVITY_CONFIRMED;
        for (i64 g = 0; g < w->o.k; g++) {
            const struct milestone *m = &s->milestones.v[w->o.milestone[g]];
            if (str_eq_fold(m->id, h->activity_word[k]) || is_title(&m->title, h->activity_word[k]))
                w->gate_of[k] = (i32)g;
        }
    }
}

static void take_text(struct conducting *w, u32 row, u32 gate, i64 e)
{
    const struct history *h = w->h;
    i64 mark = h->value && h->value[e] != HISTORY_NO_ID ? h->numbers[h->value[e]] : 0;
    if (mark == 0)
        return;
    w->marks[row * w->o.k + gate] |= CONDUCT_WRITTEN;
    *vec_push(&w->scratch, &w->texts) = (struct written){mark, gate, row};
}

static void take_event(struct conducting *w, i64 row, i64 e)
{
    const struct history *h = w->h;
    i32 g = w->gate_of[h->activity[e]];
    if (g < 0)
        return;
    u8 *mark = &w->marks[row * w->o.k + g];
    i64 gate = w->o.gate_ms[row * w->o.k + g], known = h->at_ms[e];
    if (h->lag_s && h->lag_s[e] != HISTORY_NO_LAG)
        known += 1000ll * h->lag_s[e];
    switch ((enum activity_kind)h->activity_kind[h->activity[e]]) {
    case ACTIVITY_MILESTONE:
        *mark |= CONDUCT_REACHED;
        if (gate != TIME_NONE && known <= gate && gate - known <= 1000ll * GATE_MINUTE_S)
            *mark |= CONDUCT_SAME_MINUTE;
        take_text(w, (u32)row, (u32)g, e);
        break;
    case ACTIVITY_CONFIRMED: {
        u32 actor = h->actor ? h->actor[e] : HISTORY_NO_ID;
        bool other = actor == HISTORY_NO_ID || actor != h->owner[w->o.deal[row]];
        *mark |= other ? CONDUCT_CONFIRMED : 0;
        break;
    }
    case ACTIVITY_BLOCKED: *mark |= CONDUCT_REFUSED; break;
    case ACTIVITY_OBJECTED: *mark |= CONDUCT_OBJECTED; break;
    default: break;
    }
}

static bool written_in_order(const struct written *a, const struct written *b)
{
    if (a->gate != b->gate)
        return a->gate < b->gate;
    return a->mark != b->mark ? a->mark < b->mark : a->row <= b->row;
}

/* The same text for the same milestone in two deals: both are copies, nobody knows of what. */
static void mark_copies(struct conducting *w)
{
    i64 n = w->texts.n;
    struct written *v = w->texts.v;
    struct written *spare = arena_array(&w->scratch, struct written, n);
    sort_merge(v, spare, n, written_in_order);
    for (i64 i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && v[end].gate == v[i].gate && v[end].mark == v[i].mark;)
            end++;
        for (i64 j = i; j < end && v[end - 1].row != v[i].row; j++)
            w->marks[v[j].row * w->o.k + v[j].gate] |= CONDUCT_COPIED;
    }
    w->c->texts = n > 0;
}

/* --- what it comes to --------------------------------------------------------------------- */

static void count_marks(struct conducting *w, i64 g)
{
    struct conduct_gate *x = &w->gates[g];
    i64 reached = 0, written = 0, copied = 0, minute = 0, timed = 0, alone = 0;
    for (i64 row = 0; row < w->o.n; row++) {
        u8 *at = &w->marks[row * w->o.k + g], way = w->way[row * w->o.k + g];
        bool in_time = *at & CONDUCT_REACHED && way == GATE_KEPT;
        *at = (u8)(in_time ? *at | CONDUCT_IN_TIME : *at & ~CONDUCT_SAME_MINUTE);
        u8 mark = *at;
        x->refused += (mark & CONDUCT_REFUSED) != 0;
        x->refused_then_kept += mark & CONDUCT_REFUSED && way == GATE_KEPT;
        x->refused_then_waived += mark & CONDUCT_REFUSED && way == GATE_WAIVED;
        x->objected += (mark & CONDUCT_OBJECTED) != 0;
        reached += (mark & CONDUCT_REACHED) != 0;
        alone += mark & CONDUCT_REACHED && !(mark & CONDUCT_CONFIRMED);
        written += (mark & CONDUCT_WRITTEN) != 0;
        copied += (mark & CONDUCT_COPIED) != 0;
        timed += in_time;
        minute += (mark & CONDUCT_SAME_MINUTE) != 0;
    }
    x->same_minute = rate_of(minute, w->c->minutes ? timed : 0);
    x->copied = rate_of(copied, written);
    x->unconfirmed = rate_of(alone, w->c->confirmations ? reached : 0);
}

static void find_flaws(struct conduct_gate *x)
{
    const struct rate *r = &x->same_minute;
    if (x->asked < GATE_ASKED_MIN)
        return;
    if (x->broken.numerator == 0 && x->waived == 0 && x->refused == 0)
        x->flaws |= 1u << GATE_NEVER_FAILS;
    if (r->standing == STANDING_MEASURED && r->low > SAME_MINUTE_FROM)
        x->flaws |= 1u << GATE_SAME_MINUTE;
    if (x->copied.standing == STANDING_MEASURED && x->copied.low > COPIED_FROM)
        x->flaws |= 1u << GATE_COPIED;
    if (x->unconfirmed.denominator >= GATE_ASKED_MIN &&
        x->unconfirmed.numerator == x->unconfirmed.denominator)
        x->flaws |= 1u << GATE_CONFIRMED_BY_NOBODY;
}

static void compare_wins(struct conducting *w, i64 g)
{
    struct conduct_gate *x = &w->gates[g];
    const i64 *kept = &w->after[0][2 * g], *broken = &w->after[1][2 * g];
    x->win_kept = rate_of(kept[0], kept[1]);
    x->win_broken = rate_of(broken[0], broken[1]);
    x->difference = figure_of(NAN, NAN, NAN, kept[1] + broken[1]);
    x->p = NAN;
    if (x->win_kept.standing != STANDING_MEASURED || x->win_broken.standing != STANDING_MEASURED)
        return;
    struct interval ci =
        interval_newcombe((f64)broken[0], (f64)broken[1], (f64)kept[0], (f64)kept[1], 0.95);
    x->difference =
        figure_of(x->win_broken.value - x->win_kept.value, ci.low, ci.high, kept[1] + broken[1]);
    x->p = compare_2x2((f64)broken[0], (f64)(broken[1] - broken[0]), (f64)kept[0],
                       (f64)(kept[1] - kept[0]));
}

static void finish_gates(struct conducting *w)
{
    f64 *p = arena_array(&w->scratch, f64, w->o.k);
    for (i64 g = 0; g < w->o.k; g++) {
        struct conduct_gate *x = &w->gates[g];
        i64 broken = 0;
        for (i32 o = 0; o < OUTCOME_COUNT; o++)
            broken += x->count[GATE_LATE][o] + x->count[GATE_MISSED][o] +
                      x->count[GATE_WAIVED_WITHOUT][o];
        x->broken = rate_of(broken, x->asked - x->waived);
        count_marks(w, g);
        find_flaws(x);
        compare_wins(w, g);
        p[g] = x->p;
    }
    multiplicity_bh(p, &w->scratch, p, w->o.k);
    for (i64 g = 0; g < w->o.k; g++)
        w->gates[g].p_adjusted = p[g];
}

static void conduct_gates(struct conducting *w)
{
    for (i64 g = 0; g < w->o.k; g++)
        w->gates[g] = (struct conduct_gate){.milestone = w->o.milestone[g], .stage = w->o.stage[g]};
    match_gates(w);
    for (i64 row = 0; row < w->o.n; row++) {
        i64 d = w->o.deal[row];
        take_row(w, row);
        for (i64 e = w->h->first[d]; e < w->h->first[d + 1]; e++)
            take_event(w, row, e);
    }
    mark_copies(w);
    finish_gates(w);
}

/* The last closed first; of the same moment, the last to come. */
static void line_up_review(struct conducting *w)
{
    struct conduct *c = w->c;
    const i64 *closed = w->h->closed_ms;
    for (i64 row = 0; row < w->o.n; row++) {
        i64 d = w->o.deal[row];
        if (!w->won_without[d])
            continue;
        i64 at = c->review_count < CONDUCT_REVIEW_MAX ? c->review_count++ : CONDUCT_REVIEW_MAX;
        for (; at > 0 && closed[w->o.deal[c->review[at - 1]]] <= closed[d]; at--)
            if (at < CONDUCT_REVIEW_MAX)
                c->review[at] = c->review[at - 1];
        if (at < CONDUCT_REVIEW_MAX)
            c->review[at] = (u32)row;
    }
}

void conduct_find(struct conduct *c, struct arena *a, const struct history *h,
                  const struct rules *rules)
{
    struct conducting w = {.c = c, .a = a, .h = h, .rules = rules};
    *c = (struct conduct){.minutes = !h->day_precise};
    obligations_gather(&w.o, a, h, rules);
    w.won_without = arena_array(a, u8, h->deal_count);
    c->won_without = w.won_without;
    if (w.o.n == 0)
        return;
    arena_init(&w.scratch, (64ll << 20) + 128 * h->event_count);
    w.way = arena_array(a, u8, w.o.n * w.o.k);
    w.marks = arena_array(a, u8, w.o.n * w.o.k);
    w.compared = arena_array(a, u8, w.o.n * w.o.k);
    w.jumped = arena_array(a, u8, w.o.n);
    w.gates = arena_array(a, struct conduct_gate, w.o.k);
    for (i32 i = 0; i < 2; i++)
        w.after[i] = arena_array(&w.scratch, i64, 2 * w.o.k);
    conduct_gates(&w);
    line_up_review(&w);
    c->standing = STANDING_MEASURED;
    c->deals = w.o.n;
    c->gate_count = w.o.k;
    c->gates = w.gates;
    c->deal = w.o.deal;
    c->way = w.way;
    c->marks = w.marks;
    c->compared = w.compared;
    c->jumped = w.jumped;
    c->gate_ms = w.o.gate_ms;
    arena_release(&w.scratch);
}

void conduct_rows(u8 *in, const struct conduct *c, i64 gate, u8 way)
{
    for (i64 row = 0; row < c->deals; row++) {
        u8 here = c->way[row * c->gate_count + gate];
        in[c->deal[row]] = way == GATE_NOT_ASKED ? here != GATE_NOT_ASKED : here == way;
    }
}

void conduct_compared(u8 *in, const struct conduct *c, i64 gate, bool broken)
{
    for (i64 row = 0; row < c->deals; row++) {
        i64 at = row * c->gate_count + gate;
        in[c->deal[row]] = c->compared[at] && is_broken(c->way[at]) == broken;
    }
}

void conduct_marked(u8 *in, const struct conduct *c, i64 gate, u8 marks, u8 without)
{
    for (i64 row = 0; row < c->deals; row++) {
        u8 here = c->marks[row * c->gate_count + gate];
        in[c->deal[row]] = (here & marks) == marks && !(here & without);
    }
}
