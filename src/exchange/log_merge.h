/* log_merge.h - the deals of all pieces of a log under one numbering, in order of first
 * sight in the file. Names are cut into shards by their hash; a shard is one thread's work,
 * and the numbers come from the order of pieces, so threads do not matter. */
#pragma once

#include "exchange/log_piece.h"

/* Numbers the deals and rewrites every piece's `deal` column. The ids, in `a`, in order of
 * their numbers. */
const str *log_merge_deals(struct arena *a, struct arena *scratch, struct log_piece *pieces,
                           i64 piece_count, i32 threads, i64 *deal_count);
