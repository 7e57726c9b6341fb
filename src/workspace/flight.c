#include "workspace/flight.h"

enum { PAGE = 500 };

static i32 stage_of(const struct standard *s, str id)
{
    for (i32 i = 0; i < s->stages.n; i++)
        if (str_eq(s->stages.v[i].id, id))
            return i;
    return -1;
}

i64 flight_gather(struct reader *r, struct arena *a, const struct standard *s,
                  struct diff_deal **out)
{
    VEC(struct diff_deal) deals = {0};
    struct arena scratch;
    struct deal_filter f;
    arena_init(&scratch, 64 << 20);
    struct deal_row *rows = arena_array(&scratch, struct deal_row, PAGE);
    i64 mark = arena_mark(&scratch), n;
    deal_filter_init(&f);
    f.outcome = OUTCOME_OPEN;
    f.order = ORDER_ID;
    do {
        struct list_place next = {0};
        n = reader_list(r, &scratch, &f, PAGE, rows, &next);
        for (i64 i = 0; i < n && deals.n < FLIGHT_DEALS_MAX; i++) {
            i32 stage = stage_of(s, rows[i].stage_id);
            if (stage >= 0)
                *vec_push(a, &deals) = (struct diff_deal){stage, rows[i].owner};
        }
        f.after = next;
        arena_rewind(&scratch, mark);
    } while (f.after.there && deals.n < FLIGHT_DEALS_MAX);
    arena_release(&scratch);
    *out = deals.v ? deals.v : arena_new(a, struct diff_deal); /* none, but somebody looked */
    return deals.n;
}
