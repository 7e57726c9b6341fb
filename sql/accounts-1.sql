-- The layout of accounts.etalon, version 1: who people are, apart from every workspace. Ids are
-- random, so that they tell nothing of other workspaces. Secrets are kept as SHA-256 of 128 bits
-- and more, passwords as argon2id.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,   -- normalised
    name TEXT NOT NULL,
    password TEXT NOT NULL,       -- $argon2id$v=19$m=65536,t=2,p=1$salt$hash
    created_ms INTEGER NOT NULL,
    disabled_ms INTEGER,
    totp BLOB,                    -- 20 bytes, shared with the person's device
    totp_on_ms INTEGER,           -- confirmed then; NULL: not (yet) asked for
    totp_step INTEGER NOT NULL,   -- of the last code that was used
    site INTEGER NOT NULL DEFAULT 0 -- 1: makes workspaces
) STRICT;

CREATE TABLE identity (           -- who somebody is at a log-in provider
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_account ON identity (account);

CREATE TABLE recovery (           -- codes for who has lost the device; used once
    hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_account ON recovery (account);

CREATE TABLE workspace (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,      -- acme
    name TEXT NOT NULL
) STRICT;

CREATE TABLE member (
    workspace INTEGER NOT NULL REFERENCES workspace (number),
    account INTEGER NOT NULL REFERENCES account (id),
    role INTEGER NOT NULL,
    state INTEGER NOT NULL,
    department TEXT NOT NULL,
    team TEXT NOT NULL,
    person INTEGER NOT NULL,      -- number in the events of the workspace, 0: none yet
    since_ms INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (workspace, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_account ON member (account);

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (id),
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    fresh_ms INTEGER NOT NULL,    -- the password was given then
    workspace INTEGER,            -- number of the one it is in; NULL: member of none then
    strong INTEGER NOT NULL,      -- a second factor was given
    source TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account);

CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (id),
    workspace INTEGER NOT NULL REFERENCES workspace (number),
    name TEXT NOT NULL,
    scopes INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    used_ms INTEGER,
    revoked_ms INTEGER
) STRICT;
CREATE INDEX token_workspace ON token (workspace, account);

CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    workspace INTEGER NOT NULL REFERENCES workspace (number),
    email TEXT NOT NULL,
    role INTEGER NOT NULL,
    department TEXT NOT NULL,
    team TEXT NOT NULL,
    person INTEGER NOT NULL,
    by INTEGER NOT NULL,          -- account
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    ended_ms INTEGER              -- accepted or revoked
) STRICT;
CREATE INDEX invitation_workspace ON invitation (workspace);

CREATE TABLE setup (              -- at most one row
    only INTEGER PRIMARY KEY CHECK (only = 1),
    hash BLOB NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;

-- A change that was made under an Idempotency-Key, so that it is made once.
CREATE TABLE request (
    account INTEGER NOT NULL,
    key TEXT NOT NULL,
    hash BLOB NOT NULL,           -- of what was asked
    subject INTEGER NOT NULL,     -- what it made or changed
    recorded_ms INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_recorded ON request (recorded_ms);

-- Every change and every refused log-in: 1, 2, 3… without a gap, each hash over the one before.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL,           -- member.change
    account INTEGER NOT NULL,     -- who; 0: nobody signed in, or the command line
    workspace INTEGER NOT NULL,   -- 0: about an account alone
    subject INTEGER NOT NULL,     -- whom or what it is about
    hash BLOB NOT NULL,
    text_hash BLOB NOT NULL,      -- of salt, source and detail; stays when these are erased
    salt BLOB,
    source TEXT,                  -- from where
    detail TEXT
) STRICT;
CREATE INDEX audit_workspace ON audit (workspace, sequence);
CREATE INDEX audit_account ON audit (account, sequence);
CREATE INDEX audit_subject ON audit (subject, sequence);

-- Which digest a member wants by mail.
CREATE TABLE digest (
    workspace INTEGER NOT NULL REFERENCES workspace (number),
    account INTEGER NOT NULL REFERENCES account (id),
    every INTEGER NOT NULL,       -- 0 never, 1 each working day, 2 each week
    hour INTEGER NOT NULL,        -- of the workspace's zone
    weekday INTEGER NOT NULL,     -- 1 Monday … 7 Sunday
    lang TEXT NOT NULL,
    decided_day INTEGER NOT NULL, -- since 1970: up to it, it was decided what is sent
    token TEXT NOT NULL UNIQUE,   -- ends it, from the mail itself
    PRIMARY KEY (workspace, account)
) STRICT, WITHOUT ROWID;

-- The outbox: a mail is decided on in the transaction of what it is about, and sent afterwards,
-- with the same id however often it is tried.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,     -- what it is about: decided once
    recipient TEXT NOT NULL,
    lang TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,           -- these two are emptied when it is sent or given up
    html TEXT NOT NULL,
    unsubscribe TEXT NOT NULL,
    sealed TEXT NOT NULL,         -- what stands for {secret} in them, by secrets.key; emptied too
    created_ms INTEGER NOT NULL,
    state INTEGER NOT NULL,       -- 0 waits, 1 sent, 2 given up
    tries INTEGER NOT NULL,
    next_ms INTEGER NOT NULL,
    ended TEXT NOT NULL           -- how the last try ended
) STRICT;
CREATE INDEX mail_waiting ON mail (next_ms) WHERE state = 0;
CREATE INDEX mail_done ON mail (created_ms) WHERE state > 0; -- to forget
