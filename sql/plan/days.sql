-- id: plan/days
-- params: none
-- columns: day text, rows bigint
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ (x.{key}{zone})::date::text AS day, count(*) AS rows FROM ONLY {table} x{sample} WHERE isfinite(x.{key}) GROUP BY 1 ORDER BY min(x.{key})
