/* The replay: deals before the judge, in the order in which things were recorded. */
#include "revise/backtest_part.h"

enum {
    DEALS_A_CHUNK = 16384,
    EVENTS_OF_A_DEAL = 2048, /* with lags, deals with more are played as they occurred */
};
#define SOMEBODY (UINT32_MAX - 1) /* who may, but whose name the log does not tell */

const char *gate_class_id(enum gate_class c)
{
    static const char *const ids[] = {"not-reached", "met", "late", "absent", "waived", "unknown"};
    return ids[c];
}

/* --- what the words of a log are about -------------------------------------------------------- */

static bool is_word(const struct words *w, str id, str word)
{
    if (str_eq_fold(id, word))
        return true;
    for (i64 i = 0; i < w->list.n; i++)
        if (str_eq_fold(w->list.v[i].text, word))
            return true;
    return false;
}

static i32 stage_of(const struct standard *s, str word)
{
    for (i32 i = 0; i < s->stages.n; i++)
        if (is_word(&s->stages.v[i].title, s->stages.v[i].id, word))
            return i;
    return -1;
}

static i32 milestone_of(const struct standard *s, str word)
{
    for (i32 i = 0; i < s->milestones.n; i++)
        if (is_word(&s->milestones.v[i].title, s->milestones.v[i].id, word))
            return i;
    return -1;
}

/* By the standard that the deals ran under and what became of its parts; else by the draft. */
static void match(struct backtest_plan *p, struct arena *a)
{
    const struct history *h = p->h;
    const struct standard *now = p->rules->standard;
    p->act = arena_array(a, struct backtest_word, h->activities.n);
    for (i64 k = 0; k < h->activities.n; k++) {
        str word = h->activity_word[k];
        bool stage = h->activity_kind[k] == ACTIVITY_STAGE;
        i32 old = !p->diff ? -1
                  : stage  ? stage_of(p->diff->before, word)
                           : milestone_of(p->diff->before, word);
        i32 is = old >= 0 ? (stage ? p->diff->stage_now : p->diff->milestone_now)[old] : -1;
        if (old < 0)
            is = stage ? stage_of(now, word) : milestone_of(now, word);
        p->act[k] = (struct backtest_word){.kind = h->activity_kind[k],
                                           .stage = (i16)(stage ? is : -1),
                                           .milestone = (i16)(stage ? -1 : is)};
    }
}

/* --- one deal --------------------------------------------------------------------------------- */

struct player {
    const struct backtest_plan *p;
    i64 row, deal;
    bool won, skipped;
    i64 now_ms;
    struct deal_state state;
    struct verdict verdict;
    struct bits gated, open; /* asked for; and of those, not there then nor since */
    i64 gate_ms[STANDARD_MILESTONES_MAX];
    i64 at[EVENTS_OF_A_DEAL];
    u32 order[EVENTS_OF_A_DEAL], spare[EVENTS_OF_A_DEAL];
};

static u8 *class_of(const struct player *w, i32 milestone)
{
    return &w->p->class[milestone * w->p->n + w->row];
}

/* What the judge holds against a milestone: not a confirmation that the log could not tell. */
static enum gate_class class_by(const struct player *w, const struct finding *f)
{
    switch ((enum finding_code)f->code) {
    case FINDING_WAIVED: return PLAYED_WAIVED;
    case FINDING_MISSING:
    case FINDING_LAPSED:
    case FINDING_WAIVER_EXPIRED:
    case FINDING_WAIVER_UNDUE: return PLAYED_ABSENT;
    case FINDING_UNCONFIRMED:
        return bits_has(w->p->confirmed, f->milestone) ? PLAYED_ABSENT : PLAYED_MET;
    default: return PLAYED_MET;
    }
}

/* The first act that answers for each milestone of `due`. */
static void pass_gate(struct player *w, const struct deal_event *act, struct bits due)
{
    struct bits ask = due = bits_minus(due, w->gated);
    i64 seen_ms = w->p->h->seen_from_ms[w->deal];
    judge_act(w->p->rules, &w->state, act, w->now_ms, &w->verdict);
    w->gated = bits_or(w->gated, due);
    for (i32 m; (m = bits_take(&ask)) >= 0;) {
        w->gate_ms[m] = w->now_ms;
        *class_of(w, m) = bits_has(w->p->judged, m) ? PLAYED_MET : PLAYED_UNKNOWN;
    }
    for (i32 i = 0; i < w->verdict.count; i++) {
        const struct finding *f = &w->verdict.list[i];
        w->skipped |= f->code == FINDING_MOVE_SKIPS && f->severity >= SEVERITY_BLOCK;
        if (f->milestone < 0 || !bits_has(due, f->milestone) ||
            !bits_has(w->p->judged, f->milestone))
            continue;
        enum gate_class c = class_by(w, f);
        /* not seen yet when it may have been reached: nobody can tell */
        if (c == PLAYED_ABSENT && seen_ms != TIME_NONE && seen_ms >= w->now_ms)
            c = PLAYED_UNKNOWN;
        *class_of(w, f->milestone) = (u8)c;
        if (c == PLAYED_ABSENT)
            w->open = bits_or(w->open, bits_of(f->milestone));
    }
}

static void play(struct player *w, struct deal_event e, struct bits due)
{
    e.occurred_ms = w->now_ms; /* as of when it was known */
    if (!bits_none(bits_minus(due, w->gated)))
        pass_gate(w, &e, due);
    deal_apply(&w->state, &e);
}

static void enter_stage(struct player *w, i32 stage)
{
    struct deal_event e = {.kind = EVENT_STAGE_ENTERED, .subject = (u16)stage};
    struct bits none = {{0, 0}};
    bool forward = stage > w->state.stage;
    if (stage != w->state.stage)
        play(w, e, forward ? w->p->rules->stage[stage].due_before : none);
}

static void win(struct player *w)
{
    struct ending unknown = {{-1, -1}, COMPETITOR_UNKNOWN};
    struct deal_event e = {
        .kind = EVENT_OUTCOME_SET, .subject = OUTCOME_WON, .value = event_ending(unknown)};
    w->won = true;
    play(w, e, w->p->rules->due_to_win);
}

/* After its gate: is it there now, as the judge sees it? */
static void catch_up(struct player *w, i32 m)
{
    if (!bits_has(w->open, m))
        return;
    enum milestone_standing now = judge_milestone(w->p->rules, &w->state, m, w->now_ms);
    if (now != STANDING_MET && (now != STANDING_UNCONFIRMED || bits_has(w->p->confirmed, m)))
        return;
    w->open = bits_minus(w->open, bits_of(m));
    *class_of(w, m) = PLAYED_LATE;
    i64 hours = (w->now_ms - w->gate_ms[m] + MS_PER_HOUR / 2) / MS_PER_HOUR;
    w->p->delay[m * w->p->n + w->row] = (u16)i64_min(hours, UINT16_MAX);
}

/* The act that an event of the log records; false when it is none. Who is not named, or is told
 * to have the authority, counts as a manager. */
static bool act_of(const struct player *w, i64 e, struct deal_event *act)
{
    const struct history *h = w->p->h;
    const struct backtest_word *word = &w->p->act[h->activity[e]];
    u32 actor = h->actor ? h->actor[e] : HISTORY_NO_ID;
    *act = (struct deal_event){.occurred_ms = w->now_ms,
                               .subject = (u16)word->milestone,
                               .actor = actor == HISTORY_NO_ID ? SOMEBODY : actor,
                               .role = ROLE_MANAGER};
    switch ((enum activity_kind)word->kind) {
    case ACTIVITY_MILESTONE:
        act->kind = EVENT_MILESTONE_REACHED;
        act->value = EVIDENCE_NONE;
        return true;
    case ACTIVITY_REVOKED: act->kind = EVENT_MILESTONE_REVOKED; return true;
    case ACTIVITY_CONFIRMED: act->kind = EVENT_MILESTONE_CONFIRMED; return true;
    case ACTIVITY_WAIVED: {
        bool authority = h->value && h->value[e] != HISTORY_NO_ID && h->numbers[h->value[e]] == 1;
        act->kind = EVENT_WAIVER_GRANTED;
        act->actor = authority ? SOMEBODY : w->state.owner;
        act->value = rules_span_end(w->p->rules, &w->p->rules->waiver_valid, w->now_ms);
        return true;
    }
    default: return false;
    }
}

static void take_event(struct player *w, i64 e)
{
    i32 m = w->p->act[w->p->h->activity[e]].milestone;
    struct deal_event act;
    if (m < 0 || !bits_has(w->p->judged, m) || !act_of(w, e, &act))
        return;
    deal_apply(&w->state, &act);
    if (act.kind == EVENT_MILESTONE_REACHED || act.kind == EVENT_MILESTONE_CONFIRMED)
        catch_up(w, m);
}

static void open_deal(struct player *w, i64 row, i64 deal)
{
    const struct backtest_plan *p = w->p;
    w->row = row;
    w->deal = deal;
    w->won = w->skipped = false;
    w->gated = w->open = (struct bits){{0, 0}};
    struct deal_event e = {.kind = EVENT_OPENED,
                           .actor = p->h->owner[deal],
                           .value = p->rules->version,
                           .occurred_ms = w->now_ms};
    deal_clear(&w->state);
    deal_apply(&w->state, &e);
    w->state.milestones_unknown = p->unseen;
    w->state.unknown = p->fields;
}

/* Events known at the same moment: nobody knows which came first, so the deal has the benefit. */
static void play_moment(struct player *w, const u32 *order, i64 first, i64 from, i64 to)
{
    const struct history *h = w->p->h;
    bool wins = h->outcome[w->deal] == OUTCOME_WON && h->closed_ms[w->deal] != TIME_NONE;
    i64 now_ms = w->now_ms;
    if (wins && !w->won && h->closed_ms[w->deal] < now_ms) {
        w->now_ms = h->closed_ms[w->deal];
        win(w);
        w->now_ms = now_ms;
    }
    for (i64 i = from; i < to; i++)
        take_event(w, order ? first + order[i] : first + i);
    if (wins && !w->won && h->closed_ms[w->deal] == now_ms)
        win(w);
    for (i64 i = from; i < to; i++) {
        i32 stage = w->p->act[h->activity[order ? first + order[i] : first + i]].stage;
        if (stage >= 0)
            enter_stage(w, stage);
    }
}

#define known_before(x, y) (w->at[*(x)] <= w->at[*(y)])

/* The events of a deal in the order in which they were known; NULL: as they occurred. */
static const u32 *line_up(struct player *w, i64 first, i64 n)
{
    const struct history *h = w->p->h;
    bool late = false;
    for (i64 i = 0; i < n; i++) {
        i32 lag = h->lag_s[first + i];
        w->at[i] = h->at_ms[first + i] + (lag == HISTORY_NO_LAG ? 0 : 1000ll * lag);
        w->order[i] = (u32)i;
        late |= i > 0 && w->at[i] < w->at[i - 1];
    }
    u32 *order = w->order, *spare = w->spare;
    if (late)
        sort_merge(order, spare, n, known_before);
    return order;
}

static void play_deal(struct player *w, i64 row, i64 deal)
{
    const struct history *h = w->p->h;
    i64 first = h->first[deal], n = h->first[deal + 1] - first;
    const u32 *order = h->lag_s && n <= EVENTS_OF_A_DEAL ? line_up(w, first, n) : NULL;
#define MOMENT(i) (order ? w->at[order[i]] : h->at_ms[first + (i)])
    w->now_ms = MOMENT(0);
    open_deal(w, row, deal);
    for (i64 i = 0, to; i < n; i = to) {
        w->now_ms = MOMENT(i);
        for (to = i + 1; to < n && MOMENT(to) == w->now_ms;)
            to++;
        play_moment(w, order, first, i, to);
    }
#undef MOMENT
    if (h->outcome[deal] == OUTCOME_WON && h->closed_ms[deal] != TIME_NONE && !w->won) {
        w->now_ms = i64_max(w->now_ms, h->closed_ms[deal]);
        win(w);
    }
    w->p->skipped[row] = w->skipped;
    backtest_fold(w->p, row, false, w->gate_ms);
    backtest_fold(w->p, row, true, w->gate_ms);
}

static void play_chunk(void *context, i64 chunk)
{
    const struct backtest_plan *p = context;
    struct arena own; /* 40 kB, cleared once */
    arena_init(&own, (i64)sizeof(struct player) + 4096);
    struct player *w = arena_new(&own, struct player);
    w->p = p;
    i64 end = i64_min(p->n, (chunk + 1) * DEALS_A_CHUNK);
    for (i64 row = chunk * DEALS_A_CHUNK; row < end; row++)
        play_deal(w, row, p->deal[row]);
    arena_release(&own);
}

/* --- all deals -------------------------------------------------------------------------------- */

static bool is_closed(const struct history *h, i64 d)
{
    return h->outcome[d] != OUTCOME_OPEN && h->outcome[d] != OUTCOME_INVALID;
}

/* Closed deals that entered some stage of the draft. */
static void find_deals(struct backtest *b, struct backtest_plan *p, struct arena *a)
{
    const struct history *h = p->h;
    u32 *deal = arena_array(a, u32, h->deal_count);
    for (i64 d = 0; d < h->deal_count; d++) {
        bool there = false;
        b->open += h->outcome[d] == OUTCOME_OPEN;
        b->invalid += h->outcome[d] == OUTCOME_INVALID;
        if (!is_closed(h, d))
            continue;
        for (i64 e = h->first[d]; e < h->first[d + 1] && !there; e++)
            there = p->act[h->activity[e]].stage >= 0;
        b->elsewhere += !there;
        if (there)
            deal[p->n++] = (u32)d;
    }
    p->deal = deal;
}

/* Milestones that the log can tell of, and which of them have confirmations in it. */
static void find_judged(struct backtest_plan *p, struct arena *a)
{
    const struct history *h = p->h;
    const struct rules *r = p->rules;
    struct bits seen = {{0, 0}};
    u8 *happened = arena_array(a, u8, h->activities.n);
    for (i64 e = 0; e < h->event_count; e++)
        happened[h->activity[e]] = 1;
    for (i64 k = 0; k < h->activities.n; k++) {
        i32 m = happened[k] ? p->act[k].milestone : -1;
        if (m >= 0 && p->act[k].kind == ACTIVITY_MILESTONE)
            seen = bits_or(seen, bits_of(m));
        if (m >= 0 && p->act[k].kind == ACTIVITY_CONFIRMED)
            p->confirmed = bits_or(p->confirmed, bits_of(m));
    }
    p->judged = bits_minus(seen, r->conditional);
    for (i32 i = 0; i < r->milestone_count; i++) {
        if (!bits_has(p->judged, i))
            p->unseen = bits_or(p->unseen, bits_of(i));
    }
    p->k = r->milestone_count;
    for (i32 i = 0; i < r->field_count; i++)
        field_set_add(&p->fields, i);
}

void backtest_run(struct backtest *b, struct arena *a, const struct history *h,
                  const struct backtest_options *o)
{
    struct backtest_plan *p = arena_new(a, struct backtest_plan);
    *b = (struct backtest){.deals = h->deal_count, .compared = o->diff != NULL};
    p->h = h;
    p->rules = o->rules;
    p->diff = o->diff;
    p->threads = o->threads;
    match(p, a);
    find_deals(b, p, a);
    find_judged(p, a);
    backtest_know_gates(p);
    p->class = arena_array(a, u8, p->n * (p->k + 2));
    p->delay = arena_array(a, u16, p->n * (p->k + 2));
    p->first = arena_array(a, i16, 2 * p->n);
    p->skipped = arena_array(a, u8, p->n);
    par_for(o->threads, (p->n + DEALS_A_CHUNK - 1) / DEALS_A_CHUNK, play_chunk, p);
    b->n = p->n;
    b->deal = p->deal;
    backtest_sum(b, a, p);
}
