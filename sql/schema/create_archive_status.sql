-- id: schema/create_archive_status
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- For monitoring: each policy with its last run. attended: a runner is at work; a run that is "running" and has none was killed.
CREATE VIEW parterre.archive_status AS
SELECT p.id, p.table_schema, p.table_name, p.tier, p.schedule, p.enabled, r.id AS run, r.state, r.started_at, r.ended_at, r.rows, r.bytes, r.heartbeat AS heartbeat_at,
       r.state = 'running' AND EXISTS (
           SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
           AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('parterre.archive.' || r.table_oid::bigint, 0)) AS attended,
       r.last_error, (SELECT max(d.ended_at) FROM parterre.archive_run d WHERE d.policy_id = p.id AND d.kind = 'archive' AND d.state = 'done') AS last_done_at
FROM parterre.archive_policy p
LEFT JOIN LATERAL (SELECT * FROM parterre.archive_run a WHERE a.policy_id = p.id AND a.kind = 'archive' ORDER BY a.started_at DESC LIMIT 1) r ON true
