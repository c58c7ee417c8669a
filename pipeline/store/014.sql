-- 014: what is near a mention's number and name, so that a misread figure or letter is seen to be one.

ALTER TABLE mention ADD COLUMN near_number BLOB; -- codes that tell how many figures apart: mention.h
ALTER TABLE mention ADD COLUMN near_label BLOB;
CREATE INDEX mention_read_label ON mention (read_label) WHERE read_label IS NOT NULL;
-- Only among those whose number nobody believes is there one near to a number that is believed: a few of each name.
CREATE INDEX mention_unbelieved ON mention (coalesce (label, read_label)) WHERE number IS NULL AND near_number IS NOT NULL;
UPDATE dossier SET subjects_stale = 1;
