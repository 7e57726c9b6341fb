/* decide.h - from what somebody wants to do to what happened: the judge is asked, and the
 * act becomes events, with what follows from it, or a refusal with its findings. Pure:
 * the caller records the events and applies them. */
#pragma once

#include "deal/judge.h"

enum { DECISION_EVENTS_MAX = FINDINGS_MAX + 4 };

struct decision {
    bool accepted;
    /* Accepted: the act as recorded, after what must come before it and before what follows
     * from it. Refused: one EVENT_REFUSED per blocking milestone (or one about nothing), so
     * that it can be counted how often the standard held; none for a senseless act. */
    i32 count;
    struct deal_event event[DECISION_EVENTS_MAX];
    struct verdict verdict;
};

/* Decides `act` at `now_ms`. Left to the engine when 0: `occurred_ms` (now) and the end of a
 * waiver (the longest the standard grants); always: the clocks of hand-offs. */
void deal_decide(const struct rules *r, const struct deal_state *s, const struct deal_event *act,
                 i64 now_ms, struct decision *d);
