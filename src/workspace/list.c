#include "base/plain.h"
#include "base/sort.h"
#include "workspace/store.h"

struct keyed {
    i64 key, id;
};

struct listing {
    struct storage *db;
    struct arena *a;
    const struct deal_filter *f;
    str text; /* plain */
    /* a walk: for each outcome its statement and the row it stands at */
    struct statement *s[OUTCOME_COUNT];
    struct deal_row head[OUTCOME_COUNT];
    bool there[OUTCOME_COUNT];
    VEC(struct deal_row *) taken; /* of a set that is taken whole */
    VEC(struct keyed) keys;       /* of all deals of one person */
};

void deal_filter_init(struct deal_filter *f)
{
    const struct list_range any = {INT64_MIN, INT64_MAX};
    *f = (struct deal_filter){.outcome = -1,
                              .parked = -1,
                              .amount = any,
                              .close_day = any,
                              .entered_ms = any,
                              .opened_ms = any,
                              .down = true,
                              .look = LIST_LOOK_MAX,
                              .take = LIST_TAKE_MAX};
}

void deal_row_take(const struct statement *s, struct arena *a, struct deal_row *out)
{
    *out = (struct deal_row){
        .id = column_i64(s, 0),
        .revision = column_i64(s, 1),
        .events = column_i64(s, 2),
        .edition = (i32)column_i64(s, 3),
        .outcome = (enum outcome)column_i64(s, 4),
        .stage = (i32)column_i64(s, 5),
        .stage_entered_ms = column_i64(s, 6),
        .owner = (u32)column_i64(s, 7),
        .opened_ms = column_i64(s, 8),
        .closed_ms = column_moment(s, 9),
        .ending = column_i64(s, 10),
        .parked = column_i64(s, 11),
        .parked_until_ms = column_moment(s, 12),
        .close_day = column_i64(s, 13),
        .name = str_dup(a, column_str(s, 14)),
        .reference = str_dup(a, column_str(s, 15)),
        .stage_id = str_dup(a, column_str(s, 16)),
        .amount = column_i64(s, 17),
        .name_key = str_dup(a, column_str(s, 18)),
    };
}

/* --- order and filter --------------------------------------------------------------------- */

static i64 key_of(const struct deal_row *d, enum deal_order order)
{
    switch (order) {
    case ORDER_ENTERED: return d->stage_entered_ms;
    case ORDER_AMOUNT: return d->amount;
    case ORDER_CLOSE: return d->close_day;
    case ORDER_ID:
    case ORDER_NAME:
    case ORDER_COUNT: break;
    }
    return 0;
}

static struct list_place place_of(const struct deal_row *d, enum deal_order order)
{
    return (struct list_place){true, key_of(d, order), d->id, d->name_key};
}

/* Below zero: `a` comes first. */
static i64 compare(const struct list_place *a, const struct list_place *b,
                   const struct deal_filter *f)
{
    i64 by =
        f->order == ORDER_NAME ? str_cmp(a->name, b->name) : (a->key > b->key) - (a->key < b->key);
    if (by == 0)
        by = (a->id > b->id) - (a->id < b->id);
    return f->down ? -by : by;
}

static bool comes_first(const struct deal_row *a, const struct deal_row *b,
                        const struct deal_filter *f)
{
    struct list_place p = place_of(a, f->order), q = place_of(b, f->order);
    return compare(&p, &q, f) <= 0;
}

static bool within(const struct list_range *r, i64 value)
{
    return value >= r->from && value <= r->to;
}

static bool passes(const struct listing *l, const struct deal_row *d)
{
    const struct deal_filter *f = l->f;
    struct arena scratch = *l->a;
    return (f->outcome < 0 || (i32)d->outcome == f->outcome) &&
           (!f->owner || d->owner == f->owner) && (f->parked < 0 || d->parked == (f->parked > 0)) &&
           (!f->stage.n || str_eq(d->stage_id, f->stage)) &&
           (!f->in_edition || f->in_edition[d->edition]) &&
           (!f->reference.n || str_eq(d->reference, f->reference)) &&
           within(&f->amount, d->amount) && within(&f->close_day, d->close_day) &&
           within(&f->entered_ms, d->stage_entered_ms) && within(&f->opened_ms, d->opened_ms) &&
           (!l->text.n || str_find(str_plain(&scratch, d->name, 2 * d->name.n), l->text) >= 0);
}

/* --- a walk along an index ---------------------------------------------------------------- */

/* What the filter says of the column of the order: the walk begins and ends there. */
static struct list_range reach(const struct deal_filter *f)
{
    switch (f->order) {
    case ORDER_ENTERED: return f->entered_ms;
    case ORDER_AMOUNT: return f->amount;
    case ORDER_CLOSE: return f->close_day;
    case ORDER_ID:
    case ORDER_NAME:
    case ORDER_COUNT: break;
    }
    return (struct list_range){INT64_MIN, INT64_MAX};
}

static void bind_place(struct statement *s, const struct deal_filter *f)
{
    const struct list_place *p = &f->after;
    struct list_range range = reach(f);
    if (f->order != ORDER_NAME)
        bind_i64(s, 2, p->there ? p->key : f->down ? range.to : range.from);
    else if (p->there || !f->down)
        bind_str(s, 2, p->there ? p->name : (str){0});
    else
        bind_blob(s, 2, "", 0); /* bytes come after every text */
    bind_i64(s, 3, p->there ? p->id : f->down ? INT64_MAX : INT64_MIN);
}

static void step(struct listing *l, i32 o)
{
    struct list_range range = reach(l->f);
    l->there[o] = statement_next(l->s[o]);
    if (!l->there[o])
        return;
    deal_row_take(l->s[o], l->a, &l->head[o]);
    i64 key = key_of(&l->head[o], l->f->order);
    l->there[o] = l->f->down ? key >= range.from : key <= range.to;
}

static void set_out(struct listing *l)
{
    const struct deal_filter *f = l->f;
    bool of_stage = f->stage.n && f->order == ORDER_ENTERED;
    i32 first = of_stage ? (f->down ? SQL_DEALS_OF_STAGE_DOWN : SQL_DEALS_OF_STAGE)
                         : SQL_WALK + (2 * (i32)f->order + f->down) * OUTCOME_COUNT;
    for (i32 o = 0; o < OUTCOME_COUNT; o++) {
        if (f->outcome >= 0 && f->outcome != o)
            continue;
        l->s[o] = storage_use(l->db, first + o);
        bind_i64(l->s[o], 1, o);
        bind_place(l->s[o], f);
        if (of_stage)
            bind_str(l->s[o], 4, f->stage);
        step(l, o);
    }
}

static i32 nearest(const struct listing *l)
{
    i32 best = -1;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        if (l->there[o] && (best < 0 || comes_first(&l->head[o], &l->head[best], l->f)))
            best = o;
    return best;
}

static i64 walk(struct listing *l, i64 most, struct deal_row *out, struct list_place *next)
{
    i64 n = 0, looked = 0;
    i32 o;
    set_out(l);
    while ((o = nearest(l)) >= 0 && n < most && looked++ < l->f->look) {
        *next = place_of(&l->head[o], l->f->order);
        if (passes(l, &l->head[o]))
            out[n++] = l->head[o];
        step(l, o);
    }
    next->there = nearest(l) >= 0;
    for (i32 k = 0; k < OUTCOME_COUNT; k++)
        if (l->s[k])
            statement_reset(l->s[k]);
    return n;
}

/* --- a set that is taken whole ------------------------------------------------------------ */

static void take(struct listing *l, struct statement *s)
{
    struct deal_row d;
    while (statement_next(s)) {
        deal_row_take(s, l->a, &d);
        struct list_place at = place_of(&d, l->f->order);
        if (!passes(l, &d) || (l->f->after.there && compare(&at, &l->f->after, l->f) <= 0))
            continue;
        struct deal_row *kept = arena_new(l->a, struct deal_row);
        *kept = d;
        *vec_push(l->a, &l->taken) = kept;
    }
}

static void take_by(struct listing *l, i32 slot)
{
    for (i32 o = 0; o < OUTCOME_COUNT; o++) {
        if (l->f->outcome >= 0 && l->f->outcome != o)
            continue;
        struct statement *s = storage_use(l->db, slot);
        if (slot == SQL_OF_OWNER)
            bind_i64(s, 1, l->f->owner);
        bind_i64(s, 2, o);
        if (slot == SQL_OF_STAGE)
            bind_str(s, 3, l->f->stage);
        take(l, s);
    }
}

static void take_among(struct listing *l)
{
    for (i64 i = 0; i < l->f->among_count; i++) {
        struct statement *s = storage_use(l->db, SQL_DEAL_GET);
        bind_i64(s, 1, l->f->among[i]);
        take(l, s);
    }
}

static i64 page_of_taken(struct listing *l, i64 most, struct deal_row *out, struct list_place *next)
{
    const struct deal_filter *f = l->f;
    i64 count = l->taken.n, n = i64_min(count, most);
    struct deal_row **v = l->taken.v, **spare = arena_array(l->a, struct deal_row *, count + 1);
#define IN_ORDER(x, y) comes_first(*(x), *(y), f)
    sort_merge(v, spare, count, IN_ORDER);
#undef IN_ORDER
    for (i64 i = 0; i < n; i++)
        out[i] = *v[i];
    if (n)
        *next = place_of(v[n - 1], f->order);
    next->there = count > n;
    return n;
}

/* --- all of one person ------------------------------------------------------------------------ */

static void take_keys(struct listing *l)
{
    static const i32 columns[] = {[ORDER_ENTERED] = 1, [ORDER_AMOUNT] = 2, [ORDER_CLOSE] = 3};
    const struct deal_filter *f = l->f;
    for (i32 o = 0; o < OUTCOME_COUNT; o++) {
        if (f->outcome >= 0 && f->outcome != o)
            continue;
        struct statement *s = storage_use(l->db, SQL_KEYS_OF_OWNER);
        bind_i64(s, 1, f->owner);
        bind_i64(s, 2, o);
        while (statement_next(s)) {
            struct list_place at = {true, 0, column_i64(s, 0), {0}};
            at.key = f->order == ORDER_ID ? 0 : column_i64(s, columns[f->order]);
            if (!f->after.there || compare(&at, &f->after, f) > 0)
                *vec_push(l->a, &l->keys) = (struct keyed){at.key, at.id};
        }
    }
}

/* Thousands of rows are not read for a page of them: their keys are, and then the page. */
static i64 page_of_owner(struct listing *l, i64 most, struct deal_row *out, struct list_place *next)
{
    const struct deal_filter *f = l->f;
    take_keys(l);
    i64 count = l->keys.n, n = 0;
    struct keyed *v = l->keys.v, *spare = arena_array(l->a, struct keyed, count + 1);
#define UP(x, y) ((x)->key < (y)->key || ((x)->key == (y)->key && (x)->id <= (y)->id))
#define DOWN(x, y) UP(y, x)
    if (f->down)
        sort_merge(v, spare, count, DOWN);
    else
        sort_merge(v, spare, count, UP);
#undef UP
#undef DOWN
    for (i64 i = 0; i < i64_min(count, most); i++) {
        struct statement *q = storage_use(l->db, SQL_DEAL_GET);
        bind_i64(q, 1, v[i].id);
        if (statement_next(q))
            deal_row_take(q, l->a, &out[n++]);
        statement_reset(q);
    }
    if (n)
        *next = place_of(&out[n - 1], f->order);
    next->there = count > n;
    return n;
}

/* --- which of them ------------------------------------------------------------------------ */

static i64 count_one(struct storage *db, i32 outcome, u32 owner, str stage)
{
    struct statement *s = storage_use(db, SQL_TALLY_COUNT);
    bind_i64(s, 1, outcome);
    bind_i64(s, 2, owner);
    bind_i64(s, 3, owner ? owner : INT64_MAX);
    if (stage.n)
        bind_str(s, 4, stage);
    else
        bind_null(s, 4);
    i64 n = statement_next(s) ? column_i64(s, 0) : 0;
    statement_reset(s);
    return n;
}

static i64 count(struct storage *db, const struct deal_filter *f, u32 owner, str stage)
{
    i64 n = 0;
    for (i32 o = 0; o < OUTCOME_COUNT; o++)
        if (f->outcome < 0 || f->outcome == o)
            n += count_one(db, o, owner, stage);
    return n;
}

static bool is_any(const struct list_range *r)
{
    return r->from == INT64_MIN && r->to == INT64_MAX;
}

i64 list_count(struct storage *db, const struct deal_filter *f)
{
    bool counted = f->parked < 0 && !f->text.n && !f->reference.n && !f->among && !f->in_edition &&
                   is_any(&f->amount) && is_any(&f->close_day) && is_any(&f->entered_ms) &&
                   is_any(&f->opened_ms);
    return counted ? count(db, f, f->owner, f->stage) : -1;
}

/* Nothing is asked of a deal but whose it is, and how it stands. */
static bool is_of_owner_alone(const struct deal_filter *f)
{
    return f->order != ORDER_NAME && f->parked < 0 && !f->text.n && !f->stage.n && !f->in_edition &&
           is_any(&f->amount) && is_any(&f->close_day) && is_any(&f->entered_ms) &&
           is_any(&f->opened_ms);
}

i64 list_page(struct storage *db, struct arena *a, const struct deal_filter *f, i64 most,
              struct deal_row *out, struct list_place *next)
{
    struct listing l = {.db = db, .a = a, .f = f};
    l.text = str_plain(a, f->text, 4 * f->text.n);
    *next = (struct list_place){0};
    if (f->reference.n) {
        struct statement *s = storage_use(db, SQL_DEAL_BY_REFERENCE);
        bind_str(s, 1, f->reference);
        take(&l, s);
    } else if (f->among) {
        take_among(&l);
    } else if (f->owner && count(db, f, f->owner, (str){0}) <= f->take) {
        if (is_of_owner_alone(f))
            return page_of_owner(&l, most, out, next);
        take_by(&l, SQL_OF_OWNER);
    } else if (f->stage.n && f->order != ORDER_ENTERED && count(db, f, 0, f->stage) <= f->take) {
        take_by(&l, SQL_OF_STAGE);
    } else {
        return walk(&l, most, out, next);
    }
    return page_of_taken(&l, most, out, next);
}
