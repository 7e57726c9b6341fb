/* What is of the workspace itself, not of a deal: migrations, trainings and reviews, files, people,
 * requests, imports, webhooks. */
#include <stdlib.h>

#include "workspace/due.h"
#include "workspace/proposal.h"
#include "workspace/verify_parts.h"

static void check_migrations(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_MIGRATIONS);
    i64 n = 0;
    for (; statement_next(s); n++) {
        const struct migrated *m = n < v->migrations.n ? &v->migrations.v[n] : NULL;
        const i64 expected[] = {m ? m->id : 0,
                                m ? m->edition : 0,
                                m ? m->undoes : 0,
                                m ? m->began_ms : 0,
                                m && m->last ? m->last : TIME_NONE,
                                m ? m->moved : 0};
        bool ok = m;
        for (i32 i = 0; i < LENGTH(expected); i++)
            ok &= verify_same(v, s, i, expected[i]);
        if (!ok)
            verify_problem(v, "migration %lld is not what its events say",
                           (long long)column_i64(s, 0));
    }
    if (n != v->migrations.n)
        verify_problem(v, "%lld migrations began, %lld are there", (long long)v->migrations.n,
                       (long long)n);
}

static void check_training(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_TRAINING);
    i64 n = 0;
    for (; statement_next(s); n++) {
        struct arena scratch = v->scratch;
        i64 id =
            dict_find(&v->trainings, str_fmt(&scratch, "%lld %lld", (long long)column_i64(s, 0),
                                             (long long)column_i64(s, 1)));
        struct trained t = id >= 0 ? v->learned.v[id].trained : trained_none();
        bool ok = id >= 0 && verify_same(v, s, 2, t.acknowledged_ms) &&
                  verify_same(v, s, 3, t.confirmed_ms) && verify_same(v, s, 4, t.level) &&
                  verify_same(v, s, 5, t.confirmed_by);
        if (!ok)
            verify_problem(v, "the training of person %lld is not what the events say",
                           (long long)column_i64(s, 0));
    }
    if (n != v->trainings.n)
        verify_problem(v, "%lld trainings are told, %lld are there", (long long)v->trainings.n,
                       (long long)n);
}

static bool is_in_force(const struct verifying *v, i64 number)
{
    const struct edition *one = v->editions.v[number];
    for (i64 i = number + 1; i < v->editions.n && one; i++)
        if (v->editions.v[i] && str_eq(v->editions.v[i]->standard.process, one->standard.process))
            return false;
    return one != NULL;
}

static bool due_is(struct verifying *v, struct statement *s, const struct due_row *row, i64 subject)
{
    const i64 expected[] = {
        0, row->due.what, subject, row->due.at_ms, row->due.state, row->due.whom, row->person};
    bool ok = statement_next(s);
    v->rows[3]++;
    for (i32 k = 0; k < LENGTH(expected) && ok; k++)
        ok = verify_same(v, s, k, expected[k]);
    return ok;
}

static int by_subject(const void *a, const void *b)
{
    const struct learned *x = a, *y = b;
    i64 one = training_subject(x->person, x->edition),
        other = training_subject(y->person, y->edition);
    return (one > other) - (one < other);
}

/* Trainings that run out, on versions in force. After check_training: they are sorted here. */
static bool trainings_are(struct verifying *v, struct statement *s)
{
    bool ok = true;
    if (v->learned.n)
        qsort(v->learned.v, (size_t)v->learned.n, sizeof *v->learned.v, by_subject);
    for (i64 i = 0; i < v->learned.n && ok; i++) {
        const struct learned *l = &v->learned.v[i];
        struct due_row row = {.due = {.what = DUE_TRAINING, .whom = WHOM_PERSON},
                              .person = l->person};
        bool known = l->edition < v->editions.n && v->editions.v[l->edition];
        if (!known || !is_in_force(v, l->edition) ||
            !training_runs_out(&v->editions.v[l->edition]->rules, &l->trained, &row.due.at_ms))
            continue;
        /* renewed, it runs out at another moment */
        row.due.state = l->ran_out_ms == row.due.at_ms ? DUE_RAN_OUT : DUE_RUNS;
        ok = due_is(v, s, &row, training_subject(l->person, l->edition));
    }
    return ok;
}

/* What waits for the workspace itself, by kind: trainings, then reviews of editions in force. */
static void check_of_workspace(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_DUES);
    bind_i64(s, 1, 0);
    bool ok = trainings_are(v, s);
    for (i64 i = 1; i < v->editions.n && i < v->reviews.n; i++) {
        struct due_row row;
        const struct reviewed *review = &v->reviews.v[i];
        if (is_in_force(v, i) &&
            review_row(&v->editions.v[i]->rules, review->started_ms, review->ran_out, &row))
            ok &= due_is(v, s, &row, row.due.subject);
    }
    ok &= !statement_next(s);
    statement_reset(s);
    if (!ok)
        verify_problem(v, "the trainings and reviews that are due are not what the events say");
}

/* Is what is in the file what its hash says? */
static bool content_is(struct verifying *v, str hash, i64 bytes)
{
    struct sha256 sha;
    char hex[65];
    i64 n = 0;
    sha256_init(&sha);
    struct statement *s = storage_use(v->db, SQL_FILE_PARTS);
    for (bind_str(s, 1, hash); statement_next(s);) {
        str part = column_blob(s, 0);
        sha256_put(&sha, part);
        n += part.n;
    }
    statement_reset(s);
    sha256_end(&sha, hex);
    return n == bytes && str_eq(hash, str_c(hex));
}

/* Each event about a proposal is in the table, under its number, and nothing else is. */
static void check_proposals(struct verifying *v)
{
    i64 n = 0;
    struct statement *s = storage_use(v->db, SQL_VERIFY_PROPOSALS);
    for (; statement_next(s); n++)
        if (!kind_is_of_proposal(column_i64(s, 1)) ||
            column_i64(s, 0) != proposal_of(column_i64(s, 1), column_i64(s, 2)))
            verify_problem(v, "the events of proposal %lld are not what is told of it",
                           (long long)column_i64(s, 0));
    if (n != v->proposal_events)
        verify_problem(v, "%lld events are about proposals, %lld are there",
                       (long long)v->proposal_events, (long long)n);
}

static void check_assignments(struct verifying *v)
{
    i64 n = 0;
    struct statement *s = storage_use(v->db, SQL_VERIFY_ASSIGNMENTS);
    for (; statement_next(s); n++) {
        i64 value = column_i64(s, 9), subject = column_i64(s, 10);
        bool ok = column_i64(s, 7) == column_i64(s, 0) && column_i64(s, 8) == KIND_TRIAL_ASSIGNED &&
                  column_i64(s, 1) == value >> 1 && column_i64(s, 5) == (value & 1) &&
                  column_i64(s, 4) == assigned_drawn(subject) &&
                  column_i64(s, 6) == assigned_per_mille(subject) &&
                  column_i64(s, 3) == column_i64(s, 11);
        if (!ok)
            verify_problem(v, "the assignment of deal %lld is not what its event says",
                           (long long)column_i64(s, 0));
    }
    if (n != v->assignments)
        verify_problem(v, "%lld deals were assigned, %lld are there", (long long)v->assignments,
                       (long long)n);
}

static void check_files(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_FILES);
    i64 n = 0;
    for (; statement_next(s); n++) {
        struct arena scratch = v->scratch;
        str hash = str_dup(&scratch, column_str(s, 0)), name = column_str(s, 2);
        str told = str_fmt(&scratch, "%.*s %.*s", STR_ARG(hash), STR_ARG(name));
        bool ok = column_i64(s, 3) == KIND_FILE_KEPT && verify_same(v, s, 1, column_i64(s, 4)) &&
                  verify_same_text(v, s, 5, told);
        if (!ok || !content_is(v, hash, column_i64(s, 1)))
            verify_problem(v, "the file %.*s is not what was kept", STR_ARG(hash));
    }
    if (n != v->files)
        verify_problem(v, "%lld files were kept, %lld are there", (long long)v->files,
                       (long long)n);
}

static void check_people(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_PEOPLE);
    while (statement_next(s)) {
        i64 number = column_i64(s, 0);
        struct arena scratch = v->scratch;
        i64 id = dict_find(&v->people, str_fmt(&scratch, "%lld", (long long)number));
        bool ok = id >= 0 && v->named.v[id] == column_i64(s, 1) && column_i64(s, 4) == number &&
                  column_i64(s, 3) == KIND_PERSON_NAMED &&
                  str_eq(column_str(s, 2), column_str(s, 5));
        if (!ok)
            verify_problem(v, "person %lld is not who the events say", (long long)number);
        v->out->people++;
    }
    if (v->out->people != v->people.n)
        verify_problem(v, "%lld people are named, %lld are there", (long long)v->people.n,
                       (long long)v->out->people);
}

static void check_requests(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_REQUESTS);
    while (statement_next(s)) {
        str key = column_str(s, 0);
        if (column_is_null(s, 2) || column_i64(s, 3) != 1)
            verify_problem(v, "request \"%.*s\" has no event of its actor", (int)i64_min(key.n, 64),
                           key.p);
        v->out->requests++;
    }
}

static void check_imports(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_IMPORTS);
    i64 n = 0;
    for (; statement_next(s); n++) {
        const struct import_standing *i = n < v->imports.n ? &v->imports.v[n] : NULL;
        if (!i || i->id != column_i64(s, 0) || i->state != column_i64(s, 1) ||
            i->last != column_i64(s, 2))
            verify_problem(v, "import %lld is not what the events say",
                           (long long)column_i64(s, 0));
    }
    if (n < v->imports.n)
        verify_problem(v, "%lld imports are missing", (long long)(v->imports.n - n));
}

static void check_views(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_VIEWS);
    while (statement_next(s))
        verify_problem(v, "saved view %lld is not what the events say",
                       (long long)column_i64(s, 0));
}

static void check_webhooks(struct verifying *v)
{
    struct statement *s = storage_use(v->db, SQL_VERIFY_WEBHOOKS);
    while (statement_next(s))
        verify_problem(v, "webhook %lld is not what the events say", (long long)column_i64(s, 0));
    s = storage_use(v->db, SQL_VERIFY_DELIVERIES);
    bind_i64(s, 1, v->out->head.sequence);
    if (!statement_next(s))
        return;
    if (column_i64(s, 0) || column_i64(s, 1))
        verify_problem(v, "the queues of webhooks and what was sent do not fit the events");
    statement_reset(s);
}

void verify_own(struct verifying *v)
{
    check_migrations(v);
    check_training(v);
    check_of_workspace(v);
    check_files(v);
    check_proposals(v);
    check_assignments(v);
    check_people(v);
    check_requests(v);
    check_imports(v);
    check_webhooks(v);
    check_views(v);
}
