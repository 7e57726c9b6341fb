/** The kinds of events that a webhook can be asked for, as the stream names them (docs/webhooks.md). */
export const kinds = [
    "opened", "stage-entered", "outcome-set", "reopened", "owner-set", "close-date-set", "field-set", "milestone-reached", "milestone-confirmed",
    "milestone-revoked", "waiver-granted", "waiver-ended", "objected", "parked", "unparked", "handoff-offered", "handoff-accepted", "handoff-returned",
    "handoff-touched", "reason-set", "migrated", "refused", "clock-stage", "clock-accept", "clock-touch", "clock-lapse", "clock-waiver", "clock-park",
    "clock-close-date", "standard-published", "person-named",
];
