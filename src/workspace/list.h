/* list.h - deals by what a list may be filtered and ordered by, a page at a time.
 *
 * Every page seeks: it walks the index of its order from where the page before ended, or, when
 * the owner's or the stage's deals are few (the tally knows), takes all of them and sorts. A
 * walk passes LIST_LOOK_MAX deals at most, so that a filter which hardly any deal passes costs
 * no more than another: such a page may hold fewer deals than asked for, or none, and still
 * have a next one. */
#pragma once

#include "deal/state.h"

enum deal_order {
    ORDER_ID,      /* as they were begun */
    ORDER_ENTERED, /* the stage they are in */
    ORDER_AMOUNT,  /* those without come first */
    ORDER_CLOSE,   /* the expected close date; those without come first */
    ORDER_NAME,    /* accents and capitals aside */
    ORDER_COUNT
};
enum {
    LIST_LOOK_MAX = 2000,  /* deals that a walk passes for one page */
    LIST_TAKE_MAX = 10000, /* that are taken whole and sorted */
    LIST_NAME_MAX = 100,   /* bytes of a name that count for the order */
};
#define LIST_AMOUNT_NONE INT64_MIN
#define LIST_AMOUNT_MAX 9000000000000ll /* what one deal adds to a sum at most */

i64 tally_amount(i64 amount); /* what it adds to a sum: 0 when there is none */

/* A deal as lists show it. */
struct deal_row {
    i64 id, revision, events;
    i32 edition, stage;
    enum outcome outcome;
    i64 stage_entered_ms, opened_ms;
    i64 closed_ms, parked_until_ms; /* TIME_NONE: not, or without a date */
    i64 close_day;                  /* TIME_NONE: not known */
    i64 ending;                     /* event_ending_of */
    i64 amount;                     /* LIST_AMOUNT_NONE: none */
    u32 owner;
    bool parked;
    str name, reference, stage_id, name_key;
};

/* Where a page ended. */
struct list_place {
    bool there;
    i64 key; /* of the order; of ORDER_NAME it is `name` */
    i64 id;
    str name;
};

/* From and to are meant with both ends; INT64_MIN and INT64_MAX: any, those without too. */
struct list_range {
    i64 from, to;
};

struct deal_filter {
    i32 outcome;            /* enum outcome, -1: any */
    i32 parked;             /* 0 or 1, -1: either */
    str stage;              /* its id, in whichever edition; empty: any */
    u32 owner;              /* 0: anybody's */
    str text;               /* part of the name, accents and capitals aside; empty: any */
    str reference;          /* the whole of it; empty: any */
    const bool *in_edition; /* by its number: deals on these only; NULL: on any */
    struct list_range amount, close_day, entered_ms, opened_ms;
    const i64 *among; /* only these, `among_count` of them; NULL: any */
    i64 among_count;
    i64 look, take; /* LIST_LOOK_MAX, LIST_TAKE_MAX; tests take less */
    enum deal_order order;
    bool down;
    struct list_place after; /* of the page before */
};
void deal_filter_init(struct deal_filter *f); /* everything, the newest first */

/* How many deals are exactly those of an outcome, an owner and a stage; -1: the filter asks for
 * more than that, and nobody has counted. */
struct storage;
i64 list_count(struct storage *db, const struct deal_filter *f);

/* A page: how many rows, `most` at most. `next->there`: there is another after it. In a
 * transaction; the texts live in `a`. */
i64 list_page(struct storage *db, struct arena *a, const struct deal_filter *f, i64 most,
              struct deal_row *out, struct list_place *next);
