/* judge_parts.h - what the files judge*.c and clock.c share; for them only. */
#pragma once

#include "deal/judge.h"

/* One judging under way. */
struct judging {
    const struct rules *rules;
    const struct deal_state *state;
    const struct deal_event *act;
    i64 now_ms;
    struct verdict *verdict;
};

/* A finding of `grade`; the fields not set yet say "none". Never NULL. */
struct finding *judge_add(const struct judging *j, enum finding_code code, enum grade grade);

/* Whether who granted the waiver of a milestone may. */
bool judge_waiver_counts(const struct rules *r, const struct deal_state *s, i32 m);

struct guard_facts judge_facts(const struct rules *r, const struct deal_state *s, i64 now_ms);

/* Findings about what of `due` is not met. */
void judge_gate(const struct judging *j, struct bits due);
void judge_reached(const struct judging *j);
void judge_confirmed(const struct judging *j);
