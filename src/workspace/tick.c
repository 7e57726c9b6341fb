/* Clocks that run out: each is an event of its own, by nobody, at the moment at which it ran
 * out, in the transaction that also takes it off the list of those that run. A deal's clocks
 * are said before anything is done to it, so that what a deal's events say never depends on
 * how often, or how late, somebody looked. */
#include "workspace/due.h"
#include "workspace/writer.h"

/* The deal's next clock to run out; false: none runs. */
static bool next_clock(struct workspace *w, i64 deal, i64 *what, i64 *subject, i64 *at_ms)
{
    struct statement *s = storage_use(w->db, SQL_DUE_OF_DEAL);
    bind_i64(s, 1, deal);
    bool found = statement_next(s);
    if (found) {
        *what = column_i64(s, 0);
        *subject = column_i64(s, 1);
        *at_ms = column_i64(s, 2);
    }
    statement_reset(s);
    return found;
}

i64 say_clocks(struct workspace *w, struct folded *f)
{
    i64 what = 0, subject = 0, at_ms = 0, said = 0;
    struct err e;
    if (f->alarm_ms > w->now_ms)
        return 0;
    while (storage_check(w->db, &e)) {
        if (!next_clock(w, f->deal, &what, &subject, &at_ms))
            at_ms = INT64_MAX;
        f->alarm_ms = at_ms;
        if (at_ms > w->now_ms)
            break;
        struct record r = {
            .kind = KIND_CLOCK + what,
            .subject = subject,
            .occurred_ms = at_ms,
            .lag_ms = w->now_ms - at_ms,
            .role = ROLE_SYSTEM,
        };
        w->before = *f;
        append_event(w, f, &r, (str){0});
        project_change(w, f);
        said++;
    }
    counts_add(&w->counts.clocks, said);
    return said;
}

/* The same for the workspace: reviews of standards, trainings of people. */
static i64 say_of_workspace(struct workspace *w)
{
    i64 what = 0, subject = 0, at_ms = 0, said = 0;
    struct err e;
    while (storage_check(w->db, &e) && next_clock(w, 0, &what, &subject, &at_ms) &&
           at_ms <= w->now_ms) {
        bool training = what == DUE_TRAINING;
        i32 edition = training ? training_edition(subject) : (i32)subject;
        struct record r = {
            .kind = KIND_CLOCK + what,
            .subject = NO_SUBJECT,
            .value = training ? training_person(subject) << 16 | edition : edition,
            .occurred_ms = at_ms,
            .lag_ms = w->now_ms - at_ms,
            .role = ROLE_SYSTEM,
        };
        append_event(w, NULL, &r, (str){0});
        if (training)
            project_training(w->db, subject, at_ms, true);
        else
            review_ran_out(w->db, edition, at_ms);
        said++;
    }
    counts_add(&w->counts.clocks, said);
    return said;
}

void execute_clocks(struct workspace *w, struct request *r)
{
    i64 deal[WORKSPACE_CLOCKS_MAX], n = 0;
    struct statement *s = storage_use(w->db, SQL_DUE_NOW);
    bind_i64(s, 1, w->now_ms);
    bind_i64(s, 2, WORKSPACE_CLOCKS_MAX);
    while (n < WORKSPACE_CLOCKS_MAX && statement_next(s))
        deal[n++] = column_i64(s, 0);
    statement_reset(s);
    r->answer.status = ANSWER_ACCEPTED;
    for (i64 i = 0; i < n; i++) {
        struct folded *f = deal[i] ? cache_get(w, deal[i]) : NULL;
        if (deal[i] == 0)
            r->answer.deal += say_of_workspace(w);
        if (f)
            r->answer.deal += say_clocks(w, f);
    }
    s = storage_use(w->db, SQL_DUE_NEXT);
    bool runs = statement_next(s) && !column_is_null(s, 0);
    __atomic_store_n(&w->counts.clock_next_ms, runs ? column_i64(s, 0) : INT64_MAX,
                     __ATOMIC_RELAXED);
    statement_reset(s);
}
