#include "deal/event.h"

static const char *const kind_ids[EVENT_KIND_COUNT] = {
    [EVENT_OPENED] = "opened",
    [EVENT_STAGE_ENTERED] = "stage-entered",
    [EVENT_FIELD_SET] = "field-set",
    [EVENT_FIELD_CLEARED] = "field-cleared",
    [EVENT_MILESTONE_REACHED] = "milestone-reached",
    [EVENT_MILESTONE_CONFIRMED] = "milestone-confirmed",
    [EVENT_MILESTONE_REVOKED] = "milestone-revoked",
    [EVENT_MILESTONE_CARRIED] = "milestone-carried",
    [EVENT_WAIVER_GRANTED] = "waiver-granted",
    [EVENT_WAIVER_ENDED] = "waiver-ended",
    [EVENT_OBJECTED] = "objected",
    [EVENT_PARKED] = "parked",
    [EVENT_UNPARKED] = "unparked",
    [EVENT_HANDOFF_OFFERED] = "handoff-offered",
    [EVENT_HANDOFF_ACCEPTED] = "handoff-accepted",
    [EVENT_HANDOFF_RETURNED] = "handoff-returned",
    [EVENT_HANDOFF_TOUCHED] = "handoff-touched",
    [EVENT_CLOSE_DATE_SET] = "close-date-set",
    [EVENT_OWNER_SET] = "owner-set",
    [EVENT_OUTCOME_SET] = "outcome-set",
    [EVENT_REASON_SET] = "reason-set",
    [EVENT_REOPENED] = "reopened",
    [EVENT_MIGRATED] = "migrated",
    [EVENT_REFUSED] = "refused",
};
static const char *const role_ids[ROLE_COUNT] = {
    [ROLE_OWNER] = "owner",
    [ROLE_PEER] = "peer",
    [ROLE_MANAGER] = "manager",
    [ROLE_SYSTEM] = "system",
};

const char *event_kind_id(enum event_kind kind)
{
    return kind_ids[kind];
}

const char *role_id(enum role role)
{
    return role_ids[role];
}

/* Two 16-bit reasons, 0 for none, and the competitor above them. */
i64 event_ending(struct ending e)
{
    return (i64)(e.reason[LANE_SELLER] + 1) | (i64)(e.reason[LANE_BUYER] + 1) << 16 |
           (i64)e.competitor << 32;
}

struct ending event_ending_of(i64 value)
{
    struct ending e = {.reason = {(i32)(value & 0xFFFF) - 1, (i32)(value >> 16 & 0xFFFF) - 1}};
    i64 competitor = value >> 32 & 0xFF;
    e.competitor = competitor > COMPETITOR_NONE ? COMPETITOR_UNKNOWN : (enum competitor)competitor;
    return e;
}
