-- id: pace/signals
-- params: $1 oid of the table, $2 text name of the change log, $3 oid[] the busiest relations, $4 name tablespace to measure or an empty text, $5 text time zone of the hours
-- columns: signal text, object text, readable boolean, value double precision, also double precision
-- locks: none
-- since: 14
-- One row for each thing that is looked at: standbys with their position in the WAL and their lag in milliseconds, slots
-- with the WAL they keep, the oldest transaction and the longest wait for the table in milliseconds, pages asked for and
-- found in the busiest relations, bytes of tablespace and log, minutes since midnight.
WITH me AS MATERIALIZED (SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS sees_all, pg_current_wal_lsn() AS lsn)
SELECT 'wal' AS signal, '' AS object, true AS readable, pg_wal_lsn_diff(me.lsn, '0/0')::double precision AS value, NULL::double precision AS also FROM me
UNION ALL
SELECT 'standby', coalesce(nullif(r.application_name, ''), host(r.client_addr), r.pid::text), me.sees_all,
       pg_wal_lsn_diff(coalesce(r.replay_lsn, r.flush_lsn), '0/0')::double precision, (extract(epoch FROM r.replay_lag) * 1000)::double precision
FROM pg_stat_replication r, me
WHERE coalesce(r.state, '') NOT IN ('backup', 'startup')
  AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical')
UNION ALL
SELECT 'slot', s.slot_name, true, pg_wal_lsn_diff(me.lsn, s.restart_lsn)::double precision, NULL
FROM pg_replication_slots s, me WHERE s.restart_lsn IS NOT NULL AND s.wal_status IS DISTINCT FROM 'lost'
UNION ALL
(SELECT 'transaction', t.object, me.sees_all, t.age * 1000, NULL
 FROM me LEFT JOIN LATERAL (
     SELECT 'pid ' || a.pid || coalesce(' (' || nullif(a.application_name, '') || ')', '') AS object, extract(epoch FROM clock_timestamp() - a.xact_start)::double precision AS age
     FROM pg_stat_activity a
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND (a.backend_xid IS NOT NULL OR a.backend_xmin IS NOT NULL)
       AND a.application_name NOT LIKE 'parterre:%' AND a.backend_type IS DISTINCT FROM 'autovacuum worker'
     UNION ALL
     SELECT 'prepared transaction ' || p.gid, extract(epoch FROM clock_timestamp() - p.prepared)::double precision
     FROM pg_prepared_xacts p WHERE p.database = current_database()) t ON true
 ORDER BY t.age DESC NULLS LAST LIMIT 1)
UNION ALL
(SELECT 'lock-wait', 'pid ' || l.pid, true, (extract(epoch FROM clock_timestamp() - l.waitstart) * 1000)::double precision, NULL
 FROM pg_locks l
 WHERE l.relation = $1::oid AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND NOT l.granted AND l.waitstart IS NOT NULL
   AND l.pid NOT IN (SELECT a.pid FROM pg_stat_activity a WHERE a.application_name LIKE 'parterre:%')
 ORDER BY 4 DESC LIMIT 1)
UNION ALL
SELECT 'pages', '', true, sum(pg_stat_get_blocks_fetched(b.relation))::double precision, sum(pg_stat_get_blocks_hit(b.relation))::double precision
FROM unnest($3::oid[]) b(relation)
UNION ALL
SELECT 'tablespace', t.spcname, true,
       CASE WHEN me.sees_all OR t.oid = d.dattablespace OR has_tablespace_privilege(t.oid, 'CREATE') THEN pg_tablespace_size(t.oid) END::double precision, NULL
FROM pg_tablespace t JOIN pg_database d ON d.datname = current_database() CROSS JOIN me WHERE t.spcname = $4::name
UNION ALL
SELECT 'log', '', true, pg_total_relation_size(c.oid)::double precision, NULL
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'parterre' AND c.relname = $2::text
UNION ALL
SELECT 'minute', '', true, floor(extract(epoch FROM (clock_timestamp() AT TIME ZONE $5::text)::time) / 60)::double precision, NULL
