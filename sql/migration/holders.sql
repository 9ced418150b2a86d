-- id: migration/holders
-- params: none
-- columns: pid integer, usename text, application_name text, state text, age double precision, query text, transaction text, autovacuum boolean
-- locks: none
-- since: 14
-- Who holds or asks for a lock that the switch looks for. A prepared transaction has no pid: it is found by the lock on its own transaction id.
SELECT DISTINCT coalesce(l.pid, 0) AS pid, coalesce(a.usename, p.owner, '')::text AS usename,
       CASE WHEN l.pid IS NULL THEN 'prepared transaction ' || coalesce(p.gid, '') ELSE coalesce(a.application_name, '') END AS application_name,
       CASE WHEN l.pid IS NULL THEN 'prepared' ELSE coalesce(a.state, '') END AS state,
       coalesce(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, p.prepared)), 0)::double precision AS age, left(coalesce(nullif(a.query, '<insufficient privilege>'), ''), 200) AS query,
       l.virtualtransaction AS transaction, a.backend_type IS NOT DISTINCT FROM 'autovacuum worker' AS autovacuum
FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
LEFT JOIN pg_locks x ON l.pid IS NULL AND x.pid IS NULL AND x.locktype = 'transactionid' AND x.granted AND x.virtualtransaction = l.virtualtransaction
LEFT JOIN pg_prepared_xacts p ON p.transaction = x.transactionid
WHERE l.locktype = 'relation' AND l.relation IN (SELECT to_regclass(r.name) FROM unnest({locked}) r(name)) AND l.mode <> 'SIReadLock' AND l.pid IS DISTINCT FROM pg_backend_pid()
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
ORDER BY 5 DESC
