-- id: schema/create_archive_run
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- A run outlives its policy, which may be removed: it is the history.
CREATE TABLE parterre.archive_run (
    id text PRIMARY KEY,
    policy_id text NOT NULL,
    table_oid oid NOT NULL,
    table_schema text NOT NULL,
    table_name text NOT NULL,
    archive_schema text NOT NULL,
    archive_name text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL DEFAULT 'running',
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    rows bigint NOT NULL DEFAULT 0,
    bytes bigint NOT NULL DEFAULT 0,
    leaves integer NOT NULL DEFAULT 0,
    epoch integer NOT NULL DEFAULT 1,
    runner text NOT NULL,
    heartbeat timestamptz NOT NULL DEFAULT now(),
    last_error text NOT NULL DEFAULT '',
    details jsonb NOT NULL DEFAULT '{}'
)
