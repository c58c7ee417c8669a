-- 001: the archive. One file a migration, applied in order; user_version is the number of the last one.
-- Times are Unix microseconds; nothing is ordered by them. Paths and names are bytes (BLOB).
-- The states are those of the X-lists in the headers beside this file.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started INTEGER NOT NULL,
  ended INTEGER,
  exit_status INTEGER,
  sources_taken INTEGER NOT NULL DEFAULT 0,   -- counted as they happen: the ledger compares them with the rows
  sources_resumed INTEGER NOT NULL DEFAULT 0,
  entries INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE run_entry (
  run INTEGER NOT NULL REFERENCES run,
  state TEXT NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (run, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,       -- the order of receipt
  inbox INTEGER NOT NULL REFERENCES inbox,
  path BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'folder')),
  sha256 TEXT,
  stamp TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('waiting', 'working', 'done', 'partial', 'duplicate', 'rejected', 'quarantined')),
  reason TEXT,
  duplicate_of INTEGER REFERENCES source,
  first_run INTEGER NOT NULL REFERENCES run,
  run INTEGER NOT NULL REFERENCES run,        -- the last one that worked on it
  first_seen INTEGER NOT NULL,
  done_at INTEGER,
  put_away INTEGER NOT NULL DEFAULT 0,
  separated INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL))
) STRICT;
CREATE INDEX source_path ON source (inbox, path);
CREATE INDEX source_state ON source (state);
CREATE INDEX source_run ON source (run);
CREATE INDEX source_unseparated ON source (id) WHERE separated = 0;
CREATE UNIQUE INDEX source_original ON source (sha256) WHERE duplicate_of IS NULL AND reason IS NOT 'empty';

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source,
  seq INTEGER NOT NULL,
  name BLOB,
  sha256 TEXT,
  size INTEGER NOT NULL,
  n_pages INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  UNIQUE (source, seq)
) STRICT;

CREATE TABLE dossier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('cover', 'name', 'issued')),
  procedure TEXT,
  unit TEXT,
  code_unread INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  dossier INTEGER NOT NULL REFERENCES dossier,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  form TEXT,
  form_version TEXT,
  UNIQUE (dossier, seq)
) STRICT;

CREATE TABLE page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source,
  page_no INTEGER NOT NULL,
  file INTEGER NOT NULL REFERENCES source_file,
  file_page INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'done', 'duplicate', 'review', 'quarantined')),
  attempts INTEGER NOT NULL DEFAULT 0,        -- those that were lost
  reason TEXT,
  kind TEXT NOT NULL DEFAULT 'unknown'
    CHECK (kind IN ('form', 'cover', 'id_card', 'attachment', 'blank', 'unknown')),
  kind_confidence REAL NOT NULL DEFAULT 0,
  form TEXT,
  form_version TEXT,
  form_page INTEGER NOT NULL DEFAULT 0,
  rotation INTEGER NOT NULL DEFAULT 0,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  dpi REAL NOT NULL DEFAULT 0,
  transform BLOB,                             -- SOHOA_TRANSFORM_TYPE
  inliers INTEGER NOT NULL DEFAULT 0,
  anchors INTEGER NOT NULL DEFAULT 0,
  residual_mm REAL NOT NULL DEFAULT 0,
  signature BLOB,                             -- page_signature.h
  warnings TEXT NOT NULL DEFAULT '[]',        -- [{"stage":..,"code":..,"incomplete":..}]
  heading TEXT,
  duplicate_of INTEGER REFERENCES page,
  separated_copy INTEGER NOT NULL DEFAULT 0,  -- duplicate_of was found by separation, not by the worker
  dossier INTEGER REFERENCES dossier,
  document INTEGER REFERENCES document,
  done_at INTEGER,
  UNIQUE (source, page_no),
  UNIQUE (file, file_page),
  CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL))
) STRICT;
CREATE INDEX page_state ON page (state);
CREATE INDEX page_dossier ON page (dossier);
CREATE INDEX page_document ON page (document);
CREATE INDEX page_duplicate_of ON page (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE page_code (                      -- personal data: value.c only
  page INTEGER NOT NULL REFERENCES page,
  seq INTEGER NOT NULL,
  symbology TEXT NOT NULL,
  data TEXT NOT NULL,
  x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
  x2 REAL NOT NULL, y2 REAL NOT NULL, x3 REAL NOT NULL, y3 REAL NOT NULL,
  PRIMARY KEY (page, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (                        -- personal data: value.c only
  page INTEGER NOT NULL REFERENCES page,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  recognizer TEXT NOT NULL,
  field TEXT NOT NULL,
  raw TEXT NOT NULL,
  alternatives TEXT NOT NULL,                 -- [[raw, confidence], ...]
  confidence REAL NOT NULL,
  x0 REAL NOT NULL, y0 REAL NOT NULL, x1 REAL NOT NULL, y1 REAL NOT NULL,
  x2 REAL NOT NULL, y2 REAL NOT NULL, x3 REAL NOT NULL, y3 REAL NOT NULL,
  method TEXT NOT NULL,
  flags INTEGER NOT NULL,
  PRIMARY KEY (page, form, form_version, recognizer, field)
) STRICT;

CREATE TABLE field (                          -- personal data: value.c only
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL REFERENCES page,
  field TEXT NOT NULL,
  seq INTEGER NOT NULL,
  form TEXT NOT NULL,
  form_version TEXT NOT NULL,
  recognizer TEXT NOT NULL,
  value TEXT NOT NULL,                        -- canonical, JSON
  plausibility REAL NOT NULL,
  findings TEXT NOT NULL,                     -- [{"severity":..,"code":..,"message":..}]
  state TEXT NOT NULL CHECK (state IN ('accepted', 'review', 'verified', 'empty')),
  reason TEXT,
  mac BLOB NOT NULL,
  UNIQUE (page, field),
  FOREIGN KEY (page, form, form_version, recognizer, field)
    REFERENCES reading (page, form, form_version, recognizer, field)
) STRICT;
CREATE INDEX field_state ON field (state);

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source INTEGER REFERENCES source,
  detail TEXT,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT raise (ABORT, 'events are append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT raise (ABORT, 'events are append-only'); END;

-- What outsiders may read with a plain sqlite3; columns are only added, at the end.
CREATE VIEW v_file AS
  SELECT f.id AS file_id, hex (s.path) || CASE WHEN f.name IS NULL THEN '' ELSE '2F' || hex (f.name) END AS name_hex,
         f.size AS bytes, f.sha256 AS sha256_hex, s.state AS state, coalesce (s.reason, f.reason) AS reason,
         s.first_seen AS first_seen, s.done_at AS done_at, s.id AS source_id, f.n_pages AS pages_declared
    FROM source_file f JOIN source s ON s.id = f.source;

CREATE VIEW v_page AS
  SELECT file AS file_id, file_page AS page_no, state, reason, attempts, source AS source_id,
         page_no AS source_page_no, kind, form, form_version, form_page, dossier AS dossier_id
    FROM page;

CREATE VIEW v_field AS
  SELECT p.file AS file_id, p.file_page AS page_no, f.field AS field, f.state AS state, lower (hex (f.mac)) AS value_mac,
         f.form AS form, f.form_version AS form_version
    FROM field f JOIN page p ON p.id = f.page;

CREATE VIEW v_event AS
  SELECT seq, ts, kind, (SELECT min (id) FROM source_file WHERE source = event.source) AS file_id,
         lower (hex (prev_hash)) AS prev_hash, lower (hex (hash)) AS hash, source AS source_id, detail
    FROM event;

CREATE VIEW v_run AS
  SELECT r.id AS run_id, r.started AS started, r.ended AS ended, r.exit_status AS exit,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id WHERE s.run = r.id) AS files_in,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('done', 'duplicate')) AS files_done,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('partial', 'rejected', 'quarantined')) AS files_failed,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('waiting', 'working')) AS files_pending
    FROM run r;

-- Questions for a person, derived from the states they are about; seq orders them within a page.
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
    FROM dossier d WHERE d.code_unread;
