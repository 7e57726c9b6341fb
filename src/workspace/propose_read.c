/* Proposals and trials for those who look. */
#include <math.h>

#include "revise/effect.h"
#include "workspace/proposal.h"
#include "workspace/reader.h"

enum { SELLERS_MAX = 1 << 20 }; /* numbers of people are dense; what is beyond shares a place */

static void take(const struct record *r, struct arena *a, struct event_row *out)
{
    *out = (struct event_row){.sequence = r->sequence,
                              .deal = r->deal,
                              .recorded_ms = r->occurred_ms + r->lag_ms,
                              .event = record_event(r),
                              .erased = r->erased,
                              .text = str_dup(a, r->text)};
}

bool reader_proposal(struct reader *r, struct arena *a, i64 number, struct proposal *out)
{
    struct record record;
    struct statement *s = storage_use(reader_database(r), SQL_PROPOSAL_EVENTS);
    *out = (struct proposal){0};
    bind_i64(s, 1, number);
    while (number > 0 && statement_next(s) && record_read(s, &record)) {
        struct event_row e;
        take(&record, a, &e);
        proposal_apply(out, a, &e);
    }
    statement_reset(s);
    return out->number > 0;
}

i64 reader_proposals(struct reader *r, i64 most, i64 *out)
{
    i64 n = 0;
    struct statement *s = storage_use(reader_database(r), SQL_PROPOSALS);
    while (n < most && statement_next(s))
        out[n++] = column_i64(s, 0);
    statement_reset(s);
    return n;
}

i64 reader_decisions(struct reader *r, struct arena *a, i64 most, struct event_row *out)
{
    i64 n = 0;
    struct record record;
    struct statement *s = storage_use(reader_database(r), SQL_PROPOSAL_EVENTS);
    bind_i64(s, 1, 0);
    while (statement_next(s) && record_read(s, &record)) {
        if (n == most) /* the oldest goes */
            for (i64 i = 0; i + 1 < n; i++)
                out[i] = out[i + 1];
        n -= n == most;
        take(&record, a, &out[n++]);
    }
    statement_reset(s);
    for (i64 i = 0; i < n / 2; i++) {
        struct event_row swap = out[i];
        out[i] = out[n - 1 - i];
        out[n - 1 - i] = swap;
    }
    return n;
}

i64 reader_effect_deals(struct reader *r, struct arena *a, i32 edition, i32 before, i64 proposal,
                        i64 horizon_days, struct effect_deal **out)
{
    VEC(struct effect_deal) v = {0};
    struct migration_row m = {0};
    bool moved = reader_migration(r, edition, &m) && !m.undoes;
    i64 from = moved ? m.began_ms - horizon_days * MS_PER_DAY : INT64_MAX;
    struct statement *s = storage_use(reader_database(r), SQL_EFFECT_DEALS);
    bind_i64(s, 1, edition);
    bind_i64(s, 2, before);
    bind_i64(s, 3, proposal);
    while (statement_next(s)) {
        i64 entered = column_i64(s, 0);
        bool now = column_i64(s, 4) == edition, given = !column_is_null(s, 5);
        enum outcome outcome = (enum outcome)column_i64(s, 2);
        *vec_push(a, &v) = (struct effect_deal){
            .entered_ms = entered,
            .closed_ms = column_moment(s, 1),
            .closed = outcome != OUTCOME_OPEN,
            .won = outcome == OUTCOME_WON,
            .now = now,
            .migrated = !now && moved && entered >= from && entered < m.began_ms,
            .seller = (u32)(column_i64(s, 3) % SELLERS_MAX),
            .chance = given ? (f64)column_i64(s, 6) / 1000 : NAN,
            .order = given ? column_i64(s, 5) : -1,
        };
    }
    statement_reset(s);
    *out = v.v;
    return v.n;
}

/* --- for a review ------------------------------------------------------------------------------
 */

i64 reader_ended(struct reader *r, struct arena *a, bool won, i64 since_ms, i64 most,
                 struct deal_row *out)
{
    i64 n = 0;
    struct statement *s = storage_use(reader_database(r), won ? SQL_REVIEW_WON : SQL_REVIEW_LOST);
    bind_i64(s, 1, since_ms);
    bind_i64(s, 2, most);
    while (n < most && statement_next(s))
        deal_row_take(s, a, &out[n++]);
    statement_reset(s);
    return n;
}

static i64 recorded_ms(struct reader *r, i64 sequence)
{
    struct record record;
    i64 at = INT64_MAX;
    struct statement *s = storage_use(reader_database(r), SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    if (statement_next(s) && record_read(s, &record))
        at = record.occurred_ms + record.lag_ms;
    statement_reset(s);
    return at;
}

i64 reader_sequence_at(struct reader *r, i64 at_ms)
{
    struct record last = {0};
    struct statement *s = storage_use(reader_database(r), SQL_EVENT_LAST);
    if (!statement_next(s) || !record_read(s, &last))
        last.sequence = 0;
    statement_reset(s);
    i64 low = 0, high = last.sequence + 1; /* they were recorded in this order */
    while (high - low > 1) {
        i64 middle = low + (high - low) / 2;
        if (recorded_ms(r, middle) < at_ms)
            low = middle;
        else
            high = middle;
    }
    return low;
}

i64 reader_happened(struct reader *r, i64 after, i64 last, i64 most, struct happened_row *out)
{
    i64 n = 0;
    struct statement *s = storage_use(reader_database(r), SQL_REVIEW_COUNTS);
    bind_i64(s, 1, after);
    bind_i64(s, 2, last);
    while (n < most && statement_next(s))
        out[n++] = (struct happened_row){(enum event_kind)column_i64(s, 0), (i32)column_i64(s, 1),
                                         (i32)column_i64(s, 2), column_i64(s, 3)};
    statement_reset(s);
    return n;
}
