/* reader.h - what is in a workspace, for those who look. A reader sees one commit whole
 * from reader_begin to reader_end; without them each question sees the newest. Its texts
 * live in the arena given. When it fails it has failed for good: close it, open another. */
#pragma once

#include "workspace/search.h"
#include "workspace/workspace.h"

struct reader;
MUST_CHECK bool reader_open(struct reader **out, struct workspace *w, struct err *e);
void reader_close(struct reader *r);
bool reader_begin(struct reader *r);
void reader_end(struct reader *r);
bool reader_check(const struct reader *r, struct err *e);

/* False when there is no such deal, or the reader failed. */
bool reader_deal(struct reader *r, struct arena *a, i64 deal, struct deal_row *out);
bool reader_deal_by_reference(struct reader *r, struct arena *a, str reference,
                              struct deal_row *out);
/* What its events made of it, read from its rows. Its revision; 0: no such deal, or the reader
 * failed. */
i64 reader_state(struct reader *r, i64 deal, struct deal_state *out);

/* The fold up to the event `revision`; false: it cannot be read. */
bool reader_state_at(struct reader *r, struct arena scratch, i64 deal, i64 revision,
                     struct deal_state *out);
/* What becomes of a deal when its last migration is undone; false: it was not carried over. */
struct deal_undone {
    i64 migrated;    /* the event of the migration */
    i32 edition;     /* on which it is now */
    bool untouched;  /* nothing happened to it since */
    bool stays;      /* it moved since to where there is nothing before */
    i32 left_behind; /* acts since then which have no place on the edition before */
    struct deal_state state;
};
bool reader_undone(struct reader *r, struct arena scratch, i64 deal, i64 revision,
                   struct deal_undone *out);

/* Up to `most` deals of an edition with that outcome, after deal `after`. */
i64 reader_in_flight(struct reader *r, i32 edition, enum outcome outcome, i64 after, i64 most,
                     i64 *out);
/* How many open and won deals stand where. */
struct standing_row {
    i32 edition, stage;
    enum outcome outcome;
    i64 count;
};
i64 reader_standing(struct reader *r, i64 most, struct standing_row *out);
/* The last migration to (or, undoing, from) the edition. */
struct migration_row {
    i64 id;
    i32 edition;
    i64 undoes; /* the one that it undoes; 0: none */
    i64 began_ms;
    i64 last; /* the event that ended it; 0: under way */
    i64 moved;
};
bool reader_migration(struct reader *r, i32 edition, struct migration_row *out);

struct event_row {
    i64 sequence, deal;
    i64 recorded_ms;
    struct deal_event event; /* kind may be an enum workspace_kind; text: 1 when it had one */
    bool erased;             /* it had a text that was erased */
    u8 hash[HASH_BYTES];
    str text;
};
/* Up to `most` events of the deal before `before` (0: the newest), newest first. */
i64 reader_timeline(struct reader *r, struct arena *a, i64 deal, i64 before, i64 most,
                    struct event_row *out);
/* Up to `most` events after `after`, of all deals, oldest first. */
i64 reader_events(struct reader *r, struct arena *a, i64 after, i64 most, struct event_row *out);

/* The hash of the chain at an event; false when there is none. */
bool reader_hash(struct reader *r, i64 sequence, u8 out[HASH_BYTES]);

/* A page of deals (list.h), and how many there are when that is known (-1). */
i64 reader_list(struct reader *r, struct arena *a, const struct deal_filter *f, i64 most,
                struct deal_row *out, struct list_place *next);
i64 reader_count(struct reader *r, const struct deal_filter *f);

/* Words (search.h). */
i64 reader_search(struct reader *r, struct arena *a, str question, struct search_place *place,
                  i64 most, struct search_hit *out);
i64 reader_search_deals(struct reader *r, struct arena *a, str question, i64 out[SEARCH_DEALS_MAX],
                        bool *cut);
/* The event with this sequence; false when there is none. */
bool reader_event(struct reader *r, struct arena *a, i64 sequence, struct event_row *out);

/* What stands in one stage, in one currency. */
struct tally_row {
    str stage_id, currency;
    i64 deals, valued; /* those with an amount */
    i64 amount;
};
/* By stage, of one outcome; `owner` 0: everybody's. */
i64 reader_tally(struct reader *r, struct arena *a, enum outcome outcome, u32 owner, i64 most,
                 struct tally_row *out);

/* What the fields of a deal hold; the text of a text field as it was written. */
struct field_row {
    i32 field;
    i64 value;
    str text;
};
i64 reader_fields(struct reader *r, struct arena *a, i64 deal, i64 most, struct field_row *out);

/* A question that somebody keeps. */
struct view_row {
    i64 number, sequence;
    str text; /* as KIND_VIEW_SET */
};
/* Up to `most` after number `after`. */
i64 reader_views(struct reader *r, struct arena *a, i64 after, i64 most, struct view_row *out);

/* What waits, of one lane: for whom. */
struct queue_lane {
    enum due_whom whom;
    i64 person;
    str department;
    i64 not_owner; /* without the deals of this person; 0: with everybody's */
};
struct queue_place {
    i64 at_ms, deal, what, subject; /* rows rise by these */
};
struct queue_row {
    struct queue_place place; /* deal 0: about the workspace */
    enum due_state state;
};
/* Up to `most` rows of the lane after a place, due by `until_ms`; `what` -1: everything. From an
 * index, whatever the workspace holds. */
i64 reader_queue(struct reader *r, const struct queue_lane *lane, i32 what,
                 const struct queue_place *after, i64 until_ms, i64 most, struct queue_row *out);
/* How many, by enum due_what, and how many of them are late; counts up to `most` rows. */
void reader_queue_count(struct reader *r, const struct queue_lane *lane, i64 until_ms, i64 now_ms,
                        i64 most, i64 of[DUE_WHATS], i64 late[DUE_WHATS]);

/* How much waits on the deals of each owner, the latest first. Cost: a look at each row of a deal
 * that waits for its owner. */
struct waiting_owner {
    u32 person;
    i64 all, late;
};
i64 reader_waiting_owners(struct reader *r, i64 until_ms, i64 now_ms, i64 most,
                          struct waiting_owner *out);

/* A file that was kept. */
struct file_row {
    i64 bytes;
    str name;
};
enum { FILE_HASH_HEX = 64 };
bool reader_file(struct reader *r, struct arena *a, str hash, struct file_row *out);
/* What is in it; empty when it is not there, or not whole. */
str reader_file_content(struct reader *r, struct arena *a, str hash);

/* Who is trained on what: this edition itself; and whether it counts for an act judged by it. */
struct trained reader_trained(struct reader *r, u32 person, i32 edition);
bool reader_is_trained(struct reader *r, u32 person, i32 edition, i64 now_ms);
struct person_row {
    u32 number;
    str name;
};
i64 reader_people(struct reader *r, struct arena *a, u32 after, i64 most, struct person_row *out);
str reader_person(struct reader *r, struct arena *a, u32 number);
/* Webhooks that are set, after number `after`. */
struct webhook_row {
    i64 number, sequence; /* of the event that set it */
    i64 set_ms;
    i64 position, tries, next_ms;
    i64 delivered_ms; /* TIME_NONE: never */
    str text;         /* what it asks for, as JSON */
};
i64 reader_webhooks(struct reader *r, struct arena *a, i64 after, i64 most,
                    struct webhook_row *out);
/* What was tried, newest first, events before `before`. */
struct delivery_row {
    i64 sequence, tries, first_ms, last_ms, kind, deal;
    enum delivery_outcome outcome;
    i32 status;
    str ended;
    u8 hash[HASH_BYTES]; /* of the event */
};
i64 reader_deliveries(struct reader *r, struct arena *a, i64 webhook, i64 before, i64 most,
                      struct delivery_row *out);

/* The text of an edition as written; empty when there is none. */
str reader_standard(struct reader *r, struct arena *a, i32 edition);
MUST_CHECK bool reader_backup(struct reader *r, const char *path, struct err *e);
