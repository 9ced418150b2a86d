-- id: archive/list_leaves
-- params: $1 oid of the table
-- columns: oid bigint, schema name, name name, top_bound text, level integer, kind text, rows bigint, pages bigint, bytes bigint, mine boolean, primary_key boolean
-- locks: ACCESS SHARE on each relation
-- since: 14
WITH RECURSIVE tree AS (
    SELECT $1::oid AS oid, 0::oid AS top, 0 AS level
    UNION ALL SELECT i.inhrelid, CASE t.level WHEN 0 THEN i.inhrelid ELSE t.top END, t.level + 1
    FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid AND NOT i.inhdetachpending)
SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name,
       coalesce((SELECT pg_get_expr(b.relpartbound, b.oid) FROM pg_class b WHERE b.oid = t.top), '') AS top_bound, t.level, c.relkind::text AS kind,
       greatest(c.reltuples, 0)::bigint AS rows, pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages,
       pg_total_relation_size(c.oid) AS bytes, pg_has_role(current_user, c.relowner, 'USAGE') AS mine,
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND i.indisvalid) AS primary_key
FROM tree t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind <> 'p'
ORDER BY t.level, c.oid
