/* twin_test.h - the judge again, slow and obvious: it keeps no state and no masks, knows
 * things by their names, and reads the whole list of events for every question. */
#pragma once

#include "deal/world_test.h"

struct twin {
    const struct world *world;
    const struct deal_event *event; /* what happened so far */
    i64 count;
};

/* The findings of `act` as lines of text, sorted; `lines` must hold FINDINGS_MAX. */
i64 twin_judge(const struct twin *t, struct arena *a, const struct deal_event *act, i64 now_ms,
               str *lines);

/* A finding of the real judge as the same line. */
str twin_line(const struct world *w, struct arena *a, const struct finding *f);
void twin_sort(str *lines, i64 n);
