/* Who is trained on which edition: events about the workspace, and a row of each. */
#include "workspace/due.h"
#include "workspace/writer.h"

struct trained training_row(struct storage *db, u32 person, i32 edition)
{
    struct trained t = trained_none();
    struct statement *s = storage_use(db, SQL_TRAINING_GET);
    bind_i64(s, 1, person);
    bind_i64(s, 2, edition);
    if (statement_next(s))
        t = (struct trained){column_moment(s, 0), column_moment(s, 1), (i32)column_i64(s, 2),
                             (u32)column_i64(s, 3)};
    statement_reset(s);
    return t;
}

bool training_holds(struct storage *db, struct editions editions, u32 person, i32 edition,
                    i64 now_ms)
{
    const struct edition *asked = editions.v[edition];
    if (!asked->standard.training.known)
        return true;
    for (i32 i = editions.n; i >= edition; i--) { /* whoever learned the newest knows it */
        if (!str_eq(editions.v[i]->standard.process, asked->standard.process))
            continue;
        struct trained t = training_row(db, person, i);
        i64 until;
        enum training_standing s = training_standing(&editions.v[i]->rules, &t, now_ms, &until);
        if (s == TRAINING_HOLDS)
            return true;
    }
    return false;
}

static bool edition_known(const struct workspace *w, struct request *r)
{
    i64 edition = r->intent.act.value;
    bool known = edition >= 1 && edition <= w->edition_count;
    r->answer.status = known ? ANSWER_PENDING : ANSWER_MISSING;
    return known;
}

static bool person_known(struct workspace *w, i64 person)
{
    struct statement *s = storage_use(w->db, SQL_PERSON_GET);
    bind_i64(s, 1, person);
    bool known = statement_next(s);
    statement_reset(s);
    return known;
}

static void put_row(struct workspace *w, u32 person, i32 edition, const struct trained *t)
{
    struct statement *s = storage_use(w->db, SQL_TRAINING_PUT);
    bind_i64(s, 1, person);
    bind_i64(s, 2, edition);
    bind_moment(s, 3, t->acknowledged_ms);
    bind_moment(s, 4, t->confirmed_ms);
    bind_i64(s, 5, t->level);
    bind_i64(s, 6, t->confirmed_by);
    statement_run(s);
}

static struct record record_about(const struct workspace *w, const struct intent *c, i64 kind,
                                  i64 value)
{
    return (struct record){
        .kind = kind,
        .subject = NO_SUBJECT,
        .value = value,
        .occurred_ms = w->now_ms,
        .actor = c->act.actor,
        .role = c->act.role,
    };
}

/* What was said may move the day on which it runs out. Of a version that is no longer in force
 * nothing is due: the next one is. */
static void move_clock(struct workspace *w, i64 subject, const struct trained *before,
                       const struct trained *after)
{
    const struct rules *rules = rules_in_force(w, training_edition(subject));
    i64 was, is;
    if (!rules)
        return;
    bool ran = training_runs_out(rules, before, &was), runs = training_runs_out(rules, after, &is);
    if (ran && !runs)
        drop_training(w->db, subject);
    else if (runs && (!ran || was != is))
        project_training(w->db, subject, is, false);
}

void execute_trained(struct workspace *w, struct request *r)
{
    const struct intent *c = &r->intent;
    i64 person = c->deal ? c->deal : c->act.actor;
    if (!edition_known(w, r))
        return;
    if (!person_known(w, person)) {
        r->answer.status = ANSWER_MISSING;
        return;
    }
    i32 edition = (i32)c->act.value;
    struct record record = record_about(w, c, KIND_TRAINED, person << 16 | edition);
    struct trained t = training_row(w->db, (u32)person, edition), before = t;
    append_event(w, NULL, &record, (str){0});
    trained_apply(&t, (u32)person, c->act.actor, (enum role)c->act.role, w->now_ms);
    put_row(w, (u32)person, edition, &t);
    move_clock(w, training_subject(person, edition), &before, &t);
    r->answer.status = ANSWER_ACCEPTED;
    r->answer.deal = person;
    r->answer.rules = &w->edition[edition]->rules;
}
