-- Whether readers who name a version see it: it is published, or was until another was published for its date. Which versions were
-- published before this column is not known, and a draft must not be taken for one of them.

ALTER TABLE plint_catalog.versions ADD COLUMN released boolean NOT NULL DEFAULT false;
UPDATE plint_catalog.versions SET released = true WHERE number IN (SELECT version FROM plint_catalog.published);
