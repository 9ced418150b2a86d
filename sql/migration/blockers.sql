-- id: migration/blockers
-- params: $1 integer pid
-- columns: pid integer, usename text, application_name text, state text, age double precision, query text
-- locks: none
-- since: 14
SELECT a.pid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, '') AS application_name, coalesce(a.state, '') AS state,
       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS age, left(coalesce(a.query, ''), 200) AS query
FROM unnest(pg_blocking_pids($1::integer)) b(pid) JOIN pg_stat_activity a ON a.pid = b.pid
