/* store.h - what the files of this room share: the statements of the layout, an event as a
 * row of the chain, the fold of a deal, its rows, editions. All of it works on any
 * connection, so that the writer, a reader and `etalon verify` use the same code. */
#pragma once

#include "workspace/search.h"
#include "workspace/statements.h"
#include "workspace/workspace.h"

/* --- the chain ---------------------------------------------------------------------------- */

enum { SALT_BYTES = 16, EVENT_FORM = 1 };
/* A row of `event`. */
struct record {
    i64 sequence, deal, before;
    i64 kind, form, subject, value, occurred_ms, lag_ms, actor, role;
    u8 hash[HASH_BYTES];
    bool has_text; /* salt and text_hash mean something */
    bool erased;   /* …and the text is gone, with its salt */
    u8 salt[SALT_BYTES], text_hash[HASH_BYTES];
    str text;
};

/* The hash that `r` must have after one with the hash `before`. */
void record_hash(struct sha256 *h, const u8 before[HASH_BYTES], const struct record *r,
                 u8 out[HASH_BYTES]);
void record_text_hash(struct sha256 *h, const struct record *r, u8 out[HASH_BYTES]);
/* Text and hashes are views into the row, until the next step. False: a column is not what
 * it must be. */
bool record_read(const struct statement *s, struct record *r);
void record_put(struct storage *db, const struct record *r);
struct deal_event record_event(const struct record *r);

/* --- a deal folded ------------------------------------------------------------------------ */

struct folded {
    i64 deal, revision, events;
    i64 effective; /* the event after which it is as it is: revision, but for what was taken back */
    i64 acted;     /* the last event that no clock made */
    i64 named, referred; /* events with its name and its reference; 0: none */
    i64 alarm_ms;        /* of who keeps it: no clock runs out before; 0: not known */
    struct clocks clocks;
    i64 migrated;    /* the first EVENT_MIGRATED of its last migration that holds; 0: none */
    i64 last_hop;    /* its last EVENT_MIGRATED: one for each version on the way */
    bool migrating;  /* nobody has acted since */
    i32 left_behind; /* acts after a migration that was undone which have no place now… */
    bool lost_move;  /* …one of them a move or an end */
    struct deal_state state;
    i64 field_event[STANDARD_FIELDS_MAX]; /* only where state.set says so */
};
struct edition;
/* The editions that events speak of, by number. */
struct editions {
    struct edition *const *v; /* from 1 */
    i32 n;
};
void folded_clear(struct folded *f, i64 deal);
/* One event more. A KIND_DEAL_RESTORED wants all of them: folded_load. */
void folded_apply(struct folded *f, const struct record *r, struct editions editions);
/* The fold of the events of `deal` as they stand in `db`; revision 0: no such deal. False
 * when the database failed or its events do not hang together. A migration that was undone
 * never was: what happened since is read in numbers of the edition before. */
MUST_CHECK bool folded_load(struct folded *f, struct storage *db, i64 deal, i64 revision,
                            struct editions editions, struct arena scratch, struct err *e);
/* The same as if its last migration were undone now; false too when there is none. */
MUST_CHECK bool folded_load_undone(struct folded *f, struct storage *db, i64 deal, i64 revision,
                                   struct editions editions, struct arena scratch, struct err *e);

/* --- rows made from a fold ---------------------------------------------------------------- */

struct milestone_row {
    bool there, reached, ever_reached;
    i64 confirmed, waived, fresh_ms, waived_until_ms, excused, excused_until_ms;
};
struct milestone_row milestone_row(const struct deal_state *s, i32 m);
struct bits milestones_shown(const struct deal_state *s); /* those with a row */
struct handoff_row {
    i64 standing, accept_by_ms, touch_by_ms;
};
struct handoff_row handoff_row(const struct deal_state *s, i32 h);
/* By what a deal is ordered and counted, under the rules of its edition. */
struct deal_keys {
    str stage_id, currency;
    i64 amount;    /* LIST_AMOUNT_NONE */
    i64 close_day; /* TIME_NONE */
};
struct deal_keys deal_keys(const struct rules *rules, const struct deal_state *s);
/* A row of DEAL_LISTED; its texts are copied into `a`. */
void deal_row_take(const struct statement *s, struct arena *a, struct deal_row *out);
/* Counts the deal where it is now and not where it was. */
void project_tally(struct storage *db, const struct folded *before, const struct deal_keys *was,
                   const struct folded *after, const struct deal_keys *is);
/* A deal before and after, with the rules of the edition it was on (NULL: there was none). */
struct projecting {
    const struct folded *before, *after;
    const struct rules *rules_before, *rules_after;
    i64 *alarm_ms; /* of who keeps `after`: no clock of it runs out before; may be NULL */
};
/* Writes the rows in which `after` differs from `before` (revision 0: there are none); takes
 * them out when the deal never was. */
void project_deal(struct storage *db, const struct projecting *p, struct arena scratch);
/* The state from those rows: what a fold of its events would give, at a cost that does not grow
 * with them. Its revision; 0: no such deal, or the database failed. In a transaction. */
i64 state_load(struct storage *db, i64 deal, struct deal_state *out);
/* The connection of a reader, for the files of this room that ask their own questions. */
struct reader;
struct storage *reader_database(struct reader *r);
/* The text of an event, "" when it has none (any more). A view until its next use. */
str project_text(struct storage *db, i64 sequence);
/* TIME_NONE is NULL. */
void bind_moment(struct statement *s, i32 place, i64 ms);
i64 column_moment(const struct statement *s, i32 column);

/* --- the indexes of words -------------------------------------------------------------------- */

/* Of an event that is about to be appended to the deal as it stands in `f`: its text goes in, and
 * what it takes the place of, or takes back, goes out. */
void search_follow(struct storage *db, const struct folded *f, const struct record *r,
                   struct arena scratch);
/* After a deal went back: names, references and fields that stand (again). With SQL_SEARCH_PUT
 * they go in, with SQL_SEARCH_DROP out, each once; how many. */
i64 search_standing(struct storage *db, i32 slot, const struct folded *f, struct arena scratch);
/* The same of one event; whoever erases its text takes it out first. False: it has no words. */
bool search_change(struct storage *db, i32 slot, i64 sequence, struct arena scratch);
/* A text that stands for good, unless its deal goes back behind it. */
bool search_is_note(const struct record *r);
bool search_put(struct storage *db, i32 slot, const struct record *r);
/* Takes out the notes between a KIND_DEAL_TAKEN_BACK and where it goes back to. */
i64 search_take_back(struct storage *db, i32 slot, const struct record *taken,
                     struct arena scratch);
/* For verify: an index in memory, filled by search_put with SQL_VERIFY_SEARCH_PUT, and whether
 * the one in the file is the same. */
bool search_again_begin(struct storage *db);
bool search_again_same(struct storage *db);
/* --- who is trained, what was reviewed: training.c -------------------------------------------- */

struct trained training_row(struct storage *db, u32 person, i32 edition);
/* Whether the person is trained on the edition, or on a later one of its process. */
bool training_holds(struct storage *db, struct editions editions, u32 person, i32 edition,
                    i64 now_ms);

/* --- editions ----------------------------------------------------------------------------- */

struct edition {
    str zone;               /* the file of its calendar's zone; empty: UTC */
    u32 reverted, on_trial; /* by a verdict; a trial of it runs: others read them */
    struct edition *before; /* the one that it follows, NULL: none */
    struct carry carry;     /* …and how deals get here from it */
    struct standard standard;
    struct rules rules;
    i64 sequence;
    u8 hash[HASH_BYTES];
};
/* Reads, checks and compiles the text; everything lives in `a`. NULL with every problem in
 * `d`, or with `e` when the zone of its calendar is not to be had. */
struct edition *edition_make(struct arena *a, const struct platform *p, str text, i32 number,
                             struct diags *d, struct err *e);
/* Gives it its version when its author left that open, and finds the edition before it among
 * those published. False when there is one of the same process that is as new (*old), or, with
 * every problem in `d`, when it does not say where things went. */
MUST_CHECK bool edition_link(struct edition *edition, struct editions published, struct arena *a,
                             struct diags *d, bool *old);
/* Whether deals get from `from` to `to`, by one version after the other. */
bool edition_leads(const struct edition *from, const struct edition *to);
/* The next one on the way from `from` to `to`. */
const struct edition *edition_next(const struct edition *from, const struct edition *to);
/* Where a deal on `from` would stand on `to`, its state there in *s. */
enum carry_trouble edition_carry(const struct edition *from, const struct edition *to,
                                 struct deal_state *s, i64 now_ms);
void edition_put(struct storage *db, const struct edition *edition);
/* The rows of an edition one after the other: what, number, id. False after the last. */
bool edition_part(const struct standard *s, i32 i, const char **what, i32 *number, str *id);
