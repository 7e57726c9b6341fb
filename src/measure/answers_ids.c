/* The stable words for the codes of the parts, as JSON and scripts see them. */
#include "measure/answers.h"

const char *standing_id(enum standing s)
{
    static const char *const ids[] = {"cannot-say", "counts-only", "measured"};
    return ids[s];
}

const char *group_verdict_id(enum group_verdict v)
{
    static const char *const ids[] = {"cannot-say", "too-few-to-say", "no-difference-beyond-chance",
                                      "difference"};
    return ids[v];
}

const char *visit_exit_id(enum visit_exit e)
{
    static const char *const ids[EXIT_COUNT] = {"open", "advance", "lost", "no-decision",
                                                "back", "walked",  "won"};
    return ids[e];
}

const char *obligation_id(enum obligation o)
{
    static const char *const ids[OBLIGATION_COUNT] = {
        "not-due", "done",   "late",           "out-of-order", "late-out-of-order",
        "missing", "waived", "waived-without", "backfilled",   "unknown"};
    return ids[o];
}

const char *kind_id(enum kind k)
{
    static const char *const ids[KIND_COUNT] = {"random", "informal", "formal", "dynamic"};
    return ids[k];
}

const char *criterion_name(enum criterion_id c)
{
    static const char *const ids[CRITERIA] = {
        "published", "trained",  "footprint", "adherence", "monitored", "enforced", "departments",
        "reviewed",  "feedback", "revisions", "evidence",  "evaluated", "uptake"};
    return ids[c];
}

const char *assessment_state_id(enum assessment_state s)
{
    static const char *const ids[] = {"cannot-say", "cannot-be-told-apart", "between", "decided"};
    return ids[s];
}
