/* sellers.h - who sells, and in which department, from the records of membership. Internal
 * to measure/. */
#pragma once

#include "history/history.h"

struct sellers {
    struct dict departments;
    u32 *department; /* per actor; HISTORY_NO_ID: not known */
};

void sellers_find(struct sellers *s, struct arena *a, const struct history *h);
