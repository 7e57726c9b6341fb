/* Which columns of a CSV make it an event log. */
#include "base/message.h"
#include "exchange/eventlog.h"
#include "exchange/fold.h"
#include "format/csv.h"

/* Headers as keys (fold.h), best first. EN, FR, DE, ES. */
static const char *const deal_keys[] = {
    "caseconceptname",
    "caseid",
    "case",
    "dealid",
    "deal",
    "opportunityid",
    "opportunity",
    "traceid",
    "trace",
    "caseidentifier",
    "casekey",
    "ticketid",
    "idaffaire",
    "affaire",
    "dossier",
    "iddossier",
    "fallid",
    "fall",
    "vorgang",
    "vorgangsid",
    "caso",
    "idcaso",
    "idcas",
    "cas",
    "processinstance",
    "processinstanceid",
    NULL,
};
static const char *const activity_keys[] = {
    "conceptname", "activity",  "activityname", "event",    "eventname", "activite",
    "aktivitaet",  "aktivitat", "actividad",    "task",     "taskname",  "step",
    "action",      "eventtype", "evenement",    "ereignis", "evento",    "etape",
    "schritt",     "tarea",     "etapa",        NULL,
};
static const char *const at_keys[] = {
    "timetimestamp",
    "occurredat",
    "timestamp",
    "completetimestamp",
    "endtimestamp",
    "complete",
    "eventtime",
    "datetime",
    "eventtimestamp",
    "time",
    "date",
    "endtime",
    "completedat",
    "end",
    "horodatage",
    "dateheure",
    "zeitstempel",
    "zeitpunkt",
    "datum",
    "marcadetiempo",
    "fechahora",
    "fecha",
    "starttimestamp",
    "starttime",
    "start",
    "createdat",
    NULL,
};
static const char *const actor_keys[] = {
    "orgresource", "resource", "actor",   "user",  "ressource", "utilisateur", "benutzer",
    "bearbeiter",  "recurso",  "usuario", "agent", "performer", "assignee",    NULL,
};
static const char *const recorded_keys[] = {"recordedat", NULL};
static const char *const kind_keys[] = {"kind", NULL};
static const char *const value_keys[] = {"value", NULL};
static const char *const lifecycle_keys[] = {"lifecycletransition", NULL};

/* The column whose header is the earliest of `keys`. */
static i32 find_column(const struct csv_record *header, const char *const *keys)
{
    for (; *keys; keys++)
        for (i64 i = 0; i < header->count; i++) {
            struct fold_key k = fold_key(header->fields[i]);
            if (str_eq(fold_key_str(&k), str_c(*keys)))
                return (i32)i;
        }
    return -1;
}

static bool recognise(struct eventlog_layout *out, const struct csv_record *header,
                      const char **why_not)
{
    *why_not = "";
    out->columns = (i32)header->count;
    out->deal = find_column(header, deal_keys);
    out->activity = find_column(header, activity_keys);
    out->at = find_column(header, at_keys);
    out->actor = find_column(header, actor_keys);
    out->lifecycle = find_column(header, lifecycle_keys);
    out->kind = find_column(header, kind_keys);
    out->native = out->kind >= 0 && out->deal >= 0 && out->activity >= 0;
    out->recorded = out->native ? find_column(header, recorded_keys) : -1;
    out->value = out->native ? find_column(header, value_keys) : -1;
    if (!out->native)
        out->kind = -1;
    if (header->count > EVENTLOG_COLUMNS_MAX)
        *why_not = MESSAGE("more than 512 columns");
    else if (out->deal < 0)
        *why_not = MESSAGE("no column for the deal (case_id, deal, case:concept:name…)");
    else if (out->activity < 0)
        *why_not = MESSAGE("no column for the activity (activity, concept:name, event…)");
    else if (out->at < 0)
        *why_not = MESSAGE("no column for the moment (timestamp, time:timestamp, occurred_at…)");
    return **why_not == 0;
}

bool eventlog_recognise(struct eventlog_layout *out, str head, const char **why_not)
{
    *out = (struct eventlog_layout){.deal = -1, .activity = -1, .at = -1};
    i64 bom = str_starts(head, S("\xEF\xBB\xBF")) ? 3 : 0;
    str text = str_sub(head, bom, head.n);
    struct csv_dialect dialect = csv_sniff(text);
    out->delimiter = dialect.delimiter;
    *why_not = MESSAGE("no lines");
    if (str_find_char(text, '\n') < 0 || str_find_char(text, 0) >= 0)
        return false;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct csv_reader reader;
    struct csv_record header;
    csv_reader_init(&reader, &a, str_sub(text, 0, 1 << 16), dialect);
    bool ok = csv_next(&reader, &header) && header.problem == CSV_FINE &&
              recognise(out, &header, why_not);
    out->header_bytes = bom + reader.at;
    arena_release(&a);
    return ok;
}
