-- id: archive/archive_bytes
-- params: $1 text schema of the archive, $2 text archive
-- columns: bytes bigint
-- locks: ACCESS SHARE on each relation
-- since: 14
WITH RECURSIVE tree AS (
    SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1::text AND c.relname = $2::text
    UNION ALL SELECT i.inhrelid FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid)
SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint AS bytes FROM tree
