-- id: archive/list_runs
-- params: $1 text id of one run, or empty
-- columns: id text, policy_id text, table_schema text, table_name text, archive_schema text, archive_name text, kind text, state text, started_at text, ended_at text, rows bigint, bytes bigint, leaves integer, seconds double precision, runner text, heartbeat text, attended boolean, last_error text, details text
-- locks: none
-- since: 14
SELECT id, policy_id, table_schema, table_name, archive_schema, archive_name, kind, state, started_at::text AS started_at, coalesce(ended_at::text, '') AS ended_at, rows, bytes, leaves,
       greatest(0, extract(epoch FROM coalesce(ended_at, now()) - started_at)::double precision - coalesce((details->>'measuredMs')::double precision, 0) / 1000) AS seconds, runner, heartbeat::text AS heartbeat,
       state = 'running' AND EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
                                     AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('parterre.archive.' || table_oid::bigint, 0)) AS attended,
       last_error, details::text AS details
FROM parterre.archive_run WHERE $1 IN ('', id) ORDER BY started_at DESC, id
