-- SPDX-License-Identifier: Apache-2.0
PRAGMA application_id = 1885955431; PRAGMA user_version = 4;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE cap (
  cap       TEXT NOT NULL,
  place     TEXT NOT NULL,
  province  TEXT NOT NULL
) STRICT;
INSERT INTO cap VALUES('88100','CATANZARO','CZ');
CREATE TABLE client (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;
INSERT INTO client VALUES(1,'ordine');
CREATE TABLE comune (
  name      TEXT NOT NULL,
  official  TEXT NOT NULL,  -- its present name
  province  TEXT NOT NULL,
  belfiore  TEXT NOT NULL,  -- cadastral code
  ceased    INTEGER NOT NULL CHECK (ceased IN (0, 1))
) STRICT;
INSERT INTO comune VALUES('CATANZARO','CATANZARO','CZ','C352',0);
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
INSERT INTO event VALUES(1,1,1,'composed','2026-03-31T08:16:00Z','','','');
INSERT INTO event VALUES(1,1,2,'released','2026-03-31T09:00:00Z','anna','','');
INSERT INTO event VALUES(1,2,1,'composed','2026-03-31T08:16:00Z','','','');
CREATE TABLE job (
  id      INTEGER PRIMARY KEY,
  client  INTEGER NOT NULL REFERENCES client,
  name    TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (client, name)
) STRICT;
INSERT INTO job VALUES(1,1,'avvisi');
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
INSERT INTO layout_event VALUES(1,1,'draft','2026-03-01T08:00:00Z','anna','prima stesura','');
INSERT INTO layout_event VALUES(1,2,'in review','2026-03-01T09:00:00Z','anna','P000001','p1');
INSERT INTO layout_event VALUES(1,3,'approved','2026-03-01T10:00:00Z','bruno','visto si stampi','p1');
INSERT INTO layout_event VALUES(1,4,'superseded','2026-03-02T10:00:00Z','bruno','avviso@2','');
INSERT INTO layout_event VALUES(2,1,'draft','2026-03-02T08:00:00Z','anna','importo in grassetto','');
INSERT INTO layout_event VALUES(2,2,'in review','2026-03-02T09:00:00Z','anna','P000002, masked','p2');
INSERT INTO layout_event VALUES(2,3,'approved','2026-03-02T10:00:00Z','bruno','visto si stampi','p2');
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
INSERT INTO layout_version VALUES(1,1,'avviso',1,'superseded','h1','m1','anna','2026-03-01T08:00:00Z');
INSERT INTO layout_version VALUES(2,1,'avviso',2,'approved','h2','m2','anna','2026-03-02T08:00:00Z');
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
INSERT INTO piece VALUES(1,1,'released',1,1,1,2,1,'post','posta1','AM','20121',1,'','R1P1','PIPPO D''ESEMPIO',1,1,'A-1',15400,'20 g',0,'exact',1,'machine');
INSERT INTO piece VALUES(1,2,'composed',1,2,3,2,1,'post','posta1','CP','88100',1,'','R1P2','ESEMPIO È SRL',2,1,'A-2',15400,'20 g',0,'corrected',1,'machine');
CREATE TABLE proof_set (
  number   INTEGER PRIMARY KEY CHECK (number > 0),
  version  INTEGER NOT NULL REFERENCES layout_version,
  made_by  TEXT NOT NULL CHECK (made_by <> ''),
  began    TEXT NOT NULL,
  masked   INTEGER NOT NULL CHECK (masked IN (0, 1)),
  hash     TEXT NOT NULL DEFAULT ''               -- of its proof.json, '' until it is finished
) STRICT;
INSERT INTO proof_set VALUES(1,1,'anna','2026-03-01T08:30:00Z',0,'p1');
INSERT INTO proof_set VALUES(2,2,'anna','2026-03-02T08:30:00Z',1,'p2');
INSERT INTO proof_set VALUES(3,2,'anna','2026-03-02T08:40:00Z',0,'');
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
INSERT INTO run VALUES(1,1,'ready','Avvisi 2026','avviso@3','l1','d1','t1',2,0,2,2,4,1,0,'2026-03-31T08:15:00Z','2026-03-31T08:16:00Z');
INSERT INTO run VALUES(2,1,'making','Avvisi 2026','avviso@3','l1','d2','',0,0,0,0,0,0,0,'2026-04-01T08:15:00Z','');
CREATE TABLE run_event (
  run     INTEGER NOT NULL REFERENCES run,
  number  INTEGER NOT NULL CHECK (number > 0),    -- of the run's events
  state   TEXT NOT NULL,                          -- the state it went to
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  why     TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
INSERT INTO run_event VALUES(1,1,'printing','2026-03-31T09:00:00Z','carla','turno 2');
CREATE TABLE state (
  name  TEXT NOT NULL,
  iso3  TEXT NOT NULL
) STRICT;
INSERT INTO state VALUES('SVIZZERA','CHE');
CREATE TABLE number_range (
  id       INTEGER PRIMARY KEY,
  client   INTEGER NOT NULL REFERENCES client,
  product  TEXT NOT NULL CHECK (product <> ''),
  series   TEXT NOT NULL CHECK (series <> ''),    -- what a body is the number of: 'domestic', or S10's letters 'RR IT'
  first    INTEGER NOT NULL CHECK (first >= 0),
  last     INTEGER NOT NULL CHECK (last >= first),
  next     INTEGER NOT NULL,                      -- to be taken; last + 1 when the range is used up
  added    TEXT NOT NULL,
  who      TEXT NOT NULL CHECK (who <> ''),
  CHECK (next BETWEEN first AND last + 1)
) STRICT;
INSERT INTO number_range VALUES(1,1,'raccomandata','domestic',61000000001,61000000100,61000000004,'2026-03-01T08:00:00Z','anna');
CREATE TABLE number_taken (
  range  INTEGER NOT NULL REFERENCES number_range,
  run    INTEGER NOT NULL,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL CHECK (last >= first),
  at     TEXT NOT NULL,
  PRIMARY KEY (range, first)
) STRICT, WITHOUT ROWID;
INSERT INTO number_taken VALUES(1,2,61000000001,61000000003,'2026-03-31T08:15:00Z');
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
INSERT INTO results VALUES(1,1,'esito.csv','s1','jrf','2026-03-31T10:00:00Z','anna',2,1,0,1);
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
CREATE TABLE reprint (
  of_run    INTEGER NOT NULL,
  of_piece  INTEGER NOT NULL,
  run       INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  piece     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (of_run, of_piece),
  FOREIGN KEY (of_run, of_piece) REFERENCES piece
) STRICT, WITHOUT ROWID;
CREATE TABLE alarm (
  number  INTEGER PRIMARY KEY CHECK (number > 0),
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  run     INTEGER NOT NULL REFERENCES run,        -- at whose results it came up
  code    TEXT NOT NULL,                          -- as it was read
  why     TEXT NOT NULL CHECK (why <> '')
) STRICT;
INSERT INTO alarm VALUES(1,'2026-03-31T10:00:00Z','anna',1,'000002000001010111111111','of another run');
CREATE TABLE posting_date (
  run     INTEGER NOT NULL REFERENCES run,
  number  INTEGER NOT NULL CHECK (number > 0),    -- of the run's dates
  date    TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  at      TEXT NOT NULL,
  who     TEXT NOT NULL CHECK (who <> ''),
  note    TEXT NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;
INSERT INTO posting_date VALUES(1,1,'2026-04-01','2026-03-31T09:30:00Z','anna','');
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
CREATE TABLE posted (
  run      INTEGER NOT NULL,
  piece    INTEGER NOT NULL,
  list     INTEGER NOT NULL REFERENCES posting_list,
  postage  INTEGER NOT NULL CHECK (postage >= 0), -- euro cents
  PRIMARY KEY (run, piece),
  FOREIGN KEY (run, piece) REFERENCES piece
) STRICT, WITHOUT ROWID;
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
CREATE INDEX run_by_data ON run (data_hash, layout_hash, job);
CREATE TRIGGER run_is_kept BEFORE DELETE ON run WHEN old.state <> 'making'
BEGIN SELECT raise(ABORT, 'a committed run is never deleted'); END;
CREATE TRIGGER run_is_fixed BEFORE UPDATE OF
  number, job, title, layout, layout_hash, data_hash, began ON run
BEGIN SELECT raise(ABORT, 'a run is never changed, only its state'); END;
CREATE TRIGGER piece_is_kept BEFORE DELETE ON piece
BEGIN SELECT raise(ABORT, 'a piece is never deleted'); END;
CREATE TRIGGER piece_is_fixed BEFORE UPDATE OF
  run, number, file, position, first_page, pages, sheets, channel, product, area, cap, box, registered, control,
  name, record, documents, key, weight_mg, bracket, inserts, grade, billable, stream ON piece
BEGIN SELECT raise(ABORT, 'a piece is never changed, only its state'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE UNIQUE INDEX layout_approved ON layout_version (client, name) WHERE state = 'approved';
CREATE TRIGGER layout_version_is_kept BEFORE DELETE ON layout_version
BEGIN SELECT raise(ABORT, 'a version of a layout is never deleted'); END;
CREATE TRIGGER layout_version_is_fixed BEFORE UPDATE OF
  id, client, name, number, hash, manifest, author, added ON layout_version
BEGIN SELECT raise(ABORT, 'a version of a layout is never changed, only its state'); END;
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
CREATE TRIGGER proof_set_is_kept BEFORE DELETE ON proof_set
BEGIN SELECT raise(ABORT, 'a proof set is never deleted'); END;
CREATE TRIGGER proof_set_is_fixed BEFORE UPDATE OF number, version, made_by, began, masked ON proof_set
BEGIN SELECT raise(ABORT, 'a proof set is never changed'); END;
CREATE TRIGGER proof_set_is_finished BEFORE UPDATE OF hash ON proof_set WHEN old.hash <> ''
BEGIN SELECT raise(ABORT, 'a finished proof set is never changed'); END;
CREATE TRIGGER run_event_is_kept BEFORE DELETE ON run_event
BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER run_event_is_fixed BEFORE UPDATE ON run_event
BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE INDEX number_range_by_product ON number_range (client, product);
CREATE TRIGGER number_range_is_apart BEFORE INSERT ON number_range
WHEN EXISTS (SELECT 1 FROM number_range WHERE (series = new.series OR product = new.product)
             AND first <= new.last AND last >= new.first)
BEGIN SELECT raise(ABORT, 'ranges of numbers do not overlap'); END;
CREATE TRIGGER number_range_is_new BEFORE INSERT ON number_range WHEN new.next <> new.first
BEGIN SELECT raise(ABORT, 'a new range begins with its first number'); END;
CREATE TRIGGER number_range_is_kept BEFORE DELETE ON number_range
BEGIN SELECT raise(ABORT, 'a range of numbers is never deleted'); END;
CREATE TRIGGER number_range_is_fixed BEFORE UPDATE OF id, client, product, series, first, last, added, who ON number_range
BEGIN SELECT raise(ABORT, 'a range of numbers is never changed, only what is next'); END;
CREATE TRIGGER number_range_grows BEFORE UPDATE OF next ON number_range
WHEN new.next <= old.next OR new.next IS NOT (SELECT max(last) + 1 FROM number_taken WHERE range = new.id)
BEGIN SELECT raise(ABORT, 'the next number only follows those taken'); END;
CREATE INDEX number_taken_by_run ON number_taken (run);
CREATE TRIGGER number_taken_is_next BEFORE INSERT ON number_taken
WHEN NOT EXISTS (SELECT 1 FROM number_range WHERE id = new.range AND next = new.first AND last >= new.last)
BEGIN SELECT raise(ABORT, 'numbers are taken in order and never twice'); END;
CREATE TRIGGER number_taken_is_for_a_run BEFORE INSERT ON number_taken
WHEN NOT EXISTS (SELECT 1 FROM run WHERE number = new.run AND state = 'making')
BEGIN SELECT raise(ABORT, 'numbers are taken by a run in the making'); END;
CREATE TRIGGER number_taken_moves_on AFTER INSERT ON number_taken
BEGIN UPDATE number_range SET next = new.last + 1 WHERE id = new.range; END;
CREATE TRIGGER number_taken_is_kept BEFORE DELETE ON number_taken
BEGIN SELECT raise(ABORT, 'a number that was taken is never given back'); END;
CREATE TRIGGER number_taken_is_fixed BEFORE UPDATE ON number_taken
BEGIN SELECT raise(ABORT, 'a number that was taken stays what it is'); END;
CREATE INDEX piece_by_registered ON piece (registered) WHERE registered <> '';
CREATE INDEX piece_by_key ON piece (key) WHERE key <> '';
CREATE TRIGGER piece_number_is_its_own BEFORE INSERT ON piece
WHEN new.registered <> '' AND EXISTS (SELECT 1 FROM piece WHERE registered = new.registered AND registered <> ''
  AND state <> 'reprinted' AND (run <> new.run OR number <> new.number))
BEGIN SELECT raise(ABORT, 'a registered number is never used twice'); END;
CREATE UNIQUE INDEX results_by_file ON results (sha256) WHERE name <> '';
CREATE TRIGGER results_are_kept BEFORE DELETE ON results
BEGIN SELECT raise(ABORT, 'what was told of pieces is never deleted'); END;
CREATE TRIGGER results_are_fixed BEFORE UPDATE ON results
BEGIN SELECT raise(ABORT, 'what was told of pieces is never changed'); END;
CREATE TRIGGER agreement_is_kept BEFORE DELETE ON agreement
BEGIN SELECT raise(ABORT, 'an agreement is never deleted'); END;
CREATE TRIGGER agreement_is_fixed BEFORE UPDATE ON agreement
BEGIN SELECT raise(ABORT, 'an agreement is never changed'); END;
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
CREATE TRIGGER reprint_is_waited_for BEFORE UPDATE OF state ON piece
WHEN old.state = 'spoiled' AND new.state <> 'reprinted'
  AND EXISTS (SELECT 1 FROM reprint WHERE of_run = old.run AND of_piece = old.number)
BEGIN SELECT raise(ABORT, 'a piece that is being made again stays spoiled until it is made'); END;
CREATE TRIGGER alarm_is_kept BEFORE DELETE ON alarm
BEGIN SELECT raise(ABORT, 'an alarm is never deleted'); END;
CREATE TRIGGER alarm_is_fixed BEFORE UPDATE ON alarm
BEGIN SELECT raise(ABORT, 'an alarm is never changed'); END;
CREATE TRIGGER posting_date_is_kept BEFORE DELETE ON posting_date
BEGIN SELECT raise(ABORT, 'a posting date is never deleted'); END;
CREATE TRIGGER posting_date_is_fixed BEFORE UPDATE ON posting_date
BEGIN SELECT raise(ABORT, 'a posting date is never changed'); END;
CREATE TRIGGER posting_list_is_kept BEFORE DELETE ON posting_list
BEGIN SELECT raise(ABORT, 'a posting list is never deleted'); END;
CREATE TRIGGER posting_list_is_fixed BEFORE UPDATE ON posting_list
BEGIN SELECT raise(ABORT, 'a posting list is never changed'); END;
CREATE TRIGGER posted_was_inserted BEFORE INSERT ON posted
WHEN NOT EXISTS (SELECT 1 FROM piece WHERE run = new.run AND number = new.piece AND state = 'inserted')
BEGIN SELECT raise(ABORT, 'only what was inserted is posted'); END;
CREATE TRIGGER posted_is_kept BEFORE DELETE ON posted
BEGIN SELECT raise(ABORT, 'what was posted stays posted'); END;
CREATE TRIGGER posted_is_fixed BEFORE UPDATE ON posted
BEGIN SELECT raise(ABORT, 'what was posted is never changed'); END;
CREATE INDEX print_job_by_run ON print_job (run, file);
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
COMMIT;
