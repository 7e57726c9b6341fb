/* due.h - what waits, as rows of the table `due`: on deals, and on the workspace itself (deal 0:
 * trainings that run out, reviews of standards). */
#pragma once

#include "workspace/store.h"

/* What waits on the deal, as rows: whose it is, beside what deal_dues says. */
struct due_row {
    struct due due;
    i64 person; /* the one it is for; 0: a department, or several */
    str department;
};
i32 due_rows(const struct rules *r, const struct folded *f, struct due_row out[DUES_MAX]);
/* The review of an edition, when its standard asks for one: since when its clock runs. */
bool review_row(const struct rules *r, i64 started_ms, bool ran_out, struct due_row *out);
void project_review(struct storage *db, const struct rules *r, i64 started_ms);
void review_ran_out(struct storage *db, i32 edition, i64 at_ms);
void drop_review(struct storage *db, i32 edition);
/* The training of a person on an edition in force, when it runs out. */
bool training_runs_out(const struct rules *r, const struct trained *t, i64 *at_ms);
void project_training(struct storage *db, i64 subject, i64 at_ms, bool ran_out);
void drop_training(struct storage *db, i64 subject);
void drop_trainings(struct storage *db, i32 edition);
/* The part of project_deal about what waits. */
void project_dues(struct storage *db, const struct projecting *p);
