-- id: catalog/list_lock_holders
-- params: none
-- columns: relation oid, pid integer, username name, application text, mode text, granted boolean, since_ms bigint
-- locks: none
-- since: 14
SELECT coalesce(i.indrelid, l.relation) AS relation, l.pid, a.usename AS username, a.application_name AS application,
       l.mode, l.granted,
       (extract(epoch FROM coalesce(l.waitstart, a.xact_start)) * 1000)::bigint AS since_ms
FROM pg_catalog.pg_locks l
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = l.relation
LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation'
  AND l.mode = 'AccessExclusiveLock'
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
  AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
ORDER BY l.granted DESC, l.pid
