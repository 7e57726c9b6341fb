/* company_standard.h - the standard every simulated company claims: who it concerns, its
 * stages by buyer progress and their milestones, as tables for the generator and as the
 * YAML file that `etalon check` reads. */
#pragma once

#include "simulate/company.h"

struct company_stage_word {
    const char *id, *title, *title_fr;
    i32 department; /* accountable: 0 Sales, 1 Customer Success, 2 Marketing */
    i32 days;       /* expected */
};
struct company_milestone_word {
    const char *id, *title, *title_fr, *persona;
    i32 stage;
};

extern const struct company_stage_word company_stages[COMPANY_STAGES];
extern const struct company_milestone_word company_milestones[COMPANY_MILESTONES];
extern const char *const company_departments[COMPANY_DEPARTMENTS_MAX]; /* titles */
extern const char *const company_department_ids[COMPANY_DEPARTMENTS_MAX];

/* The standard as a file, in version `version` (0: a draft), with the discipline of `kind`. */
void company_standard_print(struct buf *out, enum company_kind kind, i32 version);
