-- 004: what prefill would have saved: one row for each declared item that is filled in on a digitized form.
-- A projection, as facts are: written again whenever what it follows from changes.

CREATE TABLE reuse (
  page INTEGER NOT NULL REFERENCES page,
  field TEXT NOT NULL,
  dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  element TEXT NOT NULL,
  subject INTEGER REFERENCES subject,         -- NULL: the item itself is not believed
  -- prefill, knowing only what was received before, would have offered exactly this; something else; nothing; or
  -- either side is neither accepted nor verified
  outcome TEXT NOT NULL CHECK (outcome IN ('reused', 'different', 'not-offered', 'unknown')),
  strict TEXT NOT NULL CHECK (strict IN ('reused', 'different', 'not-offered', 'unknown')), -- without derivation
  how TEXT,                                   -- how the offer was derived; NULL: it is of the same element
  from_page INTEGER REFERENCES page,          -- where what was offered stands; NULL: nothing was
  from_field TEXT,
  PRIMARY KEY (page, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX reuse_subject ON reuse (subject);
CREATE INDEX reuse_dossier ON reuse (dossier);
CREATE INDEX reuse_form ON reuse (form, subject, outcome);

-- Every dossier is looked at once more.
UPDATE dossier SET subjects_stale = 1;

-- The day on which a dossier was received: what the register says, else what its code says ("-250711-").
CREATE VIEW v_dossier_day AS
  SELECT d.id AS dossier_id, coalesce (r.received, '20' || substr (d.code, instr (d.code, '-') + 1, 2) || '-' ||
         substr (d.code, instr (d.code, '-') + 3, 2) || '-' || substr (d.code, instr (d.code, '-') + 5, 2)) AS received
    FROM dossier d LEFT JOIN register r ON r.dossier = d.code
   WHERE r.dossier IS NOT NULL OR d.code GLOB '*-[0-9][0-9][01][0-9][0-3][0-9]-[0-9]*';

-- One line an item, with where it stands and where the offer came from.
CREATE VIEW v_reuse AS
  SELECT d.code AS dossier, r.form, r.form_version, r.element, r.field, r.outcome, r.strict, r.how,
         r.subject AS subject_id, p.file AS file_id, p.file_page AS page_no,
         o.file AS from_file_id, o.file_page AS from_page_no, r.from_field
    FROM reuse r JOIN dossier d ON d.id = r.dossier JOIN page p ON p.id = r.page LEFT JOIN page o ON o.id = r.from_page;

-- Achieved reduction by form: reused / (reused + different + not offered); what is unknown is left out and shown.
CREATE VIEW v_reduction AS
  SELECT form, sum (outcome = 'reused') AS reused, sum (outcome = 'different') AS different,
         sum (outcome = 'not-offered') AS not_offered, sum (outcome = 'unknown') AS unknown,
         sum (outcome = 'reused') * 100.0 / nullif (sum (outcome <> 'unknown'), 0) AS achieved
    FROM reuse GROUP BY form;
