-- id: archivefile/compare
-- params: none
-- columns: equal bigint, different bigint
-- locks: ACCESS SHARE on {relation}
-- since: 14
-- The rows of the file whose key is in the table: byte by byte the same, or not.
SELECT /* parterre */ count(*) FILTER (WHERE ROW({x_columns})::record *= ROW({e_columns})::record) AS equal, count(*) FILTER (WHERE NOT ROW({x_columns})::record *= ROW({e_columns})::record) AS different
FROM {staging} e JOIN {source} x ON {x_is_e}
