/* follow_import.h - what imports told of deals and of the company, in the columns. An import adds
 * a deal's past as events like any others, one after the other, and says afterwards, with the
 * record that its source had, how many of them it was (workspace/import_write.c). */
#pragma once

#include "live/follow_parts.h"

/* Before an event of a deal (NULL: a new one) is taken: where it and the columns stand. */
void follow_note_row(struct follower *f, const struct event_row *row,
                     const struct followed_deal *deal);
/* KIND_DEAL_TOLD, KIND_DEAL_IMPORTED, KIND_DEAL_TAKEN_BACK of a deal that is known. */
void follow_deal_import(struct follower *f, const struct event_row *row, u32 number);
/* KIND_GOVERNANCE_TOLD, KIND_IMPORT_TAKEN_BACK. */
void follow_import(struct follower *f, const struct event_row *row);
