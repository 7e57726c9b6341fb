/* propose.h - proposals and trials inside the writer; for the files of the writer only. */
#pragma once

#include "workspace/proposal.h"
#include "workspace/writer.h"

/* A version that a new deal was given by a trial; proposal 0: no trial was asked. */
struct assigned {
    i64 proposal;
    struct trial_draw draw;
    bool drawn; /* by chance now; false: its seller had been drawn before */
};
/* The edition that a deal opened now goes to, `number` as its opener asked: while a trial of the
 * process runs, chance decides. The stage in `act` is put into the numbers of that edition. */
i32 trial_edition(struct workspace *w, const struct intent *c, i32 number, struct deal_event *act,
                  struct assigned *out);
/* The event of the deal, and its row. */
void trial_record(struct workspace *w, struct folded *f, const struct intent *c,
                  const struct assigned *x);

void execute_proposal(struct workspace *w, struct request *r);

/* publish.c: the edition as it would be, or NULL with the answer's status; then published. */
struct edition *publish_prepare(struct workspace *w, struct request *r, str text, bool all);
void publish_edition(struct workspace *w, struct request *r, struct edition *edition, str text,
                     bool all);
/* migrate.c: deals that went to the edition come back, when some did and none is under way. */
void undo_edition(struct workspace *w, const struct intent *c, i32 edition);
