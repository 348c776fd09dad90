-- SPDX-License-Identifier: Apache-2.0
--
-- Layouts and their approval, since version 2: a new registry has this behind schema.sql, one of version 1 gets it
-- as step 2.

-- A stored version of a client's layout.  Its files lie in the spool and are what `hash` and `manifest` say, or
-- they are not used.
CREATE TABLE layout_version (
  id        INTEGER PRIMARY KEY,
  client    INTEGER NOT NULL REFERENCES client,
  name      TEXT NOT NULL CHECK (name <> ''),
  number    INTEGER NOT NULL CHECK (number > 0),  -- NAME@number; 1, 2, 3 for each client and name
  state     TEXT NOT NULL                         -- of the last event
            CHECK (state IN ('draft', 'in review', 'changes requested', 'approved', 'superseded', 'withdrawn')),
  hash      TEXT NOT NULL,                        -- of the layout with its pictures, fonts and data dictionary
  manifest  TEXT NOT NULL,                        -- of its version.json
  author    TEXT NOT NULL CHECK (author <> ''),
  added     TEXT NOT NULL,
  UNIQUE (client, name, number)
) STRICT;

-- Live runs use the approved version: there are never two.
CREATE UNIQUE INDEX layout_approved ON layout_version (client, name) WHERE state = 'approved';

CREATE TRIGGER layout_version_is_kept BEFORE DELETE ON layout_version
BEGIN SELECT raise(ABORT, 'a version of a layout is never deleted'); END;

CREATE TRIGGER layout_version_is_fixed BEFORE UPDATE OF
  id, client, name, number, hash, manifest, author, added ON layout_version
BEGIN SELECT raise(ABORT, 'a version of a layout is never changed, only its state'); END;

-- What happened to a version: when, by whom, with which words, on which proof set.
CREATE TABLE layout_event (
  version  INTEGER NOT NULL REFERENCES layout_version,
  number   INTEGER NOT NULL CHECK (number > 0),   -- of the version's events
  state    TEXT NOT NULL                          -- the state it went to, or stayed in
           CHECK (state IN ('draft', 'in review', 'changes requested', 'approved', 'superseded', 'withdrawn')),
  at       TEXT NOT NULL,
  who      TEXT NOT NULL CHECK (who <> ''),
  note     TEXT NOT NULL,
  proof    TEXT NOT NULL,                         -- hash of the proof set it is bound to, '' for none
  PRIMARY KEY (version, number),
  CHECK (state <> 'approved' OR proof <> '')
) STRICT, WITHOUT ROWID;

-- A version goes where its last event says, and nowhere else.
CREATE TRIGGER layout_version_follows BEFORE UPDATE OF state ON layout_version
WHEN new.state IS NOT (SELECT state FROM layout_event WHERE version = new.id ORDER BY number DESC LIMIT 1)
BEGIN SELECT raise(ABORT, 'the state of a version is that of its last event'); END;

CREATE TRIGGER layout_event_is_bound BEFORE INSERT ON layout_event
WHEN new.proof <> '' AND NOT EXISTS (SELECT 1 FROM proof_set WHERE version = new.version AND hash = new.proof)
BEGIN SELECT raise(ABORT, 'a version is judged by its own proof sets'); END;

CREATE TRIGGER layout_event_is_of_another BEFORE INSERT ON layout_event WHEN new.state = 'approved'
AND EXISTS (SELECT 1 FROM layout_version WHERE id = new.version AND author = new.who AND state <> 'approved')
BEGIN SELECT raise(ABORT, 'nobody approves what he wrote'); END;

CREATE TRIGGER layout_event_is_kept BEFORE DELETE ON layout_event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;

CREATE TRIGGER layout_event_is_fixed BEFORE UPDATE ON layout_event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;

-- A proof set of a version.  Its number is never free again, whether or not it came to be finished.
CREATE TABLE proof_set (
  number   INTEGER PRIMARY KEY CHECK (number > 0),
  version  INTEGER NOT NULL REFERENCES layout_version,
  made_by  TEXT NOT NULL CHECK (made_by <> ''),
  began    TEXT NOT NULL,
  masked   INTEGER NOT NULL CHECK (masked IN (0, 1)),
  hash     TEXT NOT NULL DEFAULT ''               -- of its proof.json, '' until it is finished
) STRICT;

CREATE TRIGGER proof_set_is_kept BEFORE DELETE ON proof_set
BEGIN SELECT raise(ABORT, 'a proof set is never deleted'); END;

CREATE TRIGGER proof_set_is_fixed BEFORE UPDATE OF number, version, made_by, began, masked ON proof_set
BEGIN SELECT raise(ABORT, 'a proof set is never changed'); END;

CREATE TRIGGER proof_set_is_finished BEFORE UPDATE OF hash ON proof_set WHEN old.hash <> ''
BEGIN SELECT raise(ABORT, 'a finished proof set is never changed'); END;

-- What happened to a run after it was ready: when, by whom, with which words.
CREATE TABLE run_event (
  run     INTEGER NOT NULL REFERENCES run,
  number  INTEGER NOT NULL CHECK (number > 0),    -- of the run's events
  state   TEXT NOT NULL,                          -- the state it went to
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  why     TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_event_is_kept BEFORE DELETE ON run_event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;

CREATE TRIGGER run_event_is_fixed BEFORE UPDATE ON run_event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
