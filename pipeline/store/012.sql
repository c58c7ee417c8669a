-- 012: a third of the size. What repeats millions of times (names of fields and elements, form versions, recognizers)
-- stands once and is pointed to; rows lie in the order in which they are asked for, so they need fewer indices; seals
-- are kept to 16 bytes. And what reports ask of millions is kept where they ask: the day on which a dossier was received
-- with the dossier, where its scan stands with the entry of the register.

CREATE TABLE word (                           -- names of fields, elements and recognizers; never a value
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE print (                          -- form versions
  id INTEGER PRIMARY KEY,
  form TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (form, version)
) STRICT;

-- Views of what is made anew; the views over these stay as they are (legacy: renaming does not look at them).
DROP VIEW v_field;
DROP VIEW v_fact;
DROP VIEW v_reuse;
DROP VIEW v_reduction;
DROP VIEW v_review;
DROP VIEW v_dossier_day;
DROP VIEW dossier_field;
PRAGMA legacy_alter_table = ON;

INSERT INTO word (text)
  SELECT field FROM field UNION SELECT recognizer FROM reading UNION SELECT field FROM reading UNION
  SELECT method FROM reading UNION SELECT element FROM fact UNION SELECT field FROM fact WHERE field IS NOT NULL UNION
  SELECT field FROM reuse UNION SELECT element FROM reuse UNION SELECT how FROM reuse WHERE how IS NOT NULL UNION
  SELECT from_field FROM reuse WHERE from_field IS NOT NULL;
INSERT INTO print (form, version)
  SELECT form, form_version FROM reading UNION SELECT form, form_version FROM field UNION
  SELECT form, form_version FROM reuse;

CREATE TABLE new_reading (                        -- personal data: value.c only
  page INTEGER NOT NULL REFERENCES page,
  field INTEGER NOT NULL REFERENCES word,
  print INTEGER NOT NULL REFERENCES print,
  recognizer INTEGER NOT NULL REFERENCES word,
  raw TEXT NOT NULL,
  alternatives TEXT,                          -- [[raw, confidence], ...]; NULL: none
  confidence INTEGER NOT NULL,                -- 10,000: certain
  x0 INTEGER NOT NULL, y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL, -- quarters of a pixel
  x2 INTEGER NOT NULL, y2 INTEGER NOT NULL, x3 INTEGER NOT NULL, y3 INTEGER NOT NULL,
  method INTEGER NOT NULL REFERENCES word,
  flags INTEGER NOT NULL,
  PRIMARY KEY (page, field, print, recognizer)
) STRICT, WITHOUT ROWID;
INSERT INTO new_reading
  SELECT o.page, w.id, t.id, r.id, o.raw, nullif (o.alternatives, '[]'), CAST (round (o.confidence * 10000) AS INTEGER),
         CAST (round (o.x0 * 4) AS INTEGER), CAST (round (o.y0 * 4) AS INTEGER),
         CAST (round (o.x1 * 4) AS INTEGER), CAST (round (o.y1 * 4) AS INTEGER),
         CAST (round (o.x2 * 4) AS INTEGER), CAST (round (o.y2 * 4) AS INTEGER),
         CAST (round (o.x3 * 4) AS INTEGER), CAST (round (o.y3 * 4) AS INTEGER), m.id, o.flags
    FROM reading o JOIN word w ON w.text = o.field JOIN word r ON r.text = o.recognizer
    JOIN word m ON m.text = o.method JOIN print t ON t.form = o.form AND t.version = o.form_version;

CREATE TABLE new_field (                          -- personal data: value.c only
  page INTEGER NOT NULL REFERENCES page,
  field INTEGER NOT NULL REFERENCES word,
  seq INTEGER NOT NULL,
  print INTEGER NOT NULL REFERENCES print,
  recognizer INTEGER NOT NULL REFERENCES word,
  value TEXT NOT NULL,                        -- canonical, JSON
  plausibility REAL NOT NULL,
  findings TEXT,                              -- [{"severity":..,"code":..,"message":..}]; NULL: none
  state TEXT NOT NULL CHECK (state IN ('a', 'r', 'v', 'e')), -- accepted, review, verified, empty
  reason TEXT,
  mac BLOB NOT NULL,
  probability INTEGER NOT NULL,               -- 1,000,000: certain
  witnesses TEXT,                             -- [{"id":..,"code":..,"agrees":..}]; NULL: none
  PRIMARY KEY (page, field),
  FOREIGN KEY (page, field, print, recognizer) REFERENCES new_reading (page, field, print, recognizer)
) STRICT, WITHOUT ROWID;
INSERT INTO new_field
  SELECT o.page, w.id, o.seq, t.id, r.id, o.value, o.plausibility, nullif (o.findings, '[]'), substr (o.state, 1, 1),
         o.reason, substr (o.mac, 1, 16), CAST (round (o.probability * 1000000) AS INTEGER), nullif (o.witnesses, '[]')
    FROM field o JOIN word w ON w.text = o.field JOIN word r ON r.text = o.recognizer
    JOIN print t ON t.form = o.form AND t.version = o.form_version;
DROP TABLE field;
DROP TABLE reading;
ALTER TABLE new_reading RENAME TO reading;
ALTER TABLE new_field RENAME TO field;
CREATE INDEX field_review ON field (page) WHERE state = 'r';

CREATE TRIGGER field_added AFTER INSERT ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = new.page); END;
CREATE TRIGGER field_changed AFTER UPDATE ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = new.page); END;
CREATE TRIGGER field_removed AFTER DELETE ON field
  BEGIN UPDATE dossier SET subjects_stale = 1 WHERE id = (SELECT dossier FROM page WHERE id = old.page); END;

CREATE TABLE new_fact (                           -- personal data: fact.c only
  subject INTEGER NOT NULL REFERENCES subject,
  element INTEGER NOT NULL REFERENCES word,
  item TEXT NOT NULL,                         -- tells rows of a table apart; '' for the one of its kind
  rank INTEGER NOT NULL,                      -- 0 is current; each is superseded by the one before
  value TEXT NOT NULL,                        -- canonical, JSON; null for a relation
  as_of TEXT NOT NULL,
  mention INTEGER NOT NULL,                   -- of the subject; goes with it, by the trigger below
  page INTEGER NOT NULL REFERENCES page,
  field INTEGER REFERENCES word,              -- NULL: read from a card's code, or a relation
  target TEXT,                                -- of a relation: a mention's name in the same document
  confidence INTEGER NOT NULL,                -- 1,000,000: certain
  verified INTEGER NOT NULL,
  mac BLOB NOT NULL,
  PRIMARY KEY (subject, element, item, rank)
) STRICT, WITHOUT ROWID;
INSERT INTO new_fact
  SELECT o.subject, e.id, o.item, o.rank, o.value, o.as_of, o.mention, o.page, w.id, o.target,
         CAST (round (o.confidence * 1000000) AS INTEGER), o.verified, substr (o.mac, 1, 16)
    FROM fact o JOIN word e ON e.text = o.element LEFT JOIN word w ON w.text = o.field;
DROP TABLE fact;
ALTER TABLE new_fact RENAME TO fact;
CREATE INDEX fact_relation ON fact (mention, target) WHERE target IS NOT NULL;
CREATE TRIGGER mention_removed BEFORE DELETE ON mention
  BEGIN DELETE FROM fact WHERE subject = old.subject AND mention = old.id; END;

-- In the order of persons, so that a report reads each person's items together, once.
CREATE TABLE new_reuse (
  who INTEGER NOT NULL,                       -- the subject; -dossier: about nobody, or the item is not believed
  page INTEGER NOT NULL REFERENCES page,
  field INTEGER NOT NULL REFERENCES word,
  print INTEGER NOT NULL REFERENCES print,
  element INTEGER NOT NULL REFERENCES word,
  -- prefill, knowing only what was received before, would have offered exactly this (reused); something else
  -- (different); nothing (not offered); or either side is neither accepted nor verified (unknown)
  outcome TEXT NOT NULL CHECK (outcome IN ('r', 'd', 'n', 'u')),
  strict TEXT NOT NULL CHECK (strict IN ('r', 'd', 'n', 'u')), -- without derivation
  how INTEGER REFERENCES word,                -- how the offer was derived; NULL: it is of the same element
  from_page INTEGER REFERENCES page,          -- where what was offered stands; NULL: nothing was
  from_field INTEGER REFERENCES word,
  PRIMARY KEY (who, page, field),
  UNIQUE (page, field)
) STRICT, WITHOUT ROWID;
INSERT INTO new_reuse
  SELECT coalesce (o.subject, -o.dossier), o.page, w.id, t.id, e.id, substr (o.outcome, 1, 1), substr (o.strict, 1, 1),
         h.id, o.from_page, f.id
    FROM reuse o JOIN word w ON w.text = o.field JOIN word e ON e.text = o.element
    JOIN print t ON t.form = o.form AND t.version = o.form_version
    LEFT JOIN word h ON h.text = o.how LEFT JOIN word f ON f.text = o.from_field;
DROP TABLE reuse;
ALTER TABLE new_reuse RENAME TO reuse;
PRAGMA legacy_alter_table = OFF;
-- What was judged of a page goes when the page goes to another dossier: there it is judged anew.
CREATE TRIGGER page_rejudged AFTER UPDATE OF dossier ON page WHEN old.dossier IS NOT new.dossier
  BEGIN DELETE FROM reuse WHERE page = new.id; END;

-- The day on which a dossier was received: what the register says, else what its code says ("-250711-").
ALTER TABLE dossier ADD COLUMN received TEXT; -- ISO; NULL: nobody knows
CREATE INDEX dossier_received ON dossier (received);
CREATE VIEW dossier_code_day AS
  SELECT id AS dossier_id, '20' || substr (code, instr (code, '-') + 1, 2) || '-' || substr (code, instr (code, '-') + 3, 2)
         || '-' || substr (code, instr (code, '-') + 5, 2) AS received
    FROM dossier WHERE code GLOB '*-[0-9][0-9][01][0-9][0-3][0-9]-[0-9]*';
UPDATE dossier SET received = coalesce ((SELECT received FROM register WHERE dossier = dossier.code),
                                        (SELECT received FROM dossier_code_day WHERE dossier_id = dossier.id));
CREATE TRIGGER dossier_dated AFTER INSERT ON dossier BEGIN
  UPDATE dossier SET received = coalesce ((SELECT received FROM register WHERE dossier = new.code),
                                          (SELECT received FROM dossier_code_day WHERE dossier_id = new.id))
   WHERE id = new.id;
END;
CREATE TRIGGER dossier_dated_anew AFTER UPDATE OF code ON dossier BEGIN
  UPDATE dossier SET received = coalesce ((SELECT received FROM register WHERE dossier = new.code),
                                          (SELECT received FROM dossier_code_day WHERE dossier_id = new.id))
   WHERE id = new.id;
END;
CREATE TRIGGER register_dates_anew AFTER UPDATE OF received ON register
  BEGIN UPDATE dossier SET received = new.received WHERE code = new.dossier AND received IS NOT new.received; END;
CREATE VIEW v_dossier_day AS
  SELECT id AS dossier_id, received FROM dossier WHERE received IS NOT NULL;

-- Where the scan of an entry stands is kept with the entry, so that rates are a walk over the register alone.
ALTER TABLE register ADD COLUMN scan INTEGER;    -- of the dossier; NULL: none
ALTER TABLE register ADD COLUMN standing TEXT;   -- of the scan; NULL: to be worked out anew
ALTER TABLE register ADD COLUMN scanned_on TEXT;
DROP INDEX dossier_standing;
UPDATE register SET (scan, standing, scanned_on) =
  (SELECT id, CASE subjects_stale WHEN 0 THEN standing END, scanned_on FROM dossier WHERE code = register.dossier);
CREATE TRIGGER register_added AFTER INSERT ON register BEGIN
  UPDATE register SET (scan, standing, scanned_on) =
    (SELECT id, CASE subjects_stale WHEN 0 THEN standing END, scanned_on FROM dossier WHERE code = new.dossier)
   WHERE dossier = new.dossier;
  UPDATE dossier SET received = new.received WHERE code = new.dossier AND received IS NOT new.received;
END;
CREATE TRIGGER dossier_registered AFTER INSERT ON dossier
  BEGIN UPDATE register SET scan = new.id, standing = NULL WHERE dossier = new.code; END;
CREATE TRIGGER dossier_unregistered BEFORE DELETE ON dossier
  BEGIN UPDATE register SET scan = NULL, standing = NULL, scanned_on = NULL WHERE scan = old.id AND dossier = old.code; END;
CREATE TRIGGER dossier_stands AFTER UPDATE OF code, standing, scanned_on, subjects_stale ON dossier
  WHEN old.code <> new.code OR old.subjects_stale <> new.subjects_stale OR old.standing IS NOT new.standing
    OR old.scanned_on IS NOT new.scanned_on
BEGIN
  UPDATE register SET scan = NULL, standing = NULL, scanned_on = NULL WHERE dossier = old.code AND old.code <> new.code;
  UPDATE register SET scan = new.id, standing = CASE new.subjects_stale WHEN 0 THEN new.standing END,
         scanned_on = new.scanned_on WHERE dossier = new.code;
END;
DROP VIEW v_register;
CREATE VIEW v_register AS
  SELECT r.dossier, r.unit, r.procedure, r.channel, substr (r.received, 1, 7) AS month, r.received, r.due, r.finished,
         r.electronic_result, r.yields_document, r.reused, r.from_store, r.synced, r.scan AS dossier_id,
         CASE WHEN r.scan IS NULL THEN 'not-scanned' WHEN r.standing IS NOT NULL THEN r.standing
              ELSE (SELECT standing FROM v_dossier_standing WHERE dossier_id = r.scan) END AS state,
         CASE WHEN r.scan IS NULL OR r.standing IS NOT NULL THEN r.scanned_on
              ELSE (SELECT scanned_on FROM v_dossier_standing WHERE dossier_id = r.scan) END AS scanned_on -- day, UTC
    FROM register r;

-- What the letters stand for.
CREATE VIEW dossier_field AS
  SELECT p.dossier, CASE f.state WHEN 'a' THEN 'accepted' WHEN 'r' THEN 'review' WHEN 'v' THEN 'verified'
                    ELSE 'empty' END AS state
    FROM page p CROSS JOIN field f ON f.page = p.id WHERE p.state <> 'duplicate' AND p.kind = 'form';

CREATE VIEW v_field AS
  SELECT p.file AS file_id, p.file_page AS page_no, w.text AS field,
         CASE f.state WHEN 'a' THEN 'accepted' WHEN 'r' THEN 'review' WHEN 'v' THEN 'verified' ELSE 'empty' END AS state,
         lower (hex (f.mac)) AS value_mac, t.form AS form, t.version AS form_version
    FROM field f JOIN page p ON p.id = f.page JOIN word w ON w.id = f.field JOIN print t ON t.id = f.print;

CREATE VIEW v_fact AS
  SELECT f.subject AS subject_id, e.text AS element, f.item, f.rank, f.as_of, f.confidence / 1e6 AS confidence,
         f.verified, lower (hex (f.mac)) AS value_mac, f.mention AS mention_id, w.text AS field, p.file AS file_id,
         p.file_page AS page_no, t.subject AS target_subject_id
    FROM fact f JOIN word e ON e.id = f.element JOIN page p ON p.id = f.page JOIN mention m ON m.id = f.mention
    LEFT JOIN word w ON w.id = f.field LEFT JOIN mention t ON t.page = m.page AND t.name = f.target;

-- One line an item, with where it stands and where the offer came from.
CREATE VIEW v_reuse AS
  SELECT d.code AS dossier, t.form, t.version AS form_version, e.text AS element, w.text AS field,
         CASE r.outcome WHEN 'r' THEN 'reused' WHEN 'd' THEN 'different' WHEN 'n' THEN 'not-offered' ELSE 'unknown' END
           AS outcome,
         CASE r.strict WHEN 'r' THEN 'reused' WHEN 'd' THEN 'different' WHEN 'n' THEN 'not-offered' ELSE 'unknown' END
           AS strict,
         h.text AS how, nullif (max (r.who, 0), 0) AS subject_id, p.file AS file_id, p.file_page AS page_no,
         o.file AS from_file_id, o.file_page AS from_page_no, f.text AS from_field
    FROM reuse r JOIN word e ON e.id = r.element JOIN word w ON w.id = r.field JOIN print t ON t.id = r.print
    JOIN page p ON p.id = r.page JOIN dossier d ON d.id = p.dossier LEFT JOIN word h ON h.id = r.how
    LEFT JOIN page o ON o.id = r.from_page LEFT JOIN word f ON f.id = r.from_field;

-- Achieved reduction by form: reused / (reused + different + not offered); what is unknown is left out and shown.
CREATE VIEW v_reduction AS
  SELECT t.form, sum (outcome = 'r') AS reused, sum (outcome = 'd') AS different, sum (outcome = 'n') AS not_offered,
         sum (outcome = 'u') AS unknown, sum (outcome = 'r') * 100.0 / nullif (sum (outcome <> 'u'), 0) AS achieved
    FROM reuse r JOIN print t ON t.id = r.print GROUP BY t.form;

-- As in 009.
CREATE VIEW v_review AS
  SELECT p.source AS source, p.page_no AS page_no, -1 AS seq, 'page' AS kind, NULL AS field, p.form AS form,
         p.reason AS reason, d.code AS dossier
    FROM page p LEFT JOIN dossier d ON d.id = p.dossier WHERE p.state = 'review'
  UNION ALL
  SELECT p.source, p.page_no, f.seq, 'field', w.text, t.form, f.reason, d.code
    FROM field f JOIN page p ON p.id = f.page JOIN word w ON w.id = f.field JOIN print t ON t.id = f.print
    LEFT JOIN dossier d ON d.id = p.dossier
   WHERE f.state = 'r' AND p.state <> 'duplicate' AND p.kind = 'form'
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
