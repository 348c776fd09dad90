-- SPDX-License-Identifier: Apache-2.0
--
-- The registry of one data root: clients, jobs, runs and pieces; layouts.sql, production.sql and loop.sql go
-- on.  A new registry is made from the four files; an older one is brought here by the numbered steps in schema.c, and a test
-- holds the two to the same result.  When a table changes, change it here, add a step, and raise SCHEMA_VERSION.
--
-- Facts are only added.  What changes is the state of a run, of a piece and of a layout's version; each change of
-- the last two is an event beside it, so their states can always be rebuilt from the last event.  A run in state
-- 'making' is not a fact yet: it may be deleted, and its number is free again.
--
-- Times are UTC, ISO 8601 (2026-03-31T08:15:00Z).  Hashes are SHA-256 in lower-case hex.

-- Who orders mailings.
CREATE TABLE client (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

-- An order of a client, by the name of its job file.  Ordered again, it is the same job with another run.
CREATE TABLE job (
  id      INTEGER PRIMARY KEY,
  client  INTEGER NOT NULL REFERENCES client,
  name    TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (client, name)
) STRICT;

-- One live composing of a job's pieces.  The totals are zero until the run is ready.
CREATE TABLE run (
  number       INTEGER PRIMARY KEY CHECK (number > 0),
  job          INTEGER NOT NULL REFERENCES job,
  state        TEXT NOT NULL
               CHECK (state IN ('making', 'ready', 'printing', 'done', 'held', 'corrupt')),
  title        TEXT NOT NULL,
  layout       TEXT NOT NULL,             -- name@version
  layout_hash  TEXT NOT NULL,
  data_hash    TEXT NOT NULL,             -- of the client's file
  ticket_hash  TEXT NOT NULL DEFAULT '',  -- of the bundle's ticket
  records      INTEGER NOT NULL DEFAULT 0,
  left_out     INTEGER NOT NULL DEFAULT 0,
  pieces       INTEGER NOT NULL DEFAULT 0,
  sheets       INTEGER NOT NULL DEFAULT 0,
  pages        INTEGER NOT NULL DEFAULT 0,
  files        INTEGER NOT NULL DEFAULT 0,
  findings     INTEGER NOT NULL DEFAULT 0,
  began        TEXT NOT NULL,
  committed    TEXT NOT NULL DEFAULT '',
  CHECK (state = 'making' OR (ticket_hash <> '' AND committed <> ''))
) STRICT;

-- Has this data been run with this layout before?
CREATE INDEX run_by_data ON run (data_hash, layout_hash, job);

-- A committed run's number is never free again.
CREATE TRIGGER run_is_kept BEFORE DELETE ON run WHEN old.state <> 'making'
BEGIN SELECT raise(ABORT, 'a committed run is never deleted'); END;

CREATE TRIGGER run_is_fixed BEFORE UPDATE OF
  number, job, title, layout, layout_hash, data_hash, began ON run
BEGIN SELECT raise(ABORT, 'a run is never changed, only its state'); END;

-- One envelope or message to one addressee: a line of the bundle's pieces.csv, in whose words it is kept.
CREATE TABLE piece (
  run         INTEGER NOT NULL REFERENCES run,
  number      INTEGER NOT NULL CHECK (number > 0),  -- in print order
  state       TEXT NOT NULL,                        -- of the last event
  file        INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  first_page  INTEGER NOT NULL,
  pages       INTEGER NOT NULL,
  sheets      INTEGER NOT NULL,
  channel     TEXT NOT NULL,
  product     TEXT NOT NULL,
  area        TEXT NOT NULL,
  cap         TEXT NOT NULL,
  box         INTEGER NOT NULL,
  registered  TEXT NOT NULL,
  control     TEXT NOT NULL,
  name        TEXT NOT NULL,
  record      INTEGER NOT NULL,
  documents   INTEGER NOT NULL,
  key         TEXT NOT NULL,
  weight_mg   INTEGER NOT NULL,
  bracket     TEXT NOT NULL,
  inserts     INTEGER NOT NULL,                     -- bit mask
  grade       TEXT NOT NULL,
  billable    INTEGER NOT NULL CHECK (billable IN (0, 1)),
  stream      TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER piece_is_kept BEFORE DELETE ON piece
BEGIN SELECT raise(ABORT, 'a piece is never deleted'); END;

CREATE TRIGGER piece_is_fixed BEFORE UPDATE OF
  run, number, file, position, first_page, pages, sheets, channel, product, area, cap, box, registered, control,
  name, record, documents, key, weight_mg, bracket, inserts, grade, billable, stream ON piece
BEGIN SELECT raise(ABORT, 'a piece is never changed, only its state'); END;

-- One change of one piece's state: when, who, why, evidence.
CREATE TABLE event (
  run       INTEGER NOT NULL,
  piece     INTEGER NOT NULL,
  number    INTEGER NOT NULL CHECK (number > 0),    -- of the piece's events
  state     TEXT NOT NULL,                          -- the state it went to
  at        TEXT NOT NULL,
  who       TEXT NOT NULL,                          -- '' for the program itself
  why       TEXT NOT NULL,
  evidence  TEXT NOT NULL,                          -- a file's name and line, a scan, a receipt
  PRIMARY KEY (run, piece, number),
  FOREIGN KEY (run, piece) REFERENCES piece
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;

CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;

-- Open data loaded for checking addresses, each table replaced as a whole.
-- Names under which a comune is or was known.
CREATE TABLE comune (
  name      TEXT NOT NULL,
  official  TEXT NOT NULL,  -- its present name
  province  TEXT NOT NULL,
  belfiore  TEXT NOT NULL,  -- cadastral code
  ceased    INTEGER NOT NULL CHECK (ceased IN (0, 1))
) STRICT;

-- CAPs in use in a place.
CREATE TABLE cap (
  cap       TEXT NOT NULL,
  place     TEXT NOT NULL,
  province  TEXT NOT NULL
) STRICT;

-- Foreign states.
CREATE TABLE state (
  name  TEXT NOT NULL,
  iso3  TEXT NOT NULL
) STRICT;
