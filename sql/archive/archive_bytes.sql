-- id: archive/archive_bytes
-- params: $1 text schema of the archive, $2 text archive
-- columns: bytes bigint
-- locks: ACCESS SHARE on each relation
-- since: 14
-- NULL for a foreign table, whose size its own server knows.
WITH RECURSIVE tree AS (
    SELECT c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1::text AND c.relname = $2::text
    UNION ALL SELECT i.inhrelid, t.relkind FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid)
SELECT CASE WHEN bool_or(relkind = 'f') THEN NULL ELSE coalesce(sum(pg_total_relation_size(oid)), 0)::bigint END AS bytes FROM tree
