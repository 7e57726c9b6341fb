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
    close_day INTEGER,
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
    reference TEXT                -- its id elsewhere
) STRICT;
CREATE INDEX deal_board ON deal (outcome, stage, stage_entered_ms);
CREATE INDEX deal_owner ON deal (owner, outcome);
CREATE UNIQUE INDEX deal_reference ON deal (reference) WHERE reference IS NOT NULL;

CREATE TABLE deal_milestone (
    deal INTEGER NOT NULL,
    milestone INTEGER NOT NULL,
    reached INTEGER NOT NULL,     -- and not revoked since
    ever_reached INTEGER NOT NULL,
    fresh_ms INTEGER,             -- reached or last confirmed
    confirmed INTEGER NOT NULL,   -- 1 by a peer, 2 by a manager
    waived INTEGER NOT NULL,      -- 1, and 2 by a peer, 4 by a manager
    waived_until_ms INTEGER,
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

CREATE INDEX deal_handoff_waiting ON deal_handoff (standing, deal);

-- For tools that read (a backup of) the file: names instead of numbers, moments as text.
CREATE VIEW view_deal AS
SELECT d.id, d.name, d.reference, s.process, s.version, st.id AS stage,
    CASE d.outcome WHEN 0 THEN 'open' WHEN 1 THEN 'won' WHEN 2 THEN 'lost'
        WHEN 3 THEN 'no-decision' WHEN 4 THEN 'walked' WHEN 5 THEN 'invalid' END AS outcome,
    p.name AS owner,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.opened_ms / 1000.0, 'unixepoch') AS opened,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.stage_entered_ms / 1000.0, 'unixepoch') AS stage_entered,
    strftime('%Y-%m-%dT%H:%M:%fZ', d.closed_ms / 1000.0, 'unixepoch') AS closed,
    date(d.close_day * 86400, 'unixepoch') AS close_date,
    d.parked, d.stage_entries, d.moves_back, d.close_day_changes, d.revoked, d.waivers,
    d.objections, d.refusals, d.reopens
FROM deal d
LEFT JOIN standard s ON s.edition = d.edition
LEFT JOIN part st ON st.edition = d.edition AND st.what = 'stage' AND st.number = d.stage
LEFT JOIN person p ON p.number = d.owner;

CREATE VIEW view_milestone AS
SELECT m.deal, pt.id AS milestone, m.reached,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.fresh_ms / 1000.0, 'unixepoch') AS fresh,
    m.confirmed & 1 AS confirmed_by_peer, m.confirmed >> 1 AS confirmed_by_manager,
    m.waived & 1 AS waived,
    strftime('%Y-%m-%dT%H:%M:%fZ', m.waived_until_ms / 1000.0, 'unixepoch') AS waived_until
FROM deal_milestone m
JOIN deal d ON d.id = m.deal
JOIN part pt ON pt.edition = d.edition AND pt.what = 'milestone' AND pt.number = m.milestone;

CREATE VIEW view_field AS
SELECT f.deal, pt.id AS field, f.value, e.text
FROM deal_field f
JOIN deal d ON d.id = f.deal
JOIN part pt ON pt.edition = d.edition AND pt.what = 'field' AND pt.number = f.field
LEFT JOIN event e ON e.sequence = f.sequence;

CREATE VIEW view_event AS
SELECT sequence, deal, kind, subject, value,
    strftime('%Y-%m-%dT%H:%M:%fZ', occurred_ms / 1000.0, 'unixepoch') AS occurred,
    strftime('%Y-%m-%dT%H:%M:%fZ', (occurred_ms + lag_ms) / 1000.0, 'unixepoch') AS recorded,
    actor, role, text
FROM event;
