/* reader.h - what is in a workspace, for those who look. A reader sees one commit whole
 * from reader_begin to reader_end; without them each question sees the newest. Its texts
 * live in the arena given. When it fails it has failed for good: close it, open another. */
#pragma once

#include "workspace/workspace.h"

struct reader;
MUST_CHECK bool reader_open(struct reader **out, struct workspace *w, struct err *e);
void reader_close(struct reader *r);
bool reader_begin(struct reader *r);
void reader_end(struct reader *r);
bool reader_check(const struct reader *r, struct err *e);

/* A deal as lists show it. */
struct deal_row {
    i64 id, revision, events;
    i32 edition, stage;
    enum outcome outcome;
    i64 stage_entered_ms, opened_ms;
    i64 closed_ms, parked_until_ms; /* TIME_NONE: not, or without a date */
    i64 close_day;                  /* TIME_NONE: not known */
    i64 ending;                     /* event_ending_of */
    u32 owner;
    bool parked;
    str name, reference;
};
/* False when there is no such deal, or the reader failed. */
bool reader_deal(struct reader *r, struct arena *a, i64 deal, struct deal_row *out);
bool reader_deal_by_reference(struct reader *r, struct arena *a, str reference,
                              struct deal_row *out);
/* What its events made of it, read from its rows. Its revision; 0: no such deal, or the reader
 * failed. */
i64 reader_state(struct reader *r, i64 deal, struct deal_state *out);

struct event_row {
    i64 sequence, deal;
    i64 recorded_ms;
    struct deal_event event; /* kind may be an enum workspace_kind; text: 1 when it had one */
    bool erased;             /* it had a text that was erased */
    str text;
};
/* Up to `most` events of the deal before `before` (0: the newest), newest first. */
i64 reader_timeline(struct reader *r, struct arena *a, i64 deal, i64 before, i64 most,
                    struct event_row *out);
/* Up to `most` events after `after`, of all deals, oldest first. */
i64 reader_events(struct reader *r, struct arena *a, i64 after, i64 most, struct event_row *out);

/* Deals of one outcome and stage (-1: any) in the order in which they entered it, after the
 * deal that ended the page before; `owner` 0: anybody's. */
struct deal_page {
    enum outcome outcome;
    i32 stage;
    u32 owner;
    i64 after_entered_ms, after_id; /* 0, 0: from the start */
};
i64 reader_deals(struct reader *r, struct arena *a, const struct deal_page *page, i64 most,
                 struct deal_row *out);

/* Deals by everything a list may be filtered by. */
struct deal_filter {
    i32 outcome; /* enum outcome, -1: any */
    str stage;   /* its id, in whichever edition; empty: any */
    u32 owner;   /* 0: anybody's */
    str text;    /* part of the name; empty: any */
    bool by_entered, down;
    i64 after_entered_ms, after_id; /* the last of the page before; `down`: INT64_MAX to begin */
};
i64 reader_list(struct reader *r, struct arena *a, const struct deal_filter *f, i64 most,
                struct deal_row *out);

/* What the fields of a deal hold; the text of a text field as it was written. */
struct field_row {
    i32 field;
    i64 value;
    str text;
};
i64 reader_fields(struct reader *r, struct arena *a, i64 deal, i64 most, struct field_row *out);

/* Hand-offs that nobody has accepted, or touched, yet, by deal. */
struct waiting_row {
    i64 deal;
    i32 handoff;
    bool accepted;
    i64 accept_by_ms, touch_by_ms; /* TIME_NONE: no clock */
};
i64 reader_handoffs(struct reader *r, i64 after_deal, i64 most, struct waiting_row *out);

struct person_row {
    u32 number;
    str name;
};
i64 reader_people(struct reader *r, struct arena *a, u32 after, i64 most, struct person_row *out);
str reader_person(struct reader *r, struct arena *a, u32 number);
/* The text of an edition as written; empty when there is none. */
str reader_standard(struct reader *r, struct arena *a, i32 edition);
MUST_CHECK bool reader_backup(struct reader *r, const char *path, struct err *e);
