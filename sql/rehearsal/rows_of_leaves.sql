-- id: rehearsal/rows_of_leaves
-- params: none
-- columns: leaf integer, rows bigint
-- locks: ACCESS SHARE on {drill}
-- since: 14
SELECT width_bucket(x.{key}, {bounds}) AS leaf, count(*) AS rows FROM ONLY {drill} x GROUP BY 1 ORDER BY 1
