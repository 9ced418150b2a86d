-- id: journal/leaf_checks
-- params: $1 text id
-- columns: leaf text, method text, source_rows bigint, target_rows bigint, source_sum text, target_sum text, equal boolean, checked_ms bigint
-- locks: none
-- since: 14
-- The sums came with version 2 of the journal; who only reads does not upgrade it.
SELECT c.leaf, c.method, c.source_rows, c.target_rows, coalesce(to_jsonb(c) ->> 'source_sum', '') AS source_sum,
       coalesce(to_jsonb(c) ->> 'target_sum', '') AS target_sum, c.equal, (extract(epoch FROM c.checked_at) * 1000)::bigint AS checked_ms
FROM parterre.leaf_check c WHERE c.migration_id = $1 ORDER BY c.leaf
