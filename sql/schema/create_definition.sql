-- id: schema/create_definition
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.definition (
    migration_id text NOT NULL REFERENCES parterre.migration ON DELETE CASCADE,
    moment text NOT NULL,
    definition text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration_id, moment)
)
