#include "accounts/store.h"

static const char script_1[] =
#include "accounts/accounts-1.sql.h"
    ;
static const char script_2[] =
#include "accounts/accounts-2.sql.h"
    ;
const char *const accounts_scripts[ACCOUNTS_SCRIPTS] = {script_1, script_2};

#define ACCOUNT_COLUMNS                                                                            \
    "id, email, name, password, created_ms, disabled_ms, totp, totp_on_ms, totp_step, site"
#define MEMBER_COLUMNS                                                                             \
    "m.workspace, m.account, m.role, m.state, m.department, m.team, m.person, m.since_ms, "        \
    "m.version"
#define MEMBER_PEOPLE                                                                              \
    MEMBER_COLUMNS                                                                                 \
    ", a.email, a.name, a.disabled_ms, a.totp_on_ms, w.id FROM member m "                          \
    "JOIN account a ON a.id = m.account JOIN workspace w ON w.number = m.workspace "

const char *const accounts_statements[SQL_COUNT] = {
    [SQL_ACCOUNT_PUT] = "INSERT INTO account (id, email, name, password, created_ms, totp_step) "
                        "VALUES (?1,?2,?3,?4,?5,0)",
    [SQL_ACCOUNT_GET] = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = ?1",
    [SQL_ACCOUNT_BY_EMAIL] = "SELECT " ACCOUNT_COLUMNS " FROM account WHERE email = ?1",
    [SQL_ACCOUNT_PASSWORD] = "UPDATE account SET password = ?2 WHERE id = ?1",
    [SQL_ACCOUNT_SITE] = "UPDATE account SET site = ?2 WHERE id = ?1",
    [SQL_ACCOUNT_NAME] = "SELECT name FROM account WHERE id = ?1",
    [SQL_ACCOUNT_DISABLE] = "UPDATE account SET disabled_ms = ?2 WHERE id = ?1",
    [SQL_ACCOUNT_TOTP] =
        "UPDATE account SET totp = ?2, totp_on_ms = ?3, totp_step = ?4 WHERE id = ?1",
    [SQL_ACCOUNT_TOTP_STEP] = "UPDATE account SET totp_step = ?2 WHERE id = ?1",
    [SQL_RECOVERY_PUT] = "INSERT INTO recovery (hash, account) VALUES (?1,?2)",
    [SQL_RECOVERY_USE] = "DELETE FROM recovery WHERE hash = ?1 AND account = ?2",
    [SQL_RECOVERY_DROP] = "DELETE FROM recovery WHERE account = ?1",
    [SQL_WORKSPACE_PUT] = "INSERT INTO workspace (id, name) VALUES (?1,?2) "
                          "ON CONFLICT (id) DO UPDATE SET name = ?2",
    [SQL_WORKSPACE_GET] = "SELECT number, name FROM workspace WHERE id = ?1",
    [SQL_WORKSPACE_NEXT] = "SELECT number, id FROM workspace WHERE number > ?1 ORDER BY number "
                           "LIMIT 1",
    [SQL_MEMBER_PUT] =
        "INSERT INTO member (workspace, account, role, state, department, team, person, since_ms, "
        "version) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT (workspace, account) DO UPDATE "
        "SET role=?3, state=?4, department=?5, team=?6, person=?7, since_ms=?8, version=?9",
    [SQL_MEMBER_GET] = "SELECT " MEMBER_PEOPLE "WHERE m.workspace = ?1 AND m.account = ?2",
    [SQL_MEMBER_FIRST] = "SELECT " MEMBER_PEOPLE "WHERE m.account = ?1 "
                         "ORDER BY m.workspace = ?2 DESC, m.state = 4 DESC, m.since_ms, "
                         "m.workspace LIMIT 1",
    [SQL_MEMBER_PERSON] = "UPDATE member SET person = ?3 WHERE workspace = ?1 AND account = ?2",
    [SQL_MEMBERS] = "SELECT " MEMBER_PEOPLE "WHERE m.workspace = ?1 AND m.account > ?2 "
                    "ORDER BY m.account LIMIT ?3",
    [SQL_MEMBERSHIPS] = "SELECT " MEMBER_PEOPLE "WHERE m.account = ?1 ORDER BY w.id LIMIT ?2",
    [SQL_ADMINS_ELSE] = "SELECT count(*) FROM member m JOIN account a ON a.id = m.account "
                        "WHERE m.workspace = ?1 AND m.account != ?2 AND m.role = 1 AND "
                        "m.state = 4 AND a.disabled_ms IS NULL",
    [SQL_ADMIN_ANY] = "SELECT 1 FROM member m JOIN account a ON a.id = m.account "
                      "WHERE m.role = 1 AND m.state = 4 AND a.disabled_ms IS NULL LIMIT 1",
    [SQL_SESSION_PUT] = "INSERT INTO session (id, hash, account, created_ms, seen_ms, fresh_ms, "
                        "source, agent, strong, workspace) VALUES (?1,?2,?3,?4,?4,?4,?5,?6,?8,"
                        "(SELECT workspace FROM member WHERE account = ?3 ORDER BY "
                        "workspace = ?7 DESC, state = 4 DESC, since_ms, workspace LIMIT 1))",
    [SQL_SESSION_GET] = "SELECT s.id, s.account, s.created_ms, s.seen_ms, s.fresh_ms, s.workspace, "
                        "s.strong "
                        "FROM session s JOIN account a ON a.id = s.account "
                        "WHERE s.hash = ?1 AND a.disabled_ms IS NULL",
    [SQL_SESSIONS_WEAKEN] = "UPDATE session SET strong = 0 WHERE account = ?1",
    [SQL_IDENTITY_GET] = "SELECT account FROM identity WHERE issuer = ?1 AND subject = ?2",
    [SQL_IDENTITY_PUT] =
        "INSERT INTO identity (issuer, subject, account, created_ms) VALUES (?1,?2,?3,?4)",
    [SQL_MEMBER_ANY] = "SELECT 1 FROM member WHERE account = ?1 AND state = 4 LIMIT 1",
    [SQL_INVITATION_OF_EMAIL] = "SELECT id, workspace, email, role, department, team, person "
                                "FROM invitation WHERE email = ?1 AND ended_ms IS NULL AND "
                                "expires_ms > ?2 ORDER BY id LIMIT 1",
    [SQL_SESSION_WORKSPACE] = "UPDATE session SET workspace = ?2 WHERE hash = ?1",
    [SQL_SESSION_SEEN] = "UPDATE session SET seen_ms = ?2 WHERE id = ?1 AND seen_ms < ?2",
    [SQL_SESSION_DROP] = "DELETE FROM session WHERE hash = ?1",
    [SQL_SESSION_DROP_ID] = "DELETE FROM session WHERE id = ?1 AND account = ?2",
    [SQL_SESSIONS_DROP] = "DELETE FROM session WHERE account = ?1",
    [SQL_SESSIONS_CROWD] = "DELETE FROM session WHERE id IN (SELECT id FROM session "
                           "WHERE account = ?1 ORDER BY seen_ms DESC, id LIMIT -1 OFFSET ?2)",
    [SQL_SESSIONS_EXPIRE] = "DELETE FROM session WHERE created_ms < ?1 OR seen_ms < ?2",
    [SQL_SESSIONS] = "SELECT id, hash, created_ms, seen_ms, source, agent FROM session "
                     "WHERE account = ?1 ORDER BY seen_ms DESC, id LIMIT ?2",
    [SQL_DEVICE_PUT] = "INSERT INTO device (hash, account, seen_ms) VALUES (?1,?2,?3) "
                       "ON CONFLICT (hash) DO UPDATE SET seen_ms = ?3",
    [SQL_DEVICE_GET] = "SELECT account FROM device WHERE hash = ?1 AND seen_ms > ?2",
    [SQL_DEVICES_DROP] = "DELETE FROM device WHERE account = ?1",
    [SQL_DEVICES_CROWD] = "DELETE FROM device WHERE hash IN (SELECT hash FROM device "
                          "WHERE account = ?1 ORDER BY seen_ms DESC, hash LIMIT -1 OFFSET ?2)",
    [SQL_DEVICES_EXPIRE] = "DELETE FROM device WHERE seen_ms <= ?1",
    [SQL_TOKEN_PUT] = "INSERT INTO token (id, hash, account, workspace, name, scopes, created_ms, "
                      "expires_ms) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
    [SQL_TOKEN_GET] =
        "SELECT t.id, t.account, t.created_ms, t.expires_ms, t.used_ms, t.scopes, w.id "
        "FROM token t JOIN account a ON a.id = t.account JOIN workspace w "
        "ON w.number = t.workspace WHERE t.hash = ?1 AND t.revoked_ms IS NULL AND "
        "a.disabled_ms IS NULL",
    [SQL_TOKEN_BY_ID] = "SELECT account, revoked_ms, name FROM token WHERE id = ?1 AND "
                        "workspace = ?2",
    [SQL_TOKEN_USED] = "UPDATE token SET used_ms = ?2 WHERE id = ?1 AND "
                       "(used_ms IS NULL OR used_ms < ?2)",
    [SQL_TOKEN_REVOKE] = "UPDATE token SET revoked_ms = ?2 WHERE id = ?1",
    [SQL_TOKENS] = "SELECT t.id, t.account, t.name, t.scopes, t.created_ms, t.expires_ms, "
                   "t.used_ms, t.revoked_ms, a.email FROM token t JOIN account a "
                   "ON a.id = t.account WHERE t.workspace = ?1 AND (?2 = 0 OR t.account = ?2) "
                   "AND t.id > ?3 ORDER BY t.id LIMIT ?4",
    [SQL_INVITATION_PUT] =
        "INSERT INTO invitation (id, hash, workspace, email, role, department, team, person, by, "
        "created_ms, expires_ms) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
    [SQL_INVITATION_BY_HASH] = "SELECT id, workspace, email, role, department, team, person "
                               "FROM invitation WHERE hash = ?1 AND ended_ms IS NULL AND "
                               "expires_ms > ?2",
    [SQL_INVITATION_END] = "UPDATE invitation SET ended_ms = ?2 WHERE id = ?1",
    [SQL_INVITATION_END_ID] = "UPDATE invitation SET ended_ms = ?3 WHERE id = ?1 AND "
                              "workspace = ?2 AND ended_ms IS NULL",
    [SQL_INVITATIONS_END_EMAIL] = "UPDATE invitation SET ended_ms = ?3 WHERE workspace = ?1 AND "
                                  "email = ?2 AND ended_ms IS NULL",
    [SQL_INVITATIONS] =
        "SELECT id, email, role, department, team, created_ms, expires_ms FROM invitation "
        "WHERE workspace = ?1 AND ended_ms IS NULL AND expires_ms > ?2 AND id > ?3 "
        "ORDER BY id LIMIT ?4",
    [SQL_SETUP_PUT] = "INSERT OR REPLACE INTO setup (only, hash, expires_ms) VALUES (1,?1,?2)",
    [SQL_SETUP_GET] = "SELECT 1 FROM setup WHERE hash = ?1 AND expires_ms > ?2",
    [SQL_SETUP_DROP] = "DELETE FROM setup",
    [SQL_REQUEST_PUT] = "INSERT INTO request (account, key, hash, subject, recorded_ms) "
                        "VALUES (?1,?2,?3,?4,?5)",
    [SQL_REQUEST_GET] = "SELECT hash, subject FROM request WHERE account = ?1 AND key = ?2",
    [SQL_REQUESTS_FORGET] = "DELETE FROM request WHERE recorded_ms < ?1",
    [SQL_DIGEST_GET] = "SELECT every, hour, weekday, lang FROM digest "
                       "WHERE workspace = ?1 AND account = ?2",
    [SQL_DIGEST_PUT] =
        "INSERT INTO digest (workspace, account, every, hour, weekday, lang, decided_day, token) "
        "VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT (workspace, account) DO UPDATE SET "
        "every = ?3, hour = ?4, weekday = ?5, lang = ?6, decided_day = max(decided_day, ?7)",
    [SQL_DIGEST_BY_TOKEN] = "SELECT workspace, account FROM digest WHERE token = ?1",
    [SQL_DIGEST_END] = "UPDATE digest SET every = 0 WHERE workspace = ?1 AND account = ?2",
    [SQL_DIGEST_DECIDE] = "UPDATE digest SET decided_day = ?3 WHERE workspace = ?1 AND "
                          "account = ?2 AND every > 0 AND decided_day < ?3",
    [SQL_DIGESTS] =
        "SELECT d.account, a.email, a.name, m.department, m.role, m.person, d.every, d.hour, "
        "d.weekday, d.lang, d.decided_day, d.token FROM digest d "
        "JOIN member m ON m.workspace = d.workspace AND m.account = d.account "
        "JOIN account a ON a.id = d.account WHERE d.workspace = ?1 AND d.account > ?2 AND "
        "d.every > 0 AND m.state = 4 AND a.disabled_ms IS NULL ORDER BY d.account LIMIT ?3",
    [SQL_MAIL_PUT] =
        "INSERT INTO mail (id, key, recipient, lang, subject, text, html, "
        "unsubscribe, created_ms, state, tries, next_ms, ended, sealed) "
        "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,0,0,?9,'',?10) ON CONFLICT (key) DO NOTHING",
    [SQL_MAIL_NEXT] =
        "SELECT id, recipient, lang, subject, text, html, unsubscribe, created_ms, "
        "tries, sealed FROM mail WHERE state = 0 AND next_ms <= ?1 ORDER BY next_ms LIMIT 1",
    [SQL_MAIL_TRIES] = "SELECT tries FROM mail WHERE id = ?1",
    [SQL_MAIL_AGAIN] = "UPDATE mail SET tries = ?2, ended = ?3, next_ms = ?4 WHERE id = ?1",
    [SQL_MAIL_END] = "UPDATE mail SET tries = ?2, ended = ?3, state = ?4, text = '', html = '', "
                     "sealed = '' WHERE id = ?1",
    [SQL_MAILS_UNINVITE] =
        "DELETE FROM mail WHERE state = 0 AND key LIKE 'invitation %' AND EXISTS (SELECT 1 FROM "
        "invitation WHERE invitation.id = CAST(substr(mail.key, 12) AS INTEGER) AND ended_ms IS "
        "NOT NULL)",
    [SQL_MAIL_COUNTS] = "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER "
                        "(WHERE state = 1), count(*) FILTER (WHERE state = 2), "
                        "coalesce(min(created_ms) FILTER (WHERE state = 0), 0) FROM mail",
    [SQL_MAILS_FORGET] = "DELETE FROM mail WHERE state > 0 AND created_ms < ?1",
    [SQL_AUDIT_PUT] =
        "INSERT INTO audit (sequence, at_ms, what, account, workspace, subject, hash, text_hash, "
        "salt, source, detail) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
    [SQL_AUDIT_LAST] = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
    [SQL_AUDIT_OF_WORKSPACE] =
        "SELECT x.sequence, x.at_ms, x.what, x.account, x.subject, x.source, x.detail, a.name "
        "FROM audit x LEFT JOIN account a ON a.id = x.account WHERE x.sequence < ?2 AND "
        "(x.workspace = ?1 OR (x.workspace = 0 AND EXISTS (SELECT 1 FROM member m WHERE "
        "m.workspace = ?1 AND m.account = x.subject AND m.state IN (2, 4, 8)))) AND "
        "(?4 = '' OR x.what = ?4 OR substr(x.what, 1, length(?4) + 1) = ?4 || '.') AND "
        "(?5 < 0 OR x.account = ?5 OR x.subject = ?5) AND x.at_ms BETWEEN ?6 AND ?7 ORDER BY "
        "x.sequence DESC LIMIT ?3",
    [SQL_AUDIT_ALL] = "SELECT sequence, at_ms, what, account, workspace, subject, hash, "
                      "text_hash, salt, source, detail FROM audit ORDER BY sequence",
};
