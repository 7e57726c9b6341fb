#include "workspace/workspace.h"

static const struct {
    i64 kind;
    const char *id;
} ids[] = {
    {KIND_FOUNDED, "founded"},
    {KIND_PUBLISHED, "standard-published"},
    {KIND_PERSON_NAMED, "person-named"},
    {KIND_DEAL_NAMED, "named"},
    {KIND_DEAL_REFERENCE, "reference-set"},
    {KIND_MIGRATION_BEGUN, "migration-begun"},
    {KIND_UNDO_BEGUN, "migration-undo-begun"},
    {KIND_MIGRATION_DONE, "migration-done"},
    {KIND_DEAL_RESTORED, "restored"},
    {KIND_TRAINED, "trained"},
    {KIND_FILE_KEPT, "file-kept"},
    {KIND_PERSON_PLACED, "person-placed"},
    {KIND_VIEW_SET, "view-set"},
    {KIND_VIEW_ENDED, "view-ended"},
    {KIND_IMPORT_BEGUN, "import-begun"},
    {KIND_IMPORT_ENDED, "import-ended"},
    {KIND_IMPORT_TAKEN_BACK, "import-taken-back"},
    {KIND_DEAL_IMPORTED, "imported"},
    {KIND_DEAL_TOLD, "told"},
    {KIND_GOVERNANCE_TOLD, "governance-told"},
    {KIND_DEAL_TAKEN_BACK, "taken-back"},
    {KIND_PROPOSAL_SAID, "proposal-said"},
    {KIND_PROPOSAL_DRAFT, "proposal-draft"},
    {KIND_PROPOSAL_COMMENT, "proposal-comment"},
    {KIND_PROPOSAL_APPROVED, "proposal-approved"},
    {KIND_PROPOSAL_WITHDRAWN, "proposal-withdrawn"},
    {KIND_PROPOSAL_PUBLISHED, "proposal-published"},
    {KIND_VERDICT, "verdict"},
    {KIND_TRIAL_ASSIGNED, "trial-assigned"},
    {KIND_DECIDED, "decided"},
    {KIND_WEBHOOK_SET, "webhook-set"},
    {KIND_WEBHOOK_ENDED, "webhook-ended"},
    {KIND_CLOCK + DUE_STAGE, "clock-stage"},
    {KIND_CLOCK + DUE_ACCEPT, "clock-accept"},
    {KIND_CLOCK + DUE_TOUCH, "clock-touch"},
    {KIND_CLOCK + DUE_LAPSE, "clock-lapse"},
    {KIND_CLOCK + DUE_WAIVER, "clock-waiver"},
    {KIND_CLOCK + DUE_PARK, "clock-park"},
    {KIND_CLOCK + DUE_CLOSE_DAY, "clock-close-date"},
    {KIND_CLOCK + DUE_TRAINING, "clock-training"},
    {KIND_CLOCK + DUE_REVIEW, "clock-review"},
    {KIND_CLOCK + DUE_TURN, "clock-day"},
    {KIND_REVIEWED, "standard-reviewed"},
};

const char *workspace_kind_id(i64 kind)
{
    if (kind >= 0 && kind < EVENT_KIND_COUNT)
        return event_kind_id((enum event_kind)kind);
    for (i64 i = 0; i < LENGTH(ids); i++)
        if (ids[i].kind == kind)
            return ids[i].id;
    return "";
}
