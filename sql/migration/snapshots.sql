-- id: migration/snapshots
-- params: $1 xid8 transaction that every snapshot must see
-- columns: pid integer, usename name, application_name text, state text, age numeric, query text
-- locks: none
-- since: 14
SELECT a.pid, coalesce(a.usename, '') AS usename, coalesce(a.application_name, '') AS application_name, coalesce(a.state, '') AS state,
       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start), 0) AS age, left(coalesce(nullif(a.query, '<insufficient privilege>'), ''), 200) AS query
FROM pg_stat_activity a
-- Without pg_read_all_stats only pid, database, user and the two transaction ids of other roles' sessions are to be seen.
WHERE a.pid <> pg_backend_pid() AND a.backend_type IS DISTINCT FROM 'autovacuum worker' AND a.backend_type IS DISTINCT FROM 'walsender'
  AND a.pid NOT IN (SELECT v.pid FROM pg_stat_progress_vacuum v UNION ALL SELECT n.pid FROM pg_stat_progress_analyze n UNION ALL SELECT r.pid FROM pg_stat_replication r)
  AND ((a.datname = current_database() AND age(a.backend_xmin) >= age(($1::xid8::text::numeric % 4294967296)::text::xid))
       OR age(a.backend_xid) >= age(($1::xid8::text::numeric % 4294967296)::text::xid))
UNION ALL
SELECT 0, p.owner, 'prepared transaction ' || p.gid, 'prepared', extract(epoch FROM clock_timestamp() - p.prepared), ''
FROM pg_prepared_xacts p WHERE age(p.transaction) >= age(($1::xid8::text::numeric % 4294967296)::text::xid)
