/* kind.h - the kinds of events of a workspace, and how their numbers carry what they say. Kept in
 * files for ever: only ever added. */
#pragma once

#include "deal/clock.h"

/* Kinds of events beside those of deal/event.h; only ever added. */
enum workspace_kind {
    KIND_FOUNDED = 128,  /* – · – · its name */
    KIND_PUBLISHED,      /* – · edition · the standard as written */
    KIND_PERSON_NAMED,   /* – · the person's number · name */
    KIND_DEAL_NAMED,     /* – · – · name */
    KIND_DEAL_REFERENCE, /* – · – · its id elsewhere */
    /* deals in flight go to another edition: migrate.c */
    KIND_MIGRATION_BEGUN = 140, /* – · edition; until it is done, EVENT_MIGRATED are of it */
    KIND_UNDO_BEGUN,            /* – · sequence of the KIND_MIGRATION_BEGUN that is undone */
    KIND_MIGRATION_DONE,        /* – · sequence of what began */
    KIND_DEAL_RESTORED,         /* stage · the EVENT_MIGRATED that never was, and the edition:
                                   restored_value */
    KIND_TRAINED,               /* – · person × 2^16 + edition; the actor says so */
    KIND_FILE_KEPT = 145,       /* – · bytes · SHA-256 in hexadecimal, a space, its name */
    KIND_REVIEWED = 147,        /* – · edition, which stays in force · what was found */
    KIND_PERSON_PLACED = 146,   /* 1: works with deals · the person · their department */
    KIND_VIEW_SET = 150,        /* – · its number · a question that is kept, as JSON */
    KIND_VIEW_ENDED,            /* – · its number */

    /* imports (import.h), each known by the sequence of its first event */
    KIND_IMPORT_BEGUN = 170, /* – · – · what is read, as JSON */
    KIND_IMPORT_ENDED,       /* – · the import · what became of its deals, as JSON */
    KIND_IMPORT_TAKEN_BACK,  /* – · the import · the same */
    KIND_DEAL_IMPORTED,   /* events of the deal in it, this one included · the import · record */
    KIND_DEAL_TOLD,       /* told_subject · value · what else an export tells of the deal */
    KIND_GOVERNANCE_TOLD, /* governance_kind · version · the import, who, department, as JSON */
    KIND_DEAL_TAKEN_BACK, /* – · it is again as after this event of its, 0: it never was */

    /* proposals (proposal.h), each known by its number; value: number, or proposal_value */
    KIND_PROPOSAL_SAID = 190, /* – · number · what it is, as JSON; the first one makes it */
    KIND_PROPOSAL_DRAFT,      /* – · number · the standard as it would be */
    KIND_PROPOSAL_COMMENT,    /* – · number · text */
    KIND_PROPOSAL_APPROVED,   /* 1, 0: objected to · number · department, hash and why, as JSON */
    KIND_PROPOSAL_WITHDRAWN,  /* – · number · why */
    KIND_PROPOSAL_PUBLISHED,  /* enum proposal_way · number and edition · of a trial: as JSON */
    KIND_VERDICT,        /* enum verdict_word · number and edition · why and effect, as JSON */
    KIND_TRIAL_ASSIGNED, /* assigned_subject · number × 2 + 1: the new version */
    KIND_DECIDED,        /* – · edition · what a review decided */

    KIND_WEBHOOK_SET = 180, /* – · its number · what it asks for, as JSON, its secret sealed */
    KIND_WEBHOOK_ENDED,     /* – · its number */

    /* A clock ran out, at the moment at which it occurred: one kind for each enum due_what.
     * Stage, hand-off or milestone · – · –; of a training – · as KIND_TRAINED, of a review – · the
     * edition */
    KIND_CLOCK = 160,
    KIND_CLOCK_END = KIND_CLOCK + DUE_CLOCKS,
};

/* "founded": a stable word for programs, of a deal's kinds too; "" for none. */
const char *workspace_kind_id(i64 kind);
static inline bool kind_is_clock(i64 kind)
{
    return kind >= KIND_CLOCK && kind < KIND_CLOCK_END;
}

/* Of a training among what is due: its subject. */
static inline i64 training_subject(i64 person, i32 edition)
{
    return person << 13 | edition;
}
static inline i64 training_person(i64 subject)
{
    return subject >> 13;
}
static inline i32 training_edition(i64 subject)
{
    return (i32)(subject & 0x1FFF);
}

/* Of a KIND_DEAL_RESTORED: what it undoes, and the edition on which the deal is again. */
static inline i64 restored_value(i64 migrated, i32 edition)
{
    return migrated << 13 | edition;
}
static inline i64 restored_migrated(i64 value)
{
    return value >> 13;
}
static inline i32 restored_edition(i64 value)
{
    return (i32)(value & 0x1FFF);
}
