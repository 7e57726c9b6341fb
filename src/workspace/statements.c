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
#define DEAL_KEYS "stage_id, amount, name_key"
#define DEAL_LISTED DEAL_COLUMNS ", " DEAL_KEYS
#define DEAL_COUNTS                                                                                \
    "stage_entries, moves_back, close_day_changes, revoked, waivers, objections, refusals, "       \
    "closes, reopens"

#define DUE_COLUMNS "deal, what, subject, at_ms, state, whom, person, department, owner"

/* The rows of one lane. */
#define QUEUE_LANE "whom = ?1 AND person = ?2 AND department = ?3 AND owner <> ?4"

/* In the order in which project.c binds them. */
#define DEAL_PLACES                                                                                \
    "id, revision, events, edition, ending, parked, opened_ms, closed_ms, parked_until_ms"
#define DEAL_SET                                                                                   \
    "revision=?2, events=?3, ending=?5, parked=?6, opened_ms=?7, closed_ms=?8, "                   \
    "parked_until_ms=?9, stage_entries=?10, moves_back=?11, "                                      \
    "close_day_changes=?12, revoked=?13, waivers=?14, objections=?15, refusals=?16, closes=?17, "  \
    "reopens=?18"

/* A walk through the deals of one outcome (?1) in an order, from a place (?2, ?3 its id). */
#define ONE_FOR_EACH_OUTCOME(first) [first... first + OUTCOME_COUNT - 1]
#define WALK_UP(order) ONE_FOR_EACH_OUTCOME(SQL_WALK + 2 * (order)*OUTCOME_COUNT)
#define WALK_DOWN(order) ONE_FOR_EACH_OUTCOME(SQL_WALK + (2 * (order) + 1) * OUTCOME_COUNT)
#define WALK_BY(order, index, column)                                                              \
    WALK_UP(order) =                                                                               \
        "SELECT " DEAL_LISTED " FROM deal INDEXED BY " index " WHERE outcome = ?1 AND (" column    \
        ", id) > (?2, ?3) ORDER BY " column ", id",                                                \
    WALK_DOWN(order) =                                                                             \
        "SELECT " DEAL_LISTED " FROM deal INDEXED BY " index " WHERE outcome = ?1 AND (" column    \
        ", id) < (?2, ?3) ORDER BY " column " DESC, id DESC"

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
    [SQL_DEAL_PUT] = "INSERT INTO deal (" DEAL_PLACES ", " DEAL_COUNTS ", amount, outcome, stage, "
                     "stage_id, stage_entered_ms, owner, close_day, name, name_key, reference) "
                     "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,"
                     "?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28) "
                     "ON CONFLICT (id) DO UPDATE SET " DEAL_SET ", edition=?4, amount=?19, "
                     "outcome=?20, stage=?21, stage_id=?22, stage_entered_ms=?23, owner=?24, "
                     "close_day=?25, name=?26, name_key=?27, reference=?28",
    [SQL_DEAL_TOUCH] = "UPDATE deal SET " DEAL_SET " WHERE id = ?1",
    [SQL_DEAL_AMOUNT] = "UPDATE deal SET " DEAL_SET ", amount=?19 WHERE id = ?1",
    [SQL_DEAL_GET] = "SELECT " DEAL_LISTED ", " DEAL_COUNTS " FROM deal WHERE id = ?1",
    [SQL_DEAL_BY_REFERENCE] = "SELECT " DEAL_LISTED " FROM deal WHERE reference = ?1",
    [SQL_TALLY_ADD] =
        "INSERT INTO tally (outcome, owner, stage_id, currency, deals, valued, amount) "
        "VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO UPDATE SET "
        "deals = deals + ?5, valued = valued + ?6, "
        "amount = CAST(amount + ?7 AS INTEGER)",
    [SQL_TALLY_DROP] = "DELETE FROM tally WHERE outcome = ?1 AND owner = ?2 AND stage_id = ?3 "
                       "AND currency = ?4 AND deals = 0",
    [SQL_TALLY_COUNT] = "SELECT sum(deals) FROM tally WHERE outcome = ?1 AND owner >= ?2 AND "
                        "owner <= ?3 AND (?4 IS NULL OR stage_id = ?4)",
    [SQL_TALLY_STAGES] = "SELECT stage_id, currency, sum(deals), sum(valued), "
                         "CAST(total(amount) AS INTEGER) FROM tally "
                         "WHERE outcome = ?1 AND owner >= ?2 AND owner <= ?3 "
                         "GROUP BY stage_id, currency",
    [SQL_SEARCH_PUT + SEARCH_NAMES] = "INSERT INTO word_name (rowid, text) VALUES (?1, ?2)",
    [SQL_SEARCH_PUT + SEARCH_TEXTS] = "INSERT INTO word_text (rowid, text) VALUES (?1, ?2)",
    [SQL_SEARCH_DROP + SEARCH_NAMES] =
        "INSERT INTO word_name (word_name, rowid, text) VALUES ('delete', ?1, ?2)",
    [SQL_SEARCH_DROP + SEARCH_TEXTS] =
        "INSERT INTO word_text (word_text, rowid, text) VALUES ('delete', ?1, ?2)",
    [SQL_SEARCH + SEARCH_NAMES] = "SELECT rowid FROM word_name WHERE word_name MATCH ?1 AND "
                                  "rowid < ?2 ORDER BY rowid DESC LIMIT ?3",
    [SQL_SEARCH + SEARCH_TEXTS] = "SELECT rowid FROM word_text WHERE word_text MATCH ?1 AND "
                                  "rowid < ?2 ORDER BY rowid DESC LIMIT ?3",
    [SQL_KEYS_OF_OWNER] = "SELECT id, stage_entered_ms, amount, close_day FROM deal "
                          "INDEXED BY deal_owner WHERE owner = ?1 AND outcome = ?2",
    [SQL_OF_OWNER] = "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_owner "
                     "WHERE owner = ?1 AND outcome = ?2",
    [SQL_OF_STAGE] = "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_stage "
                     "WHERE outcome = ?2 AND stage_id = ?3",
    [SQL_MILESTONE_PUT] =
        "INSERT OR REPLACE INTO deal_milestone (deal, milestone, reached, ever_reached, fresh_ms, "
        "confirmed, waived, waived_until_ms, excused, excused_until_ms) "
        "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    [SQL_MILESTONE_DROP] = "DELETE FROM deal_milestone WHERE deal = ?1 AND milestone = ?2",
    [SQL_FIELD_PUT] = "INSERT OR REPLACE INTO deal_field (deal, field, value, sequence) "
                      "VALUES (?1,?2,?3,?4)",
    [SQL_FIELD_DROP] = "DELETE FROM deal_field WHERE deal = ?1 AND field = ?2",
    [SQL_HANDOFF_PUT] = "INSERT OR REPLACE INTO deal_handoff (deal, handoff, standing, "
                        "accept_by_ms, touch_by_ms) VALUES (?1,?2,?3,?4,?5)",
    [SQL_HANDOFF_DROP] = "DELETE FROM deal_handoff WHERE deal = ?1 AND handoff = ?2",
    ONE_FOR_EACH_OUTCOME(SQL_DEALS_OF_STAGE) =
        "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_stage WHERE outcome = ?1 AND "
        "stage_id = ?4 AND (stage_entered_ms, id) > (?2, ?3) ORDER BY stage_entered_ms, id",
    ONE_FOR_EACH_OUTCOME(SQL_DEALS_OF_STAGE_DOWN) =
        "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_stage WHERE outcome = ?1 AND "
        "stage_id = ?4 AND (stage_entered_ms, id) < (?2, ?3) "
        "ORDER BY stage_entered_ms DESC, id DESC",
    WALK_UP(ORDER_ID) = "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_outcome "
                        "WHERE outcome = ?1 AND id > ?3 ORDER BY id",
    WALK_DOWN(ORDER_ID) = "SELECT " DEAL_LISTED " FROM deal INDEXED BY deal_outcome "
                          "WHERE outcome = ?1 AND id < ?3 ORDER BY id DESC",
    WALK_BY(ORDER_ENTERED, "deal_entered", "stage_entered_ms"),
    WALK_BY(ORDER_AMOUNT, "deal_amount", "amount"),
    WALK_BY(ORDER_CLOSE, "deal_close", "close_day"),
    WALK_BY(ORDER_NAME, "deal_name", "name_key"),
    [SQL_FIELDS] = "SELECT f.field, f.value, e.text FROM deal_field f "
                   "LEFT JOIN event e ON e.sequence = f.sequence WHERE f.deal = ?1 "
                   "ORDER BY f.field",
    [SQL_WAITING] = "SELECT at_ms, deal, what, subject, state FROM due WHERE " QUEUE_LANE
                    " AND (at_ms, deal, what, subject) > (?5,?6,?7,?8) AND at_ms <= ?9 "
                    "AND (?10 < 0 OR what = ?10) ORDER BY at_ms, deal, what, subject LIMIT ?11",
    [SQL_WAITING_COUNT] =
        "SELECT what, count(*), sum(state = 2 OR (state = 1 AND at_ms <= ?6)) FROM (SELECT what, "
        "state, at_ms FROM due WHERE " QUEUE_LANE
        " AND at_ms <= ?5 ORDER BY at_ms LIMIT ?7) GROUP BY what",
    [SQL_WAITING_OWNERS] =
        "SELECT person, count(*), sum(state = 2 OR (state = 1 AND at_ms <= ?3)) FROM due "
        "WHERE whom = ?1 AND person <> 0 AND at_ms <= ?2 GROUP BY person ORDER BY 3 DESC, 2 DESC, "
        "1 LIMIT ?4",
    [SQL_MIGRATION_PUT] = "INSERT INTO migration (id, edition, undoes, began_ms, last, moved) "
                          "VALUES (?1,?2,?3,?4,NULL,0)",
    [SQL_MIGRATION_SET] = "UPDATE migration SET moved = ?2, last = ?3 WHERE id = ?1",
    [SQL_MIGRATION_OF] = "SELECT id, edition, undoes, began_ms, last, moved FROM migration "
                         "WHERE edition = ?1 ORDER BY id DESC LIMIT 1",
    [SQL_MIGRATION_LAST] = "SELECT m.id, m.edition, m.undoes, m.began_ms, m.last, m.moved, "
                           "e.actor, e.role FROM migration m JOIN event e ON e.sequence = m.id "
                           "ORDER BY m.id DESC LIMIT 1",
    [SQL_STANDING] = "SELECT edition, stage, outcome, count(*) FROM deal WHERE outcome IN (0, 1) "
                     "GROUP BY edition, stage, outcome",
    [SQL_FILE_PUT] = "INSERT INTO file (hash, sequence, bytes, name) VALUES (?1,?2,?3,?4)",
    [SQL_FILE_GET] = "SELECT sequence, bytes, name FROM file WHERE hash = ?1",
    [SQL_FILE_PART_PUT] = "INSERT INTO file_part (hash, part, content) VALUES (?1,?2,?3)",
    [SQL_FILE_PARTS] = "SELECT content FROM file_part WHERE hash = ?1 ORDER BY part",
    [SQL_PROPOSAL_EVENT_PUT] = "INSERT INTO proposal_event (proposal, sequence) VALUES (?1,?2)",
    [SQL_PROPOSAL_EVENTS] = "SELECT " EVENT_COLUMNS " FROM proposal_event p "
                            "JOIN event USING (sequence) WHERE p.proposal = ?1 ORDER BY sequence",
    [SQL_PROPOSALS] = "SELECT DISTINCT proposal FROM proposal_event WHERE proposal > 0 "
                      "ORDER BY proposal DESC",
    [SQL_PROPOSAL_LAST] = "SELECT max(proposal) FROM proposal_event",
    [SQL_ASSIGNMENT_PUT] = "INSERT INTO assignment (deal, proposal, sequence, seller, drawn, now, "
                           "per_mille) VALUES (?1,?2,?3,?4,?5,?6,?7)",
    [SQL_ASSIGNMENT_GET] = "SELECT proposal, drawn, now, per_mille FROM assignment WHERE deal = ?1",
    [SQL_ASSIGNED] = "SELECT count(*), coalesce(sum(now), 0) FROM assignment "
                     "WHERE proposal = ?1 AND seller = ?2 AND drawn = 1",
    [SQL_ASSIGNED_ALL] = "SELECT count(*), coalesce(sum(now), 0) FROM assignment "
                         "WHERE proposal = ?1 AND drawn = 1",
    [SQL_ASSIGNED_SELLER] = "SELECT now, per_mille FROM assignment "
                            "WHERE proposal = ?1 AND seller = ?2 AND drawn = 1 LIMIT 1",
    /* by the edition that a deal was opened on */
    [SQL_EFFECT_DEALS] =
        "SELECT d.opened_ms, d.closed_ms, d.outcome, d.owner, e.value, a.sequence, a.per_mille "
        "FROM deal d JOIN event e ON e.sequence = d.id "
        "LEFT JOIN assignment a ON a.deal = d.id AND a.proposal = ?3 "
        "WHERE e.value IN (?1, ?2) AND d.outcome <> 5 ORDER BY d.id",
    [SQL_REVIEW_WON] = "SELECT " DEAL_LISTED " FROM deal WHERE outcome = 1 AND closed_ms >= ?1 "
                       "ORDER BY amount DESC, id LIMIT ?2",
    [SQL_REVIEW_LOST] = "SELECT " DEAL_LISTED " FROM deal WHERE outcome IN (2, 3) AND "
                        "closed_ms >= ?1 ORDER BY amount DESC, id LIMIT ?2",
    /* moves, waivers, objections, refusals, by the milestone they are about */
    [SQL_REVIEW_COUNTS] =
        "SELECT e.kind, d.edition, CASE e.kind WHEN 1 THEN 0 ELSE e.subject END AS s, count(*) "
        "FROM event e JOIN deal d ON d.id = e.deal "
        "WHERE e.sequence > ?1 AND e.sequence <= ?2 AND e.kind IN (1, 8, 10, 23) "
        "GROUP BY e.kind, d.edition, s ORDER BY e.kind, d.edition, s",
    [SQL_VERIFY_PROPOSALS] = "SELECT p.proposal, e.kind, e.value FROM proposal_event p "
                             "LEFT JOIN event e ON e.sequence = p.sequence",
    [SQL_VERIFY_ASSIGNMENTS] =
        "SELECT a.deal, a.proposal, a.sequence, a.seller, a.drawn, a.now, a.per_mille, "
        "e.deal, e.kind, e.value, e.subject, o.actor FROM assignment a "
        "LEFT JOIN event e ON e.sequence = a.sequence "
        "LEFT JOIN event o ON o.sequence = a.deal",
    [SQL_TRAINING_GET] = "SELECT acknowledged_ms, confirmed_ms, confirmed_level, confirmed_by "
                         "FROM training WHERE person = ?1 AND edition = ?2",
    [SQL_TRAINING_PUT] =
        "INSERT OR REPLACE INTO training (person, edition, acknowledged_ms, confirmed_ms, "
        "confirmed_level, confirmed_by) VALUES (?1,?2,?3,?4,?5,?6)",
    [SQL_IN_FLIGHT] = "SELECT id FROM deal WHERE edition = ?1 AND outcome = ?2 AND id > ?3 "
                      "ORDER BY id LIMIT ?4",
    [SQL_PEOPLE] = "SELECT number, name FROM person WHERE number > ?1 ORDER BY number LIMIT ?2",
    [SQL_VIEW_PUT] = "INSERT INTO saved_view (number, sequence) VALUES (?1,?2) "
                     "ON CONFLICT (number) DO UPDATE SET sequence = ?2",
    [SQL_VIEW_GET] =
        "SELECT e.kind, v.sequence FROM saved_view v JOIN event e ON e.sequence = v.sequence "
        "WHERE v.number = ?1",
    [SQL_VIEW_LAST] =
        "SELECT max(v.number), count(*) FILTER (WHERE e.kind = 150) FROM saved_view v "
        "JOIN event e ON e.sequence = v.sequence",
    [SQL_VIEWS] = "SELECT v.number, v.sequence, e.text FROM saved_view v JOIN event e ON "
                  "e.sequence = v.sequence WHERE v.number > ?1 AND e.kind = 150 "
                  "ORDER BY v.number LIMIT ?2",
    [SQL_VERIFY_VIEWS] =
        "SELECT value FROM (SELECT value, max(sequence) FROM event WHERE kind IN (150, 151) "
        "GROUP BY value EXCEPT SELECT number, sequence FROM saved_view) "
        "UNION SELECT number FROM (SELECT number, sequence FROM saved_view EXCEPT "
        "SELECT value, max(sequence) FROM event WHERE kind IN (150, 151) GROUP BY value)",
    [SQL_WEBHOOK_PUT] = "INSERT INTO webhook (number, sequence) VALUES (?1,?2) "
                        "ON CONFLICT (number) DO UPDATE SET sequence = ?2",
    [SQL_WEBHOOK_GET] =
        "SELECT e.kind, w.sequence FROM webhook w JOIN event e ON e.sequence = w.sequence "
        "WHERE w.number = ?1",
    [SQL_WEBHOOK_LAST] =
        "SELECT max(w.number), count(*) FILTER (WHERE e.kind = 180) FROM webhook w "
        "JOIN event e ON e.sequence = w.sequence",
    [SQL_WEBHOOKS] =
        "SELECT w.number, w.sequence, e.occurred_ms, q.position, q.tries, q.next_ms, "
        "q.delivered_ms, e.text FROM webhook w JOIN event e ON e.sequence = w.sequence "
        "JOIN webhook_queue q ON q.webhook = w.number WHERE w.number > ?1 AND e.kind = 180 "
        "ORDER BY w.number LIMIT ?2",
    [SQL_QUEUE_PUT] = "INSERT INTO webhook_queue (webhook, position, tries, next_ms) "
                      "VALUES (?1,?2,0,0)",
    [SQL_QUEUE_DROP] = "DELETE FROM webhook_queue WHERE webhook = ?1",
    [SQL_QUEUE_MOVE] =
        "UPDATE webhook_queue SET position = ?2, tries = ?3, next_ms = ?4, "
        "delivered_ms = coalesce(?5, delivered_ms) WHERE webhook = ?1 AND position <= ?2",
    [SQL_QUEUE_WAKE] = "UPDATE webhook_queue SET tries = 0, next_ms = 0 WHERE webhook = ?1",
    [SQL_DELIVERY_PUT] =
        "INSERT INTO delivery (webhook, sequence, tries, outcome, status, ended, first_ms, "
        "last_ms) "
        "VALUES (?1,?2,1,?3,?4,?5,?6,?6) ON CONFLICT (webhook, sequence) DO UPDATE SET "
        "tries = tries + 1, outcome = ?3, status = ?4, ended = ?5, last_ms = ?6",
    [SQL_DELIVERIES] =
        "SELECT d.sequence, d.tries, d.outcome, d.status, d.ended, d.first_ms, d.last_ms, e.kind, "
        "e.deal, e.hash FROM delivery d JOIN event e ON e.sequence = d.sequence "
        "WHERE d.webhook = ?1 AND d.sequence < ?2 ORDER BY d.sequence DESC LIMIT ?3",
    [SQL_DELIVERIES_DROP] = "DELETE FROM delivery WHERE webhook = ?1",
    [SQL_DELIVERIES_FORGET] =
        "DELETE FROM delivery WHERE webhook = ?1 AND sequence <= (SELECT sequence FROM delivery "
        "WHERE webhook = ?1 ORDER BY sequence DESC LIMIT 1 OFFSET ?2)",
    /* the last event of each number, against the row: whatever is only on one side */
    [SQL_VERIFY_WEBHOOKS] =
        "SELECT value, last FROM (SELECT value, max(sequence) AS last FROM event "
        "WHERE kind IN (180, 181) GROUP BY value EXCEPT SELECT number, sequence FROM webhook) "
        "UNION SELECT number, sequence FROM (SELECT number, sequence FROM webhook EXCEPT "
        "SELECT value, max(sequence) FROM event WHERE kind IN (180, 181) GROUP BY value)",
    /* a queue for each that is set, and nothing told that did not happen */
    [SQL_VERIFY_DELIVERIES] =
        "SELECT (SELECT count(*) FROM webhook w JOIN event e ON e.sequence = w.sequence "
        "LEFT JOIN webhook_queue q ON q.webhook = w.number WHERE e.kind = 180 AND "
        "(q.position IS NULL OR q.position > ?1)), (SELECT count(*) FROM delivery d "
        "LEFT JOIN webhook_queue q ON q.webhook = d.webhook LEFT JOIN event e "
        "ON e.sequence = d.sequence WHERE q.webhook IS NULL OR e.sequence IS NULL)",
    [SQL_DUE_PUT] =
        "INSERT INTO due (" DUE_COLUMNS ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT (deal, "
        "what, subject) DO UPDATE SET at_ms=?4, state=?5, whom=?6, person=?7, department=?8, "
        "owner=?9",
    [SQL_DUE_DROP] = "DELETE FROM due WHERE deal = ?1 AND what = ?2 AND subject = ?3",
    [SQL_TRAININGS_DUE_DROP] = "DELETE FROM due WHERE deal = 0 AND what = ?1 "
                               "AND subject & 8191 = ?2",
    [SQL_DUE_NOW] = "SELECT deal FROM due WHERE state = 1 AND at_ms <= ?1 ORDER BY at_ms LIMIT ?2",
    [SQL_DUE_OF_DEAL] = "SELECT what, subject, at_ms FROM due WHERE deal = ?1 AND state = 1 "
                        "ORDER BY at_ms, what, subject LIMIT 1",
    [SQL_DUE_NEXT] = "SELECT min(at_ms) FROM due WHERE state = 1",
    [SQL_VERIFY_DUES] = "SELECT " DUE_COLUMNS " FROM due WHERE deal = ?1 ORDER BY what, subject",
    [SQL_VERIFY_DEALS] = "SELECT " DEAL_LISTED ", " DEAL_COUNTS " FROM deal ORDER BY id",
    [SQL_VERIFY_TALLY] = "SELECT outcome, owner, stage_id, currency, deals, valued, amount "
                         "FROM tally ORDER BY outcome, owner, stage_id, currency",
    [SQL_VERIFY_SEARCH_PUT + SEARCH_NAMES] =
        "INSERT INTO temp.name_again (rowid, text) VALUES (?1, ?2)",
    [SQL_VERIFY_SEARCH_PUT + SEARCH_TEXTS] =
        "INSERT INTO temp.text_again (rowid, text) VALUES (?1, ?2)",
    [SQL_VERIFY_SEARCH_DROP + SEARCH_NAMES] =
        "INSERT INTO temp.name_again (name_again, rowid, text) VALUES ('delete', ?1, ?2)",
    [SQL_VERIFY_SEARCH_DROP + SEARCH_TEXTS] =
        "INSERT INTO temp.text_again (text_again, rowid, text) VALUES ('delete', ?1, ?2)",
    [SQL_VERIFY_WORDS + SEARCH_NAMES] = "SELECT term, doc, cnt FROM temp.name_words",
    [SQL_VERIFY_WORDS + SEARCH_TEXTS] = "SELECT term, doc, cnt FROM temp.text_words",
    [SQL_VERIFY_WORDS_AGAIN + SEARCH_NAMES] = "SELECT term, doc, cnt FROM temp.name_words_again",
    [SQL_VERIFY_WORDS_AGAIN + SEARCH_TEXTS] = "SELECT term, doc, cnt FROM temp.text_words_again",
    [SQL_VERIFY_TEXTS + SEARCH_NAMES] = "SELECT hex(sz), id, 0 FROM word_name_docsize ORDER BY id",
    [SQL_VERIFY_TEXTS + SEARCH_TEXTS] = "SELECT hex(sz), id, 0 FROM word_text_docsize ORDER BY id",
    [SQL_VERIFY_TEXTS_AGAIN + SEARCH_NAMES] =
        "SELECT hex(sz), id, 0 FROM temp.name_again_docsize ORDER BY id",
    [SQL_VERIFY_TEXTS_AGAIN + SEARCH_TEXTS] =
        "SELECT hex(sz), id, 0 FROM temp.text_again_docsize ORDER BY id",
    [SQL_VERIFY_MILESTONES] = "SELECT milestone, reached, ever_reached, fresh_ms, confirmed, "
                              "waived, waived_until_ms, excused, excused_until_ms "
                              "FROM deal_milestone WHERE deal = ?1 ORDER BY milestone",
    [SQL_VERIFY_FIELDS] =
        "SELECT field, value, sequence FROM deal_field WHERE deal = ?1 ORDER BY field",
    [SQL_VERIFY_HANDOFFS] = "SELECT handoff, standing, accept_by_ms, touch_by_ms "
                            "FROM deal_handoff WHERE deal = ?1 ORDER BY handoff",
    [SQL_VERIFY_COUNTS] =
        "SELECT (SELECT count(*) FROM deal), (SELECT count(*) FROM deal_milestone), "
        "(SELECT count(*) FROM deal_field), (SELECT count(*) FROM deal_handoff), "
        "(SELECT count(*) FROM due), "
        "(SELECT count(*) FROM standard), (SELECT count(*) FROM part), "
        "(SELECT count(*) FROM person)",
    [SQL_VERIFY_REQUESTS] =
        "SELECT r.key, r.sequence, e.sequence, e.actor = r.actor FROM request r "
        "LEFT JOIN event e ON e.sequence = r.sequence ORDER BY r.key",
    [SQL_VERIFY_PEOPLE] = "SELECT p.number, p.sequence, p.name, e.kind, e.value, e.text "
                          "FROM person p LEFT JOIN event e ON e.sequence = p.sequence",
    [SQL_DEAL_DROP] = "DELETE FROM deal WHERE id = ?1",
    [SQL_MILESTONES_DROP] = "DELETE FROM deal_milestone WHERE deal = ?1",
    [SQL_FIELDS_DROP] = "DELETE FROM deal_field WHERE deal = ?1",
    [SQL_HANDOFFS_DROP] = "DELETE FROM deal_handoff WHERE deal = ?1",
    [SQL_IMPORT_PUT] = "INSERT INTO import (id, state, last) VALUES (?1,?2,?3) "
                       "ON CONFLICT (id) DO UPDATE SET state = ?2, last = ?3",
    [SQL_IMPORTS] =
        "SELECT i.id, i.state, b.occurred_ms, b.actor, b.text, i.last, l.text "
        "FROM import i JOIN event b ON b.sequence = i.id "
        "JOIN event l ON l.sequence = i.last WHERE i.id < ?1 ORDER BY i.id DESC LIMIT ?2",
    [SQL_IMPORT_DEALS] = "SELECT sequence, deal, subject FROM event WHERE sequence > ?1 AND "
                         "kind = 173 AND value = ?2 ORDER BY sequence LIMIT ?3",
    [SQL_VERIFY_IMPORTS] = "SELECT id, state, last FROM import ORDER BY id",
    [SQL_VERIFY_MIGRATIONS] = "SELECT id, edition, undoes, began_ms, last, moved FROM migration "
                              "ORDER BY id",
    [SQL_VERIFY_FILES] = "SELECT f.hash, f.bytes, f.name, e.kind, e.value, e.text FROM file f "
                         "LEFT JOIN event e ON e.sequence = f.sequence ORDER BY f.hash",
    [SQL_VERIFY_TRAINING] = "SELECT person, edition, acknowledged_ms, confirmed_ms, "
                            "confirmed_level, confirmed_by FROM training ORDER BY person, edition",
    [SQL_VERIFY_PARTS] = "SELECT what, number, id FROM part WHERE edition = ?1",
};
