-- id: migration/doubled_keys
-- params: none
-- columns: keys bigint
-- locks: ACCESS SHARE on {table}
-- since: 14
SELECT count(*) AS keys FROM (SELECT FROM {table} x GROUP BY {plain_key} HAVING count(*) > 1 LIMIT 100) d
