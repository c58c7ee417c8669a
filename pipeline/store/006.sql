-- 006: where a dossier stands is kept with it, so that rates over millions of entries are a walk over two indices.

-- As v_dossier_standing had it when the dossier was last looked at: holds while subjects_stale = 0.
ALTER TABLE dossier ADD COLUMN standing TEXT;
ALTER TABLE dossier ADD COLUMN scanned_on TEXT; -- day, UTC
CREATE INDEX dossier_standing ON dossier (code, subjects_stale, standing, scanned_on);

-- (CROSS: page by page, never from all fields in a state.)
DROP VIEW dossier_field;
CREATE VIEW dossier_field AS
  SELECT p.dossier, f.state FROM page p CROSS JOIN field f ON f.page = p.id
   WHERE p.state <> 'duplicate' AND p.kind = 'form';

-- Worked out anew: 'not-scanned'; then, while a page needs it, 'quarantined', 'waiting' or 'unanswered'; then
-- 'checked' (a field awaits a person), 'extracted' (every field is believed) or 'verified' (a person said them all).
CREATE VIEW v_dossier_standing AS
  SELECT d.id AS dossier_id,
         CASE WHEN NOT EXISTS (SELECT 1 FROM page WHERE dossier = d.id) THEN 'not-scanned'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'quarantined') THEN 'quarantined'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'waiting') THEN 'waiting'
              WHEN EXISTS (SELECT 1 FROM page WHERE dossier = d.id AND state = 'review') THEN 'unanswered'
              WHEN EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'review') THEN 'checked'
              WHEN EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'accepted')
                OR NOT EXISTS (SELECT 1 FROM dossier_field WHERE dossier = d.id AND state = 'verified') THEN 'extracted'
              ELSE 'verified' END AS standing,
         (SELECT date (min (s.first_seen) / 1000000, 'unixepoch')
            FROM page p JOIN source s ON s.id = p.source WHERE p.dossier = d.id) AS scanned_on
    FROM dossier d;

-- As in 003: every entry with where its dossier stands.
DROP VIEW v_register;
CREATE VIEW v_register AS
  SELECT r.dossier, r.unit, r.procedure, r.channel, substr (r.received, 1, 7) AS month, r.received, r.due, r.finished,
         r.electronic_result, r.yields_document, r.reused, r.from_store, r.synced, d.id AS dossier_id,
         CASE WHEN d.id IS NULL THEN 'not-scanned' WHEN d.subjects_stale = 0 AND d.standing IS NOT NULL THEN d.standing
              ELSE (SELECT standing FROM v_dossier_standing WHERE dossier_id = d.id) END AS state,
         CASE WHEN d.subjects_stale = 0 AND d.standing IS NOT NULL THEN d.scanned_on
              ELSE (SELECT scanned_on FROM v_dossier_standing WHERE dossier_id = d.id) END AS scanned_on -- day, UTC
    FROM register r LEFT JOIN dossier d ON d.code = r.dossier;

-- As in 003. Entries that are alike in state, in whether they are finished and in what the register says with yes or
-- no are alike in every rate: the report counts by that.
DROP VIEW v_rates;
CREATE VIEW v_rates AS
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
    FROM v_register;

-- As in 003.
DROP VIEW v_unscanned;
CREATE VIEW v_unscanned AS
  SELECT dossier, unit, procedure, channel, received FROM v_register WHERE state = 'not-scanned';

UPDATE dossier SET (standing, scanned_on) =
  (SELECT standing, scanned_on FROM v_dossier_standing WHERE dossier_id = dossier.id) WHERE subjects_stale = 0;
