-- The archive: layers, versions, what is published. Versions are tables of their own in plint_versions.

CREATE SCHEMA IF NOT EXISTS plint;
COMMENT ON SCHEMA plint IS 'Plint: a view of each layer, showing its published version of the newest reference date';
CREATE SCHEMA IF NOT EXISTS plint_versions;
COMMENT ON SCHEMA plint_versions IS 'Plint: a table for each version; never changed, removed when the version is retired';
COMMENT ON SCHEMA plint_catalog IS 'Plint: layers, versions, publications and jobs; change them with Plint only';

CREATE TABLE plint_catalog.layers (
  id text COLLATE "C" PRIMARY KEY,
  definition json NOT NULL
);

CREATE TABLE plint_catalog.versions (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  layer text COLLATE "C" NOT NULL REFERENCES plint_catalog.layers (id),
  id text COLLATE "C" NOT NULL,
  reference_date date NOT NULL,
  schema json NOT NULL,
  feature_count bigint NOT NULL,
  min_x double precision,
  min_y double precision,
  max_x double precision,
  max_y double precision,
  provenance json NOT NULL,
  created_at timestamptz NOT NULL,
  report json NOT NULL,
  content_sha256 text,
  table_name text NOT NULL UNIQUE,
  UNIQUE (layer, id)
);

CREATE TABLE plint_catalog.published (
  layer text COLLATE "C" NOT NULL,
  reference_date date NOT NULL,
  version bigint NOT NULL REFERENCES plint_catalog.versions (number),
  PRIMARY KEY (layer, reference_date)
);

-- Which version the view of a layer shows. It follows the publication when somebody held the view locked.
CREATE TABLE plint_catalog.layer_views (
  layer text COLLATE "C" PRIMARY KEY,
  version bigint NOT NULL
);

-- Tables of retired versions that somebody may be reading still; they are dropped when nobody is.
CREATE TABLE plint_catalog.retired_tables (
  table_name text PRIMARY KEY,
  retired_at timestamptz NOT NULL DEFAULT now()
);

CREATE SEQUENCE plint_catalog.table_number;

-- One row. Goes up with each change of the tables above, for those who cannot listen.
CREATE TABLE plint_catalog.state (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO plint_catalog.state (revision) VALUES (0);

CREATE VIEW plint._versions AS
SELECT v.layer, v.id, v.reference_date, p.version IS NOT NULL AS published, v.feature_count, v.created_at,
  v.provenance ->> 'fileName' AS file_name, v.content_sha256, 'plint_versions.' || v.table_name AS table_name
FROM plint_catalog.versions v
LEFT JOIN plint_catalog.published p ON p.version = v.number
ORDER BY v.layer, v.reference_date DESC, v.number DESC;
COMMENT ON VIEW plint._versions IS 'All versions in the archive of Plint, and which are published';
