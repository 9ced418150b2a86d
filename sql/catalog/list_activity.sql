-- id: catalog/list_activity
-- params: $1 oid root of the tree; 0 for the whole database, $2 boolean whether sessions with an old snapshot are listed too
-- columns: pid integer, prepared text, username text, application text, client text, backend_type text, state text, wait_event text, transaction_ms bigint, query_ms bigint, query text, mode text, granted boolean, blocked_by text[]
-- locks: none
-- since: 14
-- Sessions with a relation lock on the tree, its indexes and TOAST tables, or waiting for one, and who blocks them from
-- outside. A switch also waits for whoever has an old snapshot, whatever it uses. A prepared transaction has no pid: it is found by the lock on its own transaction id. pg_blocking_pids() stops
-- all locking for a moment, so it is asked only about sessions that wait.
WITH RECURSIVE tree AS (
    SELECT $1::oid AS oid WHERE $1::oid <> 0
    UNION
    SELECT h.inhrelid FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
), members AS (
    SELECT t.oid FROM tree t
    UNION ALL
    SELECT i.indexrelid FROM tree t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
    UNION ALL
    SELECT c.reltoastrelid FROM tree t JOIN pg_catalog.pg_class c ON c.oid = t.oid WHERE c.reltoastrelid <> 0
), locks AS MATERIALIZED (
    SELECT l.locktype, l.database, l.relation, l.transactionid, l.mode, l.granted, l.virtualtransaction,
           coalesce(CASE WHEN a.backend_type = 'parallel worker' THEN a.leader_pid END, l.pid) AS pid
    FROM pg_catalog.pg_locks l
    LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
    WHERE l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND l.mode <> 'SIReadLock'
), holders AS (
    SELECT DISTINCT ON (l.pid, o.owner) l.pid, o.owner, l.mode, l.granted
    FROM locks l
    CROSS JOIN LATERAL (SELECT CASE WHEN l.pid IS NULL THEN l.virtualtransaction END AS owner) o
    WHERE l.locktype = 'relation'
      AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
      AND ($1::oid = 0 OR l.relation IN (SELECT m.oid FROM members m))
    ORDER BY l.pid, o.owner,
             array_position(ARRAY['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock',
                                  'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'],
                            l.mode) DESC, l.granted
), waiting AS (
    SELECT DISTINCT l.pid FROM locks l WHERE NOT l.granted AND l.pid IS NOT NULL
), listed AS (
    SELECT h.pid, h.owner, h.mode, h.granted FROM holders h
    UNION ALL
    SELECT w.pid, NULL, NULL, NULL
    FROM waiting w
    JOIN pg_catalog.pg_stat_activity a ON a.pid = w.pid
    WHERE $1::oid = 0 AND a.datname = current_database()
      AND NOT EXISTS (SELECT FROM holders h WHERE h.pid = w.pid)
    UNION ALL
    SELECT a.pid, NULL, NULL, NULL
    FROM pg_catalog.pg_stat_activity a
    WHERE $2 AND a.datname = current_database() AND a.pid <> pg_catalog.pg_backend_pid()
      AND (a.backend_xid IS NOT NULL OR a.backend_xmin IS NOT NULL)
      -- Of other roles' sessions the age is not to be seen without pg_read_all_stats.
      AND (a.xact_start IS NULL OR a.xact_start < clock_timestamp() - interval '1 s')
      AND a.backend_type IS DISTINCT FROM 'autovacuum worker' AND a.backend_type IS DISTINCT FROM 'parallel worker'
      AND NOT EXISTS (SELECT FROM holders h WHERE h.pid = a.pid)
      AND NOT ($1::oid = 0 AND EXISTS (SELECT FROM waiting w WHERE w.pid = a.pid))
), waits AS MATERIALIZED (
    SELECT l.pid, pg_catalog.pg_blocking_pids(l.pid) AS blockers
    FROM listed l JOIN waiting w ON w.pid = l.pid
), outside AS MATERIALIZED (
    SELECT o.pid, CASE WHEN EXISTS (SELECT FROM waiting w WHERE w.pid = o.pid)
                       THEN pg_catalog.pg_blocking_pids(o.pid) END AS blockers
    FROM (SELECT DISTINCT b.pid FROM waits w CROSS JOIN LATERAL unnest(w.blockers) b (pid)
          WHERE b.pid <> 0 AND NOT EXISTS (SELECT FROM listed l WHERE l.pid = b.pid)) o
), everyone AS (
    SELECT l.pid, l.owner, l.mode, l.granted, w.blockers FROM listed l LEFT JOIN waits w ON w.pid = l.pid
    UNION ALL
    SELECT o.pid, NULL, NULL, NULL, o.blockers FROM outside o
)
SELECT coalesce(e.pid, 0) AS pid, p.gid AS prepared, coalesce(a.usename, p.owner)::text AS username,
       nullif(a.application_name, '') AS application,
       coalesce(a.client_hostname, host(a.client_addr)) AS client,
       a.backend_type, a.state,
       CASE WHEN a.wait_event_type IS NOT NULL AND NOT (a.wait_event_type = 'Client' AND a.wait_event = 'ClientRead')
            THEN a.wait_event_type || ': ' || a.wait_event END AS wait_event,
       (extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared)) * 1000)::bigint AS transaction_ms,
       (extract(epoch FROM clock_timestamp() - a.query_start) * 1000)::bigint AS query_ms,
       CASE WHEN a.query <> '<insufficient privilege>' THEN a.query END AS query,
       e.mode, e.granted, coalesce(e.blockers, '{}')::text[] AS blocked_by
FROM everyone e
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = e.pid
LEFT JOIN locks x ON x.pid IS NULL AND x.locktype = 'transactionid' AND x.granted AND x.virtualtransaction = e.owner
LEFT JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = x.transactionid
ORDER BY transaction_ms DESC NULLS LAST, pid
