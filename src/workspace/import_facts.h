/* import_facts.h - the record of a deal as an export told it: what the events of a workspace do
 * not say (when the CRM made it, its reason in the CRM's own words, attributes without a field…).
 * It is the text of KIND_DEAL_IMPORTED, one JSON object on one line, so that nothing an export
 * says is lost, a newer export can be compared with the one before, and the history of the
 * workspace gives the figures that the files gave. */
#pragma once

#include "history/history.h"

struct fact_attribute {
    str name, value;
};

struct import_facts {
    i64 created_ms, entered_ms, seen_from_ms, closed_ms, expected_ms, modified_ms; /* TIME_NONE */
    enum outcome outcome;
    str name, stage, owner, reason, currency; /* empty: not known */
    i64 amount_minor;
    bool amount_known;
    i64 opened; /* place of the first entry of a stage among the deal's events; -1: none is it */
    str opened_by;
    str lags; /* by event: seconds until it was recorded, "-" unknown: "0,12,-"; or empty */
    VEC(struct fact_attribute) attributes;
};

/* Of deal `d` of a history; `stage` is its stage in the words of the standard. */
void import_facts_of(struct import_facts *f, struct arena *a, const struct history *h, i64 d,
                     str stage);
void import_facts_print(struct buf *out, const struct import_facts *f);
/* False when `text` is no such record. Its texts live in `a`. */
MUST_CHECK bool import_facts_parse(struct import_facts *f, struct arena *a, str text);
