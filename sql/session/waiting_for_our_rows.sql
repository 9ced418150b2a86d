-- id: session/waiting_for_our_rows
-- params: $1 integer[] our backends
-- columns: pid integer
-- locks: none
-- since: 14
-- Who waits for a table, or for a row, that one of our transactions holds.
SELECT DISTINCT b.pid FROM pg_locks w
CROSS JOIN LATERAL unnest(pg_blocking_pids(w.pid)) b(pid)
WHERE NOT w.granted AND w.locktype IN ('relation', 'transactionid', 'tuple') AND b.pid = ANY ($1::integer[]) AND NOT w.pid = ANY ($1::integer[])
  AND w.pid NOT IN (SELECT v.pid FROM pg_stat_progress_vacuum v UNION ALL SELECT n.pid FROM pg_stat_progress_analyze n)
