-- id: migration/holders
-- params: none
-- columns: pid integer, usename text, application_name text, state text, age double precision, query text
-- locks: none
-- since: 14
SELECT DISTINCT coalesce(a.pid, 0) AS pid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, 'prepared transaction') AS application_name,
       coalesce(a.state, '') AS state, coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS age, left(coalesce(nullif(a.query, '<insufficient privilege>'), ''), 200) AS query
FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'relation' AND l.granted AND l.relation IN (SELECT to_regclass(r.name) FROM unnest({locked}) r(name)) AND l.mode <> 'SIReadLock' AND l.pid IS DISTINCT FROM pg_backend_pid()
ORDER BY 5 DESC LIMIT 5
