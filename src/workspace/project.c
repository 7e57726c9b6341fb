#include "base/plain.h"
#include "workspace/due.h"
#include "workspace/store.h"

void bind_moment(struct statement *s, i32 place, i64 ms)
{
    if (ms == TIME_NONE)
        bind_null(s, place);
    else
        bind_i64(s, place, ms);
}

i64 column_moment(const struct statement *s, i32 column)
{
    return column_is_null(s, column) ? TIME_NONE : column_i64(s, column);
}

str project_text(struct storage *db, i64 sequence)
{
    if (sequence == 0)
        return (str){0};
    struct statement *s = storage_use(db, SQL_EVENT_GET);
    bind_i64(s, 1, sequence);
    return statement_next(s) ? column_str(s, 14) : (str){0};
}

static void bind_word(struct statement *q, i32 place, str word)
{
    if (word.n)
        bind_str(q, place, word);
    else
        bind_null(q, place);
}

static void bind_deal(struct statement *q, const struct folded *f)
{
    const struct deal_state *s = &f->state;
    const i64 numbers[] = {f->revision, f->events,   s->version, event_ending(s->ending),
                           s->parked,   s->opened_ms};
    const i64 counts[] = {s->count.stage_entries, s->count.moves_back, s->count.close_day_changes,
                          s->count.revoked,       s->count.waivers,    s->count.objections,
                          s->count.refusals,      s->count.closes,     s->count.reopens};
    bind_i64(q, 1, f->deal);
    for (i32 i = 0; i < LENGTH(numbers); i++)
        bind_i64(q, 2 + i, numbers[i]);
    bind_moment(q, 8, deal_is_closed(s) ? s->closed_ms : TIME_NONE);
    bind_moment(q, 9, s->parked ? s->parked_until_ms : TIME_NONE);
    for (i32 i = 0; i < LENGTH(counts); i++)
        bind_i64(q, 10 + i, counts[i]);
}

/* Most acts change none of the columns that an index has, or only the amount: SQLite would
 * write those of all indexes anew. */
static bool same_in_indexes(const struct folded *a, const struct deal_keys *was,
                            const struct folded *b, const struct deal_keys *is)
{
    return a->revision != 0 && a->named == b->named && a->referred == b->referred &&
           a->state.outcome == b->state.outcome && a->state.stage == b->state.stage &&
           a->state.stage_entered_ms == b->state.stage_entered_ms &&
           a->state.owner == b->state.owner && was->close_day == is->close_day &&
           a->state.version == b->state.version && str_eq(was->stage_id, is->stage_id);
}

static void bind_indexed(struct storage *db, struct statement *q, const struct folded *f,
                         const struct deal_keys *is, struct arena scratch)
{
    str name = str_dup(&scratch, project_text(db, f->named));
    str reference = str_dup(&scratch, project_text(db, f->referred));
    str key = str_plain(&scratch, name, LIST_NAME_MAX);
    bind_i64(q, 20, f->state.outcome);
    bind_i64(q, 21, f->state.stage);
    bind_str(q, 22, is->stage_id);
    bind_i64(q, 23, f->state.stage_entered_ms);
    bind_i64(q, 24, f->state.owner);
    bind_i64(q, 25, is->close_day);
    bind_word(q, 26, name);
    bind_str(q, 27, key);
    bind_word(q, 28, reference);
    statement_run(q);
}

static void put_deal(struct storage *db, const struct projecting *p, const struct deal_keys *was,
                     const struct deal_keys *is, struct arena scratch)
{
    bool same = same_in_indexes(p->before, was, p->after, is);
    bool touch = same && was->amount == is->amount;
    struct statement *q = storage_use(db, touch  ? SQL_DEAL_TOUCH
                                          : same ? SQL_DEAL_AMOUNT
                                                 : SQL_DEAL_PUT);
    bind_deal(q, p->after);
    if (!touch)
        bind_i64(q, 19, is->amount);
    if (same)
        statement_run(q);
    else
        bind_indexed(db, q, p->after, is, scratch);
}

struct milestone_row milestone_row(const struct deal_state *s, i32 m)
{
    struct milestone_row row = {
        .reached = bits_has(s->reached, m),
        .ever_reached = bits_has(s->ever_reached, m),
        .fresh_ms = TIME_NONE,
        .waived_until_ms = TIME_NONE,
        .excused = bits_has(s->grandfathered, m) | bits_has(s->catching_up, m) << 1,
        .excused_until_ms = TIME_NONE,
    };
    bool waived = bits_has(s->waived, m);
    row.there = row.reached || row.ever_reached || waived || row.excused;
    if (row.excused & 2)
        row.excused_until_ms = s->fresh_ms[m];
    row.confirmed = bits_has(s->confirmed_by_peer, m) | bits_has(s->confirmed_by_manager, m) << 1;
    if (row.reached)
        row.fresh_ms = s->fresh_ms[m];
    if (waived) {
        row.waived =
            1 | bits_has(s->waived_by_peer, m) << 1 | bits_has(s->waived_by_manager, m) << 2;
        row.waived_until_ms = s->waived_until_ms[m];
    }
    return row;
}

struct bits milestones_shown(const struct deal_state *s)
{
    struct bits excused = bits_or(s->grandfathered, s->catching_up);
    return bits_or(bits_or(s->reached, s->ever_reached), bits_or(s->waived, excused));
}

static bool milestone_same(const struct milestone_row *a, const struct milestone_row *b)
{
    return a->there == b->there && a->reached == b->reached && a->ever_reached == b->ever_reached &&
           a->confirmed == b->confirmed && a->waived == b->waived && a->fresh_ms == b->fresh_ms &&
           a->waived_until_ms == b->waived_until_ms && a->excused == b->excused &&
           a->excused_until_ms == b->excused_until_ms;
}

static void put_milestone(struct storage *db, i64 deal, i32 m, const struct milestone_row *row)
{
    struct statement *q = storage_use(db, row->there ? SQL_MILESTONE_PUT : SQL_MILESTONE_DROP);
    bind_i64(q, 1, deal);
    bind_i64(q, 2, m);
    if (row->there) {
        bind_i64(q, 3, row->reached);
        bind_i64(q, 4, row->ever_reached);
        bind_moment(q, 5, row->fresh_ms);
        bind_i64(q, 6, row->confirmed);
        bind_i64(q, 7, row->waived);
        bind_moment(q, 8, row->waived_until_ms);
        bind_i64(q, 9, row->excused);
        bind_moment(q, 10, row->excused_until_ms);
    }
    statement_run(q);
}

static void project_milestones(struct storage *db, const struct folded *before,
                               const struct folded *after)
{
    struct bits any = bits_or(milestones_shown(&before->state), milestones_shown(&after->state));
    for (i32 m = bits_take(&any); m >= 0; m = bits_take(&any)) {
        struct milestone_row was = milestone_row(&before->state, m);
        struct milestone_row is = milestone_row(&after->state, m);
        if (!milestone_same(&was, &is))
            put_milestone(db, after->deal, m, &is);
    }
}

static void project_fields(struct storage *db, const struct folded *before,
                           const struct folded *after)
{
    const struct field_set *was = &before->state.set, *is = &after->state.set;
    struct field_set gone = field_set_minus(was, is), now = *is;
    for (i32 i = field_set_take(&gone); i >= 0; i = field_set_take(&gone)) {
        struct statement *q = storage_use(db, SQL_FIELD_DROP);
        bind_i64(q, 1, after->deal);
        bind_i64(q, 2, i);
        statement_run(q);
    }
    for (i32 i = field_set_take(&now); i >= 0; i = field_set_take(&now)) {
        if (field_set_has(was, i) && before->field_event[i] == after->field_event[i] &&
            before->state.value[i] == after->state.value[i])
            continue;
        struct statement *q = storage_use(db, SQL_FIELD_PUT);
        bind_i64(q, 1, after->deal);
        bind_i64(q, 2, i);
        bind_i64(q, 3, after->state.value[i]);
        bind_i64(q, 4, after->field_event[i]);
        statement_run(q);
    }
}

struct handoff_row handoff_row(const struct deal_state *s, i32 h)
{
    u64 bit = 1ull << h;
    struct handoff_row row = {
        .standing = (s->handoff_offered & bit ? 1 : 0) | (s->handoff_accepted & bit ? 2 : 0) |
                    (s->handoff_touched & bit ? 4 : 0) | (s->handoff_returned & bit ? 8 : 0),
        .accept_by_ms = TIME_NONE,
        .touch_by_ms = TIME_NONE,
    };
    if (row.standing & 1)
        row.accept_by_ms = s->accept_by_ms[h];
    if (row.standing & 2)
        row.touch_by_ms = s->touch_by_ms[h];
    return row;
}

static u64 handoffs_of(const struct deal_state *s)
{
    return s->handoff_offered | s->handoff_accepted | s->handoff_touched | s->handoff_returned;
}

static void project_handoffs(struct storage *db, const struct folded *before,
                             const struct folded *after)
{
    for (u64 any = handoffs_of(&before->state) | handoffs_of(&after->state); any; any &= any - 1) {
        i32 h = __builtin_ctzll(any);
        struct handoff_row was = handoff_row(&before->state, h);
        struct handoff_row is = handoff_row(&after->state, h);
        if (was.standing == is.standing && was.accept_by_ms == is.accept_by_ms &&
            was.touch_by_ms == is.touch_by_ms)
            continue;
        struct statement *q = storage_use(db, is.standing ? SQL_HANDOFF_PUT : SQL_HANDOFF_DROP);
        bind_i64(q, 1, after->deal);
        bind_i64(q, 2, h);
        if (is.standing) {
            bind_i64(q, 3, is.standing);
            bind_moment(q, 4, is.accept_by_ms);
            bind_moment(q, 5, is.touch_by_ms);
        }
        statement_run(q);
    }
}

/* An import that was taken back: the deal never was, and its reference is free. */
static void drop_deal(struct storage *db, i64 deal)
{
    static const i32 slots[] = {SQL_DEAL_DROP, SQL_MILESTONES_DROP, SQL_FIELDS_DROP,
                                SQL_HANDOFFS_DROP};
    for (i32 i = 0; i < LENGTH(slots); i++) {
        struct statement *q = storage_use(db, slots[i]);
        bind_i64(q, 1, deal);
        statement_run(q);
    }
}

void project_deal(struct storage *db, const struct projecting *p, struct arena scratch)
{
    struct deal_keys was = deal_keys(p->rules_before, &p->before->state);
    struct deal_keys is = deal_keys(p->rules_after, &p->after->state);
    project_tally(db, p->before, &was, p->after, &is);
    if (!p->after->state.opened) {
        drop_deal(db, p->after->deal);
        project_dues(db, p);
        return;
    }
    put_deal(db, p, &was, &is, scratch);
    project_milestones(db, p->before, p->after);
    project_fields(db, p->before, p->after);
    project_handoffs(db, p->before, p->after);
    project_dues(db, p);
}

/* --- and back ----------------------------------------------------------------------------- */

static void take_counts(const struct statement *q, struct deal_state *s)
{
    i32 *const to[] = {&s->count.stage_entries, &s->count.moves_back, &s->count.close_day_changes,
                       &s->count.revoked,       &s->count.waivers,    &s->count.objections,
                       &s->count.refusals,      &s->count.closes,     &s->count.reopens};
    for (i32 i = 0; i < LENGTH(to); i++)
        *to[i] = (i32)column_i64(q, 19 + i);
}

static i64 take_deal(struct storage *db, i64 deal, struct deal_state *s)
{
    struct statement *q = storage_use(db, SQL_DEAL_GET);
    bind_i64(q, 1, deal);
    if (!statement_next(q))
        return 0;
    i64 revision = column_i64(q, 1);
    s->opened = true;
    s->version = (i32)column_i64(q, 3);
    s->outcome = (enum outcome)column_i64(q, 4);
    s->stage = (i32)column_i64(q, 5);
    s->stage_entered_ms = column_i64(q, 6);
    s->owner = (u32)column_i64(q, 7);
    s->opened_ms = column_i64(q, 8);
    s->closed_ms = column_i64(q, 9);
    s->ending = deal_is_closed(s) ? event_ending_of(column_i64(q, 10)) : (struct ending){0};
    s->parked = column_i64(q, 11) != 0;
    s->parked_until_ms = s->parked ? column_moment(q, 12) : 0;
    s->close_day_known = column_i64(q, 13) != TIME_NONE;
    s->close_day = s->close_day_known ? column_i64(q, 13) : 0;
    take_counts(q, s);
    statement_reset(q);
    return revision;
}

static void put_if(struct bits *set, i32 i, bool there)
{
    if (there)
        *set = bits_or(*set, bits_of(i));
}

static void take_milestones(struct storage *db, i64 deal, struct deal_state *s)
{
    struct statement *q = storage_use(db, SQL_VERIFY_MILESTONES);
    bind_i64(q, 1, deal);
    while (statement_next(q)) {
        i32 m = (i32)column_i64(q, 0);
        i64 confirmed = column_i64(q, 4), waived = column_i64(q, 5);
        if (m < 0 || m >= STANDARD_MILESTONES_MAX)
            continue;
        put_if(&s->reached, m, column_i64(q, 1));
        put_if(&s->ever_reached, m, column_i64(q, 2));
        put_if(&s->confirmed_by_peer, m, confirmed & 1);
        put_if(&s->confirmed_by_manager, m, confirmed & 2);
        put_if(&s->waived, m, waived);
        put_if(&s->waived_by_peer, m, waived & 2);
        put_if(&s->waived_by_manager, m, waived & 4);
        s->fresh_ms[m] = column_moment(q, 3);
        s->waived_until_ms[m] = column_moment(q, 6);
        put_if(&s->grandfathered, m, column_i64(q, 7) & 1);
        put_if(&s->catching_up, m, column_i64(q, 7) & 2);
        if (column_i64(q, 7) & 2)
            s->fresh_ms[m] = column_moment(q, 8);
    }
}

static void take_fields(struct storage *db, i64 deal, struct deal_state *s)
{
    struct statement *q = storage_use(db, SQL_VERIFY_FIELDS);
    bind_i64(q, 1, deal);
    while (statement_next(q)) {
        i64 field = column_i64(q, 0);
        if (field < 0 || field >= STANDARD_FIELDS_MAX)
            continue;
        field_set_add(&s->set, field);
        s->value[field] = column_i64(q, 1);
    }
}

static void take_handoffs(struct storage *db, i64 deal, struct deal_state *s)
{
    struct statement *q = storage_use(db, SQL_VERIFY_HANDOFFS);
    u64 *const to[] = {&s->handoff_offered, &s->handoff_accepted, &s->handoff_touched,
                       &s->handoff_returned};
    bind_i64(q, 1, deal);
    while (statement_next(q)) {
        i64 h = column_i64(q, 0), standing = column_i64(q, 1);
        if (h < 0 || h >= RULES_HANDOFFS_MAX)
            continue;
        for (i32 i = 0; i < LENGTH(to); i++)
            *to[i] |= (u64)(standing >> i & 1) << h;
        s->accept_by_ms[h] = column_moment(q, 2);
        s->touch_by_ms[h] = column_moment(q, 3);
    }
}

i64 state_load(struct storage *db, i64 deal, struct deal_state *out)
{
    deal_clear(out);
    i64 revision = take_deal(db, deal, out);
    if (!revision)
        return 0;
    take_milestones(db, deal, out);
    take_fields(db, deal, out);
    take_handoffs(db, deal, out);
    return revision;
}
