-- 011: what a mention's number, name and birth were read as where they are not believed: two papers that say the same
-- of both are one person's, though neither is believed by itself.

ALTER TABLE mention ADD COLUMN read_number BLOB; -- blind indices, as number, label and birth
ALTER TABLE mention ADD COLUMN read_label BLOB;
ALTER TABLE mention ADD COLUMN read_birth BLOB;
CREATE INDEX mention_read_number ON mention (read_number) WHERE read_number IS NOT NULL;
UPDATE dossier SET subjects_stale = 1;
