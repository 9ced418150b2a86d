-- id: schema/create_heartbeat
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE TABLE parterre.heartbeat (
    migration_id text PRIMARY KEY REFERENCES parterre.migration ON DELETE CASCADE,
    epoch integer NOT NULL,
    runner text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    step text NOT NULL DEFAULT '',
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    replayed_at timestamptz
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0)
