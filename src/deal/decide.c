#include "deal/decide.h"

static i64 clock_end(const struct rules *r, const struct span *span, i64 now_ms)
{
    i64 end = rules_span_end(r, span, now_ms);
    return end == INT64_MAX ? TIME_NONE : end;
}

/* The act as it would be recorded. */
static struct deal_event complete(const struct rules *r, const struct deal_event *act, i64 now_ms)
{
    struct deal_event e = *act;
    if (e.occurred_ms == 0)
        e.occurred_ms = now_ms;
    i64 lag_s = e.occurred_ms < now_ms ? (now_ms - e.occurred_ms + 999) / 1000 : 0;
    e.lag_s = (i32)i64_min(lag_s, INT32_MAX);
    if (e.kind == EVENT_WAIVER_GRANTED && e.value == 0)
        e.value = rules_span_end(r, &r->waiver_valid, now_ms);
    if (e.kind == EVENT_HANDOFF_ACCEPTED && e.subject < r->handoff_count)
        e.value = clock_end(r, &r->handoff[e.subject].touch_within, now_ms);
    if (e.kind == EVENT_HANDOFF_OFFERED && e.subject < r->handoff_count)
        e.value = clock_end(r, &r->handoff[e.subject].accept_within, now_ms);
    if (e.kind == EVENT_OPENED)
        e.value = r->version;
    return e;
}

static struct deal_event *push(struct decision *d, const struct deal_event *like,
                               enum event_kind kind, u16 subject)
{
    struct deal_event *e = &d->event[d->count++];
    *e = (struct deal_event){
        .occurred_ms = like->occurred_ms,
        .lag_s = like->lag_s,
        .actor = like->actor,
        .role = ROLE_SYSTEM,
        .kind = (u8)kind,
        .subject = subject,
    };
    return e;
}

static void record_refusal(const struct deal_event *act, struct decision *d)
{
    bool other = false;
    for (i32 i = 0; i < d->verdict.count; i++) {
        const struct finding *f = &d->verdict.list[i];
        if (f->severity != SEVERITY_BLOCK)
            continue;
        if (f->milestone >= 0)
            push(d, act, EVENT_REFUSED, (u16)f->milestone)->value = act->kind;
        else
            other = true;
    }
    if (other && d->count == 0)
        push(d, act, EVENT_REFUSED, NO_SUBJECT)->value = act->kind;
}

/* Entering a stage offers the hand-offs that are due there. */
static void offer_handoffs(const struct rules *r, const struct deal_state *s,
                           const struct deal_event *act, i64 now_ms, struct decision *d)
{
    bool enters = act->kind == EVENT_OPENED || act->kind == EVENT_STAGE_ENTERED;
    if (!enters || (s->opened && act->subject < s->stage))
        return;
    for (u64 due = r->stage[act->subject].handoffs & ~s->handoff_accepted; due; due &= due - 1) {
        i32 h = __builtin_ctzll(due);
        push(d, act, EVENT_HANDOFF_OFFERED, (u16)h)->value =
            clock_end(r, &r->handoff[h].accept_within, now_ms);
    }
}

void deal_decide(const struct rules *r, const struct deal_state *s, const struct deal_event *act,
                 i64 now_ms, struct decision *d)
{
    struct deal_event e = complete(r, act, now_ms);
    d->count = 0;
    judge_act(r, s, &e, now_ms, &d->verdict);
    d->accepted = !verdict_refuses(&d->verdict);
    if (!d->accepted) {
        if (d->verdict.worst == SEVERITY_BLOCK)
            record_refusal(&e, d);
        return;
    }
    if (s->parked && e.kind == EVENT_STAGE_ENTERED)
        push(d, &e, EVENT_UNPARKED, NO_SUBJECT);
    d->event[d->count++] = e;
    offer_handoffs(r, s, &e, now_ms, d);
}
