-- id: archive/drill_sums
-- params: none
-- columns: rows bigint, hash0 text, hash1 text, archived bigint
-- locks: ACCESS SHARE on {drill}, {drill_archive}
-- since: 14
-- Of live and archived rows together.
SELECT /* parterre */ count(*) AS rows, coalesce(sum(hashtextextended(r.row, 0)), 0)::text AS hash0, coalesce(sum(hashtextextended(r.row, 1)), 0)::text AS hash1,
       count(*) FILTER (WHERE r.archived) AS archived
FROM (SELECT ROW({columns})::text AS row, false AS archived FROM {drill} UNION ALL SELECT ROW({columns})::text, true FROM {drill_archive}) r
