-- 005: how sure each field is, and which other fields speak for or against it: a projection of the room trust/.

ALTER TABLE field ADD COLUMN probability REAL NOT NULL DEFAULT 0;
ALTER TABLE field ADD COLUMN witnesses TEXT NOT NULL DEFAULT '[]'; -- [{"id":..,"code":..,"agrees":..}]
UPDATE field SET probability = 1 WHERE state = 'verified';
UPDATE dossier SET subjects_stale = 1;
