/* What lists are ordered by and boards count, made from a fold. */
#include "base/plain.h"
#include "workspace/store.h"

/* A standard's amount: its field of that name, else its first amount of money; -1: none. */
static i32 amount_field(const struct standard *s)
{
    i32 first = -1;
    for (i32 i = 0; i < s->fields.n; i++) {
        if (s->fields.v[i].type != FIELD_MONEY)
            continue;
        if (str_eq(s->fields.v[i].id, S("amount")))
            return i;
        if (first < 0)
            first = i;
    }
    return first;
}

struct deal_keys deal_keys(const struct rules *rules, const struct deal_state *s)
{
    if (!rules)
        return (struct deal_keys){.amount = LIST_AMOUNT_NONE};
    const struct standard *standard = rules->standard;
    i32 field = amount_field(standard);
    return (struct deal_keys){
        .stage_id = s->stage < standard->stages.n ? standard->stages.v[s->stage].id : (str){0},
        .currency = standard->currency,
        .amount = field >= 0 && field_set_has(&s->set, field) ? s->value[field] : LIST_AMOUNT_NONE,
        .close_day = s->close_day_known ? s->close_day : TIME_NONE,
    };
}

i64 tally_amount(i64 amount)
{
    return amount == LIST_AMOUNT_NONE ? 0
                                      : i64_max(-LIST_AMOUNT_MAX, i64_min(amount, LIST_AMOUNT_MAX));
}

static void add(struct storage *db, const struct deal_state *s, const struct deal_keys *k, i64 sign)
{
    struct statement *q = storage_use(db, SQL_TALLY_ADD);
    bind_i64(q, 1, s->outcome);
    bind_i64(q, 2, s->owner);
    bind_str(q, 3, k->stage_id);
    bind_str(q, 4, k->currency);
    bind_i64(q, 5, sign);
    bind_i64(q, 6, k->amount == LIST_AMOUNT_NONE ? 0 : sign);
    bind_i64(q, 7, sign * tally_amount(k->amount));
    statement_run(q);
    if (sign > 0)
        return;
    q = storage_use(db, SQL_TALLY_DROP);
    bind_i64(q, 1, s->outcome);
    bind_i64(q, 2, s->owner);
    bind_str(q, 3, k->stage_id);
    bind_str(q, 4, k->currency);
    statement_run(q);
}

void project_tally(struct storage *db, const struct folded *before, const struct deal_keys *was,
                   const struct folded *after, const struct deal_keys *is)
{
    const struct deal_state *a = &before->state, *b = &after->state;
    bool same = before->revision && a->outcome == b->outcome && a->owner == b->owner &&
                was->amount == is->amount && str_eq(was->stage_id, is->stage_id) &&
                str_eq(was->currency, is->currency);
    if (same)
        return;
    if (b->opened)
        add(db, b, is, 1);
    if (before->revision)
        add(db, a, was, -1);
}
