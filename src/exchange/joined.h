/* joined.h - the deals that were read, their histories and the tables beside them, put into
 * a history: which moment is the last one known, the order of stages, events, attributes. */
#pragma once

#include "exchange/changes.h"
#include "exchange/lookup.h"

struct joined_events {
    const struct sheet *sheet; /* our own events, beside a file of deals */
};

struct joined {
    struct arena *arena;
    struct import_report *report;
    const struct mapping *mapping;
    struct meaning *meaning;
    struct deal_rows *deals;
    struct changes *changes;
    struct dict owner_ids; /* of deals that name their owner beside his id */
    VEC(str) owner_names;
    struct lookup *lookups; /* lookup_count of them */
    i64 lookup_count;
    VEC(struct joined_events) event_sheets;
    i64 as_of_ms; /* what the person asked for, else TIME_NONE */
    bool as_of_asked;
};

/* The name of the seller behind an id that some table of sellers knows; else the id. */
str joined_owner(void *joined, str id);

/* Decides the moment up to which the data speak: asked for, else the last change of a
 * record, the last event, the last plausible close. */
void joined_find_as_of(struct joined *j);

/* Adds deals, attributes, events and stages. Deals created after a moment that was asked
 * for are rejected; those closed after it are open. */
void joined_add(struct joined *j, struct history_builder *b);
