-- id: migration/waiting_for_us
-- params: $1 oid of the table, $2 integer[] our backends
-- columns: pid integer
-- locks: none
-- since: 14
SELECT DISTINCT b.pid FROM pg_locks w JOIN pg_stat_activity a ON a.pid = w.pid
CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) b(pid)
WHERE NOT w.granted AND w.locktype = 'relation' AND w.relation = $1::oid AND b.pid = ANY ($2::integer[]) AND NOT w.pid = ANY ($2::integer[])
