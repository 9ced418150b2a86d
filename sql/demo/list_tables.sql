-- id: demo/list_tables
-- params: none
-- columns: name text, rows bigint, bytes bigint
-- locks: ACCESS SHARE on the tables of schema public, for a moment
-- since: 14
SELECT c.oid::regclass::text AS name, greatest(c.reltuples, 0)::bigint AS rows, pg_table_size(c.oid) + pg_indexes_size(c.oid) AS bytes
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY c.relname
