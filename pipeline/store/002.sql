-- 002: who is who: mentions, subjects, facts, and what persons said.
-- Mentions, subjects' mentions, facts and questions are projections; verifications, decisions and assignments are not.

-- The mentions of this dossier must be derived again. Set by the triggers below, whoever changes what it is made of.
ALTER TABLE dossier ADD COLUMN subjects_stale INTEGER NOT NULL DEFAULT 1;
CREATE INDEX dossier_stale ON dossier (id) WHERE subjects_stale = 1;

CREATE TABLE subject (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'household', 'land', 'works')),
  joined INTEGER REFERENCES subject           -- where its mentions went, when it has none left
) STRICT;

CREATE TABLE mention (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL REFERENCES page,      -- the first page of the document that it stands in
  name TEXT NOT NULL,                         -- the role, with its row where there are several: 'member[2]'
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  dossier INTEGER REFERENCES dossier ON DELETE SET NULL,
  as_of TEXT NOT NULL,                        -- the day that the paper speaks of, ISO; '' when unknown
  same_as TEXT,                               -- the mention of the same document that the paper says it is
  doubt TEXT,                                 -- why its number is not believed, a stable word
  number BLOB, label BLOB, birth BLOB, birth_year BLOB, -- blind indices: seal.h
  party INTEGER NOT NULL DEFAULT 0,           -- mentions of a dossier with the same one are one
  home INTEGER REFERENCES subject,            -- the subject that rules alone give it
  subject INTEGER REFERENCES subject,         -- after what persons decided
  UNIQUE (page, name)
) STRICT;
CREATE INDEX mention_dossier ON mention (dossier);
CREATE INDEX mention_subject ON mention (subject);
CREATE INDEX mention_home ON mention (home);
CREATE INDEX mention_number ON mention (number) WHERE number IS NOT NULL;
CREATE INDEX mention_label ON mention (label, birth) WHERE label IS NOT NULL;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'apart')),
  subject INTEGER NOT NULL REFERENCES subject, -- stays
  other INTEGER NOT NULL REFERENCES subject,   -- goes into it; is made by the split; is another
  actor TEXT NOT NULL,
  decided INTEGER NOT NULL,
  undone_by TEXT,
  undone INTEGER
) STRICT;
CREATE INDEX decision_subject ON decision (subject);
CREATE INDEX decision_other ON decision (other);

CREATE TABLE decision_mention (
  decision INTEGER NOT NULL REFERENCES decision,
  side INTEGER NOT NULL,                      -- 0: of subject, 1: of other
  page INTEGER NOT NULL REFERENCES page,
  name TEXT NOT NULL,
  PRIMARY KEY (decision, side, page, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_mention_place ON decision_mention (page, name);

CREATE TABLE fact (                           -- personal data: fact.c only
  subject INTEGER NOT NULL REFERENCES subject,
  element TEXT NOT NULL,
  item TEXT NOT NULL,                         -- tells rows of a table apart; '' for the one of its kind
  rank INTEGER NOT NULL,                      -- 0 is current; each is superseded by the one before
  value TEXT NOT NULL,                        -- canonical, JSON; null for a relation
  as_of TEXT NOT NULL,
  mention INTEGER NOT NULL REFERENCES mention ON DELETE CASCADE,
  page INTEGER NOT NULL REFERENCES page,
  field TEXT,                                 -- NULL: read from a card's code, or a relation
  target TEXT,                                -- of a relation: a mention's name in the same document
  confidence REAL NOT NULL,
  verified INTEGER NOT NULL,
  mac BLOB NOT NULL,
  PRIMARY KEY (subject, element, item, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_mention ON fact (mention);

CREATE TABLE question (
  subject INTEGER NOT NULL REFERENCES subject,
  other INTEGER NOT NULL DEFAULT 0,           -- a subject, 0 when it is about an element or the number
  element TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL,
  PRIMARY KEY (subject, other, element)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_other ON question (other) WHERE other <> 0;

CREATE TABLE verification (                   -- personal data: verification.c only
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL REFERENCES page,
  field TEXT NOT NULL,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  state_before TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  actor TEXT NOT NULL,
  verified INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE INDEX verification_field ON verification (page, field);
CREATE TRIGGER verification_no_update BEFORE UPDATE ON verification
  BEGIN SELECT raise (ABORT, 'verifications are append-only'); END;
CREATE TRIGGER verification_no_delete BEFORE DELETE ON verification
  BEGIN SELECT raise (ABORT, 'verifications are append-only'); END;

CREATE TABLE assignment (                     -- what a person said an unknown page is
  page INTEGER PRIMARY KEY REFERENCES page,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  form_page INTEGER NOT NULL,
  dossier TEXT,                               -- code; NULL: the one that separation finds
  actor TEXT NOT NULL,
  assigned INTEGER NOT NULL
) STRICT;

CREATE TRIGGER field_added AFTER INSERT ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = new.page); END;
CREATE TRIGGER field_changed AFTER UPDATE ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = new.page); END;
CREATE TRIGGER field_removed AFTER DELETE ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = old.page); END;
CREATE TRIGGER page_code_added AFTER INSERT ON page_code
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = new.page); END;
CREATE TRIGGER page_code_removed AFTER DELETE ON page_code
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = old.page); END;
CREATE TRIGGER page_moved AFTER UPDATE OF state, kind, form, form_version, form_page, dossier, document ON page
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id IN (old.dossier, new.dossier); END;

CREATE VIEW v_subject AS
  SELECT id AS subject_id, kind, joined AS joined_subject_id,
         (SELECT count (*) FROM mention WHERE subject = subject.id) AS mentions
    FROM subject;

CREATE VIEW v_mention AS
  SELECT m.id AS mention_id, m.subject AS subject_id, m.kind, m.role, m.name, m.dossier AS dossier_id, m.as_of,
         p.file AS file_id, p.file_page AS page_no
    FROM mention m JOIN page p ON p.id = m.page;

CREATE VIEW v_fact AS
  SELECT f.subject AS subject_id, f.element, f.item, f.rank, f.as_of, f.confidence, f.verified, lower (hex (f.mac)) AS value_mac,
         f.mention AS mention_id, f.field, p.file AS file_id, p.file_page AS page_no, t.subject AS target_subject_id
    FROM fact f JOIN page p ON p.id = f.page JOIN mention m ON m.id = f.mention
    LEFT JOIN mention t ON t.page = m.page AND t.name = f.target;

-- As in 001, and the questions about subjects; their id stands in `field`.
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
    FROM question q;
