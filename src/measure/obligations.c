#include "measure/obligations.h"

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
