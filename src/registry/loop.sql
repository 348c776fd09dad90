-- SPDX-License-Identifier: Apache-2.0
--
-- From the press to the post, since version 4: a new registry has this behind production.sql, an older one gets it as
-- step 4.

-- Whom a piece may be asked for by, beside its own number: the post's number and the client's key.
CREATE INDEX piece_by_registered ON piece (registered) WHERE registered <> '';
CREATE INDEX piece_by_key ON piece (key) WHERE key <> '';

-- A registered number is on one living piece only: a reprint takes over the number of the piece that it is made for.
CREATE TRIGGER piece_number_is_its_own BEFORE INSERT ON piece
WHEN new.registered <> '' AND EXISTS (SELECT 1 FROM piece WHERE registered = new.registered AND registered <> ''
  AND state <> 'reprinted' AND (run <> new.run OR number <> new.number))
BEGIN SELECT raise(ABORT, 'a registered number is never used twice'); END;

-- What an inserter's file, or a person scanning codes, told of a run's pieces.
CREATE TABLE results (
  number    INTEGER PRIMARY KEY CHECK (number > 0),
  run       INTEGER NOT NULL REFERENCES run,
  name      TEXT NOT NULL,                        -- the file's plain name, '' for codes scanned by hand
  sha256    TEXT NOT NULL,
  rules     TEXT NOT NULL,                        -- by which it was read, '' by hand
  at        TEXT NOT NULL,
  who       TEXT NOT NULL CHECK (who <> ''),
  lines     INTEGER NOT NULL,
  recorded  INTEGER NOT NULL,                     -- lines that changed a piece
  known     INTEGER NOT NULL,                     -- that said what was known already
  refused   INTEGER NOT NULL,
  CHECK (lines = recorded + known + refused)
) STRICT;

-- The same file is read once.
CREATE UNIQUE INDEX results_by_file ON results (sha256) WHERE name <> '';

CREATE TRIGGER results_are_kept BEFORE DELETE ON results
BEGIN SELECT raise(ABORT, 'what was told of pieces is never deleted'); END;

CREATE TRIGGER results_are_fixed BEFORE UPDATE ON results
BEGIN SELECT raise(ABORT, 'what was told of pieces is never changed'); END;

-- What two persons have agreed on: pieces pulled, or more pieces reprinted than one person may.
CREATE TABLE agreement (
  number  INTEGER PRIMARY KEY CHECK (number > 0),
  run     INTEGER NOT NULL REFERENCES run,
  what    TEXT NOT NULL CHECK (what IN ('pull', 'reprint')),
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  agreed  TEXT NOT NULL CHECK (agreed <> '' AND agreed <> who),
  note    TEXT NOT NULL,
  pieces  INTEGER NOT NULL CHECK (pieces > 0)
) STRICT;

CREATE TRIGGER agreement_is_kept BEFORE DELETE ON agreement
BEGIN SELECT raise(ABORT, 'an agreement is never deleted'); END;

CREATE TRIGGER agreement_is_fixed BEFORE UPDATE ON agreement
BEGIN SELECT raise(ABORT, 'an agreement is never changed'); END;

-- A spoiled piece that a run makes again.  The row is written when that run begins, so that no other run takes the same
-- piece, and goes with the run if it comes to nothing; `piece` is its number there, 0 until the run is ready.  From then
-- on the spoiled piece is 'reprinted' and the codes on its sheets are void.
CREATE TABLE reprint (
  of_run    INTEGER NOT NULL,
  of_piece  INTEGER NOT NULL,
  run       INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  piece     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (of_run, of_piece),
  FOREIGN KEY (of_run, of_piece) REFERENCES piece
) STRICT, WITHOUT ROWID;

CREATE INDEX reprint_by_run ON reprint (run, piece);

CREATE TRIGGER reprint_is_kept BEFORE DELETE ON reprint
WHEN old.piece <> 0 OR EXISTS (SELECT 1 FROM run WHERE number = old.run AND state <> 'making')
BEGIN SELECT raise(ABORT, 'a reprint is never deleted'); END;

CREATE TRIGGER reprint_is_of_spoiled BEFORE INSERT ON reprint
WHEN NOT EXISTS (SELECT 1 FROM piece WHERE run = new.of_run AND number = new.of_piece AND state = 'spoiled')
BEGIN SELECT raise(ABORT, 'only a spoiled piece is made again'); END;

CREATE TRIGGER reprint_is_fixed BEFORE UPDATE ON reprint
WHEN old.piece <> 0 OR new.of_run <> old.of_run OR new.of_piece <> old.of_piece OR new.run <> old.run
BEGIN SELECT raise(ABORT, 'a reprint is never changed'); END;

-- The run that makes it again could not be registered otherwise.
CREATE TRIGGER reprint_is_waited_for BEFORE UPDATE OF state ON piece
WHEN old.state = 'spoiled' AND new.state <> 'reprinted'
  AND EXISTS (SELECT 1 FROM reprint WHERE of_run = old.run AND of_piece = old.number)
BEGIN SELECT raise(ABORT, 'a piece that is being made again stays spoiled until it is made'); END;

-- A code that was scanned or told and must not be there: void, of another run, of a piece that was pulled.
CREATE TABLE alarm (
  number  INTEGER PRIMARY KEY CHECK (number > 0),
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  run     INTEGER NOT NULL REFERENCES run,        -- at whose results it came up
  code    TEXT NOT NULL,                          -- as it was read
  why     TEXT NOT NULL CHECK (why <> '')
) STRICT;

CREATE TRIGGER alarm_is_kept BEFORE DELETE ON alarm
BEGIN SELECT raise(ABORT, 'an alarm is never deleted'); END;

CREATE TRIGGER alarm_is_fixed BEFORE UPDATE ON alarm
BEGIN SELECT raise(ABORT, 'an alarm is never changed'); END;

-- On which day a run is to be handed to the post: the last row counts.
CREATE TABLE posting_date (
  run     INTEGER NOT NULL REFERENCES run,
  number  INTEGER NOT NULL CHECK (number > 0),    -- of the run's dates
  date    TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  note    TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_date_is_kept BEFORE DELETE ON posting_date
BEGIN SELECT raise(ABORT, 'a posting date is never deleted'); END;

CREATE TRIGGER posting_date_is_fixed BEFORE UPDATE ON posting_date
BEGIN SELECT raise(ABORT, 'a posting date is never changed'); END;

-- What was handed to the post together: a folder of the spool, whose hash is its ticket's.
CREATE TABLE posting_list (
  number   INTEGER PRIMARY KEY CHECK (number > 0),
  run      INTEGER NOT NULL REFERENCES run,
  date     TEXT NOT NULL,                         -- of the posting, by which tariffs are looked up
  at       TEXT NOT NULL,
  who      TEXT NOT NULL CHECK (who <> ''),
  pieces   INTEGER NOT NULL CHECK (pieces > 0),
  postage  INTEGER NOT NULL CHECK (postage >= 0), -- euro cents
  sha256   TEXT NOT NULL
) STRICT;

CREATE TRIGGER posting_list_is_kept BEFORE DELETE ON posting_list
BEGIN SELECT raise(ABORT, 'a posting list is never deleted'); END;

CREATE TRIGGER posting_list_is_fixed BEFORE UPDATE ON posting_list
BEGIN SELECT raise(ABORT, 'a posting list is never changed'); END;

-- A piece is on one posting list, and was in its envelope before.
CREATE TABLE posted (
  run      INTEGER NOT NULL,
  piece    INTEGER NOT NULL,
  list     INTEGER NOT NULL REFERENCES posting_list,
  postage  INTEGER NOT NULL CHECK (postage >= 0), -- euro cents
  PRIMARY KEY (run, piece),
  FOREIGN KEY (run, piece) REFERENCES piece
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posted_was_inserted BEFORE INSERT ON posted
WHEN NOT EXISTS (SELECT 1 FROM piece WHERE run = new.run AND number = new.piece AND state = 'inserted')
BEGIN SELECT raise(ABORT, 'only what was inserted is posted'); END;

CREATE TRIGGER posted_is_kept BEFORE DELETE ON posted
BEGIN SELECT raise(ABORT, 'what was posted stays posted'); END;

CREATE TRIGGER posted_is_fixed BEFORE UPDATE ON posted
BEGIN SELECT raise(ABORT, 'what was posted is never changed'); END;

-- A print file given to a printer, and what became of it.  The row is written first, without a job.  Then the print
-- server makes a job without a document, which prints nothing; its number is noted; only then the file is sent.
CREATE TABLE print_job (
  number   INTEGER PRIMARY KEY CHECK (number > 0),
  run      INTEGER NOT NULL REFERENCES run,
  file     INTEGER NOT NULL CHECK (file > 0),     -- the print file's number
  name     TEXT NOT NULL CHECK (name <> ''),      -- its name in the bundle
  printer  TEXT NOT NULL CHECK (printer <> ''),
  server   TEXT NOT NULL CHECK (server <> ''),    -- the print server that has the printer: 'localhost:631'
  job      INTEGER NOT NULL DEFAULT 0 CHECK (job >= 0),  -- the print server's number, 0: none yet
  at       TEXT NOT NULL,
  who      TEXT NOT NULL CHECK (who <> ''),
  state    TEXT NOT NULL DEFAULT 'submitted'
           CHECK (state IN ('submitted', 'completed', 'canceled', 'aborted', 'lost', 'unsent')),
  why      TEXT NOT NULL DEFAULT '',              -- it ended so, in the print server's words
  ended    TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'submitted') = (ended = ''))
) STRICT;

CREATE INDEX print_job_by_run ON print_job (run, file);

-- What is at a printer, or has come out of one, is not printed again.
CREATE UNIQUE INDEX print_job_once ON print_job (run, file) WHERE state IN ('submitted', 'completed');

CREATE TRIGGER print_job_is_of_released BEFORE INSERT ON print_job
WHEN new.state <> 'submitted' OR new.job <> 0
  OR NOT EXISTS (SELECT 1 FROM run WHERE number = new.run AND state = 'printing')
BEGIN SELECT raise(ABORT, 'only files of a released run are printed'); END;

CREATE TRIGGER print_job_is_kept BEFORE DELETE ON print_job
BEGIN SELECT raise(ABORT, 'a print job is never deleted'); END;

CREATE TRIGGER print_job_ends_once BEFORE UPDATE ON print_job
WHEN old.state <> 'submitted' OR (old.job <> 0 AND new.job <> old.job) OR new.number <> old.number OR new.run <> old.run
  OR new.file <> old.file OR new.name <> old.name OR new.printer <> old.printer OR new.server <> old.server
  OR new.at <> old.at OR new.who <> old.who
BEGIN SELECT raise(ABORT, 'a print job ends once'); END;
