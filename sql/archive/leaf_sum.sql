-- id: archive/leaf_sum
-- params: none
-- columns: rows bigint, hash0 text, hash1 text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT /* parterre */ count(*) AS rows, coalesce(sum(hashtextextended(ROW({columns})::text, 0)), 0)::text AS hash0, coalesce(sum(hashtextextended(ROW({columns})::text, 1)), 0)::text AS hash1
FROM ONLY {leaf}
