/* A log's deals before the judge: their events are replayed (deal_apply), and what a move forward
 * or a win answers for is read off the findings of judge_act. What a log does not carry is
 * unknown to the judge too: fields, conditions on them, milestones that nobody records. */
#include "deal/judge.h"
#include "measure/obligations.h"

enum {
    BACKFILL_LAG_S = 24 * 3600,
    BURST_S = 60,
    BURST_MILESTONES = 3,
};
#define WEIGHT_REQUIRED 1.0
#define WEIGHT_EXPECTED 0.5
#define SOMEBODY (UINT32_MAX - 1) /* who may, but whose name the log does not tell */

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

/* Which milestones are judged: required and expected ones without a condition (it asks for fields
 * that no log carries, so it is unknown whether they bind) that the log can record. */
static i32 *choose(struct obligations *o, struct arena *a, const struct history *h,
                   const struct rules *r, const struct matches *m)
{
    i32 *cell = arena_array(a, i32, r->milestone_count);
    i32 *milestone = arena_array(a, i32, r->milestone_count);
    i32 *stage = arena_array(a, i32, r->milestone_count);
    f64 *weight = arena_array(a, f64, r->milestone_count);
    bool *seen = arena_array(a, bool, r->milestone_count);
    for (i64 k = 0; k < h->activities.n; k++)
        if (m->milestone[k] >= 0)
            seen[m->milestone[k]] = true;
    for (i32 i = 0; i < r->milestone_count; i++) {
        const struct rules_milestone *v = &r->milestone[i];
        cell[i] = -1;
        if (v->grade == GRADE_HELPFUL)
            continue;
        if (!seen[i] || bits_has(r->conditional, i)) {
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

struct replay {
    struct obligations *o;
    const struct history *h;
    const struct rules *rules;
    const struct matches *m;
    const i32 *cell;         /* per milestone of the standard */
    struct bits judged;      /* milestones with a cell */
    struct bits unseen;      /* without one: the log cannot tell */
    struct bits confirmed;   /* whose confirmations the log records */
    struct field_set fields; /* all: a log has none */

    /* of the deal under way */
    i64 row, deal;
    i32 farthest; /* stage */
    bool won;     /* replayed */
    struct deal_state state;
    struct verdict verdict;
    struct bits gated, open; /* asked for; and of those, not there then nor since */
    i64 reached_ms[STANDARD_MILESTONES_MAX];
    i64 *recorded_ms; /* k; TIME_NONE */
};

/* Does what the judge holds against a milestone count? Not a missing confirmation when the log
 * tells of none. */
static bool holds(const struct replay *w, const struct finding *f)
{
    switch ((enum finding_code)f->code) {
    case FINDING_MISSING:
    case FINDING_LAPSED:
    case FINDING_WAIVED:
    case FINDING_WAIVER_EXPIRED:
    case FINDING_WAIVER_UNDUE: return true;
    case FINDING_UNCONFIRMED: return bits_has(w->confirmed, f->milestone);
    default: return false;
    }
}

static i64 *at_of(const struct replay *w, i32 milestone)
{
    return &w->o->at_ms[w->row * w->o->k + w->cell[milestone]];
}

/* An act that answers for `due`: what stands there, and what the judge misses. */
static void pass_gate(struct replay *w, const struct deal_event *act, struct bits due)
{
    struct obligations *o = w->o;
    due = bits_minus(bits_and(due, w->judged), w->gated);
    if (bits_none(due))
        return;
    judge_act(w->rules, &w->state, act, act->occurred_ms, &w->verdict);
    w->gated = bits_or(w->gated, due);
    struct bits ask = due;
    for (i32 m; (m = bits_take(&ask)) >= 0;) {
        *at_of(w, m) = w->reached_ms[m];
        o->gate_ms[w->row * o->k + w->cell[m]] = act->occurred_ms;
    }
    for (i32 i = 0; i < w->verdict.count; i++) {
        const struct finding *f = &w->verdict.list[i];
        if (f->milestone < 0 || !bits_has(due, f->milestone) || !holds(w, f))
            continue;
        u8 *flags = &o->flags[w->row * o->k + w->cell[f->milestone]];
        *flags |= f->code == FINDING_WAIVED         ? CELL_WAIVED
                  : f->code == FINDING_WAIVER_UNDUE ? CELL_WAIVED_WITHOUT
                                                    : 0;
        *at_of(w, f->milestone) = TIME_NONE;
        w->open = bits_or(w->open, bits_of(f->milestone));
    }
}

static void play(struct replay *w, struct deal_event e, struct bits due)
{
    pass_gate(w, &e, due);
    deal_apply(&w->state, &e);
}

static void enter_stage(struct replay *w, i32 stage, i64 at_ms)
{
    if (stage == w->state.stage && w->farthest >= 0)
        return;
    if (w->farthest >= 0 && stage > w->farthest + 1)
        w->o->skips[w->row]++;
    w->farthest = (i32)i64_max(w->farthest, stage);
    struct deal_event e = {
        .kind = EVENT_STAGE_ENTERED, .subject = (u16)stage, .occurred_ms = at_ms};
    struct bits none = {{0, 0}};
    bool forward = stage > w->state.stage;
    if (stage != w->state.stage)
        play(w, e, forward ? w->rules->stage[stage].due_before : none);
}

static void win(struct replay *w)
{
    struct ending unknown = {{-1, -1}, COMPETITOR_UNKNOWN};
    struct deal_event e = {.kind = EVENT_OUTCOME_SET,
                           .subject = OUTCOME_WON,
                           .value = event_ending(unknown),
                           .occurred_ms = w->h->closed_ms[w->deal]};
    w->won = true;
    play(w, e, w->rules->due_to_win);
}

static i64 recorded(const struct history *h, i64 e)
{
    if (!h->lag_s || h->lag_s[e] == HISTORY_NO_LAG)
        return TIME_NONE;
    return h->at_ms[e] + 1000ll * h->lag_s[e];
}

/* After its gate: is it there now, as the judge sees it? Then it is late. */
static void catch_up(struct replay *w, i32 m, i64 e)
{
    enum milestone_standing now = judge_milestone(w->rules, &w->state, m, w->h->at_ms[e]);
    bool there = now == STANDING_MET || (now == STANDING_UNCONFIRMED && !bits_has(w->confirmed, m));
    if (!bits_has(w->open, m) || !there)
        return;
    w->open = bits_minus(w->open, bits_of(m));
    *at_of(w, m) = w->h->at_ms[e];
    w->recorded_ms[w->cell[m]] = recorded(w->h, e);
}

/* The act that an event of the log records; false when it is none. Whose name is not told, or is
 * told to have the authority, counts as a manager; a waiver lasts as long as one may. */
static bool act_of(const struct replay *w, i64 e, struct deal_event *act)
{
    const struct history *h = w->h;
    bool authority = h->value && h->value[e] != HISTORY_NO_ID && h->numbers[h->value[e]] == 1;
    u32 actor = h->actor ? h->actor[e] : HISTORY_NO_ID;
    *act = (struct deal_event){.occurred_ms = h->at_ms[e],
                               .subject = (u16)w->m->milestone[h->activity[e]],
                               .actor = actor == HISTORY_NO_ID ? SOMEBODY : actor,
                               .role = ROLE_MANAGER};
    switch ((enum activity_kind)h->activity_kind[h->activity[e]]) {
    case ACTIVITY_MILESTONE:
        act->kind = EVENT_MILESTONE_REACHED;
        act->value = EVIDENCE_NONE;
        return true;
    case ACTIVITY_REVOKED: act->kind = EVENT_MILESTONE_REVOKED; return true;
    case ACTIVITY_CONFIRMED: act->kind = EVENT_MILESTONE_CONFIRMED; return true;
    case ACTIVITY_WAIVED:
        act->kind = EVENT_WAIVER_GRANTED;
        act->actor = authority ? SOMEBODY : w->state.owner;
        act->value = rules_span_end(w->rules, &w->rules->waiver_valid, h->at_ms[e]);
        return true;
    case ACTIVITY_BLOCKED: act->kind = EVENT_REFUSED; return true;
    default: return false;
    }
}

static void take_event(struct replay *w, i64 e)
{
    const struct history *h = w->h;
    struct obligations *o = w->o;
    u32 actor = h->actor ? h->actor[e] : HISTORY_NO_ID;
    if (h->activity_kind[h->activity[e]] == ACTIVITY_CONFIRMED && actor != HISTORY_NO_ID &&
        actor != h->owner[w->deal])
        o->confirmed[w->row] = 1;
    i32 m = w->m->milestone[h->activity[e]];
    struct deal_event act;
    if (m < 0 || w->cell[m] < 0 || !act_of(w, e, &act))
        return;
    bool there = bits_has(w->state.reached, m);
    deal_apply(&w->state, &act);
    if (act.kind == EVENT_MILESTONE_REACHED && !there) {
        w->reached_ms[m] = h->at_ms[e];
        if (!bits_has(w->gated, m))
            w->recorded_ms[w->cell[m]] = recorded(h, e);
    } else if (act.kind == EVENT_MILESTONE_REVOKED) {
        w->reached_ms[m] = TIME_NONE;
    } else if (act.kind == EVENT_REFUSED) {
        o->flags[w->row * o->k + w->cell[m]] |= CELL_BLOCKED;
    }
    if (act.kind == EVENT_MILESTONE_REACHED || act.kind == EVENT_MILESTONE_CONFIRMED)
        catch_up(w, m, e);
}

/* How many milestones of the cell's stage were recorded within a minute of it. */
static i32 recorded_together(const struct replay *w, i64 row, i64 cell)
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
static void mark_backfilled(struct replay *w, i64 row)
{
    struct obligations *o = w->o;
    for (i64 c = 0; c < o->k; c++) {
        i64 at = row * o->k + c, left = o->gate_ms[at];
        if (o->at_ms[at] == TIME_NONE || w->recorded_ms[c] == TIME_NONE)
            continue;
        bool after = left != TIME_NONE && w->recorded_ms[c] > left;
        bool long_after = w->recorded_ms[c] - o->at_ms[at] > 1000ll * BACKFILL_LAG_S;
        if ((after && long_after) || recorded_together(w, row, c) >= BURST_MILESTONES)
            o->flags[at] |= CELL_BACKFILLED;
    }
}

static void open_deal(struct replay *w, i64 row, i64 deal)
{
    struct obligations *o = w->o;
    const struct history *h = w->h;
    struct bits none = {{0, 0}};
    w->row = row;
    w->deal = deal;
    w->farthest = -1;
    w->won = false;
    w->gated = w->open = none;
    for (i64 c = 0; c < o->k; c++) {
        w->reached_ms[o->milestone[c]] = w->recorded_ms[c] = TIME_NONE;
        o->at_ms[row * o->k + c] = o->gate_ms[row * o->k + c] = TIME_NONE;
    }
    struct deal_event e = {.kind = EVENT_OPENED,
                           .actor = h->owner[deal],
                           .value = w->rules->version,
                           .occurred_ms = h->at_ms[h->first[deal]]};
    deal_clear(&w->state);
    deal_apply(&w->state, &e);
    w->state.milestones_unknown = w->unseen;
    w->state.unknown = w->fields;
}

/* Events of the same moment: nobody knows which came first, so the deal has the benefit. */
static void play_moment(struct replay *w, i64 from, i64 to)
{
    const struct history *h = w->h;
    bool wins = h->outcome[w->deal] == OUTCOME_WON && h->closed_ms[w->deal] != TIME_NONE;
    if (wins && !w->won && h->closed_ms[w->deal] < h->at_ms[from])
        win(w);
    for (i64 e = from; e < to; e++)
        take_event(w, e);
    if (wins && !w->won && h->closed_ms[w->deal] == h->at_ms[from])
        win(w);
    for (i64 e = from; e < to; e++)
        if (w->m->stage[h->activity[e]] >= 0)
            enter_stage(w, w->m->stage[h->activity[e]], h->at_ms[e]);
}

static void replay_deal(struct replay *w, i64 row, i64 deal)
{
    struct obligations *o = w->o;
    const struct history *h = w->h;
    open_deal(w, row, deal);
    for (i64 e = h->first[deal], end = h->first[deal + 1], to; e < end; e = to) {
        for (to = e + 1; to < end && h->at_ms[to] == h->at_ms[e];)
            to++;
        play_moment(w, e, to);
    }
    if (h->outcome[deal] == OUTCOME_WON && h->closed_ms[deal] != TIME_NONE && !w->won)
        win(w);
    for (i64 c = 0; c < o->k; c++)
        if (!bits_has(w->gated, o->milestone[c]))
            o->at_ms[row * o->k + c] = w->reached_ms[o->milestone[c]];
    o->seen_ms[row] = h->seen_from_ms[deal];
    o->backs[row] = (u16)i64_min(w->state.count.moves_back, UINT16_MAX);
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

static struct replay *replay_new(struct obligations *o, struct arena *a, const struct history *h,
                                 const struct rules *r, const struct matches *m, const i32 *cell)
{
    struct replay *w = arena_new(a, struct replay);
    w->o = o;
    w->h = h;
    w->rules = r;
    w->m = m;
    w->cell = cell;
    w->recorded_ms = arena_array(a, i64, o->k);
    for (i32 i = 0; i < r->milestone_count; i++) {
        struct bits *set = cell[i] < 0 ? &w->unseen : &w->judged;
        *set = bits_or(*set, bits_of(i));
    }
    for (i64 k = 0; k < h->activities.n; k++)
        if (h->activity_kind[k] == ACTIVITY_CONFIRMED && m->milestone[k] >= 0)
            w->confirmed = bits_or(w->confirmed, bits_of(m->milestone[k]));
    for (i32 i = 0; i < r->field_count; i++)
        field_set_add(&w->fields, i);
    return w;
}

void obligations_gather(struct obligations *o, struct arena *a, const struct history *h,
                        const struct rules *r)
{
    *o = (struct obligations){0};
    struct matches m = match_activities(a, h, r->standard);
    for (i32 i = 0; i < r->stage_count; i++) {
        bool found = false;
        for (i64 k = 0; k < h->activities.n; k++)
            found = found || m.stage[k] == i;
        o->stages_matched += found;
    }
    i32 *cell = choose(o, a, h, r, &m);
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
    struct replay *w = replay_new(o, a, h, r, &m, cell);
    for (i64 row = 0; row < o->n; row++)
        replay_deal(w, row, deal[row]);
}
