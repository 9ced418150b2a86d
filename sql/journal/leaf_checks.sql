-- id: journal/leaf_checks
-- params: $1 text id
-- columns: leaf text, source_rows bigint, target_rows bigint, equal boolean, checked_ms bigint
-- locks: none
-- since: 14
SELECT c.leaf, c.source_rows, c.target_rows, c.equal, (extract(epoch FROM c.checked_at) * 1000)::bigint AS checked_ms
FROM parterre.leaf_check c WHERE c.migration_id = $1 ORDER BY c.leaf
