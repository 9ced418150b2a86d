-- id: demo/list_tables
-- params: none
-- columns: name text, rows bigint, bytes bigint
-- locks: ACCESS SHARE on the tables of schema public
-- since: 14
SELECT c.oid::regclass::text AS name, greatest(c.reltuples, 0)::bigint AS rows,
       coalesce((SELECT sum(pg_total_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t), pg_total_relation_size(c.oid))::bigint AS bytes
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY c.relname
