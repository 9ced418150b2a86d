-- id: migration/record_check
-- params: $1 text id, $2 text leaf, $3 text method, $4 bigint source rows, $5 bigint target rows, $6 boolean equal, $7 text source sum, $8 text target sum
-- columns: none
-- locks: none
-- since: 14
INSERT INTO parterre.leaf_check (migration_id, leaf, method, source_rows, target_rows, equal, source_sum, target_sum)
VALUES ($1, $2, $3, $4::bigint, $5::bigint, $6::boolean, $7, $8)
