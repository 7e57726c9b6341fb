/* What waits, as rows beside a deal's others: made from its fold, written where they moved. */
#include "workspace/due.h"
#include "workspace/store.h"

i32 due_rows(const struct rules *r, const struct folded *f, struct due_row out[DUES_MAX])
{
    struct due list[DUES_MAX];
    i32 n = deal_dues(r, &f->state, &f->clocks, list);
    for (i32 i = 0; i < n; i++) {
        out[i] = (struct due_row){.due = list[i]};
        if (list[i].whom == WHOM_OWNER)
            out[i].person = f->state.owner;
        if (list[i].whom == WHOM_DEPARTMENT)
            out[i].department = r->standard->handoffs.v[list[i].subject].to.id;
    }
    return n;
}

static i32 order(const struct due_row *a, const struct due_row *b)
{
    return a->due.what != b->due.what ? (i32)a->due.what - (i32)b->due.what
                                      : a->due.subject - b->due.subject;
}

static bool same(const struct due_row *a, const struct due_row *b)
{
    return a->due.at_ms == b->due.at_ms && a->due.state == b->due.state &&
           a->due.whom == b->due.whom && a->person == b->person &&
           str_eq(a->department, b->department);
}

static void put_of(struct storage *db, i64 deal, i64 subject, i64 owner, const struct due_row *row)
{
    struct statement *q = storage_use(db, SQL_DUE_PUT);
    const i64 numbers[] = {deal,           row->due.what, subject,    row->due.at_ms,
                           row->due.state, row->due.whom, row->person};
    for (i32 i = 0; i < LENGTH(numbers); i++)
        bind_i64(q, 1 + i, numbers[i]);
    bind_str(q, 8, row->department);
    bind_i64(q, 9, owner);
    statement_run(q);
}

static void put(struct storage *db, i64 deal, i64 owner, const struct due_row *row)
{
    put_of(db, deal, row->due.subject, owner, row);
}

static void drop(struct storage *db, i64 deal, const struct due_row *row)
{
    struct statement *q = storage_use(db, SQL_DUE_DROP);
    bind_i64(q, 1, deal);
    bind_i64(q, 2, row->due.what);
    bind_i64(q, 3, row->due.subject);
    statement_run(q);
}

/* Both lists rise: one walk. When the first of the clocks that run now runs out. */
static i64 write_moved(struct storage *db, const struct projecting *p, const struct due_row *was,
                       i32 was_count, const struct due_row *is, i32 is_count)
{
    bool given = p->before->state.owner != p->after->state.owner;
    i64 first_ms = INT64_MAX;
    for (i32 i = 0, k = 0; i < was_count || k < is_count;) {
        i32 which = i == was_count ? 1 : k == is_count ? -1 : order(&was[i], &is[k]);
        if (which < 0)
            drop(db, p->after->deal, &was[i]);
        else if (which > 0 || given || !same(&was[i], &is[k]))
            put(db, p->after->deal, p->after->state.owner, &is[k]);
        if (which >= 0 && is[k].due.state == DUE_RUNS)
            first_ms = i64_min(first_ms, is[k].due.at_ms);
        i += which <= 0;
        k += which >= 0;
    }
    return first_ms;
}

void project_dues(struct storage *db, const struct projecting *p)
{
    const struct folded *before = p->before, *after = p->after;
    bool there = before->revision != 0;
    const struct rules *rules = p->rules_after ? p->rules_after : p->rules_before;
    if (!rules || (there && !deal_dues_moved(rules, &before->state, &before->clocks, &after->state,
                                             &after->clocks)))
        return;
    struct due_row was[DUES_MAX], is[DUES_MAX]; /* an arena would clear them for every act */
    i32 was_count = there && p->rules_before ? due_rows(p->rules_before, before, was) : 0;
    i32 is_count = due_rows(rules, after, is);
    i64 first_ms = write_moved(db, p, was, was_count, is, is_count);
    if (p->alarm_ms)
        *p->alarm_ms = first_ms;
}

/* --- of the workspace --------------------------------------------------------------------- */

bool review_row(const struct rules *r, i64 started_ms, bool ran_out, struct due_row *out)
{
    i64 at_ms = rules_span_end(r, &r->standard->review.every, started_ms);
    *out = (struct due_row){.due = {.what = DUE_REVIEW,
                                    .whom = WHOM_GOVERNORS,
                                    .state = ran_out ? DUE_RAN_OUT : DUE_RUNS,
                                    .subject = r->version,
                                    .at_ms = at_ms}};
    return at_ms != INT64_MAX;
}

void project_review(struct storage *db, const struct rules *r, i64 started_ms)
{
    struct due_row row;
    if (review_row(r, started_ms, false, &row))
        put(db, 0, 0, &row);
}

void review_ran_out(struct storage *db, i32 edition, i64 at_ms)
{
    put(db, 0, 0,
        &(struct due_row){.due = {DUE_REVIEW, WHOM_GOVERNORS, DUE_RAN_OUT, edition, at_ms}});
}

void drop_review(struct storage *db, i32 edition)
{
    drop(db, 0, &(struct due_row){.due = {.what = DUE_REVIEW, .subject = edition}});
}

bool training_runs_out(const struct rules *r, const struct trained *t, i64 *at_ms)
{
    *at_ms = training_until(r, t);
    return *at_ms != INT64_MAX && *at_ms != TIME_NONE;
}

void project_training(struct storage *db, i64 subject, i64 at_ms, bool ran_out)
{
    struct due_row row = {.due = {.what = DUE_TRAINING,
                                  .whom = WHOM_PERSON,
                                  .state = ran_out ? DUE_RAN_OUT : DUE_RUNS,
                                  .at_ms = at_ms},
                          .person = training_person(subject)};
    put_of(db, 0, subject, 0, &row);
}

void drop_training(struct storage *db, i64 subject)
{
    struct statement *q = storage_use(db, SQL_DUE_DROP);
    bind_i64(q, 1, 0);
    bind_i64(q, 2, DUE_TRAINING);
    bind_i64(q, 3, subject);
    statement_run(q);
}

void drop_trainings(struct storage *db, i32 edition)
{
    struct statement *q = storage_use(db, SQL_TRAININGS_DUE_DROP);
    bind_i64(q, 1, DUE_TRAINING);
    bind_i64(q, 2, edition);
    statement_run(q);
}
