-- id: preflight/long_transactions
-- params: $1 interval open for at least
-- columns: pid integer, usename name, application_name text, age numeric, query text
-- locks: none
-- since: 14
SELECT a.pid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, '') AS application_name, extract(epoch FROM clock_timestamp() - a.xact_start) AS age, left(coalesce(nullif(a.query, '<insufficient privilege>'), ''), 100) AS query
FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.xact_start < clock_timestamp() - $1::interval AND a.application_name NOT LIKE 'parterre:%' AND a.backend_type IS DISTINCT FROM 'autovacuum worker'
UNION ALL
SELECT 0, p.owner, 'prepared transaction ' || p.gid, extract(epoch FROM clock_timestamp() - p.prepared), '' FROM pg_prepared_xacts p WHERE p.database = current_database() AND p.prepared < clock_timestamp() - $1::interval
ORDER BY 4 DESC LIMIT 10
