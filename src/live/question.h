/* question.h - what somebody wants to know of a workspace's deals: which figures, of which
 * deals, as of which day. Equal questions have equal keys, and one answer serves them all. */
#pragma once

#include "base/message.h"
#include "history/growing.h"
#include "measure/figure_rows.h"
#include "report/part.h"

enum {
    QUESTION_BY_MAX = 8,
    QUESTION_KEY_MAX = 2048,
    QUESTION_HORIZON_MAX = 3650,
    QUESTION_ROWS_MAX = 200, /* deals in one page */
};

struct question {
    /* which deals, as known when */
    i64 as_of_day;
    str process;          /* empty: the one with most deals */
    i64 from_day, to_day; /* that entered then, both inside; TIME_NONE: no bound */
    struct growing_filter filters[GROWING_FILTERS_MAX];
    i64 filter_count;
    u32 outcomes; /* mask of enum outcome, 0: any; of map and variants alone */
    i64 deal;     /* this one alone, 0: any; of map and variants alone */

    /* what of them */
    u32 parts;   /* of json_report.h; 0: the deals behind a figure */
    i32 edition; /* the standard they are held against; 0: the newest known then */
    i64 horizon_days;
    str by[QUESTION_BY_MAX];
    i64 by_count;
    bool stages_only;          /* map and variants: stages and ends, without milestones */
    struct figure_rows figure; /* when parts is 0 */
    i64 after, limit;          /* deals with a higher number, so many */
    str draft; /* a standard as written, that the deals which are over are played before instead */

    /* of what is learnt (teach.h) */
    str segment;    /* compared within this column, besides the seller; empty: "segment" */
    str landmark;   /* "day:14"; empty: by the rule */
    i64 first_days; /* of contrasts; -1: by the rule */
    i64 subject;    /* whose coaching sheet; 0: nobody's */

    /* for whom */
    enum lang lang;
    bool own_only; /* of single sellers only the reader's own figures */
    i64 person;    /* the reader, 0: no seller */
    str rows;      /* where the deals behind a figure are asked for; empty: nowhere */
};

/* About all deals as they stand on that day, nothing asked yet. */
struct question question_new(i64 as_of_day);
/* A copy whose texts live in `a`. */
struct question question_copy(const struct question *q, struct arena *a);
/* Unambiguous; at most QUESTION_KEY_MAX bytes go to `out`, which is full past them. */
void question_key(const struct question *q, struct buf *out);
/* The part of the key that says which deals. */
void question_view_key(const struct question *q, struct buf *out);
