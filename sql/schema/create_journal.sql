-- id: schema/create_journal
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.journal (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration_id text NOT NULL REFERENCES parterre.migration ON DELETE CASCADE,
    epoch integer NOT NULL,
    started_at timestamptz NOT NULL,
    step text NOT NULL,
    statement_id text NOT NULL,
    statement text NOT NULL,
    runs bigint NOT NULL DEFAULT 1,
    duration_ms double precision NOT NULL,
    rows bigint NOT NULL DEFAULT 0,
    sqlstate text NOT NULL DEFAULT '',
    message text NOT NULL DEFAULT ''
)
