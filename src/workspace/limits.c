#include "workspace/limits.h"

#include "workspace/list.h"
#include "workspace/memo.h"
#include "workspace/search.h"

const struct http_limit workspace_limits[] = {
    {"batch", WORKSPACE_BATCH_MAX, "requests", "in one transaction; others wait for the next"},
    {"text", WORKSPACE_TEXT_MAX, "bytes", "of a note or a name; more is 413"},
    {"file", WORKSPACE_FILE_MAX, "bytes", "of a file that shows something; more is 413"},
    {"move", WORKSPACE_MOVE_MAX, "deals", "carried to another edition in one transaction"},
    {"reference", WORKSPACE_KEY_MAX, "bytes", "of a deal's id elsewhere; more is 413"},
    {"key-days", WORKSPACE_KEY_DAYS, "days", "an Idempotency-Key is remembered at least so long"},
    {"kept-answer", WORKSPACE_BODY_MAX, "bytes", "of an answer that is kept with its key"},
    {"import-step", WORKSPACE_IMPORT_STEP_MAX, "deals",
     "of an import in one transaction; it takes several"},
    {"clocks", WORKSPACE_CLOCKS_MAX, "deals",
     "whose clocks ran out, looked at by one request of the server's own"},
    {"editions", WORKSPACE_EDITIONS_MAX, "editions", "published; one more is 413"},
    {"deal-events", WORKSPACE_DEAL_EVENTS_MAX, "events", "of one deal; one more is 413"},
    {"standard", STANDARD_BYTES_MAX, "bytes", "of a standard's file; more is 413"},
    {"stages", STANDARD_STAGES_MAX, "stages", "of a standard; more is a problem of the file"},
    {"milestones", STANDARD_MILESTONES_MAX, "milestones",
     "of a standard; more is a problem of the file"},
    {"standard-fields", STANDARD_FIELDS_MAX, "fields",
     "of a standard; more is a problem of the file"},
    {"standard-handoffs", RULES_HANDOFFS_MAX, "hand-offs",
     "of a standard; more is a problem of the file"},
    {"search-words", SEARCH_WORDS_MAX, "words", "of a question; the rest is not looked at"},
    {"search-deals", SEARCH_DEALS_MAX, "texts",
     "the newest with these words, from which a list takes its deals"},
    {"list-look", LIST_LOOK_MAX, "deals", "that one page of a list passes; its cursor goes on"},
    {"list-take", LIST_TAKE_MAX, "deals", "of an owner or a stage that are sorted for a page"},
    {"kept-deals", MEMO_PLACES, "deals", "printed and kept until they change"},
    {"views", WORKSPACE_VIEWS_MAX, "views", "saved at once, of all members; one more is 413"},
    {"webhooks", WORKSPACE_WEBHOOKS_MAX, "webhooks", "set at once; one more is 413"},
    {"deliveries", WORKSPACE_DELIVERIES_KEPT, "deliveries",
     "of each webhook are remembered, the newest"},
    {"log-pages", WORKSPACE_LOG_PAGES, "pages", "of write-ahead log, then a checkpoint"},
    {0},
};
