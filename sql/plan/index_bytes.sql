-- id: plan/index_bytes
-- params: $1 oid of the table, $2 text[] names of indexes
-- columns: bytes bigint
-- locks: ACCESS SHARE on what it names
-- since: 14
SELECT coalesce(sum(pg_relation_size(i.indexrelid)), 0)::bigint AS bytes FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = $1::oid AND c.relname = ANY ($2::text[])
