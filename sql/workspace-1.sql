-- The layout of a workspace, version 1. `event` is the truth and is only ever appended to;
-- every other table but `request` is made from it and can be made again (etalon verify).

-- What happened, in the order in which it was recorded: 1, 2, 3… without a gap.
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    deal INTEGER NOT NULL,        -- 0: about the workspace
    before INTEGER NOT NULL,      -- the deal's event before this one, 0: none
    kind INTEGER NOT NULL,
    form INTEGER NOT NULL,        -- version of what this kind means
    subject INTEGER NOT NULL,
    value INTEGER NOT NULL,
    occurred_ms INTEGER NOT NULL,
    lag_ms INTEGER NOT NULL,      -- recorded so long after it occurred
    actor INTEGER NOT NULL,
    role INTEGER NOT NULL,
    hash BLOB NOT NULL,           -- SHA-256 of the hash before and of this row
    salt BLOB,                    -- with a text: 16 random bytes
    text_hash BLOB,               -- SHA-256 of salt and text; stays when the text is erased
    text TEXT
) STRICT;

-- A request that had an effect, and what was answered, so that it has it once.
CREATE TABLE request (
    key TEXT PRIMARY KEY,
    actor INTEGER NOT NULL,
    hash BLOB NOT NULL,           -- of what was asked
    sequence INTEGER NOT NULL,    -- its last event
    recorded_ms INTEGER NOT NULL,
    status INTEGER NOT NULL,
    deal INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX request_recorded ON request (recorded_ms); -- to forget the old ones

-- A published version of a standard; its text is the text of its event.
CREATE TABLE standard (
    edition INTEGER PRIMARY KEY,  -- 1, 2, 3… in the order of publication, all processes
    sequence INTEGER NOT NULL,
    process TEXT NOT NULL,
    version INTEGER NOT NULL,
    discipline TEXT NOT NULL,
    hash BLOB NOT NULL            -- SHA-256 of the text
) STRICT;

-- What the numbers in deals mean in an edition.
CREATE TABLE part (
    edition INTEGER NOT NULL,
    what TEXT NOT NULL,           -- stage, milestone, field, handoff
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (edition, what, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    number INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL,    -- of the event with the name
    name TEXT
) STRICT;

-- An import: an export that became deals. Its deals are in the events that name it.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,       -- the sequence of its first event
    state INTEGER NOT NULL,       -- 0 begun, 1 ended, 2 taken back
    last INTEGER NOT NULL         -- the event that says so
) STRICT;

CREATE TABLE deal (
    id INTEGER PRIMARY KEY,       -- the sequence of its first event
    revision INTEGER NOT NULL,    -- the sequence of its last event
    events INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    stage_entered_ms INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    opened_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    ending INTEGER NOT NULL,
    parked INTEGER NOT NULL,
    parked_until_ms INTEGER,
    close_day INTEGER NOT NULL,   -- -2^63: not known
    stage_entries INTEGER NOT NULL,
    moves_back INTEGER NOT NULL,
    close_day_changes INTEGER NOT NULL,
    revoked INTEGER NOT NULL,
    waivers INTEGER NOT NULL,
    objections INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    closes INTEGER NOT NULL,
    reopens INTEGER NOT NULL,
    name TEXT,
    reference TEXT,               -- its id elsewhere
    stage_id TEXT NOT NULL,       -- of its stage, whatever its number in the edition
    amount INTEGER NOT NULL,      -- in the smallest unit of money; -2^63: none
    name_key TEXT NOT NULL        -- the name in small letters without accents
) STRICT;
-- In the orders in which lists are asked for; each ends in the id, which the table adds.
CREATE INDEX deal_outcome ON deal (outcome);
CREATE INDEX deal_stage ON deal (outcome, stage_id, stage_entered_ms);
CREATE INDEX deal_entered ON deal (outcome, stage_entered_ms);
CREATE INDEX deal_amount ON deal (outcome, amount);
CREATE INDEX deal_close ON deal (outcome, close_day);
CREATE INDEX deal_name ON deal (outcome, name_key);
CREATE INDEX deal_owner ON deal (owner, outcome);
CREATE INDEX deal_edition ON deal (edition, outcome); -- in the order of id: to carry them over
CREATE UNIQUE INDEX deal_reference ON deal (reference) WHERE reference IS NOT NULL;

-- How many deals and how much money: what a board shows above its columns.
CREATE TABLE tally (
    outcome INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    stage_id TEXT NOT NULL,
    currency TEXT NOT NULL,       -- of the edition; empty: it has none
    deals INTEGER NOT NULL,       -- never 0
    valued INTEGER NOT NULL,      -- of them, with an amount
    amount INTEGER NOT NULL,      -- summed; one deal counts for 9 * 10^12 at most
    PRIMARY KEY (outcome, owner, stage_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_milestone (
    deal INTEGER NOT NULL,
    milestone INTEGER NOT NULL,
    reached INTEGER NOT NULL,     -- and not revoked since
    ever_reached INTEGER NOT NULL,
    fresh_ms INTEGER,             -- reached or last confirmed
    confirmed INTEGER NOT NULL,   -- 1 by a peer, 2 by a manager
    waived INTEGER NOT NULL,      -- 1, and 2 by a peer, 4 by a manager
    waived_until_ms INTEGER,
    excused INTEGER NOT NULL,     -- 1 grandfathered, 2 to catch up
    excused_until_ms INTEGER,
    PRIMARY KEY (deal, milestone)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_field (
    deal INTEGER NOT NULL,
    field INTEGER NOT NULL,
    value INTEGER NOT NULL,
    sequence INTEGER NOT NULL,    -- of the event that set it, which has its text
    PRIMARY KEY (deal, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_handoff (
    deal INTEGER NOT NULL,
    handoff INTEGER NOT NULL,
    standing INTEGER NOT NULL,    -- 1 offered, 2 accepted, 4 touched, 8 returned
    accept_by_ms INTEGER,
    touch_by_ms INTEGER,
    PRIMARY KEY (deal, handoff)
) STRICT, WITHOUT ROWID;

-- What waits, and until when: of deals (deal/clock.h), and with deal 0 of the workspace.
CREATE TABLE due (
    deal INTEGER NOT NULL,
    what INTEGER NOT NULL,        -- enum due_what
    subject INTEGER NOT NULL,     -- stage, hand-off, milestone; with deal 0 the edition, of a
                                  -- training with the person × 8192 before it
    at_ms INTEGER NOT NULL,       -- when it runs out; without a clock: since when it waits
    state INTEGER NOT NULL,       -- 0 no clock, 1 runs, 2 has run out
    whom INTEGER NOT NULL,        -- enum due_whom
    person INTEGER NOT NULL,      -- whom 1, 5; else 0
    department TEXT NOT NULL,     -- whom 2; else ''
    owner INTEGER NOT NULL,       -- of the deal
    PRIMARY KEY (deal, what, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_running ON due (at_ms) WHERE state = 1;
CREATE INDEX due_queue ON due (whom, person, department, at_ms);

-- A question that somebody keeps, for themselves or for all; it is the text of the event.
CREATE TABLE saved_view (
    number INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL     -- of the event that set or ended it last
) STRICT;

-- Which events are about which proposal: what it is, is the fold of them.
CREATE TABLE proposal_event (
    proposal INTEGER NOT NULL,    -- its number; 0: decided in a review, about no proposal
    sequence INTEGER NOT NULL,
    PRIMARY KEY (proposal, sequence)
) STRICT, WITHOUT ROWID;

-- In a trial: which deal got which version, and with what probability.
CREATE TABLE assignment (
    deal INTEGER PRIMARY KEY,
    proposal INTEGER NOT NULL,
    sequence INTEGER NOT NULL,    -- of the event: the order of assignment
    seller INTEGER NOT NULL,      -- who opened it
    drawn INTEGER NOT NULL,       -- 1: by chance now; 0: its seller had been drawn before
    now INTEGER NOT NULL,         -- 1: the new version
    per_mille INTEGER NOT NULL    -- with which the new version was given
) STRICT;
CREATE INDEX assignment_seller ON assignment (proposal, seller, drawn);

-- Who outside is told of events; what is asked for is the text of the event.
CREATE TABLE webhook (
    number INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL     -- of the event that set or ended it last
) STRICT;

-- How far each has been told, and what was: not made from events, like request.
CREATE TABLE webhook_queue (
    webhook INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,    -- every event up to here was told, let go or not asked for
    tries INTEGER NOT NULL,       -- of the next one
    next_ms INTEGER NOT NULL,     -- not before then
    delivered_ms INTEGER          -- when something last arrived
) STRICT;

CREATE TABLE delivery (
    webhook INTEGER NOT NULL,
    sequence INTEGER NOT NULL,    -- of the event
    tries INTEGER NOT NULL,
    outcome INTEGER NOT NULL,     -- 0 waiting, 1 done, 2 let go
    status INTEGER NOT NULL,      -- of HTTP, 0: none came
    ended TEXT NOT NULL,          -- how the last try ended
    first_ms INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (webhook, sequence)
) STRICT, WITHOUT ROWID;

-- The words of deals, under the numbers of the events: of names and references, and of all other
-- texts. Without a copy of the texts; what is taken out leaves the pages at once.
CREATE VIRTUAL TABLE word_name USING fts5(text, content='', prefix='2 3',
    tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE word_text USING fts5(text, content='', prefix='2 3',
    tokenize="unicode61 remove_diacritics 2");
INSERT INTO word_name (word_name, rank) VALUES ('secure-delete', 1);
INSERT INTO word_text (word_text, rank) VALUES ('secure-delete', 1);
-- Deals in flight carried to another edition, or back.
CREATE TABLE migration (
    id INTEGER PRIMARY KEY,       -- the sequence of the event that began it
    edition INTEGER NOT NULL,     -- to which they go; undoing: from which they come back
    undoes INTEGER NOT NULL,      -- the migration that it undoes, 0: none
    began_ms INTEGER NOT NULL,
    last INTEGER,                 -- the sequence of the event that ended it, NULL: under way
    moved INTEGER NOT NULL        -- deals
) STRICT;

-- Files that show that a milestone was reached, by the hash of what is in them.
CREATE TABLE file (
    hash TEXT PRIMARY KEY,        -- SHA-256 in hexadecimal
    sequence INTEGER NOT NULL,    -- of the event that kept it
    bytes INTEGER NOT NULL,
    name TEXT NOT NULL            -- what who sent it called it
) STRICT, WITHOUT ROWID;

CREATE TABLE file_part (
    hash TEXT NOT NULL,
    part INTEGER NOT NULL,        -- 0, 1, 2…
    content BLOB NOT NULL,
    PRIMARY KEY (hash, part)
) STRICT;

-- Who is trained on which edition, by their own word and by somebody else's.
CREATE TABLE training (
    person INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    acknowledged_ms INTEGER,
    confirmed_ms INTEGER,
    confirmed_level INTEGER NOT NULL, -- 1 by a peer, 2 by a manager, 0 not
    confirmed_by INTEGER NOT NULL,    -- a person, 0 nobody
    PRIMARY KEY (person, edition)
) STRICT, WITHOUT ROWID;

-- For tools that read (a backup of) the file: docs/views.md. Names instead of numbers, moments as
-- text in UTC. Columns are only ever added.
CREATE VIEW view_deal AS
SELECT d.id, d.name, d.reference, s.process, s.version, st.id AS stage,
    CASE d.outcome WHEN 0 THEN 'open' WHEN 1 THEN 'won' WHEN 2 THEN 'lost'
        WHEN 3 THEN 'no-decision' WHEN 4 THEN 'walked' WHEN 5 THEN 'invalid' END AS outcome,
    p.name AS owner,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.opened_ms / 1000.0, 'unixepoch') AS opened,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.stage_entered_ms / 1000.0, 'unixepoch') AS stage_entered,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.closed_ms / 1000.0, 'unixepoch') AS closed,
    CASE WHEN d.close_day > -999999 THEN date(d.close_day * 86400, 'unixepoch') END AS close_date,
    d.parked, d.stage_entries, d.moves_back, d.close_day_changes, d.revoked, d.waivers,
    d.objections, d.refusals, d.reopens,
    CASE WHEN d.amount > -9223372036854775808 THEN d.amount END AS amount_minor,
    d.owner AS owner_number
FROM deal d
LEFT JOIN standard s ON s.edition = d.edition
LEFT JOIN part st ON st.edition = d.edition AND st.what = 'stage' AND st.number = d.stage
LEFT JOIN person p ON p.number = d.owner;

CREATE VIEW view_due AS
SELECT w.deal, CASE w.what WHEN 0 THEN 'stage-overstayed' WHEN 1 THEN 'accept-handoff'
        WHEN 2 THEN 'touch' WHEN 3 THEN 'lapsed' WHEN 4 THEN 'waiver-ends'
        WHEN 5 THEN 'parked-until-now' WHEN 6 THEN 'close-date-passed' WHEN 7 THEN 'training'
        WHEN 8 THEN 'review' WHEN 9 THEN 'day-turned' WHEN 16 THEN 'confirm' WHEN 17 THEN 'handoff-returned' END AS what,
    CASE w.what WHEN 7 THEN s.process WHEN 8 THEN s.process ELSE pt.id END AS subject,
    w.state > 0 AS has_clock, w.state = 2 AS ran_out,
    strftime('%Y-%m-%dT%H:%M:%fZ', w.at_ms / 1000.0, 'unixepoch') AS due, p.name AS owner,
    w.department
FROM due w
LEFT JOIN deal d ON d.id = w.deal
LEFT JOIN part pt ON pt.edition = d.edition AND pt.number = w.subject AND pt.what =
    CASE WHEN w.what = 0 THEN 'stage' WHEN w.what IN (1, 2, 17) THEN 'handoff'
        WHEN w.what IN (3, 4, 16) THEN 'milestone' END
LEFT JOIN standard s ON w.deal = 0 AND s.edition =
    CASE w.what WHEN 7 THEN w.subject & 8191 ELSE w.subject END
LEFT JOIN person p ON p.number = CASE w.whom WHEN 5 THEN w.person ELSE w.owner END;

-- A row for each stay in a stage; the numbers of an event are those of the edition that its deal
-- was on then, which the last opening or migration before it says.
CREATE VIEW view_stage AS
WITH stay AS (
    SELECT sequence, deal, kind, subject, occurred_ms,
        lead(occurred_ms) OVER (PARTITION BY deal ORDER BY sequence) AS left_ms,
        max(CASE WHEN kind IN (0, 22) THEN sequence END)
            OVER (PARTITION BY deal ORDER BY sequence) AS began
    FROM event WHERE deal > 0 AND kind IN (0, 1, 19, 21, 22))
SELECT stay.deal, st.id AS stage,
    strftime('%Y-%m-%dT%H:%M:%fZ', stay.occurred_ms / 1000.0, 'unixepoch') AS entered,
    strftime('%Y-%m-%dT%H:%M:%fZ', stay.left_ms / 1000.0, 'unixepoch') AS left,
    (stay.left_ms - stay.occurred_ms) / 86400000.0 AS days
FROM stay
JOIN event b ON b.sequence = stay.began
LEFT JOIN part st ON st.edition = b.value AND st.what = 'stage' AND st.number = stay.subject
WHERE stay.kind != 19;

CREATE VIEW view_milestone AS
SELECT m.deal, pt.id AS milestone, m.reached,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.fresh_ms / 1000.0, 'unixepoch') AS fresh,
    m.confirmed & 1 AS confirmed_by_peer, m.confirmed >> 1 AS confirmed_by_manager,
    m.waived & 1 AS waived,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.waived_until_ms / 1000.0, 'unixepoch') AS waived_until,
    m.excused & 1 AS grandfathered,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.excused_until_ms / 1000.0, 'unixepoch') AS to_catch_up_by
FROM deal_milestone m
JOIN deal d ON d.id = m.deal
JOIN part pt ON pt.edition = d.edition AND pt.what = 'milestone' AND pt.number = m.milestone;

CREATE VIEW view_field AS
SELECT f.deal, pt.id AS field, f.value, e.text
FROM deal_field f
JOIN deal d ON d.id = f.deal
JOIN part pt ON pt.edition = d.edition AND pt.what = 'field' AND pt.number = f.field
LEFT JOIN event e ON e.sequence = f.sequence;

CREATE VIEW view_handoff AS
SELECT h.deal, pt.id AS handoff,
    h.standing & 1 AS offered, (h.standing >> 1) & 1 AS accepted, (h.standing >> 2) & 1 AS touched,
    (h.standing >> 3) & 1 AS returned,
    strftime('%Y-%m-%dT%H:%M:%fZ', h.accept_by_ms / 1000.0, 'unixepoch') AS accept_by,
    strftime('%Y-%m-%dT%H:%M:%fZ', h.touch_by_ms / 1000.0, 'unixepoch') AS touch_by
FROM deal_handoff h
JOIN deal d ON d.id = h.deal
JOIN part pt ON pt.edition = d.edition AND pt.what = 'handoff' AND pt.number = h.handoff;

CREATE VIEW view_person AS
SELECT number, name FROM person;

CREATE VIEW view_event AS
WITH told AS (
    SELECT *, max(CASE WHEN kind IN (0, 22) THEN sequence END)
        OVER (PARTITION BY deal ORDER BY sequence) AS began
    FROM event)
SELECT e.sequence, e.deal,
    CASE e.kind WHEN 0 THEN 'opened' WHEN 1 THEN 'stage-entered' WHEN 2 THEN 'field-set' WHEN 3 THEN
        'field-cleared' WHEN 4 THEN 'milestone-reached' WHEN 5 THEN 'milestone-confirmed' WHEN 6
        THEN 'milestone-revoked' WHEN 7 THEN 'milestone-carried' WHEN 8 THEN 'waiver-granted'
        WHEN 9 THEN 'waiver-ended' WHEN 10 THEN 'objected' WHEN 11 THEN 'parked' WHEN 12 THEN
        'unparked' WHEN 13 THEN 'handoff-offered' WHEN 14 THEN 'handoff-accepted' WHEN 15 THEN
        'handoff-returned' WHEN 16 THEN 'handoff-touched' WHEN 17 THEN 'close-date-set' WHEN 18
        THEN 'owner-set' WHEN 19 THEN 'outcome-set' WHEN 20 THEN 'reason-set' WHEN 21 THEN
        'reopened' WHEN 22 THEN 'migrated' WHEN 23 THEN 'refused' WHEN 128 THEN 'founded' WHEN
        129 THEN 'standard-published' WHEN 130 THEN 'person-named' WHEN 131 THEN 'named' WHEN
        132 THEN 'reference-set'
        WHEN 160 THEN 'clock-stage' WHEN 161 THEN 'clock-accept' WHEN 162 THEN 'clock-touch'
        WHEN 163 THEN 'clock-lapse' WHEN 164 THEN 'clock-waiver' WHEN 165 THEN 'clock-park' WHEN
        166 THEN 'clock-close-date' WHEN 167 THEN 'clock-training' WHEN 168 THEN 'clock-review'
        WHEN 170 THEN 'import-begun' WHEN 171 THEN 'import-ended' WHEN 172 THEN
        'import-taken-back' WHEN 173 THEN 'imported' WHEN 174 THEN 'told' WHEN 175 THEN
        'governance-told' WHEN 176 THEN 'taken-back' WHEN 180 THEN 'webhook-set' WHEN 181 THEN
        'webhook-ended' WHEN 150 THEN 'view-set' WHEN 151 THEN 'view-ended'
        ELSE 'kind-' || e.kind END AS kind,
    CASE WHEN e.subject < 65535 THEN coalesce(pt.id, e.subject) END AS subject, e.value,
    strftime('%Y-%m-%dT%H:%M:%fZ', e.occurred_ms / 1000.0, 'unixepoch') AS occurred,
    strftime('%Y-%m-%dT%H:%M:%fZ', (e.occurred_ms + e.lag_ms) / 1000.0, 'unixepoch') AS recorded,
    e.actor, a.name AS actor_name, e.role, e.text
FROM told e
LEFT JOIN event b ON b.sequence = e.began AND e.deal > 0
LEFT JOIN part pt ON pt.edition = b.value AND pt.number = e.subject AND pt.what = CASE
        WHEN e.kind IN (0, 1, 21, 22, 160) THEN 'stage' WHEN e.kind IN (2, 3) THEN 'field'
        WHEN e.kind IN (4, 5, 6, 7, 8, 9, 10, 23, 163, 164) THEN 'milestone'
        WHEN e.kind IN (13, 14, 15, 16, 161, 162) THEN 'handoff' END
LEFT JOIN person a ON a.number = e.actor;
