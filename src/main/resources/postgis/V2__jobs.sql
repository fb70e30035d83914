-- Jobs: what waits, runs or has finished lately, for all servers that share this database.

CREATE TABLE plint_catalog.jobs (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text COLLATE "C" NOT NULL,
  title text NOT NULL,
  inputs text NOT NULL,
  status text COLLATE "C" NOT NULL CHECK (status IN ('accepted', 'running', 'successful', 'failed', 'dismissed')),
  progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  message text NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  started timestamptz,
  updated timestamptz NOT NULL DEFAULT now(),
  finished timestamptz,
  problem text,
  -- Who works on it, as the how manieth, and when it was last heard of.
  worker text COLLATE "C",
  attempt integer NOT NULL DEFAULT 0,
  heard timestamptz,
  deaths integer NOT NULL DEFAULT 0,
  postponements integer NOT NULL DEFAULT 0,
  claimable_from timestamptz NOT NULL DEFAULT now(),
  dismissal_asked boolean NOT NULL DEFAULT false
);

CREATE INDEX jobs_to_do ON plint_catalog.jobs (number) WHERE finished IS NULL;

CREATE TABLE plint_catalog.job_files (
  job bigint NOT NULL REFERENCES plint_catalog.jobs (number) ON DELETE CASCADE,
  number integer NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (job, number)
);

-- Files in pieces, so that no process holds a whole one in memory. They are compressed by nobody: most files are already.
CREATE TABLE plint_catalog.job_file_chunks (
  job bigint NOT NULL,
  file integer NOT NULL,
  number integer NOT NULL,
  contents bytea NOT NULL,
  PRIMARY KEY (job, file, number),
  FOREIGN KEY (job, file) REFERENCES plint_catalog.job_files (job, number) ON DELETE CASCADE
);
ALTER TABLE plint_catalog.job_file_chunks ALTER COLUMN contents SET STORAGE EXTERNAL;

CREATE TABLE plint_catalog.job_outcomes (
  job bigint PRIMARY KEY REFERENCES plint_catalog.jobs (number) ON DELETE CASCADE,
  media_type text NOT NULL,
  contents bytea NOT NULL
);
