/* follow_parts.h - what a follower keeps, between follow.c, which takes what happens here, and
 * follow_import.c, which takes what imports told. Nobody else looks inside. */
#pragma once

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
    i64 at_ms;
    bool shown, opened; /* were it of an import: an event of the source; the beginning */
};

struct follower {
    struct arena arena, deal_arena, run_arena, scratch;
    struct workspace *workspace;
    struct reader *reader; /* NULL: none, or the last one failed */
    struct growing *growing;
    struct followed_edition *edition[WORKSPACE_EDITIONS_MAX + 1];
    VEC(struct followed_deal) deals; /* by dense number */
    VEC(struct brought) brought;
    struct {
        i64 deal;
        VEC(struct taken_row) rows;
    } run;
    i64 sequence;
    u16 close_date, amount, owner, outcome[OUTCOME_COUNT];
};

/* The activity of a stage of an edition. */
u16 follow_stage(struct follower *f, struct followed_edition *x, u16 stage);
