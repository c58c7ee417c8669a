-- 009: scans without a code, and the entries of the register that may be theirs.

-- What a person said of a dossier whose code was issued here and an entry of the register. Issued codes follow from
-- the content of the scans, so the word holds however often they are separated.
CREATE TABLE register_answer (
  code TEXT NOT NULL,                         -- as issued
  entry TEXT NOT NULL,                        -- the code in the register
  same INTEGER NOT NULL,
  actor TEXT NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (code, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_issued ON dossier (id) WHERE origin = 'issued';

-- Entries without a scan of the same procedure, day (that the paper tells, else that it was scanned on) and applicant
-- (by number where both tell one, else by name).
CREATE VIEW v_offered_entry AS
  SELECT DISTINCT d.id AS dossier_id, d.code AS dossier, r.dossier AS entry
    FROM dossier d JOIN mention m ON m.dossier = d.id
    JOIN register r ON r.procedure = d.procedure AND r.received = coalesce (nullif (m.as_of, ''),
      (SELECT scanned_on FROM v_dossier_standing WHERE dossier_id = d.id))
   WHERE d.origin = 'issued'
     AND CASE WHEN r.applicant_number IS NOT NULL AND m.number IS NOT NULL THEN r.applicant_number = m.number
              ELSE r.applicant_label = m.label END
     AND NOT EXISTS (SELECT 1 FROM dossier WHERE code = r.dossier)
     AND NOT EXISTS (SELECT 1 FROM register_answer WHERE code = d.code AND entry = r.dossier);

-- As in 002, and the entries that are offered; their code stands in `field`.
DROP VIEW v_review;
CREATE VIEW v_review AS
  SELECT p.source AS source, p.page_no AS page_no, -1 AS seq, 'page' AS kind, NULL AS field, p.form AS form,
         p.reason AS reason, d.code AS dossier
    FROM page p LEFT JOIN dossier d ON d.id = p.dossier WHERE p.state = 'review'
  UNION ALL
  SELECT p.source, p.page_no, f.seq, 'field', f.field, f.form, f.reason, d.code
    FROM field f JOIN page p ON p.id = f.page LEFT JOIN dossier d ON d.id = p.dossier
   WHERE f.state = 'review' AND p.state <> 'duplicate' AND p.kind = 'form'
  UNION ALL
  SELECT (SELECT min (source) FROM page WHERE dossier = d.id), 0, -2, 'dossier', NULL, NULL, 'code-unread', d.code
    FROM dossier d WHERE d.code_unread
  UNION ALL
  SELECT (SELECT min (p.source) FROM mention m JOIN page p ON p.id = m.page WHERE m.subject = q.subject), 0, -3,
         'subject',
         'S' || q.subject || CASE WHEN q.other <> 0 THEN '/S' || q.other WHEN q.element <> '' THEN '/' || q.element
                                  ELSE '' END,
         NULL, q.reason, NULL
    FROM question q
  UNION ALL
  SELECT (SELECT min (source) FROM page WHERE dossier = o.dossier_id), 0, -4, 'register', o.entry, NULL,
         'register-entry', o.dossier
    FROM v_offered_entry o;
