-- id: schema/create_archive_measurement
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- What a savings report compares. A measurement outlives its policy, as a run does; without a run it was made by hand.
-- A run goes only if it was a drill's, and takes what it measured along.
CREATE TABLE parterre.archive_measurement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    policy_id text NOT NULL,
    run_id text REFERENCES parterre.archive_run ON DELETE CASCADE,
    moment text NOT NULL CHECK (moment IN ('before', 'after')),
    label text NOT NULL DEFAULT '',
    measured_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    figures jsonb NOT NULL
)
