/* follow_parts.h - what a follower keeps, between follow.c, which takes what happens here, and
 * follow_import.c, which takes what imports told, follow_people.c and follow_undo.c. Nobody else
 * looks inside. */
#pragma once

#include "deal/training.h"
#include "live/follow.h"
#include "workspace/import_acts.h"
#include "workspace/import_facts.h"
#include "workspace/reader.h"

enum {
    NO_ACTIVITY = HISTORY_ACTIVITIES_MAX,
    ABOUT_MILESTONE = ACTIVITY_OBJECTED + 1, /* kinds up to it */
};

/* What the numbers of an edition are in the history; filled as they are met. */
struct followed_edition {
    const struct rules *rules;
    u16 stage[STANDARD_STAGES_MAX];
    u16 milestone[STANDARD_MILESTONES_MAX][ABOUT_MILESTONE];
    i32 amount; /* the field with the amount, -1: none */
};

/* What must be known of a deal to understand its next event. */
struct followed_deal {
    u32 owner;
    u16 edition;
    u16 stage; /* activity */
    u8 outcome;
    bool gone;   /* the import that brought it was taken back */
    u32 brought; /* the last import of it + 1, into `brought` */
    u32 moved;   /* the last migration of it + 1, into `moves` */
};

/* A deal was carried over: what it was before. */
struct followed_move {
    i64 sequence, last_hop; /* one migration may go over several editions */
    struct growing_place from;
    struct followed_deal before;
};

struct followed_training {
    u32 person;
    i32 edition;
    struct trained trained;
};

/* What one import told of one deal. */
struct brought {
    i64 import;
    struct growing_place from, to;
    struct followed_deal before;
};

/* A row that was just taken; those of one deal that follow each other are kept. */
struct taken_row {
    struct growing_place before;
    struct followed_deal deal; /* as it was */
    i64 person;                /* the new owner, of EVENT_OWNER_SET */
    i64 at_ms, recorded_ms;
    str word; /* what its source calls it; empty: as everybody does */
    u8 kind;
    bool shown, opened; /* were it of an import: an event of the source; the beginning */
};

struct follower {
    struct arena arena, deal_arena, run_arena, word_arena, scratch;
    struct workspace *workspace;
    struct reader *reader; /* NULL: none, or the last one failed */
    bool whole;            /* …it is the caller's */
    struct growing *growing;
    struct followed_edition *edition[WORKSPACE_EDITIONS_MAX + 1];
    VEC(struct followed_deal) deals; /* by dense number */
    VEC(struct brought) brought;
    VEC(struct followed_move) moves;
    VEC(struct followed_training) trainings;
    struct dict names; /* of people, all they ever had */
    VEC(i64) named;    /* by name: whose */
    str newest_import;
    i64 lived_ms;
    i32 newest_edition; /* that a deal began on */
    struct {
        i64 deal;
        VEC(struct taken_row) rows;
    } run;
    i64 sequence;
    u16 close_date, amount, owner, outcome[OUTCOME_COUNT];
};

/* The activity of a stage of an edition. */
u16 follow_stage(struct follower *f, struct followed_edition *x, u16 stage);
/* An event of a deal that is known, in numbers of the edition it is on. */
void follow_event(struct follower *f, const struct event_row *row, u32 number);

/* follow_undo.c. Before EVENT_MIGRATED is taken: it may be undone. KIND_DEAL_RESTORED: it was;
 * false when nobody knows of it. */
void follow_note_move(struct follower *f, const struct event_row *row, u32 number);
bool follow_restored(struct follower *f, const struct event_row *row, u32 number);

/* follow_people.c: KIND_PERSON_NAMED, KIND_PERSON_PLACED, KIND_TRAINED. */
void follow_person(struct follower *f, const struct event_row *row);
i64 follow_person_called(const struct follower *f, str name); /* 0: nobody */
