-- id: archivefile/bytes_sum
-- params: none
-- columns: rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {relation}
-- since: 14
-- Of the text of the rows, which tells values apart that are equal: 1.0 and 1.00.
SELECT /* parterre */ count(*) AS rows, coalesce(sum(hashtextextended(ROW({x_columns})::text, 0)), 0)::text AS hash0, coalesce(sum(hashtextextended(ROW({x_columns})::text, 1)), 0)::text AS hash1
FROM {source} x
