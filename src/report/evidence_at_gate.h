/* evidence_at_gate.h - what history says of each milestone, where a seller meets it: "of deals
 * that had it here 41 of 90 were won; without it 9 of 80", with grade and verb. The same figures
 * as `etalon learn`: the landmark is entering the stage after the milestone's own, else day 30,
 * else day 14, whichever could be asked. Below the floors of learn/practices.h there is nothing. */
#pragma once

#include "report/learned.h"

struct gate_evidence {
    i32 milestone; /* of the standard */
    i64 family, result;
};

/* Into `list` (standard.milestones.n long), in their order; their number. `l` has JSON_PRACTICES.
 */
i64 gate_evidence_find(struct gate_evidence *list, const struct learned *l, const struct history *h,
                       const struct standard *s);

/* {"milestones":[{"milestone","title","landmark","at","found","grade","verb","with","without",
 * "difference","text"}]}, compact. */
void gate_evidence_json(struct buf *out, struct arena *a, const struct learned *l,
                        const struct report *report);

struct json_writer;
/* One of them, as an object. */
void gate_evidence_put(struct json_writer *w, const struct learned *l,
                       const struct gate_evidence *g);
