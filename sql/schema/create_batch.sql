-- id: schema/create_batch
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.batch (
    migration_id text NOT NULL REFERENCES parterre.migration ON DELETE CASCADE,
    first_page bigint NOT NULL,
    end_page bigint NOT NULL,
    rows bigint NOT NULL,
    done_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration_id, first_page)
)
