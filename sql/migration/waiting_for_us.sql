-- id: migration/waiting_for_us
-- params: $1 integer[] our backends
-- columns: pid integer
-- locks: none
-- since: 14
SELECT DISTINCT b.pid FROM pg_locks w JOIN pg_stat_activity a ON a.pid = w.pid
CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) b(pid)
WHERE NOT w.granted AND w.locktype = 'relation' AND a.backend_type = 'client backend' AND b.pid = ANY ($1::integer[]) AND NOT w.pid = ANY ($1::integer[])
