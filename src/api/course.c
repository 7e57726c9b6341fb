#include "api/course.h"

u8 *course_standings(struct arena *a, const struct event_row *all, i64 n)
{
    u8 *is = arena_array(a, u8, n);
    for (i64 i = 0; i < n; i++) {
        const struct deal_event *e = &all[i].event;
        for (i64 k = i + 1; (i32)e->kind == KIND_DEAL_IMPORTED && is[i] != TAKEN_BACK && k < n &&
                            k < i + e->subject;
             k++)
            is[k] = IMPORTED;
        for (i64 k = i + 1; (i32)e->kind == KIND_DEAL_TAKEN_BACK && is[i] != TAKEN_BACK && k < n &&
                            all[k].sequence > e->value;
             k++)
            is[k] = TAKEN_BACK;
    }
    return is;
}

struct following {
    struct course *out;
    const struct workspace *w;
    const struct rules *now;
    const struct standard *then; /* in whose numbers the next event speaks */
    i32 at;                      /* the stage it stands in; -1: in none of ours, or it has ended */
    i64 since_ms;
};

#define SAME_ID(list, number)                                                                      \
    do {                                                                                           \
        if ((i64)(number) >= f->then->list.n)                                                      \
            return -1;                                                                             \
        for (i32 i = 0; i < f->now->standard->list.n; i++)                                         \
            if (str_eq(f->now->standard->list.v[i].id, f->then->list.v[number].id))                \
                return i;                                                                          \
        return -1;                                                                                 \
    } while (0)

static i32 stage_now(const struct following *f, i32 number)
{
    SAME_ID(stages, number);
}

static i32 milestone_now(const struct following *f, i32 number)
{
    SAME_ID(milestones, number);
}

static i32 handoff_now(const struct following *f, i32 number)
{
    SAME_ID(handoffs, number);
}

static void leave(struct following *f, i64 at_ms)
{
    if (f->at >= 0 && at_ms > f->since_ms)
        f->out->stage[f->at].spent_ms += at_ms - f->since_ms;
    f->at = -1;
}

static void enter(struct following *f, i32 number, i64 at_ms)
{
    leave(f, at_ms);
    f->at = stage_now(f, number);
    f->since_ms = at_ms;
    if (f->at >= 0)
        f->out->stage[f->at].entered_ms = at_ms;
}

static void speak_as(struct following *f, i64 edition)
{
    const struct rules *r = workspace_rules(f->w, (i32)edition);
    if (r)
        f->then = r->standard;
}

static void follow_milestone(struct following *f, const struct event_row *row)
{
    i32 m = milestone_now(f, row->event.subject);
    struct course_milestone *is = m >= 0 ? &f->out->milestone[m] : NULL;
    if (!is)
        return;
    switch ((enum event_kind)row->event.kind) {
    case EVENT_MILESTONE_REACHED:
    case EVENT_MILESTONE_CARRIED:
        is->reached = row;
        is->confirmed = NULL;
        break;
    case EVENT_MILESTONE_CONFIRMED: is->confirmed = row; break;
    case EVENT_MILESTONE_REVOKED: is->reached = is->confirmed = NULL; break;
    case EVENT_WAIVER_GRANTED: is->waived = row; break;
    case EVENT_WAIVER_ENDED: is->waived = NULL; break;
    default: break;
    }
}

static void follow_event(struct following *f, const struct event_row *row)
{
    const struct deal_event *e = &row->event;
    if ((i32)e->kind == KIND_DEAL_RESTORED) {
        speak_as(f, restored_edition(e->value));
        return;
    }
    switch ((i32)e->kind) {
    case EVENT_OPENED:
        speak_as(f, e->value);
        enter(f, e->subject, e->occurred_ms);
        break;
    case EVENT_MIGRATED: speak_as(f, e->value); break; /* the clock of its stage runs on */
    case EVENT_STAGE_ENTERED:
    case EVENT_REOPENED: enter(f, e->subject, e->occurred_ms); break;
    case EVENT_OUTCOME_SET:
        if (e->subject != OUTCOME_WON) /* a won deal goes on after the signature */
            leave(f, e->occurred_ms);
        break;
    case EVENT_HANDOFF_RETURNED: {
        i32 h = handoff_now(f, e->subject);
        if (h >= 0)
            f->out->returned[h] = row;
        break;
    }
    default: follow_milestone(f, row);
    }
}

static bool is_of_deal(const struct event_row *e)
{
    return (i32)e->event.kind < EVENT_KIND_COUNT || (i32)e->event.kind == KIND_DEAL_RESTORED;
}

const struct course *course_new(struct arena *a, const struct workspace *w, const struct rules *now,
                                const struct event_row *all, i64 n, i64 now_ms)
{
    struct course *c = arena_new(a, struct course);
    struct following f = {.out = c, .w = w, .now = now, .then = now->standard, .at = -1};
    const u8 *is = course_standings(a, all, n);
    for (i32 i = 0; i < STANDARD_STAGES_MAX; i++)
        c->stage[i].entered_ms = TIME_NONE;
    for (i64 i = n - 1; i >= 0; i--)
        if (is[i] != TAKEN_BACK && is_of_deal(&all[i]))
            follow_event(&f, &all[i]);
    leave(&f, now_ms);
    return c;
}
