/* cohort.h - the deals that carry usable times, as rows of a survival fit: from entry into
 * the process to the end or to the as-of day, in calendar days. Deals seen late enter late
 * (left truncation): because the source says so (`seen_from`), or because the export
 * plainly begins at some day: no deal closes before it although many should have.
 * Internal to measure/. */
#pragma once

#include "measure/facts.h"
#include "stats/survival.h"

struct cohort {
    i64 n;
    u32 *deal;
    f64 *entry; /* -1: from the beginning, so that an end on day 0 counts */
    f64 *time;
    u8 *event;  /* 0 open, 1 won, 2 lost, 3 no decision, 4 walked */
    i32 causes; /* 3, or 4 when deals walked */
    i64 left_out, late_entries;
    i64 window_day;    /* DAY_NONE, or the first day this export could see a close */
    i64 before_window; /* deals that began before it */
    struct survival fit;
    i64 horizon_days;
    bool horizon_given;
};

/* `horizon_days` 0: by the rule. Needs FACT_TIMES. */
void cohort_gather(struct cohort *c, struct arena *a, const struct history *h,
                   const struct facts *f, i64 horizon_days);

/* The longest time anybody was watched; 0 when nobody was. */
static inline f64 cohort_last(const struct survival *s)
{
    return s->rows ? s->exits[s->rows - 1] : 0;
}

/* 1 won … 4 walked, 0 open. */
u8 cohort_event(u8 outcome);
