#include "workspace/store.h"

static const char script_1[] =
#include "workspace/workspace-1.sql.h"
    ;
const char *const workspace_scripts[WORKSPACE_SCRIPTS] = {script_1};

#define EVENT_COLUMNS                                                                              \
    "sequence, deal, before, kind, form, subject, value, occurred_ms, lag_ms, actor, role, hash, " \
    "salt, text_hash, text"
#define DEAL_COLUMNS                                                                               \
    "id, revision, events, edition, outcome, stage, stage_entered_ms, owner, opened_ms, "          \
    "closed_ms, ending, parked, parked_until_ms, close_day, name, reference"
#define DEAL_COUNTS                                                                                \
    "stage_entries, moves_back, close_day_changes, revoked, waivers, objections, refusals, "       \
    "closes, reopens"

/* In the order in which project.c binds them. */
#define DEAL_PLACES                                                                                \
    "id, revision, events, edition, ending, parked, opened_ms, closed_ms, parked_until_ms, "       \
    "close_day"
#define DEAL_SET                                                                                   \
    "revision=?2, events=?3, edition=?4, ending=?5, parked=?6, opened_ms=?7, closed_ms=?8, "       \
    "parked_until_ms=?9, close_day=?10, stage_entries=?11, moves_back=?12, "                       \
    "close_day_changes=?13, revoked=?14, waivers=?15, objections=?16, refusals=?17, closes=?18, "  \
    "reopens=?19"

/* Deals as a list may be asked for: ?1 outcome (-1: any), ?2 the id of a stage or NULL, ?3 the
 * owner (0: anybody's), ?4 a part of the name or NULL; then the place and how many. */
#define DEAL_FILTER                                                                                \
    "(?1 < 0 OR outcome = ?1) AND (?3 = 0 OR owner = ?3) AND (?2 IS NULL OR EXISTS (SELECT 1 "     \
    "FROM part p WHERE p.edition = deal.edition AND p.what = 'stage' AND p.number = deal.stage "   \
    "AND p.id = ?2)) AND (?4 IS NULL OR instr(lower(name), lower(?4)) > 0)"

const char *const workspace_statements[SQL_COUNT] = {
    [SQL_EVENT_PUT] = "INSERT INTO event (" EVENT_COLUMNS ") "
                      "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
    [SQL_EVENT_GET] = "SELECT " EVENT_COLUMNS " FROM event WHERE sequence = ?1",
    [SQL_EVENT_LAST] = "SELECT " EVENT_COLUMNS " FROM event ORDER BY sequence DESC LIMIT 1",
    [SQL_EVENTS_AFTER] =
        "SELECT " EVENT_COLUMNS " FROM event WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
    [SQL_REQUEST_PUT] = "INSERT INTO request (key, actor, hash, sequence, recorded_ms, status, "
                        "deal, body) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
    [SQL_REQUEST_GET] =
        "SELECT actor, hash, sequence, status, deal, body FROM request WHERE key = ?1",
    [SQL_REQUESTS_FORGET] = "DELETE FROM request WHERE key IN (SELECT key FROM request "
                            "WHERE recorded_ms < ?1 ORDER BY recorded_ms LIMIT ?2)",
    [SQL_STANDARD_PUT] = "INSERT INTO standard (edition, sequence, process, version, discipline, "
                         "hash) VALUES (?1,?2,?3,?4,?5,?6)",
    [SQL_STANDARD_GET] = "SELECT sequence, process, version, discipline, hash FROM standard "
                         "WHERE edition = ?1",
    [SQL_STANDARDS] = "SELECT s.edition, s.hash, e.text FROM standard s "
                      "JOIN event e ON e.sequence = s.sequence ORDER BY s.edition",
    [SQL_PART_PUT] = "INSERT INTO part (edition, what, number, id) VALUES (?1,?2,?3,?4)",
    [SQL_PERSON_PUT] = "INSERT INTO person (number, sequence, name) VALUES (?1,?2,?3) "
                       "ON CONFLICT (number) DO UPDATE SET sequence = ?2, name = ?3",
    [SQL_PERSON_GET] = "SELECT sequence, name FROM person WHERE number = ?1",
    [SQL_PERSON_LAST] = "SELECT max(number) FROM person",
    [SQL_DEAL_PUT] = "INSERT INTO deal (" DEAL_PLACES ", " DEAL_COUNTS ", outcome, stage, "
                     "stage_entered_ms, owner, name, reference) "
                     "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,"
                     "?17,?18,?19,?20,?21,?22,?23,?24,?25) "
                     "ON CONFLICT (id) DO UPDATE SET " DEAL_SET ", outcome=?20, stage=?21, "
                     "stage_entered_ms=?22, owner=?23, name=?24, reference=?25",
    [SQL_DEAL_TOUCH] = "UPDATE deal SET " DEAL_SET " WHERE id = ?1",
    [SQL_DEAL_GET] = "SELECT " DEAL_COLUMNS ", " DEAL_COUNTS " FROM deal WHERE id = ?1",
    [SQL_DEAL_BY_REFERENCE] = "SELECT " DEAL_COLUMNS " FROM deal WHERE reference = ?1",
    [SQL_MILESTONE_PUT] =
        "INSERT OR REPLACE INTO deal_milestone (deal, milestone, reached, ever_reached, fresh_ms, "
        "confirmed, waived, waived_until_ms) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
    [SQL_MILESTONE_DROP] = "DELETE FROM deal_milestone WHERE deal = ?1 AND milestone = ?2",
    [SQL_FIELD_PUT] = "INSERT OR REPLACE INTO deal_field (deal, field, value, sequence) "
                      "VALUES (?1,?2,?3,?4)",
    [SQL_FIELD_DROP] = "DELETE FROM deal_field WHERE deal = ?1 AND field = ?2",
    [SQL_HANDOFF_PUT] = "INSERT OR REPLACE INTO deal_handoff (deal, handoff, standing, "
                        "accept_by_ms, touch_by_ms) VALUES (?1,?2,?3,?4,?5)",
    [SQL_HANDOFF_DROP] = "DELETE FROM deal_handoff WHERE deal = ?1 AND handoff = ?2",
    [SQL_DEALS] = "SELECT " DEAL_COLUMNS " FROM deal WHERE id > ?1 ORDER BY id LIMIT ?2",
    [SQL_DEALS_OF_STAGE] =
        "SELECT " DEAL_COLUMNS " FROM deal WHERE outcome = ?1 AND stage = ?2 AND "
        "(stage_entered_ms, id) > (?3, ?4) ORDER BY stage_entered_ms, id LIMIT ?5",
    [SQL_DEALS_OF_OWNER] = "SELECT " DEAL_COLUMNS " FROM deal WHERE owner = ?1 AND outcome = ?2 "
                           "AND id > ?3 ORDER BY id LIMIT ?4",
    [SQL_LIST_BY_ID] =
        "SELECT " DEAL_COLUMNS " FROM deal WHERE " DEAL_FILTER " AND id > ?6 ORDER BY id LIMIT ?7",
    [SQL_LIST_BY_ID_DOWN] = "SELECT " DEAL_COLUMNS " FROM deal WHERE " DEAL_FILTER
                            " AND id < ?6 ORDER BY id DESC LIMIT ?7",
    [SQL_LIST_BY_ENTERED] = "SELECT " DEAL_COLUMNS " FROM deal WHERE " DEAL_FILTER
                            " AND (stage_entered_ms, id) > (?5, ?6) "
                            "ORDER BY stage_entered_ms, id LIMIT ?7",
    [SQL_LIST_BY_ENTERED_DOWN] = "SELECT " DEAL_COLUMNS " FROM deal WHERE " DEAL_FILTER
                                 " AND (stage_entered_ms, id) < (?5, ?6) "
                                 "ORDER BY stage_entered_ms DESC, id DESC LIMIT ?7",
    [SQL_FIELDS] = "SELECT f.field, f.value, e.text FROM deal_field f "
                   "LEFT JOIN event e ON e.sequence = f.sequence WHERE f.deal = ?1 "
                   "ORDER BY f.field",
    [SQL_HANDOFFS_WAITING] =
        "SELECT deal, handoff, standing, accept_by_ms, touch_by_ms FROM deal_handoff "
        "WHERE standing IN (1, 3) AND deal > ?1 ORDER BY deal, handoff LIMIT ?2",
    [SQL_PEOPLE] = "SELECT number, name FROM person WHERE number > ?1 ORDER BY number LIMIT ?2",
    [SQL_VERIFY_DEALS] = "SELECT " DEAL_COLUMNS ", " DEAL_COUNTS " FROM deal ORDER BY id",
    [SQL_VERIFY_MILESTONES] =
        "SELECT milestone, reached, ever_reached, fresh_ms, confirmed, waived, waived_until_ms "
        "FROM deal_milestone WHERE deal = ?1 ORDER BY milestone",
    [SQL_VERIFY_FIELDS] =
        "SELECT field, value, sequence FROM deal_field WHERE deal = ?1 ORDER BY field",
    [SQL_VERIFY_HANDOFFS] = "SELECT handoff, standing, accept_by_ms, touch_by_ms "
                            "FROM deal_handoff WHERE deal = ?1 ORDER BY handoff",
    [SQL_VERIFY_COUNTS] =
        "SELECT (SELECT count(*) FROM deal), (SELECT count(*) FROM deal_milestone), "
        "(SELECT count(*) FROM deal_field), (SELECT count(*) FROM deal_handoff), "
        "(SELECT count(*) FROM standard), (SELECT count(*) FROM part), "
        "(SELECT count(*) FROM person)",
    [SQL_VERIFY_REQUESTS] =
        "SELECT r.key, r.sequence, e.sequence, e.actor = r.actor FROM request r "
        "LEFT JOIN event e ON e.sequence = r.sequence ORDER BY r.key",
    [SQL_VERIFY_PEOPLE] = "SELECT p.number, p.sequence, p.name, e.kind, e.value, e.text "
                          "FROM person p LEFT JOIN event e ON e.sequence = p.sequence",
    [SQL_VERIFY_PARTS] = "SELECT what, number, id FROM part WHERE edition = ?1",
};
