-- id: archive/measure_sizes
-- params: $1 bigint oid of the table, $2 text schema of the archive, $3 text archive
-- columns: live boolean, heap bigint, indexes bigint, toast bigint, rows bigint, tablespaces text[], partitioned boolean, elsewhere boolean
-- locks: ACCESS SHARE on each relation
-- since: 14
-- One row for the table and one for the archive, where it is there. The heap is with its free space and visibility map.
-- Rows are the estimate of the last VACUUM or ANALYZE; -1 where one with rows was never looked at.
WITH RECURSIVE tree AS (
    SELECT c.oid, c.oid = $1::bigint::oid AS live FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = $1::bigint::oid OR (n.nspname = $2::text AND c.relname = $3::text)
    UNION ALL SELECT i.inhrelid, t.live FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid),
part AS (
    SELECT t.live, c.oid, c.relkind, c.reltuples, pg_table_size(c.oid) AS stored, pg_indexes_size(c.oid) AS indexes,
           CASE c.reltoastrelid WHEN 0 THEN 0 ELSE pg_total_relation_size(c.reltoastrelid) END AS toast,
           coalesce(s.spcname, (SELECT d.spcname FROM pg_database b JOIN pg_tablespace d ON d.oid = b.dattablespace WHERE b.datname = current_database())) AS tablespace
    FROM tree t JOIN pg_class c ON c.oid = t.oid LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace)
SELECT live, sum(stored - toast)::bigint AS heap, sum(indexes)::bigint AS indexes, sum(toast)::bigint AS toast,
       CASE WHEN bool_or(relkind <> 'p' AND reltuples < 0 AND stored > 0) THEN -1 ELSE coalesce(sum(greatest(reltuples, 0)::double precision) FILTER (WHERE relkind <> 'p'), 0)::bigint END AS rows,
       coalesce(array_agg(DISTINCT tablespace::text ORDER BY tablespace::text) FILTER (WHERE relkind NOT IN ('p', 'f')), '{}') AS tablespaces,
       bool_or(relkind = 'p') AS partitioned, bool_or(relkind = 'f') AS elsewhere
FROM part GROUP BY live ORDER BY live DESC
