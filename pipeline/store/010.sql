-- 010: what was released to prefill forms, and what declarants left of it.

CREATE TABLE prefill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,                  -- printed on the form; the same release again has the same
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  day TEXT NOT NULL,                          -- on which it was offered, ISO
  purpose TEXT NOT NULL,                      -- one of the settings' purposes
  made INTEGER NOT NULL
) STRICT;

CREATE TABLE prefill_item (                   -- what was offered; no value, a keyed hash of it
  prefill INTEGER NOT NULL REFERENCES prefill,
  field TEXT NOT NULL,
  element TEXT NOT NULL,
  subject INTEGER NOT NULL REFERENCES subject,
  how TEXT,                                   -- of the derivation; NULL: it is of the same element
  from_page INTEGER NOT NULL REFERENCES page,
  from_field TEXT,                            -- NULL: from a card's code
  mac BLOB NOT NULL,
  PRIMARY KEY (prefill, field)
) STRICT, WITHOUT ROWID;

-- One row for each item that was offered on a prefilled form which came back, and for each that the declarant
-- filled in beside them. A projection: written again whenever the fields of the paper change.
CREATE TABLE returned (
  page INTEGER NOT NULL REFERENCES page,
  field TEXT NOT NULL,
  dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
  prefill INTEGER NOT NULL REFERENCES prefill,
  form TEXT NOT NULL,
  element TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('unchanged', 'corrected', 'declared', 'unknown')),
  PRIMARY KEY (page, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX returned_dossier ON returned (dossier);
CREATE INDEX returned_form ON returned (form, outcome);

-- Who is related to somebody is asked for each prefill: from the relations alone.
CREATE INDEX fact_relation ON fact (mention, target) WHERE target IS NOT NULL;

CREATE VIEW v_prefill AS
  SELECT p.code AS prefill, p.form, p.form_version, p.day, p.purpose, p.made, i.field, i.element,
         i.subject AS subject_id, i.how, o.file AS from_file_id, o.file_page AS from_page_no, i.from_field
    FROM prefill p JOIN prefill_item i ON i.prefill = p.id JOIN page o ON o.id = i.from_page;

CREATE VIEW v_returned AS
  SELECT d.code AS dossier, f.code AS prefill, r.form, r.element, r.field, r.outcome, p.file AS file_id,
         p.file_page AS page_no
    FROM returned r JOIN dossier d ON d.id = r.dossier JOIN prefill f ON f.id = r.prefill JOIN page p ON p.id = r.page;

-- Measured reduction by form: unchanged / (unchanged + corrected + declared); what is unknown is left out and shown.
CREATE VIEW v_measured AS
  SELECT form, count (DISTINCT page) AS papers, sum (outcome = 'unchanged') AS unchanged,
         sum (outcome = 'corrected') AS corrected, sum (outcome = 'declared') AS declared,
         sum (outcome = 'unknown') AS unknown,
         sum (outcome = 'unchanged') * 100.0 / nullif (sum (outcome <> 'unknown'), 0) AS measured
    FROM returned GROUP BY form;
