-- 003: the register of what was received, and the rates over it.

CREATE TABLE unit (
  code TEXT PRIMARY KEY,
  name TEXT,                                  -- NULL when nobody named it
  parent TEXT REFERENCES unit                 -- the unit above it; NULL: none is known
) STRICT, WITHOUT ROWID;

CREATE TABLE register (
  dossier TEXT PRIMARY KEY,                   -- its code
  unit TEXT NOT NULL REFERENCES unit,
  procedure TEXT NOT NULL,
  received TEXT NOT NULL,                     -- days, ISO
  due TEXT,
  finished TEXT,                              -- the day of the result
  channel TEXT CHECK (channel IN ('direct', 'online', 'post')),
  electronic_result INTEGER,                  -- these five: 1, 0, or NULL: the register does not say
  yields_document INTEGER,
  reused INTEGER,
  from_store INTEGER,
  synced INTEGER,
  applicant_number BLOB, applicant_label BLOB -- blind indices: the register holds no personal value
) STRICT, WITHOUT ROWID;
CREATE INDEX register_case ON register (procedure, received);

-- States of pages and fields are asked for each entry: from the indices alone.
DROP INDEX page_dossier;
CREATE INDEX page_dossier ON page (dossier, state);
CREATE INDEX field_unsettled ON field (page, state);

-- The fields that speak for a dossier: of its form pages, copies left out.
CREATE VIEW dossier_field AS
  SELECT p.dossier, f.state FROM page p JOIN field f ON f.page = p.id WHERE p.state <> 'duplicate' AND p.kind = 'form';

-- Every entry with where its dossier stands: 'not-scanned'; then, while a page needs it, 'quarantined',
-- 'waiting' or 'unanswered'; then 'checked' (a field awaits a person), 'extracted' (every field is believed) or
-- 'verified' (a person said them all).
CREATE VIEW v_register AS
  SELECT r.dossier, r.unit, r.procedure, r.channel, substr (r.received, 1, 7) AS month, r.received, r.due, r.finished,
         r.electronic_result, r.yields_document, r.reused, r.from_store, r.synced, d.id AS dossier_id,
         CASE WHEN NOT EXISTS (SELECT 1 FROM page WHERE dossier = d.id) THEN 'not-scanned'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'quarantined') THEN 'quarantined'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'waiting') THEN 'waiting'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'review') THEN 'unanswered'
              WHEN EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'review') THEN 'checked'
              WHEN EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'accepted')
                OR NOT EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'verified') THEN 'extracted'
              ELSE 'verified' END AS state,
         (SELECT date (min (s.first_seen) / 1000000, 'unixepoch')
            FROM page p JOIN source s ON s.id = p.source WHERE p.dossier = d.id) AS scanned_on -- day, UTC
    FROM register r LEFT JOIN dossier d ON d.code = r.dossier;

-- Every entry with what it is in each rate. <rate>: 1 counted, 0 not, NULL when the register does not carry what
-- decides it; then the rate of any group that the entry is in is not available, never zero. <rate>_of: whether it
-- is in the denominator. <rate>_on: the day since when it counts; NULL when nothing tells.
-- (MATERIALIZED: the state is worked out once an entry, not once a rate.)
CREATE VIEW v_rates AS
  WITH entry AS MATERIALIZED (SELECT * FROM v_register)
  SELECT dossier, unit, procedure, channel, month, received, state, finished, electronic_result, yields_document,
         reused, from_store, synced,
         state <> 'not-scanned' AS scanned, 1 AS scanned_of, scanned_on AS scanned_on,
         state IN ('checked', 'extracted', 'verified') AS checked, 1 AS checked_of, scanned_on AS checked_on,
         state IN ('extracted', 'verified') AS extracted, 1 AS extracted_of, scanned_on AS extracted_on,
         state = 'verified' AS verified, 1 AS verified_of, scanned_on AS verified_on,
         finished IS NOT NULL AND electronic_result AS electronic, finished IS NOT NULL AS electronic_of,
         finished AS electronic_on,
         yields_document AND electronic_result AS indicator_4_1, yields_document AS indicator_4_1_of,
         finished AS indicator_4_1_on,
         state IN ('checked', 'extracted', 'verified') AND (NOT yields_document OR electronic_result) AS indicator_4_2,
         1 AS indicator_4_2_of,
         CASE WHEN yields_document THEN max (scanned_on, coalesce (finished, scanned_on)) ELSE scanned_on END
           AS indicator_4_2_on,
         reused AS indicator_4_3, 1 AS indicator_4_3_of, NULL AS indicator_4_3_on,
         from_store OR synced AS indicator_4_4, 1 AS indicator_4_4_of, NULL AS indicator_4_4_on
    FROM entry;

-- One view a rate. Over any group: sum (counted) / sum (base), when sum (counted IS NULL OR base IS NULL) is 0.
-- Scanned: at least one page in the archive. Of all entries.
CREATE VIEW v_rate_scanned AS
  SELECT dossier, unit, procedure, channel, month, received, scanned AS counted, scanned_of AS base FROM v_rates;
-- Checked: scanned, and no page is quarantined, waiting or unanswered. Of all entries.
CREATE VIEW v_rate_checked AS
  SELECT dossier, unit, procedure, channel, month, received, checked AS counted, checked_of AS base FROM v_rates;
-- Extracted: checked, and no field awaits a person. Of all entries.
CREATE VIEW v_rate_extracted AS
  SELECT dossier, unit, procedure, channel, month, received, extracted AS counted, extracted_of AS base FROM v_rates;
-- Verified: extracted, and a person said every field that is not blank. Of all entries.
CREATE VIEW v_rate_verified AS
  SELECT dossier, unit, procedure, channel, month, received, verified AS counted, verified_of AS base FROM v_rates;
-- Electronic of finished: electronic results of the entries with a result date.
CREATE VIEW v_rate_electronic AS
  SELECT dossier, unit, procedure, channel, month, received, electronic AS counted, electronic_of AS base FROM v_rates;
-- National indicator 4.1: electronic results of the entries whose procedure yields a paper.
CREATE VIEW v_rate_4_1 AS
  SELECT dossier, unit, procedure, channel, month, received, indicator_4_1 AS counted, indicator_4_1_of AS base
    FROM v_rates;
-- National indicator 4.2: checked, and where the procedure yields a paper its result is electronic. Of all entries.
CREATE VIEW v_rate_4_2 AS
  SELECT dossier, unit, procedure, channel, month, received, indicator_4_2 AS counted, indicator_4_2_of AS base
    FROM v_rates;
-- National indicator 4.3: digitized data was reused. Of all entries.
CREATE VIEW v_rate_4_3 AS
  SELECT dossier, unit, procedure, channel, month, received, indicator_4_3 AS counted, indicator_4_3_of AS base
    FROM v_rates;
-- National indicator 4.4: taken from the personal store, or the result was synced to it. Of all entries.
CREATE VIEW v_rate_4_4 AS
  SELECT dossier, unit, procedure, channel, month, received, indicator_4_4 AS counted, indicator_4_4_of AS base
    FROM v_rates;

-- A unit and each unit that it counts for: itself and all above it.
CREATE VIEW v_unit_above AS
  WITH RECURSIVE above (unit, counts_for) AS (
    SELECT code, code FROM unit
    UNION
    SELECT above.unit, unit.parent FROM above JOIN unit ON unit.code = above.counts_for WHERE unit.parent IS NOT NULL
  )
  SELECT unit, counts_for FROM above;

-- Dossiers that were scanned but that the register does not have, and entries without a scan.
CREATE VIEW v_unregistered AS
  SELECT d.id AS dossier_id, d.code AS dossier, d.origin, d.procedure, d.unit FROM dossier d
   WHERE NOT EXISTS (SELECT 1 FROM register WHERE dossier = d.code)
     AND EXISTS (SELECT 1 FROM page WHERE dossier = d.id);
CREATE VIEW v_unscanned AS
  SELECT r.dossier, r.unit, r.procedure, r.channel, r.received FROM register r
   WHERE NOT EXISTS (SELECT 1 FROM dossier d JOIN page p ON p.dossier = d.id WHERE d.code = r.dossier);
