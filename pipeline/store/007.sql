-- 007: how well fields are read: what a person's word says of the program's.

-- The probability that the field had before; NULL: it was not kept then.
ALTER TABLE verification ADD COLUMN probability REAL;

-- By form and field, so that states are counted from the index alone.
DROP INDEX field_state;
CREATE INDEX field_state ON field (state, form, field);

-- One line a field that a person looked at: what the program had made of it (accepted or review; a blank that it
-- believed is accepted), whether that was right, and how sure it was.
CREATE VIEW v_outcome AS
  SELECT p.file AS file_id, p.file_page AS page_no, p.dossier AS dossier_id, v.form, v.field,
         CASE WHEN v.state_before = 'review' THEN 'review' ELSE 'accepted' END AS state,
         v.value_before = last.value_after AS is_right, v.probability
    FROM (SELECT min (id) AS first, max (id) AS last FROM verification GROUP BY page, field) said
    JOIN verification v ON v.id = said.first JOIN verification last ON last.id = said.last JOIN page p ON p.id = v.page;
