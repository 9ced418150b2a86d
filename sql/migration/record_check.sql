-- id: migration/record_check
-- params: $1 text id, $2 text leaf, $3 text method, $4 bigint source rows, $5 bigint target rows, $6 boolean equal
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.leaf_check AS c (migration_id, leaf, method, source_rows, target_rows, equal) VALUES ($1, $2, $3, $4::bigint, $5::bigint, $6::boolean)
ON CONFLICT (migration_id, leaf) DO UPDATE SET method = excluded.method, source_rows = excluded.source_rows, target_rows = excluded.target_rows,
    equal = excluded.equal, checked_at = clock_timestamp()
