-- id: archive/record_sizes
-- params: $1 text id of the run, $2 text key in its details, $3 bigint oid of the table, $4 text schema of the archive, $5 text archive
-- columns: none
-- locks: ACCESS SHARE on each relation
-- since: 14
-- An archive without a name is files.
WITH RECURSIVE tree AS (
    SELECT c.oid, c.oid = $3::bigint::oid AS live FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = $3::bigint::oid OR (n.nspname = $4::text AND c.relname = $5::text)
    UNION ALL SELECT i.inhrelid, t.live FROM tree t JOIN pg_inherits i ON i.inhparent = t.oid)
UPDATE parterre.archive_run SET details = details || jsonb_build_object($2::text, (
    SELECT jsonb_build_object('table', coalesce(sum(pg_total_relation_size(oid)) FILTER (WHERE live), 0),
                              'archive', coalesce(sum(pg_total_relation_size(oid)) FILTER (WHERE NOT live), 0) + files.bytes)
    FROM tree))
FROM (SELECT coalesce(sum(f.bytes), 0) AS bytes FROM parterre.archive_file f JOIN parterre.archive_run r USING (policy_id) WHERE r.id = $1::text AND $5::text = '') files
WHERE id = $1
