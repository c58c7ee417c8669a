-- 008: what happened, in words of the programs (never of a paper), and who did the work of a run.

ALTER TABLE page ADD COLUMN explanation TEXT;        -- of reason, for a person: 'cannot read page 3: ...; what to do'
ALTER TABLE source_file ADD COLUMN explanation TEXT;
ALTER TABLE run ADD COLUMN recognizer TEXT;          -- name, version and hash of its models
ALTER TABLE run ADD COLUMN cage TEXT;                -- of its workers: landlock, seccomp, sanitizer, none

DROP VIEW v_file;
CREATE VIEW v_file AS
  SELECT f.id AS file_id, hex (s.path) || CASE WHEN f.name IS NULL THEN '' ELSE '2F' || hex (f.name) END AS name_hex,
         f.size AS bytes, f.sha256 AS sha256_hex, s.state AS state, coalesce (s.reason, f.reason) AS reason,
         s.first_seen AS first_seen, s.done_at AS done_at, s.id AS source_id, f.n_pages AS pages_declared,
         f.explanation AS explanation
    FROM source_file f JOIN source s ON s.id = f.source;

DROP VIEW v_page;
CREATE VIEW v_page AS
  SELECT file AS file_id, file_page AS page_no, state, reason, attempts, source AS source_id,
         page_no AS source_page_no, kind, form, form_version, form_page, dossier AS dossier_id, explanation
    FROM page;

DROP VIEW v_run;
CREATE VIEW v_run AS
  SELECT r.id AS run_id, r.started AS started, r.ended AS ended, r.exit_status AS exit,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id WHERE s.run = r.id) AS files_in,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('done', 'duplicate')) AS files_done,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('partial', 'rejected', 'quarantined')) AS files_failed,
         (SELECT count (*) FROM v_file f JOIN source s ON s.id = f.source_id
           WHERE s.run = r.id AND s.state IN ('waiting', 'working')) AS files_pending,
         r.recognizer AS recognizer, r.cage AS cage
    FROM run r;
