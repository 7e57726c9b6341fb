#include "measure/obligations.h"

enum {
    BACKFILL_LAG_S = 24 * 3600,
    BURST_S = 60,
    BURST_MILESTONES = 3,
};
#define WEIGHT_REQUIRED 1.0
#define WEIGHT_EXPECTED 0.5

static bool is_word(const struct words *w, str word)
{
    for (i64 i = 0; i < w->list.n; i++)
        if (str_eq_fold(w->list.v[i].text, word))
            return true;
    return false;
}

/* Per activity: the stage or the milestone of the standard it is about; -1. A word that a list
 * of stages names but that never happened to a deal is about nothing. */
struct matches {
    i32 *stage, *milestone;
};

static struct matches match_activities(struct arena *a, const struct history *h,
                                       const struct standard *s)
{
    struct matches m = {arena_array(a, i32, h->activities.n), arena_array(a, i32, h->activities.n)};
    bool *happened = arena_array(a, bool, h->activities.n);
    for (i64 e = 0; e < h->event_count; e++)
        happened[h->activity[e]] = true;
    for (i64 k = 0; k < h->activities.n; k++) {
        str word = happened[k] ? h->activity_word[k] : (str){0};
        bool is_stage = h->activity_kind[k] == ACTIVITY_STAGE;
        m.stage[k] = m.milestone[k] = -1;
        for (i32 i = 0; is_stage && i < s->stages.n; i++)
            if (str_eq_fold(s->stages.v[i].id, word) || is_word(&s->stages.v[i].title, word))
                m.stage[k] = i;
        for (i32 i = 0; !is_stage && i < s->milestones.n; i++)
            if (str_eq_fold(s->milestones.v[i].id, word) ||
                is_word(&s->milestones.v[i].title, word))
                m.milestone[k] = i;
    }
    return m;
}

/* Which milestones bind: required and expected ones without a condition (a condition asks
 * for fields that no log carries, so it is unknown whether they bind). */
static i32 *choose(struct obligations *o, struct arena *a, const struct history *h,
                   const struct standard *s, const struct matches *m)
{
    i32 *cell = arena_array(a, i32, s->milestones.n);
    i32 *milestone = arena_array(a, i32, s->milestones.n);
    i32 *stage = arena_array(a, i32, s->milestones.n);
    f64 *weight = arena_array(a, f64, s->milestones.n);
    bool *seen = arena_array(a, bool, s->milestones.n);
    for (i64 k = 0; k < h->activities.n; k++)
        if (m->milestone[k] >= 0)
            seen[m->milestone[k]] = true;
    for (i32 i = 0; i < s->milestones.n; i++) {
        const struct milestone *v = &s->milestones.v[i];
        cell[i] = -1;
        if (v->grade == GRADE_HELPFUL || v->stage < 0)
            continue;
        if (!seen[i] || v->when.n > 0) {
            o->unknown++;
            continue;
        }
        milestone[o->k] = i;
        stage[o->k] = v->stage;
        weight[o->k] = v->grade == GRADE_REQUIRED ? WEIGHT_REQUIRED : WEIGHT_EXPECTED;
        cell[i] = (i32)o->k++;
    }
    o->milestone = milestone;
    o->stage = stage;
    o->weight = weight;
    return cell;
}

struct walk {
    struct obligations *o;
    const struct history *h;
    const struct standard *s;
    const struct matches *m;
    const i32 *cell; /* per milestone of the standard */
    i32 last_stage;  /* a won deal has left all up to here */
    i64 left_ms[STANDARD_STAGES_MAX];
    i64 *recorded_ms; /* k, of the row; TIME_NONE */
    i64 *fresh_ms;    /* k: last reached or confirmed before the stage was left */
};

static void leave_stages(struct walk *w, i32 from, i32 to, i64 at_ms)
{
    for (i32 i = from; i < to; i++)
        if (w->left_ms[i] == TIME_NONE)
            w->left_ms[i] = at_ms;
}

static void walk_stages(struct walk *w, i64 row, i64 deal)
{
    const struct history *h = w->h;
    i32 now = -1, farthest = -1, backs = 0, skips = 0;
    for (i32 i = 0; i < STANDARD_STAGES_MAX; i++)
        w->left_ms[i] = TIME_NONE;
    for (i64 e = h->first[deal]; e < h->first[deal + 1]; e++) {
        i32 stage = w->m->stage[h->activity[e]];
        if (stage < 0 || stage == now)
            continue;
        leave_stages(w, 0, stage, h->at_ms[e]);
        backs += stage < now;
        skips += farthest >= 0 && stage > farthest + 1;
        now = stage;
        farthest = stage > farthest ? stage : farthest;
    }
    w->o->backs[row] = (u16)i64_min(backs, UINT16_MAX);
    w->o->skips[row] = (u16)i64_min(skips, UINT16_MAX);
    if (h->outcome[deal] == OUTCOME_WON && h->closed_ms[deal] != TIME_NONE)
        leave_stages(w, 0, w->last_stage + 1, h->closed_ms[deal]);
}

static i64 recorded(const struct history *h, i64 e)
{
    if (!h->lag_s || h->lag_s[e] == HISTORY_NO_LAG)
        return TIME_NONE;
    return h->at_ms[e] + 1000ll * h->lag_s[e];
}

static void take_event(struct walk *w, i64 row, i64 deal, i64 e)
{
    const struct history *h = w->h;
    struct obligations *o = w->o;
    enum activity_kind kind = h->activity_kind[h->activity[e]];
    u32 actor = h->actor ? h->actor[e] : HISTORY_NO_ID;
    if (kind == ACTIVITY_CONFIRMED && actor != HISTORY_NO_ID && actor != h->owner[deal])
        o->confirmed[row] = 1;
    i32 milestone = w->m->milestone[h->activity[e]];
    i32 cell = milestone < 0 ? -1 : w->cell[milestone];
    if (cell < 0)
        return;
    i64 at = row * o->k + cell;
    i64 left = w->left_ms[o->stage[cell]];
    bool before = left == TIME_NONE || h->at_ms[e] <= left;
    bool authority = h->value && h->value[e] != HISTORY_NO_ID && h->numbers[h->value[e]] == 1;
    if (kind == ACTIVITY_MILESTONE && o->at_ms[at] == TIME_NONE) {
        o->at_ms[at] = h->at_ms[e];
        w->recorded_ms[cell] = recorded(h, e);
    } else if (kind == ACTIVITY_REVOKED) {
        if (before)
            o->at_ms[at] = TIME_NONE;
    } else if (kind == ACTIVITY_WAIVED) {
        o->flags[at] |= authority ? CELL_WAIVED : CELL_WAIVED_WITHOUT;
    } else if (kind == ACTIVITY_BLOCKED) {
        o->flags[at] |= CELL_BLOCKED;
    }
    if ((kind == ACTIVITY_MILESTONE || kind == ACTIVITY_CONFIRMED) && before)
        w->fresh_ms[cell] = h->at_ms[e];
}

/* A milestone that lapses must have been reached or confirmed again within its time of leaving the
 * stage; else it no longer stands there. Working days are not counted: no calendar here. */
static void let_lapse(struct walk *w, i64 row)
{
    struct obligations *o = w->o;
    for (i64 c = 0; c < o->k; c++) {
        const struct span *lapse = &w->s->milestones.v[o->milestone[c]].lapse;
        i64 left = w->left_ms[o->stage[c]], *at = &o->at_ms[row * o->k + c];
        bool stands = *at == TIME_NONE || *at > left || w->fresh_ms[c] + lapse->ms >= left;
        if (lapse->ms > 0 && !lapse->working && left != TIME_NONE && !stands)
            *at = TIME_NONE;
    }
}

/* How many milestones of the cell's stage were recorded within a minute of it. */
static i32 recorded_together(const struct walk *w, i64 row, i64 cell)
{
    const struct obligations *o = w->o;
    i32 n = 0;
    for (i64 c = 0; c < o->k; c++) {
        if (o->stage[c] != o->stage[cell] || o->at_ms[row * o->k + c] == TIME_NONE ||
            w->recorded_ms[c] == TIME_NONE)
            continue;
        i64 apart = w->recorded_ms[c] - w->recorded_ms[cell];
        n += apart <= 1000ll * BURST_S && apart >= -1000ll * BURST_S;
    }
    return n;
}

/* Recorded more than a day after it happened and after the stage was left, or in a burst. */
static void mark_backfilled(struct walk *w, i64 row)
{
    struct obligations *o = w->o;
    for (i64 c = 0; c < o->k; c++) {
        i64 at = row * o->k + c, left = w->left_ms[o->stage[c]];
        if (o->at_ms[at] == TIME_NONE || w->recorded_ms[c] == TIME_NONE)
            continue;
        bool after = left != TIME_NONE && w->recorded_ms[c] > left;
        bool long_after = w->recorded_ms[c] - o->at_ms[at] > 1000ll * BACKFILL_LAG_S;
        if ((after && long_after) || recorded_together(w, row, c) >= BURST_MILESTONES)
            o->flags[at] |= CELL_BACKFILLED;
    }
}

static void walk_deal(struct walk *w, i64 row, i64 deal)
{
    struct obligations *o = w->o;
    for (i64 c = 0; c < o->k; c++)
        o->at_ms[row * o->k + c] = w->recorded_ms[c] = w->fresh_ms[c] = TIME_NONE;
    o->seen_ms[row] = w->h->seen_from_ms[deal];
    walk_stages(w, row, deal);
    for (i64 e = w->h->first[deal]; e < w->h->first[deal + 1]; e++)
        take_event(w, row, deal, e);
    let_lapse(w, row);
    for (i64 c = 0; c < o->k; c++)
        o->gate_ms[row * o->k + c] = w->left_ms[o->stage[c]];
    mark_backfilled(w, row);
}

/* Deals that entered some stage of the standard. */
static u32 *find_deals(struct obligations *o, struct arena *a, const struct history *h,
                       const struct matches *m)
{
    u32 *deal = arena_array(a, u32, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        bool there = false;
        for (i64 e = h->first[d]; e < h->first[d + 1] && !there; e++)
            there = m->stage[h->activity[e]] >= 0;
        if (there && h->outcome[d] != OUTCOME_INVALID)
            deal[o->n++] = (u32)d;
    }
    return deal;
}

void obligations_gather(struct obligations *o, struct arena *a, const struct history *h,
                        const struct standard *s)
{
    *o = (struct obligations){0};
    struct matches m = match_activities(a, h, s);
    for (i32 i = 0; i < s->stages.n; i++) {
        bool found = false;
        for (i64 k = 0; k < h->activities.n; k++)
            found = found || m.stage[k] == i;
        o->stages_matched += found;
    }
    i32 *cell = choose(o, a, h, s, &m);
    u32 *deal = find_deals(o, a, h, &m);
    o->deal = deal;
    if (o->n == 0 || o->k == 0) {
        o->k = o->n = 0;
        return;
    }
    o->at_ms = arena_array(a, i64, o->n * o->k);
    o->gate_ms = arena_array(a, i64, o->n * o->k);
    o->flags = arena_array(a, u8, o->n * o->k);
    o->seen_ms = arena_array(a, i64, o->n);
    o->confirmed = arena_array(a, u8, o->n);
    o->skips = arena_array(a, u16, o->n);
    o->backs = arena_array(a, u16, o->n);
    struct walk w = {.o = o,
                     .h = h,
                     .s = s,
                     .m = &m,
                     .cell = cell,
                     .last_stage = (i32)s->stages.n - 1,
                     .recorded_ms = arena_array(a, i64, o->k),
                     .fresh_ms = arena_array(a, i64, o->k)};
    for (i32 i = 0; i < s->stages.n; i++)
        if (s->stages.v[i].commit)
            w.last_stage = i;
    for (i64 row = 0; row < o->n; row++)
        walk_deal(&w, row, deal[row]);
}

/* What a due milestone is worth that was reached at `at`, judged at `gate`, when the latest
 * before it in the standard was reached at `last`. */
static f64 credit_of(i64 at, i64 gate, i64 last, bool backfilled, u8 *state)
{
    f64 credit = 1;
    bool late = at > gate, disorder = last != TIME_NONE && at < last;
    if (late)
        credit *= 0.5;
    if (disorder)
        credit *= 0.5;
    *state = late && disorder ? OBLIGATION_LATE_OUT_OF_ORDER
             : late           ? OBLIGATION_LATE
             : disorder       ? OBLIGATION_OUT_OF_ORDER
                              : OBLIGATION_DONE;
    if (backfilled && credit > 0.25) {
        credit = 0.25;
        *state = OBLIGATION_BACKFILLED;
    }
    return credit;
}

struct obligation_score obligations_score(const struct obligations *o, i64 row, const u32 *order,
                                          bool capped, u8 *states)
{
    struct obligation_score s = {0};
    const i64 *at_ms = &o->at_ms[row * o->k], *gate_ms = &o->gate_ms[row * o->k];
    const u8 *flags = &o->flags[row * o->k];
    i64 last = TIME_NONE;
    for (i64 q = 0; q < o->k; q++) {
        i64 c = order ? order[q] : q, at = at_ms[c];
        u8 state = OBLIGATION_MISSING;
        f64 credit = 0;
        bool waived = flags[q] & CELL_WAIVED;
        /* nobody wrote down what came before: missing is not "not done" */
        bool unseen = at == TIME_NONE && gate_ms[q] <= o->seen_ms[row];
        if (gate_ms[q] == TIME_NONE)
            state = OBLIGATION_NOT_DUE;
        else if (unseen)
            state = OBLIGATION_UNKNOWN;
        else if (waived)
            state = OBLIGATION_WAIVED;
        else if (at != TIME_NONE)
            credit = credit_of(at, gate_ms[q], last, capped && flags[c] & CELL_BACKFILLED, &state);
        else if (flags[q] & CELL_WAIVED_WITHOUT)
            state = OBLIGATION_WAIVED_WITHOUT;
        if (state != OBLIGATION_NOT_DUE && state != OBLIGATION_WAIVED &&
            state != OBLIGATION_UNKNOWN) {
            s.weight += o->weight[q];
            s.credit += o->weight[q] * credit;
        }
        /* a waived milestone sets no order for those after it */
        if (at != TIME_NONE && state != OBLIGATION_WAIVED && at > last)
            last = at;
        s.count[state]++;
        if (states)
            states[c] = state;
    }
    return s;
}
