/* answers.h - the shapes of answers about deals, standards and people: OpenAPI is printed from
 * them, and tests check every answer of the transcripts by them, so that they say what is. */
#pragma once

#include "http/shape.h"

extern const struct shape shape_deal, shape_deals, shape_deal_renamed, shape_board, shape_acted,
    shape_checklist, shape_coaching, shape_timeline, shape_waiting, shape_person, shape_people,
    shape_whoami, shape_health, shape_standards, shape_standard, shape_published, shape_checked,
    shape_named, shape_someone, shape_waiting_owners;
/* answers_revise.c: from one version to the next. */
extern const struct shape shape_diff, shape_backtest, shape_effect, shape_sample, shape_proposal,
    shape_proposals, shape_proposal_acted, shape_review, shape_decided;
/* answers_work.c: beside deals. */
extern const struct shape shape_found, shape_training, shape_trained, shape_file_kept,
    shape_reviewed, shape_preview, shape_migration, shape_migration_begun, shape_imports,
    shape_import_undone, shape_import_task, shape_openapi;
