-- id: plan/last_day
-- params: none
-- columns: day text
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT /* parterre */ (x.{key}{zone})::date::text AS day FROM ONLY {table} x WHERE x.{key} < 'infinity' ORDER BY x.{key} DESC LIMIT 1
