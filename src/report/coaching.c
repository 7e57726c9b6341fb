#include "report/coaching.h"

#include "report/json_part.h"
#include "report/learned_say.h"

#include <math.h>

struct sheet {
    struct coaching *c;
    const struct history *h;
    const struct learned *l;
    const i32 *place; /* per activity: of a stage, its place from 1 */
};

/* Kept in order, the longest first; `all` counts those that do not fit, too. */
static void add(struct coaching_list *list, i64 d, f64 days)
{
    i64 at = list->n < COACHING_DEALS_MAX ? list->n++ : COACHING_DEALS_MAX;
    list->all++;
    for (; at > 0 && list->deal[at - 1].days < days; at--)
        if (at < COACHING_DEALS_MAX)
            list->deal[at] = list->deal[at - 1];
    if (at < COACHING_DEALS_MAX)
        list->deal[at] = (struct coaching_deal){(u32)d, days};
}

static f64 days_between(i64 from_ms, i64 to_ms)
{
    return (f64)(to_ms - from_ms) / (f64)MS_PER_DAY;
}

/* What happened to one of her deals in the week. */
static void take_events(struct sheet *s, i64 d)
{
    struct coaching *c = s->c;
    const struct history *h = s->h;
    i32 place = 0, forward = 0, back = 0;
    i64 promised = INT64_MIN, pushed = 0;
    for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
        bool now = h->at_ms[e] > c->from_ms && h->at_ms[e] <= c->to_ms;
        u8 kind = h->activity_kind[h->activity[e]];
        i32 next = s->place[h->activity[e]];
        if (kind == ACTIVITY_STAGE) {
            forward += now && place && next > place;
            back += now && next < place;
            place = next;
        }
        if (kind == ACTIVITY_CLOSE_DATE && h->value && h->value[e] != HISTORY_NO_ID) {
            i64 day = h->numbers[h->value[e]];
            pushed += now && promised != INT64_MIN ? day - promised : 0;
            promised = day;
        }
        c->reached += now && kind == ACTIVITY_MILESTONE;
        c->confirmed += now && kind == ACTIVITY_CONFIRMED;
        c->objections += now && kind == ACTIVITY_OBJECTED;
    }
    c->moved_on += forward > 0;
    c->moved_back += back > 0;
    if (pushed > 0 && h->outcome[d] == OUTCOME_OPEN)
        add(&c->look[COACHING_PUSHED], d, (f64)pushed);
}

static i64 last_life_ms(const struct history *h, i64 d)
{
    i64 last = h->entered_ms[d];
    for (i64 e = h->first[d]; e < h->first[d + 1]; e++) {
        u8 kind = h->activity_kind[h->activity[e]];
        if (kind == ACTIVITY_OTHER || kind == ACTIVITY_MILESTONE || kind == ACTIVITY_STAGE)
            last = i64_max(last, h->at_ms[e]);
    }
    return last;
}

static void take_deal(struct sheet *s, i64 d)
{
    struct coaching *c = s->c;
    const struct history *h = s->h;
    bool open = h->outcome[d] == OUTCOME_OPEN;
    c->open += open;
    c->entered += h->entered_ms[d] != TIME_NONE && h->entered_ms[d] > c->from_ms;
    c->ended[h->outcome[d]] += !open && h->closed_ms[d] != TIME_NONE &&
                               h->closed_ms[d] > c->from_ms && h->closed_ms[d] <= c->to_ms;
    take_events(s, d);
    if (!open)
        return;
    if (c->silence_known && s->l->undecided.how[d] == UNDECIDED_IMPLIED)
        add(&c->look[COACHING_SILENT], d, days_between(last_life_ms(h, d), c->to_ms));
    i64 today = days_of_ms(c->to_ms) * MS_PER_DAY;
    if (h->expected_ms[d] != TIME_NONE && h->expected_ms[d] < today)
        add(&c->look[COACHING_OVERDUE], d, floor(days_between(h->expected_ms[d], today)));
}

/* The gates that her deals met lately. */
static void take_gates(struct sheet *s, struct arena *a, u32 seller)
{
    const struct conduct *k = &s->l->conduct;
    struct coaching *c = s->c;
    c->gates = arena_array(a, struct coaching_gate, k->gate_count);
    i64 since = c->to_ms - COACHING_GATE_DAYS * MS_PER_DAY;
    for (i64 g = 0; g < k->gate_count; g++) {
        struct coaching_gate x = {.gate = (i32)g};
        for (i64 row = 0; row < k->deals; row++) {
            i64 at = row * k->gate_count + g;
            if (s->h->owner[k->deal[row]] != seller || k->way[at] == GATE_NOT_ASKED ||
                k->gate_ms[at] <= since)
                continue;
            x.asked++;
            x.kept += k->way[at] == GATE_KEPT;
            x.waived += k->way[at] == GATE_WAIVED;
        }
        if (x.asked)
            c->gates[c->gate_count++] = x;
    }
}

void coaching_find(struct coaching *c, struct arena *a, const struct history *h,
                   const struct learned *l, str seller)
{
    i64 owner = dict_find(&h->actors, seller);
    u16 *stages = arena_array(a, u16, h->activities.n);
    i32 *place = arena_array(a, i32, h->activities.n);
    i64 n = history_stages_in_order(stages, *a, h);
    *c = (struct coaching){.to_ms = h->as_of_ms,
                           .from_ms = h->as_of_ms - COACHING_WEEK_DAYS * MS_PER_DAY,
                           .silence_known = l->undecided.implied_known,
                           .silence_days = l->undecided.gap_days};
    for (i64 i = 0; i < n; i++)
        place[stages[i]] = (i32)i + 1;
    struct sheet s = {c, h, l, place};
    for (i64 d = 0; d < h->deal_count && owner >= 0 && seller.n; d++)
        if (h->owner[d] == (u32)owner)
            take_deal(&s, d);
    if (owner >= 0 && seller.n)
        take_gates(&s, a, (u32)owner);
}

/* --- as JSON ------------------------------------------------------------------------------ */

static void put_look(struct json_writer *w, const struct coaching *c, const i64 *ids)
{
    static const char *const keys[COACHING_WHYS] = {"silent", "overdue", "pushed"};
    for (i32 i = 0; i < COACHING_WHYS; i++) {
        const struct coaching_list *list = &c->look[i];
        json_open(w, keys[i]);
        json_put_i64(w, "count", list->all);
        json_open_array(w, "deals");
        for (i64 k = 0; k < list->n; k++) {
            json_object(&w->j);
            json_put_i64(w, "deal", ids[list->deal[k].deal]);
            json_put_f64(w, "days", round(list->deal[k].days * 10) / 10);
            json_close(w);
        }
        json_close(w);
        json_close(w);
    }
}

static const struct gate_evidence *evidence_of(const struct gate_evidence *list, i64 n,
                                               i32 milestone)
{
    for (i64 i = 0; i < n; i++)
        if (list[i].milestone == milestone)
            return &list[i];
    return NULL;
}

static void put_gates(struct json_writer *w, const struct coaching *c, const struct learned *l)
{
    const struct standard *s = w->report->standard;
    json_open_array(w, "gates");
    if (!s) { /* no standard, no gates */
        json_close(w);
        return;
    }
    struct gate_evidence *list = arena_array(w->p.a, struct gate_evidence, s->milestones.n);
    i64 n = gate_evidence_find(list, l, w->report->history, s);
    for (i64 i = 0; i < c->gate_count; i++) {
        const struct coaching_gate *x = &c->gates[i];
        i32 m = l->conduct.gates[x->gate].milestone;
        const struct gate_evidence *g = evidence_of(list, n, m);
        json_object(&w->j);
        json_put_str(w, "milestone", s->milestones.v[m].id);
        json_put_str(w, "title", learned_milestone(&w->p, m));
        json_put_i64(w, "asked", x->asked);
        json_put_i64(w, "kept", x->kept);
        json_put_i64(w, "waived", x->waived);
        if (g) {
            json_key_c(w, "learnt");
            gate_evidence_put(w, l, g);
        }
        json_close(w);
    }
    json_close(w);
}

void coaching_json(struct buf *out, struct arena *a, const struct coaching *c,
                   const struct learned *l, const struct report *report, const i64 *ids)
{
    struct json_writer w = {.p = {a, report}, .report = report};
    json_init(&w.j, out, 0);
    json_object(&w.j);
    json_put_str(&w, "seller", report->people.self);
    json_put_str(&w, "lang", str_c(lang_code(report->lang)));
    json_put_day(&w, "as_of", c->to_ms);
    json_put_i64(&w, "sequence", report->population->sequence);
    json_put_i64(&w, "week_days", COACHING_WEEK_DAYS);
    json_put_i64(&w, "gate_days", COACHING_GATE_DAYS);
    json_put_i64(&w, "open", c->open);
    json_put_i64(&w, "entered", c->entered);
    json_put_i64(&w, "moved_on", c->moved_on);
    json_put_i64(&w, "moved_back", c->moved_back);
    json_put_i64(&w, "won", c->ended[OUTCOME_WON]);
    json_put_i64(&w, "lost", c->ended[OUTCOME_LOST]);
    json_put_i64(&w, "no_decision", c->ended[OUTCOME_NO_DECISION]);
    json_put_i64(&w, "milestones_reached", c->reached);
    json_put_i64(&w, "milestones_confirmed", c->confirmed);
    json_put_i64(&w, "objections", c->objections);
    json_put_f64(&w, "silence_days", c->silence_known ? c->silence_days : NAN);
    put_look(&w, c, ids);
    put_gates(&w, c, l);
    json_close(&w);
}
