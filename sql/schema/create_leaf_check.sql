-- id: schema/create_leaf_check
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.leaf_check (
    migration_id text NOT NULL REFERENCES parterre.migration ON DELETE CASCADE,
    leaf text NOT NULL,
    method text NOT NULL,
    source_rows bigint NOT NULL,
    target_rows bigint NOT NULL,
    equal boolean NOT NULL,
    checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration_id, leaf)
)
