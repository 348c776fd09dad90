-- SPDX-License-Identifier: Apache-2.0
--
-- Registered numbers, since version 3: a new registry has this behind layouts.sql, an older one gets it as step 3.

-- Bodies of registered numbers, without check digit, that the post has given a client for a product.
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

CREATE INDEX number_range_by_product ON number_range (client, product);

-- Two clients, or two products of one series, never have a number in common: a number is never used twice.
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

-- A stretch of a range taken by a run, for good.  A run that failed after it keeps its numbers burned while its own
-- number goes back: so the run is no reference, and `at` tells which of the runs that had the number took them.
CREATE TABLE number_taken (
  range  INTEGER NOT NULL REFERENCES number_range,
  run    INTEGER NOT NULL,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL CHECK (last >= first),
  at     TEXT NOT NULL,
  PRIMARY KEY (range, first)
) STRICT, WITHOUT ROWID;

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
