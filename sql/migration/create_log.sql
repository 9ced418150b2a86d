-- id: migration/create_log
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE IF NOT EXISTS {log} (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    op "char" NOT NULL,
    {log_definition},
    PRIMARY KEY (xid, seq)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0.5)
