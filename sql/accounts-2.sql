-- Version 2: browsers that have signed in before. Guesses from elsewhere do not slow them down.
CREATE TABLE device (
    hash BLOB PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    seen_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX device_account ON device (account);
